// Properties of the ledger over random worlds: compared with a slow implementation of the rules, with rows in
// other orders, at later moments, with closings.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Day, isoDay, serialFromDay } from '../../../src/rules/day.js';
import { day, type Outcome, plain, type Shown, type ShownLetter, type Typed } from '../harness.js';
import { column, emailOf, ledgerOf, referrals, type Tabs, type Workbook, workbook } from './fixtures.js';
import { tell, type World } from './oracle.js';

/** Day numbers of 2023-09-01 … */
const START = 19_601;
const SPAN = 300;
const PARTNERS = ['Альфа', 'Бета', 'Гамма'] as const;
const CLIENTS = ['К1', 'К2', 'К3', 'К4', 'К5', 'К6'] as const;
const KINDS = ['абонентская плата', 'абонентская плата', 'телефония', 'обзвон роботом'] as const;
const METHODS = ['', '', 'аккаунт', 'карта'] as const;

const partnerIndex = fc.nat({ max: PARTNERS.length - 1 });
const dayNumber = fc.integer({ min: START, max: START + SPAN });
/** Round sums often reach the limits; odd kopecks test the rounding. */
const kopecks = fc.oneof(
  fc.constantFrom(500_000, 250_000, 666_666, 1_333_333, 200_000, -250_000),
  fc.integer({ min: -300_000, max: 1_500_000 }),
);
const world: fc.Arbitrary<World> = fc.record({
  partners: fc.tuple(
    ...PARTNERS.map((name) =>
      fc.record({
        name: fc.constant(name),
        legal: fc.boolean(),
        contract: fc.option(dayNumber, { freq: 4 }),
        legacy: fc.boolean(),
      }),
    ),
  ),
  changes: fc.array(fc.record({ day: dayNumber, partner: partnerIndex, legal: fc.boolean() }), {
    maxLength: 4,
  }),
  clients: fc.tuple(
    ...CLIENTS.map((name) =>
      fc.record({
        name: fc.constant(name),
        partner: partnerIndex,
        registered: fc.integer({ min: START, max: START + 60 }),
        trainedFrom: fc.option(fc.integer({ min: START - 30, max: START + 120 }), { freq: 6 }),
      }),
    ),
  ),
  charges: fc.array(
    fc.record({
      day: dayNumber,
      client: fc.nat({ max: CLIENTS.length - 1 }),
      kind: fc.constantFrom(...KINDS),
      kopecks,
      confirmed: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    }),
    { minLength: 10, maxLength: 40 },
  ),
  withdrawals: fc.array(
    fc.record({
      day: dayNumber,
      partner: partnerIndex,
      kopecks: fc.oneof(fc.constantFrom(300_000, 200_000, 75_000), fc.integer({ min: 1, max: 400_000 })),
      method: fc.constantFrom(...METHODS),
    }),
    { maxLength: 8 },
  ),
});

const serial = (d: number): number => serialFromDay(d as Day);
const tabsOf = ({ partners, changes, clients, charges, withdrawals }: World): Tabs => ({
  partners: partners.map(({ name, legal, contract, legacy }) => ({
    Партнёр: name,
    Тариф: legal ? 'юрлицо' : 'физлицо',
    'Дата регистрации': serial(START),
    Промокод: `code-${name}`,
    Email: emailOf(name),
    'Договор подписан': contract === null ? '' : serial(contract),
    'Прежние условия': legacy,
  })),
  changes: changes.map((one) => ({
    Дата: serial(one.day),
    Партнёр: PARTNERS[one.partner] ?? '',
    'Новый тариф': one.legal ? 'юрлицо' : 'физлицо',
  })),
  clients: clients.map(({ name, partner, registered, trainedFrom }) => ({
    Клиент: name,
    Промокод: `code-${PARTNERS[partner] ?? ''}`,
    'Дата регистрации': serial(registered),
    Обучен: trainedFrom !== null,
    'Обучен с': trainedFrom === null ? '' : serial(trainedFrom),
  })),
  charges: charges.map((one) => ({
    Дата: serial(one.day),
    Клиент: CLIENTS[one.client] ?? '',
    Вид: one.kind,
    Сумма: one.kopecks / 100,
    Подтверждено: one.confirmed,
  })),
  withdrawals: withdrawals.map((one) => ({
    Дата: serial(one.day),
    Партнёр: PARTNERS[one.partner] ?? '',
    Сумма: one.kopecks / 100,
    Способ: one.method,
  })),
});

