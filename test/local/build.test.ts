// What the build adds to the bundle for Apps Script.
import { expect, test } from '@jest/globals';
import { withEntryPoints } from '../../src/local/build.mjs';

test('the bundle has one top-level function per entry point', () => {
  const code = withEntryPoints('var __reglament=0;', ['tick', 'daily']);
  expect(code).toBe(
    'var __reglament=0;\nfunction daily(...a){return __reglament.daily(...a)}\nfunction tick(...a){return __reglament.tick(...a)}\n',
  );
  expect(() => withEntryPoints('', ['a-b'])).toThrow('a-b');
});
