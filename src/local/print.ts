// Prints an action's result: texts as they are, lists of flat objects as tables, anything else as JSON.
import { type HtmlOutput, servedPage } from './services/html.js';

/** What staff call the properties of the bundle's own lists; a programme's action names its own in Russian. */
const HEADS: Readonly<Record<string, string>> = {
  tab: 'Вкладка',
  row: 'Строка',
  column: 'Столбец',
  before: 'Было',
  after: 'Станет',
  difference: 'Разница',
  programme: 'Программа',
  object: 'Объект',
  what: 'Что',
  due: 'Срок',
  state: 'Состояние',
  responsible: 'Ответственный',
  note: 'Примечание',
  status: 'Статус',
  notBefore: 'Отправить не раньше',
  to: 'Кому',
  text: 'Текст',
};
/** The figures of a change: written alike within a column of a tab. */
const CHANGED = ['before', 'after', 'difference'];
/** A letter has a subject; a change is about something. */
const headOf = (name: string, names: readonly string[]): string =>
  name === 'subject' ? (names.includes('to') ? 'Тема' : 'О чём') : (HEADS[name] ?? name);

/** A result as text that a terminal only shows. */
export const readable = (value: unknown): string => printable(textOf(value));

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  const page = pageText(value);
  if (page !== null) return page;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isReport(value) && typeof value['message'] === 'string')
    return [value['message'], ...tablesOf(value['result'])].join('\n');
  if (Array.isArray(value) && value.length > 0 && value.every(isFlat)) return table(value);
  return JSON.stringify(value, null, 2);
}

const FIRST_PICTURE = 0x2400;
/**
 * The text with its control characters as pictures («␛»): a cell holds whatever anybody has typed, and a terminal would
 * obey it. Ends of lines and tabs stay.
 */
export const printable = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (found) => {
    const code = found.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(FIRST_PICTURE + code) : '\ufffd';
  });

/** The tables in an action's result: a list of flat objects, or several such lists by name. */
function tablesOf(result: unknown): string[] {
  if (Array.isArray(result)) return result.length > 0 && result.every(isFlat) ? ['', table(result)] : [];
  if (typeof result !== 'object' || result === null) return [];
  return Object.values(result).flatMap(tablesOf);
}

/** The page returned by `doGet`, as Google would serve it; null for anything but an output of HtmlService. */
export const pageText = (value: unknown): string | null => (isHtmlOutput(value) ? servedPage(value) : null);

const isHtmlOutput = (value: unknown): value is HtmlOutput =>
  typeof value === 'object' && value !== null && 'getContent' in value && 'getMetaTags' in value;

/** Whether a value is the report that every menu action returns. */
export function isReport(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && 'rows' in value && 'changed' in value;
}

function isFlat(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((inner) => typeof inner !== 'object' || inner === null)
  );
}

/** Aligned columns under their heads. Only the last one holds texts of any length; `--json` has all of them whole. */
export function table(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const figures = names.map((name) =>
    // The bundle's own lists hold numbers of rows and cells as they are; an action's may hold numbers of rows too.
    name in HEADS || name === HEADS['row']
      ? JSON.stringify
      : figureOf(
          rows.map((row) => row[name]),
          true,
        ),
  );
  const changed = changedFigures(rows);
  const cells = [
    names.map((name) => headOf(name, names)),
    ...rows.map((row) =>
      names.map((name, at) => cell(row[name], CHANGED.includes(name) ? changed(row) : figures[at])),
    ),
  ];
  const lines = cells.map((line) => line.map((text, c) => (c < names.length - 1 ? shorten(text) : text)));
  const widths = names.map((_, c) => Math.max(...lines.map((line) => line[c]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, c) => text.padEnd(widths[c] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Longer texts would push what stands behind them off the screen. */
const WIDEST = 60;
export const shorten = (text: string, widest = WIDEST): string =>
  text.length > widest ? `${text.slice(0, widest - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;

type Row = Readonly<Record<string, unknown>>;

/** How to write the figures of the column that a row is about. */
function changedFigures(rows: readonly Row[]): (row: Row) => (figure: number) => string {
  const columnOf = ({ tab, column }: Row): string => JSON.stringify([tab, column]);
  const cells = new Map<string, unknown[]>();
  for (const row of rows) {
    const known = cells.get(columnOf(row)) ?? [];
    cells.set(columnOf(row), known);
    known.push(...CHANGED.map((name) => row[name]));
  }
  const figures = new Map([...cells].map(([column, known]) => [column, figureOf(known)]));
  return (row) => figures.get(columnOf(row)) ?? String;
}

/**
 * Writes the figures of one or several columns, all with the same number of decimals. Sums are grouped; counts and
 * numbers of rows only if there are long ones.
 */
export function figureOf(cells: readonly unknown[], areSums = false): (figure: number) => string {
  const figures = cells.filter((one) => typeof one === 'number');
  const digits = figures.every(Number.isInteger) ? 0 : 2;
  const numbers = new Intl.NumberFormat('ru-RU', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: areSums || digits > 0 || figures.some((n) => Math.abs(n) >= 10_000),
  });
  return (figure) => numbers.format(figure).replace('-', '−');
}

function cell(value: unknown, figure: (n: number) => string = JSON.stringify): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return figure(value);
  return (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\s+/g, ' ');
}
