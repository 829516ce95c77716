// A second implementation of the rules, slow and day by day, in plain numbers of kopecks: the programme's
// results are compared with it.

export interface World {
  readonly partners: readonly {
    readonly name: string;
    readonly legal: boolean;
    readonly contract: number | null;
    readonly legacy: boolean;
  }[];
  readonly changes: readonly { readonly day: number; readonly partner: number; readonly legal: boolean }[];
  readonly clients: readonly {
    readonly name: string;
    readonly partner: number;
    readonly registered: number;
    /** Null: not trained; otherwise a day number. */
    readonly trainedFrom: number | null;
  }[];
  readonly charges: readonly {
    readonly day: number;
    readonly client: number;
    readonly kind: 'абонентская плата' | 'телефония' | 'обзвон роботом';
    readonly kopecks: number;
    readonly confirmed: boolean;
  }[];
  readonly withdrawals: readonly {
    readonly day: number;
    readonly partner: number;
    readonly kopecks: number;
    readonly method: '' | 'аккаунт' | 'расчётный счёт' | 'карта';
  }[];
}

export interface Told {
  /** «day month partner client basis kopecks» */
  readonly lines: readonly string[];
  readonly statuses: readonly (boolean | null)[];
  readonly balances: readonly {
    readonly balance: number;
    readonly available: number;
    readonly since: number | null;
  }[];
}

const date = (d: number): Date => new Date(d * 86_400_000);
const isFirst = (d: number): boolean => date(d).getUTCDate() === 1;
const monthOf = (d: number): string => date(d).toISOString().slice(0, 7);
const twoYearsAfter = (d: number): number => {
  const from = date(d);
  const to = Date.UTC(from.getUTCFullYear() + 2, from.getUTCMonth(), from.getUTCDate());
  return new Date(to).getUTCMonth() === from.getUTCMonth() ? to / 86_400_000 : to / 86_400_000 - 1;
};
const fifteen = (kopecks: number): number => {
  const hundredths = Math.abs(kopecks) * 15;
  const rounded = Math.floor(hundredths / 100) + (hundredths % 100 >= 50 ? 1 : 0);
  return kopecks < 0 ? 0 - rounded : rounded;
};

/** The days of a partner's changes that take effect, with the tariff from each day on. */
function changesOf(world: World, partner: number): { readonly day: number; readonly legal: boolean }[] {
  const effective: { day: number; legal: boolean }[] = [];
  let legal = world.partners[partner]?.legal ?? true;
  const rows = world.changes.filter((one) => one.partner === partner);
  for (const d of [...new Set(rows.map((one) => one.day))].sort((a, b) => a - b)) {
    const last = rows.filter((one) => one.day === d).at(-1);
    if (!last || last.legal === legal) continue;
    legal = last.legal;
    effective.push({ day: d, legal });
  }
  return effective;
}

/** Goes through every day from `from` to `today`. */
export function tell(world: World, from: number, today: number): Told {
  const lines: string[] = [];
  const statuses: (boolean | null)[] = world.withdrawals.map(() => null);
  const balances = world.partners.map((partner, index) => {
    const changes = changesOf(world, index).filter((one) => one.day <= today);
    const legalOn = (d: number): boolean =>
      changes.filter((one) => one.day <= d).at(-1)?.legal ?? partner.legal;
    const startOn = (d: number): number => changes.filter((one) => one.day <= d).at(-1)?.day ?? -Infinity;
    const clients = world.clients
      .map((client, at) => ({ ...client, at }))
      .filter((client) => client.partner === index);
    const paidOnce = new Set<number>();
    const positive = new Set<number>();
    let balance = 0;
    let since: number | null = null;
    const conditions = (legal: boolean, d: number): boolean =>
      balance > 0 &&
      (!legal ||
        (balance >= 200_000 &&
          (partner.legacy || (partner.contract !== null && partner.contract <= d && positive.size >= 2))));
    for (let d = from; d <= today; d += 1) {
      if (isFirst(d))
        for (const { at, name, registered, trainedFrom } of [...clients].sort((a, b) =>
          a.name < b.name ? -1 : 1,
        )) {
          if (paidOnce.has(at)) continue;
          const [last, legal, start] = [d - 1, legalOn(d - 1), startOn(d - 1)];
          const counted = world.charges.filter(
            (one) =>
              one.client === at &&
              one.confirmed &&
              one.day <= last &&
              one.day >= registered &&
              one.day >= start &&
              (legal
                ? monthOf(one.day) === monthOf(last) &&
                  one.kind === 'абонентская плата' &&
                  trainedFrom !== null &&
                  one.day >= trainedFrom &&
                  one.day < twoYearsAfter(registered)
                : one.kind !== 'обзвон роботом'),
          );
          const total = counted.reduce((sum, one) => sum + one.kopecks, 0);
          const hasNow = counted.some((one) => monthOf(one.day) === monthOf(last));
          const amount = legal ? fifteen(total) : hasNow && total >= 500_000 ? 300_000 : 0;
          if (amount === 0) continue;
          if (!legal) paidOnce.add(at);
          if (amount > 0) positive.add(at);
          balance += amount;
          lines.push(
            `${d} ${monthOf(last)} ${partner.name} ${name} ${legal ? 'процент' : 'разовое'} ${amount}`,
          );
        }
      const change = changes.find((one) => one.day === d);
      if (change && balance > 0) {
        lines.push(`${d} – ${partner.name} – обнуление ${-balance}`);
        balance = 0;
      }
      world.withdrawals.forEach((asked, at) => {
        if (asked.partner !== index || asked.day !== d) return;
        const legal = legalOn(d);
        const fits = asked.method === '' || (asked.method === 'карта') !== legal;
        const accepted = fits && conditions(legal, d) && asked.kopecks <= balance;
        statuses[at] = accepted;
        if (accepted) balance -= asked.kopecks;
      });
      since = conditions(legalOn(today), d) ? (since ?? d) : null;
    }
    return { balance, available: conditions(legalOn(today), today) ? balance : 0, since };
  });
  return { lines, statuses, balances };
}
