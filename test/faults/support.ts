// What the tests of faults share: every programme's sample in a few states, its actions with arguments, and what must be the same after a fault.
import { type SentLetter, type WorkbookModel } from '../../src/local/host.js';
import { NONE, type SheetBody } from '../../src/local/workbook/body.js';
import type { WorkbookState } from '../../src/local/workbook/model.js';
import { modelOf } from '../../src/local/workbook/staff.js';
import { UNSURE } from '../../src/mail/marks.js';
import { parseEmail } from '../../src/rules/kinds.js';
import type { Action, Programme } from '../../src/rules/programme.js';
import { keyOf } from '../../src/rules/text.js';
import {
  type Cell,
  cloneOf,
  fail,
  open,
  type Opened,
  type Options,
  sampleOf,
  setSetting,
} from '../bundle/support.js';

export type Mode = 'черновик' | 'авто';

/** A function of the bundle over a workbook in some state. */
export interface Act {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly book: WorkbookModel;
  readonly now: string;
  readonly quota?: number;
}

/** Runs an act over a copy of its workbook; the clock stands still between calls. */
export function perform(act: Act, options: Options = {}): Opened & { readonly failure: unknown } {
  const { faults, ...rest } = options;
  const quota = act.quota === undefined ? {} : { quota: act.quota };
  const opened = open(cloneOf(act.book), {
    now: act.now,
    ...quota,
    ...rest,
    faults: { callMs: 0, ...faults },
  });
  try {
    opened.call(act.name, ...act.args);
    return { ...opened, failure: null };
  } catch (error) {
    return { ...opened, failure: error };
  }
}

export const failureText = (failure: unknown): string =>
  typeof failure === 'object' && failure !== null && 'message' in failure
    ? String(failure.message)
    : String(failure);
/** An expected failure, told to staff as it stands. Errors of the bundle come from another realm. */
export const isRefusal = (failure: unknown): boolean =>
  typeof failure === 'object' && failure !== null && 'expected' in failure;

/** The same act, over the workbook that another run has left. */
export const afterwards = (act: Act, state: WorkbookState): Act => ({
  ...act,
  book: modelOf({ ...act.book.core, state }),
});

// ——— The samples ———

const made = new Map<string, WorkbookModel>();
const once = (key: string, make: () => WorkbookModel): WorkbookModel => {
  const book = made.get(key) ?? make();
  made.set(key, book);
  return cloneOf(book);
};
const done = (book: WorkbookModel, now: string, name: string, ...args: readonly unknown[]): WorkbookModel => {
  open(book, { now, faults: { callMs: 0 } }).call(name, ...args);
  return book;
};

export const empty = (): WorkbookModel => open().book;
/** The sample as it was typed. */
export const typed = (programme: Programme, mode: Mode): WorkbookModel =>
  once(`${programme.id} typed ${mode}`, () => {
    const book = done(empty(), sampleOf(programme).now, 'demo', programme.id);
    setSetting(book, programme.title, 'Режим писем', mode);
    return book;
  });
/** The same after a recompute. */
export const counted = (programme: Programme, mode: Mode): WorkbookModel =>
  once(`${programme.id} counted ${mode}`, () =>
    done(typed(programme, mode), sampleOf(programme).now, 'recompute'),
  );
/** The same with so many letters waiting, and the others cancelled by staff. */
export const waiting = (programme: Programme, mode: Mode, letters: number): WorkbookModel =>
  once(`${programme.id} waiting ${mode} ${letters}`, () => {
    const book = counted(programme, mode);
    const status = columnAt(book, 'Письма', 'Статус');
    book.values('Письма').forEach((row, index) => {
      if (index > letters && row.length > 0) book.set('Письма', index, status, 'отменено');
    });
    return book;
  });
/** The same with every result gone and one person flagged for erasure: a daily run has all its work to do. */
export const stale = (programme: Programme, mode: Mode, letters: number): WorkbookModel =>
  once(`${programme.id} stale ${mode} ${letters}`, () => {
    const book = waiting(programme, mode, letters);
    for (const tab of Object.values(programme.tabs)) {
      const [header = [], ...rows] = book.values(tab.title);
      if (tab.role === 'output') book.setRows(tab.title, [header]);
      if (tab.role !== 'input') continue;
      for (const { header: text, options } of Object.values(tab.columns)) {
        const at = header.findIndex((cell) => keyOf(String(cell)) === keyOf(text));
        if (at < 0) continue;
        if (options.computed) rows.forEach((_, index) => book.set(tab.title, index + 1, at, null));
        if (options.erases && rows.length > 1) book.set(tab.title, 2, at, true);
      }
    }
    return book;
  });

