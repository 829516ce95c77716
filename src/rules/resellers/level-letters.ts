// Letters about levels: an application was decided, or the level in force differs from the one that the company
// knows. One letter per change; while it waits, it is returned for as long as it is right.
import { groupBy, joined } from '../collections.js';
import { isoDay, parseDay, ruDay } from '../day.js';
import { inWindow, isTold, isWaiting, type Letter, letter, type PastLetter } from '../letters.js';
import { keyOf } from '../text.js';
import type { Instant } from '../zone.js';
import type { Account } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { approvalOn, decidedOn, isAbsurd } from './approvals.js';
import { contact, missingSentence } from './wording.js';
import { letters } from './letters.js';
import { benefitsOf, type Level, levelInForce, missingFor, serviceStatus } from './levels.js';
import type { ApplicationRow, Facts } from './model.js';
import {
  decisionIn,
  formerIn,
  isUnsent,
  levelIn,
  levelsBefore,
  memoOf,
  namesOf,
  openBefore,
  type Told,
  toldOf,
} from './told.js';

interface News {
  readonly account: Account;
  readonly date: string;
  readonly occasion: Instant;
  /** Whether it is a decision that the last recompute did not know. */
  readonly news: boolean;
  /** What has happened, in a few words. */
  readonly subject: string;
  /** The level that the letter states as being in force. */
  readonly level: Level;
  readonly memo: string;
  /** What the level asked for lacks, as a sentence. */
  readonly lacking: string;
  readonly text: () => string;
}

/** Builds the letter: the news, the level, its benefits, and what the level asked for lacks. */
function levelLetter(facts: Facts, told: News): Letter {
  const { account, date, occasion, news, subject, level, memo, lacking, text } = told;
  const { row, key } = account;
  return letter(letters.level, {
    object: key,
    to: row.email,
    date,
    occasion,
    news,
    memo,
    values: () => {
      const service = serviceStatus(level, row);
      return {
        компания: row.company,
        новость: subject,
        повод: text(),
        уровень: level,
        'сервисный статус': service ?? 'нет',
        преимущества: benefitsOf(level, service) + whileMember(account),
        'чего не хватает': lacking,
        контакт: contact(facts),
      };
    },
  });
}

/** When a partner that does not take part today has the benefits. */
const whileMember = ({ participation, membership }: Account): string =>
  participation === 'действует'
    ? ''
    : ` — пока действует участие (с ${ruDay(membership.from)} по ${ruDay(membership.to)})`;

/**
 * When the letter about a decision is due: «Дата решения». If that is blank: when its letter was first due,
 * else now if the application was still open at the last recompute, else the day of the application, as also if that
 * is ahead.
 */
function decisionOccasion(facts: Facts, { row, wasOpen }: Decided, known: PastLetter | undefined): Instant {
  if (row.decided !== null) return facts.zone.at(row.decided);
  return known?.due ?? (wasOpen && row.date <= facts.today ? facts.now : facts.zone.at(row.date));
}

/** A decision, its partner and the level that its letter states. */
interface Decided {
  readonly row: ApplicationRow;
  /** One of `namesOf`. */
  readonly what: string;
  readonly account: Account;
  readonly level: Level;
  /** Whether the partner's level is asked for by this decision, or by an approval of the same level. */
  readonly isAsked: boolean;
  /** Whether the application was open at the last recompute. */
  readonly wasOpen: boolean;
  /** The names of the partner's decisions as they stand. */
  readonly standing: readonly string[];
}

/**
 * The letter about a decision while it is due, or still waits; null when its time has passed, unless the application
 * was open at the last recompute. One that takes the place of a letter taken back unsent is due at once.
 */
function decisionLetter(facts: Facts, decided: Decided, told: Told): Letter | null {
  const { row, what, account, level, standing } = decided;
  const known = told.about(what);
  const day = decidedOn(row);
  let occasion = decisionOccasion(facts, decided, known);
  const news = !known && decided.wasOpen && day <= facts.today;
  if (!news && !inWindow(facts, occasion) && !(known && isUnsent(known, facts.now))) {
    const isCorrection = told.waiting.some(
      (one) => !standing.includes(decisionIn(one)) && isCorrected(one, decided),
    );
    if (known || occasion > facts.now || !isCorrection) return null;
    occasion = facts.now;
  }
  return levelLetter(facts, {
    account,
    // A decision keeps the date of its letter even if staff fill in or correct «Дата решения» afterwards.
    date: known?.date ?? `${isoDay(day)},${what}`,
    occasion,
    news,
    subject: `заявка на ${row.level} ${row.decision === 'одобрено' ? 'одобрена' : 'отклонена'}`,
    level,
    memo: memoOf(level, day > facts.today ? account.level : told.level),
    lacking: lackingText(decided),
    text: () => decisionText(row) + (day > facts.today ? '' : otherChange(decided, told.level)),
  });
}

/** What the level applied for lacks, and that an approval takes effect with it. */
function lackingText({ row, account, isAsked }: Decided): string {
  const missing = missingFor(row.level, account.row);
  const sentence = missingSentence(row.level, missing);
  // That all requirements are met would contradict a refusal.
  if (row.decision === 'отклонено') return missing.length === 0 ? '' : sentence;
  return missing.length > 0 && isAsked
    ? `${sentence} Уровень начнёт действовать, когда требования будут выполнены.`
    : sentence;
}

