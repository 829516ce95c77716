// A partner's tariff over time. Every effective change starts an epoch and zeroes the balance (rule 5).
import type { Day } from '../day.js';
import { lastDay, type Month } from './months.js';
import type { Tariff } from './tabs.js';

/** One row of «Смена тарифа». */
export interface TariffChange {
  readonly row: number;
  readonly date: Day;
  readonly tariff: Tariff;
}

/** The tariff in force from `from` on; `row` is that of the change, null for the tariff of registration. */
export interface Epoch {
  readonly from: Day;
  readonly tariff: Tariff;
  readonly row: number | null;
}

/**
 * The epochs of one partner, starting with that of registration. Of two changes on one day the lower row
 * counts; a change to the tariff already in force is ignored (rule 5).
 */
export function effectiveChanges(
  registered: Day,
  tariff: Tariff,
  changes: readonly TariffChange[],
): readonly Epoch[] {
  const epochs: Epoch[] = [{ from: registered, tariff, row: null }];
  const inOrder = [...changes].sort((a, b) => a.date - b.date || a.row - b.row);
  inOrder.forEach((change, index) => {
    if (inOrder[index + 1]?.date === change.date) return;
    if (change.tariff === epochs[epochs.length - 1]?.tariff) return;
    epochs.push({ from: change.date, tariff: change.tariff, row: change.row });
  });
  return epochs;
}

/** The epoch in force at the end of a day; for days before registration the first. */
export function epochOn(epochs: readonly Epoch[], d: Day): Epoch {
  // Few partners change more than once or twice.
  let at = epochs.length - 1;
  while (at > 0 && (epochs[at]?.from ?? 0) > d) at -= 1;
  const epoch = epochs[at];
  if (!epoch) throw new RangeError('a partner without epochs');
  return epoch;
}

/** Rule 5: a credit goes by the tariff on the last day of the charged month. */
export const epochOfMonth = (epochs: readonly Epoch[], month: Month): Epoch =>
  // Most partners never change: nothing to look up.
  epochs.length === 1 && epochs[0] ? epochs[0] : epochOn(epochs, lastDay(month));
