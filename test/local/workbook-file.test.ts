// Saved workbooks: what the add-on wrote can be read again, ids and properties are stored in the file, and no
// file is ever half written.
import {
  chmodSync,
  chownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openXlsx, saveXlsx } from 'hucre/xlsx';
import {
  newWorkbook,
  openWorkbook,
  readWorkbook,
  saveWorkbook,
  workbookBytes,
} from '../../src/local/host.js';
import { LEGIBLE } from '../../src/local/xlsx/paper.js';
import { PAGE_WIDTH } from '../../src/sheets/layout.js';
import { temporaryFolder } from '../temporary.js';
import { strangeWorkbook } from './strange-workbook.js';
import { changedIn, host, packed, parts, row, write } from './support.js';

test('relationships are relative, as Office writes them: ExcelJS opens no file with absolute ones', () => {
  const book = newWorkbook();
  book.addSheet('А', [['x']]);
  const note = { values: [{ note: 'примечание' }] };
  host(book).update({
    updateCells: { start: { sheetId: 1, rowIndex: 0, columnIndex: 0 }, rows: [note], fields: 'note' },
  });
  const targets = Object.entries(parts(workbookBytes(book))).flatMap(([name, xml]) =>
    name.endsWith('.rels') ? [...xml.matchAll(/ Target="([^"]*)"/g)].map(([, target]) => target) : [],
  );
  expect(targets).toEqual([
    'xl/workbook.xml',
    '../comments1.xml',
    '../drawings/vmlDrawing1.vml',
    'worksheets/sheet1.xml',
    'styles.xml',
    'sharedStrings.xml',
  ]);
});

describe('sheet ids', () => {
  test('stay the same after renaming, moving and saving', () => {
    const book = newWorkbook();
    book.addSheet('А');
    host(book).update(
      { addSheet: { properties: { title: 'Большой', sheetId: 1234567890 } } },
      write(1, 0, 0, row('x')),
    );
    let again = readWorkbook(workbookBytes(book), 'k.xlsx');
    again.renameSheet('Большой', 'Б');
    again.moveSheet('Б', 0);
    again = readWorkbook(workbookBytes(again), 'k.xlsx');
    expect(again.titles().map((title) => [title, again.sheet(title).id])).toEqual([
      ['Б', 1234567890],
      ['А', 1],
    ]);
  });

  test('stay when LibreOffice numbers the sheets anew', () => {
    const book = newWorkbook();
    for (const title of ['А', 'Б', 'В']) book.addSheet(title, [['x']]);
    book.deleteSheet('А');
    let n = 0;
    const renumbered = changedIn(workbookBytes(book), {
      'xl/workbook.xml': (xml) => xml.replace(/sheetId="\d+"/g, () => `sheetId="${String(++n)}"`),
    });
    const again = readWorkbook(renumbered, 'k.xlsx');
    expect(again.titles().map((title) => [title, again.sheet(title).id])).toEqual([
      ['Б', 2],
      ['В', 3],
    ]);
  });

  describe('are never taken from the sheets that a run remembers', () => {
    /** Sheets «А», «Б», «В» with the ids 1, 2, 3, saved, and what other programs make of the file. */
    const reread = (change: (xml: string) => string): readonly string[] => {
      const book = newWorkbook();
      for (const title of ['А', 'Б', 'В']) book.addSheet(title, [['x']]);
      host(book).run(`PropertiesService.getDocumentProperties().setProperty('к', 'з');`);
      const again = readWorkbook(changedIn(workbookBytes(book), { 'xl/workbook.xml': change }), 'k.xlsx');
      return again.titles().map((title) => `${title} ${again.sheet(title).id}`);
    };
    const NAME = '<definedName name="_reglament_id"';
    test('by one that takes the place of a deleted one', () => {
      const changed = (xml: string): string =>
        xml.replace(`${NAME} localSheetId="2" hidden="1">3</definedName>`, '').replace('"В"', '"Новый"');
      expect(reread(changed)).toEqual(['А 1', 'Б 2', 'Новый 4']);
    });
    test('by any, when the names are lost and the sheets numbered anew', () => {
      const changed = (xml: string): string => {
        let n = 4;
        return xml
          .replace(/<definedNames>.*<\/definedNames>/, '')
          .replace(/sheetId="\d+"/g, () => `sheetId="${String(--n)}"`);
      };
      expect(reread(changed)).toEqual(['А 4', 'Б 5', 'В 6']);
    });
  });

  // hucre renumbers the sheets and makes the name of a renamed sheet global to the workbook.
  test.each<[string, Readonly<Record<string, string>>, boolean, readonly string[]]>([
    ['one', { А: 'Иной' }, false, ['Г 4', 'Иной 1', 'Б 2', 'В 3']],
    ['neighbours', { А: 'Иной', Б: 'Другой' }, false, ['Г 4', 'Иной 1', 'Другой 2', 'В 3']],
    ['the outer ones', { Г: 'Иной', В: 'Другой' }, false, ['Иной 4', 'А 1', 'Б 2', 'Другой 3']],
    // It is unknown which of the two sheets the name belonged to; a sheet of staff's own must not be taken
    // for another one.
    ['one, with a new one beside it', { В: 'Иной' }, true, ['Г 4', 'А 1', 'Б 2', 'Иной 5', 'Новый 6']],
  ])('stay when hucre renames %s', async (_, titles, grown, expected) => {
    const book = newWorkbook();
    for (const title of ['А', 'Б', 'В', 'Г']) book.addSheet(title, [['x']]);
    book.moveSheet('Г', 0);
    const opened = await openXlsx(workbookBytes(book));
    for (const sheet of opened.sheets) sheet.name = titles[sheet.name] ?? sheet.name;
    if (grown) opened.sheets.push({ name: 'Новый', rows: [['x']] });
    const again = readWorkbook(await saveXlsx(opened), 'k.xlsx');
    expect(again.titles().map((title) => `${title} ${String(again.sheet(title).id)}`)).toEqual(expected);
  });
});

