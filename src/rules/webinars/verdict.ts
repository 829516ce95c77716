// What violations cost a webinar, its state, its points and bonuses: rules 3–5, one verdict per webinar.
import { addDays, addMonths, type Day, happened, ruDay } from '../day.js';
import { type Money, percentOf, ZERO } from '../money.js';
import { days, points, remark } from '../text.js';
import { type Case, CLAUSES, type Row, WEEK, type WebinarFacts } from './model.js';
import type { WebinarState } from './tabs.js';

/** One violation and its consequence. */
interface Consequence {
  /** Its text in «Основание», with the clause. */
  readonly text: string;
  /** Points deducted. */
  readonly penalty: number;
}

interface Refusal {
  /** The day of the refusal. */
  readonly day: Day;
  /** «запрет до» */
  readonly banUntil: Day;
  /** «позже недели», for «Основание»; '' when it came in time. */
  readonly late: string;
}

export interface Verdict {
  readonly state: WebinarState;
  readonly refusal: Refusal | null;
  readonly excluded: boolean;
  readonly consequences: readonly Consequence[];
  /** «Основание»; null when nothing applies. */
  readonly basis: string | null;
  readonly penalties: number;
  readonly compensation: Money;
  /** Null until the webinar has ended. */
  readonly basePoints: number | null;
  readonly points: number | null;
  readonly bonuses: Money | null;
}

const BAN_MONTHS = 12;
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

/** Number of breaches that a row of «Нарушения» stands for; 0 while its date is in the future. */
export const breachesOf = (facts: WebinarFacts, row: Row<'violations'>): number =>
  happened(row.date, facts.today) === null ? 0 : (row.quantity ?? 1);

/**
 * The last day on which a late programme does not exclude the webinar: its deadline plus the grace period.
 */
export const programmeLimit = (facts: WebinarFacts, one: Case): Day =>
  addDays(one.startDay, facts.settings.programmeGraceDays - facts.settings.programmeDays);

/** Whether the coordinator has lifted the exclusion for a late programme. */
export const isExclusionLifted = ({ today }: WebinarFacts, { row }: Case): boolean =>
  happened(row.exclusionLifted, today) !== null;

/** The N-th working day after the webinar. */
export const workingDaysAfter = (facts: WebinarFacts, one: Case, days: number): Day =>
  facts.calendar.addWorkingDays(one.endDay, days);

/** «Позже недели» for a late refusal («Основные положения», п. 8); '' for one in time. */
function lateRefusal({ settings: { refusalDays } }: WebinarFacts, one: Case, day: Day): string {
  if (one.startDay - day >= refusalDays) return '';
  return refusalDays === WEEK
    ? ', позже недели до начала'
    : `, отметка «позже недели» (меньше чем за ${days(refusalDays)} до начала)`;
}

function refusalOf(facts: WebinarFacts, one: Case): Refusal | null {
  let day = happened(one.row.refusal, facts.today);
  for (const row of one.members.violations)
    if (row.kind === 'отказ' && breachesOf(facts, row) > 0 && (day === null || row.date < day))
      day = row.date;
  if (day === null) return null;
  return {
    day,
    banUntil: addMonths(day, BAN_MONTHS),
    late: lateRefusal(facts, one, day),
  };
}

const refusalText = (refusal: Refusal): string =>
  `отказ ${ruDay(refusal.day)}${refusal.late}: баллы и бонусы не начисляются, ` +
  `запрет до ${ruDay(refusal.banUntil)} (${CLAUSES.penalties}; ${CLAUSES.basics}, п. 8)`;

