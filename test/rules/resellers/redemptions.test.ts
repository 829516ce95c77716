// «Списания баллов»: never more than was available on their day; who may redeem points.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { bought, cellsOf, decideAt, partner, renewed, spent } from './fixtures.js';

describe('«Списания баллов»', () => {
  const purchases = [bought('2024-02-20', 1_000_000), bought('2024-05-20', 500_000)];
  const REFUSED = '«Баллы» — списано больше, чем было доступно в этот день: доступно';

  test.each<[string, string, readonly Typed[], readonly unknown[], number]>([
    ['all points of an ended quarter', '2024-05-01', [spent('2024-04-01', 20_000)], [null], 0],
    [
      'on the last day of the quarter, when its points are credited',
      '2024-05-01',
      [spent('2024-03-31', 20_000)],
      [null],
      0,
    ],
    ['the day before that', '2024-05-01', [spent('2024-03-30', 1)], [`${REFUSED} 0`], 20_000],
    ['one hundredth too much', '2024-05-01', [spent('2024-04-01', 20_000.01)], [`${REFUSED} 20 000`], 20_000],
    [
      'in order of date, not of rows',
      '2024-05-01',
      [spent('2024-04-20', 15_000), spent('2024-04-10', 10_000)],
      [`${REFUSED} 10 000`, null],
      10_000,
    ],
    [
      'on one day the upper row first',
      '2024-05-01',
      [spent('2024-04-10', 15_000), spent('2024-04-10', 10_000)],
      [null, `${REFUSED} 5 000`],
      5_000,
    ],
    [
      'a refused row uses up nothing',
      '2024-05-01',
      [spent('2024-04-10', 30_000), spent('2024-04-11', 20_000)],
      [`${REFUSED} 20 000`, null],
      0,
    ],
    [
      'later quarters do not count for an earlier day',
      '2024-07-01',
      [spent('2024-06-29', 25_000)],
      [`${REFUSED} 20 000`],
      30_000,
    ],
    ['they count on their last day', '2024-07-01', [spent('2024-06-30', 25_000)], [null], 5_000],
    [
      'today, the last day of the quarter: not credited yet',
      '2024-06-30',
      [spent('2024-06-30', 25_000)],
      [`${REFUSED} 20 000`],
      20_000,
    ],
    ['today', '2024-05-01', [spent('2024-05-01', 5_000)], [null], 15_000],
    [
      'tomorrow: not counted yet',
      '2024-05-01',
      [spent('2024-05-02', 5_000)],
      ['дата ещё не наступила: не учтено'],
      20_000,
    ],
  ])('%s', (_, now, redemptions, notes, available) => {
    const outcome = decideAt(now, { purchases, redemptions });
    const cells = outcome.computed['Списания баллов'] ?? [];
    const plain = (text: unknown): unknown =>
      typeof text === 'string' ? text.replace(/\u00a0/g, ' ') : text;
    expect(cells.map((row) => plain(row['ошибка'] ?? row['Примечание']))).toEqual(notes);
    expect(cellsOf(outcome, 'Реселлеры')['Доступно баллов']).toBe(available);
  });

  test.each<[string, number | string, string]>([
    ['zero', 0, 'число должно быть больше нуля'],
    ['negative', -5, 'число должно быть больше нуля'],
    ['finer than 0.01', 0.005, 'в числе баллов больше двух знаков после запятой'],
    ['too large', 1e14, 'слишком большое число'],
    ['words', 'сто', 'это не число'],
  ])('%s is a row error', (_, points, what) => {
    expect(
      decideAt('2024-05-01', { purchases, redemptions: [spent('2024-04-01', points)] }).problems,
    ).toEqual([`Списания баллов!2[Баллы]: ${what}`]);
  });

  test('returns can make the available points negative; then nothing can be redeemed', () => {
    const outcome = decideAt('2024-07-01', {
      purchases: [bought('2024-02-20', 1_000_000), bought('2024-05-20', -600_000)],
      redemptions: [spent('2024-04-01', 20_000), spent('2024-07-01', 0.01)],
    });
    expect(cellsOf(outcome, 'Реселлеры')).toMatchObject({ Баллы: 8_000, 'Доступно баллов': -12_000 });
    expect(outcome.problems).toHaveLength(1);
  });

  test('an unknown company is a row error; a company in error gets a note (rule 5)', () => {
    const outcome = decideAt('2024-05-01', {
      partners: [partner(renewed(2020))],
      redemptions: [spent('2024-04-01', 1, 'ТОО «Незнакомец»'), spent('2024-04-01', 1)],
    });
    expect(outcome.problems[1]).toBe(
      'Списания баллов!2[Компания]: такой компании нет на вкладке «Реселлеры»',
    );
    expect(outcome.problems).toHaveLength(2);
    expect(cellsOf(outcome, 'Списания баллов', 1)).toEqual({
      Примечание: 'строка компании с ошибкой: не учтено',
    });
  });
});
