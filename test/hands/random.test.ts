// Random hands.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aScript, play } from './script.js';
import { GROUNDS } from './world.js';

const RUNS = Number(process.env['HANDS'] ?? 20);
const SEED = process.env['HANDS_SEED'];

describe('hands', () => {
  test.each(GROUNDS)(
    '$name',
    (ground) => {
      let steps = 0;
      let hands = 0;
      let runs = 0;
      let refused = 0;
      const t0 = performance.now();
      fc.assert(
        fc.property(aScript(40), (script) => {
          const c = play(ground, script);
          steps += c.steps;
          hands += c.hands;
          runs += c.runs;
          refused += c.refused;
        }),
        {
          numRuns: RUNS,
          ...(SEED === undefined ? {} : { seed: Number(SEED) }),
          endOnFailure: process.env['HANDS_SHRINK'] === '0',
        },
      );
      console.log(ground.name, { steps, hands, runs, refused, ms: performance.now() - t0 });
      expect(steps).toBeGreaterThan(0);
    },
    3_600_000,
  );
});
