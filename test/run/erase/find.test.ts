// Where a personal text stands in another one: as whole words, in any letter case; a phone however it is typed.
import { describe, expect, test } from '@jest/globals';
import { phoneDigits, replacing, suspectsAmong } from '../../../src/run/erase/find.js';

describe('replaced', () => {
  test.each<[string, string, string]>([
    ['Анна Ёлкина', 'Пишет АННА ЁЛКИНА, звонит Анна Ёлкина.', 'Пишет <>, звонит <>.'],
    ['Анна', 'Анна и Аннабель, Иоанна, анна_1', '<> и Аннабель, Иоанна, анна_1'],
    ['C++', 'C++, C+++', '<>, <>+'],
    ['ab ab', 'ab ab ab', '<> ab'],
    ['anna@x.ru', 'anna@x.ru, Anna@X.ru.', '<>, <>.'],
    ['anna@x.ru', 'ivan.anna@x.ru, anna@x.ru.com, anna@x.ru-y', 'ivan.anna@x.ru, anna@x.ru.com, anna@x.ru-y'],
    ['+7 (900) 123-45-67', '8 900 1234567, 79001234567; +7-900-123-45-67', '<>, <>; <>'],
    ['+7 (900) 123-45-67', '9001234567', '9001234567'],
    ['9001234567', '900 123 45 67 и 8 900 123-45-67', '<> и 8 <>'],
    ['89001234567', 'счёт 189001234567, №89001234567а', 'счёт 189001234567, №89001234567а'],
    ['89001234567', '8900,1234567', '8900,1234567'],
    ['89001234567', '8900 — 123 — 45 — 67', '<>'],
    ['89001234567', '8900    1234567', '8900    1234567'],
    ['доб. 12', 'доб. 12, доб. 123', '<>, доб. 123'],
  ])('%j in %j: %j', (secret, text, replaced) => {
    expect(replacing(secret, '<>')(text)).toBe(replaced);
  });
});

test.each([
  ['+7 (900) 123-45-67', '79001234567'],
  ['8 900 123-45-67', '79001234567'],
  ['900 123 45 67', '9001234567'],
  ['890012345678', '890012345678'],
  ['123-45-67', ''],
  ['нет', ''],
])('the phone %j', (typed, digits) => {
  expect(phoneDigits(typed)).toBe(digits);
});

test.each<[string, readonly number[]]>([
  ['Анна Петрова', [0, 3]],
  ['анна', [3]],
  ['ПЕТРОВА', [0, 3]],
  ['звонить 8 (900) 1234567', [1, 3]],
  ['', [3]],
])('in %j may stand %j', (text, expected) => {
  expect(suspectsAmong(['Анна Петрова', '+79001234567', 'Анна Иванова', '***'])(text)).toEqual(expected);
});
