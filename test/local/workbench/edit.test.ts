// Cells that staff edit in the workbench, in workbooks of other programs.
import { describe, expect, test } from '@jest/globals';
import { readWorkbook, workbookBytes, type WorkbookModel } from '../../../src/local/host.js';
import { sheetIn } from '../../../src/local/workbook/model.js';
import { editCells } from '../../../src/local/workbench/edit.js';
import { strangeWorkbook } from '../strange-workbook.js';
import { changedIn, host, parts, row, write } from '../support.js';

const SHEET = 'xl/worksheets/sheet1.xml';
const RELATIONSHIPS = 'xl/worksheets/_rels/sheet1.xml.rels';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const related = (kind: string, target: string) => (): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/${kind}" Target="${target}" TargetMode="${kind === 'hyperlink' ? 'External' : 'Internal'}"/></Relationships>`;
const bookOf = (changes: Parameters<typeof changedIn>[1]): WorkbookModel =>
  readWorkbook(changedIn(strangeWorkbook(), changes), 'k.xlsx');
const type = (book: WorkbookModel, r: number, column: number, text: string): unknown =>
  editCells(book.core, sheetIn(book.core.state, 5), {
    sheet: 5,
    version: 1,
    cells: [{ row: r, column, text }],
    sure: false,
  });

describe('the link of a cell', () => {
  const linked = (): WorkbookModel =>
    bookOf({
      [SHEET]: (xml) =>
        xml.replace('</sheetData>', '</sheetData><hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>'),
      [RELATIONSHIPS]: related('hyperlink', 'mailto:a@b.ru'),
    });
  const linksOf = (book: WorkbookModel): readonly string[] => {
    const written = parts(workbookBytes(book));
    return [
      /<hyperlink .*?>/.exec(written[SHEET] ?? '')?.[0] ?? '',
      / Target="([^"]*)"/.exec(written[RELATIONSHIPS] ?? '')?.[1] ?? '',
    ];
  };

  test.each(['другой', '12', '21.09.2023'])('stays when «%s» is typed over', (text) => {
    const book = linked();
    type(book, 0, 0, text);
    expect(book.get('А', 0, 0)).not.toBe(1);
    expect(linksOf(book)).toEqual(['<hyperlink ref="A1" r:id="rId1"/>', 'mailto:a@b.ru']);
  });

  test('goes when the cell is cleared, and when the add-on replaces the value: an erased address is in it', () => {
    const cleared = linked();
    type(cleared, 0, 0, '');
    expect(linksOf(cleared)).toEqual(['', '']);
    const replaced = linked();
    host(replaced).update(write(5, 0, 0, row('удалено-1@удалено.invalid')));
    expect(linksOf(replaced)).toEqual(['', '']);
  });
});

describe('the header of an Excel table, which the table stores too', () => {
  const table = (attributes: string): WorkbookModel =>
    bookOf({
      [SHEET]: (xml) =>
        xml.replace(
          '</worksheet>',
          '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>',
        ),
      [RELATIONSHIPS]: related('table', '../tables/table1.xml'),
      'xl/tables/table1.xml': () =>
        `<?xml version="1.0"?><table xmlns="t" id="1" ref="A1:B5"${attributes}><tableColumns count="2"><tableColumn id="1" name="1"/><tableColumn id="2" name="b"/></tableColumns></table>`,
    });

  test('cannot be changed, or cleared', () => {
    const book = table('');
    const refused = /^A1: это заголовок таблицы Excel/;
    for (const text of ['Фирма', '']) expect(() => type(book, 0, 0, text)).toThrow(refused);
    expect(book.values('А')).toEqual([[1]]);
  });

  test('may be written again as it is, and so may what is beside and below it', () => {
    const book = table('');
    for (const [r, column, text] of [
      [0, 0, '1'],
      [0, 2, 'рядом'],
      [1, 0, 'ниже'],
    ] as const)
      expect(type(book, r, column, text)).toMatchObject({ kind: 'done' });
    expect(book.values('А')).toEqual([[1, null, 'рядом'], ['ниже']]);
  });

  test('is none in a table without a header', () => {
    const book = table(' headerRowCount="0"');
    expect(type(book, 0, 0, 'Фирма')).toMatchObject({ kind: 'done' });
  });
});
