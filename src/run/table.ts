// A new tab created by an action, such as a payout register: its own formatted sheet, never over an existing
// one.
import { type ActionPlan, Refusal } from '../rules/programme.js';
import { keyOf } from '../rules/text.js';
import { diffAppended } from '../sheets/diff.js';
import { newTab } from '../sheets/structure.js';
import { inert } from '../sheets/wanted.js';
import { nextSheetId, type OpenWorkbook } from '../sheets/workbook.js';
import type { TabWrite } from '../sheets/write.js';

export type NewTable = NonNullable<ActionPlan['newTab']>;

/** The tab with its rows. Refuses a title that is in use. */
export function newTable(
  workbook: Pick<OpenWorkbook, 'sheets' | 'lastId'>,
  { tab, rows }: NewTable,
): TabWrite {
  if (workbook.sheets.some((sheet) => keyOf(sheet.title) === keyOf(tab.title)))
    throw new Refusal(
      `Вкладка «${tab.title}» уже есть: она не перезаписана. Переименуйте или удалите её и повторите.`,
    );
  // Written once, and staff's own from then on: not protected as an output is.
  const place = newTab({ ...tab, role: 'log' }, nextSheetId(workbook), null);
  const keys = Object.keys(tab.columns);
  const cells = rows.map((row) =>
    Object.fromEntries(keys.map((key, at) => [key, { value: inert(row[at] ?? '') }])),
  );
  return { place, diff: diffAppended(place, cells) };
}
