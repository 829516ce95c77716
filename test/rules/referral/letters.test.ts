// The programme's letters: to whom, when, only once.
import { describe, expect, test } from '@jest/globals';
import { CELL_LIMIT } from '../../../src/rules/text.js';
import type { PastLetter } from '../../../src/rules/letters.js';
import { day, plain, type Scene, type ShownLetter, type Typed } from '../harness.js';
import { change, charge, client, emailOf, partner, type Tabs, withdrawal } from './fixtures.js';
import { base, seen, settings } from './season.js';

const key = ({ code, object, to, date }: ShownLetter): string => [code, object, to, date].join(' ');

describe('statement: on the 1st', () => {
  test('to partners with a credit that month or a balance; contains credits, balance, the available sum and the contact', () => {
    const letters = seen('2023-12-01T08:00:00+03:00', 'statement');
    expect(letters.map(({ to, object, date, occasion }) => [to, object, date, occasion])).toEqual([
      [emailOf('Альфа'), 'code-альфа', '2023-12-01', '2023-12-01T00:00'],
      [emailOf('Бета'), 'code-бета', '2023-12-01', '2023-12-01T00:00'],
    ]);
    const [alpha] = letters;
    expect(alpha?.subject).toBe(
      'Выписка за ноябрь 2023: начислено 3\u00a0000,08\u00a0₽, на балансе 4\u00a0500,08\u00a0₽',
    );
    expect(alpha?.text).toContain('— К2: 3\u00a0000,08\u00a0₽ (процент, списано 20\u00a0000,50\u00a0₽)');
    expect(alpha?.text).toContain(', можно вывести: 4\u00a0500,08\u00a0₽');
    expect(alpha?.text).toContain('boss@example.com');
  });

  test.each<[string, Scene['settings'], string]>([
    ['a manager', settings, 'Вопросы задавайте менеджеру партнёрской программы — boss@example.com.'],
    ['no manager', {}, 'Вопросы задавайте менеджеру партнёрской программы — ответом на это письмо.'],
  ])('the contact, with %s in «Настройки»', (_, own, sentence) => {
    const [alpha] = seen('2023-12-01T08:00:00+03:00', 'statement', base, { settings: own ?? {} });
    expect(alpha?.text).toContain(`\n\n${sentence}\n\n`);
  });

  test('contains what is missing', () => {
    const [alpha] = seen('2023-11-01T08:00:00+03:00', 'statement');
    expect(alpha?.text).toContain(', можно вывести: 0\u00a0₽');
    expect(alpha?.text).toContain(
      'Вывести деньги пока нельзя: на балансе 1\u00a0500\u00a0₽, нужно от 2\u00a0000\u00a0₽; клиентов с оплатой 1, нужно 2.',
    );
  });

  test('a balance without a credit is enough; without both there is no letter', () => {
    const tabs = { ...base, withdrawals: [withdrawal('2023-12-05', 'Бета', 3000)] };
    expect(seen('2024-01-01T08:00:00+03:00', 'statement', tabs).map(({ to }) => to)).toEqual([
      emailOf('Альфа'),
    ]);
  });

  test.each<[string, number]>([
    // Before the 1st the credits are not known yet.
    ['2023-11-30T23:59:59+03:00', 0],
    ['2023-12-01T00:00:00+03:00', 2],
    ['2023-12-01T23:59:59+03:00', 2],
    ['2023-12-02T00:00:00+03:00', 2],
    ['2023-12-02T00:00:01+03:00', 0],
    ['2023-12-15T08:00:00+03:00', 0],
  ])('at %s: %d letters', (now, count) => {
    expect(seen(now, 'statement')).toHaveLength(count);
  });

  test('a long one is cut above the balance: the number and the sum of the rest', () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `Клиент с длинным названием ${index + 1}`);
    const tabs = {
      partners: [partner('Альфа', 'юрлицо')],
      clients: names.map((name) => client(name, 'Альфа')),
      charges: names.map((name) => charge('2023-11-10', name, 1_000)),
      withdrawals: [...names.slice(0, 250)].map(() => withdrawal('2023-12-01', 'Альфа', 10)),
    };
    const [alpha] = seen('2023-12-01T08:00:00+03:00', 'statement', tabs);
    expect(alpha?.text.length).toBeLessThan(CELL_LIMIT);
    const text = plain(alpha?.text);
    expect(text).toContain(
      '\n… и ещё 900 строк на 135 000 ₽ — полный список по запросу\nСнято 01.12.2023:\n',
    );
    expect(text).toContain(
      '\n… и ещё 150 строк на −1 500 ₽ — полный список по запросу\n\nНа балансе 01.12.2023: 147 500 ₽, ',
    );
    const [manager] = seen('2024-01-01T08:00:00+03:00', 'digest', tabs);
    expect(plain(manager?.text)).toContain(
      '\n… и ещё 50 строк на 500 ₽ — на вкладке «Выводы»\nИтого: 2 500 ₽.',
    );
  });

  test('the same keys later that day', () => {
    expect(seen('2023-12-01T08:00:00+03:00', 'statement').map(key)).toEqual(
      seen('2023-12-01T20:00:00+03:00', 'statement').map(key),
    );
  });
});

