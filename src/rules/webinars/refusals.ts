// Refusals of a webinar, and the year for which a partner who has refused is banned («Штрафы»).
import { addMonths, type Day, happened, ruDay } from '../day.js';
import { keyOf } from '../text.js';
import { breachesOf, type Case, CLAUSES, type WebinarFacts } from './model.js';

export interface WebinarRefusal {
  /** The day of the refusal. */
  readonly day: Day;
  /** «запрет до»: the last day of the ban. */
  readonly banUntil: Day;
  /** «позже недели» («Основные положения», п. 8). */
  readonly isLate: boolean;
}

const BAN_MONTHS = 12;

/** A refusal on this day. */
export const refusalOn = ({ settings }: WebinarFacts, { startDay }: Case, day: Day): WebinarRefusal => ({
  day,
  banUntil: addMonths(day, BAN_MONTHS),
  isLate: startDay - day < settings.refusalDays,
});

/** The refusal of a webinar, by its earliest day; null when there is none. */
export function refusalOf(facts: WebinarFacts, one: Case): WebinarRefusal | null {
  let day = happened(one.row.refusal, facts.today);
  for (const row of one.members.violations)
    if (row.kind === 'отказ' && breachesOf(facts, row) > 0 && (day === null || row.date < day))
      day = row.date;
  return day === null ? null : refusalOn(facts, one, day);
}

/** Why a partner is banned from a webinar: the other one that they refused. */
export interface Ban {
  readonly refused: Case;
  readonly until: Day;
}

/** What is said of it where payouts are read: it takes nothing off by itself. */
export const banText = ({ refused, until }: Ban): string =>
  `партнёр под запретом до ${ruDay(until)} после отказа от вебинара ${refused.row.code}: об участии и бонусах решает координатор (${CLAUSES.penalties})`;

/**
 * The ban that each webinar falls under, if any: from the day after a refusal of the same partner, for a year. Of several
 * the one in force longest.
 */
export function bansOf(facts: WebinarFacts, cases: readonly Case[]): (one: Case) => Ban | null {
  const bans = cases.flatMap((refused) => {
    const refusal = refusalOf(facts, refused);
    return refusal
      ? [{ refused, partner: keyOf(refused.row.partner), from: refusal.day, until: refusal.banUntil }]
      : [];
  });
  return (one) => {
    const partner = keyOf(one.row.partner);
    const isBanned = (ban: (typeof bans)[number]): boolean =>
      ban.partner === partner && ban.refused !== one && one.startDay > ban.from && one.startDay <= ban.until;
    return bans.filter(isBanned).sort((a, b) => b.until - a.until)[0] ?? null;
  };
}
