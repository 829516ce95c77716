// Workbooks written by other programs: they are read as the API returns them, and whatever the add-on does
// not know is preserved.
import { describe, expect, test } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { hasChanged, readWorkbook, workbookBytes } from '../../src/local/host.js';
import { strangeWorkbook } from './strange-workbook.js';
import { changedIn, host, parts, row, write } from './support.js';

describe('a workbook made elsewhere', () => {
  const source = strangeWorkbook();
  const changed = (changes: Parameters<typeof changedIn>[1]): Uint8Array => changedIn(source, changes);

  test('is read as the API returns it', () => {
    const made = host(readWorkbook(source, 'k.xlsx'));
    expect(made.get('sheets.properties(sheetId,title,hidden)')).toEqual({
      sheets: [
        { properties: { sheetId: 17, title: 'Б' } },
        { properties: { sheetId: 5, title: 'А', hidden: true } },
      ],
    });
    // The file uses the 1904 date system: its 41000 is 42462 here; numbers that are not dates stay as they
    // are.
    expect(made.read('Б')).toMatchObject([
      {
        values: [
          ['Жирный текст', 100.5],
          ['a100.5', '#DIV/0!', 42462, 8],
          ['', '', 42462.5, 9],
          ['', '', '', 10],
        ],
      },
    ]);
  });

  test.each<readonly [string, (xml: string) => string]>([
    ['a blank before the end of a tag', (xml) => xml.replace(/(\/?>)(?=<|$)/g, ' $1')],
    ['a line before the end of a tag', (xml) => xml.replace(/(["\w])(\/?>)/g, '$1\n$2')],
    ['apostrophes', (xml) => xml.replace(/="([^"']*)"/g, "='$1'")],
    ['blanks around =', (xml) => xml.replace(/="/g, ' = "')],
    ['comments', (xml) => xml.replace(/(<\w[^>]*[^/]>)</g, '$1<!-- <v>1</v> ">" --><')],
    ['CDATA', (xml) => xml.replace(/>([^<>&\n]+)</g, '><![CDATA[$1]]><')],
    ['a prefix', (xml) => xml.replace(/(<\/?)(?=\w)(?!\w+:)/g, '$1x:').replace(/ xmlns="/g, ' xmlns:x="')],
  ])('is read in the same way when written with %s', (_, spell) => {
    const respelt = (xml: string): string => {
      const declared = /^<\?xml[^>]*>/.exec(xml)?.[0] ?? '';
      return declared + spell(xml.slice(declared.length));
    };
    const spelt = changed({
      'xl/worksheets/sheet1.xml': respelt,
      'xl/worksheets/sheetA.xml': respelt,
    });
    expect(spelt).not.toEqual(source);
    const read = (bytes: Uint8Array): unknown => host(readWorkbook(bytes, 'k.xlsx')).read('Б', 'А');
    expect(read(spelt)).toEqual(read(source));
  });

  test.each(['<v/>', '<v />', '<v></v>', '<v ></v >', ''])(
    'a formula without a result (%s) is marked, its neighbours are unchanged',
    (empty) => {
      const cells = `<c r="A1"><f>1+1</f>${empty}</c><c r="B1" t="s">${empty}</c><c r="C1"><v>7</v></c>`;
      const made = changed({
        'xl/worksheets/sheet1.xml': (xml) => xml.replace(/<c r="A1">.*<\/c>/, cells),
      });
      const book = readWorkbook(made, 'k.xlsx');
      expect(host(book).read('А')).toMatchObject([{ values: [['#НЕТ РЕЗУЛЬТАТА!', '', 7]] }]);
      host(book).update(write(5, 1, 0, row('ещё')));
      expect(parts(workbookBytes(book))['xl/worksheets/sheet1.xml']).toContain('<f>1+1</f>');
    },
  );

  test.each(['<v/>', '<v></v>', ''])('a formula whose result is an empty text (%s) is blank', (empty) => {
    const cells = `<c r="A1" t="str"><f>IF(B1=7,"")</f>${empty}</c><c r="B1"><v>7</v></c>`;
    const book = readWorkbook(
      changed({ 'xl/worksheets/sheet1.xml': (xml) => xml.replace(/<c r="A1">.*<\/c>/, cells) }),
      'k.xlsx',
    );
    expect(host(book).read('А')).toMatchObject([{ values: [['', 7]] }]);
    host(book).update(write(5, 0, 2, row('ещё')));
    expect(host(readWorkbook(workbookBytes(book), 'k.xlsx')).read('А')).toMatchObject([
      { values: [['', 7, 'ещё']] },
    ]);
  });

  const RELATIONSHIPS = / xmlns:r="[^"]*"/;

  test('a prefix declared by each sheet is declared in every written sheet', () => {
    const made = changed({
      'xl/workbook.xml': (xml) => {
        const declared = RELATIONSHIPS.exec(xml)?.[0] ?? '';
        return xml.replace(declared, '').replace(/<sheet /g, `<sheet${declared} `);
      },
    });
    const book = readWorkbook(made, 'k.xlsx');
    host(book).update(write(5, 1, 0, row('ещё')));
    const written = parts(workbookBytes(book))['xl/workbook.xml'] ?? '';
    expect(/<workbook[^>]*>/.exec(written)?.[0]).toMatch(RELATIONSHIPS);
    expect(written).toContain('r:id="rId2"');
  });

  test("missing elements are inserted in Excel's order, past unknown elements", () => {
    const marks =
      '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/><xr:revisionPtr xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"/>';
    const made = changed({
      'xl/workbook.xml': (xml) =>
        xml
          .replace(/<definedNames>.*<\/definedNames><calcPr[^>]*>/, '<pivotCaches/><extLst/>')
          .replace('<bookViews>', `${marks}<bookViews>`),
    });
    const book = readWorkbook(made, 'k.xlsx');
    host(book).update(write(5, 1, 0, row('ещё')));
    const written = parts(workbookBytes(book))['xl/workbook.xml'] ?? '';
    const order = [...written.matchAll(/<([\w:]+)[^>]*>/g)].map(([, name]) => name ?? '');
    const places = [
      'workbookPr',
      'mc:AlternateContent',
      'xr:revisionPtr',
      'bookViews',
      'sheets',
      'definedNames',
      'calcPr',
      'pivotCaches',
      'extLst',
    ];
    expect(order.filter((name) => places.includes(name))).toEqual(places);
  });

  // A second selected sheet would form a group with the first: typed values would go into both.
  test('opens at the tab where it was left, even if others are inserted before it', () => {
    const made = changed({
      'xl/workbook.xml': (xml) => xml.replace(' state="hidden"', ''),
      'xl/worksheets/sheet1.xml': (xml) =>
        xml.replace(
          '<sheetData>',
          '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetData>',
        ),
    });
    const book = readWorkbook(made, 'k.xlsx');
    const activeTab = (): string | undefined =>
      /activeTab="(\d+)"/.exec(parts(workbookBytes(book))['xl/workbook.xml'] ?? '')?.[1];
    host(book).update({ addSheet: { properties: { title: 'Первый', index: 0 } } });
    expect(activeTab()).toBe('2');
    book.deleteSheet('А');
    expect(activeTab()).toBe('0');
  });

  test('a flag saved as a formula is read without its result', () => {
    const cells = ['TRUE()', 'false()', 'TRUE', 'TRUE()+1']
      .map((formula, index) => `<c r="${'ABCD'.charAt(index)}1"><f>${formula}</f></c>`)
      .join('');
    const made = changed({ 'xl/worksheets/sheet1.xml': (xml) => xml.replace(/<c r="A1">.*<\/c>/, cells) });
    expect(host(readWorkbook(made, 'k.xlsx')).read('А')).toMatchObject([
      { values: [[true, false, true, '#НЕТ РЕЗУЛЬТАТА!']] },
    ]);
  });

  test.each(['utf-16le', 'utf-16be', 'koi8-r'])(
    'in %s it is read, and written in the same encoding',
    (encoding) => {
      const bytesOf = (text: string): Uint8Array => {
        if (encoding === 'koi8-r')
          return new Uint8Array(text.length).map((_, at) =>
            text.charAt(at) === 'А' ? 0xe1 : text.charAt(at) === 'Б' ? 0xe2 : text.charCodeAt(at) & 127,
          );
        const little = Buffer.from(`\ufeff${text}`, 'utf16le');
        return encoding === 'utf-16le' ? little : little.swap16();
      };
      const xml = (parts(source)['xl/workbook.xml'] ?? '')
        .replace('<?xml version="1.0"?>', `<?xml version="1.0" encoding="${encoding}"?>`)
        .replace(/<definedNames>.*<\/definedNames>/, '');
      const book = readWorkbook(zipSync({ ...unzipSync(source), 'xl/workbook.xml': bytesOf(xml) }), 'k.xlsx');
      host(book).update(write(5, 1, 0, row('ещё')));
      const written = parts(workbookBytes(book))['xl/workbook.xml'] ?? '';
      expect(written).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>/);
      expect(written).toContain('<sheet name="Б"');
    },
  );

  test('a sheet that the services do not show does not take the id of a new one', () => {
    const made = changed({
      'xl/workbook.xml': (xml) =>
        xml.replace('</sheets>', '<sheet name="График" sheetId="18" r:id="rId7"/></sheets>'),
      'xl/_rels/workbook.xml.rels': (xml) =>
        xml.replace(
          '</Relationships>',
          '<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
        ),
      'xl/chartsheets/sheet1.xml': () =>
        '<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
    });
    const book = readWorkbook(made, 'k.xlsx');
    host(book).update({ addSheet: { properties: { sheetId: 18, title: 'Новый' } } });
    const again = readWorkbook(workbookBytes(book), 'k.xlsx');
    expect(host(again).get('sheets.properties(sheetId,title)')).toEqual({
      sheets: [17, 5, 18].map((sheetId, index) => ({
        properties: { sheetId, title: ['Б', 'А', 'Новый'][index] },
      })),
    });
    const written = parts(workbookBytes(again))['xl/workbook.xml'] ?? '';
    expect(written).toContain('name="График"');
    // openpyxl cannot open a workbook with a name local to a chart sheet.
    expect([...written.matchAll(/"_reglament_id" localSheetId="(\d)"/g)].map(([, at]) => at)).toEqual([
      '0',
      '1',
      '3',
    ]);
  });

  test('is not rewritten if nothing has changed', () => {
    const book = readWorkbook(source, 'k.xlsx');
    const made = host(book);
    made.update(write(17, 0, 1, row(100.5)));
    expect(hasChanged(book)).toBe(false);
  });

  test('keeps every part and element that the change did not touch', () => {
    const book = readWorkbook(source, 'k.xlsx');
    book.set('Б', 9, 0, 'новое');
    const before = parts(source);
    const after = parts(workbookBytes(book));
    for (const name of [
      'xl/worksheets/sheet1.xml',
      'xl/theme/theme1.xml',
      'xl/media/image1.png',
      'xl/drawings/drawing1.xml',
      'xl/charts/chart1.xml',
    ]) {
      expect([name, after[name]]).toEqual([name, before[name]]);
    }
    const sheet = after['xl/worksheets/sheetA.xml'] ?? '';
    for (const kept of [
      '<sheetFormatPr defaultColWidth="20" defaultRowHeight="21" customHeight="1"/>',
      '<cols><col min="1" max="3" width="33" style="1" customWidth="1"/><col min="4" max="16384" width="11" style="2"/></cols>',
      '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c r="D3"><f t="shared" si="0"/><v>9</v></c>',
      '<dataValidation type="list" showDropDown="1" imeMode="on" sqref="A2:A10 C2:C10">',
      '<cfRule type="top10" priority="2" rank="3" percent="1"/>',
      '<mergeCell ref="F1:G2"/>',
      '<drawing r:id="rId1"/>',
      '<extLst><ext uri="{x}"><foo/></ext></extLst>',
    ])
      expect(sheet).toContain(kept);
    expect(sheet).toContain('<row r="10">');
    expect(after['xl/styles.xml']).toBe(before['xl/styles.xml']);
    expect(after['docProps/custom.xml']).toContain('Продажи');
    expect(after['xl/workbook.xml']).toContain('<definedName name="Имя">Б!$A$1</definedName>');
    expect(after['xl/workbook.xml']).toContain('<sheet name="Б" sheetId="17"');
  });

  test('line breaks in what it does not know stay line breaks', () => {
    const link =
      '<hyperlinks><hyperlink ref="B1" location="Б!A1" tooltip="строка&#10;&quot;ещё&quot;"/></hyperlinks>';
    const name = '<definedName name="Имя" comment="строка&#10;&lt;ещё&gt;">';
    const made = changed({
      'xl/worksheets/sheet1.xml': (xml) => xml.replace('</worksheet>', `${link}</worksheet>`),
      'xl/workbook.xml': (xml) => xml.replace('<definedName name="Имя">', name),
    });
    const book = readWorkbook(made, 'k.xlsx');
    book.set('А', 5, 0, 'новое');
    const after = parts(workbookBytes(book));
    expect(after['xl/worksheets/sheet1.xml']).toContain(link);
    expect(after['xl/workbook.xml']).toContain(name);
  });

  test('shared formulas are expanded before their first cell is removed', () => {
    const book = readWorkbook(source, 'k.xlsx');
    book.set('Б', 1, 3, 'занято');
    expect([book.formula('Б', 2, 3), book.formula('Б', 3, 3)]).toEqual(['B3+$B$1', 'B4+$B$1']);
  });

  test('is read by another library after the change', async () => {
    const book = readWorkbook(source, 'k.xlsx');
    const made = host(book);
    made.update(
      { addSheet: { properties: { title: 'Сроки', sheetId: 40, gridProperties: { frozenRowCount: 1 } } } },
      {
        updateCells: {
          start: { sheetId: 40 },
          fields: 'userEnteredValue,note,userEnteredFormat(textFormat(bold,link),numberFormat)',
          rows: [
            {
              values: [
                {
                  userEnteredValue: { stringValue: '=1+1' },
                  note: 'Что\nэто',
                  userEnteredFormat: { textFormat: { bold: true } },
                },
                {
                  userEnteredValue: { numberValue: 45190 },
                  userEnteredFormat: { numberFormat: { type: 'DATE' } },
                },
                {
                  userEnteredValue: { boolValue: false },
                  userEnteredFormat: { textFormat: { link: { uri: '#gid=17&range=B5' } } },
                },
                {
                  userEnteredValue: { stringValue: 'сайт' },
                  userEnteredFormat: { textFormat: { link: { uri: 'https://a.ru/?a=1&b=2' } } },
                },
              ],
            },
          ],
        },
      },
    );
    const read = await readXlsx(workbookBytes(book), { readStyles: true });
    const sheet = read.sheets.find(({ name }) => name === 'Сроки');
    // The 1904 flag is respected: the date is the same.
    expect(sheet?.rows).toEqual([['=1+1', new Date('2023-09-21T00:00:00Z'), false, 'сайт']]);
    expect(sheet?.freezePane).toEqual({ rows: 1 });
    expect(sheet?.cells?.get('0,0')).toMatchObject({
      comment: { text: 'Что\nэто' },
      style: { font: { bold: true } },
    });
    expect(sheet?.cells?.get('0,2')?.hyperlink).toMatchObject({ location: 'Б!B5' });
    expect(sheet?.cells?.get('0,3')?.hyperlink).toMatchObject({ target: 'https://a.ru/?a=1&b=2' });
    expect(read.namedRanges?.some(({ name }) => name === 'Имя')).toBe(true);
  });
});

test('a workbook written by hucre is read in the same way', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'X',
        columns: [
          { header: 'D', key: 'd', numFmt: 'dd.mm.yyyy hh:mm' },
          { header: 'S', key: 's' },
        ],
        data: [{ d: new Date('2023-09-21T12:00:00Z'), s: 'я' }],
      },
    ],
  });
  expect(readWorkbook(bytes, 'k.xlsx').values('X')).toEqual([
    ['D', 'S'],
    [45190.5, 'я'],
  ]);
});
