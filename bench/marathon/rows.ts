// The tabs that earn points in the marathon, by hand: each is checked in one pass and its points are added up
// per participant.
import { keyOf } from '../../src/rules/text.js';
import type { Grid } from '../../src/sheets/grid.js';
import { serialOf } from '../by-hand.js';
import {
  centsOf,
  columnsOf,
  dayOf,
  flagOf,
  isEmpty,
  isFilled,
  isSound,
  isUsed,
  numberOf,
  secondsOf,
  wordOf,
} from '../cells.js';
import { type Blocks, type Participants, personOf } from './register.js';

const DAY = 86_400;
const MARATHON = [serialOf('2023-09-21'), serialOf('2023-11-03')] as const;
const QUESTIONS = 8;
const MIN_SALE = 1_000_000;
const FORMATS = new Map([
  ['онлайн', 1],
  ['запись', 0],
]);
const TASKS = new Map([
  ['творческое', 1],
  ['дополнительное', 0],
]);
const SALES = new Map([
  ['новая', 1],
  ['продление', 0],
  ['дозакупка', 0],
  ['upgrade', 0],
]);

/** What a tab has earned. */
export interface Score {
  /** By row; NaN for a row that is in error or empty. */
  readonly points: Float64Array;
  /** By participant. */
  readonly sums: Float64Array;
  /** Rows in error. */
  readonly errors: number;
}

const emptyScore = (grid: Grid, size: number): Omit<Score, 'errors'> => ({
  points: new Float64Array(grid.length).fill(Number.NaN),
  sums: new Float64Array(size),
});

/** «Посещения» */
export function readAttendance(grid: Grid, people: Participants, blocks: Blocks): Score {
  const { closes } = blocks;
  const size = people.nicknames.length;
  const { points, sums } = emptyScore(grid, size);
  let errors = 0;
  const own = columnsOf(grid, 'Блок', 'Email', 'Формат');
  const [block = -1, email = -1, format = -1] = own;
  const seen = new Uint8Array(size * closes.size);
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const one = closes.get(numberOf(row[block]));
    const person = personOf(people, row[email]);
    const online = wordOf(row[format], FORMATS, 1);
    if (!one || person < 0 || online < 0) {
      errors += 1;
      continue;
    }
    const place = one.index * size + person;
    const earned = online === 1 && !seen[place] ? 1 : 0;
    points[r] = earned;
    if (earned === 0) continue;
    seen[place] = 1;
    sums[person] = (sums[person] ?? 0) + 1;
  }
  return { points, sums, errors };
}

/** «Результаты тестов»: the earliest attempt at a block counts. `now`: wall-clock seconds. */
export function readQuiz(grid: Grid, people: Participants, blocks: Blocks, now: number): Score {
  const { closes } = blocks;
  const size = people.nicknames.length;
  const { points, sums } = emptyScore(grid, size);
  let errors = 0;
  const own = columnsOf(grid, 'Блок', 'Email', 'Завершён', 'Верных ответов');
  const [block = -1, email = -1, finished = -1, correct = -1] = own;
  const earliest = new Int32Array(size * closes.size);
  const times = new Float64Array(grid.length);
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const one = closes.get(numberOf(row[block]));
    const person = personOf(people, row[email]);
    const time = secondsOf(row[finished]);
    const right = numberOf(row[correct]);
    if (
      !one ||
      person < 0 ||
      Number.isNaN(time) ||
      !Number.isInteger(right) ||
      right < 0 ||
      right > QUESTIONS
    ) {
      errors += 1;
      continue;
    }
    points[r] = 0;
    times[r] = time;
    if (time > now) continue;
    const place = one.index * size + person;
    const known = earliest[place] ?? 0;
    if (known !== 0 && time >= (times[known] ?? 0)) continue;
    // The points belong to the earliest attempt found so far; the previous one loses its points.
    const earned = time >= one.start && time < one.closes ? right : 0;
    const before = known === 0 ? 0 : (points[known] ?? 0);
    points[known] = known === 0 ? Number.NaN : 0;
    points[r] = earned;
    sums[person] = (sums[person] ?? 0) + earned - before;
    earliest[place] = r;
  }
  return { points, sums, errors };
}

