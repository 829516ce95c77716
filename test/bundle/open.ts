// Shared by the tests of the bundle: a workbook in memory, opened with the bundle in the local host.
import {
  type CallRecord,
  createHost,
  type Faults,
  type Host,
  newWorkbook,
  readWorkbook,
  type Realms,
  type RunMode,
  type Selection,
  type ServiceCall,
  sharedRealms,
  type UiDriver,
  type WorkbookModel,
  workbookBytes,
} from '../../src/local/host.js';
import { modelOf } from '../../src/local/staff.js';
import type { ActionReport } from '../../src/run/report.js';
import { CODE, SAMPLES } from './samples.js';
import { at } from './tables.js';

/** The morning of the marathon's final, as its sample has it. */
export const FINAL = '2023-11-03T10:00:00+03:00';

export interface Options {
  readonly now?: string;
  readonly quota?: number;
  readonly faults?: Faults;
  readonly ui?: UiDriver;
  readonly selection?: Selection;
  readonly serviceUrl?: string;
  readonly lockBusy?: () => boolean;
  readonly user?: string | null;
  /** The rows of `demo`; by default the whole samples. */
  readonly samples?: typeof SAMPLES;
  /** By default contexts are used again. */
  readonly realms?: Realms;
}

export interface Opened {
  readonly host: Host;
  readonly book: WorkbookModel;
  /** The calls to the host, in order. */
  readonly records: readonly CallRecord[];
  /** Calls a function of the bundle; forgets the calls recorded so far. */
  readonly call: (name: string, ...args: readonly unknown[]) => unknown;
  /** Like `call`, for actions that return a report. */
  readonly run: (name: string, ...args: readonly unknown[]) => ActionReport;
  readonly as: (mode: RunMode, name: string, ...args: readonly unknown[]) => unknown;
}

/**
 * The bundle keeps nothing from run to run but caches of pure functions, so that tests need not start each of their
 * thousands of runs in a new context, as Google does, and have V8 compile the bundle again.
 */
const realms = sharedRealms();

/** Opens a workbook with the bundle. */
export function open(book: WorkbookModel = newWorkbook(), options: Options = {}): Opened {
  const { now = FINAL, samples = SAMPLES, ...rest } = options;
  const records: CallRecord[] = [];
  const host = createHost({
    bundle: CODE,
    workbook: book,
    now: at(now),
    user: 'staff@example.com',
    record: (call) => records.push(call),
    realms,
    ...rest,
  });
  const as = (mode: RunMode, name: string, ...args: readonly unknown[]): unknown => {
    records.length = 0;
    return host.call(name, name === 'demo' ? [args[0], samples[String(args[0])]] : args, mode);
  };
  const call = (name: string, ...args: readonly unknown[]): unknown => as({}, name, ...args);
  return { host, book, records, as, call, run: (name, ...args) => call(name, ...args) as ActionReport };
}

/** A copy in memory, for tests with the same initial workbook. Its states are never changed in place. */
export const cloneOf = (book: WorkbookModel): WorkbookModel => modelOf({ ...book.core });
/** A copy by way of the file: what is not in the bytes is not in the copy. */
export const copyOf = (book: WorkbookModel): WorkbookModel => readWorkbook(workbookBytes(book), 'копия.xlsx');

/** An edit that staff make in the workbook. */
export type Hand = (book: WorkbookModel) => void;
export const READ = 'spreadsheets.values.batchGet';
export const WRITE = 'spreadsheets.batchUpdate';

/** Makes the edit just before the n-th call of a method, counted from the creation of the host. */
export function beforeCall(method: string, when: (n: number) => boolean, hand: Hand): Faults {
  let n = 0;
  return {
    beforeCall: (call: ServiceCall, book) => {
      if (call.method !== method) return;
      n += 1;
      if (when(n)) hand(book);
    },
  };
}
/** Makes the edit once, right after the first look at the cells: before the next call of the Sheets API. */
export function afterLook(hand: Hand): Faults {
  let looks = 0;
  let done = false;
  return {
    beforeCall: (call: ServiceCall, book) => {
      if (call.service !== 'Sheets' || done) return;
      if (looks > 0) {
        done = true;
        hand(book);
      }
      if (call.method === READ) looks += 1;
    },
  };
}

/** Number of calls per method of the Sheets API. */
export const countOf = (records: readonly CallRecord[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { service, method } of records)
    if (service === 'Sheets') counts[method] = (counts[method] ?? 0) + 1;
  return counts;
};

type Request = GoogleAppsScript.Sheets.Schema.Request;
/** The requests in every `batchUpdate`. */
export const requestsOf = (records: readonly CallRecord[]): readonly Request[] =>
  records.flatMap(({ service, method, request }) =>
    service === 'Sheets' && method === WRITE
      ? ((request as { readonly requests?: readonly Request[] }).requests ?? [])
      : [],
  );

/** A new workbook with these programmes connected. */
export function connected(...names: readonly string[]): WorkbookModel {
  const { book, call } = open();
  call('setup', ...names);
  return book;
}

/** The marathon's sample as typed, in a workbook that can be saved. */
export function newSample(): WorkbookModel {
  const { book, call } = open();
  call('demo', 'marathon');
  return book;
}
const typedSample = lazily(newSample);
/** The same after a recompute at its final. */
const countedSample = lazily(() => {
  const book = cloneOf(typedSample());
  open(book).call('recompute');
  return book;
});
/** Copies in memory. */
export const sample = (): WorkbookModel => cloneOf(typedSample());
export const counted = (): WorkbookModel => cloneOf(countedSample());

/** Makes a value when it is first asked for, and once. */
export function lazily<T>(make: () => T): () => T {
  const made: T[] = [];
  return () => (made[0] ??= make());
}
