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
 * Writes what a run has planned, with its line in «Журнал», and remembers its tabs. The line comes last; that of an
 * action directly after what the action writes, since a plan of several pieces may be stopped between them, and nobody
 * can repeat the action. Throws `StaleWorkbook` if staff have changed meanwhile what the plan is based on: nothing is
 * written then, or only the pieces before.
 */
export function commit(
  host: Host,
  run: {
    readonly guards: readonly Guard[];
    /** What the action itself writes; none for a recompute. */
    readonly acted: readonly (readonly Request[])[];
    readonly lists: readonly (readonly Request[])[];
    readonly ids: ReadonlyMap<TabKey, number>;
    /** Null: the run adds no line. */
    readonly journal: StructuredTab | null;
    readonly line: JournalLine;
  },
): JournalWrite | null {
  demandUnchanged(host, run.guards);
  const entry = run.journal && journalWrite(host, run.journal, run.line);
  const line = entry?.lists ?? [];
  // A new «Журнал» is created among the other tabs.
  const isEarly = run.acted.length > 0 && run.journal?.requests.length === 0;
  sendRequests(host, isEarly ? [...run.acted, ...line, ...run.lists] : [...run.acted, ...run.lists, ...line]);
  rememberTabs(host, run.ids);
  return entry;
}
