// The menu action «Провести розыгрыш…»: one row of «Розыгрыши» for each nomination that needs a draw.
import { type ActionPlan, Refusal, type WritingAction } from '../programme.js';
import type { OutputRowOf } from '../tabs.js';
import { ruDay } from '../day.js';
import { assess } from './assess.js';
import { card } from './card.js';
import { candidatesText, drawWinner } from './draws.js';
import type { MarathonFacts, MarathonTabs } from './model.js';
import { needsDraw, tiesOf } from './nominations.js';
import type { settings } from './settings.js';

type DrawRow = OutputRowOf<MarathonTabs['draws']>;

/**
 * The seed, trimmed because «Зерно» is read back trimmed and the hash must be reproducible from the row.
 * Throws `Refusal` without one.
 */
function seedOf(typed = ''): string {
  const seed = typed.trim();
  if (seed === '')
    throw new Refusal('Зерно не названо. Впишите слова, сказанные вслух в прямом эфире, и повторите.');
  return seed;
}

/** Says that results may still change; '' on the last day and later. */
const earlyText = ({ settings, today }: MarathonFacts): string =>
  today < settings.marathonTo
    ? ` Марафон идёт по ${ruDay(settings.marathonTo)}: если лучшие сменятся, отмените розыгрыш и проведите заново.`
    : '';

/** What will be drawn, and that it may be too early; '' when there is nothing to draw. */
function cautionOf(given: MarathonFacts): string {
  const { nominations, facts } = assess(given);
  const ties = tiesOf(nominations);
  return ties.length === 0 ? '' : ` Нужен розыгрыш: ${ties.join('; ')}.${earlyText(facts)}`;
}

/** Draws the winner of every tie with one public seed; throws `Refusal` if there is no tie. */
function drawTies(given: MarathonFacts, seed: string): ActionPlan<MarathonTabs> {
  const { nominations, facts } = assess(given);
  const rows = nominations.filter(needsDraw).map(({ rule, candidates }): DrawRow => {
    const { hash, winner } = drawWinner(seed, rule.name, candidates);
    return {
      time: facts.now,
      nomination: rule.name,
      candidates: candidatesText(candidates),
      seed,
      hash,
      winner,
      cancelled: null,
      cancelReason: null,
    };
  });
  if (rows.length === 0)
    throw new Refusal(
      'Разыгрывать нечего: в каждой номинации лучший один, розыгрыш уже проведён или результатов ещё нет. Чтобы провести розыгрыш заново, отмените прежний на вкладке «Розыгрыши».',
    );
  const winners = rows.map(({ nomination, winner }) => `«${nomination}» — ${winner}`).join('; ');
  return {
    message: `Розыгрыш проведён: ${winners}.${earlyText(facts)}`,
    append: { draws: rows },
    result: rows.map(({ nomination, candidates, hash, winner }) => ({
      Номинация: nomination,
      Победитель: winner,
      Претенденты: candidates,
      Зерно: seed,
      Хеш: hash,
    })),
  };
}

export const actions: readonly WritingAction<MarathonTabs, typeof settings>[] = [
  {
    ...card.menu.draw,
    parameters: [
      { name: 'seed', prompt: 'Зерно розыгрыша: слова или число, названные вслух в прямом эфире.' },
    ],
    confirm: {
      question: ([seed]) =>
        `Провести розыгрыш с зерном «${seedOf(seed)}» во всех номинациях, где лучших несколько? Итог записывается на вкладку «Розыгрыши»; отменить его можно только там, с причиной.`,
      caution: cautionOf,
    },
    run: (given, [seed]) => drawTies(given, seedOf(seed)),
  },
];
