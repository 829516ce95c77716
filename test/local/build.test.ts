// What the build makes of the registry: a programme's code runs when it is first needed.
import { describe, expect, test } from '@jest/globals';
import { importedOnDemand, requiredInstead } from '../../src/local/build.mjs';

const FILE = 'src/rules/registry.ts';
const IMPORTS = `import { card as gameCard } from './game/card.js';
import { game } from './game/index.js';
`;

describe('a programme of the registry', () => {
  test('is imported where it is deferred; its card is imported', () => {
    expect(importedOnDemand(`${IMPORTS}export const all = [deferred(gameCard, () => game)];`, FILE)).toBe(
      `import { card as gameCard } from './game/card.js';

export const all = [deferred(gameCard, () => import('./game/index.js').game)];`,
    );
  });

  test.each(['[game]', '[]', '[deferred(gameCard, () => games)]'])(
    'that is not deferred is named: %s',
    (list) => {
      expect(() => importedOnDemand(`${IMPORTS}export const all = ${list};`, FILE)).toThrow(
        'src/rules/registry.ts: game из ./game/index.js должно стоять только как () => game',
      );
    },
  );
});

test('a piece is required instead of imported, but a text that looks like an import stops the build', () => {
  const code = 'const load = () => import("./game.js").game;';
  expect(requiredInstead(code, 1)).toBe('const load = () => require("./game.js").game;');
  expect(() => requiredInstead(`${code} const text = 'import("./game.js")';`, 1)).toThrow(
    'обращений import("…"): 1, а похоже на них: 2',
  );
});
