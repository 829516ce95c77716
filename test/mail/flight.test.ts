// The record of the letters being sent: what a killed run leaves behind, and how the next run interprets it.
import { describe, expect, test } from '@jest/globals';
import { shortHash } from '../../src/rules/hash.js';
import {
  claimNext,
  endFlight,
  type Flight,
  landingOf,
  recordFlight,
  takeOver,
  unfinishedFlight,
} from '../../src/mail/flight.js';
import { Unavailable } from '../../src/sheets/patience.js';
import { at, fakeBook, fakeHost } from '../sheets/support.js';

const NOW = '2023-10-06T12:00:00+03:00';
const batch = ['p.one/1/x/', 'p.one/2/x/', 'p.one/3/x/'];
const flightOf = (more: Partial<Flight> = {}): Flight => ({
  id: 'a',
  batch,
  done: 0,
  inAir: false,
  at: at(NOW),
  refused: {},
  ...more,
});
const storeOf = () => fakeHost(fakeBook(), NOW).store;
const kinds = (flight: Flight | null): string[] => batch.map((identity) => landingOf(identity, flight).kind);

describe('what became of the letters of a batch', () => {
  test.each<[string, Partial<Flight>, string[]]>([
    ['none has been tried', {}, ['waiting', 'waiting', 'waiting']],
    ['the first is being sent', { inAir: true }, ['unsure', 'waiting', 'waiting']],
    ['the second is being sent', { done: 1, inAir: true }, ['sent', 'unsure', 'waiting']],
    ['the first was sent, no other is being sent', { done: 1 }, ['sent', 'waiting', 'waiting']],
    [
      'the first was refused',
      { done: 2, refused: { 0: 'нет такого ящика' } },
      ['refused', 'sent', 'waiting'],
    ],
    ['all were sent', { done: 3 }, ['sent', 'sent', 'sent']],
  ])('%s', (_, more, fates) => {
    const store = storeOf();
    recordFlight(store, flightOf(more));
    const flight = unfinishedFlight(store);
    expect(kinds(flight)).toEqual(fates);
    expect(landingOf('p.one/4/x/', flight).kind).toBe('unsure');
  });

  test('with the time of sending, and the reason for a refusal', () => {
    const store = storeOf();
    recordFlight(store, flightOf({ done: 2, refused: { 1: 'нет такого ящика' } }));
    const flight = unfinishedFlight(store);
    expect(landingOf(batch[0] ?? '', flight)).toEqual({ kind: 'sent', at: at(NOW) });
    expect(landingOf(batch[1] ?? '', flight)).toEqual({ kind: 'refused', reason: 'нет такого ящика' });
  });

  test.each([
    ['no record', null],
    ['an empty one', ''],
    ['a damaged one', '{"batch":'],
    ['one of another shape', JSON.stringify({ batch: batch.map(shortHash), next: 1 })],
  ])('%s: every letter is unsure', (_, text) => {
    const store = storeOf();
    if (text !== null) store.set('flight', text);
    expect(unfinishedFlight(store)).toBeNull();
    expect(takeOver(store)).toBeNull();
    expect(kinds(null)).toEqual(['unsure', 'unsure', 'unsure']);
  });

  test('a finished flight leaves none', () => {
    const store = storeOf();
    recordFlight(store, flightOf({ done: 1 }));
    endFlight(store);
    expect(unfinishedFlight(store)).toBeNull();
  });

  test('a failure to read the record is not taken for an empty one', () => {
    const store = {
      ...storeOf(),
      get: () => {
        throw new Unavailable('память книги не отвечает');
      },
    };
    expect(() => unfinishedFlight(store)).toThrow(Unavailable);
  });
});

test('once another run has taken the letters over, the first sends nothing more', () => {
  const store = storeOf();
  expect(claimNext(store, flightOf({ inAir: true }))).toBe(true);
  expect(takeOver(store)).toMatchObject({ id: 'a', done: 0, inAir: true });
  expect(claimNext(store, flightOf({ done: 1, inAir: true }))).toBe(false);
  expect(claimNext(store, flightOf({ id: 'b', inAir: true }))).toBe(true);
});

test('the record contains only hashes and fits into a property', () => {
  const store = storeOf();
  const many = Array.from({ length: 25 }, (_, index) => `p.one/${index}/x/`);
  const refused = Object.fromEntries(many.map((_, index) => [index, 'почта не приняла письмо: '.repeat(20)]));
  recordFlight(store, flightOf({ batch: many, done: 25, refused }));
  const text = store.get('flight') ?? '';
  expect(text).not.toContain('p.one');
  expect(new TextEncoder().encode(text).length).toBeLessThan(9 * 1024);
});
