// The few XML operations that a workbook needs: escape, read attributes, split an element into its direct
// children. No tree: parts stay text, so that anything unknown is written back unchanged.

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : text;
}

function escapeAttribute(text: string): string {
  return escapeText(text)
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;')
    .replace(/\t/g, '&#9;')
    .replace(/\r/g, '&#13;');
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// eslint's no-control-regex guards against typing errors; here control characters are intended.
const NOT_XML = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\ufffe\\uffff]', 'g');
const UNUSUAL = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\ufffe\\uffff\\ud800-\\udfff]|_x[0-9A-Fa-f]{4}_');

/** Text of a cell; characters that XML cannot hold become `_xHHHH_`, as in Excel. */
export function escapeCellText(text: string): string {
  if (!UNUSUAL.test(text)) return escapeText(text);
  return escapeText(
    text
      .replace(LONE_SURROGATE, '\ufffd')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(NOT_XML, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`),
  );
}

export function unescapeCellText(xml: string): string {
  const text = unescapeXml(xml);
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function unescapeXml(xml: string): string {
  const text = xml.includes('\r') ? xml.replace(/\r\n?/g, '\n') : xml;
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?)?([0-9A-Za-z]+);/g, (whole, kind: string | undefined, name: string) => {
    if (kind === undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(parseInt(name, kind === '#' ? 10 : 16));
  });
}

/** Attributes of the first tag in `xml`; names as written, with their prefix. */
export function attributesOf(xml: string): Readonly<Record<string, string>> {
  const tag = xml.slice(0, tagEnd(xml, xml.indexOf('<')));
  const found: Record<string, string> = {};
  for (const match of tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found[match[1] ?? ''] = unescapeXml(match[2] ?? match[3] ?? '');
  }
  return found;
}

/** The first tag of `xml` with some attributes changed or (null) removed. */
export function withAttributes(
  xml: string,
  changes: Readonly<Record<string, string | number | null>>,
): string {
  const start = xml.indexOf('<');
  const end = tagEnd(xml, start);
  let tag = xml.slice(start, end);
  for (const [name, value] of Object.entries(changes)) {
    tag = tag.replace(new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*')`), '');
    if (value === null) continue;
    const close = tag.endsWith('/>') ? '/>' : '>';
    tag = `${tag.slice(0, -close.length).trimEnd()} ${name}="${escapeAttribute(String(value))}"${close}`;
  }
  return xml.slice(0, start) + tag + xml.slice(end);
}

type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** Attributes as they stand in a tag, each after a blank; those without a value are left out. */
export const attributesText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');

export function element(name: string, attributes: Attributes, inner = ''): string {
  const list = attributesText(attributes);
  return inner === '' ? `<${name}${list}/>` : `<${name}${list}>${inner}</${name}>`;
}

export interface XmlElement {
  /** Local name without prefix. */
  readonly name: string;
  readonly xml: string;
}

/** Direct child elements of the first element in `xml`, without comments and text between them. */
export function childrenOf(xml: string): readonly XmlElement[] {
  const open = rootStart(xml);
  const bodyStart = tagEnd(xml, open);
  if (xml[bodyStart - 2] === '/') return [];
  const bodyEnd = xml.lastIndexOf('</');
  const children: XmlElement[] = [];
  let at = bodyStart;
  for (;;) {
    const start = nextTag(xml, at);
    if (start === -1 || start >= bodyEnd) return children;
    const end = elementEnd(xml, start);
    const name = nameIn(xml, start);
    children.push({ name: name.slice(name.indexOf(':') + 1), xml: xml.slice(start, end) });
    at = end;
  }
}

/** The first child of that name. */
export function childOf(xml: string, name: string): string | undefined {
  return childrenOf(xml).find((child) => child.name === name)?.xml;
}

/** The children of the first child of that name; none if there is no such child. */
export function itemsOf(xml: string, name: string): readonly string[] {
  const list = childOf(xml, name);
  return list === undefined ? [] : childrenOf(list).map((item) => item.xml);
}

/** Text between the first element's tags. */
export function innerOf(xml: string): string {
  const start = tagEnd(xml, rootStart(xml));
  return xml[start - 2] === '/' ? '' : xml.slice(start, xml.lastIndexOf('</'));
}

/** Everything up to and including the root element's opening tag, which is made non-empty. */
export function rootHead(xml: string): string {
  const end = tagEnd(xml, rootStart(xml));
  return xml[end - 2] === '/' ? `${xml.slice(0, end - 2)}>` : xml.slice(0, end);
}

