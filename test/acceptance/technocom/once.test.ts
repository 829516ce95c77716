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

describe('several requests of one client and partner refused on one day: each is told of once', () => {
  const HELD = client({ Партнёр: 'Бета', 'Дата запроса': '07.01.2026 10:00' });
  const busy = (on: string): Cells => client({ 'Дата запроса': on });
  const rejected = (on: string): Cells =>
    client({ 'Дата запроса': on, 'Контакт 2': null, Отклонено: '18.01.2026' });
  const [first, second] = [rejected('10.01.2026 10:00'), rejected('12.01.2026 09:30')];
  /** The requests that the letters name. */
  const named = (one: ReturnType<typeof of>): readonly string[] =>
    written(one).flatMap(({ code, text }) =>
      code === 'refused' ? [/запрос от (.+) на предварительное/.exec(text)?.[1] ?? ''] : [],
    );
  const FIRST = '10.01.2026';
  const SECOND = '12.01.2026 09:30';
  test.each<[string, readonly Cells[], readonly string[]]>([
    [
      'by another partner’s hold',
      [HELD, busy('18.01.2026 06:00'), busy('18.01.2026 07:00')],
      ['18.01.2026', '18.01.2026 07:00'],
    ],
    ['by the head office', [first, second], [FIRST, SECOND]],
    ['without times', [rejected('10.01.2026'), rejected('12.01.2026')], [FIRST, '12.01.2026']],
    ['of one moment: it is the same request', [first, first], [FIRST]],
  ])('%s', (_, rows, expected) => {
    const one = of(...rows);
    one.recompute('18.01.2026 08:00');
    expect(named(one)).toEqual(expected);
    expect(one.recompute('18.01.2026 08:00')).toMatchObject({ changed: {} });
  });

  const third = rejected('11.01.2026 12:00');
  const THIRD = '11.01.2026 12:00';
  test.each<[string, readonly Cells[], readonly Cells[], readonly string[]]>([
    ['sorted', [first, second], [second, first], [FIRST, SECOND]],
    ['one is inserted between them', [first, second], [first, third, second], [FIRST, SECOND, THIRD]],
    ['an earlier one is entered later', [second], [first, second], ['12.01.2026', '10.01.2026 10:00']],
    ['the first is deleted', [first, second], [second], [FIRST, SECOND]],
    ['its moment is corrected', [first], [rejected('10.01.2026 15:00')], [FIRST]],
  ])('%s', (_, rows, then, expected) => {
    for (const isSent of [false, true]) {
      const one = of(...rows);
      one.recompute('18.01.2026 08:00');
      if (isSent) one.call('send', '18.01.2026 08:00');
      one.fill('Реестр клиентов', then);
      one.recompute('18.01.2026 09:00');
      expect([isSent, named(one)]).toEqual([isSent, expected]);
    }
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
