// Layout (spec 00, set-up): header, widths, number formats, dropdowns for listed words, checkboxes for flags,
// a note on each header.
import { describe, expect, test } from '@jest/globals';
import {
  amount,
  email,
  flag,
  integer,
  longText,
  number,
  oneOf,
  text,
  toned,
  yesNo,
} from '../../src/rules/kinds.js';
import { dayKind, instantKind, momentKind, timeKind } from '../../src/rules/kinds-time.js';
import { tabs as MARATHON } from '../../src/rules/marathon/tabs.js';
import { tabs as REFERRAL } from '../../src/rules/referral/tabs.js';
import { programmes } from '../../src/rules/registry.js';
import { type Column, column, inputTab, logTab, outputTab, type Tab } from '../../src/rules/tabs.js';
import { tabs as WEBINARS } from '../../src/rules/webinars/tabs.js';
import { columnRequests, headerNote, isOurs, sheetRequests, tabColor } from '../../src/sheets/layout.js';
import type { Request } from '../../src/sheets/ports.js';
import {
  calendarTab,
  deadlinesTab,
  errorsTab,
  journalTab,
  lettersTab,
  settingsTab,
  templatesTab,
} from '../../src/sheets/shared-tabs.js';
import { fail } from './support.js';

const RANGE = { sheetId: 3, startRowIndex: 1, startColumnIndex: 4, endColumnIndex: 5 };
const input = (one: Column): Tab => inputTab('Учёт', 'О чём вкладка.', { one });
/** The column is not the last one. */
const inner = (one: Column): Tab =>
  inputTab('Учёт', 'О чём вкладка.', { one, last: column('Принято', flag) });
const laidOut = (tab: Tab, at = 4): readonly Request[] =>
  columnRequests(3, tab, [{ column: tab.columns.one ?? fail('no column'), at }]);
const pick = <K extends keyof Request>(requests: readonly Request[], kind: K): NonNullable<Request[K]>[] =>
  requests.flatMap((request) => request[kind] ?? []);

