// Shared by several letters: who has not had one yet, the page's address, blocks by start.
import { addressHash } from '../hash.js';
import { isOpen, type LetterKind } from '../letters.js';
import type { Instant } from '../zone.js';
import type { Block, MarathonFacts, Participant } from './model.js';

/**
 * The participants for whom this letter must still be returned; most have had theirs long ago. A letter that
 * is due in the future, waits for staff or was cancelled must be returned in every run, since otherwise it
 * would be cancelled or stay so.
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

/**
 * The participants whose letter on this occasion still waits, or was cancelled because its occasion had gone.
 */
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

/** The page's address as a sentence, or a substitute when the page is not published. */
export const pageSentence = ({ pageUrl }: MarathonFacts): string =>
  pageUrl === ''
    ? 'Адрес страницы марафона с рейтингом и записями пришлёт организатор.'
    : `Страница марафона с рейтингом, записями и тестами: ${pageUrl}`;

export const byStart = (blocks: readonly Block[]): readonly Block[] =>
  [...blocks].sort((a, b) => a.start - b.start || a.number - b.number);
