// What a write has put over columns and rows that staff moved in that moment, by the tab as read before and after.
import { identityOfKey } from '../mail/keys.js';
import { cellText } from '../rules/kinds.js';
import { keyOf } from '../rules/text.js';
import { cellIn, type Place } from '../sheets/bind.js';
import { type CellChange, diffOf, type TabDiff } from '../sheets/diff.js';
import { cellAt, type Grid, isBlank, sameCell } from '../sheets/grid.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import type { WantedRow } from '../sheets/wanted.js';

/** For each column of the current header, its former position; null: it did not exist. */
function columnsBefore(was: Grid[number], is: Grid[number]): (number | null)[] {
  const named = new Map(
    was.flatMap((cell, at) => (isBlank(cell) ? [] : [[keyOf(String(cell)), at] as const])),
  );
  const keys = is.map((cell) => keyOf(String(cell)));
  // A header typed over in place: the width is unchanged, the old header is gone, and the new one did not
  // move here from another column.
  const isRenamed = (at: number): boolean => {
    const [old = '', key = ''] = [was[at], keys[at]];
    if (isBlank(old) || was.length !== is.length || keys.includes(keyOf(String(old)))) return false;
    return !named.has(key) || keys.filter((one) => one === key).length > 1;
  };
  const found: (number | null)[] = [];
  is.forEach((cell, at) => {
    const left = found[at - 1] ?? (at === 0 ? -1 : null);
    const beside = left === null ? null : left + 1;
    if (isRenamed(at)) found.push(at);
    else if (!isBlank(cell)) found.push(named.get(keyOf(String(cell))) ?? null);
    else found.push(beside !== null && isBlank(was[beside]) ? beside : null);
  });
  return found;
}

/** Changes that restore the cells overwritten by a result for another column. */
export function displaced(diff: TabDiff, was: Grid, is: Grid): TabDiff {
  const before = columnsBefore(was[0] ?? [], is[0] ?? []);
  const keyAt = (grid: Grid, at: number): string => keyOf(String(cellAt(grid, 0, at)));
  const byColumn = new Map(
    [...diff.byColumn].flatMap(([at, changes]) => {
      const from = before[at] ?? null;
      if (from === at && keyAt(was, at) === keyAt(is, at)) return [];
      const back = changes.flatMap(({ row, value }): CellChange[] =>
        sameCell(cellAt(is, row, at), value)
          ? [
              {
                row,
                before: value,
                value: from === null ? '' : cellAt(was, row, from),
                format: undefined,
                link: undefined,
              },
            ]
          : [],
      );
      return back.length > 0 ? [[at, back] as const] : [];
    }),
  );
  return diffOf(diff, byColumn);
}

/** What identifies a row: a letter's key; for «Журнал» all cells of the columns found in both states. */
function rowKeys(place: Place, other: Place): string[] {
  if (place.tab === lettersTab)
    return place.grid.map((cells) => identityOfKey(cellText(cellIn(place, cells, 'key'))));
  const keys = Object.keys(place.tab.columns).filter(
    (key) => place.columns.at.has(key) && other.columns.at.has(key),
  );
  return place.grid.map((cells) => {
    const known = keys.map((key) => cellIn(place, cells, key));
    return known.every(isBlank) ? '' : JSON.stringify(known);
  });
}

/** Rows that were in the tab before the write and are missing now. */
export function lostRows(was: Place, is: Place): readonly WantedRow[] {
  const standing = new Set(rowKeys(is, was));
  return rowKeys(was, is).flatMap((key, index) =>
    key === '' || index === 0 || standing.has(key)
      ? []
      : [
          Object.fromEntries(
            [...was.columns.at].map(([column, at]) => [column, { value: cellAt(was.grid, index, at) }]),
          ),
        ],
  );
}
