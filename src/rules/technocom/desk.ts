// Service Desk (раздел 4): when a ticket's clock starts, when it must be solved, and its state. Working time
// is computed in src/rules/worktime.ts; this module contains the rules of п. 4.2 and 4.3.
import { onceEach } from '../collections.js';
import { type Day, happened } from '../day.js';
import { Fault } from '../kinds.js';
import { rowError, rowWarning } from '../programme.js';
import { compileWorktime, type Worktime } from '../worktime.js';
import { HOUR, HOUR_SECONDS, type Instant, plus, type Zone } from '../zone.js';
import { readInn } from './inn.js';
import type { TechnocomFacts, TechnocomProblem, TechnocomTabs, TicketRow } from './model.js';
import type { Directory, Partner } from './partners.js';
import type { TechnocomSettings } from './settings.js';
import { tabs } from './tabs.js';
import { openHours } from './workday.js';
import { counted, type DeskState, PRIORITIES } from './words.js';

/** The parameters and calendars of the desk. */
export interface DeskTerms {
  readonly settings: TechnocomSettings;
  readonly worktime: Worktime;
  readonly zone: Zone;
  readonly now: Instant;
  /** The end of the working day in force, in seconds of the day. */
  readonly dayEnd: number;
  /** Days of «Релизы», sorted. */
  readonly releases: readonly Day[];
}

/** The clock of a ticket: running since an instant, or not started because something is awaited. */
type Clock = { readonly start: Instant } | { readonly waitsFor: 'ждём данных' | 'ждём уточнения' };

/** `start`, `due`, `state` and `missing` are the computed cells of its row. */
export interface Ticket {
  readonly row: TicketRow;
  readonly partner: Partner;
  readonly start: Instant | null;
  readonly due: Instant | null;
  /** From when an open ticket is «скоро»; null without a deadline. */
  readonly soonFrom: Instant | null;
  /** Null while open. */
  readonly solved: Instant | null;
  readonly state: DeskState;
  /** Headers of missing data (rule 1); null when the data is complete. */
  readonly missing: string | null;
}

export interface Desk {
  readonly terms: DeskTerms;
  /** Parallel to the good rows; null for a row in error. */
  readonly byRow: readonly (Ticket | null)[];
  readonly problems: readonly TechnocomProblem[];
}

const NO_PRIORITY = new Fault(
  'у неисправности нет приоритета',
  `Выберите приоритет: ${PRIORITIES.join(', ')} (п. 4.3).`,
);

/** Decides all tickets. */
export function decideDesk(facts: TechnocomFacts, partners: Directory): Desk {
  const { settings, calendar, zone, now } = facts;
  const { intervals, problems: ofWorkday } = openHours(settings);
  const terms: DeskTerms = {
    settings,
    worktime: compileWorktime({ calendar, zone, intervals, shortDays: settings.shortDays }),
    zone,
    now,
    dayEnd: intervals[intervals.length - 1]?.[1] ?? settings.dayEnd,
    releases: [...settings.releases].sort((a, b) => a - b),
  };
  const problems: TechnocomProblem[] = [...ofWorkday];
  const faultOf = onceEach(innFault);
  const byRow = facts.rows.tickets.map((row): Ticket | null => {
    const partner = partners.find(row.partner);
    const needsPriority = row.type === 'Неисправность' && row.priority === null;
    if (needsPriority) problems.push(rowError<TechnocomTabs>('tickets', row.row, 'priority', NO_PRIORITY));
    if (!partner || needsPriority) return null;
    const fault = faultOf(row.inn);
    if (fault) problems.push(rowWarning('tickets', row.row, 'inn', counted(fault)));
    return readTicket(row, partner, terms);
  });
  return { terms, byRow, problems };
}

/** What is wrong with an ИНН; the ticket counts all the same, since its number identifies it. */
function innFault(inn: string): Fault | null {
  // The column is text, but one that lost its leading zero was a number.
  const read = readInn(/^(?:\d{9}|\d{11})$/.test(inn) ? Number(inn) : inn);
  return read instanceof Fault ? read : null;
}

/** Создано + «Уточнение, суток»: the limit until which the head office may ask. */
export const askBy = ({ created }: TicketRow, { settings }: DeskTerms): Instant =>
  plus(created, settings.clarifyDays * 24 * HOUR);

/** Applies the rules to one ticket; cells later than now count as blank. */
function readTicket(row: TicketRow, partner: Partner, terms: DeskTerms): Ticket {
  const { now } = terms;
  const clock = clockOf(askBy(row, terms), happened(row.asked, now), happened(row.answered, now), now);
  const start = 'start' in clock ? clock.start : null;
  const due = start === null ? null : dueOf(row, start, terms);
  const solved = happened(row.solved, now);
  const soonFrom = due === null || solved !== null ? null : soonOf(row, due, terms);
  return {
    row,
    partner,
    start,
    due,
    soonFrom,
    solved,
    state: stateOf(clock, due, soonFrom, solved, now),
    missing: missingOf(row),
  };
}

/**
 * A ticket that may still be asked about, as it will be at a coming instant if nobody does: its clock then starts
 * by itself. Null when the clock runs already, or will not have started by then.
 */
