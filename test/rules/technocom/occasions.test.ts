// Letters in limiting cases: the bounds of the window, rows to which several rules apply, what distinguishes
// two letters.
import { describe, expect, test } from '@jest/globals';
import { instant } from '../../../src/rules/zone.js';
import type { Typed } from '../harness.js';
import { linesOf, type More, registry, type Tabs } from './mailing.js';
import { CONFIRMED, licence, LISTED, noon, report, request, scene, ticket } from './scenes.js';

const HOUR = 3_600_000;
const AUTO: More = { settings: { 'Откреплять автоматически': 'да' } };
const shift = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString();
const letters = (now: string, tabs: Tabs, code: string, more: More = {}) =>
  scene(now, tabs, more).letters.filter((letter) => letter.code === `technocom.${code}`);

describe('letters are only built within the window: 24 hours back, 36 ahead, both ends included', () => {
  const tabs: Tabs = {
    'Реестр клиентов': [
      request(CONFIRMED),
      request({ 'Договор или контракт': '1', ...LISTED }),
      request({ 'Договор или контракт': '2', ...CONFIRMED, Откреплён: '2024-04-10' }),
      request({ 'Договор или контракт': '3', Отклонено: '2024-03-05' }),
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-04 16:00' }),
    ],
    Обращения: [
      ticket({ 'Данные получены': '2024-03-11 11:00' }),
      ticket({ Номер: 'SD-2', Приоритет: 'Нормальный', 'Данные получены': '2024-03-11 11:00' }),
    ],
    Лицензии: [licence()],
  };
  const times = [
    ...['03-04', '03-05', '03-06', '03-10', '03-12', '03-13', '04-10', '04-11', '05-04', '06-30'].map(
      (date) => `2024-${date}T12:00:00+05:00`,
    ),
    ...['2024-12-16', '2025-01-10', '2025-01-18', '2025-01-20'].map(noon),
  ];
  test.each(times)('%s', (now) => {
    const at = Date.parse(now);
    for (const { occasion, code } of scene(now, tabs).decision.letters)
      expect([code, occasion >= at - 24 * HOUR && occasion <= at + 36 * HOUR]).toEqual([code, true]);
  });

  const REQUEST = '2024-03-04T16:00:00+05:00';
  const busy = registry(request(), request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-04 16:00' }));
  const normal: Tabs = {
    Обращения: [ticket({ Приоритет: 'Нормальный', 'Данные получены': '2024-03-11 11:00' })],
  };
  const DUE = '2024-04-09T11:00:00+05:00';
  test.each<[string, string, Tabs, string, readonly string[]]>([
    ['an instant exactly 24 hours ago', shift(REQUEST, 24 * HOUR), busy, 'refused', ['2024-03-04T16:00']],
    ['an instant 24 hours and a second ago', shift(REQUEST, 24 * HOUR + 1000), busy, 'refused', []],
    [
      'an instant in exactly 36 hours',
      shift(DUE, -36 * HOUR),
      normal,
      'ticket-overdue',
      ['2024-04-09T11:00'],
    ],
    ['an instant in 36 hours and a second', shift(DUE, -36 * HOUR - 1000), normal, 'ticket-overdue', []],
    [
      'a day whose 00:00 was exactly 24 hours ago',
      '2024-03-06T00:00:00+05:00',
      registry(request(CONFIRMED)),
      'fixed',
      ['2024-03-05T00:00'],
    ],
    [
      'a day whose 00:00 was 24 hours and a second ago',
      '2024-03-06T00:00:01+05:00',
      registry(request(CONFIRMED)),
      'fixed',
      [],
    ],
  ])('%s', (_when, now, tabs_, code, expected) => {
    expect(letters(now, tabs_, code).map(({ occasion }) => occasion)).toEqual(expected);
  });
});

describe('at most one letter for a row to which several rules apply (п. 3.1, 3.3)', () => {
  test.each<[string, string, Typed, readonly string[], More]>([
    [
      'confirmed and detached on the same day',
      '2024-03-05',
      { ...CONFIRMED, Откреплён: '2024-03-05' },
      ['detached → alpha@example.com @ 2024-03-05T00:00'],
      {},
    ],
    [
      'rejected and detached on the same day',
      '2024-03-05',
      { Отклонено: '2024-03-05', Откреплён: '2024-03-05' },
      ['refused → alpha@example.com @ 2024-03-05T00:00'],
      {},
    ],
    [
      'rejected during the hold: no reminder',
      '2024-04-27',
      { ...CONFIRMED, Отклонено: '2024-04-20' },
      [],
      {},
    ],
    [
      'detached during the hold: no reminder',
      '2024-04-27',
      { ...CONFIRMED, Откреплён: '2024-04-20' },
      [],
      {},
    ],
    [
      'the end of the hold is queued on its last day',
      '2024-05-04',
      CONFIRMED,
      ['fixation-expired → alpha@example.com @ 2024-05-05T00:00'],
      {},
    ],
    [
      'no letter on the last day if licences were bought',
      '2024-05-04',
      { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' },
      [],
      {},
    ],
    [
      'no reminder for a day before the hold began',
      '2024-03-05T00:00:00+05:00',
      CONFIRMED,
      ['fixed → alpha@example.com @ 2024-03-05T00:00'],
      { settings: { 'Предварительное закрепление, дней': 13 } },
    ],
    [
      'the list received on the day of a reminder of the report',
      '2024-12-16',
      { Подтверждено: '2024-11-01', 'Перечень ПО получен': '2024-12-16' },
      ['report-due → alpha@example.com @ 2024-12-16T00:00'],
      {},
    ],
    [
      'detached by staff after it was detached automatically: the day entered by staff',
      '2025-01-28',
      { ...LISTED, Откреплён: '2025-01-28' },
      ['detached → alpha@example.com @ 2025-01-28T00:00'],
      AUTO,
    ],
  ])('%s', (_rule, now, cells, expected, more) => {
    expect(linesOf(scene(now, registry(request(cells)), more))).toEqual(expected);
  });

  test('a Повтор that staff reject as well: no letter', () => {
    const again = request({ 'Дата запроса': '2024-03-04 16:00', Отклонено: '2024-03-05' });
    expect(linesOf(scene('2024-03-05', registry(request(), again)))).toEqual([]);
  });
  test('a rejection by the head office has its own date and reason', () => {
    expect(letters('2024-03-05', registry(request({ Отклонено: '2024-03-05' })), 'refused')).toMatchObject([
      { date: '2024-03-05', text: expect.stringContaining('головной офис не подтвердил закрепление.') },
    ]);
  });
});

test('a partner told of an automatic detachment is not told again of the day that staff enter later', () => {
  const told = {
    ...AUTO,
    past: {
      'technocom.detached': [
        {
          object: '7204196795/12/5/альфа',
          date: '2025-01-26',
          recipient: 'alpha@example.com',
          status: 'отправлено' as const,
        },
      ],
    },
  };
  const rows = registry(request({ ...LISTED, Откреплён: '2025-01-28' }));
  expect(linesOf(scene('2025-01-28', rows, told))).toEqual([]);
});

test('no warning that names a day already past', () => {
  const cells = { ...LISTED, 'Предупреждение вынесено': '2025-01-20' };
  const lines = linesOf(
    scene('2025-01-30', registry(request(cells)), { settings: { 'Предупреждение через, дней': 15 } }),
  );
  expect(lines).toEqual([]);
});

test('licences with one number of two partners: a letter to each', () => {
  const rows = [licence({ 'Проект и счёт отправлены': '2024-03-05' })];
  const tabs: Tabs = { Лицензии: [...rows, ...rows.map((row) => ({ ...row, Партнёр: 'Бета' }))] };
  const found = letters('2024-03-12', tabs, 'licence-step');
  expect(found.length).toBeGreaterThan(1);
  expect(new Set(found.map(({ object }) => object)).size).toBe(found.length);
});

const reminded = (code: string, date: string, step: number, due = 0): More => ({
  past: {
    [`technocom.${code}`]: [
      {
        object: `7204196795/12/5/альфа/${step}`,
        date,
        recipient: 'alpha@example.com',
        status: 'черновик' as const,
        due: instant(due),
      },
    ],
  },
});

describe('an earlier reminder is of no use once a later one has fallen due', () => {
  test.each<[string, string, string, Typed, number, number]>([
    ['fixation-ending', '2024-04-27', '2024-05-04', CONFIRMED, 3, 14],
    ['report-due', '2025-01-08', '2025-01-15', LISTED, 1, 30],
  ])('%s', (code, now, end, cells, later, earlier) => {
    const of = (more: More = {}) =>
      letters(now, registry(request(cells)), code, more).map(({ object }) => object);
    const own = ['7204196795/12/5/альфа/7'];
    expect(of()).toEqual(own);
    expect(of(reminded(code, end, later))).toEqual([]);
    expect(of(reminded(code, end, earlier))).toEqual(own);
    expect(of(reminded(code, '2023-01-15', later))).toEqual(own);
    // Queued ahead for tomorrow.
    expect(of(reminded(code, end, later, Date.parse(noon(now)) + HOUR))).toEqual(own);
  });
});

describe('an earlier reminder is of no use where the run makes a later one', () => {
  // A longer window, as when the outbox asks about drafts that staff have left unsent.
  const steps = (code: string, now: string, cells: Typed, more: More = {}): readonly string[] =>
    letters(now, registry(request(cells)), code, { lateHours: 24 * 9, ...more }).map(
      ({ object }) => object.split('/').at(-1) ?? '',
    );
  test.each<[string, string, Typed, readonly string[]]>([
    ['fixation-ending', '2024-04-26', CONFIRMED, ['14', '7']],
    ['fixation-ending', '2024-04-27', CONFIRMED, ['7']],
    ['fixation-ending', '2024-04-28', CONFIRMED, ['7']],
    ['report-due', '2025-01-13', LISTED, ['7', '1']],
    ['report-due', '2025-01-14', LISTED, ['1']],
    ['report-due', '2025-01-15', LISTED, ['1']],
  ])('%s on %s', (code, on, cells, expected) => {
    const end = code === 'report-due' ? '2025-01-15' : '2024-05-04';
    const former = code === 'report-due' ? 7 : 14;
    expect(steps(code, on, cells, reminded(code, end, former))).toEqual(expected);
    // Nothing waits: a run that first sees both makes both.
    expect(steps(code, on, cells)).toEqual([String(former), expected.at(-1)]);
  });
});

describe('numbers of days and reasons in letters', () => {
  test.each<[string, string, string]>([
    ['2024-04-20', '14', '14 дней'],
    ['2024-04-27', '7', '7 дней'],
    ['2024-05-01', '3', '3 дня'],
    ['2024-05-03', '1', '1 день'],
  ])('fixation-ending on %s: %s, %s', (now, before, left) => {
    expect(letters(`${now}T00:00:00+05:00`, registry(request(CONFIRMED)), 'fixation-ending')).toMatchObject([
      {
        object: `7204196795/12/5/альфа/${before}`,
        subject: `Ромашка-Пример: до конца предварительного закрепления ${left}`,
        until: '2024-05-05T00:00',
      },
    ]);
  });
  test.each<[string, string, string]>([
    ['2024-12-16', '30', '30 дней'],
    ['2025-01-14', '1', '1 день'],
  ])('report-due on %s: %s, %s', (now, before, left) => {
    expect(letters(`${now}T00:00:00+05:00`, registry(request(LISTED)), 'report-due')).toMatchObject([
      {
        object: `7204196795/12/5/альфа/${before}`,
        text: expect.stringContaining(`Осталось: ${left}.`),
      },
    ]);
  });
  const DETACH = 'п. 3.3 регламента';
  const EARLY = 'решение головного офиса: отчёт за 2024 год не пришёл к 15.01.2025 (п. 3.2 регламента)';
  test.each<[string, string]>([
    ['2024-06-10', 'Причина: решение головного офиса.\n'],
    ['2025-01-15', 'Причина: решение головного офиса.\n'],
    ['2025-01-16', `Причина: ${EARLY}.\n`],
    ['2025-01-25', `Причина: ${EARLY}.\n`],
    ['2025-01-26', `Причина: отчёт за 2024 год не пришёл ни к 15.01.2025, ни к 25.01.2025 (${DETACH}).\n`],
  ])('detached by staff on %s: %s', (on, why) => {
    const [letter] = letters(on, registry(request({ ...LISTED, Откреплён: on })), 'detached');
    expect(letter?.text).toContain(why);
    // The clause on missing reports is quoted only when the time for the report is over.
    expect(letter?.text.includes(DETACH)).toBe(why.includes(DETACH));
  });
  test('detached after a warning', () => {
    const cells = { ...LISTED, 'Предупреждение вынесено': '2025-01-18', Откреплён: '2025-01-26' };
    const [letter] = letters('2025-01-26', registry(request(cells)), 'detached');
    expect(letter?.text).toContain(
      `Причина: отчёт за 2024 год не пришёл ни к 15.01.2025, ни после предупреждения, к 25.01.2025 (${DETACH}).\n`,
    );
  });
  test('a report that comes after the detachment does not change its reason', () => {
    const tabs = {
      ...registry(request({ ...LISTED, Откреплён: '2025-01-26' })),
      'Отчёты по клиентам': [report({ Дата: '2025-01-26' })],
    };
    const [letter] = letters('2025-01-26', tabs, 'detached');
    expect(letter?.text).toContain(`не пришёл ни к 15.01.2025, ни к 25.01.2025 (${DETACH}).\n`);
  });
  test('rejected after it was confirmed', () => {
    const [letter] = letters(
      '2024-06-01',
      registry(request({ ...LISTED, Отклонено: '2024-06-01' })),
      'refused',
    );
    expect(letter?.text).toContain('Причина: решение головного офиса.\n');
  });
});

test('technocom.licence-step: the reminder and the overdue notice are different occasions; only the reminder expires (п. 7.1, 8.2)', () => {
  const tabs: Tabs = { Лицензии: [licence()] };
  const of = (now: string) => letters(now, tabs, 'licence-step').map(({ object, until }) => [object, until]);
  expect(of('2024-03-10T00:00:00+05:00')).toEqual([
    ['альфа/Л-7/ромашка-пример/2024-03-01/Проект и счёт/накануне', '2024-03-12T00:00'],
  ]);
  expect(of('2024-03-12T00:00:00+05:00')).toEqual([
    ['альфа/Л-7/ромашка-пример/2024-03-01/Проект и счёт/просрочено', null],
  ]);
});
