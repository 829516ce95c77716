// Scripts: a sequence of edits and runs, with edits in the middle of runs; all plain data, so that a failure
// can be shrunk and read.
import fc from 'fast-check';
import { fail } from '../bundle/failures.js';
import { argumentsOf, personOf } from '../bundle/samples.js';
import { anEdit, type Edit } from './edits.js';
import type { Ground } from './world.js';

/** An edit just before the n-th call with which a run looks, writes, notes or sends. */
export interface Hand {
  readonly call: number;
  readonly edit: Edit;
}
export type Step =
  | { readonly edit: Edit }
  | { readonly run: string; readonly pick: number; readonly wipe: boolean; readonly hands: readonly Hand[] };

const RUNS = {
  recompute: 10,
  daily: 4,
  tick: 2,
  send: 4,
  setup: 2,
  action: 3,
  read: 1,
  erase: 1,
} as const;

const PLAIN = { noNullPrototype: true } as const;
/** Most often between the look and the guard, where an edit would do the most harm. */
const aDoor = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(2, 3) }, { weight: 3, arbitrary: fc.nat(9) });
const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ edit: anEdit }, PLAIN) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        run: fc.oneof(
          ...Object.entries(RUNS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name) })),
        ),
        pick: fc.nat(50),
        wipe: fc.boolean(),
        hands: fc.oneof(
          { weight: 2, arbitrary: fc.constant<Hand[]>([]) },
          {
            weight: 3,
            arbitrary: fc.array(fc.record({ call: aDoor, edit: anEdit }, PLAIN), {
              minLength: 1,
              maxLength: 3,
            }),
          },
        ),
      },
      PLAIN,
    ),
  },
);
export const aScript = (maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(aStep, { maxLength, size: 'max' });

export type Call = readonly [name: string, ...args: readonly unknown[]];

/** An argument as the sample has it, the same of some months before if it is a month, or one of no use. */
function argument(text: string, pick: number): string {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  if (pick % 5 === 4) return 'вчера';
  if (year === undefined) return text;
  return new Date(Date.UTC(Number(year), Number(month) - 1 - (pick % 5), 1)).toISOString().slice(0, 7);
}

/** The bundle function of a run, and its arguments. */
export function callOf({ programmes }: Ground, { run, pick }: Extract<Step, { run: string }>): Call {
  const programme = programmes[pick % programmes.length] ?? fail('no programme');
  const reads: readonly Call[] = [['whatChanges'], ['deadlinesToday'], ['previewLetters']];
  if (run === 'setup')
    return ['setup', ...(pick % 4 === 0 ? programmes.map(({ id }) => id) : [programme.id])];
  if (run === 'erase') return ['erasePerson', ['', personOf(programme) ?? '', 'не адрес'][pick % 3]];
  if (run === 'read') return reads[pick % reads.length] ?? fail('no read');
  if (run !== 'action') return [run];
  const own = programme.actions.map(({ name }): Call => [
    name,
    ...argumentsOf(programme, name).map((text) => argument(text, pick)),
  ]);
  return own[pick % own.length] ?? ['recompute'];
}
