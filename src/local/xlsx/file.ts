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
import { linksOf, writeSheet } from './sheet-writer.js';
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
export function bytesOf({ state, saved, styles, strings, origin }: Workbook): Uint8Array {
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
    if (isRewritten) writeSheetPart(target, path, sheet.body, strings, styles, origin.date1904);
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
  readonly find: (kind: string) => string | undefined;
  /** The id of the relationship to a part; makes one if there is none. */
  readonly relate: (kind: string, path: string) => string;
  /** Removes a part and the relationship to it. */
  readonly drop: (path: string) => void;
  readonly store: () => void;
}

function openRelations(target: Package, part: string): Relations {
  let list = target.relationships(part);
  return {
    find: (kind) => relationshipOf(list, kind)?.path,
    relate: (kind, path) => {
      const known = list.find((one) => !one.external && one.path === path);
      if (known) return known.id;
      const made = partRelationship(list, kind, part, path);
      list = [...list, made];
      return made.id;
    },
    drop: (path) => {
      list = list.filter((one) => one.external || one.path !== path);
      target.remove(path);
    },
    store: () => {
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

function writeSheetPart(
  target: Package,
  path: string,
  body: SheetBody,
  strings: StringTable,
  styles: StyleBook,
  date1904: boolean,
): void {
  let relations = target.relationships(path).filter(({ type }) => !type.endsWith('/hyperlink'));
  const { notes } = body.facets;
  const linkIds = new Map<string, string>();
  for (const uri of new Set(linksOf(body).map((link) => link.target))) {
    if (uri === null) continue;
    const made = linkRelationship(relations, uri);
    relations = [...relations, made];
    linkIds.set(uri, made.id);
  }
  let notesId: string | null = null;
  if (notes !== body.origin.notes) {
    const put = (
      known: Relationship | undefined,
      kind: string,
      base: string,
      extension: string,
      contentType: string,
      text: (old: string | null) => string,
    ): string => {
      const part = known?.path ?? target.freePath(base, extension);
      target.put(part, text(target.text(part)), contentType);
      if (known) return known.id;
      const made = partRelationship(relations, kind, path, part);
      relations = [...relations, made];
      return made.id;
    };
    const comments = relationshipOf(relations, 'comments');
    put(comments, 'comments', 'xl/comments', 'xml', `${MAIN}comments+xml`, (old) =>
      writeComments(notes, old),
    );
    const drawing = notesDrawing(
      body.children.find(({ name }) => name === 'legacyDrawing')?.xml ?? '',
      relations,
    );
    const vml = 'application/vnd.openxmlformats-officedocument.vmlDrawing';
    notesId = put(drawing, 'vmlDrawing', 'xl/drawings/vmlDrawing', 'vml', vml, (old) =>
      writeNoteShapes(notes, old),
    );
  }
  target.setRelationships(path, relations);
  const xml = writeSheet(body, {
    strings,
    styles,
    date1904,
    notesId,
    linkId: (uri) => linkIds.get(uri) ?? '',
  });
  target.put(path, xml, `${MAIN}worksheet+xml`);
}

function writeHostState(target: Package, path: string, state: WorkbookState): void {
  const text = encodeHostState(state.host);
  const before = target.text(path);
  const after = writeState(before, text);
  const relations = target.relationships('');
  const relation = relationshipOf(relations, 'custom-properties');
  if (after === null) {
    if (before === null) return;
    target.remove(path);
    target.setRelationships(
      '',
      relations.filter((r) => r !== relation),
    );
    return;
  }
  target.put(path, after, 'application/vnd.openxmlformats-officedocument.custom-properties+xml');
  if (relation) return;
  target.setRelationships('', [...relations, partRelationship(relations, 'custom-properties', '', path)]);
}

const NEW_TYPES = `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`;
