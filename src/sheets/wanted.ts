// What a cell should hold: a column's value as the sheet stores it, with its own format or link if it has one.
import type { Cell } from '../rules/kinds.js';
import type { Column, Tab } from '../rules/tabs.js';
import { CELL_LIMIT } from '../rules/text.js';
import type { Zone } from '../rules/zone.js';

/** Link target on a cell's text: `#gid=…&range=B5`; null: none, not even the one that another text has left there. */
export type Link = string | null;

/** A cell as it should be; sets its own format or link if given. */
export interface WantedCell {
  readonly value: Cell;
  readonly format?: string | undefined;
  readonly link?: Link | undefined;
}

/** The cells of a row by column key. */
export type WantedRow = Readonly<Record<string, WantedCell>>;

const UNPRINTABLE = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]', 'g');
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A cheap test for text that may contain such characters; most texts contain none. */
const SUSPECT = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff\\ud800-\\udfff]');

/**
 * Makes a text safe to store in a cell: drops control characters, replaces lone surrogates, cuts it to
 * Excel's limit.
 */
export function inertText(text: string): string {
  if (text.length <= CELL_LIMIT && !SUSPECT.test(text)) return text;
  const clean = text.replace(UNPRINTABLE, '').replace(LONE_SURROGATE, '\ufffd');
  return clean.length <= CELL_LIMIT
    ? clean
    : `${clean.slice(0, CELL_LIMIT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A column's value as a cell takes it; null and undefined empty it. */
export const written = ({ kind }: Column, value: unknown, zone: Zone): Cell =>
  value === null || value === undefined ? '' : kind.write(value, zone);

/** The cell with its text made safe to store. */
export const inert = (cell: Cell): Cell => (typeof cell === 'string' ? inertText(cell) : cell);

/** The format of one value, for columns that mix formats. */
export const ownFormat = ({ kind }: Column, value: unknown, cell: Cell): string | undefined =>
  typeof cell === 'string' ? undefined : kind.formatOf?.(value);

/** The cell for a column's value; null and undefined empty it. */
export function wantedCell(column: Column, value: unknown, zone: Zone): WantedCell {
  const cell = written(column, value, zone);
  const format = ownFormat(column, value, cell);
  return format === undefined ? { value: inert(cell) } : { value: inert(cell), format };
}

/** The cells of a new row, by column key: each column's value. */
export function wantedRow(
  { columns }: Pick<Tab, 'columns'>,
  values: Readonly<Record<string, unknown>>,
  zone: Zone,
): WantedRow {
  const cells: Record<string, WantedCell> = {};
  for (const key in columns) {
    const column = columns[key];
    if (column) cells[key] = wantedCell(column, values[key], zone);
  }
  return cells;
}
