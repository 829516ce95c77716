// «Реестр выплат за месяц…» and «Закрыть месяц…».
import { describe, expect, test } from '@jest/globals';
import { referral } from '../../../src/rules/referral/index.js';
import { day, plain, type Typed } from '../harness.js';
import {
  change,
  charge,
  client,
  lines,
  partner,
  referrals,
  type Tabs,
  withdrawal,
  workbook,
} from './fixtures.js';

const tabs: Tabs = {
  partners: [partner('Альфа', 'юрлицо'), partner('Бета', 'физлицо')],
  clients: [client('К1', 'Альфа'), client('К2', 'Альфа'), client('К3', 'Бета')],
  charges: [
    charge('2023-10-10', 'К1', 20_000),
    charge('2023-10-10', 'К2', 20_000),
    charge('2023-10-10', 'К3', 6000),
  ],
  changes: [change('2023-11-20', 'Бета', 'юрлицо')],
  withdrawals: [
    withdrawal('2023-11-30', 'альфа', 2000, { Способ: 'расчётный счёт' }),
    withdrawal('2023-11-01', 'Бета', '1 000,50', { Способ: 'карта', Выплачено: day('2023-11-08') }),
    withdrawal('2023-11-15', 'Альфа', 90_000),
    withdrawal('2023-12-01', 'Альфа', 2500),
  ],
};
const register = (now: string, ...args: readonly string[]) =>
  workbook(tabs).act('payoutRegister', now, ...args).plan;
/** A line of the result. */
const paid = (date: string, name: string, tariff: string, sum: number, way = '', on = '') => ({
  Дата: date,
  Партнёр: name,
  Тариф: tariff,
  Сумма: sum,
  Способ: way,
  Выплачено: on,
});

describe('payoutRegister', () => {
  test('the accepted withdrawals dated in that month, by date, with a total', () => {
    const { newTab, message, result } = register('2023-12-05', '2023-11');
    expect(newTab?.tab.title).toBe('Выплаты 2023-11');
    expect(Object.values(newTab?.tab.columns ?? {}).map(({ header }) => header)).toEqual([
      'Дата',
      'Партнёр',
      'Тариф',
      'Сумма',
      'Способ',
      'Выплачено',
    ]);
    expect(newTab?.rows).toEqual([
      [day('2023-11-01'), 'Бета', 'физлицо', 1000.5, 'карта', day('2023-11-08')],
      [day('2023-11-30'), 'Альфа', 'юрлицо', 2000, 'расчётный счёт', ''],
      ['Итого', '', '', 3000.5, '', ''],
    ]);
    expect(newTab?.tab.about).toBe('Принятые заявки на вывод за 2023-11.');
    for (const { options } of Object.values(newTab?.tab.columns ?? {})) expect(options.note).toMatch(/\S/);
    expect(newTab?.tab.columns.date?.options.sums).toBe('Итого');
    expect(message).toBe('Создана вкладка «Выплаты 2023-11»: 2 заявки на 3\u00a0000,50\u00a0₽.');
    expect(result).toEqual([
      paid('01.11.2023', 'Бета', 'физлицо', 1000.5, 'карта', '08.11.2023'),
      paid('30.11.2023', 'Альфа', 'юрлицо', 2000, 'расчётный счёт'),
    ]);
  });

  test('withdrawals of one day are in order of rows; a blank Способ and Выплачено stay blank', () => {
    const day1 = [2100, 2000, 2200, 2050, 2150].map((amount) => withdrawal('2023-11-30', 'Альфа', amount));
    const charges = [charge('2023-10-10', 'К1', 60_000), charge('2023-10-10', 'К2', 60_000)];
    const { newTab, message, result } = workbook({ ...tabs, charges, withdrawals: day1 }).act(
      'payoutRegister',
      '2023-12-05',
      '2023-11',
    ).plan;
    expect(newTab?.rows.map((row) => row.slice(3))).toEqual([
      ...[2100, 2000, 2200, 2050, 2150].map((amount) => [amount, '', '']),
      [10_500, '', ''],
    ]);
    expect(message).toBe('Создана вкладка «Выплаты 2023-11»: 5 заявок на 10\u00a0500\u00a0₽.');
    expect(result).toContainEqual(paid('30.11.2023', 'Альфа', 'юрлицо', 2050));
  });

  test('«Выплачено» that is ahead stays blank', () => {
    const { newTab, result } = register('2023-11-05', '2023-11');
    expect(newTab?.rows[0]?.[5]).toBe('');
    expect(result).toEqual([paid('01.11.2023', 'Бета', 'физлицо', 1000.5, 'карта')]);
  });

  test('the message for a single withdrawal; the action asks for one parameter', () => {
    expect(register('2023-12-05', '2023-12').message).toBe(
      'Создана вкладка «Выплаты 2023-12»: 1 заявка на 2\u00a0500\u00a0₽.',
    );
    const action = referral.actions.find(({ name }) => name === 'payoutRegister');
    expect(action?.parameters).toEqual([
      { name: 'месяц', prompt: 'За какой месяц? ГГГГ-ММ, например 2023-10.' },
    ]);
    expect(() => register('2023-12-05')).toThrow('Впишите месяц в виде ГГГГ-ММ, например 2023-10.');
  });

  test.each([
    ['2023-10', 'За 2023-10 нет принятых заявок на вывод'],
    ['11.2023', 'Впишите месяц в виде ГГГГ-ММ'],
    ['2023-00', 'Впишите месяц в виде ГГГГ-ММ'],
    ['9999-01', 'Впишите месяц в виде ГГГГ-ММ'],
    ['9998-12', 'За 9998-12 нет принятых заявок на вывод'],
    [' 2023-10 ', 'За 2023-10 нет принятых заявок на вывод'],
  ])('refuses %s', (month, message) => {
    expect(() => register('2023-12-05', month)).toThrow(message);
  });
});

