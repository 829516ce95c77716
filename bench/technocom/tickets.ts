// «Обращения» by hand: each ticket's start, deadline and state.
import { keyOf } from '../../src/rules/text.js';
import type { Grid } from '../../src/sheets/grid.js';
import {
  areAll,
  columnsOf,
  flagOf,
  isFilled,
  isFlag,
  isSound,
  isUsed,
  optionalSeconds,
  secondsOf,
  wordOf,
} from '../cells.js';
import type { WorkingDays } from '../working-days.js';
import { DAY, HOUR, instantAt, LENGTH, position } from './clock.js';
import { partnerOf, type Partners } from './partners.js';

const CLARIFY = 3 * DAY;
const URGENT_SOON = 2 * HOUR;
const TYPES = new Map([
  ['Неисправность', 0],
  ['Разработка', 1],
  ['Консультация', 2],
]);
const PRIORITIES = new Map([
  ['Срочный', 0],
  ['Высокий', 1],
  ['Нормальный', 2],
  ['Низкий', 3],
]);
const NO_PRIORITY = 4;
const CONSULTATION_DAYS = 5;
/** Working days by priority. A low priority waits for a release, and none is planned. */
const PRIORITY_DAYS = [1, 3, 21, 0, 0] as const;

/** By row. */
export interface Tickets {
  /** Wall-clock seconds since 1899-12-30; NaN for none. */
  readonly starts: Float64Array;
  readonly dues: Float64Array;
  /** The word in «Состояние»; null for a row in error. */
  readonly states: readonly (string | null)[];
  readonly errors: number;
}

/** `now`: wall-clock seconds. */
export function readTickets(grid: Grid, partners: Partners, calendar: WorkingDays, now: number): Tickets {
  const starts = new Float64Array(grid.length).fill(Number.NaN);
  const dues = new Float64Array(grid.length).fill(Number.NaN);
  const states = new Array<string | null>(grid.length).fill(null);
  let errors = 0;
  const texts = columnsOf(grid, 'Договор', 'ПО', 'Компонент', 'Базовое ПО', 'Описание шагов');
  const flags = columnsOf(grid, 'Самодиагностика', 'Скриншоты', 'Логи');
  const main = columnsOf(
    grid,
    'Номер',
    'Создано',
    'Партнёр',
    'ИНН клиента',
    'Тип',
    'Приоритет',
    'Демо',
    'Запрошено уточнение',
    'Данные получены',
    'Решено',
  );
  const [number = -1, created = -1, partner = -1, inn = -1, type = -1, priority = -1] = main;
  const [demo = -1, asked = -1, answered = -1, solved = -1] = main.slice(6);
  const own = [...main, ...texts, ...flags];
  const numbers = new Set<string>();
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const isNew = isFilled(row[number]) && numbers.size !== numbers.add(keyOf(String(row[number]))).size;
    const at = secondsOf(row[created]);
    const what = wordOf(row[type], TYPES, -1);
    const urgency = wordOf(row[priority], PRIORITIES, NO_PRIORITY);
    const isDemo = flagOf(row[demo]);
    const askedAt = optionalSeconds(row[asked]);
    const answeredAt = optionalSeconds(row[answered]);
    const solvedAt = optionalSeconds(row[solved]);
    if (
      !isNew ||
      Number.isNaN(at) ||
      what < 0 ||
      urgency < 0 ||
      isDemo < 0 ||
      Number.isNaN(askedAt) ||
      Number.isNaN(answeredAt) ||
      Number.isNaN(solvedAt) ||
      !isFilled(row[inn]) ||
      !areAll(row, texts, isSound) ||
      !areAll(row, flags, isFlag) ||
      partnerOf(partners, row[partner]) === null ||
      (what === 0 && urgency === NO_PRIORITY)
    ) {
      errors += 1;
      continue;
    }
    const askBy = at + CLARIFY;
    const isAsked = askedAt > 0 && askedAt <= now && askedAt < askBy;
    const hasAnswer = answeredAt > 0 && answeredAt <= now && (answeredAt < askBy || isAsked);
    const isSolved = solvedAt > 0 && solvedAt <= now;
    const start = hasAnswer ? answeredAt : !isAsked && now >= askBy ? askBy : Number.NaN;
    const given =
      isDemo === 1 || what === 1 ? 0 : what === 2 ? CONSULTATION_DAYS : (PRIORITY_DAYS[urgency] ?? 0);
    const due = given === 0 ? Number.NaN : instantAt(calendar, position(calendar, start) + given * LENGTH);
    starts[r] = start;
    dues[r] = Number.isNaN(start) ? Number.NaN : due;
    if (isSolved)
      states[r] = solvedAt > due && !Number.isNaN(start) ? 'решено с опозданием' : 'решено в срок';
    else if (Number.isNaN(start)) states[r] = isAsked ? 'ждём данных' : 'ждём уточнения';
    else if (Number.isNaN(due)) states[r] = 'без срока';
    else if (now > due) states[r] = 'просрочено';
    else {
      const soon = instantAt(calendar, position(calendar, due) - (urgency === 0 ? URGENT_SOON : LENGTH));
      states[r] = now >= soon ? 'скоро' : 'в работе';
    }
  }
  return { starts, dues, states, errors };
}
