// The message for staff when Google rejects a write: the workbook or a tab is closed to them, or a tab does not
// take what is written.
import { Refusal } from '../rules/programme.js';
import { messageOf, statusOf } from './answers.js';
import type { SheetInfo } from './bind.js';
import type { Request } from './ports.js';

/** The refusal that an error of a write of these requests stands for; null for any other error. */
export function rejectionOf(
  error: unknown,
  requests: readonly Request[],
  sheets: readonly SheetInfo[],
): Refusal | null {
  const status = statusOf(error);
  if (status !== 400 && status !== 403) return null;
  const message = messageOf(error);
  const isClosed = /protected (cell|range|sheet|object)|защищен/i.test(message);
  if (status === 403 && !isClosed)
    return new Refusal('У вас нет права править эту таблицу. Попросите владельца открыть её вам для правки.');
  // Google counts the requests from 0; without a number the tab is unknown.
  const sheetId = sheetIdIn(requests[Number(/requests\[(\d+)\]/.exec(message)?.[1])]);
  const title = sheets.find((sheet) => sheet.sheetId === sheetId)?.title;
  if (isClosed)
    return new Refusal(
      `${title === undefined ? 'Одна из вкладок' : `Вкладка «${title}»`} защищена от правки: изменения не записаны. Попросите владельца таблицы разрешить вам править эту вкладку: «Данные → Защитить листы и диапазоны».`,
    );
  // Without the address of the request.
  const words = message
    .replace(/^API call to \S+ failed with error:\s*/, '')
    .replace(/^.*requests\[\d+\]\.\w+:\s*/, '');
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
