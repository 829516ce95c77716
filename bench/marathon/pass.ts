// The marathon by hand: one pass a tab with Maps, the same checks of every input cell, the same points, the same rating.
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

export interface MarathonGrids {
  readonly registrations: Grid;
  readonly blocks: Grid;
  readonly attendance: Grid;
  readonly quiz: Grid;
  readonly tasks: Grid;
  readonly sales: Grid;
  readonly extra: Grid;
}

export interface RatingLine {
  readonly place: number;
  readonly nickname: string;
  readonly attendance: number;
  readonly quiz: number;
  readonly tasks: number;
  readonly sales: number;
  readonly extra: number;
  readonly total: number;
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
const REGISTRATION = [serial('2023-09-04') * DAY, serial('2023-10-06') * DAY] as const;
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
  let errors = 0;
  const blanks = (grid: Grid): Float64Array => new Float64Array(grid.length).fill(Number.NaN);

  // «Регистрации»: checked, then judged in the order in which they came.
  const applications = grids.registrations;
  const at = columnsOf(
    applications,
    'Никнейм',
    'ФИО',
    'Компания',
    'Email',
    'Телефон',
    'Дата регистрации',
    'На портале',
  );
  const [nick = -1, name = -1, company = -1, mail = -1, phone = -1, when = -1, portal = -1] = at;
  const order: number[] = [];
  const came = new Float64Array(applications.length);
  for (let r = 1; r < applications.length; r += 1) {
    const row = applications[r];
    if (!row || !isUsed(row, at)) continue;
    const seconds = secondsOf(row[when]);
    const nickname = row[nick];
    if (
      !isFilled(nickname) ||
      String(nickname).includes(',') ||
      !isFilled(row[name]) ||
      !isFilled(row[company]) ||
      Number.isNaN(seconds) ||
      !isSound(row[phone]) ||
      flagOf(row[portal]) < 0 ||
      parseEmail(String(row[mail] ?? '')) === null
    ) {
      errors += 1;
      continue;
    }
    came[r] = seconds;
    order.push(r);
  }
  order.sort((a, b) => (came[a] ?? 0) - (came[b] ?? 0) || a - b);
  const byEmail = new Map<string, number>();
  const nicknames: string[] = [];
  const taken = new Set<string>();
  for (const r of order) {
    const row = applications[r] ?? [];
    const seconds = came[r] ?? 0;
    if (seconds < REGISTRATION[0] || seconds >= REGISTRATION[1] || flagOf(row[portal]) !== 1) continue;
    const nickname = String(row[nick]).trim();
    const key = nickname.toLowerCase();
    const email = parseEmail(String(row[mail])) ?? '';
    if (taken.has(key) || byEmail.has(email)) continue;
    taken.add(key);
    byEmail.set(email, nicknames.length);
    nicknames.push(nickname);
  }
  const size = nicknames.length;

  /** The participant of an address as typed, −1 when there is none or it is no address. */
  const personOf = (raw: Grid[number][number] | undefined): number => {
    const known = byEmail.get(raw as string);
    if (known !== undefined) return known;
    const email = typeof raw === 'string' ? parseEmail(raw) : null;
    return (email === null ? undefined : byEmail.get(email)) ?? -1;
  };

  // «Блоки»
  const closes = new Map<number, { index: number; start: number; closes: number }>();
  {
    const grid = grids.blocks;
    const own = columnsOf(grid, 'Блок', 'Тема', 'Продукт', 'Начало', 'Тест до', 'Запись', 'Тест');
    const [block = -1, topic = -1, product = -1, start = -1, until = -1, recording = -1, test = -1] = own;
    let latest = -Infinity;
    for (let r = 1; r < grid.length; r += 1) {
      const row = grid[r];
      if (!row || !isUsed(row, own)) continue;
      const number = numberOf(row[block]);
      const from = secondsOf(row[start]);
      const to = isEmpty(row[until]) ? 0 : secondsOf(row[until]);
      if (
        !Number.isSafeInteger(number) ||
        closes.has(number) ||
        !isFilled(row[topic]) ||
        !isSound(row[product]) ||
        Number.isNaN(from) ||
        Number.isNaN(to) ||
        !isSound(row[recording]) ||
        !isSound(row[test]) ||
        (to > 0 && to <= from)
      ) {
        errors += 1;
        continue;
      }
      latest = Math.max(latest, from);
      closes.set(number, { index: closes.size, start: from, closes: to });
    }
    for (const one of closes.values())
      if (one.closes === 0) one.closes = one.start + (one.start === latest ? 7 : 14) * DAY;
  }

  const sums = {
    attendance: new Float64Array(size),
    quiz: new Float64Array(size),
    tasks: new Float64Array(size),
    sales: new Float64Array(size),
    extra: new Float64Array(size),
  };

  // «Посещения»
  const attendance = blanks(grids.attendance);
  {
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
  }

  // «Результаты тестов»: the earliest attempt at a block counts.
  const quiz = blanks(grids.quiz);
  {
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
  }

  // «Задания»
  const tasks = blanks(grids.tasks);
  {
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
  }

  // «Продажи»
  const sales = blanks(grids.sales);
  {
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
  }

  // «Дополнительные баллы»
  const extra = blanks(grids.extra);
  {
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
  }

  return { rating: ratingOf(nicknames, sums), points: { attendance, quiz, tasks, sales, extra }, errors };
}

type Sums = Readonly<Record<'attendance' | 'quiz' | 'tasks' | 'sales' | 'extra', Float64Array>>;

/** By total, then by nickname; equal totals share a place. */
function ratingOf(nicknames: readonly string[], sums: Sums): readonly RatingLine[] {
  const totals = new Float64Array(nicknames.length);
  for (let p = 0; p < nicknames.length; p += 1)
    totals[p] =
      (sums.attendance[p] ?? 0) +
      (sums.quiz[p] ?? 0) +
      (sums.tasks[p] ?? 0) +
      (sums.sales[p] ?? 0) +
      (sums.extra[p] ?? 0);
  const order = nicknames.map((_, index) => index);
  order.sort((a, b) => {
    const difference = (totals[b] ?? 0) - (totals[a] ?? 0);
    if (difference !== 0) return difference;
    return (nicknames[a] ?? '') < (nicknames[b] ?? '') ? -1 : 1;
  });
  let place = 0;
  let previous = Number.NaN;
  return order.map((p, index) => {
    const total = totals[p] ?? 0;
    if (total !== previous) place = index + 1;
    previous = total;
    return {
      place,
      nickname: nicknames[p] ?? '',
      attendance: sums.attendance[p] ?? 0,
      quiz: sums.quiz[p] ?? 0,
      tasks: sums.tasks[p] ?? 0,
      sales: sums.sales[p] ?? 0,
      extra: sums.extra[p] ?? 0,
      total,
    };
  });
}
