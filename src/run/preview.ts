// «Предпросмотр писем»: the letters that wait, and those that a recompute would add.
import { isWaiting } from '../rules/letters.js';
import type { OutboxEntry } from '../mail/entries.js';
import { overtaken } from '../mail/settle.js';
import { ruInstant } from '../rules/zone.js';
import { outgoingAfter } from './outgoing.js';
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
  /** The code of each line. */
  readonly kinds: readonly string[];
  /** How many of them «Отправить письма» would send now. */
  readonly going: number;
  /** How many of those in «Письма» wait for their time. */
  readonly later: number;
}

/** The letters that «Отправить письма» would send from «Письма», and those that a recompute would add. */
export function letterPreview(scene: DecidedScene): LetterPreview {
  const outgoing = outgoingAfter(scene, planRecompute(scene, { ahead: true }));
  if (!outgoing) return { lines: [], kinds: [], going: 0, later: 0 };
  const { entries, cell, isNew, going, later } = outgoing;
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
      to: cell(entry, 'to'),
      subject: cell(entry, 'subject'),
      text: cell(entry, 'text'),
    })),
    kinds: waiting.map(({ key }) => key.code),
    going: going.length,
    later,
  };
}
