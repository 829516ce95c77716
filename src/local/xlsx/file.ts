// Converts between an .xlsx and the workbook in memory. Saving writes only changed parts.
import { newBody, type SheetBody } from '../workbook/body.js';
import { decodeHostState, encodeHostState } from '../workbook/host-state.js';
import { gridOf } from '../workbook/grid.js';
import {
  INTERNAL_IDS,
  isBlankPlaceholder,
  LISTS_TITLE,
  type SheetState,
  type Workbook,
  type WorkbookState,
} from '../workbook/model.js';
import { readState, writeState } from './custom-properties.js';
import { readNotes, writeComments, writeNoteShapes } from './notes.js';
import {
  linkRelationship,
  openPackage,
  type Package,
  partRelationship,
  type Relationship,
  relationshipOf,
} from './package.js';
import { readSheet } from './sheet-reader.js';
import { writeSheet } from './sheet-writer.js';
import { openStrings, stringsNamed, type StringTable } from './strings.js';
import { openStyles, type StyleBook } from './styles.js';
import { NEW_WORKBOOK_XML, readWorkbookPart, type WorkbookPart, writeWorkbookPart } from './workbook-part.js';
import { DECLARATION } from './xml.js';
import { BadZip } from './zip.js';

/** A zip archive without a workbook in it. */
export class NotWorkbook extends Error {}

const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.';

/** The workbook in an archive, or (null) a new one without sheets. */
export function openXlsx(archive: Uint8Array | null, fileTitle: string): Workbook {
  const source = openPackage(archive);
  // Read only to verify its checksum: saving will need it.
  if (archive) source.text('[Content_Types].xml');
  const packaged = source.relationships('');
  const root = relationshipOf(packaged, 'officeDocument');
  if (archive && (!root || !source.has(root.path))) throw new NotWorkbook('workbook.xml');
  const main = root?.path ?? 'xl/workbook.xml';
  const xml = source.text(main) ?? NEW_WORKBOOK_XML;
  if (!/^[\s\S]{0,4000}<workbook[\s>]/.test(xml)) throw new NotWorkbook(main);
  const relations = source.relationships(main);
  const textOf = (kind: string): string | null => {
    const found = relationshipOf(relations, kind);
    return found ? source.text(found.path) : null;
  };
  const styles = openStyles(textOf('styles'));
  const strings = openStrings(textOf('sharedStrings'));
  const custom = relationshipOf(packaged, 'custom-properties')?.path ?? 'docProps/custom.xml';
  const stored = decodeHostState(readState(source.text(custom)));
  const part = readWorkbookPart(xml, stored.lastSheetId);
  const { date1904 } = part;
  const { sheets, names } = readSheets(part, relations, (path) =>
    readSheetPart(source, path, strings, styles, date1904),
  );
  const ids = sheets.flatMap(({ id, internal }) => (internal ? [] : [id]));
  const lastSheetId = Math.max(stored.lastSheetId, ...ids);
  const state = { sheets, names, host: { ...stored, lastSheetId } };
  const format = formatOf(source.contentType(main));
  const origin = { archive, main, xml, custom, date1904, active: sheets[part.active]?.id };
  return { state, saved: state, styles, strings, fileTitle, format, origin };
}

function readSheets(
  part: WorkbookPart,
  relations: readonly Relationship[],
  readBody: (path: string) => SheetBody,
): Pick<WorkbookState, 'sheets' | 'names'> {
  /** Ids of internal sheets as in the file → ids that no client will choose for a new sheet. */
  const hidden = new Map<number, number>();
  const sheets = part.sheets.flatMap((entry): readonly SheetState[] => {
    const relation = relations.find(({ id }) => id === entry.relationship);
    if (!relation) return [];
    // Chart sheets and dialog sheets have no grid: they stay in the file but are not visible to services.
    const hasGrid = relation.type.endsWith('/worksheet');
    const body = hasGrid ? readBody(relation.path) : newBody();
    const internal = !hasGrid || (entry.title === LISTS_TITLE && entry.visibility !== 'visible');
    const id = internal && entry.id < INTERNAL_IDS ? INTERNAL_IDS + 1 + entry.id : entry.id;
    if (id !== entry.id) hidden.set(entry.id, id);
    const { title, visibility } = entry;
    const grid = gridOf(body);
    return [{ id, title, visibility, part: relation.path, grid, internal, placeholder: false, body }];
  });
  const names = part.names.map((name) => ({
    ...name,
    sheet: name.sheet === null ? null : (hidden.get(name.sheet) ?? name.sheet),
  }));
  return { sheets, names };
}

