// Closing of months: which lines are closed, with which fingerprint, and whether anyone has altered them
// (rule 8). Closed lines are read back from «Начисления»; «Закрытые месяцы» holds one fingerprint per
// closing, each covering the previous one.
import { onceEach } from '../collections.js';
import { sha256Hex } from '../hash.js';
import { formatMoney, type Money, ZERO } from '../money.js';
import { count } from '../text.js';
import { type Instant, MINUTE } from '../zone.js';
import { beyond, canonical, cellsOf, type Closed, type Line, monthOfLine, sumOf } from './lines.js';
import { withOneMended } from './mending.js';
import { creditDay, type Month, monthAfter, monthText, readMonth } from './months.js';
import type { Facts, Problem } from './model.js';
import { readTerms, type Terms } from './terms.js';

/** One good row of «Закрытые месяцы». */
export interface Closing {
  readonly row: number;
  readonly month: Month;
  readonly closedAt: Instant | null;
  readonly lines: number;
  readonly amount: Money;
  readonly fingerprint: string;
  /** «Условия» as text and as parsed. */
  readonly conditions: string;
  readonly terms: Terms | null;
}

type Problems = readonly Problem[];

const logProblem = (row: number | null, what: string, how: string): Problem => ({
  tab: 'closings',
  row,
  column: row === null ? null : 'fingerprint',
  what,
  how,
  severity: 'error',
});

/**
 * The closings in order. A row whose month is unreadable or not later than the previous one is ignored and
 * reported.
 */
export function readClosings({ rows, broken, zone }: Facts): {
  readonly closings: readonly Closing[];
  readonly problems: Problems;
} {
  const closings: Closing[] = [];
  const problems: Problem[] = [];
  for (const row of [...rows.closings, ...broken.closings].sort((a, b) => a.row - b.row)) {
    const month = readMonth(row.month);
    const previous = closings[closings.length - 1];
    if (month === null || (previous && month <= previous.month)) {
      problems.push(
        logProblem(
          row.row,
          month === null ? 'месяц закрытия не читается' : `месяц ${monthText(month)} уже закрыт строкой выше`,
          'Верните прежнюю строку из истории версий файла.',
        ),
      );
      continue;
    }
    closings.push({
      row: row.row,
      month,
      closedAt: row.closed,
      lines: row.lines ?? 0,
      amount: row.amount ?? ZERO,
      fingerprint: row.fingerprint ?? '',
      conditions: row.terms ?? '',
      terms: readTerms(row.terms, zone),
    });
  }
  return { closings, problems };
}

const closedBy = (closing: Closing | undefined): Closed | null =>
  closing ? { newest: closing.month, correctionDay: creditDay(monthAfter(closing.month, 1)) } : null;

/** Lines as they are in the sheet; rows that cannot be read as a line are skipped. */
function readLines(rows: Facts['rows']['ledger']): readonly Line[] {
  const lines: Line[] = [];
  for (const { date, month, partner, client, tariff, basis, base, amount, closed } of rows)
    if (date !== null && partner !== null && amount !== null)
      lines.push({ date, month, partner, client, tariff, basis, base, amount, closed });
  return lines;
}

/** Whether the lines differ in a single cell. */
function isOneEdit(one: Line, other: Line): boolean {
  const cells = cellsOf(other);
  return cellsOf(one).filter((cell, at) => cell !== cells[at]).length === 1;
}

/** Longer texts are hashed in pieces, each together with the previous piece's hash. */
const LINES_A_PIECE = 500;

/** SHA-256 over the previous fingerprint, the month, its conditions and the lines, sorted by their texts. */
export function fingerprintOf(
  previous: string,
  month: Month,
  conditions: string,
  lines: readonly Line[],
): string {
  const texts = lines.map(canonical).sort();
  let hash = `${previous}\n${monthText(month)}\n${conditions}`;
  for (let from = 0; from === 0 || from < texts.length; from += LINES_A_PIECE)
    hash = sha256Hex([hash, ...texts.slice(from, from + LINES_A_PIECE)].join('\n'));
  return hash;
}

/**
 * Index of the closing that a line belongs to: the first that covers its month. A correction goes by its
 * date: it belongs to the closing after the one on whose correction day it is dated. −1: the line is open.
 */
function closingOf(closings: readonly Pick<Closing, 'month'>[]): (line: Line) => number {
  const find = onceEach((month: Month) => closings.findIndex((closing) => month <= closing.month));
  const corrections = closings.map((closing) => creditDay(monthAfter(closing.month, 1)));
  return (line) => {
    if (line.basis !== 'корректировка') return find(monthOfLine(line));
    const after = corrections.findIndex((d) => line.date <= d);
    return after < 0 || after + 1 >= closings.length ? -1 : after + 1;
  };
}

/** Shortly after a closing its lines may not be in the sheet yet: a run takes at most six minutes. */
const FRESH = 15 * MINUTE;

export interface Verified {
  readonly frozen: readonly Line[];
  readonly closed: Closed | null;
  readonly problems: Problems;
}

/** Computes the ledger from some closings only; needed when the sheet does not hold a closing's lines. */
export type Rebuild = (frozen: readonly Line[], closed: Closed | null) => readonly Line[];

/** The lines of one closing that are used. */
interface Standing {
  readonly lines: readonly Line[];
  /** `restored`: unlike the marked ones of the sheet, they match the fingerprint; `unlike`: nothing does. */
  readonly state: 'sound' | 'restored' | 'unlike';
}

