// What several letters need: who has none yet, the page's address, blocks in the order of time.
import { addressHash } from '../hash.js';
import { isOpen, type LetterKind } from '../letters.js';
import type { Instant } from '../zone.js';
import type { Block, MarathonFacts, Participant } from './model.js';

/**
 * The participants who may still get this letter: mostly everyone has had it long ago. A letter whose time lies ahead,
 * or that waits for staff, is yielded in every run, or it would be taken back, and so is one that was taken back.
 */
export function withoutLetter(
  { now, past }: MarathonFacts,
  participants: readonly Participant[],
  { code }: LetterKind,
  { object, date, occasion }: { readonly object: string; readonly date: string; readonly occasion: Instant },
): readonly Participant[] {
  if (occasion > now) return participants;
  const had = new Set<string>();
  for (const one of past.of(code))
    if (one.object === object && one.date === date && !isOpen(one) && (one.created ?? now) < now)
      had.add(one.recipient);
  return had.size === 0 ? participants : participants.filter(({ email }) => !had.has(addressHash(email)));
}

/** The participants whose letter about this waits for staff, or was taken back. */
export function withOpenLetter(
  { past }: MarathonFacts,
  participants: readonly Participant[],
  { code }: LetterKind,
  { object, date }: { readonly object: string; readonly date: string },
): readonly Participant[] {
  const open = new Set<string>();
  for (const one of past.of(code))
    if (one.object === object && one.date === date && isOpen(one)) open.add(one.recipient);
  return open.size === 0 ? [] : participants.filter(({ email }) => open.has(addressHash(email)));
}

/** The page's address as a sentence; there may be no page yet. */
export const pageSentence = ({ pageUrl }: MarathonFacts): string =>
  pageUrl === ''
    ? 'Адрес страницы марафона с рейтингом и записями пришлёт организатор.'
    : `Страница марафона с рейтингом, записями и тестами: ${pageUrl}`;

export const byStart = (blocks: readonly Block[]): readonly Block[] =>
  [...blocks].sort((a, b) => a.start - b.start || a.number - b.number);
