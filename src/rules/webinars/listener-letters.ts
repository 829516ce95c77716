// Letters to listeners: on registration, before the webinar, when it is moved or cancelled, and after it.
import { joined, onceEach } from '../collections.js';
import { fallenDue, type Letter, letter } from '../letters.js';
import { isDeliverable, parseEmail } from '../email.js';
import { innerQuotes, keyOf } from '../text.js';
import { type Instant, isoInstant, ruZone } from '../zone.js';
import { letters, type ListenerPlaceholder } from './letters.js';
import type { MailLog, Told } from './mail-log.js';
import { type BrokenListener, type Case, type Row, startText, type WebinarFacts } from './model.js';
import { addressOf, failings, isErasedRow } from './registrations.js';
import { occasionKey, type ReminderKind, remindersOf, startKey } from './schedule.js';
import type { Dossier, Season } from './season.js';
import { workingDaysAfter } from './verdict.js';

type Listener = Row<'listeners'>;
type Values = Readonly<Record<ListenerPlaceholder, string>>;

/** All letters to listeners whose occasion is in the window, by webinar. */
export function listenerLetters(season: Season, log: MailLog): readonly Letter[] {
  const { past, now } = season.facts;
  const isPast = onceEach((kind: ReminderKind) => fallenDue(past, letters[kind], now));
  return joined(season.dossiers.map((dossier) => lettersOf(season, dossier, log, isPast)));
}

/** Whether a reminder has fallen due in an earlier run, by its object and date. */
type Past = (kind: ReminderKind) => (object: string, date: string) => boolean;

function lettersOf(season: Season, dossier: Dossier, log: MailLog, isPast: Past): readonly Letter[] {
  const { one, verdict, enrolment } = dossier;
  if (verdict.refusal && one.started) return [];
  if (!verdict.refusal && one.ended) return followUps(season, dossier);
  const told = enrolment.audience.map(({ email }) => log.told(one.row.code, email));
  if (verdict.refusal) return cancellations(season, dossier, told);
  const answers = confirmations(season, dossier, told).concat(rejections(season, dossier, log));
  return one.started
    ? answers
    : answers.concat(moves(season, dossier, told), reminders(season, dossier, isPast));
}

const contactOf = (one: Case): string =>
  isDeliverable(one.row.partnerEmail) ? `${one.row.partner}, ${one.row.partnerEmail}` : one.row.partner;

function common(facts: WebinarFacts, one: Case, row: { readonly name: string | null } | null): Values {
  return {
    Обращение: row?.name ? `Здравствуйте, ${row.name}!` : 'Здравствуйте!',
    Вебинар: one.row.code,
    Тема: one.row.topic,
    Начало: startText(facts, one),
    Пояс: ruZone(facts.zone, one.row.start),
    Партнёр: one.row.partner,
    Подключение:
      one.row.link === null
        ? 'Ссылку для подключения организатор пришлёт отдельно.'
        : `Ссылка для подключения: ${one.row.link}`,
    'Контакт организатора': contactOf(one),
  };
}

/**
 * «Посадочная страница», п. 6: due at the first recompute that sees the row; pointless once the webinar is
 * over.
 */
function confirmations(
  { facts }: Season,
  { one, enrolment }: Dossier,
  told: readonly Told[],
): readonly Letter[] {
  const out: Letter[] = [];
  const memo = startKey(facts, one);
  enrolment.audience.forEach(({ row, email }, index) => {
    if (told[index]?.confirmed) return;
    out.push(
      letter(letters.confirmed, {
        object: keyOf(one.row.code),
        to: email,
        date: '',
        occasion: facts.now,
        until: one.row.end,
        memo,
        values: () => common(facts, one, row),
      }),
    );
  });
  return out;
}

/** To each rejected listener: the reason, and how to register again («Посадочная страница», п. 6). */
function rejections({ facts, listeners }: Season, dossier: Dossier, log: MailLog): readonly Letter[] {
  const { one, enrolment } = dossier;
  const out: Letter[] = [];
  const reject = (row: Listener | BrokenListener, date: string, reasons: () => Rejection): void => {
    const to = row.email;
    if (to === null || to === '' || isErasedRow(row) || row.erase === true) return;
    // An invalid address is kept: the outbox shows the letter to staff as «ошибка».
    const address = parseEmail(to) ?? to;
    if (log.rejected(one.row.code, address, date)) return;
    out.push(
      letter(letters.rejected, {
        object: keyOf(one.row.code),
        to: address,
        date,
        occasion: facts.now,
        until: one.row.end,
        values: () => {
          const { lines, advice } = reasons();
          return {
            ...common(facts, one, row),
            Причины: lines
              .map((line) => `— ${line};`)
              .join('\n')
              .replace(/;$/, '.'),
            'Что делать': advice,
          };
        },
      }),
    );
  };
  for (const index of enrolment.rejected) {
    const row = facts.rows.listeners[index];
    if (row)
      reject(row, isoInstant(facts.zone, row.registeredAt), () =>
        explainRejection(dossier, row, listeners[index]?.repeated === true),
      );
  }
  for (const row of one.undated)
    reject(row, '', () => explainRejection(dossier, row, enrolment.byEmail.has(addressOf(row))));
  return out;
}

interface Rejection {
  readonly lines: readonly string[];
  readonly advice: string;
}

