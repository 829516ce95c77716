// The rows of «Сроки» and «Ошибки», collected from all programmes.
import { groupBy } from '../rules/collections.js';
import { deadlineState, isOver } from '../rules/deadlines.js';
import { cellText, Fault } from '../rules/kinds.js';
import { shownCell } from '../rules/kinds-time.js';
import type { Deadline } from '../rules/programme.js';
import type { OutputRowOf } from '../rules/tabs.js';
import { byCodePoint } from '../rules/text.js';
import { type Instant, instant, type Zone } from '../rules/zone.js';
import { inertText, type WantedCell, type WantedRow } from './wanted.js';
import type { Evaluation } from './evaluate.js';
import { cellIn, type Place } from './bind.js';
import { columnLetter, isBlank } from './grid.js';
import type { SheetProblem } from './problems.js';
import type { deadlinesTab } from './shared-tabs.js';

/** A deadline as a row of «Сроки», with the state and days left by its programme's calendar and zone. */
export type DatedDeadline = {
  readonly [K in keyof (typeof deadlinesTab)['columns']]: K extends 'note' | 'row'
    ? OutputRowOf<typeof deadlinesTab>[K]
    : NonNullable<OutputRowOf<typeof deadlinesTab>[K]>;
} & {
  readonly deadline: Deadline;
  /** The zone in which its times are shown. */
  readonly zone: Zone;
  /** Sort key: a due day comes before the times of that day, as in a sheet sorted by «Срок». */
  readonly order: Instant;
};

/**
 * The rows of «Сроки»: soonest first, done and lifted ones last. `settingsTitle` is the title of «Настройки»
 * in this workbook.
 */
export function datedDeadlines(
  evaluations: readonly Evaluation[],
  settingsTitle: string,
): readonly DatedDeadline[] {
  const open: DatedDeadline[] = [];
  const closed: DatedDeadline[] = [];
  for (const { programme, parsed, decided, settings } of evaluations) {
    if (!decided) continue;
    const { zone, warnDays } = settings;
    const around = { now: decided.facts.now, today: decided.facts.today, zone, warnDays };
    for (const deadline of decided.decision.deadlines) {
      const { due, source } = deadline;
      const { state, left } = deadlineState(deadline, around);
      const list = isOver(state) ? closed : open;
      list.push({
        deadline,
        programme: programme.title,
        object: deadline.object,
        what: deadline.what,
        due,
        left,
        state,
        responsible: deadline.responsible,
        note: deadline.note ?? null,
        tab: source ? (parsed[source.tab]?.title ?? programme.tabs[source.tab]?.title ?? '') : settingsTitle,
        row: source?.row ?? null,
        zone,
        order: 'day' in due ? zone.at(due.day) : due.at,
      });
    }
  }
  return [...open.sort(bySoonest), ...closed.sort(bySoonest)];
}

/** Where a line without a readable «Срок» comes. */
const LAST = instant(Number.MAX_SAFE_INTEGER);

/** A line of «Сроки», whose times are shown in `zone`. */
type DeadlineLine = Readonly<Record<string, unknown>> & Pick<DatedDeadline, 'zone' | 'order' | 'state'>;

/**
 * `dated` with the lines of programmes that are stopped, as they stand: their results are left as they were, and their
 * next run remembers by these lines.
 */
export function withStanding(
  dated: readonly DatedDeadline[],
  { tab, columns, grid }: Place,
  evaluations: readonly Evaluation[],
): readonly DeadlineLine[] {
  const stopped = new Map(
    evaluations
      .filter(({ decided }) => !decided)
      .map(({ programme, settings }) => [programme.title, settings.zone]),
  );
  if (stopped.size === 0) return dated;
  const standing = grid.slice(1).flatMap((cells): DeadlineLine[] => {
    const zone = stopped.get(cellText(cellIn({ columns }, cells, 'programme')));
    if (!zone) return [];
    const values = Object.entries(tab.columns).map(([key, { kind }]) => {
      const cell = cellIn({ columns }, cells, key);
      const value = isBlank(cell) ? null : kind.read(cell, zone);
      return [key, value instanceof Fault ? null : value] as const;
    });
    const line = Object.fromEntries(values) as Partial<DatedDeadline>;
    const { due, state = 'впереди' } = line;
    const order = !due ? LAST : 'day' in due ? zone.at(due.day) : due.at;
    return [{ ...line, state, zone, order }];
  });
  return [...dated, ...standing].sort(
    (a, b) => Number(isOver(a.state)) - Number(isOver(b.state)) || a.order - b.order,
  );
}

const bySoonest = (a: DatedDeadline, b: DatedDeadline): number =>
  a.order - b.order ||
  byCodePoint(a.programme, b.programme) ||
  byCodePoint(a.object, b.object) ||
  byCodePoint(a.what, b.what) ||
  (a.row ?? 0) - (b.row ?? 0);

/** What is left of a line of «Ошибки» that is no more. */
export const NO_ERROR: WantedRow = { tab: { value: '', link: null } };

/** The rows of «Ошибки»: errors first, then warnings; those of a tab together, by row, tabs in the order of their first problem. */
export function errorRows(problems: readonly SheetProblem[]): WantedRow[] {
  const byTab = [...groupBy(problems, ({ tab }) => tab).values()];
  const ordered = (['error', 'warning'] as const).flatMap((severity) =>
    byTab.flatMap((own) =>
      own.filter((one) => one.severity === severity).sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    ),
  );
  return ordered.map((problem) => ({
    tab: linked(problem),
    row: { value: problem.row ?? '' },
    column: { value: inertText(problem.header) },
    value: { value: inertText(valueText(problem)) },
    what: {
      value: inertText(problem.severity === 'warning' ? `предупреждение: ${problem.what}` : problem.what),
    },
    how: { value: inertText(problem.how) },
  }));
}

/** The cell's value as staff see it. */
function valueText({ value, type }: SheetProblem): string {
  const shown = shownCell(value, type);
  return typeof shown === 'number' ? String(shown).replace('.', ',') : cellText(shown);
}

function linked({ tab, sheetId, row, columnIndex }: SheetProblem): WantedCell {
  if (sheetId === null) return { value: inertText(tab), link: null };
  const cell = row === null ? 'A1' : `${columnLetter(columnIndex ?? 0)}${row}`;
  return { value: inertText(tab), link: `#gid=${sheetId}&range=${cell}` };
}
