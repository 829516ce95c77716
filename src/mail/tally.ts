// What a run of the sender has done so far, over all its attempts.

/** What has been done and is recorded in «Письма». */
export interface Progress {
  readonly sent: number;
  readonly failed: number;
  /** Cells written in «Письма». */
  readonly cells: number;
}

export interface Tally {
  /** To be called for each completed part: its work is done even if the attempt fails later. */
  readonly done: (part: Progress) => void;
  /**
   * To be called for letters that have gone, before that is recorded: the next attempt, if any, finds them and
   * counts them as done.
   */
  readonly flown: (part: Pick<Progress, 'sent' | 'failed'>) => void;
  readonly sum: () => Progress;
}

const NONE: Progress = { sent: 0, failed: 0, cells: 0 };
const plus = (a: Progress, b: Progress): Progress => ({
  sent: a.sent + b.sent,
  failed: a.failed + b.failed,
  cells: a.cells + b.cells,
});

export function tallyOf(): Tally {
  let recorded = NONE;
  let unrecorded = NONE;
  return {
    done: (part) => {
      recorded = plus(recorded, part);
      unrecorded = NONE;
    },
    flown: (part) => {
      unrecorded = { ...part, cells: 0 };
    },
    sum: () => plus(recorded, unrecorded),
  };
}
