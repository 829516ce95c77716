// «Почему такая цифра?» for the figures of webinars, results and checks; rows of other tabs are explained in
// explain-rows.ts.
import { addDays, happened, ruDay } from '../day.js';
import { formatMoney } from '../money.js';
import { type Figure, type Reason, type ReasonLine, shortLines } from '../programme.js';
import { count, formatNumber } from '../text.js';
import { ruInstant } from '../zone.js';
import { forecast } from './attendance.js';
import type { CheckRow } from './checks.js';
import { explainRow } from './explain-rows.js';
import { CLAUSES, MEMBER_TABS, type Parameters, type WebinarFacts, type WebinarTabs } from './model.js';
import type { ResultRow } from './results.js';
import type { Dossier, Season } from './season.js';
import { tabs } from './tabs.js';
import { breachesOf, CLOSING, programmeLimit, workingDaysAfter } from './verdict.js';

/** The parts of a decision that explanations use. */
export interface Explained {
  readonly season: Season;
  readonly results: readonly ResultRow[];
  readonly checks: readonly CheckRow[];
}

const MOST_LINES = 40;

/** Explains one figure; null for a row in error or a column without an explanation. */
export function explainFigure(all: Explained, figure: Figure<WebinarTabs>): Reason | null {
  const reason = find(all, figure);
  return reason && { ...reason, lines: shortLines(reason.lines, MOST_LINES) };
}

function find(all: Explained, { tab, index, column }: Figure<WebinarTabs>): Reason | null {
  const { season } = all;
  if (tab === 'webinars') {
    const dossier = season.webinars[index];
    return dossier ? explainWebinar(season, dossier, column) : null;
  }
  if (tab === 'results') {
    const row = all.results[index];
    return row ? explainResult(season, row, column) : null;
  }
  if (tab === 'checklist') {
    const row = all.checks[index];
    return row ? explainCheck(season, row) : null;
  }
  const member = MEMBER_TABS.find((one) => one === tab);
  return member ? explainRow(season, member, index, column) : null;
}

const webinarLine = ({ one }: Pick<Dossier, 'one'>, text: string): ReasonLine => ({
  text,
  tab: tabs.webinars.title,
  row: one.row.row,
});

function explainWebinar(season: Season, dossier: Dossier, column: string): Reason | null {
  switch (column) {
    case 'state':
      return explainState(season.facts, dossier);
    case 'registrations':
      return explainRegistrations(dossier);
    case 'forecast':
      return explainForecast(season.facts, dossier);
    case 'attendees':
      return explainAttendees(season, dossier);
    case 'attendanceRate':
      return explainRate(dossier);
    case 'points':
      return explainPoints(season.facts, dossier);
    case 'bonuses':
      return explainBonuses(season, dossier);
    case 'basis':
      return explainBasis(season, dossier);
    default:
      return null;
  }
}

const STEPS = ['programmeSubmitted', 'programmeApproved', 'budgetApproved', ...CLOSING] as const;

function explainState(facts: WebinarFacts, dossier: Dossier): Reason {
  const { one, verdict } = dossier;
  const dates = STEPS.map((key) => {
    const day = happened(one.row[key], facts.today);
    return webinarLine(dossier, `${tabs.webinars.columns[key].header}: ${day === null ? 'нет' : ruDay(day)}`);
  });
  return {
    rule: 'Первое, что верно: отказ; исключён; закончился и все даты отчётности стоят — закрыт; закончился — отчётность; начался — идёт; нет программы — черновик; программа не согласована; смета не согласована; иначе готов.',
    clause: `${CLAUSES.penalties}; ${CLAUSES.programme}; ${CLAUSES.reporting}`,
    lines: [
      webinarLine(
        dossier,
        `Начало ${ruInstant(facts.zone, one.row.start)}, окончание ${ruInstant(facts.zone, one.row.end)}`,
      ),
      ...verdict.consequences.map((consequence) => webinarLine(dossier, consequence.text)),
      ...dates,
    ],
    sum: verdict.state,
  };
}

function explainRegistrations({ enrolment }: Dossier): Reason {
  const lines = [...enrolment.byEmail.values()].map(({ row }) => ({
    text: 'принятая регистрация',
    tab: tabs.listeners.title,
    row: row.row,
  }));
  return {
    rule: 'Число принятых регистраций: по одной на адрес, вместе с теми, чьи данные потом удалены.',
    clause: `${CLAUSES.landing}, п. 4 и 11`,
    lines,
    sum: formatNumber(enrolment.count),
  };
}

