// The package around the parts: content types and relationships, edited in place as text. An unused part is
// never unpacked.
import { newEntry, readZip, writeZip, type ZipEntry } from './zip.js';
import { attributesOf, childrenOf, DECLARATION, element, plainMarkup, withoutMainPrefix } from './xml.js';

export interface Relationship {
  readonly id: string;
  readonly type: string;
  /** As in the source. */
  readonly target: string;
  readonly external: boolean;
  /** The target's path within the package; of no meaning if it is external. */
  readonly path: string;
}

export interface Package {
  readonly has: (path: string) => boolean;
  readonly text: (path: string) => string | null;
  /** As declared for the part itself, else for its extension; '' if for neither. */
  readonly contentType: (path: string) => string;
  readonly put: (path: string, text: string, contentType?: string) => void;
  readonly remove: (path: string) => void;
  readonly relationships: (part: string) => readonly Relationship[];
  readonly setRelationships: (part: string, list: readonly Relationship[]) => void;
  /** The first unused path of `base1.xml`, `base2.xml`, … */
  readonly freePath: (base: string, extension: string) => string;
  readonly toBytes: () => Uint8Array;
}

const CONTENT_TYPES = '[Content_Types].xml';
const CONTENT_TYPES_HEAD = `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`;
const RELATIONSHIPS_TYPE = 'application/vnd.openxmlformats-package.relationships+xml';
const RELATIONSHIPS_HEAD = `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`;
const OFFICE_RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';

const UTF8 = new TextDecoder('utf-8');

