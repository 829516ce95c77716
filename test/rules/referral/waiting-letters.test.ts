// Letters that wait: they follow the figures of today (statements those of their day), or are no longer returned. About those of earlier days the
// outbox asks with a longer window.
import { describe, expect, test } from '@jest/globals';
import type { PastLetter } from '../../../src/rules/letters.js';
import { instant } from '../../../src/rules/zone.js';
import { day, plain, type Typed } from '../harness.js';
import { change, charge, client, emailOf, partner, referrals, type Tabs, withdrawal } from './fixtures.js';
import { base, settings } from './season.js';

type Past = Partial<PastLetter>;
const NOW = '2023-12-10T08:00:00+03:00';
/** The letters of a code about «Бета» or to the manager; `past` is what «Письма» holds of this code. */
const letters = (code: string, tabs: Tabs, past: readonly Past[] = [], now = NOW, lateDays = 40) =>
  referrals(now, tabs, {
    settings,
    lateHours: lateDays * 24,
    past: {
      [`referral.${code}`]: past.map((one) => ({
        recipient: emailOf('Бета'),
        object: 'code-Бета',
        ...one,
      })),
    },
  }).decision.letters.filter(
    (one) =>
      one.code === `referral.${code}` &&
      (one.object.toLowerCase() === 'code-бета' || one.object === 'digest'),
  );
const draft: Past = { status: 'черновик' };
const refund = charge('2023-11-20', 'К3', -5000);
const refunded = { ...base, charges: [...(base.charges ?? []), refund] };

describe('statements and the digest', () => {
  test.each(['statement', 'digest'])('%s: of every 1st in the window, none of a coming one', (code) => {
    const dates = (now: string, lateDays: number) =>
      letters(code, base, [], now, lateDays).map(({ date }) => date);
    expect(dates(NOW, 1)).toEqual([]);
    expect(dates(NOW, 30)).toEqual(['2023-12-01']);
    expect(dates('2024-01-09T08:00:00+03:00', 40)).toEqual(['2023-12-01', '2024-01-01']);
    expect(dates('2023-12-31T23:00:00+03:00', 40)).toEqual(['2023-12-01']);
  });
  test('each statement contains the credits of its month and the balance of its day', () => {
    const charges = [...(base.charges ?? []), charge('2023-12-05', 'К4', 7000)];
    const clients = [...(base.clients ?? []), client('К4', 'Бета')];
    const [november, december] = letters(
      'statement',
      { ...base, charges, clients },
      [],
      '2024-01-09T08:00:00+03:00',
    ).map(({ values }) => values());
    expect([november?.['месяц'], plain(november?.['начислено']), plain(november?.['баланс'])]).toEqual([
      'ноябрь 2023',
      '3 000 ₽',
      '3 000 ₽',
    ]);
    expect([december?.['месяц'], plain(december?.['начислено']), plain(december?.['баланс'])]).toEqual([
      'декабрь 2023',
      '3 000 ₽',
      '6 000 ₽',
    ]);
  });
  test('a statement is not called for without a credit and a balance', () => {
    expect(letters('statement', refunded)).toEqual([]);
  });
  test.each<[string, Tabs, readonly [string, string]]>([
    [
      'zeroed',
      { changes: [change('2023-12-05', 'Бета', 'юрлицо')] },
      [
        '3 000 ₽',
        'Сейчас можно вывести 0 ₽. Вывести деньги пока нельзя: на балансе 0 ₽, нужно от 2 000 ₽; клиентов с оплатой 1, нужно 2.',
      ],
    ],
    [
      'withdrawn',
      { withdrawals: [withdrawal('2023-12-05', 'Бета', 2000)] },
      [
        '3 000 ₽',
        'Сейчас можно вывести 1 000 ₽. Чтобы вывести деньги, пришлите заявку (раздел «Как вывести деньги»).',
      ],
    ],
    ['untouched', {}, ['3 000 ₽', 'Чтобы вывести деньги, пришлите заявку (раздел «Как вывести деньги»).']],
  ])('a statement of money since %s: the figures of its day, and what is available now', (_, more, told) => {
    const [letter] = letters('statement', { ...base, ...more });
    const { строки, баланс, доступно, 'чего не хватает': missing } = letter?.values() ?? {};
    expect(plain(строки)).toBe('Начислено 01.12.2023:\n— К3: 3 000 ₽ (разовое, списано 6 000 ₽)');
    expect(plain(баланс)).toBe('3 000 ₽');
    expect([plain(доступно), plain(missing)]).toEqual(told);
  });
  test('a statement of nothing that may be withdrawn, for another reason by now', () => {
    const partners = [partner('Бета', 'юрлицо', { 'Договор подписан': day('2023-12-03') })];
    const given = { ...base, partners, changes: [] };
    const [letter] = letters('statement', { ...given, charges: [charge('2023-11-15', 'К3', 6000)] });
    const { доступно, 'чего не хватает': missing } = letter?.values() ?? {};
    expect([plain(доступно), plain(missing)]).toEqual([
      '0 ₽',
      'Сейчас можно вывести 0 ₽. Вывести деньги пока нельзя: на балансе 900 ₽, нужно от 2 000 ₽; клиентов с оплатой 1, нужно 2.',
    ]);
  });
  test('a statement of a balance that is nil by now is still called for', () => {
    const charges = [charge('2023-10-15', 'К3', 6000)];
    const withdrawals = [withdrawal('2023-12-05', 'Бета', 3000)];
    const dates = letters('statement', { ...base, charges, withdrawals }, [draft]).map(({ date }) => date);
    expect(dates).toEqual(['2023-11-01', '2023-12-01']);
  });
  test('the digest contains the figures of its day', () => {
    const paid = withdrawal('2023-12-01', 'Бета', 100, { Выплачено: day('2023-12-06') });
    const withdrawals = [paid, withdrawal('2023-12-02', 'Бета', 1000)];
    const [, digest] = letters('digest', { ...base, withdrawals });
    const { балансы, доступно, 'ждут выплаты': waiting } = digest?.values() ?? {};
    expect([балансы, доступно, waiting].map(plain)).toEqual([
      '7 400,08 ₽',
      '7 400,08 ₽',
      '1 заявка на 100 ₽',
    ]);
  });
  test('the digest of an earlier month lists that month', () => {
    const withdrawals = [withdrawal('2023-12-06', 'Бета', 1000)];
    const [november, december] = letters(
      'digest',
      { ...base, withdrawals },
      [],
      '2024-01-09T08:00:00+03:00',
    ).map(({ values }) => plain(values()['выводы']));
    expect([november, december]).toEqual(['— нет', '— 06.12.2023, Бета: 1 000 ₽']);
  });
});

