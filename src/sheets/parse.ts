// Parsing: a tab's grid → good rows, rows in error, problems. Nothing is dropped silently.
import { type Cell, cellText, computing, Fault } from '../rules/kinds.js';
import type { Column } from '../rules/tabs.js';
import { keyOf, quotedList } from '../rules/text.js';
import type { Zone } from '../rules/zone.js';
import { type Place, placeOf, type TabSource } from './bind.js';
import { hasRows, isBlank, isFilled } from './grid.js';
import { cellProblem, headerProblem, type SheetProblem } from './problems.js';

/** A row of unknown shape: keys are column keys. */
export type ParsedRow = Readonly<Record<string, unknown>> & { readonly row: number };

export interface ParsedTab extends Place {
  readonly rows: readonly ParsedRow[];
  readonly broken: readonly ParsedRow[];
  readonly problems: readonly SheetProblem[];
  /** The tab cannot be used: a required column is missing, or a header occurs twice. */
  readonly stopped: boolean;
}

interface Reader {
  readonly key: string;
  readonly column: Column;
  /** The column's own `read`, at hand because every cell needs it. */
  readonly read: Column['kind']['read'];
  readonly check: ((value: unknown) => Fault | null) | null;
  /** −1 when the sheet lacks the column. */
  readonly at: number;
  readonly required: boolean;
  /** The value of a blank cell; null when a blank means nothing. */
  readonly blank: unknown;
  readonly isFlag: boolean;
  readonly seen: Map<string, number> | null;
}

const REQUIRED = new Fault('обязательная ячейка пуста', 'Заполните ячейку.');
/** What the host of an `.xlsx` returns for a formula that was saved without its result. */
export const NO_RESULT = '#НЕТ РЕЗУЛЬТАТА!';
const UNCOMPUTED = new Fault(
  'в файле нет результата формулы',
  'Откройте книгу в Excel или LibreOffice, сохраните и пересчитайте снова.',
);

/**
 * Reads a whole tab. Unreadable cells of a ledger are no problems for staff: this run writes its rows anew,
 * and the rules say what they miss.
 */
export function parseTab(source: TabSource, zone: Zone): ParsedTab {
  const place = placeOf(source);
  const { tab, grid, columns } = place;
  const stops = stopProblems(place, lacking(place));
  // A tab that is not read gets no warnings that a missing column is taken for blank.
  if (stops.length > 0) return { ...place, rows: [], broken: [], problems: stops, stopped: true };

  const readers: Reader[] = [];
  const remembered: Reader[] = [];
  for (const [key, column] of Object.entries(tab.columns)) {
    const options = column.options;
    const isFlag = column.kind.type === 'flag';
    const reader: Reader = {
      key,
      column,
      read: column.kind.read,
      check: options.check?.bind(options) ?? null,
      at: columns.at.get(key) ?? -1,
      required: options.required === true && column.kind.blank === undefined,
      blank: column.kind.blank ?? null,
      isFlag,
      seen: options.unique ? new Map() : null,
    };
    if (!options.computed) readers.push(reader);
    else if (options.remembered) remembered.push(reader);
  }

  const blank = readers.length > WIDE ? blankRow(readers) : null;
  const rows: ParsedRow[] = [];
  const broken: ParsedRow[] = [];
  // Where the add-on itself adds rows, the columns that they need come with the first one.
  const problems = tab.role === 'input' || hasRows(grid) ? headerWarnings(place) : [];
  for (let index = 1; index < grid.length; index += 1) {
    const cells = grid[index];
    if (!cells || !hasInput(readers, cells)) continue;
    const row: Record<string, unknown> & { row: number } = blank
      ? { ...blank, row: index + 1 }
      : { row: index + 1 };
    let good = true;
    for (const reader of readers) {
      const raw = reader.at < 0 ? '' : (cells[reader.at] ?? '');
      const value = readCell(reader, raw, zone, index + 1);
      if (value instanceof Fault) {
        good = false;
        row[reader.key] = null;
        if (tab.role !== 'ledger') problems.push(cellProblem(place, index + 1, reader.key, value));
      } else row[reader.key] = value;
    }
    if (remembered.length > 0) row['was'] = readRemembered(remembered, cells, zone);
    (good ? rows : broken).push(row);
  }
  return { ...place, rows, broken, problems, stopped: false };
}

/** Wider rows than this are copied from a blank one. */
const WIDE = 12;

/**
 * A blank row to copy from. Parsed from JSON, it is allocated with room for all columns: copying it takes a
 * quarter of the time of growing a row of twenty columns key by key.
 */
const blankRow = (readers: readonly Reader[]): Readonly<Record<string, unknown>> =>
  JSON.parse(`{"row":0${readers.map(({ key }) => `,${JSON.stringify(key)}:null`).join('')}}`) as Record<
    string,
    null
  >;

function hasInput(readers: readonly Reader[], cells: readonly Cell[]): boolean {
  for (const reader of readers) {
    if (reader.at >= 0 && isFilled(cells[reader.at], reader.isFlag)) return true;
  }
  return false;
}

