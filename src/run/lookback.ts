// The look back: between the guard's answer and the write lies the time of one request. What staff moved in it is found right
// after the write, and what fell on their cells or letters is put back.
import { identityOfKey } from '../mail/keys.js';
import { type Cell, cellText } from '../rules/kinds.js';
import type { Tab } from '../rules/tabs.js';
import { keyOf } from '../rules/text.js';
import { gridAfter, type CellUpdate, diffAppended, diffRequests, type TabDiff } from '../sheets/diff.js';
import { cellAt, type Grid, isBlank, sameCell } from '../sheets/grid.js';
import { type Host, type Request, StaleWorkbook } from '../sheets/ports.js';
import { journalTab, lettersTab } from '../sheets/shared-tabs.js';
import { reread, unchanged } from '../sheets/workbook.js';
import type { RecomputePlan } from './plan.js';
import { sendRequests, type TabWrite, writeRequests } from '../sheets/write.js';

/** Whether the written tabs hold what they must: what was guarded, with the run's own changes laid over it. */
export function wentWhole(host: Host, { guards, writes }: RecomputePlan): boolean {
  const expected = guards.flatMap((guard) => {
    const write = writes.find(({ place }) => place.title === guard.title);
    // «Журнал» that the run itself has cut to its length says nothing.
    if (write?.place.tab === journalTab && write.diff.cells === 0) return [];
    return write ? [{ ...guard, grid: gridAfter(write.place.grid, write.diff) }] : [guard];
  });
  try {
    return unchanged(host, expected);
  } catch (error) {
    // A tab has another title by now, or is gone.
    if (error instanceof StaleWorkbook) return false;
    throw error;
  }
}

/** Puts back what the write laid over columns or rows that had just moved there. The recompute that follows does the rest. */
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

/** For each column of a header where it stood before; null: nowhere. */
function columnsBefore(was: readonly Cell[], is: readonly Cell[]): (number | null)[] {
  const named = new Map(
    was.flatMap((cell, at) => (isBlank(cell) ? [] : [[keyOf(String(cell)), at] as const])),
  );
  const found: (number | null)[] = [];
  is.forEach((cell, at) => {
    const left = found[at - 1] ?? (at === 0 ? -1 : null);
    const beside = left === null ? null : left + 1;
    if (!isBlank(cell)) found.push(named.get(keyOf(String(cell))) ?? null);
    else found.push(beside !== null && isBlank(was[beside]) ? beside : null);
  });
  return found;
}

/** What stood in cells that took a result meant for another column. */
function displaced(diff: TabDiff, was: Grid, is: Grid): TabDiff {
  const before = columnsBefore(was[0] ?? [], is[0] ?? []);
  const byColumn = new Map(
    [...diff.byColumn].flatMap(([at, changes]) => {
      const from = before[at] ?? null;
      if (from === at) return [];
      const back = changes.flatMap(({ row, after }) =>
        sameCell(cellAt(is, row, at), after.value)
          ? [{ row, before: after.value, after: { value: from === null ? '' : cellAt(was, row, from) } }]
          : [],
      );
      return back.length > 0 ? [[at, back] as const] : [];
    }),
  );
  return { ...diff, byColumn };
}

/** Tabs whose rows nothing makes anew. */
const isHistory = (tab: Tab): boolean => tab === lettersTab || tab === journalTab;

/** What a row is known by: a letter by its key, a line of «Журнал» by all of its cells that are found in both states. */
function rowKeys(place: TabWrite['place'], other: TabWrite['place']): string[] {
  const at = (key: string): number => place.columns.at.get(key) ?? -1;
  if (place.tab === lettersTab)
    return place.grid.map((cells) => identityOfKey(cellText(cells[at('key')] ?? '')));
  const keys = Object.keys(place.tab.columns).filter(
    (key) => place.columns.at.has(key) && other.columns.at.has(key),
  );
  return place.grid.map((cells) => {
    const known = keys.map((key) => cells[at(key)] ?? '');
    return known.every(isBlank) ? '' : JSON.stringify(known);
  });
}

/** Rows that stood in the tab before the write and do not any more. */
function lostRows(
  was: TabWrite['place'],
  is: TabWrite['place'],
): readonly Readonly<Record<CellUpdate['column'], { readonly value: Cell }>>[] {
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
