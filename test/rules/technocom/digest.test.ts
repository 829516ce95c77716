// technocom.digest word for word: which rows are in which section, in which order, and what a line says about
// its delay.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { hoursRow, licence, LISTED, report, request, scene, ticket } from './scenes.js';

type Tabs = Parameters<typeof scene>[1];
type More = Parameters<typeof scene>[2];

const contract = (number: string, name: string, cells: Typed = {}): Typed =>
  request({ Клиент: name, 'Договор или контракт': number, ...cells });
const urgent = (number: string, answered: string, cells: Typed = {}): Typed =>
  ticket({ Номер: number, Создано: '2025-01-13 10:00', 'Данные получены': answered, ...cells });
const hours = (requested: string): Typed => hoursRow({ 'Дата запроса': requested });

/** Subject and sections of the digest, line by line; null if there is none. */
function digest(now: string, tabs: Tabs, more: More = {}): readonly string[] | null {
  const found = scene(now, tabs, more).letters.find(({ code }) => code === 'technocom.digest');
  if (!found) return null;
  const body = found.text.slice(found.text.indexOf('.\n\n') + 3, found.text.indexOf('\n\nПодробности'));
  return [found.subject, ...body.split('\n')];
}

test('a full morning: decisions by day, then today, then overdue by due time, head office and partners', () => {
  const tabs = {
    'Реестр клиентов': [
      contract('2', 'Мак-Пример', { ...LISTED, 'Предупреждение вынесено': '2025-01-18' }),
      contract('3', 'Астра-Пример', { 'Дата запроса': '2025-01-17 10:00' }),
      contract('1', 'Василёк-Пример', { 'Дата запроса': '2025-01-15 10:00', Партнёр: 'Бета' }),
      request(LISTED),
      contract('4', 'Лилия-Пример', { Подтверждено: '2024-11-21' }),
      contract('5', 'Роза-Пример', { Подтверждено: '2024-12-21' }),
      contract('6', 'Альфа-Пример', { Подтверждено: '2024-11-21' }),
      contract('7', 'Ирис-Пример', { ...LISTED, Партнёр: 'Гамма' }),
    ],
    'Отчёты по клиентам': [report({ 'Договор или контракт': '7', Партнёр: 'Гамма' })],
    Обращения: [
      urgent('SD-1', '2025-01-15 15:00', { Создано: '2025-01-15 14:00' }),
      urgent('SD-2', '2025-01-17 15:00', { Создано: '2025-01-17 14:00' }),
      urgent('SD-3', '2025-01-17 12:00', { Создано: '2025-01-17 11:00' }),
      urgent('SD-4', '2025-01-14 11:00'),
      urgent('SD-5', '2025-01-14 11:00', { Решено: '2025-01-15 10:00' }),
    ],
    'Часы головного офиса': [hours('2025-01-15 10:00'), hours('2025-01-14 10:00')],
    Лицензии: [
      licence({ Номер: 'Л-8', Запрос: '2025-01-10', 'Проект и счёт отправлены': '2025-01-13' }),
      licence({ Номер: 'Л-9', Запрос: '2025-01-17' }),
    ],
  };
  expect(digest('2025-01-20', tabs)).toEqual([
    'Техноком, 20.01.2025: к решению 3, срок сегодня 5, просрочено 5',
    'Нужно решение:',
    '— Ромашка-Пример (Альфа): отчёта нет; предупреждение не отправлено, его срок — 18.01.2025 (п. 3.3)',
    '— Василёк-Пример (Бета): ответить на запрос закрепления до 20.01.2025 (п. 3.1)',
    '— Астра-Пример (Альфа): ответить на запрос закрепления до 22.01.2025 (п. 3.1)',
    '',
    'Срок сегодня:',
    '— Лилия-Пример, 4. Перечень ПО: конец предварительного закрепления (п. 3.1) — сегодня (Альфа)',
    // Also where the client's name contains the partner's.
    '— Альфа-Пример, 6. Перечень ПО: конец предварительного закрепления (п. 3.1) — сегодня (Альфа)',
    '— Ромашка-Пример, Альфа. Ответ на запрос часов: назначить ответственного (п. 6.2) — сегодня',
    '— Лицензия Л-8, Ромашка-Пример. Сканы (п. 7.1) — сегодня (Альфа)',
    '— Обращение SD-2, Альфа. Решение: Неисправность, Срочный (п. 4.3) — сегодня 15:00',
    '',
    'Просрочено у нас:',
    '— Обращение SD-4, Альфа. Решение: Неисправность, Срочный (п. 4.3) — до 15.01.2025 11:00, опоздание 5 дней',
    '— Обращение SD-1, Альфа. Решение: Неисправность, Срочный (п. 4.3) — до 16.01.2025 15:00, опоздание 4 дня',
    '— Ромашка-Пример, Альфа. Ответ на запрос часов: назначить ответственного (п. 6.2) — до 17.01.2025, опоздание 3 дня',
    '— Обращение SD-3, Альфа. Решение: Неисправность, Срочный (п. 4.3) — сегодня 12:00',
    '',
    'Просрочено у партнёров:',
    '— Мак-Пример, 2. Отчёт по клиенту за 2024 год (п. 3.2) — до 15.01.2025, опоздание 5 дней (Альфа)',
  ]);
});

