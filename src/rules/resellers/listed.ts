// What the last recompute listed in «Сроки»: its memory of levels and open applications, by name. Staff may have put
// another partner into a row since.
import { groupBy, oncePer } from '../collections.js';
import { parseDay, ruDay } from '../day.js';
import { MEMORY_DAYS } from '../letters.js';
import { keyOf } from '../text.js';
import { decidedOn, isDecided } from './approvals.js';
import { type Level, LEVELS } from './levels.js';
import type { ApplicationRow, ResellerFacts } from './model.js';
import type { Partner } from './register.js';

export const MEMBERSHIP_END = 'Окончание участия';
export const ANSWER = 'Ответ на заявку';
const DATED = ', заявка от ';
/** Which of its company's applications a line is about. */
export const answerNote = ({ level, date }: Pick<ApplicationRow, 'level' | 'date'>): string =>
  level + DATED + ruDay(date);

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

/** An application as far as lines name it: one in error, too. */
type Named = Pick<ApplicationRow, 'company' | 'level' | 'date'>;
const lineOf = (company: string, note: string): string => `${keyOf(company)}\n${note.replace(DATED, '\n')}`;
const rowLine = (row: Named): string => lineOf(row.company, answerNote(row));

/** The lines about applications, and how many more of each there are than rows that are still open. */
const spareLines = oncePer((facts: ResellerFacts): ReadonlyMap<string, number> => {
  const spare = new Map<string, number>();
  const count = (line: string, by: number): unknown => spare.set(line, (spare.get(line) ?? 0) + by);
  for (const { object, note } of facts.listed(ANSWER)) count(lineOf(object, note), 1);
  for (const row of facts.rows.applications) if (!isDecided(row, facts.today)) count(rowLine(row), -1);
  return spare;
});

/**
 * Whether an application that is not open any more, or not readable, has its line. Of equal ones those that are still
 * open have theirs: it was open if there were more lines.
 */
export const isListed = (facts: ResellerFacts, row: Named): boolean =>
  (spareLines(facts).get(rowLine(row)) ?? 0) > 0;

/** Whether an application that has been decided was open; likewise. */
export const openBefore = oncePer((facts: ResellerFacts): ((application: ApplicationRow) => boolean) => {
  const wasShown = ({ was }: ApplicationRow): boolean => was.approvable !== null;
  if (facts.listed(ANSWER).length === 0 && facts.listed(MEMBERSHIP_END).length === 0) return wasShown;
  // Staff may have corrected the date or level while deciding, or renamed the company: then a line has lost its row. It
  // is that of the decision in whose row an application was open, unless that one is an old one, pasted there.
  const decided = groupBy(
    facts.rows.applications.filter((row) => isDecided(row, facts.today)),
    rowLine,
  );
  const lost = [...spareLines(facts)].flatMap(([line, lines]) =>
    lines > (decided.get(line)?.length ?? 0) ? [line.split('\n')] : [],
  );
  const isCorrected = (row: ApplicationRow): boolean => {
    const parts = rowLine(row).split('\n');
    const key = keyOf(row.company);
    return lost.some((line) => {
      const applied = parseDay(line[2] ?? '') ?? 0;
      return (
        parts.filter((part, index) => part !== line[index]).length === 1 &&
        (key === line[0] || !levelsListed(facts).has(key)) &&
        decidedOn(row) + MEMORY_DAYS >= applied
      );
    });
  };
  return (row) => isListed(facts, row) || (wasShown(row) && isCorrected(row));
});
