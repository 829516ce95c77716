// Letters of «ТЕХНОКОМ»: to whom, when, and only once.
// Hand-made cases at the limits: the last day that counts, and the day after.
import { describe, expect, test } from '@jest/globals';
import { DAY, serial } from '../calendar.js';
import type { Cells } from '../cells.js';
import {
  client,
  CONFIRMED,
  hours,
  licence,
  LISTED,
  of,
  PARTNERS,
  report,
  shown,
  ticket,
  written,
} from './rows.js';
import type { Tables } from './oracle/terms.js';
import { type World, world } from './support.js';

const BOOKS = { Бухгалтерия: 'books@x.ru' };

/** Codes and occasions of all letters except digests, with a daily run each morning. */
function lettersOver(one: World, from: string, to: string): string[] {
  for (let day = serial(from); day <= serial(to); day += 1) one.daily(day * DAY + 8 * 60);
  return written(one)
    .filter(({ code }) => code !== 'digest')
    .map(({ code, to: whom, notBefore }) => `${code} > ${whom} @ ${shown(notBefore)}`);
}

describe('letters', () => {
  test('a client that expires: confirmed, 14, 7, 3, 1 days before, expired', () => {
    expect(lettersOver(of(client(CONFIRMED)), '12.11.2025', '13.01.2026')).toEqual([
      'fixed > a@x.ru @ 12.11 00:00',
      'fixation-ending > a@x.ru @ 28.12 00:00',
      'fixation-ending > a@x.ru @ 04.01 00:00',
      'fixation-ending > a@x.ru @ 08.01 00:00',
      'fixation-ending > a@x.ru @ 10.01 00:00',
      'fixation-expired > a@x.ru @ 12.01 00:00',
    ]);
  });
  test.each([
    [
      'put off by a day, the reminder waits for its new eve',
      '01.03.2024',
      '02.03.2024',
      'завтра, 02.03.2024',
    ],
    ['put off to today, nothing is overdue yet', '28.02.2024', '29.02.2024', 'прошёл 29.02.2024'],
  ])('a licence to be paid for, %s', (_, due, later, said) => {
    const sent = (one: World, name: string, now: string): readonly string[] =>
      one.mailed(name, now).flatMap(({ subject, body }) => (subject.includes('Л-1') ? [body] : []));
    for (const seen of ['29.02.2024 00:05', '29.02.2024 08:00']) {
      const one = world();
      one.set('Режим писем', 'авто');
      const paid = (until: string): Cells =>
        licence({
          Запрос: '01.02.2024',
          'Проект и счёт отправлены': '05.02.2024',
          'Сканы получены': '07.02.2024',
          'Срок оплаты по договору': until,
        });
      one.fillAll({ Представители: PARTNERS, Лицензии: [paid(due)] });
      one.daily('28.02.2024 08:00');
      one.fill('Лицензии', [paid(later)]);
      expect(sent(one, seen.endsWith('08:00') ? 'daily' : 'tick', seen)).toEqual([]);
      expect(sent(one, 'daily', '01.03.2024 08:00')).toEqual([expect.stringContaining(said)]);
    }
  });
  test('of the reminders that wait as drafts staff send the latest only', () => {
    const one = of(client(CONFIRMED));
    lettersOver(one, '28.12.2025', '10.01.2026');
    one.call('send', '10.01.2026 09:00');
    expect(
      written(one)
        .filter(({ code }) => code === 'fixation-ending')
        .map(({ notBefore, status }) => `${shown(notBefore)} ${status}`),
    ).toEqual([
      '28.12 00:00 отменено',
      '04.01 00:00 отменено',
      '08.01 00:00 отменено',
      '10.01 00:00 отправлено',
    ]);
  });
  test('a fixed client: 30, 14, 7, 1 days before the report, the warning on day 3', () => {
    const one = of(client(LISTED));
    expect(lettersOver(one, '14.12.2025', '27.01.2026')).toEqual([
      'report-due > a@x.ru @ 16.12 00:00',
      'report-due > a@x.ru @ 01.01 00:00',
      'report-due > a@x.ru @ 08.01 00:00',
      'report-due > a@x.ru @ 14.01 00:00',
      'warning > a@x.ru @ 18.01 00:00',
    ]);
    expect(written(one).find(({ code }) => code === 'warning')?.text).toContain('25.01.2026');
  });
  test('a warning letter that was sent counts as a warning', () => {
    const one = of(client(LISTED));
    lettersOver(one, '17.01.2026', '17.01.2026');
    one.call('send', '18.01.2026 08:00');
    one.recompute('18.01.2026 09:00');
    expect(one.column('Реестр клиентов', 'Примечание')).toEqual([null]);
  });
  test.each<[string, Tables, string, readonly (readonly [string, string])[]]>([
    [
      'fixation-ending',
      { 'Реестр клиентов': [client(CONFIRMED)] },
      '28.12.2025',
      [
        ['28.12.2025', '14 дней'],
        ['03.01.2026', '8 дней'],
        ['11.01.2026', 'меньше дня'],
      ],
    ],
    [
      'report-due',
      { 'Реестр клиентов': [client(LISTED)] },
      '16.12.2025',
      [
        ['16.12.2025', '30 дней'],
        ['20.12.2025', '26 дней'],
        ['15.01.2026', 'меньше дня'],
      ],
    ],
    [
      'licence-step',
      { Лицензии: [licence()] },
      '16.11.2025',
      [
        ['16.11.2025', 'срок завтра, 17.11.2025'],
        ['17.11.2025', 'срок сегодня, 17.11.2025'],
      ],
    ],
  ])('a waiting %s contains the days left on the day when it may be sent', (code, tables, first, told) => {
    const one = world({ Представители: PARTNERS, ...tables });
    one.daily(`${first} 08:00`);
    for (const [day, left] of told) {
      one.recompute(`${day} 09:00`);
      expect([day, written(one).find((own) => own.code === code)?.text]).toEqual([
        day,
        expect.stringContaining(left),
      ]);
      expect(one.recompute(`${day} 09:00`)).toMatchObject({ changed: {} });
    }
  });
  test('a draft that is no longer true after a correction is taken back, and restored when the correction is undone', () => {
    const one = of(client(LISTED), client({ ...CONFIRMED, 'Договор или контракт': 'Б-2' }));
    const draft = (code: string): string | undefined => written(one).find((own) => own.code === code)?.status;
    one.daily('12.01.2026 08:00');
    expect(draft('fixation-expired')).toBe('черновик');
    one.edit('Реестр клиентов', 3, 'Перечень ПО получен', serial('11.01.2026'));
    one.recompute('12.01.2026 09:00');
    expect(draft('fixation-expired')).toBe('отменено');

    one.daily('18.01.2026 08:00');
    expect(draft('warning')).toBe('черновик');
    one.fill('Отчёты по клиентам', [report()]);
    one.recompute('20.01.2026 09:00');
    expect(draft('warning')).toBe('отменено');
    one.fill('Отчёты по клиентам', []);
    one.recompute('20.01.2026 10:00');
    expect(draft('warning')).toBe('черновик');
  });
  test('a rejected request, a detached client', () => {
    expect(lettersOver(of(client({ Отклонено: '13.11.2025' })), '11.11.2025', '15.11.2025')).toEqual([
      'refused > a@x.ru @ 13.11 00:00',
    ]);
    expect(
      lettersOver(of(client({ ...LISTED, Откреплён: '02.12.2025' })), '02.12.2025', '03.12.2025'),
    ).toEqual(['detached > a@x.ru @ 02.12 00:00']);
  });
  test('detached automatically', () => {
    const one = of(client(LISTED));
    one.set('Откреплять автоматически', 'да');
    expect(lettersOver(one, '20.01.2026', '28.01.2026')).toEqual(['detached > a@x.ru @ 26.01 00:00']);
  });
  test('a detachment of tomorrow is queued by the daily run, and taken back when a report comes', () => {
    const one = of(client(LISTED));
    one.set('Откреплять автоматически', 'да');
    one.daily('24.01.2026 08:00');
    expect(written(one)).toEqual([]);
    one.daily('25.01.2026 08:00');
    const statuses = (): readonly string[] =>
      written(one).flatMap(({ code, status }) => (code === 'detached' ? [status] : []));
    expect(statuses()).toEqual(['черновик']);
    one.fill('Отчёты по клиентам', [report({ Дата: '25.01.2026' })]);
    one.recompute('25.01.2026 18:00');
    expect(statuses()).toEqual(['отменено']);
  });
  test('no letter more than 24 hours after its occasion', () => {
    const one = of(client(CONFIRMED));
    one.recompute('13.11.2025 00:01');
    expect(written(one).map(({ code }) => code)).toEqual([]);
  });
  test('the digest: on working days with something to report', () => {
    const one = of(client());
    for (const day of ['14.11.2025', '15.11.2025', '17.11.2025']) one.daily(`${day} 08:00`);
    one.daily('17.11.2025 15:00');
    expect(written(one).map(({ code, to, notBefore }) => `${code} ${to} ${shown(notBefore)}`)).toEqual([
      'digest mail@technocom.tech 14.11 00:00',
      'digest mail@technocom.tech 17.11 00:00',
    ]);
  });
  test('a ticket: missing data once, «скоро» and overdue at their instants', () => {
    const one = world({
      Представители: PARTNERS,
      Обращения: [ticket({ Логи: null, 'Запрошено уточнение': '10.11.2025 11:00' })],
    });
    one.recompute('10.11.2025 12:00');
    one.recompute('10.11.2025 13:00');
    one.fill('Обращения', [
      ticket({ 'Данные получены': '10.11.2025 14:00', 'Запрошено уточнение': '10.11.2025 11:00' }),
    ]);
    one.daily('10.11.2025 14:30');
    one.recompute('11.11.2025 14:30');
    expect(
      written(one)
        .filter(({ code }) => code !== 'digest')
        .map(({ code, to, notBefore }) => `${code} ${to} ${shown(notBefore)}`),
    ).toEqual([
      'ticket-incomplete a@x.ru 10.11 12:00',
      'ticket-soon mail@technocom.tech 11.11 12:00',
      'ticket-overdue mail@technocom.tech 11.11 14:00',
    ]);
  });
  test('a ticket whose clock starts by itself later today: queued by the daily run, sent in time, unless somebody asks', () => {
    const tickets = (row: Cells = {}) => [ticket({ Создано: '07.11.2025 08:30', ...row })];
    const one = world({ Представители: PARTNERS, Обращения: tickets() }, { 'Режим писем': 'авто' });
    const states = (): readonly string[] =>
      written(one).flatMap(({ code, notBefore, status }) =>
        code.startsWith('ticket-') ? [`${code} ${shown(notBefore)} ${status}`] : [],
      );
    one.daily('10.11.2025 08:00');
    expect(states()).toEqual(['ticket-soon 10.11 15:30 в очереди', 'ticket-overdue 10.11 17:30 в очереди']);
    one.call('tick', '10.11.2025 15:50');
    expect(states()).toEqual(['ticket-soon 10.11 15:30 отправлено', 'ticket-overdue 10.11 17:30 в очереди']);
    one.fill('Обращения', tickets({ 'Запрошено уточнение': '10.11.2025 08:20' }));
    one.recompute('10.11.2025 16:00');
    expect(states()).toEqual(['ticket-soon 10.11 15:30 отправлено', 'ticket-overdue 10.11 17:30 отменено']);
  });
  test('hours over the limit: to accounting, once per row, even for equal rows and when the day is changed', () => {
    const one = world(
      {
        Представители: PARTNERS,
        'Часы головного офиса': [hours(), hours(), hours(), hours({ Партнёр: 'Бета' })],
      },
      BOOKS,
    );
    one.recompute('12.11.2025 10:00');
    one.fill('Часы головного офиса', [
      hours(),
      hours(),
      hours({ 'Дата работ': '11.11.2025' }),
      hours({ Партнёр: 'Бета' }),
    ]);
    one.recompute('13.11.2025 10:00');
    const over = written(one).filter(({ code }) => code === 'hours-over');
    expect(over.map(({ to }) => to)).toEqual(['books@x.ru', 'books@x.ru']);
  });
  test.each<[Cells, string, readonly string[]]>([
    [
      {},
      '18.11.2025',
      [
        'licence-step > mail@technocom.tech @ 16.11 00:00',
        'licence-step > mail@technocom.tech @ 18.11 00:00',
      ],
    ],
    [
      { 'Проект и счёт отправлены': '10.11.2025' },
      '18.11.2025',
      ['licence-step > a@x.ru @ 16.11 00:00', 'licence-step > a@x.ru @ 18.11 00:00'],
    ],
    [
      { 'Сканы получены': '10.11.2025', 'Проект и счёт отправлены': '10.11.2025' },
      '18.11.2025',
      ['licence-step > a@x.ru @ 16.11 00:00', 'licence-step > a@x.ru @ 18.11 00:00'],
    ],
  ])('a licence step %j', (row, last, wanted) => {
    const one = world({ Представители: PARTNERS, Лицензии: [licence(row)] });
    expect(lettersOver(one, '10.11.2025', last)).toEqual(wanted);
  });
});
