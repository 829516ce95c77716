// Checks the closed months against their fingerprints and decides which lines are used for them (rule 8).
import { groupBy } from '../collections.js';
import { type Instant, MINUTE } from '../zone.js';
import { alterations, type Checked, type Used } from './alterations.js';
import { closedUpTo, closedWith, type Closing, closingOf, fingerprintOf } from './closings.js';
import { beyond, type Closed, type Line, sumOf } from './lines.js';
import { type SheetRow, withOneMended } from './mending.js';
import { creditDay } from './months.js';
import type { Facts, Problem } from './model.js';
import { readTerms, termsText } from './terms.js';

interface Verified {
  readonly frozen: readonly Line[];
  readonly closed: Closed | null;
  /** The closings with the conditions that act; the same list if all act as they are recorded. */
  readonly closings: readonly Closing[];
  readonly problems: readonly Problem[];
}

/** Computes the ledger from some closings only; needed when the sheet does not hold a closing's lines. */
type Rebuild = (
  closings: readonly Closing[],
  frozen: readonly Line[],
  closed: Closed | null,
) => readonly Line[];

/** What the closings checked so far leave to the next one. */
interface State {
  /** All closings, with the conditions that act. */
  readonly used: readonly Closing[];
  readonly frozen: readonly Line[];
  /** The fingerprints that the next one may cover. */
  readonly previous: readonly string[];
}

type LedgerRow = Facts['rows']['ledger'][number];
/** Rows that cannot be read as a line are skipped. */
const isLine = (row: LedgerRow): row is LedgerRow & Line =>
  row.date !== null && row.partner !== null && row.amount !== null;

/**
 * Checks each closing against its fingerprint. Closed lines without a record of their closing stay closed.
 * Alterations are reported, one problem per closing.
 */
export function verifyClosings(
  { rows, broken, now, today, settings, zone }: Facts,
  closings: readonly Closing[],
  rebuild: Rebuild,
): Verified {
  const closingFor = closingOf(closings);
  const inSheet = groupBy(rows.ledger.filter(isLine), closingFor);
  const sheet = [...rows.ledger, ...broken.ledger];
  const current = termsText(settings, zone);
  const recorded = closings.map(({ conditions }) => conditions);
  const checked: Checked[] = [];
  let state: State = { used: closings, frozen: [], previous: [''] };
  for (const [index, closing] of closings.entries()) {
    const { used, frozen, previous } = state;
    const usedBy = (conditions: string | undefined): readonly Closing[] =>
      conditions === undefined
        ? used
        : used.map((one, at) => (at === index ? { ...one, terms: readTerms(conditions, zone) } : one));
    const before = closedUpTo(closings[index - 1]?.month);
    const all = inSheet.get(closing) ?? [];
    const marked = all.filter((line) => line.closed);
    const one = usedLines(
      closing,
      { all, marked, isNew: marked.length === 0 && isFresh(closing, now) },
      sealOf(closing, previous),
      (conditions) =>
        rebuild(usedBy(conditions), frozen, before).filter(
          (line) => !line.closed && closingFor(line) === closing,
        ),
      { current, recorded },
      sheet,
    );
    const isRestored = one.state === 'restored';
    checked.push({
      ...one,
      closing,
      lost: isRestored ? beyond(one.lines, marked) : [],
      foreign: isRestored ? beyond(marked, one.lines) : [],
    });
    const { fingerprint, month, conditions } = closing;
    state = {
      used: usedBy(one.acting),
      frozen: frozen.concat(one.lines.map((line) => ({ ...line, closed: true }))),
      previous:
        one.state === 'sound'
          ? [fingerprint]
          : [fingerprint, fingerprintOf(previous[0] ?? '', month, conditions, one.lines)],
    };
  }
  const strays = inSheet.get(null)?.filter((line) => line.closed) ?? [];
  const { unrecorded, problems } = alterations(checked, strays);
  // A line cannot have been closed before its credit day.
  const kept = unrecorded.filter((line) => creditDay(closedWith(line)) <= today);
  const months = [...closings.map(({ month }) => month), ...kept.map(closedWith)];
  return {
    frozen: state.frozen.concat(kept),
    closed: closedUpTo(months.sort((a, b) => b - a)[0]),
    closings: state.used,
    problems,
  };
}

/** Shortly after a closing its lines may not be in the sheet yet: a run takes at most six minutes. */
const FRESH = 15 * MINUTE;
const isFresh = ({ closedAt }: Closing, now: Instant): boolean =>
  closedAt !== null && Math.abs(now - closedAt) <= FRESH;

/** What a closing's fingerprint confirms. */
interface Seal {
  /** Lines, closed by the recorded conditions or by others. */
  readonly prints: (lines: readonly Line[], conditions?: string) => boolean;
  /** Lines of the recorded number, sum and conditions. */
  readonly matches: (lines: readonly Line[]) => boolean;
}

function sealOf(closing: Closing, previous: readonly string[]): Seal {
  const { month, fingerprint } = closing;
  const prints: Seal['prints'] = (lines, conditions = closing.conditions) =>
    previous.some((before) => fingerprintOf(before, month, conditions, lines) === fingerprint);
  return {
    prints,
    matches: (lines) => lines.length === closing.lines && sumOf(lines) === closing.amount && prints(lines),
  };
}

/** The lines of one closing in the sheet, and those of them that are marked closed. */
interface InSheet {
  readonly all: readonly Line[];
  readonly marked: readonly Line[];
  /** The recompute right after a closing finds its lines not marked yet, or not written at all. */
  readonly isNew: boolean;
}

/**
 * Which lines of a closing are used. Lines that match are. A closing made just now takes the lines that the rules
 * give, if they match. Altered lines are restored if the rules (`ruled`, by the conditions in force or by others)
 * still give the lines of the fingerprint, or if it is a single line that is altered; otherwise the sheet's lines are
 * kept. Conditions that fail the fingerprint do not act if it is those of another closing or today's settings that
 * match it, or if the lines are nearer to today's settings.
 */
function usedLines(
  closing: Closing,
  { all, marked, isNew }: InSheet,
  { prints, matches }: Seal,
  ruled: (conditions?: string) => readonly Line[],
  { current, recorded }: { readonly current: string; readonly recorded: readonly string[] },
  sheet: readonly SheetRow[],
): Used {
  if (matches(marked)) return { lines: marked, state: 'sound' };
  const state = isNew ? 'sound' : 'restored';
  if (matches(all)) return { lines: all, state };
  const acting = [closing.conditions, current, ...recorded].find((conditions) => prints(marked, conditions));
  if (acting !== undefined) return { lines: marked, state: 'amended', acting };
  const computed = ruled();
  if (matches(computed)) return { lines: computed, state };
  const mended = withOneMended(closing, marked, computed, sheet, matches);
  if (mended) return { lines: mended, state };
  const lines = [marked, all].find(({ length }) => length > 0) ?? computed;
  const isNearer = beyond(lines, ruled(current)).length < beyond(lines, computed).length;
  return { lines, state: 'unlike', ...(isNearer ? { acting: current } : {}) };
}
