// «Слушатели»: which registrations are accepted, why the others are not, and how an erased one remains
// counted.
import { isReachable, parseEmail } from '../email.js';
import { isErased, isErasedText } from '../erased.js';
import { rowWarning } from '../programme.js';
import { quotedList } from '../text.js';
import type { Instant } from '../zone.js';
import type { Cases, BrokenListener, Row, WebinarFacts, WebinarProblem } from './model.js';
import { isRefusalWord, tabs } from './tabs.js';

type Listener = Row<'listeners'>;
type Status = 'принята' | 'отклонена' | 'удалена';

/** The result for one row of «Слушатели». */
export interface Registration {
  readonly status: Status | null;
  readonly reason: string | null;
}

/** The registrations of one webinar. */
export interface Enrolment {
  /** The registration that counts for each address; «Регистраций» is their number. */
  readonly byEmail: ReadonlyMap<string, Addressee>;
  /** Recipients of letters: accepted, and not to be erased. */
  readonly audience: readonly Addressee[];
  /** The marks in place of erased addresses. */
  readonly erased: readonly string[];
  readonly rejected: readonly Attempt[];
  /** Number of those that the organiser has refused. */
  readonly refused: number;
  /** Rows refused for what the rules do not allow. */
  readonly misrefused: readonly number[];
  /** Number of rows waiting to be erased. */
  readonly toErase: number;
}

/** A row of «Слушатели» with its address. */
export interface Addressee {
  readonly row: Listener;
  /** Lower-cased; '' when invalid. */
  readonly email: string;
}

/** A registration, and what is wrong with its fields. */
export interface Attempt extends Addressee {
  readonly faults: readonly string[];
}

const PHONE_DIGITS = 10;
/** Reason of an erased row, or one to be erased. Later runs read it back, since the row's fields are gone. */
const WAS_ACCEPTED = '; регистрация была принята';
const WAS_REJECTED = '; регистрация не была принята';
const AHEAD = 'дата регистрации ещё не наступила';
const DATED_AHEAD = {
  what: `${AHEAD}, регистрация пока не учтена`,
  how: 'Проверьте дату; если она верна, ничего делать не нужно.',
};

/** The fields of the form («Посадочная страница», п. 4). */
const FIELDS = ['surname', 'name', 'company', 'position', 'email', 'phone'] as const;

const digitsOf = (text: string): number => {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
};

type Fields = Omit<Listener, 'was' | 'webinar' | 'registeredAt'> | BrokenListener;
const NONE: readonly string[] = [];
/** A cell that could not be read arrives as ''. */
const isGiven = (field: string | null): field is string => field !== null && field !== '';

/**
 * Names of the invalid fields; empty when the form is complete. `email` is the parsed address, '' for none.
 */
export function failings(row: Fields, email: string): readonly string[] {
  // The mark of an erased phone counts as a valid one.
  const phone = isGiven(row.phone) && (digitsOf(row.phone) >= PHONE_DIGITS || isErasedText(row.phone));
  const filled = isGiven(row.surname) && isGiven(row.name) && isGiven(row.company) && isGiven(row.position);
  const isOpen = row.refuse === null && row.erase !== null;
  return filled && phone && email !== '' && row.consent === true && isOpen ? NONE : named(row, email, phone);
}

/** The names of what is wrong; apart, because its closure would be created for every complete form, too. */
function named(row: Fields, email: string, phone: boolean): readonly string[] {
  const faults: string[] = [];
  const blank = FIELDS.filter((key) => !isGiven(row[key])).map((key) => tabs.listeners.columns[key].header);
  if (blank.length > 0)
    faults.push(`${blank.length === 1 ? 'не заполнено поле' : 'не заполнены поля'} ${quotedList(blank)}`);
  if (isGiven(row.email) && email === '') faults.push('Email: это не адрес электронной почты');
  if (isGiven(row.phone) && !phone) faults.push(`Телефон: меньше ${PHONE_DIGITS} цифр`);
  if (row.consent !== true) faults.push('Согласие на обработку персональных данных: не дано');
  if (row.refuse !== null)
    faults.push(`Отказать: ${isRefusalWord(row.refuse) ? row.refuse : `слова «${row.refuse}» нет в списке`}`);
  if (row.erase === null) faults.push('Удалить данные: нужно «да» или «нет»');
  return faults;
}

/** The lower-cased address of a row; '' when invalid. */
export const addressOf = (row: Pick<Listener, 'email'>): string =>
  row.email === null ? '' : (parseEmail(row.email) ?? '');

/** Whether the row's data has been replaced by marks. */
export const isErasedRow = (row: Pick<Listener, 'email'>): boolean =>
  row.email !== null && isErased(row.email.trim().toLowerCase());
/** A flagged row without an address may have no other mark than those in its fields. */
const isEmptied = (row: Listener): boolean =>
  isErasedRow(row) || FIELDS.every((key) => !isGiven(row[key]) || isErasedText(row[key]));
const wasAccepted = (row: Listener): boolean =>
  row.was.status === 'принята' ||
  (row.was.status === 'удалена' && (row.was.reason ?? '').endsWith(WAS_ACCEPTED));

