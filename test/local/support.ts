// Shared by the tests of the local host: a tiny bundle that forwards requests.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import {
  createHost,
  type Host,
  type HostOptions,
  newWorkbook,
  type WorkbookModel,
} from '../../src/local/host.js';

/**
 * Global functions for single operations; errors are returned as data, so that the tests can examine them.
 */
export const BUNDLE = `
function guarded(f) {
  try { return { ok: f() }; }
  catch (e) { return { isError: e instanceof Error, name: e.name, message: e.message, code: e.details && e.details.code }; }
}
function id() { return SpreadsheetApp.getActiveSpreadsheet().getId(); }
function update(requests) { return guarded(function () { return Sheets.Spreadsheets.batchUpdate({ requests: requests }, id()).replies; }); }
function read(ranges) {
  return guarded(function () {
    var options = { ranges: ranges, valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'SERIAL_NUMBER' };
    return Sheets.Spreadsheets.Values.batchGet(id(), options).valueRanges;
  });
}
function get(fields) { return guarded(function () { return Sheets.Spreadsheets.get(id(), { fields: fields }); }); }
function run(source) { return guarded(function () { return (new Function(source))(); }); }
`;

export interface Outcome {
  readonly ok?: unknown;
  readonly isError?: boolean;
  readonly name?: string;
  readonly message?: string;
  readonly code?: number;
}

export interface TestHost extends Host {
  readonly update: (...requests: readonly object[]) => Outcome;
  readonly read: (...ranges: readonly string[]) => unknown;
  readonly get: (fields: string) => unknown;
  /** Runs statements in the context of the bundle. */
  readonly run: (source: string) => Outcome;
}

export function host(workbook: WorkbookModel = newWorkbook(), options: Partial<HostOptions> = {}): TestHost {
  const made = createHost({ bundle: BUNDLE, workbook, now: Date.parse('2023-10-06T09:00:00Z'), ...options });
  const call = (name: string, ...args: readonly unknown[]): Outcome => made.call(name, args) as Outcome;
  return {
    ...made,
    update: (...requests) => call('update', requests),
    read: (...ranges) => call('read', ranges).ok ?? call('read', ranges),
    get: (fields) => call('get', fields).ok ?? call('get', fields),
    run: (source) => call('run', source),
  };
}

/** The texts of a workbook file's parts, by path. */
export const parts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));

/** The workbook file with these parts. */
export const packed = (texts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])));

/** The workbook file with some parts changed or, if they are not there, added. */
export function changedIn(
  bytes: Uint8Array,
  changes: Readonly<Record<string, (xml: string) => string>>,
): Uint8Array {
  const before = parts(bytes);
  const after = { ...before };
  for (const [name, change] of Object.entries(changes)) after[name] = change(before[name] ?? '');
  return packed(after);
}

/** A row of plain values in the API's RowData format. */
export function row(...values: readonly (string | number | boolean | null)[]): object {
  return {
    values: values.map((value) => {
      if (value === null) return { userEnteredValue: {} };
      if (typeof value === 'string') return { userEnteredValue: { stringValue: value } };
      return { userEnteredValue: typeof value === 'number' ? { numberValue: value } : { boolValue: value } };
    }),
  };
}

export function write(
  sheetId: number,
  rowIndex: number,
  columnIndex: number,
  ...rows: readonly object[]
): object {
  return { updateCells: { start: { sheetId, rowIndex, columnIndex }, rows, fields: 'userEnteredValue' } };
}
