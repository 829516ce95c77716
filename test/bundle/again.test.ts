// A recompute at the same moment as the one before it, with no edit in between, changes nothing, on whichever day of the
// programme: also where reminders of several moments fall due at once.
import { expect, test } from '@jest/globals';
import { programmes } from '../../src/rules/registry.js';
import { HOUR } from '../../src/rules/zone.js';
import { open } from './open.js';
import { SHORT_SAMPLES, shortSampleOf } from './samples.js';
import { at } from './tables.js';

const DAYS = 22;

test.each(programmes)('$title', (programme) => {
  const { book, call } = open(undefined, { samples: SHORT_SAMPLES });
  call('demo', programme.id);
  const start = at(shortSampleOf(programme).now);
  const restless: string[] = [];
  for (let hours = -DAYS * 24; hours <= DAYS * 24; hours += 23) {
    const now = new Date(start + hours * HOUR).toISOString();
    const { run } = open(book, { now });
    run('recompute');
    const { changed } = run('recompute');
    if (Object.keys(changed).length > 0) restless.push(`${now} ${JSON.stringify(changed)}`);
  }
  expect(restless).toEqual([]);
});
