// The tariff of a partner: the declared one, then each change from its day on.
// A change to the tariff that is already in force has no effect.
import type { Change, Partner } from './terms.js';

export interface Tariffs {
  /** At the end of a day. */
  readonly tariffOn: (partner: Partner, at: number) => string;
  readonly changedOn: (partner: Partner, at: number) => boolean;
  /** The day from which charges count, as of the end of `at`. */
  readonly sinceAt: (partner: Partner, at: number) => number;
}

/** Changes later than `today` have no effect yet. */
export function tariffsOf(changes: readonly Change[], today: number): Tariffs {
  const tariffOn = (partner: Partner, at: number): string => {
    let tariff = partner.tariff;
    for (let one = partner.registered; one <= Math.min(at, today); one += 1)
      for (const change of changes)
        if (change.partner === partner && change.date === one) tariff = change.tariff;
    return tariff;
  };
  const changedOn = (partner: Partner, at: number): boolean =>
    changes.some((change) => change.partner === partner && change.date === at) &&
    tariffOn(partner, at) !== tariffOn(partner, at - 1);
  const sinceAt = (partner: Partner, at: number): number => {
    let since = -1;
    for (const { date } of changes.filter((change) => change.partner === partner))
      if (date <= at && date <= today && changedOn(partner, date)) since = Math.max(since, date);
    return since;
  };
  return { tariffOn, changedOn, sinceAt };
}
