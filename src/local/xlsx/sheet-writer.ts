// Writes a changed worksheet part. Unchanged rows and elements are copied from the source.
import {
  type AreaLink,
  type Cell,
  type CellExtra,
  columnStyle,
  NONE,
  type Row,
  type SheetBody,
  type SheetFacets,
  usedSize,
} from '../workbook/body.js';
import { cellName, columnName, rectName, sqref } from '../workbook/rect.js';
import { pagesWide, rowHeight } from './paper.js';
import { to1904 } from './sheet-reader.js';
import type { StringTable } from './strings.js';
import type { StyleBook } from './styles.js';
import {
  attributesOf,
  attributesText,
  childrenOf,
  element,
  escapeCellText,
  escapeText,
  rootHead,
  withAttributes,
  withRelationships,
} from './xml.js';

export interface SheetTarget {
  readonly strings: StringTable;
  readonly styles: StyleBook;
  readonly date1904: boolean;
  /** Relationship id of an external link. */
  readonly linkId: (target: string) => string;
  /** Relationship id of the drawing with the notes' shapes; null without notes. */
  readonly notesId: string | null;
}

/** Order of the children of `<worksheet>` (ECMA-376, CT_Worksheet). */
const ORDER = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'drawingHF',
  'legacyDrawing',
  'legacyDrawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
];

export function writeSheet(body: SheetBody, target: SheetTarget): string {
  const written = new Map<string, string>([
    ['sheetData', sheetData(body, target)],
    ['dimension', dimension(body)],
    ...changedFacets(body, target),
  ]);
  const list: { rank: number; xml: string }[] = [];
  let rank = 0;
  for (const child of body.children) {
    const known = ORDER.indexOf(child.name);
    if (known !== -1) rank = known;
    if (!written.has(child.name)) list.push({ rank, xml: child.xml });
  }
  for (const [name, xml] of written) if (xml !== '') list.push({ rank: ORDER.indexOf(name), xml });
  const inner = list.sort((a, b) => a.rank - b.rank).map(({ xml }) => xml);
  return `${withRelationships(body.head)}${inner.join('')}</worksheet>`;
}

function changedFacets(body: SheetBody, target: SheetTarget): readonly (readonly [string, string])[] {
  const { facets, origin } = body;
  const old = (name: string): string | undefined => body.children.find((child) => child.name === name)?.xml;
  const changed = (...keys: readonly (keyof SheetFacets)[]): boolean =>
    keys.some((key) => facets[key] !== origin[key]);
  const list: (readonly [string, string])[] = [];
  if (changed('frozenRows', 'frozenColumns'))
    list.push(['sheetViews', sheetViews(old('sheetViews'), facets)]);
  if (changed('tabColor')) list.push(['sheetPr', sheetProperties(old('sheetPr'), facets.tabColor)]);
  if (changed('columns')) list.push(['cols', columns(facets)]);
  if (changed('filter')) {
    const { rect, rule } = facets.filter ?? {};
    list.push([
      'autoFilter',
      rect && rule !== undefined ? withAttributes(rule, { ref: rectName(rect) }) : '',
    ]);
  }
  if (changed('merges')) {
    const merges = facets.merges.map((rect) => element('mergeCell', { ref: rectName(rect) }));
    list.push([
      'mergeCells',
      merges.length === 0 ? '' : element('mergeCells', { count: merges.length }, merges.join('')),
    ]);
  }
  if (changed('formats')) list.push(['conditionalFormatting', conditionalFormats(facets)]);
  if (changed('validations')) {
    const rules = facets.validations.map(({ rects, rule }) => withAttributes(rule, { sqref: sqref(rects) }));
    const xml = element('dataValidations', { count: rules.length }, rules.join(''));
    list.push(['dataValidations', rules.length === 0 ? '' : xml]);
  }
  const setup = old('pageSetup');
  // Only a new sheet has no source: one that is there prints as it did.
  const pages = body.source === '' ? pagesWide(body, target.styles.wraps) : 1;
  if (setup !== undefined && pages > 1)
    list.push(['pageSetup', withAttributes(setup, { fitToWidth: pages })]);
  list.push(['hyperlinks', hyperlinks(body, target)]);
  if (changed('notes')) {
    list.push(['legacyDrawing', target.notesId === null ? '' : `<legacyDrawing r:id="${target.notesId}"/>`]);
  }
  return list;
}

