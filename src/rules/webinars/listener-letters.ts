// Letters to listeners: on registration, before the webinar, when it is moved or cancelled, and after it.
import { groupBy, joined } from '../collections.js';
import { isoDay } from '../day.js';
import { addressHash } from '../hash.js';
import { isWaiting, laterOnes, type Letter, letter, numbered, type PastLetter } from '../letters.js';
import { innerQuotes, keyOf } from '../text.js';
import { type Instant, isoInstant, ruInstant, ruZone } from '../zone.js';
import { letters } from './letters.js';
import { common, personIn } from './listener-parts.js';
import type { Informed, MailLog, Told } from './mail-log.js';
import type { Case, WebinarFacts } from './model.js';
import { rejections } from './rejection-letters.js';
import { occasionKey, remindersOf, startIn, startKey } from './schedule.js';
import type { Dossier, Season } from './season.js';
import { workingDaysAfter } from './verdict.js';

/** All letters to listeners whose occasion is in the window, by webinar. */
export function listenerLetters(season: Season, log: MailLog): readonly Letter[] {
  return joined(season.dossiers.map((dossier) => lettersOf(season, dossier, log)));
}

function lettersOf(season: Season, dossier: Dossier, log: MailLog): readonly Letter[] {
  const { one, verdict } = dossier;
  if (verdict.refusal && one.started) return [];
  if (!verdict.refusal && one.ended) return followUps(season, dossier);
  const all = log.audience(dossier);
  if (verdict.refusal) return cancellations(season, dossier, all);
  const answers = confirmations(season, dossier, all).concat(rejections(season, dossier, log));
  return one.started ? answers : answers.concat(moves(season, dossier, all), reminders(season, dossier));
}

/** What a confirmation says first; `decision`: what its recipient was told before. */
function acceptance({ decision }: Told, topic: string): string {
  const webinar = `вебинар «${innerQuotes(topic)}»`;
  const news =
    decision === 'cancelled'
      ? `Хорошая новость: ${webinar} всё-таки состоится, ваша регистрация в силе`
      : `Регистрация на бесплатный ${webinar} принята`;
  const taken = decision === 'cancelled' ? 'отмене' : 'отказе';
  return `${news}. Подтверждать её не нужно.${decision === null ? '' : ` Прежнее письмо об ${taken} недействительно.`}`;
}

/**
 * «Посадочная страница», п. 6: due at the first recompute that sees the row, and again after a letter that took it
 * back or rejected the very registration that is accepted now; pointless once the webinar is over.
 */
function confirmations({ facts }: Season, { one }: Dossier, all: readonly Informed[]): readonly Letter[] {
  const out: Letter[] = [];
  const memo = startKey(facts, one);
  for (const { to, told } of all) {
    const { row, email } = to;
    const { rejectedDates } = told;
    const isVoid = rejectedDates.size > 0 && rejectedDates.has(isoInstant(facts.zone, row.registeredAt));
    if (told.decision === 'confirmed' && !isVoid) continue;
    out.push(
      letter(letters.confirmed, {
        object: keyOf(one.row.code),
        to: email,
        person: personIn(row),
        date: numbered('', told.confirmations + told.reversals),
        occasion: facts.now,
        until: one.row.end,
        memo,
        values: () => ({ ...common(facts, one, row), Решение: acceptance(told, one.row.topic) }),
      }),
    );
  }
  return out;
}

/** One letter per changed start, to everyone who was told the previous one. */
function moves({ facts }: Season, { one }: Dossier, all: readonly Informed[]): readonly Letter[] {
  const now = startKey(facts, one);
  return all.flatMap(({ to, told: { start, moves } }) => {
    if (start === null || start === now) return [];
    return letter(letters.moved, {
      object: `${keyOf(one.row.code)}/${moves}`,
      to: to.email,
      person: personIn(to.row),
      date: now,
      occasion: facts.now,
      until: one.row.start,
      memo: now,
      values: () => ({
        ...common(facts, one, to.row),
        'Прежнее начало': ruInstant(facts.zone, startIn(facts, start) ?? one.row.start),
      }),
    });
  });
}

/**
 * One per announced start, and that is the one which the letter names: a refusal whose date is corrected is still the
 * same, one after the webinar was on again is not.
 */
