// Sweeping texts for many people's data at once: the same as for one after the other, in the time of one.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Secret, sweeper } from '../../../src/run/erase/sweep.js';

/** Each mark is a letter of its own, which like the real ones is no digit of a phone. */
const contacts = (secrets: readonly string[]): ReadonlyMap<string, Secret> =>
  new Map(
    secrets.map((secret, at) => [
      secret,
      { mark: `<${String.fromCodePoint(0x4e00 + at)}>`, kind: 'contact' },
    ]),
  );

describe('an item of a list', () => {
  const secrets = new Map<string, Secret>([
    ['Кривоносов', { mark: '$&', kind: 'word' }],
    ['***', { mark: '<2>', kind: 'name' }],
  ]);
  test.each([
    ['Спикеры:\nКарл Мюллер,\nКривоносов,\nИнна Белова.', 'Спикеры:\nКарл Мюллер,\n$&,\nИнна Белова.'],
    ['Ведут Карл, КРИВОНОСОВ , Инна.', 'Ведут Карл, $& , Инна.'],
    ['Кривоносов,Инна', '$&,Инна'],
    ['Ведёт Кривоносов, затем Инна', 'Ведёт Кривоносов, затем Инна'],
    ['Инна, ***,', 'Инна, <2>,'],
    ['', ''],
  ])('%j → %j', (text, swept) => {
    expect(sweeper(secrets).all(text)).toBe(swept);
  });
});

describe('sweeping for many at once', () => {
  const SECRETS = [
    'anna@example.com',
    'ivan.anna@example.com',
    'Anna@Example.com.kz',
    'Ёлкина Анна',
    'Анна Петрова-Водкина',
    'Петрова-Водкина',
    'анна_1',
    '+7 (900) 123-45-67',
    '89001234567',
    '900 123 45 67',
    '4567890012',
    'C++',
    '***',
  ];
  const SEPARATORS = ['', ' ', ', ', '-', '.', '_', '\n', '+7', '8', '; ', '@', '—'];
  const typed = (secret: string): readonly string[] => [
    secret,
    secret.toUpperCase(),
    secret.toLowerCase(),
    secret.replace(/\D/g, ''),
    secret.replace(/[^\d]/g, '').replace(/\d(?=\d)/g, '$& - '),
    secret.slice(1),
  ];
  const piece = fc.oneof(
    fc.constantFrom(...SECRETS.flatMap(typed)),
    fc.constantFrom(...SEPARATORS),
    fc.constantFrom(...SEPARATORS),
  );

  test('replaces what sweeping for one after the other does, the longest first', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...SECRETS), { minLength: 1 }),
        fc.array(piece, { maxLength: 9 }),
        (secrets, pieces) => {
          const text = pieces.join('');
          const all = contacts(secrets);
          const byLength = [...all].sort(([a], [b]) => b.length - a.length);
          const oneByOne = byLength.reduce((rest, one) => sweeper(new Map([one])).contacts(rest), text);
          expect(sweeper(all).contacts(text)).toBe(oneByOne);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('1 200 people in 1 200 letters take no minute', () => {
    const numbers = Array.from({ length: 1_200 }, (_, at) => String(at + 1_000));
    const secrets = numbers.flatMap((n) => [
      `person${n}@example.com`,
      `+7 900 000-${n}`,
      `Человек Номер-${n}`,
    ]);
    const letters = numbers.map(
      (n) =>
        `Здравствуйте! ${'Ваша заявка принята. '.repeat(20)} Пишите: person${n}@example.com, 8900000${n}.`,
    );
    const before = performance.now();
    const { contacts: swept } = sweeper(contacts(secrets));
    expect(letters.map(swept).filter((text) => !/<.>, <.>\.$/u.test(text))).toEqual([]);
    expect(performance.now() - before).toBeLessThan(30_000);
  });
});
