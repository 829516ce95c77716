// Requests about sheets: add, delete, rename, move, hide, resize.
import { BadRequest } from '../errors.js';
import { setGrid } from '../workbook/grid.js';
import {
  addSheet,
  changeFacets,
  changeHost,
  changeSheet,
  nextSheetId,
  sheetById,
  sheetByTitle,
  type Transaction,
  openSheets,
} from '../workbook/model.js';
import { leaves, parseMask, required } from './field-mask.js';
import { rgbOf } from './format.js';
import { changeDimension, checkSize, renameReferences } from './moves.js';
import { sheetOf } from './ranges.js';
import { propertiesOf } from './read.js';
import type { RequestOf } from './schemas.js';

function checkTitle(tx: Transaction, title: string, own: number | null): void {
  const taken = sheetByTitle(tx.state, title);
  if (taken && taken.id !== own) {
    throw new BadRequest(`A sheet with the name "${title}" already exists. Please enter another name.`);
  }
  // As in Google. Excel shows at most 31 characters; the add-on's own titles are held to that by a test.
  if (title === '' || title.length > 100) throw new BadRequest(`Invalid sheet name: ${title}`);
}

export function addSheetRequest(tx: Transaction, { properties = {} }: RequestOf<'addSheet'>): object {
  const id = properties.sheetId ?? nextSheetId(tx.state);
  if (id < 0) throw new BadRequest(`Invalid sheet id: ${String(id)}`);
  if (sheetById(tx.state, id)) throw new BadRequest(`A sheet with id ${String(id)} already exists.`);
  let n = openSheets(tx.state).length + 1;
  while (properties.title === undefined && sheetByTitle(tx.state, `Лист${String(n)}`)) n++;
  const title = properties.title ?? `Лист${String(n)}`;
  checkTitle(tx, title, null);
  if (properties.index !== undefined && properties.index < 0)
    throw new BadRequest(`Invalid index: ${String(properties.index)}`);
  const grid = properties.gridProperties ?? {};
  addSheet(tx, {
    id,
    title,
    index: properties.index,
    rowCount: grid.rowCount,
    columnCount: grid.columnCount,
    visibility: properties.hidden === true ? 'hidden' : 'visible',
  });
  changeFacets(tx, id, {
    frozenRows: grid.frozenRowCount ?? 0,
    frozenColumns: grid.frozenColumnCount ?? 0,
    tabColor: rgbOf(properties.tabColorStyle),
  });
  checkSize(tx);
  checkFrozen(tx, id);
  const sheet = sheetOf(tx.state, id);
  return { addSheet: { properties: propertiesOf(sheet, openSheets(tx.state).indexOf(sheet)) } };
}

export function deleteSheet(tx: Transaction, { sheetId: id }: RequestOf<'deleteSheet'>): object {
  const sheet = sheetOf(tx.state, id);
  if (
    openSheets(tx.state)
      .filter(({ visibility }) => visibility === 'visible')
      .every((other) => other === sheet)
  ) {
    throw new BadRequest("You can't remove all the visible sheets in a document.");
  }
  renameReferences(tx, sheet.title, null);
  tx.state = {
    ...tx.state,
    sheets: tx.state.sheets.filter((other) => other.id !== sheet.id),
    names: tx.state.names.filter((name) => name.sheet !== sheet.id),
  };
  const { protections, metadata } = tx.state.host;
  changeHost(tx, {
    protections: protections.filter(({ range }) => range.sheetId !== sheet.id),
    metadata: metadata.filter(({ sheetId }) => sheetId !== sheet.id),
  });
  return {};
}

