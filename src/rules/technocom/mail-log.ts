// What earlier letters about clients tell: what a partner knows already, what still waits, what is news.
import { groupBy, onceEach } from '../collections.js';
import { addDays, type Day, isoDay, parseDay } from '../day.js';
import { addressHash } from '../hash.js';
import {
  byCreation,
  hasGone,
  isCancelledByStaff,
  isOpen,
  isTold,
  type LetterKind,
  MEMORY_DAYS,
  numbered,
  type PastLetter,
  unnumbered,
} from '../letters.js';
import type { Claim } from './claims.js';
import type { Conflict } from './conflicts.js';
import { letters } from './letters.js';
import type { Stood } from './listed.js';
import type { TechnocomFacts } from './model.js';
import { refusalDates, refusedOn } from './refusal-dates.js';
import type { Status } from './states.js';

type Kind = Pick<LetterKind, 'code'>;
export type Statuses = ReadonlySet<Status | null>;

/** A decision about a claim, as its letter tells it. */
interface Decided {
  readonly kind: Kind;
  readonly day: Day;
  /** The letter's date. */
  readonly date: string;
  /** How the row stood before it. */
  readonly before: Statuses;
}

export interface MailLog {
  /** Earlier letters about an object, oldest first. */
  readonly about: (kind: Kind, object: string) => readonly PastLetter[];
  /** Those about a decision on one claim: another row of its client and partner has the letters of its own days. */
  readonly own: (kind: Kind, claim: Claim) => readonly PastLetter[];
  /** The date of the letter about a claim's refusal; undefined if there is none. */
  readonly refusalDate: (claim: Claim) => string | undefined;
  /**
   * Whether a claim's partner was told, also if the contract or the partner's name have been corrected since (then
   * no row has the letter's object any more).
   */
  readonly wasTold: (kind: Kind, claim: Claim, date: string) => boolean;
  readonly isRecent: (day: Day) => boolean;
  /**
   * The date of the letter about a decision: `on`, numbered if the decision of that day has been told, then its opposite,
   * and it is made again.
   */
  readonly dateOf: (claim: Claim, kind: Kind, on: string) => string;
  /** The day of a loss that the partner of a confirmed row was told of, and of the confirmation never; null for none. */
  readonly lossTold: (claim: Claim, confirmed: Day, kind: Kind) => Day | null;
  /**
   * Whether this run is the first to see a decision of the head office: staff fill in the day after that day's run,
   * or later. The row stood otherwise `before` it; or its state is unknown, because it was in error; or a letter still
   * waits with the day as it stood before a correction.
   */
  readonly isNews: (claim: Claim, decided: Decided) => boolean;
  /** Whether staff have cancelled the letter about this decision, whose day they have corrected since. */
  readonly isDropped: (claim: Claim, decided: Decided) => boolean;
}

/** The number at the end of a date; a request's instant after a comma is none. */
const NUMBER = /,(\d+)$/;
const withoutNumber = (date: string): string => date.replace(NUMBER, '');

/** What takes a decision back: a confirmation is lost, a loss is followed by a confirmation. */
const LOSSES: readonly Kind[] = [letters.refused, letters.detached, letters.fixationExpired];
const oppositesOf = ({ code }: Kind): readonly Kind[] =>
  code === letters.fixed.code ? LOSSES : [letters.fixed];

/** The day on which a claim is confirmed or detached, also of a detachment to come. */
function decidedOn({ code }: Kind, { hold, detached, reporting }: Claim): Day | null {
  if (code === letters.fixed.code) return hold?.confirmed ?? null;
  return detached ?? (reporting && addDays(reporting.lastDay, 1));
}

