// docProps/custom.xml: stores the host's state in chunks that every office program preserves; staff's own
// properties are kept.
import { attributesOf, childrenOf, DECLARATION, element, escapeText, rootHead, unescapeXml } from './xml.js';

const PREFIX = 'reglament.';
/** Excel cuts a text property at 255 characters. */
const CHUNK = 240;
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';
const HEAD = `${DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="${TYPES}">`;
const FORMAT_ID = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

export function readState(xml: string | null): string {
  if (xml === null) return '';
  return childrenOf(xml)
    .map((property) => ({ name: attributesOf(property.xml)['name'] ?? '', xml: property.xml }))
    .filter(({ name }) => name.startsWith(PREFIX))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((property) =>
      unescapeXml(/>\s*\[([^<]*)\]\s*<\/(?:[\w.-]+:)?lpw?str>/.exec(property.xml)?.[1] ?? ''),
    )
    .join('');
}

/** null: nothing remains, the part can be deleted. */
export function writeState(xml: string | null, state: string): string | null {
  const kept =
    xml === null ? [] : childrenOf(xml).filter((p) => !attributesOf(p.xml)['name']?.startsWith(PREFIX));
  const next = kept.reduce((max, p) => Math.max(max, Number(attributesOf(p.xml)['pid'] ?? 1)), 1) + 1;
  const ours = chunks(state).map((text, i) =>
    element(
      'property',
      { fmtid: FORMAT_ID, pid: next + i, name: PREFIX + String(i + 1).padStart(5, '0') },
      `<vt:lpwstr xmlns:vt="${TYPES}">${escapeText(text)}</vt:lpwstr>`,
    ),
  );
  if (kept.length + ours.length === 0) return null;
  const head = xml === null ? HEAD : rootHead(xml);
  return `${head}${kept.map((p) => p.xml).join('')}${ours.join('')}</Properties>`;
}

/** Each chunk is bracketed, because programs trim blanks. No chunk splits a surrogate pair. */
function chunks(text: string): readonly string[] {
  const list: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(text.length, at + CHUNK);
    if (/[\ud800-\udbff]$/.test(text.slice(end - 1, end))) end--;
    list.push(`[${text.slice(at, end)}]`);
    at = end;
  }
  return list;
}