/** «Задания» */
export function readTasks(grid: Grid, people: Participants): Score {
  const size = people.nicknames.length;
  const { points, sums } = emptyScore(grid, size);
  let errors = 0;
  const own = columnsOf(grid, 'Задание', 'Продукт', 'Вид', 'Email', 'Дата', 'Принято');
  const [task = -1, product = -1, kind = -1, email = -1, date = -1, accepted = -1] = own;
  const taskKeys = new Map<string, number>();
  const takers = new Set<number>();
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const person = personOf(people, row[email]);
    const isAccepted = flagOf(row[accepted]);
    if (
      person < 0 ||
      isAccepted < 0 ||
      !isFilled(row[task]) ||
      !isSound(row[product]) ||
      wordOf(row[kind], TASKS, 1) < 0 ||
      (!isEmpty(row[date]) && Number.isNaN(dayOf(row[date])))
    ) {
      errors += 1;
      continue;
    }
    points[r] = 0;
    if (isAccepted === 0) continue;
    const title = String(row[task]);
    let key = taskKeys.get(title);
    if (key === undefined) {
      const folded = keyOf(title);
      key = taskKeys.get(folded) ?? taskKeys.size;
      taskKeys.set(folded, key);
      taskKeys.set(title, key);
    }
    const taker = key * size + person;
    if (takers.has(taker)) continue;
    takers.add(taker);
    points[r] = 3;
    sums[person] = (sums[person] ?? 0) + 3;
  }
  return { points, sums, errors };
}

/** «Продажи»; `now`: wall-clock seconds. */
export function readSales(grid: Grid, people: Participants, now: number): Score {
  const { points, sums } = emptyScore(grid, people.nicknames.length);
  let errors = 0;
  const own = columnsOf(grid, 'Дата', 'Email', 'Продукт', 'Клиент', 'Вид', 'Сумма РРЦ', 'Подтверждена');
  const [date = -1, email = -1, product = -1, client = -1, kind = -1, sum = -1, confirmed = -1] = own;
  const today = Math.floor(now / DAY);
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const person = personOf(people, row[email]);
    const day = dayOf(row[date]);
    const isNew = wordOf(row[kind], SALES, -1);
    const cents = centsOf(row[sum]);
    const isConfirmed = flagOf(row[confirmed]);
    if (
      person < 0 ||
      Number.isNaN(day) ||
      isNew < 0 ||
      Number.isNaN(cents) ||
      isConfirmed < 0 ||
      !isFilled(row[product]) ||
      !isSound(row[client])
    ) {
      errors += 1;
      continue;
    }
    const counts =
      isNew === 1 &&
      cents >= MIN_SALE &&
      day >= MARATHON[0] &&
      day <= MARATHON[1] &&
      day <= today &&
      isConfirmed === 1;
    points[r] = counts ? 3 : 0;
    if (counts) sums[person] = (sums[person] ?? 0) + 3;
  }
  return { points, sums, errors };
}

/** «Дополнительные баллы» */
export function readExtra(grid: Grid, people: Participants): Score {
  const { points, sums } = emptyScore(grid, people.nicknames.length);
  let errors = 0;
  const own = columnsOf(grid, 'Email', 'Баллы', 'За что', 'Дата');
  const [email = -1, given = -1, why = -1, date = -1] = own;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const person = personOf(people, row[email]);
    const earned = numberOf(row[given]);
    if (
      person < 0 ||
      Number.isNaN(earned) ||
      !isFilled(row[why]) ||
      (!isEmpty(row[date]) && Number.isNaN(dayOf(row[date])))
    ) {
      errors += 1;
      continue;
    }
    points[r] = earned;
    sums[person] = (sums[person] ?? 0) + earned;
  }
  return { points, sums, errors };
}