/**
 * Checks each closing against its fingerprint and decides which closed lines to use. Lines that match are
 * used. A closing made just now takes the lines that the rules give, if they match. Altered lines are
 * restored if the rules still give the lines of the fingerprint, or if it is a single line that is altered;
 * otherwise the sheet's lines are kept. Alterations are reported, one problem per closing.
 */
export function verifyClosings(
  { rows, broken, now }: Facts,
  closings: readonly Closing[],
  rebuild: Rebuild,
): Verified {
  const indexOf = closingOf(closings);
  const standing: Line[][] = closings.map(() => []);
  const strays: Line[] = [];
  for (const line of readLines(rows.ledger)) {
    const index = indexOf(line);
    if (index >= 0) standing[index]?.push(line);
    else if (line.closed) strays.push(line);
  }
  const frozen: Line[] = [];
  let previous: readonly string[] = [''];
  const checked = closings.map((closing, index): Checked => {
    const matches = (lines: readonly Line[]): boolean =>
      lines.length === closing.lines &&
      sumOf(lines) === closing.amount &&
      previous.some(
        (before) => fingerprintOf(before, closing.month, closing.conditions, lines) === closing.fingerprint,
      );
    const ruled = (): readonly Line[] =>
      rebuild(frozen, closedBy(closings[index - 1])).filter(
        (line) => !line.closed && indexOf(line) === index,
      );
    const all = standing[index] ?? [];
    const marked = all.filter((line) => line.closed);
    // The recompute right after a closing finds its lines not marked yet, or not written at all.
    const isNew = marked.length === 0 && isFresh(closing, now);
    const mended = (computed: readonly Line[]): readonly Line[] | null =>
      withOneMended(closing, marked, computed, [...rows.ledger, ...broken.ledger], matches);
    const { lines, state } = standingLines(all, marked, isNew, matches, ruled, mended);
    for (const line of lines) frozen.push({ ...line, closed: true });
    previous =
      state === 'sound'
        ? [closing.fingerprint]
        : [closing.fingerprint, fingerprintOf(previous[0] ?? '', closing.month, closing.conditions, lines)];
    return { closing, marked, lines, state };
  });
  return { frozen, closed: closedBy(closings[closings.length - 1]), problems: alterations(checked, strays) };
}

function standingLines(
  standing: readonly Line[],
  marked: readonly Line[],
  isNew: boolean,
  matches: (lines: readonly Line[]) => boolean,
  ruled: () => readonly Line[],
  mended: (ruled: readonly Line[]) => readonly Line[] | null,
): Standing {
  if (matches(marked)) return { lines: marked, state: 'sound' };
  const state = isNew ? 'sound' : 'restored';
  if (matches(standing)) return { lines: standing, state };
  const computed = ruled();
  if (matches(computed)) return { lines: computed, state };
  const lines = mended(computed);
  if (lines) return { lines, state };
  return {
    lines: marked.length > 0 ? marked : standing.length > 0 ? standing : computed,
    state: 'unlike',
  };
}

const isFresh = ({ closedAt }: Closing, now: Instant): boolean =>
  closedAt !== null && Math.abs(now - closedAt) <= FRESH;

interface Checked extends Standing {
  readonly closing: Closing;
  /** The sheet's lines that are marked closed. */
  readonly marked: readonly Line[];
}

const RESTORE =
  'Закрытые строки не правят: исправляйте исходные данные, разница станет корректировкой. Прежние строки есть в истории версий файла.';

/**
 * What has been altered. An edited month, day or «Основание» takes a line out of its closing: the edit is
 * reported there, and not again where the line has turned up.
 */
function alterations(checked: readonly Checked[], strays: readonly Line[]): Problems {
  const compared = checked.map((one) => ({
    ...one,
    lost: one.state === 'restored' ? beyond(one.lines, one.marked) : [],
    foreign: one.state === 'restored' ? beyond(one.marked, one.lines) : [],
  }));
  const missed = compared.flatMap(({ lost }) => lost);
  const isUnknown = (line: Line): boolean => !missed.some((one) => isOneEdit(one, line));
  const problems: Problem[] = [];
  const months = new Set(strays.filter(isUnknown).map((line) => line.month ?? monthText(monthOfLine(line))));
  if (months.size > 0)
    problems.push(
      logProblem(
        null,
        `на «Начислениях» есть закрытые строки за ${[...months].sort().join(', ')}, а записи об этом закрытии нет`,
        'Верните строку «Закрытых месяцев» из истории версий файла: без неё месяц считается открытым.',
      ),
    );
  for (const { closing, lines, state, lost, foreign } of compared) {
    const name = `закрытые строки за ${monthText(closing.month)}`;
    const what =
      state === 'unlike'
        ? `${name} не сходятся с отпечатком: ${count(lines.length, 'строка', 'строки', 'строк')} на ${formatMoney(sumOf(lines))}, при закрытии — ${closing.lines} на ${formatMoney(closing.amount)}`
        : lost.length > 0 || foreign.some(isUnknown)
          ? `${name} были изменены или стёрты; они восстановлены по отпечатку`
          : null;
    if (what === null) continue;
    const problem = logProblem(closing.row, what, RESTORE);
    problems.push(state === 'restored' ? { ...problem, mended: true } : problem);
  }
  return problems;
}
