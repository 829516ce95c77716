// Parsing (spec 00, «Tabs and columns», «Values»): which rows count as rows, which are in error, and that
// every fault is reported.
import { describe, expect, test } from '@jest/globals';
import { amount, type Cell, email, flag, integer, notNegative, oneOf, text } from '../../src/rules/kinds.js';
import { dayKind } from '../../src/rules/kinds-time.js';
import { column, inputTab, logTab } from '../../src/rules/tabs.js';
import { day } from '../../src/rules/day.js';
import { parsed } from './support.js';

const tab = inputTab('Сделки', 'Пример.', {
  code: column('Код', text, { required: true, unique: true }),
  sum: column('Сумма', amount, { check: notNegative }),
  who: column('Email', email),
  when: column('Дата', dayKind),
  kind: column('Вид', oneOf(['новая', 'продление'])),
  paid: column('Оплачена', flag, { required: true }),
  points: column('Баллы', integer, { computed: true }),
  state: column('Состояние', oneOf(['ждёт', 'закрыта']), { computed: true, remembered: true }),
});
const HEADER = ['Код', 'Сумма', 'Email', 'Дата', 'Вид', 'Оплачена', 'Баллы', 'Состояние'];
const read = (...rows: readonly (readonly Cell[])[]) => parsed(tab, [HEADER, ...rows]);
/** «строка 2 [Сумма]=x: что не так» */
const told = (result: ReturnType<typeof parsed>): string[] =>
  result.problems.map((one) => `строка ${one.row} [${one.header}]=${String(one.value)}: ${one.what}`);

test.each([1, 12, 13, 40])(
  'a tab of %i columns: every row has its own cells, null where one is blank or wrong',
  (count) => {
    const keys = Array.from({ length: count }, (_, index) => `column${index}`);
    const wide = inputTab(
      'Широкая',
      'Пример.',
      Object.fromEntries(keys.map((key) => [key, column(key, integer)])),
    );
    const { rows, broken } = parsed(wide, [
      keys,
      keys.map((_, index) => index),
      [7],
      [],
      ['x', ...keys.slice(1).fill('')],
    ]);
    const rowOf = (row: number, first: number | null, rest: (index: number) => number | null) => ({
      row,
      ...Object.fromEntries(keys.map((key, index) => [key, index === 0 ? first : rest(index)])),
    });
    expect(rows).toEqual([rowOf(2, 0, (index) => index), rowOf(3, 7, () => null)]);
    expect(broken).toEqual([rowOf(5, null, () => null)]);
  },
);

describe('which rows are rows', () => {
  test('completely empty rows are skipped anywhere; the others keep their number', () => {
    const { rows, problems } = read([], ['А'], ['', '', ' ', '\u00a0'], [], ['Б', 5], ['', '']);
    expect(rows.map(({ row, code }) => [row, code])).toEqual([
      [3, 'А'],
      [6, 'Б'],
    ]);
    expect(problems).toEqual([]);
  });

  test.each<[string, Cell[], boolean]>([
    ['an unticked checkbox is not a row', ['', '', '', '', '', false], false],
    ['an unticked checkbox saved by LibreOffice is not a row', ['', '', '', '', '', 0], false],
    ['a typed «нет» does', ['', '', '', '', '', 'нет'], true],
    ['computed cells are not a row', ['', '', '', '', '', '', 3, 'ждёт'], false],
    ['a ticked checkbox is a row', ['', '', '', '', '', true], true],
    ['a zero is a row', ['', 0], true],
    ["staff's own column is not a row", ['', '', '', '', '', '', '', '', 'заметка'], false],
  ])('%s', (_, cells, isRow) => {
    const { rows, broken } = read(cells);
    expect(rows.length + broken.length).toBe(isRow ? 1 : 0);
  });

  test('a tab without rows, and a tab without a header', () => {
    expect(read().rows).toEqual([]);
    expect(parsed(tab, []).stopped).toBe(true);
  });
});

