// Scripts: a sequence of edits and runs, with edits in the middle of runs; all plain data, so that a failure
// can be shrunk and read.
import fc from 'fast-check';
import { fail } from '../bundle/support.js';
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

/** The bundle function of a run, and its arguments. */
export function callOf(ground: Ground, { run, pick }: Extract<Step, { run: string }>): Call {
  const ids = ground.programmes.map(({ id }) => id);
  const id = ids[pick % ids.length] ?? 'marathon';
  const month = ['2023-08', '2023-09', '2023-10', '2024-01', 'вчера'][pick % 5] ?? '';
  const actions: Readonly<Record<string, readonly Call[]>> = {
    marathon: [['draw', 'семь-сорок']],
    referral: [
      ['closeMonth', month],
      ['payoutRegister', month],
    ],
    technocom: [
      ['checkClient', '7707083893'],
      ['detachClient', '7707083893'],
    ],
  };
  const reads: readonly Call[] = [['whatChanges'], ['deadlinesToday'], ['previewLetters']];
  if (run === 'setup') return ['setup', ...(pick % 4 === 0 ? ids : [id])];
  if (run === 'erase') return ['erasePerson', ['', 'uchastnik05@example.net', 'не адрес'][pick % 3]];
  if (run === 'read') return reads[pick % reads.length] ?? fail('no read');
  if (run !== 'action') return [run];
  const own = actions[id] ?? [['recompute']];
  return own[pick % own.length] ?? fail('no action');
}
