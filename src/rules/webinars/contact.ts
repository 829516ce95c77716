// Whether a text says how to reach somebody: an address or a phone, not a date or a sum.

/**
 * Only the last character of the mailbox name is matched: a longer pattern would be retried at each of its
 * characters.
 */
const ADDRESS = /[a-z0-9._%+-]@(?:[a-z0-9-]+\.)+[a-z]{2,}/i;
/** Without «+» at most 11 digits: more are the number of a company or a contract. */
const PHONE =
  /(?<!\d)(?:\+\d(?:[ \u00a0()\u2010-\u2013-]{0,3}\d){9,14}|\d(?:[ \u00a0()\u2010-\u2013-]{0,3}\d){9,10})(?!\d)/;
/** With full stops only in the groups of a phone, «8(727)123.45.67»: dates and hours have them too. */
const DOTTED_PHONE =
  /(?<![\d.])(?:\+?\d{1,3}[. \u00a0-]?)?(?:\(\d{3}\)[. \u00a0-]?|\d{3}[. \u00a0-])\d{3}[. \u00a0-]\d{2}[. \u00a0-]?\d{2}(?!\.?\d)/;
/** A day and the hour after it have as many digits as a phone, and so has a thousand millions. */
const NO_PHONE =
  /(?<![\d-])(?:20\d{2}-[01]\d-[0-3]\d|[0-3]?\d-[01]?\d-20\d{2})(?!\d)|(?<![\d+])\d{1,3}(?:[ \u00a0]\d{3}){3}(?![ \u00a0-]?\d)/g;

/** Whether a text gives an e-mail address or a phone of at least 10 digits. */
export const hasContact = (text: string): boolean =>
  ADDRESS.test(text) || PHONE.test(text.replace(NO_PHONE, ' ')) || DOTTED_PHONE.test(text);
