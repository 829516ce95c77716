// Random hands in the sheet (fast-check): whatever staff do between runs and in the middle of them, the promise holds.
// A script is plain data whose places are found in the workbook as it stands, so every edit can be done anywhere and every
// failure shrinks by leaving steps out; commands with preconditions (`fc.commands`) would shrink into steps that do nothing.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { play } from './promise.js';
import { aScript } from './script.js';
import { GROUNDS } from './world.js';

/** Scripts for each ground; HANDS=10 plays ten times as many, HANDS_SEED draws others. */
const TIMES = Number(process.env.HANDS ?? 1);
const SEED = process.env.HANDS_SEED;
const SCRIPTS: Readonly<Record<string, number>> = {
  marathon: 14,
  referral: 12,
  resellers: 12,
  technocom: 8,
  webinars: 4,
};
const OF_ALL = 2;

test.each(GROUNDS)(
  '$name',
  (ground) => {
    let steps = 0;
    fc.assert(
      fc.property(aScript(40), (script) => {
        steps += play(ground, script).steps;
      }),
      {
        numRuns: Math.ceil((SCRIPTS[ground.name] ?? OF_ALL) * TIMES),
        ...(SEED === undefined ? {} : { seed: Number(SEED) }),
      },
    );
    expect(steps).toBeGreaterThan(0);
  },
  3_600_000,
);
