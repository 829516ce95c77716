// Checks the closed months against their fingerprints and decides which lines are used for them (rule 8).
import { groupBy } from '../collections.js';
import { type Instant, MINUTE } from '../zone.js';
import { alterations, type Checked, type Used } from './alterations.js';
import { closedUpTo, closedWith, type Closing, closingOf, fingerprintOf } from './closings.js';
import { beyond, type Closed, type Line, sumOf } from './lines.js';
import { type SheetRow, withOneMended } from './mending.js';
import { creditDay } from './months.js';
import type { ReferralFacts, ReferralProblem } from './model.js';
import { readTerms, termsText } from './terms.js';

interface Verified {
  readonly closed: Closed | null;
  /** The closings with the conditions that act; the same list if all act as they are recorded. */
  readonly closings: readonly Closing[];
  readonly problems: readonly ReferralProblem[];
}

/** Computes the ledger from some closings only; needed when the sheet does not hold a closing's lines. */
type Rebuild = (closings: readonly Closing[], closed: Closed | null) => readonly Line[];

type LedgerRow = ReferralFacts['rows']['ledger'][number];
/** Rows that cannot be read as a line are skipped. */
const isLine = (row: LedgerRow): row is LedgerRow & Line =>
  row.date !== null && row.partner !== null && row.amount !== null;

/**
 * Checks each closing against its fingerprint. Closed lines without a record of their closing stay closed.
 * Alterations are reported, one problem per closing.
 */
export function verifyClosings(
  { rows, broken, now, today, settings, zone }: ReferralFacts,
  closings: readonly Closing[],
  rebuild: Rebuild,
): Verified {
  const closingFor = closingOf(closings);
  const inSheet = groupBy(rows.ledger.filter(isLine), closingFor);
  const sheet = [...rows.ledger, ...broken.ledger];
  const current = termsText(settings, zone);
  const recorded = closings.map(({ conditions }) => conditions);
  const checked: Checked[] = [];
  let acting = closings;
  let frozen: readonly Line[] = [];
  let previous: readonly string[] = [''];
  for (const closing of closings) {
    const { fingerprint, month, conditions } = closing;
    const actingBy = (others: string): readonly Closing[] =>
      acting.map((one) => (one.row === closing.row ? { ...one, terms: readTerms(others, zone) } : one));
    const before = closedUpTo(checked[checked.length - 1]?.closing.month, frozen);
    const lines = inSheet.get(closing) ?? [];
    const marked = lines.filter((line) => line.closed);
    const used = usedLines({
      closing,
      previous,
      lines,
      marked,
      isNew: marked.length === 0 && isFresh(closing, now),
      ruled: (others) =>
        rebuild(others === undefined ? acting : actingBy(others), before).filter(
          (line) => !line.closed && closingFor(line) === closing,
        ),
      current,
      conditions: [conditions, current, ...recorded],
      sheet,
    });
    checked.push({ ...used, closing, marked });
    if (used.acting !== undefined) acting = actingBy(used.acting);
    frozen = frozen.concat(used.lines.map((line) => ({ ...line, closed: true })));
    const others =
      used.state === 'sound' ? [] : [fingerprintOf(previous[0] ?? '', month, conditions, used.lines)];
    previous = [fingerprint, ...others];
  }
  const strays = inSheet.get(null)?.filter((line) => line.closed) ?? [];
  const { unrecorded, problems } = alterations(checked, strays);
  // A line cannot have been closed before its credit day.
  const kept = unrecorded.filter((line) => creditDay(closedWith(line)) <= today);
  const months = [...closings.map(({ month }) => month), ...kept.map(closedWith)];
  const newest = months.sort((a, b) => b - a)[0];
  return { closed: closedUpTo(newest, frozen.concat(kept)), closings: acting, problems };
}

/** Shortly after a closing its lines may not be in the sheet yet: a run takes at most six minutes. */
const FRESH = 15 * MINUTE;
const isFresh = ({ closedAt }: Closing, now: Instant): boolean =>
  closedAt !== null && Math.abs(now - closedAt) <= FRESH;

/** What may tell which lines one closing has closed. */
interface Evidence {
  readonly closing: Closing;
  /** The fingerprints that this one may cover. */
  readonly previous: readonly string[];
  /** Its lines in the sheet, and those of them that are marked closed. */
  readonly lines: readonly Line[];
  readonly marked: readonly Line[];
  /** The recompute right after a closing finds its lines not marked yet, or not written at all. */
  readonly isNew: boolean;
  /** Its lines by the rules; `conditions`: in place of those in force. */
  readonly ruled: (conditions?: string) => readonly Line[];
  /** Today's settings. */
  readonly current: string;
  /** The conditions that may have acted: its own, today's, those of other closings. */
  readonly conditions: readonly string[];
  readonly sheet: readonly SheetRow[];
}

/**
 * Which lines of a closing are used. Lines of the recorded number, sum and fingerprint are. A closing made just now
 * takes the lines that the rules give, if they match. Altered lines are restored if the rules still give the lines of
 * the fingerprint, or if it is a single line that is altered; otherwise the sheet's lines are kept. Conditions that
 * fail the fingerprint do not act if it is those of another closing or today's settings that match it, or if the lines
 * are nearer to today's settings.
 */
function usedLines({ closing, marked, current, ...evidence }: Evidence): Used {
  const { month, fingerprint, amount } = closing;
  const prints = (lines: readonly Line[], conditions = closing.conditions): boolean =>
    evidence.previous.some((before) => fingerprintOf(before, month, conditions, lines) === fingerprint);
  const matches = (lines: readonly Line[]): boolean =>
    lines.length === closing.lines && sumOf(lines) === amount && prints(lines);
  if (matches(marked)) return { lines: marked, state: 'sound' };
  const state = evidence.isNew ? 'sound' : 'restored';
  if (matches(evidence.lines)) return { lines: evidence.lines, state };
  const acting = evidence.conditions.find((conditions) => prints(marked, conditions));
  if (acting !== undefined) return { lines: marked, state: 'amended', acting };
  const computed = evidence.ruled();
  if (matches(computed)) return { lines: computed, state };
  const mended = withOneMended(closing, marked, computed, evidence.sheet, matches);
  if (mended) return { lines: mended, state };
  const lines = [marked, evidence.lines].find(({ length }) => length > 0) ?? computed;
  const isNearer = beyond(lines, evidence.ruled(current)).length < beyond(lines, computed).length;
  return { lines, state: 'unlike', ...(isNearer ? { acting: current } : {}) };
}
