// The registry's states, each with its clause and meaning.
import { count, days } from '../text.js';
import { ANSWER_DAYS } from './reporting.js';
import type { TechnocomSettings } from './settings.js';

interface State {
  /** Whether a row in this state keeps the client from other partners. */
  readonly holds: boolean;
  /** Whether the client is fixed: yearly reports matter instead of the end of the preliminary hold. */
  readonly fixed: boolean;
  readonly clause: string;
  /** The meaning of the state with the parameters in force, for «Почему такая цифра?». */
  readonly meaning: (settings: TechnocomSettings) => string;
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
    meaning: () => 'за время закрепления нет ни перечня ПО, ни лицензий: оно прекратилось',
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
      `отчёта нет ${Math.max(warnAfter, 1)}-й день и дольше; у партнёра есть ${days(ANSWER_DAYS)} после предупреждения, всего не меньше ${detachAfter}`,
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
    meaning: () => 'клиент откреплён от этого партнёра',
  },
} as const satisfies Readonly<Record<string, State>>;

export type Status = keyof typeof STATES;
export const STATUSES = Object.keys(STATES) as readonly Status[];
