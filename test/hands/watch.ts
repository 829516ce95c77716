// Watches a run call by call: checks that each call of the add-on changed only what it may change.
import { fail } from '../bundle/failures.js';
import type { SheetState, WorkbookState } from '../../src/local/workbook/model.js';
import { shortHash } from '../../src/rules/hash.js';
import type { Cell } from '../../src/rules/kinds.js';
import type { Tab } from '../../src/rules/tabs.js';
import { keyOf } from '../../src/rules/text.js';
import { identityOfKey } from '../../src/mail/keys.js';
import { journalTab, lettersTab } from '../../src/sheets/shared-tabs.js';
import { isUnseen } from './compare.js';
import { declaredHeaders, isTag, ourHeaders, rowsOf, sheetsOf, tabOf, type World } from './world.js';

/** What a run may change beyond its own columns. */
export interface Allowed {
  /** Cells that staff have left empty may be filled: set-up's parameters, an action's line. */
  readonly fills: boolean;
  /** Declared input columns may change, because personal data is erased. */
  readonly erases: boolean;
  /**
   * An edit was made between the last look and the write: a line of «Журнал» may have moved to another row.
   */
  readonly late: boolean;
}

const formulaAt = (sheet: SheetState, row: number, column: number): string =>
  sheet.body.rows[row]?.extras?.[column]?.formula ?? '';

/** Whether the add-on has written only its line in «Журнал», so that there was nothing to look back at. */
export const isLineAlone = (world: World, before: WorkbookState, after: WorkbookState): boolean =>
  sheetsOf(after).every((sheet) => {
    const was = before.sheets.find(({ id }) => id === sheet.id);
    return was?.body === sheet.body || tabOf(world, sheet, after) === journalTab;
  });

/** Throws if the add-on changed anything between two states that it may not change. */
export function checkEffect(world: World, before: WorkbookState, after: WorkbookState, may: Allowed): void {
  const now = new Map(after.sheets.map((sheet) => [sheet.id, sheet]));
  for (const sheet of sheetsOf(before)) {
    const next = now.get(sheet.id) ?? fail(`вкладки «${sheet.title}» не стало`);
    if (next.title !== sheet.title) fail(`вкладка «${sheet.title}» переименована в «${next.title}»`);
    if (next.visibility !== sheet.visibility) fail(`вкладка «${sheet.title}» показана или скрыта`);
    if (next.body === sheet.body) continue;
    if (viewOf(next) !== viewOf(sheet))
      fail(`вид «${sheet.title}» изменён: был ${viewOf(sheet)}, стал ${viewOf(next)}`);
    checkSheet(world, before, sheet, next, may);
  }
}

/** The view of a sheet: its filter, merged cells, hidden rows and columns. */
function viewOf(sheet: SheetState): string {
  const { rows, facets } = sheet.body;
  return JSON.stringify({
    filter: facets.filter,
    merges: facets.merges,
    rows: rows.flatMap((row, index) => (row?.attributes.includes('hidden="1"') ? [index] : [])),
    columns: facets.columns.flatMap(({ hidden, first, last }) => (hidden ? [[first, last]] : [])),
  });
}

function checkSheet(
  world: World,
  state: WorkbookState,
  sheet: SheetState,
  next: SheetState,
  may: Allowed,
): void {
  const tab = tabOf(world, sheet, state);
  const [was, is] = [rowsOf(sheet), rowsOf(next)];
  if (tab === journalTab && was.length > KEPT_LINES) return;
  if (isHistory(tab) && may.late) {
    const known = tab === lettersTab ? lettersOf : linesOf;
    const standing = new Set(known(is));
    for (const line of known(was)) if (!standing.has(line)) fail(`строки «${sheet.title}» не стало: ${line}`);
  }
  const judge = judgeOf(tab, was, is, may);
  for (let row = 0; row < Math.max(was.length, is.length); row += 1) {
    const width = Math.max(was[row]?.length ?? 0, is[row]?.length ?? 0);
    for (let column = 0; column < width; column += 1) {
      const [old, fresh] = [was[row]?.[column] ?? '', is[row]?.[column] ?? ''];
      const formula = formulaAt(sheet, row, column);
      if (old === fresh && formula === formulaAt(next, row, column)) continue;
      // A formula without a visible result still occupies its cell.
      const fault = judge(row, column, formula === '' ? old : `=${formula}`, fresh);
      if (fault !== null)
        fail(
          `${fault}: «${sheet.title}» R${row + 1}C${column + 1}: было ${JSON.stringify(old)}${formula === '' ? '' : ` (=${formula})`}, стало ${JSON.stringify(fresh)}`,
        );
    }
  }
}
/** Above a thousand lines the oldest are removed. */
const KEPT_LINES = 990;

/** Tabs whose rows no later run creates again. */
const isHistory = (tab: Tab | null): boolean => tab === journalTab || tab === lettersTab;

