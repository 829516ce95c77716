// Letters about work: tickets, steps of licences, and the digest of the head office.
import { describe, expect, test } from '@jest/globals';
import type { LetterStatus } from '../../../src/rules/letters.js';
import type { Typed } from '../harness.js';
import { CONFIRMED, licence, LISTED, noon, request, scene, ticket } from './scenes.js';
import { first, lines, type More, registry, type Tabs } from './mailing.js';

describe('tickets', () => {
  const at = (time: string): string => `${time.replace(' ', 'T')}:00+05:00`;
  const desk = (cells: Typed): Tabs => ({ Обращения: [ticket(cells)] });
  const started = { Создано: '2024-03-11 09:00', 'Данные получены': '2024-03-11 10:00' }; // Срочный: due 12.03 10:00, «скоро» from 11.03 17:00.

  test('technocom.ticket-incomplete (to the partner)', () => {
    const outcome = scene('2024-03-12', desk({ Логи: false, ПО: '' }));
    const letters = outcome.letters.filter(({ code }) => code === 'technocom.ticket-incomplete');
    expect(letters).toMatchObject([
      { to: 'alpha@example.com', object: 'SD-1', date: '', occasion: '2024-03-12T12:00' },
    ]);
    for (const part of ['SD-1', 'ПО, Логи', 'п. 4.2']) expect(letters[0]?.text).toContain(part);
  });
  test.each<[string, Typed]>([
    ['nothing is missing', {}],
    ['the data were received', { Логи: false, 'Данные получены': '2024-03-11 11:00' }],
    ['solved', { Логи: false, Решено: '2024-03-11 11:00' }],
    ['created in the future', { Логи: false, Создано: '2024-03-13 10:00' }],
  ])('no ticket-incomplete: %s', (_rule, cells) => {
    expect(scene('2024-03-12', desk(cells)).letters.map(({ code }) => code)).not.toContain(
      'technocom.ticket-incomplete',
    );
  });

  test.each<[LetterStatus, number]>([
    ['отправлено', 0],
    ['отправляется', 0],
    ['черновик', 1],
  ])('ticket-incomplete once, also if the address has changed since: %s', (status, expected) => {
    const past = {
      'technocom.ticket-incomplete': [{ object: 'SD-1', recipient: 'old@example.com', status }],
    };
    const { letters } = scene('2024-03-12', desk({ Логи: false }), { past });
    expect(letters.filter(({ code }) => code === 'technocom.ticket-incomplete')).toHaveLength(expected);
  });
  test('times told to a partner name their zone', () => {
    const row = { Логи: false, Создано: '2024-03-12 10:00' };
    const text = scene('2024-03-12', desk(row)).letters[0]?.text;
    expect(text).toContain('(создано 12.03.2024 10:00, Екатеринбург, UTC+5)');
  });

  test('technocom.ticket-soon / overdue (to the head office)', () => {
    expect(lines(at('2024-03-11 12:00'), desk(started))).toEqual([
      'ticket-soon → mail@technocom.tech @ 2024-03-11T17:00',
      'ticket-overdue → mail@technocom.tech @ 2024-03-12T10:00',
    ]);
    const [soon] = scene(at('2024-03-11 12:00'), desk(started)).letters.filter(({ code }) =>
      code.endsWith('soon'),
    );
    expect(soon).toMatchObject({ object: 'SD-1', date: '2024-03-12T10:00', until: '2024-03-12T10:00' });
    for (const part of ['SD-1', 'Срочный', '12.03.2024 10:00', '2 ч']) expect(soon?.text).toContain(part);
  });
  test.each<[string, Typed]>([
    ['solved', { ...started, Решено: '2024-03-11 11:00' }],
    ['no deadline', { ...started, Демо: true }],
    ['the clock has not started', { Создано: '2024-03-11 09:00' }],
  ])('neither: %s', (_rule, cells) => {
    expect(lines(at('2024-03-11 12:00'), desk(cells))).toEqual([]);
  });
  test('a ticket that is «скоро» from its start gets the letter at its start', () => {
    const settings = { 'Скоро для Срочного, часов': 40 };
    expect(lines(at('2024-03-11 12:00'), desk(started), { settings })[0]).toBe(
      'ticket-soon → mail@technocom.tech @ 2024-03-11T10:00',
    );
  });
});

