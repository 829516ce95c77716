// The effect of moved rows and columns on what a sheet holds beside its cells: rules and their formulas,
// filter, merged cells, links, notes, widths. What is not affected stays the same object, and so its text.
import type { ColumnSpan, Filter, SheetBody, SheetFacets } from '../workbook/body.js';
import { relocateFormula, shiftFormula } from '../workbook/formula-refs.js';
import {
  MAX_COLUMNS,
  parseRect,
  parseSqref,
  type Rect,
  rectName,
  type Shift,
  shiftIndex,
  shiftRect,
  shiftSpan,
  sqref,
} from '../workbook/rect.js';
import { attributesOf, childrenOf, escapeText, rootHead, unescapeXml, withAttributes } from '../xlsx/xml.js';

/** A rule over areas: a validation or a conditional format. */
interface Rule {
  readonly rects: readonly Rect[];
  readonly rule: string;
}

/** `title` is that of the sheet. */
export function shiftFacets(facets: SheetFacets, shift: Shift, title: string): SheetFacets {
  const move = (rect: Rect): Rect | null => shiftRect(rect, shift);
  const moveRule = <T extends Rule>(rule: T): T | null => shiftRule(rule, shift, title);
  const rows = shift.axis === 'ROWS';
  return {
    ...facets,
    validations: mapped(facets.validations, moveRule),
    formats: mapped(facets.formats, moveRule),
    merges: mapped(facets.merges, move),
    filter: facets.filter && shiftFilter(facets.filter, shift),
    links: mapped(facets.links, (link) => {
      const rect = move(link.rect);
      return rect === link.rect ? link : rect && { ...link, rect };
    }),
    notes: mapped(facets.notes, (note) => {
      const old = rows ? note.row : note.column;
      const place = shiftIndex(old, shift);
      if (place === null || place === old) return place === null ? null : note;
      return rows ? { ...note, row: place } : { ...note, column: place };
    }),
    columns: rows ? facets.columns : shiftColumns(facets.columns, shift),
  };
}

/** The facets with every formula of their rules mapped. */
export function mapRules(facets: SheetFacets, change: (formula: string) => string): SheetFacets {
  const map = <T extends Rule>(item: T): T => withRule(item, mapFormulas(item.rule, change));
  const validations = mapped(facets.validations, map);
  const formats = mapped(facets.formats, map);
  return validations === facets.validations && formats === facets.formats
    ? facets
    : { ...facets, validations, formats };
}

/** What is kept as text and names areas: protected ranges, ignored errors, watched cells, page breaks. */
export const shiftKept = (children: SheetBody['children'], shift: Shift): SheetBody['children'] =>
  mapped(children, (child) => {
    const change = KEPT[child.name];
    if (!change) return child;
    const items = childrenOf(child.xml).map(({ xml }) => xml);
    const moved = change(items, shift);
    if (moved === items) return child;
    if (moved.length === 0) return null;
    const xml = `${rootHead(child.xml)}${moved.join('')}</${child.name}>`;
    return { ...child, xml: child.name.endsWith('Breaks') ? withBreakCounts(xml, moved) : xml };
  });

type ShiftItems = (items: readonly string[], shift: Shift) => readonly string[];

const KEPT: Readonly<Record<string, ShiftItems>> = {
  protectedRanges: shiftAreas('sqref'),
  ignoredErrors: shiftAreas('sqref'),
  cellWatches: shiftAreas('r'),
  rowBreaks: shiftBreaks('ROWS'),
  colBreaks: shiftBreaks('COLUMNS'),
};

function shiftAreas(attribute: 'sqref' | 'r'): ShiftItems {
  return (items, shift) =>
    mapped(items, (item) => {
      const areas = parseSqref(attributesOf(item)[attribute] ?? '');
      const moved = mapped(areas, (area) => shiftRect(area, shift));
      if (moved === areas) return item;
      return moved.length === 0 ? null : withAttributes(item, { [attribute]: sqref(moved) });
    });
}

