// Explanations of figures: «Почему такая цифра?» answers with the rule, its clause, the rows and the arithmetic.
import type { Tab, Tabs } from './tabs.js';
import { count, shortened } from './text.js';

/** One step of an explanation: what was counted, in which row, and the result. */
export interface ReasonLine {
  readonly text: string;
  readonly tab?: string;
  readonly row?: number;
}
/** A step that points to a row of a tab. */
export const rowLine = ({ title }: Tab, { row }: { readonly row: number }, text: string): ReasonLine => ({
  text,
  tab: title,
  row,
});
/** At most `most` steps of an explanation, then a line with the number of the rest. */
export const shortLines = (lines: readonly ReasonLine[], most: number): readonly ReasonLine[] =>
  shortened(lines, most, (left) => ({ text: `… и ещё ${count(left, 'строка', 'строки', 'строк')}` }));

/** Longer sums are not written out. */
const WRITTEN = 20;
/**
 * «1 000 + 500 − 200 = 1 300»; for a long sum the number of rows and the total, for a single addend the total
 * alone.
 */
export function writtenSum<N extends number>(
  addends: readonly N[],
  total: N,
  write: (amount: N) => string,
): string {
  if (addends.length < 2) return write(total);
  if (addends.length > WRITTEN)
    return `${count(addends.length, 'строка', 'строки', 'строк')}, всего ${write(total)}`;
  const [first = '', ...rest] = addends.map((amount) => write(amount));
  const signed = rest.map((text) => (/^[-−]/.test(text) ? ` − ${text.slice(1)}` : ` + ${text}`));
  return `${first}${signed.join('')} = ${write(total)}`;
}

/** The answer to «Почему такая цифра?»: the rows, the arithmetic and the clause. */
export interface Reason {
  /** The rule in one sentence. */
  readonly rule: string;
  /** The clause of the regulation, as staff would look it up. */
  readonly clause: string;
  readonly lines: readonly ReasonLine[];
  /** The arithmetic: «2 + 14 + 3 = 19». */
  readonly sum?: string;
}

/**
 * The figure to explain. `index` is the 0-based position among the good rows of an input tab, or among the
 * rows of an output tab.
 */
export interface Figure<T extends Tabs = Tabs> {
  readonly tab: keyof T & string;
  readonly index: number;
  readonly column: string;
}
