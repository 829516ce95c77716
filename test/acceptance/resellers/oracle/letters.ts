// Letters of the resellers: renewals, ends, points of a quarter, decisions and changes of level, the Monday
// digest.
// Each once per occasion, none more than a day late; the memory holds what earlier runs announced.
import { DAY, weekday } from '../../calendar.js';
import type { Letter } from '../../support.js';
import { askedOf, levelOf } from './companies.js';
import { earns } from './points.js';
import { type Application, type Company, lastDayOf, quarterOf, type Register, type Run } from './terms.js';

export function lettersOf(
  { settings, now, today, ahead, memory }: Run,
  { companies }: Register,
  applications: readonly Application[],
): readonly Letter[] {
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
    // No reminder before joining, nor of an end that has passed.
    for (const before of settings.renewal)
      if (one.until - before >= one.from && today <= one.until)
        send('renewal', one.email, `${one.name}/${one.until}/${before}`, (one.until - before) * DAY);
    send('expired', one.email, `${one.name}/${one.until}`, (one.until + 1) * DAY, false);
    if (earns(one, settings))
      for (const quarter of new Set(one.purchases.map(({ on }) => quarterOf(on))))
        send('points', one.email, `${one.name}/${quarter}`, (lastDayOf(quarter) + 1) * DAY, false);
  }
  // One letter announces both a decision and the change of level that it causes.
  const told = new Map<Company, string>();
  const earlier = new Map<string, string>();
  for (const { about, from, level } of [...memory.told].sort((a, b) => a.from - b.from))
    if (from <= now) earlier.set(about, level);
  for (const one of applications) {
    if (one.decision === null) continue;
    const { company, decided } = one;
    // Decided since the last run but without a date: announced at once, because it would never be announced
    // otherwise.
    const occasion = one.dated || !memory.open.has(one.typed) ? decided * DAY : now;
    const object = `${company.name}/${decided}/${one.on}/${one.level}/${one.decision}`;
    if (!send('level', company.email, object, occasion)) continue;
    // The level of the day of the decision.
    const level = levelOf(company, askedOf(company, applications, Math.max(decided, today)));
    memory.told.push({ about: `${company.email}/${company.name}`, from: occasion, level });
    // A letter queued for tomorrow has not announced anything today.
    if (occasion <= now) told.set(company, level);
  }
  for (const one of companies) {
    const before = memory.levels.get(one.typed);
    const about = `${one.email}/${one.name}`;
    const isTold = told.get(one) === one.level || earlier.get(about) === one.level;
    const isChanged = before !== undefined && before !== one.level && !isTold;
    if (isChanged && send('level', one.email, `${one.name}/${memory.keys.size}`, now))
      memory.told.push({ about, from: now, level: one.level });
  }
  memory.open.clear();
  for (const one of applications) if (one.decision === null) memory.open.add(one.typed);
  memory.levels.clear();
  for (const one of companies) memory.levels.set(one.typed, one.level);
  if (settings.manager !== null)
    for (const day of [today - 1, today])
      if (weekday(day) === 0) send('digest', settings.manager, String(day), day * DAY, false);
  return letters;
}
