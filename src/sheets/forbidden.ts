// The message for staff to whom the sheet's owner has closed a range or the whole sheet.
import { Refusal } from '../rules/programme.js';
import type { SheetInfo } from './bind.js';
import type { Request } from './ports.js';

/**
 * The refusal for a write that failed because of protection; null for any other error. The service's message
 * names the offending request by its index.
 */
export function forbidden(
  message: string,
  requests: readonly Request[],
  describe: () => readonly SheetInfo[],
): Refusal | null {
  if (/does not have permission|PERMISSION_DENIED/i.test(message))
    return new Refusal('У вас нет права править эту таблицу. Попросите владельца открыть её вам для правки.');
  if (!/protected (cell|range|sheet|object)/i.test(message)) return null;
  const at = /requests\[(\d+)\]/.exec(message)?.[1];
  const sheetId = at === undefined ? null : sheetIdIn(requests[Number(at)]);
  const title = describe().find((sheet) => sheet.sheetId === sheetId)?.title;
  return new Refusal(
    `${title === undefined ? 'Одна из вкладок' : `Вкладка «${title}»`} защищена от правки: изменения не записаны. Попросите владельца таблицы разрешить вам править эту вкладку: «Данные → Защитить листы и диапазоны».`,
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
