// Notes added to another program's workbook: its own comments, drawings and declarations are preserved.
import { expect, test } from '@jest/globals';
import { readWorkbook, workbookBytes } from '../../src/local/host.js';
import { strangeWorkbook } from './strange-workbook.js';
import { changedIn, host, parts } from './support.js';

const source = strangeWorkbook();
const changed = (changes: Parameters<typeof changedIn>[1]): Uint8Array => changedIn(source, changes);

test("another program's comments keep their attributes when one is added", () => {
  const book = readWorkbook(source, 'k.xlsx');
  const note = (column: number, text: string): object => ({
    updateCells: {
      start: { sheetId: 5, rowIndex: 0, columnIndex: column },
      rows: [{ values: [{ note: text }] }],
      fields: 'note',
    },
  });
  host(book).update(note(0, 'первая'));
  const own = ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"';
  const marked = changedIn(workbookBytes(book), {
    'xl/comments1.xml': (xml) =>
      xml.replace(/<comments/, `<comments${own}`).replace('<comment ', '<comment xr:uid="{1}" '),
  });
  const again = readWorkbook(marked, 'k.xlsx');
  host(again).update(note(1, 'вторая'));
  const comments = parts(workbookBytes(again))['xl/comments1.xml'];
  expect(comments).toContain(own);
  expect(comments).toContain('xr:uid="{1}"');
  expect(comments).toContain('вторая');
});

test('a picture in the page header is not mistaken for the drawing of the notes', () => {
  const picture = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="CH"/></xml>';
  const relations =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>';
  const made = changed({
    'xl/worksheets/sheet1.xml': (xml) =>
      xml.replace('</worksheet>', '<legacyDrawingHF r:id="rId1"/></worksheet>'),
    'xl/worksheets/_rels/sheet1.xml.rels': () => relations,
    'xl/drawings/vmlDrawing1.vml': () => picture,
  });
  const book = readWorkbook(made, 'k.xlsx');
  const noted = (made: ReturnType<typeof readWorkbook>, column: number): Record<string, string> => {
    host(made).update({
      updateCells: {
        start: { sheetId: 5, columnIndex: column },
        rows: [{ values: [{ note: `примечание ${String(column)}` }] }],
        fields: 'note',
      },
    });
    return parts(workbookBytes(made));
  };
  for (const written of [noted(book, 0), noted(readWorkbook(workbookBytes(book), 'k.xlsx'), 1)]) {
    expect(written['xl/drawings/vmlDrawing1.vml']).toBe(picture);
    expect(written['xl/drawings/vmlDrawing2.vml']).toContain('ObjectType="Note"');
    expect(written['xl/worksheets/sheet1.xml']).toMatch(
      /<legacyDrawing r:id="rId[23]"\/><legacyDrawingHF r:id="rId1"\/>/,
    );
    expect(written['xl/drawings/vmlDrawing3.vml']).toBeUndefined();
  }
});

test('new parts are declared, whatever the package already declares', () => {
  const shape =
    '<v:shape id="n" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><x:ClientData ObjectType="Note"><x:Row>3</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>';
  const made = changed({
    '[Content_Types].xml': (xml) => xml.replace(/<Default Extension="rels"[^>]*>/, ''),
    'xl/worksheets/sheet1.xml': (xml) =>
      xml.replace('</worksheet>', '<legacyDrawing r:id="rId1"/></worksheet>'),
    'xl/worksheets/_rels/sheet1.xml.rels': () =>
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>',
    'xl/drawings/vmlDrawing1.vml': () => `<xml xmlns:v="urn:schemas-microsoft-com:vml">${shape}</xml>`,
  });
  const book = readWorkbook(made, 'k.xlsx');
  host(book).update(
    { addSheet: { properties: { title: 'Новый', sheetId: 40 } } },
    ...[5, 40].map((sheetId) => ({
      updateCells: {
        start: { sheetId },
        rows: [{ values: [{ note: 'что это' }] }],
        fields: 'note',
      },
    })),
  );
  const written = parts(workbookBytes(book));
  expect(written['xl/worksheets/_rels/sheet2.xml.rels']).toContain('vmlDrawing2.vml');
  expect(written['[Content_Types].xml']).toContain('<Default Extension="rels"');
  expect(/^<xml[^>]*>/.exec(written['xl/drawings/vmlDrawing1.vml'] ?? '')?.[0]).toMatch(
    /(?=.*xmlns:v=)(?=.*xmlns:o=)(?=.*xmlns:x=)/,
  );
});
