// What the build makes of the registry and of the entry points: a programme's code runs when it is first needed.
import { describe, expect, test } from '@jest/globals';
import { importedOnDemand, requiredInstead, withEntryPoints } from '../../src/local/build.mjs';

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

test('the bundle has one top-level function per entry point', () => {
  const code = withEntryPoints('var __reglament=0;', ['tick', 'daily']);
  expect(code).toBe(
    'var __reglament=0;\nfunction daily(...a){return __reglament.entryPoints.daily(...a)}\nfunction tick(...a){return __reglament.entryPoints.tick(...a)}\n',
  );
  expect(() => withEntryPoints('', ['a-b'])).toThrow('a-b');
});
