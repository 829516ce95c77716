// A second, independent implementation of the webinars' spec: one plain pass per rule, day by day, nothing
// from src/rules.
// One file per chapter in oracle/; this file combines them.
import { DAY } from '../calendar.js';
import { sheetOf, type Tables } from '../cells.js';
import type { Letter } from '../support.js';
import { audienceOf } from './oracle/audience.js';
import { announcementsOf, budgetOf } from './oracle/budget.js';
import { deadlinesOf, queueOf, remind } from './oracle/letters.js';
import { seasonOf } from './oracle/season.js';
import { standingOf, totalled } from './oracle/standing.js';
import type { Answer, Known, Memory, Run, Settings } from './oracle/terms.js';

export function oracle(
  tables: Tables,
  texts: Readonly<Record<string, Known>>,
  options: {
    readonly settings: Settings;
    readonly now: number;
    readonly ahead: boolean;
    readonly memory: Memory;
  },
): Answer {
  const { settings, now, ahead, memory } = options;
  const sheet = sheetOf(tables);
  const run: Run = { sheet, settings, now, today: Math.floor(now / DAY) };
  const letters: Letter[] = [];
  const queue = queueOf(now, ahead, memory, letters);
  const season = seasonOf(run);
  const audience = audienceOf(run, season, queue);
  const announcements = announcementsOf(run, season, texts);
  const lines = budgetOf(run, season, announcements);
  const standings = season.webinars.map((webinar) =>
    standingOf(run, season, audience, announcements, lines, webinar),
  );
  const deadlines = standings.flatMap((one) => deadlinesOf(run, one, queue));
  for (const one of standings) remind(run, one, audience, queue);
  return {
    computed: sheet.computed,
    errors: [...sheet.errors].sort(),
    standing: totalled(standings),
    deadlines,
    letters,
  };
}
