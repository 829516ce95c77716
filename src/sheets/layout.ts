// Layout of a new tab as requests: header, widths, formats, dropdowns, notes, colours, protection.
import { GENERAL, type Tone } from '../rules/kinds.js';
import { type Column, isWritten, type Tab } from '../rules/tabs.js';
import type { BoundColumn } from './bind.js';
import { columnLetter } from './grid.js';
import type { Request } from './ports.js';
import { isShared } from './shared-tabs.js';
import { answerTone } from './tones.js';

type CellFormat = GoogleAppsScript.Sheets.Schema.CellFormat;
type Color = GoogleAppsScript.Sheets.Schema.Color;
type GridRange = GoogleAppsScript.Sheets.Schema.GridRange;

const rgb = (hex: string): Color => ({
  red: parseInt(hex.slice(0, 2), 16) / 255,
  green: parseInt(hex.slice(2, 4), 16) / 255,
  blue: parseInt(hex.slice(4, 6), 16) / 255,
});

const PALETTE = {
  inputHead: rgb('1F5F8B'),
  computedHead: rgb('5F6B76'),
  outputHead: rgb('2E6B4F'),
  sharedHead: rgb('44546A'),
  headText: rgb('FFFFFF'),
  computedFill: rgb('F1F3F5'),
} as const;

const coloured = (fill: string, text: string): CellFormat => ({
  backgroundColorStyle: { rgbColor: rgb(fill) },
  textFormat: { foregroundColorStyle: { rgbColor: rgb(text) } },
});
const TONES: Readonly<Record<Tone, CellFormat>> = {
  good: coloured('DDF3E4', '17613A'),
  bad: coloured('FBDEDC', '9C1C14'),
  warn: coloured('FFF0CC', '7A5200'),
  busy: coloured('DCE9F9', '174A84'),
  quiet: coloured('ECEEF0', '5F6B76'),
};

/** Whether the add-on writes the column. */
export const isOurs = (tab: Tab, column: Column): boolean =>
  tab.role === 'input' ? column.options.computed === true : column.options.staff !== true;

/** A column that the add-on fills beside staff's. */
const isComputed = (tab: Tab, column: Column): boolean => tab.role === 'input' && isOurs(tab, column);

/** The cells of a column below its header. */
const below = (sheetId: number, at: number): GridRange => ({
  sheetId,
  startRowIndex: 1,
  startColumnIndex: at,
  endColumnIndex: at + 1,
});

/** The colour of a tab's header and of its label shows whose it is. */
export const tabColor = (tab: Tab): Color =>
  isShared(tab) ? PALETTE.sharedHead : tab.role === 'input' ? PALETTE.inputHead : PALETTE.outputHead;

/** A column to lay out, with its 0-based position. */
type PlacedColumn = Pick<BoundColumn, 'column' | 'at'>;

/** Header, width, formats and rules of the given columns of a sheet. */
export function columnRequests(sheetId: number, tab: Tab, placed: readonly PlacedColumn[]): Request[] {
  return placed.flatMap(({ column, at }, index) => {
    const head = isComputed(tab, column) ? PALETTE.computedHead : tabColor(tab);
    return [
      headerRequest(sheetId, at, column, head, index === 0 && at === 0 ? tab.about : ''),
      sizeRequest(sheetId, 'COLUMNS', at, widthOf(tab, column)),
      formatRequest(sheetId, tab, column, at),
      ...validationRequests(below(sheetId, at), tab, column),
      ...toneRequests(sheetId, column, at),
      ...sumRequests(sheetId, tab, column, at),
      ...(isComputed(tab, column)
        ? [
            protectRequest(
              { sheetId, startColumnIndex: at, endColumnIndex: at + 1 },
              `«${column.header}» считает «Регламент»`,
            ),
          ]
        : []),
    ];
  });
}

/** Height of a header of two lines. */
const HEAD_HEIGHT = 40;

/** The whole-sheet parts of a new tab. */
export const sheetRequests = (sheetId: number, tab: Tab): Request[] => [
  sizeRequest(sheetId, 'ROWS', 0, HEAD_HEIGHT),
  ...(isWritten(tab) ? [protectRequest({ sheetId }, `«${tab.title}» пишет «Регламент»`)] : []),
];

/** The width of a column or the height of a row. */
const sizeRequest = (
  sheetId: number,
  dimension: 'ROWS' | 'COLUMNS',
  at: number,
  pixelSize: number,
): Request => ({
  updateDimensionProperties: {
    range: { sheetId, dimension, startIndex: at, endIndex: at + 1 },
    properties: { pixelSize },
    fields: 'pixelSize',
  },
});

