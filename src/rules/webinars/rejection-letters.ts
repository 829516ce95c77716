// Letters to listeners whose registration is not accepted: why, and how to register again.
import { type Letter, letter, numbered } from '../letters.js';
import { keyOf } from '../text.js';
import { isoInstant } from '../zone.js';
import { letters } from './letters.js';
import { common, contactOf } from './listener-parts.js';
import { type MailLog, NOT_TAKING_PART, wasRejected } from './mail-log.js';
import type { BrokenListener, Row } from './model.js';
import { addressOf, failings, isErasedRow } from './registrations.js';
import type { Dossier, Season } from './season.js';

type Listener = Row<'listeners'>;

/** A row that is not accepted. */
interface Refused {
  readonly row: Listener | BrokenListener;
  /** Lower-cased, or as typed if it is invalid: the outbox shows such a letter to staff as «ошибка». */
  readonly to: string;
  /** Of its registration; '' if it cannot be read. */
  readonly date: string;
  /** Whether its address is accepted in another row. */
  readonly isRepeated: boolean;
}

function refusedOf({ facts, listeners }: Season, { one, enrolment }: Dossier): readonly Refused[] {
  const out: Refused[] = [];
  const add = (row: Refused['row'], date: string, isRepeated: boolean): void => {
    if (isErasedRow(row) || row.erase === true) return;
    const to = addressOf(row) || row.email;
    if (to !== null && to !== '' && !enrolment.leaving.has(to)) out.push({ row, to, date, isRepeated });
  };
  for (const index of enrolment.rejected) {
    const row = facts.rows.listeners[index];
    const isRepeated = listeners[index]?.repeated === true;
    // Whoever is accepted later than this attempt takes part, and need not register again.
    if (row && (isRepeated || !enrolment.byEmail.has(addressOf(row))))
      add(row, isoInstant(facts.zone, row.registeredAt), isRepeated);
  }
  for (const row of one.undated) add(row, '', enrolment.byEmail.has(addressOf(row)));
  return out;
}

/**
 * To each rejected listener: the reason, and how to register again («Посадочная страница», п. 6). Once per
 * registration, and again to somebody who was told meanwhile that they take part; then about their lowest row only.
 */
export function rejections(season: Season, dossier: Dossier, log: MailLog): readonly Letter[] {
  const { facts } = season;
  const { one, enrolment } = dossier;
  const refused = refusedOf(season, dossier);
  const lowest = new Map(refused.map((one) => [one.to, one]));
  return refused.flatMap((about) => {
    const { row, to, date } = about;
    const told = log.told(one.row.code, to);
    const takesPart = enrolment.byEmail.has(to);
    const isNews = told.decision === 'confirmed' && !takesPart && lowest.get(to) === about;
    if (wasRejected(told, date) && !isNews) return [];
    return letter(letters.rejected, {
      object: keyOf(one.row.code),
      to,
      date: takesPart ? date : numbered(date, told.confirmations),
      occasion: facts.now,
      until: one.row.end,
      ...(takesPart ? {} : { memo: NOT_TAKING_PART }),
      values: () => {
        const { lines, advice } = explainRejection(dossier, about);
        return {
          ...common(facts, one, row),
          Причины: lines
            .map((line) => `— ${line};`)
            .join('\n')
            .replace(/;$/, '.'),
          'Что делать': advice,
        };
      },
    });
  });
}

interface Rejection {
  readonly lines: readonly string[];
  readonly advice: string;
}

/** Whom the organiser may refuse («Посадочная страница», п. 11). */
const REFUSED: Readonly<Record<NonNullable<Listener['refuse']>, string>> = {
  конкурент: 'представителям конкурентов',
  учащийся: 'учащимся',
};

function explainRejection({ one, landings }: Dossier, { row, isRepeated }: Refused): Rejection {
  const contact = contactOf(one);
  if (row.refuse !== null)
    return {
      lines: [`по правилам программы организатор может отказать ${REFUSED[row.refuse]}`],
      advice: `Если это ошибка, напишите организатору: ${contact}.`,
    };
  const faults = failings(row, addressOf(row));
  const lines = [
    ...(isRepeated ? ['этот адрес уже зарегистрирован на вебинар'] : []),
    ...faults,
    ...(row.registeredAt === null ? ['не удалось прочитать дату вашей регистрации (это наша ошибка)'] : []),
  ];
  if (isRepeated)
    return { lines, advice: 'Регистрироваться заново не нужно: прежняя регистрация действует.' };
  // For registering again, preferably an accepted page.
  const page = (landings.find(({ accepted }) => accepted) ?? landings[0])?.row.address;
  const [withPage, byMail] =
    faults.length === 0
      ? ['Пожалуйста, зарегистрируйтесь', 'напишите']
      : ['Исправьте это и зарегистрируйтесь', 'пришлите исправленные данные'];
  return {
    lines,
    advice: page
      ? `${withPage} ещё раз: ${page}`
      : `Чтобы зарегистрироваться ещё раз, ${byMail} организатору: ${contact}.`,
  };
}
