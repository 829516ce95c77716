// The look on the page of each cell format in styles.xml: colours, weight, alignment, wrapping.
import { isTrue } from '../xlsx/sheet-reader.js';
import { attributesOf, childOf, itemsOf } from '../xlsx/xml.js';
import type { Look } from './protocol.js';

/** The look of each cell format, by index. */
export function readLooks(stylesXml: string): readonly Look[] {
  const fonts = itemsOf(stylesXml, 'fonts').map(fontLook);
  const fills = itemsOf(stylesXml, 'fills').map(fillOf);
  return itemsOf(stylesXml, 'cellXfs').map((xf) => {
    const { fontId = '0', fillId = '0' } = attributesOf(xf);
    return { ...fonts[Number(fontId)], fill: fills[Number(fillId)], ...alignmentOf(xf) };
  });
}

/** The look of a differential format (conditional formatting). */
export function differentialLook(dxf: string): Look {
  const font = childOf(dxf, 'font');
  const fill = childOf(dxf, 'fill');
  return {
    ...(font === undefined ? {} : fontLook(font)),
    fill: fill === undefined ? undefined : (rgb(fill, 'bgColor') ?? rgb(fill, 'fgColor')),
  };
}

function fontLook(xml: string): Look {
  const color = rgb(xml, 'color');
  const on = (tag: string): boolean => {
    const found = new RegExp(`<${tag}(?:\\s[^>]*)?/?>`).exec(xml)?.[0];
    return found !== undefined && !/val="(0|false|none)"/.test(found);
  };
  return {
    color: color === '000000' ? undefined : color,
    bold: on('b') || undefined,
    italic: on('i') || undefined,
    underline: on('u') || undefined,
    strike: on('strike') || undefined,
  };
}

function fillOf(xml: string): string | undefined {
  return xml.includes('patternType="solid"') ? rgb(xml, 'fgColor') : undefined;
}

function alignmentOf(xf: string): Look {
  const { horizontal, vertical, wrapText } = attributesOf(childOf(xf, 'alignment') ?? '<alignment/>');
  return {
    align: ALIGNED.find((one) => one === horizontal),
    vertical: vertical === 'top' || vertical === 'center' ? vertical : undefined,
    wrap: isTrue(wrapText) || undefined,
  };
}

const ALIGNED = ['left', 'center', 'right'] as const;

/** RRGGBB of a colour child; undefined for theme and indexed colours, which are shown in the default. */
function rgb(xml: string, tag: string): string | undefined {
  return new RegExp(`<${tag}\\s[^>]*rgb="(?:[0-9A-F]{2})?([0-9A-F]{6})"`, 'i').exec(xml)?.[1]?.toUpperCase();
}
