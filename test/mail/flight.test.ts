// The record of letters in the air: what a killed run leaves behind, and what the next one makes of it.
import { describe, expect, test } from '@jest/globals';
import {
  claimNext,
  endFlight,
  fateOf,
  type Flight,
  recordFlight,
  takeOver,
  unfinishedFlight,
} from '../../src/mail/flight.js';
import { addressHash } from '../../src/rules/hash.js';
import { at, fakeBook, fakeHost } from '../sheets/support.js';

const NOW = '2023-10-06T12:00:00+03:00';
const batch = ['p.one/1/x/', 'p.one/2/x/', 'p.one/3/x/'];
const storeOf = () => fakeHost(fakeBook(), NOW).store;
const flying = (more: Partial<Flight> = {}): Flight => ({
  id: 'a',
  batch,
  done: 0,
  inAir: false,
  at: at(NOW),
  refused: {},
  ...more,
});

describe('what became of the letters of a batch', () => {
  const sent = { kind: 'sent', at: at(NOW) };
  const waiting = { kind: 'waiting' };
  const unsure = { kind: 'unsure' };
  test.each<[string, Partial<Flight>, readonly object[]]>([
    ['none has been tried', {}, [waiting, waiting, waiting]],
    ['the first is in the air', { inAir: true }, [unsure, waiting, waiting]],
    ['the first has gone', { done: 1 }, [sent, waiting, waiting]],
    ['the second is in the air', { done: 1, inAir: true }, [sent, unsure, waiting]],
    [
      'the first was refused',
      { done: 2, refused: { 0: 'нет' } },
      [{ kind: 'refused', reason: 'нет' }, sent, waiting],
    ],
    ['all have gone', { done: 3 }, [sent, sent, sent]],
  ])('%s', (_, more, fates) => {
    const store = storeOf();
    recordFlight(store, flying(more));
    const flight = unfinishedFlight(store);
    expect(batch.map((identity) => fateOf(identity, flight))).toEqual(fates);
    expect(fateOf('p.one/4/x/', flight)).toEqual(unsure);
  });

  test('without a record every letter is unsure', () => {
    expect(unfinishedFlight(storeOf())).toBeNull();
    expect(batch.map((identity) => fateOf(identity, null))).toEqual([unsure, unsure, unsure]);
  });

  test('an ended flight leaves none', () => {
    const store = storeOf();
    recordFlight(store, flying());
    endFlight(store);
    expect(unfinishedFlight(store)).toBeNull();
    expect(store.get('flight')).toBe('');
  });

  test('what is kept: hashes and short reasons, under a name that later versions read', () => {
    const store = storeOf();
    recordFlight(store, flying({ done: 1, refused: { 0: 'я'.repeat(200) } }));
    expect(JSON.parse(store.get('flight') ?? '')).toEqual({
      id: 'a',
      batch: batch.map(addressHash),
      done: 1,
      inAir: false,
      at: at(NOW),
      refused: { 0: 'я'.repeat(120) },
    });
  });
});

describe('a batch that another run takes over', () => {
  test('is flown by nobody else from then on', () => {
    const store = storeOf();
    expect(claimNext(store, flying())).toBe(true);
    expect(takeOver(store)).toMatchObject({ id: 'a', done: 0 });
    expect(claimNext(store, flying({ done: 1 }))).toBe(false);
    expect(claimNext(store, flying({ id: 'b' }))).toBe(true);
  });

  test('nothing to take over', () => {
    const store = storeOf();
    expect(takeOver(store)).toBeNull();
    expect(claimNext(store, flying())).toBe(true);
  });
});
