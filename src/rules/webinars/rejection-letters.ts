// Letters to listeners whose registration is not accepted: why, and how to register again.
import { groupBy } from '../collections.js';
import { shortHash } from '../hash.js';
import { type Letter, letter, NOT_TAKING_PART, numbered } from '../letters.js';
import { agree, keyOf } from '../text.js';
import { isoInstant } from '../zone.js';
import { letters } from './letters.js';
import { common, contactOf, personIn } from './listener-parts.js';
import { type MailLog, rejectionMemo, rejectionsIn } from './mail-log.js';
import type { BrokenListener, Row } from './model.js';
import { addressOf, failings, holderBefore, isErasedRow } from './registrations.js';
import type { Dossier, Season } from './season.js';
import { isRefusalWord, type RefusalWord } from './tabs.js';

type Listener = Row<'listeners'>;

/** A row that is not accepted. */
interface Rejected {
  readonly row: Listener | BrokenListener;
  /** Lower-cased, or as typed if it is invalid: the outbox shows such a letter to staff as «ошибка». */
  readonly to: string;
  /** Of its registration; '' if it cannot be read. */
  readonly date: string;
  /** Whether its address holds another registration. */
  readonly isRepeated: boolean;
  /** What is wrong with its fields. */
  readonly faults: readonly string[];
  /** Stands for the faults in memos. */
  readonly print: string;
}

function rejectedOf({ facts }: Season, { one, enrolment }: Dossier): readonly Rejected[] {
  const out: Rejected[] = [];
  const add = (about: Pick<Rejected, 'row' | 'date' | 'isRepeated' | 'faults'>, email: string): void => {
    const to = email || about.row.email;
    if (to !== null && to !== '') out.push({ ...about, to, print: shortHash(about.faults.join()) });
  };
  for (const attempt of enrolment.rejected) {
    const { row, email, faults } = attempt;
    const isRepeated = holderBefore(enrolment, attempt) !== null;
    add({ row, date: isoInstant(facts.zone, row.registeredAt), isRepeated, faults }, email);
  }
  for (const row of one.undated) {
    const email = addressOf(row);
    if (isErasedRow(row) || row.erase === true) continue;
    add({ row, date: '', isRepeated: enrolment.byEmail.has(email), faults: failings(row, email) }, email);
  }
  return out;
}

/**
 * To each rejected listener: the reason, and how to register again («Посадочная страница», п. 6). Once per
 * registration, those of one date together, and again to somebody who was told meanwhile that they take part; then
 * about their lowest row only.
 */
export function rejections(season: Season, dossier: Dossier, log: MailLog): readonly Letter[] {
  const { facts } = season;
  const { one, enrolment } = dossier;
  const all = rejectedOf(season, dossier);
  const lowest = new Map(all.map((about) => [about.to, about]));
  const out: Letter[] = [];
  for (const rows of groupBy(all, ({ to, date }) => `${date} ${to}`).values()) {
    const [first] = rows;
    if (!first) continue;
    const { to, date } = first;
    const told = log.told(one.row.code, to);
    const holder = enrolment.byEmail.get(to);
    const accepted = holder?.row.erase === true ? undefined : holder;
    const { known, number } = rejectionsIn(told, date);
    const prints = new Set(rows.map(({ print }) => print));
    const isNews = told.decision === 'confirmed' && !accepted;
    // No more reasons than the last letter told: others are those of a row that staff have edited since.
    const about = rows.filter((row) =>
      prints.size > known.size ? !known.has(row.print) : isNews && row === lowest.get(to),
    );
    if (about.length === 0) continue;
    const standing = accepted ? isoInstant(facts.zone, accepted.row.registeredAt) : NOT_TAKING_PART;
    out.push(
      letter(letters.rejected, {
        object: keyOf(one.row.code),
        to,
        person: personIn(first.row),
        date: numbered(date, number),
        occasion: facts.now,
        until: one.row.end,
        memo: rejectionMemo({ standing, prints: [...prints] }),
        values: () => {
          const takesPart = accepted !== undefined;
          const { lines, advice } = explainRejection(dossier, about, takesPart);
          return {
            ...common(facts, one, first.row),
            ...opening(about.length, takesPart),
            Причины: lines
              .map((line) => `— ${line};`)
              .join('\n')
              .replace(/;$/, '.'),
            'Что делать': advice,
          };
        },
      }),
    );
  }
  return out;
}

/** Whom the organiser may refuse («Посадочная страница», п. 11). */
const REFUSED: Readonly<Record<RefusalWord, string>> = {
  конкурент: 'представителям конкурентов',
  учащийся: 'учащимся',
};

const refusalLine = (typed: string): string =>
  isRefusalWord(typed)
    ? `по правилам программы организатор может отказать ${REFUSED[typed]}`
    : 'организатор отметил отказ, его причину мы уточняем';

function linesOf({ row, isRepeated }: Rejected, takesPart: boolean): readonly string[] {
  const holder = takesPart
    ? 'этот адрес уже зарегистрирован на вебинар'
    : 'прежняя регистрация с этого адреса удаляется по вашей просьбе';
  return [
    ...(row.refuse === null ? [] : [refusalLine(row.refuse)]),
    ...(isRepeated ? [holder] : []),
    // What staff fill in has words of its own.
    ...failings({ ...row, refuse: null, erase: false }, addressOf(row)),
    ...(row.erase === null ? ['мы уточняем, просили ли вы удалить свои данные'] : []),
    ...(row.registeredAt === null ? ['не удалось прочитать дату вашей регистрации (это наша ошибка)'] : []),
  ];
}

/** How the letter begins. Whoever takes part all the same must not take it for a refusal. */
function opening(rejected: number, takesPart: boolean): Readonly<Record<'Решение' | 'Вступление', string>> {
  if (!takesPart)
    return { Решение: 'Регистрация не принята', Вступление: 'К сожалению, не принята ваша регистрация' };
  const registered = 'Вы уже зарегистрированы';
  const others = agree(
    rejected,
    'Не принята ещё одна ваша регистрация',
    'Не приняты другие ваши регистрации',
  );
  return { Решение: registered, Вступление: `${registered}, делать ничего не нужно. ${others}` };
}

/** `takesPart`: whether another registration of the address, an earlier or a later one, is accepted. */
function explainRejection(
  { one, landings }: Dossier,
  about: readonly Rejected[],
  takesPart: boolean,
): { readonly lines: readonly string[]; readonly advice: string } {
  const lines = [...new Set(about.flatMap((each) => linesOf(each, takesPart)))];
  if (takesPart)
    return {
      lines,
      advice: 'Регистрироваться заново не нужно: другая ваша регистрация на этот вебинар принята.',
    };
  const lead = about.some(({ row }) => row.refuse !== null)
    ? 'Если это ошибка,'
    : about.some(({ row, isRepeated, faults }) => isRepeated || row.erase === null || faults.length === 0)
      ? 'Если хотите участвовать,'
      : 'Чтобы зарегистрироваться, исправьте данные и';
  // For registering again, preferably an accepted page.
  const page = (landings.find(({ accepted }) => accepted) ?? landings[0])?.row.address;
  const deed = page ? `заполните форму ещё раз: ${page}` : `напишите организатору: ${contactOf(one)}.`;
  return { lines, advice: `${lead} ${deed}` };
}
