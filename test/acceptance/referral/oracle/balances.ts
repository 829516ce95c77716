// Balances of «Рефералы», day by day: what a change of tariff zeroes, which withdrawals are accepted, what is
// available.
// A withdrawal that has been paid out stays accepted whatever the rules say.
import type { Tariffs } from './tariffs.js';
import type { Balance, Line, Partner, Register, Settings, Withdrawal } from './terms.js';

export function balancesOf(
  { partners, withdrawals }: Register,
  set: Settings,
  { tariffOn, changedOn }: Tariffs,
  credits: readonly Line[],
  today: number,
): {
  /** The credits and the amounts zeroed. */
  readonly lines: readonly Line[];
  readonly balances: readonly Balance[];
  /** «Статус» of withdrawals, by row. */
  readonly status: ReadonlyMap<number, string>;
  readonly accepted: readonly Withdrawal[];
  /** Partners who cannot withdraw anything today. */
  readonly blocked: ReadonlySet<Partner>;
} {
  const lines = [...credits];
  const status = new Map<number, string>();
  const accepted: Withdrawal[] = [];
  const balances: Balance[] = [];
  const blocked = new Set<Partner>();
  for (const partner of partners) {
    const mine = (): Line[] => lines.filter((line) => line.partner === partner.name);
    const balanceAt = (at: number): number =>
      mine().reduce((sum, line) => sum + (line.date <= at ? line.sum : 0), 0) -
      accepted.reduce((sum, one) => sum + (one.partner === partner && one.date <= at ? one.sum : 0), 0);
    const payingAt = (at: number): number =>
      new Set(mine().flatMap((line) => (line.date <= at && line.sum > 0 && line.client ? [line.client] : [])))
        .size;
    const meets = (at: number, tariff: string): boolean => {
      const balance = balanceAt(at);
      if (balance <= 0) return false;
      if (tariff === 'физлицо') return true;
      if (balance < set.minimum * 100) return false;
      if (partner.legacy) return true;
      return partner.contract !== null && partner.contract <= at && payingAt(at) >= set.paying;
    };
    const first = Math.min(
      partner.registered,
      ...withdrawals.filter((one) => one.partner === partner).map(({ date }) => date),
    );
    for (let at = first; at <= today; at += 1) {
      if (changedOn(partner, at)) {
        const balance =
          mine().reduce((sum, line) => sum + (line.date <= at ? line.sum : 0), 0) -
          accepted.reduce((sum, one) => sum + (one.partner === partner && one.date < at ? one.sum : 0), 0);
        if (balance > 0)
          lines.push({
            date: at,
            month: null,
            partner: partner.name,
            client: null,
            tariff: tariffOn(partner, at - 1),
            kind: 'обнуление',
            base: null,
            sum: -balance,
          });
      }
      const tariff = tariffOn(partner, at);
      for (const one of withdrawals.filter((w) => w.partner === partner && w.date === at)) {
        const fits = one.way === null || (tariff === 'юрлицо' ? one.way !== 'карта' : one.way === 'карта');
        const ok =
          (one.paid !== null && one.paid <= today) || (fits && meets(at, tariff) && one.sum <= balanceAt(at));
        status.set(one.row, ok ? 'принят' : 'отклонён');
        if (ok) accepted.push(one);
      }
    }
    const tariff = tariffOn(partner, today);
    let since: number | null = null;
    for (let at = today; at >= first && meets(at, tariff); at -= 1) since = at;
    const sums = (want: boolean): number =>
      mine().reduce((sum, { kind, sum: one }) => sum + ((kind === 'обнуление') === want ? one : 0), 0);
    const met = meets(today, tariff);
    if (!met) blocked.add(partner);
    balances.push({
      partner: partner.name,
      tariff,
      paying: payingAt(today),
      credited: sums(false),
      zeroed: sums(true),
      withdrawn: accepted.reduce((sum, one) => sum + (one.partner === partner ? one.sum : 0), 0),
      balance: balanceAt(today),
      available: met ? balanceAt(today) : 0,
      since,
    });
  }
  return { lines, balances, status, accepted, blocked };
}
