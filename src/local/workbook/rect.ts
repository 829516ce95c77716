// Rectangles of cells: A1 text, `sqref` lists, subtraction, and the effect of inserted or deleted rows.
// Indexes are 0-based, ends exclusive; an end of MAX_ROWS or MAX_COLUMNS means "open-ended".

export const MAX_ROWS = 1048576;
export const MAX_COLUMNS = 16384;

export interface Rect {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export type Axis = 'ROWS' | 'COLUMNS';

/**
 * An insertion of `count` rows or columns before `at` (count > 0), or a deletion of -count from `at` on
 * (count < 0).
 */
export interface Shift {
  readonly axis: Axis;
  readonly at: number;
  readonly count: number;
}

export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export function columnIndex(letters: string): number {
  let n = 0;
  for (const letter of letters.toUpperCase()) n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

export function cellName(row: number, column: number): string {
  return columnName(column) + String(row + 1);
}

export function rectName(r: Rect): string {
  const first = cellName(r.top, r.left);
  const last = cellName(r.bottom - 1, r.right - 1);
  return first === last ? first : `${first}:${last}`;
}

/**
 * Parses `A1`, `A1:B2`, `A:B`, `2:5`, `A3:B` (as in Google); null when it is no reference. `$` is ignored.
 */
export function parseRect(text: string): Rect | null {
  const match = /^([A-Z]{1,3})?([1-9]\d{0,6})?(?::([A-Z]{1,3})?([1-9]\d{0,6})?)?$/i.exec(
    text.replace(/\$/g, ''),
  );
  if (!match) return null;
  const [, left, top, right, bottom] = match;
  if (!text.includes(':')) {
    if (left === undefined || top === undefined) return null;
    return ordered(Number(top) - 1, columnIndex(left), Number(top), columnIndex(left) + 1);
  }
  if ((left === undefined && top === undefined) || (right === undefined && bottom === undefined)) return null;
  if ((left === undefined) !== (right === undefined)) return null;
  return ordered(
    top === undefined ? 0 : Number(top) - 1,
    left === undefined ? 0 : columnIndex(left),
    bottom === undefined ? MAX_ROWS : Number(bottom),
    right === undefined ? MAX_COLUMNS : columnIndex(right) + 1,
  );
}

function ordered(top: number, left: number, bottom: number, right: number): Rect | null {
  const r = {
    top: Math.min(top, bottom - 1),
    left: Math.min(left, right - 1),
    bottom: Math.max(top + 1, bottom),
    right: Math.max(left + 1, right),
  };
  return r.bottom > MAX_ROWS || r.right > MAX_COLUMNS ? null : r;
}

export function parseSqref(text: string): readonly Rect[] {
  return text
    .split(/\s+/)
    .map(parseRect)
    .filter((r) => r !== null);
}

export function sqref(rects: readonly Rect[]): string {
  return rects.map(rectName).join(' ');
}

/** Whether a cell is within a merged area but not its first cell; in Google such a cell holds nothing. */
export const isCovered = (merges: readonly Rect[], row: number, column: number): boolean =>
  merges.some((area) => contains(area, row, column) && (row !== area.top || column !== area.left));

export function contains(r: Rect, row: number, column: number): boolean {
  return row >= r.top && row < r.bottom && column >= r.left && column < r.right;
}

function intersects(a: Rect, b: Rect): boolean {
  return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}

/** What is left of `rects` without `hole`. */
export function subtract(rects: readonly Rect[], hole: Rect): readonly Rect[] {
  return rects.flatMap((r) => {
    if (!intersects(r, hole)) return [r];
    const top = Math.max(r.top, hole.top);
    const bottom = Math.min(r.bottom, hole.bottom);
    return [
      { ...r, bottom: top },
      { ...r, top: bottom },
      { top, bottom, left: r.left, right: Math.max(r.left, hole.left) },
      { top, bottom, left: Math.min(r.right, hole.right), right: r.right },
    ].filter((part) => part.top < part.bottom && part.left < part.right);
  });
}

/** The same cells in fewer rectangles: adjacent ones of equal width or height are joined. */
export function coalesce(rects: readonly Rect[]): readonly Rect[] {
  const list = [...rects];
  for (let i = 0; i < list.length; i++) {
    const a = list[i];
    if (!a) continue;
    const j = list.findIndex((b, k) => k > i && joined(a, b) !== null);
    const b = list[j];
    if (!b) continue;
    list[i] = joined(a, b) ?? a;
    list.splice(j, 1);
    i = -1;
  }
  return list;
}

function joined(a: Rect, b: Rect): Rect | null {
  const sameColumns = a.left === b.left && a.right === b.right;
  const sameRows = a.top === b.top && a.bottom === b.bottom;
  const touchRows = a.top <= b.bottom && b.top <= a.bottom;
  const touchColumns = a.left <= b.right && b.left <= a.right;
  if (!(sameColumns && touchRows) && !(sameRows && touchColumns)) return null;
  return {
    top: Math.min(a.top, b.top),
    left: Math.min(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
  };
}

/** The new position of an index; null when it is deleted. */
export function shiftIndex(index: number, shift: Shift): number | null {
  if (index < shift.at) return index;
  if (shift.count < 0 && index < shift.at - shift.count) return null;
  return index + shift.count;
}

/** The new position of a span [start, end); null when all of it is deleted. Open ends stay open. */
export function shiftSpan(
  start: number,
  end: number,
  shift: Shift,
  max: number,
): readonly [number, number] | null {
  const move = (edge: number): number => {
    if (edge <= shift.at) return edge;
    return shift.count > 0 ? edge + shift.count : Math.max(shift.at, edge + shift.count);
  };
  const from = shift.count > 0 && start === shift.at ? start + shift.count : move(start);
  const to = end === max ? max : Math.min(max, move(end));
  return from < to ? [from, to] : null;
}

/** The new place of a rectangle: null when all of it is deleted, the same object when it has not moved. */
export function shiftRect(r: Rect, shift: Shift): Rect | null {
  const rows = shift.axis === 'ROWS';
  const [start, end] = rows ? [r.top, r.bottom] : [r.left, r.right];
  const span = shiftSpan(start, end, shift, rows ? MAX_ROWS : MAX_COLUMNS);
  if (!span) return null;
  if (span[0] === start && span[1] === end) return r;
  return rows ? { ...r, top: span[0], bottom: span[1] } : { ...r, left: span[0], right: span[1] };
}
