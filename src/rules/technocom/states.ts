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
  /** The meaning of the state, for «Почему такая цифра?»: with the parameters in force, if it depends on them. */
  readonly meaning: string | ((settings: TechnocomSettings) => string);
}
const free = (clause: string, meaning: State['meaning']): State => ({
  holds: false,
  fixed: false,
  clause,
  meaning,
});
const held = (clause: string, meaning: State['meaning']): State => ({
  ...free(clause, meaning),
  holds: true,
});
const fixed = (clause: string, meaning: State['meaning']): State => ({
  ...held(clause, meaning),
  fixed: true,
});

export const STATES = {
  'Запрос неполный': free(
    'п. 3.1',
    'в запросе нет адреса, причины интереса или двух контактов, и он не подтверждён; клиента он не держит',
  ),
  'На рассмотрении': held(
    'п. 3.1',
    'запрос полный и ждёт решения головного офиса; до решения клиент за этим партнёром',
  ),
  'Отклонён: занят': free(
    'п. 3.1, 3.4',
    'в день запроса (подтверждённого — в день подтверждения) клиента держал другой партнёр',
  ),
  Повтор: free(
    'п. 3.1',
    'в день запроса (подтверждённого — в день подтверждения) клиента уже держала другая строка того же партнёра',
  ),
  'Предварительно закреплён': held(
    'п. 3.1',
    ({ holdDays }) =>
      `запрос подтверждён: ${count(holdDays, 'календарный день', 'календарных дня', 'календарных дней')} и продление, если оно согласовано в срок`,
  ),
  'Срок истёк': free(
    'п. 3.1',
    'за время закрепления не получены ни перечень ПО, ни лицензии: закрепление прекратилось',
  ),
  Закреплён: fixed(
    'п. 3.1, 3.2',
    'перечень ПО или лицензии получены в срок; каждый год нужен отчёт к отчётной дате',
  ),
  Предупреждение: fixed(
    'п. 3.3',
    ({ warnAfter, detachAfter }) =>
      `отчёта нет ${Math.max(warnAfter, 1)}-й день и дольше; у партнёра есть ${days(ANSWER_DAYS)} после предупреждения, всего не меньше ${count(detachAfter, 'дня', 'дней', 'дней')}`,
  ),
  'Подлежит откреплению': fixed(
    'п. 3.3',
    'время на отчёт вышло; открепить ли клиента, решает головной офис, до тех пор клиент за партнёром',
  ),
  Отклонён: free('п. 3.1', 'головной офис отклонил запрос'),
  Откреплён: free('п. 3.3', 'клиент откреплён от этого партнёра'),
} satisfies Readonly<Record<string, State>>;

export type Status = keyof typeof STATES;
export const STATUSES = Object.keys(STATES) as readonly Status[];

/** Whether a row in this state has been confirmed and keeps its client. */
export const isConfirmed = (status: Status): boolean => status !== 'На рассмотрении' && STATES[status].holds;

/** The meaning of a state with the parameters in force. */
export function meaningOf(status: Status, settings: TechnocomSettings): string {
  const { meaning } = STATES[status];
  return typeof meaning === 'string' ? meaning : meaning(settings);
}
