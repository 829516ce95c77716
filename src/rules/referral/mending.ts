// Finds the lines of a closing of which one was edited after its inputs had changed, so that neither the sheet
// nor the rules have them (rule 8). The rules still say which lines there are, the sheet has the figures of
// the others, and the fingerprint tells whether a guess is right.
import { minor, type Money } from '../money.js';
import { beyond, canonical, type Line, sumOf } from './lines.js';
import type { ReferralFacts } from './model.js';

/** A row of «Начисления»; null where blank or unreadable. */
export type SheetRow = ReferralFacts['broken']['ledger'][number];

/** Each guess costs a fingerprint of all lines of the closing. */
const GUESSES = 50;

const IDENTITY = ['date', 'month', 'partner', 'client', 'tariff', 'basis'] as const;
/** In how many cells other than «База» and «Сумма» a row differs from a line. */
const apart = (row: Pick<SheetRow, (typeof IDENTITY)[number]>, line: Line): number =>
  IDENTITY.filter((key) => row[key] !== line[key]).length;

/**
 * The closed lines, if the marked ones are they but for one that is edited, missing or too many; else null.
 * `ruled`: what the rules now give for the closing. `matches`: whether lines have its fingerprint.
 */
export function withOneMended(
  closing: { readonly lines: number; readonly amount: Money },
  marked: readonly Line[],
  ruled: readonly Line[],
  sheet: readonly SheetRow[],
  matches: (lines: readonly Line[]) => boolean,
): readonly Line[] | null {
  const excess = marked.length - closing.lines;
  if (Math.abs(excess) > 1) return null;
  const absent = beyond(ruled, marked);
  let guesses = 0;
  for (const out of excess < 0 ? [null] : beyond(marked, ruled)) {
    const rest = marked.filter((line) => line !== out);
    const amount = minor(closing.amount - sumOf(rest));
    const none = amount === 0 ? [null] : [];
    for (const line of excess > 0 ? none : candidates(out, amount, absent, sheet)) {
      if (guesses++ === GUESSES) return null;
      const guess = line ? [...rest, line] : rest;
      if (matches(guess)) return guess;
    }
  }
  return null;
}

/** What an edited line may have been, or, without one, a missing line. Its amount follows from the sum. */
function candidates(
  out: Line | null,
  amount: Money,
  absent: readonly Line[],
  sheet: readonly SheetRow[],
): readonly Line[] {
  // The rules do not give the line itself if, say, its client has been deleted.
  const found = new Map(out ? [[canonical({ ...out, amount }), { ...out, amount }]] : []);
  for (const line of absent)
    if (!out || apart(out, line) <= 1)
      for (const base of basesOf(line, amount, sheet))
        found.set(canonical({ ...line, base, amount }), { ...line, base, amount });
  if (out) found.delete(canonical(out));
  return [...found.values()];
}

/**
 * What the base of a line may have been: what the rules give less the corrections since; or, if another cell
 * was edited, what the sheet still has.
 */
function basesOf(line: Line, amount: Money, sheet: readonly SheetRow[]): ReadonlySet<Money | null> {
  let { base } = line;
  const bases = new Set<Money | null>();
  for (const row of sheet) {
    if (apart(row, line) + (row.amount === amount ? 0 : 1) <= 1) bases.add(row.base);
    if (row.basis !== 'корректировка' || row.date === null || row.date <= line.date) continue;
    if (
      base !== null &&
      row.month === line.month &&
      row.partner === line.partner &&
      row.client === line.client
    )
      base = minor(base - (row.base ?? 0));
  }
  return bases.add(base);
}
