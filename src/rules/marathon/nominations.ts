// The four nominations: the best result, who has it, and the winner if there is one («Описание»).
import { byCodePoint, count } from '../text.js';
import type { OutputRowOf } from '../tabs.js';
import { candidatesText, sameCandidates, type StandingDraw, type StandingDraws } from './draws.js';
import type { Award, MarathonFacts, MarathonTabs, Participant } from './model.js';
import type { Part } from './scoring.js';
import { earnedBy, type Scores, sumsOf } from './standings.js';
import type { NominationName } from './tabs.js';

export interface NominationRule {
  readonly name: NominationName;
  /** The compared quantity, in words. */
  readonly measure: string;
  /** The tab whose rows make up the result. */
  readonly part: Part;
  /** What a row adds to its participant's result; null for a row that is not compared. */
  readonly worth: (award: Award, index: number, rows: MarathonFacts['rows']) => number | null;
}

// Blocks and sales are counted; their points may be set to anything.
const NOMINATIONS: readonly NominationRule[] = [
  {
    name: 'Эксперт в тайм-менеджменте',
    measure: 'число блоков, посещённых онлайн',
    part: 'attendance',
    worth: ({ note }) => (note === null ? 1 : 0),
  },
  {
    name: 'Креативные продажи',
    measure: 'баллы за творческие задания',
    part: 'tasks',
    // A blank «Вид» means творческое.
    worth: (award, index, { tasks }) => (tasks[index]?.kind === 'дополнительное' ? null : earnedBy(award)),
  },
  {
    name: 'Эксперт по продукту',
    measure: 'баллы за тесты',
    part: 'quiz',
    worth: earnedBy,
  },
  {
    name: 'Акула бизнеса',
    measure: 'число засчитанных продаж',
    part: 'sales',
    worth: (award) => (earnedBy(award) > 0 ? 1 : 0),
  },
];

type Basis = 'единственный лучший' | 'розыгрыш' | 'нужен розыгрыш' | 'нет результатов';

export interface Nomination {
  readonly rule: NominationRule;
  /** By `Participant.index`. */
  readonly results: Float64Array;
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

/** The four nominations. A draw stays in force until it is cancelled, whatever has changed since. */
export const judgeNominations = (
  participants: readonly Participant[],
  rows: MarathonFacts['rows'],
  scores: Scores,
  draws: StandingDraws,
): readonly Nomination[] =>
  NOMINATIONS.map((rule) => {
    const results = sumsOf(scores[rule.part], participants.length, (award, index) =>
      rule.worth(award, index, rows),
    );
    const best = results.reduce((highest, one) => Math.max(highest, one), 0);
    const candidates = participants
      .filter(({ index }) => best > 0 && results[index] === best)
      .map(({ nickname }) => nickname)
      .sort(byCodePoint);
    const draw = draws.get(rule.name) ?? null;
    const found = { rule, results, best, candidates, draw };
    if (draw) {
      const changed = !sameCandidates(draw.candidates, candidatesText(candidates));
      return { ...found, winner: draw.winner, basis: 'розыгрыш', changed };
    }
    const [only = null, second] = candidates;
    if (second !== undefined) return { ...found, winner: null, basis: 'нужен розыгрыш', changed: false };
    const basis = only === null ? 'нет результатов' : 'единственный лучший';
    return { ...found, winner: only, basis, changed: false };
  });

export const needsDraw = (nomination: Nomination): boolean => nomination.basis === 'нужен розыгрыш';

/** «Акула бизнеса» — 2 претендента: what is to be drawn. */
export const tiesOf = (nominations: readonly Nomination[]): readonly string[] =>
  nominations
    .filter(needsDraw)
    .map(({ rule, candidates }) => `«${rule.name}» — ${candidatesCount(candidates)}`);

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
