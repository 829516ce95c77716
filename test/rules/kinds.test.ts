// Kinds of cell: texts, numbers, words, addresses and lists as staff may type them, and what they mean (spec
// 00, «Values»).
import { describe, expect, test } from '@jest/globals';
import { isDeliverable, parseEmail } from '../../src/rules/email.js';
import { erasedEmail, isErased } from '../../src/rules/erased.js';
import {
  amount,
  between,
  type Cell,
  cellText,
  email,
  Fault,
  flag,
  integer,
  listOf,
  longText,
  notNegative,
  number,
  oneOf,
  positive,
  text,
  yesNo,
} from '../../src/rules/kinds.js';
import { MOSCOW, NARROW, NBSP, read, THIN } from './cells.js';

describe('text', () => {
  test.each<[Cell, unknown]>([
    ['  Анна  ', 'Анна'],
    [`${NBSP}Анна${NBSP}`, 'Анна'],
    ['=IMPORTXML("x")', '=IMPORTXML("x")'],
    ['+7 900', '+7 900'],
    ['#1 в списке', '#1 в списке'],
    [240_740_000_100, '240740000100'],
    [0.5, '0.5'],
    [true, 'да'],
    [false, 'нет'],
    ['#REF!', 'ошибка'],
    ['#ССЫЛКА!', 'ошибка'],
    ['#N/A', 'ошибка'],
    ['#DIV/0! (x)', 'ошибка'],
    ['Loading...', 'ошибка'],
    ['Loading…', 'ошибка'],
    ['Loading', 'Loading'],
    ['Loading... (Алматы)', 'Loading... (Алматы)'],
  ])('%j', (raw, value) => {
    expect(read(text, raw)).toBe(value);
    expect(read(longText, raw)).toBe(value);
  });
});

describe('numbers: a number, or text with blanks, a comma or a point, a unit', () => {
  test.each<[Cell, unknown]>([
    [10_000, 10_000],
    [-0.5, -0.5],
    [1e15, 1e15],
    [-1e16, 'ошибка'],
    [1e308, 'ошибка'],
    ['9'.repeat(20), 'ошибка'],
    ['10 000', 10_000],
    [`10${NBSP}000`, 10_000],
    [`10${THIN}000`, 10_000],
    [`1${NARROW}000${NARROW}000`, 1_000_000],
    ['10  000', 10_000],
    ['10 000,50', 10_000.5],
    ['10 000.50', 10_000.5],
    ['10000,5', 10_000.5],
    ['10 000 руб.', 10_000],
    ['10 000 руб', 10_000],
    ['10000руб.', 10_000],
    ['10 000 рублей', 10_000],
    ['1 рубль', 1],
    ['2 рубля', 2],
    ['100 р.', 100],
    ['80 000 ₸', 80_000],
    [`80${NBSP}000${NBSP}₸`, 80_000],
    ['80 000 тг.', 80_000],
    ['80 000 тг', 80_000],
    ['80 000 тенге', 80_000],
    ['3 000 000 KZT', 3_000_000],
    ['5 000 rub', 5_000],
    ['5 000 ₽', 5_000],
    ['+5', 5],
    ['-5', -5],
    ['−5,25', -5.25],
    ['-0', 0],
    ['007', 7],
    [' 12 ', 12],
    ['двенадцать', 'ошибка'],
    ['12 шт', 'ошибка'],
    ['1 00', 'ошибка'],
    ['1 0000', 'ошибка'],
    ['1.000,50', 'ошибка'],
    ['1,000.50', 'ошибка'],
    ['1,2,3', 'ошибка'],
    ['1e5', 'ошибка'],
    ['0x10', 'ошибка'],
    ['5-', 'ошибка'],
    ['руб.', 'ошибка'],
    ['#N/A', 'ошибка'],
    ['Infinity', 'ошибка'],
    ['21.09.2023', 'ошибка'],
    [true, 'ошибка'],
    [false, 'ошибка'],
    [Infinity, 'ошибка'],
    [NaN, 'ошибка'],
    ['9'.repeat(400), 'ошибка'],
  ])('%j → %p', (raw, value) => {
    expect(read(number, raw)).toBe(value);
  });

  test.each<[Cell, unknown]>([
    ['8', 8],
    [8, 8],
    ['8,0', 8],
    ['8,5', 'ошибка'],
    [8.5, 'ошибка'],
    [2 ** 53, 'ошибка'],
    [-3, -3],
  ])('an integer: %j → %p', (raw, value) => {
    expect(read(integer, raw)).toBe(value);
  });

  test.each<[Cell, unknown]>([
    [10_000, 1_000_000],
    ['10 000,50 руб.', 1_000_050],
    ['0,1', 10],
    [0.1 + 0.2, 30],
    [1.005, 'ошибка'],
    ['0,005', 'ошибка'],
    ['1,999', 'ошибка'],
    [-19.99, -1_999],
    ['-0,00', 0],
    [1e9 + 0.01, 100_000_000_001],
    [1e9 + 0.001, 'ошибка'],
    [1e16, 'ошибка'],
  ])('money, exact to 0.01: %j → %p hundredths', (raw, value) => {
    expect(read(amount, raw)).toBe(value);
  });
});