export function mailLog(
  { past, today, zone }: TechnocomFacts,
  claims: readonly Claim[],
  refusals: ReadonlyMap<Claim, Conflict>,
  stood: (claim: Claim) => Stood,
): MailLog {
  const byObject = onceEach((code: string) => groupBy(past.of(code), ({ object }) => object));
  const about: MailLog['about'] = ({ code }, object) => byObject(code).get(object) ?? [];
  const claimsOn = groupBy(claims, ({ object }) => object);
  const datesOn = onceEach((object: string) =>
    refusalDates(
      claimsOn.get(object) ?? [],
      (claim) => refusedOn(claim, refusals.get(claim) ?? null),
      about(letters.refused, object),
      zone,
    ),
  );
  const refusalDate: MailLog['refusalDate'] = (claim) => datesOn(claim.object).get(claim);
  const isOf = ({ date }: PastLetter, kind: Kind, claim: Claim): boolean => {
    if (kind.code === letters.refused.code) return withoutNumber(date) === refusalDate(claim);
    const day = decidedOn(kind, claim);
    return day !== null && unnumbered(date) === isoDay(day);
  };
  const own: MailLog['own'] = (kind, claim) =>
    about(kind, claim.object).filter((one) =>
      (claimsOn.get(one.object) ?? []).every((other) => other === claim || !isOf(one, kind, other)),
    );
  const isSent = ({ status }: PastLetter): boolean => status === 'отправлено';

  const orphans = onceEach((code: string): ReadonlySet<string> => {
    const left = past.of(code).filter((one) => isSent(one) && !claimsOn.has(one.object));
    return new Set(left.map((one) => told(one.object.split('/')[0] ?? '', one.recipient, one.date)));
  });
  /** The letters about a decision on the request as it is now, oldest first. */
  const known = (kind: Kind, claim: Claim): readonly PastLetter[] =>
    own(kind, claim).filter((one) => one.date >= isoDay(claim.requestedOn));
  const isRecent: MailLog['isRecent'] = (day) => day >= addDays(today, -MEMORY_DAYS);
  const dateOf: MailLog['dateOf'] = (claim, kind, on) => {
    const last = about(kind, claim.object)
      .filter((one) => withoutNumber(one.date) === on && isTold(one))
      .at(-1);
    if (!last) return on;
    const isTakenBack = oppositesOf(kind).some((other) =>
      own(other, claim).some((one) => hasGone(one) && byCreation(last, one) < 0),
    );
    return numbered(on, Number(NUMBER.exec(last.date)?.[1] ?? 0) + (isTakenBack ? 1 : 0));
  };
  return {
    about,
    own,
    dateOf,
    lossTold: (claim, confirmed, kind) => {
      const on = isoDay(confirmed);
      const last = about(kind, claim.object).filter(isSent).at(-1);
      // Whoever was told of the confirmation is told of it again.
      if (!last || last.date <= on || dateOf(claim, letters.fixed, on) !== on) return null;
      return parseDay(unnumbered(last.date));
    },
    refusalDate,
    wasTold: (kind, { object, row, partner }, date) =>
      about(kind, object).some((one) => isSent(one) && one.date === date) ||
      (partner.email !== null && orphans(kind.code).has(told(row.inn, addressHash(partner.email), date))),
    isRecent,
    isNews: (claim, { kind, day, date, before }) => {
      if (day > today) return false;
      const { status, isForeign } = stood(claim);
      if (before.has(status)) return true;
      if (!isRecent(day)) return false;
      const earlier = known(kind, claim);
      if (earlier.some(isTold)) return false;
      // A row without a remark is new: the hours for late letters apply to it.
      const wasBroken = status === null && !isForeign && claim.row.was.note !== null;
      return wasBroken || earlier.some((one) => isOpen(one) && one.date !== date);
    },
    isDropped: (claim, { kind, date, before }) => {
      const last = before.has(stood(claim).status) ? undefined : known(kind, claim).at(-1);
      return last !== undefined && isCancelledByStaff(last) && last.date !== date;
    },
  };
}

const told = (inn: string, recipient: string, date: string): string => `${inn}\n${recipient}\n${date}`;
