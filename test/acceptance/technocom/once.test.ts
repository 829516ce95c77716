// Rows of one client, partner and day collide: without a change nobody is written to again.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY, serial } from '../calendar.js';
import type { Cells } from '../cells.js';
import { client, of, written } from './rows.js';

const DAYS = ['12.01.2026', '15.01.2026', '18.01.2026'].map(serial);
const day = fc.constantFrom(...DAYS);
const blankOr = (weight: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: day });
const row: fc.Arbitrary<Cells> = fc
  .record({
    Партнёр: fc.constantFrom('Альфа', 'Альфа', 'Бета'),
    'Дата запроса': fc.tuple(day, fc.constantFrom(0, 0.25)).map(([on, hour]) => on + hour),
    'Контакт 2': fc.constantFrom('есть', 'есть', null),
    Подтверждено: blankOr(1),
    Отклонено: blankOr(2),
    Откреплён: blankOr(4),
  })
  .map(client);
/** Runs in the morning, and whether staff send the drafts. */
const mornings = fc.array(fc.tuple(day, fc.boolean()), { minLength: 1, maxLength: 2 });

/** Recomputes twice, before and after the drafts were sent; returns the letters after the first time. */
function repeated(rows: readonly Cells[], runs: readonly (readonly [number, boolean])[]): readonly string[] {
  const one = of(...rows);
  const letters = (): readonly string[] => written(one).map(({ code, to }) => `${code} > ${to}`);
  for (const [on, isSent] of [...runs].sort(([a], [b]) => a - b)) {
    const now = on * DAY + 8 * 60;
    one.recompute(now);
    const first = letters();
    one.recompute(now);
    expect(letters()).toEqual(first);
    if (isSent) one.call('send', now);
    one.recompute(now);
    expect(letters()).toEqual(first);
  }
  return letters().filter((letter) => !letter.startsWith('digest'));
}

describe('two rows of one client and partner: each decision has its own letter', () => {
  test.each<[string, readonly Cells[], readonly string[]]>([
    [
      'another partner held the client on both days',
      [
        client({ Партнёр: 'Бета', 'Дата запроса': '07.01.2026 10:00' }),
        client({ 'Дата запроса': '15.01.2026 10:00' }),
        client({ 'Дата запроса': '18.01.2026 07:00' }),
      ],
      ['refused > a@x.ru'],
    ],
    [
      'both rejected',
      [
        client({ 'Дата запроса': '10.01.2026 10:00', Отклонено: '15.01.2026' }),
        client({ 'Дата запроса': '16.01.2026 10:00', Отклонено: '18.01.2026' }),
      ],
      ['refused > a@x.ru'],
    ],
    [
      'one rejected on the day on which the other is confirmed',
      [
        client({ 'Дата запроса': '17.01.2026 10:00', Отклонено: '18.01.2026' }),
        client({ 'Дата запроса': '18.01.2026 07:00', Подтверждено: '18.01.2026' }),
      ],
      ['refused > a@x.ru', 'fixed > a@x.ru'],
    ],
  ])('%s', (_, rows, expected) => {
    for (const isSent of [false, true])
      expect(repeated(rows, [[serial('18.01.2026'), isSent]])).toEqual(expected);
  });
});

test('a registry that nobody has changed yields no second letter, whether or not the first was sent', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 4 }), mornings, (rows, runs) => {
      repeated(rows, runs);
    }),
    { numRuns: 50, seed: 3 },
  );
});
