// Keys of letters: code/object/recipient/date, and after «?» what later runs must know about the letter.
import { addressHash } from '../rules/hash.js';
import type { Letter } from '../rules/letters.js';
import { keyOf } from '../rules/text.js';
import { type Instant, instant } from '../rules/zone.js';

export interface LetterKey {
  readonly code: string;
  readonly object: string;
  /** Hash of the address. */
  readonly recipient: string;
  readonly date: string;
  readonly until: Instant | null;
  readonly memo: string;
  /** `personPrint` of the letter's `person`; '' where it names none. */
  readonly person: string;
  /** `textPrint` of the letter as created; '' where it is not needed. */
  readonly print: string;
  /** Created by the run that first saw its occasion: the rules give such a letter each run's own time. */
  readonly seen: boolean;
}

// Characters that a key or a cell could not hold; each is replaced by four hex digits.
const UNSAFE = new RegExp(
  '[\\u0000-\\u0020%/?&=#\\s\\u007f\\ufffe\\uffff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  'g',
);
const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
const encode = (text: string): string => text.replace(UNSAFE, hex);
const decode = (text: string): string =>
  text.replace(/%([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** The part of the key that decides whether two letters are the same. */
export const identityOf = (letter: Pick<Letter, 'code' | 'object' | 'to' | 'date'>): string =>
  `${letter.code}/${encode(letter.object)}/${addressHash(letter.to)}/${encode(letter.date)}`;

/** What an identity is about, whoever it is to: code, object and date. */
export function matterOf(identity: string): string {
  const [code, object, , date] = identity.split('/');
  return `${code}/${object}/${date}`;
}

/**
 * A fingerprint of subject and text, eight hex digits. Blanks and line ends, which file formats change, are
 * normalised. FNV-1a over UTF-16 units: enough to detect edits (not forgeries), and fast, since a first run
 * makes ten thousand.
 */
export function textPrint(subject: string, text: string): string {
  const print = printOf(text.trim(), printOf(subject.trim(), 0x811c9dc5));
  return (print >>> 0).toString(16).padStart(8, '0');
}

/** Continues a fingerprint with a text and the end of its line. */
function printOf(text: string, start: number): number {
  let print = start;
  let gap = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit <= 0x20 || unit === 0xa0) {
      gap = true;
      continue;
    }
    if (gap) print = Math.imul(print ^ 0x20, PRIME);
    gap = false;
    print = Math.imul(print ^ unit, PRIME);
  }
  return Math.imul(print ^ 0x0a, PRIME);
}
const PRIME = 0x01000193;

/**
 * What a key keeps of a name, four hex digits: enough to tell two people of one occasion apart, too little to
 * recognise anybody by.
 */
export function personPrint(name: string | undefined): string {
  const key = keyOf(name ?? '');
  if (key === '') return '';
  const print = printOf(key, 0x811c9dc5);
  return ((print ^ (print >>> 16)) & 0xffff).toString(16).padStart(4, '0');
}

/**
 * The cell of «Ключ». `identity`: the letter's; `print`: of its text, '' if it will not be needed; `seen`: see
 * {@link LetterKey}.
 */
export function keyText(
  letter: Pick<Letter, 'code' | 'object' | 'to' | 'person' | 'date' | 'until' | 'memo'>,
  identity: string,
  print: string,
  seen = false,
): string {
  const person = personPrint(letter.person);
  const more = [
    ...(person === '' ? [] : [`who=${person}`]),
    ...(letter.until === undefined ? [] : [`until=${Math.round(letter.until / 1000).toString(36)}`]),
    ...(letter.memo ? [`memo=${encode(letter.memo)}`] : []),
    ...(print === '' ? [] : [`text=${print}`]),
    ...(seen ? ['seen'] : []),
  ];
  return identity + (more.length > 0 ? `?${more.join('&')}` : '');
}

/** The identity in a cell of «Ключ». */
export const identityOfKey = (text: string): string => text.split('?')[0] ?? '';

/** A cell of «Ключ» whose fingerprint is of this text instead; every other part is kept. */
export const reprinted = (text: string, { print }: LetterKey, next: string): string =>
  // No other part of a key contains «=».
  text.replace(`text=${print}`, `text=${next}`);

/** Parses a cell of «Ключ»; missing parts are ''. */
export function parseKey(text: string): LetterKey {
  const [identity = '', query = ''] = text.split('?');
  const [code = '', object = '', recipient = '', date = ''] = identity.split('/');
  const fields = new Map(
    query.split('&').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']),
  );
  const until = parseInt(fields.get('until') ?? '', 36);
  return {
    code,
    object: decode(object),
    recipient,
    date: decode(date),
    until: Number.isNaN(until) ? null : instant(until * 1000),
    memo: decode(fields.get('memo') ?? ''),
    person: fields.get('who') ?? '',
    print: fields.get('text') ?? '',
    seen: fields.has('seen'),
  };
}
