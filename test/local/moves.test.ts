// Rows and columns move, and with them what a sheet of another program holds beside its values: the criteria of
// a filter, the formulas of rules, the areas of array formulas. What has not moved keeps its text.
import { describe, expect, test } from '@jest/globals';
import { readWorkbook, workbookBytes, type WorkbookModel } from '../../src/local/host.js';
import { editRows } from '../../src/local/workbench/edit.js';
import { sheetIn } from '../../src/local/workbook/model.js';
import { strangeWorkbook } from './strange-workbook.js';
import { changedIn, parts } from './support.js';

const SHEET = 'xl/worksheets/sheet1.xml';
const FILTER =
  '<filterColumn colId="1"><filters><filter val="да"/></filters></filterColumn><filterColumn colId="2"><customFilters><customFilter operator="greaterThan" val="5"/></customFilters></filterColumn>';
const CELLS =
  '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="array" ref="B2:B5">A2:A5*2</f><v>4</v></c></row><row r="3" hidden="1"><c r="A3"><v>3</v></c></row></sheetData>';
const RULES =
  '<autoFilter xr:uid="{1}" ref="A1:C20">' +
  `${FILTER}<sortState ref="A2:C20"><sortCondition descending="1" ref="B2:B20"/></sortState></autoFilter>` +
  '<mergeCells count="1"><mergeCell ref="E1:F1"/></mergeCells>' +
  '<conditionalFormatting sqref="A2:C20"><cfRule type="expression" priority="1"><formula>AND($A2&gt;$F$4,Б!$A$2&lt;5)</formula></cfRule></conditionalFormatting>' +
  '<dataValidations count="1" disablePrompts="1"><dataValidation type="custom" sqref="D2:D20"><formula1>COUNTIF($D$2:$D$20,D2)=1</formula1></dataValidation></dataValidations>';

/** A strange workbook with its sheet «А» changed. */
const changedBook = (change: (xml: string) => string): WorkbookModel =>
  readWorkbook(changedIn(strangeWorkbook(), { [SHEET]: change }), 'k.xlsx');

/** The sheet «А» with rules; the rest is a strange workbook. */
const withRules = (): WorkbookModel =>
  changedBook((xml) => xml.replace(/<sheetData>.*<\/sheetData>/, CELLS + RULES));

/** The elements of the saved sheet that match. */
function saved(book: WorkbookModel, pattern: RegExp): string {
  return pattern.exec(parts(workbookBytes(book))[SHEET] ?? '')?.[0] ?? '';
}
const filterOf = (book: WorkbookModel): string => saved(book, /<autoFilter.*<\/autoFilter>/);
const formatOf = (book: WorkbookModel): string =>
  saved(book, /<conditionalFormatting.*<\/conditionalFormatting>/);
const validationOf = (book: WorkbookModel): string => saved(book, /<dataValidation .*<\/dataValidation>/);

describe("a filter keeps staff's criteria", () => {
  test('when rows are deleted or inserted', () => {
    const book = withRules();
    book.deleteRow('А', 1);
    book.deleteRow('А', 4);
    book.insertRow('А', 0);
    expect(filterOf(book)).toBe(
      `<autoFilter xr:uid="{1}" ref="A2:C19">${FILTER}<sortState ref="A3:C19"><sortCondition descending="1" ref="B3:B19"/></sortState></autoFilter>`,
    );
  });

  test('when a column is inserted: they follow theirs', () => {
    const book = withRules();
    book.insertColumn('А', 1);
    expect(filterOf(book)).toMatch(/ref="A1:D20">.*colId="2".*val="да".*colId="3".*val="5".*ref="C2:C20"/);
    book.insertColumn('А', 0);
    expect(filterOf(book)).toMatch(/ref="B1:E20">.*colId="2".*val="да".*colId="3".*val="5".*ref="D2:D20"/);
  });

  test('when a column is deleted: those of the others', () => {
    const book = withRules();
    book.deleteColumn('А', 1);
    expect(filterOf(book)).toMatch(
      /^<autoFilter xr:uid="\{1\}" ref="A1:B20"><filterColumn colId="1"><custom/,
    );
    expect(filterOf(book)).not.toMatch(/да|sortState/);
  });
});

