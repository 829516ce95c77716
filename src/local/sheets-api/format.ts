// Converts a cell format of the API to a change of an xlsx format, under its field mask.
import { BadRequest } from '../errors.js';
import type { StylePatch } from '../xlsx/styles.js';
import { covers, type Mask } from './field-mask.js';

type CellFormat = GoogleAppsScript.Sheets.Schema.CellFormat;
type ColorStyle = GoogleAppsScript.Sheets.Schema.ColorStyle;
type NumberFormat = GoogleAppsScript.Sheets.Schema.NumberFormat;

type Draft = { -readonly [K in keyof StylePatch]: StylePatch[K] };

/** Default patterns by type, as in a Russian spreadsheet. */
const DEFAULT_PATTERNS: Readonly<Record<string, string>> = {
  TEXT: '@',
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  CURRENCY: '#,##0.00" ₽"',
  DATE: 'dd.mm.yyyy',
  TIME: 'hh:mm:ss',
  DATE_TIME: 'dd.mm.yyyy hh:mm:ss',
  SCIENTIFIC: '0.00E+00',
};

/**
 * `mask` is the part of the request's mask under `userEnteredFormat`; properties that it names and the format
 * lacks are reset.
 */
export function formatPatch(format: CellFormat, mask: Mask): StylePatch {
  const has = (...path: readonly string[]): boolean => covers(mask, ...path);
  const text = format.textFormat ?? {};
  const patch: Draft = {};
  if (has('numberFormat')) patch.numberFormat = numberPattern(format.numberFormat);
  if (has('backgroundColorStyle')) patch.fill = rgbOf(format.backgroundColorStyle);
  if (has('horizontalAlignment')) patch.horizontal = format.horizontalAlignment?.toLowerCase() ?? null;
  if (has('verticalAlignment')) {
    const vertical = format.verticalAlignment?.toLowerCase();
    patch.vertical = vertical === 'middle' ? 'center' : (vertical ?? null);
  }
  if (has('wrapStrategy'))
    patch.wrap = format.wrapStrategy === undefined ? null : format.wrapStrategy === 'WRAP';
  if (has('textFormat', 'bold')) patch.bold = text.bold ?? null;
  if (has('textFormat', 'underline')) patch.underline = text.underline ?? null;
  if (has('textFormat', 'foregroundColorStyle')) patch.color = rgbOf(text.foregroundColorStyle);
  return patch;
}

function numberPattern(format: NumberFormat | undefined): string | null {
  if (!format) return null;
  if (format.type === undefined || format.type === 'NUMBER_FORMAT_TYPE_UNSPECIFIED')
    throw new BadRequest('numberFormat.type is required');
  return format.pattern ?? DEFAULT_PATTERNS[format.type] ?? null;
}

/** RRGGBB; null when no colour is given. */
export function rgbOf(style: ColorStyle | undefined): string | null {
  const rgb = style?.rgbColor;
  if (!rgb) return null;
  return [rgb.red, rgb.green, rgb.blue]
    .map((channel) =>
      Math.round((channel ?? 0) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
    .toUpperCase();
}

/** A colour as the API returns it. */
export function colorOf(rgb: string): {
  readonly red?: number;
  readonly green?: number;
  readonly blue?: number;
} {
  const channel = (at: number): number => parseInt(rgb.slice(at, at + 2), 16) / 255;
  const [red, green, blue] = [channel(0), channel(2), channel(4)];
  // As in all proto3 JSON, a channel of zero is omitted.
  return { ...(red ? { red } : {}), ...(green ? { green } : {}), ...(blue ? { blue } : {}) };
}
