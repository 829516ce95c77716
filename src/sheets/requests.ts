// Changes as requests of the Sheets API: rectangles of changed cells.
import type { Cell } from '../rules/kinds.js';
import type { CellChange, TabDiff } from './diff.js';
import { numberFormat } from './layout.js';
import type { Request } from './ports.js';
import type { WantedCell } from './wanted.js';

type CellData = GoogleAppsScript.Sheets.Schema.CellData;

/** A cell's value as the Sheets API takes it. */
function enteredValue(value: Cell): GoogleAppsScript.Sheets.Schema.ExtendedValue {
  if (value === '') return {};
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'number' ? { numberValue: value } : { boolValue: value };
}

function cellData(cell: WantedCell): CellData {
  const data: CellData = { userEnteredValue: enteredValue(cell.value) };
  if (cell.format === undefined && cell.link === undefined) return data;
  return {
    ...data,
    userEnteredFormat: {
      ...(cell.format === undefined ? {} : { numberFormat: numberFormat(cell.format) }),
      ...(typeof cell.link === 'string' ? { textFormat: { link: { uri: cell.link } } } : {}),
    },
  };
}

/** A link belongs to the format: a new value leaves it, and with it the look that Google has given it. */
const fieldsOf = ({ format, link }: WantedCell): string =>
  [
    'userEnteredValue',
    ...(format === undefined ? [] : ['userEnteredFormat.numberFormat']),
    ...(link === undefined ? [] : ['userEnteredFormat.textFormat.link']),
    ...(link === null
      ? ['userEnteredFormat.textFormat.foregroundColorStyle', 'userEnteredFormat.textFormat.underline']
      : []),
  ].join(',');

interface Block {
  readonly start: number;
  readonly fields: string;
  /** One list per column, all of the same length. */
  readonly columns: (readonly CellChange[])[];
}

/** The changes as `updateCells` requests: rectangles that cover changed cells only. */
export function diffRequests(diff: TabDiff): Request[] {
  const requests: Request[] = [];
  let open: { column: number; blocks: Block[] } | null = null;
  const close = (): void => {
    if (!open) return;
    for (const block of open.blocks) requests.push(blockRequest(diff.sheetId, open.column, block));
    open = null;
  };
  for (const column of [...diff.byColumn.keys()].sort((a, b) => a - b)) {
    const blocks = runs(diff.byColumn.get(column) ?? []);
    // An adjacent column with the same runs of rows extends the rectangles.
    if (open !== null && joins(open, column, blocks)) {
      open.blocks.forEach((block, index) => block.columns.push(blocks[index]?.columns[0] ?? []));
    } else {
      close();
      open = { column, blocks };
    }
  }
  close();
  return requests;
}

function joins(
  open: { readonly column: number; readonly blocks: readonly Block[] },
  column: number,
  blocks: readonly Block[],
): boolean {
  const width = open.blocks[0]?.columns.length ?? 0;
  return (
    open.column + width === column &&
    open.blocks.length === blocks.length &&
    open.blocks.every((block, index) => {
      const other = blocks[index];
      return (
        other?.start === block.start &&
        other.fields === block.fields &&
        other.columns[0]?.length === block.columns[0]?.length
      );
    })
  );
}

function runs(changes: readonly CellChange[]): Block[] {
  const blocks: Block[] = [];
  let current: CellChange[] = [];
  let fields = '';
  for (const change of changes) {
    const last = current[current.length - 1];
    const own = fieldsOf(change);
    if (last?.row === change.row - 1 && own === fields) current.push(change);
    else {
      current = [change];
      fields = own;
      blocks.push({ start: change.row, fields, columns: [current] });
    }
  }
  return blocks;
}

function blockRequest(sheetId: number, column: number, block: Block): Request {
  const height = block.columns[0]?.length ?? 0;
  const rows = Array.from({ length: height }, (_, index) => ({
    values: block.columns.map((list) => {
      const change = list[index];
      return change ? cellData(change) : {};
    }),
  }));
  return {
    updateCells: {
      start: { sheetId, rowIndex: block.start, columnIndex: column },
      rows,
      fields: block.fields,
    },
  };
}
