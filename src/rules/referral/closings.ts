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
import { creditDay, type Month, monthAfter, monthOf, monthText, readMonth } from './months.js';
import type { Facts, Problem } from './model.js';
import type { tabs } from './tabs.js';
import { readTerms, type Terms, termsText } from './terms.js';

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

const RETURN = 'Верните прежнюю строку из истории версий файла.';

const logProblem = (
  row: number | null,
  what: string,
  how: string,
  column: keyof typeof tabs.closings.columns = 'fingerprint',
): Problem => ({
  tab: 'closings',
  row,
  column: row === null ? null : column,
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
          RETURN,
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

const closedUpTo = (newest: Month | undefined): Closed | null =>
  newest === undefined ? null : { newest, correctionDay: creditDay(monthAfter(newest, 1)) };

/** The month with which a closed line was closed at the earliest. */
const closedWith = (line: Line): Month =>
  line.basis === 'корректировка' ? monthAfter(monthOf(line.date), -1) : monthOfLine(line);

type LedgerRow = Facts['rows']['ledger'][number];
/** Rows that cannot be read as a line are skipped. */
const isLine = (row: LedgerRow): row is LedgerRow & Line =>
  row.date !== null && row.partner !== null && row.amount !== null;

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
  /** The closings with the conditions that act; the same list if all act as they are recorded. */
  readonly closings: readonly Closing[];
  readonly problems: Problems;
}

/** Computes the ledger from some closings only; needed when the sheet does not hold a closing's lines. */
export type Rebuild = (
  closings: readonly Closing[],
  frozen: readonly Line[],
  closed: Closed | null,
) => readonly Line[];

/** The lines of one closing that are used. */
interface Standing {
  readonly lines: readonly Line[];
  /**
   * `restored`: unlike the marked ones of the sheet, they match the fingerprint; `amended`: the marked ones do, but the
   * rest of the row does not; `unlike`: nothing does.
   */
  readonly state: 'sound' | 'restored' | 'amended' | 'unlike';
  /** The conditions that act in place of the recorded ones. */
  readonly acting?: string;
}

/**
 * Checks each closing against its fingerprint and decides which closed lines to use. Lines that match are
 * used. A closing made just now takes the lines that the rules give, if they match. Altered lines are
 * restored if the rules still give the lines of the fingerprint, or if it is a single line that is altered;
 * otherwise the sheet's lines are kept. Conditions that fail the fingerprint do not act if it is those of another
 * closing or today's settings that match it, or if the lines are nearer to today's settings. Closed lines without a
 * record of their closing stay closed. Alterations are reported, one problem per closing.
 */
export function verifyClosings(
  { rows, broken, now, today, settings, zone }: Facts,
  closings: readonly Closing[],
  rebuild: Rebuild,
): Verified {
  const indexOf = closingOf(closings);
  const standing: Line[][] = closings.map(() => []);
  const strays: Line[] = [];
  for (const line of rows.ledger.filter(isLine)) {
    const index = indexOf(line);
    if (index >= 0) standing[index]?.push(line);
    else if (line.closed) strays.push(line);
  }
  const frozen: Line[] = [];
  const current = termsText(settings, zone);
  let used = closings;
  let previous: readonly string[] = [''];
  const checked = closings.map((closing, index): Checked => {
    const prints = (lines: readonly Line[], conditions = closing.conditions): boolean =>
      previous.some(
        (before) => fingerprintOf(before, closing.month, conditions, lines) === closing.fingerprint,
      );
    const matches = (lines: readonly Line[]): boolean =>
      lines.length === closing.lines && sumOf(lines) === closing.amount && prints(lines);
    const by = (conditions: string): readonly Closing[] =>
      used.map((one, at) => (at === index ? { ...one, terms: readTerms(conditions, zone) } : one));
    const ruled = (those = used): readonly Line[] =>
      rebuild(those, frozen, closedUpTo(closings[index - 1]?.month)).filter(
        (line) => !line.closed && indexOf(line) === index,
      );
    const all = standing[index] ?? [];
    const marked = all.filter((line) => line.closed);
    const standingLines = (): Standing => {
      if (matches(marked)) return { lines: marked, state: 'sound' };
      // The recompute right after a closing finds its lines not marked yet, or not written at all.
      const state = marked.length === 0 && isFresh(closing, now) ? 'sound' : 'restored';
      if (matches(all)) return { lines: all, state };
      const known = [closing, { conditions: current }, ...closings].map(({ conditions }) => conditions);
      const acting = known.find((conditions) => prints(marked, conditions));
      if (acting !== undefined) return { lines: marked, state: 'amended', acting };
      const computed = ruled();
      if (matches(computed)) return { lines: computed, state };
      const sheet = [...rows.ledger, ...broken.ledger];
      const mended = withOneMended(closing, marked, computed, sheet, matches);
      if (mended) return { lines: mended, state };
      const lines = marked.length > 0 ? marked : all.length > 0 ? all : computed;
      const isNearer = beyond(lines, ruled(by(current))).length < beyond(lines, computed).length;
      return { lines, state: 'unlike', ...(isNearer ? { acting: current } : {}) };
    };
    const found = standingLines();
    for (const line of found.lines) frozen.push({ ...line, closed: true });
    if (found.acting !== undefined) used = by(found.acting);
    previous =
      found.state === 'sound'
        ? [closing.fingerprint]
        : [
            closing.fingerprint,
            fingerprintOf(previous[0] ?? '', closing.month, closing.conditions, found.lines),
          ];
    const isRestored = found.state === 'restored';
    return {
      ...found,
      closing,
      lost: isRestored ? beyond(found.lines, marked) : [],
      foreign: isRestored ? beyond(marked, found.lines) : [],
    };
  });
  const { unrecorded, problems } = alterations(checked, strays);
  let newest = closings[closings.length - 1]?.month;
  for (const line of unrecorded) {
    const month = closedWith(line);
    // It cannot have been closed before its credit day.
    if (creditDay(month) > today) continue;
    frozen.push(line);
    if (newest === undefined || month > newest) newest = month;
  }
  return { frozen, closed: closedUpTo(newest), closings: used, problems };
}

const isFresh = ({ closedAt }: Closing, now: Instant): boolean =>
  closedAt !== null && Math.abs(now - closedAt) <= FRESH;

interface Checked extends Standing {
  readonly closing: Closing;
  /** Restored lines that are not marked closed in the sheet, and marked ones that take their place. */
  readonly lost: readonly Line[];
  readonly foreign: readonly Line[];
}

const RESTORE =
  'Закрытые строки не правят: исправляйте исходные данные, разница станет корректировкой. Прежние строки есть в истории версий файла.';

/**
 * What has been altered. An edited month, day or «Основание» takes a line out of its closing: the edit is
 * reported there, and not again where the line has turned up. `unrecorded`: closed lines that belong to no closing.
 */
function alterations(
  checked: readonly Checked[],
  strays: readonly Line[],
): { readonly unrecorded: readonly Line[]; readonly problems: Problems } {
  const missed = checked.flatMap(({ lost }) => lost);
  const isUnknown = (line: Line): boolean => !missed.some((one) => isOneEdit(one, line));
  const problems: Problem[] = [];
  const unrecorded = strays.filter(isUnknown);
  const months = new Set(unrecorded.map((line) => monthText(closedWith(line))));
  if (months.size > 0)
    problems.push(
      logProblem(
        null,
        `на «Начислениях» есть закрытые строки за ${[...months].sort().join(', ')}, а записи об этом закрытии нет`,
        `${RETURN} Чтобы снова открыть месяц, очистите у его строк «Закрыто».`,
      ),
    );
  for (const one of checked) {
    const { state, lost, foreign } = one;
    if (state === 'restored' ? lost.length > 0 || foreign.some(isUnknown) : state !== 'sound')
      problems.push(alteration(one));
  }
  return { unrecorded, problems };
}

function alteration({ state, lines, acting, closing }: Checked): Problem {
  const { row, lines: many, amount } = closing;
  const sum = sumOf(lines);
  const month = monthText(closing.month);
  const name = `закрытые строки за ${month}`;
  if (state === 'restored')
    return {
      ...logProblem(row, `${name} были изменены или стёрты; они восстановлены по отпечатку`, RESTORE),
      mended: true,
    };
  if (state === 'amended')
    return logProblem(
      row,
      `строка закрытия за ${month} изменена; считается по прежней`,
      RETURN,
      acting !== closing.conditions ? 'terms' : many !== lines.length ? 'lines' : 'amount',
    );
  const why =
    many === lines.length && amount === sum
      ? 'изменены они, «Условия» или «Отпечаток»'
      : `${count(lines.length, 'строка', 'строки', 'строк')} на ${formatMoney(sum)}, при закрытии — ${many} на ${formatMoney(amount)}`;
  const how = acting === undefined ? '' : '; считается по нынешним «Настройкам»';
  return logProblem(row, `${name} не сходятся с отпечатком: ${why}${how}`, RESTORE);
}
