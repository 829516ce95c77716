// The message for staff when Google rejects a write: the workbook or a tab is closed to them, or a tab does not
// take what is written.
import { Refusal } from '../rules/programme.js';
import type { Rejection } from './answers.js';
import type { SheetInfo } from './bind.js';
import type { Request } from './ports.js';

/** The refusal for a rejected write of these requests. */
export function rejected(
  { kind, request, words }: Rejection,
  requests: readonly Request[],
  sheets: readonly SheetInfo[],
): Refusal {
  if (kind === 'right')
    return new Refusal('У вас нет права править эту таблицу. Попросите владельца открыть её вам для правки.');
  const sheetId = request === null ? null : sheetIdIn(requests[request]);
  const title = sheets.find((sheet) => sheet.sheetId === sheetId)?.title;
  if (kind === 'protected')
    return new Refusal(
      `${title === undefined ? 'Одна из вкладок' : `Вкладка «${title}»`} защищена от правки: изменения не записаны. Попросите владельца таблицы разрешить вам править эту вкладку: «Данные → Защитить листы и диапазоны».`,
    );
  return new Refusal(
    `Google не принял изменения${title === undefined ? '' : ` вкладки «${title}»`}, ничего не записано. Его ответ: «${words}». Если вкладка защищена, попросите владельца таблицы разрешить вам правку. Если её строки преобразованы в таблицу («Преобразовать в таблицу»), верните обычный диапазон.`,
  );
}

/** The sheet id of a request; every kind of request contains it somewhere. */
function sheetIdIn(part: unknown): number | null {
  if (typeof part !== 'object' || part === null) return null;
  for (const [name, value] of Object.entries(part)) {
    const found = name === 'sheetId' && typeof value === 'number' ? value : sheetIdIn(value);
    if (found !== null) return found;
  }
  return null;
}
