// Letters: placeholders are checked in their declaration.
import { describe, expect, test } from '@jest/globals';
import { letter, letterKind, unknownPlaceholders } from '../../src/rules/letters.js';
import { instant } from '../../src/rules/zone.js';

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
    ['{{Имя}}', ['имя'], ['{{Имя}}']],
    ['{{ошибка}} и {{ошибка}}', [], ['{{ошибка}}']],
    ['{{}}', [], ['{{}}']],
    ['{имя} {{имя', ['имя'], ['{{имя']],
    ['{{имя}, {{имя}}', ['имя'], ['{{имя}']],
    ['{имя}}: {{имя}}', ['имя'], ['{имя}}']],
    ['{{имя }} и }}', ['имя'], ['и }}']],
    ['{{{имя}}} и {имя}', ['имя'], []],
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
