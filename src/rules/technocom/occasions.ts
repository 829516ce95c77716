// Occasions: which letters fall due within the window, to whom, with what they tell (spec, «letters»).
// Only what lies in the window is built; texts are filled when a letter is really written.
import { addDays, type Day, isoDay, ruDay, yearOf } from '../day.js';
import { type Letter, letter } from '../letters.js';
import { count, formatNumber, keyOf } from '../text.js';
import { endOfDay, HOUR, type Instant, isoInstant, ruInstant } from '../zone.js';
import type { DeskTerms, Ticket } from './desk.js';
import type { HoursEntry } from './hours.js';
import { letters } from './letters.js';
import type { Licence } from './licences.js';
import type { TechnocomFacts } from './partners.js';
import { claimObject, type RegistryEntry } from './registry.js';

/** Days before Закреплён до and before Отчёт до on which a partner is reminded. */
const ENDING_DAYS = [14, 7, 3, 1] as const;
const REPORT_DAYS = [30, 14, 7, 1] as const;

/** Collects the letters of a run: knows the window, so that nothing outside of it is built. */
export interface Mailbag {
  readonly letters: Letter[];
  readonly facts: TechnocomFacts;
  /** First and last day whose 00:00 lies in the window. */
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** How many letters about hours that look alike were written: equal rows are told apart by their order. */
  readonly alike: Map<string, number>;
}

export function openMailbag(facts: TechnocomFacts): Mailbag {
  const { zone, letterWindow } = facts;
  const from = zone.dayOf(letterWindow.from);
  return {
    letters: [],
    facts,
    firstDay: zone.at(from) >= letterWindow.from ? from : addDays(from, 1),
    lastDay: zone.dayOf(letterWindow.to),
    alike: new Map<string, number>(),
  };
}

const opensOn = (bag: Mailbag, day: Day): boolean => day >= bag.firstDay && day <= bag.lastDay;
const within = ({ facts: { letterWindow } }: Mailbag, at: Instant): boolean =>
  at >= letterWindow.from && at <= letterWindow.to;
const days = (n: number): string => count(n, 'день', 'дня', 'дней');
/** What is left on the day the letter is of, or today when it still waits then. */
const daysLeft = ({ facts }: Mailbag, on: Day, end: Day): string => {
  const left = end - Math.max(on, facts.today);
  return left > 0 ? days(left) : 'меньше дня';
};

/** Letters about one registry row (п. 3.1–3.3). */
export function registryLetters(bag: Mailbag, entry: RegistryEntry): void {
  const { claim, refusal, status } = entry;
  const { facts } = bag;
  const to = claim.partner.email;
  if (to === null) return;
  const { row, hold, reporting } = claim;
  const { zone } = facts;
  const object = claimObject(claim);
  const client = (): Record<'Партнёр' | 'Клиент' | 'ИНН' | 'Договор' | 'Контакт', string> => ({
    Партнёр: claim.partner.name,
    Клиент: row.client,
    ИНН: row.inn,
    Договор: row.contract,
    Контакт: facts.settings.headOffice,
  });

  refusedLetter(bag, entry, to, client);
  if (refusal) return;

  if (hold && opensOn(bag, hold.confirmed) && status !== 'Отклонён' && status !== 'Откреплён')
    bag.letters.push(
      letter(letters.fixed, {
        object,
        to,
        date: isoDay(hold.confirmed),
        occasion: zone.at(hold.confirmed),
        values: () => ({
          ...client(),
          Подтверждено: ruDay(hold.confirmed),
          'Закреплён до': ruDay(hold.until),
          Дней: days(hold.until - hold.confirmed),
        }),
      }),
    );

  if (hold?.fixedBy === null && status === 'Предварительно закреплён')
    for (const before of ENDING_DAYS) {
      const on = addDays(hold.until, -before);
      if (!opensOn(bag, on) || on < hold.confirmed) continue;
      bag.letters.push(
        letter(letters.fixationEnding, {
          object: `${object}/${before}`,
          to,
          date: isoDay(hold.until),
          occasion: zone.at(on),
          until: endOfDay(zone, hold.until),
          values: () => ({
            ...client(),
            'Закреплён до': ruDay(hold.until),
            Осталось: daysLeft(bag, on, hold.until),
          }),
        }),
      );
    }

  const lapses = status === 'Предварительно закреплён' || status === 'Срок истёк';
  if (hold?.fixedBy === null && lapses && opensOn(bag, addDays(hold.until, 1)))
    bag.letters.push(
      letter(letters.fixationExpired, {
        object,
        to,
        date: isoDay(hold.until),
        occasion: zone.at(addDays(hold.until, 1)),
        values: () => ({ ...client(), 'Закреплён до': ruDay(hold.until) }),
      }),
    );

  if (reporting && entry.held) {
    const { due, warnOn, lastDay } = reporting;
    const about = (): Record<'Отчётный год' | 'Отчёт до', string> => ({
      'Отчётный год': String(yearOf(due) - 1),
      'Отчёт до': ruDay(due),
    });
    for (const before of REPORT_DAYS) {
      const on = addDays(due, -before);
      if (!opensOn(bag, on) || on < (hold?.fixedFrom ?? on)) continue;
      bag.letters.push(
        letter(letters.reportDue, {
          object: `${object}/${before}`,
          to,
          date: isoDay(due),
          occasion: zone.at(on),
          until: endOfDay(zone, due),
          values: () => ({ ...client(), ...about(), Осталось: daysLeft(bag, on, due) }),
        }),
      );
    }
    if (opensOn(bag, warnOn))
      bag.letters.push(
        letter(letters.warning, {
          object,
          to,
          date: isoDay(due),
          occasion: zone.at(warnOn),
          values: () => ({ ...client(), ...about(), 'Последний день': ruDay(lastDay) }),
        }),
      );
  }

  detachedLetter(bag, entry, to, client);
}

