// «Шаблоны писем» (spec 00): staff edit the texts; an unknown placeholder makes an error row, and the
// built-in text is used.
import { describe, expect, test } from '@jest/globals';
import { letterKind } from '../../src/rules/letters.js';
import type { Programme } from '../../src/rules/programme.js';
import { fillerOf, subjectLine, readTemplates, render, templateOf } from '../../src/mail/templates.js';
import { templatesTab } from '../../src/sheets/shared-tabs.js';
import { headersOf, parsed } from '../sheets/support.js';

const welcome = letterKind({
  code: 'test.welcome',
  priority: 'confirmation',
  placeholders: ['ФИО', 'Срок'],
  subject: 'Здравствуйте, {{ФИО}}',
  body: 'До {{ Срок }}, {{ФИО}}!',
});
const programme = { letters: { welcome } } as unknown as Programme;
/** A programme that is not connected to the workbook. */
const other = { letters: { other: { ...welcome, code: 'test.other' } } } as unknown as Programme;
type Row = readonly [code: string, programme: string, subject: string, text: string];
const read = (...rows: readonly Row[]) =>
  readTemplates([programme], [programme, other], parsed(templatesTab, [headersOf(templatesTab), ...rows]));
const VALUES = { ФИО: 'Анна', Срок: '05.10.2023' };
const rendered = ({ byCode }: ReturnType<typeof read>) => {
  const template = byCode.get('test.welcome');
  return template && render(template, VALUES);
};
const BUILT_IN = { subject: 'Здравствуйте, Анна', text: 'До 05.10.2023, Анна!' };

describe('filling: values are never treated as templates', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['{{имя}}, {{ имя }}!', { имя: 'Анна' }, 'Анна, Анна!'],
    ['{{имя}}', { имя: '' }, ''],
    // A value is text, never a template or a replacement pattern.
    ['{{имя}} {{b}}', { имя: '{{b}}', b: 'нет' }, '{{b}} нет'],
    ['{{имя}}', { имя: '$& $1 $$' }, '$& $1 $$'],
    ['{{чужое}}', {}, '{{чужое}}'],
    ['{{имя}}', { имя: '<b>&"' }, '<b>&"'],
    // Quotation marks within quotation marks are of the other kind.
    ['«{{имя}}»', { имя: 'ООО «Ромашка»' }, '«ООО „Ромашка“»'],
    ['{{имя}}, «мы»', { имя: 'ООО «Ромашка»' }, 'ООО «Ромашка», «мы»'],
    ['{ {имя} }', { имя: 'Анна' }, '{ {имя} }'],
  ])('%s', (template, values, text) => {
    expect(fillerOf(template)(values)).toBe(text);
  });
});

