// What users would do instead: the rating with COUNTIFS, SUMIFS and RANK, recalculated by LibreOffice without
// a screen.
// The same cells without formulas are converted too; the difference is the time of the recalculation. Totals
// must equal the engine's.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Table } from './data.js';
import { marathonData } from './marathon/data.js';

interface Formula {
  readonly formula: string;
}
type SheetCell = string | number | boolean | Formula;
interface Sheet {
  readonly title: string;
  readonly rows: readonly (readonly SheetCell[])[];
}

const letter = (column: number): string => String.fromCharCode(65 + column);
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function cellXml(cell: SheetCell, row: number, column: number): string {
  if (cell === '') return '';
  const at = `r="${letter(column)}${row + 1}"`;
  if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c ${at} t="b"><v>${cell ? 1 : 0}</v></c>`;
  // A formula without a stored value has to be computed when the file is opened.
  if (typeof cell === 'object') return `<c ${at}><f>${escaped(cell.formula)}</f></c>`;
  return `<c ${at} t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The smallest .xlsx that contains these cells. */
function xlsx(sheets: readonly Sheet[]): Uint8Array {
  const each = (make: (number: number, sheet: Sheet) => string): string =>
    sheets.map((sheet, index) => make(index + 1, sheet)).join('');
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((n, { title }) => `<sheet name="${title}" sheetId="${n}" r:id="r${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${each((n) => `<Relationship Id="r${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`,
  };
  sheets.forEach(({ rows }, index) => {
    const body = rows
      .map(
        (row, r) => `<row r="${r + 1}">${row.map((cell, column) => cellXml(cell, r, column)).join('')}</row>`,
      )
      .join('');
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet xmlns="${MAIN}"><sheetData>${body}</sheetData></worksheet>`;
  });
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(XML + text)])),
    { level: 1 },
  );
}

/**
 * The workbook that a careful user would make from clean rows; `formulas: false` leaves the rating's cells
 * empty.
 */
function ratingBook(size: number, formulas: boolean): Uint8Array {
  const { tables } = marathonData(size, { clean: true });
  const sheet = (title: string, key: string): Sheet => {
    const { columns = [], rows = [] }: Partial<Table> = tables[key] ?? {};
    return { title, rows: [columns, ...rows] };
  };
  const data = [
    sheet('Посещения', 'attendance'),
    sheet('Тесты', 'quiz'),
    sheet('Задания', 'tasks'),
    sheet('Продажи', 'sales'),
    sheet('Дополнительные', 'extra'),
  ] as const;
  const range = (index: 0 | 1 | 2 | 3 | 4, column: string): string => {
    const { title, rows } = data[index];
    return `'${title}'!$${column}$2:$${column}$${rows.length}`;
  };
  const [attendance, quiz, tasks, sales, extra] = [0, 1, 2, 3, 4] as const;
  const people = tables.registrations?.rows ?? [];
  const rating = people.map((person, index): SheetCell[] => {
    const row = index + 2;
    const own = [person[0] ?? '', person[3] ?? ''];
    if (!formulas) return own;
    const email = `$B${row}`;
    return [
      ...own,
      { formula: `COUNTIFS(${range(attendance, 'B')},${email},${range(attendance, 'C')},"онлайн")` },
      { formula: `SUMIFS(${range(quiz, 'D')},${range(quiz, 'B')},${email})` },
      { formula: `3*COUNTIFS(${range(tasks, 'D')},${email},${range(tasks, 'F')},TRUE)` },
      {
        formula: `3*COUNTIFS(${range(sales, 'B')},${email},${range(sales, 'E')},"новая",${range(sales, 'F')},">=10000",${range(sales, 'A')},">=45190",${range(sales, 'A')},"<=45233",${range(sales, 'G')},TRUE)`,
      },
      { formula: `SUMIFS(${range(extra, 'B')},${range(extra, 'A')},${email})` },
      { formula: `SUM(C${row}:G${row})` },
      { formula: `RANK(H${row},$H$2:$H$${people.length + 1})` },
    ];
  });
  const header = ['Никнейм', 'Email', 'Посещения', 'Тесты', 'Задания', 'Продажи', 'Доп.', 'Итого', 'Место'];
  return xlsx([{ title: 'Рейтинг', rows: [header, ...rating] }, ...data]);
}

export interface SpreadsheetFigures {
  readonly size: number;
  /** Milliseconds: with formulas, without, and the difference. */
  readonly withFormulas: number;
  readonly without: number;
  readonly recalculation: number;
  /** Nickname → [total, place]. */
  readonly totals: ReadonlyMap<string, readonly [number, number]>;
}

export function hasLibreOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds of each conversion; the fastest one counts, because noise only adds time. */
export function spreadsheetFigures(size: number, runs: number): SpreadsheetFigures {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-bench-'));
  try {
    /** CPU time in milliseconds: LibreOffice is a separate process, so other processes do not affect it. */
    const convert = (name: string): number => {
      const command = [
        'soffice',
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless --convert-to "csv:Text - txt - csv (StarCalc):44,34,76"',
        `--outdir ${folder} ${join(folder, name)}`,
      ].join(' ');
      const script = `TIMEFORMAT='%U %S'; { time ${command} >/dev/null 2>&1; } 2>&1`;
      const [user = Number.NaN, system = Number.NaN] = execFileSync('bash', ['-c', script], {
        encoding: 'utf8',
      })
        .trim()
        .split(' ')
        .map(Number);
      return (user + system) * 1_000;
    };
    writeFileSync(join(folder, 'plain.xlsx'), ratingBook(size, false));
    writeFileSync(join(folder, 'rating.xlsx'), ratingBook(size, true));
    // The first start creates the profile.
    convert('plain.xlsx');
    let without = Infinity;
    let withFormulas = Infinity;
    for (let run = 0; run < runs; run += 1) {
      without = Math.min(without, convert('plain.xlsx'));
      withFormulas = Math.min(withFormulas, convert('rating.xlsx'));
    }
    const totals = new Map<string, readonly [number, number]>();
    for (const line of readFileSync(join(folder, 'rating.csv'), 'utf8').trim().split('\n').slice(1)) {
      const cells = line.split(',');
      totals.set((cells[0] ?? '').replace(/"/g, ''), [Number(cells[7]), Number(cells[8])]);
    }
    return { size, withFormulas, without, recalculation: withFormulas - without, totals };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
