// The sample data contain every case of the rules, and the settings for interpretation change only what they
// should.
import { describe, expect, test } from '@jest/globals';
import { demo as sampleOf } from '../../../src/rules/resellers/demo.js';
import { resellers } from '../../../src/rules/resellers/index.js';
import { type Outcome, play, sampleTabs } from '../harness.js';

const demo = sampleOf();
const tabs = sampleTabs(resellers, demo.rows);
const show = (settings: Readonly<Record<string, string>> = {}): Outcome =>
  play(resellers, { now: demo.now, tabs, settings: { ...demo.settings, ...settings } });
const outcome = show();
const column = (tab: string, header: string, own = outcome): readonly unknown[] =>
  [...(own.computed[tab] ?? []), ...(own.outputs[tab] ?? [])].map((row) => row[header] ?? null);

describe('every case of the rules is there', () => {
  test('thirty partners without errors, over six quarters', () => {
    expect(column('Реселлеры', 'Уровень').filter((level) => level !== null)).toHaveLength(30);
    expect(new Set(column('Накопление', 'Квартал'))).toEqual(
      new Set(['2024-Q3', '2024-Q4', '2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']),
    );
  });

  test.each<[string, string, readonly unknown[]]>([
    [
      'Реселлеры',
      'Уровень',
      ['Primary Reseller', 'Professional Reseller', 'Corporate Reseller', 'Solution Provider'],
    ],
    ['Реселлеры', 'Сервисный статус', ['Service Reseller', 'Service Provider', null]],
    [
      'Реселлеры',
      'Чего не хватает',
      ['Техперсонал', 'План продаж', 'Специалист по продажам', 'Совместные решения', null],
    ],
    ['Реселлеры', 'Участие', ['действует', 'истекло', 'ещё не началось']],
    ['Заявки на уровень', 'Можно одобрить', ['да', 'нет', null]],
    ['Накопление', 'Ставка', [2, 4]],
    ['Накопление', 'Вид', ['итог', 'прогноз']],
    ['Списания баллов', 'Примечание', ['дата ещё не наступила: не учтено', null]],
  ])('%s, %s', (tab, header, words) => {
    const seen = new Set(column(tab, header));
    for (const word of words) expect(seen).toContain(word);
  });

  test.each([
    'до начала участия',
    'после окончания участия',
    'дата ещё не наступила',
    'строка компании с ошибкой',
  ])('a purchase with the note «%s»', (note) => {
    expect(column('Закупки', 'Примечание').some((text) => String(text).startsWith(note))).toBe(true);
  });

  test('returns can make a quarter’s points negative', () => {
    expect(column('Накопление', 'Баллы за квартал').some((points) => Number(points) < 0)).toBe(true);
  });

  test('a few rows in error in four tabs', () => {
    const at = outcome.problems.map((problem) => problem.slice(0, problem.indexOf('!')));
    expect(new Set(at)).toEqual(new Set(['Реселлеры', 'Закупки', 'Списания баллов', 'Заявки на уровень']));
    expect(at.length).toBeLessThan(12);
  });

  test('letters and deadlines are due', () => {
    expect(new Set(outcome.letters.map(({ code }) => code))).toEqual(
      new Set(['resellers.renewal', 'resellers.level', 'resellers.digest']),
    );
    expect(new Set(outcome.deadlines.map(({ what }) => what))).toEqual(
      new Set(['Конец квартала', 'Окончание участия', 'Ответ на заявку']),
    );
  });

  test('only example addresses and one invalid one', () => {
    const rows = tabs['Реселлеры'] ?? [];
    expect(rows.length).toBeGreaterThan(1);
    for (const { Email } of rows) expect(String(Email)).toMatch(/@example\.(com|org|net)$|^нет почты$/);
  });
});

describe('settings for the interpretation («Что изменится?»)', () => {
  const points = (own: Outcome): number =>
    column('Реселлеры', 'Баллы', own).reduce<number>((sum, one) => sum + Number(one), 0);

  test('«сверх порога» lowers the total points, and not those of partners below the threshold', () => {
    const excess = show({ 'Расчёт баллов': 'сверх порога' });
    expect(points(excess)).toBeLessThan(points(outcome));
    const rates = new Map<unknown, number>();
    for (const row of outcome.outputs['Накопление'] ?? [])
      rates.set(
        row['Компания'],
        Math.max(rates.get(row['Компания']) ?? 0, Number(row['Вид'] === 'итог' ? row['Ставка'] : 0)),
      );
    (tabs['Реселлеры'] ?? []).forEach((row, index) => {
      const before = outcome.computed['Реселлеры']?.[index]?.['Баллы'];
      const after = excess.computed['Реселлеры']?.[index]?.['Баллы'];
      if ((rates.get(row['Компания']) ?? 2) <= 2) expect(after).toBe(before);
    });
  });

  test('«всё время» does not change quarters of a partner’s first year', () => {
    const firstYear = (own: Outcome): unknown =>
      (own.outputs['Накопление'] ?? []).filter((row) => String(row['Квартал']).startsWith('2024'));
    const forever = show({ 'Срок накопления': 'всё время' });
    expect(firstYear(forever)).toEqual(firstYear(outcome));
    expect(points(forever)).toBeGreaterThan(points(outcome));
  });

  test('with «Накопление для уровней» only the listed levels have rows', () => {
    const primary = show({ 'Накопление для уровней': 'Primary Reseller' });
    const earning = new Set(column('Накопление', 'Компания', primary));
    (tabs['Реселлеры'] ?? []).forEach((row, index) => {
      const cells = primary.computed['Реселлеры']?.[index] ?? {};
      if (cells['Уровень'] !== 'Primary Reseller') expect(earning).not.toContain(row['Компания']);
    });
    expect(earning.size).toBeGreaterThan(0);
  });
});
