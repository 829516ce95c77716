// The letter to accounting about hours over the limit (п. 6.2, step 4).
import { groupBy } from '../collections.js';
import { ruDay, yearOf } from '../day.js';
import { addressHash, shortHash } from '../hash.js';
import { type Letter, letter, type PastLetter } from '../letters.js';
import { keyOf } from '../text.js';
import { isoInstant } from '../zone.js';
import { type HoursEntry, type HoursLedger, hoursText } from './hours.js';
import { letters } from './letters.js';
import type { Mailing } from './mailing.js';
import type { TechnocomFacts } from './model.js';

/**
 * Hours over the limit (п. 6.2, step 4): one letter per row, due at the first recompute that sees it, for
 * this year and the previous one. A row that staff have corrected, or whose data was erased, still counts as
 * the one reported.
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
    // The previous accountant has already been informed.
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

/**
 * Identity of a letter: the request, numbered if it has several rows, and a hash of the row's tasks at that
 * time.
 */
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

/**
 * Assigns each of these rows its letter. The other rows of the same partners are included, so that their
 * letters are not assigned twice.
 */
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

/** Of letters that differ only by address: the one that was sent, otherwise the last. */
function oncePerObject(told: readonly PastLetter[]): readonly PastLetter[] {
  const once = new Map<string, PastLetter>();
  for (const one of told) {
    const known = once.get(one.object);
    if (!known || !hasGone(known)) once.set(one.object, one);
  }
  return [...once.values()];
}

/**
 * A row's letter is the one with the same tasks (rows over the limit choose first); if they have been corrected, the first letter
 * that no row claims; otherwise a new one.
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

const valuesOf = (
  { row, partner, over, limit, day, hours, running }: HoursEntry,
  { settings }: TechnocomFacts,
) => ({
  Партнёр: partner.name,
  Предприятие: row.company,
  'День работ': ruDay(day),
  Часов: `${hoursText(hours)} (${row.actual === null ? 'по оценке' : 'по факту'})`,
  'С начала года': hoursText(running),
  Лимит: hoursText(limit ?? 0),
  'Сверх лимита': hoursText(over),
  Контакт: settings.headOffice,
});
