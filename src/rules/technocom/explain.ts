// «Почему такая цифра?» for «Техноком»: the rule, its clause, the rows and the arithmetic of one figure,
// computed on request. Registry and desk have their own files; the other tabs are explained here.
import { happened, ruDay, yearOf } from '../day.js';
import { type Figure, type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import { exact } from '../text.js';
import type { Assessment } from './assess.js';
import { aheadRemarks } from './dates.js';
import { type HoursEntry, limitOf } from './hours.js';
import { type Licence, STEP_RULES, termText } from './licences.js';
import { explainDeskReport, explainTicket } from './explain-desk.js';
import { explainRegistry } from './explain-registry.js';
import type { TechnocomTabs } from './model.js';
import type { Partner } from './partners.js';
import { isHeld } from './registry.js';
import { tabs } from './tabs.js';
import { workingDays } from './words.js';

/** Explains one figure, with the cells that do not count yet; null when its row has nothing to explain. */
export function explain(figure: Figure<TechnocomTabs>, assessment: Assessment): Reason | null {
  const reason = reasonOf(figure, assessment);
  const ahead = figure.column === 'note' ? [] : aheadRemarks(figure, assessment.facts);
  return reason && { ...reason, lines: [...reason.lines, ...ahead.map((text) => ({ text }))] };
}

function reasonOf({ tab, index, column }: Figure<TechnocomTabs>, assessment: Assessment): Reason | null {
  const { registry, desk, deskReport, hours, licences } = assessment;
  switch (tab) {
    case 'representatives':
      return explainRepresentative(index, column, assessment);
    case 'registry':
      return explainRegistry(registry.byRow[index], column, registry.notes[index], assessment);
    case 'publicRegistry':
      return explainRegistry(registry.entries.filter(isHeld)[index], column, null, assessment);
    case 'reports':
      return explainReport(index, assessment);
    case 'tickets':
      return explainTicket(desk.byRow[index], column, desk.terms);
    case 'deskReport':
      return explainDeskReport(deskReport[index], column, desk);
    case 'hours':
      return explainHours(hours.byRow[index], column, assessment);
    case 'licences':
      return explainLicence(licences.byRow[index], assessment);
    case 'training':
      return explainTraining(index, assessment);
  }
}

function explainRepresentative(index: number, column: string, assessment: Assessment): Reason | null {
  const { facts, partners, hours, training } = assessment;
  const row = facts.rows.representatives[index];
  const partner = row && partners.find(row.partner);
  if (!row || !partner) return null;
  if (column === 'limit')
    return {
      rule: 'Годовой лимит часов зависит от роли; у золотого партнёра он как у официального.',
      clause: 'п. 6.1',
      lines: [
        rowLine(tabs.representatives, row, `роль — ${row.role}`),
        { text: `лимит из «Настроек» — ${exact(limitOf(row.role, facts.settings) ?? 0)} ч` },
      ],
    };
  if (column === 'hoursThisYear') {
    const year = yearOf(facts.today);
    return {
      rule: `Часы строк, чья «Дата работ» (без неё — «Дата запроса») в ${year} году: «Факт часов», без него — «Оценка часов».`,
      clause: 'п. 6.1',
      ...hoursSum(hoursOf(assessment, partner, year), hours.total(partner, year)),
    };
  }
  const certified = training.attested.get(partner.key);
  return {
    rule: 'Партнёр аттестован, когда хотя бы у одного его сотрудника есть сертификат.',
    clause: 'раздел 2',
    lines: training.byRow
      .filter((course) => course !== null)
      .filter((course) => partners.find(course.row.partner) === partner)
      .map(({ row, left }) =>
        rowLine(
          tabs.training,
          row,
          `${row.employee}: ${left === null ? 'сертификат есть' : `осталось: ${left}`}`,
        ),
      ),
    sum:
      certified === undefined ? 'нет ни одного сертификата → нет' : `сертификат в строке ${certified} → да`,
  };
}

function explainReport(index: number, { facts, reports, registry, partners }: Assessment): Reason | null {
  const row = facts.rows.reports[index];
  if (!row) return null;
  const partner = partners.find(row.partner);
  const own = registry.entries.filter(({ claim }) => claim.row.inn === row.inn && claim.partner === partner);
  return {
    rule: 'Отчёт засчитывается за свой «Отчётный год», когда бы он ни пришёл, если клиент закреплён за этим партнёром.',
    clause: 'п. 3.2',
    lines: [
      rowLine(tabs.reports, row, `отчёт за ${row.year} год от ${ruDay(row.date)}`),
      ...own.map(({ claim, status }) =>
        rowLine(tabs.registry, claim.row, `${claim.row.client}, ${claim.row.contract}: ${status}`),
      ),
    ],
    sum: reports.byRow[index] ?? '',
  };
}

/** A partner's hours of a year in the order in which they count. */
const hoursOf = ({ hours }: Assessment, partner: Partner, year: number): readonly HoursEntry[] =>
  hours.byRow
    .filter((entry): entry is HoursEntry => entry?.partner === partner && entry.year === year)
    .sort((a, b) => a.day - b.day);

const hoursLine = ({ row, day, hours }: HoursEntry): ReasonLine =>
  rowLine(
    tabs.hours,
    row,
    `${ruDay(day)}, ${row.company}: ${exact(hours)} ч (${row.actual === null ? 'оценка' : 'факт'})`,
  );

const hoursSum = (entries: readonly HoursEntry[], total: number): Pick<Reason, 'lines' | 'sum'> => ({
  lines: entries.map(hoursLine),
  sum: writtenSum(
    entries.map(({ hours }) => hours),
    total,
    exact,
  ),
});

function explainHours(
  entry: HoursEntry | null | undefined,
  column: string,
  assessment: Assessment,
): Reason | null {
  if (!entry) return null;
  const { partner, year, running, limit, over, hours } = entry;
  const { settings, today } = assessment.facts;
  if (column === 'running') {
    const own = hoursOf(assessment, partner, year);
    return {
      rule: 'Часы партнёра с начала календарного года: по порядку дат, в один день — по порядку строк.',
      clause: 'п. 6.1',
      ...hoursSum(own.slice(0, own.indexOf(entry) + 1), running),
    };
  }
  if (column === 'over') {
    const known = limit === null ? 'неизвестен' : `${exact(limit)} ч`;
    return {
      rule: 'Часть часов этой строки сверх годового лимита: её партнёр оплачивает отдельно.',
      clause: 'п. 6.1',
      lines: [hoursLine(entry), { text: `с начала года ${exact(running)} ч, лимит ${known}` }],
      sum:
        limit === null
          ? '0'
          : `наименьшее из ${exact(hours)} и ${exact(running)} − ${exact(limit)}, но не меньше нуля = ${exact(over)}`,
    };
  }
  const answer = entry.answered ? 'ответ дан' : 'ответа нет';
  return {
    rule: `Ответ на запрос часов — за ${workingDays(settings.hoursAnswerDays)}; часы сверх лимита оплачиваются отдельно.`,
    clause: 'п. 6.1, 6.2',
    lines: [
      hoursLine(entry),
      { text: `ответить до ${ruDay(entry.answerBy)}: ${answer}; сегодня ${ruDay(today)}` },
    ],
  };
}

function explainLicence(
  licence: Licence | null | undefined,
  { facts: { settings, today } }: Assessment,
): Reason | null {
  if (!licence) return null;
  const { row, next, state } = licence;
  const lines = [rowLine(tabs.licences, row, `Запрос — ${ruDay(row.requested)}`)];
  for (const { step, column } of STEP_RULES) {
    const date = happened(row[column], today);
    if (date !== null) lines.push(rowLine(tabs.licences, row, `${step} — ${ruDay(date)}`));
  }
  const rule = 'Шаг — первый из шести без даты; срок считается от даты предыдущего шага.';
  if (!next) return { rule, clause: 'п. 7.1, 8.2', lines, sum: `все шаги сделаны → ${state}` };
  const { step, clause } = next.rule;
  const isAgreed = step === 'Оплата' && row.payBy !== null;
  const term = isAgreed ? ', срок оплаты задан договором' : ` + ${termText(next.rule, settings)}`;
  return {
    rule,
    clause,
    lines,
    sum: `${step}: от ${ruDay(next.since)}${term} → ${ruDay(next.due)}; сегодня ${ruDay(today)} → ${state}`,
  };
}

function explainTraining(index: number, { training }: Assessment): Reason | null {
  const course = training.byRow[index];
  if (!course) return null;
  const { row, left } = course;
  return {
    rule: 'Сертификат — да, когда пройдены все четыре блока и аттестация; дата в будущем ещё не считается.',
    clause: 'раздел 2, п. 2.1',
    lines: [rowLine(tabs.training, row, row.employee)],
    sum: left === null ? 'всё пройдено → да' : `осталось: ${left} → нет`,
  };
}