/** A break is numbered by the row below it, or the column to its right. */
function shiftBreaks(axis: Shift['axis']): ShiftItems {
  return (items, shift) => {
    if (axis !== shift.axis) return items;
    const taken = new Set<number>();
    return mapped(items, (item) => {
      const old = Number(attributesOf(item)['id'] ?? 0);
      const place = shiftIndex(old, shift) ?? shift.at;
      if (taken.has(place)) return null;
      taken.add(place);
      return place === old ? item : withAttributes(item, { id: place });
    });
  };
}

const withBreakCounts = (xml: string, items: readonly string[]): string =>
  withAttributes(xml, {
    count: items.length,
    manualBreakCount: items.filter((item) => /\sman="(?:1|true)"/.test(item)).length,
  });

/** The same list if no item changes; null drops an item. */
function mapped<T>(list: readonly T[], change: (item: T) => T | null): readonly T[] {
  const next = list.map(change);
  return next.every((item, at) => item === list[at]) ? list : next.filter((item) => item !== null);
}

const withRule = <T extends Rule>(item: T, rule: string): T =>
  rule === item.rule ? item : { ...item, rule };

const mapFormulas = (rule: string, change: (formula: string) => string): string =>
  rule.replace(
    /(<(formula\d?)(?:\s[^>]*)?>)([^<]*)(?=<\/\2>)/g,
    (_, tag: string, _name: string, formula: string) => `${tag}${escapeText(change(unescapeXml(formula)))}`,
  );

/**
 * Relative references in a rule count from the first cell of its areas. If that is deleted, they are made to
 * count from the next one before they are shifted.
 */
function shiftRule<T extends Rule>(item: T, shift: Shift, title: string): T | null {
  const rects = mapped(item.rects, (rect) => shiftRect(rect, shift));
  if (rects.length === 0) return null;
  const rows = shift.axis === 'ROWS';
  const first = (list: readonly Rect[]): number =>
    Math.min(...list.map(({ top, left }) => (rows ? top : left)));
  const now = first(rects);
  const skipped = (now < shift.at ? now : now - shift.count) - first(item.rects);
  const rule = mapFormulas(item.rule, (formula) =>
    shiftFormula(
      skipped === 0 ? formula : relocateFormula(formula, rows ? skipped : 0, rows ? 0 : skipped),
      title,
      title,
      shift,
    ),
  );
  return rects === item.rects ? withRule(item, rule) : { ...item, rects, rule };
}

function shiftFilter(filter: Filter, shift: Shift): Filter | null {
  const rect = shiftRect(filter.rect, shift);
  if (!rect) return null;
  const inner = childrenOf(filter.rule).map(({ name, xml }) =>
    name === 'filterColumn' ? filterColumn(xml, filter.rect, rect, shift) : shiftRefs(xml, shift),
  );
  const rule = inner.length === 0 ? filter.rule : `${rootHead(filter.rule)}${inner.join('')}</autoFilter>`;
  return rect === filter.rect && rule === filter.rule ? filter : { rect, rule };
}

/** The criteria of a column, which is counted from the left edge of the filter; '' if it is deleted. */
function filterColumn(xml: string, from: Rect, to: Rect, shift: Shift): string {
  if (shift.axis === 'ROWS') return xml;
  const column = shiftIndex(from.left + Number(attributesOf(xml)['colId'] ?? 0), shift);
  return column === null ? '' : withAttributes(xml, { colId: column - to.left });
}

/** The order that rows were last sorted in; '' if what it refers to is deleted. */
function shiftRefs(xml: string, shift: Shift): string {
  const moved = (ref: string): Rect | null => {
    const rect = parseRect(ref);
    return rect && shiftRect(rect, shift);
  };
  const isGone = [...xml.matchAll(/\sref="([^"]*)"/g)].some(([, ref = '']) => moved(ref) === null);
  if (isGone) return '';
  return xml.replace(/(?<=\sref=")[^"]*/g, (ref) => {
    const rect = moved(ref);
    return rect ? rectName(rect) : ref;
  });
}

function shiftColumns(columns: readonly ColumnSpan[], shift: Shift): readonly ColumnSpan[] {
  return columns.flatMap((span) => {
    const moved = shiftSpan(span.first, span.last + 1, shift, MAX_COLUMNS);
    return moved ? [{ ...span, first: moved[0], last: moved[1] - 1 }] : [];
  });
}
