// Shared by several letters: who is still owed one, what they end with.
import { addressHash } from '../hash.js';
import { hasGone, inWindow, isOpen, type Letter, letter, type LetterKind } from '../letters.js';
import { type Instant, ruInstant, ruZone } from '../zone.js';
import { type Block, blockTitle, type MarathonFacts, type Participant } from './model.js';

/**
 * The participants for whom this letter must still be returned; most have had theirs long ago. A letter that
 * is due in the future, waits for staff, has a wrong address or was cancelled must be returned in every run, since otherwise it
 * would be cancelled or stay so; once it is too late for new letters, only those are returned.
 */
export function owedTo(
  participants: readonly Participant[],
  facts: MarathonFacts,
  { code }: LetterKind,
  { object, date, occasion }: { readonly object: string; readonly date: string; readonly occasion: Instant },
): readonly Participant[] {
  const { now, past } = facts;
  if (occasion > now) return participants;
  const isTimely = inWindow(facts, occasion);
  const hadOrOpen = new Set<string>();
  for (const one of past.of(code)) {
    if (one.object !== object || one.date !== date) continue;
    if (isTimely ? hasGone(one) : isOpen(one)) hadOrOpen.add(one.recipient);
  }
  if (hadOrOpen.size === 0) return isTimely ? participants : [];
  return participants.filter(({ email }) => hadOrOpen.has(addressHash(email)) !== isTimely);
}

/** The letters of one occasion to those of the participants who are still owed it. */
export const lettersTo = <P extends string>(
  participants: readonly Participant[],
  facts: MarathonFacts,
  kind: LetterKind<P>,
  about: Omit<Letter, 'code' | 'to' | 'person' | 'values'>,
  values: (participant: Participant) => Readonly<Record<P, string>>,
): readonly Letter[] =>
  owedTo(participants, facts, kind, about).map((participant) =>
    letter(kind, {
      ...about,
      to: participant.email,
      person: participant.name,
      values: () => values(participant),
    }),
  );

/** What most letters to a person begin and end with. */
export const addressed = (
  { pageUrl, settings }: MarathonFacts,
  { name, nickname }: Pick<Participant, 'name' | 'nickname'>,
) => ({
  ФИО: name,
  Никнейм: nickname,
  Страница:
    pageUrl === ''
      ? 'Адрес страницы марафона можно узнать у организатора.'
      : `Страница марафона с рейтингом, записями и тестами: ${pageUrl}`,
  Организатор: settings.organiser,
});

/** What letters about a block's times have in common. */
export const timesOf = ({ zone }: MarathonFacts, block: Block) => ({
  Блок: blockTitle(block),
  Начало: ruInstant(zone, block.start),
  'Часовой пояс': ruZone(zone, block.start),
  'Тест до': ruInstant(zone, block.closes),
});
