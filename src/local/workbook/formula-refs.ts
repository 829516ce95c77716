// References inside formulas: expands shared formulas, and adapts staff's formulas to moved or renamed cells.
// A tokeniser, not a parser: quoted text, columns of tables and references to other workbooks are skipped, and
// anything but a reference is kept.
import { columnIndex, columnName, MAX_COLUMNS, MAX_ROWS, type Shift, shiftSpan } from './rect.js';

const TOKEN =
  /"(?:[^"]|"")*"|\[[^[\]]*\](?:[\p{L}\p{N}_.]*![$A-Z\d:]+)?|(?<![\p{L}\p{N}_.$\]])(?:('(?:[^']|'')+'|[\p{L}_\\][\p{L}\p{N}_.]*)!)?(\$?[A-Z]{1,3}\$?[1-9]\d*(?::\$?[A-Z]{1,3}\$?[1-9]\d*)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?[1-9]\d*:\$?[1-9]\d*)(?![\p{L}\p{N}_.(!])/gu;

interface Edge {
  readonly value: number;
  readonly fixed: boolean;
}

interface Reference {
  readonly top: Edge | null;
  readonly left: Edge | null;
  readonly bottom: Edge | null;
  readonly right: Edge | null;
  readonly pair: boolean;
}

type Change = (
  sheet: string | null,
  reference: Reference,
) => { sheet: string | null; reference: Reference } | null;

function mapReferences(formula: string, change: Change): string {
  return formula.replace(TOKEN, (token: string, sheet: string | undefined, text: string | undefined) => {
    if (text === undefined) return token;
    const title = sheet === undefined ? null : unquoteTitle(sheet);
    const reference = parseReference(text);
    const changed = change(title, reference);
    if (changed === null) return '#REF!';
    if (changed.reference === reference && changed.sheet === title) return token;
    const prefix =
      changed.sheet === null ? '' : `${changed.sheet === title ? (sheet ?? '') : quoteTitle(changed.sheet)}!`;
    return prefix + referenceText(changed.reference);
  });
}

/** A formula moved by a number of rows and columns from its cell. */
export function relocateFormula(formula: string, rows: number, columns: number): string {
  const moved = (edge: Edge | null, by: number): Edge | null =>
    edge && !edge.fixed ? { ...edge, value: edge.value + by } : edge;
  return mapReferences(formula, (sheet, r) => {
    const edges = {
      top: moved(r.top, rows),
      bottom: moved(r.bottom, rows),
      left: moved(r.left, columns),
      right: moved(r.right, columns),
    };
    const isOutside = Object.values(edges).some((edge) => edge !== null && edge.value < 0);
    return isOutside ? null : { sheet, reference: { ...r, ...edges } };
  });
}

/**
 * The formula after rows or columns of sheet `title` were inserted or deleted; `home` is the sheet of the
 * formula.
 */
export function shiftFormula(formula: string, home: string | null, title: string, shift: Shift): string {
  return mapReferences(formula, (sheet, r) => {
    if (!sameTitle(sheet ?? home, title)) return { sheet, reference: r };
    const rows = shift.axis === 'ROWS';
    const [start, end] = rows ? [r.top, r.bottom] : [r.left, r.right];
    if (start === null || end === null) return { sheet, reference: r };
    const low = Math.min(start.value, end.value);
    const high = Math.max(start.value, end.value);
    const span = shiftSpan(low, high + 1, shift, rows ? MAX_ROWS : MAX_COLUMNS);
    if (span === null) return null;
    if (span[0] === low && span[1] === high + 1) return { sheet, reference: r };
    const from = { ...start, value: span[0] };
    const to = { ...end, value: span[1] - 1 };
    return { sheet, reference: rows ? { ...r, top: from, bottom: to } : { ...r, left: from, right: to } };
  });
}

/** The formula after sheet `from` was renamed or (`to` = null) deleted. */
export function renameInFormula(formula: string, from: string, to: string | null): string {
  return mapReferences(formula, (sheet, reference) => {
    if (sheet === null || !sameTitle(sheet, from)) return { sheet, reference };
    return to === null ? null : { sheet: to, reference };
  });
}

export function quoteTitle(title: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(title) && !/^[A-Z]{1,3}\d+$|^R\d*C\d*$/i.test(title)
    ? title
    : `'${title.replace(/'/g, "''")}'`;
}

function unquoteTitle(text: string): string {
  return text.startsWith("'") ? text.slice(1, -1).replace(/''/g, "'") : text;
}

function sameTitle(a: string | null, b: string): boolean {
  return a !== null && a.toLowerCase() === b.toLowerCase();
}

function parseReference(text: string): Reference {
  const [first = '', last] = text.split(':');
  const edges = (part: string): readonly [Edge | null, Edge | null] => {
    const match = /^(\$?)([A-Z]*)(\$?)(\d*)$/.exec(part);
    const [, fixedColumn, letters = '', fixedRow, digits = ''] = match ?? [];
    return [
      digits === ''
        ? null
        : { value: Number(digits) - 1, fixed: fixedRow === '$' || (letters === '' && fixedColumn === '$') },
      letters === '' ? null : { value: columnIndex(letters), fixed: fixedColumn === '$' },
    ];
  };
  const [top, left] = edges(first);
  const [bottom, right] = last === undefined ? [top, left] : edges(last);
  return { top, left, bottom, right, pair: last !== undefined };
}

function referenceText(r: Reference): string {
  const part = (row: Edge | null, column: Edge | null): string =>
    (column ? (column.fixed ? '$' : '') + columnName(column.value) : '') +
    (row ? (row.fixed ? '$' : '') + String(row.value + 1) : '');
  return r.pair ? `${part(r.top, r.left)}:${part(r.bottom, r.right)}` : part(r.top, r.left);
}
