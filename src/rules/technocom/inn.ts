// ИНН as a kind of cell: 10 or 12 digits with valid check digits; leading zeros lost in a number cell are
// restored. The check is done by ru-validation-codes (2 KB in the bundle; stdnum's takes 6).
import { checkINN } from 'ru-validation-codes';
import { type Cell, cellText, Fault, type Kind, text } from '../kinds.js';

const BLANKS = /[\s\u200b\ufeff]+/g;
const DIGITS = /^\d+$/;
const LENGTHS = '10 цифр у организации, 12 у предпринимателя.';
const NOT_DIGITS = new Fault('должно быть 10 или 12 цифр', `Впишите ИНН: ${LENGTHS}`);
const ONE_SHORT = new Fault(NOT_DIGITS.what, `${NOT_DIGITS.how} Таблица могла отбросить ноль в начале.`);
const WRONG_CHECK = new Fault(
  'контрольная цифра ИНН не сходится',
  'Сверьте ИНН с карточкой клиента: в номере опечатка.',
);

/**
 * Reads an ИНН: 10 or 12 digits as text, or a Fault. A number of 9 or 11 digits gets its leading zero back if
 * that makes it valid.
 */
export function readInn(raw: Cell): string | Fault {
  const digits = cellText(raw).replace(BLANKS, '');
  if (!DIGITS.test(digits)) return NOT_DIGITS;
  if (digits.length === 10 || digits.length === 12) return checkINN(digits) ? digits : WRONG_CHECK;
  if (digits.length !== 9 && digits.length !== 11) return NOT_DIGITS;
  return typeof raw === 'number' && checkINN(`0${digits}`) ? `0${digits}` : ONE_SHORT;
}

export const inn: Kind<string> = {
  ...text,
  read: readInn,
  width: 130,
  hint: `ИНН: ${LENGTHS}`,
};