/** Decodes a part by its first bytes or the encoding it declares; parts are written back as UTF-8. */
function decode(bytes: Uint8Array): string {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const declared = /^\s*<\?xml[^>]*\sencoding=["']([\w-]+)["']/.exec(
    UTF8.decode(bytes.subarray(0, 200)),
  )?.[1];
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : (declared ?? 'utf-8');
  if (/^utf-?8$/i.test(encoding)) return UTF8.decode(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return text.replace(/^(\s*<\?xml[^>]*\sencoding=)(["'])[\w-]+\2/, '$1"UTF-8"');
}

export function openPackage(archive: Uint8Array | null): Package {
  const entries: Map<string, ZipEntry> = archive ? readZip(archive) : new Map<string, ZipEntry>();
  // Names in a package are compared regardless of case.
  const actual = new Map([...entries.keys()].map((name) => [name.toLowerCase(), name]));
  const find = (path: string): ZipEntry | undefined => entries.get(actual.get(path.toLowerCase()) ?? path);

  const text = (path: string): string | null => {
    const entry = find(path);
    return entry ? withoutMainPrefix(plainMarkup(decode(entry.bytes()))) : null;
  };
  const store = (path: string, content: string): void => {
    const name = actual.get(path.toLowerCase()) ?? path;
    actual.set(path.toLowerCase(), name);
    entries.set(name, newEntry(name, new TextEncoder().encode(content)));
  };
  const isOf = (path: string, xml: string): boolean =>
    attributesOf(xml)['PartName']?.toLowerCase() === `/${path}`.toLowerCase();
  const isDefault = (path: string, xml: string): boolean =>
    attributesOf(xml)['Extension']?.toLowerCase() === extensionOf(path);
  const types = (): string[] => {
    const xml = text(CONTENT_TYPES);
    return xml === null ? [] : childrenOf(xml).map((child) => child.xml);
  };
  const storeTypes = (list: readonly string[]): void => {
    store(CONTENT_TYPES, `${CONTENT_TYPES_HEAD}${list.join('')}</Types>`);
  };
  const declare = (path: string, contentType: string): void => {
    const list = types();
    const extension = extensionOf(path);
    const known = list.some(
      (xml) => attributesOf(xml)['ContentType'] === contentType && (isOf(path, xml) || isDefault(path, xml)),
    );
    if (known) return;
    // These are declared by extension, as Office does it.
    if (extension === 'vml' || extension === 'rels')
      list.unshift(element('Default', { Extension: extension, ContentType: contentType }));
    else list.push(element('Override', { PartName: `/${path}`, ContentType: contentType }));
    storeTypes(list);
  };
  const undeclare = (path: string): void => {
    const list = types();
    const kept = list.filter((xml) => !isOf(path, xml));
    if (kept.length < list.length) storeTypes(kept);
  };

  return {
    has: (path) => find(path) !== undefined,
    text,
    contentType: (path) => {
      const list = types();
      const declared = list.find((xml) => isOf(path, xml)) ?? list.find((xml) => isDefault(path, xml));
      return declared === undefined ? '' : (attributesOf(declared)['ContentType'] ?? '');
    },
    put: (path, content, contentType) => {
      store(path, content);
      if (contentType !== undefined) declare(path, contentType);
    },
    remove: (path) => {
      const name = actual.get(path.toLowerCase());
      if (name === undefined) return;
      entries.delete(name);
      actual.delete(path.toLowerCase());
      undeclare(path);
    },
    relationships: (part) => {
      const xml = text(relationshipsPath(part));
      if (xml === null) return [];
      return childrenOf(xml).map((child) => {
        const { Id = '', Type = '', Target = '', TargetMode } = attributesOf(child.xml);
        const external = TargetMode === 'External';
        return { id: Id, type: Type, target: Target, external, path: resolve(part, Target) };
      });
    },
    setRelationships: (part, list) => {
      const path = relationshipsPath(part);
      if (list.length === 0 && find(path) === undefined) return;
      const body = list.map(({ id, type, target, external }) =>
        element('Relationship', {
          Id: id,
          Type: type,
          Target: target,
          TargetMode: external ? 'External' : null,
        }),
      );
      store(path, `${RELATIONSHIPS_HEAD}${body.join('')}</Relationships>`);
      declare(path, RELATIONSHIPS_TYPE);
    },
    freePath: (base, extension) => {
      for (let n = 1; ; n++) {
        const path = `${base}${String(n)}.${extension}`;
        if (!actual.has(path.toLowerCase())) return path;
      }
    },
    toBytes: () => {
      const first = entries.get(CONTENT_TYPES);
      return writeZip([
        ...(first ? [first] : []),
        ...[...entries.values()].filter((entry) => entry !== first),
      ]);
    },
  };
}

const extensionOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1).toLowerCase();

function relationshipsPath(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

function resolve(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}

export function relationshipOf(list: readonly Relationship[], kind: string): Relationship | undefined {
  return list.find(({ type }) => type.endsWith(`/${kind}`));
}

/** The path of a part as seen from another: Office writes it so, and ExcelJS reads no other. */
function relativePath(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const steps = to.split('/');
  let same = 0;
  while (same < folders.length && same < steps.length - 1 && folders[same] === steps[same]) same++;
  return [...folders.slice(same).map(() => '..'), ...steps.slice(same)].join('/');
}

function newRelationship(
  list: readonly Relationship[],
  kind: string,
  about: Pick<Relationship, 'target' | 'external' | 'path'>,
): Relationship {
  let n = list.length + 1;
  while (list.some(({ id }) => id === `rId${String(n)}`)) n++;
  return { id: `rId${String(n)}`, type: OFFICE_RELATIONSHIP + kind, ...about };
}

/** A relationship of `part` to another part, to add to its `list`. */
export const partRelationship = (
  list: readonly Relationship[],
  kind: string,
  part: string,
  path: string,
): Relationship => newRelationship(list, kind, { target: relativePath(part, path), external: false, path });

/** A relationship to an address outside the package, to add to a part's `list`. */
export const linkRelationship = (list: readonly Relationship[], uri: string): Relationship =>
  newRelationship(list, 'hyperlink', { target: uri, external: true, path: uri });
