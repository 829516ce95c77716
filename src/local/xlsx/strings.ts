// sharedStrings.xml: the table as read, with new texts appended. Rich texts keep their runs.
import { childrenOf, DECLARATION, escapeCellText, unescapeCellText } from './xml.js';

export interface StringTable {
  readonly text: (index: number) => string;
  readonly isRich: (index: number) => boolean;
  /** Index of a plain text; appends it if it is new. */
  readonly add: (text: string) => number;
  readonly changed: () => boolean;
  /** Indexes of the texts added since the file was read. */
  readonly added: () => readonly number[];
  /** The table without the texts at these indexes: texts that no cell uses must not remain in the file. */
  readonly toXml: (forgotten: ReadonlySet<number>) => string;
}

const HEAD = `${DECLARATION}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`;

export function openStrings(source: string | null): StringTable {
  const items: string[] = [];
  const rich = new Set<number>();
  const index = new Map<string, number>();
  const added: string[] = [];
  const spans: (readonly [number, number])[] = [];
  let body = '';
  if (source !== null) {
    const start = source.indexOf('<si');
    const end = source.lastIndexOf('</sst>');
    body = start === -1 ? '' : source.slice(start, end);
    let at = 0;
    while (at < body.length) {
      at = body.indexOf('<si', at);
      if (at === -1) break;
      const selfClosed = body.startsWith('<si/>', at);
      const close = selfClosed ? at + 5 : body.indexOf('</si>', at) + 5;
      const xml = body.slice(at, close);
      const text = selfClosed ? '' : textOfItem(xml);
      const isRich =
        xml.includes('<r>') || xml.includes('<r ') || xml.includes('<phoneticPr') || xml.includes('<rPh');
      if (isRich) rich.add(items.length);
      else if (!index.has(text)) index.set(text, items.length);
      items.push(text);
      spans.push([at, close]);
      at = close;
    }
  }
  return {
    text: (i) => items[i] ?? '',
    isRich: (i) => rich.has(i),
    add: (text) => {
      const known = index.get(text);
      if (known !== undefined) return known;
      index.set(text, items.length);
      added.push(text);
      return items.push(text) - 1;
    },
    changed: () => added.length > 0,
    added: () => added.map((_, at) => spans.length + at),
    toXml: (forgotten) => {
      const total = String(items.length);
      const kept = forgotten.size === 0 ? body : without(body, spans, forgotten);
      return `${HEAD} count="${total}" uniqueCount="${total}">${kept}${added.map((text, at) => (forgotten.has(spans.length + at) ? EMPTY_ITEM : item(text))).join('')}</sst>`;
    },
  };
}

const EMPTY_ITEM = '<si><t/></si>';

/** Indexes must not change, so a removed text is replaced by an empty one. */
function without(
  body: string,
  spans: readonly (readonly [number, number])[],
  forgotten: ReadonlySet<number>,
): string {
  let kept = '';
  let at = 0;
  spans.forEach(([start, end], index) => {
    if (!forgotten.has(index)) return;
    kept += body.slice(at, start) + EMPTY_ITEM;
    at = end;
  });
  return kept + body.slice(at);
}

/** The tag of a cell or of its value, with the number that follows it. */
const CELL_OR_VALUE = /<([cv])((?:\s[^<>"]*(?:"[^"]*"[^<>"]*)*)?)>\s*(\d*)/g;

/** Indexes of the shared texts that a worksheet's cells use, whatever else the cells contain. */
export function stringsNamed(sheet: string): Set<number> {
  const named = new Set<number>();
  let isText = false;
  for (const [, name, attributes = '', index = ''] of sheet.matchAll(CELL_OR_VALUE)) {
    if (name === 'c') isText = /\st="s"/.test(attributes);
    else if (isText && index !== '') named.add(Number(index));
  }
  return named;
}

/** Text of an `<si>` or `<is>`: its runs joined, without phonetic hints. */
export function textOfItem(xml: string): string {
  const simple = /^<(?:si|is)><t(?: xml:space="preserve")?>([^<]*)<\/t><\/(?:si|is)>$/.exec(xml);
  if (simple) return unescapeCellText(simple[1] ?? '');
  return childrenOf(xml)
    .flatMap((child) => (child.name === 'r' ? childrenOf(child.xml) : [child]))
    .filter((child) => child.name === 't')
    .map((child) => unescapeCellText(/>([^<]*)</.exec(child.xml)?.[1] ?? ''))
    .join('');
}

function item(text: string): string {
  const space = /^\s|\s$|[\n\t]|  /.test(text) ? ' xml:space="preserve"' : '';
  return `<si><t${space}>${escapeCellText(text)}</t></si>`;
}
