// A marathon with `size` applications: five blocks, exports of attendance and quizzes, tasks, sales,
// additional points. The rows of an export are in no order; about one in fifty is damaged in the ways staff
// damage them.
import type { Cell } from '../../src/rules/kinds.js';
import { clock, type Data, serialOf, typedDay } from '../data.js';
import { type Random, seeded } from '../random.js';

const BLOCKS = 5;
const FIRST_BLOCK = serialOf('2023-09-21');
const OPENS = serialOf('2023-09-04');
const WINDOW_DAYS = 32;
const KINDS = ['новая', 'новая', 'новая', 'продление', 'дозакупка', 'upgrade'] as const;
const PRODUCTS = ['PRO32 Getscreen', 'PRO32 Endpoint Security', 'PRO32 Connect'] as const;

const minutes = (random: Random): number => clock(random.int(24), random.int(60));
const emailOf = (person: number): string => `manager${person}@partner${person % 700}.example.com`;

/**
 * `clean`: no damaged rows, no repeats, every attempt within its window, so that plain formulas can count the
 * rows too.
 */
export function marathonData(size: number, { clean = false } = {}): Data {
  const random = seeded(size);
  const spoilt = (probability: number): boolean => random.chance(probability) && !clean;
  /** An address as the exports spell it: some in capitals, a few that belong to nobody. */
  const spelled = (person: number): string => {
    if (spoilt(0.005)) return `stranger${person}@nowhere.example.com`;
    return spoilt(0.03) ? emailOf(person).toUpperCase() : emailOf(person);
  };

  const registrations: Cell[][] = [];
  for (let person = 0; person < size; person += 1) {
    const repeats = person > 10 && spoilt(0.01);
    const registered = OPENS + random.int(WINDOW_DAYS) + minutes(random) + (spoilt(0.002) ? 40 : 0);
    registrations.push([
      repeats && random.chance(0.5) ? `Ник${person - 7}` : `Ник${person}`,
      `Фамилия${person % 3_000} Имя${person % 89}`,
      spoilt(0.002) ? '' : `Компания ${person % 700}`,
      spoilt(0.002) ? `нет почты ${person}` : emailOf(repeats ? person - 5 : person),
      `+7 900 ${String(1_000_000 + person)}`,
      spoilt(0.02) ? `${typedDay(registered)} 11:30` : registered,
      spoilt(0.02) ? random.pick(['да', 'да', 'нет', '+']) : true,
    ]);
  }

  const blocks = Array.from({ length: BLOCKS }, (_, block): Cell[] => [
    block + 1,
    `Тема ${block + 1}`,
    PRODUCTS[block % PRODUCTS.length] ?? '',
    FIRST_BLOCK + block * 7 + clock(11, 0),
  ]);

  const attendance: Cell[][] = [];
  const quiz: Cell[][] = [];
  for (let block = 1; block <= BLOCKS; block += 1)
    for (let person = 0; person < size; person += 1) {
      if (random.chance(0.6))
        attendance.push([
          spoilt(0.002) ? 99 : block,
          spelled(person),
          random.pick(['онлайн', 'онлайн', 'онлайн', 'запись', clean ? 'онлайн' : '']),
        ]);
      if (spoilt(0.01)) attendance.push([block, spelled(person), 'онлайн']);
      const attempts = random.chance(0.6) ? (spoilt(0.03) ? 2 : 1) : 0;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const days = random.int(clean ? 6 : 15) + random.next();
        const finished = FIRST_BLOCK + (block - 1) * 7 + clock(11, 30) + days;
        quiz.push([
          block,
          spelled(person),
          spoilt(0.02) ? `${typedDay(finished)} 14:05` : finished,
          spoilt(0.003) ? random.pick([9, -1, 'восемь', 7.5]) : random.int(9),
        ]);
      }
    }

  const tasks: Cell[][] = [];
  const sales: Cell[][] = [];
  const extra: Cell[][] = [];
  for (let person = 0; person < size; person += 1) {
    if (random.chance(0.6))
      tasks.push([
        `Задание ${random.int(8)}`,
        random.pick(PRODUCTS),
        random.pick(['творческое', 'дополнительное', '']),
        spelled(person),
        FIRST_BLOCK + random.int(40),
        random.chance(0.85),
      ]);
    if (random.chance(0.6)) {
      const amount = 4_000 + random.int(200) * 250;
      sales.push([
        spoilt(0.02) ? typedDay(FIRST_BLOCK + random.int(44)) : FIRST_BLOCK - 2 + random.int(46),
        spelled(person),
        random.pick(PRODUCTS),
        `ООО ${random.int(9_999)}`,
        random.pick(KINDS),
        spoilt(0.03)
          ? `${Math.floor(amount / 1_000)} ${String(amount % 1_000).padStart(3, '0')} руб.`
          : amount,
        random.chance(0.9),
      ]);
    }
    if (random.chance(0.15)) extra.push([spelled(person), random.int(7) - 2, 'Активность в чате', '']);
  }

  return {
    now: '2023-11-03T15:00:00+03:00',
    tables: {
      registrations: {
        columns: ['nickname', 'name', 'company', 'email', 'phone', 'registered', 'onPortal'],
        rows: random.shuffle(registrations),
      },
      blocks: { columns: ['block', 'topic', 'product', 'start'], rows: blocks },
      attendance: { columns: ['block', 'email', 'format'], rows: random.shuffle(attendance) },
      quiz: { columns: ['block', 'email', 'finished', 'correct'], rows: random.shuffle(quiz) },
      tasks: {
        columns: ['task', 'product', 'kind', 'email', 'date', 'accepted'],
        rows: random.shuffle(tasks),
      },
      sales: {
        columns: ['date', 'email', 'product', 'client', 'kind', 'amount', 'confirmed'],
        rows: random.shuffle(sales),
      },
      extra: { columns: ['email', 'points', 'why', 'date'], rows: random.shuffle(extra) },
    },
  };
}