/** The level that a partner has now and did not know, if it is not the one that this decision gives; '' otherwise. */
function otherChange({ row, account }: Decided, former: string | null): string {
  const { level, asked, missing } = account;
  const isGiven = row.decision === 'одобрено' && row.level === level;
  if (former === null || former === level || isGiven) return '';
  const lacking = asked === row.level || missing.length === 0 ? '' : ` ${missingSentence(asked, missing)}`;
  return ` ${changeText(account, former)}${lacking}`;
}

/** The date of an application is not corrected by more days than this. */
const CORRECTION_DAYS = 31;

/**
 * Whether staff have corrected the decision that a letter is about into this one: at most one of date, level and
 * outcome differs, and it is not an older application.
 */
function isCorrected(one: PastLetter, { row, what }: Decided): boolean {
  const [date = '', ...rest] = decisionIn(one).split(',');
  const applied = parseDay(date);
  if (applied === null || decidedOn(row) < applied) return false;
  const differing = what
    .split(',')
    .slice(1, 3)
    .filter((part, index) => part !== rest[index]).length;
  return applied === row.date
    ? differing < 2
    : differing === 0 && Math.abs(row.date - applied) <= CORRECTION_DAYS;
}

/** Whether the company learns its level from this letter about a decision, once it is sent. */
function isNews({ occasion }: Letter, { what, level }: Decided, told: Told, now: Instant): boolean {
  if (occasion > now) return false;
  const known = told.about(what);
  if (!known || (!told.isOwn(known) && !isUnsent(known, now))) return true;
  // A text that staff have edited stays as it is, and so does its note.
  const isEdited = isWaiting(known) && levelIn(known) !== level && told.was === level;
  return isUnsent(known, now) && !isEdited;
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
 * The letter that tells a company its level, if it knows another one: because the level has changed since the last
 * recompute, or because the letter that told of it is taken back unsent. `isToldAnyway`: by one about a decision.
 */
function changeLetter(facts: Facts, account: Account, told: Told, isToldAnyway: boolean): Letter | null {
  const { level, asked } = account;
  const { level: former, was, change } = told;
  if (former === null || former === level) return null;
  const hasChanged = was !== level;
  const isSame = (one: PastLetter): boolean =>
    levelIn(one) === level &&
    formerIn(one) === former &&
    (isWaiting(one) || (!isTold(one) && (was === null || !hasChanged)));
  const same = change && isSame(change) ? change : undefined;
  if (!same && (isToldAnyway || (!hasChanged && told.waiting.length === 0))) return null;
  return levelLetter(facts, {
    account,
    date: same?.date ?? `${isoDay(facts.today)},${told.count + 1}`,
    occasion: same?.due ?? facts.now,
    news: false,
    subject: `уровень в партнёрской программе — ${level}`,
    level,
    memo: memoOf(level, former),
    lacking: missingSentence(asked, account.missing),
    text: () => changeText(account, former),
  });
}

/** The letters to one partner, by its applications: about those decided and, if none of them tells it, about a change. */
function lettersTo(
  facts: Facts,
  account: Account,
  applications: readonly ApplicationRow[],
  wasOpen: (row: ApplicationRow) => boolean,
  told: Told,
): readonly Letter[] {
  const due: Letter[] = [];
  const decisions = applications.filter((row) => row.decision !== null && !isAbsurd(row));
  const names = namesOf(decisions);
  const standing = [...names.values()];
  let isToldAnyway = false;
  for (const [row, what] of names) {
    // A letter about tomorrow's decision names tomorrow's level.
    const on = decidedOn(row);
    const asked = approvalOn(applications, on)?.level ?? account.row.claimedLevel;
    const level = on > facts.today ? levelInForce(asked, account.row) : account.level;
    const isAsked = asked === row.level;
    const decided = { row, what, account, level, isAsked, wasOpen: wasOpen(row), standing };
    const made = decisionLetter(facts, decided, told);
    if (!made) continue;
    due.push(made);
    if (isNews(made, decided, told, facts.now)) isToldAnyway = true;
  }
  const change = changeLetter(facts, account, told, isToldAnyway);
  return change ? [...due, change] : due;
}

/** Letters about decided applications, and about levels that changed without an application. */
export function levelLetters(
  facts: Facts,
  accounts: readonly Account[],
  applications: readonly ApplicationView[],
): readonly Letter[] {
  const past = groupBy(facts.past.of(letters.level.code), ({ object }) => keyOf(object));
  const views = groupBy(applications, ({ account }) => account);
  const wasOf = levelsBefore(facts);
  const wasOpen = openBefore(facts);
  return joined(
    accounts.map((account) => {
      const told = toldOf(account, wasOf(account), past.get(account.key) ?? [], facts.now);
      return lettersTo(facts, account, views.get(account)?.map(({ row }) => row) ?? [], wasOpen, told);
    }),
  );
}

const changeText = (account: Account, former: string): string =>
  `Уровень вашей компании изменился: был ${former}, теперь ${account.level}. ${reasonOf(account)}`;

const reasonOf = ({ askedBy, asked }: Account): string =>
  askedBy === null
    ? `Запрошенный уровень: ${asked}.`
    : `Запрошенный уровень: ${asked} (заявка от ${ruDay(askedBy.date)}, решение от ${ruDay(decidedOn(askedBy))}).`;