function explainForecast(facts: WebinarFacts, dossier: Dossier): Reason {
  const { showLow, showHigh } = facts.settings;
  const n = dossier.enrolment.count;
  return {
    rule: 'До окончания вебинара: принятые регистрации, умноженные на нижнюю и верхнюю явку, с округлением вниз.',
    clause: CLAUSES.retention,
    lines: [webinarLine(dossier, `Регистраций: ${formatNumber(n)}`)],
    sum: dossier.one.ended
      ? 'Вебинар закончился: прогноз больше не нужен.'
      : `${n} × ${formatNumber(showLow)} % … ${n} × ${formatNumber(showHigh)} % = ${forecast(n, facts.settings)}`,
  };
}

function explainAttendees({ facts, book, attendance }: Season, { one, turnout }: Dossier): Reason {
  const lines: ReasonLine[] = [];
  facts.rows.attendance.forEach(({ row }, index) => {
    const presence = attendance[index];
    if (presence?.counted && book.webinarOf.attendance[index] === one)
      lines.push({ text: presence.note ?? 'засчитан', tab: tabs.attendance.title, row });
  });
  return {
    rule: `Разные адреса на вкладке «Явка», у которых минуты пусты или в сумме не меньше ${formatNumber(facts.settings.attendanceMinutes)}; незарегистрированные тоже считаются.`,
    clause: CLAUSES.budget,
    lines,
    sum: formatNumber(turnout.attendees),
  };
}

function explainRate(dossier: Dossier): Reason {
  const { enrolment, turnout } = dossier;
  return {
    rule: 'Какая доля принятых регистраций пришла, с точностью до 0,1 %.',
    clause: CLAUSES.retention,
    lines: [
      webinarLine(dossier, `Принятых регистраций: ${formatNumber(enrolment.count)}`),
      webinarLine(dossier, `Из них пришли: ${formatNumber(turnout.registered)}`),
    ],
    sum:
      turnout.rate === null
        ? 'Регистраций нет: доли нет.'
        : `${turnout.registered} ÷ ${enrolment.count} = ${formatNumber(turnout.rate, 1)} %`,
  };
}

/** «25 слушателях и больше» */
const atQuorum = ({ quorum }: Parameters): string =>
  `${count(quorum, 'слушателе', 'слушателях', 'слушателях')} и больше`;

const NOT_ENDED = 'Вебинар ещё не закончился: баллы и бонусы появятся после окончания.';

function explainPoints(facts: WebinarFacts, dossier: Dossier): Reason {
  const { verdict, turnout } = dossier;
  const { settings } = facts;
  return {
    rule: `${count(settings.points, 'балл', 'балла', 'баллов')} при ${atQuorum(settings)}, иначе 0; отказ и исключение обнуляют их; штрафы вычитаются и из нуля.`,
    clause: `${CLAUSES.budget}, таблица; ${CLAUSES.penalties}`,
    lines: [
      webinarLine(dossier, `Слушателей: ${formatNumber(turnout.attendees)}`),
      ...verdict.consequences.map((consequence) => webinarLine(dossier, consequence.text)),
    ],
    sum:
      verdict.points === null
        ? NOT_ENDED
        : `${formatNumber(verdict.basePoints ?? 0)} − ${formatNumber(verdict.penalties)} = ${formatNumber(verdict.points)}`,
  };
}

function explainBonuses(season: Season, dossier: Dossier): Reason {
  const { settings } = season.facts;
  const { verdict, turnout } = dossier;
  return {
    rule: `Сумма «К компенсации», но не больше ${formatMoney(settings.bonusLimit)}, при ${atQuorum(settings)}; при нарушениях — ${formatNumber(settings.breachShare)} %; отказ, исключение и поздняя смета обнуляют.`,
    clause: `${CLAUSES.budget}, таблица и сноски; ${CLAUSES.penalties}`,
    lines: [
      webinarLine(dossier, `Слушателей: ${formatNumber(turnout.attendees)}`),
      ...verdict.consequences.map((consequence) => webinarLine(dossier, consequence.text)),
      ...budgetLines(season, dossier),
    ],
    sum:
      verdict.bonuses === null
        ? NOT_ENDED
        : `смета к компенсации ${formatMoney(verdict.compensation)} → бонусы ${formatMoney(verdict.bonuses)}`,
  };
}

