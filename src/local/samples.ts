// The programmes' sample rows (build/samples.json), and a sample played to the end: filled, run, its letters sent nowhere.
import { readFileSync } from 'node:fs';
import { createHost, type Host, newWorkbook, type WorkbookModel } from './host.js';

/** What a sample says of itself here; the rest is for the bundle. */
export interface Sample {
  /** The moment it is made for, ISO with offset. */
  readonly now: string;
}
/** By the programme's id. */
export type Samples = Readonly<Record<string, Sample>>;

/** A sample shows letters, not the limits of a mailbox. */
const QUOTA = 10_000;

/** The samples that the build has put beside the tool at `tool` (its `import.meta.url`). */
export const readSamples = (tool: string): Samples =>
  JSON.parse(readFileSync(new URL('./samples.json', tool), 'utf8')) as Samples;

export interface PlayedSample {
  readonly workbook: WorkbookModel;
  readonly host: Host;
  /** What «daily» and «send» told. */
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
