// A run's line in «Журнал».
import type { Instant, Zone } from '../rules/zone.js';
import { cellIn } from '../sheets/bind.js';
import { diffAppended } from '../sheets/diff.js';
import type { Host, Request } from '../sheets/ports.js';
import { JOURNAL_ROWS, journalTab } from '../sheets/shared-tabs.js';
import type { StructuredTab } from '../sheets/structure.js';
import { wantedRow } from '../sheets/wanted.js';
import { type TabWrite, writeRequests } from '../sheets/write.js';

export interface JournalLine {
  readonly action: string;
  readonly outcome: string;
  readonly started: Instant;
  readonly zone: Zone;
}

export interface JournalWrite {
  readonly write: TabWrite;
  /** Its requests, and those that delete old rows. */
  readonly lists: readonly (readonly Request[])[];
  readonly isTrimmed: boolean;
}

/**
 * The run's new row in «Журнал», its last write: the tab's structure must have been written before. The oldest
 * rows beyond `JOURNAL_ROWS` are deleted.
 */
export function journalWrite(host: Host, journal: StructuredTab, entry: JournalLine): JournalWrite {
  const now = host.now();
  const values: Readonly<Record<keyof typeof journalTab.columns, unknown>> = {
    time: now,
    who: host.user(),
    action: entry.action,
    outcome: entry.outcome,
    duration: `${((now - entry.started) / 1000).toFixed(1).replace('.', ',')} с`,
  };
  const row = wantedRow(journalTab, values, entry.zone);
  const place = { ...journal, requests: [] };
  const write = { place, diff: diffAppended(place, [row]) };
  const trim = trimRequests(place);
  return { write, lists: [...writeRequests([write]), trim], isTrimmed: trim.length > 0 };
}

/**
 * Deletes the oldest rows, bottom up, wherever staff have sorted them; a row without a time is not the
 * add-on's and stays.
 */
function trimRequests(journal: StructuredTab): readonly Request[] {
  const { sheetId } = journal;
  const lines = journal.grid.flatMap((cells, row) => {
    const time = cellIn(journal, cells, 'time');
    return row > 0 && typeof time === 'number' ? [{ row, time }] : [];
  });
  const excess = lines.length + 1 - JOURNAL_ROWS;
  if (excess <= 0) return [];
  const oldest = lines.sort((a, b) => a.time - b.time || a.row - b.row).slice(0, excess);
  const blocks: { startIndex: number; endIndex: number }[] = [];
  for (const { row } of oldest.sort((a, b) => b.row - a.row)) {
    const below = blocks[blocks.length - 1];
    if (below?.startIndex === row + 1) below.startIndex = row;
    else blocks.push({ startIndex: row, endIndex: row + 1 });
  }
  return blocks.map((block) => ({ deleteDimension: { range: { sheetId, dimension: 'ROWS', ...block } } }));
}