function headerRequest(sheetId: number, at: number, column: Column, fill: Color, about: string): Request {
  return {
    updateCells: {
      start: { sheetId, rowIndex: 0, columnIndex: at },
      rows: [
        {
          values: [
            {
              userEnteredValue: { stringValue: column.header },
              note: headerNote(column, about),
              userEnteredFormat: {
                backgroundColorStyle: { rgbColor: fill },
                textFormat: { bold: true, foregroundColorStyle: { rgbColor: PALETTE.headText } },
                verticalAlignment: 'MIDDLE',
                horizontalAlignment: alignment(column),
                wrapStrategy: 'WRAP',
              },
            },
          ],
        },
      ],
      fields: 'userEnteredValue,note,userEnteredFormat',
    },
  };
}

/** The note on a column's header: what to enter there. */
export function headerNote(column: Column, about: string): string {
  const { note, required, computed, unique } = column.options;
  // A blank that means something, «нет» of a checkbox, is no omission.
  const isDemanded = required && !computed && column.kind.blank === undefined;
  return [
    about,
    note ?? column.kind.hint,
    computed ? 'Считает «Регламент», вписывать не нужно.' : note ? column.kind.hint : '',
    isDemanded ? 'Обязательно.' : '',
    unique ? 'Без повторов.' : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

const REMARK_WIDTH = 300;
/** Pixels across a page of A4 landscape at 73 % of its size: wider ones would be two (local/xlsx/paper.ts). */
export const PAGE_WIDTH = 1480;
/** Longer lines are hard to read. */
const WIDEST = 450;

/** The text in the last column of a tab takes what the others leave of a page: most remarks fit on one line. */
function widthOf(tab: Tab, column: Column): number {
  const own = ownWidth(column);
  if (!isLast(tab, column) || column.kind.type !== 'text') return own;
  const others = Object.values(tab.columns).reduce((sum, one) => sum + ownWidth(one), -own);
  return Math.max(own, Math.min(WIDEST, PAGE_WIDTH - others));
}

const isLast = ({ columns }: Tab, column: Column): boolean => Object.values(columns).pop() === column;

/** A column is wide enough for its header and its listed words; a remark column also for a remark. */
function ownWidth({ header, kind, options }: Column): number {
  const words = (kind.words ?? []).map(({ length }) => Math.ceil(length * WORD_LETTER) + WORD_PADDING);
  const width = Math.max(options.width ?? kind.width, headWidth(header), ...words);
  return options.remark ? Math.max(width, REMARK_WIDTH) : width;
}

/**
 * Width in pixels of a listed word's character, and the padding of a coloured word. Arial 10 takes 7.2; where it is
 * missing (Linux), the font that stands in for it is wider.
 */
const WORD_LETTER = 8.3;
const WORD_PADDING = 32;

/** Width in pixels of a header's character (bold Arial 10 takes 8.5, see above), and the padding beside a cell's text. */
const HEAD_LETTER = 9.4;
const HEAD_PADDING = 18;

/** Width at which a header fits in two lines, broken only at blanks and hyphens. */
function headWidth(header: string): number {
  const ends = [...header.matchAll(/[ -]|$/g)].map(({ index, 0: mark }) => index + (mark === '-' ? 1 : 0));
  const letters = ends.map((end) => Math.max(end, header.slice(end).trim().length));
  return Math.ceil(Math.min(...letters) * HEAD_LETTER + HEAD_PADDING);
}

const TEXTS: readonly string[] = ['text', 'email', 'list', 'dayOfYear'];
const isSum = ({ kind }: Column): boolean => kind.type === 'number' && kind.format.endsWith('.00');
/**
 * Of a header and of its cells: counts, points, dates, flags and listed words are centred in their narrow columns, so
 * that they do not touch what stands beside them. Numbers with decimals are aligned right, under a centred header.
 */
const alignment = ({ kind }: Column): string => (TEXTS.includes(kind.type) ? 'LEFT' : 'CENTER');

/** The number format of a column's cells. A sum keeps away from the text to its right: «_)» is a blank as wide as a bracket. */
export const formatOf = (column: Column): string =>
  isSum(column) ? `${column.kind.format}_)_)` : column.kind.format;

/** Tabs with more columns than this do not fit on a screen. */
const WIDE = 11;
export const isWide = ({ columns }: Tab): boolean => Object.keys(columns).length > WIDE;

/**
 * Long texts are clipped: rows of one height are easier to scan. Only messages wrap, and what stands in the last
 * column: if it overflowed, the whole tab would be printed too small to read. In a wide tab it does: it is out of
 * sight of the columns where staff work, whose rows it would make higher.
 */
function wrapStrategy(tab: Tab, column: Column): string {
  if (column.options.wraps) return 'WRAP';
  if (!isLast(tab, column)) return 'CLIP';
  return isWide(tab) ? 'OVERFLOW_CELL' : 'WRAP';
}

/** A number format pattern in the form that the Sheets API wants, with its type. */
export function numberFormat(pattern: string): GoogleAppsScript.Sheets.Schema.NumberFormat {
  if (pattern === '@') return { type: 'TEXT', pattern };
  const [day, hour] = [pattern.includes('y'), pattern.includes('h')];
  const type = day ? (hour ? 'DATE_TIME' : 'DATE') : hour ? 'TIME' : 'NUMBER';
  return { type, pattern };
}

function formatRequest(sheetId: number, tab: Tab, column: Column, at: number): Request {
  const format = formatOf(column);
  return {
    repeatCell: {
      range: below(sheetId, at),
      cell: {
        userEnteredFormat: {
          ...(format === GENERAL ? {} : { numberFormat: numberFormat(format) }),
          ...(isComputed(tab, column) ? { backgroundColorStyle: { rgbColor: PALETTE.computedFill } } : {}),
          verticalAlignment: 'TOP',
          horizontalAlignment: isSum(column) ? 'RIGHT' : alignment(column),
          wrapStrategy: wrapStrategy(tab, column),
        },
      },
      fields:
        'userEnteredFormat(numberFormat,backgroundColorStyle,verticalAlignment,horizontalAlignment,wrapStrategy)',
    },
  };
}

function validationRequests(range: GridRange, tab: Tab, column: Column): Request[] {
  if (isOurs(tab, column)) return [];
  const { kind } = column;
  if (kind.type === 'flag')
    return [{ setDataValidation: { range, rule: { condition: { type: 'BOOLEAN' }, strict: false } } }];
  return kind.words ? [dropdown(range, kind.words, kind.hint)] : [];
}

/** A dropdown with these words, and a message beside a selected cell if given. */
export const dropdown = (range: GridRange, words: readonly string[], hint?: string): Request => ({
  setDataValidation: {
    range,
    rule: {
      condition: { type: 'ONE_OF_LIST', values: words.map((userEnteredValue) => ({ userEnteredValue })) },
      showCustomUi: true,
      strict: false,
      ...(hint === undefined ? {} : { inputMessage: hint }),
    },
  },
});

/** A format for the cells of a range that meet a condition. */
const conditional = (
  range: GridRange,
  [type, userEnteredValue]: readonly ['CUSTOM_FORMULA' | 'TEXT_EQ' | 'TEXT_STARTS_WITH', string],
  format: CellFormat,
): Request => ({
  addConditionalFormatRule: {
    index: 0,
    rule: {
      ranges: [range],
      booleanRule: { condition: { type, values: [{ userEnteredValue }] }, format },
    },
  },
});

/** How the remark on a row in error begins. */
export const FAULTY = 'ошибка:';

/** Rows of sums are bold. */
const sumRequests = (sheetId: number, tab: Tab, { options: { sums } }: Column, at: number): Request[] =>
  sums === undefined
    ? []
    : [
        conditional(
          { sheetId, startRowIndex: 1, endColumnIndex: Object.keys(tab.columns).length },
          ['CUSTOM_FORMULA', `=$${columnLetter(at)}2="${sums}"`],
          { textFormat: { bold: true } },
        ),
      ];

/** The colours of status words, and of the remark on a row in error. */
function toneRequests(sheetId: number, { kind, options }: Column, at: number): Request[] {
  const range = below(sheetId, at);
  if (options.remark) return [conditional(range, ['TEXT_STARTS_WITH', FAULTY], TONES.bad)];
  if (options.plain) return [];
  return (kind.words ?? []).flatMap((word) => {
    const tone = answerTone(word, kind.tones);
    return tone === null ? [] : [conditional(range, ['TEXT_EQ', word], TONES[tone])];
  });
}

const protectRequest = (range: GridRange, description: string): Request => ({
  addProtectedRange: { protectedRange: { range, description, warningOnly: true } },
});

/** Adds rows that the grid lacks, with the formats, checkboxes and lists of the columns' other rows. */
export function growRequests(
  sheetId: number,
  tab: Tab,
  placed: readonly PlacedColumn[],
  from: number,
  to: number,
): Request[] {
  return [
    { appendDimension: { sheetId, dimension: 'ROWS', length: to - from } },
    ...placed.flatMap(({ column, at }) => {
      const { repeatCell } = formatRequest(sheetId, tab, column, at);
      const range = { ...below(sheetId, at), startRowIndex: from, endRowIndex: to };
      return [{ repeatCell: { ...repeatCell, range } }, ...validationRequests(range, tab, column)];
    }),
  ];
}
