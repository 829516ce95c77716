// xl/workbook.xml: the list of sheets, defined names, and references to sheets by position. A sheet's id is
// stored twice: as its sheetId, and as a hidden name local to the sheet, because LibreOffice renumbers the
// sheets at every save, while local names follow their sheet when it is renamed or moved. A sheet without such a
// name, in a file that we have saved, is another program's or has lost it: it gets an id that no sheet has had.
import type { DefinedName, SheetState } from '../workbook/model.js';
import { printTitles } from './paper.js';
import { isTrue } from './sheet-reader.js';
import {
  attributesOf,
  attributesText,
  childOf,
  childrenOf,
  DECLARATION,
  element,
  escapeText,
  innerOf,
  itemsOf,
  rootHead,
  unescapeXml,
  withAttributes,
  withRelationships,
  type XmlElement,
} from './xml.js';

const ID_NAME = '_reglament_id';
const PRINT_TITLES = '_xlnm.Print_Titles';
/** The largest sheetId that Excel accepts. */
const LARGEST_SHEET_ID = 65534;

export interface SheetEntry {
  readonly id: number;
  readonly title: string;
  readonly visibility: SheetState['visibility'];
  readonly relationship: string;
}

export interface WorkbookPart {
  readonly sheets: readonly SheetEntry[];
  readonly names: readonly DefinedName[];
  readonly date1904: boolean;
  /** Position of the sheet shown when the workbook is opened. */
  readonly active: number;
}

/** `lastId`: the highest id that a sheet has had; 0 if the file stores none. */
export function readWorkbookPart(xml: string, lastId: number): WorkbookPart {
  const listed = itemsOf(xml, 'sheets').map(attributesOf);
  const written = itemsOf(xml, 'definedNames').map((name) => {
    const { name: called = '', localSheetId, ...rest } = attributesOf(name);
    return {
      name: called,
      position: localSheetId === undefined ? null : Number(localSheetId),
      formula: unescapeXml(innerOf(name)),
      rest: attributesText(rest),
    };
  });
  const taken = new Set<number>();
  const remembered = new Map<number, number>();
  // A copied sheet also has a copy of its original's name; the original precedes its copy.
  for (const { name, position, formula } of written) {
    const id = Number(formula);
    if (name !== ID_NAME || position === null || !Number.isInteger(id) || taken.has(id)) continue;
    remembered.set(position, id);
    taken.add(id);
  }
  for (const [position, id] of idsWithoutSheet(written, remembered, listed.length)) {
    if (taken.has(id)) continue;
    remembered.set(position, id);
    taken.add(id);
  }
  if (lastId > 0) taken.add(lastId);
  const isOurs = taken.size > 0;
  const sheets = listed.map((attributes, position) => {
    let id = remembered.get(position);
    if (id === undefined) {
      id = Number(attributes['sheetId'] ?? 0);
      if (isOurs || taken.has(id)) id = Math.max(...taken) + 1;
      taken.add(id);
    }
    const state = attributes['state'];
    const visibility: SheetState['visibility'] =
      state === 'hidden' || state === 'veryHidden' ? state : 'visible';
    const relationship = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
    return { id, title: attributes['name'] ?? '', visibility, relationship };
  });
  const names = written
    .filter(({ name }) => name !== ID_NAME)
    .map(({ name, position, formula, rest }) => ({
      name,
      formula,
      rest,
      sheet: position === null ? null : (sheets[position]?.id ?? null),
    }));
  const properties = childOf(xml, 'workbookPr');
  const [view] = itemsOf(xml, 'bookViews');
  return {
    sheets,
    names,
    active: Number((view && attributesOf(view)['activeTab']) ?? 0),
    date1904: properties !== undefined && isTrue(attributesOf(properties)['date1904']),
  };
}

/**
 * Position → id, for names that have lost their sheet: when a sheet is renamed, hucre turns its local name
 * into one of the whole workbook. Names are in the order of sheets, so a name between those of two sheets
 * belongs to the sheet between them.
 */
