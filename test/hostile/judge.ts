// What a cell may contain, by the table «Values» of the specification: an independent implementation that
// uses no code of the add-on's own parser.
import type { Cell, Kind } from '../../src/rules/kinds.js';

/**
 * `open`: the specification leaves it to the programme (a kind of its own, an absurdly large or small
 * number).
 */
export type Verdict = 'blank' | 'good' | 'bad' | 'open';

const ERRORS = ['#REF!', '#N/A', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!', '#ERROR!', '#SPILL!'];
/** A value that is not there yet. */
export const isLoading = (cell: Cell): boolean => cell === 'Loading...' || cell === 'Loading…';
const isError = (cell: Cell): boolean =>
  isLoading(cell) || ERRORS.some((error) => cell === error || String(cell).startsWith(`${error} (`));
const LAST_SERIAL = 2_958_465;

/** Looks empty: only blanks, or invisible characters. */
const looksEmpty = (text: string): boolean =>
  Array.from(text).every((char) =>
    /[\s\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u2800]/.test(char),
  );

/** `10 000,50 руб.`, parsed by a state machine instead of a regular expression. */
function typedNumber(text: string): number | null {
  let rest = text.trim().toLowerCase();
  for (const unit of [
    'рублей',
    'рубля',
    'рубль',
    'руб.',
    'руб',
    'р.',
    'р',
    '₽',
    '₸',
    'тг.',
    'тг',
    'тенге',
    'kzt',
    'rub',
  ])
    if (rest.endsWith(unit)) {
      rest = rest.slice(0, -unit.length).trim();
      break;
    }
  const negative = rest.startsWith('-') || rest.startsWith('−');
  if (negative || rest.startsWith('+')) rest = rest.slice(1);
  const [whole = '', fraction, ...more] = rest.replace(',', '.').split('.');
  if (more.length > 0 || (fraction !== undefined && !isDigits(fraction))) return null;
  const groups = whole.split(/\s+/);
  const grouped = groups.every(
    (group, at) => isDigits(group) && (at === 0 ? group.length < 4 : group.length === 3),
  );
  if (!(groups.length === 1 ? isDigits(whole) : grouped)) return null;
  const value = Number(`${groups.join('')}.${fraction ?? '0'}`);
  return Number.isFinite(value) ? (negative ? -value : value) : null;
}
const isDigits = (text: string): boolean =>
  text !== '' && Array.from(text).every((char) => char >= '0' && char <= '9');

/** Whether the text is a day that exists in the calendar, within the years that a date cell can contain. */
function typedDay(text: string): boolean {
  const [a = '', b = '', c = '', ...more] = text.includes('.') ? text.split('.').reverse() : text.split('-');
  if (more.length > 0 || ![a, b, c].every(isDigits) || a.length !== 4 || b.length > 2 || c.length > 2)
    return false;
  const date = new Date(Date.UTC(Number(a), Number(b) - 1, Number(c)));
  if (Number(a) < 100) return false;
  const serial = date.getTime() / 86_400_000 + 25_569;
  return date.getUTCMonth() === Number(b) - 1 && serial >= 1 && serial <= LAST_SERIAL;
}
function typedClock(text: string): boolean {
  const [h = '', m = '', s = '00', ...more] = text.split(':');
  return (
    more.length === 0 &&
    [h, m, s].every(isDigits) &&
    h.length < 3 &&
    m.length === 2 &&
    s.length === 2 &&
    Number(h) < 24 &&
    Number(m) < 60 &&
    Number(s) < 60
  );
}
function typedInstant(text: string): boolean {
  const [date = '', clock, ...more] = text.trim().replace('T', ' ').split(/\s+/);
  return more.length === 0 && typedDay(date) && (clock === undefined || typedClock(clock));
}

/**
 * Whether the text is one address: a name without blanks or list separators, one «@», a domain of plain Latin
 * labels.
 */
function typedAddress(text: string): boolean {
  const address = text.trim();
  const [name = '', domain = '', ...more] = address.split('@');
  const dotted = (part: string, plain: RegExp): boolean =>
    part.split('.').every((label) => plain.test(label));
  return (
    more.length === 0 &&
    address.length <= 254 &&
    dotted(name, /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+$/i) &&
    domain.includes('.') &&
    dotted(domain, /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i) &&
    /[a-z]$/i.test(domain)
  );
}

const folded = (text: string): string =>
  text.normalize('NFC').toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ').trim();
const FLAG_WORDS = ['да', 'нет', '+', '-', '1', '0', 'true', 'false'];

/** Whether a column of this kind may contain the cell. */
export function judge(kind: Kind<unknown>, plainText: boolean, cell: Cell): Verdict {
  if (typeof cell === 'string' && looksEmpty(cell)) return 'blank';
  const is = (good: boolean): Verdict => (good ? 'good' : 'bad');
  switch (kind.type) {
    case 'text':
      if (isError(cell)) return 'bad';
      return plainText ? 'good' : 'open';
    case 'number': {
      const value = typeof cell === 'string' ? typedNumber(cell) : typeof cell === 'number' ? cell : null;
      if (value === null) return 'bad';
      // Beyond 15 digits a cell is not exact; below that, whole numbers and sums have their own limits and
      // steps.
      if (Math.abs(value) > 1e15) return 'bad';
      return Number.isInteger(value) && Math.abs(value) < 1e12 ? 'good' : 'open';
    }
    case 'day':
    case 'instant':
    case 'moment':
      if (typeof cell === 'number') return is(cell >= 1 && cell < LAST_SERIAL + 1);
      if (kind.type === 'moment') return 'open';
      return is(
        typeof cell === 'string' && (kind.type === 'day' ? typedDay(cell.trim()) : typedInstant(cell)),
      );
    case 'time':
      return typeof cell === 'number' ? 'open' : is(typeof cell === 'string' && typedClock(cell.trim()));
    case 'flag':
      return is(
        typeof cell === 'boolean' || cell === 1 || cell === 0 || FLAG_WORDS.includes(folded(String(cell))),
      );
    case 'choice':
      if (typeof cell !== 'string') return 'open';
      return is(
        [...(kind.words ?? []), ...(kind.words?.[0] === 'да' ? FLAG_WORDS : [])].includes(folded(cell)),
      );
    case 'email':
      return is(typeof cell === 'string' && typedAddress(cell));
    case 'list':
    case 'dayOfYear':
      return isError(cell) ? 'bad' : 'open';
  }
}
