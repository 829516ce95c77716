// Letters about one ticket (раздел 4): what it lacks, to the partner; its deadline near and gone, to the head office.
import { happened } from '../day.js';
import { inWindow, letter } from '../letters.js';
import { formatNumber } from '../text.js';
import { HOUR, isoInstant, ruInstant } from '../zone.js';
import type { DeskTerms, Ticket } from './desk.js';
import { letters } from './letters.js';
import type { Mailbag } from './mailbag.js';

/** Letters about one ticket (раздел 4). */
export function ticketLetters(bag: Mailbag, ticket: Ticket, desk: DeskTerms): void {
  if (ticket.solved !== null) return;
  const { facts } = bag;
  const { zone, settings, now } = facts;
  const { row, partner, missing, start, due, soonFrom } = ticket;
  if (
    missing !== null &&
    row.created <= now &&
    happened(row.answered, now) === null &&
    partner.email !== null
  )
    bag.letters.push(
      letter(letters.ticketIncomplete, {
        object: row.number,
        to: partner.email,
        date: '',
        occasion: now,
        values: () => ({
          Партнёр: partner.name,
          Номер: row.number,
          Создано: ruInstant(zone, row.created),
          'Чего не хватает': missing,
          Отсчёт:
            start === null
              ? 'Отсчёт срока решения начнётся, когда данных будет достаточно.'
              : 'Отсчёт срока решения уже идёт, без этих сведений решить обращение в срок труднее.',
          Контакт: settings.headOffice,
        }),
      }),
    );
  if (due === null || soonFrom === null) return;
  const soon = start !== null && start > soonFrom ? start : soonFrom;
  if (!inWindow(facts, soon) && !inWindow(facts, due)) return;
  const about = () => ({
    Номер: row.number,
    Партнёр: partner.name,
    Тип: row.type,
    Приоритет: row.priority ?? 'без приоритета',
    Создано: ruInstant(zone, row.created),
    Срок: ruInstant(zone, due),
    Контакт: settings.headOffice,
  });
  const common = { object: row.number, to: settings.headOffice, date: isoInstant(zone, due) };
  if (inWindow(facts, soon))
    bag.letters.push(
      letter(letters.ticketSoon, {
        ...common,
        occasion: soon,
        until: due,
        values: () => ({ ...about(), Запас: spare(ticket, desk) }),
      }),
    );
  if (inWindow(facts, due))
    bag.letters.push(letter(letters.ticketOverdue, { ...common, occasion: due, values: about }));
}

const spare = ({ row }: Ticket, { settings, worktime }: DeskTerms): string =>
  row.priority === 'Срочный'
    ? `${formatNumber(settings.urgentSoonHours)} ч рабочего времени`
    : `одного рабочего дня — ${formatNumber((worktime.dayLength * 1_000) / HOUR)} ч`;
