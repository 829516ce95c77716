// The marathon by hand: one pass a tab with Maps, the same checks of every input cell, the same points, the same rating.
// A tab has a loop and a function of its own: a compiler that meets all loops in one function optimises it over and over.
// It makes no objects a row, no texts, letters, deadlines, explanations, and compares nothing with what stands in the sheet.
import { keyOf } from '../../src/rules/text.js';
import { parseEmail } from '../../src/rules/kinds.js';
import type { Grid } from '../../src/sheets/grid.js';
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
import { type RatingLine, ratingOf } from './rating.js';
import { readBlocks, readRegistrations } from './register.js';

export interface MarathonGrids {
  readonly registrations: Grid;
  readonly blocks: Grid;
  readonly attendance: Grid;
  readonly quiz: Grid;
  readonly tasks: Grid;
  readonly sales: Grid;
  readonly extra: Grid;
}

export interface MarathonFigures {
  readonly rating: readonly RatingLine[];
  /** Points of every row (NaN in error or empty), by tab. */
  readonly points: Readonly<Record<'attendance' | 'quiz' | 'tasks' | 'sales' | 'extra', Float64Array>>;
  /** Rows in error, of all tabs. */
  readonly errors: number;
}

const DAY = 86_400;
const serial = (iso: string): number => (Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000;
const MARATHON = [serial('2023-09-21'), serial('2023-11-03')] as const;
const QUESTIONS = 8;
const MIN_SALE = 1_000_000;
const WORDS = {
  format: new Map([
    ['онлайн', 1],
    ['запись', 0],
  ]),
  task: new Map([
    ['творческое', 1],
    ['дополнительное', 0],
  ]),
  sale: new Map([
    ['новая', 1],
    ['продление', 0],
    ['дозакупка', 0],
    ['upgrade', 0],
  ]),
};

/** `now` on the wall clock of the programme, in seconds since 1899-12-30. */
export function marathonPass(grids: MarathonGrids, now: number): MarathonFigures {
  const blanks = (grid: Grid): Float64Array => new Float64Array(grid.length).fill(Number.NaN);

  const { byEmail, nicknames, ...applications } = readRegistrations(grids.registrations);
  const { closes, ...blocks } = readBlocks(grids.blocks);
  let errors = applications.errors + blocks.errors;
  const size = nicknames.length;

  /** The participant of an address as typed, −1 when there is none or it is no address. */
  const personOf = (raw: Grid[number][number] | undefined): number => {
    const known = byEmail.get(raw as string);
    if (known !== undefined) return known;
    const email = typeof raw === 'string' ? parseEmail(raw) : null;
    return (email === null ? undefined : byEmail.get(email)) ?? -1;
  };

  const sums = {
    attendance: new Float64Array(size),
    quiz: new Float64Array(size),
    tasks: new Float64Array(size),
    sales: new Float64Array(size),
    extra: new Float64Array(size),
  };

  // «Посещения»
  const attendance = blanks(grids.attendance);
  const passAttendance = (): void => {
    const grid = grids.attendance;
    const own = columnsOf(grid, 'Блок', 'Email', 'Формат');
    const [block = -1, email = -1, format = -1] = own;
    const seen = new Uint8Array(size * closes.size);
    for (let r = 1; r < grid.length; r += 1) {
      const row = grid[r];
      if (!row || !isUsed(row, own)) continue;
      const one = closes.get(numberOf(row[block]));
      const person = personOf(row[email]);
      const online = wordOf(row[format], WORDS.format, 1);
      if (!one || person < 0 || online < 0) {
        errors += 1;
        continue;
      }
      const place = one.index * size + person;
      const earned = online === 1 && !seen[place] ? 1 : 0;
      attendance[r] = earned;
      if (earned === 0) continue;
      seen[place] = 1;
      sums.attendance[person] = (sums.attendance[person] ?? 0) + 1;
    }
  };

  // «Результаты тестов»: the earliest attempt at a block counts.
  const quiz = blanks(grids.quiz);
  const passQuiz = (): void => {
    const grid = grids.quiz;
    const own = columnsOf(grid, 'Блок', 'Email', 'Завершён', 'Верных ответов');
    const [block = -1, email = -1, finished = -1, correct = -1] = own;
    const earliest = new Int32Array(size * closes.size);
    const times = new Float64Array(grid.length);
    for (let r = 1; r < grid.length; r += 1) {
      const row = grid[r];
      if (!row || !isUsed(row, own)) continue;
      const one = closes.get(numberOf(row[block]));
      const person = personOf(row[email]);
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
      quiz[r] = 0;
      times[r] = time;
      if (time > now) continue;
      const place = one.index * size + person;
      const known = earliest[place] ?? 0;
      if (known !== 0 && time >= (times[known] ?? 0)) continue;
      // The points stand with the row that counts by now; the one before gives them back.
      const points = time >= one.start && time < one.closes ? right : 0;
      const before = known === 0 ? 0 : (quiz[known] ?? 0);
      quiz[known] = known === 0 ? Number.NaN : 0;
      quiz[r] = points;
      sums.quiz[person] = (sums.quiz[person] ?? 0) + points - before;
      earliest[place] = r;
    }
  };

  // «Задания»
  const tasks = blanks(grids.tasks);
  const passTasks = (): void => {
    const grid = grids.tasks;
    const own = columnsOf(grid, 'Задание', 'Продукт', 'Вид', 'Email', 'Дата', 'Принято');
    const [task = -1, product = -1, kind = -1, email = -1, date = -1, accepted = -1] = own;
    const taskKeys = new Map<string, number>();
    const takers = new Set<number>();
    for (let r = 1; r < grid.length; r += 1) {
      const row = grid[r];
      if (!row || !isUsed(row, own)) continue;
      const person = personOf(row[email]);
      const isAccepted = flagOf(row[accepted]);
      if (
        person < 0 ||
        isAccepted < 0 ||
        !isFilled(row[task]) ||
        !isSound(row[product]) ||
        wordOf(row[kind], WORDS.task, 1) < 0 ||
        (!isEmpty(row[date]) && Number.isNaN(dayOf(row[date])))
      ) {
        errors += 1;
        continue;
      }
      tasks[r] = 0;
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
      tasks[r] = 3;
      sums.tasks[person] = (sums.tasks[person] ?? 0) + 3;
    }
  };

  // «Продажи»
  const sales = blanks(grids.sales);
  const passSales = (): void => {
    const grid = grids.sales;
    const own = columnsOf(grid, 'Дата', 'Email', 'Продукт', 'Клиент', 'Вид', 'Сумма РРЦ', 'Подтверждена');
    const [date = -1, email = -1, product = -1, client = -1, kind = -1, sum = -1, confirmed = -1] = own;
    const today = Math.floor(now / DAY);
    for (let r = 1; r < grid.length; r += 1) {
      const row = grid[r];
      if (!row || !isUsed(row, own)) continue;
      const person = personOf(row[email]);
      const day = dayOf(row[date]);
      const isNew = wordOf(row[kind], WORDS.sale, -1);
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
      sales[r] = counts ? 3 : 0;
      if (counts) sums.sales[person] = (sums.sales[person] ?? 0) + 3;
    }
  };

  // «Дополнительные баллы»
  const extra = blanks(grids.extra);
  const passExtra = (): void => {
    const grid = grids.extra;
    const own = columnsOf(grid, 'Email', 'Баллы', 'За что', 'Дата');
    const [email = -1, points = -1, why = -1, date = -1] = own;
    for (let r = 1; r < grid.length; r += 1) {
      const row = grid[r];
      if (!row || !isUsed(row, own)) continue;
      const person = personOf(row[email]);
      const earned = numberOf(row[points]);
      if (
        person < 0 ||
        Number.isNaN(earned) ||
        !isFilled(row[why]) ||
        (!isEmpty(row[date]) && Number.isNaN(dayOf(row[date])))
      ) {
        errors += 1;
        continue;
      }
      extra[r] = earned;
      sums.extra[person] = (sums.extra[person] ?? 0) + earned;
    }
  };

  passAttendance();
  passQuiz();
  passTasks();
  passSales();
  passExtra();
  return { rating: ratingOf(nicknames, sums), points: { attendance, quiz, tasks, sales, extra }, errors };
}