describe('each column', () => {
  test('has its header, written as text, with a note', () => {
    const [header] = pick(laidOut(input(column('=Итого', text, { note: 'Что вписать.' }))), 'updateCells');
    expect(header?.start).toEqual({ sheetId: 3, rowIndex: 0, columnIndex: 4 });
    expect(header?.rows?.[0]?.values?.[0]).toMatchObject({
      userEnteredValue: { stringValue: '=Итого' },
      note: 'Что вписать.\nТекст.',
      userEnteredFormat: { textFormat: { bold: true }, wrapStrategy: 'WRAP' },
    });
    expect(header?.fields).toBe('userEnteredValue,note,userEnteredFormat');
  });

  test.each<[string, Column, number]>([
    ['its kind', column('Дата', dayKind), 110],
    ['its own', column('Дата', dayKind, { width: 75 }), 75],
    ['readable text, for a remark', column('Примечание', text, { remark: true, width: 100 }), 300],
    ['readable text, for a reason', column('Причина', text, { remark: true }), 300],
    ['the longest word of its list', column('Вид', oneOf(['в работе', 'решено с опозданием'])), 190],
    [
      'the longest word of its list, if its own is narrower',
      column('Вид', oneOf(['решено с опозданием']), { width: 80 }),
      190,
    ],
    ['the longest word of its header', column('Подтверждена', flag), 131],
    ['its header in two lines', column('Логотип организатора', flag), 131],
    ['its header, broken at most at a hyphen', column('Письмо-подтверждение', flag), 141],
  ])('has the width of %s', (_, one, pixelSize) => {
    expect(pick(laidOut(inner(one)), 'updateDimensionProperties')).toEqual([
      {
        range: { sheetId: 3, dimension: 'COLUMNS', startIndex: 4, endIndex: 5 },
        properties: { pixelSize },
        fields: 'pixelSize',
      },
    ]);
  });

  test.each<[string, number, Column, number]>([
    ['what the others leave of a printed page', 1100, column('Примечание', longText), 380],
    ['no more than is easy to read', 400, column('Примечание', longText), 450],
    ['its own width, if the others leave less', 1300, column('Примечание', longText), 320],
    ['its own width, if that is more', 400, column('Текст', longText, { width: 640 }), 640],
    ['its own width, if it is no text', 400, column('Дата', dayKind), 110],
  ])('has, as the last one of its tab, %s', (_, width, one, pixelSize) => {
    const tab = inputTab('Учёт', '', { first: column('Первый', text, { width }), one });
    const [{ properties } = {}] = pick(laidOut(tab), 'updateDimensionProperties');
    expect(properties?.pixelSize).toBe(pixelSize);
  });

  test.each<[string, Column, { type: string; pattern: string } | undefined, string]>([
    ['text', column('X', text), { type: 'TEXT', pattern: '@' }, 'LEFT'],
    ['email', column('X', email), { type: 'TEXT', pattern: '@' }, 'LEFT'],
    ['number', column('X', number), undefined, 'CENTER'],
    ['integer', column('X', integer), undefined, 'CENTER'],
    ['money', column('X', amount), { type: 'NUMBER', pattern: '#,##0.00_)_)' }, 'RIGHT'],
    ['rate', column('X', { ...number, format: '0.00' }), { type: 'NUMBER', pattern: '0.00_)_)' }, 'RIGHT'],
    ['day', column('X', dayKind), { type: 'DATE', pattern: 'dd.mm.yyyy' }, 'CENTER'],
    ['date-time', column('X', instantKind), { type: 'DATE_TIME', pattern: 'dd.mm.yyyy hh:mm' }, 'CENTER'],
    ['moment', column('X', momentKind), { type: 'DATE_TIME', pattern: 'dd.mm.yyyy hh:mm' }, 'CENTER'],
    ['time', column('X', timeKind), { type: 'TIME', pattern: 'hh:mm' }, 'CENTER'],
    ['flag', column('X', flag), { type: 'NUMBER', pattern: '"да";"да";"нет"' }, 'CENTER'],
    ['listed word', column('X', oneOf(['а', 'б'])), { type: 'TEXT', pattern: '@' }, 'CENTER'],
    ['computed «да» or «нет»', column('X', yesNo), { type: 'NUMBER', pattern: '"да";"да";"нет"' }, 'CENTER'],
  ])(
    'below its header: the number format of a %s, down to the end of the sheet',
    (_, one, format, horizontal) => {
      const [request] = pick(laidOut(input(one)), 'repeatCell');
      const [header] = pick(laidOut(input(one)), 'updateCells');
      expect(request?.range).toEqual(RANGE);
      // A header on the right would touch that of the text beside it.
      expect(header?.rows?.[0]?.values?.[0]?.userEnteredFormat?.horizontalAlignment).toBe(
        horizontal === 'RIGHT' ? 'CENTER' : horizontal,
      );
      expect(request?.cell?.userEnteredFormat?.numberFormat).toEqual(format);
      expect(request?.cell?.userEnteredFormat?.horizontalAlignment).toBe(horizontal);
    },
  );

  test.each<[string, Column, string]>([
    ['is cut at its cell', column('X', longText), 'CLIP'],
    ['makes its row higher at the right end of the tab', column('Y', longText), 'WRAP'],
    ['that is to be read whole makes its row higher', column('X', longText, { wraps: true }), 'WRAP'],
  ])('a long text %s', (_, one, strategy) => {
    const tab = inputTab('Учёт', '', one.header === 'Y' ? { one } : { one, last: column('Y', text) });
    expect(pick(laidOut(tab), 'repeatCell')[0]?.cell?.userEnteredFormat?.wrapStrategy).toBe(strategy);
  });

  test('a long text overflows at the right end of a tab that is wider than a screen', () => {
    const columns = Array.from({ length: 11 }, (_, n) => [`c${n}`, column(`С${n}`, text)] as const);
    const tab = (from: number): Tab =>
      inputTab('Учёт', '', { ...Object.fromEntries(columns.slice(from)), one: column('X', longText) });
    const strategies = [0, 1].map(
      (from) => pick(laidOut(tab(from)), 'repeatCell')[0]?.cell?.userEnteredFormat?.wrapStrategy,
    );
    expect(strategies).toEqual(['OVERFLOW_CELL', 'WRAP']);
  });
});

