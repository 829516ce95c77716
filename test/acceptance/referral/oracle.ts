// A slow, literal reading of the text of «Рефералы», day by day; nothing of the programme is used here.
export type Raw = string | number | boolean | null;
export type Row = Readonly<Record<string, Raw>> | null;
export interface Tables {
  readonly partners: readonly Row[];
  readonly changes: readonly Row[];
  readonly clients: readonly Row[];
  readonly charges: readonly Row[];
  readonly withdrawals: readonly Row[];
}
export interface Settings {
  readonly rate: number;
  readonly term: number;
  readonly reward: number;
  readonly threshold: number;
  readonly minimum: number;
  readonly paying: number;
  readonly training: boolean;
  readonly payout: number;
  readonly warn: number;
}
export const SEED: Settings = {
  rate: 15,
  term: 24,
  reward: 3000,
  threshold: 5000,
  minimum: 2000,
  paying: 2,
  training: true,
  payout: 12,
  warn: 3,
};
export interface Line {
  readonly date: number;
  readonly month: string | null;
  readonly partner: string;
  readonly client: string | null;
  readonly tariff: string;
  readonly kind: string;
  readonly base: number | null;
  readonly sum: number;
}
export interface Balance {
  readonly partner: string;
  readonly tariff: string;
  readonly paying: number;
  readonly credited: number;
  readonly zeroed: number;
  readonly withdrawn: number;
  readonly balance: number;
  readonly available: number;
  readonly since: number | null;
}
export interface Deadline {
  readonly day: number;
  readonly state: string;
  readonly tab: string;
  readonly row: number;
}
export interface Mail {
  readonly code: string;
  readonly to: string;
  readonly day: number;
}
export interface Answer {
  readonly errors: readonly string[];
  readonly partnerCells: ReadonlyMap<number, { readonly status: Raw; readonly blocked: boolean }>;
  readonly clientCells: ReadonlyMap<
    number,
    { readonly partner: string; readonly until: number; readonly charged: number }
  >;
  readonly chargeCells: ReadonlyMap<number, string | null>;
  readonly withdrawalCells: ReadonlyMap<number, string | null>;
  readonly ledger: readonly Line[];
  readonly balances: readonly Balance[];
  readonly deadlines: readonly Deadline[];
  readonly mails: readonly Mail[];
}

const BAD = Symbol('bad');
type Bad = typeof BAD;
const blank = (raw: Raw | undefined): boolean =>
  raw === null || raw === undefined || (typeof raw === 'string' && tidy(raw) === '');
const tidy = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();
export const fold = (raw: Raw | undefined): string =>
  tidy(String(raw ?? ''))
    .toLowerCase()
    .replace(/ё/g, 'е');

/** Serial of a civil day. */
export function day(text: string): number {
  const iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  const ours = /^(\d\d)\.(\d\d)\.(\d{4})/.exec(text);
  const [y, m, d] = iso ? [iso[1], iso[2], iso[3]] : ours ? [ours[3], ours[2], ours[1]] : [];
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  if (date.getUTCDate() !== Number(d)) return NaN;
  return date.getTime() / 86_400_000 + 25_569;
}
const civil = (serial: number): { readonly y: number; readonly m: number; readonly d: number } => {
  const date = new Date((serial - 25_569) * 86_400_000);
  return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() };
};
const make = (y: number, m: number, d: number): number => Date.UTC(y, m - 1, d) / 86_400_000 + 25_569;
export const monthOf = (serial: number): string => {
  const { y, m } = civil(serial);
  return `${y}-${String(m).padStart(2, '0')}`;
};
export const firstOfNext = (serial: number): number => {
  const { y, m } = civil(serial);
  return make(y, m + 1, 1);
};
export const addMonths = (serial: number, count: number): number => {
  const { y, m, d } = civil(serial);
  const last = make(y, m + count + 1, 1) - 1;
  return Math.min(make(y, m + count, 1) + d - 1, last);
};

function dayOf(raw: Raw | undefined): number | null | Bad {
  if (blank(raw)) return null;
  if (typeof raw === 'number') return raw > 0 ? Math.floor(raw + 1e-9) : BAD;
  if (typeof raw !== 'string') return BAD;
  const serial = /^(\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4})$/.test(tidy(raw)) ? day(tidy(raw)) : NaN;
  return Number.isNaN(serial) ? BAD : serial;
}
/** Kopecks. */
function moneyOf(raw: Raw | undefined): number | null | Bad {
  if (blank(raw)) return null;
  let value: number;
  if (typeof raw === 'number') value = raw;
  else if (typeof raw === 'string') {
    const text = raw
      .replace(/[\s\u00a0]+/g, '')
      .replace(/(руб\.?|₽|₸)$/, '')
      .replace(',', '.');
    if (!/^[-+−]?\d+(\.\d+)?$/.test(text)) return BAD;
    value = Number(text.replace('−', '-'));
  } else return BAD;
  const cents = Math.round(value * 100);
  return Math.abs(value * 100 - cents) > 1e-6 ? BAD : cents;
}
function flagOf(raw: Raw | undefined): boolean | Bad {
  if (blank(raw)) return false;
  if (typeof raw === 'boolean') return raw;
  const text = fold(raw);
  if (['да', '+', '1', 'true'].includes(text)) return true;
  return ['нет', '-', '0', 'false'].includes(text) ? false : BAD;
}
const wordOf = (raw: Raw | undefined, words: readonly string[]): string | null | Bad =>
  blank(raw) ? null : (words.find((word) => fold(word) === fold(raw)) ?? BAD);
