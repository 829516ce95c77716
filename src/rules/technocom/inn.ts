// ИНН as a kind of cell: 10 or 12 digits with valid check digits; leading zeros lost in a number cell are
// restored. The check is done by ru-validation-codes (2 KB in the bundle; stdnum's takes 6).
import { checkINN } from 'ru-validation-codes';
import { type Cell, cellText, Fault, type Kind, text } from '../kinds.js';

const BLANKS = /[\s\u200b\ufeff]+/g;
const DIGITS = /^\d+$/;
const NOT_DIGITS = new Fault(
  'ИНН состоит из 10 или 12 цифр',
  'Впишите ИНН одними цифрами: 10 у организации, 12 у предпринимателя.',
);
const WRONG_CHECK = new Fault(
  'контрольная цифра ИНН не сходится',
  'Сверьте ИНН с карточкой клиента: в одной из цифр опечатка.',
);

/**
 * Reads an ИНН: 10 or 12 digits as text, or a Fault. A number of 9 or 11 digits gets its leading zero back if
 * that makes it valid.
 */
export function readInn(raw: Cell): string | Fault {
  const digits = cellText(raw).replace(BLANKS, '');
  if (!DIGITS.test(digits)) return NOT_DIGITS;
  if (digits.length === 10 || digits.length === 12) return checkINN(digits) ? digits : WRONG_CHECK;
  if (typeof raw === 'number' && (digits.length === 9 || digits.length === 11))
    return checkINN(`0${digits}`) ? `0${digits}` : NOT_DIGITS;
  return NOT_DIGITS;
}

export const inn: Kind<string> = {
  ...text,
  read: readInn,
  width: 130,
  hint: 'ИНН: 10 цифр у организации, 12 у предпринимателя.',
};
