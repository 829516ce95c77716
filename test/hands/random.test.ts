// Random edits in the sheet (fast-check): whatever staff do between runs and during them, the promise holds.
// A script is plain data whose places are found in the current workbook, so every edit is possible anywhere
// and every failure shrinks by leaving steps out; commands with preconditions (`fc.commands`) would shrink to
// steps that do nothing.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { play } from './promise.js';
import { aScript } from './script.js';
import { ALL, GROUNDS } from './world.js';

/** Number of scripts per ground; HANDS=10 plays ten times as many, HANDS_SEED different ones. */
const TIMES = Number(process.env.HANDS ?? 1);
const SEED = process.env.HANDS_SEED;
const SCRIPTS = 32;
/** Of the grounds that take longer per step. */
const FEWER: Readonly<Record<string, number>> = { technocom: 24, webinars: 8, [ALL]: 2 };
/** Minimum number of steps in CI: edits and runs, including edits within runs. */
const STEPS = 3_000;
/** A failure is shrunk for this long (milliseconds); then the smallest script found is reported. */
const SHRINKING = 30_000;

let total = 0;

test.each(GROUNDS)(
  '$name',
  (ground) => {
    const scripts = Math.ceil((FEWER[ground.name] ?? SCRIPTS) * TIMES);
    let steps = 0;
    let failed = Infinity;
    fc.assert(
      fc.property(aScript(40), (script) => {
        if (Date.now() > failed + SHRINKING) return;
        try {
          steps += play(ground, script).steps;
        } catch (error) {
          failed = Math.min(failed, Date.now());
          throw error;
        }
      }),
      { numRuns: scripts, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );
    if (TIMES > 1) process.stderr.write(`${ground.name}: ${scripts} scripts, ${steps} steps\n`);
    total += steps;
  },
  3_600_000,
);

test('in all, thousands of steps', () => {
  expect(total).toBeGreaterThanOrEqual(STEPS * TIMES);
});
