// What violations cost a webinar, its state, its points and bonuses: rules 3–5, one verdict per webinar.
import { addDays, type Day, happened, ruDay } from '../day.js';
import { lesser, type Money, percentOf, ZERO } from '../money.js';
import { days, exact, points, remark } from '../text.js';
import { breachesOf, type Case, CLAUSES, type Row, type WebinarFacts } from './model.js';
import { type Ban, banText, refusalOf, refusalOn, type WebinarRefusal } from './refusals.js';
import type { WebinarState } from './tabs.js';

/** One violation and its consequence. */
interface Consequence {
  /** Its text in «Основание», with the clause. */
  readonly text: string;
  /** Points deducted. */
  readonly penalty: number;
  /** What it costs besides: points and bonuses, the bonuses, or a part of them. */
  readonly bars: 'all' | 'bonuses' | 'share';
}

export interface Verdict {
  readonly state: WebinarState;
  readonly refusal: WebinarRefusal | null;
  /** The ban by which the partner should not take part; null when there is none. */
  readonly ban: Ban | null;
  readonly consequences: readonly Consequence[];
  /** «Основание»; null when nothing applies. */
  readonly basis: string | null;
  readonly penalties: number;
  /** Null until the webinar has ended. */
  readonly basePoints: number | null;
  readonly points: number | null;
  readonly bonuses: Money | null;
}

/** Columns of the dates that close a webinar, in order. */
export const CLOSING = [
  'countReport',
  'actualBudget',
  'photos',
  'registrationList',
  'accounting',
  'screenshots',
  'mailing',
  'leads',
] as const satisfies readonly (keyof Row<'webinars'>)[];

/**
 * The last day on which a late programme does not exclude the webinar: its deadline plus the grace period.
 */
export const programmeLimit = (facts: WebinarFacts, one: Case): Day =>
  addDays(one.startDay, facts.settings.programmeGraceDays - facts.settings.programmeDays);

/** Whether the coordinator has lifted the exclusion for a late programme. */
export const isExclusionLifted = ({ today }: WebinarFacts, { row }: Case): boolean =>
  happened(row.exclusionLifted, today) !== null;

/** The N-th working day after the webinar. */
export const workingDaysAfter = (facts: WebinarFacts, one: Case, n: number): Day =>
  facts.calendar.addWorkingDays(one.endDay, n);

/** Why the date of the programme excludes the webinar; null when it does not. */
function lateProgramme(facts: WebinarFacts, one: Case, refusal: WebinarRefusal | null): string | null {
  if (isExclusionLifted(facts, one)) return null;
  const submitted = happened(one.row.programmeSubmitted, facts.today);
  const limit = programmeLimit(facts, one);
  const term = `срок ${ruDay(addDays(one.startDay, -facts.settings.programmeDays))}`;
  if (submitted !== null) return submitted > limit ? `программа подана ${ruDay(submitted)}, ${term}` : null;
  // After a refusal in time no programme is required.
  return facts.today > limit && !(refusal && refusal.day <= limit) ? `программа не подана, ${term}` : null;
}

/** Why the date of the actual budget costs the bonuses; null when it does not. */
function lateBudget(facts: WebinarFacts, one: Case): string | null {
  if (!one.ended) return null;
  const given = happened(one.row.actualBudget, facts.today);
  const term = workingDaysAfter(facts, one, facts.settings.documentDays);
  if (given !== null) return given > term ? `фактическая смета ${ruDay(given)}, срок ${ruDay(term)}` : null;
  return facts.today > term ? `фактическая смета не предоставлена, срок ${ruDay(term)}` : null;
}

type Violation = Row<'violations'>['kind'];
/** The clauses of the kinds of violations. */
const CLAUSE_OF: Readonly<Record<Violation, string>> = {
  отказ: `${CLAUSES.penalties}; ${CLAUSES.basics}, п. 8`,
  'передача материалов': `${CLAUSES.penalties}; ${CLAUSES.basics}, п. 10`,
  'изменение программы': `${CLAUSES.penalties}; ${CLAUSES.programme}, п. 4`,
  размещение: CLAUSES.placing,
  иное: `${CLAUSES.basics}, п. 8`,
};

/** The kinds that cost points of their own. */
export const FINED = ['изменение программы', 'размещение'] as const satisfies readonly Violation[];
const fineOf = ({ settings }: WebinarFacts, kind: (typeof FINED)[number], breaches: number): number =>
  breaches * (kind === 'размещение' ? settings.placementPenalty : settings.changePenalty);

// Effects in words.
const minusPoints = (penalty: number): string => `минус ${points(penalty)}`;
const NOTHING = 'баллы и бонусы не начисляются';
const EXCLUDED = `исключён, ${NOTHING}`;
function refused({ settings }: WebinarFacts, { banUntil, isLate }: WebinarRefusal): string {
  const late = `, отметка «позже недели» (меньше чем за ${days(settings.refusalDays)} до начала)`;
  return `${NOTHING}, запрет до ${ruDay(banUntil)}${isLate ? late : ''}`;
}

interface Figures {
  readonly attendees: number;
  readonly compensation: Money;
  /** Number of announcements that are placement violations. */
  readonly placements: number;
  /** Whether a placement has cost compensation. */
  readonly withheld: boolean;
}