test.each<[string, Tab, string]>([
  ['what a parameter means', settingsTab, 'Описание'],
  ['what is wrong with a row', errorsTab, 'Что не так'],
  ['the hash of a draw', MARATHON.draws, 'Хеш'],
  ['the fingerprint of a month', REFERRAL.closings, 'Отпечаток'],
  ['the terms of a month', REFERRAL.closings, 'Условия'],
  ['why a requirement is not met', WEBINARS.checklist, 'Комментарий'],
  ['the text of a letter', templatesTab, 'Текст'],
  ['what is due', deadlinesTab, 'Что'],
])('%s is shown whole, on the lines that it takes', (_, tab, header) => {
  const placed = Object.values(tab.columns).map((one, at) => ({ column: one, at }));
  const at = placed.findIndex((one) => one.column.header === header);
  const cells = pick(columnRequests(3, tab, placed), 'repeatCell');
  expect(cells[at]?.cell?.userEnteredFormat?.wrapStrategy).toBe('WRAP');
});

const ACROSS: readonly Tab[] = [deadlinesTab, errorsTab, settingsTab, calendarTab, templatesTab, journalTab];
test.each(ACROSS)('«$title» is legible on one page across', (tab) => {
  const placed = Object.values(tab.columns).map((one, at) => ({ column: one, at }));
  const widths = pick(columnRequests(3, tab, placed), 'updateDimensionProperties');
  // As in local/xlsx/paper.ts.
  expect(widths.reduce((sum, { properties }) => sum + (properties?.pixelSize ?? 0), 0)).toBeLessThanOrEqual(
    1510,
  );
});

test('«Ошибки» fits on a screen 1,366 pixels wide', () => {
  const placed = Object.values(errorsTab.columns).map((one, at) => ({ column: one, at }));
  const widths = pick(columnRequests(3, errorsTab, placed), 'updateDimensionProperties');
  expect(widths.reduce((sum, { properties }) => sum + (properties?.pixelSize ?? 0), 0)).toBeLessThanOrEqual(
    1310,
  );
});

test('the longest name of a parameter fits in its column', () => {
  const [, name] = pick(
    columnRequests(
      3,
      settingsTab,
      Object.values(settingsTab.columns).map((one, at) => ({ column: one, at })),
    ),
    'updateDimensionProperties',
  );
  const longest = Math.max(
    ...programmes.flatMap(({ settings }) => Object.values(settings).map(({ header }) => header.length)),
  );
  // Arial 10 takes 7 pixels a letter.
  expect(name?.properties?.pixelSize).toBeGreaterThanOrEqual(longest * 7);
});

test('a row of sums is bold in all columns', () => {
  const tab = outputTab('Итоги', 'О чём.', {
    one: column('Вебинар', text, { sums: 'Итого' }),
    two: column('Баллы', integer),
  });
  const [{ rule } = {}] = pick(laidOut(tab, 27), 'addConditionalFormatRule');
  expect(rule).toEqual({
    ranges: [{ sheetId: 3, startRowIndex: 1, endColumnIndex: 2 }],
    booleanRule: {
      condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: '=$AB2="Итого"' }] },
      format: { textFormat: { bold: true } },
    },
  });
});

