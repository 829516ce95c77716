// «Почему такая цифра?»: finds the figure behind a cell and asks its programme to explain it.
import { keyOf } from '../rules/text.js';
import { type Programme, Refusal } from '../rules/programme.js';
import { type Reason, type ReasonLine, shortLines } from '../rules/reasons.js';
import { bindColumns } from '../sheets/bind.js';
import type { Tab } from '../rules/tabs.js';
import type { Zone } from '../rules/zone.js';
import { wantedCell } from '../sheets/wanted.js';
import { cellAt, type Grid, isBlank, sameCell } from '../sheets/grid.js';
import type { Host, Selection } from '../sheets/ports.js';
import type { Cell } from '../rules/kinds.js';
import { shownCell } from '../rules/kinds-time.js';
import { type DatedDeadline, datedDeadlines } from '../sheets/outputs.js';
import { deadlinesTab, errorsTab, settingsTab } from '../sheets/shared-tabs.js';
import { evaluateScene, programmeKey, type Scene, sharedKey } from './scene.js';

export interface Explanation extends Reason {
  readonly tab: string;
  readonly row: number;
  readonly column: string;
  /** The cell's value, dates as staff read them. */
  readonly value: Cell;
}

const noColumn = (title: string, header: string): Refusal =>
  new Refusal(
    keyOf(header) === ''
      ? `На вкладке «${title}» у этого столбца нет заголовка. ${ASK}`
      : `На вкладке «${title}» нет столбца «${header}». ${ASK}`,
  );
const ASK = 'Выделите ячейку вычисляемого столбца или вкладки с результатами и повторите.';

/** A cell by its tab's title, row (1-based) and header, or the selected one. */
export type AskedCell =
  { readonly tab: string; readonly row: number; readonly header: string } | { readonly selected: Selection };

/** Explains a cell. Refuses cells that the add-on does not compute. */
export function explainCell(host: Host, programmes: readonly Programme[], asked: AskedCell): Explanation {
  const scene = evaluateScene(host, programmes);
  const {
    tab: tabTitle,
    row,
    header,
  } = 'selected' in asked ? { ...asked.selected, header: headerAt(scene, asked.selected) } : asked;
  for (const { programme, parsed, faults, decided } of scene.evaluations)
    for (const [key, tab] of Object.entries(programme.tabs)) {
      const memory = programmeKey(programme, key);
      const title = titleOf(scene, memory, tab);
      if (keyOf(title) !== keyOf(tabTitle) && keyOf(tab.title) !== keyOf(tabTitle)) continue;
      const { grid, at, column, cell } = cellOf(scene, memory, tab, row, header);
      if (tab.role === 'input' && !tab.columns[column]?.options.computed)
        throw new Refusal(`«${cell.column}» вписывают сотрудники. ${ASK}`);
      if (!decided)
        throw new Refusal(
          `Программа «${programme.title}» не пересчитана: сначала устраните ошибки на вкладке «Ошибки».`,
        );
      const fault = faults[key]?.get(row);
      const told = fault === undefined ? [] : [{ text: fault, tab: title, row }];
      const broken = { ...cell, rule: BROKEN_RULE, clause: 'вкладка «Ошибки»', lines: told };
      // A row of a log records what has happened: an error in it leaves that in force.
      if (fault !== undefined && tab.role !== 'log') return broken;
      const { facts, decision } = decided;
      const outputs: Readonly<Record<string, OutputRows>> = decision.outputs;
      const computed: Readonly<Record<string, OutputRows>> = decision.computed;
      const index =
        tab.role === 'input' || tab.role === 'log'
          ? (parsed[key]?.rows.findIndex((one) => one.row === row) ?? -1)
          : shownIndex({ tab, title, grid, at }, row, outputs[key] ?? [], () => facts.zone);
      const asked = { tab, at: new Map([[column, at.get(column) ?? -1]]) };
      if (
        index >= 0 &&
        tab.role === 'input' &&
        !shows(asked, grid[row - 1], computed[key]?.[index], facts.zone)
      )
        throw stale(title, row);
      const reason = index < 0 ? null : decision.explain({ tab: key, index, column });
      if (!reason && fault !== undefined) return broken;
      if (!reason) throw nothing(title, row);
      return { ...cell, ...reason, lines: [...asTitled(scene, programme, reason.lines), ...told] };
    }
  const errors = sharedKey('errors');
  if (keyOf(titleOf(scene, errors, errorsTab)) === keyOf(tabTitle))
    return explainError(scene, errors, row, header);
  return explainDeadline(scene, tabTitle, row, header);
}

const BROKEN_RULE = 'Строка с ошибкой не участвует в расчёте.';

const stale = (title: string, row: number): Refusal =>
  new Refusal(
    `Строка ${row} вкладки «${title}» устарела или изменена вручную: выберите «Пересчитать» и повторите.`,
  );
const nothing = (title: string, row: number): Refusal =>
  new Refusal(`В строке ${row} вкладки «${title}» нечего объяснять. ${ASK}`);

/** A tab's title in the workbook. */
const titleOf = ({ workbook }: Scene, memory: string, tab: Tab): string =>
  workbook.found.get(memory)?.sheet.title ?? tab.title;

/** A tab's cells and the positions of its columns. */
interface Shown {
  readonly tab: Tab;
  /** Its title in the workbook. */
  readonly title: string;
  readonly grid: Grid;
  readonly at: ReadonlyMap<string, number>;
}

