// A line of «Начисления» as used by the rules, and the month it belongs to when months are closed.
import { type Day, isoDay } from '../day.js';
import { minor, type Money } from '../money.js';
import { type Month, monthOf, readMonth } from './months.js';
import type { BASES, Tariff } from './tabs.js';

export interface Line {
  readonly date: Day;
  /** `2023-10`; null for обнуление. */
  readonly month: string | null;
  readonly partner: string;
  /** Null for обнуление and for the correction of one. */
  readonly client: string | null;
  readonly tariff: Tariff | null;
  readonly basis: (typeof BASES)[number] | null;
  readonly base: Money | null;
  readonly amount: Money;
  readonly closed: boolean;
}

/** How far the books are closed, and when later changes are booked. */
export interface Closed {
  /** The closed lines. */
  readonly lines: readonly Line[];
  readonly newest: Month;
  /** The 1st after the newest closed month's credit day (rule 8). */
  readonly correctionDay: Day;
}

/** A line's month; обнуление has none, so its day decides. */
export const monthOfLine = ({ month, date }: Pick<Line, 'month' | 'date'>): Month =>
  readMonth(month) ?? monthOf(date);

export function sumOf(lines: readonly Pick<Line, 'amount'>[]): Money {
  let sum = 0;
  for (const { amount } of lines) sum += amount;
  return minor(sum);
}

/** Adds to the sum of a key. */
export const addTo = <K>(map: Map<K, number>, key: K, amount: number): void => {
  map.set(key, (map.get(key) ?? 0) + amount);
};

/** What a fingerprint covers of a line: everything but «Закрыто» and its place in the tab. */
export const cellsOf = ({ date, month, partner, client, tariff, basis, base, amount }: Line) =>
  [isoDay(date), month, partner, client, tariff, basis, base, amount] as const;
export const canonical = (line: Line): string => JSON.stringify(cellsOf(line));

/** The lines that the others lack; of equal lines, as many as are more. */
export function beyond(lines: readonly Line[], others: readonly Line[]): readonly Line[] {
  const left = new Map<string, number>();
  for (const line of others) addTo(left, canonical(line), 1);
  return lines.filter((line) => {
    const text = canonical(line);
    const spare = left.get(text) ?? 0;
    left.set(text, spare - 1);
    return spare <= 0;
  });
}