/** By the content type of the workbook's main part. */
function formatOf(contentType: string): Workbook['format'] {
  const macros = contentType.includes('macroEnabled');
  if (contentType.includes('template.')) return macros ? 'xltm' : 'xltx';
  return macros ? 'xlsm' : 'xlsx';
}

function readSheetPart(
  source: Package,
  path: string,
  strings: StringTable,
  styles: StyleBook,
  date1904: boolean,
): SheetBody {
  const xml = source.text(path);
  if (xml === null) throw new BadZip(path);
  const relations = source.relationships(path);
  const comments = relationshipOf(relations, 'comments');
  const drawing = notesDrawing(xml, relations);
  return readSheet({
    xml,
    strings,
    styles,
    date1904,
    target: (id) => relations.find((relation) => relation.id === id)?.target ?? null,
    notes: readNotes(
      comments ? source.text(comments.path) : null,
      drawing ? source.text(drawing.path) : null,
    ),
  });
}

/**
 * The drawing with a sheet's notes, named in its XML; pictures in page headers use a drawing of the same
 * kind.
 */
function notesDrawing(xml: string, relations: readonly Relationship[]): Relationship | undefined {
  const id = /<legacyDrawing\s[^>]*?\bid="([^"]*)"/.exec(xml)?.[1];
  return relations.find((relation) => relation.id === id);
}

/**
 * The whole file with the workbook's current state. Starts from the archive as read, so that saving twice gives
 * the same bytes.
 */
export function bytesOf(workbook: Workbook): Uint8Array {
  const { state, saved, styles, strings, origin } = workbook;
  const target = openPackage(origin.archive);
  if (origin.archive === null) {
    target.put('[Content_Types].xml', NEW_TYPES);
    target.setRelationships('', [partRelationship([], 'officeDocument', '', origin.main)]);
    target.put(origin.main, origin.xml, `${MAIN}sheet.main+xml`);
  }
  const links = openRelations(target, origin.main);
  const kept = state.sheets.filter((sheet) => !isBlankPlaceholder(sheet));
  const sheets = (kept.length === 0 ? state.sheets : kept).map((sheet) => {
    const path = sheet.part ?? target.freePath('xl/worksheets/sheet', 'xml');
    const isRewritten =
      sheet.part === null || saved.sheets.find(({ id }) => id === sheet.id)?.body !== sheet.body;
    if (isRewritten) writeSheetPart(target, path, sheet.body, workbook);
    return { ...sheet, path, isRewritten, relationship: links.relate('worksheet', path) };
  });
  const rewritten = sheets.filter((sheet) => sheet.isRewritten);
  const gone = saved.sheets.filter(({ id }) => !state.sheets.some((sheet) => sheet.id === id));
  for (const { part } of gone) {
    if (part === null) continue;
    links.drop(part);
    target.setRelationships(part, []);
  }
  // The chain may name cells that no longer have a formula; Excel would report the file as damaged.
  const chain = rewritten.length + gone.length > 0 ? links.find('calcChain') : undefined;
  if (chain !== undefined) links.drop(chain);
  const putShared = (kind: 'styles' | 'sharedStrings', xml: string): void => {
    const path = links.find(kind) ?? `xl/${kind}.xml`;
    target.put(path, xml, `${MAIN}${kind}+xml`);
    links.relate(kind, path);
  };
  if (styles.changed()) putShared('styles', styles.toXml());
  const changedFirst = [...rewritten, ...sheets.filter((sheet) => !sheet.isRewritten)];
  const forgotten = droppedStrings(
    origin.archive,
    strings.added(),
    [...rewritten, ...gone].map((sheet) => sheet.part),
    changedFirst.map((sheet) => () => target.text(sheet.path)),
  );
  if (strings.changed() || forgotten.size > 0) putShared('sharedStrings', strings.toXml(forgotten));
  writeHostState(target, origin.custom, state);
  links.store();
  const active = openedAt(sheets, saved.sheets, origin.active);
  const part = { sheets, names: state.names, recalculate: rewritten.length > 0, active };
  target.put(origin.main, writeWorkbookPart(origin.xml, part));
  return target.toBytes();
}

