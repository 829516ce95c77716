// Reminders to listeners: when they are sent before the start, and who gets none.
import { describe, expect, test } from '@jest/globals';
import { instant } from '../../../src/rules/zone.js';
import { at, day, type Scene } from '../harness.js';
import { season, webinar } from './scenes.js';
import { anna, letters, type More, now } from './mailing.js';

const REMINDERS = ['weekly', 'day-before', 'same-day', 'soon'] as const;
/** Every reminder that a run at `wall` returns: «code object occasion». */
const reminders = (
  wall: string,
  tabs: Scene['tabs'] = { Слушатели: [anna()] },
  more: More = {},
): readonly string[] =>
  REMINDERS.flatMap((code) =>
    letters(code, tabs, { now: wall.includes('+') ? wall : now(wall), ...more }).map(
      (letter) => `${code} ${letter.object} ${letter.occasion}`,
    ),
  );

describe('the times of reminders («Работа с зарегистрированными»)', () => {
  test.each<[string, readonly string[]]>([
    ['2024-02-22T12:00:00+06:00', ['weekly в-1/21 2024-02-22T10:00']],
    ['2024-02-28T12:00:00+06:00', ['weekly в-1/14 2024-02-29T10:00']],
    ['2024-03-01 10:01', []],
    ['2024-03-05 22:00', ['weekly в-1/7 2024-03-07T10:00']],
    ['2024-03-05 21:59', []],
    ['2024-03-08 10:00', ['weekly в-1/7 2024-03-07T10:00']],
    ['2024-03-08 10:01', []],
    ['2024-03-12 22:00', ['day-before в-1 2024-03-13T10:00', 'same-day в-1 2024-03-14T10:00']],
    [
      '2024-03-12 22:45',
      ['day-before в-1 2024-03-13T10:00', 'same-day в-1 2024-03-14T10:00', 'soon в-1 2024-03-14T10:45'],
    ],
    ['2024-03-14 10:59', ['same-day в-1 2024-03-14T10:00', 'soon в-1 2024-03-14T10:45']],
    ['2024-03-14 11:00', []],
  ])('at %s', (wall, expected) => {
    expect(reminders(wall)).toEqual(expected);
  });
  test('Almaty was at UTC+6 until 1 March 2024: 10:00 before and after the change', () => {
    const occasions = (wall: string) =>
      season({ Слушатели: [anna()] }, { now: wall })
        .decision.letters.filter((letter) => letter.code === 'webinars.weekly')
        .map((letter) => new Date(letter.occasion).toISOString());
    expect(occasions('2024-02-29T09:00:00+06:00')).toEqual(['2024-02-29T04:00:00.000Z']);
    expect(occasions('2024-03-07T09:00:00+05:00')).toEqual(['2024-03-07T05:00:00.000Z']);
  });
  test.each<[string, string, readonly string[]]>([
    [
      'before the time of the reminder',
      '2024-03-13 09:59:59',
      ['day-before в-1 2024-03-13T10:00', 'same-day в-1 2024-03-14T10:00'],
    ],
    ['at the time of the reminder', '2024-03-13 10:00:00', ['same-day в-1 2024-03-14T10:00']],
    ['after the time of the reminder', '2024-03-13 10:00:01', ['same-day в-1 2024-03-14T10:00']],
  ])('registered %s', (_, registered, expected) => {
    expect(
      reminders('2024-03-13 10:30', { Слушатели: [anna({ 'Дата регистрации': at(registered) })] }).filter(
        (one) => !one.startsWith('soon'),
      ),
    ).toEqual(expected);
  });
  test('the subject of the reminder on the day before', () => {
    const [letter] = letters('day-before', { Слушатели: [anna()] }, { now: now('2024-03-13 10:30') });
    expect(letter?.subject).toBe('Напоминание: вебинар 14.03.2024 11:00 — Битрикс24 для отдела продаж');
  });
  test('none to rejected listeners, none after a refusal', () => {
    expect(reminders('2024-03-13 10:30', { Слушатели: [anna({ Имя: '' })] })).toEqual([]);
    expect(
      reminders('2024-03-13 10:30', {
        Вебинары: [webinar({ Отказ: day('2024-03-13') })],
        Слушатели: [anna()],
      }),
    ).toEqual([]);
  });
  test('no same-day letter if its hour is not before the start; «soon» is valid until the start', () => {
    const early = { Вебинары: [webinar({ Начало: at('2024-03-14 10:00') })], Слушатели: [anna()] };
    expect(reminders('2024-03-13 22:00', early)).toEqual([
      'day-before в-1 2024-03-13T10:00',
      'soon в-1 2024-03-14T09:45',
    ]);
    for (const letter of letters('soon', { Слушатели: [anna()] }, { now: now('2024-03-14 10:50') }))
      expect(letter.until).toBe('2024-03-14T11:00');
  });
  test('the hour and the minutes are parameters', () => {
    const settings = { 'Час писем': '09:30', 'Напоминание за, минут': 60 };
    expect(reminders('2024-03-13 23:00', undefined, { settings })).toEqual([
      'day-before в-1 2024-03-13T09:30',
      'same-day в-1 2024-03-14T09:30',
      'soon в-1 2024-03-14T10:00',
    ]);
  });
  test.each([
    ['soon', '2024-03-14 11:00', '2024-03-14 10:30', 'another'],
    ['same-day', '2024-03-14 11:00', '2024-03-14 12:30', 'the same'],
    ['day-before', '2024-03-14 11:00', '2024-03-14 12:30', 'the same'],
    ['day-before', '2024-03-14 11:00', '2024-03-15 11:00', 'another'],
  ])('%s: a start moved from %s to %s is %s occasion', (kind, from, to, expected) => {
    const keys = (start: string) =>
      letters(
        kind,
        {
          Вебинары: [webinar({ Начало: at(start), Окончание: at('2024-03-15 18:00') })],
          Слушатели: [anna()],
        },
        { now: now('2024-03-13 12:00') },
      ).map(({ object, date }) => `${object} ${date}`);
    expect(keys(from)).toHaveLength(1);
    expect(keys(to)).toHaveLength(1);
    expect(keys(to).join() === keys(from).join() ? 'the same' : 'another').toBe(expected);
  });

  describe('one that waits goes when a later one has fallen due', () => {
    // Both fall due at 10:00: «Час писем», and the minutes before the start.
    const together = { Вебинары: [webinar({ Начало: at('2024-03-14 10:15') })], Слушатели: [anna()] };
    const fallen = (code: string, date: string, due: string): Scene['past'] => ({
      [`webinars.${code}`]: [
        { object: 'в-1', recipient: anna().Email as string, date, due: instant(Date.parse(now(due))) },
      ],
    });
    test.each<[string, Scene['tabs'], Scene['past'], Scene['settings'], readonly string[]]>([
      [
        'not the one of the same moment',
        together,
        fallen('soon', '2024-03-14T10:15', '2024-03-14 10:00'),
        {},
        ['same-day в-1 2024-03-14T10:00', 'soon в-1 2024-03-14T10:00'],
      ],
      [
        'the later one is not always «soon»',
        undefined,
        fallen('same-day', '2024-03-14', '2024-03-14 10:00'),
        { 'Напоминание за, минут': 90 },
        ['same-day в-1 2024-03-14T10:00'],
      ],
      [
        'the day before goes on the day',
        undefined,
        fallen('same-day', '2024-03-14', '2024-03-14 10:00'),
        {},
        ['same-day в-1 2024-03-14T10:00', 'soon в-1 2024-03-14T10:45'],
      ],
    ])('%s', (_, tabs, past, settings, expected) => {
      expect(
        reminders('2024-03-14 10:00', tabs, { ...(past ? { past } : {}), ...(settings ? { settings } : {}) }),
      ).toEqual(expected);
    });
  });
});
