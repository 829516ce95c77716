// Workbooks as few programs write them, though all of them read them: what staff have in them stays as it is.
import { describe, expect, test } from '@jest/globals';
import { readWorkbook, workbookBytes, type WorkbookModel } from '../../src/local/host.js';
import { strangeWorkbook } from './strange-workbook.js';
import { changedIn, parts } from './support.js';

const SHEET = 'xl/worksheets/sheet1.xml';
const withRows =
  (rows: string) =>
  (xml: string): string =>
    xml.replace(/<sheetData>.*<\/sheetData>/, `<sheetData>${rows}</sheetData>`);

/** The strange workbook with other rows on its sheet «А», and other parts changed. */
const bookOf = (rows: string, changes: Parameters<typeof changedIn>[1] = {}): WorkbookModel =>
  readWorkbook(changedIn(strangeWorkbook(), { [SHEET]: withRows(rows), ...changes }), 'k.xlsx');
const reread = (book: WorkbookModel): WorkbookModel => readWorkbook(workbookBytes(book), 'k.xlsx');

describe('rows without numbers keep their places', () => {
  const ROWS =
    '<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row/><row><c><v>4</v></c></row><row r="9"><c><v>9</v></c></row><row><c><v>10</v></c></row>';
  const VALUES = [[1], [2], [], [4], [], [], [], [], [9], [10]];

  test('when a blank one is filled and emptied again', () => {
    const book = bookOf(ROWS);
    expect(book.values('А')).toEqual(VALUES);
    book.set('А', 2, 0, 'опечатка');
    book.set('А', 2, 0, null);
    expect(reread(book).values('А')).toEqual(VALUES);
  });

  test('when one is inserted above', () => {
    const book = bookOf(ROWS);
    book.insertRow('А', 0);
    expect(reread(book).values('А')).toEqual([[], ...VALUES]);
  });
});

describe('a text that several tabs share stays in those that nobody edits', () => {
  const shared = (cell: string): WorkbookModel =>
    bookOf('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', {
      'xl/worksheets/sheetA.xml': withRows(`<row r="1">${cell}</row>`),
      'xl/sharedStrings.xml': () =>
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>общий</t></si></sst>',
      'xl/_rels/workbook.xml.rels': (xml) =>
        xml.replace(
          '</Relationships>',
          '<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        ),
    });

  test.each([
    ['with an attribute of its value', '<c r="A1" t="s"><v xml:space="preserve">0</v></c>'],
    ['as the result of a formula', '<c r="A1" t="s"><f>T("общий")</f><v>0</v></c>'],
    ['with blanks around its number', '<c r="A1" t="s">\n<v> 0 </v>\n</c>'],
    ['with a > in an attribute', '<c r="A1" x="a>b" t="s"><v>0</v></c>'],
  ])('%s', (_, cell) => {
    const book = shared(cell);
    book.set('А', 0, 0, 'другой');
    const after = reread(book);
    expect([after.values('А'), after.values('Б')]).toEqual([[['другой']], [['общий']]]);
  });

  test('but not in a number or in what nobody uses', () => {
    const book = shared('<c r="A1"><v>0</v></c><c r="B1" t="s"/><c r="C1"><v>0</v></c>');
    book.set('А', 0, 0, 'другой');
    expect(parts(workbookBytes(book))['xl/sharedStrings.xml']).not.toContain('общий');
  });
});
