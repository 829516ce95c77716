// 100,000 tickets and 100,000 registry rows decide in seconds; twice the rows take about twice the time.
import process from 'node:process';
import { expect, test } from '@jest/globals';
import type { Programme } from '../../../src/rules/programme.js';
import { technocom } from '../../../src/rules/technocom/index.js';
import { day, play, type Scene, type Typed } from '../harness.js';
import { hoursRow, INN, licence, request, ticket } from './scenes.js';

const FIRST = day('2023-01-09');
const many = (count: number, row: (n: number) => Typed): readonly Typed[] =>
  Array.from({ length: count }, (_, n) => row(n));
/** Cells as the sheet gives them: serials, spread over three years. */
const spread = (n: number): number => FIRST + ((n * 7_919) % 1_090) + ((n * 37) % 48) / 48;

const partner = (n: number): string => `Партнёр ${n % 300}`;
/** Row n of each tab; `clients`: how many clients there are in all. */
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

/** Processor time of the cheapest of three decisions, in ms: other processes on the machine do not count. */
function decideTime(rows: NonNullable<Scene['tabs']>): number {
  const programme: Programme = technocom;
  let best = Infinity;
  const timed: Programme = {
    ...programme,
    decide: (facts) => {
      let decision = programme.decide(facts);
      for (let turn = 0; turn < 3; turn += 1) {
        const before = process.cpuUsage();
        decision = programme.decide(facts);
        best = Math.min(best, process.cpuUsage(before).user / 1_000);
      }
      // The harness need not render them all.
      return { ...decision, computed: {}, letters: [], deadlines: [], outputs: {} };
    },
  };
  play(timed, {
    now: '2026-01-16T14:00:00+05:00',
    tabs: rows,
    settings: { Бухгалтерия: 'books@example.com' },
  });
  return best;
}

test('100,000 tickets and 100,000 registry rows recompute in seconds', () => {
  expect(decideTime(tabs(100_000, 100_000, ['Реестр клиентов', 'Обращения']))).toBeLessThan(4_000);
});

test.each([
  ['every row its own client', (count: number) => count],
  ['four thousand rows a client', (count: number) => Math.ceil(count / 4_000)],
])('twice the rows take about twice the time: %s', (_case, clients) => {
  const half = decideTime(tabs(8_000, clients(8_000)));
  expect(decideTime(tabs(16_000, clients(16_000)))).toBeLessThan(half * 3 + 200);
});
