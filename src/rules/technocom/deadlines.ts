// «Сроки» of «Техноком»: the registry's answers, holds, reports and warnings, tickets, hours and licence steps.
// Who is responsible stands in each: the head office, or the partner by name.
import { addDays, type Day, ruDay, yearOf } from '../day.js';
import { ruInstant } from '../zone.js';
import { askBy, type DeskTerms, type Ticket } from './desk.js';
import type { HoursEntry } from './hours.js';
import type { Licence } from './licences.js';
import type { TechnocomDeadline, TechnocomFacts } from './model.js';
import type { RegistryEntry } from './registry.js';
import { PRIORITIES, TICKET_TYPES } from './words.js';

export const HEAD_OFFICE = 'Головной офис';

const registryDeadline = (
  { claim: { row } }: RegistryEntry,
  what: string,
  day: Day,
  state: TechnocomDeadline['state'],
  responsible: string,
  note: string,
): TechnocomDeadline => ({
  // Clients by name and contract, so that two of one name can be told apart.
  object: `${row.client}, ${row.contract}`,
  what,
  due: { day },
  state,
  responsible,
  note,
  source: { tab: 'registry', row: row.row },
});

/** Adds the deadlines of one registry row (раздел 3). */
export function registryDeadlines(
  all: TechnocomDeadline[],
  entry: RegistryEntry,
  facts: TechnocomFacts,
): void {
  const { claim, status, refusal, warned } = entry;
  if (refusal) return;
  const partner = claim.partner.name;
  if (status === 'На рассмотрении') {
    const due = facts.calendar.addWorkingDays(claim.requestedOn, facts.settings.answerDays);
    const note = `запрос партнёра ${partner} от ${ruInstant(facts.zone, claim.row.requested)}`;
    all.push(registryDeadline(entry, 'Ответ на запрос закрепления (п. 3.1)', due, 'open', HEAD_OFFICE, note));
  }
  if (claim.hold) {
    const { fixedBy, until } = claim.hold;
    const open = status === 'Предварительно закреплён';
    const state = fixedBy !== null ? 'done' : open ? 'open' : 'lifted';
    const note = fixedBy !== null ? FIXED_BY[fixedBy] : open ? '' : `статус «${status}»: клиент свободен`;
    all.push(registryDeadline(entry, HOLD_END, until, state, partner, note));
  }
  if (entry.reportDue === null || !claim.reporting) return;
  const { due, warnOn, lastDay } = claim.reporting;
  all.push(
    registryDeadline(entry, `Отчёт по клиенту за ${yearOf(due) - 1} год (п. 3.2)`, due, 'open', partner, ''),
  );
  if (facts.today <= due) return;
  const ask = warned ? '' : `отчёта к ${ruDay(due)} нет: вынесите предупреждение`;
  const then = facts.settings.autoDetach ? 'клиент открепляется сам' : 'клиента можно открепить';
  all.push(
    registryDeadline(
      entry,
      'Предупреждение партнёру (п. 3.3)',
      warnOn,
      warned ? 'done' : 'open',
      HEAD_OFFICE,
      ask,
    ),
    registryDeadline(entry, LAST_DAY, lastDay, 'open', partner, `с ${ruDay(addDays(lastDay, 1))} ${then}`),
  );
}
const HOLD_END = 'Перечень ПО: конец предварительного закрепления (п. 3.1)';
const LAST_DAY = 'Ответ на предупреждение: последний день (п. 3.3)';
const FIXED_BY = { list: 'перечень ПО получен', licences: 'лицензии куплены' } as const;

/** Adds the deadline of one ticket (раздел 4): its question while nobody asked, its solution once the clock runs. */
export function ticketDeadline(all: TechnocomDeadline[], ticket: Ticket, desk: DeskTerms): void {
  const { row, state, due, missing } = ticket;
  const asking = state === 'ждём уточнения';
  const at = asking ? askBy(row, desk) : due;
  if (at === null) return;
  all.push({
    object: `Обращение ${row.number}, ${ticket.partner.name}`,
    what: asking ? 'Уточняющие вопросы (п. 4.2)' : solution(row),
    due: { at },
    state: ticket.solved === null ? 'open' : 'done',
    responsible: HEAD_OFFICE,
    note: asking
      ? missing === null
        ? 'сведений достаточно: отсчёт начнётся сам'
        : `не хватает: ${missing}`
      : solutionNote(ticket, desk),
    source: { tab: 'tickets', row: row.row },
  });
}

/** What tickets of each type and priority wait for. */
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

/** «От 5 до 21 рабочего дня» (п. 4.3): the deadline is the 21st, the fifth is wished for. */
function solutionNote(
  { row, state, start, solved }: Ticket,
  { settings, worktime, zone }: DeskTerms,
): string {
  if (state === 'решено с опозданием') return state;
  if (solved !== null || start === null || row.type !== 'Неисправность' || row.priority !== 'Нормальный')
    return '';
  return `желательно до ${ruInstant(zone, worktime.add(start, settings.normalWish * worktime.dayLength))}`;
}

/** Adds the head office's answer to a request for hours (п. 6.2). */
export function hoursDeadline(
  all: TechnocomDeadline[],
  { row, partner, answered, answerBy }: HoursEntry,
): void {
  all.push({
    object: `${row.company}, ${partner.name}`,
    what: 'Ответ на запрос часов: назначить ответственного (п. 6.2)',
    due: { day: answerBy },
    state: answered ? 'done' : 'open',
    responsible: HEAD_OFFICE,
    source: { tab: 'hours', row: row.row },
  });
}

/** Adds the step that a licence waits for (п. 7.1, 8.2). */
export function licenceDeadline(all: TechnocomDeadline[], { row, partner, next }: Licence): void {
  if (!next) return;
  all.push({
    object: `Лицензия ${row.number}, ${row.customer}`,
    what: `${next.rule.step} (${next.rule.clause})`,
    due: { day: next.due },
    state: 'open',
    responsible: next.rule.by === 'partner' ? partner.name : HEAD_OFFICE,
    note: `партнёр ${partner.name}`,
    source: { tab: 'licences', row: row.row },
  });
}