export function updateSheetProperties(
  tx: Transaction,
  { properties = {}, fields: given }: RequestOf<'updateSheetProperties'>,
): object {
  const fields = required(given);
  const sheet = sheetOf(tx.state, properties.sheetId);
  const { id } = sheet;
  const grid = properties.gridProperties ?? {};
  const changed = leaves(parseMask(fields)).flatMap(expand);
  for (const field of changed) {
    switch (field) {
      case 'title': {
        const title = properties.title ?? '';
        checkTitle(tx, title, id);
        renameReferences(tx, sheet.title, title);
        changeSheet(tx, id, { title, placeholder: false });
        break;
      }
      case 'hidden': {
        const hidden = properties.hidden === true;
        const others = openSheets(tx.state).some(
          (other) => other.id !== id && other.visibility === 'visible',
        );
        if (hidden && !others) throw new BadRequest("You can't hide all the sheets in a document.");
        changeSheet(tx, id, { visibility: hidden ? 'hidden' : 'visible' });
        break;
      }
      case 'index':
        moveSheet(tx, id, properties.index ?? 0);
        break;
      case 'tabColorStyle':
        changeFacets(tx, id, { tabColor: rgbOf(properties.tabColorStyle) });
        break;
      case 'gridProperties.frozenRowCount':
        changeFacets(tx, id, { frozenRows: grid.frozenRowCount ?? 0 });
        break;
      case 'gridProperties.frozenColumnCount':
        changeFacets(tx, id, { frozenColumns: grid.frozenColumnCount ?? 0 });
        break;
      case 'gridProperties.rowCount':
        resize(tx, id, { rows: grid.rowCount ?? 0 });
        break;
      case 'gridProperties.columnCount':
        resize(tx, id, { columns: grid.columnCount ?? 0 });
        break;
      case 'sheetId':
        break;
      default:
        throw new BadRequest(`поле ${field} не реализовано в локальном запуске`);
    }
  }
  if (changed.some((field) => field.startsWith('gridProperties.'))) checkFrozen(tx, id);
  return {};
}

/** As in Google, something must be left to scroll. */
function checkFrozen(tx: Transaction, id: number): void {
  const { grid, body } = sheetOf(tx.state, id);
  const { frozenRows, frozenColumns } = body.facets;
  if (frozenRows >= grid.rows) throw new BadRequest("You can't freeze all visible rows on the sheet.");
  if (frozenColumns >= grid.columns)
    throw new BadRequest("You can't freeze all visible columns on the sheet.");
}

function expand(field: string): readonly string[] {
  if (field === '*') return ['title', 'hidden', 'index', 'tabColorStyle', ...expand('gridProperties')];
  if (field === 'gridProperties')
    return [
      'gridProperties.rowCount',
      'gridProperties.columnCount',
      'gridProperties.frozenRowCount',
      'gridProperties.frozenColumnCount',
    ];
  return [field.replace(/^(tabColorStyle)\..*$/, '$1')];
}

/** As in the API, the index refers to the order of sheets before the move. */
function moveSheet(tx: Transaction, id: number, index: number): void {
  const list = openSheets(tx.state);
  const sheet = sheetOf(tx.state, id);
  if (index < 0 || index > list.length) throw new BadRequest(`Invalid index: ${String(index)}`);
  const from = list.indexOf(sheet);
  const rest = list.filter((other) => other !== sheet);
  rest.splice(index > from ? index - 1 : index, 0, sheet);
  tx.state = { ...tx.state, sheets: [...rest, ...tx.state.sheets.filter(({ internal }) => internal)] };
}

function resize(
  tx: Transaction,
  id: number,
  size: { readonly rows?: number; readonly columns?: number },
): void {
  const grid = sheetOf(tx.state, id).grid;
  const { rows = grid.rows, columns = grid.columns } = size;
  if (rows < 1 || columns < 1) throw new BadRequest('gridProperties must be positive');
  if (rows < grid.rows) changeDimension(tx, id, { axis: 'ROWS', at: rows, count: rows - grid.rows });
  if (columns < grid.columns)
    changeDimension(tx, id, { axis: 'COLUMNS', at: columns, count: columns - grid.columns });
  setGrid(tx, id, { rows, columns });
  checkSize(tx);
}