const emailOf = (raw: Raw | undefined): string | null | Bad => {
  if (blank(raw)) return null;
  const text = tidy(String(raw)).toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : BAD;
};
const good = <T>(value: T | null | Bad): value is T => value !== null && value !== BAD;

interface Partner {
  readonly row: number;
  readonly name: string;
  readonly tariff: string;
  readonly registered: number;
  readonly code: string;
  readonly email: string;
  readonly contract: number | null;
  readonly legacy: boolean;
}
interface Change {
  readonly date: number;
  readonly partner: Partner;
  readonly tariff: string;
}
interface Client {
  readonly row: number;
  readonly name: string;
  readonly partner: Partner;
  readonly registered: number;
  readonly trained: boolean;
  readonly trainedFrom: number | null;
  readonly self: boolean;
}
interface Charge {
  readonly row: number;
  readonly date: number;
  readonly client: Client;
  readonly kind: string;
  readonly sum: number;
  readonly confirmed: boolean;
}
interface Withdrawal {
  readonly row: number;
  readonly date: number;
  readonly partner: Partner;
  readonly sum: number;
  readonly way: string | null;
  readonly paid: number | null;
}
const TARIFFS = ['юрлицо', 'физлицо'];

/** 15 % in kopecks, half away from zero. */
function percent(base: number, rate: number): number {
  const exact = BigInt(base) * BigInt(Math.round(rate * 1000));
  const size = exact < 0n ? -exact : exact;
  const rounded = Number((size * 2n + 100_000n) / 200_000n);
  return exact < 0n ? -rounded : rounded;
}