function sheetData(body: SheetBody, target: SheetTarget): string {
  const parts: string[] = [];
  body.rows.forEach((row, index) => {
    if (!row) return;
    if (row.start >= 0) parts.push(body.source.slice(row.start, row.end));
    else parts.push(rowXml(body, row, index, target));
  });
  return parts.length === 0 ? '<sheetData/>' : `<sheetData>${parts.join('')}</sheetData>`;
}

/** Of a row without a height of its own, on a sheet that no other program has saved: those set their own. */
function heightOf(body: SheetBody, row: Row, wrapped: readonly number[]): string {
  const isFitted = /^( ht="[\d.]+")?$/.test(row.attributes);
  if (!isFitted || wrapped.length === 0 || body.children.some(({ name }) => name === 'sheetFormatPr'))
    return row.attributes;
  const height = rowHeight(
    wrapped.flatMap((c) => {
      const width = body.facets.columns.find((span) => c >= span.first && c <= span.last)?.width;
      return width ? [[String(row.values[c]), width] as const] : [];
    }),
  );
  return height === null ? '' : ` ht="${String(height)}"`;
}

function rowXml(body: SheetBody, row: Row, index: number, target: SheetTarget): string {
  const number = String(index + 1);
  const wrapped: number[] = [];
  let cells = '';
  for (let c = 0; c < row.values.length; c++) {
    const value = row.values[c] ?? null;
    const extra = row.extras?.[c];
    const own = row.styles[c] ?? NONE;
    if (value === null && own === NONE && !extra) continue;
    // A cell without its own format is shown with its row's or column's format, which the file must repeat in
    // each cell.
    const inherited = row.style === NONE ? columnStyle(body.facets.columns, c) : row.style;
    const style = own === NONE ? inherited : own;
    if (typeof value === 'string' && target.styles.wraps(style)) wrapped.push(c);
    cells += cellXml(columnName(c) + number, value, style, extra, target);
  }
  if (cells === '' && row.attributes.trim() === '') return '';
  return `<row r="${number}"${heightOf(body, row, wrapped)}>${cells}</row>`;
}

function cellXml(
  ref: string,
  value: Cell,
  style: number,
  extra: CellExtra | undefined,
  target: SheetTarget,
): string {
  // Format 0 is written too: for LibreOffice a cell without `s` has its column's format.
  const start = `<c r="${ref}" s="${String(style)}"${extra?.attributes ?? ''}`;
  const formula =
    extra?.formula === undefined
      ? ''
      : `<f${extra.formulaAttributes ?? ''}>${escapeCellText(extra.formula)}</f>`;
  if (value === null) return formula === '' ? `${start}/>` : `${start}>${formula}</c>`;
  if (typeof value === 'number') {
    const shown = target.date1904 && target.styles.isDate(style) ? to1904(value) : value;
    return `${start}>${formula}<v>${String(shown)}</v></c>`;
  }
  if (typeof value === 'boolean') return `${start} t="b">${formula}<v>${value ? '1' : '0'}</v></c>`;
  if (extra?.error === true) return `${start} t="e">${formula}<v>${escapeText(value)}</v></c>`;
  if (formula !== '') return `${start} t="str">${formula}<v>${escapeCellText(value)}</v></c>`;
  if (typeof extra?.rich === 'string') return `${start} t="inlineStr"><is>${extra.rich}</is></c>`;
  return `${start} t="s"><v>${String(extra?.rich ?? target.strings.add(value))}</v></c>`;
}

