// «Почему такая цифра?» for Service Desk: the clock and deadline of a ticket, the counts of a month.
import { happened, monthKey } from '../day.js';
import { type Reason, rowLine } from '../reasons.js';
import { formatNumber } from '../text.js';
import { HOUR_SECONDS, type Instant, ruInstant } from '../zone.js';
import {
  askBy,
  type Desk,
  type DeskTerms,
  soonWithin,
  type Ticket,
  waitsForRelease,
  workingDaysOf,
} from './desk.js';
import { type DeskGroup, reportPriority } from './desk-report.js';
import { tabs } from './tabs.js';
import { workingDays } from './words.js';

export function explainTicket(
  ticket: Ticket | null | undefined,
  column: string,
  desk: DeskTerms,
): Reason | null {
  if (!ticket) return null;
  const { settings, worktime, zone, now } = desk;
  const { row, start, due, state, missing, solved } = ticket;
  const when = (at: Instant): string => ruInstant(zone, at);
  const hours = (seconds: number): string => formatNumber(seconds / HOUR_SECONDS);
  const limit = askBy(row, desk);
  const asked = happened(row.asked, now);
  const lines = [
    rowLine(tabs.tickets, row, `создано ${when(row.created)}, уточнить можно до ${when(limit)}`),
  ];
  for (const [at, what] of [
    [asked, 'запрошено уточнение'],
    [happened(row.answered, now), 'данные получены'],
  ] as const)
    if (at !== null) lines.push(rowLine(tabs.tickets, row, `${what} ${when(at)}`));
  if (column === 'missing')
    return {
      rule:
        row.type === 'Неисправность'
          ? 'Перечислены незаполненные сведения из нужных для неисправности.'
          : 'Консультации и разработке нужны только «Договор» и «ПО».',
      clause: 'п. 4.2',
      lines: [rowLine(tabs.tickets, row, missing === null ? 'всё заполнено' : `пусто: ${missing}`)],
    };
  if (column === 'start')
    return {
      rule: 'Отсчёт идёт с получения данных; если за отведённые сутки их не было и никто не спросил — с конца этих суток.',
      clause: 'п. 4.2',
      lines,
      sum:
        start === null
          ? `отсчёт не начат: ${state}`
          : `${start === limit && (asked === null || asked >= limit) ? 'в срок никто не спросил, данных не было: ' : ''}отсчёт с ${when(start)}`,
    };
  const days = workingDaysOf(row, settings);
  const opening = start && worktime.nextOpening(start);
  const dueText =
    start === null
      ? 'отсчёт не начат'
      : due === null
        ? 'срока нет'
        : days === null
          ? `ближайший релиз → ${when(due)}`
          : `${when(start)}${opening === null || opening === start ? '' : ` (рабочее время — с ${when(opening)})`} + ${workingDays(days)} по ${hours(worktime.dayLength)} ч = ${when(due)}`;
  if (column === 'due')
    return {
      rule: waitsForRelease(row)
        ? 'Неисправность низкого приоритета решается к ближайшему релизу, до конца его дня.'
        : 'Срок — рабочие дни по типу и приоритету в рабочее время; у демо и разработки срока нет.',
      clause: 'п. 4.2, 4.3',
      lines,
      sum: dueText,
    };
  const left =
    state === 'скоро' && due !== null
      ? `, осталось рабочих часов: ${hours(worktime.between(now, due))}, порог — ${hours(soonWithin(row, desk))}`
      : '';
  if (solved !== null) lines.push(rowLine(tabs.tickets, row, `решено ${when(solved)}`));
  return {
    rule: 'Состояние — по отсчёту, сроку и решению на текущий момент.',
    clause: 'п. 4.2, 4.3',
    lines,
    sum: `${dueText}; ${solved === null ? 'сейчас' : 'решено'} ${when(solved ?? now)}${left} → ${state}`,
  };
}

export function explainDeskReport(
  group: DeskGroup | undefined,
  column: string,
  { byRow, terms }: Desk,
): Reason | null {
  if (!group) return null;
  const own = byRow.filter(
    (ticket): ticket is Ticket =>
      ticket !== null &&
      reportPriority(ticket) === group.priority &&
      monthKey(terms.zone.dayOf(ticket.row.created)) === group.month,
  );
  const sums: Readonly<Record<string, string>> = {
    solved: `решено ${group.solved} из ${group.total}`,
    inTime: `в состоянии «решено в срок» — ${group.inTime}`,
    late: `открытых после срока и решённых с опозданием — ${group.late}`,
    share:
      group.share === null
        ? 'нет обращений со сроком, которые решены или просрочены'
        : `${group.inTimeOfDue} ÷ ${group.ofDue} × 100 = ${formatNumber(group.share)}`,
    averageHours:
      group.averageHours === null
        ? 'нет решённых обращений с отсчётом'
        : `${formatNumber(group.seconds / HOUR_SECONDS)} ч ÷ ${group.timed} = ${formatNumber(group.averageHours)} ч`,
  };
  const lines = own.map(({ row, state }) => rowLine(tabs.tickets, row, `${row.number}: ${state}`));
  return {
    rule: `Обращения, созданные в ${group.month}, с приоритетом (а без него — с типом) «${group.priority}».`,
    clause: 'раздел 4',
    lines,
    sum: sums[column] ?? `обращений ${group.total}`,
  };
}