describe('first client: on the day of the first credit', () => {
  test('once, on its day', () => {
    const [letter, ...others] = seen('2023-11-01T08:00:00+03:00', 'first-client');
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ to: emailOf('Альфа'), date: '', occasion: '2023-11-01T00:00' });
    expect(letter?.text).toContain('01.11.2023');
    expect(letter?.text).toContain('1\u00a0500\u00a0₽ за клиента К1');
    expect(letter?.text).toContain('клиентов с оплатой 1, нужно 2');
  });
  test.each<[string, readonly string[]]>([
    ['2023-10-31T08:00:00+03:00', []],
    ['2023-11-03T08:00:00+03:00', []],
    ['2023-12-01T08:00:00+03:00', [emailOf('Бета')]],
    ['2024-01-01T08:00:00+03:00', []],
  ])('at %s to %j', (now, to) => {
    expect(seen(now, 'first-client').map((letter) => letter.to)).toEqual(to);
  });
  describe('confirmed after its 1st: at the recompute that sees it first', () => {
    const line = (date: string, name: string, who = 'К3', sum = 3000): Typed => ({
      Дата: day(date),
      'За месяц': '2023-11',
      Партнёр: name,
      Клиент: who,
      Основание: 'разовое',
      Сумма: sum,
    });
    const NOW = '2023-12-05T08:00';
    test.each<[string, readonly Typed[], string, readonly string[]]>([
      ['others had been credited', [line('2023-12-01', 'Альфа')], NOW, [NOW]],
      ['it was known', [line('2023-12-01', 'Альфа'), line('2023-12-01', ' бета')], NOW, []],
      ['it was known under a name that no partner has any more', [line('2023-12-01', 'Бета ООО')], NOW, []],
      ['another one was known under such a name', [line('2023-12-01', 'Бета ООО', 'К9')], NOW, [NOW]],
      ['a negative credit was known', [line('2023-12-01', 'Бета', 'К3', -1)], NOW, [NOW]],
      ['a correction of an обнуление was known', [line('2023-12-01', 'Бета', '')], NOW, [NOW]],
      ['the last recompute was before the 1st', [line('2023-11-01', 'Альфа')], NOW, []],
      ['nothing had been credited yet', [], NOW, []],
      ['a month afterwards', [line('2023-12-01', 'Альфа')], '2024-01-01T08:00', ['2024-01-01T08:00']],
      ['later', [line('2023-12-01', 'Альфа')], '2024-01-02T08:00', []],
    ])('%s', (_, ledger, now, occasions) => {
      const letters = seen(`${now}+03:00`, 'first-client', { ...base, ledger });
      expect(letters.filter(({ to }) => to === emailOf('Бета')).map(({ occasion }) => occasion)).toEqual(
        occasions,
      );
    });
  });
  test('a negative credit does not count as the first', () => {
    const charges = [charge('2023-10-10', 'К1', -100), charge('2023-11-10', 'К1', 100)];
    expect(seen('2023-11-01T08:00:00+03:00', 'first-client', { ...base, charges })).toEqual([]);
    expect(seen('2023-12-01T08:00:00+03:00', 'first-client', { ...base, charges })).toHaveLength(1);
  });
});