describe('help with typing', () => {
  test('a dropdown for the listed words: other values are allowed, and become row errors', () => {
    expect(pick(laidOut(input(column('Вид', oneOf(['новая', 'продление'])))), 'setDataValidation')).toEqual([
      {
        range: RANGE,
        rule: {
          condition: {
            type: 'ONE_OF_LIST',
            values: [{ userEnteredValue: 'новая' }, { userEnteredValue: 'продление' }],
          },
          showCustomUi: true,
          strict: false,
          inputMessage: 'Одно из: новая, продление.',
        },
      },
    ]);
  });

  test('a checkbox for a flag', () => {
    expect(pick(laidOut(input(column('Принято', flag))), 'setDataValidation')).toEqual([
      { range: RANGE, rule: { condition: { type: 'BOOLEAN' }, strict: false } },
    ]);
  });

  test.each<[string, Tab]>([
    ['a computed column', input(column('Статус', oneOf(['а']), { computed: true }))],
    ['an output', outputTab('Итоги', 'О чём.', { one: column('Статус', oneOf(['а'])) })],
    ['a plain text', input(column('Имя', text))],
  ])('none for %s', (_, tab) => {
    expect(pick(laidOut(tab), 'setDataValidation')).toEqual([]);
  });

  test("a checkbox in staff's column of a log", () => {
    const tab = logTab('Розыгрыши', 'О чём.', { one: column('Отменён', flag, { staff: true }) });
    expect(pick(laidOut(tab), 'setDataValidation')).toHaveLength(1);
  });

  test('a status word has a colour, other words have none', () => {
    const kind = toned(oneOf(['на руках', 'просрочено', 'просто слово']), { busy: ['на руках'] });
    const rules = pick(laidOut(input(column('Статус', kind))), 'addConditionalFormatRule');
    expect(rules.map(({ rule }) => rule?.booleanRule?.condition?.values?.[0]?.userEnteredValue)).toEqual([
      'на руках',
      // From the shared tabs.
      'просрочено',
    ]);
    expect(rules[0]?.rule?.ranges).toEqual([RANGE]);
    const plain = column('Статус', kind, { plain: true });
    expect(pick(laidOut(input(plain)), 'addConditionalFormatRule')).toEqual([]);
  });

  test('a remark on a row in error is red', () => {
    const [{ rule } = {}, ...others] = pick(
      laidOut(input(column('Примечание', text, { computed: true, remark: true }))),
      'addConditionalFormatRule',
    );
    expect(others).toEqual([]);
    expect(rule?.ranges).toEqual([RANGE]);
    const { condition, format } = rule?.booleanRule ?? {};
    expect(condition).toEqual({ type: 'TEXT_STARTS_WITH', values: [{ userEnteredValue: 'ошибка:' }] });
    const [status] = pick(laidOut(input(column('Х', oneOf(['просрочено'])))), 'addConditionalFormatRule');
    expect(format).toEqual(status?.rule?.booleanRule?.format);
  });

  test('a word that is not a verdict has no colour', () => {
    const closed = column('Закрыто', oneOf(['да', 'нет']), { plain: true });
    expect(pick(laidOut(input(closed)), 'addConditionalFormatRule')).toEqual([]);
    const met = column('Выполнено', oneOf(['да', 'нет']));
    expect(pick(laidOut(input(met)), 'addConditionalFormatRule')).toHaveLength(2);
  });
});

