// The registry's state machine: every state with its clause and where it leads, and the ordered rules that tell a row's state today.
// A row that met its client held is refused before these rules are asked (conflicts.ts).
import type { Day } from '../day.js';

interface State {
  /** Whether a row in this state keeps the client from everybody else. */
  readonly holds: boolean;
  /** Whether the client is fixed: the preliminary hold's date no longer matters, the yearly reports do. */
  readonly fixed: boolean;
  readonly clause: string;
  /** What the state means, for «Почему такая цифра?». */
  readonly meaning: string;
  /** Where the row may go from here, and what takes it there. */
  readonly next: Readonly<Record<string, string>>;
}

const CLOSING = {
  Отклонён: 'головной офис заполнил «Отклонено»',
  Откреплён: 'заполнен «Откреплён»',
};
const CONFIRMING = {
  'Предварительно закреплён': 'головной офис заполнил «Подтверждено»',
  Закреплён: 'в день подтверждения уже получен перечень ПО',
};
/** With «Откреплять автоматически» the state after a warning is «Откреплён» without anybody's doing. */
const CLOSING_FIXED = {
  ...CLOSING,
  Откреплён: 'заполнен «Откреплён», или время на отчёт вышло при «Откреплять автоматически»',
};
/** A slip of staff: a closed row is confirmed while another row holds the client. */
const CONFIRMED_LATE = {
  'Отклонён: занят': 'закрытую строку подтвердили, когда клиента держит другой партнёр',
  Повтор: 'закрытую строку подтвердили, когда клиента держит другая строка того же партнёра',
};
const REPORT_GIVEN = { Закреплён: 'пришёл отчёт за отчётный год' };

export const STATES = {
  'Запрос неполный': {
    holds: false,
    fixed: false,
    clause: 'п. 3.1',
    meaning:
      'в запросе нет адреса, причины интереса или двух контактов, и он не подтверждён; клиента он не держит',
    next: {
      ...CLOSING,
      ...CONFIRMING,
      'Отклонён: занят': 'в день подтверждения клиента держит другой',
      Повтор: 'или тот же партнёр',
    },
  },
  'На рассмотрении': {
    holds: true,
    fixed: false,
    clause: 'п. 3.1',
    meaning: 'запрос полный и ждёт решения головного офиса; до решения клиент за этим партнёром',
    next: { ...CLOSING, ...CONFIRMING },
  },
  'Отклонён: занят': {
    holds: false,
    fixed: false,
    clause: 'п. 3.1, 3.4',
    meaning: 'в день запроса (подтверждённого — в день подтверждения) клиента держал другой партнёр',
    next: {
      ...CLOSING,
      ...CONFIRMING,
      Повтор: 'в день подтверждения клиента держит другая строка того же партнёра',
    },
  },
  Повтор: {
    holds: false,
    fixed: false,
    clause: 'п. 3.1',
    meaning: 'клиента в этот день уже держала другая строка того же партнёра',
    next: {
      ...CLOSING,
      ...CONFIRMING,
      'Отклонён: занят': 'в день подтверждения клиента держит другой партнёр',
    },
  },
  'Предварительно закреплён': {
    holds: true,
    fixed: false,
    clause: 'п. 3.1',
    meaning: 'запрос подтверждён: 60 календарных дней и продление, если оно согласовано в срок',
    next: {
      ...CLOSING,
      Закреплён: 'в срок получен перечень ПО, или в срок куплены лицензии и срок закончился',
      'Срок истёк': 'срок закончился без перечня ПО и лицензий',
    },
  },
  'Срок истёк': {
    holds: false,
    fixed: false,
    clause: 'п. 3.1',
    meaning: 'за время закрепления нет ни перечня ПО, ни лицензий: клиент свободен',
    next: { ...CLOSING },
  },
  Закреплён: {
    holds: true,
    fixed: true,
    clause: 'п. 3.1, 3.2',
    meaning: 'перечень ПО или лицензии получены в срок; каждый год нужен отчёт к отчётной дате',
    next: { ...CLOSING_FIXED, Предупреждение: 'третий день после отчётной даты без отчёта' },
  },
  Предупреждение: {
    holds: true,
    fixed: true,
    clause: 'п. 3.3',
    meaning:
      'отчёта нет третий день и дольше; у партнёра есть 7 дней после предупреждения, всего не меньше 10',
    next: { ...CLOSING_FIXED, ...REPORT_GIVEN, 'Подлежит откреплению': 'время на отчёт вышло' },
  },
  'Подлежит откреплению': {
    holds: true,
    fixed: true,
    clause: 'п. 3.3',
    meaning: 'время на отчёт вышло; открепить решает головной офис, пока клиент за партнёром',
    next: {
      ...CLOSING_FIXED,
      ...REPORT_GIVEN,
      Предупреждение: 'предупреждение вынесено позже: снова 7 дней',
    },
  },
  Отклонён: {
    holds: false,
    fixed: false,
    clause: 'п. 3.1',
    meaning: 'головной офис отклонил запрос',
    next: CONFIRMED_LATE,
  },
  Откреплён: {
    holds: false,
    fixed: false,
    clause: 'п. 3.3',
    meaning: 'клиент откреплён и свободен',
    next: {
      ...CONFIRMED_LATE,
      Отклонён: 'головной офис заполнил «Отклонено»',
    },
  },
} as const satisfies Readonly<Record<string, State>>;

export type Status = keyof typeof STATES;
export const STATUSES = Object.keys(STATES) as readonly Status[];

/** What a row's state is told by. Dates later than today are blank here; `hold` is null until Подтверждено, `reporting` unless fixed. */
export interface Standing {
  readonly rejected: Day | null;
  readonly detached: Day | null;
  /** Headers of the parts of a full request that are empty. */
  readonly missing: readonly string[];
  readonly hold: {
    /** Закреплён до, the day itself included. */
    readonly until: Day;
    /** First day as «Закреплён»; null: not fixed within the hold. */
    readonly fixedFrom: Day | null;
  } | null;
  readonly reporting: {
    /** First day in «Предупреждение» if no report comes. */
    readonly warnOn: Day;
    /** The last day on which a report saves the client. */
    readonly lastDay: Day;
    /** Detached without anybody's doing, for good (setting «Откреплять автоматически»). */
    readonly detachedOn: Day | null;
  } | null;
}

/** Whether a date is filled and has come by `day`. */
const by = (date: Day | null, day: Day): boolean => date !== null && date <= day;

/** The state of a row that was not refused, first that fits (spec, registry rule 3; the last two lines of a fixed row: rule 5). */
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

/** The state today of a row that was not refused. */
export function statusOf(standing: Standing, today: Day): Status {
  for (const { status, fits } of RULES) if (fits(standing, today)) return status;
  return 'Срок истёк';
}