function readCell(reader: Reader, raw: Cell, zone: Zone, row: number): unknown {
  if (isBlank(raw)) return reader.required ? REQUIRED : reader.blank;
  if (raw === NO_RESULT) return UNCOMPUTED;
  const value = reader.read(raw, zone);
  if (value instanceof Fault) return computing(raw) ?? value;
  const wrong = reader.check === null ? null : reader.check(value);
  if (wrong) return wrong;
  if (reader.seen) {
    // Compares the values, not their spelling: «01» repeats «1».
    const key = keyOf(cellText(reader.column.kind.write(value, zone)));
    const first = reader.seen.get(key);
    if (first !== undefined)
      return new Fault(
        `такое значение уже есть в строке ${first}`,
        'Исправьте повтор или удалите лишнюю строку.',
      );
    reader.seen.set(key, row);
  }
  return value;
}

function readRemembered(
  readers: readonly Reader[],
  cells: readonly Cell[],
  zone: Zone,
): Record<string, unknown> {
  const was: Record<string, unknown> = {};
  for (const { key, column, at } of readers) {
    const raw = at < 0 ? '' : (cells[at] ?? '');
    const value = isBlank(raw) ? null : column.kind.read(raw, zone);
    was[key] = value instanceof Fault ? null : value;
  }
  return was;
}

export const ADDED_BY_SETUP = 'Выберите «Подключить программу…»: недостающие столбцы будут добавлены.';

/** What stops a programme in the header of one tab. */
interface Stop extends Pick<Fault, 'what' | 'how'> {
  readonly header: string;
}

/** What is wrong with a header that occurs twice. */
export const DOUBLED = {
  what: 'два столбца с одним заголовком',
  how: 'Переименуйте или удалите лишний столбец.',
} as const;

/** One line for all that stops a programme in a tab: headers that occur twice, and what else there is. */
function stopProblems(place: Place, others: readonly Stop[], mark = ':'): SheetProblem[] {
  const stops = [...place.columns.doubled.map((header) => ({ header, ...DOUBLED })), ...others];
  if (stops.length === 0) return [];
  const told = stops.map(({ what, header }) =>
    what === DOUBLED.what && stops.length > 1 ? `${what} «${header}»` : what,
  );
  return [
    headerProblem(place, stops.map(({ header }) => header).join(', '), {
      what: `${told.join('; ')}${mark} программа не пересчитана`,
      how: [...new Set(stops.map(({ how }) => how))].join(' '),
    }),
  ];
}

/** The headers of missing columns. */
const missingHeaders = (
  { tab, columns }: Place,
  isMeant: (options: Column['options']) => boolean = () => true,
): readonly string[] =>
  columns.missing.flatMap((key) => {
    const column = tab.columns[key];
    return column && isMeant(column.options) ? [column.header] : [];
  });

const inNumber = (headers: readonly string[], one: string, many: string): string =>
  headers.length === 1 ? one : many;

/**
 * The problem that prevents one of the add-on's own tabs from being written: a header that occurs twice, or, in
 * a tab whose rows are read back, a lost one.
 */
export function ownHeaderProblems(source: TabSource): readonly SheetProblem[] {
  const place = placeOf(source);
  const lost = source.tab.role === 'output' || !hasRows(source.grid) ? [] : missingHeaders(place);
  const header = quotedList(lost);
  if (header === '') return stopProblems(place, []);
  const what = inNumber(
    lost,
    `потерян заголовок ${header}: без него`,
    `потеряны заголовки ${header}: без них`,
  );
  return stopProblems(
    place,
    [{ header, what: `${what} прежние строки не прочитать`, how: 'Верните заголовки в строку 1.' }],
    ';',
  );
}

/** Required columns that a tab of staff's lacks. */
function lacking(place: Place): readonly Stop[] {
  const headers = missingHeaders(place, ({ computed, required }) => required === true && !computed);
  if (headers.length === 0) return [];
  const named = quotedList(headers);
  return [
    {
      header: headers.join(', '),
      what: `нет ${inNumber(headers, 'обязательного столбца', 'обязательных столбцов')} ${named}`,
      // A new column beside the renamed one would put every row in error.
      how: `Если столбец переименован, верните заголовок в строку 1: ${named}. Если он удалён, выберите «Подключить программу…»: появится пустой столбец, его нужно заполнить.`,
    },
  ];
}

/** Other columns that it lacks. */
const headerWarnings = (place: Place): SheetProblem[] =>
  ([false, true] as const).flatMap((ours) => {
    const headers = missingHeaders(place, ({ computed = false }) => computed === ours);
    if (headers.length === 0) return [];
    const columns = `${inNumber(headers, 'столбца', 'столбцов')} ${quotedList(headers)}`;
    return [
      headerProblem(place, headers.join(', '), {
        what: `нет ${columns}: значения ${ours ? 'не записываются' : 'считаются пустыми'}`,
        how: ADDED_BY_SETUP,
        severity: 'warning',
      }),
    ];
  });
