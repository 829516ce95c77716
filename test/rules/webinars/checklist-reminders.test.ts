// «Проверки» of reminders: counted among those who take part now, and not before a webinar was moved to its day.
import { expect, test } from '@jest/globals';
import { instant } from '../../../src/rules/zone.js';
import { at, type Scene } from '../harness.js';
import { A, anna, now } from './mailing.js';
import { KEY, season } from './scenes.js';

const B = 'boris@example.com';

const weekly = (object: string, recipient: string) => ({
  date: '2024-03-14',
  object: `${KEY}/${object}`,
  recipient,
});
const confirmed = (recipient: string, memo = '2024-03-14T11:00') => ({
  object: KEY,
  recipient,
  memo,
  created: instant(0),
});
const EARLY = { 'Дата регистрации': at('2024-02-28 12:00') };
const comment = (past: Scene['past'], wall = '2024-03-20 12:00'): unknown =>
  season(
    { Слушатели: [anna(EARLY), anna({ ...EARLY, Email: B })] },
    { now: now(wall), ...(past ? { past } : {}) },
  ).outputs['Проверки']?.find((row) => row['Требование'] === 'Еженедельные напоминания отправлены')?.[
    'Комментарий'
  ];

test('moved to another day, then to another hour of it: earlier reminders were not due', () => {
  const moved = (number: number, memo: string, day: string) => ({
    object: `${KEY}/${number}`,
    recipient: A,
    memo,
    date: memo,
    created: instant(Date.parse(now(`${day} 12:00`))),
  });
  expect(
    comment({
      'webinars.confirmed': [confirmed(A, '2024-03-15T11:00')],
      'webinars.moved': [
        moved(0, '2024-03-14T12:00', '2024-03-05'),
        moved(1, '2024-03-14T11:00', '2024-03-06'),
      ],
    }),
  ).toContain('не отправлено: 07.03.2024 (');
});

test('a reminder to an address that is no longer in the tab is none to those who are', () => {
  expect(comment({ 'webinars.weekly': [weekly('7', 'gone@example.com'), weekly('7', A)] })).toContain(
    '07.03.2024 (1 из 2 слушателей)',
  );
});

test('nor is a start told to such an address a reason to excuse reminders that were missed', () => {
  const past = { 'webinars.confirmed': [confirmed('gone@example.com', '2024-03-20T11:00')] };
  expect(comment(past, '2024-03-08 12:00')).toContain('не отправлено: 29.02.2024, 07.03.2024');
});
