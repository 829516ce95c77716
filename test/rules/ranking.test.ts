// Competition ranking compared with its definition: a place is one more than the number of better scores.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rank } from '../../src/rules/ranking.js';

interface Player {
  readonly name: string;
  readonly score: number;
}
const byName = (a: Player, b: Player): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const players = fc.uniqueArray(
  fc.record({ name: fc.string({ minLength: 1, maxLength: 4 }), score: fc.integer({ min: -5, max: 5 }) }),
  { selector: ({ name }) => name, maxLength: 30 },
);

test('1, 2, 2, 4', () => {
  const given = [
    { name: 'г', score: 1 },
    { name: 'в', score: 5 },
    { name: 'б', score: 5 },
    { name: 'а', score: 9 },
  ];
  expect(rank(given, ({ score }) => score, byName).map(({ place, item }) => `${place} ${item.name}`)).toEqual(
    ['1 а', '2 б', '2 в', '4 г'],
  );
  expect(rank([], () => 0, byName)).toEqual([]);
});

test('the definition: one more than the number of better scores; all are ranked; order by score, then by name', () => {
  fc.assert(
    fc.property(players, (given) => {
      const copy = [...given];
      const standings = rank(given, ({ score }) => score, byName);
      expect(given).toEqual(copy);
      for (const { place, item } of standings)
        expect(place).toBe(1 + given.filter(({ score }) => score > item.score).length);
      expect(standings.map(({ item }) => item)).toEqual(
        [...given].sort((a, b) => b.score - a.score || byName(a, b)),
      );
    }),
  );
});