describe('the first client', () => {
  test('while it waits, also when the first credit is now that of an earlier month', () => {
    const charges = [charge('2023-10-15', 'К3', 6000)];
    const [letter] = letters('first-client', { ...base, charges }, [draft], NOW, 1);
    expect(letter?.values()).toMatchObject({ дата: '01.11.2023' });
    expect(letters('first-client', { ...base, charges }, [], NOW, 1)).toEqual([]);
  });
  test.each<[string, number, string]>([
    ['a part', 100, 'Вывести деньги пока нельзя: '],
    ['all of it', 900, 'Эти деньги уже списаны по заявке или при смене тарифа.'],
  ])('%s of the money is paid out, and the rest may not be withdrawn', (_, sum, expected) => {
    const withdrawals = [withdrawal('2023-12-02', 'Бета', sum, { Выплачено: day('2023-12-03') })];
    const partners = [partner('Бета', 'юрлицо')];
    const [letter] = letters('first-client', { ...base, partners, withdrawals }, [draft]);
    expect(letter?.values()['дальше']).toContain(expected);
  });
  test('not when there is no credit any more', () => {
    expect(letters('first-client', refunded, [draft])).toEqual([]);
  });
  test.each<[PastLetter['status'], number]>([
    ['отправлено', 0],
    ['отправляется', 0],
    ['ошибка', 1],
    ['черновик', 1],
  ])('once, even if the address and the first credit have changed since: %s', (status, count) => {
    const past = [{ status, recipient: 'old@example.com' }];
    expect(letters('first-client', base, past, '2023-12-01T08:00:00+03:00', 1)).toHaveLength(count);
  });
});

