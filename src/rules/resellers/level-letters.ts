// Letters about levels: an application was decided, or the level in force changed. One letter per change; while
// it waits, it is returned for as long as it is right.
import { groupBy, onceEach } from '../collections.js';
import { type Day, isoDay, ruDay } from '../day.js';
import { addressHash } from '../hash.js';
import { inWindow, isOpen, type Letter, letter, type PastLetter } from '../letters.js';
import { keyOf } from '../text.js';
import { HOUR, type Instant } from '../zone.js';
import type { Account } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { isWaiting } from './waiting.js';
import { contact, missingSentence } from './wording.js';
import { letters } from './letters.js';
import { benefitsOf, type Level, levelInForce, missingFor, serviceStatus } from './levels.js';
import type { ApplicationRow, Facts } from './model.js';
import { decidedOn, isAbsurd, isInEffect, replaces } from './register.js';

/** What «Письма» says about one partner's level. */
interface Told {
  /** The dates of all letters to its address. */
  readonly dates: ReadonlySet<string>;
  /** The level named by the latest letter that is due: sent, or still waiting and still right. */
  readonly level: string | null;
  /** The level before the letters that this run takes back unsent; null if it takes none back. */
  readonly former: string | null;
  /** The newest letter about a change of level. */
  readonly change: PastLetter | undefined;
  /** The letter to its address about a decision; one that failed does not count. */
  readonly about: (decision: string) => PastLetter | undefined;
  /** Whether the letter about a decision replaces one that this run takes back unsent. */
  readonly takesPlace: (decision: string) => boolean;
  readonly isOwn: (one: PastLetter) => boolean;
}
const NOTHING: Told = {
  dates: new Set(),
  level: null,
  former: null,
  change: undefined,
  about: () => undefined,
  takesPlace: () => false,
  isOwn: () => false,
};

/** A letter's note for later runs: the level that it names and, if that was news, the one before. */
const memoOf = (level: string, former: string | null): string =>
  former === null || former === level ? level : `${level}<${former}`;
const levelIn = ({ memo }: PastLetter): string => memo.split('<')[0] ?? '';
const formerIn = ({ memo }: PastLetter): string | null => memo.split('<')[1] ?? null;

/** The part of a date that names the decision; '' in a letter about a change, which has a number there. */
const decisionIn = ({ date }: PastLetter): string =>
  /^[^,]*,\d*$/.test(date) ? '' : date.slice(date.indexOf(',') + 1);
/** Whether two decisions are one that staff have corrected: at most one of date, level, outcome differs. */
function isCorrected(one: string, other: string): boolean {
  const parts = other.split(',');
  return one.split(',').filter((part, index) => part !== parts[index]).length < 2;
}

/** A letter that was cancelled longer ago than this is not revived. */
const MEMORY = 31 * 24 * HOUR;

/** When a letter was due that may still be sent or revived; null when it cannot. */
const openSince = (one: PastLetter, now: Instant): Instant | null =>
  one.due !== null && (isWaiting(one) || (isOpen(one) && one.due > now - MEMORY)) ? one.due : null;

/** `decided`: the partner's decisions as they stand, by `decisionOf`. */
function toldOf(
  { row, level }: Account,
  past: readonly PastLetter[],
  decided: ReadonlySet<string>,
  now: Instant,
): Told {
  const recipient = addressHash(row.email);
  const isOwn = (one: PastLetter): boolean => one.recipient === recipient;
  const toOwn = past.filter(isOwn);
  const change = past.filter((one) => decisionIn(one) === '').at(-1);
  const isRight = (one: PastLetter): boolean =>
    decisionIn(one) === '' ? one === change && levelIn(one) === level : decided.has(decisionIn(one));
  const told = { level: null as string | null, former: null as string | null };
  // By day: of two queued ahead for different days, either may be the upper row.
  for (const one of [...toOwn].sort((a, b) => (a.due ?? 0) - (b.due ?? 0))) {
    if (one.memo === '' || one.status === 'отменено' || one.status === 'ошибка' || (one.due ?? 0) > now)
      continue;
    if (!isWaiting(one) || isRight(one)) Object.assign(told, { level: levelIn(one), former: null });
    else told.former ??= formerIn(one);
  }
  const isReplaced = (one: PastLetter, what: string): boolean =>
    decided.has(decisionIn(one))
      ? !isOwn(one) && decisionIn(one) === what
      : isCorrected(decisionIn(one), what);
  return {
    ...told,
    dates: new Set(toOwn.map(({ date }) => date)),
    change,
    about: (what) => toOwn.filter((one) => decisionIn(one) === what && one.status !== 'ошибка').at(-1),
    takesPlace: (what) =>
      past.some((one) => isWaiting(one) && decisionIn(one) !== '' && isReplaced(one, what)),
    isOwn,
  };
}