/** Every violation of one webinar with its consequence, in the order of the table «Штрафы». */
function consequencesOf(
  facts: WebinarFacts,
  one: Case,
  refusal: WebinarRefusal | null,
  { placements: placed, withheld }: Figures,
): readonly Consequence[] {
  const breachesIn = (kind: Violation): number => {
    let sum = kind === 'размещение' ? placed : 0;
    for (const row of one.members.violations) if (row.kind === kind) sum += breachesOf(facts, row);
    return sum;
  };
  const found: Consequence[] = [];
  const add = (
    bars: Consequence['bars'],
    what: string,
    effect: string,
    clause: string,
    penalty = 0,
  ): void => {
    found.push({ text: `${what}: ${effect} (${clause})`, penalty, bars });
  };

  if (refusal) add('all', `отказ ${ruDay(refusal.day)}`, refused(facts, refusal), CLAUSE_OF.отказ);
  if (breachesIn('передача материалов') > 0)
    add('all', 'передача материалов', EXCLUDED, CLAUSE_OF['передача материалов']);
  const programme = lateProgramme(facts, one, refusal);
  if (programme !== null) add('all', programme, EXCLUDED, `${CLAUSES.penalties}; ${CLAUSES.programme}, п. 1`);
  for (const kind of FINED) {
    const breaches = breachesIn(kind);
    if (breaches === 0) continue;
    const penalty = fineOf(facts, kind, breaches);
    const cost = kind === 'размещение' && withheld ? ', стоимость не компенсируется' : '';
    const what = breaches === 1 ? kind : `${kind} × ${breaches}`;
    add('share', what, minusPoints(penalty) + cost, CLAUSE_OF[kind], penalty);
  }
  const budget = refusal ? null : lateBudget(facts, one);
  if (budget !== null)
    add('bonuses', budget, 'бонусы не начисляются', `${CLAUSES.penalties}; ${CLAUSES.reporting}`);
  return found;
}

/** Decides one webinar. */
export function judge(facts: WebinarFacts, one: Case, ban: Ban | null, figures: Figures): Verdict {
  const { settings } = facts;
  const refusal = refusalOf(facts, one);
  const consequences = consequencesOf(facts, one, refusal, figures);
  const barred = new Set(consequences.map(({ bars }) => bars));
  const penalties = consequences.reduce((sum, { penalty }) => sum + penalty, 0);
  const basePoints = barred.has('all') || figures.attendees < settings.quorum ? 0 : settings.points;
  const texts = consequences.map(({ text }) => text);
  if (barred.has('share') && settings.breachShare !== 100)
    texts.push(`при нарушениях — ${exact(settings.breachShare)} % бонусов (${CLAUSES.budget})`);
  if (ban && !refusal) texts.push(banText(ban));
  return {
    state: stateOf(facts, one, refusal !== null, barred.has('all')),
    refusal,
    ban,
    consequences,
    basis: remark(texts),
    penalties,
    basePoints: one.ended ? basePoints : null,
    points: one.ended ? basePoints - penalties : null,
    bonuses: one.ended ? bonusesOf(facts, figures, barred) : null,
  };
}

/**
 * 0 below the quorum or when barred; otherwise the compensation up to the limit, reduced to a share after
 * breaches.
 */
function bonusesOf(
  { settings }: WebinarFacts,
  { attendees, compensation }: Figures,
  barred: ReadonlySet<Consequence['bars']>,
): Money {
  if (barred.has('all') || barred.has('bonuses') || attendees < settings.quorum) return ZERO;
  const base = lesser(compensation, settings.bonusLimit);
  return barred.has('share') ? percentOf(base, settings.breachShare) : base;
}

/** Spec 02, rule 5: the first state that applies. `barred`: for its own refusal or as excluded. */
function stateOf(facts: WebinarFacts, one: Case, refused: boolean, barred: boolean): WebinarState {
  const { row } = one;
  const done = (day: Day | null): boolean => happened(day, facts.today) !== null;
  if (refused) return 'отказ';
  if (barred) return 'исключён';
  if (one.ended) return CLOSING.every((key) => done(row[key])) ? 'закрыт' : 'отчётность';
  if (one.started) return 'идёт';
  if (!done(row.programmeSubmitted)) return 'черновик';
  if (!done(row.programmeApproved)) return 'программа на согласовании';
  if (!done(row.budgetApproved)) return 'смета на согласовании';
  return 'готов';
}

/** «Последствие» of one row of «Нарушения», by the table «Штрафы»: what it has caused on its own. */
export function consequenceText(facts: WebinarFacts, one: Case, row: Row<'violations'>): string {
  if (happened(row.date, facts.today) === null) return 'дата ещё не наступила: пока без последствий';
  const breaches = breachesOf(facts, row);
  if (breaches === 0) return 'количество 0: без последствий';
  const effect = ((): string => {
    switch (row.kind) {
      case 'отказ':
        return refused(facts, refusalOn(facts, one, row.date));
      case 'передача материалов':
        return EXCLUDED;
      case 'изменение программы':
        return minusPoints(fineOf(facts, row.kind, breaches));
      case 'размещение':
        return `${minusPoints(fineOf(facts, row.kind, breaches))}${row.channel === null ? '' : `, строки сметы «${row.channel}» не компенсируются`}`;
      case 'иное':
        return 'решает координатор';
    }
  })();
  return `${effect} (${CLAUSE_OF[row.kind]})`;
}