export function oracle(tables: Tables, set: Settings, today: number, changeDay = today): Answer {
  const errors: string[] = [];
  const each = (
    tab: string,
    rows: readonly Row[],
    work: (row: Readonly<Record<string, Raw>>, at: number) => boolean,
  ) => {
    rows.forEach((row, index) => {
      if (!row || Object.values(row).every((cell) => blank(cell) || cell === false)) return;
      if (!work(row, index + 2)) errors.push(`${tab}/${index + 2}`);
    });
  };

  const partners: Partner[] = [];
  const names = new Set<string>();
  const codes = new Set<string>();
  each('Партнёры', tables.partners, (row, at) => {
    const tariff = wordOf(row['Тариф'], TARIFFS);
    const registered = dayOf(row['Дата регистрации']);
    const email = emailOf(row.Email);
    const contract = dayOf(row['Договор подписан']);
    const legacy = flagOf(row['Прежние условия']);
    const name = tidy(String(row['Партнёр'] ?? ''));
    const code = tidy(String(row['Промокод'] ?? ''));
    const twice = names.has(fold(name)) || codes.has(fold(code));
    if (name) names.add(fold(name));
    if (code) codes.add(fold(code));
    if (!name || !code || twice || !good(tariff) || !good(registered) || !good(email)) return false;
    if (contract === BAD || legacy === BAD) return false;
    partners.push({ row: at, name, tariff, registered, code: fold(code), email, contract, legacy });
    return true;
  });

  const changes: Change[] = [];
  each('Смена тарифа', tables.changes, (row) => {
    const date = dayOf(row['Дата']);
    const tariff = wordOf(row['Новый тариф'], TARIFFS);
    const partner = partners.find(({ name }) => fold(name) === fold(row['Партнёр']));
    if (!good(date) || !good(tariff) || !partner || date < partner.registered) return false;
    changes.push({ date, partner, tariff });
    return true;
  });
  /** The tariff at the end of a day. */
  const tariffOn = (partner: Partner, at: number): string => {
    let tariff = partner.tariff;
    for (let one = partner.registered; one <= Math.min(at, changeDay); one += 1)
      for (const change of changes)
        if (change.partner === partner && change.date === one) tariff = change.tariff;
    return tariff;
  };
  const changedOn = (partner: Partner, at: number): boolean =>
    changes.some((change) => change.partner === partner && change.date === at) &&
    tariffOn(partner, at) !== tariffOn(partner, at - 1);
  /** The day since which charges count, as the text has it at the end of `at`. */
  const sinceAt = (partner: Partner, at: number): number => {
    let since = -1;
    for (const { date } of changes.filter((change) => change.partner === partner))
      if (date <= at && date <= changeDay && changedOn(partner, date)) since = Math.max(since, date);
    return since;
  };

  const clients: Client[] = [];
  const clientNames = new Set<string>();
  each('Клиенты', tables.clients, (row, at) => {
    const name = tidy(String(row['Клиент'] ?? ''));
    const registered = dayOf(row['Дата регистрации']);
    const trained = flagOf(row['Обучен']);
    const trainedFrom = dayOf(row['Обучен с']);
    const email = emailOf(row.Email);
    const twice = clientNames.has(fold(name));
    if (name) clientNames.add(fold(name));
    const partner = partners.find(({ code }) => code === fold(row['Промокод']));
    if (!name || twice || blank(row['Промокод']) || !partner || !good(registered) || trained === BAD)
      return false;
    if (trainedFrom === BAD || email === BAD) return false;
    clients.push({ row: at, name, partner, registered, trained, trainedFrom, self: email === partner.email });
    return true;
  });

  const charges: Charge[] = [];
  each('Списания', tables.charges, (row, at) => {
    const date = dayOf(row['Дата']);
    const kind = wordOf(row['Вид'], ['абонентская плата', 'телефония', 'обзвон роботом']);
    const sum = moneyOf(row['Сумма']);
    const confirmed = flagOf(row['Подтверждено']);
    const client = clients.find(({ name }) => fold(name) === fold(row['Клиент']));
    if (!good(date) || !good(kind) || !good(sum) || confirmed === BAD || !client) return false;
    charges.push({ row: at, date, client, kind, sum, confirmed });
    return true;
  });

  const withdrawals: Withdrawal[] = [];
  each('Выводы', tables.withdrawals, (row, at) => {
    const date = dayOf(row['Дата']);
    const sum = moneyOf(row['Сумма']);
    const way = wordOf(row['Способ'], ['аккаунт', 'расчётный счёт', 'карта']);
    const paid = dayOf(row['Выплачено']);
    const partner = partners.find(({ name }) => fold(name) === fold(row['Партнёр']));
    if (!good(date) || !good(sum) || sum <= 0 || way === BAD || paid === BAD || !partner) return false;
    withdrawals.push({ row: at, date, partner, sum, way, paid });
    return true;
  });

  // The ledger, month by month.
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
    for (
      let start = make(civil(client.registered).y, civil(client.registered).m, 1);
      start <= today;
      start = firstOfNext(start)
    ) {
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
            date < addMonths(client.registered, set.term) &&
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

  // Day by day: obnulenie, withdrawals.
  const status = new Map<number, string | null>();
  const accepted: Withdrawal[] = [];
  const balances: Balance[] = [];
  const limits = new Map<Partner, string | null>();
  const secondDay = new Map<Partner, number>();
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
    for (let at = partner.registered; at <= today; at += 1)
      if (payingAt(at) >= set.paying) {
        secondDay.set(partner, at);
        break;
      }
    limits.set(partner, met ? null : 'нет');
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

  const deadlines: Deadline[] = [];
  const state = (at: number): string =>
    at < today ? 'просрочено' : at === today ? 'сегодня' : at - today <= set.warn ? 'скоро' : 'впереди';
  for (const partner of coming) {
    const at = firstOfNext(today);
    deadlines.push({ day: at, state: state(at), tab: 'Партнёры', row: partner.row });
  }
  for (const one of accepted)
    if (tariffOn(one.partner, one.date) === 'физлицо') {
      const at = one.date + set.payout;
      const done = one.paid !== null && one.paid <= today;
      deadlines.push({ day: at, state: done ? 'выполнено' : state(at), tab: 'Выводы', row: one.row });
    }
  for (const client of clients) {
    const at = addMonths(client.registered, set.term);
    if (at >= today && at - today <= 30)
      deadlines.push({ day: at, state: state(at), tab: 'Клиенты', row: client.row });
  }

  const mails: Mail[] = [];
  if (civil(today).d === 1)
    for (const [index, partner] of partners.entries())
      if (
        lines.some(
          (line) => line.partner === partner.name && line.date === today && line.kind !== 'обнуление',
        ) ||
        balances[index]?.balance !== 0
      )
        mails.push({ code: 'referral.statement', to: partner.email, day: today });
  for (const partner of partners) {
    const firsts = lines
      .filter((line) => line.partner === partner.name && line.sum > 0)
      .map(({ date }) => date);
    if (firsts.length > 0 && Math.min(...firsts) === today)
      mails.push({ code: 'referral.first-client', to: partner.email, day: today });
  }

  return {
    errors,
    partnerCells: new Map(
      partners.map((partner) => [
        partner.row,
        {
          status: partner.registered > today ? 'ещё не начал' : 'активен',
          blocked: limits.get(partner) !== null,
        },
      ]),
    ),
    clientCells: new Map(
      clients.map((client) => [
        client.row,
        {
          partner: client.partner.name,
          until: addMonths(client.registered, set.term),
          charged: charges.reduce(
            (sum, one) => sum + (one.client === client && one.confirmed && one.date <= today ? one.sum : 0),
            0,
          ),
        },
      ]),
    ),
    chargeCells: new Map(charges.map(({ row }) => [row, used.get(row) ?? null])),
    withdrawalCells: new Map(withdrawals.map(({ row }) => [row, status.get(row) ?? null])),
    ledger: lines,
    balances,
    deadlines,
    mails,
  };
}