describe('single sections', () => {
  const URGENT = 'Обращение SD-1, Альфа. Решение: Неисправность, Срочный (п. 4.3)';
  const LICENCE = 'Лицензия Л-7, Ромашка-Пример. Сканы (п. 7.1)';
  const scans = (sent: string): Tabs => ({
    Лицензии: [licence({ Запрос: '2025-01-09', 'Проект и счёт отправлены': sent })],
  });
  const desk: Tabs = { Обращения: [urgent('SD-1', '2025-01-17 10:00', { Создано: '2025-01-17 09:00' })] };
  test.each<[string, string, Tabs, readonly string[] | null]>([
    [
      'a time later today is listed under today',
      '2025-01-20T09:59:59+05:00',
      desk,
      [`Техноком, 20.01.2025: срок сегодня 1`, 'Срок сегодня:', `— ${URGENT} — сегодня 10:00`],
    ],
    [
      'a time earlier today is overdue, without a number of days',
      '2025-01-20T10:00:00+05:00',
      desk,
      ['Техноком, 20.01.2025: просрочено 1', 'Просрочено у нас:', `— ${URGENT} — сегодня 10:00`],
    ],
    ['due on the next working day: no digest', '2025-01-17T18:00:00+05:00', desk, null],
    [
      'overdue by a day at a partner',
      '2025-01-21',
      scans('2025-01-13'),
      [
        'Техноком, 21.01.2025: просрочено 1',
        'Просрочено у партнёров:',
        `— ${LICENCE} — до 20.01.2025, опоздание 1 день (Альфа)`,
      ],
    ],
    ['due tomorrow at a partner: no digest', '2025-01-17', scans('2025-01-13'), null],
    [
      'a request and something overdue at a partner',
      '2025-01-21',
      {
        ...scans('2025-01-13'),
        'Реестр клиентов': [request({ 'Дата запроса': '2025-01-20 10:00' })],
      },
      [
        'Техноком, 21.01.2025: к решению 1, просрочено 1',
        'Нужно решение:',
        '— Ромашка-Пример (Альфа): ответить на запрос закрепления до 23.01.2025 (п. 3.1)',
        '',
        'Просрочено у партнёров:',
        `— ${LICENCE} — до 20.01.2025, опоздание 1 день (Альфа)`,
      ],
    ],
    [
      'a request and something due today',
      '2025-01-20',
      {
        ...scans('2025-01-13'),
        'Реестр клиентов': [request({ 'Дата запроса': '2025-01-17 10:00' })],
      },
      [
        'Техноком, 20.01.2025: к решению 1, срок сегодня 1',
        'Нужно решение:',
        '— Ромашка-Пример (Альфа): ответить на запрос закрепления до 22.01.2025 (п. 3.1)',
        '',
        'Срок сегодня:',
        `— ${LICENCE} — сегодня (Альфа)`,
      ],
    ],
    [
      'the time for the report is over: detach, or warn',
      '2025-01-28',
      { 'Реестр клиентов': [request(LISTED)] },
      [
        'Техноком, 28.01.2025: к решению 1',
        'Нужно решение:',
        '— Ромашка-Пример (Альфа): отчёта нет, время вышло 25.01.2025; открепить или вынести предупреждение (п. 3.3)',
      ],
    ],
  ])('%s', (_what, now, tabs, expected) => {
    expect(digest(now, tabs)).toEqual(expected);
  });
});

test('twelve rows are listed in full, the thirteenth is only counted', () => {
  const rows = (count: number): Tabs => ({
    'Реестр клиентов': Array.from({ length: count }, (_, n) => contract(String(n), `Клиент ${n}`)),
  });
  expect(digest('2024-03-05', rows(12))).toHaveLength(2 + 12);
  expect(digest('2024-03-05', rows(13))?.slice(-2)).toEqual([
    '— Клиент 11 (Альфа): ответить на запрос закрепления до 06.03.2024 (п. 3.1)',
    '… и ещё 1',
  ]);
});

test('incomplete requests, which keep no client: the newest first, and never alone', () => {
  const incomplete = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      contract(String(n), `Клиент ${n}`, {
        'Дата запроса': `2024-03-01 10:${10 + n}`,
        Адрес: '',
        'Контакт 2': n === 0 ? '' : 'Пётр Образцов',
      }),
    );
  const rows = (count: number): Tabs => ({
    'Реестр клиентов': [contract('полный', 'Полный'), ...incomplete(count)],
  });
  expect(digest('2024-03-05', rows(2))).toEqual([
    'Техноком, 05.03.2024: к решению 1, неполных запросов 2',
    'Нужно решение:',
    '— Полный (Альфа): ответить на запрос закрепления до 06.03.2024 (п. 3.1)',
    '',
    'Неполные запросы, попросите дополнить (п. 3.1):',
    '— Клиент 1 (Альфа), от 01.03.2024: нет «Адрес»',
    '— Клиент 0 (Альфа), от 01.03.2024: нет «Адрес», «Контакт 2»',
  ]);
  expect(digest('2024-03-05', rows(13))?.at(-1)).toBe('… и ещё 1');
  expect(digest('2024-03-05', { 'Реестр клиентов': incomplete(2) })).toBeNull();
});

test('no digest if its 00:00 is too long ago', () => {
  const tabs: Tabs = { 'Реестр клиентов': [request()] };
  const built = (lateHours: number) =>
    scene('2024-03-05', tabs, { lateHours }).decision.letters.filter(
      ({ code }) => code === 'technocom.digest',
    );
  expect(built(12).map(({ object }) => object)).toEqual(['сводка']);
  expect(built(11)).toEqual([]);
});