test("properties, triggers and warnings travel in the file, staff's own properties stay", () => {
  const book = readWorkbook(strangeWorkbook(), 'k.xlsx');
  const value = `${'😀 '.repeat(500)} `;
  const made = host(book);
  expect(
    made.run(
      `PropertiesService.getDocumentProperties().setProperty('ключ', ${JSON.stringify(value)}); ScriptApp.newTrigger('daily').timeBased().everyDays(1).atHour(8).create();`,
    ),
  ).toEqual({});
  made.update({
    addProtectedRange: { protectedRange: { range: { sheetId: 17 }, description: 'd', warningOnly: true } },
  });
  const again = host(readWorkbook(workbookBytes(book), 'k.xlsx'));
  expect(again.run("return PropertiesService.getDocumentProperties().getProperty('ключ')")).toEqual({
    ok: value,
  });
  expect(
    again.run('return ScriptApp.getProjectTriggers().map(function (t) { return t.getHandlerFunction(); })'),
  ).toEqual({ ok: ['daily'] });
  expect(again.get('sheets.protectedRanges')).toMatchObject({
    sheets: [{ protectedRanges: [{ description: 'd', warningOnly: true }] }, {}],
  });
  expect(parts(workbookBytes(again.workbook))['docProps/custom.xml']).toContain('Продажи');
});

test('a new workbook drops its empty sheet once there are others; equal content gives equal bytes', () => {
  const make = (): Uint8Array => {
    const book = newWorkbook();
    book.addSheet('Рейтинг', [['Имя'], ['Анна']]);
    return workbookBytes(book);
  };
  expect(readWorkbook(make(), 'k.xlsx').titles()).toEqual(['Рейтинг']);
  expect(Buffer.compare(make(), make())).toBe(0);
});

