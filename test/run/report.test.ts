// The sentences of a report.
import { describe, expect, test } from '@jest/globals';
import { recomputeSummary, stoppedSentence, total } from '../../src/run/report.js';

describe('the outcome', () => {
  test.each<[Record<string, number>, number, number, string]>([
    [{}, 0, 0, 'ничего не изменилось'],
    [{ Рейтинг: 1 }, 0, 0, 'изменена 1 ячейка'],
    [{ Рейтинг: 2, Сроки: 3 }, 4, 5, 'изменено 5 ячеек, замечаний на вкладке «Ошибки»: 4, новых писем: 5'],
  ])('%j, %i errors, %i letters: %s', (changed, errors, queued, text) => {
    expect(recomputeSummary(changed, errors, queued)).toBe(text);
    expect(total(changed)).toBe(Object.values(changed).reduce((sum, n) => sum + n, 0));
  });

  test.each<[readonly string[], string]>([
    [[], ''],
    [
      ['Марафон'],
      'Не пересчитана программа «Марафон»: почему — на вкладке «Ошибки». Прежние итоги оставлены как были.',
    ],
    [
      ['Марафон', 'Вебинары'],
      'Не пересчитаны программы «Марафон», «Вебинары»: почему — на вкладке «Ошибки». Прежние итоги оставлены как были.',
    ],
  ])('stopped: %j', (titles, text) => {
    expect(stoppedSentence(titles)).toBe(text);
  });
});
