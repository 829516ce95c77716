// The record of letters in the air: what a killed run leaves behind, and what the next one makes of it.
import { describe, expect, test } from '@jest/globals';
import { addressHash } from '../../src/rules/hash.js';
import { endFlight, fateOf, NOT_YET, recordFlight, unfinishedFlight } from '../../src/mail/flight.js';
import { fakeBook, fakeHost } from '../sheets/support.js';

const batch = ['p.one/1/x/', 'p.one/2/x/', 'p.one/3/x/'];
const storeOf = () => fakeHost(fakeBook(), '2023-10-06T12:00:00+03:00').store;

describe('what became of the letters of a batch', () => {
  test.each([
    ['none has been tried', NOT_YET, ['waiting', 'waiting', 'waiting']],
    ['the first is in the air', 0, ['unsure', 'waiting', 'waiting']],
    ['the second is', 1, ['sent', 'unsure', 'waiting']],
    ['all have gone', 3, ['sent', 'sent', 'sent']],
  ])('%s', (_, next, fates) => {
    const store = storeOf();
    recordFlight(store, { batch, next });
    const flight = unfinishedFlight(store);
    expect(batch.map((identity) => fateOf(identity, flight))).toEqual(fates);
    expect(fateOf('p.one/4/x/', flight)).toBe('unsure');
  });

  test('without a record every letter is unsure', () => {
    expect(unfinishedFlight(storeOf())).toBeNull();
    expect(batch.map((identity) => fateOf(identity, null))).toEqual(['unsure', 'unsure', 'unsure']);
  });

  test('an ended flight leaves none', () => {
    const store = storeOf();
    recordFlight(store, { batch, next: 1 });
    endFlight(store);
    expect(unfinishedFlight(store)).toBeNull();
    expect(store.get('flight')).toBe('');
  });
});

test('the record as an earlier version of the bundle left it is still read: hashes under «flight»', () => {
  const store = storeOf();
  store.set('flight', JSON.stringify({ batch: batch.map(addressHash), next: 1 }));
  expect(batch.map((identity) => fateOf(identity, unfinishedFlight(store)))).toEqual([
    'sent',
    'unsure',
    'waiting',
  ]);
});