describe('contract: to a юрлицо with two paying clients and no contract', () => {
  const without = (more: Typed = {}): Tabs => ({
    ...base,
    partners: [partner('Альфа', 'юрлицо', { 'Договор подписан': '', ...more }), partner('Бета', 'физлицо')],
  });
  test.each<[string, string, Tabs, number]>([
    ['one client has paid', '2023-11-20', without(), 0],
    ['two clients have paid', '2023-12-20', without(), 1],
    ['signed', '2023-12-20', without({ 'Договор подписан': day('2023-12-20') }), 0],
    ['to be signed tomorrow', '2023-12-20', without({ 'Договор подписан': day('2023-12-21') }), 1],
    ['Прежние условия', '2023-12-20', without({ 'Прежние условия': true }), 0],
    [
      'физлицо by now',
      '2023-12-20',
      { ...without(), changes: [change('2023-12-10', 'Альфа', 'физлицо')] },
      0,
    ],
  ])('%s', (_, now, tabs, count) => {
    expect(seen(now, 'contract', tabs)).toHaveLength(count);
  });
  test('contains the balance from which money may be withdrawn', () => {
    const [letter] = seen('2023-12-20', 'contract', without());
    expect(plain(letter?.text)).toContain(
      'Сервис уже оплатили 2 ваших клиента. Этого достаточно, чтобы заключить договор (нужно не меньше 2; ',
    );
    expect(plain(letter?.text)).toContain(
      '; после подписания можно выводить деньги, если на балансе от 2 000 ₽.',
    );
  });
  test.each<[string, string]>([
    ['2023-12-01', 'На балансе 0 ₽ (обнулён при смене тарифа); после подписания'],
    ['2023-11-30', 'На балансе 3 000,08 ₽; после подписания'],
  ])('after a change of tariff on %s: «%s»', (date, sentence) => {
    const partners = [partner('Альфа', 'физлицо', { 'Договор подписан': '' })];
    const charges = [charge('2023-10-10', 'К1', 5000), charge('2023-10-10', 'К2', 5000)];
    const more = date === '2023-11-30' ? [charge('2023-11-30', 'К3', 20_000.5)] : [];
    const tabs: Tabs = {
      partners,
      clients: [client('К1', 'Альфа'), client('К2', 'Альфа'), client('К3', 'Альфа')],
      charges: [...charges, ...more],
      changes: [change(date, 'Альфа', 'юрлицо')],
    };
    expect(plain(seen('2023-12-02', 'contract', tabs)[0]?.text)).toContain(sentence);
  });
  test.each([
    [1, 'Сервис уже оплатил 1 ваш клиент. '],
    [5, 'Сервис уже оплатили 5 ваших клиентов. '],
  ])('%i paying clients', (paying, sentence) => {
    const names = Array.from({ length: paying }, (_, index) => `К${index + 1}`);
    const tabs = {
      ...without(),
      clients: names.map((name) => client(name, 'Альфа')),
      charges: names.map((name) => charge('2023-10-10', name, 1000)),
    };
    const needed = { settings: { 'Клиентов для вывода юрлица': 1 } };
    expect(plain(seen('2023-12-20', 'contract', tabs, needed)[0]?.text)).toContain(sentence);
  });
  test.each<[string, PastLetter['status'], number]>([
    ['sent to an earlier address: no letter', 'отправлено', 0],
    ['waiting for an earlier address', 'черновик', 1],
    ['failed at an earlier address', 'ошибка', 1],
  ])('%s', (_, status, count) => {
    const past = { 'referral.contract': [{ recipient: 'old@example.com', object: 'code-Альфа', status }] };
    expect(seen('2023-12-20', 'contract', without(), { settings, past })).toHaveLength(count);
  });
  test('the key is the same in later months', () => {
    const keys = ['2023-12-01T08:00:00+03:00', '2024-02-20T12:00:00+03:00'].map((now) =>
      seen(now, 'contract', without()).map(key),
    );
    expect(keys[0]).toEqual(keys[1]);
    expect(keys[0]).toHaveLength(1);
  });
});