/** Why the date of the programme excludes the webinar; null when it does not. */
function lateProgramme(facts: WebinarFacts, one: Case, refusal: Refusal | null): string | null {
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

const times = (n: number): string => (n === 1 ? '' : ` × ${n}`);

/** The deduction in words: «минус 40 баллов». */
const minusPoints = (penalty: number): string => `минус ${points(penalty)}`;

interface Figures {
  readonly attendees: number;
  readonly compensation: Money;
  /** Number of announcements that are placement violations. */
  readonly placements: number;
}

/** Decides one webinar. */
export function judge(facts: WebinarFacts, one: Case, figures: Figures): Verdict {
  const { settings } = facts;
  const { violations } = one.members;
  const quantityOf = (kind: Row<'violations'>['kind']): number => {
    let sum = 0;
    for (const row of violations) if (row.kind === kind) sum += breachesOf(facts, row);
    return sum;
  };
  const consequences: Consequence[] = [];
  const add = (text: string, penalty = 0): void => {
    consequences.push({ text, penalty });
  };

  const refusal = refusalOf(facts, one);
  if (refusal) add(refusalText(refusal));
  const materials = quantityOf('передача материалов') > 0;
  if (materials)
    add(
      `передача материалов: исключён, баллы и бонусы не начисляются (${CLAUSES.penalties}; ${CLAUSES.basics}, п. 10)`,
    );
  const programme = lateProgramme(facts, one, refusal);
  if (programme !== null)
    add(
      `${programme}: исключён, баллы и бонусы не начисляются (${CLAUSES.penalties}; ${CLAUSES.programme}, п. 1)`,
    );
  const changes = quantityOf('изменение программы');
  if (changes > 0) {
    const penalty = changes * settings.changePenalty;
    add(
      `изменение программы${times(changes)}: ${minusPoints(penalty)} (${CLAUSES.penalties}; ${CLAUSES.programme}, п. 4)`,
      penalty,
    );
  }
  const placements = quantityOf('размещение') + figures.placements;
  if (placements > 0) {
    const penalty = placements * settings.placementPenalty;
    add(
      `размещение${times(placements)}: ${minusPoints(penalty)}, стоимость не компенсируется (${CLAUSES.announcing}, «Запрещается»)`,
      penalty,
    );
  }
  const excluded = materials || programme !== null;
  const budget = refusal || excluded ? null : lateBudget(facts, one);
  if (budget !== null) add(`${budget}: бонусы не начисляются (${CLAUSES.penalties}; ${CLAUSES.reporting})`);

  const penalties = consequences.reduce((sum, one) => sum + one.penalty, 0);
  const barred = refusal !== null || excluded;
  const basePoints = barred || figures.attendees < settings.quorum ? 0 : settings.points;
  const breached = changes > 0 || placements > 0;
  const paid = bonusesOf(facts, figures, barred || budget !== null, breached);
  const texts = consequences.map((consequence) => consequence.text);
  if (breached && settings.breachShare !== 100)
    texts.push(
      `при нарушениях — ${String(settings.breachShare).replace('.', ',')} % бонусов (${CLAUSES.budget})`,
    );
  return {
    state: stateOf(facts, one, refusal !== null, excluded),
    refusal,
    excluded,
    consequences,
    basis: remark(texts),
    penalties,
    compensation: figures.compensation,
    basePoints: one.ended ? basePoints : null,
    points: one.ended ? basePoints - penalties : null,
    bonuses: one.ended ? paid : null,
  };
}

/**
 * 0 below the quorum or when barred; otherwise the compensation up to the limit, reduced to a share after
 * breaches.
 */
function bonusesOf(facts: WebinarFacts, figures: Figures, barred: boolean, breached: boolean): Money {
  const { settings } = facts;
  if (barred || figures.attendees < settings.quorum) return ZERO;
  const base = figures.compensation < settings.bonusLimit ? figures.compensation : settings.bonusLimit;
  return breached ? percentOf(base, settings.breachShare) : base;
}

/** Spec 02, rule 5: the first state that applies. */
function stateOf(facts: WebinarFacts, one: Case, refused: boolean, excluded: boolean): WebinarState {
  const { row } = one;
  const done = (day: Day | null): boolean => happened(day, facts.today) !== null;
  if (refused) return 'отказ';
  if (excluded) return 'исключён';
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
  const times = breachesOf(facts, row);
  if (times === 0) return 'количество 0: без последствий';
  const { settings } = facts;
  switch (row.kind) {
    case 'отказ':
      return (
        `баллы и бонусы не начисляются, запрет до ${ruDay(addMonths(row.date, BAN_MONTHS))}` +
        `${lateRefusal(facts, one, row.date)} (${CLAUSES.penalties})`
      );
    case 'передача материалов':
      return `исключён, баллы и бонусы не начисляются (${CLAUSES.penalties})`;
    case 'изменение программы':
      return `${minusPoints(times * settings.changePenalty)} (${CLAUSES.penalties})`;
    case 'размещение':
      return (
        minusPoints(times * settings.placementPenalty) +
        `${row.channel === null ? '' : `, строки сметы «${row.channel}» не компенсируются`} (${CLAUSES.announcing}, «Запрещается»)`
      );
    case 'иное':
      return `решает координатор (${CLAUSES.basics}, п. 8)`;
  }
}
