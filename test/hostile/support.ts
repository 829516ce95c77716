// Shared by the hostile tests: workbooks with a hostile cell in every column, one row each, and what must
// hold for every request.
import type { Programme } from '../../src/rules/programme.js';
import type { Column, Tab } from '../../src/rules/tabs.js';
import { longText, text } from '../../src/rules/kinds.js';
import { keyOf } from '../../src/rules/text.js';
import { sharedTabs } from '../../src/sheets/shared-tabs.js';
import { fail } from '../bundle/failures.js';
import { cloneOf, copyOf, open, type Opened, requestsOf } from '../bundle/open.js';
import { SAMPLES } from '../bundle/samples.js';
import { type Cell as Stored, table } from '../bundle/tables.js';
import type { WorkbookModel } from '../../src/local/host.js';
import { judge, type Verdict } from './judge.js';
import { HOSTILE, type Hostile } from './values.js';

const lazily = <K, T>(make: (key: K) => T): ((key: K) => T) => {
  const made = new Map<K, T>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key) as T;
  };
};

/** The moment at which a programme's sample is interesting. */
export const nowOf = ({ id }: Programme): string => SAMPLES[id]?.now ?? fail(`no sample of ${id}`);

const computed = lazily((programme: Programme): WorkbookModel => {
  const opened = open(undefined, { now: nowOf(programme) });
  opened.run('demo', programme.id);
  opened.run('recompute');
  return opened.book;
});
export const sampleOf = (programme: Programme): WorkbookModel => cloneOf(computed(programme));
/** The same by way of a file: it can be saved again. */
export const savedSampleOf = (programme: Programme): WorkbookModel => copyOf(computed(programme));

/** One hostile cell: its place, and whether the specification accepts it. */
export interface Planted {
  readonly tab: string;
  /** 1-based. */
  readonly row: number;
  readonly header: string;
  readonly hostile: Hostile;
  readonly verdict: Verdict;
  readonly required: boolean;
}

/**
 * Tabs with rows that staff type or may damage: inputs, logs and ledgers of the programme, and the shared
 * tabs.
 */
const fuzzedTabs = (programme: Programme): readonly Tab[] => [
  ...Object.values(programme.tabs).filter(({ role }) => role !== 'output'),
  sharedTabs.calendar,
  sharedTabs.templates,
];

/** In these a bad field is no row error but the reason of a refusal (spec 02, rule 1). */
export const TOLERANT: { readonly tab: string; readonly headers: readonly string[] } = {
  tab: 'Слушатели',
  headers: [
    'Фамилия',
    'Имя',
    'Компания',
    'Должность',
    'Email',
    'Телефон',
    'Согласие',
    'Отказать',
    'Удалить данные',
  ],
};

/** A row that all is well with and that fills the most columns. */
function model(book: WorkbookModel, tab: Tab): readonly Stored[] | null {
  const wrong = new Set(
    table(book, 'Ошибки')
      .filter((row) => row['Вкладка'] === tab.title)
      .map((row) => row['Строка']),
  );
  const filled = (row: readonly Stored[]): number =>
    row.filter((cell) => cell !== null && cell !== false).length;
  const [best] = book
    .values(tab.title)
    .map((row, index) => ({ row, number: index + 1 }))
    .filter(({ row, number }) => number > 1 && !wrong.has(number) && filled(row) > 0)
    .sort((a, b) => filled(b.row) - filled(a.row));
  return best?.row ?? null;
}

/** A value like it that no other row has. */
function fresh(cell: Stored, index: number): Stored {
  if (typeof cell === 'number') return 1_000_000 + index;
  return typeof cell === 'string' && cell.includes('@')
    ? `u${index}@example.com`
    : `${String(cell)} ${index}`;
}

/** A cell that could be planted. */
export interface Choice {
  readonly tab: Tab;
  readonly column: Column;
  readonly hostile: Hostile;
  readonly verdict: Verdict;
  /** The verdict by kind alone. */
  readonly judged: Verdict;
  /** Counts the choices of a workbook, from 0. */
  readonly at: number;
}

