// What «Отправить письма» would send now: for its question and for the preview.
import { faultOf } from '../mail/batch.js';
import { type OutboxEntry, readOutbox } from '../mail/entries.js';
import { type Flight, unfinishedFlight } from '../mail/flight.js';
import { settle } from '../mail/settle.js';
import { kindsByCode } from '../mail/templates.js';
import { cellText } from '../rules/kinds.js';
import type { Programme } from '../rules/programme.js';
import { count, keyOf, plural } from '../rules/text.js';
import { cellIn } from '../sheets/bind.js';
import { gridAfter } from '../sheets/diff.js';
import type { Host } from '../sheets/ports.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import { inertText } from '../sheets/wanted.js';
import { persistently } from './persistence.js';
import { planWaiting, type RunPlan } from './plan.js';
import { type DecidedScene, decideScene, readScene } from './scene.js';

/** «Письма» as a plan leaves it. */
export interface Outgoing {
  readonly entries: readonly OutboxEntry[];
  readonly cell: (entry: OutboxEntry, key: keyof typeof lettersTab.columns) => string;
  /** The plan adds the letter. */
  readonly isNew: (entry: OutboxEntry) => boolean;
  /** The letters that would be sent, if the quota allows. */
  readonly going: readonly OutboxEntry[];
  /** Number of letters whose time has not come. */
  readonly later: number;
}

/** Null: the plan has no «Письма». */
export function outgoingAfter(
  scene: DecidedScene,
  { writes, letters: { edited } }: RunPlan,
  flight: Flight | null = null,
): Outgoing | null {
  const write = writes.find(({ place }) => place.tab === lettersTab);
  if (!write) return null;
  const place = { ...write.place, grid: gridAfter(write.place.grid, write.diff) };
  const { entries } = readOutbox(place, scene.zoneOf);
  const cell: Outgoing['cell'] = ({ row }, key) => cellText(cellIn(place, place.grid[row - 1], key));
  const known = new Set(scene.outbox.map(({ row }) => row));
  const isNew: Outgoing['isNew'] = ({ row }) => !known.has(row);
  const { queue, later } = settle(
    {
      entries: entries.filter((entry) => !isNew(entry)),
      kinds: kindsByCode(scene.programmes),
      zoneOf: scene.zoneOf,
      drafts: ({ identity }) => !edited.includes(identity),
    },
    scene.now,
    flight,
  );
  const isSound = (entry: OutboxEntry): boolean =>
    faultOf({ to: cell(entry, 'to'), cc: cell(entry, 'cc'), body: inertText(cell(entry, 'text')) }) === null;
  return { entries, cell, isNew, going: queue.filter(isSound), later };
}

/** The question to ask before sending; null when nothing would be sent. */
export function sendQuestion(host: Host, programmes: readonly Programme[]): string | null {
  const scene = persistently(() => decideScene(host, readScene(host, programmes)));
  const outgoing = outgoingAfter(scene, planWaiting(scene), unfinishedFlight(host.store));
  if (!outgoing || outgoing.going.length === 0) return null;
  const { going, later, cell } = outgoing;
  const people = new Set(going.map((entry) => keyOf(cell(entry, 'to')))).size;
  const letters = count(going.length, 'письмо', 'письма', 'писем');
  const rest = later > 0 ? ` Ещё ${later} ${plural(later, 'ждёт', 'ждут', 'ждут')} своего времени.` : '';
  return `Отправить сейчас ${letters} ${count(people, 'получателю', 'получателям', 'получателям')}?${rest} Отправленное не вернуть.`;
}
