// Moved blocks: finds participants who were told another start than the current one, and returns letters with
// the new one (marathon.moved). Every letter that names a start records it in its memo, so comparisons use
// what was actually announced.
import { onceEach } from '../collections.js';
import { addressHash } from '../hash.js';
import { byCreation, hasGone, type Letter, letter, type LetterKind, type PastLetters } from '../letters.js';
import { instant, type Instant, isoInstant, MINUTE, ruInstant, SECOND } from '../zone.js';
import type { Assessment } from './assess.js';
import { addressed, timesOf } from './letter-parts.js';
import { letters } from './letters.js';
import type { Block } from './model.js';

/** Block number → start. */
type Starts = ReadonlyMap<number, Instant>;

/** «1:s1bqo0;2:…»: each block's number and its start in epoch seconds, base 36. */
export const startsMemo = (blocks: readonly Pick<Block, 'number' | 'start'>[]): string =>
  blocks.map(({ number, start }) => `${number}:${Math.round(start / SECOND).toString(36)}`).join(';');

const ENTRY = /^(-?\d+):(-?[0-9a-z]+)$/;

/** Parses the output of `startsMemo`; ignores malformed entries. */
export function readStartsMemo(memo: string): Starts {
  const starts = new Map<number, Instant>();
  for (const entry of memo.split(';')) {
    const [, block = '', start = ''] = ENTRY.exec(entry) ?? [];
    if (start !== '') starts.set(Number(block), instant(parseInt(start, 36) * SECOND));
  }
  return starts;
}

/** Starts are written in minutes: one that differs by seconds would read «11:00, раньше 11:00». */
const isSameMinute = (a: Instant, b: Instant): boolean => Math.floor(a / MINUTE) === Math.floor(b / MINUTE);

const TELLING: readonly LetterKind[] = [letters.registered, letters.webinar, letters.moved];

interface Move {
  readonly block: Block;
  readonly told: Instant;
}

/** Recipient hash → the blocks yet to come whose start differs from the one last announced to that recipient. */
function movesByRecipient(
  past: PastLetters,
  upcoming: ReadonlyMap<number, Block>,
): ReadonlyMap<string, readonly Move[]> {
  // Thousands of letters share a few memos, most of which name past blocks only.
  const startsIn = onceEach(
    (memo: string): Starts => new Map([...readStartsMemo(memo)].filter(([block]) => upcoming.has(block))),
  );
  const inOrder = TELLING.flatMap(({ code }) =>
    past.of(code).filter((one) => hasGone(one) && startsIn(one.memo).size > 0),
  ).sort(byCreation);
  const told = new Map<string, Starts>();
  for (const { memo, recipient } of inOrder) {
    const before = told.get(recipient);
    const starts = startsIn(memo);
    told.set(recipient, before ? new Map([...before, ...starts]) : starts);
  }
  const moves = new Map<string, readonly Move[]>();
  for (const [recipient, starts] of told) {
    const own = [...starts].flatMap(([number, start]): Move | [] => {
      const block = upcoming.get(number);
      return block && !isSameMinute(block.start, start) ? { block, told: start } : [];
    });
    if (own.length > 0) moves.set(recipient, own);
  }
  return moves;
}

/** How often each recipient was informed of a move of each block: «recipient block» → times. */
function timesTold(past: PastLetters): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const one of past.of(letters.moved.code)) {
    if (!hasGone(one)) continue;
    const [block = ''] = one.object.split('/');
    const key = `${one.recipient} ${block}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return times;
}

/**
 * One letter to each participant per move: when a block whose start they were told gets another start before
 * it has begun. Returned until it has gone, so that one which waits is taken back if the block moves on.
 */
export function movedLetters({ facts, blocks, registrations }: Assessment): readonly Letter[] {
  const { now, past, zone } = facts;
  const upcoming = new Map([...blocks.byNumber].filter(([, { start }]) => now < start));
  if (upcoming.size === 0) return [];
  const moves = movesByRecipient(past, upcoming);
  // Hashing addresses is the slowest part, and usually nothing has moved.
  if (moves.size === 0) return [];
  const times = timesTold(past);
  return registrations.participants.flatMap((participant) => {
    const recipient = addressHash(participant.email);
    return (moves.get(recipient) ?? []).map(({ block, told }) =>
      letter(letters.moved, {
        // Numbered, so that a block moved away, back and away again makes three occasions.
        object: `${block.number}/${(times.get(`${recipient} ${block.number}`) ?? 0) + 1}`,
        to: participant.email,
        person: participant.name,
        date: isoInstant(zone, block.start),
        occasion: now,
        until: block.start,
        memo: startsMemo([block]),
        values: () => ({
          ...addressed(facts, participant),
          ...timesOf(facts, block),
          Было: ruInstant(zone, told),
          Стало: ruInstant(zone, block.start),
        }),
      }),
    );
  });
}