test('no more links are written than Excel allows per sheet', () => {
  const book = newWorkbook();
  book.addSheet('А', [['x']]);
  const rows = Array.from({ length: 65_600 }, () => ({
    values: [
      {
        userEnteredValue: { stringValue: 'x' },
        userEnteredFormat: { textFormat: { link: { uri: '#gid=1&range=A1' } } },
      },
    ],
  }));
  host(book).update(
    { appendDimension: { sheetId: 1, dimension: 'ROWS', length: 70_000 } },
    {
      updateCells: {
        start: { sheetId: 1 },
        fields: 'userEnteredValue,userEnteredFormat.textFormat.link',
        rows,
      },
    },
  );
  const sheet = parts(workbookBytes(book))['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet.match(/<hyperlink /g)).toHaveLength(65_530);
  expect(sheet.match(/<v>/g)).toHaveLength(65_600);
});

describe('a row with a text that wraps', () => {
  const WIDE = {
    updateDimensionProperties: {
      range: { sheetId: 1, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 },
      properties: { pixelSize: 75 },
      fields: 'pixelSize',
    },
  };
  const typed = (rowIndex: number, stringValue: string, wrapStrategy = 'WRAP'): object => ({
    updateCells: {
      start: { sheetId: 1, rowIndex },
      rows: [{ values: [{ userEnteredValue: { stringValue }, userEnteredFormat: { wrapStrategy } }] }],
      fields: 'userEnteredValue,userEnteredFormat.wrapStrategy',
    },
  });
  const rowsIn = (bytes: Uint8Array): readonly string[] =>
    (parts(bytes)['xl/worksheets/sheet1.xml'] ?? '').match(/<row [^>]*>/g) ?? [];
  const LONG = 'ю'.repeat(25);

  test('is as high as its lines, which LibreOffice would print over the next row', () => {
    const book = newWorkbook();
    book.addSheet('А', [['x']]);
    host(book).update(WIDE, typed(0, 'юю'), typed(1, LONG), typed(2, 'ю\nю'), typed(3, LONG, 'CLIP'));
    const bytes = workbookBytes(book);
    expect(rowsIn(bytes)).toEqual([
      '<row r="1">',
      '<row r="2" ht="38.25">',
      '<row r="3" ht="25.5">',
      '<row r="4">',
    ]);
    const again = readWorkbook(bytes, 'k.xlsx');
    host(again).update(typed(0, LONG), typed(1, 'ю'));
    expect(rowsIn(workbookBytes(again)).slice(0, 2)).toEqual(['<row r="1" ht="38.25">', '<row r="2">']);
  });

  test('keeps the height that staff or another program have given it', () => {
    const book = newWorkbook();
    book.addSheet('А', [['x']]);
    host(book).update(WIDE, typed(0, 'ю'));
    const made = parts(workbookBytes(book));
    const edited = (from: string, to: string): readonly string[] => {
      const sheet = made['xl/worksheets/sheet1.xml']?.replace(from, to) ?? '';
      const again = readWorkbook(packed({ ...made, 'xl/worksheets/sheet1.xml': sheet }), 'k.xlsx');
      host(again).update(typed(0, LONG));
      return rowsIn(workbookBytes(again));
    };
    const own = '<row r="1" ht="60" customHeight="1">';
    expect(edited('<row r="1">', own)).toEqual([own]);
    expect(edited('<cols>', '<sheetFormatPr defaultRowHeight="15"/><cols>')).toEqual(['<row r="1">']);
  });
});

describe('print set-up', () => {
  const made = (): ReturnType<typeof host> => {
    const book = newWorkbook();
    const tab = (title: string, sheetId: number, frozenRowCount: number): object => ({
      addSheet: { properties: { title, sheetId, gridProperties: { frozenRowCount } } },
    });
    const opened = host(book);
    opened.update(tab('Сделки', 5, 1), tab("Д'Артаньян", 6, 2), tab('Заметки', 7, 0));
    return opened;
  };

  test('a new tab is one page wide, in landscape, and repeats its header', () => {
    const written = parts(workbookBytes(made().workbook));
    const sheet = written['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(sheet).toMatch(/<pageSetup [^>]*orientation="landscape"[^>]* fitToHeight="0"/);
    expect(sheet).toMatch(/<pageMargins [^>]*>\s*<pageSetup[^>]*>\s*<headerFooter>/);
    const titles = [...(written['xl/workbook.xml'] ?? '').matchAll(/<definedName[^>]*Print_Titles[^<]*/g)];
    expect(titles.map(([name]) => name)).toEqual([
      '<definedName name="_xlnm.Print_Titles" localSheetId="0">Сделки!$1:$1',
      `<definedName name="_xlnm.Print_Titles" localSheetId="1">'Д''Артаньян'!$1:$2`,
    ]);
  });

  test('the width up to which remarks are widened is that of one page', () => {
    expect(PAGE_WIDTH).toBeLessThanOrEqual(LEGIBLE);
  });

  test('a tab too wide to be read on one page takes several, its first or frozen columns on each', () => {
    const opened = made();
    const width = (sheetId: number, pixelSize: number) => ({
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: 0, endIndex: 20 },
        properties: { pixelSize },
        fields: 'pixelSize',
      },
    });
    const row = { values: Array.from({ length: 20 }, () => ({ userEnteredValue: { stringValue: 'x' } })) };
    const fill = (sheetId: number) => ({
      updateCells: { start: { sheetId }, rows: [row], fields: 'userEnteredValue' },
    });
    opened.update(
      {
        updateSheetProperties: {
          properties: { sheetId: 5, gridProperties: { frozenColumnCount: 2 } },
          fields: 'gridProperties.frozenColumnCount',
        },
      },
      ...[5, 6, 7].map(fill),
      width(5, 200),
      width(6, 75),
      width(7, 76),
    );
    const written = parts(workbookBytes(opened.workbook));
    const wide = (part: string): string | undefined =>
      /<pageSetup [^>]*fitToWidth="(\d+)"/.exec(written[`xl/worksheets/${part}.xml`] ?? '')?.[1];
    // 4,000 pixels, of which 400 are on every page; 1,500; 1,520.
    expect(['sheet1', 'sheet2', 'sheet3'].map(wide)).toEqual(['4', undefined, '2']);
    expect(written['xl/workbook.xml']).toContain('>Сделки!$A:$B,Сделки!$1:$1<');
    expect(written['xl/workbook.xml']).toContain('>Заметки!$A:$A<');
  });

  test.each([
    ['that overflows the last column is as wide as itself', 'OVERFLOW_CELL', 'ю'.repeat(300), '2'],
    ['that overflows the last column, but not the page', 'OVERFLOW_CELL', 'ю'.repeat(200), undefined],
    ['that wraps is as wide as its column', 'WRAP', 'ю'.repeat(300), undefined],
  ])('on paper a text %s', (_, wrapStrategy, stringValue, pages) => {
    const opened = made();
    opened.update(
      {
        repeatCell: {
          range: { sheetId: 5, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 },
          cell: { userEnteredFormat: { wrapStrategy } },
          fields: 'userEnteredFormat.wrapStrategy',
        },
      },
      write(5, 1, 0, row(stringValue)),
    );
    const sheet = parts(workbookBytes(opened.workbook))['xl/worksheets/sheet1.xml'] ?? '';
    expect(/<pageSetup [^>]*fitToWidth="(\d+)"/.exec(sheet)?.[1]).toBe(pages);
  });

  test('an existing tab keeps its print set-up, or none', () => {
    const printed = parts(workbookBytes(made().workbook));
    const unprinted = (xml: string): string =>
      xml
        .replace(/<sheetPr>.*?<\/sheetPr>|<pageSetup [^>]*>|<headerFooter>.*?<\/headerFooter>/g, '')
        .replace(/<definedName name="_xlnm[^<]*<\/definedName>/g, '')
        .replace(
          /<pageMargins [^>]*>/,
          '<pageMargins left="2" right="2" top="2" bottom="2" header="1" footer="1"/>',
        );
    const bare = Object.fromEntries(Object.entries(printed).map(([name, xml]) => [name, unprinted(xml)]));
    for (const before of [printed, bare]) {
      const again = readWorkbook(packed(before), 'k.xlsx');
      host(again).update(write(5, 0, 0, row('Клиент')), {
        updateSheetProperties: {
          properties: { sheetId: 7, gridProperties: { frozenRowCount: 1 } },
          fields: 'gridProperties.frozenRowCount',
        },
      });
      const printOf = (written: Readonly<Record<string, string>>): readonly string[] =>
        Object.entries(written).flatMap(([name, xml]) =>
          [
            ...xml.matchAll(
              /<pageSetUpPr[^>]*>|<page[MS][^>]*>|<headerFooter.*?<\/headerFooter>|_xlnm[^<]*/g,
            ),
          ].map(([found]) => `${name} ${found}`),
        );
      expect(printOf(parts(workbookBytes(again)))).toEqual(printOf(before));
    }
  });
});

test('saving leaves nothing beside the file', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'k.xlsx');
  saveWorkbook(newWorkbook(), path);
  expect(openWorkbook(path).titles()).toEqual(['Лист1']);
  expect(readdirSync(folder)).toEqual(['k.xlsx']);
});