describe('withdrawal rejected', () => {
  const tabs = {
    ...base,
    withdrawals: [
      withdrawal('2023-11-20', 'Альфа', 1000),
      withdrawal('2023-11-20', 'Альфа', 1000),
      withdrawal('2023-11-20', 'Альфа', 1500, { Способ: 'карта' }),
      withdrawal('2023-12-20', 'Альфа', 3000),
      withdrawal('2023-11-20', 'Никто', 1000),
    ],
  };
  test('to the partner, with the reason, one letter per request', () => {
    const letters = seen('2023-11-20T12:00:00+03:00', 'withdrawal-rejected', tabs);
    expect(letters.map(({ to, date, occasion }) => [to, date, occasion])).toEqual(
      Array.from({ length: 3 }, () => [emailOf('Альфа'), '2023-11-20', '2023-11-20T00:00']),
    );
    expect(new Set(letters.map(key)).size).toBe(3);
    expect(letters[0]?.text).toContain(
      'запрошено 1\u00a0000\u00a0₽, доступно 0\u00a0₽ (на балансе 1\u00a0500\u00a0₽, нужно от 2\u00a0000\u00a0₽; клиентов с оплатой 1, нужно 2)',
    );
    expect(letters[2]?.text).toContain('способ «карта» не подходит');
    expect(plain(letters[0]?.subject)).toBe('Заявка на вывод 1 000 ₽ от 20.11.2023 отклонена');
    expect(letters[0]?.text).toContain(
      'Когда причина будет устранена (исправлены сумма или способ, выполнены условия), пришлите заявку ещё раз.',
    );
  });
  test.each([
    ['2023-11-21T08:00:00+03:00', 3],
    ['2023-11-22T00:00:00+03:00', 3],
    ['2023-11-22T00:01:00+03:00', 0],
  ])('a request first seen after its day, at %s: %i letters', (now, letters) => {
    expect(seen(now, 'withdrawal-rejected', tabs)).toHaveLength(letters);
  });
  test('a second request equal to an accepted one has its own key', () => {
    const numbered = (withdrawals: readonly Typed[]) =>
      seen('2023-12-20T12:00:00+03:00', 'withdrawal-rejected', { ...base, withdrawals }).map(({ object }) =>
        plain(object),
      );
    const request = (way: string) => withdrawal('2023-12-20', 'Альфа', 3000, { Способ: way });
    expect(numbered([request('карта')])).toEqual(['code-альфа/3 000']);
    expect(numbered([request('аккаунт'), request('карта')])).toEqual(['code-альфа/3 000/2']);
  });
  test('none for an accepted request, none too late', () => {
    expect(seen('2023-12-20T12:00:00+03:00', 'withdrawal-rejected', tabs)).toEqual([]);
  });
});

