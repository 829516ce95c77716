// The rows of «Сроки» and «Ошибки», gathered from every programme.
import type { Day } from '../rules/day.js';
import { cellText, shownCell } from '../rules/kinds.js';
import type { Deadline } from '../rules/programme.js';
import { byCodePoint } from '../rules/text.js';
import { endOfDay, type Instant, type Zone } from '../rules/zone.js';
import { type WantedCell, wantedCell, inertText } from './diff.js';
import type { Evaluation } from './evaluate.js';
import { columnLetter } from './grid.js';
import type { SheetProblem } from './problems.js';
import { type DEADLINE_STATES, deadlinesTab } from './shared-tabs.js';

type State = (typeof DEADLINE_STATES)[number];
type Row = Readonly<Record<string, WantedCell>>;

/** A deadline with what the calendar of its programme makes of it. */
export interface DatedDeadline {
  readonly programme: string;
  readonly deadline: Deadline;
  readonly zone: Zone;
  readonly dueAt: Instant;
  readonly left: number;
  readonly state: State;
  readonly tab: string;
}

/** State of one deadline at `now`: a day passes with its end, an instant with itself. */
export function deadlineState(
  deadline: Deadline,
  around: { readonly now: Instant; readonly today: Day; readonly zone: Zone; readonly warnDays: number },
): { readonly state: State; readonly left: number; readonly dueAt: Instant } {
  const { due } = deadline;
  const day = 'day' in due ? due.day : around.zone.dayOf(due.at);
  const dueAt = 'day' in due ? endOfDay(around.zone, due.day) : due.at;
  const left = day - around.today;
  const state = ((): State => {
    if (deadline.state === 'done') return 'выполнено';
    if (deadline.state === 'lifted') return 'снят';
    if (around.now >= dueAt) return 'просрочено';
    if (left === 0) return 'сегодня';
    if (deadline.soonFrom !== undefined) return around.now >= deadline.soonFrom ? 'скоро' : 'впереди';
    return left <= around.warnDays ? 'скоро' : 'впереди';
  })();
  return { state, left, dueAt };
}

/** All deadlines, soonest first, done and lifted ones last. */
export function datedDeadlines(evaluations: readonly Evaluation[]): readonly DatedDeadline[] {
  const all = evaluations.flatMap(({ programme, parsed, decided, settings }) =>
    (decided?.decision.deadlines ?? []).map((deadline): DatedDeadline => {
      const facts = decided?.facts;
      const zone = settings.zone;
      const around = {
        now: facts?.now ?? (0 as Instant),
        today: facts?.today ?? (0 as Day),
        zone,
        warnDays: settings.warnDays,
      };
      const source = deadline.source;
      return {
        programme: programme.title,
        deadline,
        zone,
        ...deadlineState(deadline, around),
        tab: source
          ? (parsed[source.tab]?.source.title ?? programme.tabs[source.tab]?.title ?? '')
          : 'Настройки',
      };
    }),
  );
  const closed = (one: DatedDeadline): number => (one.state === 'выполнено' || one.state === 'снят' ? 1 : 0);
  return all.sort(
    (a, b) =>
      closed(a) - closed(b) ||
      a.dueAt - b.dueAt ||
      byCodePoint(a.programme, b.programme) ||
      byCodePoint(a.deadline.object, b.deadline.object) ||
      byCodePoint(a.deadline.what, b.deadline.what) ||
      (a.deadline.source?.row ?? 0) - (b.deadline.source?.row ?? 0),
  );
}

/** The rows of «Сроки». `settingsTitle` is what «Настройки» is called in this workbook. */
export const deadlineRows = (deadlines: readonly DatedDeadline[], settingsTitle: string): Row[] =>
  deadlines.map((one) => {
    const values: Readonly<Record<keyof typeof deadlinesTab.columns, unknown>> = {
      programme: one.programme,
      object: one.deadline.object,
      what: one.deadline.what,
      due: one.deadline.due,
      left: one.left,
      state: one.state,
      responsible: one.deadline.responsible,
      note: one.deadline.note ?? null,
      tab: one.deadline.source ? one.tab : settingsTitle,
      row: one.deadline.source?.row ?? null,
    };
    return Object.fromEntries(
      Object.entries(deadlinesTab.columns).map(([key, column]) => [
        key,
        wantedCell(column, values[key as keyof typeof values], one.zone),
      ]),
    );
  });

/** The rows of «Ошибки»: errors first, then warnings; each in the order of tabs and rows. */
export function errorRows(problems: readonly SheetProblem[]): Row[] {
  const ordered = [
    ...problems.filter((problem) => problem.severity === 'error'),
    ...problems.filter((problem) => problem.severity === 'warning'),
  ];
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

/** What stands in the cell, as staff see it there. */
function valueText({ value, type }: SheetProblem): string {
  const shown = shownCell(value, type);
  return typeof shown === 'number' ? String(shown).replace('.', ',') : cellText(shown);
}

function linked({ tab, sheetId, row, columnIndex }: SheetProblem): WantedCell {
  if (sheetId === null) return { value: inertText(tab) };
  const cell = row === null ? 'A1' : `${columnLetter(columnIndex ?? 0)}${row}`;
  return { value: inertText(tab), link: `#gid=${sheetId}&range=${cell}` };
}
