// What an action writes before the recompute of the same run: applies it to the scene, so that both can go in
// one write.
import { type ActionPlan, Refusal } from '../rules/programme.js';
import { keyOf } from '../rules/text.js';
import type { SheetInfo } from '../sheets/bind.js';
import { diffAppended, gridAfter, rowsTouched } from '../sheets/diff.js';
import type { Request } from '../sheets/ports.js';
import { newTab } from '../sheets/structure.js';
import { inert } from '../sheets/wanted.js';
import {
  type FoundTab,
  type Guard,
  nextSheetId,
  type OpenWorkbook,
  type TabKey,
} from '../sheets/workbook.js';
import { type TabWrite, writeRequests } from '../sheets/write.js';
import { gridAsRead, guardOf, type Scene, sceneOf } from './scene.js';

/** A tab's changes, with the key under which its sheet is remembered. */
export interface StagedWrite extends TabWrite {
  readonly key: TabKey;
}

export interface Staged {
  readonly scene: Scene;
  readonly requests: readonly (readonly Request[])[];
  readonly guards: readonly Guard[];
  readonly writes: readonly TabWrite[];
}

/**
 * The scene with these writes and this new tab applied, and the cells that must be unchanged when they are
 * sent.
 */
export function stage(scene: Scene, own: readonly StagedWrite[], table?: NewTable): Staged {
  const found = new Map(scene.workbook.found);
  for (const write of own) found.set(write.key, foundAfter(scene, write));
  const { lastId } = scene.workbook;
  const sheets = [...scene.workbook.sheets, ...createdBy(own)];
  const made = table ? [newTable({ sheets, lastId }, table)] : [];
  const workbook = { sheets: [...sheets, ...createdBy(made)], lastId, found };
  const writes = [...own, ...made];
  return {
    scene: sceneOf(workbook, scene.programmes, scene.now),
    requests: writeRequests(writes),
    guards: writes.filter(({ place }) => !place.created).map(({ place }) => guardOf(scene, place)),
    writes,
  };
}

const createdBy = (writes: readonly TabWrite[]): readonly SheetInfo[] =>
  writes.filter(({ place }) => place.created).map(sheetAfter);

const foundAfter = (scene: Scene, write: StagedWrite): FoundTab => ({
  ...scene.workbook.found.get(write.key),
  sheet: sheetAfter(write),
  grid: gridAfter(write.place.grid, write.diff),
  asRead: gridAsRead(scene, write.place.sheetId),
  created: write.place.created,
});

const sheetAfter = ({ place, diff }: TabWrite): SheetInfo => ({
  sheetId: place.sheetId,
  title: place.title,
  rowCount: Math.max(place.rowCount, rowsTouched(diff)),
  columnCount: place.columnCount,
});

type NewTable = NonNullable<ActionPlan['newTab']>;

/**
 * A tab of its own for what an action has made, such as a payout register. Refuses a title that is in use: no tab is
 * written over.
 */
function newTable(workbook: Pick<OpenWorkbook, 'sheets' | 'lastId'>, { tab, rows }: NewTable): TabWrite {
  if (workbook.sheets.some((sheet) => keyOf(sheet.title) === keyOf(tab.title)))
    throw new Refusal(
      `Вкладка «${tab.title}» уже есть: она не перезаписана. Переименуйте или удалите её и повторите.`,
    );
  // Written once, and staff's own from then on: not protected as an output is.
  const place = newTab({ ...tab, role: 'log' }, nextSheetId(workbook), null);
  const keys = Object.keys(tab.columns);
  const cells = rows.map((row) =>
    Object.fromEntries(keys.map((key, at) => [key, { value: inert(row[at] ?? '') }])),
  );
  return { place, diff: diffAppended(place, cells) };
}
