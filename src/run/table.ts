// A new tab made by an action (a payout register): its own sheet, formatted, never over one that exists.
import { type ActionPlan, Refusal } from '../rules/programme.js';
import { keyOf } from '../rules/text.js';
import type { SheetInfo } from '../sheets/bind.js';
import { inertText } from '../sheets/diff.js';
import { headStyle } from '../sheets/layout.js';
import type { Request } from '../sheets/ports.js';

type NewTab = NonNullable<ActionPlan['newTab']>;

/** The sheet of the tab and the requests that make it. Refuses a title that is taken. */
export function newTable(
  sheets: readonly SheetInfo[],
  table: NewTab,
): { readonly sheet: SheetInfo; readonly requests: readonly Request[] } {
  if (sheets.some((sheet) => keyOf(sheet.title) === keyOf(table.title)))
    throw new Refusal(
      `Вкладка «${table.title}» уже есть: она не перезаписана. Переименуйте или удалите её и повторите.`,
    );
  const sheetId = Math.max(0, ...sheets.map((sheet) => sheet.sheetId)) + 1;
  const { columns, rows, title } = table;
  const rowCount = Math.max(rows.length + 2, 100);
  const columnCount = Math.max(columns.length, 10);
  const requests: Request[] = [
    {
      addSheet: {
        properties: { sheetId, title, gridProperties: { rowCount, columnCount, frozenRowCount: 1 } },
      },
    },
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: 0 },
        rows: [
          {
            values: columns.map(({ header }) => ({
              userEnteredValue: { stringValue: header },
              userEnteredFormat: headStyle('output'),
            })),
          },
        ],
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
    ...columns.flatMap(({ format, width }, at): Request[] => [
      {
        updateDimensionProperties: {
          range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
          properties: { pixelSize: width },
          fields: 'pixelSize',
        },
      },
      ...(format === 'General'
        ? []
        : [
            {
              repeatCell: {
                range: { sheetId, startRowIndex: 1, startColumnIndex: at, endColumnIndex: at + 1 },
                cell: {
                  userEnteredFormat: {
                    numberFormat: {
                      type: format === '@' ? 'TEXT' : /[ymh]/.test(format) ? 'DATE_TIME' : 'NUMBER',
                      pattern: format,
                    },
                  },
                },
                fields: 'userEnteredFormat.numberFormat',
              },
            },
          ]),
    ]),
    ...(rows.length > 0
      ? [
          {
            updateCells: {
              start: { sheetId, rowIndex: 1, columnIndex: 0 },
              rows: rows.map((row) => ({
                values: row.map((cell) => ({
                  userEnteredValue:
                    cell === ''
                      ? {}
                      : typeof cell === 'string'
                        ? { stringValue: inertText(cell) }
                        : typeof cell === 'number'
                          ? { numberValue: cell }
                          : { boolValue: cell },
                })),
              })),
              fields: 'userEnteredValue',
            },
          },
        ]
      : []),
  ];
  return { sheet: { sheetId, title, rowCount, columnCount }, requests };
}
