// Kinds of cell: what staff may type, what it means, and that writing what was read reads the same (spec 00, «Values»).
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Day, day, isoDay } from '../../src/rules/day.js';
import {
  amount,
  between,
  type Cell,
  cellText,
  dayKind,
  dayOfYear,
  email,
  erasedEmail,
  Fault,
  flag,
  instantKind,
  integer,
  isDeliverable,
  isErased,
  type Kind,
  listOf,
  longText,
  momentKind,
  notNegative,
  number,
  oneOf,
  parseEmail,
  positive,
  text,
  timeKind,
  yesNo,
} from '../../src/rules/kinds.js';
import { minor } from '../../src/rules/money.js';
import { instant, isoInstant, type Zone, zoneNamed } from '../../src/rules/zone.js';

function zoneOf(name: string): Zone {
  const zone = zoneNamed(name);
  if (!zone) throw new Error(`no zone ${name}`);
  return zone;
}
const MOSCOW = zoneOf('Europe/Moscow');
const NBSP = '\u00a0';
const THIN = '\u2009';
const NARROW = '\u202f';

/** What a kind makes of a cell: the value, or «ошибка». Every fault says what and how. */
function read(kind: Kind<unknown>, raw: Cell, zone = MOSCOW): unknown {
  const value = kind.read(raw, zone);
  if (!(value instanceof Fault)) return value;
  expect(value.what).toMatch(/^\S.*[^.]$/);
  expect(value.how).toMatch(/^[А-Я].*\.$/);
  return 'ошибка';
}

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

describe('dates', () => {
  test.each<[Cell, string]>([
    [45_190, '2023-09-21'],
    [45_190.75, '2023-09-21'],
    ['21.09.2023', '2023-09-21'],
    ['2023-09-21', '2023-09-21'],
    [` 21.09.2023${NBSP}`, '2023-09-21'],
    [1, '1899-12-31'],
  ])('%j is %s', (raw, iso) => {
    expect(isoDay(read(dayKind, raw) as Day)).toBe(iso);
  });

  test.each<Cell>([
    '31.02.2023',
    '21.09.23',
    '21/09/2023',
    'сегодня',
    '21.09.2023 г.',
    0,
    0.5,
    -5,
    3_000_000,
    NaN,
    true,
  ])('%j is none', (raw) => {
    expect(read(dayKind, raw)).toBe('ошибка');
  });
});

describe('date-times, in the programme’s zone', () => {
  test.each<[Cell, string]>([
    [45_190 + 11 / 24, '2023-09-21T11:00'],
    [45_190, '2023-09-21T00:00'],
    ['21.09.2023 11:00', '2023-09-21T11:00'],
    ['21.09.2023 9:05', '2023-09-21T09:05'],
    ['2023-09-21 11:00', '2023-09-21T11:00'],
    ['2023-09-21 11:00:59', '2023-09-21T11:00'],
    ['2023-09-21T11:00', '2023-09-21T11:00'],
    [`21.09.2023${NBSP}11:00`, '2023-09-21T11:00'],
    ['21.09.2023   11:00', '2023-09-21T11:00'],
    // A bare date is 00:00.
    ['21.09.2023', '2023-09-21T00:00'],
    ['2023-09-21', '2023-09-21T00:00'],
  ])('%j is %s', (raw, shown) => {
    for (const zone of [MOSCOW, zoneOf('Asia/Almaty'), zoneOf('America/New_York')])
      expect(isoInstant(zone, read(instantKind, raw, zone) as never)).toBe(shown);
  });

  test.each<Cell>([
    '21.09.2023 24:00',
    '21.09.2023 11:60',
    '21.09.2023 11',
    '31.02.2023 11:00',
    '11:00',
    '21.09.2023 11:00 МСК',
    0.5,
    true,
    -1,
  ])('%j is none', (raw) => {
    expect(read(instantKind, raw)).toBe('ошибка');
  });

  test('a moment is a day where the cell has no time, else an instant', () => {
    expect(read(momentKind, 45_190)).toEqual({ day: day('2023-09-21') });
    expect(read(momentKind, 45_190.5)).toEqual({ at: Date.parse('2023-09-21T12:00:00+03:00') });
    expect(read(momentKind, '21.09.2023')).toBe('ошибка');
    expect(momentKind.formatOf?.({ day: day('2023-09-21') })).not.toBe(
      momentKind.formatOf?.({ at: instant(0) }),
    );
  });
});

describe('times', () => {
  test.each<[Cell, unknown]>([
    ['10:00', 36_000],
    ['9:05', 32_700],
    ['23:59:59', 86_399],
    [0, 0],
    [0.5, 43_200],
    [45_190.5, 43_200],
    [10 / 24, 36_000],
    ['24:00', 'ошибка'],
    ['10.00', 'ошибка'],
    ['10', 'ошибка'],
    [-0.5, 'ошибка'],
    [true, 'ошибка'],
    // An hour typed as a number is no time; a date without one is midnight.
    [9, 'ошибка'],
    [24, 'ошибка'],
    [45797, 0],
  ])('%j → %p', (raw, value) => {
    expect(read(timeKind, raw)).toBe(value);
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

  test('a blank flag is «нет»; «да» / «нет» are written as words by yesNo alone', () => {
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

  test('words of numbers are found by numbers; the fault lists the words', () => {
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

  test('the mark of erased data is read and never written to', () => {
    const mark = erasedEmail('00ff');
    expect(parseEmail(mark)).toBe(mark);
    expect([isErased(mark), isDeliverable(mark)]).toEqual([true, false]);
    expect([isErased('a@example.com'), isDeliverable('a@example.com')]).toEqual([false, true]);
    expect(isDeliverable('a@b.invalid')).toBe(false);
  });
});

describe('lists and days of the year', () => {
  const numbers = listOf(integer, String);
  test.each<[Cell, unknown]>([
    ['60,30,14,7', [60, 30, 14, 7]],
    ['60; 30 ;14', [60, 30, 14]],
    [60, [60]],
    [',', []],
    ['7,', [7]],
    ['7,x', 'ошибка'],
    // A list that the sheet took for a number.
    [60.3, 'ошибка'],
  ])('%j → %p', (raw, value) => {
    expect(read(numbers, raw)).toEqual(value);
  });

  test('the fault of a list names the part', () => {
    const fault = numbers.read('7, восемь', MOSCOW);
    expect(fault instanceof Fault && fault.what).toBe('«восемь»: это не число');
  });

  test.each<[Cell, unknown]>([
    ['15.01', { day: 15, month: 1 }],
    ['15.1', { day: 15, month: 1 }],
    ['29.02', { day: 29, month: 2 }],
    [15.01, { day: 15, month: 1 }],
    [15.1, { day: 15, month: 10 }],
    ['15,01', { day: 15, month: 1 }],
    ['30.02', 'ошибка'],
    ['15', 'ошибка'],
    ['15.13', 'ошибка'],
    [45_672, 'ошибка'],
    [true, 'ошибка'],
  ])('a day of the year: %j → %p', (raw, value) => {
    expect(read(dayOfYear, raw)).toEqual(value);
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

describe('properties: reading what was written gives the value', () => {
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

  test('money typed by staff reads the same with any blanks, comma or point, with a unit or none', () => {
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

  test('no text crashes a kind', () => {
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
