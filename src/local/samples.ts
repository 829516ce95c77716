// What the build has written beside the tools, with the programmes' sample rows; and playing a sample: fill the
// workbook, run the add-on, deliver no letters.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createHost, type Host, newWorkbook, type WorkbookModel } from './host.js';
import type { Assets } from './workbench/page.js';

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

/** A file of the build, by its path from the tool at `tool` (its `import.meta.url`). */
function readBuilt(path: string, tool: string): string {
  const file = new URL(path, tool);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`нет файла ${fileURLToPath(file)}: соберите проект, npm run build`, { cause: error });
  }
}

/** The code of the bundle as it is now. */
export const readBundle = (tool: string): string => readBuilt('../dist/Code.js', tool);

/** The code that tells what a workbook runs (workbench/running.ts). */
export const readRunning = (tool: string): string => readBuilt('./running.js', tool);

export const readSamples = (tool: string): Samples =>
  JSON.parse(readBuilt('./samples.json', tool)) as Samples;

/** What the workbench's page is made of. */
export const readAssets = (tool: string): Assets => JSON.parse(readBuilt('./page.json', tool)) as Assets;

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
