// «Почему такая цифра?»: finds the figure behind a cell and asks its programme to explain it.
import { keyOf } from '../rules/text.js';
import { type Decision, type Programme, type Reason, type ReasonLine, Refusal } from '../rules/programme.js';
import { bindColumns } from '../sheets/bind.js';
import type { Tab } from '../rules/tabs.js';
import type { Zone } from '../rules/zone.js';
import { wantedCell } from '../sheets/diff.js';
import { cellAt, type Grid, isBlank, sameCell } from '../sheets/grid.js';
import type { Host, Selection } from '../sheets/ports.js';
import { type Cell, shownCell } from '../rules/kinds.js';
import { datedDeadlines } from '../sheets/outputs.js';
import { deadlinesTab, settingsTab } from '../sheets/shared-tabs.js';
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
      const found = scene.workbook.found.get(programmeKey(programme, key));
      const title = found?.sheet.title ?? tab.title;
      if (keyOf(title) !== keyOf(tabTitle) && keyOf(tab.title) !== keyOf(tabTitle)) continue;
      const entry = Object.entries(tab.columns).find(([, column]) => keyOf(column.header) === keyOf(header));
      if (!entry) throw noColumn(title, header);
      const [column, declared] = entry;
      const grid = found?.grid ?? [];
      const columns = bindColumns(tab, grid[0] ?? []).at;
      const place = {
        tab: title,
        row,
        column: declared.header,
        value: shownCell(cellAt(grid, row - 1, columns.get(column) ?? -1), declared.kind.type),
      };
      if (tab.role === 'input' && !declared.options.computed)
        throw new Refusal(`«${declared.header}» вписывают сотрудники. ${ASK}`);
      if (!decided)
        throw new Refusal(
          `Программа «${programme.title}» не пересчитана: сначала устраните ошибки на вкладке «Ошибки».`,
        );
      const fault = faults[key]?.get(row);
      if (fault !== undefined)
        return {
          ...place,
          rule: 'Строка с ошибкой не участвует в расчёте.',
          clause: 'вкладка «Ошибки»',
          lines: [{ text: fault, tab: title, row }],
        };
      const rows = outputRows(decided.decision, key);
      const index =
        tab.role === 'input' || tab.role === 'log'
          ? (parsed[key]?.rows.findIndex((one) => one.row === row) ?? -1)
          : shownIndex(tab, grid, row, rows.length, (one) =>
              readsAs(tab, columns, grid[row - 1] ?? [], rows[one], decided.facts.zone),
            );
      const reason = index < 0 ? null : decided.decision.explain({ tab: key, index, column });
      if (!reason) throw new Refusal(`В строке ${row} вкладки «${title}» нечего объяснять. ${ASK}`);
      return { ...place, ...reason, lines: asTitled(scene, programme, reason.lines) };
    }
  return explainDeadline(scene, tabTitle, row, header);
}

/** Rules use the declared titles of tabs; staff may have renamed them. */
function asTitled(
  { workbook }: Scene,
  programme: Programme,
  lines: readonly ReasonLine[],
): readonly ReasonLine[] {
  const titles = new Map(
    Object.entries(programme.tabs).map(([key, { title }]) => [
      title,
      workbook.found.get(programmeKey(programme, key))?.sheet.title ?? title,
    ]),
  );
  return lines.map((line) =>
    line.tab === undefined ? line : { ...line, tab: titles.get(line.tab) ?? line.tab },
  );
}

/** The columns that identify a deadline; the days left change by themselves. */
const DEADLINE_IDENTITY = ['programme', 'object', 'what', 'due', 'tab', 'row'];

/** A deadline is explained by pointing to its source row. */
function explainDeadline(scene: Scene, tabTitle: string, row: number, header: string): Explanation {
  const found = scene.workbook.found.get(sharedKey('deadlines'));
  const title = found?.sheet.title ?? deadlinesTab.title;
  if (keyOf(title) !== keyOf(tabTitle)) throw new Refusal(`Вкладку «${tabTitle}» ведут не программы. ${ASK}`);
  const grid = found?.grid ?? [];
  const at = bindColumns(deadlinesTab, grid[0] ?? []).at;
  const entry = Object.entries(deadlinesTab.columns).find(
    ([, column]) => keyOf(column.header) === keyOf(header),
  );
  if (!entry) throw noColumn(title, header);
  const [key, column] = entry;
  const settingsTitle = scene.workbook.found.get(sharedKey('settings'))?.sheet.title ?? settingsTab.title;
  const dated = datedDeadlines(scene.evaluations, settingsTitle);
  const places = new Map([...at].filter(([name]) => DEADLINE_IDENTITY.includes(name)));
  const one =
    dated[
      shownIndex(deadlinesTab, grid, row, dated.length, (index) =>
        readsAs(deadlinesTab, places, grid[row - 1] ?? [], dated[index], dated[index]?.zone ?? scene.zone),
      )
    ];
  if (!one) throw new Refusal(`В строке ${row} вкладки «${title}» нечего объяснять. ${ASK}`);
  const source = one.row === null ? { tab: settingsTitle } : { tab: one.tab, row: one.row };
  return {
    tab: title,
    row,
    column: column.header,
    value: shownCell(cellAt(grid, row - 1, at.get(key) ?? -1), column.kind.type),
    rule: `${one.object}: ${one.what} — ${one.state}.`,
    clause: `регламент программы «${one.programme}»`,
    lines: [{ text: 'Срок посчитан по этой строке', ...source }],
  };
}

type OutputRows = readonly Readonly<Record<string, unknown>>[];

function outputRows(decision: Decision, key: string): OutputRows {
  const outputs: Readonly<Record<string, OutputRows>> = decision.outputs;
  return outputs[key] ?? [];
}

/**
 * 0-based index of the output row shown in a sheet's row: the row at the same position if it reads the same,
 * else the first one that does; −1 for a blank row.
 */
function shownIndex(
  tab: Tab,
  grid: Grid,
  row: number,
  count: number,
  reads: (index: number) => boolean,
): number {
  if (row < 2 || (grid[row - 1] ?? []).every((cell) => isBlank(cell))) return -1;
  if (row - 2 < count && reads(row - 2)) return row - 2;
  for (let index = 0; index < count; index += 1) if (reads(index)) return index;
  throw new Refusal(`Строка ${row} вкладки «${tab.title}» устарела или правлена. Пересчитайте и повторите.`);
}

/** Whether a row's cells equal an output row in the columns given by `places`. */
const readsAs = (
  tab: Tab,
  places: ReadonlyMap<string, number>,
  cells: readonly Cell[],
  wanted: OutputRows[number] | undefined,
  zone: Zone,
): boolean =>
  wanted !== undefined &&
  [...places].every(([key, position]) => {
    const column = tab.columns[key];
    return (
      column !== undefined &&
      sameCell(wantedCell(column, wanted[key], zone).value, cellAt([cells], 0, position))
    );
  });

/** The header above a selected cell; '' when there is none. */
function headerAt(scene: Scene, { sheetId, column }: Selection): string {
  for (const { sheet, grid } of scene.workbook.found.values())
    if (sheet.sheetId === sheetId) return String(grid[0]?.[column - 1] ?? '');
  return '';
}