type ClientValues = () => Record<'Партнёр' | 'Клиент' | 'ИНН' | 'Договор' | 'Контакт', string>;

/**
 * A refusal (п. 3.1): of a request that met the client held, on the day that decided it; of one that the head office
 * rejected, on that day. A request is refused by letter once, and its confirmation once more if it comes to that.
 */
function refusedLetter(
  bag: Mailbag,
  { claim, refusal, status }: RegistryEntry,
  to: string,
  client: ClientValues,
): void {
  const { facts } = bag;
  const { row, hold, requestedOn, rejected } = claim;
  const busy = status === 'Отклонён: занят' && refusal !== null;
  if (!busy && status !== 'Отклонён') return;
  const decided = busy ? refusal.on : rejected;
  if (decided === null) return;
  const occasion = busy && !hold ? row.requested : facts.zone.at(decided);
  if (!within(bag, occasion)) return;
  bag.letters.push(
    letter(letters.refused, {
      object: claimObject(claim),
      to,
      date: hold || !busy ? isoDay(decided) : isoDay(requestedOn),
      occasion,
      values: () => ({
        ...client(),
        'Дата запроса': ruDay(requestedOn),
        Причина: busy
          ? 'с этим клиентом по этому договору уже работает другой представитель партнёрской сети (п. 3.1, 3.4).'
          : 'головной офис не подтвердил закрепление.',
      }),
    }),
  );
}

function detachedLetter(
  bag: Mailbag,
  { claim, status }: RegistryEntry,
  to: string,
  client: ClientValues,
): void {
  if (status !== 'Откреплён') return;
  const { reporting } = claim;
  const byItself = claim.detached === null && reporting !== null && reporting.detachedOn !== null;
  const on = byItself ? reporting.detachedOn : claim.detached;
  if (on === null || !opensOn(bag, on)) return;
  bag.letters.push(
    letter(letters.detached, {
      object: claimObject(claim),
      to,
      date: isoDay(on),
      occasion: bag.facts.zone.at(on),
      values: () => ({
        ...client(),
        Откреплён: ruDay(on),
        Причина: detachReason(reporting, on),
      }),
    }),
  );
}

function detachReason(reporting: RegistryEntry['claim']['reporting'], on: Day): string {
  if (!reporting || on <= reporting.due) return 'решение головного офиса.';
  const missed = `отчёт за ${yearOf(reporting.due) - 1} год не пришёл к ${ruDay(reporting.due)}`;
  return on > reporting.lastDay
    ? `${missed} и после предупреждения, к ${ruDay(reporting.lastDay)}.`
    : `${missed}.`;
}

