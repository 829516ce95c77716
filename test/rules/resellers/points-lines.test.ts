// «Почему такая цифра?» of points («Накопительная программа»): every row that a figure is based on, and the
// arithmetic word for word.
import { describe, expect, test } from '@jest/globals';
import { day, type Outcome, plain, reckoned, type Scene } from '../harness.js';
import { bought, decideAt, PARTNER, partner, renewed, spent, type Tabs } from './fixtures.js';

const TODAY = '2024-07-15';
const TABS: Tabs = {
  partners: [
    partner({ 'Дата регистрации': day('2023-03-01'), ...renewed(2024) }),
    partner({ Компания: 'Айва' }),
  ],
  purchases: [
    bought('2023-11-10', 500_000),
    bought('2024-02-20', 3_000_000),
    bought('2024-05-20', 100),
    { ...bought('2024-05-21', -200_000), Документ: 'Акт 1' },
    bought('2024-05-22', 0),
    bought('2024-05-22', 70, 'Айва'),
  ],
  redemptions: [
    spent('2024-07-01', 1_000),
    spent(TODAY, 2_000.5),
    spent('2024-07-10', 900_000),
    spent('2024-07-16', 3_000),
    spent('2024-07-01', 1, 'Айва'),
  ],
};
const played = (settings: Scene['settings'] = {}, tabs = TABS): Outcome =>
  decideAt(TODAY, tabs, { settings });
const sumOf = (shown: Outcome, tab: string, row: number, header: string): string =>
  reckoned(shown, tab, row, header).at(-1) ?? '';

const OF_2023 = '10.11.2023: закупка 500 000 @Закупки!2';
const Q1 = '20.02.2024: закупка 3 000 000 @Закупки!3';
const Q2 = [
  '20.05.2024: закупка 100 @Закупки!4',
  '21.05.2024: возврат −200 000, Акт 1 @Закупки!5',
  '22.05.2024: закупка 0 @Закупки!6',
];
// «Накопление» is ordered by company: «Айва» has rows 2 and 3, the other company (2023-Q4…2024-Q3) rows 4…7.
const QUARTERS = [
  '2023-Q4: 10 000 @Накопление!4',
  '2024-Q1: 60 000 @Накопление!5',
  '2024-Q2: −3 998 @Накопление!6',
];

describe('год участия: the sum restarts on 1 January, points of past years stay', () => {
  const outcome = played();
  test('the rows of «Накопление» that the explanations refer to', () => {
    expect(
      outcome.outputs['Накопление']?.map((row) => `${row['Компания']} ${row['Квартал']}`).slice(2),
    ).toEqual([`${PARTNER} 2023-Q4`, `${PARTNER} 2024-Q1`, `${PARTNER} 2024-Q2`, `${PARTNER} 2024-Q3`]);
  });
  test.each<[number, string, readonly string[]]>([
    [4, 'Накоплено за период', [OF_2023, '= 500 000']],
    [5, 'Накоплено за период', [Q1, '= 3 000 000']],
    // Up to and including the threshold the lower rate applies.
    [5, 'Ставка', [Q1, '= 3 000 000 ≤ 3 000 000: 2 %']],
    [5, 'Баллы за квартал', [Q1, '= 3 000 000 × 2 % = 60 000; 60 000 − 0 = 60 000']],
    [6, 'Закупки за квартал', [...Q2, '= 100 − 200 000 + 0 = −199 900']],
    [6, 'Накоплено за период', [Q1, ...Q2, '= 3 000 000 + 100 − 200 000 + 0 = 2 800 100']],
    [6, 'Баллы за квартал', [Q1, ...Q2, '= 2 800 100 × 2 % = 56 002; 56 002 − 60 000 = −3 998']],
    [6, 'Баллы всего', [...QUARTERS, '= 10 000 + 60 000 − 3 998 = 66 002']],
    [6, 'Вид', [Q1, ...Q2, '= 2 800 100 × 2 % = 56 002; 56 002 − 60 000 = −3 998']],
    [7, 'Закупки за квартал', ['= закупок нет: 0']],
    [7, 'Баллы за квартал', [Q1, ...Q2, '= 2 800 100 × 2 % = 56 002; 56 002 − 56 002 = 0']],
  ])('«Накопление» row %d, %s', (row, header, expected) => {
    expect(reckoned(outcome, 'Накопление', row, header)).toEqual(expected);
  });
  test.each<[string, readonly string[]]>([
    ['Баллы', [...QUARTERS, '= 10 000 + 60 000 − 3 998 = 66 002']],
    [
      'Доступно баллов',
      [
        ...QUARTERS,
        '01.07.2024: списано 1 000 — скидка @Списания баллов!2',
        '15.07.2024: списано 2 000,50 — скидка @Списания баллов!3',
        '= 10 000 + 60 000 − 3 998 = 66 002; 66 002 − 3 000,50 = 63 001,50',
      ],
    ],
    ['До порога', [Q1, ...Q2, '= 3 000 000 − 2 800 100 = 199 900']],
  ])('«Реселлеры», %s', (header, expected) => {
    expect(reckoned(outcome, 'Реселлеры', 2, header)).toEqual(expected);
  });
  test.each([
    [6, 'Квартал закончился 30.06.2024: баллы начислены в этот день.'],
    [7, 'Квартал заканчивается 30.09.2024: до тех пор это прогноз.'],
  ])('row %d says whether it is final or a forecast', (row, words) => {
    expect(outcome.explain('Накопление', row, 'Вид')?.rule).toContain(words);
  });
});