describe('flags', () => {
  test.each<[Cell, unknown]>([
    [true, true],
    [false, false],
    ['да', true],
    ['Да ', true],
    ['НЕТ', false],
    ['+', true],
    ['-', false],
    ['−', false],
    [1, true],
    [0, false],
    ['1', true],
    ['0', false],
    ['TRUE', true],
    ['False', false],
    ['ИСТИНА', true],
    ['ложь', false],
    ['может быть', 'ошибка'],
    ['x', 'ошибка'],
    [2, 'ошибка'],
    ['даа', 'ошибка'],
  ])('%j → %p', (raw, value) => {
    expect(read(flag, raw)).toBe(value);
    expect(read(yesNo, raw)).toBe(value);
  });

  test('a blank flag is «нет»; only yesNo writes the words «да» / «нет»', () => {
    expect(flag.blank).toBe(false);
    expect([flag.write(true, MOSCOW), flag.write(false, MOSCOW)]).toEqual([true, false]);
    expect([yesNo.write(true, MOSCOW), yesNo.write(false, MOSCOW)]).toEqual(['да', 'нет']);
  });
});

describe('one of', () => {
  const kind = oneOf(['онлайн', 'запись', 'Ещё нет']);
  test.each<[Cell, unknown]>([
    ['онлайн', 'онлайн'],
    [' ОНЛАЙН ', 'онлайн'],
    [`еще${NBSP} нет`, 'Ещё нет'],
    ['онлайн*', 'онлайн'],
    ['вебинар', 'ошибка'],
    ['', 'ошибка'],
    [1, 'ошибка'],
    [true, 'ошибка'],
  ])('%j → %p', (raw, value) => {
    expect(read(kind, raw)).toBe(value);
  });

  test('listed words that look like numbers match numbers; the fault lists the words', () => {
    expect(read(oneOf(['1', '2']), 2)).toBe('2');
    const fault = kind.read('x', MOSCOW);
    expect(fault instanceof Fault && fault.how).toBe('Выберите из списка: онлайн, запись, Ещё нет.');
  });
});

describe('e-mail', () => {
  test.each<[Cell, unknown]>([
    ['anna@example.com', 'anna@example.com'],
    [' Anna.B@Example.COM ', 'anna.b@example.com'],
    ['a+b@mail.example.co.uk', 'a+b@mail.example.co.uk'],
    ['a_b-c@ex-ample.org', 'a_b-c@ex-ample.org'],
    ['x@xn--e1afmkfd.xn--p1ai', 'x@xn--e1afmkfd.xn--p1ai'],
    ['удалено-0a1b@удалено.invalid', 'удалено-0a1b@удалено.invalid'],
    ['anna@example', 'ошибка'],
    ['anna', 'ошибка'],
    ['@example.com', 'ошибка'],
    ['anna@', 'ошибка'],
    ['anna@@example.com', 'ошибка'],
    ['anna@exa mple.com', 'ошибка'],
    ['a@b.com, c@d.com', 'ошибка'],
    ['a@b.com;c@d.com', 'ошибка'],
    ['Анна <anna@example.com>', 'ошибка'],
    ['anna@example.com\nBcc: x@y.org', 'ошибка'],
    ['.anna@example.com', 'ошибка'],
    ['an..na@example.com', 'ошибка'],
    ['anna@-example.com', 'ошибка'],
    ['anna@example-.com', 'ошибка'],
    ['anna@example.c', 'ошибка'],
    ['anna@example.1com', 'ошибка'],
    ['anna@127.0.0.1', 'ошибка'],
    [`${'a'.repeat(250)}@example.com`, 'ошибка'],
    [5, 'ошибка'],
    [true, 'ошибка'],
  ])('%j → %p', (raw, value) => {
    expect(read(email, raw)).toBe(value);
  });

  test('the mark of erased data is valid, but no letters are sent to it', () => {
    const mark = erasedEmail('00ff');
    expect(parseEmail(mark)).toBe(mark);
    expect([isErased(mark), isDeliverable(mark)]).toEqual([true, false]);
    expect([isErased('a@example.com'), isDeliverable('a@example.com')]).toEqual([false, true]);
    expect(isDeliverable('a@b.invalid')).toBe(false);
  });
});

describe('lists', () => {
  const numbers = listOf(integer, String);
  test.each<[Cell, unknown]>([
    ['60,30,14,7', [60, 30, 14, 7]],
    ['60; 30 ;14', [60, 30, 14]],
    [60, [60]],
    [',', []],
    ['7,', [7]],
    ['7,x', 'ошибка'],
    // A list that the sheet has turned into a number.
    [60.3, 'ошибка'],
  ])('%j → %p', (raw, value) => {
    expect(read(numbers, raw)).toEqual(value);
  });

  test('the fault of a list names the faulty part', () => {
    const fault = numbers.read('7, восемь', MOSCOW);
    expect(fault instanceof Fault && fault.what).toBe('«восемь» — это не число');
  });
});

describe('checks', () => {
  test.each([
    ['notNegative', notNegative, 0, true],
    ['notNegative', notNegative, -0.01, false],
    ['positive', positive, 0, false],
    ['positive', positive, 0.01, true],
    ['between 0 and 8', between(0, 8), 0, true],
    ['between 0 and 8', between(0, 8), 8, true],
    ['between 0 and 8', between(0, 8), 8.01, false],
    ['between 0 and 8', between(0, 8), -1, false],
  ])('%s: %d', (_, check, value, good) => {
    expect(check(value) === null).toBe(good);
  });
});

test('the plain text of any cell', () => {
  expect([' a ', 1.5, true, false].map(cellText)).toEqual(['a', '1.5', 'да', 'нет']);
});
