// «Почему такая цифра?» for «Техноком»: the rule, its clause, the rows and the arithmetic of one figure,
// computed on request. Registry and desk have their own files; the other tabs are explained here.
import { happened, ruDay, yearOf } from '../day.js';
import { type Figure, type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import { exact, keyOf } from '../text.js';
import type { Assessment } from './assess.js';
import { aheadRemarks } from './dates.js';
import { type HoursEntry, limitOf } from './hours.js';
import { type Licence, STEP_RULES, termText } from './licences.js';
import { explainDeskReport, explainTicket } from './explain-desk.js';
import { explainRegistry } from './explain-registry.js';
import type { TechnocomTabs } from './model.js';
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
  const { registry, desk, hours, licences } = assessment;
  switch (tab) {
    case 'representatives':
      return explainRepresentative(index, column, assessment);
    case 'registry':
      return explainRegistry(
        registry.byRow[index] ?? null,
        column,
        registry.notes[index] ?? null,
        assessment,
      );
    case 'publicRegistry':
      return explainRegistry(registry.entries.filter(isHeld)[index] ?? null, column, null, assessment);
    case 'reports':
      return explainReport(index, assessment);
    case 'tickets':
      return explainTicket(desk.byRow[index] ?? null, column, desk.terms);
    case 'deskReport':
      return explainDeskReport(assessment.deskReport[index] ?? null, column, assessment);
    case 'hours':
      return explainHours(hours.byRow[index] ?? null, column, assessment);
    case 'licences':
      return explainLicence(licences.byRow[index] ?? null, assessment);
    case 'training':
      return explainTraining(index, assessment);
  }
}

function explainRepresentative(
  index: number,
  column: string,
  { facts, partners, hours, training }: Assessment,
): Reason | null {
  const row = facts.rows.representatives[index];
  const partner = row && partners.find(row.partner);
  if (!row || !partner) return null;
  if (column === 'limit')
    return {
      rule: 'Годовой лимит часов головного офиса зависит от роли; золотой партнёр получает лимит официального.',
      clause: 'п. 6.1',
      lines: [
        rowLine(tabs.representatives, row, `роль — ${row.role}`),
        { text: `лимит из «Настроек» — ${exact(limitOf(row.role, facts.settings) ?? 0)} ч` },
      ],
    };
  if (column === 'hoursThisYear') {
    const year = yearOf(facts.today);
    const own = hours.byRow.filter(
      (entry): entry is HoursEntry => entry?.partner === partner && entry.year === year,
    );
    return {
      rule: `Часы строк, чья «Дата работ» (а пока её нет — «Дата запроса») в ${year} году: «Факт часов», а пока его нет — «Оценка часов».`,
      clause: 'п. 6.1',
      lines: own.map((entry) => hoursLine(entry)),
      sum: writtenSum(
        own.map((entry) => entry.hours),
        hours.total(partner, year),
        exact,
      ),
    };
  }
  const certified = training.attested.get(partner.key);
  return {
    rule: 'Партнёр аттестован, когда хотя бы у одного его сотрудника есть сертификат.',
    clause: 'раздел 2',
    lines: training.byRow
      .filter((course) => course !== null)
      .filter(({ row }) => keyOf(row.partner) === partner.key)
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
  const note = reports.byRow[index];
  if (!row || note === null || note === undefined) return null;
  const partner = partners.find(row.partner);
  const own = registry.entries.filter(({ claim }) => claim.row.inn === row.inn && claim.partner === partner);
  return {
    rule: 'Отчёт засчитывается за свой «Отчётный год» — год перед отчётной датой, когда бы он ни пришёл, — если клиент закреплён за этим партнёром.',
    clause: 'п. 3.2',
    lines: [
      rowLine(tabs.reports, row, `отчёт за ${row.year} год от ${ruDay(row.date)}`),
      ...own.map(({ claim, status }) =>
        rowLine(tabs.registry, claim.row, `${claim.row.client}, ${claim.row.contract}: ${status}`),
      ),
    ],
    sum: note,
  };
}

const hoursLine = ({ row, day, hours }: HoursEntry): ReasonLine =>
  rowLine(
    tabs.hours,
    row,
    `${ruDay(day)}, ${row.company}: ${exact(hours)} ч (${row.actual === null ? 'оценка' : 'факт'})`,
  );

function explainHours(entry: HoursEntry | null, column: string, { facts, hours }: Assessment): Reason | null {
  if (!entry) return null;
  const { partner, year, running, limit, over } = entry;
  const upTo = hours.byRow
    .filter((other): other is HoursEntry => other?.partner === partner && other.year === year)
    .sort((a, b) => a.day - b.day || a.row.row - b.row.row);
  const lines = upTo.slice(0, upTo.indexOf(entry) + 1);
  if (column === 'running')
    return {
      rule: 'Сумма часов партнёра с начала календарного года: строки по порядку дат, равные даты — по порядку строк.',
      clause: 'п. 6.1',
      lines: lines.map(hoursLine),
      sum: writtenSum(
        lines.map((line) => line.hours),
        running,
        exact,
      ),
    };
  if (column === 'over')
    return {
      rule: 'Часть часов этой строки сверх годового лимита: её партнёр оплачивает отдельно.',
      clause: 'п. 6.1',
      lines: [
        hoursLine(entry),
        {
          text: `с начала года ${exact(running)} ч, лимит ${limit === null ? 'неизвестен' : `${exact(limit)} ч`}`,
        },
      ],
      sum:
        limit === null
          ? '0'
          : `наименьшее из ${exact(entry.hours)} и ${exact(running)} − ${exact(limit)}, но не меньше нуля = ${exact(over)}`,
    };
  return {
    rule: `Ответ на запрос часов — за ${workingDays(facts.settings.hoursAnswerDays)}; часы сверх лимита оплачиваются отдельно.`,
    clause: 'п. 6.1, 6.2',
    lines: [
      hoursLine(entry),
      {
        text: `ответить до ${ruDay(entry.answerBy)}: ${entry.answered ? 'ответ дан' : 'ответа нет'}; сегодня ${ruDay(facts.today)}`,
      },
    ],
  };
}

function explainLicence(licence: Licence | null, { facts }: Assessment): Reason | null {
  if (!licence) return null;
  const { row, next, state } = licence;
  const made = STEP_RULES.flatMap(({ step, column }) => {
    const date = happened(row[column], facts.today);
    return date !== null ? [rowLine(tabs.licences, row, `${step} — ${ruDay(date)}`)] : [];
  });
  return {
    rule: 'Шаг — первый из шести без даты; срок считается от даты предыдущего шага.',
    clause: next?.rule.clause ?? 'п. 7.1, 8.2',
    lines: [rowLine(tabs.licences, row, `Запрос — ${ruDay(row.requested)}`), ...made],
    sum: next
      ? `${next.rule.step}: от ${ruDay(next.since)}${next.rule.step === 'Оплата' && row.payBy !== null ? ', срок оплаты задан договором' : ` + ${termText(next.rule, facts.settings)}`} → ${ruDay(next.due)}; сегодня ${ruDay(facts.today)} → ${state}`
      : `все шаги сделаны → ${state}`,
  };
}

function explainTraining(index: number, { training }: Assessment): Reason | null {
  const course = training.byRow[index];
  if (!course) return null;
  return {
    rule: 'Сертификат — да, когда пройдены все четыре блока и аттестация; дата в будущем ещё не считается.',
    clause: 'раздел 2, п. 2.1',
    lines: [rowLine(tabs.training, course.row, course.row.employee)],
    sum: course.left === null ? 'всё пройдено → да' : `осталось: ${course.left} → нет`,
  };
}
