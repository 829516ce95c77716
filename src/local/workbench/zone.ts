// Converts between instants and wall-clock times as spreadsheet serials, and reads from «Настройки» the zone of a
// workbook's times and which programmes it runs.
import { DAY_MS, isZone, serialOf, UNIX_DAY } from '../serial.js';
import type { WorkbookModel } from '../staff.js';
import { keyOf } from './folding.js';

/** Serial of the wall clock in `zone` at an instant (epoch milliseconds), to the second. */
export function serialAt(zone: string, instant: number): number {
  return serialOf(instant + offsetAt(zone, instant));
}

/**
 * The instant at which clocks in `zone` show the serial: the earlier one in a repeated hour, the one after it
 * in a gap.
 */
export function instantAt(zone: string, serial: number): number {
  const wall = Math.round((serial - UNIX_DAY) * 86_400) * 1_000;
  const before = wall - offsetAt(zone, wall - DAY_MS);
  const after = wall - offsetAt(zone, wall + DAY_MS);
  return after + offsetAt(zone, after) === wall ? Math.min(before, after) : before;
}

const SETTINGS = 'Настройки';
const PROGRAMME = 'Программа';
const PARAMETER = 'Часовой пояс';

const USUAL_ZONE = 'Europe/Moscow';

/**
 * The zone of the first of the workbook's programmes, which is that of everything without a programme of its own.
 * `titles`: of all programmes, in the bundle's order.
 */
export function zoneOf(model: WorkbookModel, titles: readonly string[]): string {
  const keys = titles.map(keyOf);
  const rank = (cell: Row): number => {
    const found = keys.indexOf(keyOf(cell(PROGRAMME)));
    return found === -1 ? keys.length : found;
  };
  const [row] = settings(model)
    .filter((cell) => keyOf(cell('Параметр')) === keyOf(PARAMETER))
    .sort((a, b) => rank(a) - rank(b));
  const zones = ['Значение', 'По умолчанию'].map((name) => row?.(name) ?? '');
  return zones.find((zone) => zone !== '' && isZone(zone)) ?? USUAL_ZONE;
}

/** Whether the workbook runs a programme of that title. */
export const runs = (model: WorkbookModel, title: string): boolean =>
  settings(model).some((cell) => keyOf(cell(PROGRAMME)) === keyOf(title));

/** The text of a row's cell, by the column's header; '' where there is none. */
type Row = (header: string) => string;

function settings(model: WorkbookModel): readonly Row[] {
  if (!model.titles().includes(SETTINGS)) return [];
  const [header = [], ...rows] = model.values(SETTINGS);
  const keys = header.map((cell) => keyOf(String(cell ?? '')));
  return rows.map((cells) => (name) => String(cells[keys.indexOf(keyOf(name))] ?? '').trim());
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(zone: string, instant: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
}
