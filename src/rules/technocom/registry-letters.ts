// Letters about one registry row (п. 3.1–3.3): one builder per letter, each with its own occasion.
import { addDays, type Day, isoDay, ruDay, yearOf } from '../day.js';
import { inWindow, type Letter, letter, type LetterKind } from '../letters.js';
import { days } from '../text.js';
import { letters } from './letters.js';
import { endOfDay } from '../zone.js';
import { daysLeft, type Mailing, opensOn } from './mailing.js';
import type { Hold } from './claims.js';
import type { Reporting } from './reporting.js';
import { claimObject, type Registry, type RegistryEntry } from './registry.js';
import type { TechnocomSettings } from './settings.js';
import { STATES, type Status, STATUSES } from './states.js';

/** Days before Закреплён до and Отчёт до on which a partner is reminded. */
const ENDING_DAYS = [14, 7, 3, 1] as const;
const REPORT_DAYS = [30, 14, 7, 1] as const;

/** Whether a later reminder of the same end has fallen due: an earlier one that still waits is of no use any more. */
const isReplaced = (
  { past }: Mailing,
  kind: LetterKind,
  object: string,
  end: Day,
  laterSteps: readonly number[],
): boolean => laterSteps.some((step) => past(kind)(`${object}/${step}`, isoDay(end)));

/** Recipient and object of a registry row's letters, and the values that all of them use. */
interface Subject {
  readonly to: string;
  readonly object: string;
  readonly client: () => Record<'Партнёр' | 'Клиент' | 'ИНН' | 'Договор' | 'Контакт', string>;
}

/** Builds one of a row's letters; null when it is not due. */
type Builder = (mailing: Mailing, entry: RegistryEntry, subject: Subject) => Letter | null;

/** The letters that are due about every row; a partner without a readable address gets none. */
export function registryLetters(mailing: Mailing, { entries }: Registry): readonly Letter[] {
  const all: Letter[] = [];
  for (const entry of entries) {
    const { email } = entry.claim.partner;
    if (email === null) continue;
    const subject = subjectOf(mailing, entry, email);
    for (const build of entry.refusal ? OF_REFUSED : OF_LET_IN) {
      const one = build(mailing, entry, subject);
      if (one) all.push(one);
    }
  }
  return all;
}

function subjectOf({ facts }: Mailing, { claim }: RegistryEntry, to: string): Subject {
  const { row, partner } = claim;
  return {
    to,
    object: claimObject(claim),
    client: () => ({
      Партнёр: partner.name,
      Клиент: row.client,
      ИНН: row.inn,
      Договор: row.contract,
      Контакт: facts.settings.headOffice,
    }),
  };
}

type Statuses = ReadonlySet<string | null>;

const UNDECIDED: Statuses = new Set<Status>(['На рассмотрении', 'Запрос неполный']);
/** A refused request is confirmed once the row that held its client is closed. */
const UNCONFIRMED: Statuses = new Set([...UNDECIDED, 'Отклонён: занят', 'Повтор']);
const HELD: Statuses = new Set(STATUSES.filter((status) => STATES[status].holds));
/** Whatever is still open may be rejected. */
const OPEN: Statuses = new Set([...UNDECIDED, ...HELD]);

/**
 * Whether this run is the first to see a decision of the head office, since the row stood otherwise `before` it:
 * staff fill in the day after that day's run, or later.
 */
const isNews = (
  { facts }: Mailing,
  { row }: RegistryEntry['claim'],
  day: Day,
  before: Statuses = UNDECIDED,
): boolean => before.has(row.was.status) && day <= facts.today;

/**
 * A refusal (п. 3.1): when the client was held by somebody else, or when the head office rejected the
 * request. At most one letter about a request, and one more if its confirmation is refused.
 */
