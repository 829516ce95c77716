// The look back: staff may move columns or rows in the moment between the last check and the write. The run
// reads the tabs once more after the write and restores cells and letters that were overwritten.
import { identityOfKey } from '../mail/keys.js';
import { type Cell, cellText } from '../rules/kinds.js';
import type { Tab } from '../rules/tabs.js';
import { keyOf } from '../rules/text.js';
import { cellIn, type Place } from '../sheets/bind.js';
import { type CellChange, diffAppended, diffOf, gridAfter, type TabDiff } from '../sheets/diff.js';
import { diffRequests } from '../sheets/requests.js';
import type { WantedRow } from '../sheets/wanted.js';
import { cellAt, type Grid, isBlank, sameCell } from '../sheets/grid.js';
import { type Host, type Request, StaleWorkbook } from '../sheets/ports.js';
import { journalTab, lettersTab } from '../sheets/shared-tabs.js';
import { reread, unchanged } from '../sheets/workbook.js';
import type { RunPlan } from './plan.js';
import { sendRequests, type TabWrite, writeRequests } from '../sheets/write.js';

/** Whether the written tabs hold what they should: the guarded cells with the run's own changes applied. */
export function wentWhole(host: Host, { guards, writes }: RunPlan): boolean {
  const expected = guards.flatMap((guard) => {
    const write = writes.find(({ place }) => place.title === guard.title);
    // A «Журнал» that this run has trimmed cannot be compared.
    if (write?.place.tab === journalTab && write.diff.cells === 0) return [];
    return write ? [{ ...guard, grid: gridAfter(write.place.grid, write.diff) }] : [guard];
  });
  try {
    return unchanged(host, expected);
  } catch (error) {
    // The tab has been renamed or deleted.
    if (error instanceof StaleWorkbook) return false;
    throw error;
  }
}

/**
 * Restores what the write put over columns or rows that had just moved. The recompute that follows writes the
 * results to the right place.
 */
export function putBack(host: Host, writes: readonly TabWrite[]): void {
  const titles = new Map(host.book.describe().map(({ sheetId, title }) => [sheetId, title]));
  const written = writes.flatMap(({ place, diff }) => {
    const title = titles.get(place.sheetId);
    return title === undefined || place.created || diff.cells === 0
      ? []
      : [{ place: { ...place, title }, diff }];
  });
  const standing = reread(
    host,
    written.map(({ place }) => place),
  );
  const requests = written.map(({ place, diff }, index): Request[] => {
    const now = standing[index] ?? place;
    const lost = isHistory(place.tab) ? lostRows(place, now) : [];
    return [
      ...diffRequests(displaced(diff, place.grid, now.grid)),
      ...writeRequests([{ place: now, diff: diffAppended(now, lost) }]).flat(),
    ];
  });
  sendRequests(host, requests);
}

/** For each column of the current header, its former position; null: it did not exist. */
function columnsBefore(was: readonly Cell[], is: readonly Cell[]): (number | null)[] {
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
function displaced(diff: TabDiff, was: Grid, is: Grid): TabDiff {
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

/** Tabs whose rows cannot be computed again. */
const isHistory = (tab: Tab): boolean => tab === lettersTab || tab === journalTab;

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
function lostRows(was: Place, is: Place): readonly WantedRow[] {
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
