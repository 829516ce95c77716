// «Настройки» (spec 00, «Shared tabs»): staff edit Значение; a blank cell means the default; a bad value
// makes an error row, and the default is used.
import { describe, expect, test } from '@jest/globals';
import { type Cell, email, Fault, integer, listOf, notNegative, text, yesNo } from '../../src/rules/kinds.js';
import { dayKind, timeKind } from '../../src/rules/kinds-time.js';
import { day } from '../../src/rules/day.js';
import { commonSettings, setting } from '../../src/rules/settings.js';
import { errorRows } from '../../src/sheets/outputs.js';
import { readSettings, workbookSettings } from '../../src/sheets/settings.js';
import { COMMON, settingsTab } from '../../src/sheets/shared-tabs.js';
import { headersOf, parsed } from './support.js';

const common = commonSettings({ zone: 'Europe/Moscow', country: 'РФ' });
const settings = {
  ...common,
  from: setting('Регистрация с', dayKind, day('2023-09-04'), 'Когда.'),
  questions: setting('Вопросов в тесте', integer, 8, 'Сколько.', notNegative),
  last: setting('Последний блок', integer, null, 'Номер.'),
  owner: setting('Организатор', email, 'partner@example.com', 'Кто.'),
  codes: setting(
    'Коды',
    listOf(text, (one) => one),
    ['а'],
    'Какие.',
  ),
  numbers: setting('Номера', listOf(integer, String), [], 'Какие.'),
  strict: setting('Строго', yesNo, true, 'Как.'),
};
type Row = readonly [programme: string, parameter: string, value: Cell];
const tabOf = (rows: readonly Row[]) => parsed(settingsTab, [headersOf(settingsTab), ...rows]);
const read = (...rows: readonly Row[]) => readSettings('Марафон', settings, tabOf(rows));
const told = ({ problems }: ReturnType<typeof readSettings>): string[] =>
  problems.map((one) => `${one.severity} ${one.row} [${one.header}]=${String(one.value)}: ${one.what}`);

