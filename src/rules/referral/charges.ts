// Whether a charge counts towards a reward, and its «Учтено» and «Примечание» (rules 1–5, 9).
import { type Day, ruDay } from '../day.js';
import type { Money } from '../money.js';
import type { ComputedOf } from '../tabs.js';
import { type Month, monthText, termAfter } from './months.js';
import type { ChargeRow } from './model.js';
import type { Client } from './roster.js';
import type { tabs } from './tabs.js';
import { epochOfMonth } from './tariffs.js';
import type { TermsAt } from './terms.js';
import { rub } from './wording.js';

export type ChargeCells = ComputedOf<typeof tabs.charges>;

export interface ChargeVerdict extends ChargeCells {
  /** The month whose credit includes the charge, even a credit of 0. */
  readonly creditedIn: Month | null;
  /** The month whose credit leaves nothing for it. */
  readonly paidIn?: Month;
}

const said = (note: string): ChargeVerdict => ({ used: null, note, creditedIn: null });

export const NO_VERDICT: ChargeVerdict = { used: null, note: null, creditedIn: null };
const UNCONFIRMED = said('оплата не подтверждена');
const FUTURE = said('дата ещё не наступила');
const BEFORE_CLIENT = said('до регистрации клиента');
const ROBOT = said('обзвон роботом не учитывается');
const TELEPHONY = said('телефония не входит в процент юрлица');
const UNTRAINED = said('клиент не обучен');

/** Rules 1–5 for one charge: why it does not count towards any reward; null when it counts. */
export function whyNot(
  { date, kind, confirmed }: ChargeRow,
  month: Month,
  { row, bar, partner }: Client,
  termsAt: TermsAt,
  today: Day,
): ChargeVerdict | null {
  if (date > today) return FUTURE;
  if (!confirmed) return UNCONFIRMED;
  if (bar !== null) return said(bar);
  if (date < row.registered) return BEFORE_CLIENT;
  if (kind === 'обзвон роботом') return ROBOT;
  const epoch = epochOfMonth(partner.epochs, month);
  if (date < epoch.from) return beforeChange(partner.epochs.find((later) => later.from > date)?.from ?? date);
  if (epoch.tariff === 'физлицо') return null;
  if (kind === 'телефония') return TELEPHONY;
  const { training, term } = termsAt(month);
  if (training) {
    if (!row.trained) return UNTRAINED;
    if (row.trainedFrom !== null && date < row.trainedFrom)
      return said(`до обучения клиента ${ruDay(row.trainedFrom)}`);
  }
  // Rule 3: [Дата регистрации, + 24 months).
  const end = termAfter(row.registered, term);
  return date < end ? null : said(`вознаграждение за клиента — до ${ruDay(end)}`);
}

// What becomes of the charges that count, month by month.
export const usedIn = (month: Month): ChargeVerdict => ({
  used: monthText(month),
  note: null,
  creditedIn: month,
});
/** `isOver`: nothing more can come. */
export const nilIn = (month: Month, isOver: boolean): ChargeVerdict => ({
  used: null,
  note: `за ${monthText(month)} ${isOver ? 'вышло 0,00: начисления нет' : 'пока выходит 0,00'}`,
  creditedIn: month,
});
export const pendingTill = (day: Day): ChargeVerdict => said(`будет учтено ${ruDay(day)}`);
export const beforeChange = (change: Day): ChargeVerdict => said(`до смены тарифа ${ruDay(change)}`);
/** The client was paid for as физлицо in that month. */
export const paidIn = (month: Month): ChargeVerdict => ({
  ...said(`вознаграждение за клиента уже начислено за ${monthText(month)}`),
  paidIn: month,
});
export const belowThreshold = (threshold: Money, accumulated: Money): ChargeVerdict =>
  said(`порог ${rub(threshold)} не набран: списано ${rub(accumulated)}`);

/**
 * Rule 8: the note on a changed charge of a closed month, before its correction (`isAhead`) and after; `used`: the
 * closed line includes it; `why`: it would no longer count.
 */
export const correctionVerdict = (
  month: Month,
  correction: Day,
  isAhead: boolean,
  used: boolean,
  why: string | null = null,
): ChargeCells => ({
  used: used || !isAhead ? monthText(month) : null,
  note: `${why === null ? '' : `${why}; `}месяц закрыт: разница ${isAhead ? 'войдёт в корректировку' : '— корректировкой от'} ${ruDay(correction)}`,
});

/** The credit that leaves nothing for a charge is itself still to come, as a correction. */
export const paidByCorrection = (month: Month, correction: Day): ChargeCells =>
  said(`вознаграждение за клиента за ${monthText(month)} войдёт в корректировку ${ruDay(correction)}`);