describe('technocom.licence-step (1 day before and on the first overdue day)', () => {
  const DRAFT = { 'Проект и счёт отправлены': '2024-03-05' };
  const SCANS = { ...DRAFT, 'Сканы получены': '2024-03-07' };
  const PAID = { ...SCANS, Оплачено: '2024-03-12' };
  const ACT = { ...PAID, 'Акт или сертификат отправлен': '2024-04-10' };
  const SENT = { ...ACT, 'Оригиналы отправлены': '2024-04-12' };
  const OFFICE = 'mail@technocom.tech';
  const PARTNER = 'alpha@example.com';
  test.each<[string, Typed, string, string]>([
    ['Проект и счёт: head office', {}, '2024-03-11', OFFICE],
    ['Сканы: partner', DRAFT, '2024-03-13', PARTNER],
    ['Оплата: partner', SCANS, '2024-03-15', PARTNER],
    ['Акт: head office', PAID, '2024-04-12', OFFICE],
    ['Оригиналы: head office', ACT, '2024-04-17', OFFICE],
    ['Возврат: partner', SENT, '2024-04-19', PARTNER],
  ])('%s', (_rule, cells, due, to) => {
    const tabs = { Лицензии: [licence(cells)] };
    const shifted = (days: number): string =>
      new Date(Date.parse(due) + days * 86_400_000).toISOString().slice(0, 10);
    const before = first(`${shifted(-1)}T00:00:00+05:00`, tabs);
    expect(before).toMatchObject({
      code: 'technocom.licence-step',
      to,
      occasion: `${shifted(-1)}T00:00`,
      until: `${shifted(1)}T00:00`,
      date: '',
    });
    expect(lines(`${shifted(0)}T00:00:01+05:00`, tabs)).toEqual([
      `licence-step → ${to} @ ${shifted(1)}T00:00`,
    ]);
    expect(lines(`${shifted(2)}T00:00:01+05:00`, tabs)).toEqual([]);
    expect(before?.text).toContain('Что сделать');
    expect(before?.text).toMatch(/п\. (7\.1|8\.2)/);
  });
});

describe('technocom.licence-step: what it says, and to whom', () => {
  const OFFICE = 'mail@technocom.tech';
  const SIGNED = `С уважением,\nголовной офис ООО «ТЕХНОКОМ»\n${OFFICE}`;
  test.each<[string, Typed, string]>([
    ['to the head office: a notice', {}, 'Это письмо составил «Регламент».'],
    ['to the partner: signed', { 'Проект и счёт отправлены': '2024-03-05' }, SIGNED],
  ])('%s', (_, cells, end) => {
    const { text = '' } = first('2024-03-12', { Лицензии: [licence(cells)] }) ?? {};
    expect(text.endsWith(end)).toBe(true);
    expect(text).toContain('Запрос лицензий Л-7 от 01.03.2024. Следующий шаг — «');
  });
});

describe('technocom.digest (to the head office, each working day: due today, overdue, to decide)', () => {
  const digest = (now: string, tabs: Tabs, more: More = {}) =>
    scene(now, tabs, more).letters.filter(({ code }) => code === 'technocom.digest');
  test('one per working day', () => {
    expect(digest('2024-03-05', registry(request()))).toMatchObject([
      { to: 'mail@technocom.tech', date: '2024-03-05', occasion: '2024-03-05T00:00' },
    ]);
  });
  test.each<[string, string]>([
    ['a Saturday', '2024-03-09'],
    ['a holiday', '2024-03-08'],
  ])('none on %s', (_day, now) => {
    expect(digest(now, registry(request()))).toEqual([]);
  });
  test('one on a moved working Saturday', () => {
    expect(digest('2024-04-27', registry(request()))).toHaveLength(1);
  });
  test('none when there is nothing to report', () => {
    expect(digest('2024-03-12', {})).toEqual([]);
    expect(digest('2024-03-12', registry(request(CONFIRMED)))).toEqual([]);
  });
  test('contains decisions, then today, then overdue, head office and partners', () => {
    const [letter] = digest(noon('2025-01-28'), {
      'Реестр клиентов': [
        request(LISTED),
        request({
          Клиент: 'Василёк-Пример',
          'Договор или контракт': '1',
          'Дата запроса': '2025-01-22 10:00',
        }),
      ],
      Обращения: [
        ticket({ Номер: 'SD-9', Создано: '2025-01-20 10:00', 'Данные получены': '2025-01-20 11:00' }),
      ],
      Лицензии: [
        licence({ Запрос: '2025-01-21' }),
        licence({ Номер: 'Л-8', Запрос: '2025-01-10', 'Проект и счёт отправлены': '2025-01-13' }),
      ],
    });
    expect(letter?.subject).toBe('Техноком, 28.01.2025: к решению 2, срок сегодня 1, просрочено 2');
    const text = letter?.text ?? '';
    const order = [
      'Нужно решение:',
      'Ромашка-Пример (Альфа): отчёта нет',
      'Василёк-Пример (Альфа): ответить на запрос закрепления до 27.01.2025, опоздание 1 день',
      'Срок сегодня:',
      'Лицензия Л-7',
      'Просрочено у нас:',
      'SD-9',
      'Просрочено у партнёров:',
      'Лицензия Л-8',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });
  test('a long list is shortened, with the number of those left out', () => {
    const rows = Array.from({ length: 30 }, (_, n) => request({ 'Договор или контракт': String(n) }));
    const text = digest('2024-03-05', registry(...rows))[0]?.text ?? '';
    expect(text).toContain('… и ещё 18');
    expect(text.match(/^— /gm)).toHaveLength(12);
  });
});
