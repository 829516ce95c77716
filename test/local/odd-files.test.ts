// Workbooks as few programs write them, though all of them read them: what staff have in them stays as it is.
import { describe, expect, test } from '@jest/globals';
import { readWorkbook, workbookBytes, type WorkbookModel } from '../../src/local/host.js';
import { strangeWorkbook } from './strange-workbook.js';
import { changedIn, host, parts } from './support.js';

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

const formulasOf = (book: WorkbookModel, column: number): readonly (string | null)[] =>
  book.values('А').map((_, row) => book.formula('А', row, column));

test('a number of shared formulas that is used twice stands for two formulas', () => {
  const shared = (row: number, rest: string): string =>
    `<row r="${String(row)}"><c r="A${String(row)}"><f t="shared" si="0"${rest}</f><v>1</v></c></row>`;
  const book = bookOf(
    shared(1, ' ref="A1:A2">B1*2') + shared(2, '>') + shared(3, ' ref="A3:A4">B3+100') + shared(4, '>'),
  );
  book.insertRow('А', 0);
  expect(formulasOf(reread(book), 0)).toEqual([null, 'B2*2', 'B3*2', 'B4+100', 'B5+100']);
});

test('a part that declares its namespace both with a prefix and without one is well-formed when saved', () => {
  const book = bookOf('', {
    [SHEET]: (xml) =>
      xml
        .replace(
          /<sheetData>.*<\/sheetData>/,
          '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        )
        .replace(/(<\/?)(?=\w)/g, '$1x:')
        .replace(/ xmlns="([^"]*)"/, '$& xmlns:x="$1"'),
  });
  book.set('А', 0, 1, 'новое');
  const written = parts(workbookBytes(book))[SHEET] ?? '';
  expect(/<worksheet[^>]*>/.exec(written)?.[0].match(/ xmlns(?=[=:x])(?::x)?=/g)).toEqual([' xmlns=']);
  expect(reread(book).values('А')).toEqual([[1, 'новое']]);
});

describe('where days are counted from 1904', () => {
  // The format 3 of the changed styles shows a time of day, 1 a date.
  const styled = {
    'xl/styles.xml': (xml: string) =>
      xml.replace('</cellXfs>', '<xf numFmtId="20" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'),
  };
  const CELLS =
    '<row r="1"><c r="A1" s="3"><v>0.5</v></c><c r="B1" s="1"><v>41000.5</v></c><c r="C1" s="1"/><c r="D1" s="3"/></row>';

  test('a time of day has no date', () => {
    const book = bookOf(CELLS, styled);
    expect(book.values('А')).toEqual([[0.5, 42462.5]]);
    book.set('А', 0, 2, 0.25);
    book.set('А', 0, 3, 0.75);
    const written = parts(workbookBytes(book))[SHEET] ?? '';
    expect([...written.matchAll(/<v>([^<]*)/g)].map(([, value]) => value)).toEqual([
      '0.5',
      '41000.5',
      '0.25',
      '0.75',
    ]);
  });

  test.each([-1, 0, 0.999, 1, 1.25, 1461, 1463, 45190.5])('%d is read as it was written', (serial) => {
    const book = bookOf(CELLS, styled);
    book.set('А', 0, 2, serial);
    book.set('А', 0, 3, serial);
    expect(reread(book).values('А')).toEqual([[0.5, 42462.5, serial, serial]]);
  });
});

describe('styles without the lists of defaults', () => {
  const bold = {
    repeatCell: {
      range: { sheetId: 5, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 },
      cell: {
        userEnteredFormat: { textFormat: { bold: true }, backgroundColorStyle: { rgbColor: { red: 1 } } },
      },
      fields: 'userEnteredFormat(textFormat.bold,backgroundColorStyle)',
    },
  };
  const ROOT = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  test.each([
    ['none of them', ''],
    ['empty ones', '<fonts count="0"/><fills count="0"/><borders/><cellXfs/>'],
    ['one fill', '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'],
  ])('%s: a new look is not that of all other cells', (_, lists) => {
    const book = bookOf('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>', {
      'xl/styles.xml': () => `${ROOT}${lists}</styleSheet>`,
    });
    host(book).update(bold);
    const written = parts(workbookBytes(book));
    const styles = written['xl/styles.xml'] ?? '';
    const list = (name: string): readonly string[] =>
      new RegExp(`<${name}[^>]*>(.*)</${name}>`)
        .exec(styles)?.[1]
        ?.split(/(?<=<\/font>|<\/fill>|<\/border>|\/>)(?=<(?:font|fill|border|xf)[ >])/) ?? [];
    expect([list('fonts').length, list('fills').length, list('borders').length]).toEqual([2, 3, 1]);
    expect(list('fonts')[0]).not.toContain('<b/>');
    expect(list('fills').map((fill) => /patternType="(\w+)"/.exec(fill)?.[1])).toEqual([
      'none',
      'gray125',
      'solid',
    ]);
    expect(list('cellXfs')).toEqual([
      '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
      expect.stringContaining('fontId="1" fillId="2"'),
    ]);
    expect(written[SHEET]).toMatch(/<c r="A1" s="1">.*<c r="B1" s="0">/);
  });
});

