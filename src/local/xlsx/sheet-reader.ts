// Parses a worksheet part in one pass. Values are returned as in the Sheets API: dates as serials of the
// 1899-12-30 epoch, errors as text, formulas as their cached result.
import { serialOf } from '../serial.js';
import {
  type AreaLink,
  type Cell,
  type CellExtra,
  type ColumnSpan,
  EMPTY_FACETS,
  type FormatRule,
  newRow,
  NONE,
  type Note,
  reach,
  type Row,
  type SheetBody,
  type SheetFacets,
  type Validation,
} from '../workbook/body.js';
import { MAX_ROWS, parseRect, parseSqref, type Rect } from '../workbook/rect.js';
import { type StringTable, textOfItem } from './strings.js';
import type { StyleBook } from './styles.js';
import {
  attributesOf,
  attributesText,
  childrenOf,
  elementEnd,
  innerOf,
  rootHead,
  unescapeCellText,
  withAttributes,
} from './xml.js';

export interface SheetSource {
  readonly xml: string;
  readonly strings: StringTable;
  readonly styles: StyleBook;
  /** Whether the workbook counts days from 1904. */
  readonly date1904: boolean;
  /** Target of an external link, by relationship id. */
  readonly target: (relationship: string) => string | null;
  readonly notes: readonly Note[];
}

/** Days between the epochs 1899-12-30 and 1904-01-01. */
const DAYS_1904 = 1462;
/** A number of less than a day is a time of day, which has no epoch. */
const isTime = (serial: number): boolean => serial >= 0 && serial < 1;
const from1904 = (serial: number): number => (isTime(serial) ? serial : serial + DAYS_1904);
export const to1904 = (serial: number): number => (isTime(serial) ? serial : serial - DAYS_1904);

export function readSheet(source: SheetSource): SheetBody {
  const { xml } = source;
  const dataStart = xml.search(/<sheetData[\s/>]/);
  const dataEnd = dataStart === -1 ? -1 : sheetDataEnd(xml, dataStart);
  const around = dataStart === -1 ? xml : `${xml.slice(0, dataStart)}<sheetData/>${xml.slice(dataEnd)}`;
  const children = childrenOf(around).map((child) =>
    child.name === 'sheetData' ? { name: 'sheetData', xml: '' } : child,
  );
  const rows = dataStart === -1 ? [] : readRows(source, dataStart, dataEnd);
  const all = children.find(({ name }) => name === 'hyperlinks')?.xml;
  const links = all === undefined ? [] : childrenOf(all).flatMap((child) => link(child.xml, source));
  const areas = links.filter(({ rect }) => rect.bottom - rect.top > 1 || rect.right - rect.left > 1);
  for (const one of links) if (!areas.includes(one)) attachLink(rows, one);
  const facets = { ...readFacets(children, source), links: areas };
  return { source: xml, head: rootHead(around), children, origin: facets, rows, facets };
}

function sheetDataEnd(xml: string, start: number): number {
  const close = xml.indexOf('</sheetData>', start);
  return close === -1 ? elementEnd(xml, start) : close + '</sheetData>'.length;
}

function readFacets(children: SheetBody['children'], source: SheetSource): SheetFacets {
  const one = (name: string): string | undefined => children.find((child) => child.name === name)?.xml;
  const items = (name: string): readonly string[] => {
    const parent = one(name);
    return parent === undefined ? [] : childrenOf(parent).map((child) => child.xml);
  };
  const pane = /<pane\b[^>]*>/.exec(one('sheetViews') ?? '')?.[0];
  const paneAttributes = pane === undefined ? {} : attributesOf(pane);
  const frozen = paneAttributes['state']?.startsWith('frozen') === true;
  const color = /<tabColor\b[^>]*\srgb="(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})"/.exec(one('sheetPr') ?? '')?.[1];
  const filter = one('autoFilter') ?? '<autoFilter/>';
  const filtered = rects(attributesOf(filter)['ref'])[0];
  return {
    ...EMPTY_FACETS,
    frozenRows: frozen ? Math.trunc(Number(paneAttributes['ySplit'] ?? 0)) : 0,
    frozenColumns: frozen ? Math.trunc(Number(paneAttributes['xSplit'] ?? 0)) : 0,
    tabColor: color?.toUpperCase() ?? null,
    columns: items('cols').map(columnSpan),
    validations: items('dataValidations').map(validation),
    formats: formatRules(children),
    merges: items('mergeCells').flatMap((xml) => rects(attributesOf(xml)['ref'])),
    filter: filtered ? { rect: filtered, rule: withAttributes(filter, { ref: null }) } : null,
    notes: source.notes,
  };
}