const today = fc.integer({ min: START, max: START + SPAN + 40 });
const iso = (d: number): string => isoDay(d as Day);
const units = (kopecksOf: unknown): number => Math.round(Number(kopecksOf) * 100);
const lineText = (line: Shown): string =>
  `${serialDay(line['Дата'])} ${line['За месяц'] ?? '–'} ${line['Партнёр']} ${line['Клиент'] ?? '–'} ${line['Основание']} ${units(line['Сумма'])}`;
const serialDay = (shown: unknown): number => day(String(shown)) - serial(0);
const balances = (outcome: Outcome): readonly Shown[] => outcome.outputs['Балансы'] ?? [];

describe('compared with the day-by-day reference', () => {
  test('the same lines, statuses, balances, «Доступно с»', () => {
    fc.assert(
      fc.property(world, today, (given, d) => {
        const outcome = referrals(iso(d), tabsOf(given));
        const told = tell(given, START, d);
        const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort();
        expect(sorted(ledgerOf(outcome).map(lineText))).toEqual(sorted(told.lines));
        expect(column(outcome, 'Выводы', 'Статус')).toEqual(
          told.statuses.map((accepted) => (accepted === null ? null : accepted ? 'принят' : 'отклонён')),
        );
        expect(
          balances(outcome).map((row) => ({
            balance: units(row['Баланс']),
            available: units(row['Доступно']),
            since: row['Доступно с'] === null ? null : serialDay(row['Доступно с']),
          })),
        ).toEqual(told.balances);
      }),
      { numRuns: 300 },
    );
  });
});

test('balances are the sums of the ledger less withdrawals; withdrawals never exceed what was credited', () => {
  fc.assert(
    fc.property(world, today, (given, d) => {
      const outcome = referrals(iso(d), tabsOf(given));
      for (const row of balances(outcome)) {
        const sum = ledgerOf(outcome)
          .filter((line) => line['Партнёр'] === row['Партнёр'])
          .reduce((total, line) => total + units(line['Сумма']), 0);
        expect(units(row['Начислено']) + units(row['Обнулено'])).toBe(sum);
        expect(units(row['Баланс'])).toBe(sum - units(row['Выведено']));
        expect([0, units(row['Баланс'])]).toContain(units(row['Доступно']));
      }
      // For every accepted request, the credits up to its day cover it and all requests accepted before it.
      given.withdrawals.forEach((asked, index) => {
        if (column(outcome, 'Выводы', 'Статус')[index] !== 'принят') return;
        const name = PARTNERS[asked.partner];
        const came = ledgerOf(outcome)
          .filter((line) => line['Партнёр'] === name && serialDay(line['Дата']) <= asked.day)
          .reduce((total, line) => total + units(line['Сумма']), 0);
        const went = given.withdrawals.reduce((total, other, at) => {
          const earlier = other.day < asked.day || (other.day === asked.day && at <= index);
          const counts =
            other.partner === asked.partner &&
            earlier &&
            column(outcome, 'Выводы', 'Статус')[at] === 'принят';
          return total + (counts ? other.kopecks : 0);
        }, 0);
        expect(went).toBeLessThanOrEqual(came);
      });
    }),
    { numRuns: 100 },
  );
});

/** The sums of a text in kopecks, in order. */
const sumsIn = (text: string): readonly number[] =>
  [...plain(text).matchAll(/(−?[\d ]+(?:,\d\d)?) ₽/g)].map(([, sum = '']) =>
    units(sum.replace(/ /g, '').replace(',', '.').replace('−', '-')),
  );

/**
 * Every statement of a run adds up, and begins with the balance that the last statement told, else with what the ledger
 * says of the end of the 1st before.
 */
