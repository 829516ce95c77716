// Reads «Письма» as earlier runs and staff left it: one entry per row with a key, and past letters in the
// form the rules use.
import { groupBy, onceEach } from '../rules/collections.js';
import { isDeliverable, parseEmail } from '../rules/email.js';
import { type Cell, cellText, Fault } from '../rules/kinds.js';
import { instantKind } from '../rules/kinds-time.js';
import {
  isWaiting,
  LETTER_STATUSES,
  type LetterStatus,
  type PastLetter,
  type PastLetters,
  statusIn,
} from '../rules/letters.js';
import type { Instant, Zone } from '../rules/zone.js';
import type { Place } from '../sheets/bind.js';
import { cellAt, isBlank } from '../sheets/grid.js';
import { cellProblem, type SheetProblem } from '../sheets/problems.js';
import type { lettersTab } from '../sheets/shared-tabs.js';
import { identityOfKey, type LetterKey, parseKey } from './keys.js';

/** The rules do not return it; whether its occasion is gone or its row is in error is not known here. */
export const NOT_CALLED_FOR = 'регламент сейчас не требует этого письма: повод отпал или в строке ошибка';
export const REPLACED = 'есть письмо новее: это больше не нужно';
export const MOVED = 'адрес изменился: то же письмо идёт на новый';
const WITHDRAWN: readonly string[] = [
  NOT_CALLED_FOR,
  REPLACED,
  MOVED,
  // Before there were several reasons.
  'повод отпал: письмо больше не нужно',
];
/** Whether a letter was cancelled because the rules no longer called for it. */
export const isWithdrawn = ({ status, reason }: Pick<OutboxEntry, 'status' | 'reason'>): boolean =>
  status === 'отменено' && WITHDRAWN.includes(reason);

const WRONG_ADDRESS = 'адрес получателя неверен: исправьте его в исходной строке или в «Настройках»';
/** Why a letter cannot be sent to this address, or null. */
export const addressFault = (address: string): string | null =>
  isDeliverable(parseEmail(address) ?? '') ? null : WRONG_ADDRESS;
/** Never sent, because its address was wrong: it waits for a corrected one. */
export const isMisaddressed = ({ status, reason }: Pick<OutboxEntry, 'status' | 'reason'>): boolean =>
  status === 'ошибка' && reason === WRONG_ADDRESS;

/** One row of «Письма». */
export interface OutboxEntry {
  /** 1-based row. */
  readonly row: number;
  readonly cell: string;
  readonly identity: string;
  readonly key: LetterKey;
  readonly programme: string;
  /**
   * Null when the cell holds no known status, or when a waiting letter's time cannot be read. Such a letter
   * is left alone.
   */
  readonly status: LetterStatus | null;
  readonly notBefore: Instant | null;
  readonly created: Instant | null;
  readonly sent: Instant | null;
  readonly reason: string;
  readonly attempts: number;
  readonly subject: Cell;
  readonly text: Cell;
}

/** Programme title → the zone in which its letters show times. */
export type ZoneOf = (programme: string) => Zone;
/** Programme title → the address for replies to its letters; '' when it names none. */
export type AnswersTo = (programme: string) => string;

const KEYLESS = {
  what: 'у письма нет ключа: оно не уйдёт',
  how: 'Верните ключ («Файл → История версий») или удалите строку.',
};

/** Reads all rows that have a key. */
export function readOutbox(
  place: Place | null,
  zoneOf: ZoneOf,
): { readonly entries: readonly OutboxEntry[]; readonly problems: readonly SheetProblem[] } {
  if (!place) return { entries: [], problems: [] };
  const at = (key: keyof typeof lettersTab.columns): number => place.columns.at.get(key) ?? -1;
  const columns = {
    key: at('key'),
    programme: at('programme'),
    status: at('status'),
    notBefore: at('notBefore'),
    created: at('created'),
    sent: at('sent'),
    reason: at('reason'),
    attempts: at('attempts'),
    subject: at('subject'),
    text: at('text'),
  };
  const { grid } = place;
  const entries: OutboxEntry[] = [];
  const problems: SheetProblem[] = [];
  for (let index = 1; index < grid.length; index += 1) {
    const text = cellText(cellAt(grid, index, columns.key));
    if (text === '') {
      // Without address and status it is a note of staff.
      if ([at('to'), columns.status].some((one) => !isBlank(cellAt(grid, index, one))))
        problems.push(cellProblem(place, index + 1, 'key', KEYLESS));
      continue;
    }
    const programme = cellText(cellAt(grid, index, columns.programme));
    const zone = zoneOf(programme);
    const time = (column: number): Instant | Fault | null => {
      const cell = cellAt(grid, index, column);
      return isBlank(cell) ? null : instantKind.read(cell, zone);
    };
    const notBefore = time(columns.notBefore);
    const [created, sent] = [time(columns.created), time(columns.sent)];
    const status = statusIn(cellText(cellAt(grid, index, columns.status)));
    if (status === null)
      problems.push(
        cellProblem(place, index + 1, 'status', {
          what: 'у письма нет понятного статуса: оно не уйдёт',
          how: `Выберите из списка: ${LETTER_STATUSES.join(', ')}.`,
        }),
      );
    const untimely = notBefore instanceof Fault && isWaiting({ status });
    if (untimely)
      problems.push(
        cellProblem(place, index + 1, 'notBefore', {
          what: 'непонятно, когда отправлять: письмо не уйдёт',
          how: notBefore.how,
        }),
      );
    const attempts = cellAt(grid, index, columns.attempts);
    entries.push({
      row: index + 1,
      cell: text,
      identity: identityOfKey(text),
      key: parseKey(text),
      programme,
      status: untimely ? null : status,
      notBefore: notBefore instanceof Fault ? null : notBefore,
      created: created instanceof Fault ? null : created,
      sent: sent instanceof Fault ? null : sent,
      reason: cellText(cellAt(grid, index, columns.reason)),
      attempts: typeof attempts === 'number' ? attempts : 0,
      subject: cellAt(grid, index, columns.subject),
      text: cellAt(grid, index, columns.text),
    });
  }
  return { entries, problems };
}

/**
 * Past letters as the rules see them: by code, in the order of the tab. One to a wrong address is a draft to them:
 * nobody has it, and it goes as soon as the address is corrected.
 */
export function pastLetters(entries: readonly OutboxEntry[]): PastLetters {
  const byCode = groupBy(entries, ({ key }) => key.code);
  return { of: onceEach((code: string) => (byCode.get(code) ?? []).map(pastLetter)) };
}

function pastLetter(entry: OutboxEntry): PastLetter {
  const { key, created, notBefore, status } = entry;
  const { object, recipient, date, memo } = key;
  return {
    object,
    recipient,
    date,
    memo,
    created,
    due: notBefore,
    status: isMisaddressed(entry) ? 'черновик' : (status ?? 'ошибка'),
    withdrawn: isWithdrawn(entry),
  };
}