function columnAt(book: WorkbookModel, title: string, header: string): number {
  const at = (book.values(title)[0] ?? []).findIndex((cell) => keyOf(String(cell)) === keyOf(header));
  return at < 0 ? fail(`«${title}» has no column «${header}»`) : at;
}

/** The cells of every input column that passes, below its header. */
function cellsOf(
  programme: Programme,
  book: WorkbookModel,
  wanted: (column: Programme['tabs'][string]['columns'][string]) => boolean,
): Cell[] {
  return Object.values(programme.tabs).flatMap((tab) =>
    tab.role !== 'input'
      ? []
      : Object.values(tab.columns)
          .filter(wanted)
          .flatMap(({ header }) => {
            const at = columnAt(book, tab.title, header);
            return book
              .values(tab.title)
              .slice(1)
              .map((row) => row[at] ?? null);
          }),
  );
}

/** Somebody of whom the sample tells; null where it names nobody. */
export const somebody = (programme: Programme, book: WorkbookModel): string | null =>
  cellsOf(programme, book, ({ options }) => options.personal === 'email').flatMap(
    (cell) => parseEmail(String(cell ?? '')) ?? [],
  )[0] ?? null;

const monthsBefore = (iso: string): string[] =>
  Array.from({ length: 24 }, (_, back) => {
    const date = new Date(iso);
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() - back);
    return date.toISOString().slice(0, 7);
  });

/** Arguments with which a menu action of a programme does something in its sample: what its columns hold, a month, any word. */
export function actionAct(programme: Programme, action: Action, mode: Mode): Act {
  const book = counted(programme, mode);
  const { now } = sampleOf(programme);
  const candidates = action.parameters
    .filter(({ optional }) => !optional)
    .map(({ name }): string[] => [
      ...new Set([
        ...cellsOf(programme, book, ({ header }) => keyOf(header).includes(keyOf(name))).flatMap((cell) =>
          cell === null ? [] : [String(cell)],
        ),
        ...monthsBefore(now),
        'семь-сорок',
      ]),
    ]);
  if (candidates.length > 1) fail(`${action.name}: teach this search to try several arguments`);
  for (const text of candidates[0] ?? ['']) {
    const act: Act = { name: action.name, args: candidates.length === 0 ? [] : [text], book, now };
    if (perform(act).failure === null) return act;
  }
  return fail(`${action.name}: the sample has nothing for it to do`);
}

// ——— What stands in a workbook ———

const portraits = new WeakMap<SheetBody, string>();
/** Everything about a sheet but where it came from: values, formulas, formats, widths, rules, notes. */
function portrait(body: SheetBody): string {
  const known = portraits.get(body);
  if (known !== undefined) return known;
  const rows = body.rows.map((row) => {
    if (!row) return '';
    const cells = row.values.map((value, at) => {
      const style = row.styles[at] ?? NONE;
      const extra = row.extras?.[at];
      return value === null && style === NONE && !extra ? '' : JSON.stringify([value, style, extra]);
    });
    while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
    return cells.join('\n');
  });
  while (rows.length > 0 && rows[rows.length - 1] === '') rows.pop();
  const made = JSON.stringify([rows, body.facets]);
  portraits.set(body, made);
  return made;
}

/** Its rows come and go with runs, and its lines tell of them. */
const JOURNAL = 'Журнал';
const LETTERS = 'Письма';
/** Records of the last flight of letters: read only while a letter stands «отправляется», and none does. */
const FLIGHTS: readonly string[] = ['flight', 'flight-taken'];

/** What a workbook holds, a text a part. «Письма» is looked at letter by letter. */
function standing({ state }: WorkbookModel['core']): Readonly<Record<string, string>> {
  // Stamps count writes, and triggers are numbered as they are made.
  const { properties, triggers, ...host } = { ...state.host, metadata: [] };
  const kept = Object.entries(properties.document).filter(([key]) => !FLIGHTS.includes(key));
  return {
    sheets: JSON.stringify(state.sheets.map(({ id, title, visibility }) => [id, title, visibility])),
    host: JSON.stringify(host),
    properties: JSON.stringify(kept.sort()),
    triggers: JSON.stringify(triggers.map(({ handler, schedule }) => [handler, schedule]).sort()),
    ...Object.fromEntries(
      state.sheets
        .filter(({ title }) => title !== JOURNAL && title !== LETTERS)
        .map(({ title, grid, body }) => [`«${title}»`, `${JSON.stringify(grid())}${portrait(body())}`]),
    ),
  };
}

