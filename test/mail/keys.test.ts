// Keys of letters (spec 00, «Letters»): one key per occasion; a hash instead of the address; a later run
// reads back what was written.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressHash } from '../../src/rules/hash.js';
import type { Letter } from '../../src/rules/letters.js';
import { type Instant, instant } from '../../src/rules/zone.js';
import { identityOf, identityOfKey, parseKey, personPrint, textPrint } from '../../src/mail/keys.js';
import { inertText } from '../../src/sheets/wanted.js';
import { anyText } from '../rules/texts.js';
import { at } from '../sheets/support.js';
import { keyCell } from './support.js';

type About = Pick<Letter, 'code' | 'object' | 'to' | 'person' | 'date' | 'until' | 'memo'>;
const letter = (more: Partial<About> = {}): About => ({
  code: 'marathon.webinar',
  object: '3',
  to: 'anna@example.com',
  date: '2023-10-05',
  ...more,
});

/** Anything that staff may type as a client's name: separators, blanks of every width, other alphabets. */
const oddText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        ...Array.from('/?&=#% \t\n\r\u00a0\u2009\u2028\u202f\u3000\ufeff*+,;:"\'<>{}|%2F%20абвЁ😀'),
      ),
      {
        maxLength: 20,
      },
    )
    .map((chars) => chars.join('')),
);
const seconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((s): Instant => instant(s * 1000));
const anyLetter = fc.record(
  {
    code: fc.constant('p.code'),
    object: oddText,
    to: fc.emailAddress(),
    date: oddText,
    person: oddText,
    until: seconds,
    memo: oddText,
  },
  { requiredKeys: ['code', 'object', 'to', 'date'] },
);

describe('a key', () => {
  test('begins with the code of the letter', () => {
    expect(keyCell(letter())).toBe(`marathon.webinar/3/${addressHash('anna@example.com')}/2023-10-05`);
  });

  test('can be parsed back into its parts, whatever the texts', () => {
    fc.assert(
      fc.property(anyLetter, fc.constantFrom('', '0a1b2c3d'), fc.boolean(), (one, print, seen) => {
        expect(parseKey(keyCell(one, print, seen))).toEqual({
          code: one.code,
          object: one.object,
          recipient: addressHash(one.to),
          date: one.date,
          until: one.until ?? null,
          memo: one.memo ?? '',
          person: personPrint(one.person),
          print,
          seen,
        });
      }),
      { numRuns: 500 },
    );
  });

  test('stays the same when written to a cell and read again', () => {
    const anything = fc.record({
      object: anyText({ maxLength: 20 }),
      date: fc.constant(''),
    });
    fc.assert(
      fc.property(anything, (some) => {
        const text = keyCell(letter(some));
        expect(inertText(text).trim()).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('different occasions have different keys', () => {
    fc.assert(
      fc.property(anyLetter, anyLetter, (a, b) => {
        const same = a.object === b.object && a.date === b.date && addressHash(a.to) === addressHash(b.to);
        expect(identityOf(a) === identityOf(b)).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, Partial<About>, Partial<About>]>([
    ['a blank and its escape code', { object: 'a 28' }, { object: 'a\u2028' }],
    ['slashes in different places', { object: 'a/b', date: 'c' }, { object: 'a', date: 'b/c' }],
    ['a question mark', { object: 'a?until=1' }, { object: 'a' }],
  ])('never equal: %s', (_, a, b) => {
    expect(identityOf(letter(a))).not.toBe(identityOf(letter(b)));
  });

  test('does not depend on the letter’s memo, nor on its end', () => {
    const plain = identityOf(letter());
    const more = keyCell(letter({ until: at('2023-10-05T11:00:00+03:00'), memo: '3:s1bqo0' }));
    expect(more).not.toBe(plain);
    expect(identityOfKey(more)).toBe(plain);
  });

  test('does not depend on how the address is typed', () => {
    expect(identityOf(letter({ to: '  Anna@Example.COM ' }))).toBe(identityOf(letter()));
  });

  test('tells persons apart by four digits of their name, however it is typed', () => {
    const printOf = (person: string): string => parseKey(keyCell(letter({ person }))).person;
    expect(printOf('Анна Петрова')).toMatch(/^[0-9a-f]{4}$/);
    expect(printOf('  анна\u00a0 ПЕТРОВА ')).toBe(printOf('Анна Петрова'));
    expect(printOf('Анна Петровна')).not.toBe(printOf('Анна Петрова'));
    expect(keyCell(letter({ person: ' ' }))).toBe(keyCell(letter()));
    expect(identityOf(letter({ person: 'Анна' }))).toBe(identityOf(letter()));
  });

  test('contains no address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (to) => {
        expect(keyCell(letter({ to })).toLowerCase()).not.toContain(to.toLowerCase());
      }),
    );
  });

  test('contains the end to the second', () => {
    const until = at('2023-10-05T11:00:00+03:00');
    expect(parseKey(keyCell(letter({ until }))).until).toBe(until);
    expect(parseKey(keyCell(letter({ until: instant(0) }))).until).toBe(0);
  });

  test.each(['', 'x', 'x/y', '?', 'a/b/c/d?until=&memo', 'a/b/c/d?until=!!'])(
    'a damaged one (%j) is read without harm',
    (text) => {
      expect(parseKey(text)).toMatchObject({ until: null, memo: '' });
    },
  );

  test.each([
    ['', ['', '', '', '']],
    ['x', ['x', '', '', '']],
    ['x/y', ['x', 'y', '', '']],
    ['x/y/z?memo', ['x', 'y', 'z', '']],
  ])('what is missing in %j reads as empty', (text, parts) => {
    const { code, object, recipient, date } = parseKey(text);
    expect([code, object, recipient, date]).toEqual(parts);
  });
});

describe('the fingerprint of a text', () => {
  const print = textPrint('Тема', 'Первая строка\nВторая строка');
  test('is eight hex digits, the same on every host', () => {
    expect(print).toMatch(/^[0-9a-f]{8}$/);
    expect(textPrint('', '')).toBe(textPrint(' ', '\n'));
    expect(textPrint('a', 'b')).toBe('7a256dee');
  });
  test.each([
    ['line ends of another system', 'Тема', 'Первая строка\r\nВторая строка\r\n'],
    ['repeated blanks, including non-breaking ones', ' Тема ', 'Первая\u00a0 строка \n\n Вторая строка'],
  ])('does not change with %s', (_, subject, text) => {
    expect(textPrint(subject, text)).toBe(print);
  });
  test.each([
    ['a letter', 'Тема', 'Первая строка\nВторая строкА'],
    ['a missing blank', 'Тема', 'Перваястрока\nВторая строка'],
    ['another order', 'Тема', 'Вторая строка\nПервая строка'],
    ['a word that has moved to the subject', 'Тема Первая', 'строка\nВторая строка'],
    ['a character beyond 16 bits', 'Тема', 'Первая строка\nВторая строка😀'],
  ])('changes with %s', (_, subject, text) => {
    expect(textPrint(subject, text)).not.toBe(print);
  });
});