/** Letters about one ticket (раздел 4). */
export function ticketLetters(bag: Mailbag, ticket: Ticket, desk: DeskTerms): void {
  if (ticket.solved !== null) return;
  const { facts } = bag;
  const { zone, settings, now } = facts;
  const { row, partner, missing, start, due, soonFrom } = ticket;
  if (
    missing !== null &&
    row.created <= now &&
    (row.answered === null || row.answered > now) &&
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
  if (!within(bag, soon) && !within(bag, due)) return;
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
  if (within(bag, soon))
    bag.letters.push(
      letter(letters.ticketSoon, {
        ...common,
        occasion: soon,
        until: due,
        values: () => ({ ...about(), Запас: spare(ticket, desk) }),
      }),
    );
  if (within(bag, due))
    bag.letters.push(letter(letters.ticketOverdue, { ...common, occasion: due, values: about }));
}

const spare = ({ row }: Ticket, { settings, worktime }: DeskTerms): string =>
  row.priority === 'Срочный'
    ? `${formatNumber(settings.urgentSoonHours)} ч рабочего времени`
    : `одного рабочего дня (${formatNumber((worktime.dayLength * 1_000) / HOUR)} ч)`;

/** Hours over the limit (п. 6.2, step 4): once a row, at the first recompute that sees it, of this year or the one before. */
export function hoursLetter(bag: Mailbag, entry: HoursEntry): void {
  const { facts } = bag;
  const { row, partner, over, limit, day, year } = entry;
  const to = facts.settings.accounting;
  if (over <= 0 || limit === null || to === null || year < yearOf(facts.today) - 1) return;
  const request = `${partner.key}/${keyOf(row.company)}/${isoInstant(facts.zone, row.requested)}/${keyOf(row.tasks).slice(0, 40)}`;
  const written = (bag.alike.get(request) ?? 0) + 1;
  bag.alike.set(request, written);
  bag.letters.push(
    letter(letters.hoursOver, {
      object: written === 1 ? request : `${request}/${written}`,
      to,
      date: '',
      occasion: facts.now,
      values: () => ({
        Партнёр: partner.name,
        Предприятие: row.company,
        'День работ': ruDay(day),
        Часов: `${formatNumber(entry.hours)} (${row.actual === null ? 'по оценке' : 'по факту'})`,
        'С начала года': formatNumber(entry.running),
        Лимит: formatNumber(limit),
        'Сверх лимита': formatNumber(over),
        Контакт: facts.settings.headOffice,
      }),
    }),
  );
}

/** The step a licence waits for: a day before its deadline and on the first day overdue, each once a step (п. 7.1, 8.2). */
export function licenceLetters(bag: Mailbag, { row, partner, next }: Licence): void {
  if (!next) return;
  const { facts } = bag;
  const { rule, due } = next;
  const to = rule.by === 'partner' ? partner.email : facts.settings.headOffice;
  if (to === null) return;
  for (const [on, when, standing] of [
    [addDays(due, -1), 'накануне', `срок ${due > facts.today ? 'завтра' : 'сегодня'}, ${ruDay(due)}`],
    [addDays(due, 1), 'просрочено', `срок прошёл ${ruDay(due)}`],
  ] as const)
    if (opensOn(bag, on))
      bag.letters.push(
        letter(letters.licenceStep, {
          object: `${row.number}/${keyOf(row.customer)}/${isoDay(row.requested)}/${rule.step}/${when}`,
          to,
          date: '',
          occasion: facts.zone.at(on),
          ...(when === 'накануне' ? { until: endOfDay(facts.zone, due) } : {}),
          values: () => ({
            Номер: row.number,
            Партнёр: partner.name,
            Заказчик: row.customer,
            Запрос: ruDay(row.requested),
            Шаг: rule.step,
            'Срок шага': ruDay(due),
            Положение: standing,
            'Что сделать': rule.todo,
            Пункт: rule.clause,
            Контакт: facts.settings.headOffice,
          }),
        }),
      );
}