function rects(ref: string | undefined): readonly Rect[] {
  const rect = parseRect(ref ?? '');
  return rect ? [rect] : [];
}

function columnSpan(xml: string): ColumnSpan {
  const { min = '1', max = '1', width, hidden, style, ...rest } = attributesOf(xml);
  return {
    first: Number(min) - 1,
    last: Number(max) - 1,
    width: width === undefined ? null : Number(width),
    hidden: isTrue(hidden),
    style: Number(style ?? 0),
    rest: attributesText(rest),
  };
}

function validation(xml: string): Validation {
  return { rects: parseSqref(attributesOf(xml)['sqref'] ?? ''), rule: withAttributes(xml, { sqref: null }) };
}

function formatRules(children: SheetBody['children']): readonly FormatRule[] {
  const found: { priority: number; rule: FormatRule }[] = [];
  for (const block of children) {
    if (block.name !== 'conditionalFormatting') continue;
    const area = parseSqref(attributesOf(block.xml)['sqref'] ?? '');
    for (const child of childrenOf(block.xml)) {
      if (child.name !== 'cfRule') continue;
      const priority = Number(attributesOf(child.xml)['priority'] ?? 0);
      found.push({ priority, rule: { rects: area, rule: withAttributes(child.xml, { priority: null }) } });
    }
  }
  return found.sort((a, b) => a.priority - b.priority).map(({ rule }) => rule);
}

function attachLink(rows: (Row | undefined)[], { rect, ...target }: AreaLink): void {
  while (rows.length <= rect.top) rows.push(undefined);
  const row = (rows[rect.top] ??= newRow(null));
  reach(row, rect.left);
  (row.extras ??= [])[rect.left] = { ...row.extras[rect.left], link: target };
}

function link(xml: string, source: SheetSource): readonly AreaLink[] {
  const { ref, location, tooltip, display, ...others } = attributesOf(xml);
  const relationship = Object.entries(others).find(([name]) => name.endsWith(':id'));
  const rest = attributesText({ tooltip, display });
  const target = relationship ? source.target(relationship[1]) : null;
  return rects(ref).map((rect) => ({ rect, target, location: location ?? null, rest }));
}

export function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