function idsWithoutSheet(
  written: readonly { readonly name: string; readonly position: number | null; readonly formula: string }[],
  remembered: ReadonlyMap<number, number>,
  sheets: number,
): readonly (readonly [position: number, id: number])[] {
  const found: (readonly [number, number])[] = [];
  let lost: number[] = [];
  let before = -1;
  const close = (next: number): void => {
    if (lost.length === next - before - 1)
      lost.forEach((id, index) => {
        if (!remembered.has(before + 1 + index)) found.push([before + 1 + index, id]);
      });
    lost = [];
    before = next;
  };
  for (const { name, position, formula } of written) {
    if (name !== ID_NAME) continue;
    if (position !== null) close(position);
    else if (Number.isInteger(Number(formula))) lost.push(Number(formula));
  }
  close(sheets);
  return found;
}

export interface WorkbookTarget {
  readonly sheets: readonly (SheetState & { readonly relationship: string })[];
  readonly names: readonly DefinedName[];
  /** Cached results of formulas may be outdated: the program that opens the file should compute them. */
  readonly recalculate: boolean;
  readonly active: number | null;
}

const ORDER = [
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
  'calcPr',
];

export const NEW_WORKBOOK_XML = `${DECLARATION}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView/></bookViews><sheets/></workbook>`;

export function writeWorkbookPart(xml: string, target: WorkbookTarget): string {
  const isPossible = (id: number): boolean => id >= 1 && id <= LARGEST_SHEET_ID;
  const used = new Set(target.sheets.map(({ id }) => id).filter(isPossible));
  const sheets = target.sheets.map((sheet) => {
    let { id } = sheet;
    if (!isPossible(id)) {
      id = 1;
      while (used.has(id)) id++;
      used.add(id);
    }
    return element('sheet', {
      name: sheet.title,
      sheetId: id,
      state: sheet.visibility === 'visible' ? null : sheet.visibility,
      'r:id': sheet.relationship,
    });
  });
  const position = new Map(target.sheets.map(({ id }, i) => [id, i]));
  const names = [
    ...target.names
      .filter(({ sheet }) => sheet === null || position.has(sheet))
      .map(({ name, sheet, formula, rest }) => {
        const own = attributesText({ name, localSheetId: sheet === null ? null : position.get(sheet) });
        return `<definedName${own}${rest}>${escapeText(formula)}</definedName>`;
      }),
    // Header rows of a new sheet are repeated on each of its pages.
    ...target.sheets.flatMap(({ part, internal, title, body }, i) => {
      const titles = part === null && !internal ? printTitles(title, body) : null;
      if (titles === null) return [];
      return `<definedName name="${PRINT_TITLES}" localSheetId="${String(i)}">${escapeText(titles)}</definedName>`;
    }),
    ...target.sheets.flatMap(({ id, internal }, i) =>
      internal
        ? []
        : `<definedName name="${ID_NAME}" localSheetId="${String(i)}" hidden="1">${String(id)}</definedName>`,
    ),
  ];
  const children = childrenOf(xml);
  const made = new Map<string, string>([
    ['sheets', element('sheets', {}, sheets.join(''))],
    ['definedNames', element('definedNames', {}, names.join(''))],
  ]);
  const find = (name: string): string | undefined => children.find((child) => child.name === name)?.xml;
  if (target.recalculate)
    made.set('calcPr', withAttributes(find('calcPr') ?? '<calcPr/>', { fullCalcOnLoad: 1 }));
  const views = find('bookViews');
  if (views !== undefined && target.active !== null) {
    const list = childrenOf(views).map((view) =>
      withAttributes(view.xml, { activeTab: target.active, firstSheet: null }),
    );
    made.set('bookViews', element('bookViews', {}, list.join('')));
  }
  const all: XmlElement[] = [...children];
  for (const name of made.keys()) {
    if (children.some((child) => child.name === name)) continue;
    // Programs add elements of their own: the position follows from the elements whose order is known.
    const rank = ORDER.indexOf(name);
    const before = all.reduce(
      (last, child, at) => (ORDER.includes(child.name) && ORDER.indexOf(child.name) < rank ? at : last),
      -1,
    );
    all.splice(before + 1, 0, { name, xml: '' });
  }
  return `${withRelationships(rootHead(xml))}${all.map((child) => made.get(child.name) ?? child.xml).join('')}</workbook>`;
}
