// The look back: staff may move columns or rows in the moment between the last check and the write. The run
// reads the tabs once more after the write and restores cells and letters that were overwritten.
import type { Tab } from '../rules/tabs.js';
import { diffAppended, gridAfter } from '../sheets/diff.js';
import { type Host, type Request, StaleWorkbook } from '../sheets/ports.js';
import { diffRequests } from '../sheets/requests.js';
import { journalTab, lettersTab } from '../sheets/shared-tabs.js';
import { reread, unchanged } from '../sheets/workbook.js';
import { sendRequests, type TabWrite, writeRequests } from '../sheets/write.js';
import { displaced, lostRows } from './displaced.js';
import type { RunPlan } from './plan.js';

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

/** Tabs whose rows cannot be computed again. */
const isHistory = (tab: Tab): boolean => tab === lettersTab || tab === journalTab;
