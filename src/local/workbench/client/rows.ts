// Rows of one sheet, fetched in blocks as they come into view. Rows not fetched yet are distinguished from
// empty ones.
import type { CellView, Look, RowsView, RowView, SheetView } from '../protocol.js';
import { get } from './api.js';

const BLOCK = 100;
/** Maximum number of cached blocks; distant rows are fetched again. */
const MOST_BLOCKS = 60;

export interface Rows {
  /** undefined: not fetched yet. */
  readonly row: (index: number) => RowView | undefined;
  readonly cell: (row: number, column: number) => CellView | null;
  readonly look: (cell: CellView) => Look;
  /** Fetches the missing rows of [from, to). */
  readonly ensure: (from: number, to: number) => void;
}

export interface RowsEvents {
  readonly onRows: () => void;
  /** Called when the workbook has changed since the sheet was fetched. */
  readonly onStale: () => void;
  readonly onProblem: (error: unknown) => void;
}

export function openRows(sheet: SheetView, { onRows, onStale, onProblem }: RowsEvents): Rows {
  const blocks = new Map<number, readonly RowView[]>();
  const pending = new Set<number>();
  const looks: Record<number, Look> = {};

  const load = async (block: number): Promise<void> => {
    pending.add(block);
    try {
      const from = block * BLOCK;
      const view = await get<RowsView>('rows', { id: sheet.id, from, to: from + BLOCK });
      if (view.version !== sheet.version) {
        onStale();
        return;
      }
      Object.assign(looks, view.looks);
      blocks.set(block, view.rows);
      const oldest = blocks.keys().next();
      if (blocks.size > MOST_BLOCKS && !oldest.done) blocks.delete(oldest.value === 0 ? block : oldest.value);
      onRows();
    } catch (error) {
      onProblem(error);
    } finally {
      pending.delete(block);
    }
  };
  const row = (index: number): RowView | undefined => {
    const block = blocks.get(Math.floor(index / BLOCK));
    if (block) return block[index % BLOCK] ?? [];
    return index >= sheet.used ? [] : undefined;
  };

  return {
    row,
    cell: (index, column) => row(index)?.[column] ?? null,
    look: (cell) => looks[cell.look] ?? {},
    ensure: (from, to) => {
      const last = Math.min(to, sheet.used);
      for (let block = Math.floor(from / BLOCK); block * BLOCK < last; block++)
        if (!blocks.has(block) && !pending.has(block)) void load(block);
    },
  };
}
