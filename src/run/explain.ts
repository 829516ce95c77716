// «Почему такая цифра?»: finds the figure behind a cell and asks its programme to explain it.
import { ruDay } from '../rules/day.js';
import { isOver } from '../rules/deadlines.js';
import { days, keyOf } from '../rules/text.js';
import { type Programme, Refusal } from '../rules/programme.js';
import { type Reason, type ReasonLine, shortLines } from '../rules/reasons.js';
import { type BoundColumn, boundColumns, cellIn, type Place, placeOf } from '../sheets/bind.js';
import { stopped } from './damage.js';
import type { Tab } from '../rules/tabs.js';
import { ruInstant, type Zone } from '../rules/zone.js';
import { wantedCell } from '../sheets/wanted.js';
import { isBlank, sameCell } from '../sheets/grid.js';
import type { Evaluation } from '../sheets/evaluate.js';
import type { ParsedTab } from '../sheets/parse.js';
import type { Cell } from '../rules/kinds.js';
import { shownCell } from '../rules/kinds-time.js';
import { type DatedDeadline, datedDeadlines } from '../sheets/outputs.js';
import { deadlinesTab, errorsTab } from '../sheets/shared-tabs.js';
import type { TabKey } from '../sheets/workbook.js';
import { type DecidedScene, programmeKey, type Scene, settingsTitle, sharedKey, titleOf } from './scene.js';

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

/** A cell by its tab's title, its row and its header; of a selected one the position of the column. Both are 1-based. */
export interface AskedCell {
  readonly tab: string;
  readonly row: number;
  readonly header: string | number;
}

/** Explains a cell. Refuses cells that the add-on does not compute. */
export function explainCell(scene: DecidedScene, asked: AskedCell): Explanation {
  const { row } = asked;
  const { header, isMeant } = meant(scene, asked);
  for (const evaluation of scene.evaluations)
    for (const [key, tab] of Object.entries(evaluation.programme.tabs)) {
      const tabKey = programmeKey(evaluation.programme, key);
      if (isMeant(tabKey, tab))
        return explainFigure(scene, evaluation, key, cellOf(scene, tabKey, tab, row, header));
    }
  const [errors, deadlines] = [sharedKey('errors'), sharedKey('deadlines')];
  if (isMeant(errors, errorsTab)) return explainError(cellOf(scene, errors, errorsTab, row, header));
  if (isMeant(deadlines, deadlinesTab))
    return explainDeadline(scene, cellOf(scene, deadlines, deadlinesTab, row, header));
  throw new Refusal(`Вкладку «${asked.tab}» «Регламент» не пересчитывает. ${ASK}`);
}

/** The asked header, and whether a tab is the cell's: the sheet decides; the declared title only if no sheet has it. */
function meant(
  { workbook }: Scene,
  { tab: title, header }: AskedCell,
): { readonly header: string; readonly isMeant: (tabKey: TabKey, tab: Tab) => boolean } {
  const sheet =
    workbook.sheets.find((one) => one.title === title) ??
    workbook.sheets.find((one) => keyOf(one.title) === keyOf(title));
  const found = [...workbook.found.values()].find((one) => one.sheet.sheetId === sheet?.sheetId);
  return {
    header: typeof header === 'string' ? header : String(found?.grid[0]?.[header - 1] ?? ''),
    isMeant: (tabKey, tab) =>
      sheet ? workbook.found.get(tabKey)?.sheet.sheetId === sheet.sheetId : keyOf(tab.title) === keyOf(title),
  };
}

/** A figure of a programme's tab is explained by its rules, a row in error by the error. */
function explainFigure(
  scene: Scene,
  { programme, parsed, faults, decided }: Evaluation,
  key: string,
  figure: AskedFigure,
): Explanation {
  const { place, row, column, cell } = figure;
  const { tab, title } = place;
  if (tab.role === 'input' && !tab.columns[column]?.options.computed)
    throw new Refusal(`«${cell.column}» вписывают сотрудники. ${ASK}`);
  if (!decided) throw stopped(programme);
  const fault = faults[key]?.get(row);
  const told = fault === undefined ? [] : [{ text: fault, tab: title, row }];
  const broken = { ...cell, rule: BROKEN_RULE, clause: 'вкладка «Ошибки»', lines: told };
  // A row of a log records what has happened: an error in it leaves that in force.
  if (fault !== undefined && tab.role !== 'log') return broken;
  const index = figureIndex(figure, parsed[key], key, decided);
  const reason = index < 0 ? null : decided.decision.explain({ tab: key, index, column });
  if (reason) return { ...cell, ...reason, lines: [...asTitled(scene, programme, reason.lines), ...told] };
  if (fault !== undefined) return broken;
  throw nothing(title, row);
}

/**
 * 0-based index of the figure's row among the good rows of an input tab or log, or among the rows of an output; −1 if
 * it is none of them. Refuses a cell that no longer shows what the rules say.
 */
