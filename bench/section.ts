// The input and output of a section of the bench.
import type { Goal } from './print.js';
import type { Subject } from './subject.js';

export interface Settings {
  readonly size: 'small' | 'full';
  readonly rounds: number;
  /** Path of dist/Code.js. */
  readonly bundle: string;
}
export interface Told {
  readonly text: string;
  readonly goals: readonly Goal[];
}
export type Section = (settings: Settings) => Told | Promise<Told>;

export const sizesOf = (one: Subject, { size }: Settings): readonly number[] =>
  size === 'small' ? one.sizes.slice(0, 1) : one.sizes;
