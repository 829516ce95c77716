// The sketch of a write: gives each tab its sheet, and collects what must not change before it is written.
import type { Tab } from '../rules/tabs.js';
import { diffOf, type TabDiff } from '../sheets/diff.js';
import { isShared, sharedTabs } from '../sheets/shared-tabs.js';
import { existingTab, newTab, type StructuredTab } from '../sheets/structure.js';
import { type Guard, nextSheetId, type TabKey } from '../sheets/workbook.js';
import type { TabWrite } from '../sheets/write.js';
import { guardOf, isForeign, type Scene, SHARED, sharedKey } from './scene.js';

/** What to do about columns that a tab lacks: add them, or leave it to staff to restore them. */
type Lacking = 'add' | 'leave';

/**
 * Assigns each tab its sheet: the one found, or a new one under an unused id, those of programmes before the
 * shared ones.
 */
export function shapeTabs(scene: Scene): (key: TabKey, tab: Tab, lacking: Lacking) => StructuredTab {
  let next = nextSheetId(scene.workbook);
  const firstShared = Math.min(
    ...SHARED.flatMap(([key]) => {
      const found = scene.workbook.found.get(sharedKey(key));
      const at = scene.workbook.sheets.findIndex(({ sheetId }) => sheetId === found?.sheet.sheetId);
      return at < 0 ? [] : [at];
    }),
  );
  let position = Number.isFinite(firstShared) ? firstShared : null;
  return (key, tab, lacking) => {
    const found = scene.workbook.found.get(key);
    if (found) {
      const { sheet, grid, created = false } = found;
      return { ...existingTab(tab, sheet, grid, lacking === 'add'), created };
    }
    const made = newTab(tab, next, isShared(tab) ? null : position);
    next += 1;
    if (!isShared(tab) && position !== null) position += 1;
    return made;
  };
}

export const noChange = (place: StructuredTab): TabDiff => diffOf(place, new Map());

/** State shared by the parts of a plan. */
export interface Sketch<S extends Scene = Scene> {
  readonly scene: S;
  /** The sheet of a tab; records its id in `ids`. */
  readonly shape: ReturnType<typeof shapeTabs>;
  /** The sheet of a shared tab; a foreign one is not bound, so that set-up can still complete it. */
  readonly shared: (key: keyof typeof sharedTabs, lacking?: Lacking) => StructuredTab;
  /**
   * A tab's changes; records that its headers and the cells of `columns`, or of all its columns, must not change
   * before they are written.
   */
  readonly write: (place: StructuredTab, diff: TabDiff, columns?: () => readonly number[]) => TabWrite;
  readonly guards: Guard[];
  readonly ids: Map<TabKey, number>;
  readonly rows: Record<string, number>;
}

export function openSketch<S extends Scene>(scene: S): Sketch<S> {
  const fit = shapeTabs(scene);
  const guards: Guard[] = [];
  const ids = new Map<TabKey, number>();
  const shape: Sketch['shape'] = (key, tab, lacking) => {
    const place = fit(key, tab, lacking);
    ids.set(key, place.sheetId);
    return place;
  };
  return {
    scene,
    shape,
    shared: (key, lacking = 'add') =>
      (isForeign(scene, key) ? fit : shape)(sharedKey(key), sharedTabs[key], lacking),
    write: (place, diff, columns) => {
      // Where columns are added, the sheet must still be blank.
      const isExtended = place.requests.length > 0;
      // To know which columns distinguish the rows takes long: only for tabs that are written.
      if (!place.created && (isExtended || diff.cells > 0))
        guards.push(guardOf(scene, place, isExtended ? null : columns?.()));
      return { place, diff };
    },
    guards,
    ids,
    rows: {},
  };
}

/** «Журнал». The run's line is appended: no line may be added or removed since it was read. */
export function journalIn(sketch: Sketch, lacking: Lacking): StructuredTab {
  const journal = sketch.shared('journal', lacking);
  if (!journal.created) sketch.guards.push(guardOf(sketch.scene, journal));
  return journal;
}
