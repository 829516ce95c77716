// «Представители» by hand: the partners, and how many hours each may use.
import { parseEmail } from '../../src/rules/email.js';
import { keyOf } from '../../src/rules/text.js';
import type { Grid } from '../../src/sheets/grid.js';
import { columnsOf, dayOf, isEmpty, isFilled, isUsed, wordOf } from '../cells.js';

const ROLES = new Map([
  ['авторизованный', 80],
  ['официальный', 160],
  ['золотой', 160],
]);

export interface Partners {
  /** Hours per year by partner's key; −1 for a row in error. */
  readonly limits: ReadonlyMap<string, number>;
  /** Keys by name as typed; null for a name that is not a partner's. */
  readonly spellings: Map<string, string | null>;
  readonly errors: number;
}

export function readPartners(grid: Grid): Partners {
  const limits = new Map<string, number>();
  let errors = 0;
  const own = columnsOf(grid, 'Партнёр', 'Роль', 'Email', 'Дистрибьюторское соглашение');
  const [name = -1, role = -1, email = -1, agreement = -1] = own;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const key = isFilled(row[name]) ? keyOf(String(row[name])) : '';
    const isNew = key !== '' && !limits.has(key);
    const limit = wordOf(row[role], ROLES, -1);
    // A row in error still names its partner.
    if (isNew) limits.set(key, limit);
    if (
      !isNew ||
      limit < 0 ||
      parseEmail(String(row[email] ?? '')) === null ||
      (!isEmpty(row[agreement]) && Number.isNaN(dayOf(row[agreement])))
    )
      errors += 1;
  }
  return { limits, spellings: new Map(), errors };
}

/** The key of a partner; null if there is no such partner. */
export function partnerOf(
  { limits, spellings }: Partners,
  raw: Grid[number][number] | undefined,
): string | null {
  if (!isFilled(raw)) return null;
  const typed = String(raw);
  const known = spellings.get(typed);
  if (known !== undefined) return known;
  const key = keyOf(typed);
  const found = limits.has(key) ? key : null;
  spellings.set(typed, found);
  return found;
}
