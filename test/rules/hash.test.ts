// Hashes compared with Node's own: UTF-8 bytes, SHA-256, and the digest modulo a number.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressHash, hexModulo, sha256Hex, shortHash, utf8 } from '../../src/rules/hash.js';
import { anyText } from './texts.js';

const message = anyText({ maxLength: 60 });

test.each(['', 'abc', 'Жюри', '€', '😀', 'a\u0000b', '\ud800', 'x\udfffy', '\udc00\ud800'])(
  'bytes of %j',
  (text) => {
    expect(Array.from(utf8(text))).toEqual(Array.from(new TextEncoder().encode(text)));
  },
);

test('bytes of any text equal those of TextEncoder, including lone surrogates', () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 });
  fc.assert(
    fc.property(units, (codes) => {
      const text = String.fromCharCode(...codes);
      expect(Array.from(utf8(text))).toEqual(Array.from(new TextEncoder().encode(text)));
    }),
  );
});

describe('SHA-256', () => {
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('of %j', (text, digest) => {
    expect(sha256Hex(text)).toBe(digest);
  });

  test('of any text equals that of node:crypto', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      }),
    );
  });
});

describe('the hash of an address', () => {
  test('letter case and surrounding blanks do not matter; another address differs', () => {
    expect(addressHash(' Anna@Example.com ')).toBe(addressHash('anna@example.com'));
    expect(addressHash('anna@example.com')).toBe(sha256Hex('anna@example.com').slice(0, 16));
    expect(addressHash('anna@example.com')).not.toBe(addressHash('anna@example.org'));
    expect(addressHash('anna@example.com')).toMatch(/^[0-9a-f]{16}$/);
    expect(shortHash(' Одна\nСтрока ')).toBe(sha256Hex('одна\nстрока').slice(0, 16));
  });
});

describe('a digest modulo n', () => {
  test.each([
    ['00', 7, 0],
    ['ff', 7, 255 % 7],
    ['10', 16, 0],
    ['ffffffffffffffff', 10, 5],
    ['abc', 1, 0],
  ])('%s mod %i is %i', (digest, n, rest) => {
    expect(hexModulo(digest, n)).toBe(rest);
  });

  test('equals the exact value for large numbers', () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 1, max: 2 ** 40 }), (text, n) => {
        const digest = sha256Hex(text);
        expect(hexModulo(digest, n)).toBe(Number(BigInt(`0x${digest}`) % BigInt(n)));
      }),
    );
  });
});
