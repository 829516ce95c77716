// «Почему такая цифра?» for the figures of webinars, results and checks; rows of other tabs are explained in
// explain-rows.ts.
import { happened, ruDay } from '../day.js';
import { formatMoney, lesser } from '../money.js';
import { type Figure, type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import { exact, formatNumber, innerQuotes, points } from '../text.js';
import { ruInstant } from '../zone.js';
import { forecast } from './attendance.js';
import type { Costs } from './budget.js';
import type { Checked } from './checks.js';
import { explainRow, lesserText } from './explain-rows.js';
import { breachesOf, type Case, CLAUSES, type Parameters, type Row, type WebinarTabs } from './model.js';
import { cellsOf, isSummed, type ResultRow, SUMMED } from './results.js';
import type { Dossier, Season } from './season.js';
import { tabs } from './tabs.js';
import { CLOSING, FINED } from './verdict.js';

/** The parts of a decision that explanations use. */
export interface Explained {
  readonly season: Season;
  readonly results: readonly ResultRow[];
  readonly checks: readonly Checked[];
}

/** Explains one figure; null for a row in error or a column without an explanation. */
export function explainFigure(
  { season, results, checks }: Explained,
  { tab, index, column }: Figure<WebinarTabs>,
): Reason | null {
  switch (tab) {
    case 'webinars': {
      const dossier = season.webinars[index];
      return (dossier && EXPLAINERS[column]?.(dossier, season)) ?? null;
    }
    case 'results': {
      const row = results[index];
      return row ? explainResult(row, column, season) : null;
    }
    case 'checklist': {
      const row = checks[index];
      return row ? explainCheck(season, row) : null;
    }
    default:
      return explainRow(season, tab, index, column);
  }
}

/** Their notes are the rules. */
const COLUMNS = tabs.webinars.columns;

type Explainer = (dossier: Dossier, season: Season) => Reason;

/** The figures of «Вебинары» and of «Баллы и бонусы», of which several stand in both. */
const EXPLAINERS: Readonly<Record<string, Explainer>> = {
  state: explainState,
  registrations: ({ enrolment }) => ({
    rule: COLUMNS.registrations.options.note,
    clause: `${CLAUSES.landing}, п. 4 и 11`,
    lines: [...enrolment.byEmail.values()].map(({ row }) => rowLine(tabs.listeners, row, row.email ?? '')),
    sum: formatNumber(enrolment.byEmail.size),
  }),
  forecast: ({ one, enrolment }, { facts: { settings } }) => {
    const { size } = enrolment.byEmail;
    return {
      rule: COLUMNS.forecast.options.note,
      clause: CLAUSES.retention,
      lines: [webinarLine(one, `Регистраций: ${formatNumber(size)}`)],
      sum: one.ended
        ? 'Вебинар закончился: прогноз больше не нужен.'
        : `${size} × ${exact(settings.showLow)} % … ${size} × ${exact(settings.showHigh)} % = ${forecast(size, settings)}`,
    };
  },
  attendees: explainAttendees,
  attendanceRate: ({ one, enrolment, turnout: { registered, rate } }) => {
    const { size } = enrolment.byEmail;
    return {
      rule: COLUMNS.attendanceRate.options.note,
      clause: CLAUSES.retention,
      lines: [
        webinarLine(one, `Принятых регистраций: ${formatNumber(size)}`),
        webinarLine(one, `Из них пришли: ${formatNumber(registered)}`),
      ],
      sum:
        rate === null ? 'Регистраций нет: доли нет.' : `${registered} ÷ ${size} = ${formatNumber(rate, 1)} %`,
    };
  },
  basePoints: (dossier, season) => ({
    ...explainPoints(dossier, season),
    sum: dossier.verdict.basePoints === null ? NOT_ENDED : formatNumber(dossier.verdict.basePoints),
  }),
  penalties: explainPenalties,
  points: explainPoints,
  compensation: ({ costs }) => ({
    rule: tabs.results.columns.compensation.options.note,
    clause: CLAUSES.budget,
    lines: budgetLines(costs),
    // Lines that are worth nothing are no addends.
    sum: writtenSum(
      costs.lines.map(({ compensation }) => compensation).filter((amount) => amount > 0),
      costs.total,
      formatMoney,
    ),
  }),
  bonuses: explainBonuses,
  basis: explainBasis,
};

const webinarLine = ({ row }: Case, text: string): ReasonLine => rowLine(tabs.webinars, row, text);
const consequenceLines = ({ one, verdict }: Dossier): readonly ReasonLine[] =>
  verdict.consequences.map(({ text }) => webinarLine(one, text));
/** The kinds of violations that have a consequence: «иное» has none. */
const BREACHING = [...FINED, 'отказ', 'передача материалов'] as const;
/** The consequences with the rows that they come from. */
const breachLines = (dossier: Dossier, season: Season): readonly ReasonLine[] => [
  ...consequenceLines(dossier),
  ...violationLines(dossier, season, BREACHING),
];
/** Where they come from: rows of «Нарушения» of these kinds, and announcements that break the rules. */
const violationLines = (
  dossier: Dossier,
  { facts }: Season,
  kinds: readonly Row<'violations'>['kind'][],
): readonly ReasonLine[] => [
  ...dossier.one.members.violations
    .filter((row) => kinds.includes(row.kind) && breachesOf(facts, row) > 0)
    .map((row) => rowLine(tabs.violations, row, `${row.kind}, ${ruDay(row.date)}`)),
  ...dossier.announcements
    .filter(({ violation }) => violation)
    .map(({ row }) => rowLine(tabs.announcements, row, `размещение с нарушением: ${row.channel}`)),
];
const attendeesLine = ({ one, turnout }: Dossier): ReasonLine =>
  webinarLine(one, `Слушателей: ${formatNumber(turnout.attendees)}`);

const STEPS = ['programmeSubmitted', 'programmeApproved', 'budgetApproved', ...CLOSING] as const;

function explainState(dossier: Dossier, { facts }: Season): Reason {
  const { one, verdict } = dossier;
  const dates = STEPS.map((key) => {
    const day = happened(one.row[key], facts.today);
    return webinarLine(one, `${COLUMNS[key].header}: ${day === null ? 'нет' : ruDay(day)}`);
  });
  return {
    rule: COLUMNS.state.options.note,
    clause: `${CLAUSES.penalties}; ${CLAUSES.programme}; ${CLAUSES.reporting}`,
    lines: [
      webinarLine(
        one,
        `Начало ${ruInstant(facts.zone, one.row.start)}, окончание ${ruInstant(facts.zone, one.row.end)}`,
      ),
      ...consequenceLines(dossier),
      ...dates,
    ],
    sum: verdict.state,
  };
}

function explainAttendees({ one, turnout }: Dossier, { facts, cases, attendance }: Season): Reason {
  const lines: ReasonLine[] = [];
  facts.rows.attendance.forEach((row, index) => {
    const presence = attendance[index];
    if (presence?.counted && cases.ofPresence[index] === one)
      lines.push(rowLine(tabs.attendance, row, `${row.email}: ${presence.note ?? 'засчитан'}`));
  });
  return {
    rule: COLUMNS.attendees.options.note,
    clause: CLAUSES.budget,
    lines,
    sum: formatNumber(turnout.attendees),
  };
}

const ifQuorum = ({ quorum }: Parameters): string => `если слушателей не меньше ${formatNumber(quorum)}`;

const NOT_ENDED = 'Вебинар ещё не закончился: баллы и бонусы появятся после окончания.';

function explainPoints(dossier: Dossier, season: Season): Reason {
  const { settings } = season.facts;
  const { basePoints, penalties, points: result } = dossier.verdict;
  return {
    rule: `${points(settings.points)}, ${ifQuorum(settings)}, иначе 0; отказ и исключение обнуляют их; штрафы вычитаются и из нуля.`,
    clause: `${CLAUSES.budget}, таблица; ${CLAUSES.penalties}`,
    lines: [attendeesLine(dossier), ...breachLines(dossier, season)],
    sum:
      result === null
        ? NOT_ENDED
        : `${formatNumber(basePoints ?? 0)} − ${formatNumber(penalties)} = ${formatNumber(result)}`,
  };
}

/** Only what costs points: a late budget or a refusal does not. */
function explainPenalties(dossier: Dossier, season: Season): Reason {
  const { changePenalty, placementPenalty } = season.facts.settings;
  const fines = dossier.verdict.consequences.filter(({ penalty }) => penalty > 0);
  return {
    rule: `${points(changePenalty)} за каждое изменение программы и ${points(placementPenalty)} за каждое размещение с нарушением; один анонс — не больше одного размещения.`,
    clause: `${CLAUSES.penalties}; ${CLAUSES.placing}`,
    lines: [
      ...fines.map(({ text }) => webinarLine(dossier.one, text)),
      ...violationLines(dossier, season, FINED),
    ],
    sum: writtenSum(
      fines.map(({ penalty }) => penalty),
      dossier.verdict.penalties,
      formatNumber,
    ),
  };
}

function explainBonuses(dossier: Dossier, season: Season): Reason {
  const { settings } = season.facts;
  const share = settings.breachShare;
  const breach = share === 100 ? '' : ` при нарушениях — ${exact(share)} %;`;
  return {
    rule: `Сумма «К компенсации», но не больше ${formatMoney(settings.bonusLimit)}, ${ifQuorum(settings)};${breach} отказ, исключение и поздняя смета обнуляют бонусы.`,
    clause: `${CLAUSES.budget}, таблица и сноски; ${CLAUSES.penalties}`,
    lines: [attendeesLine(dossier), ...breachLines(dossier, season), ...budgetLines(dossier.costs)],
    sum: bonusesSum(dossier, settings),
  };
}

/** The arithmetic of the bonuses, or the first reason that leaves none. */
function bonusesSum(
  { turnout, verdict, costs }: Dossier,
  { bonusLimit, breachShare, quorum }: Parameters,
): string {
  const { bonuses, consequences, state } = verdict;
  const barred = consequences.map(({ bars }) => bars);
  if (bonuses === null) return NOT_ENDED;
  if (barred.includes('all')) return `${state}: 0`;
  if (barred.includes('bonuses')) return 'нет фактической сметы в срок: 0';
  if (turnout.attendees < quorum)
    return `слушателей ${formatNumber(turnout.attendees)} из ${formatNumber(quorum)}: 0`;
  const least = lesserText(costs.total, bonusLimit);
  return barred.includes('share') && breachShare !== 100
    ? `${least}; ${formatMoney(lesser(costs.total, bonusLimit))} × ${exact(breachShare)}\u00a0% = ${formatMoney(bonuses)}`
    : least;
}

/** The lines of the budget with their compensation. */
const budgetLines = (costs: Costs): readonly ReasonLine[] =>
  costs.lines.map(({ row, compensation, reason }) =>
    rowLine(
      tabs.budget,
      row,
      `${row.item}: ${formatMoney(compensation)}${reason === null ? '' : ` (${reason})`}`,
    ),
  );

/** With the dates that decide: none after a refusal. */
function explainBasis(dossier: Dossier, season: Season): Reason {
  const { verdict, terms } = dossier;
  const { ban, refusal } = verdict;
  const deciding = terms.filter(
    ({ rule: { key } }) => key === 'programmeSubmitted' || key === 'actualBudget',
  );
  const dates = deciding.map(({ rule, due }) => `${rule.what}: срок ${ruDay(due)}`);
  return {
    rule: COLUMNS.basis.options.note,
    clause: CLAUSES.penalties,
    lines: [
      ...breachLines(dossier, season),
      ...(ban ? [webinarLine(ban.refused, `отказ от вебинара ${ban.refused.row.code}`)] : []),
    ],
    ...(refusal ? {} : { sum: dates.join('; ') }),
  };
}

/** Explains a column of the results: the webinar's own figure, or the sum over a partner's webinars. */
function explainResult(row: ResultRow, column: string, season: Season): Reason | null {
  if (row.total) return explainTotal(row, column);
  const [dossier] = row.of;
  if (!dossier) return null;
  return (
    EXPLAINERS[column]?.(dossier, season) ?? {
      rule: 'Вебинар и партнёр, как на вкладке «Вебинары».',
      clause: CLAUSES.basics,
      lines: [webinarLine(dossier.one, dossier.one.row.topic)],
    }
  );
}

function explainTotal({ of, cells }: ResultRow, column: string): Reason {
  const about = { rule: 'Сумма по вебинарам партнёра; пустые не считаются.', clause: CLAUSES.budget };
  if (!isSummed(column)) return { ...about, lines: of.map(({ one }) => webinarLine(one, one.row.code)) };
  const write = SUMMED[column];
  const parts = of.map((dossier) => ({ one: dossier.one, figure: cellsOf(dossier)[column] }));
  const figures = parts.flatMap(({ figure }): number[] => (figure === null ? [] : [figure]));
  const total = cells[column];
  return {
    ...about,
    lines: parts.map(({ one, figure }) =>
      webinarLine(one, `${one.row.code}: ${figure === null ? 'пусто' : write(figure)}`),
    ),
    ...(total === null ? {} : { sum: writtenSum(figures, total, write) }),
  };
}

function explainCheck(
  { cases }: Season,
  { webinar, requirement, met, detail, clause, places }: Checked,
): Reason {
  const one = cases.find(webinar);
  const text = detail === '' ? webinar : `${webinar}: ${detail}`;
  return {
    rule: `Требование «${innerQuotes(requirement)}»: выполнено — ${met}.`,
    clause,
    lines:
      places.length > 0 || !one
        ? places.map((place) => rowLine(place.tab, place, text))
        : [webinarLine(one, text)],
  };
}
