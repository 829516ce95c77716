// Keys of letters: code/object/recipient/date, and what later runs must know of the letter behind a «?».
import { addressHash } from '../rules/hash.js';
import type { Letter } from '../rules/letters.js';
import { type Instant, instant } from '../rules/zone.js';

export interface LetterKey {
  readonly code: string;
  readonly object: string;
  /** Hash of the address. */
  readonly recipient: string;
  readonly date: string;
  readonly until: Instant | null;
  readonly memo: string;
  /** `textPrint` of the letter as it was made; '' where nobody will ask. */
  readonly print: string;
  /** Made for the run that first saw its occasion: of such a one the rules name every later run's instant. */
  readonly seen: boolean;
}

// Four digits for every character that a key or a cell could not keep as it stands.
const UNSAFE =
  /[%/?&=#\s\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
/** Whether a text may hold any of them, or a control character: most hold none. */
const SUSPECT = new RegExp('[\\u0000-\\u0020%/?&=#\\s\\u007f\\ud800-\\udfff\\ufffe\\uffff]');
const encode = (text: string): string =>
  SUSPECT.test(text)
    ? Array.from(text.replace(UNSAFE, hex), (char) => (char < ' ' ? hex(char) : char)).join('')
    : text;
const decode = (text: string): string =>
  text.replace(/%([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** The part that decides whether two letters are the same. */
export const identityOf = (letter: Pick<Letter, 'code' | 'object' | 'to' | 'date'>): string =>
  `${letter.code}/${encode(letter.object)}/${addressHash(letter.to)}/${encode(letter.date)}`;

/**
 * Eight hex digits by which a subject and a text are known again; blanks and line ends, which files change, do not count. FNV-1a over
 * UTF-16 units: it tells edits, not forgeries, and a first run makes ten thousand.
 */
export function textPrint(subject: string, text: string): string {
  let print = 0x811c9dc5;
  const add = (unit: number): void => {
    print = Math.imul(print ^ unit, 0x01000193);
  };
  for (const part of [subject.trim(), text.trim()]) {
    let gap = false;
    for (let index = 0; index < part.length; index += 1) {
      const unit = part.charCodeAt(index);
      if (unit <= 0x20 || unit === 0xa0) {
        gap = true;
        continue;
      }
      if (gap) add(0x20);
      gap = false;
      add(unit);
    }
    add(0x0a);
  }
  return (print >>> 0).toString(16).padStart(8, '0');
}

/** The cell in «Ключ». `identity`: the letter's, where it is known already; `print`: its text's, where it will be asked for; `seen` as above. */
export function keyText(
  letter: Pick<Letter, 'code' | 'object' | 'to' | 'date' | 'until' | 'memo'>,
  identity = identityOf(letter),
  print = '',
  seen = false,
): string {
  const more = [
    ...(letter.until === undefined ? [] : [`until=${Math.round(letter.until / 1000).toString(36)}`]),
    ...(letter.memo ? [`memo=${encode(letter.memo)}`] : []),
    ...(print === '' ? [] : [`text=${print}`]),
    ...(seen ? ['seen'] : []),
  ];
  return identity + (more.length > 0 ? `?${more.join('&')}` : '');
}

/** The identity of a cell in «Ключ». */
export const identityOfKey = (text: string): string => text.split('?')[0] ?? '';

/** Reads a cell in «Ключ»; parts that are not there are ''. */
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
    print: fields.get('text') ?? '',
    seen: fields.has('seen'),
  };
}
