// A programme's workbook in the real bundle: rows typed by header, actions run at a wall-clock moment, cells
// read by header.
// A programme's own support.ts adds its zone, its computed columns, and its tabs in the terms of its oracle.
import type { SentLetter, WorkbookModel } from '../../src/local/host.js';
import { cloneOf, open } from '../bundle/open.js';
import { put, setSetting } from '../bundle/tables.js';
import { at, instantOf, minutes } from './calendar.js';
import type { Cells, RawCell, RawRow, Tables } from './cells.js';

/** A row by header, with its number in the sheet as `row`. */
export type Line = Cells & { readonly row: number };
/** `21.09.2023 11:00`, or wall-clock minutes. */
export type Moment = string | number;

export interface Programme {
  readonly id: string;
  /** «Программа» in «Настройки». */
  readonly title: string;
  /** When the workbook was set up. */
  readonly since: Moment;
  /** Minutes by which its wall clock is ahead of UTC. */
  readonly offset: (wall: number) => number;
  /**
   * Columns of its input tabs that the add-on fills in. Their cells stay when rows are retyped, as they do
   * for staff.
   */
  readonly computed: Readonly<Record<string, readonly string[]>>;
  /** The column that says what a row is about: when it is retyped, the row's computed cells are emptied. */
  readonly about?: string;
  /** Which lines of «Ошибки» report a row in error. */
  readonly isError: (line: Cells) => boolean;
}

export interface Letter {
  readonly code: string;
  readonly to: string;
  /** «Отправить не раньше», wall-clock minutes. */
  readonly notBefore: number;
}
export interface Draft extends Letter {
  readonly status: string;
  /** Subject and text. */
  readonly text: string;
}

export interface World {
  readonly workbook: WorkbookModel;
  /** Runs an action and returns its result. */
  readonly call: (name: string, now: Moment, ...args: readonly unknown[]) => unknown;
  readonly recompute: (now: Moment) => unknown;
  readonly daily: (now: Moment) => unknown;
  /** Runs an action and returns the letters that were sent. */
  readonly mailed: (name: string, now: Moment) => readonly SentLetter[];
  readonly headers: (tab: string) => readonly string[];
  readonly lines: (tab: string) => readonly Line[];
  readonly row: (tab: string, row: number) => Cells;
  readonly column: (tab: string, header: string) => readonly RawCell[];
  /** Retypes a tab, with its own headers or with others. */
  readonly fill: (tab: string, rows: readonly RawRow[], headers?: readonly string[]) => void;
  /** Retypes every input tab; those not given become empty. */
  readonly fillAll: (tables: Tables) => void;
  readonly edit: (tab: string, row: number, header: string, value: RawCell) => void;
  readonly set: (parameter: string, value: RawCell) => void;
  /** Rows in error, each once, as `Вкладка/строка`, sorted. */
  readonly errors: () => string[];
  /** The letters of «Письма» in order. */
  readonly drafts: () => readonly Draft[];
  readonly letters: () => Letter[];
  /** Subject and text of the letters of one code. */
  readonly texts: (code: string) => string[];
}

const headersOf = (book: WorkbookModel, tab: string): readonly string[] =>
  (book.values(tab)[0] ?? []).map(String);

export function linesOf(book: WorkbookModel, tab: string): readonly Line[] {
  const names = headersOf(book, tab);
  return book
    .values(tab)
    .slice(1)
    .map((cells, index) => ({
      ...Object.fromEntries(names.map((name, column) => [name, cells[column] ?? null])),
      row: index + 2,
    }));
}

export function fillIn(
  book: WorkbookModel,
  { computed, about }: Pick<Programme, 'computed' | 'about'>,
  tab: string,
  rows: readonly RawRow[],
  names: readonly string[] = headersOf(book, tab),
): void {
  const standing = linesOf(book, tab);
  const subject = (row: Cells | null | undefined): RawCell => (about ? (row?.[about] ?? null) : null);
  book.setRows(tab, [
    names,
    ...rows.map((row, index) => {
      const stays = subject(standing[index]) === subject(row) ? standing[index] : undefined;
      return names.map((name) => (computed[tab]?.includes(name) ? stays : row)?.[name] ?? null);
    }),
  ]);
}

export const isOfRow = (line: Cells): boolean => typeof line['Строка'] === 'number';
export const isOfCalendar = (line: Cells): boolean => line['Вкладка'] === 'Календарь';
export const isWarning = (line: Cells): boolean => String(line['Что не так']).startsWith('предупреждение');
export const placesOf = (lines: readonly Cells[]): string[] =>
  [...new Set(lines.map((line) => `${String(line['Вкладка'])}/${String(line['Строка'])}`))].sort();

const setUp = new Map<string, WorkbookModel>();
/** A workbook of the programme after set-up: created once per file, returned as a copy. */
export function blankOf({ id, since, offset }: Pick<Programme, 'id' | 'since' | 'offset'>): WorkbookModel {
  const made = setUp.get(id);
  if (made) return cloneOf(made);
  const { book, call } = open(undefined, { now: isoOf(since, offset) });
  call('setup', id);
  setUp.set(id, book);
  return cloneOf(book);
}
function isoOf(now: Moment, offset: Programme['offset']): string {
  const wall = typeof now === 'string' ? at(now) : now;
  return new Date(instantOf(wall, offset(wall))).toISOString();
}

export function world(programme: Programme): World {
  const workbook = blankOf(programme);
  const opened = (now: Moment) => open(workbook, { now: isoOf(now, programme.offset) });
  const call: World['call'] = (name, now, ...args) => opened(now).call(name, ...args);
  const lines: World['lines'] = (tab) => linesOf(workbook, tab);
  const fill: World['fill'] = (tab, rows, names) => {
    fillIn(workbook, programme, tab, rows, names);
  };
  const drafts = (): Draft[] =>
    lines('Письма').map((line) => ({
      code: String(line['Ключ']).split('/')[0] ?? '',
      to: String(line['Кому']),
      notBefore: minutes(line['Отправить не раньше']),
      status: String(line['Статус']),
      text: `${String(line['Тема'])}\n${String(line['Текст'])}`,
    }));
  return {
    workbook,
    call,
    recompute: (now) => call('recompute', now),
    daily: (now) => call('daily', now),
    mailed: (name, now) => {
      const { host, call: run } = opened(now);
      run(name);
      return host.mails;
    },
    headers: (tab) => headersOf(workbook, tab),
    lines,
    row: (tab, row) => lines(tab).find((one) => one.row === row) ?? {},
    column: (tab, header) => lines(tab).map((line) => line[header] ?? null),
    fill,
    fillAll: (tables) => {
      for (const tab of Object.keys(programme.computed)) fill(tab, tables[tab] ?? []);
    },
    edit: (tab, row, header, value) => {
      put(workbook, tab, row - 1, header, value);
    },
    set: (parameter, value) => {
      setSetting(workbook, programme.title, parameter, value);
    },
    errors: () => placesOf(lines('Ошибки').filter(programme.isError)),
    drafts,
    letters: () => drafts().map(({ code, to, notBefore }) => ({ code, to, notBefore })),
    texts: (code) => drafts().flatMap((one) => (one.code === code ? [one.text] : [])),
  };
}

/** For lists whose order is not specified. */
export const sorted = (values: readonly unknown[]): string[] =>
  values.map((one) => JSON.stringify(one)).sort();
