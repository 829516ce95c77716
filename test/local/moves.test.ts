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

describe('areas that are kept as text', () => {
  const KEPT =
    '<protectedRanges><protectedRange name="р" sqref="A2:A5 C9"/><protectedRange name="с" sqref="B3"/></protectedRanges><rowBreaks count="2" manualBreakCount="2"><brk id="3" max="16383" man="1"/><brk id="8" max="16383" man="1"/></rowBreaks><colBreaks count="1" manualBreakCount="1"><brk id="2" man="1"/></colBreaks><cellWatches><cellWatch r="C7"/></cellWatches><ignoredErrors><ignoredError sqref="A7" numberStoredAsText="1"/></ignoredErrors>';
  const kept = (change: (book: WorkbookModel) => void): readonly string[] => {
    const book = changedBook((xml) => xml.replace('</worksheet>', `${KEPT}</worksheet>`));
    change(book);
    const texts = saved(book, /<protectedRanges>.*<\/worksheet>/);
    return [...texts.matchAll(/ (?:sqref|id|r|count)="([^"]*)"/g)].map(([, value]) => value ?? '');
  };

  test('follow inserted rows and columns', () => {
    const moved = kept((book) => {
      book.insertRow('А', 3);
    });
    expect(moved).toEqual(['A2:A6 C10', 'B3', '2', '4', '9', '1', '2', 'C8', 'A8']);
    const aside = kept((book) => {
      book.insertColumn('А', 1);
    });
    expect(aside).toEqual(['A2:A5 D9', 'C3', '2', '3', '8', '1', '3', 'D7', 'A7']);
  });

  test('follow deleted rows, and go with them', () => {
    const moved = kept((book) => {
      book.deleteRow('А', 2);
      book.deleteRow('А', 7);
    });
    expect(moved).toEqual(['A2:A4', '2', '2', '7', '1', '2', 'C6', 'A6']);
    const fewer = kept((book) => {
      for (const row of [6, 5, 4, 3]) book.deleteRow('А', row);
    });
    expect(fewer).toEqual(['A2:A3 C5', 'B3', '2', '3', '4', '1', '2']);
  });

  test('keep their text when nothing in them moves', () => {
    const book = changedBook((xml) => xml.replace('</worksheet>', `${KEPT}</worksheet>`));
    book.insertRow('А', 20);
    expect(parts(workbookBytes(book))[SHEET]).toContain(KEPT);
  });
});

/** Refuses or does what the workbench does with a row of the sheet «А». */
const move = (book: WorkbookModel, action: 'insert' | 'delete', row: number) => (): unknown =>
  editRows(book, sheetIn(book.core.state, 5), { sheet: 5, version: 1, action, row, sure: false });
const REFUSED = /только в самом Excel: вставьте или удалите строку там\.$/;

describe('in the workbench rows are not moved where something would stay behind', () => {
  const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const related = (kind: string, target: string) => (): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONSHIP}/${kind}" Target="${target}"/></Relationships>`;
  const OWN = 'xl/worksheets/_rels/sheet1.xml.rels';
  const before = (xml: string, end = '</worksheet>') => ({
    [SHEET]: (sheet: string) => sheet.replace(end, `${xml}${end}`),
  });
  const TABLE = before('<tableParts count="1"><tablePart r:id="rId1"/></tableParts>');
  const newer = (inner: string): string =>
    `<extLst><ext uri="{x}"><x14:dataValidation>${inner}</x14:dataValidation></ext></extLst>`;
  const MODERN = before(newer('<xm:sqref>A2:A9 C2:C20</xm:sqref>'));
  const LIST = {
    'xl/worksheets/sheetA.xml': (xml: string) =>
      xml.replace('<foo/>', '<x14:formula1><xm:f>А!$A$2:$A$9</xm:f></x14:formula1>'),
  };
  // Of the other sheet, whose drawing has this chart.
  const chart = (reference: string) => ({
    'xl/charts/chart1.xml': () =>
      `<c:chartSpace xmlns:c="c"><c:val><c:numRef><c:f>${reference}</c:f></c:numRef></c:val></c:chartSpace>`,
  });
  const DRAWING = {
    [OWN]: related('drawing', '../drawings/own.xml'),
    'xl/drawings/own.xml': () =>
      '<xdr:wsDr xmlns:xdr="d"><xdr:from><xdr:row>2</xdr:row></xdr:from><xdr:to><xdr:row>9</xdr:row></xdr:to></xdr:wsDr>',
  };
  const SHAPE = {
    'xl/drawings/drawing1.xml': () => '<wsDr><sp textlink="А!$A$5"/></wsDr>',
  };
  const PIVOT = { [OWN]: related('pivotTable', '../pivotTables/pivotTable1.xml') };
  const CACHE = {
    'xl/_rels/workbook.xml.rels': (xml: string) =>
      xml.replace(
        '</Relationships>',
        `<Relationship Id="rId8" Type="${RELATIONSHIP}/pivotCacheDefinition" Target="pivotCache/pivotCacheDefinition1.xml"/></Relationships>`,
      ),
    'xl/pivotCache/pivotCacheDefinition1.xml': () =>
      '<pivotCacheDefinition><cacheSource type="worksheet"><worksheetSource ref="A1:C5" sheet="А"/></cacheSource></pivotCacheDefinition>',
  };

  test.each([
    ['a table', TABLE, 30, false],
    ['no table', before('<tableParts count="0"/>'), 0, true],
    ['a rule of a newer Excel below', MODERN, 19, false],
    ['a rule of a newer Excel above', MODERN, 20, true],
    ['the source of a list on another sheet below', LIST, 8, false],
    ['the source of a list on another sheet above', LIST, 9, true],
    ["a chart's cells below", chart('А!$A$5:$A$10'), 9, false],
    ["a chart's cells above", chart('А!$A$5:$A$10'), 10, true],
    ["a chart's cells on another sheet", chart('Б!$A$5:$A$10'), 0, true],
    ['a picture below', DRAWING, 9, false],
    ['a picture above', DRAWING, 10, true],
    ['the cell that a shape shows', SHAPE, 4, false],
    ['a pivot table', PIVOT, 30, false],
    ['the source of a pivot table', CACHE, 4, false],
    ['the source of a pivot table above', CACHE, 5, true],
    ['nothing of the kind', {}, 0, true],
  ])('%s', (_, changes, row, allowed) => {
    const book = readWorkbook(changedIn(strangeWorkbook(), changes), 'k.xlsx');
    for (const action of ['insert', 'delete'] as const)
      if (allowed) expect(move(book, action, row)()).toEqual({ kind: 'done', hint: null });
      else expect(move(book, action, row)).toThrow(REFUSED);
  });
});
