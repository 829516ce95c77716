// The letter to accounting about hours over the limit (п. 6.2, step 4).
import { ruDay, yearOf } from '../day.js';
import { addressHash, shortHash } from '../hash.js';
import { type Letter, letter, type PastLetter } from '../letters.js';
import { formatNumber, keyOf } from '../text.js';
import { isoInstant } from '../zone.js';
import type { HoursEntry, HoursLedger } from './hours.js';
import { letters } from './letters.js';
import type { Mailing } from './mailing.js';
import type { TechnocomFacts } from './model.js';

/**
 * Hours over the limit (п. 6.2, step 4): once a row, at the first recompute that sees it, of this year or the one before. A row that
 * staff correct, or in which data was erased, is still the one that accounting was told of.
 */
export function hoursLetters({ facts }: Mailing, ledger: HoursLedger): readonly Letter[] {
  const to = facts.settings.accounting;
  if (to === null) return [];
  const owed = ledger.byRow.filter(
    (entry): entry is HoursEntry => entry !== null && entry.over > 0 && entry.year >= yearOf(facts.today) - 1,
  );
  const tellings = tellingsOf(owed, ledger, facts);
  const recipient = addressHash(to);
  return [...tellings].flatMap(([entry, { object, memo, past }]) =>
    // Whoever kept the books before has been told.
    past && past.recipient !== recipient && hasGone(past)
      ? []
      : [
          letter(letters.hoursOver, {
            object,
            to,
            date: '',
            occasion: facts.now,
            memo,
            values: () => valuesOf(entry, facts),
          }),
        ],
  );
}

/** By what a letter is known: the request, numbered where one has several rows, and the row's tasks as they were (a hash). */
interface Telling {
  readonly object: string;
  readonly memo: string;
  readonly past?: PastLetter;
}

const NUMBER = /\/(\d+)$/;
/** In older keys the row's tasks follow. */
const REQUEST = /^.*T[\d:]+/;
const requestOf = ({ partner, row }: HoursEntry, { zone }: TechnocomFacts): string =>
  `${partner.key}/${keyOf(row.company)}/${isoInstant(zone, row.requested)}`;
const tasksMark = ({ row }: HoursEntry): string => shortHash(keyOf(row.tasks));

/** The letter of each of these rows; of the others it is known which letters are theirs. */
function tellingsOf(
  owed: readonly HoursEntry[],
  { byRow }: HoursLedger,
  facts: TechnocomFacts,
): ReadonlyMap<HoursEntry, Telling> {
  const wanted = new Set(owed);
  const partners = new Set(owed.map(({ partner }) => partner));
  const rows = byRow.filter((entry): entry is HoursEntry => entry !== null && partners.has(entry.partner));
  const requests = groupBy(rows, (entry) => requestOf(entry, facts));
  const told = groupBy(
    facts.past.of(letters.hoursOver.code),
    ({ object }) => REQUEST.exec(object)?.[0] ?? '',
  );
  return new Map(
    [...requests].flatMap(([request, entries]) =>
      tellingsIn(request, entries, wanted, oncePerObject(told.get(request) ?? [])),
    ),
  );
}

const hasGone = ({ status }: PastLetter): boolean => status === 'отправлено' || status === 'отправляется';

/** Of letters that differ by their address alone the one that has gone, else the last. */
function oncePerObject(told: readonly PastLetter[]): readonly PastLetter[] {
  const once = new Map<string, PastLetter>();
  for (const one of told) {
    const known = once.get(one.object);
    if (!known || !hasGone(known)) once.set(one.object, one);
  }
  return [...once.values()];
}

/**
 * A row's letter is the one with its tasks, of equal rows first of those that are owed one; where they were corrected, the first that
 * no row has; else a new one.
 */
function tellingsIn(
  request: string,
  entries: readonly HoursEntry[],
  wanted: ReadonlySet<HoursEntry>,
  told: readonly PastLetter[],
): readonly (readonly [HoursEntry, Telling])[] {
  const left = new Set(told);
  const take = (found: PastLetter | undefined): PastLetter | undefined => {
    if (found) left.delete(found);
    return found;
  };
  const owed = entries.filter((entry) => wanted.has(entry));
  const own = new Map(
    owed
      .concat(entries.filter((entry) => !wanted.has(entry)))
      .map((entry) => [entry, take([...left].find(({ memo }) => memo === tasksMark(entry)))]),
  );
  let number = Math.max(0, ...told.map(({ object }) => Number(NUMBER.exec(object)?.[1] ?? 1)));
  return owed.map((entry) => {
    const past = own.get(entry) ?? take([...left][0]);
    if (past) return [entry, { object: past.object, memo: past.memo, past }];
    number += 1;
    return [entry, { object: number === 1 ? request : `${request}/${number}`, memo: tasksMark(entry) }];
  });
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

const valuesOf = (
  { row, partner, over, limit, day, hours, running }: HoursEntry,
  { settings }: TechnocomFacts,
) => ({
  Партнёр: partner.name,
  Предприятие: row.company,
  'День работ': ruDay(day),
  Часов: `${formatNumber(hours)} (${row.actual === null ? 'по оценке' : 'по факту'})`,
  'С начала года': formatNumber(running),
  Лимит: formatNumber(limit ?? 0),
  'Сверх лимита': formatNumber(over),
  Контакт: settings.headOffice,
});
