// «Предпросмотр писем»: the letters that wait, and those that a recompute would add.
import { isWaiting, PLACEHOLDER } from '../rules/letters.js';
import { type OutboxEntry, readOutbox } from '../mail/entries.js';
import { overtaken } from '../mail/settle.js';
import { ruInstant } from '../rules/zone.js';
import { cellIn } from '../sheets/bind.js';
import { gridAfter } from '../sheets/diff.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import { planRecompute } from './plan.js';
import type { DecidedScene } from './scene.js';

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
  /** The subject of each line's template, with «…» for what differs. */
  readonly kinds: readonly string[];
}

/** The letters that «Отправить письма» would send from «Письма», and those that a recompute would add. */
export function letterPreview(scene: DecidedScene): LetterPreview {
  const write = planRecompute(scene, { ahead: true }).writes.find(({ place }) => place.tab === lettersTab);
  if (!write) return { lines: [], kinds: [] };
  // The tab as it will be: its current cells with this plan's changes applied.
  const grid = gridAfter(write.place.grid, write.diff);
  const place = { ...write.place, grid };
  const { entries } = readOutbox(place, scene.zoneOf);
  const cell = (row: number, key: string): string => String(cellIn(place, grid[row - 1], key));
  const known = new Set(scene.outbox.map(({ row }) => row));
  const isNew = ({ row }: OutboxEntry): boolean => !known.has(row);
  const made = ({ notBefore }: OutboxEntry): string =>
    notBefore !== null && notBefore > scene.now ? LATER : NEW;
  const kinds = new Map([...scene.templates].map(([code, { kind }]) => [code, kind]));
  const standing = entries.filter((entry) => !isNew(entry));
  const isOvertaken = overtaken({ entries: standing, kinds, drafts: () => true }, scene.now);
  const waiting = entries
    .filter((entry) => isWaiting(entry) && (isNew(entry) || !isOvertaken(entry)))
    .sort((a, b) => (a.notBefore ?? 0) - (b.notBefore ?? 0));
  return {
    lines: waiting.map((entry) => ({
      status: isNew(entry) ? `${entry.status ?? ''}, ${made(entry)}` : (entry.status ?? ''),
      notBefore: entry.notBefore === null ? '' : ruInstant(scene.zoneOf(entry.programme), entry.notBefore),
      to: cell(entry.row, 'to'),
      subject: cell(entry.row, 'subject'),
      text: cell(entry.row, 'text'),
    })),
    kinds: waiting.map(({ key }) => kinds.get(key.code)?.subject.replace(PLACEHOLDER, '…') ?? key.code),
  };
}
