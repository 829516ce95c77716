// How high rows are: those whose height was set by hand, and an estimate for those with wrapped texts. The
// page needs it to know where rows are that it has not drawn; the ones that it draws are as high as their
// texts.
import { type Row, type SheetBody } from '../workbook/body.js';
import { effectiveStyle } from '../workbook/model.js';
import { isTrue } from '../xlsx/sheet-reader.js';
import { attributesOf } from '../xlsx/xml.js';
import type { ColumnView, Look, TallRow } from './protocol.js';

/** Pixels of a row, of each further line, and of the space beside a cell's text: as in client/style.css. */
const ROW = 30;
const LINE = 19;
const BESIDE = 17;

/** The rows below the frozen ones that are not one line high. */
export function tallRows(
  body: SheetBody,
  frozen: number,
  columns: readonly ColumnView[],
  looks: readonly Look[],
): readonly TallRow[] {
  const tall: TallRow[] = [];
  body.rows.forEach((row, index) => {
    if (!row || index < frozen) return;
    const given = givenHeight(row);
    if (given !== null) {
      tall.push({ row: index, height: given, fixed: true });
      return;
    }
    const lines = row.values.map((value, column) => {
      const width = columns[column]?.width ?? 0;
      if (typeof value !== 'string' || width === 0 || fitsSurely(value, width - BESIDE)) return 1;
      const look = looks[effectiveStyle(body, index, column)];
      return look?.wrap ? linesOf(value, width - BESIDE) : 1;
    });
    const most = Math.max(1, ...lines);
    if (most > 1) tall.push({ row: index, height: ROW + (most - 1) * LINE });
  });
  return tall;
}

/** The height that was set by hand. One line is always shown. */
function givenHeight({ attributes }: Row): number | null {
  if (!attributes.includes('customHeight')) return null;
  const { customHeight, ht } = attributesOf(`<row${attributes}/>`);
  // In points, of which four are three pixels.
  const height = Math.round(Number(ht) / 0.75);
  return isTrue(customHeight) && height > 0 ? Math.max(ROW, height) : null;
}

/** Pixels of the widest letter, and of a blank. */
const WIDEST = 13;
const BLANK = 4;

const fitsSurely = (text: string, width: number): boolean =>
  text.length * WIDEST <= width && !text.includes('\n');

/** A word moves to the next line whole; one that is longer than a line is broken. */
function linesOf(text: string, width: number): number {
  let lines = 1;
  /** Where the words so far end, where the current one begins, and its length. */
  let end = 0;
  let word = 0;
  const close = (): void => {
    const start = end === 0 ? 0 : end + BLANK;
    const isNext = end > 0 && start + word > width;
    if (isNext) lines += 1;
    end = isNext ? word : start + word;
    word = 0;
    if (end <= width) return;
    const broken = Math.ceil(end / width) - 1;
    lines += broken;
    end -= broken * width;
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== SPACE && code !== NEW_LINE) {
      word += LETTERS[code] ?? USUAL;
      continue;
    }
    close();
    if (code === SPACE) continue;
    lines += 1;
    end = 0;
  }
  close();
  return lines;
}

const SPACE = 32;
const NEW_LINE = 10;
const USUAL = 7.2;
/** Mean widths of letters in the fonts of the page, by code. */
const LETTERS = Float64Array.from({ length: 0x500 }, (_, code) => {
  const letter = String.fromCharCode(code);
  if (/[ijlft.,:;'"!|()[\]/«»-]/.test(letter)) return 4.5;
  if (/[A-ZА-ЯЁ]/.test(letter)) return 9.2;
  return /[mwжмшщыю@%]/.test(letter) ? 10 : USUAL;
});
