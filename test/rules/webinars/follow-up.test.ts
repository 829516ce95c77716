// Letters after a webinar: when, to whom, and again only about a later day.
import { describe, expect, test } from '@jest/globals';
import type { LetterStatus } from '../../../src/rules/letters.js';
import { instant } from '../../../src/rules/zone.js';
import { day, type Typed } from '../harness.js';
import { CODE, webinar } from './scenes.js';
import { A, anna, letters, now } from './mailing.js';

describe('webinars.follow-up («Работа с лидами», п. 1)', () => {
  const tabs = (more: Typed = {}) => ({
    Вебинары: [webinar(more)],
    Слушатели: [anna(), anna({ Email: 'b@example.com', Имя: 'Бела' })],
    Явка: [{ Вебинар: CODE, Email: A }],
  });
  const REC = { Запись: 'https://video.example.com/1' };
  test.each<[string, Typed, string, string | null]>([
    ['more than 36 hours before the third working day', {}, '2024-03-17 11:59', null],
    ['36 hours before it: queued', {}, '2024-03-17 12:00', '2024-03-19T00:00'],
    ['on the third working day', {}, '2024-03-19 08:00', '2024-03-19T00:00'],
    ['a day later', {}, '2024-03-20 00:00', '2024-03-19T00:00'],
    ['too late', {}, '2024-03-20 00:01', null],
    ['as soon as the recording is there', REC, '2024-03-14 13:00', '2024-03-14T13:00'],
    ['with a recording, before the end', REC, '2024-03-14 12:29', null],
    ['with a recording entered after the third working day', REC, '2024-03-20 00:01', null],
    ['refused', { ...REC, Отказ: day('2024-03-14') }, '2024-03-14 13:00', null],
  ])('%s', (_, more, wall, occasion) => {
    const got = letters('follow-up', tabs(more), { now: now(wall) });
    expect(got.map((letter) => letter.occasion)).toEqual(occasion === null ? [] : [occasion, occasion]);
  });
  // The third working day after the 14th is the 19th.
  const DUE = now('2024-03-19 08:00');
  type Told = Readonly<{ memo: string; created: string; status?: LetterStatus }>;
  const dates = (told: readonly Told[]): readonly string[] =>
    letters('follow-up', tabs(), {
      now: DUE,
      past: {
        'webinars.follow-up': told.map(({ created, ...one }, index) => ({
          object: CODE,
          recipient: A,
          date: index === 0 ? '' : `,${index}`,
          created: instant(Date.parse(now(created))),
          ...one,
        })),
      },
    }).flatMap(({ to, date }) => (to === A ? [date] : []));
  test.each<[string, readonly Told[], string]>([
    ['about the same day', [{ memo: '2024-03-14', created: '2024-03-14 10:00' }], ''],
    ['about a later day: corrected', [{ memo: '2024-03-15', created: '2024-03-16 10:00' }], ''],
    ['about an earlier day: moved since', [{ memo: '2024-03-07', created: '2024-03-13 10:00' }], ',1'],
    ['about an earlier day, made after the start', [{ memo: '2024-03-13', created: '2024-03-15 10:00' }], ''],
    ['of an earlier version, before the start', [{ memo: '', created: '2024-03-13 10:00' }], ',1'],
    ['of an earlier version, since the start', [{ memo: '', created: '2024-03-14 13:00' }], ''],
    [
      'about two earlier days',
      [
        { memo: '2024-03-01', created: '2024-03-05 10:00' },
        { memo: '2024-03-07', created: '2024-03-12 10:00' },
      ],
      ',2',
    ],
    [
      'about an earlier day and about this one',
      [
        { memo: '2024-03-07', created: '2024-03-12 10:00' },
        { memo: '2024-03-14', created: '2024-03-19 00:00' },
      ],
      ',1',
    ],
    ...(['отменено', 'ошибка'] as const).map((status): [string, readonly Told[], string] => [
      `about an earlier day, «${status}»`,
      [{ memo: '2024-03-07', created: '2024-03-12 10:00', status }],
      ',1',
    ]),
    [
      'that waits: it will speak of the new day',
      [{ memo: '2024-03-07', created: '2024-03-12 10:00', status: 'черновик' }],
      '',
    ],
  ])('beside one %s', (_, told, date) => {
    expect(dates(told)).toEqual([date]);
  });
  test('those who came and those who did not get different texts, one letter each', () => {
    const [came, missed] = letters('follow-up', tabs(REC), { now: now('2024-03-15 13:00') });
    expect([came?.to, came?.date, missed?.to]).toEqual([A, '', 'b@example.com']);
    expect(came?.text).toContain('Спасибо, что были с нами');
    expect(missed?.text).toContain('Жаль, что не получилось');
    for (const letter of [came, missed]) {
      expect(letter?.text).toContain('https://video.example.com/1');
      expect(letter?.text).toContain('partner@example.com');
    }
  });
});

test('without a recording nobody is told that everything can be watched', () => {
  const texts = (more: Typed): readonly (string | undefined)[] =>
    letters(
      'follow-up',
      {
        Вебинары: [webinar(more)],
        Слушатели: [anna(), anna({ Email: 'b@example.com' })],
        Явка: [{ Вебинар: CODE, Email: A }],
      },
      { now: now('2024-03-19 08:00') },
    ).map(({ text }) => text);
  const [came, missed] = texts({});
  for (const text of [came, missed]) {
    expect(text).toContain('Запись и презентации готовятся: напишите организатору');
    expect(text).not.toMatch(/Ничего не потеряно|посмотреть/);
  }
  expect(texts({ Запись: 'https://video.example.com/1' })[1]).toContain(
    'Ничего не потеряно: всё можно посмотреть в удобное время.',
  );
});

test('a follow-up before anybody’s attendance is known does not say who came', () => {
  const [letter] = letters(
    'follow-up',
    { Вебинары: [webinar({ Запись: 'https://video.example.com/1' })], Слушатели: [anna()] },
    { now: now('2024-03-15 13:00') },
  );
  expect(letter?.text).toContain('на который вы зарегистрировались, состоялся.');
  expect(letter?.text).not.toMatch(/Спасибо, что были|Жаль/);
  expect(letter?.text).toContain('https://video.example.com/1');
});
