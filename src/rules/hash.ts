// SHA-256 for draws and fingerprints, and short hashes that replace texts such as addresses in letters' keys.
import { sha256 } from '@noble/hashes/sha2.js';

/** UTF-8 bytes; a lone surrogate becomes U+FFFD. Apps Script has no TextEncoder. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    let point = char.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000)
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  return Uint8Array.from(bytes);
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** 64 lower-case hex digits of the SHA-256 of the text's UTF-8 bytes. */
export const sha256Hex = (text: string): string => hex(sha256(utf8(text)));

const known = new Map<string, string>();
/** 16 hex digits in place of a text that must not be stored itself; case and surrounding blanks do not matter. */
export function shortHash(text: string): string {
  const folded = known.get(text);
  if (folded !== undefined) return folded;
  const key = text.trim().toLowerCase();
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = sha256Hex(key).slice(0, 16);
  known.set(key, made);
  return made;
}
/** 16 hex digits in place of an e-mail address. */
export const addressHash = (address: string): string => shortHash(address);

/** A hex digest as a big-endian integer, modulo `n`. */
export function hexModulo(digest: string, n: number): number {
  let rest = 0;
  for (const digit of digest) rest = (rest * 16 + parseInt(digit, 16)) % n;
  return rest;
}