/** Every cell of every tab and every property, journal and flights too; but for the names that runs give themselves. */
export const everything = ({ state }: WorkbookModel['core']): string =>
  JSON.stringify([
    state.sheets.map(({ title, body }) => [title, portrait(body())]),
    Object.entries(state.host.properties.document)
      .map(([key, value]) => (key === 'flight-taken' ? key : [key, value.replace(/"id":"[^"]*"/, '')]))
      .sort(),
    state.host.triggers,
    state.host.metadata.map(({ metadataId }) => metadataId),
  ]);

const letterOf = ({ to, cc, subject, body }: SentLetter): string => JSON.stringify([to, cc, subject, body]);
const counts = (texts: readonly string[]): Map<string, number> => {
  const count = new Map<string, number>();
  for (const text of texts) count.set(text, (count.get(text) ?? 0) + 1);
  return count;
};

/** How a workbook and its mail stand after an act. */
export interface End {
  readonly book: WorkbookModel;
  readonly mails: readonly SentLetter[];
}

/** What differs from how it should have ended; empty when nothing does but what may. */
export function differences(expected: End, actual: End, mayBeUnsure: boolean): string[] {
  const wrong: string[] = [];
  const [right, own] = [standing(expected.book.core), standing(actual.book.core)];
  for (const part of new Set([...Object.keys(right), ...Object.keys(own)]))
    if (right[part] !== own[part]) wrong.push(`${part} differs`);

  const unsure = unsureLetters(expected.book, actual.book, wrong);
  if (unsure > (mayBeUnsure ? 1 : 0)) wrong.push(`${unsure} letters are unsure`);
  const due = counts(expected.mails.map(letterOf));
  const sent = counts(actual.mails.map(letterOf));
  for (const [letter, times] of sent)
    if (times > (due.get(letter) ?? 0)) wrong.push(`sent ${times} times: ${letter.slice(0, 80)}`);
  const missing = [...due].filter(([letter, times]) => (sent.get(letter) ?? 0) < times);
  if (missing.length > unsure) wrong.push(`${missing.length} letters are lost`);
  return wrong;
}

/** Letters that stand as unsure; every other row of «Письма» must be the same. */
function unsureLetters(expected: WorkbookModel, actual: WorkbookModel, wrong: string[]): number {
  if (!actual.titles().includes(LETTERS) && !expected.titles().includes(LETTERS)) return 0;
  const [rows, own] = [expected.values(LETTERS), actual.values(LETTERS)];
  const [status, reason, sent] = ['Статус', 'Причина', 'Отправлено'].map((header) =>
    columnAt(expected, LETTERS, header),
  );
  let unsure = 0;
  for (let index = 0; index < Math.max(rows.length, own.length); index += 1) {
    const [right = [], row = []] = [rows[index], own[index]];
    if (JSON.stringify(right) === JSON.stringify(row)) continue;
    const spoilt = [...right];
    if (status === undefined || reason === undefined || sent === undefined) fail('no such columns');
    for (const [at, value] of [
      [status, 'ошибка'],
      [reason, UNSURE],
      [sent, null],
    ] as const)
      spoilt[at] = value;
    while (spoilt.length > 0 && spoilt[spoilt.length - 1] === null) spoilt.pop();
    if (JSON.stringify(spoilt) === JSON.stringify(row)) unsure += 1;
    else
      wrong.push(
        `«Письма», row ${index + 1}: ${JSON.stringify(row)} for ${JSON.stringify(right)}`.slice(0, 300),
      );
  }
  return unsure;
}

/** The book with the times of letters that another has: a slow run makes and sends them later than one whose clock stands. */
export function withoutTimes(book: WorkbookModel, other: WorkbookModel): WorkbookModel {
  const copy = cloneOf(book);
  for (const header of ['Отправить не раньше', 'Создано', 'Отправлено']) {
    const at = columnAt(copy, LETTERS, header);
    other.values(LETTERS).forEach((row, index) => {
      const time = row[at] ?? null;
      if (index > 0 && time !== null && copy.get(LETTERS, index, at) !== null)
        copy.set(LETTERS, index, at, time);
    });
  }
  return copy;
}
