// What applies to cells of a sheet besides their formats: dropdowns, checkboxes, protected areas, and rules
// that colour status words.
import { parseRange } from '../sheets-api/a1.js';
import type { Cell, FormatRule, SheetBody } from '../workbook/body.js';
import type { StoredProtection } from '../workbook/host-state.js';
import { sheetByTitle, type WorkbookState } from '../workbook/model.js';
import { contains, MAX_COLUMNS, MAX_ROWS, parseRect, type Rect } from '../workbook/rect.js';
import type { StyleBook } from '../xlsx/styles.js';
import { attributesOf, childOf, childrenOf, innerOf, unescapeXml } from '../xlsx/xml.js';
import { differentialLook } from './looks.js';
import type { Look } from './protocol.js';

interface Dropdown {
  readonly words: readonly string[];
  readonly areas: readonly Rect[];
}

export interface Choices {
  readonly lists: readonly Dropdown[];
  /** Areas with checkboxes. */
  readonly flags: readonly Rect[];
}

export function choicesOf(body: SheetBody, state: WorkbookState): Choices {
  const lists: Dropdown[] = [];
  const flags: Rect[] = [];
  for (const { rule, rects } of body.facets.validations) {
    if (attributesOf(rule)['type'] !== 'list') continue;
    const formula = childOf(rule, 'formula1');
    const words = formula === undefined ? [] : listWords(unescapeXml(innerOf(formula)), state);
    if (words.join() === 'TRUE,FALSE') flags.push(...rects);
    else if (words.length > 0) lists.push({ words, areas: rects });
  }
  return { lists, flags };
}

/** The words of `"a,b"`, or those in a column of the workbook. */
function listWords(formula: string, state: WorkbookState): readonly string[] {
  const literal = /^"(.*)"$/s.exec(formula)?.[1];
  if (literal !== undefined) return literal.replace(/""/g, '"').split(',');
  const [, title = '', area = ''] = /^'?(.+?)'?!(.+)$/.exec(formula.replace(/\$/g, '')) ?? [];
  const rect = parseRect(area);
  const rows = sheetByTitle(state, title.replace(/''/g, "'"))?.body.rows;
  if (!rect || !rows) return [];
  return rows
    .slice(rect.top, rect.bottom)
    .map((row) => row?.values[rect.left] ?? null)
    .filter((value) => value !== null)
    .map(String);
}

export function lockedAreas(protections: readonly StoredProtection[], sheet: number): readonly Rect[] {
  return protections
    .filter(({ range }) => range.sheetId === sheet)
    .map(({ range }) => ({
      top: range.startRowIndex ?? 0,
      left: range.startColumnIndex ?? 0,
      bottom: range.endRowIndex ?? MAX_ROWS,
      right: range.endColumnIndex ?? MAX_COLUMNS,
    }));
}

/** The target of a link within the workbook. */
export function placeOf(
  location: string,
  state: WorkbookState,
): { readonly sheet: number; readonly row: number; readonly column: number } | null {
  try {
    const { sheet, rect } = parseRange(state, location);
    return { sheet: sheet.id, row: rect?.top ?? 0, column: rect?.left ?? 0 };
  } catch {
    // The target sheet has been deleted.
    return null;
  }
}

export interface Tones {
  readonly looks: readonly Look[];
  /** The first rule that applies to a cell, given the values of its row; null when none does. */
  readonly at: (row: number, column: number, values: readonly Cell[]) => number | null;
}

interface ToneRule {
  readonly areas: readonly Rect[];
  readonly holds: Test;
}

/**
 * Reads the rules in order. Colour scales and formulas other than `$A2="x"` are ignored: they would need a
 * formula engine.
 */