/** The level that will be in force on a coming day, as far as it has been decided. */
function levelOn(day: Day, account: Account, applications: readonly ApplicationView[]): Level {
  let newest: ApplicationRow | undefined;
  for (const { row, account: own } of applications)
    if (own === account && isInEffect(row, day) && replaces(row, newest)) newest = row;
  return levelInForce(newest?.level ?? account.row.claimedLevel, account.row);
}

interface News {
  readonly account: Account;
  readonly date: string;
  readonly occasion: Instant;
  /** The level that the letter states as being in force. */
  readonly level: Level;
  readonly memo: string;
  /** The level whose unmet requirements the letter lists. */
  readonly asked: Level;
  readonly text: () => string;
}

/** Builds the letter: the news, the level, its benefits, and what the level asked for lacks. */
function levelLetter(facts: Facts, { account, date, occasion, level, memo, asked, text }: News): Letter {
  const { row, key } = account;
  return letter(letters.level, {
    object: key,
    to: row.email,
    date,
    occasion,
    memo,
    values: () => {
      const service = serviceStatus(level, row);
      return {
        компания: row.company,
        повод: text(),
        уровень: level,
        'сервисный статус': service ?? 'нет',
        преимущества: benefitsOf(level, service),
        'чего не хватает': missingSentence(asked, missingFor(asked, row)),
        контакт: contact(facts),
      };
    },
  });
}

/** Distinguishes the decisions of one partner, including a refusal that later became an approval. */
const decisionOf = ({ date, level, decision }: ApplicationRow): string =>
  [isoDay(date), level.split(' ')[0], decision].join(',');

/**
 * When the letter about a decision is due: «Дата решения». If that is blank: when its letter was first due,
 * else now if the application was still open at the last recompute (its «Можно одобрить» was filled), else the
 * day of the application.
 */
function decisionOccasion(facts: Facts, row: ApplicationRow, known: PastLetter | undefined): Instant {
  if (row.decided !== null) return facts.zone.at(row.decided);
  return known?.due ?? (row.was.approvable === null ? facts.zone.at(row.date) : facts.now);
}

/**
 * The letter about a decision while it is due, or still waits; null when its time has passed. One that takes
 * the place of a letter taken back unsent, or that goes to a corrected address, is due at once.
 */
function decisionLetter(
  facts: Facts,
  { row, account, level }: { readonly row: ApplicationRow; readonly account: Account; readonly level: Level },
  told: Told,
): Letter | null {
  const what = decisionOf(row);
  const known = told.about(what);
  const day = decidedOn(row);
  let occasion = decisionOccasion(facts, row, known);
  if (!inWindow(facts, occasion)) {
    if (known ? openSince(known, facts.now) === null : occasion > facts.now || !told.takesPlace(what))
      return null;
    if (!known) occasion = facts.now;
  }
  const former = day > facts.today ? account.level : account.row.was.level;
  return levelLetter(facts, {
    account,
    // A decision keeps the date of its letter even if staff fill in or correct «Дата решения» afterwards.
    date: known?.date ?? `${isoDay(day)},${what}`,
    occasion,
    level,
    // A cancelled letter that is revived takes today's text whatever its note says.
    memo:
      known && (known.status === 'отменено' || levelIn(known) === level) ? known.memo : memoOf(level, former),
    asked: row.level,
    text: () => decisionText(row),
  });
}

