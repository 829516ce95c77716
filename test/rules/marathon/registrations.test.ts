// Rule 1: who is a participant, and otherwise the first reason why not.
import { describe, expect, test } from '@jest/globals';
import { erasedEmail, erasedNickname } from '../../../src/rules/erased.js';
import { at, type Typed } from '../harness.js';
import { application, emailOf, stage } from './fixtures.js';

const verdicts = (rows: readonly Typed[], settings = {}): readonly unknown[] =>
  (stage({ tabs: { Регистрации: rows }, settings }).computed['Регистрации'] ?? []).map(
    (row) => row['ошибка'] ?? row['Причина'] ?? row['Статус'],
  );

describe('the registration period, «с 4 сентября по 5 октября»', () => {
  test.each([
    ['2023-09-03 23:59:59', 'регистрация вне срока'],
    ['2023-09-04 00:00', 'участник'],
    ['2023-10-05 23:59:59', 'участник'],
    ['2023-10-06 00:00', 'регистрация вне срока'],
  ])('an application at %s: %s', (moment, verdict) => {
    expect(verdicts([application('Аня', { 'Дата регистрации': at(moment) })])).toEqual([verdict]);
  });

  test('the last day ends in the time zone of the programme, not in UTC', () => {
    const row = application('Аня', { 'Дата регистрации': '05.10.2023 23:30' });
    expect(verdicts([row], { 'Часовой пояс': 'Asia/Vladivostok' })).toEqual(['участник']);
  });

  test('the period consists of settings', () => {
    const rows = [application('Аня'), application('Боря', { 'Дата регистрации': at('2023-11-01 10:00') })];
    expect(verdicts(rows, { 'Регистрация с': at('2023-11-01'), 'Регистрация по': '01.11.2023' })).toEqual([
      'регистрация вне срока',
      'участник',
    ]);
  });

  test('a date later than now is checked against the period like any other', () => {
    const row = application('Аня', { 'Дата регистрации': at('2023-10-01 12:00') });
    const { computed } = stage({ now: '2023-09-15T12:00:00+03:00', tabs: { Регистрации: [row] } });
    expect(computed['Регистрации']).toEqual([{ Статус: 'участник', Причина: null }]);
  });
});

describe('the portal', () => {
  test.each([
    [true, 'участник'],
    ['да', 'участник'],
    [false, 'нет на портале'],
    ['нет', 'нет на портале'],
    // «A blank На портале is нет.»
    ['', 'нет на портале'],
  ])('На портале = %p: %s', (value, verdict) => {
    expect(verdicts([application('Аня', { 'На портале': value })])).toEqual([verdict]);
  });
});

describe('earlier accepted applications take nicknames and addresses', () => {
  test.each([
    ['another case', 'АНЯ', 'никнейм занят'],
    ['«ё» is not «е»', 'Аня ё', 'участник'],
    ['blanks inside count', 'А ня', 'участник'],
    ['blanks around are ignored', '  аня  ', 'никнейм занят'],
    ['an asterisk counts', 'Аня*', 'участник'],
  ])('%s: «%s» after «Аня» and «Аня е»', (_, nickname, verdict) => {
    const rows = [
      application('Аня'),
      application('Аня е', { Email: 'e@example.com' }),
      application(nickname, { Email: 'other@example.com', 'Дата регистрации': at('2023-09-11 10:00') }),
    ];
    expect(verdicts(rows)[2]).toBe(verdict);
  });

  test('addresses are compared without case', () => {
    const rows = [application('anna'), application('boris', { Email: 'ANNA@Example.com' })];
    expect(verdicts(rows)).toEqual(['участник', 'email занят']);
  });

  test('earlier is by Дата регистрации, then by row', () => {
    const same = { Email: 'same@example.com' };
    expect(
      verdicts([
        application('third', { ...same, 'Дата регистрации': at('2023-09-12 10:00') }),
        application('first', { ...same, 'Дата регистрации': at('2023-09-10 10:00') }),
        application('second', { ...same, 'Дата регистрации': at('2023-09-10 10:00') }),
      ]),
    ).toEqual(['email занят', 'участник', 'email занят']);
  });

  test('a refused application takes neither nickname nor address', () => {
    expect(
      verdicts([
        application('anna', { 'На портале': false, 'Дата регистрации': at('2023-09-05 10:00') }),
        application('anna', { 'Дата регистрации': at('2023-09-06 10:00') }),
        // Refused because its nickname is taken, so it does not take its address.
        application('Anna', { Email: 'b@example.com', 'Дата регистрации': at('2023-09-07 10:00') }),
        application('boris', { Email: 'b@example.com', 'Дата регистрации': at('2023-09-08 10:00') }),
      ]),
    ).toEqual(['нет на портале', 'участник', 'никнейм занят', 'участник']);
  });

  test('the first of the four reasons is given', () => {
    const late = { 'Дата регистрации': at('2023-10-09 10:00') };
    const next = { 'Дата регистрации': at('2023-09-11 10:00') };
    expect(
      verdicts([
        application('anna'),
        application('anna', { ...late, 'На портале': false }),
        application('anna', { ...next, 'На портале': false }),
        application('anna', next),
        application('boris', { ...next, Email: emailOf('anna') }),
      ]),
    ).toEqual(['участник', 'регистрация вне срока', 'нет на портале', 'никнейм занят', 'email занят']);
  });
});

describe('an erased nickname stays taken', () => {
  const erased = (nickname: string, email: string, more: Typed = {}): Typed =>
    application(erasedNickname(nickname), { Email: erasedEmail(email), ...more });
  const later = { 'Дата регистрации': at('2023-09-11 10:00') };

  test('its holder is erased', () => {
    expect(verdicts([erased('Аня', 'a1'), application('АНЯ', later), application('Аня е', later)])).toEqual([
      'участник',
      'никнейм занят',
      'участник',
    ]);
  });

  test('the person who asked for it in vain is erased', () => {
    expect(verdicts([application('Аня'), erased('аНЯ', 'a2', later)])).toEqual(['участник', 'никнейм занят']);
  });

  test('both are erased', () => {
    expect(verdicts([erased('Аня', 'a1'), erased('аНЯ', 'a2', later)])).toEqual([
      'участник',
      'никнейм занят',
    ]);
  });

  test('the earlier application still decides, whichever is erased', () => {
    expect(verdicts([erased('Аня', 'a1', later), application('Аня')])).toEqual(['никнейм занят', 'участник']);
  });
});

test('a nickname with a comma is a row error and takes nothing', () => {
  expect(
    verdicts([
      application('a,b', { Email: 'x@example.com' }),
      application('anna', { Email: 'x@example.com' }),
    ]),
  ).toEqual(['«Никнейм» — в никнейме есть запятая', 'участник']);
});
