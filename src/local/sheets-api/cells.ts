// Writes the cells of a request into the workbook under its field mask: values, formats, notes, dropdowns,
// links.
import { BadRequest } from '../errors.js';
import { type Cell, type LinkTarget, type Note, reach } from '../workbook/body.js';
import { quoteTitle } from '../workbook/formula-refs.js';
import { checkText, setStyle, setValue } from '../workbook/cells.js';
import {
  changeFacets,
  effectiveStyle,
  ownBody,
  ownRow,
  sheetById,
  sheetIn,
  type Transaction,
} from '../workbook/model.js';
import { contains, isCovered } from '../workbook/rect.js';
import type { StylePatch } from '../xlsx/styles.js';
import { covers, leaves, type Mask, parseMask, required, under } from './field-mask.js';
import { formatPatch } from './format.js';
import { SCHEMAS } from './schemas.js';
import { setValidation } from './validation.js';

export type CellData = GoogleAppsScript.Sheets.Schema.CellData;
type ExtendedValue = GoogleAppsScript.Sheets.Schema.ExtendedValue;

/** What a write may change in each cell. */
export interface CellMask {
  readonly value: boolean;
  readonly format: Mask | null;
  readonly note: boolean;
  readonly validation: boolean;
  readonly link: boolean;
}

export function cellMask(given: string | undefined): CellMask {
  const mask = parseMask(required(given));
  for (const path of leaves(mask)) checkPath(path);
  const format = under(mask, 'userEnteredFormat');
  return {
    value: covers(mask, 'userEnteredValue'),
    format,
    note: covers(mask, 'note'),
    validation: covers(mask, 'dataValidation'),
    link: format !== null && covers(format, 'textFormat', 'link'),
  };
}

function checkPath(path: string): void {
  let type = 'CellData';
  for (const name of path.split('.')) {
    if (name === '*') return;
    const next = SCHEMAS[type]?.[name];
    if (next === undefined) throw new BadRequest(`Invalid field: ${path}`);
    type = next;
  }
}

/** Google's limit of characters in a cell. */
const LONGEST_IN_GOOGLE = 50_000;

export function writeCell(
  tx: Transaction,
  sheetId: number,
  row: number,
  column: number,
  cell: CellData,
  mask: CellMask,
): void {
  const sheet = sheetIn(tx.state, sheetId);
  // Google discards what is written to a covered cell of a merged area.
  if (mask.value && !isCovered(sheet.body.facets.merges, row, column)) {
    const value = valueOf(cell.userEnteredValue);
    checkText(sheet, row, column, value);
    setValue(tx, sheetId, row, column, value);
  }
  if (mask.format !== null)
    patchCell(tx, sheetId, row, column, formatPatch(cell.userEnteredFormat ?? {}, mask.format));
  if (mask.note) setNote(tx, sheetId, row, column, cell.note ?? '');
  if (mask.validation) {
    setValidation(
      tx,
      sheetId,
      { top: row, left: column, bottom: row + 1, right: column + 1 },
      cell.dataValidation,
    );
  }
  // In Google a new value leaves the link, which belongs to the format. Here it removes it, so that no address
  // remains in the `mailto:` of a cell whose data is erased.
  if (mask.link) setLink(tx, sheetId, row, column, cell.userEnteredFormat?.textFormat?.link?.uri ?? null);
}

export function patchCell(
  tx: Transaction,
  sheetId: number,
  row: number,
  column: number,
  patch: StylePatch,
): void {
  const base = effectiveStyle(sheetIn(tx.state, sheetId).body, row, column);
  setStyle(tx, sheetId, row, column, tx.workbook.styles.derive(base, patch));
}

function valueOf(value: ExtendedValue | undefined): Cell {
  const kinds = Object.keys(value ?? {});
  if (kinds.length > 1)
    throw new BadRequest(`Invalid value: oneof field is already set (${kinds.join(', ')})`);
  const plain = value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? null;
  if (typeof plain === 'string' && plain.length > LONGEST_IN_GOOGLE) {
    throw new BadRequest(
      `Your input contains more than the maximum of ${String(LONGEST_IN_GOOGLE)} characters in a single cell.`,
    );
  }
  return plain;
}

function setNote(tx: Transaction, sheetId: number, row: number, column: number, text: string): void {
  const notes = sheetIn(tx.state, sheetId).body.facets.notes;
  const old = notes.find((note) => note.row === row && note.column === column);
  if ((old?.text ?? '') === text) return;
  const rest = notes.filter((note) => note !== old);
  const made: Note = { row, column, text, xml: null, shape: null, author: '' };
  changeFacets(tx, sheetId, { notes: text === '' ? rest : [...rest, made] });
}

function setLink(tx: Transaction, sheetId: number, row: number, column: number, uri: string | null): void {
  const { body } = sheetIn(tx.state, sheetId);
  const area = body.facets.links.find(({ rect }) => contains(rect, row, column));
  if (area) changeFacets(tx, sheetId, { links: body.facets.links.filter((link) => link !== area) });
  const { link: old, ...rest } = body.rows[row]?.extras?.[column] ?? {};
  const made = uri === null ? undefined : linkTarget(tx, uri);
  if (old?.target === made?.target && old?.location === made?.location) return;
  const cells = ownRow(tx, ownBody(tx, sheetId), row);
  reach(cells, column);
  // Google gives a link its look, and leaves the look when the link is removed.
  if (made) {
    const look = { color: '1155CC', underline: true };
    cells.styles[column] = tx.workbook.styles.derive(effectiveStyle(body, row, column), look);
  }
  const extra = made ? { ...rest, link: made } : rest;
  (cells.extras ??= [])[column] = Object.keys(extra).length === 0 ? undefined : extra;
}

function linkTarget(tx: Transaction, uri: string): LinkTarget {
  const inside = /^#gid=(\d+)(?:&range=([A-Za-z0-9:$]+))?$/.exec(uri);
  if (!inside) return { target: uri, location: null, rest: '' };
  const sheet = sheetById(tx.state, Number(inside[1]));
  if (!sheet) throw new BadRequest(`Invalid link: ${uri}`);
  return { target: null, location: `${quoteTitle(sheet.title)}!${inside[2] ?? 'A1'}`, rest: '' };
}
