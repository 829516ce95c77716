// «Почему такая цифра?»: every figure has its rows, its clause and its arithmetic.
import { describe, expect, test } from '@jest/globals';
import { referral } from '../../../src/rules/referral/index.js';
import type { Reason } from '../../../src/rules/reasons.js';
import type { Outcome } from '../harness.js';
import {
  change,
  charge,
  client,
  lines,
  one,
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
    charge('2023-10-10', 'К1', 1000),
    charge('2023-10-20', 'К1', -100.5),
    charge('2023-10-20', 'К1', 700, { Вид: 'телефония' }),
    charge('2023-09-20', 'К3', 2000),
    charge('2023-10-15', 'К3', 4000),
    charge('2023-10-16', 'К2', 20_000),
    charge('2023-12-10', 'К2', 1000),
  ],
  changes: [change('2023-12-05', 'Бета', 'юрлицо')],
  withdrawals: [withdrawal('2023-11-10', 'Бета', 500), withdrawal('2023-11-10', 'Альфа', 9000)],
};
const book = workbook(tabs);
book.act('closeMonth', '2023-11-05', '2023-10');
book.tabs = { ...tabs, charges: [...(tabs.charges ?? []), charge('2023-10-31', 'К1', 1000)] };
const outcome = book.recompute('2024-01-10');

/** Explains the ledger line whose text contains the words. */
function explainLine(words: string, shown: Outcome = outcome): Reason | null {
  const index = lines(shown).findIndex((line) => line.includes(words));
  if (index < 0) throw new Error(`no line ${words}: ${lines(shown).join('; ')}`);
  return shown.decision.explain({ tab: 'ledger', index, column: 'amount' });
}
const rows = (reason: Reason | null): readonly string[] =>
  (reason?.lines ?? []).map(({ tab, row }) => `${tab ?? ''}!${row ?? ''}`);

describe('«Начисления»', () => {
  test('процент: the charges and the rate', () => {
    const plain = workbook(tabs).recompute('2023-11-05');
    const reason = explainLine('К1 процент', plain);
    expect(rows(reason)).toEqual(['Клиенты!2', 'Партнёры!2', 'Списания!2', 'Списания!3', 'Списания!4']);
    expect(reason?.sum).toBe('1\u00a0000 − 100,50 = 899,50; 899,50 × 15 % = 134,93');
    expect(reason?.clause).toContain('Размер вознаграждения');
  });
  test('разовое: all charges that count for the threshold', () => {
    const reason = explainLine('К3 разовое');
    expect(rows(reason)).toEqual(['Закрытые месяцы!', 'Клиенты!4', 'Партнёры!3', 'Списания!5', 'Списания!6']);
    expect(reason?.sum).toBe('2\u00a0000 + 4\u00a0000 = 6\u00a0000 ≥ 5\u00a0000 → 3\u00a0000');
  });
  test('обнуление: the change, the credits and the withdrawals', () => {
    const reason = explainLine('обнуление');
    expect(rows(reason)[0]).toBe('Смена тарифа!2');
    expect(rows(reason)).toContain('Выводы!2');
    expect(reason?.sum).toBe('на балансе было: 3\u00a0000 − 500 = 2\u00a0500; обнуление −2\u00a0500');
  });
  test('корректировка: the current result and what is closed', () => {
    const reason = explainLine('корректировка');
    expect(rows(reason).slice(0, 3)).toEqual(['Списания!2', 'Списания!3', 'Списания!9']);
    expect(reason?.sum).toBe('по данным 284,93 − закрыто 134,93 = 150');
  });
});

