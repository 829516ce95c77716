// Letters about one registry row (п. 3.1–3.3): one builder per letter, each with its own occasion.
import { onceEach, oncePer } from '../collections.js';
import { addDays, type Day, earlier, isoDay, later, ruDay } from '../day.js';
import {
  fallenDue,
  hasGone,
  inWindow,
  type Letter,
  letter,
  type LetterKind,
  opensInWindow,
} from '../letters.js';
import { letters } from './letters.js';
import { endOfDay, ruInstant } from '../zone.js';
import { claimObject, type MailLog, type Statuses } from './mail-log.js';
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
import { STATES, type Status, STATUSES } from './states.js';

/** Days before Закреплён до and Отчёт до on which a partner is reminded. */
const ENDING_DAYS = [14, 7, 3, 1] as const;
const REPORT_DAYS = [30, 14, 7, 1] as const;

const fallenIn = oncePer(({ past, now }: TechnocomFacts) =>
  onceEach((kind: LetterKind) => fallenDue(past, kind, now)),
);
/**
 * Whether a later reminder of the same end has fallen due, in an earlier run or on this very day: an earlier one that
 * still waits is of no use any more.
 */
const isReplaced = (
  facts: TechnocomFacts,
  kind: LetterKind,
  object: string,
  end: Day,
  laterSteps: readonly number[],
): boolean =>
  laterSteps.some(
    (step) => addDays(end, -step) === facts.today || fallenIn(facts)(kind)(`${object}/${step}`, isoDay(end)),
  );

/** Recipient and object of a registry row's letters, and the values that all of them use. */
interface Subject {
  /** '' where the partner's address cannot be read. */
  readonly to: string;
  readonly object: string;
  readonly log: MailLog;
  readonly client: () => Record<'Партнёр' | 'Клиент' | 'ИНН' | 'Договор' | 'Контакт', string>;
}

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
    object: claimObject(claim),
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
const REOPENED: Statuses = new Set<Status | null>([
  ...UNDECIDED,
  'Отклонён: занят',
  'Повтор',
  'Отклонён',
  'Откреплён',
  'Срок истёк',
]);
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
  const date = log.dateOf(claim, letters.refused, on, [letters.fixed]);
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
  const date = log.confirmedDate(claim, confirmed);
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

const fixationEnding =
  (before: number, index: number): Builder =>
  (facts, { claim: { hold }, status }, { to, object, client }) => {
    const { zone, settings } = facts;
    if (!hold || hold.fixed || status !== 'Предварительно закреплён') return null;
    const on = addDays(hold.until, -before);
    if (!opensInWindow(facts, on) || on < hold.confirmed) return null;
    if (isReplaced(facts, letters.fixationEnding, object, hold.until, ENDING_DAYS.slice(index + 1)))
      return null;
    return letter(letters.fixationEnding, {
      object: `${object}/${before}`,
      to,
      date: isoDay(hold.until),
      occasion: zone.at(on),
      until: endOfDay(zone, hold.until),
      values: () => ({
        ...client(),
        'Закреплён до': ruDay(hold.until),
        Осталось: daysLeft(facts, on, hold.until),
        'О продлении': aboutExtension(hold, settings),
      }),
    });
  };

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

const reportDue =
  (before: number, index: number): Builder =>
  (facts, { claim: { hold, reporting }, held }, { to, object, client }) => {
    if (!reporting || !held) return null;
    const { zone } = facts;
    const { due } = reporting;
    const on = addDays(due, -before);
    if (!opensInWindow(facts, on) || on < (hold?.fixed?.from ?? on)) return null;
    if (isReplaced(facts, letters.reportDue, object, due, REPORT_DAYS.slice(index + 1))) return null;
    return letter(letters.reportDue, {
      object: `${object}/${before}`,
      to,
      date: isoDay(due),
      occasion: zone.at(on),
      until: endOfDay(zone, due),
      values: () => ({ ...client(), ...aboutReport(due), Осталось: daysLeft(facts, on, due) }),
    });
  };

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
  const date = log.dateOf(claim, letters.detached, isoDay(on), [letters.fixed]);
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
  ...ENDING_DAYS.map(fixationEnding),
  fixationExpired,
  ...REPORT_DAYS.map(reportDue),
  warning,
  detached,
];
