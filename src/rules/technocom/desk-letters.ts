// Letters about one ticket (раздел 4): to the partner about missing data; to the head office when the
// deadline is near and when it has passed.
import { happened } from '../day.js';
import { hasGone, inWindow, type Letter, letter } from '../letters.js';
import { formatNumber } from '../text.js';
import { HOUR, type Instant, isoInstant, ruInstant, ruZone } from '../zone.js';
import { askBy, type Desk, type DeskTerms, hasDeadline, startedBy, type Ticket } from './desk.js';
import { letters } from './letters.js';
import type { TechnocomFacts } from './model.js';

type Builder = (facts: TechnocomFacts, ticket: Ticket, desk: DeskTerms) => Letter | null;

/** Letters that are due about open tickets; those ahead as if nobody asked about a ticket in the meantime. */
export function ticketLetters(facts: TechnocomFacts, { byRow, terms }: Desk): readonly Letter[] {
  const all: Letter[] = [];
  const asked = facts.past.of(letters.ticketIncomplete.code).filter(hasGone);
  // Once, also if the partner's address has changed since.
  const known = new Set(asked.map(({ object }) => object));
  for (const ticket of byRow) {
    if (ticket?.solved !== null) continue;
    const timed = startedBy(ticket, facts.letterWindow.to, terms) ?? ticket;
    for (const one of [
      known.has(ticket.row.number) ? null : incomplete(facts, ticket, terms),
      soon(facts, timed, terms),
      overdue(facts, timed, terms),
    ])
      if (one) all.push(one);
  }
  return all;
}

const incomplete: Builder = ({ zone, settings, now }, ticket, desk) => {
  const { row, partner, missing } = ticket;
  if (missing === null || row.created > now || happened(row.answered, now) !== null) return null;
  if (partner.email === null) return null;
  return letter(letters.ticketIncomplete, {
    object: row.number,
    to: partner.email,
    date: '',
    occasion: now,
    values: () => ({
      Партнёр: partner.name,
      Номер: row.number,
      Создано: `${ruInstant(zone, row.created)}, ${ruZone(zone, row.created)}`,
      'Чего не хватает': missing,
      Отсчёт: aboutClock(ticket, desk),
      Контакт: settings.headOffice,
    }),
  });
};

/** What the missing data means for the deadline (п. 4.2). */
function aboutClock({ row, start, state }: Ticket, desk: DeskTerms): string {
  const harder = 'Без этих сведений решить обращение труднее.';
  if (!hasDeadline(row, desk.settings)) return harder;
  if (state === 'просрочено') return `Срок решения уже прошёл. ${harder}`;
  if (start !== null) return `Отсчёт срока решения уже идёт. ${harder}`;
  const rule = 'Отсчёт срока решения начнётся, когда мы получим данные';
  if (state === 'ждём данных') return `${rule}.`;
  const at = askBy(row, desk);
  return `${rule}; если мы не зададим вопросов, отсчёт начнётся ${ruInstant(desk.zone, at)} (${ruZone(desk.zone, at)}).`;
}

const soon: Builder = (facts, ticket, desk) => {
  const { start, due, soonFrom } = ticket;
  if (due === null || soonFrom === null) return null;
  const occasion = start !== null && start > soonFrom ? start : soonFrom;
  if (!inWindow(facts, occasion)) return null;
  return letter(letters.ticketSoon, {
    ...aboutDue(facts, ticket, due),
    occasion,
    until: due,
    values: () => ({ ...dueValues(facts, ticket, due), Запас: spare(ticket, desk) }),
  });
};

const overdue: Builder = (facts, ticket) => {
  const { due } = ticket;
  if (due === null || !inWindow(facts, due)) return null;
  return letter(letters.ticketOverdue, {
    ...aboutDue(facts, ticket, due),
    occasion: due,
    values: () => dueValues(facts, ticket, due),
  });
};

const aboutDue = ({ zone, settings }: TechnocomFacts, { row }: Ticket, due: Instant) => ({
  object: row.number,
  to: settings.headOffice,
  date: isoInstant(zone, due),
});

const dueValues = ({ zone, settings }: TechnocomFacts, { row, partner }: Ticket, due: Instant) => ({
  Номер: row.number,
  Партнёр: partner.name,
  Тип: row.type,
  Приоритет: row.priority ?? 'без приоритета',
  Создано: ruInstant(zone, row.created),
  Срок: ruInstant(zone, due),
  Контакт: settings.headOffice,
});

const spare = ({ row }: Ticket, { settings, worktime }: DeskTerms): string =>
  row.priority === 'Срочный'
    ? `${formatNumber(settings.urgentSoonHours)} ч рабочего времени`
    : `одного рабочего дня — ${formatNumber((worktime.dayLength * 1_000) / HOUR)} ч`;
