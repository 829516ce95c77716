// Watches a run call by call: what each call of the add-on's did to the workbook is held against what it may do.
import { fail, KNOWN } from '../bundle/support.js';
import type { SheetState, WorkbookState } from '../../src/local/workbook/model.js';
import { addressHash } from '../../src/rules/hash.js';
import type { Cell } from '../../src/rules/kinds.js';
import { keyOf } from '../../src/rules/text.js';
import { identityOfKey } from '../../src/mail/keys.js';
import { declaredHeaders, isTag, ourHeaders, rowsOf, sheetsOf, tabOf, type World } from './world.js';

const HEADS = new Set([...KNOWN.keys()]);
void HEADS;

/** What a run may do beyond its own columns. */
export interface Allowed {
  /** Rows that staff have not filled may be filled: set-up's parameters, an action's line. */
  readonly fills: boolean;
  /** Declared columns of inputs may change: personal data is erased. */
  readonly erases: boolean;
}

const formulaAt = (sheet: SheetState, row: number, column: number): string =>
  sheet.body().rows[row]?.extras?.[column]?.formula ?? '';

/** Throws when what the add-on did between two states touched anything that is not its own. */
export function checkEffect(world: World, before: WorkbookState, after: WorkbookState, may: Allowed): void {
  const now = new Map(after.sheets.map((sheet) => [sheet.id, sheet]));
  for (const sheet of sheetsOf(before)) {
    const next = now.get(sheet.id) ?? fail(`вкладки «${sheet.title}» не стало`);
    if (next.title !== sheet.title) fail(`вкладка «${sheet.title}» переименована в «${next.title}»`);
    if (next.body() === sheet.body()) continue;
    checkSheet(world, before, sheet, next, may);
  }
}

function checkSheet(
  world: World,
  state: WorkbookState,
  sheet: SheetState,
  next: SheetState,
  may: Allowed,
): void {
  const tab = tabOf(world, sheet, state);
  const was = rowsOf(sheet);
  const is = rowsOf(next);
  const header = was[0] ?? [];
  const ours = tab ? ourHeaders(tab) : new Set<string>();
  const declared = tab ? declaredHeaders(tab) : new Set<string>();
  const isLog = tab?.role === 'log';
  const trimmed = tab?.title === 'Журнал' && was.length > 990;
  if (trimmed) return;
  const height = Math.max(was.length, is.length);
  for (let row = 0; row < height; row += 1) {
    const cells = was[row] ?? [];
    const width = Math.max(cells.length, is[row]?.length ?? 0);
    for (let column = 0; column < width; column += 1) {
      const old = cells[column] ?? '';
      const fresh = is[row]?.[column] ?? '';
      const same = old === fresh && formulaAt(sheet, row, column) === formulaAt(next, row, column);
      if (same) continue;
      const place = `«${sheet.title}» R${row + 1}C${column + 1}: было ${JSON.stringify(old)}${formulaAt(sheet, row, column) === '' ? '' : ' (формула)'}, стало ${JSON.stringify(fresh)}`;
      if (isTag(old)) fail(`метка сотрудников затёрта: ${place}`);
      if (!tab) fail(`чужая вкладка изменена: ${place}`);
      const key = keyOf(String(header[column] ?? ''));
      if (row === 0) {
        // A missing column may be added where nothing stands.
        const empty = was.every(
          (line, index) => (line[column] ?? '') === '' && formulaAt(sheet, index, column) === '',
        );
        if (!empty || !declared.has(keyOf(String(fresh)))) fail(`заголовок изменён: ${place}`);
        continue;
      }
      const added = key === '' && declared.has(keyOf(String(is[0]?.[column] ?? '')));
      if (added) continue;
      if (isLog && tab.title !== 'Письма' && old !== '') {
        if (!may.erases) fail(`строка журнала изменена: ${place}`);
        continue;
      }
      if (ours.has(key)) {
        if (tab.title === 'Письма' && key === keyOf('Ключ') && old !== '') {
          if (identityOfKey(String(old)) !== identityOfKey(String(fresh)))
            fail(`ключ письма изменён: ${place}`);
        }
        continue;
      }
      if (may.erases && declared.has(key)) continue;
      if (may.fills && declared.has(key) && old === '') continue;
      if (isLog && declared.has(key) && old === '') continue;
      fail(`ячейка сотрудников изменена (${String(header[column])}): ${place}`);
    }
  }
}

/** Letters as the tab holds them: how often each stands there, and with which statuses. */
export function lettersIn(world: World, state: WorkbookState): ReadonlyMap<string, readonly string[]> {
  const sheet = sheetsOf(state).find((one) => tabOf(world, one, state)?.title === 'Письма');
  const rows = sheet ? rowsOf(sheet) : [];
  const find = (name: string): number => (rows[0] ?? []).findIndex((cell) => keyOf(String(cell)) === name);
  const [key, status] = [find('ключ'), find('статус')];
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

/** Letters that staff's hand has set free to go once more: their row is gone, or waits again. By hash. */
export function setFree(world: World, before: WorkbookState, after: WorkbookState): readonly string[] {
  const [old, fresh] = [lettersIn(world, before), lettersIn(world, after)];
  return [...old].flatMap(([identity, statuses]) => {
    const now = fresh.get(identity) ?? [];
    const again =
      now.filter(isWaiting).length > statuses.filter(isWaiting).length && now.length <= statuses.length;
    return now.length < statuses.length || again ? [addressHash(identity)] : [];
  });
}

/** The letter that is in the air, by hash: what the add-on has noted before it sends. */
export function inTheAir(state: WorkbookState): string {
  const text = state.host.properties.document['flight'] ?? '';
  const { batch, next } = JSON.parse(text) as { readonly batch: readonly string[]; readonly next: number };
  return batch[next] ?? fail(`no letter in the air: ${text}`);
}

/** One clear word in Russian: no stack, no code, no half-made text. */
export function checkWord(message: string): void {
  if (!/^[«А-ЯЁ]/.test(message)) fail(`не по-русски: ${message}`);
  const bad =
    /undefined|null|NaN|\[object|Infinity|Invalid|requests\[|exceed|Unable|No grid|TypeError|already exists|Cannot|at \w+ \(|Служба .* не реализована|Сбой локального/;
  if (bad.test(message)) fail(`не слово для сотрудника: ${message}`);
}

export type Cells = readonly (readonly Cell[])[];
