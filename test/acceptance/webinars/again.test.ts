// What is told again and what is not: a webinar that takes place on another day, several attempts of one person.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import type { RawRow } from '../cells.js';
import { early, listed, settled, start, statuses } from './mailing.js';
import type { World } from './support.js';

describe('a follow-up after the webinar was moved', () => {
  // 11.12.2023 is a Monday: the third working day after it is the 14th.
  const followed = (): World => {
    const made = start({ Слушатели: [early()] });
    made.recompute('10.12.2023 08:00');
    made.mailed('send', '10.12.2023 08:05');
    made.recompute('14.12.2023 08:00');
    expect(made.mailed('send', '14.12.2023 08:05')).toHaveLength(1);
    return made;
  };
  const moveTo = (made: World, day: string, hour = '11:00', more = {}): void =>
    made.fillAll({
      Вебинары: [settled({ Начало: serial(`${day} ${hour}`), Окончание: serial(`${day} 20:00`), ...more })],
      Слушатели: [early()],
    });
  const told = (made: World): readonly string[] => listed(made).filter((one) => one.startsWith('follow-up'));
  const FIRST = 'follow-up a@a.kz 2023-12-14T00:00';

  test('to a later day: again on the third working day after it, once', () => {
    const made = followed();
    moveTo(made, '19.12.2023');
    for (const now of ['14.12.2023 09:00', '19.12.2023 20:30', '22.12.2023 08:00', '22.12.2023 18:00'])
      made.recompute(now);
    expect(told(made)).toEqual([FIRST, 'follow-up a@a.kz 2023-12-22T00:00']);
    made.mailed('send', '22.12.2023 18:05');
    made.recompute('22.12.2023 19:00');
    expect(statuses(made, 'follow-up')).toEqual(['отправлено', 'отправлено']);
  });
  test('with a recording: as soon as it is there', () => {
    const made = followed();
    moveTo(made, '19.12.2023');
    made.recompute('19.12.2023 20:30');
    moveTo(made, '19.12.2023', '11:00', { Запись: 'https://видео' });
    made.recompute('20.12.2023 09:00');
    expect(told(made)).toEqual([FIRST, 'follow-up a@a.kz 2023-12-20T09:00']);
  });
  test.each([
    ['by hours', '11.12.2023', '15:00'],
    ['to an earlier day', '08.12.2023', '11:00'],
    ['to a day before the letter', '12.12.2023', '11:00'],
  ])('corrected %s: not again', (_, day, hour) => {
    const made = followed();
    moveTo(made, day, hour, { Запись: 'https://видео' });
    for (const now of ['14.12.2023 09:00', '15.12.2023 08:00', '18.12.2023 08:00']) made.recompute(now);
    expect(told(made)).toEqual([FIRST]);
  });
});

describe('several attempts of one person', () => {
  const on = (at: string, more: RawRow = {}): RawRow => early({ 'Дата регистрации': at, ...more });
  /** What each table of registrations makes the product send, an hour after the one before. */
  const sent = (...tables: readonly (readonly RawRow[])[]): readonly (readonly string[])[] => {
    const made = start({});
    return tables.map((rows, index) => {
      made.fill('Слушатели', rows);
      made.recompute(`22.11.2023 ${String(index + 10)}:00`);
      return made
        .mailed('send', `22.11.2023 ${String(index + 10)}:05`)
        .filter(({ to }) => to === 'a@a.kz')
        .map(
          ({ subject, body }) => `${subject.split(':')[0] ?? ''}${(body.match(/^— .*$/gm) ?? []).join('')}`,
        );
    });
  };
  const ACCEPTED = 'Регистрация принята';
  const REJECTED = 'Регистрация не принята';
  /** To somebody whose other registration is accepted. */
  const TAKES_PART = 'Вы уже зарегистрированы';
  const phoneless = on('01.11.2023', { Телефон: null });
  const unwilling = on('01.11.2023', { Согласие: null });

  test('under one date: each is told its own reasons, once', () => {
    const both = [phoneless, unwilling];
    expect(sent([phoneless], both, both)).toEqual([
      [`${REJECTED}— не заполнено поле «Телефон».`],
      [`${REJECTED}— Согласие на обработку персональных данных: не дано.`],
      [],
    ]);
    expect(sent(both, both)).toEqual([
      [`${REJECTED}— не заполнено поле «Телефон»;— Согласие на обработку персональных данных: не дано.`],
      [],
    ]);
  });
  test('the repeated one takes the place of the accepted one: it is confirmed', () => {
    const second = on('01.11.2023 11:00');
    expect(
      sent(
        [on('01.11.2023 10:00'), second],
        [on('01.11.2023 10:00', { Отказать: 'конкурент' }), second],
        [on('01.11.2023 10:00', { Отказать: 'конкурент' }), second],
      ),
    ).toEqual([
      [ACCEPTED, `${TAKES_PART}— этот адрес уже зарегистрирован на вебинар.`],
      [
        ACCEPTED,
        `${TAKES_PART}— по правилам программы организатор может отказать представителям конкурентов.`,
      ],
      [],
    ]);
  });
  test('a failed one before the accepted one: both are told', () => {
    expect(sent([phoneless, on('02.11.2023')])).toEqual([
      [ACCEPTED, `${TAKES_PART}— не заполнено поле «Телефон».`],
    ]);
  });
  test('beside one that is to be erased: the letter says so', () => {
    expect(
      sent([on('01.11.2023')], [on('01.11.2023', { 'Удалить данные': true }), on('02.11.2023')]),
    ).toEqual([[ACCEPTED], [`${REJECTED}— прежняя регистрация с этого адреса удаляется по вашей просьбе.`]]);
  });
});
