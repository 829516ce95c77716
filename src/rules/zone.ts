// Time zones: converts between wall-clock times and instants. The only module that uses Intl; offsets are
// cached by year.
import { onceEach } from './collections.js';
import { addDays, type Day, DAY_MS, dayFromSerial, isoDay, ruDay, serialFromDay, two } from './day.js';

/** Epoch milliseconds. */
export type Instant = number & { readonly __instant: true };

/** One time zone. Seconds of the day are 0 to 86 399. */
export interface Zone {
  readonly name: string;
  /** The instant at which clocks of the zone show this time; the later one in a gap, the first one in an overlap. */
  readonly at: (day: Day, seconds?: number) => Instant;
  /** What clocks of the zone are ahead of UTC, in ms. */
  readonly offsetOf: (instant: Instant) => number;
  readonly dayOf: (instant: Instant) => Day;
  /** Seconds since the zone's midnight. */
  readonly secondsOf: (instant: Instant) => number;
  /** Spreadsheet serial ↔ instant; of a serial whole seconds count (`serialSeconds`). */
  readonly fromSerial: (serial: number) => Instant;
  readonly toSerial: (instant: Instant) => number;
}

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
/** Seconds of the day are counted in these. */
export const HOUR_SECONDS = 3_600;
export const DAY_SECONDS = 86_400;
const WEEK_MS = 7 * DAY_MS;

/** What a serial may lack of a whole second: six decimals of a day are kept by every program. */
const SERIAL_NOISE = 0.05;
/** The whole seconds since 1899-12-30 that a serial has reached: 23:59:59.7 is not yet the next day. */
export const serialSeconds = (serial: number): number => Math.floor(serial * DAY_SECONDS + SERIAL_NOISE);

export const instant = (ms: number): Instant => ms as Instant;
export const plus = (at: Instant, ms: number): Instant => instant(at + ms);

interface Span {
  readonly from: number;
  readonly offset: number;
}

type OffsetAt = (ms: number) => number;

/** The wall clock of a zone. Throws RangeError for an unknown one. */
const wallClock = (name: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

/**
 * The name as the IANA database spells it: Intl ignores case, Google's triggers do not. Intl's own name may be an older
 * one of the same zone (Europe/Kiev for Europe/Kyiv) and does not replace what was typed.
 */
function properName(typed: string, clock: Intl.DateTimeFormat): string {
  const { timeZone } = clock.resolvedOptions();
  return timeZone.toLowerCase() === typed.toLowerCase() ? timeZone : typed;
}

/** The zone's offset from UTC in ms, straight from Intl. */
const intlOffset =
  (format: Intl.DateTimeFormat): OffsetAt =>
  (ms) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
    const wall = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'],
      part['hour'],
      part['minute'],
      part['second'],
    );
    return wall - Math.floor(ms / SECOND) * SECOND;
  };

