// Staff's own data where the add-on would write: in tabs of these titles that it has never had. Set-up refuses,
// because the next recompute would overwrite them.
import { Refusal, type Programme } from '../rules/programme.js';
import type { Tab } from '../rules/tabs.js';
import { quotedList } from '../rules/text.js';
import { boundColumns, placeOf } from '../sheets/bind.js';
import { hasRows, isBlank } from '../sheets/grid.js';
import { settingRowsOf } from '../sheets/settings.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import { type FoundTab, sourceOf } from '../sheets/workbook.js';
import { programmeKey, type Scene, sharedKey } from './scene.js';

/** Shared tabs whose rows the add-on rewrites or trims; set-up completes staff's own ones of the others. */
const REWRITTEN = ['deadlines', 'errors', 'journal'] as const;

/**
 * Refuses to connect programmes to tabs with staff's own data where results are written. A programme that
 * «Настройки» lists has had its tabs: in a copy of its workbook, whose sheets nobody remembers, they hold results.
 */
export function refuseOccupied(scene: Scene, chosen: readonly Programme[]): void {
  const isListed = ({ title }: Programme): boolean => settingRowsOf(scene.settings, title).length > 0;
  const shared = scene.programmes.some(isListed)
    ? []
    : REWRITTEN.map((key) => [sharedKey(key), sharedTabs[key]] as const);
  const own = chosen
    .filter((programme) => !isListed(programme))
    .flatMap((programme) =>
      Object.entries(programme.tabs).map(([key, tab]) => [programmeKey(programme, key), tab] as const),
    );
  const lines = [...own, ...shared].flatMap(([key, tab]) => {
    const found = scene.workbook.found.get(key);
    return found?.unbound === true ? (occupied(tab, found) ?? []) : [];
  });
  if (lines.length > 0)
    throw new Refusal(
      [...lines, 'Переименуйте эти вкладки или столбцы и повторите. Ничего не изменено.'].join('\n'),
    );
}

/** What of a tab staff use themselves; null if nothing is in the way. */
function occupied(tab: Tab, found: FoundTab): string | null {
  if (tab.role !== 'input')
    return hasRows(found.grid)
      ? `На вкладке «${found.sheet.title}» ваши данные, а «Регламент» заполняет её сам.`
      : null;
  const place = placeOf(sourceOf(tab, found));
  const taken = boundColumns(place)
    .filter(
      ({ column, at }) =>
        column.options.computed && place.grid.some((row, index) => index > 0 && !isBlank(row[at])),
    )
    .map(({ column }) => column.header);
  return taken.length > 0
    ? `На вкладке «${place.title}» в столбцах ${quotedList(taken)} ваши данные, а «Регламент» пишет туда сам.`
    : null;
}
