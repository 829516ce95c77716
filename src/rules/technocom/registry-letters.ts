// Letters about one registry row (п. 3.1–3.3): one builder per letter, each with its own occasion.
import { addDays, type Day, earlier, isoDay, later, ruDay } from '../day.js';
import {
  hasGone,
  inWindow,
  laterOnes,
  type Letter,
  letter,
  type LetterKind,
  opensInWindow,
} from '../letters.js';
import { letters } from './letters.js';
import { endOfDay, ruInstant } from '../zone.js';
import type { MailLog, Statuses } from './mail-log.js';
import type { TechnocomFacts } from './model.js';
import { refusedOn, requestMark } from './refusal-dates.js';
import { isDisplaced } from './remarks.js';
import { type Registry, type RegistryEntry } from './registry.js';
import {
  aboutExtension,
  aboutHold,
  aboutReport,
  daysLeft,
  detachReason,
  nextStep,
} from './registry-wording.js';
import { isConfirmed, STATES, type Status, STATUSES } from './states.js';

/** Recipient and object of a registry row's letters, and the values that all of them use. */
interface Subject {
  /** '' where the partner's address cannot be read. */
  readonly to: string;
  readonly object: string;
  readonly log: MailLog;
  readonly client: () => Client;
}
type Client = Record<'Партнёр' | 'Клиент' | 'ИНН' | 'Договор' | 'Контакт', string>;

/** Builds one of a row's letters; null when it is not due. */
type Builder = (facts: TechnocomFacts, entry: RegistryEntry, subject: Subject) => Letter | null;

/** The letters that are due about every row. */
export function registryLetters(facts: TechnocomFacts, { entries, log }: Registry): readonly Letter[] {
  const all: Letter[] = [];
  for (const entry of entries) {
    const subject = subjectOf(facts, entry, log);
    for (const build of entry.refusal ? OF_REFUSED : OF_LET_IN) {
      const one = build(facts, entry, subject);
      if (one && (one.to !== '' || isMissed(one, log))) all.push(one);
    }
  }
  return all;
}

/**
 * Whether staff must see that a letter lacks its address: it becomes an «ошибка» until the address is corrected.
 * Reminders, which end with what they remind of, are not worth it.
 */
const isMissed = ({ code, object, date, until }: Letter, log: MailLog): boolean =>
  until === undefined && !log.about({ code }, object).some((one) => one.date === date && hasGone(one));

function subjectOf(facts: TechnocomFacts, { claim }: RegistryEntry, log: MailLog): Subject {
  const { row, partner } = claim;
  return {
    to: partner.email ?? '',
    object: claim.object,
    log,
    client: () => ({
      Партнёр: partner.name,
      Клиент: row.client,
      ИНН: row.inn,
      Договор: row.contract,
      Контакт: facts.settings.headOffice,
    }),
  };
}

const UNDECIDED: Statuses = new Set<Status>(['На рассмотрении', 'Запрос неполный']);
/**
 * Of a confirmation of these days also a refused request, once the row that held its client is closed, or once staff take
 * back what closed it, or enter what came in time. An older one only seems to be free while the other row is in error.
 */
const REOPENED: Statuses = new Set<Status>(STATUSES.filter((status) => !isConfirmed(status)));
const HELD: Statuses = new Set<Status | null>(STATUSES.filter((status) => STATES[status].holds));
/** Whatever is still open may be rejected. */
const OPEN: Statuses = new Set([...UNDECIDED, ...HELD]);

const DISAGREE = 'не согласны с решением, ответьте на это письмо.';

/**
 * A refusal (п. 3.1): when the client was held by somebody else, or when the head office rejected the
 * request. At most one letter about a request, and one more if its confirmation is refused.
 */
