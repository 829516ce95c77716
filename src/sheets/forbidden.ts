// What staff are told when the owner of the sheet has closed a range, or the whole sheet, to them.
import { Refusal } from '../rules/programme.js';
import type { SheetInfo } from './bind.js';
import type { Request } from './ports.js';

/** The refusal behind an error of a write, null when it is any other error. The service names the request by its number. */
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
    `${title === undefined ? 'Одна из вкладок' : `Вкладка «${title}»`} защищена от правки: изменения не записаны. Попросите владельца таблицы открыть её вам: «Данные → Защитить листы и диапазоны».`,
  );
}

/** The sheet that a request is about: every kind of request names it somewhere. */
function sheetIdIn(part: unknown): number | null {
  if (typeof part !== 'object' || part === null) return null;
  for (const [name, value] of Object.entries(part)) {
    const found = name === 'sheetId' && typeof value === 'number' ? value : sheetIdIn(value);
    if (found !== null) return found;
  }
  return null;
}
