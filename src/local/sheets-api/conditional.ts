// Conditional format rules of the API as `<cfRule>`, for the conditions that the add-on uses.
import { BadRequest } from '../errors.js';
import type { FormatRule } from '../workbook/body.js';
import { cellName, type Rect } from '../workbook/rect.js';
import type { StyleBook } from '../xlsx/styles.js';
import { element, escapeText } from '../xlsx/xml.js';
import { formatPatch } from './format.js';

type Rule = GoogleAppsScript.Sheets.Schema.BooleanRule;
type Condition = GoogleAppsScript.Sheets.Schema.BooleanCondition;

export function writeFormatRule(rule: Rule, rects: readonly Rect[], styles: StyleBook): FormatRule {
  const { condition, format } = rule;
  if (!condition?.type) throw new BadRequest('booleanRule.condition.type is required');
  if (!format) throw new BadRequest('booleanRule.format is required');
  const dxfId = styles.differential(formatPatch(format, { textFormat: {}, backgroundColorStyle: {} }));
  const { formula, ...attributes } = ruleOf(condition, rects[0]);
  return {
    rects,
    rule: element('cfRule', { ...attributes, dxfId }, `<formula>${escapeText(formula)}</formula>`),
  };
}

function ruleOf(
  { type = '', values = [] }: Condition,
  { top, left }: Pick<Rect, 'top' | 'left'> = { top: 0, left: 0 },
): {
  readonly type: string;
  readonly operator?: string;
  readonly text?: string;
  readonly formula: string;
} {
  const value = values[0]?.userEnteredValue ?? '';
  const literal = `"${value.replace(/"/g, '""')}"`;
  switch (type) {
    case 'TEXT_EQ':
      return { type: 'cellIs', operator: 'equal', formula: literal };
    case 'TEXT_STARTS_WITH':
      return {
        type: 'beginsWith',
        operator: 'beginsWith',
        text: value,
        formula: `LEFT(${cellName(top, left)},${String(value.length)})=${literal}`,
      };
    case 'CUSTOM_FORMULA':
      if (!value.startsWith('=')) throw new BadRequest('CUSTOM_FORMULA must start with =');
      // Google separates arguments according to the sheet's locale, a file always by commas.
      return { type: 'expression', formula: value.slice(1).replace(/;/g, ',') };
    default:
      throw new BadRequest(`условие ${type} не реализовано в локальном запуске`);
  }
}
