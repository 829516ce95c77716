// Points of single rows: attendance, quizzes, tasks, sales, additional points (rules 2, 3 and 5…8). Each
// function reads one tab and returns one award per row; nothing is summed here.
import { entryOf } from '../collections.js';
import { Fault, between } from '../kinds.js';
import { rowError } from '../programme.js';
import { bySpelling, tidy } from '../text.js';
import type { Blocks } from './blocks.js';
import type {
  Award,
  Block,
  MarathonFacts,
  MarathonProblem,
  MarathonTabs,
  Participant,
  Row,
} from './model.js';
import type { Registrations } from './registrations.js';

/** What points depend on: the rows with the parameters in force, and whom and which blocks rows may name. */
interface Given {
  readonly facts: MarathonFacts;
  readonly registrations: Registrations;
  readonly blocks: Blocks;
}

/** The tabs that earn points: the figures that make up a total. */
export const PARTS = ['attendance', 'quiz', 'tasks', 'sales', 'extra'] as const;
export type Part = (typeof PARTS)[number];

export interface Scored {
  /** Parallel to the rows. */
  readonly awards: readonly Award[];
  readonly problems: readonly MarathonProblem[];
}

/** Awards of which at most one counts for each participant and block. */
export interface ScoredByBlock extends Scored {
  readonly counting: CountingRows;
}

/**
 * Block index → participant index → index of the row that counts + 1, or 0. Typed arrays, because there are
 * many rows.
 */
export type CountingRows = readonly (Uint32Array | undefined)[];

/**
 * The row that counts for a participant at a block; for quizzes, the row of the attempt, whatever it earned.
 */
export function countingRow(rows: CountingRows, participant: Participant, block: Block): number | undefined {
  const found = rows[block.index]?.[participant.index];
  return found ? found - 1 : undefined;
}

/** The number of participants who have one that counts. */
export function attempts(rows: CountingRows, block: Block): number {
  let found = 0;
  for (const row of rows[block.index] ?? []) if (row > 0) found += 1;
  return found;
}

const UNCOUNTED: Award = { points: null, note: null, participant: null };
const nothing = (participant: Participant, note: string): Award => ({ points: 0, note, participant });
const credit = (participant: Participant, points: number): Award => ({
  points: tidy(points),
  note: null,
  participant,
});

const NO_PARTICIPANT = new Fault(
  'участника с таким адресом нет',
  'Исправьте адрес; если он верен, проверьте заявку с ним на вкладке «Регистрации»: она должна быть принята.',
);
const NO_BLOCK = new Fault(
  'такого блока нет',
  'Исправьте номер или добавьте блок на вкладку «Блоки»; если он там есть, исправьте его строку.',
);

/** Finds whom and which block the rows of a tab name; what cannot be found is a row error (rule 2). */
function lookUps(tab: Part, { registrations, blocks }: Given) {
  const problems: MarathonProblem[] = [];
  const fault = (row: number, column: string, wrong: Fault): null => {
    problems.push(rowError<MarathonTabs>(tab, row, column, wrong));
    return null;
  };
  return {
    problems,
    fault,
    participantOf: ({ row, email }: { readonly row: number; readonly email: string }): Participant | null =>
      registrations.byEmail.get(email) ?? fault(row, 'email', NO_PARTICIPANT),
    blockOf: ({ row, block }: { readonly row: number; readonly block: number }): Block | null =>
      blocks.byNumber.get(block) ?? fault(row, 'block', NO_BLOCK),
  };
}

/** The awards of a tab of which each row counts by itself. */
function scored<R extends { readonly row: number; readonly email: string }>(
  tab: Part,
  rows: readonly R[],
  given: Given,
  award: (row: R, participant: Participant) => Award,
): Scored {
  const { problems, participantOf } = lookUps(tab, given);
  const awards = rows.map((row) => {
    const participant = participantOf(row);
    return participant ? award(row, participant) : UNCOUNTED;
  });
  return { awards, problems };
}

/** The counting rows of a block, to be filled in. */
const rowsAt = (counting: Uint32Array[], block: Block, { registrations }: Given): Uint32Array =>
  (counting[block.index] ??= new Uint32Array(registrations.participants.length));

/**
 * Rule 3: each participant and block attended online earns once, by the upper row; a recording earns nothing.
 */
