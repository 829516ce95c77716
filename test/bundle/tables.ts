// Shared by the tests of the bundle: what stands in the tabs, read and typed by header.
import type { WorkbookModel } from '../../src/local/host.js';
import { programmes } from '../../src/rules/registry.js';
import type { Tab } from '../../src/rules/tabs.js';
import { keyOf } from '../../src/rules/text.js';
import { lettersTab, sharedTabs } from '../../src/sheets/shared-tabs.js';
import { fail } from './failures.js';

export type Cell = string | number | boolean | null;
export type Rows = readonly (readonly Cell[])[];

interface Known {
  readonly tab: Tab;
  readonly shared: boolean;
}
/** The declared tab for each title. */
export const KNOWN: ReadonlyMap<string, Known> = new Map([
  ...Object.values(sharedTabs).map((tab): [string, Known] => [keyOf(tab.title), { tab, shared: true }]),
  ...programmes.flatMap((programme) =>
    Object.values(programme.tabs).map((tab): [string, Known] => [keyOf(tab.title), { tab, shared: false }]),
  ),
]);

/** Columns (0-based) of a tab that the add-on writes. */
function oursIn(tab: Tab, header: readonly Cell[]): ReadonlySet<number> {
  const ours = new Set(
    Object.values(tab.columns)
      // Both staff and the add-on set «Статус» of a letter.
      .filter(({ options }) =>
        tab.role === 'input' ? options.computed : !options.staff || tab === lettersTab,
      )
      .map((column) => keyOf(column.header)),
  );
  return new Set(header.flatMap((cell, index) => (ours.has(keyOf(String(cell ?? ''))) ? [index] : [])));
}

/**
 * Everything that staff typed, by tab: all cells of inputs except computed ones, staff's own columns, and
 * whole foreign tabs.
 */
export function staffCells(book: WorkbookModel): Readonly<Record<string, Rows>> {
  return Object.fromEntries(
    book.titles().map((title) => {
      const rows = book.values(title);
      const tab = KNOWN.get(keyOf(title))?.tab;
      const ours = tab ? oursIn(tab, rows[0] ?? []) : new Set<number>();
      const kept = rows.map((row, index) => {
        const cells = row.map((cell, column) => (index > 0 && ours.has(column) ? null : cell));
        while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
        return cells;
      });
      while (kept.length > 0 && kept[kept.length - 1]?.length === 0) kept.pop();
      return [title, kept];
    }),
  );
}

/** Every cell of the workbook except those of the given tabs. */
export const allCells = (book: WorkbookModel, ...but: readonly string[]): Readonly<Record<string, Rows>> =>
  Object.fromEntries(
    book
      .titles()
      .filter((title) => !but.includes(title))
      .map((title) => [title, book.values(title)]),
  );

/** A column (0-based) by its header; fails without it. */
export const columnOf = (book: WorkbookModel, title: string, header: string): number => {
  const index = (book.values(title)[0] ?? []).findIndex(
    (cell) => keyOf(String(cell ?? '')) === keyOf(header),
  );
  return index < 0 ? fail(`«${title}» has no column «${header}»`) : index;
};

/** The rows of a tab below the header, by header, without empty ones. */
export function table(book: WorkbookModel, title: string): readonly Readonly<Record<string, Cell>>[] {
  const [header = [], ...rows] = book.values(title);
  return rows
    .filter((row) => row.some((cell) => cell !== null))
    .map((row) =>
      Object.fromEntries(header.map((cell, index) => [String(cell), row[index] ?? null] as [string, Cell])),
    );
}

/** The cells of one column below the header. */
export const column = (book: WorkbookModel, title: string, header: string): readonly Cell[] => {
  const index = columnOf(book, title, header);
  return book
    .values(title)
    .slice(1)
    .map((row) => row[index] ?? null);
};

/** Sets one cell, by header. Row 1 is the first below the header. */
export function put(book: WorkbookModel, title: string, row: number, header: string, value: Cell): void {
  book.set(title, row, columnOf(book, title, header), value);
}

/** Types rows into a tab, by header, below the existing rows. */
export function type(
  book: WorkbookModel,
  title: string,
  rows: readonly Readonly<Record<string, Cell>>[],
): void {
  const standing = book.values(title);
  const at = new Map((standing[0] ?? []).map((cell, index) => [keyOf(String(cell ?? '')), index]));
  const typed = rows.map((row) => {
    const cells: Cell[] = [];
    for (const [header, value] of Object.entries(row)) {
      const index = at.get(keyOf(header)) ?? fail(`«${title}» has no column «${header}»`);
      while (cells.length < index) cells.push(null);
      cells[index] = value;
    }
    return cells;
  });
  book.setRows(title, [...standing, ...typed]);
}

/** Sets the value of a parameter. */
export function setSetting(book: WorkbookModel, programme: string, parameter: string, value: Cell): void {
  const rows = book.values('Настройки');
  const index = rows.findIndex((row) => row[0] === programme && row[1] === parameter);
  if (index < 0) fail(`no parameter «${parameter}» of «${programme}»`);
  put(book, 'Настройки', index, 'Значение', value);
}

/** «Вкладка!строка[Столбец] что не так» of every line of «Ошибки». */
export const errors = (book: WorkbookModel): string[] =>
  table(book, 'Ошибки').map(
    (row) =>
      `${String(row['Вкладка'])}!${String(row['Строка'] ?? '')}[${String(row['Столбец'] ?? '')}] ${String(row['Что не так'])}`,
  );
/** The result by nickname, which must not depend on the order of rows and columns. */
export const rating = (book: WorkbookModel): Readonly<Record<string, Cell>> =>
  Object.fromEntries(table(book, 'Рейтинг').map((row) => [String(row['Никнейм']), row['Итого'] ?? null]));

export const at = (iso: string): number => {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? fail(`not an instant: ${iso}`) : ms;
};

const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
/** The serial of a Moscow wall-clock time such as `2023-09-21 11:00`. */
export const serial = (wall: string): number =>
  (at(`${wall.replace(' ', 'T')}${wall.includes(' ') ? '' : 'T00:00'}:00Z`) - SERIAL_EPOCH) / 86_400_000;
