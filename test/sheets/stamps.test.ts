// Stamps of writes: each write uses the next free id and removes the stamp of the previous one.
import { describe, expect, test } from '@jest/globals';
import { isTaken, stamped, stampRequests, stampsOf } from '../../src/sheets/stamps.js';

const own = (metadataId: number, metadataValue = `v${metadataId}`) => ({
  metadataId,
  metadataKey: 'reglament.write',
  metadataValue,
});

describe('the stamps of a workbook', () => {
  test.each([
    ['none', [], { newest: 0, value: '', older: [] }],
    [
      'from another script',
      [{ metadataId: 9, metadataKey: 'other', metadataValue: 'x' }],
      { newest: 0, value: '', older: [] },
    ],
    ['one', [own(4)], { newest: 4, value: 'v4', older: [] }],
    ['several, in any order', [own(5), own(7), own(6)], { newest: 7, value: 'v7', older: [6, 5] }],
  ])('%s', (_, metadata, expected) => {
    expect(stampsOf(metadata)).toEqual(expected);
  });
});

test('a write uses the next id, leaves the newest existing stamp and removes older ones', () => {
  const before = stampsOf([own(5), own(7), own(6)]);
  const after = stamped(before, 'новый');
  expect(after).toEqual({ newest: 8, value: 'новый', older: [] });
  const requests = stampRequests(before, after);
  expect(
    requests.map(
      ({ createDeveloperMetadata, deleteDeveloperMetadata }) =>
        createDeveloperMetadata?.developerMetadata?.metadataId ??
        -(deleteDeveloperMetadata?.dataFilter?.developerMetadataLookup?.metadataId ?? 0),
    ),
  ).toEqual([-6, -5, 8]);
});

test.each([
  ['Invalid requests[0].createDeveloperMetadata: Developer metadata with ID 8 already exists.', true],
  ['Invalid requests[0].updateCells: Blocked', false],
])('%s', (message, taken) => {
  expect(isTaken(message)).toBe(taken);
});