/** The whole second after `low`, at the latest `high`, from which the offset is no longer that of `low`. */
export function changeBetween(low: number, high: number, offsetAt: OffsetAt): number {
  const before = offsetAt(low);
  let [from, to] = [low, high];
  while (to - from > SECOND) {
    const middle = Math.floor((from + to) / 2 / SECOND) * SECOND;
    if (offsetAt(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}

/** The offsets during one UTC year, located by bisecting weeks in which they change. */
function yearSpans(year: number, offsetAt: OffsetAt): readonly Span[] {
  const start = Date.UTC(year, 0, 1);
  const spans: Span[] = [{ from: start, offset: offsetAt(start) }];
  let known = start;
  const end = Date.UTC(year + 1, 0, 1);
  while (known < end) {
    const next = Math.min(known + WEEK_MS, end);
    const before = spans[spans.length - 1]?.offset;
    const after = offsetAt(next);
    if (after !== before) spans.push({ from: changeBetween(known, next, offsetAt), offset: after });
    known = next;
  }
  return spans;
}

function cachedOffset(slow: OffsetAt): OffsetAt {
  const years = new Map<number, readonly Span[]>();
  let lastFrom = 1;
  let lastTo = 0;
  let lastOffset = 0;
  return (ms) => {
    if (ms >= lastFrom && ms < lastTo) return lastOffset;
    const year = new Date(ms).getUTCFullYear();
    let spans = years.get(year);
    if (!spans) years.set(year, (spans = yearSpans(year, slow)));
    let index = spans.length - 1;
    while (index > 0 && (spans[index]?.from ?? 0) > ms) index -= 1;
    lastFrom = spans[index]?.from ?? 0;
    lastTo = spans[index + 1]?.from ?? Date.UTC(year + 1, 0, 1);
    lastOffset = spans[index]?.offset ?? 0;
    return lastOffset;
  };
}

function makeZone(name: string, clock: Intl.DateTimeFormat): Zone {
  const offsetAt = cachedOffset(intlOffset(clock));
  const fromWall = (wall: number): Instant => {
    const before = offsetAt(wall - DAY_MS);
    const after = offsetAt(wall + DAY_MS);
    if (before === after) return instant(wall - before);
    const first = wall - before;
    if (offsetAt(first) === before) return instant(first);
    const second = wall - after;
    return instant(offsetAt(second) === after ? second : first);
  };
  /** Cached: many deadlines and letters fall on the same days. */
  const midnight = onceEach((day: Day) => fromWall(day * DAY_MS));
  const wallOf = (at: Instant): number => at + offsetAt(at);
  const epochWall = -serialFromDay(0 as Day) * DAY_MS;
  return {
    name,
    at: (day, seconds = 0) => (seconds === 0 ? midnight(day) : fromWall(day * DAY_MS + seconds * SECOND)),
    offsetOf: offsetAt,
    dayOf: (at) => Math.floor(wallOf(at) / DAY_MS) as Day,
    secondsOf: (at) => {
      const wall = wallOf(at);
      return Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / SECOND);
    },
    fromSerial: (serial) => fromWall(epochWall + serialSeconds(serial) * SECOND),
    toSerial: (at) => (wallOf(at) - epochWall) / DAY_MS,
  };
}

/** For values that have no zone. */
export const UTC = makeZone('UTC', wallClock('UTC'));

const zones = new Map<string, Zone>([['UTC', UTC]]);

/** The zone with an IANA name, typed in whatever case; null when there is none. */
export function zoneNamed(typed: string): Zone | null {
  const known = zones.get(typed);
  if (known) return known;
  try {
    const clock = wallClock(typed);
    const name = properName(typed, clock);
    const zone = zones.get(name) ?? makeZone(name, clock);
    zones.set(typed, zone).set(name, zone);
    return zone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** `11:00` */
export const ruTime = (seconds: number): string =>
  `${two(Math.floor(seconds / HOUR_SECONDS))}:${two(Math.floor(seconds / 60) % 60)}`;
/** `21.09.2023 11:00` in the zone. */
export const ruInstant = (zone: Zone, at: Instant): string =>
  `${ruDay(zone.dayOf(at))} ${ruTime(zone.secondsOf(at))}`;
/** Common names of the zones of Russia and Kazakhstan. */
const CITIES: Readonly<Record<string, string>> = {
  'Europe/Kaliningrad': 'Калининград',
  'Europe/Moscow': 'Москва',
  'Europe/Samara': 'Самара',
  'Europe/Saratov': 'Саратов',
  'Europe/Volgograd': 'Волгоград',
  'Asia/Yekaterinburg': 'Екатеринбург',
  'Asia/Omsk': 'Омск',
  'Asia/Novosibirsk': 'Новосибирск',
  'Asia/Barnaul': 'Барнаул',
  'Asia/Tomsk': 'Томск',
  'Asia/Krasnoyarsk': 'Красноярск',
  'Asia/Irkutsk': 'Иркутск',
  'Asia/Chita': 'Чита',
  'Asia/Yakutsk': 'Якутск',
  'Asia/Vladivostok': 'Владивосток',
  'Asia/Magadan': 'Магадан',
  'Asia/Sakhalin': 'Сахалин',
  'Asia/Kamchatka': 'Камчатка',
  'Asia/Almaty': 'Алматы',
  'Asia/Qostanay': 'Костанай',
  'Asia/Aqtobe': 'Актобе',
  'Asia/Aqtau': 'Актау',
  'Asia/Atyrau': 'Атырау',
  'Asia/Qyzylorda': 'Кызылорда',
  'Asia/Oral': 'Уральск',
};
/**
 * `Алматы, UTC+5`: the zone as letters name it, with the offset in force on that day (Almaty's changed on 1
 * March 2024).
 */
export function ruZone(zone: Zone, at: Instant): string {
  const minutes = Math.round(zone.offsetOf(at) / MINUTE);
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `${CITIES[zone.name] ?? zone.name}, UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest > 0 ? `:${two(rest)}` : ''}`;
}
/** A spreadsheet serial as staff read it; wall-clock, so no zone is needed. */
export function ruSerial(serial: number, withTime: boolean): string {
  if (!withTime) return ruDay(dayFromSerial(serial));
  const seconds = serialSeconds(serial);
  const day = Math.floor(seconds / DAY_SECONDS);
  return `${ruDay(dayFromSerial(day))} ${ruTime(seconds - day * DAY_SECONDS)}`;
}
/** `2023-09-21T11:00` in the zone: the date part of a letter's key. */
export const isoInstant = (zone: Zone, at: Instant): string =>
  `${isoDay(zone.dayOf(at))}T${ruTime(zone.secondsOf(at))}`;
/** The same wall-clock time `n` calendar days later. */
export const addCalendarDays = (zone: Zone, at: Instant, n: number): Instant =>
  zone.at(addDays(zone.dayOf(at), n), zone.secondsOf(at));
/** 00:00 of the next day: the instant at which a day has passed. */
export const endOfDay = (zone: Zone, d: Day): Instant => zone.at(addDays(d, 1));