const refused: Builder = (mailing, { claim, refusal, status }, { to, object, client }) => {
  const { facts } = mailing;
  const { row, hold, requestedOn, rejected } = claim;
  const busy = status === 'Отклонён: занят' && refusal !== null;
  if (!busy && status !== 'Отклонён') return null;
  const decided = busy ? refusal.on : rejected;
  if (decided === null) return null;
  const occasion = busy && !hold ? row.requested : facts.zone.at(decided);
  const news = isNews(mailing, claim, decided, busy ? UNDECIDED : OPEN);
  if (!news && !inWindow(facts, occasion)) return null;
  return letter(letters.refused, {
    object,
    to,
    date: hold || !busy ? isoDay(decided) : isoDay(requestedOn),
    occasion,
    news,
    values: () => ({
      ...client(),
      'Дата запроса': ruDay(requestedOn),
      Причина: busy
        ? 'с этим клиентом по этому договору уже работает другой представитель партнёрской сети (п. 3.1, 3.4).'
        : hold
          ? 'решение головного офиса.'
          : 'головной офис не подтвердил закрепление.',
    }),
  });
};

const fixed: Builder = (mailing, { claim, status }, { to, object, client }) => {
  const { hold, reporting } = claim;
  if (!hold || status === 'Отклонён' || status === 'Откреплён') return null;
  const news = isNews(mailing, claim, hold.confirmed, UNCONFIRMED) && status !== 'Срок истёк';
  if (!news && !opensOn(mailing, hold.confirmed)) return null;
  return letter(letters.fixed, {
    object,
    to,
    date: isoDay(hold.confirmed),
    occasion: mailing.facts.zone.at(hold.confirmed),
    news,
    values: () => ({
      ...client(),
      Подтверждено: ruDay(hold.confirmed),
      'Закреплён до': ruDay(hold.until),
      Дней: days(hold.until - hold.confirmed),
      'Что дальше': nextStep(hold, reporting, mailing.facts.settings),
    }),
  });
};

/** What a partner does after the confirmation, unless the list or the licences have come already (п. 3.1, 3.2). */
function nextStep(hold: Hold, reporting: Reporting | null, settings: TechnocomSettings): string {
  const until = ruDay(hold.until);
  if (hold.fixedBy === null || !reporting)
    return `не позже ${until} пришлите полный перечень потенциально поставляемого ПО — наименование, назначение и номер государственной регистрации каждой программы. Тогда клиент станет закреплённым. Покупка полноценных лицензий в этот срок заменяет перечень.

${aboutExtension(hold, settings)}`;
  const fixed =
    hold.fixedBy === 'list'
      ? 'перечень ПО мы получили, и клиент закреплён за вами.'
      : `лицензии куплены, и после ${until} клиент останется закреплённым за вами.`;
  return `${fixed} Каждый год нужен отчёт, первый — не позже ${ruDay(reporting.firstDue)} (п. 3.2).`;
}

/** An extension is granted once (п. 3.1). */
function aboutExtension({ until, extension }: Hold, { extendDays }: TechnocomSettings): string {
  if (extension === 'granted') return 'Продление в этом сроке уже учтено, второй раз его не дают.';
  if (extendDays === 0) return 'Продлить этот срок нельзя.';
  return `Если времени не хватает, попросите о продлении не позже ${ruDay(until)}: продлить можно один раз и не больше чем на ${days(extendDays)}.`;
}

const fixationEnding =
  (before: number, index: number): Builder =>
  (mailing, { claim: { hold }, status }, { to, object, client }) => {
    const { zone, settings } = mailing.facts;
    if (hold?.fixedBy !== null || status !== 'Предварительно закреплён') return null;
    const on = addDays(hold.until, -before);
    if (!opensOn(mailing, on) || on < hold.confirmed) return null;
    if (isReplaced(mailing, letters.fixationEnding, object, hold.until, ENDING_DAYS.slice(index + 1)))
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
        Осталось: daysLeft(mailing, on, hold.until),
        'О продлении': aboutExtension(hold, settings),
      }),
    });
  };

