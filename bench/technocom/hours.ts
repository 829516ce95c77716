// «Часы головного офиса» by hand: running totals of each partner's year, and the hours above its limit.
import type { Grid } from '../../src/sheets/grid.js';
import { sortRows } from '../by-hand.js';
import {
  columnsOf,
  dayOf,
  isEmpty,
  isFilled,
  isUsed,
  numberOf,
  optionalSeconds,
  secondsOf,
} from '../cells.js';
import { DAY } from './clock.js';
import { partnerOf, type Partners } from './partners.js';

const EPOCH_DAY = 25_569;

/** By row; NaN for a row in error. */
export interface Hours {
  readonly running: Float64Array;
  readonly over: Float64Array;
  readonly errors: number;
}

const tidy = (hours: number): number => Math.round(hours * 1e6) / 1e6;

export function readHours(grid: Grid, partners: Partners): Hours {
  const running = new Float64Array(grid.length).fill(Number.NaN);
  const over = new Float64Array(grid.length).fill(Number.NaN);
  let errors = 0;
  const own = columnsOf(
    grid,
    'Дата запроса',
    'Партнёр',
    'Предприятие',
    'Задачи',
    'Оценка часов',
    'Назначен',
    'Дата работ',
    'Факт часов',
  );
  const [requested = -1, partner = -1, company = -1, tasks = -1, estimate = -1, assigned = -1] = own;
  const [worked = -1, actual = -1] = own.slice(6);
  const order: number[] = [];
  const on = new Float64Array(grid.length);
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const asked = secondsOf(row[requested]);
    const day = isEmpty(row[worked]) ? Math.floor(asked / DAY) : dayOf(row[worked]);
    if (
      Number.isNaN(asked) ||
      Number.isNaN(day) ||
      partnerOf(partners, row[partner]) === null ||
      !isFilled(row[company]) ||
      !isFilled(row[tasks]) ||
      !(numberOf(row[estimate]) >= 0) ||
      Number.isNaN(optionalSeconds(row[assigned])) ||
      !(isEmpty(row[actual]) || numberOf(row[actual]) >= 0)
    ) {
      errors += 1;
      continue;
    }
    on[r] = day;
    order.push(r);
  }
  sortRows(order, on);
  const totals = new Map<string, number>();
  for (const r of order) {
    const row = grid[r] ?? [];
    const key = partnerOf(partners, row[partner]) ?? '';
    const year = new Date(((on[r] ?? 0) - EPOCH_DAY) * 86_400_000).getUTCFullYear();
    const hours = isEmpty(row[actual]) ? numberOf(row[estimate]) : numberOf(row[actual]);
    const total = tidy((totals.get(`${key} ${year}`) ?? 0) + hours);
    totals.set(`${key} ${year}`, total);
    running[r] = total;
    const limit = partners.limits.get(key) ?? -1;
    over[r] = limit < 0 ? 0 : tidy(Math.min(hours, Math.max(0, total - limit)));
  }
  return { running, over, errors };
}