const refused: Builder = (facts, { claim, refusal, displaced }, { to, object, client, log }) => {
  const { row, hold, requestedOn } = claim;
  const busy = refusal !== null;
  const day = refusedOn(claim, refusal);
  const on = log.refusalDate(claim);
  if (displaced || day === null || on === undefined) return null;
  const occasion = busy && !hold ? row.requested : facts.zone.at(day);
  const date = log.dateOf(claim, letters.refused, on);
  const before = busy && !hold ? UNDECIDED : OPEN;
  const decided = { kind: letters.refused, day, date, before };
  // Of a client held all along no partner is told years later, when a row is mended.
  const news = isDisplaced(row.was.note) || ((!busy || log.isRecent(day)) && log.isNews(claim, decided));
  if (!news && (!inWindow(facts, occasion) || log.isDropped(claim, decided))) return null;
  // The partner must know which of several requests it is.
  const namesTime = on.includes(',') && facts.zone.secondsOf(row.requested) > 0;
  const when = namesTime ? ruInstant(facts.zone, row.requested) : ruDay(requestedOn);
  const ends =
    hold !== null && (log.own(letters.fixed, claim).some(hasGone) || (!busy && day > hold.confirmed));
  return letter(letters.refused, {
    object,
    to,
    date,
    occasion,
    news,
    memo: requestMark(claim, facts.zone),
    values: () => ({
      ...client(),
      'Дата запроса': when,
      Итог: ends ? 'закрепление прекращено' : 'запрос на закрепление отклонён',
      Решение: ends
        ? `Закрепление клиента за вами по запросу от ${when} прекращено`
        : `Ваш запрос от ${when} на предварительное закрепление клиента отклонён`,
      Причина: busy
        ? 'с этим клиентом по этому договору уже работает другой представитель партнёрской сети (п. 3.1, 3.4).'
        : hold
          ? 'решение головного офиса.'
          : 'головной офис не подтвердил закрепление.',
      'Что дальше': busy
        ? `состояние клиента видно в реестре на сайте компании. Когда клиент освободится, запрос можно направить снова. Если вы ${DISAGREE}`
        : `если хотите узнать подробности или ${DISAGREE}`,
    }),
  });
};

const fixed: Builder = (facts, { claim, held }, { to, object, client, log }) => {
  const { hold, reporting } = claim;
  if (!hold || !held) return null;
  const { confirmed } = hold;
  const { settings } = facts;
  const on = isoDay(confirmed);
  const date = log.dateOf(claim, letters.fixed, on);
  const before = date !== on || log.isRecent(confirmed) ? REOPENED : UNDECIDED;
  const decided = { kind: letters.fixed, day: confirmed, date, before };
  const news = log.isNews(claim, decided);
  if (!news && (!opensInWindow(facts, confirmed) || log.isDropped(claim, decided))) return null;
  return letter(letters.fixed, {
    object,
    to,
    date,
    occasion: facts.zone.at(confirmed),
    news,
    values: () => ({
      ...client(),
      ...aboutHold(hold, facts.today),
      'Что дальше': nextStep(hold, reporting, settings),
    }),
  });
};

interface Reminder<P extends string, Term> {
  /** Days before the end, in order of time. */
  readonly steps: readonly number[];
  /** What ends; null for a row without it. */
  readonly termOf: (entry: RegistryEntry) => Term | null;
  readonly endOf: (term: Term) => Day;
  /** The first day on which the row is reminded. */
  readonly since: (entry: RegistryEntry) => Day | undefined;
  readonly values: (term: Term, client: Client, left: string, facts: TechnocomFacts) => Record<P, string>;
}
/** Reminders of an end, so many days before it. */
const remindersOf = <P extends string, Term>(
  kind: LetterKind<P>,
  { steps, termOf, endOf, since, values }: Reminder<P, Term>,
): readonly Builder[] =>
  steps.map((before, index) => (facts, entry, { to, object, client }) => {
    const term = termOf(entry);
    if (term === null) return null;
    const { zone } = facts;
    const end = endOf(term);
    const on = addDays(end, -before);
    if (!opensInWindow(facts, on) || on < (since(entry) ?? on)) return null;
    const date = isoDay(end);
    const occasion = zone.at(on);
    const series = steps.slice(index + 1).map((step) => ({
      code: kind.code,
      object: `${object}/${step}`,
      date,
      occasion: zone.at(addDays(end, -step)),
    }));
    return letter(kind, {
      object: `${object}/${before}`,
      to,
      date,
      occasion,
      until: endOfDay(zone, end),
      replacedBy: laterOnes(series, occasion),
      values: () => values(term, client(), daysLeft(facts, on, end), facts),
    });
  });

