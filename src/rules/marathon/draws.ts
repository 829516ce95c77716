// Draws of ties: arithmetic that anyone can repeat by hand, and which draws of «Розыгрыши» are in force.
import { hexModulo, sha256Hex } from '../hash.js';
import { rowError, rowWarning } from '../programme.js';
import { byCodePoint, CELL_LIMIT } from '../text.js';
import type { MarathonFacts, MarathonProblem, MarathonTabs } from './model.js';
import type { Registrations } from './registrations.js';
import type { NominationName } from './tabs.js';

type DrawRow = MarathonFacts['broken']['draws'][number];

/** The row of a draw that has not been cancelled. */
export interface StandingDraw extends DrawRow {
  readonly nomination: NominationName;
  /** In the form of `candidatesText`. */
  readonly candidates: string;
  readonly winner: string;
}
export type StandingDraws = ReadonlyMap<NominationName, StandingDraw>;

/**
 * Sorted nicknames as they are hashed and shown: «a,b,c». After the first webinar thousands may share a best
 * result; a list too long for a cell is cut after a whole nickname, followed by the number left out.
 */
export function candidatesText(nicknames: readonly string[]): string {
  const whole = nicknames.join(',');
  if (whole.length <= CELL_LIMIT) return whole;
  const room = CELL_LIMIT - 40;
  const shown = whole.slice(0, whole.lastIndexOf(',', room)).split(',').length;
  return `${nicknames.slice(0, shown).join(',')},… и ещё ${nicknames.length - shown}`;
}

export interface Drawn {
  /** 64 lower-case hex digits. */
  readonly hash: string;
  readonly winner: string;
}

/**
 * The winner's position is the SHA-256 of `seed|nomination|nick1,nick2,…` (UTF-8) as a big-endian integer,
 * modulo the number of candidates. `nicknames` are sorted by code point. Throws RangeError without
 * candidates.
 */
export function drawWinner(seed: string, nomination: NominationName, nicknames: readonly string[]): Drawn {
  const hash = sha256Hex(`${seed}|${nomination}|${nicknames.join(',')}`);
  const winner = nicknames[hexModulo(hash, nicknames.length)];
  if (winner === undefined) throw new RangeError('a draw needs candidates');
  return { hash, winner };
}

/**
 * The draws in force: for each nomination the first one that staff have not cancelled with a reason. A row
 * with an unreadable cell is in force too: only a cancellation ends a draw.
 */
export function standingDraws({ rows, broken }: MarathonFacts): StandingDraws {
  const standing = new Map<NominationName, StandingDraw>();
  for (const draw of [...rows.draws, ...broken.draws].sort((a: DrawRow, b: DrawRow) => a.row - b.row)) {
    const { nomination, winner, cancelled, cancelReason } = draw;
    if (nomination === null || winner === null || standing.has(nomination)) continue;
    if (cancelled && cancelReason !== null) continue;
    standing.set(nomination, { ...draw, nomination, winner, candidates: asWritten(draw.candidates ?? '') });
  }
  return standing;
}

/** Drops blanks around the commas of a row typed by hand. */
const asWritten = (candidates: string): string =>
  candidates
    .split(',')
    .map((nickname) => nickname.trim())
    .join(',');

/**
 * Whether two lists contain the same candidates, letter case aside (rule 1), in any order: the mark of an erased
 * person stays in the place of the nickname, out of sort order.
 */
export function sameCandidates(one: string, other: string): boolean {
  if (one === other) return true;
  const ordered = (list: string): string => list.toLowerCase().split(',').sort(byCodePoint).join(',');
  return ordered(one) === ordered(other);
}

/**
 * «Отменён» without a reason is a row error and cancels nothing. Staff are warned of a draw below the one in force, and
 * of a winner whom nobody is called (any more), who gets no letter.
 */
export function drawProblems(
  { rows }: MarathonFacts,
  standing: StandingDraws,
  { holderOf }: Pick<Registrations, 'holderOf'>,
): readonly MarathonProblem[] {
  const errors: MarathonProblem[] = [];
  const warnings: MarathonProblem[] = [];
  for (const { row, nomination, winner, cancelled, cancelReason } of rows.draws) {
    if (cancelled && cancelReason === null)
      errors.push(
        rowError<MarathonTabs>('draws', row, 'cancelReason', {
          what: 'розыгрыш отменён без причины: отмена не действует',
          how: 'Впишите причину отмены или снимите флажок «Отменён».',
        }),
      );
    const other = nomination && standing.get(nomination);
    if (other && winner !== null && !cancelled && other.row !== row)
      warnings.push(
        rowWarning<MarathonTabs>('draws', row, 'cancelled', {
          what: `в этой номинации действует другой розыгрыш, из строки ${other.row}`,
          how: 'Отмените лишний розыгрыш, указав причину.',
        }),
      );
  }
  for (const { row, winner } of standing.values())
    if (!holderOf(winner))
      warnings.push(
        rowWarning<MarathonTabs>('draws', row, 'winner', {
          what: 'победителя с таким никнеймом среди участников нет: письмо не уйдёт',
          how: 'Верните никнейм на вкладке «Регистрации», проверьте, принята ли там заявка, или отмените розыгрыш, указав причину.',
        }),
      );
  return [...errors, ...warnings];
}
