// The ledger of «Рефералы», client by client and month by month: percentages for legal entities, one-off
// rewards for individuals.
// A month is credited on the first day after it, so the current month is not credited yet.
import { monthsLater } from '../../calendar.js';
import { firstOf, firstOfNext, monthOf } from './cells.js';
import type { Tariffs } from './tariffs.js';
import type { Charge, Line, Partner, Register, Settings } from './terms.js';

/** A percentage in kopecks, rounded half away from zero. */
function percent(base: number, rate: number): number {
  const exact = BigInt(base) * BigInt(Math.round(rate * 1000));
  const size = exact < 0n ? -exact : exact;
  const rounded = Number((size * 2n + 100_000n) / 200_000n);
  return exact < 0n ? -rounded : rounded;
}

export function ledgerOf(
  { clients, charges }: Register,
  set: Settings,
  { tariffOn, sinceAt }: Tariffs,
  today: number,
): {
  readonly lines: readonly Line[];
  /** «Учтено» of charges, by row. */
  readonly used: ReadonlyMap<number, string>;
  /** Partners who will be credited something on the next 1st. */
  readonly coming: ReadonlySet<Partner>;
} {
  const used = new Map<number, string>();
  const lines: Line[] = [];
  const coming = new Set<Partner>();
  for (const client of clients) {
    const { partner } = client;
    if (client.self || client.registered < partner.registered) continue;
    let paidOnce = false;
    const own = charges.filter(
      (charge) => charge.client === client && charge.confirmed && charge.date <= today,
    );
    for (let start = firstOf(client.registered); start <= today; start = firstOfNext(start)) {
      const credit = firstOfNext(start);
      const end = Math.min(credit - 1, today);
      const tariff = tariffOn(partner, end);
      const since = sinceAt(partner, end);
      const stands = credit <= today;
      const put = (kind: string, base: number, sum: number, rows: readonly Charge[]): void => {
        if (sum === 0) return;
        if (!stands) return;
        lines.push({
          date: credit,
          month: monthOf(start),
          partner: partner.name,
          client: client.name,
          tariff,
          kind,
          base,
          sum,
        });
        for (const { row } of rows) used.set(row, monthOf(start));
      };
      const counted = own.filter(({ date }) => date >= client.registered && date <= end && date >= since);
      if (tariff === 'юрлицо') {
        if (paidOnce || (set.training && !client.trained)) continue;
        const earning = counted.filter(
          ({ date, kind }) =>
            kind === 'абонентская плата' &&
            date >= start &&
            date < monthsLater(client.registered, set.term) &&
            (!set.training || client.trainedFrom === null || date >= client.trainedFrom),
        );
        const base = earning.reduce((sum, charge) => sum + charge.sum, 0);
        if (!stands && earning.length > 0) coming.add(partner);
        put('процент', base, percent(base, set.rate), earning);
      } else {
        if (paidOnce) continue;
        const earning = counted.filter(({ kind }) => kind !== 'обзвон роботом');
        const total = earning.reduce((sum, charge) => sum + charge.sum, 0);
        if (!stands && total >= set.threshold * 100 && earning.some(({ date }) => date >= start))
          coming.add(partner);
        if (total >= set.threshold * 100) {
          if (stands) paidOnce = true;
          put('разовое', total, Math.round(set.reward * 100), earning);
        }
      }
    }
  }
  return { lines, used, coming };
}
