// Where the rows below the frozen ones begin. One that has not been drawn counts as high as the server expects.
import type { SheetView } from '../protocol.js';

const ROW_HEIGHT = 30;

/** Distances are in pixels from the first row below the frozen ones. */
export interface Heights {
  readonly topOf: (row: number) => number;
  readonly heightOf: (row: number) => number;
  readonly total: number;
  /** The row at a distance; the first or the last one where there is none. */
  readonly rowAt: (distance: number) => number;
  /** Whether the height was set by hand, so that it does not follow the texts. */
  readonly isFixed: (row: number) => boolean;
}

type SheetRows = Pick<SheetView, 'frozen' | 'shown' | 'tall'>;

/** `measured`: heights of rows that have been drawn. */
export function heightsOf(
  { frozen, shown, tall }: SheetRows,
  measured: ReadonlyMap<number, number>,
): Heights {
  const count = Math.max(0, shown - frozen);
  const heights = new Float64Array(count).fill(ROW_HEIGHT);
  for (const { row, height } of tall) heights[row - frozen] = height;
  for (const [row, height] of measured) heights[row - frozen] = height;
  /** One more than there are rows: where the last one ends. */
  const tops = new Float64Array(count + 1);
  heights.forEach((height, at) => {
    tops[at + 1] = (tops[at] ?? 0) + height;
  });
  const fixed = new Set(tall.flatMap((one) => (one.fixed ? [one.row] : [])));
  return {
    topOf: (row) => tops[row - frozen] ?? 0,
    heightOf: (row) => heights[row - frozen] ?? ROW_HEIGHT,
    total: tops[count] ?? 0,
    rowAt: (distance) => {
      let [low, high] = [0, Math.max(0, count - 1)];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((tops[middle] ?? 0) <= distance) low = middle;
        else high = middle - 1;
      }
      return low + frozen;
    },
    isFixed: (row) => fixed.has(row),
  };
}
