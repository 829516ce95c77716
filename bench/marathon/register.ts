// «Регистрации» and «Блоки» of the marathon by hand: who participates, and when each test is open.
import { parseEmail } from '../../src/rules/email.js';
import type { Grid } from '../../src/sheets/grid.js';
import { serialOf, sortRows } from '../by-hand.js';
import { columnsOf, flagOf, isEmpty, isFilled, isSound, isUsed, numberOf, secondsOf } from '../cells.js';

const DAY = 86_400;
const REGISTRATION = [serialOf('2023-09-04') * DAY, serialOf('2023-10-06') * DAY] as const;

export interface Participants {
  /** Positions by address. */
  readonly byEmail: ReadonlyMap<string, number>;
  readonly nicknames: readonly string[];
  readonly errors: number;
}

/** Checks all registrations, then accepts or refuses them in order of their dates. */
export function readRegistrations(grid: Grid): Participants {
  let errors = 0;
  const at = columnsOf(
    grid,
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
  const came = new Float64Array(grid.length);
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
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
  sortRows(order, came);
  const byEmail = new Map<string, number>();
  const nicknames: string[] = [];
  const taken = new Set<string>();
  for (const r of order) {
    const row = grid[r] ?? [];
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
  return { byEmail, nicknames, errors };
}

/** The participant with this address; −1 when there is none or the text is not an address. */
export function personOf({ byEmail }: Participants, raw: Grid[number][number] | undefined): number {
  const known = byEmail.get(raw as string);
  if (known !== undefined) return known;
  const email = typeof raw === 'string' ? parseEmail(raw) : null;
  return (email === null ? undefined : byEmail.get(email)) ?? -1;
}

interface Block {
  readonly index: number;
  readonly start: number;
  /** When the test closes. */
  closes: number;
}

export interface Blocks {
  readonly closes: ReadonlyMap<number, Block>;
  readonly errors: number;
}

export function readBlocks(grid: Grid): Blocks {
  let errors = 0;
  const closes = new Map<number, Block>();
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
  return { closes, errors };
}