function figureIndex(
  { place, row, column }: AskedFigure,
  parsed: ParsedTab | undefined,
  key: string,
  { facts: { zone }, decision }: NonNullable<Evaluation['decided']>,
): number {
  const { tab, title, grid } = place;
  const outputs: Readonly<Record<string, OutputRows>> = decision.outputs;
  const computed: Readonly<Record<string, OutputRows>> = decision.computed;
  if (tab.role !== 'input' && tab.role !== 'log')
    return shownIndex(place, boundColumns(place), row, outputs[key] ?? [], () => zone);
  const index = parsed?.rows.findIndex((one) => one.row === row) ?? -1;
  const declared = tab.columns[column];
  if (index < 0 || tab.role === 'log' || !declared) return index;
  const own = [{ key: column, column: declared, at: place.columns.at.get(column) ?? -1 }];
  if (!shows(own, grid[row - 1], computed[key]?.[index], zone)) throw stale(title, row);
  return index;
}

const BROKEN_RULE = 'Строка с ошибкой не участвует в расчёте.';

const stale = (title: string, row: number): Refusal =>
  new Refusal(
    `Строка ${row} вкладки «${title}» устарела или изменена вручную: выберите «Пересчитать» и повторите.`,
  );
const nothing = (title: string, row: number): Refusal =>
  new Refusal(`В строке ${row} вкладки «${title}» нечего объяснять. ${ASK}`);

/** The asked cell of a tab. */
interface AskedFigure {
  readonly place: Place;
  readonly row: number;
  /** Key of the column. */
  readonly column: string;
  readonly cell: Pick<Explanation, 'tab' | 'row' | 'column' | 'value'>;
}

/** Finds the asked cell of a tab. Refuses a header that the tab does not declare. */
function cellOf(scene: Scene, tabKey: TabKey, tab: Tab, row: number, header: string): AskedFigure {
  const found = scene.workbook.found.get(tabKey);
  const title = titleOf(scene, tabKey, tab);
  const place = placeOf({ tab, title, sheetId: found?.sheet.sheetId ?? -1, grid: found?.grid ?? [] });
  const entry = Object.entries(tab.columns).find(([, one]) => keyOf(one.header) === keyOf(header));
  if (!entry) throw noColumn(title, header);
  const [column, { header: declared, kind }] = entry;
  const value = shownCell(cellIn(place, place.grid[row - 1], column), kind.type);
  return { place, row, column, cell: { tab: title, row, column: declared, value } };
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
function explainError({ place, row, cell }: AskedFigure): Explanation {
  const told = (key: keyof typeof errorsTab.columns): Cell => cellIn(place, place.grid[row - 1], key);
  const [tab, line] = [String(told('tab')), told('row')];
  if (row < 2 || tab === '') throw nothing(place.title, row);
  return {
    ...cell,
    rule: 'Объяснение стоит в этой же строке: «Что не так» и «Как исправить».',
    clause: `вкладка «${place.title}»`,
    lines: [{ text: String(told('what')), tab, ...(typeof line === 'number' ? { row: line } : {}) }],
  };
}

/** The columns that identify a deadline; the days left change by themselves. */
const DEADLINE_IDENTITY = ['programme', 'object', 'what', 'due', 'tab', 'row'];

/** A deadline is explained by the figure of its source row that it repeats, or by its rule. */
function explainDeadline(scene: DecidedScene, { place, row, cell }: AskedFigure): Explanation {
  const dated = datedDeadlines(scene.evaluations, settingsTitle(scene));
  const identity = boundColumns(place).filter(({ key }) => DEADLINE_IDENTITY.includes(key));
  const one = dated[shownIndex(place, identity, row, dated, (index) => dated[index]?.zone ?? scene.zone)];
  const known = one && reasonOf(scene, one);
  if (!known) throw nothing(place.title, row);
  const { tab, row: source, due, zone, state } = one;
  const when = 'day' in due ? ruDay(due.day) : ruInstant(zone, due.at);
  const distance = one.left < 0 ? `опоздание ${days(-one.left)}` : `осталось дней: ${one.left}`;
  const left = isOver(state) ? '' : `, сегодня ${ruDay(zone.dayOf(scene.now))}, ${distance}`;
  const self = { text: `${one.object}: ${one.what} — ${state}; срок ${when}${left}`, tab };
  const { lines, ...reason } = known;
  return { ...cell, ...reason, lines: [source === null ? self : { ...self, row: source }, ...lines] };
}

function reasonOf(scene: DecidedScene, { deadline, programme: title }: DatedDeadline): Reason | null {
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
 * same in these columns, else the first one of which this is true; −1 for a blank row.
 */
function shownIndex(
  { title, grid }: Place,
  columns: readonly BoundColumn[],
  row: number,
  rows: OutputRows,
  zoneOf: (index: number) => Zone,
): number {
  const cells = grid[row - 1] ?? [];
  if (row < 2 || cells.every((cell) => isBlank(cell))) return -1;
  const isShown = (index: number): boolean => shows(columns, cells, rows[index], zoneOf(index));
  const index = isShown(row - 2) ? row - 2 : rows.findIndex((_, place) => isShown(place));
  if (index >= 0) return index;
  throw stale(title, row);
}

/** Whether a row's cells are these values in these columns. */
const shows = (
  columns: readonly BoundColumn[],
  cells: readonly Cell[] = [],
  values: OutputRows[number] | undefined,
  zone: Zone,
): boolean =>
  values !== undefined &&
  columns.every(({ key, column, at }) =>
    sameCell(wantedCell(column, values[key], zone).value, cells[at] ?? ''),
  );
