// Damage that staff did: in the shared tabs headers lost or doubled and rows of unknown programmes; what cannot be done
// then.
import { type Programme, Refusal } from '../rules/programme.js';
import type { Tab } from '../rules/tabs.js';
import { keyOf, quotedList } from '../rules/text.js';
import { bindColumns } from '../sheets/bind.js';
import { hasRows } from '../sheets/grid.js';
import { ADDED_BY_SETUP, DOUBLED, type ParsedTab } from '../sheets/parse.js';
import { cellProblem, headerProblem, type SheetProblem, unplaced } from '../sheets/problems.js';
import { COMMON, sharedTabs } from '../sheets/shared-tabs.js';
import type { FoundTab, OpenWorkbook, WantedTab } from '../sheets/workbook.js';

/** The columns without which a shared tab cannot be read, and the message about what is not done then. */
const VITAL = {
  settings: { columns: ['programme', 'parameter', 'value'], undone: 'ни одна программа не пересчитана' },
  calendar: { columns: ['country', 'date', 'day'], undone: 'ни одна программа не пересчитана' },
  templates: { columns: ['code', 'subject', 'text'], undone: 'новые письма не создаются' },
  // Without its keys the history of letters cannot be read, and every letter would be created again; without
  // time and zone (the programme's) what waits would go out at once.
  letters: {
    columns: ['key', 'programme', 'to', 'subject', 'text', 'notBefore', 'status'],
    undone: 'новые письма не создаются и не уходят',
  },
} as const;
export type VitalTab = keyof typeof VITAL;

/** A shared tab as found; undefined when the workbook lacks it. */
type Found = (key: keyof typeof sharedTabs) => FoundTab | undefined;

/** Vital tabs with rows that have lost a vital header, or have any declared header twice. */
export const damages = (found: Found): ReadonlyMap<VitalTab, SheetProblem> =>
  new Map(
    (Object.keys(VITAL) as VitalTab[]).flatMap((key) => {
      const tab = found(key);
      const damage = tab ? damageOf(tab, sharedTabs[key], VITAL[key]) : null;
      return damage ? [[key, damage] as const] : [];
    }),
  );

function damageOf(
  { sheet, grid, unbound }: FoundTab,
  tab: Tab,
  { columns, undone }: { readonly columns: readonly string[]; readonly undone: string },
): SheetProblem | null {
  const { missing, doubled } = bindColumns(tab, grid[0] ?? []);
  const headers = [
    ...columns.filter((key) => missing.includes(key)).map((key) => tab.columns[key]?.header ?? key),
    ...doubled,
  ];
  if (headers.length === 0 || !hasRows(grid)) return null;
  const named = quotedList(headers);
  const what =
    headers.length > 1 ? 'заголовки потеряны или повторяются' : 'заголовок потерян или повторяется';
  return headerProblem(sheet, headers.join(', '), {
    what: `${what}: ${named}; ${undone}`,
    how:
      unbound && doubled.length === 0
        ? ADDED_BY_SETUP
        : 'Верните потерянные заголовки в строку 1; столбец с повторным заголовком переименуйте или удалите.',
  });
}

/**
 * Problems of columns with a doubled header: it is unknown which one is the add-on's, so neither is written.
 */
export const unwrittenColumns = (found: Found): readonly SheetProblem[] =>
  (['deadlines', 'errors', 'journal'] as const).flatMap((key) => {
    const tab = found(key);
    if (!tab) return [];
    return bindColumns(sharedTabs[key], tab.grid[0] ?? []).doubled.map((header) =>
      headerProblem(tab.sheet, header, {
        what: `${DOUBLED.what}: ни один не заполняется`,
        how: DOUBLED.how,
      }),
    );
  });

/** Sheets that staff have given the title of a renamed tab, which stays bound: they are not read. */
export const namesakes = ({ sheets, found }: OpenWorkbook, wanted: readonly WantedTab[]): SheetProblem[] =>
  wanted.flatMap(({ key, tab }) => {
    const bound = found.get(key)?.sheet;
    const namesake = sheets.find(({ title }) => keyOf(title) === keyOf(tab.title));
    if (!bound || !namesake || [...found.values()].some(({ sheet }) => sheet.sheetId === namesake.sheetId))
      return [];
    return [
      {
        ...unplaced(namesake.title),
        sheetId: namesake.sheetId,
        what: `эта вкладка не учитывается: «${tab.title}» переименовали в «${bound.title}», учитывается вкладка «${bound.title}»`,
        how: `Если нужна прежняя, удалите эту и верните «${bound.title}» название «${tab.title}». Если нужна эта, сделайте копию «${bound.title}», а саму «${bound.title}» удалите.`,
        severity: 'warning',
      },
    ];
  });

/** Rows of «Настройки» for an unknown programme: most likely a typing error. */
export function unknownProgrammes(
  programmes: readonly Programme[],
  settings: ParsedTab | null,
): readonly SheetProblem[] {
  if (!settings) return [];
  const known = new Set([COMMON, ...programmes.map((programme) => programme.title)].map(keyOf));
  return settings.rows
    .filter((row) => !known.has(keyOf(String(row['programme']))))
    .map((row) =>
      cellProblem(settings, row.row, 'programme', {
        what: 'такой программы нет: параметр не действует',
        how: 'Исправьте название программы или удалите строку.',
        severity: 'warning',
      }),
    );
}

/** Why nothing can be done by a programme that is stopped. */
export const stopped = ({ title }: Programme): Refusal =>
  new Refusal(
    `Программа «${title}» не пересчитана. Исправьте то, что указано на вкладке «Ошибки», и повторите.`,
  );

/** Why nothing can be done in a tab with a doubled header. */
export const doubledHeader = (title: string, header: string): Refusal =>
  new Refusal(`На вкладке «${title}» два столбца «${header}». Переименуйте или удалите лишний и повторите.`);