describe('saving over a workbook', () => {
  test('that is read-only is refused', () => {
    const path = join(temporaryFolder(), 'k.xlsx');
    saveWorkbook(newWorkbook(), path);
    const before = readFileSync(path);
    chmodSync(path, 0o444);
    const book = openWorkbook(path);
    host(book).update(write(0, 0, 0, row('ещё')));
    expect(() => saveWorkbook(book, path)).toThrow(/только для чтения/);
    expect(readFileSync(path)).toEqual(before);
  });

  test.each([0o600, 0o640, 0o664])('keeps its rights: %o', (mode) => {
    const path = join(temporaryFolder(), 'k.xlsx');
    saveWorkbook(newWorkbook(), path);
    chmodSync(path, mode);
    saveWorkbook(newWorkbook(), path);
    expect(statSync(path).mode & 0o777).toBe(mode);
  });

  // Only the superuser can give a file to somebody else, or take it.
  (process.getuid?.() === 0 ? test : test.skip)('keeps its owner', () => {
    const path = join(temporaryFolder(), 'k.xlsx');
    saveWorkbook(newWorkbook(), path);
    chownSync(path, 1234, 5678);
    saveWorkbook(newWorkbook(), path);
    expect([statSync(path).uid, statSync(path).gid]).toEqual([1234, 5678]);
  });

  test('removes what a killed run has left of its own save', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.k.xlsx.tmp'), 'половина', { mode: 0o444 });
    saveWorkbook(newWorkbook(), join(folder, 'k.xlsx'));
    expect(readdirSync(folder)).toEqual(['k.xlsx']);
    expect(openWorkbook(join(folder, 'k.xlsx')).titles()).toEqual(['Лист1']);
  });

  test('through a link writes its target; the link stays', () => {
    const folder = temporaryFolder();
    const [path, link] = [join(folder, 'k.xlsx'), join(folder, 'ссылка.xlsx')];
    saveWorkbook(newWorkbook(), path);
    symlinkSync('k.xlsx', link);
    const book = openWorkbook(link);
    book.addSheet('Новая', [['а']]);
    saveWorkbook(book, link);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(openWorkbook(path).titles()).toContain('Новая');
    expect(readdirSync(folder).sort()).toEqual(['k.xlsx', 'ссылка.xlsx']);
  });
});
