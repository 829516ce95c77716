// «Сроки» of the registry, and «Почему такая цифра?» for every computed and output column.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { technocom } from '../../../src/rules/technocom/index.js';
import { CONFIRMED, hoursRow, licence, LISTED, report, request, scene, ticket } from './scenes.js';

const ANSWER = 'Ответ на запрос закрепления (п. 3.1)';
const HOLD = 'Перечень ПО: конец предварительного закрепления (п. 3.1)';
const REPORT = 'Отчёт по клиенту за 2024 год (п. 3.2)';
const WARN = 'Предупреждение партнёру (п. 3.3)';
const LAST = 'Ответ на предупреждение: последний день (п. 3.3)';

describe('«Сроки» of a registry row', () => {
  const cases: readonly [string, string, Typed, readonly (readonly [string, string, string])[]][] = [
    [
      'the answer to a request На рассмотрении: 3 working days',
      '2024-03-04',
      { 'Дата запроса': '2024-03-01 18:00' },
      [[ANSWER, '2024-03-06', 'open']],
    ],
    ['none for an incomplete request: it waits for the partner', '2024-03-04', { Адрес: '' }, []],
    ['none if rejected', '2024-03-04', { Отклонено: '2024-03-04' }, []],
    ['a hold', '2024-03-10', CONFIRMED, [[HOLD, '2024-05-04', 'open']]],
    ['an expired hold', '2024-05-05', CONFIRMED, [[HOLD, '2024-05-04', 'lifted']]],
    [
      'licences bought',
      '2024-04-05',
      { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' },
      [[HOLD, '2024-05-04', 'done']],
    ],
    [
      'fixed: the hold is done, the report is due',
      '2024-04-05',
      LISTED,
      [
        [HOLD, '2024-05-04', 'done'],
        [REPORT, '2025-01-15', 'open'],
      ],
    ],
    [
      'the report is overdue',
      '2025-01-20',
      LISTED,
      [
        [HOLD, '2024-05-04', 'done'],
        [REPORT, '2025-01-15', 'open'],
        [WARN, '2025-01-18', 'open'],
        [LAST, '2025-01-25', 'open'],
      ],
    ],
    [
      'the warning was given',
      '2025-01-20',
      { ...LISTED, 'Предупреждение вынесено': '2025-01-19' },
      [
        [HOLD, '2024-05-04', 'done'],
        [REPORT, '2025-01-15', 'open'],
        [WARN, '2025-01-18', 'done'],
        [LAST, '2025-01-26', 'open'],
      ],
    ],
    ['detached', '2025-02-20', { ...LISTED, Откреплён: '2025-02-01' }, [[HOLD, '2024-05-04', 'done']]],
  ];
  test.each(cases)('%s', (_rule, now, cells, expected) => {
    const { deadlines } = scene(now, { 'Реестр клиентов': [request(cells)] });
    expect(deadlines.map(({ what, due, state }) => [what, due, state])).toEqual(expected);
    for (const deadline of deadlines) expect(deadline.source).toBe('Реестр клиентов!2');
  });
  test('a refused row has no deadlines', () => {
    const { deadlines } = scene('2024-03-10', {
      'Реестр клиентов': [request(), request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-02' })],
    });
    expect(deadlines.map(({ source }) => source)).toEqual(['Реестр клиентов!2']);
  });
  test('setting «Ответ на запрос закрепления, раб. дней»', () => {
    const settings = { 'Ответ на запрос закрепления, раб. дней': 1 };
    expect(scene('2024-03-04', { 'Реестр клиентов': [request()] }, { settings }).deadlines[0]?.due).toBe(
      '2024-03-04',
    );
  });
});

describe('«Почему такая цифра?»', () => {
  const outcome = scene('2025-01-20', {
    'Реестр клиентов': [
      request(LISTED),
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-10' }),
      request({ ...LISTED, 'Договор или контракт': '8', 'Продление согласовано': '2024-04-01' }),
    ],
    'Отчёты по клиентам': [report({ 'Договор или контракт': '8' })],
    Обращения: [ticket(), ticket({ Номер: 'SD-2', Приоритет: 'Низкий', Решено: '2024-03-12 10:00' })],
    'Часы головного офиса': [
      hoursRow({ 'Дата запроса': '2025-01-09', 'Оценка часов': 70 }),
      hoursRow({ 'Дата запроса': '2025-01-10', 'Факт часов': 20 }),
    ],
    Лицензии: [licence({ 'Проект и счёт отправлены': '2024-03-05' })],
    Обучение: [{ Партнёр: 'Альфа', Сотрудник: 'Иван Примеров' }],
  });
  const figures = Object.values(technocom.tabs).flatMap((tab) =>
    Object.values(tab.columns)
      .filter((column) => tab.role === 'output' || 'computed' in column.options)
      .map((column) => [tab.title, column.header] as const),
  );
  test.each(figures)('«%s», «%s» has an explanation with a rule, a clause and lines', (tab, header) => {
    const reason = outcome.explain(tab, 2, header);
    expect(reason?.rule).toMatch(/[а-яё]/i);
    expect(reason?.clause).toMatch(/п\. \d|раздел \d/);
    expect(reason?.lines.length).toBeGreaterThan(0);
  });
  test.each<[string, number, string, string]>([
    ['Реестр клиентов', 2, 'Статус', 'сегодня 20.01.2025 → Предупреждение'],
    [
      'Реестр клиентов',
      4,
      'Закреплён до',
      '05.03.2024 + 60 дней + 30 дней = 03.06.2024; статус «Закреплён» — ячейка пуста',
    ],
    [
      'Реестр клиентов',
      4,
      'Отчёт до',
      'закрепление по 03.06.2024, первая отчётная дата после него — 15.01.2025; отчёта нет к 15.01.2026',
    ],
    ['Обращения', 2, 'Срок', '14.03.2024 10:00 + 1 рабочий день по 9 ч = 15.03.2024 10:00'],
    ['Обращения', 2, 'Отсчёт с', 'в срок никто не спросил, данных не было: отсчёт с 14.03.2024 10:00'],
    ['Обращения', 3, 'Состояние', 'срока нет; решено 12.03.2024 10:00 → решено в срок'],
    ['Отчёт Service Desk', 2, '% в срок', '0 ÷ 1 × 100 = 0'],
    ['Часы головного офиса', 3, 'С начала года', '70 + 20 = 90'],
    ['Часы головного офиса', 3, 'Сверх лимита', 'наименьшее из 20 и 90 − 80, но не меньше нуля = 10'],
    ['Представители', 2, 'Часов за год', '70 + 20 = 90'],
    [
      'Лицензии',
      2,
      'Шаг',
      'Сканы: от 05.03.2024 + 5 рабочих дней → 13.03.2024; сегодня 20.01.2025 → просрочено',
    ],
  ])('«%s», row %i, «%s»', (tab, row, header, sum) => {
    expect(outcome.explain(tab, row, header)?.sum).toBe(sum);
  });
  test('a refusal refers to the holder’s row', () => {
    expect(outcome.explain('Реестр клиентов', 3, 'Статус')?.lines).toContainEqual({
      text: '10.03.2024 клиента держал партнёр Альфа',
      tab: 'Реестр клиентов',
      row: 2,
    });
  });
  test('a row in error has no explanation', () => {
    const broken = scene('2025-01-20', { Обращения: [ticket({ Партнёр: 'Дельта' })] });
    expect(broken.explain('Обращения', 2, 'Срок')).toBeNull();
  });
});
