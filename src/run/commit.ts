// The commit of a run: guard → write → journal.
import { type Host, type Request, StaleWorkbook } from '../sheets/ports.js';
import type { StructuredTab } from '../sheets/structure.js';
import { type Guard, rememberTabs, type TabKey, unchanged } from '../sheets/workbook.js';
import { sendRequests } from '../sheets/write.js';
import { type JournalLine, journalWrite, type JournalWrite } from './journal.js';

/** Throws `StaleWorkbook` if staff have changed a guarded cell: the run starts over. */
export function demandUnchanged(host: Host, guards: readonly Guard[]): void {
  if (!unchanged(host, guards)) throw new StaleWorkbook('cells that the run is based on have changed');
}

/**
 * Writes what a run has planned, with its line in «Журнал», and remembers its tabs. Throws `StaleWorkbook`, with
 * nothing written, if staff have changed meanwhile what the plan is based on.
 */
export function commit(
  host: Host,
  run: {
    readonly guards: readonly Guard[];
    readonly lists: readonly (readonly Request[])[];
    readonly ids: ReadonlyMap<TabKey, number>;
    /** Null: the run adds no line. */
    readonly journal: StructuredTab | null;
    readonly line: JournalLine;
  },
): JournalWrite | null {
  demandUnchanged(host, run.guards);
  const entry = run.journal && journalWrite(host, run.journal, run.line);
  sendRequests(host, [...run.lists, ...(entry?.lists ?? [])]);
  rememberTabs(host, run.ids);
  return entry;
}
