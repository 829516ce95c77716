// «Сроки» of «Техноком»: the registry's answers, holds, reports and warnings, tickets, hours and licence
// steps. Each names who is responsible: the head office, or the partner by name.
import { oncePer } from '../collections.js';
import { addDays, type Day, ruDay, yearOf } from '../day.js';
import type { Basis } from '../programme.js';
import { days } from '../text.js';
import { ruInstant } from '../zone.js';
import type { Assessment } from './assess.js';
import { askBy, type Desk, type DeskTerms, type Ticket } from './desk.js';
import type { HoursEntry } from './hours.js';
import type { Licence, Licences } from './licences.js';
import type { TechnocomDeadline, TechnocomFacts } from './model.js';
import type { RegistryEntry } from './registry.js';
import { ANSWER_DAYS } from './reporting.js';
import { PRIORITIES, TICKET_TYPES, workingDays } from './words.js';

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
    ticketDeadlines(desk),
    hours.byRow.filter((entry) => entry !== null).map(hoursDeadline),
    licenceDeadlines(licences),
  );

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
      rule: `Позднее из двух: «Отчёт до» + ${days(detachAfter)}; предупреждение (пока его нет — его срок) + ${days(ANSWER_DAYS)}.`,
      clause: 'п. 3.3',
    },
    question: {
      rule: `Уточнить можно в течение ${clarifyDays} × 24 часов с «Создано».`,
      clause: 'п. 4.2',
    },
  } satisfies Readonly<Record<string, Basis>>;
});
const HELD_UNTIL: Basis = { column: 'heldUntil' };
const REPORT_DUE: Basis = { column: 'reportDue' };
const TICKET_DUE: Basis = { column: 'due' };
const HOURS_ANSWER: Basis = { column: 'note' };
const STEP_DUE: Basis = { column: 'stepDue' };

/** One kind of deadline of a registry row, if the row has it (раздел 3). */
type OfEntry = (entry: RegistryEntry, facts: TechnocomFacts) => TechnocomDeadline | null;

const registryDeadline = (
  { claim: { row } }: RegistryEntry,
  day: Day,
  { what, basis, state, responsible, note }: Required<Omit<TechnocomDeadline, 'object' | 'due' | 'source'>>,
): TechnocomDeadline => ({
  // Client and contract, to distinguish clients of the same name.
  object: `${row.client}, ${row.contract}`,
  what,
  due: { day },
  basis,
  state,
  responsible,
  note,
  source: { tab: 'registry', row: row.row },
});

/** The last day for answering a request (п. 3.1). */
export const answerDue = (
  { calendar, settings }: TechnocomFacts,
  { requestedOn }: RegistryEntry['claim'],
): Day => calendar.addWorkingDays(requestedOn, settings.answerDays);

const answer: OfEntry = (entry, facts) => {
  const { claim, status } = entry;
  if (status !== 'На рассмотрении') return null;
  return registryDeadline(entry, answerDue(facts, claim), {
    what: 'Ответ на запрос закрепления (п. 3.1)',
    basis: basesOf(facts.settings).answer,
    state: 'open',
    responsible: HEAD_OFFICE,
    note: `запрос партнёра ${claim.partner.name} от ${ruInstant(facts.zone, claim.row.requested)}`,
  });
};

const holdEnd: OfEntry = (entry) => {
  const { claim, status } = entry;
  if (!claim.hold) return null;
  const { fixed, until } = claim.hold;
  const open = status === 'Предварительно закреплён';
  return registryDeadline(entry, until, {
    what: 'Перечень ПО: конец предварительного закрепления (п. 3.1)',
    basis: HELD_UNTIL,
    state: fixed ? 'done' : open ? 'open' : 'lifted',
    responsible: claim.partner.name,
    note: fixed ? FIXED_BY[fixed.by] : open ? '' : `статус «${status}»: закрепление прекращено`,
  });
};

const report: OfEntry = (entry) => {
  const { claim, reportDue } = entry;
  if (reportDue === null) return null;
  return registryDeadline(entry, reportDue, {
    what: `Отчёт по клиенту за ${yearOf(reportDue) - 1} год (п. 3.2)`,
    basis: REPORT_DUE,
    state: 'open',
    responsible: claim.partner.name,
    note: '',
  });
};

