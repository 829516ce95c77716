// Remarks in Примечание of the registry that later runs read back: staff take one back by emptying the cell.
import { type Day, yearOf } from '../day.js';

/** The due dates of a row that have been judged, and the Отчётные годы of its late reports. */
interface Judged {
  readonly firstDue: Day;
  /** The earliest one without a report. */
  readonly due: Day;
  readonly late: readonly number[];
}

/** Of a row that another one has displaced, since mended. */
export const DISPLACED = 'прежде клиента держала эта строка; решает головной офис';
/** The same as earlier versions wrote it. */
const DISPLACED_BEFORE = 'до этого клиента держала эта строка, решает головной офис';
/** Whether a row was displaced, by its Примечание. */
export const isDisplaced = (note: string | null): boolean =>
  note !== null && (note.includes(DISPLACED) || note.includes(DISPLACED_BEFORE));

/**
 * Of a row whose report counts although it came late: detachment was not automatic then, or the partner had been warned.
 * It keeps the client when detachment becomes automatic, or the warning's cell is used for another year.
 */
export const acceptedLate = (year: number): string => `отчёт за ${year} год принят с опозданием`;

/** What stays behind «ошибка: …»: a typing error in any cell must not lose the client. */
export const KEPT =
  /отчёт за \d{4} год принят с опозданием|прежде клиента держала эта строка; решает головной офис|до этого клиента держала эта строка, решает головной офис/g;
const YEAR = /\d{4}/;

/**
 * The remarks of late reports: those accepted, and earlier ones of years that cannot be judged while a date of the row
 * or the report's year is mistyped.
 */
export function lateRemarks(noted: string | null, judged: Judged | null): readonly string[] {
  const earlier = (noted?.match(KEPT) ?? []).filter((remark) => {
    const due = Number(YEAR.exec(remark)?.[0] ?? 0) + 1;
    return due > 1 && !(judged && due >= yearOf(judged.firstDue) && due < yearOf(judged.due));
  });
  return (judged?.late ?? []).map(acceptedLate).concat(earlier);
}
