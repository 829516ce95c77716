// «Сроки» word for word: what is due when, its state and its note.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { CONFIRMED, hoursRow, licence, LISTED, request, scene, ticket } from './scenes.js';

describe('lines of «Сроки»: object | what | due | state | note | row', () => {
  const LICENSED = { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' };
  const HOLD = 'Ромашка-Пример, 12/5 | Перечень ПО: конец предварительного закрепления (п. 3.1) | 2024-05-04';
  const REPORT = 'Ромашка-Пример, 12/5 | Отчёт по клиенту за 2024 год (п. 3.2) | 2025-01-15 | open |';
  const URGENT = 'Обращение SD-1, Альфа | Решение: Неисправность, Срочный (п. 4.3)';
  const NORMAL = { Приоритет: 'Нормальный', 'Данные получены': '2024-03-11 11:00' };
  const data = { 'Данные получены': '2024-03-11 11:00' };
  const told = (now: string, tab: string, ...rows: readonly Typed[]): readonly string[] =>
    scene(now, { [tab]: rows }).deadlines.map((one) =>
      [one.object, one.what, one.due, one.state, one.note, one.source].join(' | ').replaceAll('|  |', '| |'),
    );

  test.each<[string, string, Typed, readonly string[]]>([
    [
      'a request (п. 3.1)',
      '2024-03-04',
      {},
      [
        'Ромашка-Пример, 12/5 | Ответ на запрос закрепления (п. 3.1) | 2024-03-06 | open | запрос партнёра Альфа от 01.03.2024 10:00 | Реестр клиентов!2',
      ],
    ],
    ['a hold', '2024-03-10', CONFIRMED, [`${HOLD} | open | | Реестр клиентов!2`]],
    [
      'an expired hold',
      '2024-05-05',
      CONFIRMED,
      [`${HOLD} | lifted | статус «Срок истёк»: закрепление прекращено | Реестр клиентов!2`],
    ],
    ['licences', '2024-04-05', LICENSED, [`${HOLD} | done | лицензии куплены | Реестр клиентов!2`]],
    [
      'the day on which the report is due (п. 3.2)',
      '2025-01-15',
      LISTED,
      [`${HOLD} | done | перечень ПО получен | Реестр клиентов!2`, `${REPORT} | Реестр клиентов!2`],
    ],
    [
      'the report is overdue (п. 3.3)',
      '2025-01-16',
      LISTED,
      [
        `${HOLD} | done | перечень ПО получен | Реестр клиентов!2`,
        `${REPORT} | Реестр клиентов!2`,
        'Ромашка-Пример, 12/5 | Предупреждение партнёру (п. 3.3) | 2025-01-18 | open | отчёта к 15.01.2025 нет: вынесите предупреждение | Реестр клиентов!2',
        'Ромашка-Пример, 12/5 | Ответ на предупреждение: последний день (п. 3.3) | 2025-01-25 | open | с 26.01.2025 клиента можно открепить | Реестр клиентов!2',
      ],
    ],
  ])('%s', (_what, now, cells, expected) => {
    expect(told(now, 'Реестр клиентов', request(cells))).toEqual(expected);
  });

  test('a refused row has no deadlines', () => {
    const rows = [
      request(CONFIRMED),
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-04 16:00', ...CONFIRMED }),
    ];
    expect(told('2024-03-10', 'Реестр клиентов', ...rows)).toEqual([`${HOLD} | open | | Реестр клиентов!2`]);
  });

  test.each<[string, Typed, string]>([
    [
      'questions',
      { Логи: false, ПО: '' },
      'Обращение SD-1, Альфа | Уточняющие вопросы (п. 4.2) | 2024-03-14T10:00 | open | не хватает: ПО, Логи',
    ],
    [
      'nothing to clarify',
      {},
      'Обращение SD-1, Альфа | Уточняющие вопросы (п. 4.2) | 2024-03-14T10:00 | open | сведений достаточно: отсчёт начнётся сам',
    ],
    ['urgent', data, `${URGENT} | 2024-03-12T11:00 | open |`],
    ['solved in time', { ...data, Решено: '2024-03-11 11:30' }, `${URGENT} | 2024-03-12T11:00 | done |`],
    [
      'solved late',
      { ...data, Решено: '2024-03-12 11:30' },
      `${URGENT} | 2024-03-12T11:00 | done | решено с опозданием`,
    ],
    [
      'normal: the fifth day is preferred',
      NORMAL,
      'Обращение SD-1, Альфа | Решение: Неисправность, Нормальный (п. 4.3) | 2024-04-09T11:00 | open | желательно до 18.03.2024 11:00',
    ],
    [
      'normal, solved: no preferred day',
      { ...NORMAL, Решено: '2024-03-11 11:30' },
      'Обращение SD-1, Альфа | Решение: Неисправность, Нормальный (п. 4.3) | 2024-04-09T11:00 | done |',
    ],
  ])('a ticket: %s (п. 4.2, 4.3)', (_what, cells, expected) => {
    expect(told('2024-03-12', 'Обращения', ticket(cells))).toEqual([`${expected} | Обращения!2`]);
  });

  test('a consultation: no preferred day; priority only if there is one', () => {
    for (const [priority, kind] of [
      ['', 'Консультация'],
      ['Нормальный', 'Консультация, Нормальный'],
    ]) {
      const [line] = told(
        '2024-03-11',
        'Обращения',
        ticket({ ...data, Тип: 'Консультация', Приоритет: priority ?? '' }),
      );
      expect(line).toContain(`| Решение: ${kind} (п. 4.3) |`);
      expect(line).toMatch(/\| open \| \| Обращения!2$/);
    }
  });

  test('hours (п. 6.2) and licences (п. 7.1)', () => {
    expect(told('2024-03-04', 'Часы головного офиса', hoursRow())).toEqual([
      'Ромашка-Пример, Альфа | Ответ на запрос часов: назначить ответственного (п. 6.2) | 2024-03-06 | open | | Часы головного офиса!2',
    ]);
    expect(told('2024-03-04', 'Лицензии', licence())).toEqual([
      'Лицензия Л-7, Ромашка-Пример | Проект и счёт (п. 7.1) | 2024-03-11 | open | партнёр Альфа | Лицензии!2',
    ]);
    // The partner is responsible itself: «Ответственный» names it already.
    expect(told('2024-03-04', 'Лицензии', licence({ 'Проект и счёт отправлены': '2024-03-04' }))).toEqual([
      'Лицензия Л-7, Ромашка-Пример | Сканы (п. 7.1) | 2024-03-12 | open | | Лицензии!2',
    ]);
  });
});
