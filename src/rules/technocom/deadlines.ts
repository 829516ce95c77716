// «Сроки» of «Техноком»: the registry's answers, holds, reports and warnings, tickets, hours and licence
// steps. Each names who is responsible: the head office, or the partner by name.
import { onceEach, oncePer } from '../collections.js';
import { addDays, type Day, ruDay, yearOf } from '../day.js';
import type { Basis } from '../programme.js';
import { days } from '../text.js';
import { ruInstant } from '../zone.js';
import type { Assessment } from './assess.js';
import { FIXED_BY } from './claims.js';
import { askBy, type DeskTerms, type Ticket } from './desk.js';
import type { HoursEntry } from './hours.js';
import type { Licence } from './licences.js';
import { ANSWER, answerNote, HOLD_END, holdNote, listedAs } from './listed.js';
import type { TechnocomDeadline, TechnocomFacts } from './model.js';
import type { RegistryEntry } from './registry.js';
import { ANSWER_DAYS } from './reporting.js';
import { workingDays } from './words.js';

export const HEAD_OFFICE = 'Головной офис';

/** All deadlines; the workbook sorts them and counts the days left. */
export const deadlinesOf = ({
  facts,
  registry,
  desk,
  hours,
  licences,
}: Assessment): readonly TechnocomDeadline[] =>
  registryDeadlines(registry.entries, facts).concat(
    gathered(desk.byRow, (ticket) => ticketDeadline(ticket, desk.terms)),
    gathered(hours.byRow, hoursDeadline),
    gathered(licences.byRow, licenceDeadline),
  );

/** The deadlines of the rows that have one; rows in error are null. */
function gathered<T>(
  rows: readonly (T | null)[],
  deadlineOf: (row: T) => TechnocomDeadline | null,
): readonly TechnocomDeadline[] {
  const all: TechnocomDeadline[] = [];
  for (const row of rows) {
    const deadline = row && deadlineOf(row);
    if (deadline) all.push(deadline);
  }
  return all;
}

/** What the deadlines rest on that no computed column holds. */
const basesOf = oncePer((settings: TechnocomFacts['settings']) => {
  const { answerDays, warnAfter, detachAfter, clarifyDays } = settings;
  return {
    answer: {
      rule: `Ответ на запрос закрепления — за ${workingDays(answerDays)}.`,
      clause: 'п. 3.1',
    },
    warning: {
      rule: `Предупреждение — через ${days(warnAfter)} после «Отчёт до», если отчёта нет.`,
      clause: 'п. 3.3',
    },
    lastDay: {
      rule: `Более поздняя из двух дат: «Отчёт до» + ${days(detachAfter)}; предупреждение (пока его нет — его срок) + ${days(ANSWER_DAYS)}.`,
      clause: 'п. 3.3',
    },
    question: {
      rule: `Уточнить можно в течение ${clarifyDays} × 24 часов с «Создано».`,
      clause: 'п. 4.2',
    },
  } satisfies Readonly<Record<string, Basis>>;
});
const TICKET_DUE: Basis = { column: 'due' };
const HOURS_ANSWER: Basis = { column: 'note' };
const STEP_DUE: Basis = { column: 'stepDue' };

/** One kind of deadline of a registry row, if the row has it (раздел 3). */
type OfEntry = (
  entry: RegistryEntry,
  facts: TechnocomFacts,
) => Omit<TechnocomDeadline, 'object' | 'source'> | null;

/** The last day for answering a request (п. 3.1). */
export const answerDue = (
  { calendar, settings }: TechnocomFacts,
  { requestedOn }: RegistryEntry['claim'],
): Day => calendar.addWorkingDays(requestedOn, settings.answerDays);

const answer: OfEntry = ({ claim, status }, facts) =>
  status === 'На рассмотрении'
    ? {
        what: ANSWER,
        due: { day: answerDue(facts, claim) },
        basis: basesOf(facts.settings).answer,
        state: 'open',
        responsible: HEAD_OFFICE,
        note: answerNote(claim.partner.name, ruInstant(facts.zone, claim.row.requested)),
      }
    : null;

const holdEnd: OfEntry = ({ claim: { hold, partner }, status, held }) => {
  if (!hold) return null;
  const { fixed, until } = hold;
  return {
    what: HOLD_END,
    due: { day: until },
    basis: { column: 'heldUntil' },
    state: fixed ? 'done' : held ? 'open' : 'lifted',
    responsible: partner.name,
    note: holdNote(fixed && FIXED_BY[fixed.by], held ? null : status),
  };
};

const report: OfEntry = ({ claim, reportDue }) =>
  reportDue === null
    ? null
    : {
        what: `Отчёт по клиенту за ${yearOf(reportDue) - 1} год (п. 3.2)`,
        due: { day: reportDue },
        basis: { column: 'reportDue' },
        state: 'open',
        responsible: claim.partner.name,
        note: '',
      };

