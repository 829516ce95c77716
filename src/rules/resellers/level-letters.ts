// Letters about levels: an application was decided, or the level in force changed. One letter per change.
import { type Day, isoDay, ruDay } from '../day.js';
import { addressHash } from '../hash.js';
import { inWindow, type Letter, letter, type PastLetter } from '../letters.js';
import type { Instant } from '../zone.js';
import type { Account } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { contact, missingSentence } from './wording.js';
import { letters } from './letters.js';
import { benefitsOf, type Level, levelInForce, missingFor, serviceStatus } from './levels.js';
import type { ApplicationRow, Facts } from './model.js';
import { decidedOn, isInEffect, replaces } from './register.js';

/** What earlier letters said about one partner's level. */
interface Told {
  readonly dates: Set<string>;
  /** Decision (application date, level, outcome) → the date in the key of the letter about it. */
  readonly decisions: Map<string, string>;
  /** The level named by the latest letter that is due; letters that were not sent do not count. */
  level: string | null;
  /** When that letter was due. */
  due: Instant | null;
}
const nothingTold = (): Told => ({ dates: new Set(), decisions: new Map(), level: null, due: null });
const aboutKey = (recipient: string, object: string): string => `${recipient}\n${object}`;

function toldByPartner(past: readonly PastLetter[], now: Instant): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  for (const { recipient, object, date, memo, status, due } of past) {
    const key = aboutKey(recipient, object);
    const known = told.get(key) ?? nothingTold();
    known.dates.add(date);
    if (status !== 'отменено' && status !== 'ошибка') {
      known.decisions.set(date.slice(date.indexOf(',') + 1), date);
      // Of two queued ahead for different days, either may be the upper row.
      if (memo !== '' && (due ?? 0) <= now && (due ?? 0) >= (known.due ?? 0)) {
        known.level = memo;
        known.due = due;
      }
    }
    told.set(key, known);
  }
  return told;
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
  /** The level whose unmet requirements the letter lists. */
  readonly asked: Level;
  readonly text: () => string;
}

/** Builds the letter: the news, the level, its benefits, and what the level asked for lacks. */
function levelLetter(facts: Facts, { account, date, occasion, level, asked, text }: News): Letter {
  const { row } = account;
  return letter(letters.level, {
    object: row.company,
    to: row.email,
    date,
    occasion,
    memo: level,
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

/**
 * When the letter about a decision is due: «Дата решения». If that is blank: now if the application was still
 * open at the last recompute (its «Можно одобрить» was filled), else the day of the application.
 */
function decisionOccasion(facts: Facts, row: ApplicationRow): Instant {
  if (row.decided === null && row.was.approvable !== null) return facts.now;
  return facts.zone.at(decidedOn(row));
}

/**
 * Distinguishes the decisions of one partner, including a refusal that later became an approval. A decision
 * keeps the date of its letter even if staff fill in or correct «Дата решения» afterwards.
 */
function decisionDate(row: ApplicationRow, { decisions }: Told): string {
  const what = [isoDay(row.date), row.level.split(' ')[0], row.decision].join(',');
  return decisions.get(what) ?? `${isoDay(decidedOn(row))},${what}`;
}

/** Without «Дата решения» an approval counts from the day of the application; a refusal has no day then. */
function decisionText(row: ApplicationRow): string {
  const application = `Ваша заявка от ${ruDay(row.date)} на уровень ${row.level}`;
  if (row.decision === 'одобрено') return `${application} одобрена с ${ruDay(decidedOn(row))}.`;
  const day = row.decided === null ? '' : ` ${ruDay(row.decided)}`;
  const reason = row.refusal === null ? '' : ` Причина: ${row.refusal.replace(/(?<![.\s])[.\s]+$/, '')}.`;
  return `${application} отклонена${day}.${reason}`;
}

/**
 * Letters about decided applications, and about levels that changed since the last recompute without an
 * application.
 */
export function levelLetters(
  facts: Facts,
  accounts: readonly Account[],
  applications: readonly ApplicationView[],
): readonly Letter[] {
  const due: Letter[] = [];
  let past: ReadonlyMap<string, Told> | null = null;
  const toldTo = ({ row }: Account): Told => {
    past ??= toldByPartner(facts.past.of(letters.level.code), facts.now);
    return past.get(aboutKey(addressHash(row.email), row.company)) ?? nothingTold();
  };
  /** The level named by a letter of this run, by partner. */
  const told = new Map<Account, Level>();
  for (const { row, account } of applications) {
    if (row.decision === null || account === null || account === 'broken') continue;
    const occasion = decisionOccasion(facts, row);
    if (!inWindow(facts, occasion)) continue;
    const date = decisionDate(row, toldTo(account));
    // A letter about tomorrow's decision names tomorrow's level.
    const on = decidedOn(row);
    const level = on > facts.today ? levelOn(on, account, applications) : account.level;
    const text = (): string => decisionText(row);
    due.push(levelLetter(facts, { account, date, occasion, level, asked: row.level, text }));
    if (occasion <= facts.now && !toldTo(account).dates.has(date)) told.set(account, level);
  }
  for (const account of accounts) {
    const was = account.row.was.level;
    if (was === null || was === account.level) continue;
    const earlier = toldTo(account);
    if (told.get(account) === account.level || earlier.level === account.level) continue;
    const date = `${isoDay(facts.today)},${earlier.dates.size + 1}`;
    const text = (): string =>
      `Уровень вашей компании изменился: был ${was}, теперь ${account.level}. ${reasonOf(account)}`;
    due.push(
      levelLetter(facts, {
        account,
        date,
        occasion: facts.now,
        level: account.level,
        asked: account.asked,
        text,
      }),
    );
  }
  return due;
}

const reasonOf = ({ askedBy, asked }: Account): string =>
  askedBy === null
    ? `Запрошенный уровень: ${asked}.`
    : `Запрошенный уровень: ${asked} (заявка от ${ruDay(askedBy.date)}, решение от ${ruDay(decidedOn(askedBy))}).`;
