// Edits on their way to the workbook: its questions, outdated edits, and texts that could not be saved.
import type { EditOutcome, EditRequest, Question, RowsRequest, Target } from '../protocol.js';
import { post, Problem } from './api.js';
import { ask } from './dialogs.js';
import type { Grid } from './grid.js';
import { toast } from './toasts.js';

export interface EditsOptions {
  readonly grid: Grid;
  /** Called after the workbook has changed. */
  readonly changed: () => Promise<void>;
  readonly onProblem: (error: unknown) => void;
}

export interface Edits {
  /** Writes cells; an error says which text has not been saved. */
  readonly write: (target: Target, cells: EditRequest['cells']) => Promise<void>;
  /** Inserts or deletes a row. */
  readonly editRows: (request: Omit<RowsRequest, 'sure'>) => Promise<void>;
  /** Whether a text has been sent and not yet saved. */
  readonly isWaiting: () => boolean;
}

/** Restores the selected cell's text in the bar. */
export const unsay = (grid: Grid): void => {
  grid.select(grid.spot());
};

export function openEdits({ grid, changed, onProblem }: EditsOptions): Edits {
  let unwritten = 0;
  /**
   * Sends an edit. If the server asks for confirmation, asks the user and sends it again; if the edit is
   * outdated, tells the user to repeat it.
   */
  const send = async (
    name: 'edit' | 'editRows',
    request: Omit<EditRequest, 'sure'> | Omit<RowsRequest, 'sure'>,
    again: string,
    question: Question | null = null,
  ): Promise<void> => {
    if (question) {
      const { press } = await ask(question, true);
      grid.root.focus();
      if (press !== 'YES') {
        unsay(grid);
        return;
      }
    }
    const outcome = await post<EditOutcome>(name, { ...request, sure: question !== null });
    if (outcome.kind === 'question') return send(name, request, again, outcome.question);
    if (outcome.kind === 'stale') toast(`Книга изменилась: проверьте строку и ${again}`, 'bad');
    else if (outcome.hint !== null) toast(outcome.hint);
    changed().catch(onProblem);
  };
  return {
    write: async ({ sheet, version }, cells) => {
      const only = cells.length === 1 ? (cells[0]?.text ?? '') : '';
      const again = only === '' ? 'повторите правку.' : `впишите ещё раз: «${only}»`;
      unwritten++;
      try {
        await send('edit', { sheet, version, cells }, again);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        throw new Problem(`${error.message} Не записано${only === '' ? '.' : `: «${only}»`}`);
      } finally {
        unwritten--;
      }
    },
    editRows: (request) => send('editRows', request, 'повторите.'),
    isWaiting: () => unwritten > 0,
  };
}