function cancellations({ facts }: Season, { one }: Dossier, all: readonly Informed[]): readonly Letter[] {
  return all.flatMap(({ to, told: { decision, start, confirmations } }) => {
    if (decision === 'cancelled') return [];
    const announced = (start === null ? null : startIn(facts, start)) ?? one.row.start;
    return letter(letters.cancelled, {
      object: keyOf(one.row.code),
      to: to.email,
      person: personIn(to.row),
      date: numbered(start ?? '', Math.max(0, confirmations - 1)),
      occasion: facts.now,
      until: one.row.start,
      values: () => ({
        ...common(facts, one, to.row),
        Начало: ruInstant(facts.zone, announced),
        Пояс: ruZone(facts.zone, announced),
      }),
    });
  });
}

/** Only to those who had registered before the moment, and never after the start. */
function reminders({ facts }: Season, { one, enrolment }: Dossier): readonly Letter[] {
  const out: Letter[] = [];
  const { from, to } = facts.letterWindow;
  const memo = startKey(facts, one);
  const timely = remindersOf(facts, one, from)
    .filter(({ moment }) => moment <= to)
    .map(({ kind, object, moment }) => ({
      kind,
      code: letters[kind].code,
      object,
      date: occasionKey(facts, one, kind),
      occasion: moment,
    }));
  for (const { kind, object, date, occasion } of timely) {
    const replacedBy = laterOnes(timely, occasion);
    for (const { row, email } of enrolment.audience) {
      if (row.registeredAt >= occasion) continue;
      out.push(
        letter(letters[kind], {
          object,
          to: email,
          person: personIn(row),
          date,
          occasion,
          until: one.row.start,
          memo,
          replacedBy,
          values: () => common(facts, one, row),
        }),
      );
    }
  }
  return out;
}

/**
 * When listeners are invited to watch the recording («Работа с лидами», п. 1): on the N-th working day, or
 * when there is a recording.
 */
function followUpMoment(facts: WebinarFacts, one: Case): Instant {
  const onDay = facts.zone.at(workingDaysAfter(facts, one, facts.settings.mailingDays));
  return one.row.recording !== null && facts.now < onDay ? facts.now : onDay;
}

/**
 * Follow-ups about an earlier day, from which the webinar has been moved since, by the hash of the recipient. One made
 * after the start is about this day, whatever was typed then; one that waits will be.
 */
function earlierFollowUps(
  { past }: WebinarFacts,
  { row, startDay }: Case,
): ReadonlyMap<string, readonly PastLetter[]> {
  const day = isoDay(startDay);
  return groupBy(
    past
      .of(letters.followUp.code)
      .filter(
        (one) =>
          one.memo < day &&
          (one.created ?? row.start) < row.start &&
          !isWaiting(one) &&
          keyOf(one.object) === keyOf(row.code),
      ),
    ({ recipient }) => recipient,
  );
}

function followUps({ facts }: Season, { one, enrolment, turnout }: Dossier): readonly Letter[] {
  const { from, to } = facts.letterWindow;
  const occasion = followUpMoment(facts, one);
  if (occasion < from || occasion > to) return [];
  const earlier = earlierFollowUps(facts, one);
  const out: Letter[] = [];
  for (const { row, email } of enrolment.audience) {
    const came = turnout.came(email);
    out.push(
      letter(letters.followUp, {
        object: keyOf(one.row.code),
        to: email,
        person: personIn(row),
        date: numbered('', earlier.get(addressHash(email))?.length ?? 0),
        memo: isoDay(one.startDay),
        occasion,
        values: () => ({
          ...common(facts, one, row),
          ...followUpText(one, turnout.isTaken ? came : null),
        }),
      }),
    );
  }
  return out;
}

/** Those who attended and those who did not get different texts; null: nobody's attendance is known. */
function followUpText(
  { row: { topic, recording } }: Case,
  came: boolean | null,
): Readonly<Record<'Вступление' | 'Запись' | 'Предложение', string>> {
  const webinar = `«${innerQuotes(topic)}»`;
  const missed = `Жаль, что не получилось встретиться на вебинаре ${webinar}.${recording ? ' Ничего не потеряно: всё можно посмотреть в удобное время.' : ''}`;
  const unknown = `Вебинар ${webinar}, на который вы зарегистрировались, состоялся.`;
  return {
    Вступление: came
      ? `Спасибо, что были с нами на вебинаре ${webinar}. Надеемся, услышанное уже пригодилось в работе.`
      : came === null
        ? unknown
        : missed,
    Запись: recording
      ? `Запись вебинара и презентации: ${recording}`
      : 'Запись и презентации готовятся: напишите организатору, и мы пришлём их, как только они будут готовы.',
    Предложение: came
      ? 'Если хотите применить услышанное у себя, напишите организатору: обсудим вашу задачу и предложим условия для участников вебинара.'
      : 'Если после просмотра останутся вопросы, напишите организатору: ответим и предложим условия для зарегистрированных.',
  };
}