describe('the formulas of rules', () => {
  test('follow inserted rows', () => {
    const book = withRules();
    book.insertRow('А', 1);
    expect(formatOf(book)).toBe(
      '<conditionalFormatting sqref="A3:C21"><cfRule type="expression" priority="1"><formula>AND($A3&gt;$F$5,Б!$A$2&lt;5)</formula></cfRule></conditionalFormatting>',
    );
    expect(validationOf(book)).toContain('sqref="D3:D21"><formula1>COUNTIF($D$3:$D$21,D3)=1<');
  });

  test('still refer to their own row when the first one is deleted', () => {
    const book = withRules();
    book.deleteRow('А', 1);
    expect(formatOf(book)).toContain(
      'sqref="A2:C19"><cfRule type="expression" priority="1"><formula>AND($A2&gt;$F$3,',
    );
    expect(validationOf(book)).toContain('sqref="D2:D19"><formula1>COUNTIF($D$2:$D$19,D2)=1<');
    book.deleteColumn('А', 0);
    expect(formatOf(book)).toContain(
      'sqref="A2:B19"><cfRule type="expression" priority="1"><formula>AND(#REF!&gt;$E$3,',
    );
  });

  test("follow another sheet's rows and name", () => {
    const book = withRules();
    book.insertRow('Б', 0);
    book.renameSheet('Б', 'В');
    expect(formatOf(book)).toContain(
      'sqref="A2:C20"><cfRule type="expression" priority="1"><formula>AND($A2&gt;$F$4,В!$A$3&lt;5)',
    );
  });
});

test('the area of an array formula moves with it', () => {
  const book = withRules();
  book.insertRow('А', 0);
  expect(saved(book, /<f t="array".*?<\/f>/)).toBe('<f t="array" ref="B3:B6">A3:A6*2</f>');
});

describe('formulas of another sheet', () => {
  const cellsOf = (book: WorkbookModel): readonly (string | null)[] =>
    [1, 2].map((row) => book.formula('А', row, 3));
  const withFormula = (formula: string): WorkbookModel =>
    changedBook((xml) =>
      xml.replace(
        /<sheetData>.*<\/sheetData>/,
        `<sheetData><row r="2"><c r="D2"><f t="shared" ref="D2:D3" si="0">${formula}</f><v>1</v></c></row><row r="3"><c r="D3"><f t="shared" si="0"/><v>1</v></c></row></sheetData>`,
      ),
    );

  test('follow moved rows, also where several cells share one formula', () => {
    const book = withFormula('Б!A1+Б!A3');
    book.insertRow('Б', 1);
    expect(cellsOf(book)).toEqual(['Б!A1+Б!A4', 'Б!A3+Б!A5']);
  });

  test('follow the name, whatever characters it has', () => {
    const book = withFormula('Б!A1');
    book.renameSheet('Б', "О'Б");
    book.renameSheet("О'Б", 'В');
    expect(cellsOf(book)).toEqual(['В!A1', 'В!A2']);
  });
});

test('rows that move below everything leave all texts alone, and make no empty part for notes', () => {
  const book = withRules();
  book.insertRow('А', 30);
  const written = parts(workbookBytes(book));
  expect(written[SHEET]).toContain(RULES);
  expect(Object.keys(written).filter((name) => name.includes('comments'))).toEqual([]);
});

describe('in the workbench rows are not moved where something would stay behind', () => {
  const TABLE = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>';
  const MODERN =
    '<extLst><ext uri="{x}"><x14:dataValidation><xm:sqref>A2:A9 C2:C20</xm:sqref></x14:dataValidation></ext></extLst>';
  test.each([
    ['a table', TABLE, 30, false],
    ['no table', '<tableParts count="0"/>', 0, true],
    ['a rule of a newer Excel below', MODERN, 19, false],
    ['a rule of a newer Excel above', MODERN, 20, true],
  ])('%s', (_, xml, row, allowed) => {
    const book = changedBook((sheet) => sheet.replace('</worksheet>', `${xml}</worksheet>`));
    const insert = (): unknown =>
      editRows(book, sheetIn(book.core.state, 5), {
        sheet: 5,
        version: 1,
        action: 'insert',
        row,
        sure: false,
      });
    if (allowed) expect(insert()).toEqual({ kind: 'done', hint: null });
    else expect(insert).toThrow(/только в самом Excel: вставьте или удалите строку там\.$/);
  });
});