/** A registration that is being decided. */
interface Draft extends Attempt {
  /** Its data has been replaced by marks, or will be. */
  readonly forgotten: boolean;
  /** Whether it is, among the rows read so far, the one that counts for its address. */
  holds: boolean;
}

/**
 * An erased row keeps the decision of an earlier run; if no run has seen it, the marks in its fields are
 * judged.
 */
function faultsOf(row: Listener, email: string, erased: boolean, forgotten: boolean): readonly string[] {
  if (forgotten && wasAccepted(row)) return NONE;
  return erased && row.was.status !== null ? NOT_ACCEPTED : failings(row, email);
}
const NOT_ACCEPTED: readonly string[] = [WAS_REJECTED];

/** An enrolment under construction. */
interface Roll extends Enrolment {
  readonly byEmail: Map<string, Draft>;
  readonly audience: Addressee[];
  readonly erased: string[];
  readonly rejected: Attempt[];
  refused: number;
  readonly misrefused: number[];
  toErase: number;
}

/** Of several valid registrations with one address, the earliest counts; of equally early ones, the upper. */
function claim(roll: Roll, draft: Draft): void {
  const known = roll.byEmail.get(draft.email);
  if (known && isEarlier(known.row, draft.row)) return;
  if (known) known.holds = false;
  draft.holds = true;
  roll.byEmail.set(draft.email, draft);
}

export interface Enrolments {
  /** By position in «Вебинары». */
  readonly enrolments: readonly Enrolment[];
  /** By position in «Слушатели»; null for a row in error. */
  readonly registrations: readonly (Registration | null)[];
}

/**
 * Decides every registration. Both passes scan the tab from top to bottom: visiting its rows by webinar takes
 * several times as long.
 */
export function enrol(facts: WebinarFacts, cases: Cases): Enrolments {
  const { now } = facts;
  const rolls = cases.at.map((): Roll => ({
    byEmail: new Map<string, Draft>(),
    audience: [],
    erased: [],
    rejected: [],
    refused: 0,
    misrefused: [],
    toErase: 0,
  }));
  const drafts = facts.rows.listeners.map((row, index): Draft | null => {
    const one = cases.ofListener[index];
    const roll = one && rolls[one.index];
    if (!roll) return null;
    const email = addressOf(row);
    const erased = isErased(email);
    const forgotten = erased || row.erase === true;
    const faults = faultsOf(row, email, erased, forgotten);
    const draft: Draft = { row, email, forgotten, faults, holds: false };
    if (draft.faults.length === 0 && row.registeredAt <= now) claim(roll, draft);
    if (row.refuse !== null) roll.refused += 1;
    if (row.refuse !== null && !isRefusalWord(row.refuse)) roll.misrefused.push(row.row);
    if (row.erase === true && !isEmptied(row)) roll.toErase += 1;
    return draft;
  });
  const registrations = drafts.map((draft, index): Registration | null => {
    const one = cases.ofListener[index];
    const roll = one && rolls[one.index];
    if (!draft || !roll) return null;
    const registration = judge(now, draft, roll);
    if (registration === ACCEPTED && isReachable(draft.email)) roll.audience.push(draft);
    else if (isErased(draft.email)) roll.erased.push(draft.email);
    if (registration.status === 'отклонена') roll.rejected.push(draft);
    return registration;
  });
  return { enrolments: rolls, registrations };
}

/**
 * A registration dated in the future does not count yet; staff are warned, as the date may be a typing error.
 */
export function aheadProblems(
  { rows }: WebinarFacts,
  registrations: Enrolments['registrations'],
): readonly WebinarProblem[] {
  return rows.listeners
    .filter((_, index) => registrations[index]?.reason === AHEAD)
    .map(({ row }) => rowWarning('listeners', row, 'registeredAt', DATED_AHEAD));
}

// Results shared by most rows.
const ACCEPTED: Registration = { status: 'принята', reason: null };
const WAITING: Registration = { status: null, reason: AHEAD };

function judge(now: Instant, draft: Draft, enrolment: Enrolment): Registration {
  const { row, forgotten, faults, holds } = draft;
  if (forgotten) {
    const done = isEmptied(row) ? 'данные удалены' : 'данные будут удалены';
    return { status: 'удалена', reason: `${done}${holds ? WAS_ACCEPTED : WAS_REJECTED}` };
  }
  if (row.registeredAt > now) return WAITING;
  if (holds) return ACCEPTED;
  const holder = holderBefore(enrolment, draft);
  if (!holder) return { status: 'отклонена', reason: faults.join('; ') };
  const taken = `Email: уже зарегистрирован (строка ${holder.row.row})`;
  return { status: 'отклонена', reason: [...faults, taken].join('; ') };
}

/** The counted registration that had the address of a rejected one before it. */
export function holderBefore({ byEmail }: Enrolment, { row, email }: Addressee): Addressee | null {
  const holder = byEmail.get(email);
  return holder && isEarlier(holder.row, row) ? holder : null;
}

/** Whether `one` takes precedence over `other`, a row with the same address. */
const isEarlier = (one: Listener, other: Listener): boolean =>
  one.registeredAt < other.registeredAt || (one.registeredAt === other.registeredAt && one.row < other.row);