describe('who a column belongs to', () => {
  test('the colour of its header is that of the label of the tab: of staff, of results, of all programmes', () => {
    const one = column('X', text);
    const tabs: readonly Tab[] = [
      input(one),
      outputTab('И', 'О чём.', { one }),
      logTab('И', 'О чём.', { one }),
      lettersTab,
      errorsTab,
    ];
    const colours = tabs.map((tab) => {
      const [header] = pick(columnRequests(3, tab, [{ column: one, at: 0 }]), 'updateCells');
      const fill = header?.rows?.[0]?.values?.[0]?.userEnteredFormat?.backgroundColorStyle;
      expect(fill).toEqual({ rgbColor: tabColor(tab) });
      return JSON.stringify(fill);
    });
    const [staff, result, log, letters, errors] = colours;
    expect(new Set([staff, result, letters]).size).toBe(3);
    expect([log, errors]).toEqual([result, letters]);
  });

  test('a computed column is shaded and protected with a warning', () => {
    const requests = laidOut(input(column('Баллы', integer, { computed: true })));
    expect(pick(requests, 'addProtectedRange')).toEqual([
      {
        protectedRange: {
          range: { sheetId: 3, startColumnIndex: 4, endColumnIndex: 5 },
          description: '«Баллы» считает «Регламент»',
          warningOnly: true,
        },
      },
    ]);
    expect(pick(requests, 'repeatCell')[0]?.cell?.userEnteredFormat?.backgroundColorStyle).toBeDefined();
  });

  test("staff's column is neither shaded nor protected", () => {
    const requests = laidOut(input(column('Имя', text)));
    expect(pick(requests, 'addProtectedRange')).toEqual([]);
    expect(pick(requests, 'repeatCell')[0]?.cell?.userEnteredFormat?.backgroundColorStyle).toBeUndefined();
  });

  test.each<[string, Tab, boolean]>([
    ['an input column', input(column('X', text)), false],
    ['a computed one', input(column('X', text, { computed: true })), true],
    ['an output column', outputTab('И', 'О чём.', { one: column('X', text) }), true],
    ['a log column', logTab('И', 'О чём.', { one: column('X', text) }), true],
    ["staff's column of a log", logTab('И', 'О чём.', { one: column('X', text, { staff: true }) }), false],
  ])('the add-on writes %s: %j', (_, tab, ours) => {
    expect(isOurs(tab, tab.columns.one ?? fail('no column'))).toBe(ours);
  });

  test.each<[string, Tab, number]>([
    ['an output tab', outputTab('Итоги', 'О чём.', { one: column('X', text) }), 1],
    ['an input tab', input(column('X', text)), 0],
    ['a log', logTab('Журнал', 'О чём.', { one: column('X', text) }), 0],
  ])('%s is protected as a whole, with a warning: %i', (_, tab, count) => {
    const protections = pick(sheetRequests(3, tab), 'addProtectedRange');
    expect(protections).toHaveLength(count);
    for (const { protectedRange } of protections)
      expect(protectedRange).toMatchObject({ range: { sheetId: 3 }, warningOnly: true });
  });
});

describe('the note on a header', () => {
  test.each<[string, Column, string, string]>([
    ['the kind alone', column('X', dayKind), '', 'Дата: 21.09.2023.'],
    [
      'its purpose, then the kind',
      column('X', dayKind, { note: 'Когда сдано.' }),
      '',
      'Когда сдано.\nДата: 21.09.2023.',
    ],
    ['required', column('X', text, { required: true }), '', 'Текст.\nОбязательно.'],
    [
      'required, but a blank has a meaning',
      column('X', flag, { required: true, note: 'Пусто — нет.' }),
      '',
      `Пусто — нет.\n${flag.hint}`,
    ],
    [
      'unique',
      column('X', integer, { required: true, unique: true }),
      '',
      'Целое число.\nОбязательно.\nБез повторов.',
    ],
    [
      'computed',
      column('X', number, { computed: true, note: '1 за каждый блок.' }),
      '',
      '1 за каждый блок.\nСчитает «Регламент», вписывать не нужно.',
    ],
    ['the first one of its tab', column('X', text), 'О чём вкладка.', 'О чём вкладка.\nТекст.'],
  ])('%s', (_, one, about, note) => {
    expect(headerNote(one, about)).toBe(note);
  });

  test('only the first header of a new tab says what the tab is for', () => {
    const tab = inputTab('Учёт', 'О чём вкладка.', { a: column('А', text), b: column('Б', text) });
    const notes = pick(
      columnRequests(
        3,
        tab,
        Object.values(tab.columns).map((one, at) => ({ column: one, at })),
      ),
      'updateCells',
    ).map(({ rows }) => rows?.[0]?.values?.[0]?.note);
    expect(notes).toEqual(['О чём вкладка.\nТекст.', 'Текст.']);
  });
});
