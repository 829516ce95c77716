// What the build adds to the bundle for Apps Script.
import { expect, test } from '@jest/globals';
import { withEntryPoints } from '../../src/local/build.mjs';

test('the bundle has one top-level function per entry point', () => {
  const code = withEntryPoints('var __r=0;', ['tick', 'daily']);
  expect(code).toBe(
    'var __r=0;\nfunction daily(...a){return __r.daily(...a)}\nfunction tick(...a){return __r.tick(...a)}\n',
  );
  expect(() => withEntryPoints('', ['a-b'])).toThrow('a-b');
});
