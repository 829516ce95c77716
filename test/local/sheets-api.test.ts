// The Sheets API on a workbook: what is read, what is written, and that a request is applied completely or
// not at all.
import { describe, expect, test } from '@jest/globals';
import { newWorkbook, readWorkbook, workbookBytes } from '../../src/local/host.js';
import { check } from '../../src/local/sheets-api/check.js';
import { SCHEMAS } from '../../src/local/sheets-api/schemas.js';
import { tonesOf } from '../../src/local/workbench/marks.js';
import { openSheetByTitle } from '../../src/local/workbook/model.js';
import { GOOGLE_SCHEMAS } from './google-schemas.js';
import { host, row, type TestHost, write } from './support.js';

function table(): ReturnType<typeof host> {
  const workbook = newWorkbook();
  workbook.addSheet('Лист 1', [['a', 1, true], [], ['', 2.5, null, 'x']]);
  workbook.addSheet("с ' апострофом", [['q']]);
  workbook.addSheet('Пустой');
  return host(workbook);
}

/** Changes the grid of «Пустой». */
const resized = (gridProperties: object): object => ({
  updateSheetProperties: {
    properties: { sheetId: 3, gridProperties },
    fields: Object.keys(gridProperties)
      .map((name) => `gridProperties.${name}`)
      .join(),
  },
});

/** Sends a request, and throws what it answers with an error. */
const writing =
  (request: object) =>
  (made: TestHost): void => {
    const { isError, message } = made.update(request);
    if (isError === true) throw new Error(message);
  };

describe('values.batchGet', () => {
  const cases: readonly [string, string, unknown[][] | undefined][] = [
    ["'Лист 1'", "'Лист 1'!A1:Z1000", [['a', 1, true], [], ['', 2.5, '', 'x']]],
    ["'Лист 1'!A1:D", "'Лист 1'!A1:D1000", [['a', 1, true], [], ['', 2.5, '', 'x']]],
    ["'Лист 1'!B:B", "'Лист 1'!B1:B1000", [[1], [], [2.5]]],
    ["'Лист 1'!B2:C3", "'Лист 1'!B2:C3", [[], [2.5]]],
    ["'Лист 1'!3:3", "'Лист 1'!A3:Z3", [['', 2.5, '', 'x']]],
    ["'лист 1'!D3", "'Лист 1'!D3", [['x']]],
    ["'Лист 1'!A4:D", "'Лист 1'!A4:D1000", undefined],
    ["'с '' апострофом'!A:A", "'с '' апострофом'!A1:A1000", [['q']]],
    ['Пустой', "'Пустой'!A1:Z1000", undefined],
  ];
  test.each(cases)('%s', (asked, range, values) => {
    const found = { range, majorDimension: 'ROWS', ...(values ? { values } : {}) };
    expect(table().read(asked)).toEqual([found]);
  });

  test.each([
    ['Нет такого', 'Unable to parse range: Нет такого'],
    ["'Лист 1'!A0", "Unable to parse range: 'Лист 1'!A0"],
    ['Нет!A1', 'Unable to parse range: Нет!A1'],
    ["'Лист 1'!A2000", "Range ('Лист 1'!A2000) exceeds grid limits. Max rows: 1000, max columns: 26"],
  ])('%s is refused', (range, message) => {
    expect(table().read(range)).toMatchObject({
      isError: true,
      code: 400,
      message: `API call to sheets.spreadsheets.values.batchGet failed with error: ${message}`,
    });
  });
});

describe('spreadsheets.get', () => {
  test('returns what the field mask names', () => {
    const made = table();
    expect(made.get('spreadsheetId')).toEqual({ spreadsheetId: 'local' });
    expect(made.get('sheets.properties(title,index)')).toEqual({
      sheets: ['Лист1', 'Лист 1', "с ' апострофом", 'Пустой'].map((title, index) => ({
        properties: { title, index },
      })),
    });
    expect(made.get('sheets(properties(sheetId,gridProperties/rowCount))')).toMatchObject({
      sheets: [{ properties: { sheetId: 0, gridProperties: { rowCount: 1000 } } }, {}, {}, {}],
    });
  });

  test.each(['sheets.propertees', 'sheets(', 'sheets.', 'sheets,,properties', 'sheets)'])(
    'refuses the mask %s',
    (fields) => {
      expect(table().get(fields)).toMatchObject({
        isError: true,
        name: 'GoogleJsonResponseException',
        code: 400,
        message: expect.stringMatching(
          /^API call to sheets\.spreadsheets\.get failed with error: Request contains an invalid argument: Invalid field selection /,
        ),
      });
    },
  );
});

