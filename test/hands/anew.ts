// «The next run heals», compared with a workbook typed anew: the same programmes freshly connected, staff's
// cells copied in by header, recomputed once. It contains nothing of the played workbook's past: no id,
// memory, stamp, format, filter, formula or leftover.
// Allowed to differ, and neither copied nor compared: the order of tabs and columns, staff's own columns and
// tabs, everything that is not a value, the lines of «Журнал», and what a programme that cannot run has left
// behind. Titles and row numbers are copied, because «Сроки» and «Ошибки» name them; so are «Письма», draws
// and closed lines, because they are history that no recompute creates.
import { fail, wordOf } from '../bundle/failures.js';
import type { SheetState } from '../../src/local/workbook/model.js';
import type { Cell } from '../../src/rules/kinds.js';
import type { Tab } from '../../src/rules/tabs.js';
import { keyOf } from '../../src/rules/text.js';
import { journalTab, sharedTabs } from '../../src/sheets/shared-tabs.js';
import { compare, type Grids } from './compare.js';
import { setClock, type Stage } from './stage.js';
import { haltedTabs, rowsOf, sheetsOf, stoppedTitles, tabOf } from './world.js';

interface Standing {
  readonly tab: Tab;
  readonly sheet: SheetState;
}
type Column = Tab['columns'][string];

/** The ground's tabs and their current sheets. */
function standingTabs({ world, ground }: Stage): {
  readonly found: readonly Standing[];
  readonly missing: readonly Tab[];
} {
  const { state } = world.book.core;
  const bound = new Map(sheetsOf(state).map((sheet) => [tabOf(world, sheet, state), sheet]));
  const tabs: readonly Tab[] = [
    ...Object.values(sharedTabs),
    ...ground.programmes.flatMap((programme) => Object.values(programme.tabs)),
  ];
  return {
    found: tabs.flatMap((tab) => {
      const sheet = bound.get(tab);
      return sheet ? [{ tab, sheet }] : [];
    }),
    missing: tabs.filter((tab) => !bound.has(tab)),
  };
}

/** What Google returns for a sheet: of merged cells only the first has a value. */
function readable(sheet: SheetState): readonly (readonly Cell[])[] {
  const { merges } = sheet.body.facets;
  if (merges.length === 0) return rowsOf(sheet);
  return rowsOf(sheet).map((cells, row) =>
    cells.map((cell, column) => {
      const isCovered = merges.some(
        ({ top, bottom, left, right }) =>
          row >= top && row < bottom && column >= left && column < right && (row > top || column > left),
      );
      return isCovered ? '' : cell;
    }),
  );
}

/** Positions of the declared columns, in the order of the declaration; a repeated header gives two. */
const placesOf = (
  tab: Tab,
  header: readonly Cell[],
): readonly { readonly column: Column; readonly at: number }[] =>
  Object.values(tab.columns).flatMap((column) =>
    header.flatMap((cell, at) => (keyOf(String(cell)) === keyOf(column.header) ? [{ column, at }] : [])),
  );

const isOurs = (tab: Tab, { options }: Column): boolean =>
  tab.role === 'output' || (tab.role === 'input' && options.computed === true);

/**
 * Staff's cells of a tab, and what the add-on stores there as its memory; of «Сроки» also the lines of programmes that
 * are `stopped`, which no run writes anew.
 */
function typed({ tab, sheet }: Standing, stopped: ReadonlySet<string>): (Cell | null)[][] {
  const rows = readable(sheet);
  const places = placesOf(tab, rows[0] ?? []);
  const { programme } = sharedTabs.deadlines.columns;
  const whose = places.find(({ column }) => column === programme)?.at ?? -1;
  return rows.map((cells, row) =>
    places.map(({ column, at }) => {
      const isLeft = stopped.has(String(cells[whose] ?? ''));
      const isEmptied = row > 0 && isOurs(tab, column) && !column.options.remembered && !isLeft;
      const cell = cells[at] ?? '';
      return isEmptied || cell === '' ? null : cell;
    }),
  );
}

/**
 * What a recompute is responsible for: computed columns of inputs, outputs, letters; not columns with a
 * repeated header.
 */
function answered({ tab, sheet }: Standing): readonly (readonly Cell[])[] {
  const rows = readable(sheet);
  const places = placesOf(tab, rows[0] ?? []).filter(
    ({ column }, _, all) =>
      (isOurs(tab, column) || tab.role === 'log') && all.filter((one) => one.column === column).length === 1,
  );
  return rows.map((cells, row) =>
    places.map(({ column, at }) => (row === 0 ? column.header : (cells[at] ?? ''))),
  );
}

/** Types the workbook anew in the second workbook. */
function typeAnew(
  stage: Stage,
  found: readonly Standing[],
  missing: readonly Tab[],
  halted: ReadonlySet<Tab>,
): void {
  const stopped = stoppedTitles(halted);
  const { book } = stage.beside;
  book.core.state = stage.world.empty;
  for (const tab of missing) if (tab.role === 'input') book.deleteSheet(tab.title);
  // Tabs may have exchanged their titles: all get a temporary one first.
  found.forEach(({ tab }, index) => {
    book.renameSheet(tab.title, `вкладка ${index}`);
  });
  found.forEach(({ tab, sheet }, index) => {
    book.renameSheet(`вкладка ${index}`, sheet.title);
    const rows = typed({ tab, sheet }, stopped);
    book.setRows(sheet.title, tab === journalTab ? rows.slice(0, 1) : rows);
  });
  // «Ошибки» warns of a sheet that has the title of a renamed tab.
  const own = new Set(found.map(({ sheet }) => sheet));
  for (const sheet of sheetsOf(stage.world.book.core.state))
    if (!own.has(sheet) && found.some(({ tab }) => keyOf(tab.title) === keyOf(sheet.title)))
      book.addSheet(sheet.title);
}

/**
 * Compares the finished workbook with the same cells typed anew; `word`: the message with which its own
 * recompute ended.
 */
export function checkAnew(stage: Stage, word: string | null): void {
  const { world, beside } = stage;
  const { found, missing } = standingTabs(stage);
  const halted = haltedTabs(world, world.book.core.state);
  typeAnew(stage, found, missing, halted);
  setClock(beside, stage.time);
  const told = wordOf(() => beside.call('recompute'));
  if ((word === null) !== (told === null)) fail(`«${String(word)}», а набрано заново «${String(told)}»`);
  if (word !== null) return;
  const { state } = beside.book.core;
  const [is, should]: [Record<string, Grids[string]>, Record<string, Grids[string]>] = [{}, {}];
  for (const { tab, sheet } of found) {
    if (tab === journalTab || halted.has(tab)) continue;
    const anew = sheetsOf(state).find(({ title }) => title === sheet.title) ?? fail(`нет «${sheet.title}»`);
    is[sheet.title] = answered({ tab, sheet });
    should[sheet.title] = answered({ tab, sheet: anew });
  }
  compare('не как набранное заново', is, should);
}
