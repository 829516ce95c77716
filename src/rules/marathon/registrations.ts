// Judges applications in the order in which they came (rule 1).
import { erasedNickname, isErasedText } from '../erased.js';
import type { ComputedOf } from '../tabs.js';
import { endOfDay } from '../zone.js';
import type { MarathonFacts, MarathonTabs, Participant, Row } from './model.js';

/** In order of precedence: the first reason that applies is given. */
export type RefusalReason = 'регистрация вне срока' | 'нет на портале' | 'никнейм занят' | 'email занят';

/** The verdict on one application; a participant has no reason. */
interface Verdict extends ComputedOf<MarathonTabs['registrations']> {
  readonly reason: RefusalReason | null;
}

export interface Registrations {
  /** Parallel to the rows. */
  readonly verdicts: readonly Verdict[];
  /** In the order of acceptance. */
  readonly participants: readonly Participant[];
  readonly byEmail: ReadonlyMap<string, Participant>;
  /** Who holds a nickname: it may be the mark of an erased one, and so may the participant's. */
  readonly holderOf: (nickname: string) => Participant | undefined;
}

type Application = Row<'registrations'>;

const ACCEPTED: Verdict = { status: 'участник', reason: null };
const refused = (reason: RefusalReason): Verdict => ({ status: 'отклонён', reason });

/**
 * What nicknames are compared by: without letter case, otherwise as typed. Where some are erased, by their
 * marks, because an erased nickname stays taken.
 */
function nicknameKeys(rows: readonly Application[]): (nickname: string) => string {
  if (!rows.some(({ nickname }) => isErasedText(nickname))) return (nickname) => nickname.toLowerCase();
  return (nickname) => (isErasedText(nickname) ? nickname : erasedNickname(nickname));
}

/**
 * Judges every application in order of «Дата регистрации», then row; only an accepted one takes its nickname
 * and address. The date is only compared with the registration period, even if it is later than now: it is
 * the time of the application.
 */
export function judgeRegistrations({
  rows: { registrations: rows },
  settings,
  zone,
}: MarathonFacts): Registrations {
  const order = rows.map((_, index) => index);
  const times = Float64Array.from(rows, ({ registered }) => registered);
  order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);

  const participants: Participant[] = [];
  const byEmail = new Map<string, Participant>();
  const byNickname = new Map<string, Participant>();
  const nicknameKey = nicknameKeys(rows);
  const verdicts: Verdict[] = rows.map(() => ACCEPTED);

  const opens = zone.at(settings.registrationFrom);
  const closes = endOfDay(zone, settings.registrationTo);
  const refusalOf = (row: Application, nickname: string): RefusalReason | null => {
    if (row.registered < opens || row.registered >= closes) return 'регистрация вне срока';
    if (!row.onPortal) return 'нет на портале';
    if (byNickname.has(nickname)) return 'никнейм занят';
    return byEmail.has(row.email) ? 'email занят' : null;
  };

  for (const index of order) {
    const row = rows[index];
    if (!row) continue;
    const key = nicknameKey(row.nickname);
    const reason = refusalOf(row, key);
    if (reason !== null) {
      verdicts[index] = refused(reason);
      continue;
    }
    const { nickname, name, email, registered } = row;
    const participant = { index: participants.length, nickname, name, email, registered, row: row.row };
    participants.push(participant);
    byEmail.set(email, participant);
    byNickname.set(key, participant);
  }
  const holderOf = (nickname: string): Participant | undefined => byNickname.get(nicknameKey(nickname));
  return { verdicts, participants, byEmail, holderOf };
}
