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

function cellData({ value, format, link }: WantedCell): CellData {
  const userEnteredValue = enteredValue(value);
  if (format === undefined && link === undefined) return { userEnteredValue };
  return {
    userEnteredValue,
    userEnteredFormat: {
      ...(format === undefined ? {} : { numberFormat: numberFormat(format) }),
      ...(typeof link === 'string' ? { textFormat: { link: { uri: link } } } : {}),
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

/** Changes in adjacent rows of adjacent columns. */
interface Block {
  readonly start: number;
  readonly fields: string;
  /** One list per column, all of the same length. */
  readonly columns: (readonly CellChange[])[];
}

/** The changes as `updateCells` requests: rectangles that cover changed cells only. */
export function diffRequests({ sheetId, byColumn }: TabDiff): Request[] {
  const areas: { readonly first: number; end: number; readonly blocks: readonly Block[] }[] = [];
  for (const [column, changes] of [...byColumn].sort(([a], [b]) => a - b)) {
    const blocks = blocksOf(changes);
    const last = areas[areas.length - 1];
    // An adjacent column with the same runs of rows extends the rectangles.
    if (last?.end === column && areAlike(last.blocks, blocks)) {
      last.blocks.forEach((block, index) => block.columns.push(...(blocks[index]?.columns ?? [])));
      last.end += 1;
    } else areas.push({ first: column, end: column + 1, blocks });
  }
  return areas.flatMap(({ first, blocks }) => blocks.map((block) => blockRequest(sheetId, first, block)));
}

const areAlike = (blocks: readonly Block[], others: readonly Block[]): boolean =>
  blocks.length === others.length &&
  blocks.every(({ start, fields, columns }, index) => {
    const other = others[index];
    return (
      other?.start === start && other.fields === fields && other.columns[0]?.length === columns[0]?.length
    );
  });

/** The changes of one column by runs of rows. */
function blocksOf(changes: readonly CellChange[]): Block[] {
  const blocks: Block[] = [];
  let current: CellChange[] = [];
  let fields = '';
  for (const change of changes) {
    const own = fieldsOf(change);
    if (current[current.length - 1]?.row === change.row - 1 && own === fields) current.push(change);
    else {
      current = [change];
      fields = own;
      blocks.push({ start: change.row, fields, columns: [current] });
    }
  }
  return blocks;
}

const blockRequest = (sheetId: number, columnIndex: number, block: Block): Request => ({
  updateCells: {
    start: { sheetId, rowIndex: block.start, columnIndex },
    rows: (block.columns[0] ?? []).map((_, index) => ({
      values: block.columns.map((list) => {
        const change = list[index];
        return change ? cellData(change) : {};
      }),
    })),
    fields: block.fields,
  },
});
