// What the programme's letters say: lines, sums, the sentences that depend on what happened.
import { describe, expect, test } from '@jest/globals';
import type { PastLetter } from '../../../src/rules/letters.js';
import { day, plain, type Typed } from '../harness.js';
import { change, charge, client, emailOf, partner, type Tabs, withdrawal, workbook } from './fixtures.js';
import { base, of, seen, settings } from './season.js';

describe('wording of the letters', () => {
  test('a statement: the balance before, a line per movement, corrections with their month', () => {
    const tabs: Tabs = {
      partners: [partner('Альфа', 'юрлицо')],
      clients: [client('К1', 'Альфа'), client('К2', 'Альфа')],
      charges: [charge('2023-10-10', 'К1', 1000), charge('2023-11-10', 'К2', 2000)],
    };
    const book = workbook(tabs);
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.tabs = {
      ...tabs,
      charges: [...(tabs.charges ?? []), charge('2023-10-11', 'К1', 500)],
      changes: [change('2023-12-01', 'Альфа', 'физлицо')],
    };
    const [letter] = of(book.recompute('2023-12-01'), 'statement');
    expect(plain(letter?.text)).toContain(
      '\nНа балансе 01.11.2023 было 150 ₽.\nНачислено 01.12.2023:\n— К1: 75 ₽ (корректировка за октябрь 2023)\n— К2: 300 ₽ (процент, списано 2 000 ₽)\nСнято 01.12.2023:\n— баланс обнулён при смене тарифа: −525 ₽\n\n',
    );
    expect(plain(letter?.subject)).toBe('Выписка за ноябрь 2023: начислено 375 ₽, на балансе 0 ₽');
    expect(plain(letter?.text)).toContain(
      '\n\nЗа ноябрь 2023 начислено 375 ₽ (01.12.2023; правила программы, раздел «Как начисляем вознаграждение»).\n\n',
    );
  });

  test('a statement of a month without credits says so', () => {
    const letters = seen('2024-01-01T08:00:00+03:00', 'statement');
    const letter = letters.find(({ to }) => to === emailOf('Альфа'));
    expect(plain(letter?.subject)).toBe('Выписка за декабрь 2023: начислений нет, на балансе 4 500,08 ₽');
    expect(plain(letter?.text)).toContain('\n\nЗа декабрь 2023 начислений нет (01.01.2024; правила');
  });

  describe('consecutive statements add up', () => {
    /** The account in Альфа's statement of 1 December, when the one of 1 November told `told` hundredths. */
    const account = (tabs: Tabs, told: number | null, more: Partial<PastLetter> = {}): string => {
      const past = {
        recipient: emailOf('Альфа'),
        object: 'code-Альфа',
        date: '2023-11-01',
        memo: String(told),
        ...more,
      };
      const letters = seen('2023-12-01T08:00:00+03:00', 'statement', tabs, {
        settings,
        past: told === null ? {} : { 'referral.statement': [past] },
      });
      const text = plain(letters.find(({ to }) => to === emailOf('Альфа'))?.text);
      return text.slice(text.indexOf(').\n\n') + 4, text.indexOf(', можно'));
    };
    const base: Tabs = {
      partners: [partner('Альфа', 'физлицо'), partner('Бета', 'физлицо')],
      clients: [client('К1', 'Альфа'), client('К2', 'Альфа'), client('К3', 'Бета')],
      charges: [
        charge('2023-09-20', 'К1', 5000),
        charge('2023-10-20', 'К2', 5000),
        charge('2023-10-20', 'К3', 5000),
      ],
    };
    const OPENING = 'На балансе 01.11.2023 было';
    const taken = (date: string): Tabs => ({
      ...base,
      withdrawals: [withdrawal(date, 'альфа', 1000), withdrawal(date, 'Альфа', 9000)],
    });
    const WAS_TAKEN = 'принята заявка на вывод: −1 000 ₽';

    test.each<[string, Tabs, number | null, readonly string[]]>([
      ['nothing has changed', base, 600_000, [`${OPENING} 6 000 ₽.`, '', 'На балансе 01.12.2023: 6 000 ₽']],
      [
        'К2 was confirmed afterwards',
        base,
        300_000,
        [
          `${OPENING} 3 000 ₽.`,
          '— уточнены начисления и выводы по 01.11.2023: 3 000 ₽',
          '',
          'На балансе 01.12.2023: 6 000 ₽',
        ],
      ],
      [
        'all was, and nothing had stood on the balance',
        base,
        0,
        ['— уточнены начисления и выводы по 01.11.2023: 6 000 ₽', '', 'На балансе 01.12.2023: 6 000 ₽'],
      ],
      [
        'asked for on the 1st before and told then',
        taken('2023-11-01'),
        500_000,
        [`${OPENING} 5 000 ₽.`, '', 'На балансе 01.12.2023: 5 000 ₽'],
      ],
      [
        'asked for on the 1st before, entered afterwards',
        taken('2023-11-01'),
        600_000,
        [`${OPENING} 6 000 ₽.`, `— 01.11.2023 ${WAS_TAKEN}`, '', 'На балансе 01.12.2023: 5 000 ₽'],
      ],
      [
        'asked for earlier, entered afterwards',
        taken('2023-10-31'),
        300_000,
        [
          `${OPENING} 3 000 ₽.`,
          '— уточнены начисления и выводы по 01.11.2023: 2 000 ₽',
          '',
          'На балансе 01.12.2023: 5 000 ₽',
        ],
      ],
      [
        'asked for on the day of the statement',
        taken('2023-12-01'),
        600_000,
        [`${OPENING} 6 000 ₽.`, 'Снято 01.12.2023:', `— ${WAS_TAKEN}`, '', 'На балансе 01.12.2023: 5 000 ₽'],
      ],
      [
        'no earlier statement: the balance by the rows as they are',
        taken('2023-11-01'),
        null,
        [`${OPENING} 5 000 ₽.`, '', 'На балансе 01.12.2023: 5 000 ₽'],
      ],
      [
        'nothing had stood on the balance before the first one',
        { ...base, charges: [charge('2023-11-20', 'К1', 5000)] },
        null,
        [
          'Начислено 01.12.2023:',
          '— К1: 3 000 ₽ (разовое, списано 5 000 ₽)',
          '',
          'На балансе 01.12.2023: 3 000 ₽',
        ],
      ],
    ])('%s', (_, tabs, told, text) => {
      expect(account(tabs, told).split('\n')).toEqual(text);
    });

    test.each<[string, Partial<PastLetter>, string]>([
      ['sent', {}, `${OPENING} 3 000 ₽.`],
      ['of an earlier 1st', { date: '2023-10-01' }, 'На балансе 01.10.2023 было 3 000 ₽.'],
      ['that still waits', { status: 'черновик' }, `${OPENING} 6 000 ₽.`],
      ['cancelled', { status: 'отменено' }, `${OPENING} 6 000 ₽.`],
      ['with a damaged key', { memo: 'x' }, `${OPENING} 6 000 ₽.`],
      ['without a memo', { memo: '' }, `${OPENING} 6 000 ₽.`],
      ['of its own 1st', { date: '2023-12-01' }, `${OPENING} 6 000 ₽.`],
    ])('the earlier statement: one %s', (_, more, opening) => {
      expect(account(base, 300_000, more).split('\n')[0]).toBe(opening);
    });

    test('of several the newest that has gone, and the memo says what this one tells', () => {
      const past = ['2023-11-01', '2023-10-01'].map((date, index) => ({
        recipient: emailOf('Альфа'),
        object: 'code-Альфа',
        date,
        memo: String(index),
      }));
      const [letter] = seen('2023-12-01T08:00:00+03:00', 'statement', base, {
        settings,
        past: { 'referral.statement': past },
      });
      expect(plain(letter?.text)).toContain('— уточнены начисления и выводы по 01.11.2023: 6 000 ₽');
      expect(letter?.memo).toBe('600000');
    });
  });

  test('a statement: its lines are in order of date', () => {
    const tabs: Tabs = {
      partners: [partner('Альфа', 'физлицо', { 'Прежние условия': true })],
      clients: [client('К1', 'Альфа'), client('К2', 'Альфа')],
      charges: [charge('2023-10-10', 'К1', 6000), charge('2023-11-20', 'К2', 6000)],
      changes: [change('2023-11-15', 'Альфа', 'юрлицо')],
      withdrawals: [withdrawal('2023-11-10', 'Альфа', 1000)],
    };
    const [letter] = seen('2023-12-01T08:00:00+03:00', 'statement', tabs);
    expect(plain(letter?.text)).toContain(
      [
        'На балансе 01.11.2023 было 3 000 ₽.',
        '— 10.11.2023 принята заявка на вывод: −1 000 ₽',
        '— 15.11.2023 баланс обнулён при смене тарифа: −2 000 ₽',
        'Начислено 01.12.2023:',
        '— К2: 900 ₽ (процент, списано 6 000 ₽)',
        '',
        'На балансе 01.12.2023: 900 ₽, можно вывести: 0 ₽.',
      ].join('\n'),
    );
  });

  test('a statement without credits', () => {
    const [alpha] = seen('2024-01-01T08:00:00+03:00', 'statement');
    expect(plain(alpha?.text)).toContain(
      '\nНа балансе 01.12.2023 было 4 500,08 ₽.\n\nНа балансе 01.01.2024: 4 500,08 ₽, ',
    );
    expect(alpha?.text).toContain('Чтобы вывести деньги, пришлите заявку (раздел «Как вывести деньги»).');
  });

  test.each<[string, Typed, Typed, string]>([
    [
      'физлицо: to a card',
      partner('Бета', 'физлицо'),
      charge('2023-11-15', 'К1', 6000),
      'на банковскую карту',
    ],
    [
      'юрлицо: to an account',
      partner('Бета', 'юрлицо', { 'Прежние условия': true }),
      charge('2023-11-15', 'К1', 60_000),
      'на аккаунт в сервисе или расчётный счёт',
    ],
    [
      'not possible yet: what is missing',
      partner('Бета', 'юрлицо', { 'Договор подписан': '' }),
      charge('2023-11-15', 'К1', 60_000),
      'Вывести деньги пока нельзя: не подписан договор; клиентов с оплатой 1, нужно 2.',
    ],
  ])('the first client, how to withdraw: %s', (_, who, paid, text) => {
    const tabs = { partners: [who], clients: [client('К1', 'Бета')], charges: [paid] };
    expect(seen('2023-12-01T08:00:00+03:00', 'first-client', tabs)[0]?.text).toContain(text);
  });

  test.each<[string, Tabs, string]>([
    [
      'asked for',
      { withdrawals: [withdrawal('2023-11-02', 'Бета', 3000)] },
      'Эти деньги уже списаны по заявке или при смене тарифа.',
    ],
    [
      'asked for in part',
      { withdrawals: [withdrawal('2023-11-02', 'Бета', 1000)] },
      'Деньги можно вывести на банковскую карту',
    ],
    [
      'zeroed',
      { changes: [change('2023-11-15', 'Бета', 'юрлицо')] },
      'Эти деньги уже списаны по заявке или при смене тарифа.',
    ],
  ])('the first client, how to withdraw what has meanwhile been %s', (_, more, text) => {
    const tabs = {
      partners: [partner('Бета', 'физлицо')],
      clients: [client('К1', 'Бета')],
      charges: [charge('2023-10-15', 'К1', 6000)],
      ...more,
    };
    const [letter] = seen('2023-12-01T08:00:00+03:00', 'first-client', tabs, {
      settings,
      lateHours: 40 * 24,
    });
    expect(plain(letter?.text)).toContain(`\n\n${text}`);
    expect(letter?.text).not.toContain('пока нельзя');
  });

  test('the first client is the one with a positive credit', () => {
    const tabs = {
      partners: [partner('Бета', 'юрлицо')],
      clients: [client('К1', 'Бета'), client('К2', 'Бета')],
      charges: [charge('2023-10-10', 'К1', -100), charge('2023-10-10', 'К2', 1000)],
    };
    expect(plain(seen('2023-11-01T08:00:00+03:00', 'first-client', tabs)[0]?.text)).toContain(
      '150 ₽ за клиента К2',
    );
  });

  test('equal requests rejected on one day are numbered', () => {
    const withdrawals = [1, 2, 3].map(() => withdrawal('2023-11-20', 'Альфа', 1000));
    expect(
      seen('2023-11-20T12:00:00+03:00', 'withdrawal-rejected', { ...base, withdrawals }).map(({ object }) =>
        plain(object),
      ),
    ).toEqual(['code-альфа/1 000', 'code-альфа/1 000/2', 'code-альфа/1 000/3']);
  });

  test.each<[string, readonly Typed[], readonly string[]]>([
    [
      'nobody withdrew',
      [],
      [
        '— нет',
        'Итого: 0 ₽',
        'Принято, но ещё не выплачено: нет.',
        'На балансах 01.01.2024: 7 500,08 ₽, можно вывести: 7 500,08 ₽',
      ],
    ],
    [
      'withdrawals of other months, paid out after today, not paid out',
      [
        withdrawal('2023-11-30', 'Альфа', 10, { Выплачено: day('2023-12-05') }),
        withdrawal('2023-12-31', 'Бета', 1000, { Выплачено: day('2024-01-01') }),
        withdrawal('2023-12-30', 'Бета', 500, { Выплачено: day('2024-01-02') }),
        withdrawal('2023-12-29', 'Бета', 300),
        withdrawal('2024-01-01', 'Бета', 100),
      ],
      [
        '— 29.12.2023, Бета: 300 ₽\n— 30.12.2023, Бета: 500 ₽\n— 31.12.2023, Бета: 1 000 ₽\nИтого: 1 800 ₽',
        '3 заявки на 900 ₽',
      ],
    ],
  ])('the digest: %s', (_, withdrawals, parts) => {
    const [letter] = seen('2024-01-01T08:00:00+03:00', 'digest', { ...base, withdrawals });
    for (const part of parts) expect(plain(letter?.text)).toContain(part);
  });

  test('the digest contains the sum of credits and the number of partners', () => {
    const [letter] = seen('2023-12-01T08:00:00+03:00', 'digest');
    expect(plain(letter?.text)).toContain('6 000,08 ₽');
    expect(letter?.text).toContain('партнёров с начислением: 2 (');
  });

  test.each([
    [1, '1 месяц'],
    [5, '5 месяцев'],
  ])('the wording of a term of %d months: «%s»', (term, words) => {
    const clients = [client('К1', 'Альфа', { 'Дата регистрации': day('2023-10-15') })];
    const now = term === 1 ? '2023-10-16T08:00:00+03:00' : '2024-02-14T08:00:00+03:00';
    const [letter] = seen(
      now,
      'ending',
      { ...base, clients },
      { settings: { ...settings, 'Срок юрлица, месяцев': term } },
    );
    expect(letter?.text).toContain(words);
  });
});
