// What the errors of Google's services mean. Google answers in the language of the account: a status, an index
// or an address in a message decides before its words do, and words are known in English and in Russian.

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The HTTP status set by the advanced service; null when the error has none. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('details' in error)) return null;
  const { details } = error;
  if (typeof details !== 'object' || details === null || !('code' in details)) return null;
  return typeof details.code === 'number' ? details.code : null;
}

/** A fault that passes by itself: no answer, too many calls in a short time, a daily quota used up. */
export type PassingFault = 'outage' | 'limit' | 'spent';

const SPENT = /\bfor one day\b|daily limit|computer time|(?:за|на) (?:один )?день/i;
const LIMIT = /quota exceeded|rate limit|short time|too many \w+ operations|за коротк/i;
const OUTAGE =
  /internal error|server error|service error|(service|currently) (is )?(temporarily )?unavailable|backend error|timed? ?out|deadline[ _]exceeded|try again|empty response|failed while accessing|unable to talk to|ошибка сервера|внутренняя ошибка|временно недоступн|время ожидания|повторите попытку/i;
/** 409: «The operation was aborted.» Whether a write has taken effect all the same, its stamp tells. */
const OUTAGE_STATUSES: readonly number[] = [408, 409, 500, 502, 503, 504];

/** The transient fault that an error stands for; null for a real error. */
export function passingFault(error: unknown): PassingFault | null {
  const message = messageOf(error);
  const status = statusOf(error);
  if (status !== null) {
    if (status === 429 || (status === 403 && LIMIT.test(message))) return 'limit';
    return OUTAGE_STATUSES.includes(status) ? 'outage' : null;
  }
  if (SPENT.test(message)) return 'spent';
  if (LIMIT.test(message)) return 'limit';
  return OUTAGE.test(message) ? 'outage' : null;
}

/** The run lacks a permission, so that what it asked for has not been done; such an error names the permission. */
export const isNotAllowed = (error: unknown): boolean =>
  /permission|authori[sz]|access denied|googleapis\.com\/auth\/|service not enabled|разрешени|доступ запрещ/i.test(
    messageOf(error),
  );

/**
 * Whether an error of the Sheets API says that staff have edited between two calls: a tab deleted, renamed or
 * shortened, or one created under a title that the run was about to use.
 */
export const isOvertaken = (error: unknown): boolean =>
  /unable to parse range|no (grid|sheet) with id|exceeds grid limits|is after last (row|column) in grid|beyond the last requested (row|column)|already exists|уже существует|invalid link: #gid/i.test(
    messageOf(error),
  );

/** Why the mail service did not take a letter; null for a missing right, and when it is unknown whether the letter has gone. */
export function mailFault(error: unknown): 'refused' | 'fast' | 'spent' | null {
  const message = messageOf(error);
  if (isNotAllowed(error)) return null;
  if (
    /invalid (email|argument|recipient)|no recipient|argument too large|limit exceeded: email (subject|body|total|attachment|recipients)|(недопустим|неверн|недействительн)[а-я]{1,4} (адрес|аргумент|получател|электронн)|слишком (большой|длинный) аргумент/i.test(
      message,
    )
  )
    return 'refused';
  if (/short time|rate limit|за коротк/i.test(message)) return 'fast';
  return /too many times|limit exceeded|quota|слишком много раз|превышен[а-я]{0,2} (лимит|квот)/i.test(
    message,
  )
    ? 'spent'
    : null;
}
