// Where personal data may be: all tabs as an erasure sees them, and the rows that staff have flagged.
import { cellText } from '../rules/kinds.js';
import { type Programme, Refusal } from '../rules/programme.js';
import type { Column, Tab } from '../rules/tabs.js';
import type { Zone } from '../rules/zone.js';
import { bindColumns } from '../sheets/bind.js';
import type { Place } from '../sheets/diff.js';
import { cellAt, isBlank } from '../sheets/grid.js';
import { type Scene, wantedTabs } from './scene.js';

export interface Source extends Place {
  readonly columnsByKey: readonly (readonly [string, Column])[];
}

export interface Found {
  readonly key: string;
  readonly tab: Tab;
  readonly source: Source;
}

export function sourcesOf(scene: Scene, programmes: readonly Programme[]): Found[] {
  return wantedTabs(programmes).flatMap(({ key, tab }) => {
    const found = scene.workbook.found.get(key);
    if (!found) return [];
    const columns = bindColumns(tab, found.grid[0] ?? []);
    const source: Source = {
      tab,
      sheetId: found.sheet.sheetId,
      title: found.sheet.title,
      grid: found.grid,
      columns,
      columnsByKey: Object.entries(tab.columns),
    };
    return [{ key, tab, source }];
  });
}

/**
 * Refuses a doubled header: it is unknown whose column is whose, and personal data could remain in the other
 * one.
 */
export function refuseDoubled(scene: Scene, programmes: readonly Programme[]): void {
  for (const { source, tab } of sourcesOf(scene, programmes)) {
    const [header] = tab.role === 'output' ? [] : source.columns.doubled;
    if (header !== undefined)
      throw new Refusal(
        `На вкладке «${source.title}» два столбца «${header}»: неизвестно, где чьи данные. Переименуйте лишний и повторите.`,
      );
  }
}

export const at = (source: Source, key: string): number => source.columns.at.get(key) ?? -1;
export const textAt = (source: Source, row: number, key: string): string =>
  cellText(cellAt(source.grid, row, at(source, key)));

/** 0-based rows whose erasure flag is set and whose data has not been erased yet. */
export function flaggedRows(source: Source, zone: Zone): number[] {
  const flags = source.columnsByKey.filter(([, column]) => column.options.erases);
  if (flags.length === 0) return [];
  const rows: number[] = [];
  for (let row = 1; row < source.grid.length; row += 1) {
    const raised = flags.some(([key, column]) => {
      const cell = cellAt(source.grid, row, at(source, key));
      return !isBlank(cell) && column.kind.read(cell, zone) === true;
    });
    if (raised && personalKeys(source).some(([key]) => stands(textAt(source, row, key)))) rows.push(row);
  }
  return rows;
}

export const personalKeys = (source: Source): (readonly [string, Column])[] =>
  source.columnsByKey.filter(
    ([, { options }]) =>
      options.personal !== undefined && options.personal !== 'mention' && !options.computed,
  );
export const emailKeys = (source: Source): string[] =>
  source.columnsByKey.filter(([, column]) => column.options.personal === 'email').map(([key]) => key);
/** Whether a text still holds data, rather than the mark of an earlier erasure. */
export const stands = (text: string): boolean =>
  text !== '' && !/^удалено-[0-9a-f]+(@удалено\.invalid)?$/.test(text);

/** Whether the daily run has any flagged row to erase. */
export function hasFlagged(scene: Scene): boolean {
  return sourcesOf(scene, scene.programmes).some(({ source }) => flaggedRows(source, scene.zone).length > 0);
}
