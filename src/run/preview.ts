// What «Отправить письма» would send now: for its question, and for «Предпросмотр писем», which also shows the letters
// that a recompute would add.
import { faultOf } from '../mail/batch.js';
import { type OutboxEntry, readOutbox } from '../mail/entries.js';
import { type Flight, unfinishedFlight } from '../mail/flight.js';
import { overtaken, settle } from '../mail/settle.js';
import { kindsByCode } from '../mail/templates.js';
import { cellText } from '../rules/kinds.js';
import { isWaiting } from '../rules/letters.js';
import type { Programme } from '../rules/programme.js';
import { agree, count, keyOf } from '../rules/text.js';
import { ruInstant } from '../rules/zone.js';
import { cellIn } from '../sheets/bind.js';
import { gridAfter } from '../sheets/diff.js';
import type { Host } from '../sheets/ports.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import { inertText } from '../sheets/wanted.js';
import { persistently } from './attempts.js';
import { planRecompute, planWaiting, type RunPlan } from './plan.js';
import { type DecidedScene, decideScene, readScene } from './scene.js';

/** «Письма» as a plan leaves it. */
interface Outgoing {
  readonly entries: readonly OutboxEntry[];
  readonly cell: (entry: OutboxEntry, key: keyof typeof lettersTab.columns) => string;
  /** The plan adds the letter. */
  readonly isNew: (entry: OutboxEntry) => boolean;
  /** A newer digest is sent in its place. */
  readonly isOvertaken: (entry: OutboxEntry) => boolean;
  /** The letters that would be sent, if the quota allows. */
  readonly going: readonly OutboxEntry[];
  /** Number of letters whose time has not come. */
  readonly later: number;
}

function outgoingAfter(
  scene: DecidedScene,
  { writes, letters: { edited, heirs } }: RunPlan,
  flight: Flight | null = null,
): Outgoing {
  const write = writes.find(({ place }) => place.tab === lettersTab);
  const place = write ? { ...write.place, grid: gridAfter(write.place.grid, write.diff) } : null;
  const { entries } = readOutbox(place, scene.zoneOf);
  const cell: Outgoing['cell'] = ({ row }, key) =>
    place ? cellText(cellIn(place, place.grid[row - 1], key)) : '';
  const known = new Set(scene.outbox.map(({ row }) => row));
  const isNew: Outgoing['isNew'] = ({ row }) => !known.has(row);
  const standing = {
    entries: entries.filter((entry) => !isNew(entry) || heirs.has(entry.identity)),
    kinds: kindsByCode(scene.programmes),
    zoneOf: scene.zoneOf,
    drafts: ({ identity }: OutboxEntry) => !edited.includes(identity),
  };
  const { queue, later } = settle(standing, scene.now, flight);
  const isOvertaken = overtaken(standing, scene.now);
  const isSound = (entry: OutboxEntry): boolean =>
    faultOf({ to: cell(entry, 'to'), cc: cell(entry, 'cc'), body: inertText(cell(entry, 'text')) }) === null;
  return { entries, cell, isNew, isOvertaken, going: queue.filter(isSound), later };
}

/** The question to ask before sending; null when nothing would be sent. */
export function sendQuestion(host: Host, programmes: readonly Programme[]): string | null {
  const scene = persistently(() => decideScene(host, readScene(host, programmes)));
  const { going, later, cell } = outgoingAfter(scene, planWaiting(scene), unfinishedFlight(host.store));
  if (going.length === 0) return null;
  const people = new Set(going.map((entry) => keyOf(cell(entry, 'to')))).size;
  const letters = count(going.length, 'письмо', 'письма', 'писем');
  const rest = later > 0 ? ` Ещё ${later} ${agree(later, 'ждёт', 'ждут')} своего времени.` : '';
  return `Отправить сейчас ${letters} ${count(people, 'получателю', 'получателям', 'получателям')}?${rest} Отправленное не вернуть.`;
}

export interface LetterLine {
  readonly status: string;
  readonly notBefore: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const NEW = 'добавит пересчёт';
/** For letters that fall due later: only the daily run queues them. */
const LATER = 'добавит ежедневный запуск';

export interface LetterPreview {
  /** By time. */
  readonly lines: readonly LetterLine[];
  /** The code of each line. */
  readonly kinds: readonly string[];
  /** How many of them «Отправить письма» would send now. */
  readonly going: number;
  /** How many of those in «Письма» wait for their time. */
  readonly later: number;
}

/** The letters that «Отправить письма» would send from «Письма», and those that a recompute would add. */
export function letterPreview(scene: DecidedScene): LetterPreview {
  const plan = planRecompute(scene, { ahead: true });
  const { entries, cell, isNew, isOvertaken, going, later } = outgoingAfter(scene, plan);
  const made = ({ notBefore }: OutboxEntry): string =>
    notBefore !== null && notBefore > scene.now ? LATER : NEW;
  const waiting = entries
    .filter((entry) => isWaiting(entry) && (isNew(entry) || !isOvertaken(entry)))
    .sort((a, b) => (a.notBefore ?? 0) - (b.notBefore ?? 0));
  return {
    lines: waiting.map((entry) => ({
      status: isNew(entry) ? `${entry.status ?? ''}, ${made(entry)}` : (entry.status ?? ''),
      notBefore: entry.notBefore === null ? '' : ruInstant(scene.zoneOf(entry.programme), entry.notBefore),
      to: cell(entry, 'to'),
      subject: cell(entry, 'subject'),
      text: cell(entry, 'text'),
    })),
    kinds: waiting.map(({ key }) => key.code),
    going: going.length,
    later,
  };
}
