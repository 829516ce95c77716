// Letters of the resellers: renewals, ends, points of a quarter, decisions and changes of level, the Monday
// digest.
// Each once per occasion, none more than a day late; the memory holds what earlier runs announced.
import { DAY, weekday } from '../../calendar.js';
import { likeHeader } from '../../cells.js';
import type { Letter } from '../../support.js';
import { askedOf, levelOf } from './companies.js';
import { earns } from './points.js';
import {
  type Application,
  type Company,
  lastDayOf,
  quarterOf,
  type Register,
  type Run,
  type Told,
} from './terms.js';

export function lettersOf(
  run: Run,
  { companies }: Register,
  applications: readonly Application[],
): readonly Letter[] {
  const { settings, now, today, ahead, memory } = run;
  const letters: Letter[] = [];
  const send = (code: string, to: string, object: string, notBefore: number, mayBeAhead = true): boolean => {
    const key = `${code}|${to}|${object}`;
    const last = ahead && mayBeAhead ? now + 36 * 60 : now;
    if (notBefore > last || notBefore < now - 24 * 60 || memory.keys.has(key)) return false;
    memory.keys.add(key);
    letters.push({ code: `resellers.${code}`, to, notBefore });
    return true;
  };
  for (const one of companies) {
    // No reminder before joining, once the next one is due, or of an end that has passed.
    for (const before of settings.renewal) {
      const next = Math.max(...settings.renewal.filter((lead) => lead < before), -1);
      if (one.until - before >= one.from && now < (one.until - next) * DAY)
        send(
          'renewal',
          one.email,
          `${likeHeader(one.name)}/${one.until}/${before}`,
          (one.until - before) * DAY,
        );
    }
    send('expired', one.email, `${likeHeader(one.name)}/${one.until}`, (one.until + 1) * DAY, false);
    if (earns(one, settings))
      for (const quarter of new Set(one.purchases.map(({ on }) => quarterOf(on))))
        send(
          'points',
          one.email,
          `${likeHeader(one.name)}/${quarter}`,
          (lastDayOf(quarter) + 1) * DAY,
          false,
        );
  }
  for (const one of aboutLevels(run, companies, applications))
    letters.push({ code: 'resellers.level', to: one.email, notBefore: one.from });
  memory.open.clear();
  for (const one of applications) if (one.decision === null) memory.open.add(one.typed);
  memory.levels.clear();
  for (const one of companies) memory.levels.set(one.typed, one.level);
  if (settings.manager !== null)
    for (const day of [today - 1, today])
      if (weekday(day) === 0) send('digest', settings.manager, String(day), day * DAY, false);
  return letters;
}

const BACK = 24 * 60;
const MONTH = 31 * DAY;

/** Whether a decision, as «date/level/outcome», is another one after at most one of the three was corrected. */
const isCorrected = (one: string, other: string): boolean => {
  const parts = other.split('/');
  return one.split('/').filter((part, index) => part === parts[index]).length >= 2;
};

/**
 * The new letters about levels. Nobody sends any in these runs, so a letter that has become wrong is taken back,
 * and the company has never been told what it said.
 */
function aboutLevels(
  { now, today, ahead, memory }: Run,
  companies: readonly Company[],
  applications: readonly Application[],
): readonly Told[] {
  const isSeen = (from: number): boolean => from >= now - BACK && from <= now + 36 * 60;
  const made: Told[] = [];
  const right = new Set<Told>();
  const revived = new Set<Told>();
  for (const company of companies) {
    const name = likeHeader(company.name);
    const past = memory.told.filter((one) => one.company === name);
    const own = past.filter(({ email }) => email === company.email);
    const decisions = applications.filter(
      (one) => one.company === company && one.decision !== null && one.on <= one.decided,
    );
    const whatOf = ({ on, level, decision }: Application): string => `${on}/${level}/${decision}`;
    const standing = new Set(decisions.map(whatOf));
    const newest = past.filter(({ decision }) => decision === null).at(-1);
    const isRight = (one: Told): boolean =>
      one.decision === null ? one === newest && one.level === company.level : standing.has(one.decision);
    const was = memory.levels.get(company.typed) ?? null;
    const create = (
      one: Omit<Told, 'company' | 'email' | 'waits' | 'former'>,
      before: string | null,
    ): Told => {
      const { email } = company;
      const letter = {
        ...one,
        company: name,
        email,
        former: before === one.level ? null : before,
        waits: true,
      };
      if (letter.from <= (ahead ? now + 36 * 60 : now)) made.push(letter);
      return letter;
    };

    // What the company knows, and what it knew before the letters that are taken back now.
    let known: string | null = null;
    let before: string | null = null;
    for (const one of [...own].sort((a, b) => a.from - b.from)) {
      if (!one.waits || one.from > now) continue;
      if (!isRight(one)) before ??= one.former;
      else [known, before] = [one.level, null];
    }

    // One letter announces both a decision and the change of level that it causes.
    let told: string | null = null;
    const created = new Set<string>();
    for (const one of decisions) {
      const what = whatOf(one);
      const letter = own.find(({ decision }) => decision === what);
      const atOnce = letter?.from ?? (memory.open.has(one.typed) ? now : one.decided * DAY);
      const occasion = one.dated ? one.decided * DAY : atOnce;
      if (letter) {
        if (!letter.waits && (isSeen(occasion) || letter.from > now - MONTH) && occasion <= now) {
          told = company.level;
          revived.add(letter);
        }
        right.add(letter);
        continue;
      }
      const isReplacement = past.some(
        ({ waits, email, decision }) =>
          waits &&
          decision !== null &&
          (standing.has(decision)
            ? email !== company.email && decision === what
            : isCorrected(decision, what)),
      );
      const from = isSeen(occasion) ? occasion : isReplacement && occasion < now ? now : null;
      if (from === null || created.has(what)) continue;
      created.add(what);
      // The level of the day of the decision.
      const level = levelOf(company, askedOf(company, applications, Math.max(one.decided, today)));
      create({ decision: what, from, level }, one.decided > today ? company.level : was);
      // A letter queued for tomorrow has not announced anything today.
      if (from <= now) told = company.level;
    }
    const last = was ?? known;
    const base = last === company.level ? last : (before ?? last);
    if (base !== null && base !== company.level) {
      if (told !== company.level && known !== company.level)
        create({ decision: null, from: now, level: company.level }, base);
    } else if (newest?.level === company.level) {
      if (newest.email === company.email) right.add(newest);
      else if (newest.waits) create({ decision: null, from: now, level: newest.level }, newest.former);
    }
  }
  for (const one of memory.told)
    one.waits = right.has(one) && (one.waits || revived.has(one) || one.from > now - MONTH);
  memory.told.push(...made);
  return made;
}
