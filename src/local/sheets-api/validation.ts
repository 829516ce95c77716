// Data validation rules of the API as `<dataValidation>` elements. One rule over a whole column stays one
// element.
import { BadRequest } from '../errors.js';
import type { Validation } from '../workbook/body.js';
import { quoteTitle } from '../workbook/formula-refs.js';
import { setValue } from '../workbook/cells.js';
import {
  addSheet,
  changeFacets,
  LISTS_TITLE,
  nextSheetId,
  sheetIn,
  type Transaction,
} from '../workbook/model.js';
import { coalesce, columnName, type Rect, sqref, subtract } from '../workbook/rect.js';
import { element, escapeText } from '../xlsx/xml.js';

type Rule = GoogleAppsScript.Sheets.Schema.DataValidationRule;
type ConditionValue = GoogleAppsScript.Sheets.Schema.ConditionValue;

/** Excel accepts no longer list inside a rule, and a comma always separates words. */
const LONGEST_LIST = 255;

export function setValidation(tx: Transaction, sheetId: number, rect: Rect, rule: Rule | undefined): void {
  const sheet = sheetIn(tx.state, sheetId);
  const made = rule === undefined ? null : ruleXml(tx, rule);
  const current = sheet.body.facets.validations;
  const others = current.flatMap((old): readonly Validation[] => {
    const rects = subtract(old.rects, rect);
    return rects.length === 0
      ? []
      : [
          rects.length === old.rects.length && rects.every((r, i) => r === old.rects[i])
            ? old
            : { ...old, rects },
        ];
  });
  const next = made === null ? others : merged(others, made, rect);
  const text = (list: readonly Validation[]): string =>
    list
      .map((one) => `${sqref(coalesce(one.rects))} ${one.rule}`)
      .sort()
      .join('\n');
  if (text(next) !== text(current)) changeFacets(tx, sheetId, { validations: next });
}

function merged(list: readonly Validation[], rule: string, rect: Rect): readonly Validation[] {
  const same = list.find((one) => one.rule === rule);
  if (!same) return [...list, { rects: [rect], rule }];
  return list.map((one) => (one === same ? { rule, rects: coalesce([...one.rects, rect]) } : one));
}

function ruleXml(tx: Transaction, rule: Rule): string {
  const { type, values = [] } = rule.condition ?? {};
  if (type === undefined) throw new BadRequest('condition.type is required');
  const message = rule.inputMessage;
  return element(
    'dataValidation',
    {
      type: 'list',
      // A blank cell is always allowed, as in Google.
      allowBlank: 1,
      showInputMessage: message === undefined ? null : 1,
      showErrorMessage: rule.strict === true ? 1 : null,
      prompt: message?.slice(0, 255),
      showDropDown: type === 'ONE_OF_LIST' && rule.showCustomUi !== true ? 1 : null,
    },
    `<formula1>${escapeText(sourceOf(tx, type, values))}</formula1>`,
  );
}

function sourceOf(tx: Transaction, type: string, values: readonly ConditionValue[]): string {
  // Words that a flag column accepts in any language of the office program.
  if (type === 'BOOLEAN') return '"TRUE,FALSE"';
  if (type !== 'ONE_OF_LIST') throw new BadRequest(`условие ${type} не реализовано в локальном запуске`);
  if (values.length === 0) throw new BadRequest('ONE_OF_LIST needs values');
  return listSource(
    tx,
    values.map(({ userEnteredValue }) => userEnteredValue ?? ''),
  );
}

/** The list itself, or a reference to its column on the host's hidden sheet. */
function listSource(tx: Transaction, words: readonly string[]): string {
  const plain = words.join(',');
  if (plain.length <= LONGEST_LIST && words.every((word) => !/[,"]|^\s|\s$/.test(word))) return `"${plain}"`;
  const sheet =
    tx.state.sheets.find(({ internal, title }) => internal && title === LISTS_TITLE) ??
    addSheet(tx, {
      id: nextSheetId(tx.state, true),
      title: LISTS_TITLE,
      visibility: 'veryHidden',
      internal: true,
    });
  const { rows } = sheet.body;
  const width = rows[0]?.values.length ?? 0;
  const listAt = (column: number): string =>
    JSON.stringify(rows.map((row) => row?.values[column] ?? null).filter((value) => value !== null));
  let column = 0;
  while (column < width && listAt(column) !== JSON.stringify(words)) column++;
  if (column === width)
    words.forEach((word, r) => {
      setValue(tx, sheet.id, r, column, word);
    });
  const name = columnName(column);
  return `${quoteTitle(LISTS_TITLE)}!$${name}$1:$${name}$${String(words.length)}`;
}