function expectStatementsToAddUp(outcome: Outcome, given: World, past: readonly ShownLetter[] = []): void {
  const statuses = column(outcome, 'Выводы', 'Статус');
  const standingOn = (name: string, d: number): number => {
    const own = ledgerOf(outcome).filter((line) => line['Партнёр'] === name && serialDay(line['Дата']) <= d);
    const taken = given.withdrawals.filter(
      (asked, at) => PARTNERS[asked.partner] === name && asked.day <= d && statuses[at] === 'принят',
    );
    return total(own.map((line) => units(line['Сумма']))) - total(taken.map(({ kopecks: sum }) => sum));
  };
  for (const { code, object, date, memo, values } of outcome.decision.letters) {
    if (code !== 'referral.statement') continue;
    const { партнёр = '', строки = '', баланс = '', начислено = '' } = values();
    const lines = строки.split('\n');
    const opening = sumsIn(lines.find((line) => line.startsWith('На балансе ')) ?? '');
    const sums = lines.filter((line) => line.startsWith('— ')).map((line) => sumsIn(line)[0] ?? 0);
    expect([total([...opening, ...sums])]).toEqual(sumsIn(баланс));
    expect([Number(memo)]).toEqual(sumsIn(баланс));
    const told = past.filter((one) => one.object === object && one.date < date).at(-1);
    const before = new Date(date);
    before.setUTCMonth(before.getUTCMonth() - 1);
    const stood = told ? Number(told.memo) : standingOn(партнёр, before.getTime() / 86_400_000);
    expect(opening).toEqual(stood === 0 ? [] : [stood]);
    const [, credited = ''] = /^Начислено .*:((?:\n— .*)*)/m.exec(строки) ?? [];
    const credits = credited.split('\n').map((line) => sumsIn(line)[0] ?? 0);
    expect([total(credits)]).toEqual(sumsIn(начислено));
    const days = [...строки.matchAll(/^— (\d\d)\.(\d\d)\.(\d{4}) /gm)].map(
      ([, of = '', month = '', year = '']) => year + month + of,
    );
    expect(days).toEqual([...days].sort());
  }
}
const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

test('every statement adds up, whenever it is written, also with what staff have changed since the last one', () => {
  fc.assert(
    fc.property(world, world, today, (given, edited, d) => {
      const first = referrals(iso(d), tabsOf(given), { lateHours: 100 * 24 });
      expectStatementsToAddUp(first, given);
      const sent = first.letters.filter(({ code }) => code === 'referral.statement');
      const past = sent.map(({ to, object, date, memo }) => ({ recipient: to, object, date, memo }));
      const second = referrals(iso(d + 31), tabsOf(edited), {
        lateHours: 40 * 24,
        past: { 'referral.statement': past },
      });
      expectStatementsToAddUp(second, edited, sent);
    }),
    { numRuns: 100 },
  );
});

test('the order of rows does not change any result, except for changes and withdrawals of one day', () => {
  const distinct = (days: readonly number[]): boolean => new Set(days).size === days.length;
  fc.assert(
    fc.property(
      world.filter(
        ({ changes, withdrawals }) =>
          distinct(changes.map((one) => one.day)) && distinct(withdrawals.map((one) => one.day)),
      ),
      today,
      fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
      (given, d, chances) => {
        const tabs = tabsOf(given);
        let next = 0;
        const shuffled = (rows: readonly Typed[] = []): readonly Typed[] =>
          rows
            .map((row) => ({ row, at: chances[(next += 1) % chances.length] ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ row }) => row);
        const mixed = {
          partners: shuffled(tabs.partners),
          changes: shuffled(tabs.changes),
          clients: shuffled(tabs.clients),
          charges: shuffled(tabs.charges),
          withdrawals: shuffled(tabs.withdrawals),
        };
        expect(referrals(iso(d), mixed).outputs).toEqual(referrals(iso(d), tabs).outputs);
      },
    ),
    { numRuns: 60 },
  );
});

test('a later moment never changes lines with earlier dates', () => {
  fc.assert(
    fc.property(world, today, fc.nat({ max: 120 }), (given, d, later) => {
      const now = ledgerOf(referrals(iso(d), tabsOf(given)));
      const then = ledgerOf(referrals(iso(d + later), tabsOf(given)));
      expect(then.filter((line) => serialDay(line['Дата']) <= d)).toEqual(now);
    }),
    { numRuns: 60 },
  );
});

