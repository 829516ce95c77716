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
  type Undecided,
} from './terms.js';

export function lettersOf(
  run: Run,
  { companies, suspended }: Register,
  applications: readonly Application[],
  undecided: readonly Undecided[],
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
    send('expired', one.email, `${likeHeader(one.name)}/${one.until}`, (one.until + 1) * DAY);
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
  for (const { typed } of undecided) memory.open.add(typed);
  const kept = new Set(suspended.map(({ name }) => likeHeader(name)));
  for (const name of memory.levels.keys()) if (!kept.has(name)) memory.levels.delete(name);
  for (const one of companies) memory.levels.set(likeHeader(one.name), one.level);
  if (settings.manager !== null)
    for (const day of [today - 1, today])
      if (weekday(day) === 0) send('digest', settings.manager, String(day), day * DAY, false);
  return letters;
}

const BACK = 24 * 60;
const MONTH = 31 * DAY;

/** Whether a decision, as «date/level/outcome», has been corrected into that of an application. */
const isCorrected = (one: string, into: Application): boolean => {
  const [on, ...rest] = one.split('/');
  const gap = Math.abs(into.on - Number(on));
  const same = [into.level, into.decision].filter((part, index) => part === rest[index]).length;
  return into.decided >= Number(on) && (gap === 0 ? same > 0 : same === 2 && gap <= 31);
};

/**
 * Decisions of one company as «date/level/outcome». Those alike that differ in day or reason are told apart by a
 * number, in the order of their days.
 */
function namesOf(decisions: readonly Application[]): ReadonlyMap<Application, string> {
  const names = new Map<Application, string>();
  for (const one of decisions) {
    const alike = decisions
      .filter(({ on, level, decision }) => on === one.on && level === one.level && decision === one.decision)
      .sort((a, b) => a.decided - b.decided)
      .map(({ decided, reason }) => `${decided}/${reason}`);
    const place = [...new Set(alike)].indexOf(`${one.decided}/${one.reason}`);
    names.set(one, `${one.on}/${one.level}/${one.decision}${place > 0 ? `/${place}` : ''}`);
  }
  return names;
}

/**
 * The new letters about levels. Nobody sends any in these runs, so all that a company knows is what it knew before
 * the first letter that waits; a letter that has become wrong is taken back.
 */
function aboutLevels(
  { now, today, ahead, memory }: Run,
  companies: readonly Company[],
  applications: readonly Application[],
): readonly Told[] {
  const isSeen = (from: number): boolean => from >= now - BACK && from <= now + 36 * 60;
  const made: Told[] = [];
  const right = new Set<Told>();
  for (const company of companies) {
    const name = likeHeader(company.name);
    const past = memory.told.filter((one) => one.company === name);
    const decisions = applications.filter(
      (one) => one.company === company && one.decision !== null && one.on <= one.decided,
    );
    const names = namesOf(decisions);
    const standing = new Set(names.values());
    const was = memory.levels.get(name) ?? null;
    const isOpen = ({ waits, from }: Told): boolean => waits || from > now - MONTH;
    const since = ({ from, created }: Told): number => Math.max(from, created);
    const [first] = past
      .filter((one) => one.from <= now && isOpen(one))
      .sort((one, other) => since(one) - since(other));
    const knows = first ? (first.former ?? first.level) : was;

    /** Creates a letter, or brings the earlier one up to date; one to another address is replaced while it waits. */
    const say = (
      { decision, from, level }: Pick<Told, 'decision' | 'from' | 'level'>,
      former: string | null,
      earlier?: Told,
    ): void => {
      if (earlier?.email === company.email) {
        Object.assign(earlier, { level, former });
        right.add(earlier);
        return;
      }
      if (earlier && !earlier.waits && !isSeen(from)) return;
      const { email } = company;
      const letter = { decision, from, created: now, level, company: name, email, former, waits: true };
      if (from <= (ahead ? now + 36 * 60 : now)) made.push(letter);
    };

    // One letter announces both a decision and the level that it leads to.
    let learns = false;
    const created = new Set<string>();
    for (const one of decisions) {
      const what = names.get(one) ?? '';
      const about = past.filter(({ decision }) => decision === what);
      const earlier = about.filter(({ email }) => email === company.email).at(-1) ?? about.at(-1);
      const atOnce =
        earlier?.from ?? (memory.open.has(one.typed) && one.decided <= today ? now : one.decided * DAY);
      const occasion = one.dated ? one.decided * DAY : atOnce;
      const isReplacement = past.some(
        ({ waits, decision, from }) =>
          waits && from <= now && decision !== null && !standing.has(decision) && isCorrected(decision, one),
      );
      let from = occasion;
      // What the last run saw undecided is told however late its day was filled in.
      const isNews = !earlier && memory.open.has(one.typed) && one.decided <= today;
      if (!isNews && !isSeen(occasion) && !(earlier && isOpen(earlier))) {
        if (earlier || occasion > now || !isReplacement) continue;
        from = now;
      }
      if (from <= now) learns = true;
      if (created.has(what)) continue;
      created.add(what);
      // The level of the day of the decision.
      const level = levelOf(company, askedOf(company, applications, Math.max(one.decided, today)));
      say({ decision: what, from, level }, one.decided > today ? company.level : knows, earlier);
    }
    if (knows === null || knows === company.level) continue;
    const newest = past.filter(({ decision }) => decision === null).at(-1);
    const isSame = newest?.level === company.level && newest.former === knows;
    if (newest && isSame && (newest.waits || was === null))
      say({ decision: null, from: newest.from, level: company.level }, knows, newest);
    else if (!learns && (was !== company.level || past.some(({ waits, from }) => waits && from <= now)))
      say({ decision: null, from: now, level: company.level }, knows);
  }
  for (const one of memory.told) one.waits = right.has(one) && (one.waits || one.from > now - MONTH);
  memory.told.push(...made);
  return made;
}