const isPlain = ({ kind }: Column): boolean => kind.read === text.read || kind.read === longText.read;
/**
 * Whether no cell of a column is unacceptable: it gives the reason of a refusal, or stands in a ledger, whose
 * rows the run that reads them writes anew.
 */
export const isTolerant = (tab: Tab, column: Column): boolean =>
  tab.role === 'ledger' || (tab.title === TOLERANT.tab && TOLERANT.headers.includes(column.header));

/**
 * Adds below every tab one row per column and hostile value: a correct row with only this cell replaced. Adds
 * only the rows that `wanted` accepts.
 */
export function plant(
  book: WorkbookModel,
  programme: Programme,
  wanted: (choice: Choice) => boolean,
): readonly Planted[] {
  const planted: Planted[] = [];
  let count = 0;
  for (const tab of fuzzedTabs(programme)) {
    const rows = book.values(tab.title);
    const head = (rows[0] ?? []).map((cell) => keyOf(String(cell ?? '')));
    const sound = model(book, tab) ?? head.map(() => null);
    const columns = Object.values(tab.columns).filter(
      (column) => tab.role !== 'input' || !column.options.computed,
    );
    const unique = new Set(
      columns.filter(({ options }) => options.unique).map(({ header }) => head.indexOf(keyOf(header))),
    );
    for (const column of columns) {
      const place = head.indexOf(keyOf(column.header));
      for (const hostile of HOSTILE) {
        const judged = judge(column.kind, isPlain(column), hostile.cell);
        const verdict = judged === 'bad' && isTolerant(tab, column) ? 'open' : judged;
        if (!wanted({ tab, column, hostile, verdict, judged, at: count++ })) continue;
        rows.push(
          sound.map((cell, index) =>
            index === place ? hostile.cell : unique.has(index) ? fresh(cell, rows.length) : cell,
          ),
        );
        planted.push({
          tab: tab.title,
          row: rows.length,
          header: column.header,
          hostile,
          verdict,
          required: column.options.required === true && column.kind.blank === undefined,
        });
      }
    }
    book.setRows(tab.title, rows);
  }
  return planted;
}

type CellData = GoogleAppsScript.Sheets.Schema.CellData;
/** What a cell of Excel holds. */
const LONGEST = 32_767;
/** Under «u» a pair is one character. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;
const CONTROL = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]');

/** What is wrong with a cell that is being written, or null. */
function wrongWith(cell: CellData): string | null {
  const value = cell.userEnteredValue ?? {};
  const kinds = Object.keys(value);
  const strange = kinds.find((kind) => !['stringValue', 'numberValue', 'boolValue'].includes(kind));
  if (strange !== undefined) return strange;
  if (kinds.length > 1) return 'two values';
  const { stringValue, numberValue } = value;
  if (stringValue !== undefined) {
    if (stringValue.length > LONGEST) return `${stringValue.length} characters`;
    if (LONE_SURROGATE.test(stringValue)) return 'a lone surrogate';
    if (CONTROL.test(stringValue)) return 'a control character';
  }
  if (numberValue !== undefined && !Number.isFinite(numberValue)) return `the number ${String(numberValue)}`;
  const uri = cell.userEnteredFormat?.textFormat?.link?.uri;
  if (uri !== undefined && !/^#gid=\d+&range=[A-Z]+\d+$/.test(uri)) return `the link ${uri}`;
  return null;
}

/** Everything wrong with the cells of a run's writes: formulas, invalid texts, links to other places. */
export function wrongWrites({ records }: Pick<Opened, 'records'>): readonly string[] {
  const cells = requestsOf(records).flatMap(({ updateCells, repeatCell, appendCells }) => [
    ...[...(updateCells?.rows ?? []), ...(appendCells?.rows ?? [])].flatMap(({ values }) => values ?? []),
    ...(repeatCell?.cell ? [repeatCell.cell] : []),
  ]);
  return cells.flatMap((cell) => wrongWith(cell) ?? []);
}

/** The rows of «Ошибки» as «Вкладка!строка[Столбец]». */
export const listed = (book: WorkbookModel): ReadonlySet<string> =>
  new Set(
    table(book, 'Ошибки').map(
      (row) => `${String(row['Вкладка'])}!${String(row['Строка'])}[${String(row['Столбец'])}]`,
    ),
  );
