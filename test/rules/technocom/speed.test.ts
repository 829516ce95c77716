// Twice the rows need about twice the work. The test counts the cells that the rules read, so it does not
// depend on the clock. The time for a hundred thousand rows is measured by the bench.
import { expect, test } from '@jest/globals';
import type { Programme } from '../../../src/rules/programme.js';
import { technocom } from '../../../src/rules/technocom/index.js';
import { day, play, type Scene, type Typed } from '../harness.js';
import { hoursRow, INN, licence, request, ticket } from './scenes.js';

const FIRST = day('2023-01-09');
const many = (count: number, row: (n: number) => Typed): readonly Typed[] =>
  Array.from({ length: count }, (_, n) => row(n));
/** Dates as the sheet gives them: serials over three years. */
const spread = (n: number): number => FIRST + ((n * 7_919) % 1_090) + ((n * 37) % 48) / 48;

const partner = (n: number): string => `Партнёр ${n % 300}`;
/** Row n of each tab; `clients`: the total number of clients. */
const ROWS: Readonly<Record<string, (n: number, clients: number) => Typed>> = {
  'Реестр клиентов': (n, clients) => {
    const asked = spread(n);
    return request({
      Партнёр: partner(n),
      'Договор или контракт': `Д-${n % clients}`,
      'Дата запроса': asked,
      Подтверждено: n % 5 === 0 ? '' : Math.floor(asked) + 2,
      'Перечень ПО получен': n % 3 === 0 ? Math.floor(asked) + 20 : '',
    });
  },
  'Отчёты по клиентам': (n, clients) => ({
    Дата: Math.floor(spread(n)) + 400,
    ИНН: INN,
    'Договор или контракт': `Д-${n % clients}`,
    Партнёр: partner(n),
    'Отчётный год': 2023 + (n % 3),
    Содержание: 'поставки',
  }),
  Обращения: (n) =>
    ticket({
      Номер: `SD-${n}`,
      Партнёр: partner(n),
      Создано: spread(n),
      Приоритет: ['Срочный', 'Высокий', 'Нормальный', 'Низкий'][n % 4] ?? '',
      'Данные получены': n % 2 === 0 ? spread(n) + 1.3 : '',
      Решено: n % 7 === 0 ? '' : spread(n) + 1 + (n % 20),
    }),
  'Часы головного офиса': (n) => hoursRow({ 'Дата запроса': spread(n), Партнёр: partner(n) }),
  Лицензии: (n) =>
    licence({
      Партнёр: partner(n),
      Запрос: Math.floor(spread(n)),
      'Проект и счёт отправлены': n % 2 === 0 ? Math.floor(spread(n)) + 3 : '',
    }),
  Обучение: (n) => ({ Партнёр: partner(n), Сотрудник: `Сотрудник ${n}` }),
};
const ALL = Object.keys(ROWS);

const tabs = (
  count: number,
  clients: number,
  titles: readonly string[] = ALL,
): NonNullable<Scene['tabs']> => ({
  Представители: many(300, (n) => ({ Партнёр: partner(n), Роль: 'официальный', Email: `p${n}@example.com` })),
  ...Object.fromEntries(titles.map((title) => [title, many(count, (n) => ROWS[title]?.(n, clients) ?? {})])),
});

/** How many cells the rules read while deciding. */
function cellsRead(rows: NonNullable<Scene['tabs']>): number {
  const programme: Programme = technocom;
  let reads = 0;
  const counting = <T extends object>(row: T): T =>
    new Proxy(row, {
      get: (target, name): unknown => {
        reads += 1;
        return Reflect.get(target, name);
      },
    });
  const counted: Programme = {
    ...programme,
    decide: (facts) => {
      const watched = Object.entries(facts.rows).map(([tab, list]) => [tab, list.map(counting)] as const);
      const decision = programme.decide({ ...facts, rows: Object.fromEntries(watched) });
      // Nothing for the harness to render.
      return { ...decision, computed: {}, letters: [], deadlines: [], outputs: {} };
    },
  };
  play(counted, {
    now: '2026-01-16T14:00:00+05:00',
    tabs: rows,
    settings: { Бухгалтерия: 'books@example.com' },
  });
  return reads;
}

test.each([
  ['every row a client of its own', (count: number) => count],
  ['all rows of one client', () => 1],
])('twice the rows: at most 2.5 times as many cells are read: %s', (_case, clients) => {
  const half = cellsRead(tabs(1_000, clients(1_000)));
  const whole = cellsRead(tabs(2_000, clients(2_000)));
  expect(half).toBeGreaterThan(6_000);
  // Sorting needs slightly more than twice as much.
  expect(whole).toBeLessThan(half * 2.5);
});