/** The reporting of a row whose report is late today; null for any other row. */
const late = (
  { claim: { reporting }, reportDue }: RegistryEntry,
  { today }: TechnocomFacts,
): RegistryEntry['claim']['reporting'] =>
  reportDue !== null && reporting && today > reporting.due ? reporting : null;

const warning: OfEntry = (entry, facts) => {
  const reporting = late(entry, facts);
  if (!reporting) return null;
  const { warned } = entry;
  return registryDeadline(entry, reporting.warnOn, {
    what: 'Предупреждение партнёру (п. 3.3)',
    basis: basesOf(facts.settings).warning,
    state: warned ? 'done' : 'open',
    responsible: HEAD_OFFICE,
    note: warned ? '' : `отчёта к ${ruDay(reporting.due)} нет: вынесите предупреждение`,
  });
};

const lastDay: OfEntry = (entry, facts) => {
  const reporting = late(entry, facts);
  if (!reporting) return null;
  const then = facts.settings.autoDetach ? 'клиент открепляется сам' : 'клиента можно открепить';
  return registryDeadline(entry, reporting.lastDay, {
    what: 'Ответ на предупреждение: последний день (п. 3.3)',
    basis: basesOf(facts.settings).lastDay,
    state: 'open',
    responsible: entry.claim.partner.name,
    note: `с ${ruDay(addDays(reporting.lastDay, 1))} ${then}`,
  });
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
    for (const deadlineOf of OF_ENTRY) {
      const deadline = deadlineOf(entry, facts);
      if (deadline) all.push(deadline);
    }
  }
  return all;
}
const FIXED_BY = { list: 'перечень ПО получен', licences: 'лицензии куплены' } as const;

/** The deadlines of the desk (раздел 4). */
function ticketDeadlines({ byRow, terms }: Desk): readonly TechnocomDeadline[] {
  const all: TechnocomDeadline[] = [];
  for (const ticket of byRow) {
    const deadline = ticket && ticketDeadline(ticket, terms);
    if (deadline) all.push(deadline);
  }
  return all;
}

/**
 * The deadline of one ticket: for the question while nobody has asked, for the solution once the clock runs.
 */
function ticketDeadline(ticket: Ticket, desk: DeskTerms): TechnocomDeadline | null {
  const { row, state, due, missing } = ticket;
  const asking = state === 'ждём уточнения';
  const at = asking ? askBy(row, desk) : due;
  if (at === null) return null;
  return {
    object: `Обращение ${row.number}, ${ticket.partner.name}`,
    what: asking ? 'Уточняющие вопросы (п. 4.2)' : solution(row),
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

/** What a ticket of each type and priority is due for: built for each of many tickets, the texts cost a lot of time. */
const SOLUTIONS = new Map(
  TICKET_TYPES.map((type) => [
    type,
    new Map(
      [null, ...PRIORITIES].map((priority) => [
        priority,
        `Решение: ${priority === null ? type : `${type}, ${priority}`} (п. 4.3)`,
      ]),
    ),
  ]),
);
const solution = ({ type, priority }: Ticket['row']): string => SOLUTIONS.get(type)?.get(priority) ?? '';

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

/** The deadlines of pending licence steps (п. 7.1, 8.2). */
function licenceDeadlines({ byRow }: Licences): readonly TechnocomDeadline[] {
  const all: TechnocomDeadline[] = [];
  for (const licence of byRow) if (licence?.next) all.push(licenceDeadline(licence, licence.next));
  return all;
}

const licenceDeadline = (
  { row, partner }: Licence,
  { rule, due }: NonNullable<Licence['next']>,
): TechnocomDeadline => ({
  object: `Лицензия ${row.number}, ${row.customer}`,
  what: `${rule.step} (${rule.clause})`,
  due: { day: due },
  basis: STEP_DUE,
  state: 'open',
  ...(rule.by === 'partner'
    ? { responsible: partner.name }
    : { responsible: HEAD_OFFICE, note: `партнёр ${partner.name}` }),
  source: { tab: 'licences', row: row.row },
});
