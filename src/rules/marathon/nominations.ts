// The four nominations: the best result, who has it, and the winner if there is one («Описание»).
import { byCodePoint, count } from '../text.js';
import type { OutputRowOf } from '../tabs.js';
import { candidatesText, sameCandidates, type StandingDraw, type StandingDraws } from './draws.js';
import type { Award, MarathonFacts, MarathonTabs } from './model.js';
import { isCreative } from './scoring.js';
import type { Part, Tally } from './standings.js';
import type { NominationName } from './tabs.js';

/** Which rows of a tab make up a result (all), and how much each adds to it (its points). */
export interface Worth {
  readonly counts?: (rows: MarathonFacts['rows'], index: number) => boolean;
  readonly worth?: (award: Award) => number;
}

interface NominationRule extends Worth {
  readonly name: NominationName;
  /** The compared quantity, in words. */
  readonly measure: string;
  readonly result: (tally: Tally) => number;
  /** The tab whose rows make up the result. */
  readonly part: Part;
}

const NOMINATIONS: readonly NominationRule[] = [
  {
    name: 'Эксперт в тайм-менеджменте',
    measure: 'число блоков, посещённых онлайн',
    result: (tally) => tally.blocks,
    part: 'attendance',
    // Blocks and sales are counted; their points may be set to anything.
    worth: ({ credited }) => (credited ? 1 : 0),
  },
  {
    name: 'Креативные продажи',
    measure: 'баллы за творческие задания',
    result: (tally) => tally.creative,
    part: 'tasks',
    counts: ({ tasks }, index) => isCreative(tasks[index] ?? { kind: null }),
  },
  {
    name: 'Эксперт по продукту',
    measure: 'баллы за тесты',
    result: (tally) => tally.quiz,
    part: 'quiz',
  },
  {
    name: 'Акула бизнеса',
    measure: 'число засчитанных продаж',
    result: (tally) => tally.deals,
    part: 'sales',
    worth: ({ credited, points }) => (credited && (points ?? 0) > 0 ? 1 : 0),
  },
];

type Basis = 'единственный лучший' | 'розыгрыш' | 'нужен розыгрыш' | 'нет результатов';

export interface Nomination {
  readonly rule: NominationRule;
  /** 0 when nobody has a result. */
  readonly best: number;
  /** Nicknames with the best result, sorted by code point; empty without results. */
  readonly candidates: readonly string[];
  readonly winner: string | null;
  readonly basis: Basis;
  /** The draw in force, if any. */
  readonly draw: StandingDraw | null;
  /** Whether the candidates have changed since that draw. */
  readonly changed: boolean;
}

/** Judges one nomination. A draw stays in force until it is cancelled, whatever has changed since. */
function judge(rule: NominationRule, tallies: readonly Tally[], draw: StandingDraw | null): Nomination {
  let best = 0;
  let candidates: string[] = [];
  for (const tally of tallies) {
    const result = rule.result(tally);
    if (result <= 0 || result < best) continue;
    if (result > best) candidates = [];
    best = result;
    candidates.push(tally.participant.nickname);
  }
  candidates.sort(byCodePoint);
  const found = { rule, best, candidates, draw, changed: false };
  if (draw) {
    const changed = !sameCandidates(draw.candidates, candidatesText(candidates));
    return { ...found, winner: draw.winner, basis: 'розыгрыш', changed };
  }
  const [only, second] = candidates;
  if (only === undefined) return { ...found, winner: null, basis: 'нет результатов' };
  if (second === undefined) return { ...found, winner: only, basis: 'единственный лучший' };
  return { ...found, winner: null, basis: 'нужен розыгрыш' };
}

export const judgeNominations = (tallies: readonly Tally[], draws: StandingDraws): readonly Nomination[] =>
  NOMINATIONS.map((rule) => judge(rule, tallies, draws.get(rule.name) ?? null));

export const needsDraw = (nomination: Nomination): boolean => nomination.basis === 'нужен розыгрыш';

export const candidatesCount = (candidates: readonly string[]): string =>
  count(candidates.length, 'претендент', 'претендента', 'претендентов');

/** The row of «Номинации». */
export const nominationRow = (nomination: Nomination): OutputRowOf<MarathonTabs['nominations']> => ({
  name: nomination.rule.name,
  measure: nomination.rule.measure,
  best: nomination.best,
  candidates: nomination.candidates.length === 0 ? null : candidatesText(nomination.candidates),
  winner: nomination.winner,
  basis: nomination.basis,
  note: nomination.changed ? 'состав изменился' : null,
});