describe('other interpretations of the regulation', () => {
  test('«всё время»: purchases of past years still count', () => {
    const outcome = played({ 'Срок накопления': 'всё время' });
    expect(reckoned(outcome, 'Накопление', 5, 'Накоплено за период')).toEqual([
      OF_2023,
      Q1,
      '= 500 000 + 3 000 000 = 3 500 000',
    ]);
    expect(sumOf(outcome, 'Накопление', 5, 'Баллы за квартал')).toBe(
      '= 3 500 000 × 4 % = 140 000; 140 000 − 10 000 = 130 000',
    );
    expect(sumOf(outcome, 'Реселлеры', 2, 'До порога')).toBe('= 3 300 100 > 3 000 000: 0');
  });
  test('«сверх порога»: exactly at the threshold the lower rate applies', () => {
    const outcome = played({ 'Расчёт баллов': 'сверх порога' });
    expect(sumOf(outcome, 'Накопление', 5, 'Ставка')).toBe('= 3 000 000 ≤ 3 000 000: 2 %');
    expect(sumOf(outcome, 'Накопление', 5, 'Баллы за квартал')).toBe(
      '= 3 000 000 × 2 % = 60 000; 60 000 − 0 = 60 000',
    );
  });
  const RULE =
    'Баллы квартала — баллы с накопленной суммы минус баллы на конец прошлого квартала; до 0,01 округляют один раз — баллы с накопленной суммы.';
  test.each<[Scene['settings'], string, string]>([
    [{}, 'с 1 января (год участия)', '4 % со всей суммы'],
    [
      { 'Срок накопления': 'всё время', 'Расчёт баллов': 'сверх порога' },
      'с первой закупки (всё время)',
      '4 % с превышения и 2 % с остального',
    ],
  ])('the rule with %j', (settings, start, whole) => {
    expect(plain(played(settings).explain('Накопление', 5, 'Ставка')?.rule ?? '')).toBe(
      `Закупки складываются ${start}. До 3 000 000 KZT включительно — 2 %, свыше — ${whole}. ${RULE}`,
    );
  });
});

describe('limiting cases', () => {
  test('a negative total is subtracted by adding it', () => {
    const purchases = [bought('2024-02-20', -100_000), bought('2024-05-20', 50_000)];
    const outcome = played({}, { purchases });
    expect(sumOf(outcome, 'Накопление', 3, 'Баллы за квартал')).toBe(
      '= −50 000 × 2 % = −1 000; −1 000 + 2 000 = 1 000',
    );
    expect(sumOf(outcome, 'Реселлеры', 2, 'До порога')).toBe('= 3 000 000 + 50 000 = 3 050 000');
  });
  test('without purchases', () => {
    const outcome = played({}, {});
    expect(reckoned(outcome, 'Реселлеры', 2, 'Баллы')).toEqual(['= 0']);
    expect(reckoned(outcome, 'Реселлеры', 2, 'Доступно баллов')).toEqual(['= 0; 0 − 0 = 0']);
    expect(reckoned(outcome, 'Реселлеры', 2, 'До порога')).toEqual(['= 3 000 000 − 0 = 3 000 000']);
  });
  test('exactly the threshold', () => {
    const outcome = played({}, { purchases: [bought('2024-05-20', 3_000_000)] });
    expect(sumOf(outcome, 'Реселлеры', 2, 'До порога')).toBe('= 3 000 000 − 3 000 000 = 0');
  });
  test('a level outside «Накопление для уровней» earns no points', () => {
    const reason = played({ 'Накопление для уровней': 'Corporate Reseller' }).explain(
      'Реселлеры',
      2,
      'Баллы',
    );
    expect(reason).toEqual({
      rule: 'Уровень Primary Reseller не копит баллы: его нет в настройке «Накопление для уровней».',
      clause: 'Раздел «Накопительная программа»; таблица уровней',
      lines: [],
      sum: '0',
    });
  });
  test.each([
    [20, `${Array.from({ length: 20 }, () => '10').join(' + ')} = 200`],
    [21, '21 строка, всего 210'],
  ])('%d amounts: at most twenty are shown as a sum', (n, expected) => {
    const purchases = Array.from({ length: n }, () => bought('2024-05-20', 10));
    expect(sumOf(played({}, { purchases }), 'Накопление', 2, 'Закупки за квартал')).toBe(`= ${expected}`);
  });
});
