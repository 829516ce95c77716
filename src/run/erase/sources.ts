// Where personal data may be: all tabs as an erasure sees them, and the rows that staff have flagged.
import { isErased, isErasedText } from '../../rules/erased.js';
import { type Cell, cellText } from '../../rules/kinds.js';
import { Refusal } from '../../rules/programme.js';
import type { Column } from '../../rules/tabs.js';
import type { Zone } from '../../rules/zone.js';
import { cellIn, type Place, placeOf } from '../../sheets/bind.js';
import { doubledHeader } from '../damage.js';
import { hasRows, isBlank } from '../../sheets/grid.js';
import { sourceOf, type TabKey } from '../../sheets/workbook.js';
import { type Scene, wantedTabs } from '../scene.js';

type Columns = readonly (readonly [key: string, column: Column])[];

/** A tab as an erasure sees it, with the key under which its sheet is remembered. */
export interface Source extends Place {
  readonly key: TabKey;
  readonly all: Columns;
  /** The columns of a row that tell of its person. */
  readonly personal: Columns;
  /** Keys of the columns of addresses. */
  readonly emails: readonly string[];
  readonly zone: Zone;
}

export const sourcesOf = (scene: Scene): Source[] =>
  wantedTabs(scene.programmes).flatMap(({ key, tab }) => {
    const found = scene.workbook.found.get(key);
    if (!found) return [];
    const all = Object.entries(tab.columns);
    const personal = all.filter(
      ([, { options }]) =>
        options.personal !== undefined && options.personal !== 'mention' && !options.computed,
    );
    const emails = all.flatMap(([name, { options }]) => (options.personal === 'email' ? [name] : []));
    return [{ ...placeOf(sourceOf(tab, found)), key, all, personal, emails, zone: scene.zone }];
  });

/**
 * Refuses a header that is doubled, or lost from a column of personal data: it is unknown which column is
 * whose, and the data could remain in one of them.
 */
export function refuseUnclear(scene: Scene): void {
  for (const { key, tab, title, columns, grid } of sourcesOf(scene)) {
    // A tab that only has the title is one of staff's own.
    const isForeign = columns.at.size === 0 && scene.workbook.found.get(key)?.unbound === true;
    if (tab.role === 'output' || isForeign) continue;
    const [header] = columns.doubled;
    if (header !== undefined) throw doubledHeader(title, header);
    const lost = columns.missing.flatMap((key) => {
      const column = tab.columns[key];
      return column?.options.personal && !column.options.computed ? [`«${column.header}»`] : [];
    });
    if (lost.length > 0 && hasRows(grid))
      throw new Refusal(
        `На вкладке «${title}» нет заголовка ${lost.join(', ')}: данные могли остаться без него. Верните его в строку 1 и повторите.`,
      );
  }
}

export const cellOf = (source: Source, row: number, key: string): Cell =>
  cellIn(source, source.grid[row], key);
export const textAt = (source: Source, row: number, key: string): string =>
  cellText(cellOf(source, row, key));

/** 0-based rows whose erasure flag is set and whose data has not been erased yet. */
export function flaggedRows(source: Source): number[] {
  const flags = source.all.filter(([, column]) => column.options.erases);
  if (flags.length === 0) return [];
  const rows: number[] = [];
  for (let row = 1; row < source.grid.length; row += 1) {
    const raised = flags.some(([key, column]) => {
      const cell = cellOf(source, row, key);
      return !isBlank(cell) && column.kind.read(cell, source.zone) === true;
    });
    if (raised && source.personal.some(([key]) => stands(textAt(source, row, key)))) rows.push(row);
  }
  return rows;
}

/** Whether a text still holds data, rather than the mark of an earlier erasure. */
export const stands = (text: string): boolean => text !== '' && !isErasedText(text) && !isErased(text);

/** Whether the daily run has any flagged row to erase. */
export const hasFlagged = (scene: Scene): boolean =>
  sourcesOf(scene).some((source) => flaggedRows(source).length > 0);
