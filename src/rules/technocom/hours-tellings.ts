// Which row of hours each letter to accounting is about, also after corrections: no hours are billed twice.
import { groupBy } from '../collections.js';
import { shortHash } from '../hash.js';
import { hasGone, type PastLetter } from '../letters.js';
import { keyOf } from '../text.js';
import { isoInstant } from '../zone.js';
import { letters } from './letters.js';
import type { HoursRow, TechnocomFacts } from './model.js';
import type { Directory, Partner } from './partners.js';

/** What a letter needs of a row of hours. */
interface Billed {
  readonly row: HoursRow;
  readonly partner: Partner;
  /** Hours over the limit. */
  readonly over: number;
}

/** The letter of a row over the limit. */
export interface Telling {
  /** The request as it was when the letter was made, numbered if it has several rows. */
  readonly object: string;
  /** A hash of the row's tasks at that time, and the hours over the limit. */
  readonly memo: string;
  readonly past: PastLetter | null;
}

/** What accounting has been told of a row. */
export interface Told {
  /** The partner that it was told of in the row's place. */
  readonly other: Partner | null;
  /** Hours over the limit; null if unknown. */
  readonly hours: number | null;
}

interface Tellings<Entry> {
  readonly letters: ReadonlyMap<Entry, Telling>;
  /** Also of a row that is within the limit now; null if nothing was. */
  readonly toldOf: (entry: Entry) => Told | null;
}

const NUMBER = /\/(\d+)$/;
const requestIn = ({ object }: PastLetter): string => object.replace(NUMBER, '');
const markIn = ({ memo }: PastLetter): string => memo.split(':')[0] ?? '';
/** Letters of an older version do not say. */
const hoursIn = ({ memo }: PastLetter): number | null => {
  const hours = memo.split(':')[1];
  return hours === undefined ? null : Number(hours);
};
const tasksMark = ({ row }: Billed): string => shortHash(keyOf(row.tasks));

/**
 * The letters of the rows over the limit. A row takes the letter of its request and tasks; else one of its request,
 * whose tasks have been corrected (within the limit: if the request has no other row); else one with its tasks, whose
 * request has been corrected (no row has it any more); else a new one.
 */
export function tellingsOf<Entry extends Billed>(
  rows: readonly Entry[],
  facts: TechnocomFacts,
  partners: Directory,
): Tellings<Entry> {
  const owed = rows.filter(({ over }) => over > 0);
  const requestOf = ({ partner, row }: Billed): string =>
    `${partner.key}/${keyOf(row.company)}/${isoInstant(facts.zone, row.requested)}`;
  const left = new Set(oncePerObject(facts.past.of(letters.hoursOver.code)));
  const byRequest = groupBy(left, requestIn);
  const same = (entry: Billed): readonly PastLetter[] => byRequest.get(requestOf(entry)) ?? [];
  const found = new Map<Billed, PastLetter>();
  const claim = (
    entries: readonly Billed[],
    candidates: typeof same,
    fits: (letter: PastLetter, entry: Billed) => boolean,
  ): void => {
    if (left.size === 0) return;
    for (const entry of entries) {
      if (found.has(entry)) continue;
      const letter = candidates(entry).find((one) => left.has(one) && fits(one, entry));
      if (letter) found.set(entry, letter);
      if (letter) left.delete(letter);
    }
  };
  // Rows within the limit too, so that their letters are not given to others.
  claim(owed.concat(rows), same, (letter, entry) => markIn(letter) === tasksMark(entry));
  claim(owed, same, () => true);
  const requests = left.size === 0 ? null : groupBy(rows, requestOf);
  claim(rows, same, (_letter, entry) => requests?.get(requestOf(entry))?.length === 1);
  const orphans = groupBy(
    [...left].filter((letter) => !requests?.has(requestIn(letter))),
    markIn,
  );
  if (orphans.size > 0)
    claim(
      owed.concat(rows),
      (entry) => orphans.get(tasksMark(entry)) ?? [],
      (letter, entry) => isCorrected(requestIn(letter), requestOf(entry), entry),
    );

  const numbers = new Map<string, number>();
  const newTelling = (entry: Billed): Telling => {
    const request = requestOf(entry);
    const known = same(entry).map(({ object }) => Number(NUMBER.exec(object)?.[1] ?? 1));
    const number = (numbers.get(request) ?? Math.max(0, ...known)) + 1;
    numbers.set(request, number);
    const object = number === 1 ? request : `${request}/${number}`;
    return { object, memo: `${tasksMark(entry)}:${entry.over}`, past: null };
  };
  return {
    letters: new Map(
      owed.map((entry) => {
        const past = found.get(entry);
        return [entry, past ? tellingOf(past, entry) : newTelling(entry)];
      }),
    ),
    toldOf: (entry) => {
      const past = found.get(entry);
      if (!past || !hasGone(past)) return null;
      return { other: partners.find(otherPartnerIn(past, entry)), hours: hoursIn(past) };
    },
  };
}

/** The key of the other partner that a row's letter is about, '' for none: one that has been renamed is not found. */
function otherPartnerIn(past: PastLetter, { partner, row }: Billed): string {
  const [head] = atTime(requestIn(past));
  const company = `/${keyOf(row.company)}`;
  return head.startsWith(`${partner.key}/`) || !head.endsWith(company) ? '' : head.slice(0, -company.length);
}

/** Of letters that differ only by address: the one that was sent, otherwise the last. */
function oncePerObject(told: readonly PastLetter[]): readonly PastLetter[] {
  const once = new Map<string, PastLetter>();
  for (const one of told) {
    const known = once.get(one.object);
    if (!known || !hasGone(known)) once.set(one.object, one);
  }
  return [...once.values()];
}

/** What has gone stays as it is; what waits takes the row's hours. */
const tellingOf = (past: PastLetter, { over }: Billed): Telling => ({
  object: past.object,
  memo: hasGone(past) ? past.memo : `${markIn(past)}:${over}`,
  past,
});

/** Whether two requests differ by the partner, the enterprise or the time of day alone. */
function isCorrected(before: string, now: string, { partner, row }: Billed): boolean {
  const [head, time] = atTime(before);
  const [own, ownTime] = atTime(now);
  if (head === own) return time.slice(0, 10) === ownTime.slice(0, 10);
  return time === ownTime && (head.startsWith(`${partner.key}/`) || head.endsWith(`/${keyOf(row.company)}`));
}

function atTime(request: string): readonly [string, string] {
  const end = request.lastIndexOf('/');
  return [request.slice(0, end), request.slice(end + 1)];
}
