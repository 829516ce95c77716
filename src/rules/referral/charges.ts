// Whether a charge counts towards a reward, and its «Учтено» and «Примечание» (rules 1–5, 9).
import { type Day, ruDay } from '../day.js';
import { formatMoney, minor } from '../money.js';
import type { ComputedOf } from '../tabs.js';
import { creditDay, type Month, monthOf, monthText, termAfter } from './months.js';
import type { ChargeRow } from './model.js';
import type { Client } from './roster.js';
import type { tabs } from './tabs.js';
import { type Epoch, epochOfMonth } from './tariffs.js';
import type { TermsAt } from './terms.js';

/**
 * The fate of a charge. `counts` is provisional: it later becomes `beforeChange` or one of the values after
 * it.
 */
export const FATE = {
  unconfirmed: 0,
  future: 1,
  barred: 2,
  beforeClient: 3,
  beforeChange: 4,
  robot: 5,
  telephony: 6,
  untrained: 7,
  beforeTraining: 8,
  afterTerm: 9,
  counts: 10,
  used: 11,
  pending: 12,
  alreadyPaid: 13,
  belowThreshold: 14,
  nil: 15,
} as const;
export type Fate = (typeof FATE)[keyof typeof FATE];

/** What the judgement of one client's charges depends on. */
export interface Circumstances {
  readonly client: Client;
  readonly epochs: readonly Epoch[];
  readonly termsAt: TermsAt;
  readonly today: Day;
}

/** Rules 1–5 for one charge: `counts`, or the reason why not. */
export function judge(charge: ChargeRow, { client, epochs, termsAt, today }: Circumstances): Fate {
  const { date, kind } = charge;
  if (date > today) return FATE.future;
  if (!charge.confirmed) return FATE.unconfirmed;
  if (client.bar !== null) return FATE.barred;
  if (date < client.row.registered) return FATE.beforeClient;
  if (kind === 'обзвон роботом') return FATE.robot;
  const month = monthOf(date);
  const epoch = epochOfMonth(epochs, month);
  if (date < epoch.from) return FATE.beforeChange;
  if (epoch.tariff === 'физлицо') return FATE.counts;
  if (kind === 'телефония') return FATE.telephony;
  const terms = termsAt(month);
  if (terms.training) {
    if (!client.row.trained) return FATE.untrained;
    if (client.row.trainedFrom !== null && date < client.row.trainedFrom) return FATE.beforeTraining;
  }
  // Rule 3: [Дата регистрации, + 24 months).
  return date < termAfter(client.row.registered, terms.term) ? FATE.counts : FATE.afterTerm;
}

export type Verdict = ComputedOf<typeof tabs.charges>;

const said = (note: string): Verdict => ({ used: null, note });
/** One shared object per month, because millions of charges use it. */
function perMonth(make: (month: Month) => Verdict): (month: Month) => Verdict {
  const made = new Map<Month, Verdict>();
  return (month) => {
    const known = made.get(month);
    if (known) return known;
    const verdict = make(month);
    made.set(month, verdict);
    return verdict;
  };
}

export const NO_VERDICT: Verdict = { used: null, note: null };
const UNCONFIRMED = said('оплата не подтверждена');
const FUTURE = said('дата ещё не наступила');
const BEFORE_CLIENT = said('до регистрации клиента');
const ROBOT = said('обзвон роботом не учитывается');
const TELEPHONY = said('телефония не входит в процент юрлица');
const UNTRAINED = said('клиент не обучен');
const usedIn = perMonth((month) => ({ used: monthText(month), note: null }));
const nilIn = perMonth((month) => said(`за ${monthText(month)} вышло 0,00: начисления нет`));
const pendingTill = perMonth((month) => said(`будет учтено ${ruDay(creditDay(month))}`));
const paidIn = perMonth((month) => said(`вознаграждение за клиента уже начислено за ${monthText(month)}`));

/** Figures from a client's credits that the notes on its charges mention. */
export interface Outcome {
  /** The month in which the client was paid for as физлицо. */
  readonly paidIn: Month | null;
  /** Charges of the last физлицо epoch that count towards the threshold, in hundredths. */
  readonly accumulated: number;
}

/** «Учтено» and «Примечание» of one charge. `usedBy` is the month whose credit includes it. */
export function verdictOf(
  fate: Fate,
  charge: ChargeRow,
  usedBy: Month,
  { client, epochs, termsAt }: Circumstances,
  outcome: Outcome,
): Verdict {
  switch (fate) {
    case FATE.used:
      return usedIn(usedBy);
    case FATE.nil:
      return nilIn(usedBy);
    case FATE.pending:
      return pendingTill(usedBy);
    case FATE.unconfirmed:
      return UNCONFIRMED;
    case FATE.future:
      return FUTURE;
    case FATE.barred:
      return said(client.bar ?? '');
    case FATE.beforeClient:
      return BEFORE_CLIENT;
    case FATE.robot:
      return ROBOT;
    case FATE.telephony:
      return TELEPHONY;
    case FATE.untrained:
      return UNTRAINED;
    case FATE.beforeTraining:
      return said(`до обучения клиента ${ruDay(client.row.trainedFrom ?? charge.date)}`);
    case FATE.afterTerm:
      return said(
        `вознаграждение за клиента — до ${ruDay(termAfter(client.row.registered, termsAt(monthOf(charge.date)).term))}`,
      );
    case FATE.beforeChange:
      return said(`до смены тарифа ${ruDay(nextChange(epochs, charge.date))}`);
    case FATE.alreadyPaid:
      return outcome.paidIn === null ? NO_VERDICT : paidIn(outcome.paidIn);
    case FATE.belowThreshold:
      return said(
        `порог ${formatMoney(termsAt(monthOf(charge.date)).threshold)} не набран: списано ${formatMoney(minor(outcome.accumulated))}`,
      );
    case FATE.counts:
      return NO_VERDICT;
  }
}

/** The first change of tariff after a day. */
const nextChange = (epochs: readonly Epoch[], d: Day): Day =>
  epochs.find((epoch) => epoch.row !== null && epoch.from > d)?.from ?? d;

/** Rule 8: the note on a changed charge of a closed month. */
export function correctionVerdict(
  month: Month,
  correction: Day,
  today: Day,
  alreadyCredited: boolean,
): Verdict {
  const when = ruDay(correction);
  if (correction <= today)
    return { used: monthText(month), note: `месяц закрыт: разница — корректировкой от ${when}` };
  return {
    used: alreadyCredited ? monthText(month) : null,
    note: `месяц закрыт: разница войдёт в корректировку ${when}`,
  };
}
