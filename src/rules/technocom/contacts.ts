// Plausibility of contacts (п. 3.1): a mailbox without a domain, a phone with too few or too many digits. A
// contact is free text («Иван Примеров, +7 …»), so only what is clearly meant as an address or a number is
// checked.
import { Fault } from '../kinds.js';
import { rowWarning } from '../programme.js';
import type { TechnocomProblem } from './model.js';
import type { RegistryEntry } from './registry.js';

/**
 * Warnings about contacts of requests still in play that staff could not use; the rows count all the same.
 */
export const contactProblems = (entries: readonly RegistryEntry[]): readonly TechnocomProblem[] =>
  entries
    .filter(({ status, held }) => held || status === 'Запрос неполный')
    .flatMap(({ claim: { row } }) =>
      (['contact1', 'contact2'] as const).flatMap((column): TechnocomProblem[] => {
        const fault = row[column] === null ? null : contactFault(row[column]);
        return fault ? [rowWarning('registry', row.row, column, fault)] : [];
      }),
    );

/** Punctuation at the edges of a word. */
const EDGES = /^[<("'«]+|(?<![>)"'».!?])[>)"'».!?]+$/g;
/** Somebody at a domain with a dot; nothing is sent there, so a Cyrillic one is accepted too. */
const MAILBOX = /^[^@]+@[^@.]+(?:\.[^@.]+)+$/;
/** A number as people write it: digits with blanks, hyphens and brackets in between, on one line. */
const NUMBER = /\+?\(?\d[\d \t\u00a0()-]*/g;
const NOT_DIGITS = /\D/g;

/** Why a contact cannot be used; null when nothing in it is clearly wrong. */
export function contactFault(text: string): Fault | null {
  const mailbox = text
    .split(/[\s,;:]+/)
    .map((word) => word.replace(EDGES, ''))
    .find(isBrokenMailbox);
  if (mailbox !== undefined)
    return new Fault(
      `«${mailbox}» не похоже на адрес электронной почты`,
      'Впишите адрес целиком, например anna@example.com.',
    );
  const number = text.match(NUMBER)?.find(isBrokenPhone);
  return number === undefined
    ? null
    : new Fault(
        `в телефоне «${number.trim()}» не хватает цифр или есть лишние`,
        'Впишите номер целиком, например +7 900 000-00-00.',
      );
}

/** «ivan@», «ivan@firm»; a messenger nickname («@ivan») is not checked. */
const isBrokenMailbox = (word: string): boolean =>
  word.includes('@') && !word.startsWith('@') && !MAILBOX.test(word);

/**
 * A number with «+», or one written in groups that begins like a Russian one. Anything else may be an office
 * or a date.
 */
function isBrokenPhone(written: string): boolean {
  const number = written.trim();
  const { length } = number.replace(NOT_DIGITS, '');
  if (number.startsWith('+7')) return length !== 11;
  if (number.startsWith('+')) return length < 8 || length > 15;
  if (!/^\(?[78]/.test(number) || !/[\s()-]/.test(number)) return false;
  return length === 8 || length === 9 || length > 11;
}