export function scoreAttendance(given: Given): ScoredByBlock {
  const { rows, settings } = given.facts;
  const { problems, participantOf, blockOf } = lookUps('attendance', given);
  const counting: Uint32Array[] = [];
  const awards = rows.attendance.map((row, index): Award => {
    const block = blockOf(row);
    const participant = participantOf(row);
    if (!participant || !block) return UNCOUNTED;
    if (row.format === 'запись') return nothing(participant, 'просмотр в записи баллов не даёт');
    const first = countingRow(counting, participant, block);
    if (first !== undefined)
      return nothing(participant, `повтор: посещение учтено в строке ${rows.attendance[first]?.row}`);
    rowsAt(counting, block, given)[participant.index] = index + 1;
    return credit(participant, settings.attendancePoints);
  });
  return { awards, problems, counting };
}

/**
 * Rule 5: only a participant's earliest attempt at a block counts, and it earns if it was finished while the
 * test was open. An attempt later than `now` has not happened; one with an invalid number of answers is none.
 */
export function scoreQuiz(given: Given): ScoredByBlock {
  const { now, rows, settings } = given.facts;
  const { problems, participantOf, blockOf, fault } = lookUps('quiz', given);
  const inRange = between(0, settings.questions);
  const counting: Uint32Array[] = [];
  /** The participant of each attempt; null for a row in error. */
  const takers = rows.quiz.map((row, index): Participant | null => {
    const block = blockOf(row);
    const participant = participantOf(row);
    const wrong = inRange(row.correct);
    if (wrong) fault(row.row, 'correct', wrong);
    if (!participant || !block || wrong) return null;
    if (row.finished > now) return participant;
    const known = countingRow(counting, participant, block);
    const earliest = known === undefined ? undefined : rows.quiz[known]?.finished;
    if (earliest === undefined || row.finished < earliest)
      rowsAt(counting, block, given)[participant.index] = index + 1;
    return participant;
  });

  const awards = rows.quiz.map((row, index): Award => {
    const participant = takers[index];
    const block = given.blocks.byNumber.get(row.block);
    if (!participant || !block) return UNCOUNTED;
    if (row.finished > now) return nothing(participant, 'время завершения ещё не наступило');
    const counted = countingRow(counting, participant, block);
    if (counted !== undefined && counted !== index)
      return nothing(
        participant,
        `засчитывается только самая ранняя попытка, из строки ${rows.quiz[counted]?.row}`,
      );
    if (row.finished < block.start) return nothing(participant, 'до открытия теста');
    if (row.finished >= block.closes) return nothing(participant, 'после закрытия теста');
    return credit(participant, row.correct * settings.answerPoints);
  });
  return { awards, problems, counting };
}

/** Rule 6: each participant and task earns once, by the upper accepted row. */
export function scoreTasks(given: Given): Scored {
  const { rows, settings } = given.facts;
  /** Task → participant index → row number. */
  const byTask = new Map<string, Map<number, number>>();
  const takersOf = bySpelling((task) => entryOf(byTask, task, () => new Map<number, number>()));
  return scored('tasks', rows.tasks, given, ({ row, task, accepted }, participant) => {
    if (!accepted) return nothing(participant, 'не принято');
    const takers = takersOf(task);
    const first = takers.get(participant.index);
    if (first !== undefined) return nothing(participant, `повтор: задание зачтено в строке ${first}`);
    takers.set(participant.index, row);
    return credit(participant, settings.taskPoints);
  });
}

/** The first reason of rule 7 why a sale earns nothing. A date later than today counts as blank. */
function saleFlaw(sale: Row<'sales'>, { settings, today }: MarathonFacts): string | null {
  const { marathonFrom, marathonTo, minSale } = settings;
  if (sale.kind !== 'новая') return 'не новая';
  if (sale.amount < minSale) return 'сумма меньше минимума';
  if (sale.date < marathonFrom || sale.date > marathonTo || sale.date > today) return 'вне периода';
  return sale.confirmed ? null : 'не подтверждена';
}

/** Rule 7: every sale that is new, large enough, timely and confirmed earns, without limit. */
export const scoreSales = (given: Given): Scored =>
  scored('sales', given.facts.rows.sales, given, (row, participant) => {
    const flaw = saleFlaw(row, given.facts);
    return flaw === null ? credit(participant, given.facts.settings.salePoints) : nothing(participant, flaw);
  });

/** Rule 8: additional points as entered, including negative ones. */
export const scoreExtra = (given: Given): Scored =>
  scored('extra', given.facts.rows.extra, given, (row, participant) => credit(participant, row.points));
