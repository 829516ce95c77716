// Letters: every code with its occasion, recipient and what it must tell; what makes the occasion once; what must not go.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import {
  CONFIRMED,
  hoursRow,
  INN,
  letterLines,
  licence,
  LISTED,
  noon,
  report,
  request,
  scene,
  ticket,
} from './scenes.js';

type Tabs = Parameters<typeof scene>[1];
type More = Parameters<typeof scene>[2];
/** 10:00 of a day: the window ahead ends on the next evening. */
const morning = (now: string): string => (now.length === 10 ? `${now}T10:00:00+05:00` : now);
/** Letters but the digest and the reminder of missing data, as `code → recipient @ occasion`. */
const lines = (now: string, tabs: Tabs, more: More = {}): readonly string[] =>
  letterLines(scene(morning(now), tabs, more)).filter((line) => !/^(digest|ticket-incomplete)/.test(line));
const first = (now: string, tabs: Tabs, more: More = {}) =>
  scene(morning(now), tabs, more).letters.find(({ code }) => !code.endsWith('digest'));
const registry = (...rows: readonly Typed[]): Tabs => ({ 'Реестр клиентов': rows });

describe('technocom.fixed / refused (partner; upon decision)', () => {
  test.each<[string, string, Typed, readonly string[]]>([
    ['confirmed today', '2024-03-05', CONFIRMED, ['fixed → alpha@example.com @ 2024-03-05T00:00']],
    ['confirmed yesterday: too late at noon', '2024-03-06', CONFIRMED, []],
    ['confirmed tomorrow: not decided yet', '2024-03-04', CONFIRMED, []],
    [
      'rejected today',
      '2024-03-05',
      { Отклонено: '2024-03-05' },
      ['refused → alpha@example.com @ 2024-03-05T00:00'],
    ],
    [
      'confirmed and rejected on one day',
      '2024-03-05',
      { ...CONFIRMED, Отклонено: '2024-03-05' },
      ['refused → alpha@example.com @ 2024-03-05T00:00'],
    ],
    ['neither yet', '2024-03-05', {}, []],
  ])('%s', (_rule, now, cells, expected) => {
    expect(lines(now, registry(request(cells)))).toEqual(expected);
  });

  test('«занят»: on the request, without the other partner’s name', () => {
    const rows = registry(
      request({ Клиент: 'Ромашка-Пример' }),
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-04 16:00' }),
    );
    expect(lines('2024-03-05', rows)).toEqual(['refused → beta@example.org @ 2024-03-04T16:00']);
    const { subject, text } = first('2024-03-05', rows) ?? { subject: '', text: '' };
    expect(subject).toContain('Ромашка-Пример');
    expect(text).toContain('уже работает другой представитель');
    expect(text).toContain('п. 3.1');
    expect(text + subject).not.toContain('Альфа');
  });
  test('«занят» and then Отклонено filled: still one letter', () => {
    const keys = (cells: Typed) =>
      first(
        '2024-03-05',
        registry(request(), request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-04 16:00', ...cells })),
      );
    const [before, after] = [keys({}), keys({ Отклонено: '2024-03-05' })];
    expect(after).toMatchObject({ object: before?.object, date: before?.date, to: before?.to });
  });
  test('«занят» on the day of Подтверждено is a decision of its own', () => {
    const rows = registry(
      request(CONFIRMED),
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-02', Подтверждено: '2024-03-20' }),
    );
    expect(first('2024-03-20', rows)).toMatchObject({
      code: 'technocom.refused',
      date: '2024-03-20',
      occasion: '2024-03-20T00:00',
    });
  });
  test('no letter of a Повтор', () => {
    expect(lines('2024-03-05', registry(request(), request({ 'Дата запроса': '2024-03-04 16:00' })))).toEqual(
      [],
    );
  });
  test('the letter tells the dates, the clause and what to do next', () => {
    const text = first('2024-03-05', registry(request(CONFIRMED)))?.text ?? '';
    for (const part of [
      '05.03.2024',
      '04.05.2024',
      '60 дней',
      'п. 3.1',
      'перечень',
      INN,
      '12/5',
      'mail@technocom.tech',
    ])
      expect(text).toContain(part);
  });
});

describe('technocom.fixation-ending (14, 7, 3, 1 days before Закреплён до, unless fixed)', () => {
  const to = 'fixation-ending → alpha@example.com';
  test.each<[string, string, Typed, readonly string[]]>([
    ['14 days', '2024-04-20', CONFIRMED, [`${to} @ 2024-04-20T00:00`]],
    ['a day ahead it is queued', '2024-04-19', CONFIRMED, [`${to} @ 2024-04-20T00:00`]],
    ['13 days', '2024-04-21', CONFIRMED, []],
    ['7 days', '2024-04-27', CONFIRMED, [`${to} @ 2024-04-27T00:00`]],
    ['3 days', '2024-05-01', CONFIRMED, [`${to} @ 2024-05-01T00:00`]],
    ['1 day', '2024-05-03', CONFIRMED, [`${to} @ 2024-05-03T00:00`]],
    ['fixed by the list', '2024-04-27', LISTED, []],
    ['fixed by licences', '2024-04-27', { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' }, []],
    [
      'an extension moves it',
      '2024-04-27',
      { ...CONFIRMED, 'Продление согласовано': '2024-04-02', 'Продлить на, дней': 14 },
      [],
    ],
    [
      '… to its own end',
      '2024-05-04',
      { ...CONFIRMED, 'Продление согласовано': '2024-04-02', 'Продлить на, дней': 14 },
      [`${to} @ 2024-05-04T00:00`],
    ],
  ])('%s', (_rule, now, cells, expected) => {
    expect(lines(now, registry(request(cells)))).toEqual(expected);
  });
  test('makes no sense after the hold’s end; each of the four is its own occasion', () => {
    const objects = ['2024-04-20', '2024-04-27', '2024-05-01', '2024-05-03'].map((now) => {
      const one = first(now, registry(request(CONFIRMED)));
      expect(one).toMatchObject({ until: '2024-05-05T00:00', date: '2024-05-04' });
      return one?.object;
    });
    expect(new Set(objects).size).toBe(4);
  });
  test('a hold shorter than a reminder’s distance is not reminded before it began', () => {
    const settings = { 'Предварительное закрепление, дней': 3 };
    expect(lines('2024-03-05', registry(request(CONFIRMED)), { settings })).toEqual([
      'fixed → alpha@example.com @ 2024-03-05T00:00',
      'fixation-ending → alpha@example.com @ 2024-03-05T00:00',
    ]);
  });
});

describe('technocom.fixation-expired', () => {
  test.each<[string, string, Typed, readonly string[]]>([
    ['the day after', '2024-05-05', CONFIRMED, ['fixation-expired → alpha@example.com @ 2024-05-05T00:00']],
    ['the list came', '2024-05-05', LISTED, []],
    ['licences were bought', '2024-05-05', { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' }, []],
    ['detached before', '2024-05-05', { ...CONFIRMED, Откреплён: '2024-05-01' }, []],
    ['two days after: too late', '2024-05-06', CONFIRMED, []],
  ])('%s', (_rule, now, cells, expected) => {
    expect(lines(now, registry(request(cells)))).toEqual(expected);
  });
});

describe('technocom.report-due (30, 14, 7, 1 days before)', () => {
  test.each<[string, string, readonly string[]]>([
    ['30 days', '2024-12-16', ['report-due → alpha@example.com @ 2024-12-16T00:00']],
    ['29 days', '2024-12-17', []],
    ['14 days', '2025-01-01', ['report-due → alpha@example.com @ 2025-01-01T00:00']],
    ['7 days', '2025-01-08', ['report-due → alpha@example.com @ 2025-01-08T00:00']],
    ['1 day', '2025-01-14', ['report-due → alpha@example.com @ 2025-01-14T00:00']],
  ])('%s', (_rule, now, expected) => {
    expect(lines(now, registry(request(LISTED)))).toEqual(expected);
  });
  test('a report that came ends the reminders', () => {
    const tabs = { ...registry(request(LISTED)), 'Отчёты по клиентам': [report({ Дата: '2024-12-20' })] };
    expect(lines('2025-01-08', tabs)).toEqual([]);
  });
  test('licences alone: no reminder while the preliminary hold runs', () => {
    const cells = {
      'Дата запроса': '2023-10-20',
      Подтверждено: '2023-11-10',
      'Лицензии куплены': '2023-11-20',
    }; // until 2024-01-09
    expect(lines('2024-01-01', registry(request(cells)))).toEqual([]);
    expect(lines('2024-01-14', registry(request(cells)))).toEqual([
      'report-due → alpha@example.com @ 2024-01-14T00:00',
    ]);
  });
  test('tells the year, the date and the clause', () => {
    const text = first('2025-01-08', registry(request(LISTED)))?.text ?? '';
    for (const part of ['2024 год', '15.01.2025', '7 дней', 'п. 3.2']) expect(text).toContain(part);
  });
});

describe('technocom.warning (day +3; names the last day to answer = +10)', () => {
  test('its day and its text', () => {
    expect(lines('2025-01-18', registry(request(LISTED)))).toEqual([
      'warning → alpha@example.com @ 2025-01-18T00:00',
    ]);
    const letter = first('2025-01-18', registry(request(LISTED)));
    for (const part of ['15.01.2025', '25.01.2025', 'п. 3.3']) expect(letter?.text).toContain(part);
    expect(letter).toMatchObject({ object: `${INN}/12/5/альфа`, date: '2025-01-15' });
  });
  test('none on day +2’s morning but ahead of it; none once the report came', () => {
    expect(lines('2025-01-16T10:00:00+05:00', registry(request(LISTED)))).toEqual([]);
    expect(
      lines('2025-01-18', {
        ...registry(request(LISTED)),
        'Отчёты по клиентам': [report({ Дата: '2025-01-17' })],
      }),
    ).toEqual([]);
  });
});

describe('technocom.detached', () => {
  test.each<[string, string, Typed, More, string, string]>([
    [
      'by staff',
      '2024-04-10',
      { ...CONFIRMED, Откреплён: '2024-04-10' },
      {},
      '2024-04-10T00:00',
      'решение головного офиса',
    ],
    [
      'by staff, after a missed report',
      '2025-01-26',
      { ...LISTED, Откреплён: '2025-01-26' },
      {},
      '2025-01-26T00:00',
      'отчёт за 2024 год не пришёл к 15.01.2025 и после предупреждения, к 25.01.2025',
    ],
    [
      'by itself',
      '2025-01-26',
      LISTED,
      { settings: { 'Откреплять автоматически': 'да' } },
      '2025-01-26T00:00',
      'отчёт за 2024 год',
    ],
  ])('%s', (_rule, now, cells, more, occasion, why) => {
    const letter = first(now, registry(request(cells)), more);
    expect(letter).toMatchObject({ code: 'technocom.detached', to: 'alpha@example.com', occasion });
    expect(letter?.text).toContain(why);
  });
  test('none the day before', () => {
    expect(lines('2024-04-10', registry(request({ ...CONFIRMED, Откреплён: '2024-04-11' })))).toEqual([]);
  });
});

describe('tickets', () => {
  const at = (time: string): string => `${time.replace(' ', 'T')}:00+05:00`;
  const desk = (cells: Typed): Tabs => ({ Обращения: [ticket(cells)] });
  const started = { Создано: '2024-03-11 09:00', 'Данные получены': '2024-03-11 10:00' }; // Срочный: due 12.03 10:00, soon 11.03 17:00

  test('technocom.ticket-incomplete (partner, once)', () => {
    const outcome = scene('2024-03-12', desk({ Логи: false, ПО: '' }));
    const letters = outcome.letters.filter(({ code }) => code === 'technocom.ticket-incomplete');
    expect(letters).toMatchObject([
      { to: 'alpha@example.com', object: 'SD-1', date: '', occasion: '2024-03-12T12:00' },
    ]);
    for (const part of ['SD-1', 'ПО, Логи', 'п. 4.2']) expect(letters[0]?.text).toContain(part);
  });
  test.each<[string, Typed]>([
    ['nothing is missing', {}],
    ['the data came', { Логи: false, 'Данные получены': '2024-03-11 11:00' }],
    ['solved', { Логи: false, Решено: '2024-03-11 11:00' }],
    ['created in the future', { Логи: false, Создано: '2024-03-13 10:00' }],
  ])('no ticket-incomplete: %s', (_rule, cells) => {
    expect(scene('2024-03-12', desk(cells)).letters.map(({ code }) => code)).not.toContain(
      'technocom.ticket-incomplete',
    );
  });

  test('technocom.ticket-soon / overdue (head office)', () => {
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
  test('a ticket that is «скоро» from its start is told at its start', () => {
    const settings = { 'Скоро для Срочного, часов': 40 };
    expect(lines(at('2024-03-11 12:00'), desk(started), { settings })[0]).toBe(
      'ticket-soon → mail@technocom.tech @ 2024-03-11T10:00',
    );
  });
});

describe('technocom.hours-over (accounting, once per row over the limit)', () => {
  const accounting = { settings: { Бухгалтерия: 'books@example.com' } };
  const rows: Tabs = {
    'Часы головного офиса': [
      hoursRow({ 'Оценка часов': 75 }),
      hoursRow({ 'Оценка часов': 8, Задачи: 'обмен' }),
      hoursRow({ 'Оценка часов': 4 }),
    ],
  };
  test('one a row, at the recompute that sees it', () => {
    const letters = scene('2024-05-01', rows, accounting).letters.filter(
      ({ code }) => code === 'technocom.hours-over',
    );
    expect(letters.map(({ to, occasion }) => [to, occasion])).toEqual([
      ['books@example.com', '2024-05-01T12:00'],
      ['books@example.com', '2024-05-01T12:00'],
    ]);
    expect(new Set(letters.map(({ object, date }) => object + date)).size).toBe(2);
    for (const part of ['Альфа', '3 ч', '83', '80', 'п. 6.1', 'п. 6.2'])
      expect(letters[0]?.text).toContain(part);
  });
  test('the same occasion at the next recompute', () => {
    const keys = (now: string) =>
      scene(now, rows, accounting)
        .letters.filter(({ code }) => code.endsWith('over'))
        .map(({ object, date, to }) => [object, date, to]);
    expect(keys('2024-05-02')).toEqual(keys('2024-05-01'));
  });
  test('no address: no letter', () => {
    expect(lines('2024-05-01', rows)).toEqual([]);
  });
  test('not of years long gone', () => {
    expect(lines('2026-05-01', rows, accounting)).toEqual([]);
  });
});

describe('technocom.licence-step (1 day before and on the first day overdue, once a step)', () => {
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

describe('technocom.digest (head office; each working day: what is due today, overdue, to decide)', () => {
  const digest = (now: string, tabs: Tabs, more: More = {}) =>
    scene(now, tabs, more).letters.filter(({ code }) => code === 'technocom.digest');
  test('one a working day', () => {
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
  test('none when there is nothing to say', () => {
    expect(digest('2024-03-12', {})).toEqual([]);
    expect(digest('2024-03-12', registry(request(CONFIRMED)))).toEqual([]);
  });
  test('what it says: decisions first, then today, then overdue, ours and the partners’', () => {
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
      'НУЖНО РЕШЕНИЕ',
      'Ромашка-Пример (Альфа): отчёта нет',
      'Василёк-Пример (Альфа): ответить на запрос закрепления до 27.01.2025, опоздание 1 день',
      'СРОК СЕГОДНЯ',
      'Лицензия Л-7',
      'ПРОСРОЧЕНО У НАС',
      'SD-9',
      'ПРОСРОЧЕНО У ПАРТНЁРОВ',
      'Лицензия Л-8',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });
  test('a long list is cut, and says so', () => {
    const rows = Array.from({ length: 30 }, (_, n) => request({ 'Договор или контракт': String(n) }));
    const text = digest('2024-03-05', registry(...rows))[0]?.text ?? '';
    expect(text).toContain('… и ещё 18');
    expect(text.match(/^•/gm)).toHaveLength(12);
  });
});

test('a partner whose address cannot be read gets no letter; nobody else is hurt', () => {
  const tabs: Tabs = {
    Представители: [{ Партнёр: 'Альфа', Роль: 'авторизованный', Email: '' }],
    'Реестр клиентов': [request(CONFIRMED)],
    Лицензии: [licence({ 'Проект и счёт отправлены': '2024-02-27', Запрос: '2024-02-26' })],
    Обращения: [ticket({ Логи: false, Создано: '2024-03-05 09:00' })],
  };
  expect(lines('2024-03-05', tabs)).toEqual([]);
});

test('«Головной офис» is a setting', () => {
  const more = { settings: { 'Головной офис': 'office@example.com' } };
  expect(lines('2024-03-10', { Лицензии: [licence()] }, more)).toEqual([
    'licence-step → office@example.com @ 2024-03-10T00:00',
  ]);
});