function dimension(body: SheetBody): string {
  const { rows, columns: width } = usedSize(body);
  return `<dimension ref="A1${rows === 0 ? '' : `:${cellName(rows - 1, Math.max(0, width - 1))}`}"/>`;
}

function sheetViews(old: string | undefined, facets: SheetFacets): string {
  const { frozenRows: rows, frozenColumns: width } = facets;
  const pane =
    rows === 0 && width === 0
      ? ''
      : element('pane', {
          xSplit: width === 0 ? null : width,
          ySplit: rows === 0 ? null : rows,
          topLeftCell: cellName(rows, width),
          activePane: rows === 0 ? 'topRight' : width === 0 ? 'bottomLeft' : 'bottomRight',
          state: 'frozen',
        });
  const views = old === undefined ? [] : childrenOf(old);
  const view = views.find(({ name }) => name === 'sheetView')?.xml ?? '<sheetView workbookViewId="0"/>';
  const rest = childrenOf(view)
    .filter(({ name }) => name !== 'pane' && name !== 'selection')
    .map(({ xml }) => xml);
  const changed = element(
    'sheetView',
    attributesOf(withAttributes(view, { topLeftCell: null })),
    pane + rest.join(''),
  );
  const others = views.filter(({ xml }) => xml !== view).map(({ xml }) => xml);
  return `<sheetViews>${changed}${others.join('')}</sheetViews>`;
}

function sheetProperties(old: string | undefined, color: string | null): string {
  const rest = old === undefined ? [] : childrenOf(old).filter(({ name }) => name !== 'tabColor');
  const tab = color === null ? '' : `<tabColor rgb="FF${color}"/>`;
  const inner = tab + rest.map(({ xml }) => xml).join('');
  return old === undefined ? element('sheetPr', {}, inner) : `${rootHead(old)}${inner}</sheetPr>`;
}

function columns(facets: SheetFacets): string {
  const spans = facets.columns.map((span) => {
    const width = span.width === null ? '' : ` width="${String(span.width)}"`;
    const custom = span.width === null || span.rest.includes('customWidth') ? '' : ' customWidth="1"';
    const style = span.style === 0 ? '' : ` style="${String(span.style)}"`;
    const hidden = span.hidden ? ' hidden="1"' : '';
    return `<col min="${String(span.first + 1)}" max="${String(span.last + 1)}"${width}${style}${hidden}${custom}${span.rest}/>`;
  });
  return spans.length === 0 ? '' : `<cols>${spans.join('')}</cols>`;
}

function conditionalFormats(facets: SheetFacets): string {
  return facets.formats
    .map(({ rects, rule }, i) =>
      element('conditionalFormatting', { sqref: sqref(rects) }, withAttributes(rule, { priority: i + 1 })),
    )
    .join('');
}

/** All links of the sheet, including those of single cells. */
function linksOf(body: SheetBody): readonly AreaLink[] {
  const links = [...body.facets.links];
  body.rows.forEach((row, r) => {
    row?.extras?.forEach((extra, c) => {
      if (extra?.link) links.push({ ...extra.link, rect: { top: r, left: c, bottom: r + 1, right: c + 1 } });
    });
  });
  return links;
}

/** Excel reports a sheet with more links as damaged. */
const MOST_LINKS = 65_530;

function hyperlinks(body: SheetBody, target: SheetTarget): string {
  const list = linksOf(body)
    .slice(0, MOST_LINKS)
    .map((link) => {
      const own = attributesText({
        ref: rectName(link.rect),
        'r:id': link.target === null ? null : target.linkId(link.target),
        location: link.location,
      });
      return `<hyperlink${own}${link.rest}/>`;
    });
  return list.length === 0 ? '' : `<hyperlinks>${list.join('')}</hyperlinks>`;
}