/** The asked cell of a tab. Refuses a header that the tab does not declare. */
function cellOf(
  scene: Scene,
  memory: string,
  tab: Tab,
  row: number,
  header: string,
): Shown & {
  /** Key of the column. */
  readonly column: string;
  readonly cell: Pick<Explanation, 'tab' | 'row' | 'column' | 'value'>;
} {
  const title = titleOf(scene, memory, tab);
  const entry = Object.entries(tab.columns).find(([, one]) => keyOf(one.header) === keyOf(header));
  if (!entry) throw noColumn(title, header);
  const [column, { header: declared, kind }] = entry;
  const grid = scene.workbook.found.get(memory)?.grid ?? [];
  const { at } = bindColumns(tab, grid[0] ?? []);
  const value = shownCell(cellAt(grid, row - 1, at.get(column) ?? -1), kind.type);
  return { tab, title, grid, at, column, cell: { tab: title, row, column: declared, value } };
}

/** Longer explanations are cut, with the number of the rest: they are for reading. */
const MOST_LINES = 200;

/** Rules use the declared titles of tabs; staff may have renamed them. */
function asTitled(scene: Scene, programme: Programme, lines: readonly ReasonLine[]): readonly ReasonLine[] {
  const titles = new Map(
    Object.entries(programme.tabs).map(([key, tab]) => [
      tab.title,
      titleOf(scene, programmeKey(programme, key), tab),
    ]),
  );
  return shortLines(lines, MOST_LINES).map((line) =>
    line.tab === undefined ? line : { ...line, tab: titles.get(line.tab) ?? line.tab },
  );
}

/** A line of «Ошибки» explains itself, and points to its source row. */
function explainError(scene: Scene, memory: string, row: number, header: string): Explanation {
  const { title, grid, at, cell } = cellOf(scene, memory, errorsTab, row, header);
  const told = (key: keyof typeof errorsTab.columns): Cell => cellAt(grid, row - 1, at.get(key) ?? -1);
  const [tab, line] = [String(told('tab')), told('row')];
  if (row < 2 || tab === '') throw nothing(title, row);
  return {
    ...cell,
    rule: 'Объяснение стоит в этой же строке: «Что не так» и «Как исправить».',
    clause: `вкладка «${title}»`,
    lines: [{ text: String(told('what')), tab, ...(typeof line === 'number' ? { row: line } : {}) }],
  };
}

/** The columns that identify a deadline; the days left change by themselves. */
const DEADLINE_IDENTITY = ['programme', 'object', 'what', 'due', 'tab', 'row'];

/** A deadline is explained by the figure of its source row that it repeats, or by its rule. */
function explainDeadline(scene: Scene, tabTitle: string, row: number, header: string): Explanation {
  const memory = sharedKey('deadlines');
  const title = titleOf(scene, memory, deadlinesTab);
  if (keyOf(title) !== keyOf(tabTitle))
    throw new Refusal(`На вкладке «${tabTitle}» «Регламент» ничего не считает. ${ASK}`);
  const { grid, at, cell } = cellOf(scene, memory, deadlinesTab, row, header);
  const settingsTitle = titleOf(scene, sharedKey('settings'), settingsTab);
  const dated = datedDeadlines(scene.evaluations, settingsTitle);
  const identity = new Map([...at].filter(([name]) => DEADLINE_IDENTITY.includes(name)));
  const shown = { tab: deadlinesTab, title, grid, at: identity };
  const one = dated[shownIndex(shown, row, dated, (index) => dated[index]?.zone ?? scene.zone)];
  if (!one) throw nothing(title, row);
  const { tab, row: source } = one;
  const self = { text: `${one.object}: ${one.what} — ${one.state}`, tab };
  const known = reasonOf(scene, one);
  if (!known) throw nothing(title, row);
  const { lines, ...reason } = known;
  return { ...cell, ...reason, lines: [source === null ? self : { ...self, row: source }, ...lines] };
}

function reasonOf(scene: Scene, { deadline, programme: title }: DatedDeadline): Reason | null {
  const { basis, source } = deadline;
  if (!('column' in basis)) return { ...basis, lines: [] };
  const found = scene.evaluations.find(({ programme }) => programme.title === title);
  if (!found?.decided || !source) return null;
  const { tab, row } = source;
  const index = found.parsed[tab]?.rows.findIndex((one) => one.row === row) ?? -1;
  const reason = found.decided.decision.explain({ tab, index, column: basis.column });
  return reason && { ...reason, lines: asTitled(scene, found.programme, reason.lines) };
}

type OutputRows = readonly Readonly<Record<string, unknown>>[];

/**
 * 0-based index of the output row shown in a sheet's row: the row at the same position if its cells are the
 * same in the columns of `at`, else the first one of which this is true; −1 for a blank row.
 */
function shownIndex(shown: Shown, row: number, rows: OutputRows, zoneOf: (index: number) => Zone): number {
  const cells = shown.grid[row - 1] ?? [];
  if (row < 2 || cells.every((cell) => isBlank(cell))) return -1;
  const isShown = (index: number): boolean => shows(shown, cells, rows[index], zoneOf(index));
  const index = isShown(row - 2) ? row - 2 : rows.findIndex((_, place) => isShown(place));
  if (index >= 0) return index;
  throw stale(shown.title, row);
}

/** Whether a row's cells are these values in the columns of `at`. */
const shows = (
  { tab, at }: Pick<Shown, 'tab' | 'at'>,
  cells: readonly Cell[] = [],
  values: OutputRows[number] | undefined,
  zone: Zone,
): boolean =>
  values !== undefined &&
  [...at].every(([key, position]) => {
    const column = tab.columns[key];
    const cell = column && wantedCell(column, values[key], zone).value;
    return cell !== undefined && sameCell(cell, cells[position] ?? '');
  });

/** The header above a selected cell; '' when there is none. */
function headerAt(scene: Scene, { sheetId, column }: Selection): string {
  for (const { sheet, grid } of scene.workbook.found.values())
    if (sheet.sheetId === sheetId) return String(grid[0]?.[column - 1] ?? '');
  return '';
}
