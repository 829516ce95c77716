// What a generator creates: the input tabs of one programme as staff would have typed them, including bad
// rows.
// Cells are in the order of `columns`; the add-on's own set-up creates the workbook around them.
import type { Cell } from '../src/rules/kinds.js';

export interface Table {
  /** Keys of the declared columns. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Data {
  /** The moment of the run, ISO with offset. */
  readonly now: string;
  /** By tab key. */
  readonly tables: Readonly<Record<string, Table>>;
  /** Parameters of «Настройки», by header. */
  readonly settings?: Readonly<Record<string, Cell>>;
}

const DAY_MS = 86_400_000;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

/** The serial of a civil day, `2023-09-21`. */
export const serialOf = (iso: string): number => (Date.parse(`${iso}T00:00:00Z`) - SERIAL_EPOCH) / DAY_MS;
/** The ISO day of a serial. */
export const isoOf = (serial: number): string =>
  new Date(SERIAL_EPOCH + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10);
/** `21.09.2023`, as some people type days. */
export const typedDay = (serial: number): string => isoOf(serial).split('-').reverse().join('.');
/** A time of day as a fraction, to the minute. */
export const clock = (hours: number, minutes: number): number => (hours * 60 + minutes) / 1_440;
