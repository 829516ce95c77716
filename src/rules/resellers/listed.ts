// What the last recompute listed in «Сроки»: its memory of levels and open applications, by name. Staff may have put
// another partner into a row since.
import { oncePer } from '../collections.js';
import { ruDay } from '../day.js';
import { keyOf } from '../text.js';
import { isDecided } from './approvals.js';
import { type Level, LEVELS } from './levels.js';
import type { ApplicationRow, ResellerFacts } from './model.js';
import type { Partner } from './register.js';

export const MEMBERSHIP_END = 'Окончание участия';
export const ANSWER = 'Ответ на заявку';
/** Which of its company's applications a line is about. */
export const answerNote = ({ level, date }: ApplicationRow): string => `${level}, заявка от ${ruDay(date)}`;

/** The levels by the company's key: the notes of the lines about ends. */
export const levelsListed = oncePer((facts: ResellerFacts): ReadonlyMap<string, Level> => {
  const levels = new Map<string, Level>();
  for (const { object, note } of facts.listed(MEMBERSHIP_END)) {
    const [first] = note.split(';');
    const level = LEVELS.find((one) => one === first);
    if (level) levels.set(keyOf(object), level);
  }
  return levels;
});

/** A partner's level, null if it is new. If nobody is listed, by its row. */
export function levelsBefore(facts: ResellerFacts): (partner: Partner) => Level | null {
  const before = levelsListed(facts);
  return ({ key, row }) => (before.size === 0 ? row.was.level : (before.get(key) ?? null));
}

/** Whether an application that has been decided was open; likewise. */
export const openBefore = oncePer((facts: ResellerFacts): ((application: ApplicationRow) => boolean) => {
  const listed = facts.listed(ANSWER);
  if (listed.length === 0 && facts.listed(MEMBERSHIP_END).length === 0)
    return ({ was }) => was.approvable !== null;
  // Of equal applications those that are still open have their lines: a decided one was open if there were more lines.
  const lineOf = (company: string, note: string): string => `${keyOf(company)}\n${note}`;
  const rowLine = (row: ApplicationRow): string => lineOf(row.company, answerNote(row));
  const spare = new Map<string, number>();
  const count = (line: string, by: number): unknown => spare.set(line, (spare.get(line) ?? 0) + by);
  for (const { object, note } of listed) count(lineOf(object, note), 1);
  for (const row of facts.rows.applications) if (!isDecided(row, facts.today)) count(rowLine(row), -1);
  return (row) => (spare.get(rowLine(row)) ?? 0) > 0;
});
