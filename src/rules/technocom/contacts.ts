// What looks wrong in a contact (п. 3.1): a mailbox without a domain, a phone with a digit too few or too many.
// A contact is free text («Иван Примеров, +7 …»), so only what plainly was meant as an address or a number is judged.
import { Fault } from '../kinds.js';
import { type TechnocomProblem, warning } from './model.js';
import type { RegistryEntry } from './registry.js';

/** Contacts of requests still alive that staff could not call or write to: the row counts all the same. */
export const contactProblems = (entries: readonly RegistryEntry[]): readonly TechnocomProblem[] =>
  entries
    .filter(({ status, held }) => held || status === 'Запрос неполный')
    .flatMap(({ claim: { row } }) =>
      (['contact1', 'contact2'] as const).flatMap((column): TechnocomProblem[] => {
        const fault = row[column] === null ? null : contactFault(row[column]);
        return fault ? [warning('registry', row.row, column, fault)] : [];
      }),
    );

/** The edges of a word that punctuation leaves on it. */
const EDGES = /^[<("'«]+|(?<![>)"'».!?])[>)"'».!?]+$/g;
/** Somebody at a domain with a dot; nobody is written to there, so a Cyrillic one is as good. */
const MAILBOX = /^[^@]+@[^@.]+(?:\.[^@.]+)+$/;
/** A number as people write it: digits with blanks, hyphens and brackets between. */
const NUMBER = /\+?\(?\d[\d\s()-]*/g;
const NOT_DIGITS = /\D/g;

/** Why the text of a contact cannot be used as it stands; null when nothing in it is plainly wrong. */
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

/** «ivan@», «ivan@firm»; a nickname of a messenger («@ivan») is none of our business. */
const isBrokenMailbox = (word: string): boolean =>
  word.includes('@') && !word.startsWith('@') && !MAILBOX.test(word);

/** A number with «+», or one written in groups and beginning like a Russian one. Anything else may be an office or a date. */
function isBrokenPhone(written: string): boolean {
  const number = written.trim();
  const { length } = number.replace(NOT_DIGITS, '');
  if (number.startsWith('+7')) return length !== 11;
  if (number.startsWith('+')) return length < 8 || length > 15;
  if (!/^\(?[78]/.test(number) || !/[\s()-]/.test(number)) return false;
  return length === 8 || length === 9 || length > 11;
}
