// Converts between an .xlsx and the workbook in memory. Saving writes only changed parts.
import { newBody, type SheetBody } from '../workbook/body.js';
import { decodeHostState, encodeHostState } from '../workbook/host-state.js';
import {
  gridOf,
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
import { NEW_WORKBOOK_XML, readWorkbookPart, writeWorkbookPart } from './workbook-part.js';
import { DECLARATION } from './xml.js';
import { BadZip } from './zip.js';

/** A zip archive without a workbook in it. */
export class NotWorkbook extends Error {}

const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.';

/** The parts that a workbook was read from; saving starts from them. */
export interface XlsxFile {
  readonly workbook: Workbook;
  /** The required extension: Excel refuses macros in an `.xlsx`, and an `.xlsm` without macros. */
  readonly format: 'xlsx' | 'xlsm' | 'xltx' | 'xltm';
  /** The whole file with the workbook's current state. */
  readonly toBytes: () => Uint8Array;
}

export function openXlsxFile(archive: Uint8Array | null, fileTitle: string): XlsxFile {
  const source = openPackage(archive);
  // Read only to verify its checksum: saving will need it.
  if (archive) source.text('[Content_Types].xml');
  const root = relationshipOf(source.relationships(''), 'officeDocument');
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
  const part = readWorkbookPart(xml);
  /** Ids of internal sheets as in the file → ids that no client will choose for a new sheet. */
  const hidden = new Map<number, number>();
  const sheets = part.sheets.flatMap((entry): readonly SheetState[] => {
    const relation = relations.find(({ id }) => id === entry.relationship);
    if (!relation) return [];
    // Chart sheets and dialog sheets have no grid: they stay in the file but are not visible to services.
    const grid = relation.type.endsWith('/worksheet');
    const body = grid ? readSheetPart(source, relation.path, strings, styles, part.date1904) : newBody();
    const internal = !grid || (entry.title === LISTS_TITLE && entry.visibility !== 'visible');
    const id = internal && entry.id < INTERNAL_IDS ? INTERNAL_IDS + 1 + entry.id : entry.id;
    if (id !== entry.id) hidden.set(entry.id, id);
    const sheet: SheetState = {
      id,
      title: entry.title,
      visibility: entry.visibility,
      part: relation.path,
      grid: gridOf(body),
      internal,
      placeholder: false,
      body,
    };
    return [sheet];
  });
  const custom = relationshipOf(source.relationships(''), 'custom-properties')?.path ?? 'docProps/custom.xml';
  const host = decodeHostState(readState(source.text(custom)));
  const names = part.names.map((name) => ({
    ...name,
    sheet: name.sheet === null ? null : (hidden.get(name.sheet) ?? name.sheet),
  }));
  const state: WorkbookState = { sheets, names, host };
  const workbook: Workbook = { state, saved: state, styles, strings, fileTitle };
  return {
    workbook,
    format: formatOf(source.contentType(main)),
    toBytes: () =>
      save(archive, workbook, {
        main,
        xml,
        custom,
        date1904: part.date1904,
        active: sheets[part.active]?.id,
      }),
  };
}

/** By the content type of the workbook's main part. */
function formatOf(contentType: string): XlsxFile['format'] {
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

interface Origin {
  readonly main: string;
  readonly xml: string;
  readonly custom: string;
  readonly date1904: boolean;
  /** Id of the sheet shown when the workbook is opened. */
  readonly active: number | undefined;
}

/** Starts from the archive as read, so that saving twice gives the same bytes. */
function save(archive: Uint8Array | null, workbook: Workbook, origin: Origin): Uint8Array {
  const target = openPackage(archive);
  const { state, saved, styles, strings } = workbook;
  if (archive === null) {
    target.put('[Content_Types].xml', NEW_TYPES);
    target.setRelationships('', [partRelationship([], 'officeDocument', '', origin.main)]);
    target.put(origin.main, origin.xml, `${MAIN}sheet.main+xml`);
  }
  let relations = target.relationships(origin.main);
  const relate = (kind: string, path: string): string => {
    const known = relations.find((r) => !r.external && r.path === path);
    if (known) return known.id;
    const made = partRelationship(relations, kind, origin.main, path);
    relations = [...relations, made];
    return made.id;
  };
  const kept =
    state.sheets.length > 1 ? state.sheets.filter((sheet) => !isBlankPlaceholder(sheet)) : state.sheets;
  const written = kept.length === 0 ? state.sheets : kept;
  const isRewritten = (sheet: SheetState): boolean =>
    sheet.part === null || saved.sheets.find(({ id }) => id === sheet.id)?.body !== sheet.body;
  const rewritten = written.some(isRewritten);
  const listed = written.map((sheet) => {
    const path = sheet.part ?? target.freePath('xl/worksheets/sheet', 'xml');
    if (isRewritten(sheet)) writeSheetPart(target, path, sheet.body, strings, styles, origin.date1904);
    return { ...sheet, path, relationship: relate('worksheet', path) };
  });
  const gone = saved.sheets.filter(({ id }) => !state.sheets.some((sheet) => sheet.id === id));
  for (const { part } of gone) {
    if (part === null) continue;
    relations = relations.filter((r) => r.external || r.path !== part);
    target.remove(part);
    target.setRelationships(part, []);
  }
  if (rewritten || gone.length > 0) {
    // The chain may name cells that no longer have a formula; Excel would report the file as damaged.
    const chain = relationshipOf(relations, 'calcChain');
    if (chain) {
      target.remove(chain.path);
      relations = relations.filter((r) => r !== chain);
    }
  }
  const putShared = (kind: 'styles' | 'sharedStrings', xml: string): void => {
    const path = relationshipOf(relations, kind)?.path ?? `xl/${kind}.xml`;
    target.put(path, xml, `${MAIN}${kind}+xml`);
    relate(kind, path);
  };
  if (styles.changed()) putShared('styles', styles.toXml());
  const changedFirst = [...listed].sort((a, b) => Number(isRewritten(b)) - Number(isRewritten(a)));
  const forgotten = droppedStrings(
    archive,
    strings.added(),
    [...written.filter(isRewritten), ...gone].map((sheet) => sheet.part),
    changedFirst.map((sheet) => () => target.text(sheet.path)),
  );
  if (strings.changed() || forgotten.size > 0) putShared('sharedStrings', strings.toXml(forgotten));
  writeHostState(target, origin.custom, state);
  target.setRelationships(origin.main, relations);
  const positions = (sheets: readonly SheetState[]): string => sheets.map(({ id }) => id).join();
  const moved = positions(saved.sheets) !== positions(listed);
  const visible = listed.filter(({ visibility }) => visibility === 'visible');
  // With a second selected sheet Excel would group the two, and edits would go into both.
  const opened = visible.find(({ id }) => id === origin.active) ?? visible[0];
  const active = moved && opened ? listed.indexOf(opened) : null;
  const part = { sheets: listed, names: state.names, recalculate: rewritten, active };
  target.put(origin.main, writeWorkbookPart(origin.xml, part));
  return target.toBytes();
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