/** The reporting of a row whose report is late today; null for any other row. */
const late = (
  { claim: { reporting }, reportDue }: RegistryEntry,
  { today }: TechnocomFacts,
): RegistryEntry['claim']['reporting'] =>
  reportDue !== null && reporting && today > reporting.due ? reporting : null;

const warning: OfEntry = (entry, facts) => {
  const reporting = late(entry, facts);
  return (
    reporting && {
      what: 'Предупреждение партнёру (п. 3.3)',
      due: { day: reporting.warnOn },
      basis: basesOf(facts.settings).warning,
      state: entry.warned ? 'done' : 'open',
      responsible: HEAD_OFFICE,
      note: entry.warned ? '' : `отчёта к ${ruDay(reporting.due)} нет: вынесите предупреждение`,
    }
  );
};

const lastDay: OfEntry = (entry, facts) => {
  const reporting = late(entry, facts);
  const then = facts.settings.autoDetach ? 'клиент открепляется сам' : 'клиента можно открепить';
  return (
    reporting && {
      what: 'Ответ на предупреждение: последний день (п. 3.3)',
      due: { day: reporting.lastDay },
      basis: basesOf(facts.settings).lastDay,
      state: 'open',
      responsible: entry.claim.partner.name,
      note: `с ${ruDay(addDays(reporting.lastDay, 1))} ${then}`,
    }
  );
};

const OF_ENTRY: readonly OfEntry[] = [answer, holdEnd, report, warning, lastDay];

/** The deadlines of the registry (раздел 3); refused rows have none. */
function registryDeadlines(
  entries: readonly RegistryEntry[],
  facts: TechnocomFacts,
): readonly TechnocomDeadline[] {
  const all: TechnocomDeadline[] = [];
  for (const entry of entries) {
    if (entry.refusal) continue;
    const { row } = entry.claim;
    for (const deadlineOf of OF_ENTRY) {
      const deadline = deadlineOf(entry, facts);
      if (deadline)
        all.push({ object: listedAs(row), ...deadline, source: { tab: 'registry', row: row.row } });
    }
  }
  return all;
}

/**
 * The deadline of one ticket (раздел 4): for the question while nobody has asked, for the solution once the clock runs.
 */
function ticketDeadline(ticket: Ticket, desk: DeskTerms): TechnocomDeadline | null {
  const { row, state, due, missing } = ticket;
  const asking = state === 'ждём уточнения';
  const at = asking ? askBy(row, desk) : due;
  if (at === null) return null;
  return {
    object: `Обращение ${row.number}, ${ticket.partner.name}`,
    what: asking ? 'Уточняющие вопросы (п. 4.2)' : solution(row.type)(row.priority),
    due: { at },
    basis: asking ? basesOf(desk.settings).question : TICKET_DUE,
    state: ticket.solved === null ? 'open' : 'done',
    responsible: HEAD_OFFICE,
    note: asking
      ? missing === null
        ? 'сведений достаточно: отсчёт начнётся сам'
        : `не хватает: ${missing}`
      : solutionNote(ticket, desk),
    source: { tab: 'tickets', row: row.row },
  };
}

/** What a ticket is due for. Each text is built once: for many tickets they would cost a lot of time. */
const solution = onceEach((type: string) =>
  onceEach(
    (priority: string | null) => `Решение: ${priority === null ? type : `${type}, ${priority}`} (п. 4.3)`,
  ),
);

/** «От 5 до 21 рабочего дня» (п. 4.3): the deadline is the 21st day, the fifth is the target. */
function solutionNote(
  { row, state, start, solved }: Ticket,
  { settings, worktime, zone }: DeskTerms,
): string {
  if (state === 'решено с опозданием') return state;
  if (solved !== null || start === null || row.type !== 'Неисправность' || row.priority !== 'Нормальный')
    return '';
  return `желательно до ${ruInstant(zone, worktime.add(start, settings.normalWish * worktime.dayLength))}`;
}

/** The deadline of the head office's answer to a request for hours (п. 6.2). */
const hoursDeadline = ({ row, partner, answered, answerBy }: HoursEntry): TechnocomDeadline => ({
  object: `${row.company}, ${partner.name}`,
  what: 'Ответ на запрос часов: назначить ответственного (п. 6.2)',
  due: { day: answerBy },
  basis: HOURS_ANSWER,
  state: answered ? 'done' : 'open',
  responsible: HEAD_OFFICE,
  source: { tab: 'hours', row: row.row },
});

/** The deadline of a pending licence step (п. 7.1, 8.2). */
const licenceDeadline = ({ row, partner, next }: Licence): TechnocomDeadline | null =>
  next && {
    object: `Лицензия ${row.number}, ${row.customer}`,
    what: `${next.rule.step} (${next.rule.clause})`,
    due: { day: next.due },
    basis: STEP_DUE,
    state: 'open',
    ...(next.rule.by === 'partner'
      ? { responsible: partner.name }
      : { responsible: HEAD_OFFICE, note: `партнёр ${partner.name}` }),
    source: { tab: 'licences', row: row.row },
  };