export function tonesOf(rules: readonly FormatRule[], styles: StyleBook): Tones {
  const known: ToneRule[] = [];
  const looks: Look[] = [];
  for (const { rects, rule } of rules) {
    const holds = conditionOf(rule, rects[0]?.top ?? 0);
    const dxf = attributesOf(rule)['dxfId'];
    if (!holds || dxf === undefined) continue;
    known.push({ areas: rects, holds });
    looks.push(differentialLook(styles.differentialXml(Number(dxf))));
  }
  return {
    looks,
    at: (row, column, values) => {
      const value = values[column] ?? null;
      const found = known.findIndex(
        ({ areas, holds }) => areas.some((area) => contains(area, row, column)) && holds(value, values),
      );
      return found === -1 ? null : found;
    },
  };
}

type Test = (value: Cell, row: readonly Cell[]) => boolean;

/** Tests of a cell's text, by the type of the rule; both texts are in small letters. */
const TEXT_TESTS = new Map<string, (cell: string, wanted: string) => boolean>([
  ['containsText', (cell, wanted) => cell.includes(wanted)],
  ['notContainsText', (cell, wanted) => !cell.includes(wanted)],
  ['beginsWith', (cell, wanted) => cell.startsWith(wanted)],
  ['endsWith', (cell, wanted) => cell.endsWith(wanted)],
  ['containsBlanks', (cell) => cell.trim() === ''],
  ['notContainsBlanks', (cell) => cell.trim() !== ''],
]);

function conditionOf(rule: string, top: number): Test | null {
  const { type = '', operator = '', text = '' } = attributesOf(rule);
  const formulas = childrenOf(rule)
    .filter(({ name }) => name === 'formula')
    .map(({ xml }) => unescapeXml(innerOf(xml)));
  if (type === 'expression') return rowTest(formulas[0] ?? '', top);
  if (type === 'cellIs') {
    const [first = null, second = null] = formulas.map(operandOf);
    return comparison(operator, first, second);
  }
  const test = TEXT_TESTS.get(type);
  const wanted = text.toLowerCase();
  return test ? (value) => test(String(value ?? '').toLowerCase(), wanted) : null;
}

/** Parses `$A2="x"`, where 2 is the first row of the rule: a test of one column in the cell's own row. */
function rowTest(formula: string, top: number): Test | null {
  const [, letters, number, word] = /^\$([A-Z]{1,3})(\d+)="((?:[^"]|"")*)"$/.exec(formula) ?? [];
  if (letters === undefined || word === undefined || Number(number) !== top + 1) return null;
  const column = parseRect(`${letters}1`)?.left ?? 0;
  const wanted = word.replace(/""/g, '"').toLowerCase();
  return (_, row) => String(row[column] ?? '').toLowerCase() === wanted;
}

/** Parses a literal; null for a formula. */
function operandOf(formula: string): Cell {
  const text = /^"((?:[^"]|"")*)"$/.exec(formula)?.[1];
  if (text !== undefined) return text.replace(/""/g, '"').toLowerCase();
  return /^-?\d+(\.\d+)?$/.test(formula) ? Number(formula) : null;
}

/** Tests of a number, by the operator of the rule. */
const NUMBER_TESTS = new Map<string, (value: number, low: number, high: number) => boolean>([
  ['greaterThan', (value, low) => value > low],
  ['greaterThanOrEqual', (value, low) => value >= low],
  ['lessThan', (value, low) => value < low],
  ['lessThanOrEqual', (value, low) => value <= low],
  ['between', (value, low, high) => value >= low && value <= high],
  ['notBetween', (value, low, high) => value < low || value > high],
]);

function comparison(operator: string, first: Cell, second: Cell): Test | null {
  if (first === null) return null;
  const isEqual: Test = (value) => (typeof value === 'string' ? value.toLowerCase() : value) === first;
  if (operator === 'equal') return isEqual;
  if (operator === 'notEqual') return (value, row) => !isEqual(value, row);
  const test = NUMBER_TESTS.get(operator);
  if (!test || typeof first !== 'number') return null;
  const high = typeof second === 'number' ? second : first;
  return (value) => typeof value === 'number' && test(value, first, high);
}