/** Without «Дата решения» an approval counts from the day of the application; a refusal has no day then. */
function decisionText(row: ApplicationRow): string {
  const application = `Ваша заявка от ${ruDay(row.date)} на уровень ${row.level}`;
  if (row.decision === 'одобрено') return `${application} одобрена с ${ruDay(decidedOn(row))}.`;
  const day = row.decided === null ? '' : ` ${ruDay(row.decided)}`;
  const reason = row.refusal?.replace(/(?<![.\s])[.\s]+$/, '') ?? '';
  const stop = /[?!…]$/.test(reason) ? '' : '.';
  return `${application} отклонена${day}.${reason === '' ? '' : ` Причина: ${reason}${stop}`}`;
}

/**
 * The letter about a level that changed without an application: the change since the last recompute, else the
 * newest letter while it waits and the level is still the one that it names. A partner in whose row there was
 * an error meanwhile knows the level of the last letter. `decided`: the level named by a decision of this run.
 */
function changeLetter(facts: Facts, account: Account, told: Told, decided: Level | undefined): Letter | null {
  const { level, asked, row } = account;
  const { change } = told;
  const was = row.was.level ?? told.level;
  const former = was === level ? level : (told.former ?? was ?? level);
  const built = (date: string, occasion: Instant, before: string, memo = memoOf(level, before)): Letter =>
    levelLetter(facts, {
      account,
      date,
      occasion,
      level,
      memo,
      asked,
      text: () => `Уровень вашей компании изменился: был ${before}, теперь ${level}. ${reasonOf(account)}`,
    });
  if (former !== level)
    return decided === level || told.level === level
      ? null
      : built(`${isoDay(facts.today)},${told.dates.size + 1}`, facts.now, former);
  if (!change || levelIn(change) !== level) return null;
  const occasion = told.isOwn(change) ? openSince(change, facts.now) : isWaiting(change) ? facts.now : null;
  return occasion === null ? null : built(change.date, occasion, formerIn(change) ?? '', change.memo);
}

/** Letters about decided applications, and about levels that changed without an application. */
export function levelLetters(
  facts: Facts,
  accounts: readonly Account[],
  applications: readonly ApplicationView[],
): readonly Letter[] {
  const due: Letter[] = [];
  const past = groupBy(facts.past.of(letters.level.code), ({ object }) => keyOf(object));
  const decisions = applications.flatMap(({ row, account }) =>
    row.decision === null || isAbsurd(row) || account === null || account === 'broken'
      ? []
      : [{ row, account }],
  );
  const standing = groupBy(decisions, ({ account }) => account);
  const toldTo = onceEach((account: Account) => {
    const own = past.get(account.key);
    const decided = new Set(standing.get(account)?.map(({ row }) => decisionOf(row)));
    return own ? toldOf(account, own, decided, facts.now) : NOTHING;
  });
  /** The level named by a letter of this run, by partner. */
  const named = new Map<Account, Level>();
  for (const { row, account } of decisions) {
    // A letter about tomorrow's decision names tomorrow's level.
    const on = decidedOn(row);
    const level = on > facts.today ? levelOn(on, account, applications) : account.level;
    const made = decisionLetter(facts, { row, account, level }, toldTo(account));
    if (!made) continue;
    due.push(made);
    const known = toldTo(account).about(decisionOf(row));
    // A cancelled one is revived.
    if (made.occasion <= facts.now && (!known || known.status === 'отменено')) named.set(account, level);
  }
  for (const account of accounts) {
    const made = changeLetter(facts, account, toldTo(account), named.get(account));
    if (made) due.push(made);
  }
  return due;
}

const reasonOf = ({ askedBy, asked }: Account): string =>
  askedBy === null
    ? `Запрошенный уровень: ${asked}.`
    : `Запрошенный уровень: ${asked} (заявка от ${ruDay(askedBy.date)}, решение от ${ruDay(decidedOn(askedBy))}).`;
