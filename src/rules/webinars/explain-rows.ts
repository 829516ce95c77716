// «Почему такая цифра?» for single rows: a talk, a registration, a presence, a line of the budget, a text, a violation.
import { ruDay } from '../day.js';
import { formatMoney, lesser, type Money, subtract, ZERO } from '../money.js';
import { type Reason, type ReasonLine, rowLine } from '../reasons.js';
import type { Tab } from '../tabs.js';
import { exact, formatNumber, keyOf } from '../text.js';
import type { Compensation } from './budget.js';
import { CLAUSES, type MemberTab } from './model.js';
import type { Season } from './season.js';
import { tabs } from './tabs.js';
import { consequenceText } from './verdict.js';

type Explainer = (season: Season, index: number, column: string) => Reason | null | undefined;

/** Each remark as a line of its own. */
const remarkLines = (
  tab: Tab,
  { row, remarks }: { readonly row: { readonly row: number }; readonly remarks: readonly string[] },
): readonly ReasonLine[] =>
  (remarks.length > 0 ? remarks : ['замечаний нет']).map((text) => rowLine(tab, row, text));
/** «меньшее из 40 000 и 45 000 = 40 000» */
export const lesserText = (a: Money, b: Money): string =>
  `меньшее из ${formatMoney(a)} и ${formatMoney(b)} = ${formatMoney(lesser(a, b))}`;
/** With all decimals: 0,996 is less than 1. */
const minutesText = (minutes: number): string => `${exact(minutes)} мин`;
const amountText = (amount: Money | null): string =>
  amount === null ? ': не заполнено' : ` ${formatMoney(amount)}`;
const compensationSum = ({ row, whole, compensation, reason }: Compensation): string => {
  if (whole === null) return `0: ${reason ?? ''}`;
  const least = lesserText(row.approved ?? ZERO, row.actual ?? ZERO);
  return whole === compensation
    ? least
    : `${least}; ${formatMoney(whole)} − ${formatMoney(subtract(whole, compensation))} = ${formatMoney(compensation)}`;
};

const EXPLAINERS: Readonly<Record<MemberTab, Explainer>> = {
  talks: ({ talks }, index) => {
    const review = talks[index];
    return (
      review && {
        rule: tabs.talks.columns.remarks.options.note,
        clause: `${CLAUSES.programme}, п. 1 и 3`,
        lines: remarkLines(tabs.talks, review),
      }
    );
  },
  listeners: ({ facts, cases, listeners }, index) => {
    const row = facts.rows.listeners[index];
    const one = cases.ofListener[index];
    const registration = listeners[index];
    if (!row || !one || !registration) return null;
    return {
      rule: tabs.listeners.columns.status.options.note,
      clause: `${CLAUSES.landing}, п. 4, 6 и 11`,
      lines: [
        rowLine(tabs.listeners, row, registration.reason ?? 'всё заполнено'),
        rowLine(tabs.webinars, one.row, one.row.topic),
      ],
      ...(registration.status === null ? {} : { sum: registration.status }),
    };
  },
  attendance: ({ facts: { rows }, cases }, index) => {
    const row = rows.attendance[index];
    const one = cases.ofPresence[index];
    if (!row || !one) return null;
    const all = rows.attendance.filter(
      ({ email }, other) => email === row.email && cases.ofPresence[other] === one,
    );
    return {
      rule: tabs.attendance.columns.counted.options.note,
      clause: CLAUSES.budget,
      lines: all.map((each) =>
        rowLine(
          tabs.attendance,
          each,
          each.minutes === null ? 'минуты не указаны' : minutesText(each.minutes),
        ),
      ),
      sum: minutesText(all.reduce((sum, each) => sum + (each.minutes ?? 0), 0)),
    };
  },
  budget: ({ cases, webinars, budget }, index) => {
    const line = budget[index];
    const dossier = line && webinars[cases.find(line.row.webinar)?.index ?? -1];
    if (!line || !dossier) return null;
    const { row } = line;
    const channel = row.channel === null ? null : keyOf(row.channel);
    return {
      rule: tabs.budget.columns.compensation.options.note,
      clause: `${CLAUSES.budget}; ${CLAUSES.placing}`,
      lines: [
        rowLine(tabs.budget, row, `согласовано${amountText(row.approved)}, факт${amountText(row.actual)}`),
        ...dossier.announcements
          .filter((placed) => placed.violation && keyOf(placed.row.channel) === channel)
          .map((placed) =>
            rowLine(
              tabs.announcements,
              placed.row,
              `размещение с нарушением: ${formatMoney(placed.row.cost ?? ZERO)}`,
            ),
          ),
      ],
      sum: compensationSum(line),
    };
  },
  announcements: ({ facts, announcements }, index, column) => {
    const review = announcements[index];
    if (!review) return null;
    const { remarks, penalty } = tabs.announcements.columns;
    const lines = remarkLines(tabs.announcements, review);
    if (column !== 'penalty') return { rule: remarks.options.note, clause: CLAUSES.announcing, lines };
    return {
      rule: penalty.options.note,
      clause: CLAUSES.placing,
      lines,
      sum: formatNumber(review.violation ? facts.settings.placementPenalty : 0),
    };
  },
  landings: ({ landings }, index) => {
    const review = landings[index];
    return (
      review && {
        rule: tabs.landings.columns.accepted.options.note,
        clause: `${CLAUSES.landing}, п. 2–9`,
        lines: remarkLines(tabs.landings, review),
        sum: review.accepted ? 'принята' : 'не принята',
      }
    );
  },
  violations: ({ facts, cases }, index) => {
    const row = facts.rows.violations[index];
    const one = row && cases.find(row.webinar);
    if (!one) return null;
    return {
      rule: tabs.violations.columns.consequence.options.note,
      clause: CLAUSES.penalties,
      lines: [
        rowLine(tabs.violations, row, `${row.kind}, ${ruDay(row.date)}, количество ${row.quantity ?? 1}`),
      ],
      sum: consequenceText(facts, one, row),
    };
  },
};

/** Explains a computed cell of one row; `index` is 0-based among the good rows of the tab. */
export const explainRow = (season: Season, tab: MemberTab, index: number, column: string): Reason | null =>
  EXPLAINERS[tab](season, index, column) ?? null;
