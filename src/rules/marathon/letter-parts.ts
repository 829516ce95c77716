// What several letters need: the window of occasions, the page's address, blocks in the order of time.
import type { Instant } from '../zone.js';
import type { Block, MarathonFacts } from './model.js';

/** Letters with another occasion are of no interest: too late or too early. */
export const isInWindow = ({ letterWindow: { from, to } }: MarathonFacts, occasion: Instant): boolean =>
  occasion >= from && occasion <= to;

/** The page's address as a sentence; there may be no page yet. */
export const pageSentence = ({ pageUrl }: MarathonFacts): string =>
  pageUrl === ''
    ? 'Адрес страницы марафона с рейтингом и записями пришлёт организатор.'
    : `Страница марафона с рейтингом, записями и тестами: ${pageUrl}`;

export const byStart = (blocks: readonly Block[]): readonly Block[] =>
  [...blocks].sort((a, b) => a.start - b.start || a.number - b.number);
