// Letters about levels: an application was decided, or the level in force differs from the one that the company
// knows. One letter per change; while it waits, it is returned for as long as it is right.
import { groupBy } from '../collections.js';
import { isoDay, parseDay, ruDay } from '../day.js';
import { inWindow, isTold, isWaiting, type Letter, letter, type PastLetter } from '../letters.js';
import { keyOf } from '../text.js';
import type { Instant } from '../zone.js';
import { approvalOn, decidedOn, isAbsurd } from './approvals.js';
import { letters } from './letters.js';
import { benefitsOf, type Level, levelInForce, missingFor, serviceStatus } from './levels.js';
import { levelsBefore, openBefore } from './listed.js';
import type { ApplicationRow, ResellerFacts } from './model.js';
import type { Partner } from './register.js';
import { decisionIn, formerIn, isUnsent, levelIn, memoOf, namesOf, type Told, toldOf } from './told.js';
import { contact, missingSentence } from './wording.js';

/** What has happened: in a few words, in a sentence, and what the level asked for lacks. */
type News = Readonly<Record<'новость' | 'повод' | 'чего не хватает', string>>;

/** Builds the letter: the news, the level stated as being in force and its benefits. */
function levelLetter(
  facts: ResellerFacts,
  partner: Partner,
  level: Level,
  about: Pick<Letter, 'date' | 'occasion' | 'news' | 'memo'>,
  news: () => News,
): Letter {
  const { row, key } = partner;
  return letter(letters.level, {
    ...about,
    object: key,
    to: row.email,
    values: () => {
      const service = serviceStatus(level, row);
      return {
        ...news(),
        компания: row.company,
        уровень: level,
        'сервисный статус': service ?? 'нет',
        преимущества: benefitsOf(level, service) + whileMember(partner),
        контакт: contact(facts),
      };
    },
  });
}

/** When a partner that does not take part today has the benefits. */
const whileMember = ({ participation, membership }: Partner): string =>
  participation === 'действует'
    ? ''
    : ` — пока действует участие (с ${ruDay(membership.from)} по ${ruDay(membership.to)})`;

/** A decision, and the level that its letter states. */
interface Decided {
  readonly row: ApplicationRow;
  /** One of `namesOf`. */
  readonly what: string;
  /** Its letter of an earlier run. */
  readonly known: PastLetter | undefined;
  readonly level: Level;
  /** Whether the level is asked for by this decision, or by an approval of the same level. */
  readonly isAsked: boolean;
  /** Whether the application was open at the last recompute. */
  readonly wasOpen: boolean;
  /** The partner's letters that wait and are about no decision as it stands. */
  readonly outdated: readonly PastLetter[];
}

/**
 * When the letter about a decision is due: «Дата решения». If that is blank: when its letter was first due,
 * else now if the application was still open at the last recompute, else the day of the application, as also if that
 * is ahead.
 */
function decisionOccasion({ zone, now, today }: ResellerFacts, { row, wasOpen, known }: Decided): Instant {
  if (row.decided !== null) return zone.at(row.decided);
  return known?.due ?? (wasOpen && row.date <= today ? now : zone.at(row.date));
}

/**
 * The letter about a decision while it is due, or still waits; null when its time has passed, unless the application
 * was open at the last recompute. One that takes the place of a letter taken back unsent is due at once.
 */
function decisionLetter(
  facts: ResellerFacts,
  partner: Partner,
  decided: Decided,
  former: string | null,
): Letter | null {
  const { row, what, known, level, outdated } = decided;
  const day = decidedOn(row);
  const isAhead = day > facts.today;
  let occasion = decisionOccasion(facts, decided);
  const news = !known && decided.wasOpen && !isAhead;
  if (!news && !inWindow(facts, occasion) && !(known && isUnsent(known, facts.now))) {
    if (known || occasion > facts.now || !outdated.some((one) => isCorrected(one, decided))) return null;
    occasion = facts.now;
  }
  const about = {
    // A decision keeps the date of its letter even if staff fill in or correct «Дата решения» afterwards.
    date: known?.date ?? `${isoDay(day)},${what}`,
    occasion,
    news,
    memo: memoOf(level, isAhead ? partner.level : former),
  };
  return levelLetter(facts, partner, level, about, () => ({
    новость: `заявка на ${row.level} ${row.decision === 'одобрено' ? 'одобрена' : 'отклонена'}`,
    повод: decisionText(row) + (isAhead ? '' : otherChange(row, partner, former)),
    'чего не хватает': lackingText(decided, partner),
  }));
}

