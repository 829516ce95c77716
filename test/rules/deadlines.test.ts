// States of deadlines at exact instants (spec 00, «Shared tabs», «Time»).
import { describe, expect, test } from '@jest/globals';
import { day } from '../../src/rules/day.js';
import { deadlineState } from '../../src/rules/deadlines.js';
import { at, MOSCOW } from '../sheets/support.js';

const stateAt = (one: Parameters<typeof deadlineState>[0], now: string, warnDays = 3): string => {
  const instant = at(now);
  const { state, left } = deadlineState(one, {
    now: instant,
    today: MOSCOW.dayOf(instant),
    zone: MOSCOW,
    warnDays,
  });
  return `${state} ${left}`;
};

describe('a deadline on a day passes at the end of that day', () => {
  const due = { due: { day: day('2023-10-05') }, state: 'open' } as const;
  test.each([
    ['2023-10-01T23:59:59+03:00', 'впереди 4'],
    ['2023-10-02T00:00:00+03:00', 'скоро 3'],
    ['2023-10-04T23:59:59+03:00', 'скоро 1'],
    ['2023-10-05T00:00:00+03:00', 'сегодня 0'],
    ['2023-10-05T23:59:59.999+03:00', 'сегодня 0'],
    ['2023-10-06T00:00:00+03:00', 'просрочено -1'],
    ['2023-10-16T12:00:00+03:00', 'просрочено -11'],
    // 5 October has already begun in Moscow, while it is still the 4th in UTC.
    ['2023-10-04T21:00:00Z', 'сегодня 0'],
  ])('at %s: %s', (now, expected) => {
    expect(stateAt(due, now)).toBe(expected);
  });
});

describe('a deadline at an instant passes at that instant', () => {
  const due = { due: { at: at('2023-10-05T11:00:00+03:00') }, state: 'open' } as const;
  test.each([
    ['2023-10-01T23:59:59+03:00', 'впереди 4'],
    ['2023-10-02T00:00:00+03:00', 'скоро 3'],
    ['2023-10-05T10:59:59.999+03:00', 'сегодня 0'],
    ['2023-10-05T11:00:00+03:00', 'просрочено 0'],
    ['2023-10-05T23:00:00+03:00', 'просрочено 0'],
    ['2023-10-06T00:00:00+03:00', 'просрочено -1'],
  ])('at %s: %s', (now, expected) => {
    expect(stateAt(due, now)).toBe(expected);
  });
});

describe('«скоро» is within «Предупреждать за, дней»', () => {
  const due = { due: { day: day('2023-10-05') }, state: 'open' } as const;
  test.each([
    [0, '2023-10-04T12:00:00+03:00', 'впереди 1'],
    [0, '2023-10-05T12:00:00+03:00', 'сегодня 0'],
    [1, '2023-10-04T12:00:00+03:00', 'скоро 1'],
    [30, '2023-09-05T12:00:00+03:00', 'скоро 30'],
    [30, '2023-09-04T12:00:00+03:00', 'впереди 31'],
  ])('%i days, at %s: %s', (warnDays, now, expected) => {
    expect(stateAt(due, now, warnDays)).toBe(expected);
  });
});

test.each([
  ['done', 'выполнено -1'],
  ['lifted', 'снят -1'],
] as const)('what is %s is no longer overdue', (state, expected) => {
  expect(stateAt({ due: { day: day('2023-10-05') }, state }, '2023-10-06T12:00:00+03:00')).toBe(expected);
});
