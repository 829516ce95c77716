// Shared by the tests of sheets, mail and run: a workbook of plain grids behind the ports of the host.
// It only stores values: formats, notes and rules are checked in the requests themselves, or with the real
// local host.
import type { Cell } from '../../src/rules/kinds.js';
import type { Tab } from '../../src/rules/tabs.js';
import { type Instant, instant, plus, type Zone, zoneNamed } from '../../src/rules/zone.js';
import { bindColumns } from '../../src/sheets/bind.js';
import type { Place } from '../../src/sheets/diff.js';
import type { Grid } from '../../src/sheets/grid.js';
import { parseTab, type ParsedTab } from '../../src/sheets/parse.js';
import {
  type Book,
  type Host,
  type Message,
  type Request,
  StaleWorkbook,
  type TriggerInfo,
} from '../../src/sheets/ports.js';

export function fail(message: string): never {
  throw new Error(message);
}

export const UTC: Zone = zoneNamed('UTC') ?? fail('no UTC');
export const MOSCOW: Zone = zoneNamed('Europe/Moscow') ?? fail('no Moscow');
export const ALMATY: Zone = zoneNamed('Asia/Almaty') ?? fail('no Almaty');

/** An instant written as ISO with offset. */
export const at = (iso: string): Instant => {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? fail(`not an instant: ${iso}`) : instant(ms);
};

export const headersOf = (tab: Tab): string[] => Object.values(tab.columns).map((column) => column.header);

/** A tab found in a workbook. */
export const placeOf = (tab: Tab, grid: Grid, sheetId = 7): Place => ({
  tab,
  sheetId,
  title: tab.title,
  grid,
  columns: bindColumns(tab, grid[0] ?? []),
});

export const parsed = (tab: Tab, grid: Grid, zone: Zone = UTC): ParsedTab =>
  parseTab({ tab, title: tab.title, sheetId: 7, grid }, zone);

/** A sheet of the fake workbook; its rows are changed in place. */
export interface FakeSheet {
  readonly id: number;
  title: string;
  rows: Cell[][];
  rowCount: number;
  readonly columnCount: number;
}

export const sheet = (id: number, title: string, rows: readonly (readonly Cell[])[]): FakeSheet => ({
  id,
  title,
  rows: rows.map((row) => [...row]),
  rowCount: 1000,
  columnCount: 26,
});

type CellData = GoogleAppsScript.Sheets.Schema.CellData;
const valueOf = (cell: CellData): Cell => {
  const { stringValue, numberValue, boolValue } = cell.userEnteredValue ?? {};
  return stringValue ?? numberValue ?? boolValue ?? '';
};

/** Applies the values of `updateCells` to rows. */
export function applyUpdate(rows: Cell[][], update: NonNullable<Request['updateCells']>): void {
  const mask = (update.fields ?? '').split(/[,(]/);
  if (!mask.includes('userEnteredValue')) return;
  const { rowIndex = 0, columnIndex = 0 } = update.start ?? fail('updateCells without start');
  (update.rows ?? []).forEach(({ values = [] }, r) => {
    values.forEach((cell, c) => {
      while (rows.length <= rowIndex + r) rows.push([]);
      const row = rows[rowIndex + r] ?? fail('no row');
      while (row.length < columnIndex + c) row.push('');
      row[columnIndex + c] = valueOf(cell);
    });
  });
}

/** What the values API returns for rows: without trailing empty cells and rows. */
export function trimmed(rows: readonly (readonly Cell[])[]): Cell[][] {
  const out = rows.map((row) => {
    const cells = Array.from(row, (cell: Cell | undefined) => cell ?? '');
    while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
    return cells;
  });
  while (out.length > 0 && out[out.length - 1]?.length === 0) out.pop();
  return out;
}

const columnIndex = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Reads a range as the API does: a whole tab, rows, columns or a rectangle. */
function readRange(sheets: readonly FakeSheet[], range: string): Cell[][] {
  const [, name = '', area] = /^'((?:[^']|'')+)'(?:!(.+))?$/.exec(range) ?? fail(`not a range: ${range}`);
  const title = name.replace(/''/g, "'");
  const found = sheets.find((one) => one.title === title) ?? fail(`Unable to parse range: ${range}`);
  if (area === undefined) return trimmed(found.rows);
  const [, left = '', top = '', right = '', bottom = ''] =
    /^([A-Z]*)(\d*):([A-Z]*)(\d*)$/.exec(area) ?? fail(`not an area: ${area}`);
  const rows = found.rows.slice(top === '' ? 0 : Number(top) - 1, bottom === '' ? undefined : Number(bottom));
  const from = left === '' ? 0 : columnIndex(left);
  const to = right === '' ? Infinity : columnIndex(right) + 1;
  return trimmed(rows.map((row) => row.slice(from, to)));
}

