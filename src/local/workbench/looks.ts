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
    const fill = fills[Number(fillId)];
    return {
      ...fonts[Number(fontId)],
      ...(fill === undefined ? {} : { fill }),
      ...alignmentOf(xf),
    };
  });
}

/** The look of a differential format (conditional formatting). */
export function differentialLook(dxf: string): Look {
  const font = childOf(dxf, 'font');
  const fill = childOf(dxf, 'fill');
  const color = fill === undefined ? undefined : (rgb(fill, 'bgColor') ?? rgb(fill, 'fgColor'));
  return { ...(font === undefined ? {} : fontLook(font)), ...(color === undefined ? {} : { fill: color }) };
}

function fontLook(xml: string): Look {
  const color = rgb(xml, 'color');
  const on = (tag: string): boolean => {
    const found = new RegExp(`<${tag}(?:\\s[^>]*)?/?>`).exec(xml)?.[0];
    return found !== undefined && !/val="(0|false|none)"/.test(found);
  };
  return {
    ...(color === undefined || color === '000000' ? {} : { color }),
    ...(on('b') ? { bold: true } : {}),
    ...(on('i') ? { italic: true } : {}),
    ...(on('u') ? { underline: true } : {}),
    ...(on('strike') ? { strike: true } : {}),
  };
}

function fillOf(xml: string): string | undefined {
  return xml.includes('patternType="solid"') ? rgb(xml, 'fgColor') : undefined;
}

function alignmentOf(xf: string): Look {
  const { horizontal, vertical, wrapText } = attributesOf(childOf(xf, 'alignment') ?? '<alignment/>');
  return {
    ...(horizontal === 'left' || horizontal === 'center' || horizontal === 'right'
      ? { align: horizontal }
      : {}),
    ...(vertical === 'top' || vertical === 'center' ? { vertical } : {}),
    ...(isTrue(wrapText) ? { wrap: true } : {}),
  };
}

/** RRGGBB of a colour child; undefined for theme and indexed colours, which are shown in the default. */
function rgb(xml: string, tag: string): string | undefined {
  return new RegExp(`<${tag}\\s[^>]*rgb="(?:[0-9A-F]{2})?([0-9A-F]{6})"`, 'i').exec(xml)?.[1]?.toUpperCase();
}