function readRows(source: SheetSource, start: number, end: number): (Row | undefined)[] {
  const { xml } = source;
  const rows: (Row | undefined)[] = [];
  const scan = cellScanner(source);
  let next = 0;
  let previous: Row | undefined;
  let at = xml.indexOf('<row', start);
  while (at !== -1 && at < end) {
    const tagClose = xml.indexOf('>', at);
    const attributes = xml.slice(at + 4, tagClose).replace(/\/$/, '');
    const number = /\sr="(\d+)"/.exec(attributes)?.[1];
    const index = number === undefined ? next : Number(number) - 1;
    // The file is damaged.
    if (index >= MAX_ROWS) throw new Error(`строка ${String(index + 1)}`);
    const empty = xml.charCodeAt(tagClose - 1) === 47;
    const close = empty ? tagClose + 1 : xml.indexOf('</row>', tagClose) + 6;
    const custom = /\scustomFormat="(1|true)"/.test(attributes);
    const style = custom ? Number(/\ss="(\d+)"/.exec(attributes)?.[1] ?? 0) : NONE;
    const values: Cell[] = [];
    const styles: number[] = [];
    const extras = empty ? null : scan(tagClose + 1, close - 6, values, styles);
    const row: Row = {
      owner: null,
      values,
      // Rows with the same formats as the previous row share its array, which saves half of the memory.
      styles: previous && sameNumbers(previous.styles, styles) ? previous.styles : styles,
      extras,
      style,
      attributes: attributes.replace(/\s(r|spans)="[^"]*"/g, ''),
      // Without a number its place follows from the rows above, which may move or go: it must be written again.
      start: number === undefined ? -1 : at,
      end: close,
    };
    while (rows.length < index) rows.push(undefined);
    rows[index] = row;
    previous = row;
    next = index + 1;
    at = xml.indexOf('<row', close);
  }
  return rows;
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

type Scan = (from: number, to: number, values: Cell[], styles: number[]) => (CellExtra | undefined)[] | null;

/**
 * The hot loop: compares character codes instead of using regular expressions, and creates one string per
 * value.
 */
function cellScanner({ xml, strings, styles: book, date1904 }: SheetSource): Scan {
  return (from, to, values, styles) => {
    let extras: (CellExtra | undefined)[] | null = null;
    let at = from;
    let column = -1;
    for (;;) {
      at = xml.indexOf('<c', at);
      if (at === -1 || at >= to) return extras;
      at += 2;
      let style = 0;
      let type = 'n';
      let unknown = '';
      column++;
      let code = xml.charCodeAt(at);
      // Attributes.
      while (code !== 62 && code !== 47) {
        if (code <= 32) {
          code = xml.charCodeAt(++at);
          continue;
        }
        const equals = xml.indexOf('=', at);
        const quote = xml.charAt(equals + 1);
        const valueEnd = xml.indexOf(quote, equals + 2);
        if (equals - at === 1) {
          if (code === 114) column = columnOf(xml, equals + 2);
          else if (code === 115) style = digits(xml, equals + 2, valueEnd);
          else if (code === 116) type = xml.slice(equals + 2, valueEnd);
        } else unknown += ` ${xml.slice(at, valueEnd + 1)}`;
        at = valueEnd + 1;
        code = xml.charCodeAt(at);
      }
      while (values.length < column) {
        values.push(null);
        styles.push(NONE);
      }
      styles[column] = style;
      values[column] = null;
      if (code === 47) {
        if (unknown !== '') (extras ??= [])[column] = { attributes: unknown };
        continue;
      }
      at++;
      let extra: CellExtra | undefined = unknown === '' ? undefined : { attributes: unknown };
      let value: Cell = null;
      // Children: <f>, <v>, <is>.
      for (;;) {
        at = xml.indexOf('<', at);
        const first = xml.charCodeAt(at + 1);
        if (first === 47) break;
        if (first === 118) {
          if (xml.charCodeAt(at + 2) === 47) at += 4;
          else {
            const start = xml.indexOf('>', at) + 1;
            at = xml.indexOf('<', start);
            const text = xml.slice(start, at);
            at = xml.indexOf('>', at) + 1;
            // Some producers write an empty value instead of none.
            if (text === '') value = null;
            else if (type === 'n') value = Number(text);
            else if (type === 's') {
              const index = Number(text);
              value = strings.text(index);
              if (strings.isRich(index)) extra = { ...extra, rich: index };
            } else if (type === 'b') value = text === '1' || text === 'true';
            else if (type === 'd') value = serialOfIso(text);
            else value = unescapeCellText(text);
          }
        } else if (first === 102) {
          const tagClose = xml.indexOf('>', at);
          const closed = xml.charCodeAt(tagClose - 1) === 47;
          const attributes = xml.slice(at + 2, closed ? tagClose - 1 : tagClose);
          const textEnd = closed ? tagClose + 1 : xml.indexOf('</f>', tagClose);
          const formula = closed ? '' : unescapeCellText(xml.slice(tagClose + 1, textEnd));
          extra = {
            ...extra,
            formula,
            ...(attributes.trim() === '' ? {} : { formulaAttributes: attributes }),
          };
          at = closed ? textEnd : textEnd + 4;
        } else {
          const childEnd = elementEnd(xml, at);
          const child = xml.slice(at, childEnd);
          if (first === 105) {
            value = textOfItem(child);
            if (child.includes('<r>') || child.includes('<r ')) extra = { ...extra, rich: innerOf(child) };
          }
          at = childEnd;
        }
      }
      // LibreOffice saves a flag as a formula, whose result other programs lose.
      if (value === null && extra?.formula !== undefined) value = type === 'str' ? '' : flagOf(extra.formula);
      if (type === 'e') extra = { ...extra, error: true };
      if (date1904 && typeof value === 'number' && type === 'n' && book.isDate(style))
        value = from1904(value);
      // An empty text is no value unless it is the result of a formula.
      values[column] = value === '' && extra?.formula === undefined ? null : value;
      if (extra) (extras ??= [])[column] = extra;
    }
  };
}

/** The value of a flag, taken from its formula. */
const flagOf = (formula: string): boolean | null => {
  const said = /^(TRUE|FALSE)(?:\(\))?$/i.exec(formula.trim())?.[1];
  return said === undefined ? null : said.toUpperCase() === 'TRUE';
};

function columnOf(xml: string, at: number): number {
  let n = 0;
  for (let code = xml.charCodeAt(at); code >= 65; code = xml.charCodeAt(++at)) n = n * 26 + (code & 31);
  return n - 1;
}

function digits(xml: string, at: number, end: number): number {
  let n = 0;
  while (at < end) n = n * 10 + xml.charCodeAt(at++) - 48;
  return n;
}

function serialOfIso(text: string): number | string {
  const time = Date.parse(/[zZ]$|T/.test(text) ? `${text.replace(/[zZ]$/, '')}Z` : text);
  return Number.isNaN(time) ? text : serialOf(time);
}
