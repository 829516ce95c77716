// The effect of moved rows and columns on what a sheet holds beside its cells: rules and their formulas,
// filter, merged cells, links, notes, widths. What is not affected stays the same object, and so its text.
import type { ColumnSpan, Filter, SheetFacets } from '../workbook/body.js';
import { relocateFormula, shiftFormula } from '../workbook/formula-refs.js';
import {
  MAX_COLUMNS,
  parseRect,
  type Rect,
  rectName,
  type Shift,
  shiftIndex,
  shiftRect,
  shiftSpan,
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