describe('«Балансы»', () => {
  const explain = (name: string, header: string) => {
    const row = (outcome.outputs['Балансы'] ?? []).findIndex((one) => one['Партнёр'] === name);
    return outcome.explain('Балансы', row + 2, header);
  };
  test.each<[string, string, string]>([
    ['Альфа', 'Начислено', '134,93 + 3\u00a0000 + 150 + 150 = 3\u00a0434,93'],
    ['Альфа', 'Клиентов с оплатой', '2'],
    ['Альфа', 'Баланс', 'начислено, обнулено, выведено: 3\u00a0434,93 + 0 + 0 = 3\u00a0434,93'],
    ['Альфа', 'Доступно', 'доступно 3\u00a0434,93\u00a0₽, без перерыва с 01.11.2023'],
    ['Альфа', 'Доступно с', 'доступно 3\u00a0434,93\u00a0₽, без перерыва с 01.11.2023'],
    ['Бета', 'Обнулено', '−2\u00a0500'],
    ['Бета', 'Выведено', '500'],
    ['Бета', 'Баланс', 'начислено, обнулено, выведено: 3\u00a0000 − 2\u00a0500 − 500 = 0'],
    [
      'Бета',
      'Чего не хватает',
      'доступно 0\u00a0₽: на балансе 0\u00a0₽, нужно от 2\u00a0000\u00a0₽; клиентов с оплатой 1, нужно 2',
    ],
  ])('%s, %s: %s', (name, header, sum) => {
    expect(explain(name, header)?.sum).toBe(sum);
  });
  test('Тариф: the partner’s row and the change', () => {
    expect(rows(explain('Бета', 'Тариф'))).toEqual(['Партнёры!3', 'Смена тарифа!2']);
  });
});

describe('computed columns', () => {
  test.each<[string, number, string, string, readonly string[]]>([
    [
      'Клиенты',
      2,
      'Списано всего',
      '1\u00a0000 − 100,50 + 700 + 1\u00a0000 = 2\u00a0599,50',
      ['Списания!2', 'Списания!3', 'Списания!4', 'Списания!9'],
    ],
    ['Клиенты', 2, 'Вознаграждение до', '15.09.2023 + 24 месяца = 15.09.2025', ['Клиенты!2']],
    [
      'Выводы',
      3,
      'Статус',
      'запрошено 9\u00a0000\u00a0₽, доступно 3\u00a0134,93\u00a0₽',
      ['Выводы!3', 'Партнёры!2', '!', '!'],
    ],
    [
      'Партнёры',
      2,
      'Причина',
      'доступно 3\u00a0434,93\u00a0₽, без перерыва с 01.11.2023',
      ['!', 'Партнёры!2', '!'],
    ],
  ])('%s!%d %s', (tab, row, header, sum, sources) => {
    const reason = outcome.explain(tab, row, header);
    expect(reason?.sum).toBe(sum);
    expect(rows(reason)).toEqual(sources);
  });

  test('«Вознаграждение до» of a физлицо’s client says that there is no term', () => {
    const ruleFor = (tariff: 'юрлицо' | 'физлицо') =>
      referrals('2023-10-05', { partners: [partner('Альфа', tariff)], clients: one }).explain(
        'Клиенты',
        2,
        'Вознаграждение до',
      )?.rule;
    expect(ruleFor('физлицо')).toBe(`Физлицу срока нет. ${ruleFor('юрлицо')}`);
  });

  test('every computed figure of every tab has a rule, a clause and lines', () => {
    for (const [key, tab] of Object.entries(referral.tabs)) {
      if (tab.role === 'log') continue;
      const count = tab.role === 'input' ? 0 : (outcome.outputs[tab.title]?.length ?? 0);
      const wanted = tab.role === 'input' ? (outcome.computed[tab.title]?.length ?? 0) : count;
      for (const [column, { options }] of Object.entries(tab.columns)) {
        if (tab.role === 'input' && !('computed' in options)) continue;
        for (let index = 0; index < wanted; index += 1) {
          const reason = outcome.decision.explain({ tab: key, index, column });
          expect(reason?.rule).toMatch(/\.$/);
          expect(reason?.clause).not.toBe('');
          expect(reason?.lines.length).toBeGreaterThan(0);
        }
      }
    }
  });
});
