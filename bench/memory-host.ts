// A host over arrays. It implements `values.batchGet`, with new strings as if received from the network, and
// `batchUpdate` for values only. The payload is real: each cell read or written passes through JSON and is
// counted.
import type { Cell } from '../src/rules/kinds.js';
import { instant, MINUTE, plus } from '../src/rules/zone.js';
import type { SheetInfo } from '../src/sheets/bind.js';
import type { Grid } from '../src/sheets/grid.js';
import type { Host, Request } from '../src/sheets/ports.js';

export interface Traffic {
  reads: number;
  writes: number;
  bytesRead: number;
  bytesWritten: number;
  cellsWritten: number;
}

export interface MemoryHost extends Host {
  readonly traffic: Traffic;
  /** A sheet's cells. They may be changed in place; call `touched` afterwards. */
  readonly cells: (title: string) => Cell[][];
  readonly touched: (title: string) => void;
  /** Advances the clock by a minute, so that the next run is later than the last one. */
  readonly wait: () => void;
}

interface Sheet {
  readonly id: number;
  readonly title: string;
  rowCount: number;
  cells: Cell[][];
  /** The cells as JSON; null when they have changed since. */
  json: string | null;
}

const RANGE = /^'((?:[^']|'')*)'(?:!(?:(1:1)|([A-Z]+):[A-Z]+))?$/;

const columnIndex = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Like Google, leaves out empty cells at the end of a row. */
function trimmed(row: readonly Cell[]): readonly Cell[] {
  let width = row.length;
  while (width > 0 && row[width - 1] === '') width -= 1;
  return width === row.length ? row : row.slice(0, width);
}

export function memoryHost(now: string): MemoryHost {
  const sheets: Sheet[] = [];
  const store = new Map<string, string>();
  const traffic: Traffic = { reads: 0, writes: 0, bytesRead: 0, bytesWritten: 0, cellsWritten: 0 };
  let at = instant(Date.parse(now));
  const byTitle = (title: string): Sheet => {
    const found = sheets.find((sheet) => sheet.title === title);
    if (!found) throw new Error(`no sheet «${title}»`);
    return found;
  };
  const byId = (id: number | undefined): Sheet => {
    const found = sheets.find((sheet) => sheet.id === id);
    if (!found) throw new Error(`no sheet ${id}`);
    return found;
  };

  const answer = (range: string): string => {
    const [, title = '', header, column] = RANGE.exec(range) ?? [];
    const sheet = byTitle(title.replace(/''/g, "'"));
    if (header) return JSON.stringify(sheet.cells.slice(0, 1));
    if (column) {
      const index = columnIndex(column);
      return JSON.stringify(sheet.cells.map((row) => trimmed([row[index] ?? ''])));
    }
    return (sheet.json ??= JSON.stringify(sheet.cells.map(trimmed)));
  };

  const update = ({ start, rows }: NonNullable<Request['updateCells']>): void => {
    const sheet = byId(start?.sheetId);
    const top = start?.rowIndex ?? 0;
    const left = start?.columnIndex ?? 0;
    sheet.json = null;
    (rows ?? []).forEach(({ values = [] }, down) => {
      while (sheet.cells.length <= top + down) sheet.cells.push([]);
      const row = sheet.cells[top + down] ?? [];
      values.forEach(({ userEnteredValue }, right) => {
        while (row.length <= left + right) row.push('');
        const { stringValue, numberValue, boolValue } = userEnteredValue ?? {};
        row[left + right] = stringValue ?? numberValue ?? boolValue ?? '';
        traffic.cellsWritten += 1;
      });
    });
  };
  const apply = (request: Request): void => {
    const properties = request.addSheet?.properties;
    if (properties)
      sheets.push({
        id: properties.sheetId ?? 0,
        title: properties.title ?? '',
        rowCount: properties.gridProperties?.rowCount ?? 1_000,
        cells: [],
        json: null,
      });
    if (request.appendDimension?.dimension === 'ROWS')
      byId(request.appendDimension.sheetId).rowCount += request.appendDimension.length ?? 0;
    if (request.updateCells) update(request.updateCells);
  };

  return {
    traffic,
    cells: (title) => byTitle(title).cells,
    touched: (title) => {
      const sheet = byTitle(title);
      sheet.json = null;
      sheet.rowCount = Math.max(sheet.rowCount, sheet.cells.length);
    },
    wait: () => {
      at = plus(at, MINUTE);
    },
    book: {
      describe: (): readonly SheetInfo[] => {
        traffic.reads += 1;
        return sheets.map(({ id, title, rowCount }) => ({ sheetId: id, title, rowCount, columnCount: 26 }));
      },
      read: (ranges) => {
        traffic.reads += 1;
        return ranges.map((range) => {
          const text = answer(range);
          traffic.bytesRead += Buffer.byteLength(text);
          return JSON.parse(text) as Grid;
        });
      },
      write: (requests) => {
        traffic.writes += 1;
        traffic.bytesWritten += Buffer.byteLength(JSON.stringify({ requests }));
        requests.forEach(apply);
      },
    },
    mailer: { quota: () => 0, send: () => undefined },
    triggers: {
      list: () => [],
      addDaily: () => undefined,
      addEveryFiveMinutes: () => undefined,
      remove: () => undefined,
    },
    store: {
      get: (key) => store.get(key) ?? null,
      set: (key, value) => {
        store.set(key, value);
      },
    },
    cache: { get: () => null, put: () => undefined },
    screen: null,
    now: () => at,
    locked: (work) => ({ value: work() }),
    sleep: () => undefined,
    user: () => 'bench@example.com',
    pageUrl: () => 'https://example.org/page',
    nonce: () => String(Math.random()),
    isStaff: () => true,
    log: () => undefined,
  };
}