/** What the level applied for lacks, and that an approval takes effect with it. */
function lackingText({ row, isAsked }: Decided, partner: Partner): string {
  const missing = missingFor(row.level, partner.row);
  const sentence = missingSentence(row.level, missing);
  // That all requirements are met would contradict a refusal.
  if (row.decision === 'отклонено') return missing.length === 0 ? '' : sentence;
  return missing.length > 0 && isAsked
    ? `${sentence} Уровень начнёт действовать, когда требования будут выполнены.`
    : sentence;
}

/** The level that a partner has now and did not know, if it is not the one that this decision gives; '' otherwise. */
function otherChange(row: ApplicationRow, partner: Partner, former: string | null): string {
  const { level, asked, missing } = partner;
  const isGiven = row.decision === 'одобрено' && row.level === level;
  if (former === null || former === level || isGiven) return '';
  const lacking = asked === row.level || missing.length === 0 ? '' : ` ${missingSentence(asked, missing)}`;
  return ` ${changeText(partner, former)}${lacking}`;
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

/** Whether the company learns its level from the letter about a decision, once it is sent. */
function isNews({ known, level }: Decided, told: Told, now: Instant): boolean {
  if (!known) return true;
  if (!isUnsent(known, now)) return !told.isOwn(known);
  // A text that staff have edited stays as it is, and so does its note.
  return !(isWaiting(known) && levelIn(known) !== level && told.was === level);
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
function changeLetter(
  facts: ResellerFacts,
  partner: Partner,
  told: Told,
  isToldAnyway: boolean,
): Letter | null {
  const { level, asked, missing } = partner;
  const { level: former, was, change } = told;
  if (former === null || former === level) return null;
  const isSame = (one: PastLetter): boolean =>
    levelIn(one) === level &&
    formerIn(one) === former &&
    (isWaiting(one) || (!isTold(one) && (was === null || was === level)));
  const same = change && isSame(change) ? change : undefined;
  if (!same && (isToldAnyway || (was === level && told.waiting.length === 0))) return null;
  const about = {
    date: same?.date ?? `${isoDay(facts.today)},${told.count + 1}`,
    occasion: same?.due ?? facts.now,
    memo: memoOf(level, former),
  };
  return levelLetter(facts, partner, level, about, () => ({
    новость: `уровень в партнёрской программе — ${level}`,
    повод: changeText(partner, former),
    'чего не хватает': missingSentence(asked, missing),
  }));
}

const changeText = ({ level, asked, askedBy }: Partner, former: string): string => {
  const by =
    askedBy === null ? '' : ` (заявка от ${ruDay(askedBy.date)}, решение от ${ruDay(decidedOn(askedBy))})`;
  return `Уровень вашей компании изменился: был ${former}, теперь ${level}. Запрошенный уровень: ${asked}${by}.`;
};

/** Letters about decided applications and, where none of them tells it, about levels that have changed. */
export function levelLetters(facts: ResellerFacts, partners: readonly Partner[]): readonly Letter[] {
  const { today, now } = facts;
  const past = groupBy(facts.past.of(letters.level.code), ({ object }) => keyOf(object));
  const wasOf = levelsBefore(facts);
  const wasOpen = openBefore(facts);
  const due: Letter[] = [];
  for (const partner of partners) {
    const { applications, key } = partner;
    const told = toldOf(partner, wasOf(partner), past.get(key) ?? [], now);
    const names = namesOf(applications.filter((row) => row.decision !== null && !isAbsurd(row)));
    const standing = [...names.values()];
    const outdated = told.waiting.filter((one) => !standing.includes(decisionIn(one)));
    let isToldAnyway = false;
    for (const [row, what] of names) {
      const on = decidedOn(row);
      const asked = approvalOn(applications, on)?.level ?? partner.row.claimedLevel;
      const decided = {
        row,
        what,
        known: told.about(what),
        // A letter about tomorrow's decision names tomorrow's level.
        level: on > today ? levelInForce(asked, partner.row) : partner.level,
        isAsked: asked === row.level,
        wasOpen: wasOpen(row),
        outdated,
      };
      const made = decisionLetter(facts, partner, decided, told.level);
      if (!made) continue;
      due.push(made);
      isToldAnyway ||= made.occasion <= now && isNews(decided, told, now);
    }
    const change = changeLetter(facts, partner, told, isToldAnyway);
    if (change) due.push(change);
  }
  return due;
}
