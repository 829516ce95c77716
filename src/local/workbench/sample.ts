// The sample workbook of a programme: what `npm run demo` leaves, made in this process, and the moment it is played at.
import { mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { createHost, newWorkbook, saveWorkbook } from '../host.js';

/** Where the sample workbooks stand. */
const FOLDER = 'demo';
/** The sample shows letters, not the limits of a mailbox. */
const QUOTA = 10_000;

/** The moment that a sample workbook is played at (epoch milliseconds); null when the path is no sample's. */
export function sampleMoment(bundle: string, path: string): number | null {
  const name = basename(path, '.xlsx');
  if (basename(dirname(path)) !== FOLDER || !isProgramme(bundle, name)) return null;
  return momentOf(createHost({ bundle, workbook: newWorkbook(name) }).call('demo', [name]));
}

/** Fills a new workbook with the programme's sample, computes it, sends its letters nowhere, saves it. */
export function makeSample(bundle: string, programme: string, path: string): void {
  const workbook = newWorkbook(programme);
  const now = momentOf(createHost({ bundle, workbook }).call('demo', [programme]));
  const host = createHost({ bundle, workbook, now, quota: QUOTA, user: 'demo' });
  host.call('daily');
  host.call('send');
  mkdirSync(dirname(path), { recursive: true });
  saveWorkbook(workbook, path);
}

function isProgramme(bundle: string, name: string): boolean {
  const list = createHost({ bundle, workbook: newWorkbook('list') }).call('programmeList');
  return Array.isArray(list) && list.some((one) => fieldOf(one, 'id') === name);
}

function momentOf(report: unknown): number {
  const moment = Date.parse(String(fieldOf(fieldOf(report, 'result'), 'now')));
  if (Number.isNaN(moment)) throw new Error('пример не сказал, на какой момент он рассчитан');
  return moment;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (Object.entries(value).find(([key]) => key === name)?.[1] as unknown)
    : undefined;
}