describe('a rejected withdrawal', () => {
  const tabs = (was: string, more: Typed = {}): Tabs => ({
    partners: [partner('Бета', 'физлицо')],
    withdrawals: [withdrawal('2023-11-20', 'Бета', 9000, { Статус: was, ...more })],
  });
  const rejected = (given: Tabs, past: readonly Past[] = [], lateDays = 1) =>
    referrals(NOW, given, {
      settings,
      lateHours: lateDays * 24,
      past: {
        'referral.withdrawal-rejected': past.map((one) => ({
          recipient: emailOf('Бета'),
          object: 'code-Бета/9\u00a0000',
          date: '2023-11-20',
          ...one,
        })),
      },
    }).letters.map(({ occasion }) => occasion);
  const MOMENT = '2023-12-10T08:00';
  test.each<[string, readonly string[]]>([
    ['принят', [MOMENT]],
    ['отклонён', []],
    ['', []],
  ])('long ago, its status at the last recompute «%s»', (was, occasions) => {
    expect(rejected(tabs(was))).toEqual(occasions);
  });
  const CLIENTS = [client('К8', 'Бета'), client('К9', 'Альфа')];
  const typo = (name: string): Typed => ({ ...charge('2023-11-01', name, 0), Сумма: '10 тысяч' });
  test.each<[string, Tabs, readonly string[]]>([
    ['a charge of a client of this partner', { charges: [typo('К8')] }, []],
    ['a charge of another partner’s client', { charges: [typo('К9')] }, [MOMENT]],
    ['a client of this partner', { clients: [...CLIENTS, client('К7', 'Бета', { Email: 'опечатка' })] }, []],
    [
      'another partner’s client',
      { clients: [...CLIENTS, client('К7', 'Альфа', { Email: 'опечатка' })] },
      [MOMENT],
    ],
    [
      'a change of this partner’s tariff',
      { changes: [{ ...change('2023-11-01', 'Бета', 'юрлицо'), Дата: 'опечатка' }] },
      [],
    ],
  ])('while a row is in error, it is not refused by letter for that: %s', (_, more, occasions) => {
    const partners = [partner('Бета', 'физлицо'), partner('Альфа', 'физлицо')];
    expect(rejected({ ...tabs('принят'), partners, clients: CLIENTS, ...more })).toEqual(occasions);
  });
  test.each<[string, string, readonly Typed[], readonly string[]]>([
    [
      'another one has been refused all along',
      '2023-11-20',
      [withdrawal('2023-11-21', 'Бета', 1, { Статус: 'отклонён' })],
      [MOMENT],
    ],
    [
      'a refused and an accepted one have changed places',
      '2023-11-05',
      [withdrawal('2023-10-05', 'Бета', 1, { Статус: 'отклонён', Выплачено: day('2023-10-06') })],
      [],
    ],
    [
      'the refusal that another one stands beside is its own',
      '2023-11-05',
      [
        withdrawal('2023-10-05', 'Бета', 1000, {
          Статус: 'отклонён',
          Причина: 'запрошено 1\u00a0000\u00a0₽, доступно 0\u00a0₽ (на балансе нет денег)',
          Выплачено: day('2023-10-06'),
        }),
      ],
      [MOMENT],
    ],
    [
      'it is another’s, refused as well',
      '2023-11-05',
      [
        withdrawal('2023-10-05', 'Бета', 1000, {
          Статус: 'отклонён',
          Причина: 'запрошено 9\u00a0000\u00a0₽, доступно 0\u00a0₽ (на балансе нет денег)',
        }),
      ],
      [],
    ],
    [
      'the same of these days',
      '2023-11-20',
      [withdrawal('2023-10-05', 'Бета', 1, { Статус: 'отклонён', Выплачено: day('2023-10-06') })],
      [MOMENT],
    ],
  ])('a list in another order: %s', (_, date, others, occasions) => {
    const moved = withdrawal(date, 'Бета', 9000, { Статус: 'принят' });
    expect(rejected({ ...tabs(''), withdrawals: [moved, ...others] })).toEqual(occasions);
  });
  test('refused, told, accepted, and refused again: told again, once', () => {
    const told = (was: string, past: readonly Past[]): readonly string[] =>
      referrals(NOW, tabs(was), {
        settings,
        lateHours: 24,
        past: {
          'referral.withdrawal-rejected': past.map((one) => ({
            recipient: emailOf('Бета'),
            object: 'code-Бета/9\u00a0000',
            date: '2023-11-20',
            due: instant(Date.parse(NOW) - 3_600_000),
            status: 'отправлено',
            ...one,
          })),
        },
      }).letters.map(({ date }) => date);
    const again = { date: '2023-11-20,1' };
    expect(told('принят', [{}])).toEqual(['2023-11-20,1']);
    expect(told('отклонён', [{}, { ...again, ...draft }])).toEqual(['2023-11-20,1']);
    expect(told('отклонён', [{}, again])).toEqual(['2023-11-20,1']);
    expect(told('принят', [{}, again])).toEqual(['2023-11-20,2']);
    expect(told('принят', [{}, { ...again, status: 'отменено' }])).toEqual(['2023-11-20,1']);
  });
  test('the list is in another order: what has been told is not told again, however recent', () => {
    const moved = { ...tabs('принят') };
    const other = withdrawal('2023-10-05', 'Бета', 1, { Статус: 'отклонён', Выплачено: day('2023-10-06') });
    const given = { ...moved, withdrawals: [...(moved.withdrawals ?? []), other] };
    const past = {
      'referral.withdrawal-rejected': [
        {
          recipient: emailOf('Бета'),
          object: 'code-Бета/9\u00a0000',
          date: '2023-11-20',
          status: 'отправлено' as const,
        },
      ],
    };
    expect(referrals(NOW, given, { settings, past }).letters.map(({ date }) => date)).toEqual(['2023-11-20']);
  });
  test('one that was accepted and is paid stays accepted', () => {
    expect(rejected(tabs('принят', { Выплачено: 45_260 }))).toEqual([]);
  });
  test('its letter keeps the time at which it was first due while it waits', () => {
    const due = instant(Date.parse('2023-12-09T21:00:00+03:00'));
    expect(rejected(tabs('отклонён'), [{ ...draft, due }])).toEqual(['2023-12-09T21:00']);
    expect(rejected(tabs('отклонён'), [{ ...draft, due: instant(due - 86_400_000) }])).toEqual([]);
    expect(rejected(tabs('отклонён'), [{ ...draft, due: instant(due - 86_400_000) }], 3)).toEqual([
      '2023-12-08T21:00',
    ]);
  });
});