describe('the text in force', () => {
  test.each<[string, Row[], { subject: string; text: string }]>([
    ['built-in without a row', [], BUILT_IN],
    [
      "staff's where there is one",
      [['test.welcome', 'Тест', '{{ФИО}}!', 'Ждём до {{Срок}}']],
      { subject: 'Анна!', text: 'Ждём до 05.10.2023' },
    ],
    [
      'blanks inside the braces do not matter',
      [['test.welcome', '', '{{  ФИО }}', '{{Срок\u00a0}}']],
      { subject: 'Анна', text: '05.10.2023' },
    ],
    [
      'a placeholder is compared like a header',
      [['test.welcome', '', '{{фио}}', '{{ФиО}}, {{срок}}']],
      { subject: 'Анна', text: 'Анна, 05.10.2023' },
    ],
    [
      'a code is compared like a header',
      [[' Test.Welcome', '', 'Привет', 'Ждём']],
      { subject: 'Привет', text: 'Ждём' },
    ],
    [
      'without any placeholder',
      [['test.welcome', '', 'Привет', 'Ждём']],
      { subject: 'Привет', text: 'Ждём' },
    ],
    [
      'whatever the case and blanks of its code',
      [[' Test.Welcome*', '', 'Привет', 'Ждём']],
      { subject: 'Привет', text: 'Ждём' },
    ],
    ["another programme's row is not ours", [['test.other', '', 'Привет', 'Ждём']], BUILT_IN],
  ])('%s', (_, rows, expected) => {
    const result = read(...rows);
    expect(result.problems).toEqual([]);
    expect(rendered(result)).toEqual(expected);
  });

  test.each<[string, Row, string, string]>([
    ['in the subject', ['test.welcome', '', '{{Имя}}', 'Ждём'], 'Тема', '{{Имя}}'],
    [
      'in the text',
      ['test.welcome', '', 'Привет', '{{ФИО}}, {{Дата}} и {{место}}'],
      'Текст',
      '{{Дата}}, {{место}}',
    ],
  ])('an unknown placeholder %s is an error row and the built-in text is used', (_, row, header, names) => {
    const result = read(row);
    expect(rendered(result)).toEqual(BUILT_IN);
    expect(result.problems).toMatchObject([
      {
        tab: 'Шаблоны писем',
        row: 2,
        header,
        severity: 'error',
        what: `неизвестно, что подставить: ${names}; действует встроенный текст`,
        how: 'Можно подставить: {{ФИО}}, {{Срок}}.',
      },
    ]);
  });

  test.each<[string, Row, string]>([
    ['subject', ['test.welcome', '', '', 'Ждём'], 'Тема'],
    ['text', ['test.welcome', '', 'Привет', ''], 'Текст'],
  ])('a blank %s is an error row that says so: the built-in text is used', (_, row, header) => {
    const result = read(row);
    expect(rendered(result)).toEqual(BUILT_IN);
    expect(result.problems).toMatchObject([
      { row: 2, header, what: 'обязательная ячейка пуста; действует встроенный текст' },
    ]);
  });

  test('a blank code is nobody’s', () => {
    expect(read(['', '', 'Привет', 'Ждём']).problems).toMatchObject([
      { row: 2, header: 'Код', what: 'обязательная ячейка пуста' },
    ]);
  });

  test('an unknown code is a warning: its text would silently never be used', () => {
    const result = read(['test.welcom', 'Тест', 'Привет', 'Ждём']);
    expect(rendered(result)).toEqual(BUILT_IN);
    expect(result.problems).toMatchObject([
      {
        tab: 'Шаблоны писем',
        row: 2,
        header: 'Код',
        value: 'test.welcom',
        severity: 'warning',
        what: 'письма с таким кодом нет: текст не действует',
        how: 'Исправьте код или удалите строку.',
      },
    ]);
  });

  test('every letter has a template, including those of no programme', () => {
    expect([...read().byCode.keys()]).toEqual(['common.erased', 'test.welcome']);
  });
});

describe('a letter', () => {
  const template = templateOf(welcome, { subject: '{{ФИО}}: {{Срок}}', body: '{{ФИО}}' });

  test('placeholders in a value are not replaced', () => {
    expect(render(template, { ФИО: '{{Срок}}', Срок: '{{ФИО}}' })).toEqual({
      subject: '{{Срок}}: {{ФИО}}',
      text: '{{Срок}}',
    });
  });

  test.each(['\r\n', '\n', '\r', '\u2028', '\u2029', '\v', '\f'])(
    'a subject is one line, whatever a cell contains (%j)',
    (end) => {
      const { subject } = render(template, { ФИО: `Анна${end}Bcc: x@y.ru`, Срок: '' });
      expect(subject).toBe('Анна Bcc: x@y.ru:');
      expect(subjectLine(`${end}тема${end}`)).toBe('тема');
    },
  );

  test('a subject has at most 250 characters, the limit of the mail service', () => {
    expect(render(template, { ФИО: 'я'.repeat(300), Срок: '' }).subject).toHaveLength(250);
  });
});