describe('what is read', () => {
  test('kinds, blanks and flags', () => {
    const { rows } = read(
      ['А-1', '10 000,50 руб.', ' Anna@Example.COM ', '21.09.2023', 'НОВАЯ', 'да'],
      ['Б'],
    );
    expect(rows).toEqual([
      {
        row: 2,
        code: 'А-1',
        sum: 1_000_050,
        who: 'anna@example.com',
        when: day('2023-09-21'),
        kind: 'новая',
        paid: true,
        was: { state: null },
      },
      // A blank flag is «нет», even in a required column; other blank cells are null, never zero.
      { row: 3, code: 'Б', sum: null, who: null, when: null, kind: null, paid: false, was: { state: null } },
    ]);
  });

  test.each<[string, Cell, string | null]>([
    ['as written', 'ждёт', 'ждёт'],
    ['typed by hand in another case', 'ЗАКРЫТА', 'закрыта'],
    ['blank', '', null],
    ['an unknown word', 'забыта', null],
  ])('the previous value of a remembered column: %s', (_, cell, was) => {
    const { rows, problems } = read(['А', 1, '', '', '', '', 3, cell]);
    expect(rows[0]?.was).toEqual({ state: was });
    expect(problems).toEqual([]);
  });
});

describe('rows in error', () => {
  test('are left out, with what could be read of them; all other rows count', () => {
    const result = read(['А', 'сто', 'нет адреса', 45_190, 'аренда', 'может быть'], ['Б', 5]);
    expect(result.rows.map(({ row }) => row)).toEqual([3]);
    expect(result.broken).toEqual([
      {
        row: 2,
        code: 'А',
        sum: null,
        who: null,
        when: day('2023-09-21'),
        kind: null,
        paid: null,
        was: { state: null },
      },
    ]);
    expect(told(result)).toEqual([
      'строка 2 [Сумма]=сто: это не число',
      'строка 2 [Email]=нет адреса: это не адрес электронной почты',
      'строка 2 [Вид]=аренда: такого слова нет в списке',
      'строка 2 [Оплачена]=может быть: нужно «да» или «нет»',
    ]);
  });

  test('name the cell (tab, sheet, row, column, header) and what to do', () => {
    expect(read(['А', -5]).problems).toEqual([
      {
        tab: 'Сделки',
        sheetId: 7,
        row: 2,
        columnIndex: 1,
        header: 'Сумма',
        value: -5,
        what: 'число не может быть отрицательным',
        how: 'Впишите ноль или положительное число.',
        severity: 'error',
        type: 'number',
      },
    ]);
  });

  test('a required cell is filled in every row', () => {
    expect(told(read(['', 5], ['  ', 5]))).toEqual([
      'строка 2 [Код]=: обязательная ячейка пуста',
      'строка 3 [Код]=  : обязательная ячейка пуста',
    ]);
  });

  test.each(['#REF!', '#N/A', '#ИМЯ?', '#ЗНАЧ!', '#DIV/0!'])('a formula error, %s, in any column', (cell) => {
    const result = read([cell, 1], ['А', cell], ['Б', 1, cell], ['В', 1, '', cell], ['Г', 1, '', '', cell]);
    expect(result.rows).toEqual([]);
    expect(result.problems.map(({ row, header }) => `${row} ${header}`)).toEqual([
      '2 Код',
      '3 Сумма',
      '4 Email',
      '5 Дата',
      '6 Вид',
    ]);
  });

  test('a formula without a result in the file is not blank, in any column', () => {
    const cell = '#НЕТ РЕЗУЛЬТАТА!';
    const result = read([cell, 1], ['А', cell], ['Б', 1, cell], ['В', 1, '', cell], ['Г', 1, '', '', cell]);
    expect(result.rows).toEqual([]);
    expect(new Set(result.problems.map(({ what, how }) => `${what}. ${how}`))).toEqual(
      new Set([
        'в файле нет результата формулы. Откройте книгу в Excel или LibreOffice, сохраните и пересчитайте снова.',
      ]),
    );
  });

  test.each(['Loading...', 'Loading…'])('a formula that waits for its data, %s, in any column', (cell) => {
    const result = read([cell, 1], ['А', cell], ['Б', 1, cell], ['В', 1, '', cell], ['Г', 1, '', '', cell]);
    expect(result.rows).toEqual([]);
    expect(new Set(result.problems.map(({ what, how }) => `${what}. ${how}`))).toEqual(
      new Set(['ячейка ещё вычисляется. Подождите и пересчитайте снова.']),
    );
  });

  test('a number in a text column is read as text; a word that only begins with # is a word', () => {
    expect(read([12_345], ['#1 клиент'], [true]).rows.map(({ code }) => code)).toEqual([
      '12345',
      '#1 клиент',
      'да',
    ]);
  });
});

