// How a run begins: alone, and anew when staff have moved rows under it.
import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/rules/programme.js';
import { exclusively, persistently } from '../../src/run/attempts.js';
import { StaleWorkbook } from '../../src/sheets/ports.js';
import { fakeBook, fakeHost } from '../sheets/support.js';

const NOW = '2023-10-06T12:00:00+03:00';

const stale = (): never => {
  throw new StaleWorkbook('Unable to parse range');
};

describe('a run', () => {
  test('runs alone, or says that another run is in progress', () => {
    const host = fakeHost(fakeBook(), NOW);
    expect(exclusively(host, () => 5)).toBe(5);
    expect(() => exclusively({ ...host, locked: () => null }, () => 5)).toThrow(
      /уже работает в этой таблице/,
    );
  });

  test.each<[string, number, number]>([
    ['the first time', 0, 1],
    ['the second', 1, 2],
    ['the third', 2, 3],
  ])('whose rows moved starts over: done %s', (_, failures, tries) => {
    let n = 0;
    const work = () => ((n += 1) > failures ? 'готово' : stale());
    expect(persistently(work)).toBe('готово');
    expect(n).toBe(tries);
  });

  test('gives up after three times', () => {
    let n = 0;
    expect(() => persistently(() => ((n += 1), stale()))).toThrow(Refusal);
    expect(n).toBe(3);
  });

  test('any other failure is reported at once', () => {
    let n = 0;
    expect(() =>
      persistently(() => {
        n += 1;
        throw new TypeError('x');
      }),
    ).toThrow(TypeError);
    expect(n).toBe(1);
  });
});