function explainRejection(
  { one, enrolment, landings }: Dossier,
  row: Listener | BrokenListener,
  repeated: boolean,
): Rejection {
  if (row.refuse !== null)
    return {
      lines: [`организатор вправе отказать конкурентам и учащимся (${row.refuse})`],
      advice: 'Если это ошибка, сообщите организатору — он снимет отказ.',
    };
  const isLeaving = repeated && enrolment.byEmail.get(addressOf(row))?.row.erase === true;
  const lines = [
    ...(isLeaving ? ['прежняя регистрация этого адреса удаляется по просьбе'] : []),
    ...(repeated && !isLeaving ? ['этот адрес уже зарегистрирован на вебинар'] : []),
    ...failings(row, addressOf(row)),
    ...(row.registeredAt === null ? ['Дата регистрации: не прочитана'] : []),
  ];
  if (isLeaving)
    return { lines, advice: `Если хотите участвовать, напишите организатору: ${contactOf(one)}.` };
  if (repeated) return { lines, advice: 'Регистрироваться заново не нужно: прежняя регистрация действует.' };
  // For registering again, preferably an accepted page.
  const page = (landings.find(({ accepted }) => accepted) ?? landings[0])?.row.address;
  return {
    lines,
    advice: page
      ? `Исправьте это и зарегистрируйтесь ещё раз: ${page}`
      : `Чтобы зарегистрироваться ещё раз, пришлите исправленные данные организатору: ${contactOf(one)}.`,
  };
}

/** One letter per changed start, to everyone who was told the previous one. */
function moves({ facts }: Season, { one, enrolment }: Dossier, told: readonly Told[]): readonly Letter[] {
  const out: Letter[] = [];
  const now = startKey(facts, one);
  enrolment.audience.forEach(({ row, email }, index) => {
    const { start = null, moves = 0 } = told[index] ?? {};
    if (start === null || start === now) return;
    out.push(
      letter(letters.moved, {
        object: `${keyOf(one.row.code)}/${moves}`,
        to: email,
        date: now,
        occasion: facts.now,
        until: one.row.start,
        memo: now,
        values: () => ({ ...common(facts, one, row), 'Прежнее начало': keyToText(start) }),
      }),
    );
  });
  return out;
}

/** `2024-03-21T11:00` as «21.03.2024 11:00». */
const keyToText = (key: string): string => key.replace(/^(\d+)-(\d+)-(\d+)T(.*)$/, '$3.$2.$1 $4');

/**
 * One per announced start: a refusal whose date is corrected is still the same, one after the webinar was on
 * again at another time is not.
 */
const cancellations = (
  { facts }: Season,
  { one, enrolment }: Dossier,
  told: readonly Told[],
): readonly Letter[] =>
  enrolment.audience.map(({ row, email }, index) =>
    letter(letters.cancelled, {
      object: keyOf(one.row.code),
      to: email,
      date: told[index]?.start ?? startKey(facts, one),
      occasion: facts.now,
      until: one.row.start,
      values: () => common(facts, one, row),
    }),
  );

/**
 * Only to those who had registered before the moment, and never after the start. Where a later one has fallen
 * due, an earlier one that still waits is of no use.
 */
function reminders({ facts }: Season, { one, enrolment }: Dossier, isPast: Past): readonly Letter[] {
  const out: Letter[] = [];
  const { from, to } = facts.letterWindow;
  const timely = remindersOf(facts, one, from)
    .filter(({ moment }) => moment <= to)
    .map((reminder) => ({ ...reminder, date: occasionKey(facts, one, reminder.kind) }));
  const latest = timely.find(({ kind, object, date }) => isPast(kind)(object, date));
  for (const { kind, object, moment, date } of timely) {
    if (latest && moment < latest.moment) break;
    for (const { row, email } of enrolment.audience) {
      if (row.registeredAt >= moment) continue;
      out.push(
        letter(letters[kind], {
          object,
          to: email,
          date,
          occasion: moment,
          until: one.row.start,
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

function followUps({ facts }: Season, { one, enrolment, turnout }: Dossier): readonly Letter[] {
  const { from, to } = facts.letterWindow;
  const occasion = followUpMoment(facts, one);
  if (occasion < from || occasion > to) return [];
  const out: Letter[] = [];
  for (const { row, email } of enrolment.audience) {
    const came = turnout.came(email);
    out.push(
      letter(letters.followUp, {
        object: keyOf(one.row.code),
        to: email,
        date: '',
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

const RECORDING_AHEAD =
  'Запись и презентации готовятся: напишите нам, и мы пришлём их, как только они будут готовы.';

/** Those who attended and those who did not get different texts; null: nobody's attendance is known. */
function followUpText(
  one: Case,
  came: boolean | null,
): Readonly<Record<'Вступление' | 'Запись' | 'Предложение', string>> {
  const { topic, recording } = one.row;
  return came
    ? {
        Вступление: `Спасибо, что были с нами на вебинаре «${innerQuotes(topic)}». Надеемся, услышанное уже пригодилось в работе.`,
        Запись: recording
          ? `Запись и презентации, чтобы пересмотреть главное: ${recording}`
          : RECORDING_AHEAD,
        Предложение:
          'Если хотите применить это у себя, напишите нам: обсудим вашу задачу и предложим условия для участников вебинара.',
      }
    : {
        Вступление:
          came === null
            ? `Вебинар «${innerQuotes(topic)}», на который вы зарегистрировались, состоялся.`
            : `Жаль, что не получилось встретиться на вебинаре «${innerQuotes(topic)}». Ничего не потеряно: всё можно посмотреть в удобное время.`,
        Запись: recording ? `Запись вебинара и презентации: ${recording}` : RECORDING_AHEAD,
        Предложение:
          'Если после просмотра останутся вопросы, напишите нам: ответим и предложим условия для зарегистрированных.',
      };
}