describe('a parameter', () => {
  test('without a row, or with a blank value, has its default', () => {
    const nothing = readSettings('Марафон', settings, null);
    expect(nothing.problems).toEqual([]);
    expect(nothing.values).toMatchObject({
      questions: 8,
      last: null,
      owner: 'partner@example.com',
      strict: true,
    });
    expect(read(['Марафон', 'Вопросов в тесте', ' ']).values.questions).toBe(8);
  });

  test.each<[string, Row, string, unknown]>([
    ['a number', ['Марафон', 'Вопросов в тесте', 10], 'questions', 10],
    ['a number as text', ['Марафон', 'Вопросов в тесте', '10'], 'questions', 10],
    ['zero is a value', ['Марафон', 'Вопросов в тесте', 0], 'questions', 0],
    ['a date cell', ['Марафон', 'Регистрация с', 45_180], 'from', day('2023-09-11')],
    ['a date as text', ['Марафон', 'Регистрация с', '11.09.2023'], 'from', day('2023-09-11')],
    ['names compare like headers', ['  МАРАФОН', 'вопросов  В тесте *', 9], 'questions', 9],
    ['a list', ['Марафон', 'Коды', 'б; в , г'], 'codes', ['б', 'в', 'г']],
    ['«нет» by an unticked box', ['Марафон', 'Строго', false], 'strict', false],
    ['no default: set by staff', ['Марафон', 'Последний блок', 5], 'last', 5],
    ["another programme's row is not ours", ['Вебинары', 'Вопросов в тесте', 99], 'questions', 8],
  ])('%s', (_, row, key, value) => {
    const result = read(row);
    expect(result.values[key]).toEqual(value);
    expect(result.problems).toEqual([]);
  });

  test.each<[string, Cell, string]>([
    ['Вопросов в тесте', 'восемь', 'это не число'],
    ['Вопросов в тесте', -1, 'число не может быть отрицательным'],
    ['Вопросов в тесте', 7.5, 'нужно целое число'],
    ['Часовой пояс', 'Европа/Москва', 'такого часового пояса нет'],
    ['Организатор', 'a@b.ru, c@d.ru', 'это не адрес электронной почты'],
    ['Режим писем', 'иногда', 'такого слова нет в списке'],
    ['Регистрация с', '31.02.2023', 'это не дата'],
  ])('a bad value of «%s» (%s) is an error row and the default is used', (parameter, value, what) => {
    const result = read(['Марафон', 'Строго', 'нет'], ['Марафон', parameter, value]);
    expect(told(result)).toEqual([
      `error 3 [Значение]=${value}: «${parameter}»: ${what}; действует значение по умолчанию`,
    ]);
    const fallback = readSettings('Марафон', settings, null).values;
    expect(result.values).toEqual({ ...fallback, strict: false });
  });

  test.each<[string, Cell, string, unknown, string]>([
    ['Последний блок', 'третий', 'last', null, '«Последний блок»: это не число; считается, что значения нет'],
    [
      'Номера',
      '1, первый',
      'numbers',
      [],
      '«Номера»: «первый» — это не число; весь список не учтён, считается, что значения нет',
    ],
  ])('a bad value of «%s», blank by default, counts as none', (parameter, value, key, none, what) => {
    const result = read(['Марафон', parameter, value]);
    expect(told(result)).toEqual([expect.stringContaining(what)]);
    expect(result.values[key]).toEqual(none);
  });

  test('an example in the advice fits its kind', () => {
    const [problem] = read(['Марафон', 'Вопросов в тесте', 'восемь']).problems;
    expect(problem?.how).toBe('Впишите целое число одними цифрами.');
  });

  test.each<[string, Cell, string]>([
    ['Регистрация с', 45_180, '11.09.2023'],
    ['Обед с', 11 / 24, '11:00'],
  ])('a bad «%s» is shown as staff see it', (parameter, cell, shown) => {
    const refused = (): Fault => new Fault('не годится', 'Исправьте.');
    const strict = {
      from: { ...settings.from, check: refused },
      lunch: setting('Обед с', timeKind, 0, 'Когда.', refused),
    };
    const { problems } = readSettings('Марафон', strict, tabOf([['Марафон', parameter, cell]]));
    expect(errorRows(problems).map((row) => row.value)).toEqual([{ value: shown }]);
  });

  test('that the programme does not have is reported', () => {
    expect(told(read(['Марафон', 'Вопросов в тетсе', 10]))).toEqual([
      'warning 2 [Параметр]=Вопросов в тетсе: такого параметра у программы нет',
    ]);
  });

  test('that occurs twice has the value of the upper row, and the lower one is reported', () => {
    const result = read(['Марафон', 'Вопросов в тесте', 10], ['марафон', 'ВОПРОСОВ В ТЕСТЕ', 12]);
    expect(result.values.questions).toBe(10);
    expect(told(result)).toEqual([
      'warning 3 [Параметр]=ВОПРОСОВ В ТЕСТЕ: параметр повторяется, действует верхняя строка',
    ]);
  });
});

describe('«Общие»', () => {
  const general = (...rows: readonly Row[]) => readSettings(COMMON, workbookSettings, tabOf(rows));
  test.each<[string, Row[], Record<string, number>, number]>([
    ['defaults', [], { lateHours: 24, dailyHour: 8 }, 0],
    [
      'the limit for late letters may be half an hour',
      [['Общие', 'Не отправлять опоздавшие, часов', 0.5]],
      { lateHours: 0.5, dailyHour: 8 },
      0,
    ],
    ['midnight', [['общие', 'Час ежедневного запуска', 0]], { lateHours: 24, dailyHour: 0 }, 0],
    ['24 is not an hour', [['Общие', 'Час ежедневного запуска', 24]], { lateHours: 24, dailyHour: 8 }, 1],
    [
      "a programme's row does not apply",
      [['Марафон', 'Час ежедневного запуска', 5]],
      { lateHours: 24, dailyHour: 8 },
      0,
    ],
  ])('%s', (_, rows, values, problems) => {
    const result = general(...rows);
    expect(result.values).toEqual(values);
    expect(result.problems).toHaveLength(problems);
  });
});
