// A section of the bench. Each of its parts is measured in a process of its own, as a run in Google begins in a
// fresh one: where other programmes ran before, V8 has compiled the shared code for the shapes of all their rows.
import type { Goal } from './print.js';
import type { Subject } from './subject.js';
import { subjects } from './subjects.js';

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

/** `R`: the result of a part; it comes from its process as JSON. */
export interface Section<R = unknown> {
  /** Names of the parts; empty when the section is skipped. */
  readonly parts: (settings: Settings) => readonly string[];
  readonly measure: (part: string, settings: Settings) => R | Promise<R>;
  readonly tell: (results: readonly R[], settings: Settings) => Told;
  /** Options of node for the parts, instead of those of the bench. */
  readonly options?: readonly string[];
}

/** Drops the type of the results: from here on they only go from `measure` to `tell`. */
export const section = <R>(one: Section<R>): Section => one as Section;

/** A section with one part per subject. */
export const sectionOfSubjects = <R>(
  one: Pick<Section<R>, 'tell' | 'options'> & {
    readonly measure: (subject: Subject, settings: Settings) => R;
  },
): Section =>
  section<R>({
    ...one,
    parts: () => subjects.map(({ id }) => id),
    measure: (part, settings) => one.measure(subjectOf(part), settings),
  });

/** A section with a single part. */
export const sectionOfOne = <R>(
  measure: (settings: Settings) => R,
  tell: (result: R, settings: Settings) => Told,
): Section =>
  section<R>({
    parts: () => ['whole'],
    measure: (_, settings) => measure(settings),
    tell: ([result], settings) => {
      if (result === undefined) throw new Error('the section has no result');
      return tell(result, settings);
    },
  });

export function subjectOf(id: string): Subject {
  const one = subjects.find((subject) => subject.id === id);
  if (!one) throw new Error(`no subject ${id}`);
  return one;
}

export const sizesOf = (one: Subject, { size }: Settings): readonly number[] =>
  size === 'small' ? one.sizes.slice(0, 1) : one.sizes;
