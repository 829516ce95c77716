// styles.xml is kept as read; a changed format is appended as a new cell format and never overwrites one.
// Formats are identified by index, so that cells share them and staff's styles survive.
import { attributesOf, childrenOf, DECLARATION, element, itemsOf, rootHead, type XmlElement } from './xml.js';

/** Changes to a format. Absent: leave; null: reset to the default. Colours are RRGGBB. */
export interface StylePatch {
  readonly numberFormat?: string | null;
  readonly fill?: string | null;
  readonly bold?: boolean | null;
  readonly underline?: boolean | null;
  readonly color?: string | null;
  readonly horizontal?: string | null;
  readonly vertical?: string | null;
  readonly wrap?: boolean | null;
  readonly quotePrefix?: boolean;
}

export interface StyleBook {
  /** Index of the format `base` with `patch` applied; the same arguments always give the same index. */
  readonly derive: (base: number, patch: StylePatch) => number;
  readonly isDate: (style: number) => boolean;
  readonly hasQuotePrefix: (style: number) => boolean;
  /** Whether a long text continues on a further line of its cell. */
  readonly wraps: (style: number) => boolean;
  readonly numberFormat: (style: number) => string;
  /** Index of a differential format (conditional formatting). */
  readonly differential: (patch: StylePatch) => number;
  readonly differentialXml: (index: number) => string;
  /** Increases with every format added; none is ever changed or removed. */
  readonly size: () => number;
  readonly changed: () => boolean;
  readonly toXml: () => string;
}

const DEFAULT_XML = `${DECLARATION}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="10"/><name val="Arial"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`;

const BUILT_IN: Readonly<Record<string, number>> = {
  General: 0,
  '0': 1,
  '0.00': 2,
  '#,##0': 3,
  '#,##0.00': 4,
  '0%': 9,
  '0.00%': 10,
  '@': 49,
};
const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);
/** Order of those children of styleSheet that may have to be added. */
const ORDER = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
  'colors',
  'extLst',
];

export function openStyles(source: string | null): StyleBook {
  const xml = source ?? DEFAULT_XML;
  const sections = new Map<string, XmlElement>(childrenOf(xml).map((child) => [child.name, child]));
  /** The first entries of a list are everybody's defaults: where they are missing, ours must not take their places. */
  const list = (name: string): string[] => {
    const section = sections.get(name);
    const own = section ? childrenOf(section.xml).map((child) => child.xml) : [];
    return [...own, ...itemsOf(DEFAULT_XML, name).slice(own.length)];
  };
  const formats = new Map<string, number>();
  const codes = new Map<number, string>();
  const customFormats = list('numFmts');
  for (const format of customFormats) {
    const { numFmtId = '0', formatCode = '' } = attributesOf(format);
    codes.set(Number(numFmtId), formatCode);
    if (!formats.has(formatCode)) formats.set(formatCode, Number(numFmtId));
  }
  for (const [code, id] of Object.entries(BUILT_IN)) {
    if (!codes.has(id)) codes.set(id, code);
    if (!formats.has(code)) formats.set(code, id);
  }
  const fonts = pool(list('fonts'));
  const fills = pool(list('fills'));
  const cells = pool(list('cellXfs'));
  const dxfs = pool(list('dxfs'));
  const size = (): number =>
    [fonts, fills, cells, dxfs, { items: customFormats }].reduce((sum, { items }) => sum + items.length, 0);
  const before = size();
  const derived = new Map<string, number>();

  const formatId = (code: string): number => {
    const known = formats.get(code);
    if (known !== undefined) return known;
    const id = Math.max(163, ...codes.keys()) + 1;
    formats.set(code, id);
    codes.set(id, code);
    customFormats.push(element('numFmt', { numFmtId: id, formatCode: code }));
    return id;
  };

  const derive = (base: number, patch: StylePatch): number => {
    const key = `${String(base)}|${JSON.stringify(patch)}`;
    const known = derived.get(key);
    if (known !== undefined) return known;
    const xf =
      cells.items[base] ?? cells.items[0] ?? '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
    const attributes: Record<string, string> = { ...attributesOf(xf) };
    let children = childrenOf(xf);
    if (patch.numberFormat !== undefined) {
      attributes['numFmtId'] = String(patch.numberFormat === null ? 0 : formatId(patch.numberFormat));
      attributes['applyNumberFormat'] = '1';
    }
    const font = fonts.items[Number(attributes['fontId'] ?? 0)] ?? '<font/>';
    const changedFont = patchFont(font, patch, fonts.items[0] ?? '<font/>');
    if (changedFont !== font) {
      attributes['fontId'] = String(fonts.add(changedFont));
      attributes['applyFont'] = '1';
    }
    if (patch.fill !== undefined) {
      attributes['fillId'] = String(patch.fill === null ? 0 : fills.add(solidFill(patch.fill)));
      attributes['applyFill'] = '1';
    }
    const alignment = {
      ...(patch.horizontal === undefined ? {} : { horizontal: patch.horizontal }),
      ...(patch.vertical === undefined ? {} : { vertical: patch.vertical }),
      ...(patch.wrap === undefined ? {} : { wrapText: patch.wrap === true ? '1' : null }),
    };
    if (Object.keys(alignment).length > 0) {
      const old = children.find((child) => child.name === 'alignment');
      const xmlOfAlignment = element('alignment', { ...(old ? attributesOf(old.xml) : {}), ...alignment });
      children = [{ name: 'alignment', xml: xmlOfAlignment }, ...children.filter((child) => child !== old)];
      attributes['applyAlignment'] = '1';
    }
    if (patch.quotePrefix === true) attributes['quotePrefix'] = '1';
    if (patch.quotePrefix === false) delete attributes['quotePrefix'];
    const made = element('xf', attributes, children.map((child) => child.xml).join(''));
    // A patch without effect must not create a duplicate of the original format.
    const same = sameXf(made, xf);
    const index = same ? base : cells.add(made);
    derived.set(key, index);
    return index;
  };

  const facts = remembered((style) => {
    const xf = cells.items[style] ?? '<xf/>';
    const { numFmtId = '0', quotePrefix = '' } = attributesOf(xf);
    const code = codes.get(Number(numFmtId)) ?? '';
    return {
      code,
      isDate: code === '' ? BUILT_IN_DATES.has(Number(numFmtId)) : isDateCode(code),
      quotePrefix: /^(1|true)$/.test(quotePrefix),
      wraps: / wrapText="(1|true)"/.test(xf),
    };
  });

  return {
    derive,
    isDate: (style) => facts(style).isDate,
    hasQuotePrefix: (style) => facts(style).quotePrefix,
    wraps: (style) => facts(style).wraps,
    numberFormat: (style) => facts(style).code,
    differential: (patch) => dxfs.add(differentialFormat(patch)),
    differentialXml: (index) => dxfs.items[index] ?? '<dxf/>',
    size,
    changed: () => source === null || size() !== before,
    toXml: () => {
      const made = new Map<string, string>();
      const put = (name: string, items: readonly string[]): void => {
        if (items.length > 0 || sections.has(name))
          made.set(name, element(name, { count: items.length }, items.join('')));
      };
      put('numFmts', customFormats);
      put('fonts', fonts.items);
      put('fills', fills.items);
      put('borders', list('borders'));
      put('cellStyleXfs', list('cellStyleXfs'));
      put('cellXfs', cells.items);
      put('dxfs', dxfs.items);
      const rank = (name: string): number => ORDER.indexOf(name);
      const names = [...sections.keys(), ...[...made.keys()].filter((name) => !sections.has(name))];
      const ranked = names.sort((a, b) => (rank(a) === -1 || rank(b) === -1 ? 0 : rank(a) - rank(b)));
      const body = ranked.map((name) => made.get(name) ?? sections.get(name)?.xml ?? '').join('');
      return `${rootHead(xml)}${body}</styleSheet>`;
    },
  };
}

