// Kinds of cell: reading a written value returns it, and no text causes a crash.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Day } from '../../src/rules/day.js';
import { parseEmail } from '../../src/rules/email.js';
import {
  amount,
  email,
  flag,
  integer,
  type Kind,
  listOf,
  number,
  oneOf,
  text,
  yesNo,
} from '../../src/rules/kinds.js';
import { dayKind, dayOfYear, instantKind, momentKind, timeKind } from '../../src/rules/kinds-time.js';
import { minor } from '../../src/rules/money.js';
import { instant } from '../../src/rules/zone.js';
import { MOSCOW, NARROW, NBSP, read, THIN } from './cells.js';
import { zoneOf } from './harness.js';

describe('properties: reading a written value returns it', () => {
  const back = <T>(kind: Kind<T>, value: T, zone = MOSCOW): unknown =>
    kind.read(kind.write(value, zone), zone);
  const words = fc.constantFrom('онлайн' as const, 'запись' as const, 'Ещё нет' as const);
  const wholes = fc.integer({ min: -1e13, max: 1e13 });
  const days = fc.integer({ min: -25_568, max: 2_932_896 }).map((n) => n as Day);
  const instants = fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => instant(s * 1000));

  test('text, numbers, money, words, flags', () => {
    const kind = oneOf(['онлайн', 'запись', 'Ещё нет']);
    fc.assert(
      fc.property(
        fc.string(),
        wholes,
        fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
        words,
        fc.boolean(),
        (line, n, x, word, yes) => {
          const plain = line.trim();
          if (!plain.startsWith('#')) expect(back(text, plain)).toBe(plain);
          expect(back(integer, n)).toBe(n);
          expect(back(number, x)).toBe(x);
          expect(back(amount, minor(n))).toBe(n);
          expect(back(kind, word)).toBe(word);
          expect(back(flag, yes)).toBe(yes);
          expect(back(yesNo, yes)).toBe(yes);
        },
      ),
    );
  });

  test('days, instants, moments, times, days of the year', () => {
    const fixed = zoneOf('Asia/Kolkata');
    fc.assert(
      fc.property(days, instants, fc.integer({ min: 0, max: 86_399 }), (d, at, seconds) => {
        expect(back(dayKind, d)).toBe(d);
        expect(back(instantKind, at, fixed)).toBe(at);
        expect(back(momentKind, { day: d })).toEqual({ day: d });
        expect(back(timeKind, seconds)).toBe(seconds);
        const date = { day: 1 + (seconds % 28), month: 1 + (seconds % 12) };
        expect(back(dayOfYear, date)).toEqual(date);
      }),
    );
  });

  test('lists and addresses', () => {
    const list = listOf(integer, String);
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.emailAddress(), (values, address) => {
        expect(back(list, values)).toEqual(values);
        const known = parseEmail(address);
        if (known !== null) expect(back(email, known)).toBe(known);
      }),
    );
  });

  test('money typed by staff is read equally with any blanks, comma or point, with or without a unit', () => {
    const blanks = fc.constantFrom(' ', NBSP, THIN, NARROW);
    const units = fc.constantFrom('', ' руб.', ' ₸', ' KZT', `${NBSP}₽`);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        blanks,
        units,
        fc.constantFrom(',', '.'),
        (n, blank, unit, point) => {
          const [whole = '', cents = ''] = (n / 100).toFixed(2).split('.');
          const typed = `${whole.replace(/\B(?=(\d{3})+$)/g, blank)}${point}${cents}${unit}`;
          expect(amount.read(typed, MOSCOW)).toBe(n);
        },
      ),
    );
  });

  test('no text makes a kind crash', () => {
    const all: readonly Kind<unknown>[] = [
      text,
      number,
      integer,
      amount,
      dayKind,
      instantKind,
      momentKind,
      timeKind,
      flag,
      yesNo,
      email,
      oneOf(['а']),
      listOf(integer, String),
      dayOfYear,
    ];
    const cells = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.integer());
    fc.assert(
      fc.property(fc.constantFrom(...all), cells, (kind, raw) => {
        read(kind, raw);
      }),
      { numRuns: 2_000 },
    );
  });
});
