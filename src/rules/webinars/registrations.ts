// «Слушатели»: which registrations are accepted, why the others are not, and how an erased one stays in the count.
import { isDeliverable, isErased, parseEmail } from '../kinds.js';
import type { BrokenListener, Case, Row, WebinarFacts } from './model.js';

type Listener = Row<'listeners'>;
type Status = 'принята' | 'отклонена' | 'удалена';

/** What one row of «Слушатели» came to. */
export interface Registration {
  readonly status: Status | null;
  readonly reason: string | null;
  /** A complete registration of an address that is accepted in another row. */
  readonly repeated?: true;
}

/** The registrations of one webinar. */
export interface Enrolment {
  /** «Регистраций». */
  readonly count: number;
  /** Position in «Слушатели» of the counted registration of each address. */
  readonly byEmail: ReadonlyMap<string, number>;
  /** Whom letters go to: accepted, and not asked to be forgotten. */
  readonly audience: readonly Addressee[];
  /** Positions of the rejected registrations. */
  readonly rejected: readonly number[];
}

/** A row of «Слушатели» as read. */
export interface Addressee {
  /** Position in «Слушатели». */
  readonly index: number;
  /** Lower-cased; '' when there is no valid one. */
  readonly email: string;
}

const PHONE_DIGITS = 10;
/** How the reason of an erased row begins; later runs read the first back, since its fields are gone. */
const WAS_ACCEPTED = 'данные удалены; регистрация была принята';
const WAS_REJECTED = 'данные удалены; регистрация не была принята';
/** What erasure leaves of a phone: it had been one, as far as anyone can tell. */
const ERASED_PHONE = /^удалено-[0-9a-f]+$/;
export const AHEAD = 'дата регистрации ещё не наступила';

/** The fields of the form as staff see them («Посадочная страница», п. 4). */
const FIELDS = [
  ['surname', 'Фамилия'],
  ['name', 'Имя'],
  ['company', 'Компания'],
  ['position', 'Должность'],
  ['email', 'Email'],
  ['phone', 'Телефон'],
] as const;

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

/** The failing fields, each named; empty when the form is complete. `email` is the address as read, '' for none. */
export function failings(row: Fields, email: string): readonly string[] {
  const phone = isGiven(row.phone) && (ERASED_PHONE.test(row.phone) || digitsOf(row.phone) >= PHONE_DIGITS);
  const filled = isGiven(row.surname) && isGiven(row.name) && isGiven(row.company) && isGiven(row.position);
  if (filled && phone && email !== '' && row.consent === true && row.refuse === null) return NONE;
  const faults: string[] = [];
  for (const [key, header] of FIELDS) if (!isGiven(row[key])) faults.push(`${header}: не заполнено`);
  if (isGiven(row.email) && email === '') faults.push('Email: это не адрес электронной почты');
  if (isGiven(row.phone) && !phone) faults.push(`Телефон: меньше ${PHONE_DIGITS} цифр`);
  if (row.consent !== true) faults.push('Согласие: не дано');
  if (row.refuse !== null) faults.push(`Отказать: ${row.refuse}`);
  return faults;
}

/** The address of a row, lower-cased; '' when it is none. */
export const addressOf = (row: Pick<Listener, 'email'>): string =>
  row.email === null ? '' : (parseEmail(row.email) ?? '');

/** Whether the row's data have been replaced by marks. */
export const isErasedRow = (row: Pick<Listener, 'email'>): boolean =>
  row.email !== null && isErased(row.email.trim().toLowerCase());
const wasAccepted = (row: Listener): boolean =>
  row.was.status === 'принята' ||
  (row.was.status === 'удалена' && (row.was.reason ?? '').startsWith(WAS_ACCEPTED));

interface Draft extends Addressee {
  readonly faults: readonly string[];
  /** Null: decided by the fields; else what an earlier run had decided, which erasure must not change. */
  readonly history: boolean | null;
}

function draftOf(row: Listener, index: number): Draft {
  const erased = isErasedRow(row);
  const email = addressOf(row);
  if ((erased || row.erase) && wasAccepted(row)) return { index, email, faults: NONE, history: true };
  // An erased row that no run had seen is judged by which fields are filled: the marks stand where data stood.
  const history = erased && row.was.status !== null ? false : null;
  return { index, email, faults: failings(row, email), history };
}

/** Decides every registration of one webinar into `into` (by position in «Слушатели»); one pass and one Map. */
export function enrol(facts: WebinarFacts, one: Case, into: (Registration | null)[]): Enrolment {
  const rows = facts.rows.listeners;
  const byEmail = new Map<string, number>();
  const drafts: Draft[] = [];
  for (const index of one.members.listeners) {
    const row = rows[index];
    if (!row) continue;
    const draft = draftOf(row, index);
    drafts.push(draft);
    if (row.registeredAt > facts.now || draft.history === false || draft.faults.length > 0) continue;
    // Of several valid registrations with one address the earliest, then the upper one, is accepted.
    const known = byEmail.get(draft.email);
    const earlier = known === undefined ? undefined : rows[known];
    if (!earlier || row.registeredAt < earlier.registeredAt) byEmail.set(draft.email, index);
  }

  const audience: Addressee[] = [];
  const rejected: number[] = [];
  for (const draft of drafts) {
    const row = rows[draft.index];
    if (!row) continue;
    const registration = judge(facts, row, draft, byEmail.get(draft.email) ?? null);
    into[draft.index] = registration;
    if (registration === ACCEPTED && isDeliverable(draft.email)) audience.push(draft);
    if (registration.status === 'отклонена') rejected.push(draft.index);
  }
  return { count: byEmail.size, byEmail, audience, rejected };
}

// Most rows end in one of these: they are shared.
const ACCEPTED: Registration = { status: 'принята', reason: null };
const ERASED_ACCEPTED: Registration = { status: 'удалена', reason: WAS_ACCEPTED };
const ERASED_REJECTED: Registration = { status: 'удалена', reason: WAS_REJECTED };
const WAITING: Registration = { status: null, reason: AHEAD };

/** `holder`: the position of the row that holds this address. */
function judge(facts: WebinarFacts, row: Listener, draft: Draft, holder: number | null): Registration {
  const counted = holder === draft.index;
  if (row.erase || isErasedRow(row)) return counted ? ERASED_ACCEPTED : ERASED_REJECTED;
  if (row.registeredAt > facts.now) return WAITING;
  if (counted) return ACCEPTED;
  if (draft.faults.length > 0) return { status: 'отклонена', reason: draft.faults.join('; ') };
  const accepted = holder === null ? undefined : facts.rows.listeners[holder];
  const where = accepted ? ` (строка ${accepted.row})` : '';
  return { status: 'отклонена', reason: `Email: уже зарегистрирован${where}`, repeated: true };
}