describe('in a unique column the first row counts', () => {
  test('each later equal one, compared like a header, is a row error that names the first', () => {
    const result = read(['Ёлка 1'], ['Б'], ['  ЕЛКА   1 *'], ['ёлка\u00a01'], ['б']);
    expect(result.rows.map(({ row }) => row)).toEqual([2, 3]);
    expect(told(result).map((line) => line.replace(/\]=.*:/, ']:'))).toEqual([
      'строка 4 [Код]: такое значение уже есть в строке 2',
      'строка 5 [Код]: такое значение уже есть в строке 2',
      'строка 6 [Код]: такое значение уже есть в строке 3',
    ]);
  });

  test('values are compared, not how they were typed: «01» repeats «1»', () => {
    const blocks = inputTab('Блоки', 'Пример.', { block: column('Блок', integer, { unique: true }) });
    const result = parsed(blocks, [['Блок'], [1], ['01'], ['1'], [2]]);
    expect(result.rows.map(({ row }) => row)).toEqual([2, 5]);
  });

  test('blank cells do not count as equal', () => {
    expect(told(read(['', 1], ['', 2])).every((line) => line.includes('обязательная ячейка пуста'))).toBe(
      true,
    );
  });
});

describe('headers', () => {
  const header = (...cells: readonly string[]) => parsed(tab, [cells, ['А', 1], ['Б', 2]]);
  test('a missing required column stops the tab, with one line', () => {
    const result = header('Сумма', 'Email', 'Дата', 'Вид', 'Баллы', 'Состояние');
    expect([result.stopped, result.rows, result.broken]).toEqual([true, [], []]);
    expect(told(result)).toEqual([
      'строка 1 [Код, Оплачена]=: нет обязательных столбцов «Код», «Оплачена»: программа не пересчитана',
    ]);
  });

  test('nothing else is reported about the other columns of a stopped tab', () => {
    expect(told(header('Код'))).toEqual([
      'строка 1 [Оплачена]=: нет обязательного столбца «Оплачена»: программа не пересчитана',
    ]);
  });

  test('a renamed column is to get its name back: an empty one beside it would put every row in error', () => {
    expect(header(...HEADER.filter((one) => one !== 'Оплачена'), 'Оплата').problems[0]?.how).toBe(
      'Если столбец переименован, верните заголовок в строку 1: «Оплачена». Если он удалён, выберите «Подключить программу…»: появится пустой столбец, его нужно заполнить.',
    );
  });

  test('two columns with one header stop it too', () => {
    const result = header(...HEADER, 'сумма *');
    expect(result.stopped).toBe(true);
    expect(told(result)).toEqual([
      'строка 1 [Сумма]=: два столбца с одним заголовком: программа не пересчитана',
    ]);
  });

  test('a doubled and a missing one: still one line', () => {
    expect(told(header('Код', 'Сумма', 'сумма *'))).toEqual([
      'строка 1 [Сумма, Оплачена]=: два столбца с одним заголовком «Сумма»; нет обязательного столбца «Оплачена»: программа не пересчитана',
    ]);
  });

  test('other missing columns are blank in every row, with a warning', () => {
    const result = header('Код', 'Оплачена');
    expect(result.rows.map(({ code, sum, paid }) => [code, sum, paid])).toEqual([['А', null, true]]);
    expect(result.stopped).toBe(false);
    expect(result.problems.filter(({ severity }) => severity === 'warning').map(({ what }) => what)).toEqual([
      'нет столбцов «Сумма», «Email», «Дата», «Вид»: значения считаются пустыми',
      'нет столбцов «Баллы», «Состояние»: значения не записываются',
    ]);
    expect(told(header(...HEADER.filter((one) => one !== 'Баллы')))).toEqual([
      'строка 1 [Баллы]=: нет столбца «Баллы»: значения не записываются',
    ]);
  });

  test('no warning in a tab whose rows the add-on writes, while there are none', () => {
    const log = logTab('Журнал', 'Пример.', { what: column('Что', text), sum: column('Сумма', amount) });
    expect(parsed(log, [['Что']]).problems).toEqual([]);
    expect(told(parsed(log, [['Что'], ['А']]))).toEqual([
      'строка 1 [Сумма]=: нет столбца «Сумма»: значения считаются пустыми',
    ]);
    expect(told(parsed(tab, [['Код', 'Оплачена']]))).toHaveLength(2);
  });

  test("two of staff's own columns may share a header", () => {
    expect(header(...HEADER, 'Моё', 'Моё').stopped).toBe(false);
  });
});
