// Cells as the hand-written passes read them: NaN or −1 for a cell in error, without intermediate objects.
// The usual cases (a number, a ticked box, a plain word) are decided directly; text is parsed as the add-on
// does it.
import { amount, Fault, flag, number, text } from '../src/rules/kinds.js';
import { dayKind, instantKind } from '../src/rules/kinds-time.js';
import { keyOf } from '../src/rules/text.js';
import { serialSeconds, type Zone, zoneNamed } from '../src/rules/zone.js';
import type { Grid } from '../src/sheets/grid.js';

type Raw = string | number | boolean | undefined;

const LAST_SERIAL = 2_958_466;
const DAY_SECONDS = 86_400;

export const isEmpty = (raw: Raw): boolean =>
  raw === undefined || raw === '' || (typeof raw === 'string' && raw.trim() === '');

/**
 * UTC stands for any zone: a pass only compares wall-clock times within one zone, and the generated data have
 * no clock changes.
 */
const WALL: Zone = (() => {
  const zone = zoneNamed('UTC');
  if (!zone) throw new Error('no UTC');
  return zone;
})();
const EPOCH_SECONDS = Date.UTC(1899, 11, 30) / 1_000;

/** An instant as wall-clock time in a zone, in seconds since 1899-12-30. */
export const wallSeconds = (zone: Zone, at: number): number =>
  Math.round(zone.toSerial(at as Parameters<Zone['toSerial']>[0]) * DAY_SECONDS);

/** A date-time in seconds since 1899-12-30. */
export function secondsOf(raw: Raw): number {
  if (typeof raw === 'number') return raw >= 1 && raw < LAST_SERIAL ? serialSeconds(raw) : Number.NaN;
  const read = raw === undefined ? null : instantKind.read(raw, WALL);
  return read === null || read instanceof Fault ? Number.NaN : read / 1_000 - EPOCH_SECONDS;
}

/** As `secondsOf`; 0 for a blank. */
export const optionalSeconds = (raw: Raw): number => (isEmpty(raw) ? 0 : secondsOf(raw));

/** A day as a whole serial. */
export function dayOf(raw: Raw): number {
  if (typeof raw === 'number') return raw >= 1 && raw < LAST_SERIAL ? Math.floor(raw) : Number.NaN;
  const read = raw === undefined ? null : dayKind.read(raw, WALL);
  return read === null || read instanceof Fault ? Number.NaN : read - EPOCH_SECONDS / DAY_SECONDS;
}

/** As `dayOf`; 0 for a blank. */
export const optionalDay = (raw: Raw): number => (isEmpty(raw) ? 0 : dayOf(raw));

export function numberOf(raw: Raw): number {
  if (typeof raw === 'number') return raw;
  const read = raw === undefined ? null : number.read(raw, WALL);
  return read === null || read instanceof Fault ? Number.NaN : read;
}

/** Money in hundredths. */
export function centsOf(raw: Raw): number {
  if (typeof raw === 'number') {
    const cents = Math.round(raw * 100);
    const size = Math.max(1, Math.abs(raw) * 1e-6);
    return Number.isSafeInteger(cents) && Math.abs(raw * 100 - cents) <= 1e-6 * size ? cents : Number.NaN;
  }
  const read = raw === undefined ? null : amount.read(raw, WALL);
  return read === null || read instanceof Fault ? Number.NaN : read;
}

/** 1 or 0; −1 for a word that is neither. A blank cell is 0. */
export function flagOf(raw: Raw): number {
  if (typeof raw === 'boolean') return raw ? 1 : 0;
  if (raw === undefined || isEmpty(raw)) return 0;
  const read = flag.read(raw, WALL);
  return read instanceof Fault ? -1 : read ? 1 : 0;
}

/** Whether a cell is ticked, unticked or blank. */
export const isFlag = (raw: Raw): boolean => flagOf(raw) >= 0;

/** The number of a listed word; `blank` for an empty cell, −1 for any other value. */
export function wordOf(raw: Raw, words: ReadonlyMap<string, number>, blank: number): number {
  if (raw === undefined || raw === '') return blank;
  const known = words.get(raw as string);
  if (known !== undefined) return known;
  return isEmpty(raw) ? blank : (words.get(keyOf(String(raw))) ?? -1);
}

const HASH = 35;
/** Whether a cell contains no formula error. */
export const isSound = (raw: Raw): boolean =>
  typeof raw !== 'string' || raw.charCodeAt(0) !== HASH || !(text.read(raw, WALL) instanceof Fault);

/** Whether a required text is present. */
export const isFilled = (raw: Raw): boolean => !isEmpty(raw) && isSound(raw);

/** Whether a required text is present and has not occurred before. */
export function isNew(raw: Raw, seen: Set<string>): boolean {
  if (!isFilled(raw)) return false;
  const key = keyOf(String(raw));
  return seen.size !== seen.add(key).size;
}

/** Columns by header, −1 where there is none. */
export const columnsOf = (grid: Grid, ...headers: readonly string[]): number[] =>
  headers.map((header) => (grid[0] ?? []).indexOf(header));

/** Whether a row contains anything in the given columns; an unticked box counts as nothing. */
export function isUsed(row: Grid[number], columns: readonly number[]): boolean {
  for (const column of columns) {
    const cell = row[column];
    if (cell !== undefined && cell !== '' && cell !== false && !isEmpty(cell)) return true;
  }
  return false;
}

/**
 * Whether all cells in the given columns pass. Not `every`: its callback would be created and compiled again
 * for each row.
 */
export function areAll(
  row: Grid[number],
  columns: readonly number[],
  passes: (raw: Raw) => boolean,
): boolean {
  for (const column of columns) if (!passes(row[column])) return false;
  return true;
}