/** The lines of the budget with their compensation. */
function budgetLines({ facts, budget }: Season, { one }: Dossier): readonly ReasonLine[] {
  return one.members.budget.flatMap((index) => {
    const row = facts.rows.budget[index];
    const line = budget[index];
    if (!row || !line) return [];
    const text = `${row.item}: ${formatMoney(line.compensation)}${line.reason === null ? '' : ` (${line.reason})`}`;
    return [{ text, tab: tabs.budget.title, row: row.row }];
  });
}

function explainBasis(season: Season, dossier: Dossier): Reason {
  const { facts } = season;
  const { one, verdict } = dossier;
  const lines: ReasonLine[] = verdict.consequences.map((consequence) =>
    webinarLine(dossier, consequence.text),
  );
  for (const index of one.members.violations) {
    const row = facts.rows.violations[index];
    if (row && breachesOf(facts, row) > 0)
      lines.push({ text: `${row.kind}, ${ruDay(row.date)}`, tab: tabs.violations.title, row: row.row });
  }
  for (const index of one.members.announcements) {
    const row = facts.rows.announcements[index];
    if (row && season.announcements[index]?.violation)
      lines.push({
        text: `размещение с нарушением: ${row.channel}`,
        tab: tabs.announcements.title,
        row: row.row,
      });
  }
  return {
    rule: 'Каждое применённое последствие с пунктом инструкции.',
    clause: CLAUSES.penalties,
    lines,
    sum:
      `Программа: срок ${ruDay(addDays(one.startDay, -facts.settings.programmeDays))}, исключение после ${ruDay(programmeLimit(facts, one))}. ` +
      `Фактическая смета: срок ${ruDay(workingDaysAfter(facts, one, facts.settings.documentDays))}.`,
  };
}

/** Explains a column of the results: the webinar's own figure, or the sum over a partner's webinars. */
function explainResult(season: Season, row: ResultRow, column: string): Reason | null {
  if (row.total) return explainTotal(row, column);
  const dossier = row.of[0];
  if (!dossier) return null;
  switch (column) {
    case 'attendees':
      return explainAttendees(season, dossier);
    case 'basePoints':
      return {
        ...explainPoints(season.facts, dossier),
        sum: dossier.verdict.basePoints === null ? NOT_ENDED : formatNumber(dossier.verdict.basePoints),
      };
    case 'points':
      return explainPoints(season.facts, dossier);
    case 'penalties':
      return { ...explainBasis(season, dossier), sum: formatNumber(dossier.verdict.penalties) };
    case 'basis':
      return explainBasis(season, dossier);
    case 'compensation':
      return {
        rule: 'Сумма «К компенсации» по строкам сметы вебинара.',
        clause: CLAUSES.budget,
        lines: budgetLines(season, dossier),
        sum: formatMoney(dossier.verdict.compensation),
      };
    case 'bonuses':
      return explainBonuses(season, dossier);
    default:
      return {
        rule: 'Вебинар и партнёр, как на вкладке «Вебинары».',
        clause: CLAUSES.basics,
        lines: [webinarLine(dossier, dossier.one.row.topic)],
      };
  }
}

const SUMMED = {
  attendees: (dossier: Dossier) => formatNumber(dossier.turnout.attendees),
  basePoints: (dossier: Dossier) => show(dossier.verdict.basePoints),
  penalties: (dossier: Dossier) => formatNumber(dossier.verdict.penalties),
  points: (dossier: Dossier) => show(dossier.verdict.points),
  compensation: (dossier: Dossier) => formatMoney(dossier.verdict.compensation),
  bonuses: (dossier: Dossier) =>
    dossier.verdict.bonuses === null ? 'пусто' : formatMoney(dossier.verdict.bonuses),
};
const show = (n: number | null): string => (n === null ? 'пусто' : formatNumber(n));

function explainTotal(row: ResultRow, column: string): Reason {
  const part = Object.entries(SUMMED).find(([key]) => key === column)?.[1];
  return {
    rule: 'Сумма по вебинарам партнёра; пустые не считаются.',
    clause: CLAUSES.budget,
    lines: row.of.map((dossier) =>
      webinarLine(dossier, `${dossier.one.row.code}${part ? `: ${part(dossier)}` : ''}`),
    ),
  };
}

function explainCheck({ book }: Season, { webinar, requirement, met, comment }: CheckRow): Reason {
  const one = book.find(webinar ?? '');
  return {
    rule: `${requirement} — ${met}.`,
    clause: comment ?? '',
    lines: one ? [webinarLine({ one }, one.row.code)] : [],
  };
}
