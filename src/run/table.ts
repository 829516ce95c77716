// A new tab created by an action, such as a payout register: its own formatted sheet, never over an existing
// one.
import { type ActionPlan, Refusal } from '../rules/programme.js';
import { keyOf } from '../rules/text.js';
import type { SheetInfo } from '../sheets/bind.js';
import { enteredValue } from '../sheets/requests.js';
import { inertText } from '../sheets/wanted.js';
import { columnRequests, headHeight, tabColor } from '../sheets/layout.js';
import type { Request } from '../sheets/ports.js';
import { nextSheetId, type OpenWorkbook } from '../sheets/workbook.js';

type NewTab = NonNullable<ActionPlan['newTab']>;

/** The sheet of the tab and the requests that create it. Refuses a title that is in use. */
export function newTable(
  workbook: Pick<OpenWorkbook, 'sheets' | 'lastId'>,
  table: NewTab,
): { readonly sheet: SheetInfo; readonly requests: readonly Request[] } {
  if (workbook.sheets.some((sheet) => keyOf(sheet.title) === keyOf(table.tab.title)))
    throw new Refusal(
      `Вкладка «${table.tab.title}» уже есть: она не перезаписана. Переименуйте или удалите её и повторите.`,
    );
  const sheetId = nextSheetId(workbook);
  const { tab, rows } = table;
  const { title } = tab;
  const placed = Object.values(tab.columns).map((column, at) => ({ column, at }));
  const rowCount = Math.max(rows.length + 2, 100);
  const columnCount = Math.max(placed.length, 10);
  const requests: Request[] = [
    {
      addSheet: {
        properties: {
          sheetId,
          title,
          gridProperties: { rowCount, columnCount, frozenRowCount: 1 },
          tabColorStyle: { rgbColor: tabColor(tab) },
        },
      },
    },
    ...columnRequests(sheetId, tab, placed),
    headHeight(sheetId),
    ...(rows.length > 0
      ? [
          {
            updateCells: {
              start: { sheetId, rowIndex: 1, columnIndex: 0 },
              rows: rows.map((row) => ({
                values: row.map((cell) => ({
                  userEnteredValue: enteredValue(typeof cell === 'string' ? inertText(cell) : cell),
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
