// What parts of the package that stay as they are say about the cells of a sheet: tables, charts, pictures, and
// the rules of newer versions of Excel. Read from the file when it is asked for.
import { quoteTitle, shiftFormula } from '../workbook/formula-refs.js';
import type { SheetState, Workbook } from '../workbook/model.js';
import { parseRect, parseSqref, type Rect, type Shift, shiftIndex, shiftRect } from '../workbook/rect.js';
import { openPackage, type Package, type Relationship } from './package.js';
import { attributesOf, unescapeXml } from './xml.js';

const kindOf = ({ type }: Relationship): string => type.slice(type.lastIndexOf('/') + 1);

const hasTables = ({ body }: SheetState): boolean =>
  body.children.some(({ xml }) => xml.includes('<tablePart '));

/** Header rows of the Excel tables on a sheet: their texts are stored in the tables too. */
export function tableHeaders({ origin }: Workbook, sheet: SheetState): readonly Rect[] {
  if (sheet.part === null || !hasTables(sheet)) return [];
  const source = openPackage(origin.archive);
  return source.relationships(sheet.part).flatMap((relation) => {
    if (kindOf(relation) !== 'table') return [];
    const table = /<table\s[^>]*>/.exec(source.text(relation.path) ?? '')?.[0] ?? '<table/>';
    const { ref = '', headerRowCount = '1' } = attributesOf(table);
    const rect = parseRect(ref);
    return rect && headerRowCount !== '0' ? [{ ...rect, bottom: rect.top + 1 }] : [];
  });
}

/** Parts of a sheet that name no cells, or whose cells follow; a drawing follows as long as its anchors stay. */
const FOLLOWING = [
  'hyperlink',
  'comments',
  'vmlDrawing',
  'printerSettings',
  'image',
  'customProperty',
  'drawing',
];

/** Whether something would not move along with rows or columns of a sheet. */
export function staysBehind(workbook: Workbook, sheet: SheetState, shift: Shift): boolean {
  if (hasTables(sheet) || rulesStay(workbook, sheet, shift)) return true;
  const { origin, state } = workbook;
  const source = openPackage(origin.archive);
  const own = sheet.part === null ? [] : source.relationships(sheet.part);
  if (own.some((relation) => !FOLLOWING.includes(kindOf(relation)))) return true;
  if (own.some((relation) => kindOf(relation) === 'drawing' && isAnchored(source, relation.path, shift)))
    return true;
  const parts = state.sheets.flatMap(({ part }) => (part === null ? [] : [part]));
  return [...partsFrom(source, [origin.main, ...parts])].some((path) =>
    formulasIn(source.text(path) ?? '').some(
      (formula) => shiftFormula(formula, null, sheet.title, shift) !== formula,
    ),
  );
}

/** The areas of the sheet's own newer rules, and the formulas of those of all sheets. */
const rulesStay = ({ state }: Workbook, sheet: SheetState, shift: Shift): boolean =>
  state.sheets.some(({ title, body }) =>
    body.children.some(
      ({ xml }) =>
        (body === sheet.body &&
          [...xml.matchAll(/<xm:sqref>([^<]*)</g)].some(([, areas = '']) =>
            parseSqref(areas).some((area) => shiftRect(area, shift) !== area),
          )) ||
        [...xml.matchAll(/<xm:f>([^<]*)</g)].some(([, text = '']) => {
          const formula = unescapeXml(text);
          return shiftFormula(formula, title, sheet.title, shift) !== formula;
        }),
    ),
  );

function isAnchored(source: Package, drawing: string, shift: Shift): boolean {
  const anchors = shift.axis === 'ROWS' ? /<(?:\w+:)?row>(\d+)</g : /<(?:\w+:)?col>(\d+)</g;
  return [...(source.text(drawing) ?? '').matchAll(anchors)].some(
    ([, index]) => shiftIndex(Number(index), shift) !== Number(index),
  );
}

/** Parts with references to cells. */
const REFERRING = ['drawing', 'chart', 'chartEx', 'chartUserShapes', 'ctrlProp', 'pivotCacheDefinition'];

/** The referring parts that belong to these, directly or not. */
function partsFrom(source: Package, from: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (part: string): void => {
    for (const relation of source.relationships(part)) {
      if (found.has(relation.path) || !REFERRING.includes(kindOf(relation))) continue;
      found.add(relation.path);
      follow(relation.path);
    }
  };
  from.forEach(follow);
  return found;
}

/** The references of charts, shapes, form fields and pivot tables, as formulas. */
function formulasIn(xml: string): readonly string[] {
  const written = xml.matchAll(
    /<(?:\w+:)?f(?:\s[^<>]*)?>([^<]*)<|\s(?:textlink|fmlaLink|fmlaRange)="([^"]*)"/g,
  );
  const sources = xml.match(/<worksheetSource\s[^>]*>/g) ?? [];
  return [
    ...[...written].map(([, inside, attribute]) => unescapeXml(inside ?? attribute ?? '')),
    ...sources.map((tag) => {
      const { sheet = '', ref = '' } = attributesOf(tag);
      return `${quoteTitle(sheet)}!${ref}`;
    }),
  ];
}
