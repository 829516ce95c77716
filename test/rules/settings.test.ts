// Parameters: which values they accept beyond their kind, and the four that every programme has.
import { describe, expect, test } from '@jest/globals';
import { amount, between, Fault, integer, notNegative, number, text } from '../../src/rules/kinds.js';
import { commonSettings, defaultsOf, LETTER_MODES, setting, zoneKind } from '../../src/rules/settings.js';
import { MOSCOW } from '../sheets/support.js';

describe('numbers have a limit beyond that of any regulation', () => {
  const whole = setting('Дней', integer, 3, 'Сколько дней.');
  const share = setting('Процент', number, 1.5, 'Какая доля.');
  const bounded = setting('Дней', integer, 3, 'Сколько дней.', notNegative);
  test.each([
    ['a whole number', whole, 100_000, null],
    ['a whole number', whole, -100_000, null],
    ['a whole number', whole, 100_001, 'число больше 100\u00a0000'],
    ['a whole number', whole, -100_001, 'число меньше −100\u00a0000'],
    ['a number', share, 1e6, 'число больше 100\u00a0000'],
    ['one with a check of its own', bounded, 5, null],
    ['one with a check of its own', bounded, -1, 'число не может быть отрицательным'],
    ['one with a check of its own', bounded, 1e9, 'число больше 100\u00a0000'],
  ])('%s %#: %o', (_, one, value, expected) => {
    expect(one.check?.(value)?.what ?? null).toBe(expected);
  });

  test('the advice names no other limit than the exceeded one', () => {
    expect(bounded.check?.(1e6)?.how).toBe('Впишите число не больше 100\u00a0000.');
    expect(setting('Час', integer, 8, '', between(0, 23)).check?.(1e6)?.how).toBe(
      'Впишите число от 0 до 23.',
    );
  });

  test('money and words have no such limit', () => {
    expect('check' in setting('Порог', amount, null, '')).toBe(false);
    expect('check' in setting('Имя', text, 'а', '')).toBe(false);
  });
});

describe('the time zone', () => {
  test.each([
    ['Europe/Moscow', 'Europe/Moscow'],
    [' Asia/Almaty ', 'Asia/Almaty'],
    ['asia/almaty', 'Asia/Almaty'],
  ])('%j', (typed, name) => {
    const zone = zoneKind.read(typed, MOSCOW);
    expect(zone instanceof Fault ? zone : zoneKind.write(zone, MOSCOW)).toBe(name);
  });

  test('an invalid one says what to write', () => {
    expect(zoneKind.read('Марс', MOSCOW)).toEqual(
      new Fault('такого часового пояса нет', 'Впишите название из базы IANA, например Europe/Moscow.'),
    );
    expect(() => commonSettings({ zone: 'Марс', country: 'РФ' })).toThrow('no such time zone: Марс');
  });
});

test('by default letters wait for staff', () => {
  const common = commonSettings({ zone: 'Europe/Moscow', country: 'РФ' });
  expect(common.letterMode.default).toBe('черновик');
  expect(LETTER_MODES).toEqual(['черновик', 'авто']);
  expect(common.warnDays.check?.(-1)?.what).toBe('число не может быть отрицательным');
});

test('the defaults of all parameters, including one without a default', () => {
  const settings = { days: setting('Дней', integer, 3, ''), contact: setting('Контакт', text, null, '') };
  expect(defaultsOf(settings)).toEqual({ days: 3, contact: null });
});