/** The lines of «Журнал», by its own columns only. */
const linesOf = (rows: Rows): string[] => {
  const header = (rows[0] ?? []).map((cell) => keyOf(String(cell)));
  const at = Object.values(journalTab.columns).map((column) => header.indexOf(keyOf(column.header)));
  return rows
    .slice(1)
    .map((cells) => JSON.stringify(at.map((column) => cells[column] ?? '')))
    .filter((line) => /[^[\]",]/.test(line));
};

type Rows = readonly (readonly Cell[])[];

/** Returns a function that says what is wrong with a change of one cell; null if nothing is. */
function judgeOf(
  tab: Tab | null,
  was: Rows,
  is: Rows,
  may: Allowed,
): (row: number, column: number, old: Cell, fresh: Cell) => string | null {
  const keyAt = (rows: Rows, column: number): string => keyOf(String(rows[0]?.[column] ?? ''));
  const ours = tab ? ourHeaders(tab) : new Set<string>();
  const declared = tab ? declaredHeaders(tab) : new Set<string>();
  return (row, column, old, fresh) => {
    if (isTag(old)) return 'метка сотрудников затёрта';
    if (!tab) return 'чужая вкладка изменена';
    const key = keyAt(was, column);
    const isAdded = key === '' && declared.has(keyAt(is, column));
    if (row === 0)
      // A missing column may be added where the sheet is empty.
      return isAdded && was.every((line) => (line[column] ?? '') === '') ? null : 'заголовок изменён';
    const isEmpty = isUnseen(old);
    if (isAdded && isEmpty) return null;
    if (tab.role === 'log' && tab !== lettersTab)
      return may.erases || (declared.has(key) && (isEmpty || (may.late && tab === journalTab)))
        ? null
        : 'строка журнала изменена';
    if (ours.has(key)) {
      const isKey =
        tab === lettersTab && !may.late && key === keyOf(lettersTab.columns.key.header) && !isEmpty;
      return isKey && identityOfKey(String(old)) !== identityOfKey(String(fresh))
        ? 'ключ письма изменён'
        : null;
    }
    if (declared.has(key) && (may.erases || (may.fills && isEmpty))) return null;
    return `ячейка сотрудников изменена («${String(was[0]?.[column] ?? '')}»)`;
  };
}

const lettersSheet = (world: World, state: WorkbookState): SheetState | undefined =>
  sheetsOf(state).find((one) => tabOf(world, one, state) === lettersTab);
export const hasLetters = (world: World, state: WorkbookState): boolean =>
  lettersSheet(world, state) !== undefined;

const columnAt = (rows: Rows, name: string): number =>
  (rows[0] ?? []).findIndex((cell) => keyOf(String(cell)) === name);

/** The letters of «Письма», by the identity in their keys. */
const lettersOf = (rows: Rows): string[] => {
  const at = columnAt(rows, 'ключ');
  return at < 0
    ? []
    : rows
        .slice(1)
        .map((cells) => identityOfKey(String(cells[at] ?? '').trim()))
        .filter((identity) => identity !== '');
};

/** The statuses of each letter, one per row that has its key. */
function lettersIn(world: World, state: WorkbookState): ReadonlyMap<string, readonly string[]> {
  const sheet = lettersSheet(world, state);
  const rows = sheet ? rowsOf(sheet) : [];
  const [key, status] = [columnAt(rows, 'ключ'), columnAt(rows, 'статус')];
  const letters = new Map<string, string[]>();
  if (key < 0) return letters;
  for (const row of rows.slice(1)) {
    const identity = identityOfKey(String(row[key] ?? '').trim());
    if (identity === '') continue;
    const list = letters.get(identity) ?? [];
    list.push(keyOf(String(row[status] ?? '')));
    letters.set(identity, list);
  }
  return letters;
}

const isWaiting = (status: string): boolean => status === 'черновик' || status === 'в очереди';

/** Letters that may be sent again because of an edit: their row is gone, or waits again. By hash. */
export function setFree(world: World, before: WorkbookState, after: WorkbookState): readonly string[] {
  const [old, fresh] = [lettersIn(world, before), lettersIn(world, after)];
  return [...old].flatMap(([identity, statuses]) => {
    const now = fresh.get(identity) ?? [];
    const again =
      now.filter(isWaiting).length > statuses.filter(isWaiting).length && now.length <= statuses.length;
    return now.length < statuses.length || again ? [shortHash(identity)] : [];
  });
}

/** The hash of the letter being sent, as the add-on records it before sending. */
export function inTheAir(state: WorkbookState): string {
  const text = state.host.properties.document.flight ?? '';
  const { batch, done } = JSON.parse(text) as { readonly batch: readonly string[]; readonly done: number };
  return batch[done] ?? fail(`no letter in the air: ${text}`);
}

/** Checks that a message is one clear Russian text: no stack trace, no code, no unfinished text. */
export function checkWord(message: string): void {
  if (!/^[«А-ЯЁ]/.test(message)) fail(`не по-русски: ${message}`);
  const bad =
    /undefined|null|NaN|\[object|Infinity|Invalid|requests\[|exceed|Unable|No grid|TypeError|already exists|Cannot|at \w+ \(|Служба .* не реализована|Сбой локального/;
  if (bad.test(message)) fail(`не слово для сотрудника: ${message}`);
}