interface Pool {
  readonly items: string[];
  readonly add: (xml: string) => number;
}

function pool(items: string[]): Pool {
  const index = new Map<string, number>();
  items.forEach((xml, i) => {
    if (!index.has(xml)) index.set(xml, i);
  });
  return {
    items,
    add: (xml) => {
      const known = index.get(xml);
      if (known !== undefined) return known;
      index.set(xml, items.length);
      return items.push(xml) - 1;
    },
  };
}

function remembered<T>(answer: (style: number) => T): (style: number) => T {
  const known: T[] = [];
  return (style) => (known[style] ??= answer(style));
}

function sameXf(a: string, b: string): boolean {
  const facets = (xml: string): string => {
    const { numFmtId, fontId, fillId, borderId, quotePrefix } = attributesOf(xml);
    const inner = childrenOf(xml).map((child) => [
      child.name,
      Object.entries(attributesOf(child.xml)).sort(),
    ]);
    return JSON.stringify([
      numFmtId ?? '0',
      fontId ?? '0',
      fillId ?? '0',
      borderId ?? '0',
      quotePrefix ?? '0',
      inner,
    ]);
  };
  return facets(a) === facets(b);
}

function isDateCode(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[ymdhs]/i.test(bare) && !/^General$/i.test(bare);
}

function solidFill(rgb: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
}

/** Order of the children of a font in the schema. */
const FONT_ORDER = [
  'b',
  'i',
  'strike',
  'condense',
  'extend',
  'outline',
  'shadow',
  'u',
  'vertAlign',
  'sz',
  'color',
  'name',
  'family',
  'charset',
  'scheme',
];

function patchFont(font: string, patch: StylePatch, fallback: string): string {
  const parts = new Map(childrenOf(font).map((child) => [child.name, child.xml]));
  const defaults = new Map(childrenOf(fallback).map((child) => [child.name, child.xml]));
  const before = JSON.stringify([...parts]);
  const set = (name: string, xml: string | undefined): void => {
    if (xml === undefined) parts.delete(name);
    else parts.set(name, xml);
  };
  const flag = (name: string, tag: string, value: boolean | null | undefined): void => {
    if (value === undefined) return;
    const on = parts.has(name) && !/val="(0|false|none)"/.test(parts.get(name) ?? '');
    if (on !== (value === true)) set(name, value === true ? tag : undefined);
  };
  flag('b', '<b/>', patch.bold);
  flag('u', '<u/>', patch.underline);
  if (patch.color !== undefined)
    set('color', patch.color === null ? defaults.get('color') : `<color rgb="FF${patch.color}"/>`);
  if (JSON.stringify([...parts]) === before) return font;
  const ranked = [...parts].sort(([a], [b]) => FONT_ORDER.indexOf(a) - FONT_ORDER.indexOf(b));
  return `<font>${ranked.map(([, xml]) => xml).join('')}</font>`;
}

function differentialFormat(patch: StylePatch): string {
  const font = patchFont('<font/>', patch, '<font/>');
  const fill = patch.fill
    ? `<fill><patternFill patternType="solid"><fgColor rgb="FF${patch.fill}"/><bgColor rgb="FF${patch.fill}"/></patternFill></fill>`
    : '';
  return `<dxf>${font === '<font/>' ? '' : font}${fill}</dxf>`;
}