describe('closings', () => {
  const closedOf = (outcome: Outcome): readonly string[] =>
    ledgerOf(outcome)
      .filter((line) => line['Закрыто'] === 'да')
      .map(lineText);
  /** The first day of the month `n` months after September 2023. */
  const firstOf = (n: number): number => Date.UTC(2023, 8 + n, 1) / 86_400_000;
  const monthText = (n: number): string => iso(firstOf(n)).slice(0, 7);

  /** A sequence of worlds: the inputs after staff's edits between closings. */
  const scenario = fc.record({
    worlds: fc.array(world, { minLength: 2, maxLength: 4 }),
    keep: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    steps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
    withdraws: fc.boolean(),
  });

  test('closed lines never change; without withdrawals, corrected balances are those without any closing', () => {
    fc.assert(
      fc.property(scenario, ({ worlds, keep, steps, withdraws }) => {
        const [first, ...others] = worlds;
        if (!first) return;
        const pick = <K extends keyof World>(key: K, at: number, base: World, other: World): World[K] =>
          keep[at] ? base[key] : other[key];
        let current: World = withdraws ? first : { ...first, withdrawals: [] };
        const book: Workbook = workbook(tabsOf(current));
        let month = 0;
        let closed: readonly string[] = [];
        others.forEach((other, at) => {
          month += steps[at] ?? 1;
          const { outcome } = book.act('closeMonth', iso(firstOf(month + 1) + 4), monthText(month));
          expect(outcome.problems).toEqual([]);
          expect(closedOf(outcome)).toEqual(expect.arrayContaining([...closed]));
          closed = closedOf(outcome);
          current = {
            ...current,
            changes: pick('changes', 0, current, other),
            clients: pick('clients', 1, current, other),
            charges: pick('charges', 2, current, other),
            partners: pick('partners', 3, current, other),
          };
          book.tabs = tabsOf(current);
          const edited = book.recompute(iso(firstOf(month + 1) + 6));
          expect(edited.problems).toEqual([]);
          expect(closedOf(edited)).toEqual(closed);
        });
        // The day of corrections of the newest closing has come.
        const end = iso(firstOf(month + 2));
        const final = book.recompute(end);
        expect(final.problems).toEqual([]);
        expect(closedOf(final)).toEqual(closed);
        expectStatementsToAddUp(final, current);
        // Nothing more to correct: the same result again.
        expect(ledgerOf(book.recompute(end))).toEqual(ledgerOf(final));
        for (const row of balances(final)) {
          const own = ledgerOf(final).filter((line) => line['Партнёр'] === row['Партнёр']);
          const sum = own.reduce((total, line) => total + units(line['Сумма']), 0);
          expect(units(row['Баланс'])).toBe(sum - units(row['Выведено']));
        }
        // Withdrawals are judged by the balance of their day, which the ledger corrects later; then the two
        // may differ.
        if (withdraws) return;
        const plain = referrals(end, tabsOf(current));
        expect(balances(final).map((row) => row['Баланс'])).toEqual(
          balances(plain).map((row) => row['Баланс']),
        );
      }),
      { numRuns: 150 },
    );
  });

  test('without edits a closing only changes «Закрыто»', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 8 }), (given, month) => {
        const book = workbook(tabsOf(given));
        const now = iso(firstOf(month + 3));
        const open = (outcome: Outcome): readonly Shown[] =>
          ledgerOf(outcome).map((line) => ({ ...line, Закрыто: null }));
        const before = book.recompute(now);
        const { outcome } = book.act('closeMonth', now, monthText(month));
        expect(open(outcome)).toEqual(open(before));
        expect(balances(outcome)).toEqual(balances(before));
        expect(outcome.problems).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('a changed or deleted closed line is reported', () => {
    const edit = fc.constantFrom(
      'Сумма',
      'База',
      'Клиент',
      'Партнёр',
      'Дата',
      'За месяц',
      'Основание',
      'Закрыто',
      'line',
    );
    fc.assert(
      fc.property(world, fc.nat(), edit, (given, at, what) => {
        const book = workbook({ ...tabsOf(given), changes: [] });
        const now = iso(firstOf(9));
        book.act('closeMonth', now, monthText(6));
        const closed = book.ledger.filter((row) => row['Закрыто'] === 'да');
        const target = closed[at % Math.max(closed.length, 1)];
        if (!target) return;
        const values: Typed = {
          Сумма: Number(target['Сумма']) + 0.01,
          База: Number(target['База']) - 0.01,
          Клиент: 'К7',
          Партнёр: 'Дельта',
          Дата: Number(target['Дата']) + 1,
          'За месяц': '2023-08',
          Основание: 'обнуление',
          Закрыто: 'нет',
        };
        book.ledger =
          what === 'line'
            ? book.ledger.filter((row) => row !== target)
            : book.ledger.map((row) => (row === target ? { ...row, [what]: values[what] ?? '' } : row));
        const { problems } = book.recompute(iso(firstOf(9) + 20));
        expect(problems.filter((text) => text.startsWith('Закрытые месяцы'))).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});