const fixationExpired: Builder = (mailing, { claim: { hold }, status }, { to, object, client }) => {
  const lapses = status === 'Предварительно закреплён' || status === 'Срок истёк';
  if (hold?.fixedBy !== null || !lapses || !opensOn(mailing, addDays(hold.until, 1))) return null;
  return letter(letters.fixationExpired, {
    object,
    to,
    date: isoDay(hold.until),
    occasion: mailing.facts.zone.at(addDays(hold.until, 1)),
    values: () => ({ ...client(), 'Закреплён до': ruDay(hold.until) }),
  });
};

const aboutReport = (due: Day): Record<'Отчётный год' | 'Отчёт до', string> => ({
  'Отчётный год': String(yearOf(due) - 1),
  'Отчёт до': ruDay(due),
});

const reportDue =
  (before: number, index: number): Builder =>
  (mailing, { claim: { hold, reporting }, held }, { to, object, client }) => {
    if (!reporting || !held) return null;
    const { zone } = mailing.facts;
    const { due } = reporting;
    const on = addDays(due, -before);
    if (!opensOn(mailing, on) || on < (hold?.fixedFrom ?? on)) return null;
    if (isReplaced(mailing, letters.reportDue, object, due, REPORT_DAYS.slice(index + 1))) return null;
    return letter(letters.reportDue, {
      object: `${object}/${before}`,
      to,
      date: isoDay(due),
      occasion: zone.at(on),
      until: endOfDay(zone, due),
      values: () => ({ ...client(), ...aboutReport(due), Осталось: daysLeft(mailing, on, due) }),
    });
  };

const warning: Builder = (mailing, { claim: { reporting }, held }, { to, object, client }) => {
  if (!reporting || !held || !opensOn(mailing, reporting.warnOn)) return null;
  const { due, warnOn, lastDay } = reporting;
  // Staff have warned earlier, and the time to answer is over.
  if (lastDay < warnOn) return null;
  return letter(letters.warning, {
    object,
    to,
    date: isoDay(due),
    occasion: mailing.facts.zone.at(warnOn),
    values: () => ({ ...client(), ...aboutReport(due), 'Последний день': ruDay(lastDay) }),
  });
};

/**
 * The day of a detachment: as entered, or by itself («Откреплять автоматически»), if the partner has already been
 * told of that; of the latter also a coming one, as long as no report comes.
 */
function detachedOn({ facts }: Mailing, { claim, status, held }: RegistryEntry): Day | null {
  const { detached: entered, reporting } = claim;
  const byItself = reporting?.detachedOn ?? null;
  if (status !== 'Откреплён')
    return held && reporting && facts.settings.autoDetach ? addDays(reporting.lastDay, 1) : null;
  if (entered === null || byItself === null) return entered ?? byItself;
  const [object, date] = [claimObject(claim), isoDay(byItself)];
  const isTold = facts.past
    .of(letters.detached.code)
    .some((past) => past.object === object && past.date === date && past.status === 'отправлено');
  return isTold ? byItself : entered;
}

const detached: Builder = (mailing, entry, { to, object, client }) => {
  const on = detachedOn(mailing, entry);
  if (on === null) return null;
  const { claim, warned } = entry;
  const news = claim.detached !== null && isNews(mailing, claim, on, HELD);
  if (!news && !opensOn(mailing, on)) return null;
  return letter(letters.detached, {
    object,
    to,
    date: isoDay(on),
    occasion: mailing.facts.zone.at(on),
    news,
    values: () => ({ ...client(), Откреплён: ruDay(on), Причина: detachReason(claim.reporting, warned, on) }),
  });
};

function detachReason(reporting: Reporting | null, warned: boolean, on: Day): string {
  if (!reporting || on <= reporting.due) return 'решение головного офиса.';
  const { due, lastDay } = reporting;
  const report = `отчёт за ${yearOf(due) - 1} год не пришёл`;
  if (on <= lastDay) return `${report} к ${ruDay(due)}.`;
  return warned
    ? `${report} к ${ruDay(due)} и после предупреждения, к ${ruDay(lastDay)}.`
    : `${report} ни к ${ruDay(due)}, ни к ${ruDay(lastDay)}.`;
}

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