/** The name of the tag that begins at `start`, with its prefix. */
const nameIn = (xml: string, start: number): string =>
  /^<([\w:.-]+)/.exec(xml.slice(start, start + 200))?.[1] ?? '';

/** Position after the `>` of the tag that begins at `start`; skips any `>` inside attribute values. */
function tagEnd(xml: string, start: number): number {
  let end = xml.indexOf('>', start);
  for (;;) {
    if (end === -1) throw new Error('тег не закрыт');
    const tag = xml.slice(start, end);
    if (count(tag, '"') % 2 === 0 && count(tag.replace(/"[^"]*"/g, ''), "'") % 2 === 0) return end + 1;
    end = xml.indexOf('>', end + 1);
  }
}

/** Position after the element that begins at `start`, including its closing tag. */
export function elementEnd(xml: string, start: number): number {
  const afterTag = tagEnd(xml, start);
  if (xml[afterTag - 2] === '/') return afterTag;
  const name = nameIn(xml, start);
  const close = `</${name}`;
  const open = `<${name}`;
  let depth = 1;
  let at = afterTag;
  for (;;) {
    const closing = xml.indexOf(close, at);
    if (closing === -1) throw new Error(`нет закрывающего тега ${name}`);
    let opening = xml.indexOf(open, at);
    while (opening !== -1 && opening < closing) {
      const next = xml[opening + open.length] ?? '';
      if (/[\s/>]/.test(next)) {
        const end = tagEnd(xml, opening);
        if (xml[end - 2] !== '/') depth++;
      }
      opening = xml.indexOf(open, opening + open.length);
    }
    at = closing + close.length;
    if (!/[\s>]/.test(xml[at] ?? '')) continue;
    at = tagEnd(xml, closing);
    if (--depth === 0) return at;
  }
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * The opening tag of a part with the prefix `r` declared: some producers declare it only on the elements that
 * use it.
 */
export const withRelationships = (head: string): string =>
  head.includes('xmlns:r=') ? head : head.replace(/>$/, ` xmlns:r="${RELATIONSHIPS}">`);

/** Some producers prefix every element (`x:row`); this makes the main namespace the default one. */
export function withoutMainPrefix(xml: string): string {
  const start = rootStart(xml);
  const [prefix = '', local] = nameIn(xml, start).split(':');
  if (local === undefined) return xml;
  const end = tagEnd(xml, start);
  // Some of them declare both.
  const root = withAttributes(xml.slice(start, end), { xmlns: null }).replace(`xmlns:${prefix}=`, 'xmlns=');
  return (xml.slice(0, start) + root + xml.slice(end)).replace(new RegExp(`(</?)${prefix}:`, 'g'), '$1');
}

/**
 * Markup that only some producers write: blanks inside tags, apostrophes around values, CDATA, comments. Also
 * matches some texts, which does no harm.
 */
const UNUSUAL_MARKUP = /\s(?:\/?>|=)|=[\s']|<!/;
/** A comment, a CDATA section or a whole tag. */
const MARKUP = /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<[\w/][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>/g;
const ATTRIBUTE = /\s+([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Rewrites XML in the form that most producers use, which the scanner expects. */
export function plainMarkup(xml: string): string {
  if (!UNUSUAL_MARKUP.test(xml)) return xml;
  return xml.replace(MARKUP, (markup: string, data: string | undefined) => {
    if (data !== undefined) return escapeText(data);
    if (markup.startsWith('<!')) return '';
    if (!UNUSUAL_MARKUP.test(markup)) return markup;
    return markup
      .replace(
        ATTRIBUTE,
        (_, name: string, value: string | undefined, other: string | undefined) =>
          ` ${name}="${value ?? (other ?? '').replace(/"/g, '&quot;')}"`,
      )
      .replace(/\s+(\/?>)$/, '$1');
  });
}

function rootStart(xml: string): number {
  const start = nextTag(xml, 0);
  if (start === -1) throw new Error('нет корневого элемента');
  return start;
}

function nextTag(xml: string, from: number): number {
  let at = xml.indexOf('<', from);
  while (at !== -1) {
    const next = xml[at + 1];
    if (next === '!') {
      const comment = xml.startsWith('<!--', at);
      at = xml.indexOf('<', comment ? xml.indexOf('-->', at) + 3 : xml.indexOf('>', at) + 1);
    } else if (next === '?') at = xml.indexOf('<', xml.indexOf('?>', at) + 2);
    else return at;
  }
  return -1;
}

function count(text: string, char: string): number {
  let n = 0;
  for (let at = text.indexOf(char); at !== -1; at = text.indexOf(char, at + 1)) n++;
  return n;
}