test('the format of a workbook may be declared for all parts of its extension', () => {
  const book = bookOf('', {
    '[Content_Types].xml': (xml) =>
      xml
        .replace(/<Override PartName="\/xl\/workbook.xml"[^>]*>/, '')
        .replace('"application/xml"', '"application/vnd.ms-excel.sheet.macroEnabled.main+xml"'),
  });
  expect(book.core.format).toBe('xlsm');
});

test('a zip64 archive is read, and saved as an ordinary one', () => {
  const book = readWorkbook(zip64(strangeWorkbook()), 'k.xlsx');
  expect(book.values('А')).toEqual([[1]]);
  book.set('А', 0, 1, 'новое');
  const before = parts(strangeWorkbook());
  const after = parts(workbookBytes(book));
  expect(after['xl/worksheets/sheetA.xml']).toBe(before['xl/worksheets/sheetA.xml']);
  expect(reread(book).values('А')).toEqual([[1, 'новое']]);
});

describe('a file that swells when it is unpacked', () => {
  /** The archive with the size that its directory declares for a part. */
  const declaring = (archive: Uint8Array, part: string, size: number): Uint8Array => {
    const bytes = Buffer.from(archive);
    const name = bytes.lastIndexOf(part);
    bytes.writeUInt32LE(size, name - 46 + 24);
    return bytes;
  };
  const swollen = changedIn(strangeWorkbook(), { [SHEET]: (xml) => xml + ' '.repeat(1_000_000) });
  const errorOf = (archive: Uint8Array): unknown => {
    try {
      readWorkbook(archive, 'k.xlsx');
    } catch (error) {
      return error;
    }
    return null;
  };

  test.each([0, 1_000])('is not unpacked beyond the %d bytes that it declares', (size) => {
    expect(errorOf(declaring(swollen, SHEET, size))).toMatchObject({
      message: 'k.xlsx: файл повреждён или скачан не до конца; возьмите резервную копию',
      cause: { cause: { code: 'ERR_BUFFER_TOO_LARGE' } },
    });
  });

  test('is not unpacked at all if its parts together declare more than any workbook has', () => {
    const half = declaring(swollen, SHEET, 1024 ** 3);
    expect(errorOf(declaring(half, 'xl/worksheets/sheetA.xml', 1024 ** 3))).toMatchObject({
      message:
        'k.xlsx: в распакованном виде файл больше 2 ГБ, настоящая книга столько не занимает; возьмите резервную копию',
    });
    expect(String(errorOf(half))).toContain('файл повреждён');
  });
});

/** The same archive with every size and place in the fields of zip64. */
function zip64(archive: Uint8Array): Uint8Array {
  const source = Buffer.from(archive);
  const end = source.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const [count, start] = [source.readUInt16LE(end + 10), source.readUInt32LE(end + 16)];
  const directory: Buffer[] = [];
  for (let at = start; at < end;) {
    const name = at + 46 + source.readUInt16LE(at + 28);
    const next = name + source.readUInt16LE(at + 30) + source.readUInt16LE(at + 32);
    const field = Buffer.alloc(28);
    field.writeUInt16LE(1, 0);
    field.writeUInt16LE(24, 2);
    [24, 20, 42].forEach((from, index) => {
      field.writeUInt32LE(source.readUInt32LE(at + from), 4 + 8 * index);
    });
    const entry = Buffer.from(source.subarray(at, name));
    for (const from of [24, 20, 42]) entry.writeUInt32LE(0xffffffff, from);
    entry.writeUInt16LE(28 + source.readUInt16LE(at + 30), 30);
    directory.push(entry, field, source.subarray(name, next));
    at = next;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const tail = Buffer.alloc(56 + 20 + 22);
  tail.write('PK\x06\x06', 0, 'latin1');
  tail.writeUInt32LE(44, 4);
  tail.writeUInt32LE(count, 24);
  tail.writeUInt32LE(count, 32);
  tail.writeUInt32LE(size, 40);
  tail.writeUInt32LE(start, 48);
  tail.write('PK\x06\x07', 56, 'latin1');
  tail.writeUInt32LE(start + size, 64);
  tail.writeUInt32LE(1, 72);
  tail.write('PK\x05\x06', 76, 'latin1');
  tail.fill(0xff, 84, 96);
  return Buffer.concat([source.subarray(0, start), ...directory, tail]);
}
