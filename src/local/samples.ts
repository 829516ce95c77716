// The programmes' sample rows (build/samples.json), and playing a sample: fill the workbook, run the add-on,
// deliver no letters.
import { readFileSync } from 'node:fs';
import { createHost, type Host, newWorkbook, type WorkbookModel } from './host.js';

/** The part of a sample that is used here; the rest is for the bundle. */
export interface Sample {
  /** The moment for which it was made, ISO with offset. */
  readonly now: string;
}
/** By the programme's id. */
export type Samples = Readonly<Record<string, Sample>>;

/** Large enough that a sample's letters never meet the mail limit. */
const QUOTA = 10_000;

/** Folder of the sample workbooks, in the current one. */
export const SAMPLES_FOLDER = 'demo';

/** The code of the bundle as it is now, built beside the tool at `tool` (its `import.meta.url`). */
export const readBundle = (tool: string): string => readFileSync(new URL('../dist/Code.js', tool), 'utf8');

/** The samples that the build has written beside the tool. */
export const readSamples = (tool: string): Samples =>
  JSON.parse(readFileSync(new URL('./samples.json', tool), 'utf8')) as Samples;

export interface PlayedSample {
  readonly workbook: WorkbookModel;
  readonly host: Host;
  /** The results of «daily» and «send». */
  readonly daily: unknown;
  readonly send: unknown;
}

/** A new workbook with the programme's sample, computed at the sample's own moment. */
export function playSample(bundle: string, id: string, sample: Sample): PlayedSample {
  const workbook = newWorkbook(id);
  const host = createHost({ bundle, workbook, now: Date.parse(sample.now), quota: QUOTA, user: 'demo' });
  host.call('demo', [id, sample]);
  return { workbook, host, daily: host.call('daily'), send: host.call('send') };
}