describe('batchUpdate', () => {
  test('is all or nothing', () => {
    const made = table();
    const before = JSON.stringify([made.workbook.titles(), made.workbook.values('Лист 1'), made.get('')]);
    const outcome = made.update(
      write(1, 0, 0, row('changed')),
      { addSheet: { properties: { title: 'Новый' } } },
      { deleteDimension: { range: { sheetId: 1, dimension: 'ROWS', startIndex: 0, endIndex: 1 } } },
      { addSheet: { properties: { title: 'Пустой' } } },
    );
    expect(outcome).toMatchObject({
      isError: true,
      name: 'GoogleJsonResponseException',
      code: 400,
      message:
        'API call to sheets.spreadsheets.batchUpdate failed with error: Invalid requests[3].addSheet: A sheet with the name "Пустой" already exists. Please enter another name.',
    });
    expect(JSON.stringify([made.workbook.titles(), made.workbook.values('Лист 1'), made.get('')])).toBe(
      before,
    );
  });

  test('a sheet cannot be added before the first', () => {
    expect(table().update({ addSheet: { properties: { title: 'Новый', index: -1 } } })).toMatchObject({
      isError: true,
      message: expect.stringContaining('Invalid index: -1'),
    });
  });

  test('replies are in the order of the requests', () => {
    const { ok } = table().update(
      { addSheet: { properties: { title: 'Н', sheetId: 77, index: 0 } } },
      write(77, 0, 0, row('v')),
    );
    expect(ok).toMatchObject([{ addSheet: { properties: { sheetId: 77, title: 'Н', index: 0 } } }, {}]);
  });

  test.each([
    ['=1+1'],
    ['+7 912 000'],
    ['1/2'],
    ['@x'],
    ['-1'],
    ["'a"],
    ['00123'],
    ['2023-01-01'],
    ['TRUE'],
    ['a\nb'],
    ['_x0041_'],
    ['\u0001'],
    [' a '],
  ])('stringValue %j is literal text', (text) => {
    const made = table();
    expect(made.update(write(3, 0, 0, row(text)))).toEqual({ ok: [{}] });
    expect(made.read('Пустой!A1')).toMatchObject([{ values: [[text]] }]);
  });

  test('an empty value clears the cell, its format stays', () => {
    const made = table();
    made.update(write(1, 0, 0, row(null, 5)));
    expect(made.workbook.values('Лист 1')[0]).toEqual([null, 5, true]);
  });

  test.each<[string, object, string]>([
    [
      'a row beyond the grid',
      write(3, 999, 0, row(1), row(2)),
      'Attempting to write row: 1000, beyond the last requested row of: 999',
    ],
    [
      'a column beyond the grid',
      write(3, 0, 25, row(1, 2)),
      'Attempting to write column: 26, beyond the last requested column of: 25',
    ],
    [
      'a start beyond the grid',
      write(3, 1000, 0, row(1)),
      'GridCoordinate.rowIndex[1000] is after last row in grid[1000]',
    ],
    ['an unknown sheet', write(99, 0, 0, row(1)), 'No grid with id: 99'],
    [
      'no field mask',
      { updateCells: { start: { sheetId: 3 }, rows: [] } },
      "At least one field must be listed in 'fields'",
    ],
    [
      'a wrong mask',
      { updateCells: { start: { sheetId: 3 }, rows: [], fields: 'userEnteredValu' } },
      'Invalid field: userEnteredValu',
    ],
    [
      'an unknown field',
      { updateCells: { start: { sheetId: 3 }, rows: [], fields: '*', sheet: 1 } },
      'Unknown name "sheet" at \'requests[0].updateCells\'',
    ],
    ['an unknown request', { addChart: {} }, 'Unknown name "addChart" at \'requests[0]\''],
    ['a wrong type', write(3, 0, 0, { values: [{ userEnteredValue: { stringValue: 1 } }] }), 'TYPE_STRING'],
    [
      'two values in one',
      write(3, 0, 0, { values: [{ userEnteredValue: { stringValue: 'a', numberValue: 1 } }] }),
      'oneof',
    ],
    [
      'every row deleted',
      { deleteDimension: { range: { sheetId: 3, dimension: 'ROWS', startIndex: 0, endIndex: 1000 } } },
      "You can't delete all the rows",
    ],
    [
      'over ten million cells',
      { appendDimension: { sheetId: 3, dimension: 'ROWS', length: 400_000 } },
      '10000000 cells',
    ],
    [
      'every row frozen',
      resized({ frozenRowCount: 1000 }),
      "You can't freeze all visible rows on the sheet.",
    ],
    [
      'the only row frozen',
      resized({ rowCount: 1, frozenRowCount: 1 }),
      "You can't freeze all visible rows on the sheet.",
    ],
    [
      'every column frozen',
      resized({ frozenColumnCount: 26 }),
      "You can't freeze all visible columns on the sheet.",
    ],
    [
      'a new sheet of frozen rows alone',
      { addSheet: { properties: { gridProperties: { rowCount: 1, frozenRowCount: 1 } } } },
      "You can't freeze all visible rows on the sheet.",
    ],
  ])('%s is an error', (_, request, message) => {
    const outcome = table().update(request);
    expect(outcome.isError).toBe(true);
    expect(outcome.message).toContain(message);
  });

  test.each<[string, object]>([
    ['updateCells', { start: { sheetId: 3 }, rows: [] }],
    ['repeatCell', { range: { sheetId: 3 }, cell: {} }],
    ['updateSheetProperties', { properties: { sheetId: 3, title: 'Иначе' } }],
    [
      'updateDimensionProperties',
      {
        range: { sheetId: 3, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 },
        properties: { pixelSize: 50 },
      },
    ],
  ])('%s: a malformed mask is a bad request', (kind, request) => {
    for (const fields of ['title(', 'note,', '*)', 'a..b', '!']) {
      expect(table().update({ [kind]: { ...request, fields } })).toEqual({
        isError: true,
        name: 'GoogleJsonResponseException',
        code: 400,
        message: expect.stringContaining(`Invalid requests[0].${kind}: `),
      });
    }
  });

  test.each<readonly [string, readonly [number, number], (made: TestHost) => void, RegExp | null]>([
    ['room below', [1_048_575, 0], writing(write(3, 1_048_575, 1, row('рядом'))), null],
    ['a new sheet', [1_048_575, 16_383], writing({ addSheet: { properties: { title: 'Новый' } } }), null],
    [
      'a row above',
      [1_048_575, 0],
      ({ workbook }) => workbook.insertRow('Пустой', 1),
      /^Вкладка «Пустой»: ниже занятой ячейки A1048576 /,
    ],
    [
      'a column before',
      [4, 16_383],
      ({ workbook }) => workbook.insertColumn('Пустой', 1),
      /^Вкладка «Пустой»: правее занятой ячейки XFD5 /,
    ],
    [
      'a row at the end',
      [1_048_575, 0],
      writing({ appendDimension: { sheetId: 3, dimension: 'ROWS', length: 1 } }),
      /^Вкладка «Пустой»: ниже/,
    ],
  ])('a lone cell at the end of a sheet leaves %s', (_, [r, c], work, message) => {
    const book = table().workbook;
    book.set('Пустой', r, c, 'случайно');
    const made = host(readWorkbook(workbookBytes(book), 'k.xlsx'));
    const told = ((): string | null => {
      try {
        work(made);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    })();
    if (message === null) expect(told).toBeNull();
    else expect(told).toMatch(message);
    expect(made.workbook.get('Пустой', r, c)).toBe('случайно');
  });

  test('a text too long for an .xlsx cell is refused with its place', () => {
    const made = table();
    expect(made.update(write(3, 1, 0, row('я'.repeat(32_767)))).isError).toBeUndefined();
    expect(made.update(write(3, 2, 1, row('я'.repeat(32_768)))).message).toMatch(
      /^Вкладка «Пустой», ячейка B3: .*32 767 знаков/,
    );
  });

  test('appendDimension makes room', () => {
    const made = table();
    expect(
      made.update(
        { appendDimension: { sheetId: 3, dimension: 'ROWS', length: 5 } },
        write(3, 1000, 0, row('end')),
      ),
    ).toEqual({ ok: [{}, {}] });
    expect(made.workbook.sheet('Пустой').rows).toBe(1005);
  });

  test('rows move with formulas, rules, notes and warnings', () => {
    const made = table();
    const book = made.workbook;
    book.setFormula('Пустой', 0, 0, "=SUM('Лист 1'!B1:B3)", 3.5);
    made.update({
      addProtectedRange: {
        protectedRange: { range: { sheetId: 1, startRowIndex: 2, endRowIndex: 3 }, warningOnly: true },
      },
    });
    for (let n = 0; n < 2; n++) book.insertRow('Лист 1', 1);
    expect(book.values('Лист 1')).toEqual([['a', 1, true], [], [], [], [null, 2.5, null, 'x']]);
    expect(book.formula('Пустой', 0, 0)).toBe("SUM('Лист 1'!B1:B5)");
    expect(made.get('sheets.protectedRanges.range')).toMatchObject({
      sheets: [{}, { protectedRanges: [{ range: { startRowIndex: 4, endRowIndex: 5 } }] }, {}, {}],
    });
    book.deleteRow('Лист 1', 0);
    expect(book.formula('Пустой', 0, 0)).toBe("SUM('Лист 1'!B1:B4)");
    book.renameSheet('Лист 1', 'Итоги');
    expect(book.formula('Пустой', 0, 0)).toBe('SUM(Итоги!B1:B4)');
    book.deleteSheet('Итоги');
    expect(book.formula('Пустой', 0, 0)).toBe('SUM(#REF!)');
  });

  test('a rule colours the texts that begin with a word, in every program that opens the file', () => {
    const made = table();
    const { core } = made.workbook;
    const sheetId = openSheetByTitle(core.state, 'Лист 1')?.id;
    made.update({
      addConditionalFormatRule: {
        index: 0,
        rule: {
          ranges: [{ sheetId, startRowIndex: 1, startColumnIndex: 3, endColumnIndex: 4 }],
          booleanRule: {
            condition: { type: 'TEXT_STARTS_WITH', values: [{ userEnteredValue: 'ошибка:' }] },
            format: { backgroundColorStyle: { rgbColor: { red: 1 } } },
          },
        },
      },
    });
    const formats = openSheetByTitle(core.state, 'Лист 1')?.body.facets.formats ?? [];
    expect(formats.map(({ rule }) => rule)).toEqual([
      '<cfRule type="beginsWith" operator="beginsWith" text="ошибка:" dxfId="0"><formula>LEFT(D2,7)="ошибка:"</formula></cfRule>',
    ]);
    const { at } = tonesOf(formats, core.styles);
    const toneOf = (text: string): number | null => at(1, 3, ['', '', '', text]);
    expect(['ошибка: нет даты', 'повтор; ошибка: нет даты', ''].map(toneOf)).toEqual([0, null, null]);
  });
});

describe('running set-up twice creates nothing twice', () => {
  const column = { sheetId: 3, startRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 };
  const list = (...words: readonly string[]): object => ({
    setDataValidation: {
      range: column,
      rule: {
        condition: { type: 'ONE_OF_LIST', values: words.map((userEnteredValue) => ({ userEnteredValue })) },
        showCustomUi: true,
        strict: true,
      },
    },
  });
  const facets = (made: ReturnType<typeof host>): { rects: readonly object[]; rule: string }[] => [
    ...(made.workbook.core.state.sheets.find(({ id }) => id === 3)?.body.facets.validations ?? []),
  ];

  test('a dropdown of a whole column stays one rule', () => {
    const made = table();
    made.update(list('да', 'нет'));
    made.update(list('да', 'нет'));
    expect(facets(made)).toHaveLength(1);
    expect(facets(made)[0]?.rects).toEqual([{ top: 1, left: 1, bottom: 1048576, right: 2 }]);
    made.update(list('иное'));
    expect(facets(made).map(({ rule }) => rule)).toEqual([expect.stringContaining('"иное"')]);
    made.update({ setDataValidation: { range: column } });
    expect(facets(made)).toEqual([]);
  });

  test('lists with commas are stored in a hidden sheet that the services do not show', () => {
    const made = table();
    made.update(list('да, конечно', 'нет'));
    made.update(list('да, конечно', 'нет'));
    expect(facets(made).map(({ rule }) => rule)).toEqual([expect.stringContaining('_Списки!$A$1:$A$2')]);
    expect(made.workbook.titles()).not.toContain('_Списки');
  });

  test('a format of an open-ended column applies to later rows, not to the header', () => {
    const made = table();
    const format = {
      repeatCell: {
        range: column,
        cell: { userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'dd.mm.yyyy' } } },
        fields: 'userEnteredFormat.numberFormat',
      },
    };
    made.update(format, format, write(3, 0, 1, row('Дата')), write(3, 500, 1, row(45190)));
    const { styles } = made.workbook.core;
    const body = made.workbook.core.state.sheets.find(({ id }) => id === 3)?.body;
    expect(body?.facets.columns).toHaveLength(1);
    expect(styles.numberFormat(body?.facets.columns[0]?.style ?? 0)).toBe('dd.mm.yyyy');
    expect(body?.rows[0]?.styles[1]).toBe(0);
    expect(body?.rows[500]?.styles[1]).toBe(-1);
  });
});

describe('schemas', () => {
  test("are a part of Google's", () => {
    for (const [name, properties] of Object.entries(SCHEMAS)) {
      for (const [key, type] of Object.entries(properties))
        expect([name, key, GOOGLE_SCHEMAS[name]?.[key]]).toEqual([name, key, type]);
    }
  });

  test('name what is wrong', () => {
    expect(check(SCHEMAS, 'GridRange', { sheetId: 1.5 }, 'r')?.path).toBe('r.sheetId');
    expect(check(SCHEMAS, 'NumberFormat', { type: 'DATUM' }, 'r')?.path).toBe('r.type');
    expect(check(SCHEMAS, 'RowData', { values: {} }, 'r')?.message).toBe('ожидается список');
    expect(check(SCHEMAS, 'GridRange', { sheetId: 1 }, 'r')).toBeNull();
  });
});