/** The relationships of a part while they change. */
interface Relations {
  readonly list: () => readonly Relationship[];
  /** The path of the part of that kind. */
  readonly find: (kind: string) => string | undefined;
  /** The id of the relationship to a part; makes one if there is none. */
  readonly relate: (kind: string, path: string) => string;
  /** The id of the relationship to an address; makes one if there is none. */
  readonly link: (uri: string) => string;
  /** Removes a part and the relationship to it. */
  readonly drop: (path: string) => void;
  readonly dropLinks: () => void;
  readonly store: () => void;
}

function openRelations(target: Package, part: string): Relations {
  const before = target.relationships(part);
  let list = before;
  const add = (made: Relationship): string => {
    list = [...list, made];
    return made.id;
  };
  return {
    list: () => list,
    find: (kind) => relationshipOf(list, kind)?.path,
    relate: (kind, path) =>
      list.find((one) => !one.external && one.path === path)?.id ??
      add(partRelationship(list, kind, part, path)),
    link: (uri) =>
      list.find((one) => one.external && one.target === uri)?.id ?? add(linkRelationship(list, uri)),
    drop: (path) => {
      list = list.filter((one) => one.external || one.path !== path);
      target.remove(path);
    },
    dropLinks: () => {
      list = list.filter(({ type }) => !type.endsWith('/hyperlink'));
    },
    store: () => {
      if (list.length !== before.length || list.some((one, at) => one !== before[at]))
        target.setRelationships(part, list);
    },
  };
}

/** The new position of the sheet shown when the workbook is opened; null if no sheet has moved. */
function openedAt(
  sheets: readonly SheetState[],
  before: readonly SheetState[],
  shown: number | undefined,
): number | null {
  const positions = (list: readonly SheetState[]): string => list.map(({ id }) => id).join();
  if (positions(sheets) === positions(before)) return null;
  const visible = sheets.filter(({ visibility }) => visibility === 'visible');
  // With a second selected sheet Excel would group the two, and edits would go into both.
  const opened = visible.find(({ id }) => id === shown) ?? visible[0];
  return opened ? sheets.indexOf(opened) : null;
}

/**
 * Shared texts that the changed sheets used and no sheet uses now: erased data must not remain in the file.
 */
function droppedStrings(
  archive: Uint8Array | null,
  added: readonly number[],
  changed: readonly (string | null)[],
  sheetsNow: readonly (() => string | null)[],
): ReadonlySet<number> {
  // A text that was added and replaced before this save is not used either.
  const dropped = new Set<number>(added);
  const before = archive === null ? null : openPackage(archive);
  for (const part of changed) {
    const xml = part === null || before === null ? null : before.text(part);
    if (xml !== null) for (const index of stringsNamed(xml)) dropped.add(index);
  }
  for (const sheet of sheetsNow) {
    if (dropped.size === 0) break;
    for (const index of stringsNamed(sheet() ?? '')) dropped.delete(index);
  }
  return dropped;
}

function writeSheetPart(target: Package, path: string, body: SheetBody, workbook: Workbook): void {
  const relations = openRelations(target, path);
  relations.dropLinks();
  const xml = writeSheet(body, {
    strings: workbook.strings,
    styles: workbook.styles,
    date1904: workbook.origin.date1904,
    notesId: body.facets.notes === body.origin.notes ? null : putNotes(target, relations, body),
    linkId: relations.link,
  });
  relations.store();
  target.put(path, xml, `${MAIN}worksheet+xml`);
}

/** Writes the notes and their shapes; returns the id of the relationship to the drawing with the shapes. */
function putNotes(target: Package, relations: Relations, { facets: { notes }, children }: SheetBody): string {
  const comments = relations.find('comments') ?? target.freePath('xl/comments', 'xml');
  target.put(comments, writeComments(notes, target.text(comments)), `${MAIN}comments+xml`);
  relations.relate('comments', comments);
  const named = children.find(({ name }) => name === 'legacyDrawing')?.xml ?? '';
  const drawing =
    notesDrawing(named, relations.list())?.path ?? target.freePath('xl/drawings/vmlDrawing', 'vml');
  target.put(drawing, writeNoteShapes(notes, target.text(drawing)), VML);
  return relations.relate('vmlDrawing', drawing);
}

const VML = 'application/vnd.openxmlformats-officedocument.vmlDrawing';

function writeHostState(target: Package, path: string, state: WorkbookState): void {
  const xml = writeState(target.text(path), encodeHostState(state.host));
  const relations = openRelations(target, '');
  if (xml === null) relations.drop(path);
  else {
    target.put(path, xml, 'application/vnd.openxmlformats-officedocument.custom-properties+xml');
    relations.relate('custom-properties', path);
  }
  relations.store();
}

const NEW_TYPES = `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`;
