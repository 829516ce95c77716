// Converts conditional format rules between the API and `<cfRule>`, for conditions that both support.
import { BadRequest } from '../errors.js';
import type { FormatRule } from '../workbook/body.js';
import type { StyleBook } from '../xlsx/styles.js';
import { attributesOf, childOf, childrenOf, element, escapeText, innerOf, unescapeXml } from '../xlsx/xml.js';
import { colorOf, formatPatch } from './format.js';
import { gridRangeOf } from './ranges.js';
import { cellName, type Rect } from '../workbook/rect.js';

type Rule = GoogleAppsScript.Sheets.Schema.BooleanRule;
type Condition = GoogleAppsScript.Sheets.Schema.BooleanCondition;

const COMPARISONS: Readonly<Record<string, string>> = {
  NUMBER_EQ: 'equal',
  NUMBER_NOT_EQ: 'notEqual',
  NUMBER_GREATER: 'greaterThan',
  NUMBER_GREATER_THAN_EQ: 'greaterThanOrEqual',
  NUMBER_LESS: 'lessThan',
  NUMBER_LESS_THAN_EQ: 'lessThanOrEqual',
  NUMBER_BETWEEN: 'between',
  NUMBER_NOT_BETWEEN: 'notBetween',
};

interface TextRule {
  readonly type: string;
  readonly operator: string;
  /** The formula that Excel expects beside the text. */
  readonly formula: (text: string, cell: string) => string;
}

const TEXT_RULES: Readonly<Record<string, TextRule>> = {
  TEXT_CONTAINS: {
    type: 'containsText',
    operator: 'containsText',
    formula: (text, cell) => `NOT(ISERROR(SEARCH(${text},${cell})))`,
  },
  TEXT_NOT_CONTAINS: {
    type: 'notContainsText',
    operator: 'notContains',
    formula: (text, cell) => `ISERROR(SEARCH(${text},${cell}))`,
  },
  TEXT_STARTS_WITH: {
    type: 'beginsWith',
    operator: 'beginsWith',
    formula: (text, cell) => `LEFT(${cell},LEN(${text}))=${text}`,
  },
  TEXT_ENDS_WITH: {
    type: 'endsWith',
    operator: 'endsWith',
    formula: (text, cell) => `RIGHT(${cell},LEN(${text}))=${text}`,
  },
};

export function writeFormatRule(rule: Rule, rects: readonly Rect[], styles: StyleBook): FormatRule {
  const { condition, format } = rule;
  if (!condition?.type) throw new BadRequest('booleanRule.condition.type is required');
  if (!format) throw new BadRequest('booleanRule.format is required');
  const dxfId = styles.differential(formatPatch(format, { textFormat: {}, backgroundColor: {} }));
  const first = rects[0];
  if (!first) throw new BadRequest('ranges are required');
  const { attributes, formulas } = ruleOf(condition, cellName(first.top, first.left));
  const inner = formulas.map((formula) => `<formula>${escapeText(formula)}</formula>`).join('');
  return { rects, rule: element('cfRule', { ...attributes, dxfId }, inner) };
}

interface RuleText {
  readonly attributes: Readonly<Record<string, string>>;
  readonly formulas: readonly string[];
}

function ruleOf({ type = '', values = [] }: Condition, cell: string): RuleText {
  const given = values.map(({ userEnteredValue }) => userEnteredValue ?? '');
  const [value = ''] = given;
  const text = quoted(value);
  const comparison = COMPARISONS[type];
  if (comparison !== undefined) {
    return {
      attributes: { type: 'cellIs', operator: comparison },
      formulas: given.map((one) => one.replace(/^=/, '')),
    };
  }
  const textRule = TEXT_RULES[type];
  if (textRule) {
    const { type: kind, operator, formula } = textRule;
    return { attributes: { type: kind, operator, text: value }, formulas: [formula(text, cell)] };
  }
  switch (type) {
    case 'TEXT_EQ':
      return { attributes: { type: 'cellIs', operator: 'equal' }, formulas: [text] };
    case 'BLANK':
      return { attributes: { type: 'containsBlanks' }, formulas: [`LEN(TRIM(${cell}))=0`] };
    case 'NOT_BLANK':
      return { attributes: { type: 'notContainsBlanks' }, formulas: [`LEN(TRIM(${cell}))>0`] };
    case 'CUSTOM_FORMULA':
      if (!value.startsWith('=')) throw new BadRequest('CUSTOM_FORMULA must start with =');
      // Google separates arguments according to the sheet's locale, a file always by commas.
      return { attributes: { type: 'expression' }, formulas: [value.slice(1).replace(/;/g, ',')] };
    default:
      throw new BadRequest(`условие ${type} не реализовано в локальном запуске`);
  }
}

