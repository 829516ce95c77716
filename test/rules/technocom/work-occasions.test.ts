// Letters about tickets and hours in limiting cases.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import type { More, Tabs } from './mailing.js';
import { hoursRow, scene, ticket } from './scenes.js';

const HOUR = 3_600_000;
const letters = (now: string, tabs: Tabs, code: string, more: More = {}) =>
  scene(now, tabs, more).letters.filter((letter) => letter.code === `technocom.${code}`);

describe('tickets (п. 4.2, 4.3)', () => {
  const desk = (cells: Typed): Tabs => ({ Обращения: [ticket(cells)] });
  const WAITS = 'Отсчёт срока решения начнётся, когда мы получим данные.\n';
  const RUNS = 'Отсчёт срока решения уже идёт. Без этих сведений решить обращение труднее.\n';
  const OVER = 'Срок решения уже прошёл. Без этих сведений решить обращение труднее.\n';
  const NONE = 'Service Desk. Без этих сведений решить обращение труднее.\n';
  const byItself = (at: string): string =>
    `Отсчёт срока решения начнётся, когда мы получим данные; если мы не зададим вопросов, отсчёт начнётся ${at} (Екатеринбург, UTC+5).\n`;
  test.each<[string, Typed, string | null]>([
    ['created now', { Создано: '2024-03-12 12:00' }, byItself('15.03.2024 12:00')],
    ['the clock waits', { Создано: '2024-03-12 09:00' }, byItself('15.03.2024 09:00')],
    [
      'the head office has asked',
      { Создано: '2024-03-12 09:00', 'Запрошено уточнение': '2024-03-12 10:00' },
      WAITS,
    ],
    [
      'the clock runs: nobody asked for three days',
      { Приоритет: 'Высокий', Создано: '2024-03-08 09:00' },
      RUNS,
    ],
    ['the deadline is over', { Создано: '2024-03-08 09:00' }, OVER],
    [
      'no deadline: development',
      { Тип: 'Разработка', Приоритет: '', ПО: '', Создано: '2024-03-08 09:00' },
      NONE,
    ],
    ['no deadline: a demo', { Демо: true, Создано: '2024-03-12 09:00' }, NONE],
    ['due with a release', { Приоритет: 'Низкий', Создано: '2024-03-08 09:00' }, RUNS],
    [
      'the data arrive this evening',
      { Создано: '2024-03-12 09:00', 'Данные получены': '2024-03-12 18:00' },
      byItself('15.03.2024 09:00'),
    ],
    [
      'the data have just arrived',
      { Создано: '2024-03-12 09:00', 'Данные получены': '2024-03-12 12:00' },
      null,
    ],
  ])('ticket-incomplete: %s', (_when, cells, says) => {
    const found = letters('2024-03-12', desk({ Логи: false, ...cells }), 'ticket-incomplete');
    expect(found.map(({ text }) => text.includes(says ?? '—'))).toEqual(says === null ? [] : [true]);
  });
  test('no letter without an address', () => {
    const tabs = {
      Представители: [{ Партнёр: 'Альфа', Роль: 'авторизованный', Email: '' }],
      ...desk({ Логи: false, Создано: '2024-03-12 09:00' }),
    };
    expect(letters('2024-03-12', tabs, 'ticket-incomplete')).toEqual([]);
  });
  test.each<[string, Typed, readonly string[]]>([
    [
      'a fault of normal priority',
      { Приоритет: 'Нормальный' },
      ['Неисправность, Нормальный', 'осталось не больше одного рабочего дня — 9 ч (п. 4.3'],
    ],
    [
      'a consultation without priority',
      { Тип: 'Консультация', Приоритет: '' },
      ['Консультация, без приоритета', 'осталось не больше одного рабочего дня — 9 ч (п. 4.3'],
    ],
    [
      'an urgent one',
      {},
      ['Тип и приоритет: Неисправность, Срочный', 'осталось не больше 2 ч рабочего времени (п. 4.3'],
    ],
  ])('ticket-soon: %s', (_kind, cells, parts) => {
    const row = { 'Данные получены': '2024-03-11 11:00', ...cells };
    const due = scene('2024-03-11', desk(row)).deadlines[0]?.due ?? '';
    const [letter] = letters(
      new Date(Date.parse(`${due}:00+05:00`) - HOUR).toISOString(),
      desk(row),
      'ticket-soon',
      { lateHours: 96 },
    );
    for (const part of parts) expect(letter?.text).toContain(part);
  });
});

describe('hours over the limit (п. 6.2, step 4)', () => {
  const accounting: More = { settings: { Бухгалтерия: 'books@example.com' } };
  const over = (now: string, ...rows: readonly Typed[]) =>
    letters(
      now,
      { 'Часы головного офиса': [hoursRow({ 'Оценка часов': 80 }), ...rows] },
      'hours-over',
      accounting,
    );
  test('rows with the same partner, company and time are told apart by their order', () => {
    const rows = [hoursRow(), hoursRow({ Предприятие: 'Лютик' }), hoursRow({ Задачи: 'обмен' }), hoursRow()];
    expect(over('2024-05-01', ...rows).map(({ object, date }) => [object, date])).toEqual([
      ['альфа/ромашка-пример/2024-03-01T10:00', ''],
      ['альфа/лютик/2024-03-01T10:00', ''],
      ['альфа/ромашка-пример/2024-03-01T10:00/2', ''],
      ['альфа/ромашка-пример/2024-03-01T10:00/3', ''],
    ]);
  });
  test.each<[string, Typed, string]>([
    ['estimated', { 'Оценка часов': 8 }, 'Часов на эти работы: 8 (по оценке)\nС начала года: 88\n'],
    ['worked', { 'Факт часов': 2.5 }, 'Часов на эти работы: 2,5 (по факту)\nС начала года: 82,5\n'],
  ])('%s', (_how, cells, part) => {
    expect(over('2024-05-01', hoursRow(cells))[0]?.text).toContain(part);
  });
  test('for rows of any year, also those first seen years later', () => {
    const told = (now: string): number => over(now, hoursRow()).length;
    expect([told('2024-12-31'), told('2025-12-31'), told('2030-01-01')]).toEqual([1, 1, 1]);
  });
});