export function startedBy(ticket: Ticket, until: Instant, terms: DeskTerms): Ticket | null {
  const { row, state } = ticket;
  const limit = askBy(row, terms);
  if (state !== 'ждём уточнения' || limit > until) return null;
  const clock = clockOf(limit, happened(row.asked, limit), happened(row.answered, limit), limit);
  if (!('start' in clock)) return null;
  const due = dueOf(row, clock.start, terms);
  return { ...ticket, start: clock.start, due, soonFrom: due === null ? null : soonOf(row, due, terms) };
}

/**
 * Rule 2 (п. 4.2: «в течение 3-х суток … задать уточняющие вопросы и получить в ответ данные»). The clock
 * starts with the data if it arrives before the limit, or at any time if it was asked for before the limit;
 * if nobody asked, it starts at the limit. All intervals are half-open.
 */
export function clockOf(
  askBy: Instant,
  asked: Instant | null,
  answered: Instant | null,
  now: Instant,
): Clock {
  const askedInTime = asked !== null && asked < askBy;
  if (answered !== null && (answered < askBy || askedInTime)) return { start: answered };
  if (askedInTime) return { waitsFor: 'ждём данных' };
  return now >= askBy ? { start: askBy } : { waitsFor: 'ждём уточнения' };
}

/** The number of working days for a ticket; null when its deadline is not of this kind (rule 3, п. 4.3). */
export function workingDaysOf(
  row: Pick<TicketRow, 'type' | 'priority' | 'demo'>,
  settings: TechnocomSettings,
): number | null {
  if (row.demo || row.type === 'Разработка') return null;
  if (row.type === 'Консультация') return settings.consultDays;
  if (row.priority === 'Срочный') return settings.urgentDays;
  if (row.priority === 'Высокий') return settings.highDays;
  return row.priority === 'Нормальный' ? settings.normalDays : null;
}

/** Whether the ticket is due with a release: low-priority faults, unless the system is a demo. */
export const waitsForRelease = (row: Pick<TicketRow, 'type' | 'priority' | 'demo'>): boolean =>
  row.type === 'Неисправность' && row.priority === 'Низкий' && !row.demo;

/** Whether there is a deadline at all: none for development and demo systems (rule 3). */
export const hasDeadline = (
  row: Pick<TicketRow, 'type' | 'priority' | 'demo'>,
  settings: TechnocomSettings,
): boolean => waitsForRelease(row) || workingDaysOf(row, settings) !== null;

function dueOf(
  row: TicketRow,
  start: Instant,
  { settings, worktime, zone, releases, dayEnd }: DeskTerms,
): Instant | null {
  if (waitsForRelease(row)) {
    const from = zone.dayOf(start);
    const release = releases.find((day) => day >= from);
    return release === undefined ? null : zone.at(release, dayEnd);
  }
  const days = workingDaysOf(row, settings);
  return days === null ? null : worktime.add(start, days * worktime.dayLength);
}

/**
 * «скоро»: the seconds of working time before the deadline. One working day; for Срочный a number of hours of its own
 * (rule 4).
 */
export const soonWithin = ({ priority }: TicketRow, { settings, worktime }: DeskTerms): number =>
  priority === 'Срочный' ? settings.urgentSoonHours * HOUR_SECONDS : worktime.dayLength;

const soonOf = (row: TicketRow, due: Instant, terms: DeskTerms): Instant =>
  terms.worktime.before(due, soonWithin(row, terms));

function stateOf(
  clock: Clock,
  due: Instant | null,
  soonFrom: Instant | null,
  solved: Instant | null,
  now: Instant,
): DeskState {
  if (solved !== null) return due === null || solved <= due ? 'решено в срок' : 'решено с опозданием';
  if ('waitsFor' in clock) return clock.waitsFor;
  if (due === null || soonFrom === null) return 'без срока';
  if (now > due) return 'просрочено';
  return now >= soonFrom ? 'скоро' : 'в работе';
}

/**
 * The data that п. 4.2 asks for, in its order; Консультация and Разработка need the short list only (rule 1).
 */
const ASKED_OF_FAULTS = [
  'selfCheck',
  'contract',
  'software',
  'component',
  'platform',
  'steps',
  'screenshots',
  'logs',
] as const;
const ASKED_OF_OTHERS = ['contract', 'software'] as const;

/**
 * Tickets lack the same few combinations of data: each text is built once, keyed by the bits of what is
 * blank.
 */
const lists = new Map<number, string | null>();

function missingOf(row: TicketRow): string | null {
  const asked = row.type === 'Неисправность' ? ASKED_OF_FAULTS : ASKED_OF_OTHERS;
  const isBlank = (column: (typeof asked)[number]): boolean => row[column] === null || row[column] === false;
  // The leading bit distinguishes the short list from the long one.
  let bits = 1;
  for (const column of asked) bits = bits * 2 + (isBlank(column) ? 1 : 0);
  let list = lists.get(bits);
  if (list === undefined) {
    const headers = asked.filter(isBlank).map((column) => tabs.tickets.columns[column].header);
    lists.set(bits, (list = headers.length > 0 ? headers.join(', ') : null));
  }
  return list;
}
