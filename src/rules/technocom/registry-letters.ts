// Letters about one registry row (п. 3.1–3.3): one builder a letter, each by its own occasion.
import { addDays, type Day, isoDay, ruDay, yearOf } from '../day.js';
import { inWindow, letter } from '../letters.js';
import { days } from '../text.js';
import { endOfDay } from '../zone.js';
import { letters } from './letters.js';
import { daysLeft, type Mailbag, opensOn } from './mailbag.js';
import { claimObject, type RegistryEntry } from './registry.js';

/** Days before Закреплён до and before Отчёт до on which a partner is reminded. */
const ENDING_DAYS = [14, 7, 3, 1] as const;
const REPORT_DAYS = [30, 14, 7, 1] as const;

/** Whom a registry row's letters are to, what they are about, and what each of them tells. */
interface Subject {
  readonly to: string;
  readonly object: string;
  readonly client: () => Record<'Партнёр' | 'Клиент' | 'ИНН' | 'Договор' | 'Контакт', string>;
}

type Builder = (bag: Mailbag, entry: RegistryEntry, subject: Subject) => void;

/** Adds what falls due about one row; a partner without a readable address gets nothing. */
export function registryLetters(bag: Mailbag, entry: RegistryEntry): void {
  const { row, partner } = entry.claim;
  if (partner.email === null) return;
  const subject: Subject = {
    to: partner.email,
    object: claimObject(entry.claim),
    client: () => ({
      Партнёр: partner.name,
      Клиент: row.client,
      ИНН: row.inn,
      Договор: row.contract,
      Контакт: bag.facts.settings.headOffice,
    }),
  };
  refused(bag, entry, subject);
  if (!entry.refusal) for (const build of OF_LET_IN) build(bag, entry, subject);
}

/**
 * A refusal (п. 3.1): of a request that met the client held, on the day that decided it; of one that the head office
 * rejected, on that day. A request is refused by letter once, and its confirmation once more if it comes to that.
 */
const refused: Builder = (bag, { claim, refusal, status }, { to, object, client }) => {
  const { facts } = bag;
  const { row, hold, requestedOn, rejected } = claim;
  const busy = status === 'Отклонён: занят' && refusal !== null;
  if (!busy && status !== 'Отклонён') return;
  const decided = busy ? refusal.on : rejected;
  if (decided === null) return;
  const occasion = busy && !hold ? row.requested : facts.zone.at(decided);
  if (!inWindow(facts, occasion)) return;
  bag.letters.push(
    letter(letters.refused, {
      object,
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
};

const fixed: Builder = (bag, { claim: { hold }, status }, { to, object, client }) => {
  if (!hold || !opensOn(bag, hold.confirmed) || status === 'Отклонён' || status === 'Откреплён') return;
  bag.letters.push(
    letter(letters.fixed, {
      object,
      to,
      date: isoDay(hold.confirmed),
      occasion: bag.facts.zone.at(hold.confirmed),
      values: () => ({
        ...client(),
        Подтверждено: ruDay(hold.confirmed),
        'Закреплён до': ruDay(hold.until),
        Дней: days(hold.until - hold.confirmed),
        Продление: days(bag.facts.settings.extendDays),
      }),
    }),
  );
};

const fixationEnding: Builder = (bag, { claim: { hold }, status }, { to, object, client }) => {
  const { zone, settings } = bag.facts;
  if (hold?.fixedBy !== null || status !== 'Предварительно закреплён') return;
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
          Продление: days(settings.extendDays),
        }),
      }),
    );
  }
};

const fixationExpired: Builder = (bag, { claim: { hold }, status }, { to, object, client }) => {
  const lapses = status === 'Предварительно закреплён' || status === 'Срок истёк';
  if (hold?.fixedBy !== null || !lapses || !opensOn(bag, addDays(hold.until, 1))) return;
  bag.letters.push(
    letter(letters.fixationExpired, {
      object,
      to,
      date: isoDay(hold.until),
      occasion: bag.facts.zone.at(addDays(hold.until, 1)),
      values: () => ({ ...client(), 'Закреплён до': ruDay(hold.until) }),
    }),
  );
};

const aboutReport = (due: Day): Record<'Отчётный год' | 'Отчёт до', string> => ({
  'Отчётный год': String(yearOf(due) - 1),
  'Отчёт до': ruDay(due),
});

const reportDue: Builder = (bag, { claim: { hold, reporting }, held }, { to, object, client }) => {
  if (!reporting || !held) return;
  const { zone } = bag.facts;
  const { due } = reporting;
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
        values: () => ({ ...client(), ...aboutReport(due), Осталось: daysLeft(bag, on, due) }),
      }),
    );
  }
};

const warning: Builder = (bag, { claim: { reporting }, held }, { to, object, client }) => {
  if (!reporting || !held || !opensOn(bag, reporting.warnOn)) return;
  const { due, warnOn, lastDay } = reporting;
  bag.letters.push(
    letter(letters.warning, {
      object,
      to,
      date: isoDay(due),
      occasion: bag.facts.zone.at(warnOn),
      values: () => ({ ...client(), ...aboutReport(due), 'Последний день': ruDay(lastDay) }),
    }),
  );
};

const detached: Builder = (bag, { claim, status }, { to, object, client }) => {
  if (status !== 'Откреплён') return;
  const { reporting } = claim;
  const byItself = claim.detached === null && reporting !== null && reporting.detachedOn !== null;
  const on = byItself ? reporting.detachedOn : claim.detached;
  if (on === null || !opensOn(bag, on)) return;
  bag.letters.push(
    letter(letters.detached, {
      object,
      to,
      date: isoDay(on),
      occasion: bag.facts.zone.at(on),
      values: () => ({ ...client(), Откреплён: ruDay(on), Причина: detachReason(reporting, on) }),
    }),
  );
};

function detachReason(reporting: RegistryEntry['claim']['reporting'], on: Day): string {
  if (!reporting || on <= reporting.due) return 'решение головного офиса.';
  const missed = `отчёт за ${yearOf(reporting.due) - 1} год не пришёл к ${ruDay(reporting.due)}`;
  return on > reporting.lastDay
    ? `${missed} и после предупреждения, к ${ruDay(reporting.lastDay)}.`
    : `${missed}.`;
}

/** The letters of a row that was let in, in the order of a client's life. */
const OF_LET_IN: readonly Builder[] = [fixed, fixationEnding, fixationExpired, reportDue, warning, detached];
