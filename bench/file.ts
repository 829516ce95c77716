// The workbook file: reading and writing a sheet of many cells, and the share that this takes in a local run.
import { readFileSync } from 'node:fs';
import {
  createHost,
  newWorkbook,
  readWorkbook,
  type WorkbookModel,
  workbookBytes,
} from '../src/local/host.js';
import type { Data } from './data.js';
import { collect, type Figure, figureOf, stopwatch } from './measure.js';
import { programmeOf } from './engine.js';
import { seeded } from './random.js';

const COLUMNS = 10;

export interface FileFigures {
  readonly rows: number;
  readonly mb: number;
  readonly write: Figure;
  readonly read: Figure;
}

function timed<T>(into: number[], work: () => T): T {
  collect();
  const elapsed = stopwatch();
  const made = work();
  into.push(elapsed());
  return made;
}

/** Writes and reads a sheet of numbers, words, dates and checkboxes. */
export function fileFigures(rows: number, count: number): FileFigures {
  const random = seeded(rows);
  const cells = Array.from({ length: rows }, (_, row) => [
    row,
    `Строка ${row}`,
    random.next() * 1_000,
    random.chance(0.5),
    45_000 + random.int(900),
    random.pick(['новая', 'продление', 'дозакупка']),
    `person${random.int(5_000)}@example.com`,
    45_000 + random.next() * 900,
    '',
    random.int(100),
  ]);
  const width = cells[0]?.length;
  if (width !== COLUMNS) throw new Error(`${String(width)} columns`);
  const write: number[] = [];
  const read: number[] = [];
  let bytes = new Uint8Array();
  for (let round = 0; round < count; round += 1) {
    const book = newWorkbook();
    book.addSheet('Данные', cells);
    bytes = Uint8Array.from(timed(write, () => workbookBytes(book)));
    timed(read, () => readWorkbook(bytes, 'данные.xlsx'));
  }
  return { rows, mb: bytes.length / 1e6, write: figureOf(write), read: figureOf(read) };
}

export interface LocalRunFigures {
  readonly read: Figure;
  readonly run: Figure;
  readonly write: Figure;
  /** The share of reading and writing in the whole. */
  readonly share: Figure;
  /** Number of calls by service and method. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Measures `npm run local -- recompute` from file to file, without the start of node. */
export function localRunFigures(id: string, data: Data, bundle: string, count: number): LocalRunFigures {
  const programme = programmeOf(id);
  const code = readFileSync(bundle, 'utf8');
  const now = Date.parse(data.now);
  const book = newWorkbook();
  createHost({ bundle: code, workbook: book, now }).call('setup', [id]);
  for (const [key, { columns, rows }] of Object.entries(data.tables)) {
    const tab = programme.tabs[key];
    if (!tab) throw new Error(`no tab ${key}`);
    const keys = Object.keys(tab.columns);
    const header = book.values(tab.title)[0] ?? [];
    const typed = rows.map((row) => {
      const cells = keys.map((): string | number | boolean | null => null);
      columns.forEach((column, index) => {
        const cell = row[index] ?? '';
        cells[keys.indexOf(column)] = cell === '' ? null : cell;
      });
      return cells;
    });
    book.setRows(tab.title, [header, ...typed]);
  }
  const source = workbookBytes(book);
  const read: number[] = [];
  const run: number[] = [];
  const write: number[] = [];
  let calls: Record<string, number> = {};
  for (let round = 0; round < count; round += 1) {
    const own: WorkbookModel = timed(read, () => readWorkbook(source, 'книга.xlsx'));
    calls = {};
    const record = ({ service, method }: { readonly service: string; readonly method: string }): void => {
      calls[`${service}.${method}`] = (calls[`${service}.${method}`] ?? 0) + 1;
    };
    timed(run, () => createHost({ bundle: code, workbook: own, now, record }).call('recompute'));
    timed(write, () => workbookBytes(own));
  }
  const share = read.map((time, round) => {
    const files = time + (write[round] ?? 0);
    return (100 * files) / (files + (run[round] ?? 0));
  });
  return { read: figureOf(read), run: figureOf(run), write: figureOf(write), share: figureOf(share), calls };
}