/**
 * The rule as `get` returns it; rules of other kinds (colour scales and so on) are returned as gradient
 * rules.
 */
export function readFormatRule({ rects, rule }: FormatRule, sheetId: number, styles: StyleBook): object {
  const ranges = rects.map((rect) => gridRangeOf(sheetId, rect));
  const { type = '', operator = '', dxfId, text = '' } = attributesOf(rule);
  const condition = conditionOf(type, operator, text, formulasOf(rule));
  if (!condition) return { ranges, gradientRule: {} };
  return {
    ranges,
    booleanRule: {
      condition,
      format: formatOf(dxfId === undefined ? null : styles.differentialXml(Number(dxfId))),
    },
  };
}

/** The formulas of a `<cfRule>`. */
export function formulasOf(rule: string): readonly string[] {
  return childrenOf(rule)
    .filter(({ name }) => name === 'formula')
    .map(({ xml }) => unescapeXml(innerOf(xml)));
}

function conditionOf(
  type: string,
  operator: string,
  text: string,
  formulas: readonly string[],
): object | null {
  const values = (list: readonly string[]): object => ({
    values: list.map((one) => ({ userEnteredValue: one })),
  });
  const [formula = ''] = formulas;
  const textRule = Object.entries(TEXT_RULES).find(([, rule]) => rule.type === type);
  if (textRule) return { type: textRule[0], ...values([text]) };
  switch (type) {
    case 'cellIs': {
      const literal = /^"((?:[^"]|"")*)"$/.exec(formula)?.[1];
      if (literal !== undefined && operator === 'equal')
        return { type: 'TEXT_EQ', ...values([literal.replace(/""/g, '"')]) };
      const known = Object.entries(COMPARISONS).find(([, name]) => name === operator)?.[0];
      const shown = formulas.map((one) => (/^-?[\d.]+$|^"/.test(one) ? one : `=${one}`));
      return known === undefined ? null : { type: known, ...values(shown) };
    }
    case 'expression':
      return { type: 'CUSTOM_FORMULA', ...values([`=${formula}`]) };
    case 'containsBlanks':
      return { type: 'BLANK' };
    case 'notContainsBlanks':
      return { type: 'NOT_BLANK' };
    default:
      return null;
  }
}

function formatOf(dxf: string | null): object {
  if (dxf === null) return {};
  const font = childOf(dxf, 'font') ?? '';
  const fill = childOf(dxf, 'fill') ?? '';
  const background = /<(?:bgColor|fgColor)\s+rgb="(?:[0-9A-F]{2})?([0-9A-F]{6})"/i.exec(fill)?.[1];
  const color = /<color\s+rgb="(?:[0-9A-F]{2})?([0-9A-F]{6})"/i.exec(font)?.[1];
  const on = (tag: string): boolean => new RegExp(`<${tag}(\\s+val="(1|true)")?\\s*/>`).test(font);
  const textFormat = {
    ...(on('b') ? { bold: true } : {}),
    ...(on('i') ? { italic: true } : {}),
    ...(on('strike') ? { strikethrough: true } : {}),
    ...(color === undefined
      ? {}
      : { foregroundColor: colorOf(color), foregroundColorStyle: { rgbColor: colorOf(color) } }),
  };
  return {
    ...(background === undefined
      ? {}
      : { backgroundColor: colorOf(background), backgroundColorStyle: { rgbColor: colorOf(background) } }),
    ...(Object.keys(textFormat).length === 0 ? {} : { textFormat }),
  };
}

function quoted(text: string): string {
  return `"${text.replace(/"/g, '""')}"`;
}
