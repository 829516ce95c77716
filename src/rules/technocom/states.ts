// The registry's states: each with its clause and meaning, and the ordered rules that decide a row's state
// today. Rows that found their client held are refused before that (conflicts.ts).
import type { Day } from '../day.js';
import { count } from '../text.js';
import type { TechnocomSettings } from './settings.js';

/** The parameters mentioned in the states' meanings. */
type Periods = Pick<TechnocomSettings, 'holdDays' | 'warnAfter' | 'detachAfter'>;

interface State {
  /** Whether a row in this state keeps the client from other partners. */
  readonly holds: boolean;
  /** Whether the client is fixed: yearly reports matter instead of the end of the preliminary hold. */
  readonly fixed: boolean;
  readonly clause: string;
  /** The meaning of the state with the parameters in force, for «Почему такая цифра?». */
  readonly meaning: (periods: Periods) => string;
}

export const STATES = {
  'Запрос неполный': {
    holds: false,
    fixed: false,
    clause: 'п. 3.1',
    meaning: () =>
      'в запросе нет адреса, причины интереса или двух контактов, и он не подтверждён; клиента он не держит',
  },
  'На рассмотрении': {
    holds: true,
    fixed: false,
    clause: 'п. 3.1',
    meaning: () => 'запрос полный и ждёт решения головного офиса; до решения клиент за этим партнёром',
  },
  'Отклонён: занят': {
    holds: false,
    fixed: false,
    clause: 'п. 3.1, 3.4',
    meaning: () => 'в день запроса (подтверждённого — в день подтверждения) клиента держал другой партнёр',
  },
  Повтор: {
    holds: false,
    fixed: false,
    clause: 'п. 3.1',
    meaning: () => 'клиента в этот день уже держала другая строка того же партнёра',
  },
  'Предварительно закреплён': {
    holds: true,
    fixed: false,
    clause: 'п. 3.1',
    meaning: ({ holdDays }) =>
      `запрос подтверждён: ${count(holdDays, 'календарный день', 'календарных дня', 'календарных дней')} и продление, если оно согласовано в срок`,
  },
  'Срок истёк': {
    holds: false,
    fixed: false,
    clause: 'п. 3.1',
    meaning: () => 'за время закрепления нет ни перечня ПО, ни лицензий: клиент свободен',
  },
  Закреплён: {
    holds: true,
    fixed: true,
    clause: 'п. 3.1, 3.2',
    meaning: () => 'перечень ПО или лицензии получены в срок; каждый год нужен отчёт к отчётной дате',
  },
  Предупреждение: {
    holds: true,
    fixed: true,
    clause: 'п. 3.3',
    meaning: ({ warnAfter, detachAfter }) =>
      `отчёта нет ${Math.max(warnAfter, 1)}-й день и дольше; у партнёра есть 7 дней после предупреждения, всего не меньше ${detachAfter}`,
  },
  'Подлежит откреплению': {
    holds: true,
    fixed: true,
    clause: 'п. 3.3',
    meaning: () => 'время на отчёт вышло; открепить решает головной офис, пока клиент за партнёром',
  },
  Отклонён: {
    holds: false,
    fixed: false,
    clause: 'п. 3.1',
    meaning: () => 'головной офис отклонил запрос',
  },
  Откреплён: {
    holds: false,
    fixed: false,
    clause: 'п. 3.3',
    meaning: () => 'клиент откреплён и свободен',
  },
} as const satisfies Readonly<Record<string, State>>;

export type Status = keyof typeof STATES;
export const STATUSES = Object.keys(STATES) as readonly Status[];

/**
 * What a row's state depends on. Dates later than today are blank; `hold` is null until Подтверждено,
 * `reporting` unless fixed.
 */
export interface Standing {
  readonly rejected: Day | null;
  readonly detached: Day | null;
  /** Headers of the mandatory parts of the request that are empty. */
  readonly missing: readonly string[];
  readonly hold: {
    /** Закреплён до, inclusive. */
    readonly until: Day;
    /** First day as «Закреплён»; null: not fixed within the hold. */
    readonly fixedFrom: Day | null;
  } | null;
  readonly reporting: {
    /** First day in «Предупреждение» if no report arrives. */
    readonly warnOn: Day;
    /** The last day on which a report still keeps the client. */
    readonly lastDay: Day;
    /** Day of automatic, final detachment (setting «Откреплять автоматически»). */
    readonly detachedOn: Day | null;
  } | null;
}

/** Whether a date is given and not later than `day`. */
const by = (date: Day | null, day: Day): boolean => date !== null && date <= day;

/**
 * The state of a row that was not refused: the first rule that applies (spec, registry rule 3; the last two
 * lines of a fixed row: rule 5).
 */
const RULES: readonly {
  readonly status: Status;
  readonly fits: (standing: Standing, today: Day) => boolean;
}[] = [
  { status: 'Отклонён', fits: ({ rejected }, today) => by(rejected, today) },
  { status: 'Откреплён', fits: ({ detached }, today) => by(detached, today) },
  { status: 'Запрос неполный', fits: ({ missing, hold }) => missing.length > 0 && !hold },
  { status: 'На рассмотрении', fits: ({ hold }) => !hold },
  { status: 'Откреплён', fits: ({ reporting }, today) => by(reporting?.detachedOn ?? null, today) },
  {
    status: 'Подлежит откреплению',
    fits: ({ reporting }, today) => reporting !== null && today > reporting.lastDay,
  },
  { status: 'Предупреждение', fits: ({ reporting }, today) => by(reporting?.warnOn ?? null, today) },
  { status: 'Закреплён', fits: ({ hold }, today) => by(hold?.fixedFrom ?? null, today) },
  { status: 'Предварительно закреплён', fits: ({ hold }, today) => hold !== null && today <= hold.until },
];

/** Today's state of a row that was not refused. */
export function statusOf(standing: Standing, today: Day): Status {
  for (const { status, fits } of RULES) if (fits(standing, today)) return status;
  return 'Срок истёк';
}
