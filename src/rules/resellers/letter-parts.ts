// Shared by several letters: how to contact the organiser, and what a level lacks.
import type { Level, Requirement } from './levels.js';
import type { Facts } from './model.js';
import { listTitles } from './titles.js';

/** How to contact the organiser. */
export const contact = (facts: Facts): string => facts.settings.manager ?? 'Ответьте на это письмо.';

/** What a level lacks, as a sentence. */
export const missingSentence = (level: Level, missing: readonly Requirement[]): string =>
  missing.length === 0
    ? `Требования уровня ${level} выполнены.`
    : `Для уровня ${level} не хватает: ${listTitles(missing)}.`;