describe('closeMonth', () => {
  const close = (given: Tabs, settings = {}) =>
    plain(workbook(given, settings).act('closeMonth', '2023-11-05', '2023-10').plan.message);
  test('refuses while a setting is in error', () => {
    expect(() => close(tabs, { 'Ставка юрлица, %': 'двадцать' })).toThrow(
      'На вкладке «Настройки» есть ошибки (строка 2): месяц закрылся бы со значениями по умолчанию.',
    );
  });
  test.each(['Менеджер', 'Срок выплаты физлицу, дней', 'Режим писем', 'Предупреждать за, дней', 'Страна'])(
    'does not depend on «%s»',
    (parameter) => {
      expect(close(tabs, { [parameter]: 'чепуха' })).toBe('Месяц 2023-10 закрыт: 3 строки на 9 000 ₽.');
    },
  );
  test.each(['Часовой пояс', 'Обучение обязательно', 'Клиентов для вывода юрлица'])(
    'refuses while «%s» is in error',
    (parameter) => {
      expect(() => close(tabs, { Менеджер: 'нет', [parameter]: 'чепуха' })).toThrow(' (строка 3): ');
    },
  );
  test('rows in error of later months belong to open months', () => {
    const bad = (date: string): readonly Typed[] => [
      charge(date, 'К1', 'чепуха'),
      charge(date, 'Никто', 10),
      { ...change(date, 'Никто', 'физлицо') },
    ];
    const given = (...dates: readonly string[]): Tabs => ({
      ...tabs,
      changes: dates.flatMap((date) => bad(date).slice(2)),
      charges: [...(tabs.charges ?? []), ...dates.flatMap((date) => bad(date).slice(0, 2))],
    });
    expect(close(given('2023-11-01'))).toBe('Месяц 2023-10 закрыт: 3 строки на 9 000 ₽.');
    expect(close(given('2023-10-31', '2023-11-01'))).toContain(' Не учтено из-за ошибок: 3 строки ');
    const undated = {
      ...tabs,
      charges: [...(tabs.charges ?? []), { ...charge('2023-10-31', 'К1', 1), Дата: '' }],
    };
    expect(close(undated)).toContain(' Не учтено из-за ошибок: 1 строка ');
  });
  test('says how many rows are in error', () => {
    const given = {
      ...tabs,
      partners: [...(tabs.partners ?? []), partner('Плохой', 'юрлицо', { Email: 'нет' })],
      clients: [...(tabs.clients ?? []), client('К9', 'Плохой')],
    };
    expect(close(tabs)).toBe('Месяц 2023-10 закрыт: 3 строки на 9 000 ₽.');
    expect(close(given)).toBe(
      'Месяц 2023-10 закрыт: 3 строки на 9 000 ₽. Не учтено из-за ошибок: 2 строки («Ошибки»); когда их исправят, разница станет корректировкой в открытом месяце.',
    );
  });
  test('what a row in error would have earned becomes a correction once it is right', () => {
    const book = workbook({ ...tabs, partners: [partner('Альфа', 'юрлицо', { Email: 'нет' })] });
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.tabs = { ...tabs, partners: [partner('Альфа', 'юрлицо')] };
    expect(lines(book.recompute('2023-12-05'))).toContain(
      '2023-12-01 2023-10 Альфа К1 корректировка 20000 3000',
    );
  });
});

const closeMonth = referral.actions.find(({ name }) => name === 'closeMonth');
const confirmation = closeMonth?.looks ? null : closeMonth?.confirm;
test('the confirmation of a closing names the month; an unreadable month is refused', () => {
  expect(confirmation?.question(['2023-10'])).toMatch(/^Закрыть 2023-10 и все месяцы до него\? /);
  expect(() => confirmation?.question(['чепуха'])).toThrow('Впишите месяц в виде ГГГГ-ММ');
});

describe('what is said with the question whether to close', () => {
  const caution = (now: string, month: string, more: Tabs = {}): string =>
    plain(confirmation?.caution?.(referrals(now, { ...tabs, ...more }).facts, [month]));
  test('what would be closed, and the rows in error', () => {
    expect(caution('2023-11-05', '2023-10')).toBe(' Будет закрыто: 3 строки на 9 000 ₽.');
    const clients = [...(tabs.clients ?? []), client('К9', 'Никто')];
    expect(caution('2023-11-05', '2023-10', { clients })).toBe(
      ' Будет закрыто: 3 строки на 9 000 ₽. Не учтено из-за ошибок: 1 строка («Ошибки»); когда их исправят, разница станет корректировкой в открытом месяце.',
    );
  });
  test('a month without anything to close: what it would mean', () => {
    const nothing =
      'Незакрытых начислений по 2023-10 нет: всё, что внесут за эти месяцы позже, станет корректировками. Закрыть всё же?';
    expect(caution('2023-11-05', '2023-10', { charges: [] })).toBe(
      ` Будет закрыто: 0 строк на 0 ₽. ${nothing}`,
    );
    const charges = [charge('2023-11-01', 'К9', 5)];
    expect(
      caution('2023-11-05', '2023-10', { charges, partners: [], clients: [client('К9', 'Никто')] }),
    ).toMatch(new RegExp(`открытом месяце\\. ${nothing.replace('?', '\\?')}$`));
  });
  test('a month that cannot be closed is refused before the question', () => {
    expect(() => caution('2023-10-31', '2023-10')).toThrow('Месяц 2023-10 ещё нельзя закрыть');
    expect(() => caution('2023-11-01', '2023-11')).toThrow('Месяц 2023-11 ещё нельзя закрыть');
  });
});
