// What an action writes before the recompute of the same run: applies it to the scene, so that both can go in
// one write.
import type { ActionPlan } from '../rules/programme.js';
import { gridAfter, rowsTouched } from '../sheets/diff.js';
import type { Request } from '../sheets/ports.js';
import type { FoundTab, Guard } from '../sheets/workbook.js';
import { type TabWrite, writeRequests } from '../sheets/write.js';
import type { ActionReport } from './report.js';
import { gridAsRead, guardOf, type Scene, sceneOf } from './scene.js';
import { newTable } from './table.js';

type NewTable = NonNullable<ActionPlan['newTab']>;

/** A tab's changes, with the key under which its sheet is remembered. */
export interface StagedWrite extends TabWrite {
  readonly key: string;
}

export interface Staged {
  /** Not evaluated yet. */
  readonly scene: Scene;
  readonly requests: readonly (readonly Request[])[];
  readonly guards: readonly Guard[];
  readonly writes: readonly TabWrite[];
  /** Number of cells of a new tab beside the declared ones, by its title. */
  readonly added: ActionReport['changed'];
}

/**
 * The scene with these writes and this new tab applied, and the cells that must be unchanged when they are
 * sent.
 */
export function stage(scene: Scene, writes: readonly StagedWrite[], table: NewTable | null = null): Staged {
  const found = new Map(scene.workbook.found);
  const created = writes.filter(({ place }) => place.created).map(sheetAfter);
  for (const write of writes) found.set(write.key, foundAfter(scene, write));
  const sheets = [...scene.workbook.sheets, ...created];
  const { lastId } = scene.workbook;
  const made = table ? newTable({ sheets, lastId }, table) : null;
  const workbook = { sheets: made ? [...sheets, made.sheet] : sheets, lastId, found };
  return {
    scene: sceneOf(workbook, scene.programmes, scene.now),
    requests: [...writeRequests(writes), ...(made ? [made.requests] : [])],
    guards: writes.filter(({ place }) => !place.created).map(({ place }) => guardOf(scene, place)),
    writes,
    added: table ? { [table.tab.title]: cellsOf(table) } : {},
  };
}

const cellsOf = ({ rows }: NewTable): number => rows.flat().filter((cell) => cell !== '').length;

const foundAfter = (scene: Scene, write: StagedWrite): FoundTab => ({
  ...scene.workbook.found.get(write.key),
  sheet: sheetAfter(write),
  grid: gridAfter(write.place.grid, write.diff),
  asRead: gridAsRead(scene, write.place.sheetId),
  created: write.place.created,
});

const sheetAfter = ({ place, diff }: TabWrite): FoundTab['sheet'] => ({
  sheetId: place.sheetId,
  title: place.title,
  rowCount: Math.max(place.rowCount, rowsTouched(diff)),
  columnCount: place.columnCount,
});