const fixationEnding = remindersOf(letters.fixationEnding, {
  steps: [14, 7, 3, 1],
  termOf: ({ claim: { hold }, status }) =>
    hold && !hold.fixed && status === 'Предварительно закреплён' ? hold : null,
  endOf: ({ until }) => until,
  since: ({ claim: { hold } }) => hold?.confirmed,
  values: (hold, client, left, { settings }) => ({
    ...client,
    'Закреплён до': ruDay(hold.until),
    Осталось: left,
    'О продлении': aboutExtension(hold, settings),
  }),
});

const fixationExpired: Builder = (facts, { claim: { hold }, status }, { to, object, client }) => {
  const lapses = status === 'Предварительно закреплён' || status === 'Срок истёк';
  if (!hold || hold.fixed || !lapses || !opensInWindow(facts, addDays(hold.until, 1))) return null;
  return letter(letters.fixationExpired, {
    object,
    to,
    date: isoDay(hold.until),
    occasion: facts.zone.at(addDays(hold.until, 1)),
    values: () => ({ ...client(), 'Закреплён до': ruDay(hold.until) }),
  });
};

const reportDue = remindersOf(letters.reportDue, {
  steps: [30, 14, 7, 1],
  termOf: ({ claim: { reporting }, held }) => (held ? reporting : null),
  endOf: ({ due }) => due,
  since: ({ claim: { hold } }) => hold?.fixed?.from,
  values: ({ due }, client, left) => ({ ...client, ...aboutReport(due), Осталось: left }),
});

const warning: Builder = (facts, { claim: { reporting }, held }, { to, object, client }) => {
  if (!reporting || !held || !opensInWindow(facts, reporting.warnOn)) return null;
  const { due, warnOn, lastDay } = reporting;
  // The time to answer is over: staff have warned earlier, or nobody has sent the letter.
  if (lastDay < later(warnOn, facts.today)) return null;
  return letter(letters.warning, {
    object,
    to,
    date: isoDay(due),
    occasion: facts.zone.at(warnOn),
    values: () => ({ ...client(), ...aboutReport(due), 'Последний день': ruDay(lastDay) }),
  });
};

/**
 * The day of a detachment: as entered, or by itself («Откреплять автоматически»), if the partner has already been
 * told of that; of the latter also a coming one, as long as no report comes.
 */
function detachedOn(facts: TechnocomFacts, { claim, status, held }: RegistryEntry, log: MailLog): Day | null {
  const { detached: entered, reporting } = claim;
  const byItself = reporting?.detachedOn ?? null;
  if (status !== 'Откреплён')
    return held && reporting && facts.settings.autoDetach ? addDays(reporting.lastDay, 1) : null;
  if (entered === null || byItself === null) return entered ?? byItself;
  return log.wasTold(letters.detached, claim, isoDay(byItself)) ? byItself : entered;
}

const detached: Builder = (facts, entry, { to, object, client, log }) => {
  const on = detachedOn(facts, entry, log);
  if (on === null) return null;
  const { claim, warned } = entry;
  const { detached: entered, reporting } = claim;
  // What staff enter later does not move the day on which the client became free.
  const freeOn = earlier(on, reporting?.detachedOn ?? on);
  const date = log.dateOf(claim, letters.detached, isoDay(on));
  const decided = { kind: letters.detached, day: on, date, before: HELD };
  // A report that the last run has counted may only be mistyped since.
  const wasReported = reporting !== null && (claim.row.was.reportDue ?? 0) > reporting.due;
  const news = (entered !== null || (log.isRecent(on) && !wasReported)) && log.isNews(claim, decided);
  if (!news && (!opensInWindow(facts, on) || log.isDropped(claim, decided))) return null;
  return letter(letters.detached, {
    object,
    to,
    date,
    occasion: facts.zone.at(on),
    news,
    values: () => ({
      ...client(),
      Откреплён: ruDay(freeOn),
      Причина: detachReason(reporting, warned, freeOn),
    }),
  });
};

const OF_REFUSED: readonly Builder[] = [refused];
/** The letters of an admitted row, in the order of a client's life. */
const OF_LET_IN: readonly Builder[] = [
  refused,
  fixed,
  ...fixationEnding,
  fixationExpired,
  ...reportDue,
  warning,
  detached,
];
