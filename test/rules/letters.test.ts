// Letters: placeholders are checked in their declaration; parts of keys, statuses, days of the window.
import { describe, expect, test } from '@jest/globals';
import { day } from '../../src/rules/day.js';
import {
  inWindow,
  letter,
  letterKind,
  numbered,
  numberIn,
  opensInWindow,
  statusIn,
  unknownPlaceholders,
  unnumbered,
} from '../../src/rules/letters.js';
import { instant } from '../../src/rules/zone.js';
import { at, MOSCOW } from '../sheets/support.js';

const KIND = letterKind({
  code: 'test.hello',
  priority: 'reminder',
  placeholders: ['имя', 'до порога'],
  subject: 'Здравствуйте, {{имя}}',
  body: '{{ имя }}, не хватает {{до порога}}.',
});

describe('placeholders', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['{{имя}}', ['имя'], []],
    ['{{ имя }}', ['имя'], []],
    ['{{до порога}}', ['до порога'], []],
    // Names are compared like headers.
    ['{{Имя}}', ['имя'], []],
    ['{{До   порога}}', ['до порога'], []],
    ['{{ошибка}} и {{ошибка}}', [], ['{{ошибка}}']],
    ['{{}}', [], ['{{}}']],
    ['{имя} {{имя', ['имя'], ['{{имя', '{имя}']],
    ['{{имя}, {{имя}}', ['имя'], ['{{имя}']],
    ['{имя}}: {{имя}}', ['имя'], ['{имя}}']],
    ['{{имя }} и }}', ['имя'], ['и }}']],
    ['{{{имя}}} и {имя}', ['имя'], ['{имя}']],
    ['{ Имя } и {что угодно}', ['имя'], ['{ Имя }']],
    ['без них', [], []],
  ])('%s', (template, known, unknown) => {
    expect(unknownPlaceholders(template, known)).toEqual(unknown);
  });

  test('a kind whose text uses an undeclared placeholder throws', () => {
    expect(() => letterKind({ ...KIND, body: '{{фамилия}}' })).toThrow(
      'test.hello: unknown placeholder {{фамилия}}',
    );
  });
});

test.each([
  ['2024-01-01', 0, '2024-01-01'],
  ['2024-01-01', 2, '2024-01-01,2'],
  ['', 1, ',1'],
])('the occasion of %j with the number %i is %j', (date, number, made) => {
  expect(numbered(date, number)).toBe(made);
  expect([unnumbered(made), numberIn(made)]).toEqual([date, number]);
});

test.each([
  ['в очереди', 'в очереди'],
  [' Черновик ', 'черновик'],
  ['', null],
  ['ушло', null],
])('the status %j is %j', (typed, status) => {
  expect(statusIn(typed)).toBe(status);
});

test.each([
  ['2024-01-01T00:00:00+03:00', '2024-01-03T00:00:00+03:00', ['01', '02', '03']],
  ['2024-01-01T00:00:01+03:00', '2024-01-02T23:59:59+03:00', ['02']],
  ['2024-01-01T12:00:00+03:00', '2024-01-01T12:00:00+03:00', []],
])('from %s to %s the days that begin in the window are %j', (from, to, days) => {
  const facts = { letterWindow: { from: at(from), to: at(to) }, zone: MOSCOW };
  const all = ['2023-12-31', '2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04'].map(day);
  const opening = all.filter((one) => opensInWindow(facts, one));
  expect(opening).toEqual(days.map((date) => day(`2024-01-${date}`)));
  expect(opening).toEqual(all.filter((one) => inWindow(facts, MOSCOW.at(one))));
});

test('a letter has the code of its kind', () => {
  const made = letter(KIND, {
    object: 'блок 1',
    to: 'anna@example.com',
    date: '2024-01-01',
    occasion: instant(0),
    values: () => ({ имя: 'Анна', 'до порога': '5' }),
  });
  expect(made).toMatchObject({
    code: 'test.hello',
    object: 'блок 1',
    to: 'anna@example.com',
    date: '2024-01-01',
  });
  expect(made.values()).toEqual({ имя: 'Анна', 'до порога': '5' });
});
