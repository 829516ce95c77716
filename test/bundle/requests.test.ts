// Every request of every action is valid by the Sheets API's own description, and its masks name existing
// fields.
import { describe, expect, test } from '@jest/globals';
import { newWorkbook } from '../../src/local/host.js';
import { check } from '../../src/local/sheets-api/check.js';
import { programmes } from '../../src/rules/registry.js';
import { GOOGLE_SCHEMAS } from '../local/google-schemas.js';
import { open, requestsOf } from './open.js';
import { setSetting } from './tables.js';

/** The leaves of a field mask: `a(b,c.d),e` → a.b, a.c.d, e. */
function maskLeaves(mask: string): string[] {
  const leaves: string[] = [];
  const stack: string[] = [];
  let name = '';
  const close = (): void => {
    if (name !== '') leaves.push([...stack, name].join('.'));
    name = '';
  };
  for (const char of mask) {
    if (char === '(') {
      stack.push(name);
      name = '';
    } else if (char === ')') {
      close();
      stack.pop();
    } else if (char === ',') close();
    else name += char;
  }
  close();
  return leaves;
}

/** Whether a path of names exists in a schema. */
const leads = (type: string, path: readonly string[]): boolean => {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  const inner = GOOGLE_SCHEMAS[type]?.[name];
  return inner !== undefined && leads(inner, rest);
};

/** The type to which the mask of each kind of request applies. */
const MASKED: Readonly<Record<string, string>> = {
  updateCells: 'CellData',
  repeatCell: 'CellData',
  updateSheetProperties: 'SheetProperties',
  updateDimensionProperties: 'DimensionProperties',
};

describe("requests checked against the API's description", () => {
  let made: GoogleAppsScript.Sheets.Schema.Request[] | null = null;
  const sent = (): readonly GoogleAppsScript.Sheets.Schema.Request[] => {
    if (made) return made;
    const book = newWorkbook();
    const all: GoogleAppsScript.Sheets.Schema.Request[] = [];
    const { call, records } = open(book, { quota: 5 });
    const note = (name: string, ...args: readonly unknown[]): void => {
      call(name, ...args);
      all.push(...requestsOf(records));
    };
    note('setup', ...programmes.map(({ id }) => id));
    for (const { id } of programmes) note('demo', id);
    note('recompute');
    note('draw', 'семь-сорок');
    note('send');
    setSetting(book, 'Марафон', 'Режим писем', 'авто');
    note('daily');
    note('erasePerson', 'uchastnik01@example.com');
    note('selfTest');
    book.deleteColumn('Рейтинг', 2);
    note('recompute');
    made = all;
    return all;
  };

  test('setup, demo, recompute, draw, send, daily, erasure, self-test: every one is valid', () => {
    const requests = sent();
    expect(requests.length).toBeGreaterThan(1_000);
    expect(check(GOOGLE_SCHEMAS, 'BatchUpdateSpreadsheetRequest', { requests }, '')).toBeNull();
    expect(requests.filter((one) => Object.keys(one).length !== 1)).toEqual([]);
  });

  test('every field mask names existing fields', () => {
    const wrong: string[] = [];
    const kinds = new Set<string>();
    for (const request of sent())
      for (const [kind, body] of Object.entries(request) as [string, { readonly fields?: string }][]) {
        const over = MASKED[kind];
        if (body.fields === undefined) continue;
        kinds.add(kind);
        if (over === undefined || body.fields.trim() === '') wrong.push(`${kind}: ${body.fields}`);
        else
          for (const leaf of maskLeaves(body.fields))
            if (!leads(over, leaf.split('.'))) wrong.push(`${kind}: ${leaf}`);
      }
    expect(wrong).toEqual([]);
    expect([...kinds].sort()).toEqual(['repeatCell', 'updateCells', 'updateDimensionProperties']);
  });

  test('the check itself detects invalid requests', () => {
    expect(
      check(GOOGLE_SCHEMAS, 'BatchUpdateSpreadsheetRequest', { requests: [{ updateCell: {} }] }, ''),
    ).not.toBeNull();
    expect(leads('CellData', ['userEnteredFormat', 'numberFormats'])).toBe(false);
    expect(maskLeaves('a(b,c.d),e')).toEqual(['a.b', 'a.c.d', 'e']);
  });
});
