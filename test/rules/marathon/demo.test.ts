// The sample for newcomers contains every case.
import { describe, expect, test } from '@jest/globals';
import { demo } from '../../../src/rules/marathon/demo.js';
import { tabs } from '../../../src/rules/marathon/tabs.js';
import type { Tab } from '../../../src/rules/tabs.js';
import { sampleTabs } from '../harness.js';
import { stage } from './fixtures.js';
import { marathon } from '../../../src/rules/marathon/index.js';

const sample = demo();
const typed = sampleTabs(marathon, sample.rows);
const staged = stage({ now: sample.now, tabs: typed });
const valuesOf = (tab: string, header: string): ReadonlySet<unknown> =>
  new Set((staged.computed[tab] ?? []).map((row) => row[header] ?? null));

describe('the sample', () => {
  test('is the same every time', () => {
    expect(demo()).toEqual(sample);
  });

  test('has at least 40 participants and the six blocks of the seed', () => {
    expect(staged.outputs['Рейтинг']?.length).toBeGreaterThanOrEqual(40);
    expect(staged.facts.rows.blocks.map(({ block }) => block)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('has refusals and sales with each reason', () => {
    expect(valuesOf('Регистрации', 'Причина')).toEqual(
      new Set([null, 'регистрация вне срока', 'нет на портале', 'никнейм занят', 'email занят']),
    );
    expect(valuesOf('Продажи', 'Примечание')).toEqual(
      new Set([null, 'не новая', 'сумма меньше минимума', 'вне периода', 'не подтверждена']),
    );
  });

  test.each([
    ['Посещения', 'просмотр в записи баллов не даёт'],
    ['Посещения', 'повтор: посещение учтено'],
    ['Результаты тестов', 'до открытия теста'],
    ['Результаты тестов', 'после закрытия теста'],
    ['Результаты тестов', 'засчитывается только самая ранняя попытка'],
    ['Задания', 'не принято'],
    ['Задания', 'повтор: задание зачтено'],
  ])('«%s» has a row «%s…»', (tab, note) => {
    expect([...valuesOf(tab, 'Примечание')].some((value) => String(value).startsWith(note))).toBe(true);
  });

  test('has a tie in the rating, three nominations that need a draw and one with a single best', () => {
    const places = staged.outputs['Рейтинг']?.map((row) => row['Место']) ?? [];
    expect(new Set(places).size).toBeLessThan(places.length);
    expect(staged.outputs['Номинации']?.map((row) => row['Основание'])).toEqual([
      'нужен розыгрыш',
      'нужен розыгрыш',
      'нужен розыгрыш',
      'единственный лучший',
    ]);
  });

  test('has an error in every tab that staff fill, and negative additional points', () => {
    const inError = new Set(staged.problems.map((problem) => problem.split('!')[0]));
    expect([...inError].sort()).toEqual(
      Object.values<Tab>(tabs)
        .filter(({ role }) => role === 'input')
        .map(({ title }) => title)
        .sort(),
    );
    expect(staged.facts.rows.extra.some(({ points }) => points < 0)).toBe(true);
  });

  test('has letters of four kinds, and only example addresses', () => {
    const codes = new Set(staged.letters.map(({ code }) => code));
    for (const code of ['registered', 'rejected', 'digest', 'score'])
      expect(codes).toContain(`marathon.${code}`);
    for (const { email } of staged.facts.rows.registrations)
      expect(email).toMatch(/@example\.(com|org|net)$/);
  });
});
