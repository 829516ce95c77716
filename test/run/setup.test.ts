// The programmes that staff name to connect them.
import { describe, expect, test } from '@jest/globals';
import { marathon } from '../../src/rules/marathon/index.js';
import type { Programme } from '../../src/rules/programme.js';
import { chosenProgrammes, namesIn } from '../../src/run/setup.js';

const second = { ...marathon, id: 'second', title: 'Второй' } as Programme;
const all = [marathon, second];

describe('the programmes named', () => {
  test.each<[readonly string[], string[]]>([
    [['marathon'], ['marathon']],
    [
      ['Марафон', ' второй '],
      ['marathon', 'second'],
    ],
    [[], []],
  ])('%j are chosen', (names, ids) => {
    expect(chosenProgrammes(all, names).map(({ id }) => id)).toEqual(ids);
  });

  test.each<[string, readonly string[]]>([
    ['marathon', ['marathon']],
    ['marathon Второй', ['marathon', 'Второй']],
    ['marathon, второй;\n Марафон', ['marathon', 'второй', 'Марафон']],
    ['большая  игра', ['большая  игра']],
    ['marathon; большая игра', ['marathon', 'большая игра']],
    ['marathon конкурс', ['marathon конкурс']],
    [' ,; ', []],
  ])('typed as %j', (typed, names) => {
    const game = { ...marathon, id: 'game', title: 'Большая игра' } as Programme;
    expect(namesIn([...all, game], typed)).toEqual(names);
  });

  test('an unknown name is refused with a list of the known names', () => {
    expect(() => chosenProgrammes(all, ['конкурс'])).toThrow(
      'Программы «конкурс» нет. Есть: Марафон (marathon), Второй (second).',
    );
  });
});
