// A small marathon as staff would type it: people, the six blocks of the regulation, and a function to run
// it.
import { decide } from '../../../src/rules/marathon/decide.js';
import { marathon } from '../../../src/rules/marathon/index.js';
import type { MarathonDecision, MarathonFacts } from '../../../src/rules/marathon/model.js';
import { at, type Outcome, play, type Scene, type Typed } from '../harness.js';

/** After everything: the tests are closed, the marathon is over, and no dated letter is due. */
const AFTERWARDS = '2023-12-01T12:00:00+03:00';

/** The address for a nickname: letters that are not allowed in an address are spelt out. */
export const emailOf = (nickname: string): string =>
  `${nickname.toLowerCase().replace(/[^a-z0-9]/gu, (letter) => `u${letter.codePointAt(0)}`)}@example.com`;

/** An application that is accepted unless `more` makes it invalid. */
export const application = (nickname: string, more: Typed = {}): Typed => ({
  Никнейм: nickname,
  ФИО: `${nickname} Образцов`,
  Компания: 'Ромашка-Пример',
  Email: emailOf(nickname),
  'Дата регистрации': at('2023-09-10 12:00'),
  'На портале': true,
  ...more,
});

const STARTS = ['2023-09-21', '2023-09-28', '2023-10-05', '2023-10-12', '2023-10-19', '2023-10-26'];
export const block = (number: number, start: string, more: Typed = {}): Typed => ({
  Блок: number,
  Тема: `Тема ${number}`,
  Начало: at(start),
  ...more,
});
/** The six Thursdays at 11:00 (seed, «Описание»). */
export const SIX_BLOCKS: readonly Typed[] = STARTS.map((iso, index) => block(index + 1, `${iso} 11:00`));

export const attempt = (
  nickname: string,
  number: number,
  finished: string,
  correct: number | string,
): Typed => ({
  Блок: number,
  Email: emailOf(nickname),
  Завершён: at(finished),
  'Верных ответов': correct,
});
export const visit = (nickname: string, number: number, format = 'онлайн'): Typed => ({
  Блок: number,
  Email: emailOf(nickname),
  Формат: format,
});
export const task = (nickname: string, title: string, more: Typed = {}): Typed => ({
  Задание: title,
  Email: emailOf(nickname),
  Принято: true,
  ...more,
});
export const sale = (nickname: string, more: Typed = {}): Typed => ({
  Дата: at('2023-10-10'),
  Email: emailOf(nickname),
  Продукт: 'PRO32 Getscreen',
  Вид: 'новая',
  'Сумма РРЦ': 10_000,
  Подтверждена: true,
  ...more,
});

export interface Staged extends Outcome {
  readonly facts: Outcome['facts'] & MarathonFacts;
  readonly decided: MarathonDecision;
}

/**
 * Plays a scene and also returns the typed facts and decision; without blocks of its own it has the six
 * blocks.
 */
export function stage(scene: Partial<Scene>): Staged {
  const outcome = play(marathon, { now: AFTERWARDS, ...scene, tabs: { Блоки: SIX_BLOCKS, ...scene.tabs } });
  // The harness creates them from the marathon's own declarations.
  const facts = outcome.facts as Staged['facts'];
  return { ...outcome, facts, decided: decide(facts) };
}
