// The sample data contain every case of the rules.
import { describe, expect, test } from '@jest/globals';
import { demo as sampleOf } from '../../../src/rules/referral/demo.js';
import { referral } from '../../../src/rules/referral/index.js';
import { day, play, sampleTabs } from '../harness.js';

const demo = sampleOf();
const tabs = sampleTabs(referral, demo.rows);
const outcome = play(referral, { now: demo.now, tabs, settings: demo.settings ?? {} });
const shown = (tab: string, header: string): readonly unknown[] =>
  [...(outcome.computed[tab] ?? []), ...(outcome.outputs[tab] ?? [])].map((row) => row[header] ?? null);

test('25 partners and 120 clients without errors, 30 months of charges', () => {
  expect(outcome.outputs['Балансы']).toHaveLength(25);
  expect(shown('Клиенты', 'Партнёр').filter((name) => name !== null)).toHaveLength(120);
  const months = new Set(shown('Списания', 'Учтено').filter((month) => month !== null));
  expect(months.size).toBeGreaterThanOrEqual(29);
  const dates = (tabs['Списания'] ?? []).map((row) => Number(row['Дата']));
  expect(Math.min(...dates)).toBeGreaterThanOrEqual(day('2023-06-01'));
  expect(Math.min(...dates)).toBeLessThan(day('2023-07-01'));
});

test('is the same every time', () => {
  expect(sampleOf()).toEqual(demo);
});

test('only example addresses', () => {
  const addresses = ['Партнёры', 'Клиенты'].flatMap((tab) =>
    (tabs[tab] ?? []).map((row) => String(row.Email ?? '')),
  );
  expect(addresses.filter((address) => address !== '').length).toBeGreaterThan(1);
  for (const address of addresses) expect(address).toMatch(/^$|@example\.(com|org|net)$/);
});

describe('every case is there', () => {
  test.each<[string, string, readonly unknown[]]>([
    ['Партнёры', 'Статус', ['активен', 'ещё не начал']],
    ['Выводы', 'Статус', ['принят', 'отклонён', null]],
    ['Начисления', 'Основание', ['процент', 'разовое', 'обнуление']],
    ['Начисления', 'Тариф', ['юрлицо', 'физлицо']],
    [
      'Клиенты',
      'Примечание',
      [
        'самореферал',
        'зарегистрирован раньше партнёра',
        'не обучен: процент не начисляется',
        'срок вознаграждения закончился',
        null,
      ],
    ],
    ['Балансы', 'Чего не хватает', ['на балансе нет денег', 'не подписан договор', null]],
  ])('%s, %s', (tab, header, values) => {
    expect(shown(tab, header)).toEqual(expect.arrayContaining([...values]));
  });

  test.each([
    'оплата не подтверждена',
    'дата ещё не наступила',
    'самореферал',
    'зарегистрирован раньше партнёра',
    'клиент не обучен',
    'до обучения клиента',
    'телефония не входит',
    'обзвон роботом',
    'до смены тарифа',
    'вознаграждение за клиента — до',
    'уже начислено',
    'порог',
  ])('a charge with the note «%s»', (note) => {
    expect(
      shown('Списания', 'Примечание').some(
        (text) => String(text).startsWith(note) || String(text).includes(note),
      ),
    ).toBe(true);
  });

  test.each(['запрошено', 'способ', 'не подписан договор'])(
    'a withdrawal rejected because of: %s',
    (reason) => {
      expect(shown('Выводы', 'Причина').some((text) => String(text).includes(reason))).toBe(true);
    },
  );

  test('a negative month', () => {
    const amounts = (outcome.outputs['Начисления'] ?? []).filter((line) => line['Основание'] === 'процент');
    expect(amounts.some((line) => Number(line['Сумма']) < 0)).toBe(true);
  });

  test.each(['Выплата физлицу', 'Окончание 24 месяцев вознаграждения'])('deadline: %s', (what) => {
    expect(outcome.deadlines.some((one) => one.what === what)).toBe(true);
  });

  test.each(Object.values(referral.letters).map(({ code }) => code))('letter: %s', (code) => {
    expect(outcome.letters.some((letter) => letter.code === code)).toBe(true);
  });

  test('letters contain no gaps and no double full stops', () => {
    for (const { subject, text } of outcome.letters) {
      expect(subject).not.toMatch(/undefined|null|NaN/);
      expect(text).not.toMatch(/undefined|null|NaN|\.\.|\{\{/);
    }
  });

  test('six errors', () => {
    expect(outcome.problems).toHaveLength(6);
  });

  test('every withdrawal paid out was covered', () => {
    const rows = tabs['Выводы'] ?? [];
    rows.forEach((row, index) => {
      if (!row['Выплачено']) return;
      const sum = outcome.explain('Выводы', index + 2, 'Статус')?.sum ?? '';
      const [asked = NaN, available = NaN] = (sum.match(/\d[\d\u00a0]*(?:,\d+)?/g) ?? []).map((text) =>
        Number(text.replace(/\u00a0/g, '').replace(',', '.')),
      );
      expect(available).toBeGreaterThanOrEqual(asked);
    });
  });
});