export interface FakeBook extends Book {
  readonly sheets: FakeSheet[];
  readonly reads: (readonly string[])[];
  readonly writes: (readonly Request[])[];
  /** What staff do just before the n-th call (from 1) of a kind. */
  before: (kind: 'read' | 'write', call: number) => void;
}

export function fakeBook(...sheets: FakeSheet[]): FakeBook {
  const byId = (id: number | undefined): FakeSheet =>
    sheets.find((one) => one.id === (id ?? 0)) ?? fail(`No grid with id: ${id}`);
  const made: FakeBook = {
    sheets,
    reads: [],
    writes: [],
    before: () => undefined,
    describe: () =>
      sheets.map(({ id, title, rowCount, columnCount }) => ({ sheetId: id, title, rowCount, columnCount })),
    read: (ranges) => {
      made.before('read', made.reads.length + 1);
      made.reads.push(ranges);
      return ranges.map((range) => readRange(sheets, range));
    },
    write: (requests) => {
      made.before('write', made.writes.length + 1);
      const marks = requests.flatMap(
        ({ createDeveloperMetadata: mark }) => mark?.developerMetadata?.metadataId ?? [],
      );
      if (new Set(marks).size < marks.length) throw new StaleWorkbook('a number of a mark is taken');
      made.writes.push(requests);
      for (const { updateCells, addSheet, appendDimension, deleteDimension } of requests) {
        if (updateCells) applyUpdate(byId(updateCells.start?.sheetId).rows, updateCells);
        if (addSheet?.properties)
          sheets.push(sheet(addSheet.properties.sheetId ?? 0, addSheet.properties.title ?? '', []));
        if (appendDimension?.dimension === 'ROWS')
          byId(appendDimension.sheetId).rowCount += appendDimension.length ?? 0;
        const { sheetId, dimension, startIndex = 0, endIndex = 0 } = deleteDimension?.range ?? {};
        if (dimension === 'ROWS') byId(sheetId).rows.splice(startIndex, endIndex - startIndex);
      }
    },
  };
  return made;
}

export interface FakeHost extends Host {
  readonly book: FakeBook;
  readonly mails: Message[];
  readonly properties: Map<string, string>;
  readonly triggersAt: TriggerInfo[];
  clock: Instant;
  /** Called before each letter is sent; may throw the errors of the mail service. */
  onSend: (message: Message, index: number) => void;
  quotaLeft: number;
}

/** Google's limit for the value of one property, in bytes. */
const LARGEST_PROPERTY = 9 * 1024;

export function fakeHost(book: FakeBook, now: string): FakeHost {
  const mails: Message[] = [];
  const properties = new Map<string, string>();
  const triggersAt: TriggerInfo[] = [];
  let nonces = 0;
  const host: FakeHost = {
    book,
    mails,
    properties,
    triggersAt,
    clock: at(now),
    quotaLeft: 100,
    onSend: () => undefined,
    mailer: {
      quota: () => host.quotaLeft,
      send: (message) => {
        host.onSend(message, mails.length);
        mails.push(message);
        host.quotaLeft -= message.cc === '' ? 1 : 2;
      },
    },
    triggers: {
      list: () => triggersAt,
      addDaily: (handler) => triggersAt.push({ handler, id: String(triggersAt.length) }),
      addEveryFiveMinutes: (handler) => triggersAt.push({ handler, id: String(triggersAt.length) }),
      remove: (id) =>
        triggersAt.splice(
          triggersAt.findIndex((one) => one.id === id),
          1,
        ),
    },
    store: {
      get: (key) => properties.get(key) ?? null,
      set: (key, value) => {
        if (Buffer.byteLength(value) > LARGEST_PROPERTY) fail('Argument too large: value');
        properties.set(key, value);
      },
    },
    cache: { get: () => null, put: () => undefined },
    screen: null,
    now: () => host.clock,
    locked: (work) => ({ value: work() }),
    sleep: (ms) => {
      host.clock = plus(host.clock, ms);
    },
    nonce: () => String((nonces += 1)),
    user: () => 'staff@example.com',
    isStaff: () => true,
    pageUrl: () => '',
    log: () => undefined,
  };
  return host;
}