describe('ending: 30 days before a client’s 24 months end', () => {
  const clients = [
    client('К1', 'Альфа'),
    client('К3', 'Бета'),
    client('К4', 'Альфа', { Email: emailOf('Альфа') }),
  ];
  test.each<[string, number]>([
    ['2025-08-14T08:00:00+03:00', 0],
    // Queued up to 36 hours before.
    ['2025-08-14T12:00:00+03:00', 1],
    ['2025-08-16T08:00:00+03:00', 1],
    ['2025-08-17T00:00:01+03:00', 0],
  ])('at %s: %d letters', (now, count) => {
    expect(seen(now, 'ending', { ...base, clients })).toHaveLength(count);
  });
  test.each<[string, Typed, Scene['settings'], number]>([
    ['not trained', { Обучен: false }, {}, 0],
    ['not trained, which is not required', { Обучен: false }, { 'Обучение обязательно': 'нет' }, 1],
    ['trained within the term', { 'Обучен с': day('2025-09-14') }, {}, 1],
    ['trained after the term', { 'Обучен с': day('2025-09-15') }, {}, 0],
  ])('only for a client that may still earn: %s', (_, more, own, count) => {
    const tabs = { ...base, clients: [client('К1', 'Альфа', more)] };
    expect(seen('2025-08-16T08:00:00+03:00', 'ending', tabs, { settings: own ?? {} })).toHaveLength(count);
  });
  test('contains the client and the day', () => {
    expect(seen('2025-08-16T08:00:00+03:00', 'ending', { ...base, clients })).toEqual([
      expect.objectContaining({
        to: emailOf('Альфа'),
        object: 'к1',
        date: '2025-09-15',
        occasion: '2025-08-16T00:00',
        until: '2025-09-15T00:00',
        subject: 'Вознаграждение за клиента К1 — до 15.09.2025',
        text: expect.stringContaining('15.09.2025 исполнится 24 месяца'),
      }),
    ]);
  });
  test('none for clients of a физлицо, even if nothing was paid yet', () => {
    const own = [client('К3', 'Бета')];
    expect(seen('2025-08-16T08:00:00+03:00', 'ending', { ...base, clients: own, charges: [] })).toEqual([]);
  });
  test('none for a client already rewarded under физлицо', () => {
    const tabs = { ...base, clients, changes: [change('2024-02-01', 'Бета', 'юрлицо')] };
    expect(seen('2025-08-16T08:00:00+03:00', 'ending', tabs).map(({ object }) => object)).toEqual(['к1']);
    expect(
      seen('2025-08-16T08:00:00+03:00', 'ending', { ...tabs, charges: [] }).map(({ object }) => object),
    ).toEqual(['к1', 'к3']);
  });
});

describe('digest: to the manager on the 1st', () => {
  const tabs = {
    ...base,
    withdrawals: [
      withdrawal('2023-12-05', 'Альфа', 2000, { Способ: 'аккаунт', Выплачено: day('2023-12-06') }),
      withdrawal('2023-12-06', 'Бета', 1000),
      withdrawal('2023-12-07', 'Бета', 9000),
    ],
  };
  test('the payout register and totals', () => {
    const [letter, ...others] = seen('2024-01-01T08:00:00+03:00', 'digest', tabs);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      to: 'boss@example.com',
      date: '2024-01-01',
      subject: 'Рефералы: реестр выплат и итоги за декабрь 2023',
      text: expect.stringMatching(/\n\nЭто письмо составил «Регламент»\.$/),
    });
    expect(letter?.text).toContain(
      '— 05.12.2023, Альфа: 2\u00a0000\u00a0₽, аккаунт\n— 06.12.2023, Бета: 1\u00a0000\u00a0₽\nИтого: 3\u00a0000\u00a0₽',
    );
    expect(letter?.text).toContain(
      'На балансах 01.01.2024: 4\u00a0500,08\u00a0₽, можно вывести: 4\u00a0500,08\u00a0₽',
    );
    expect(letter?.text).toContain('1 заявка на 1\u00a0000\u00a0₽');
  });
  test.each<[string, string, Tabs, Omit<Scene, 'now' | 'tabs'>]>([
    ['no manager is named', '2024-01-01T08:00:00+03:00', tabs, {}],
    [
      'there is nothing to report',
      '2024-01-01T08:00:00+03:00',
      { partners: base.partners ?? [] },
      { settings },
    ],
    ['it is not the 1st', '2024-01-02T08:00:00+03:00', tabs, { settings }],
  ])('none when %s', (_, now, given, more) => {
    expect(seen(now, 'digest', given, more)).toEqual([]);
  });
});
