// ТЕХНОКОМ by hand: the Service Desk's clocks, deadlines and states, and the hours above the limit. Working days stand in one array;
// a day's length never differs, so a deadline is a division. The registry, licences, training, reports and letters are left out.
import { parseEmail } from '../../src/rules/kinds.js';
import { keyOf } from '../../src/rules/text.js';
import type { Grid } from '../../src/sheets/grid.js';
import {
  columnsOf,
  dayOf,
  flagOf,
  isEmpty,
  isFilled,
  isSound,
  isUsed,
  numberOf,
  secondsOf,
  wordOf,
} from '../cells.js';
import { workingDays } from '../working-days.js';

export interface TechnocomGrids {
  readonly representatives: Grid;
  readonly tickets: Grid;
  readonly hours: Grid;
}

export interface TechnocomFigures {
  /** By row of «Обращения», seconds on the wall clock since 1899-12-30; NaN where there is none. */
  readonly starts: Float64Array;
  readonly dues: Float64Array;
  /** By row: the word of «Состояние», null in error. */
  readonly states: readonly (string | null)[];
  /** By row of «Часы головного офиса»; NaN in error. */
  readonly running: Float64Array;
  readonly over: Float64Array;
  readonly errors: number;
}

const DAY = 86_400;
const HOUR = 3_600;
const OPEN = 8.5 * HOUR;
const LENGTH = 9 * HOUR;
const CLARIFY = 3 * DAY;
const URGENT_SOON = 2 * HOUR;
const EPOCH_DAY = 25_569;

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
const ROLES = new Map([
  ['авторизованный', 80],
  ['официальный', 160],
  ['золотой', 160],
]);
const NO_PRIORITY = 4;
const CONSULTATION_DAYS = 5;
/** Working days by priority; a low one waits for a release, and none is planned. */
const PRIORITY_DAYS = [1, 3, 21, 0, 0] as const;

const tidy = (hours: number): number => Math.round(hours * 1e6) / 1e6;
const optionalSeconds = (raw: Grid[number][number] | undefined): number =>
  isEmpty(raw) ? 0 : secondsOf(raw);

/** `now` in seconds on the wall clock of the programme. */
export function technocomPass(grids: TechnocomGrids, now: number): TechnocomFigures {
  let errors = 0;
  const { days, upTo, from } = workingDays('РФ');
  const position = (at: number): number => {
    const day = Math.floor(at / DAY);
    const count = upTo[day - from] ?? 0;
    if (days[count - 1] !== day) return count * LENGTH;
    return (count - 1) * LENGTH + Math.min(Math.max(at - day * DAY - OPEN, 0), LENGTH);
  };
  const instantAt = (target: number): number => {
    const index = Math.ceil(target / LENGTH) - 1;
    return (days[index] ?? 0) * DAY + OPEN + target - index * LENGTH;
  };

  const limits = new Map<string, number>();
  {
    const grid = grids.representatives;
    const own = columnsOf(grid, 'Партнёр', 'Роль', 'Email', 'Дистрибьюторское соглашение');
    const [name = -1, role = -1, email = -1, agreement = -1] = own;
    for (let r = 1; r < grid.length; r += 1) {
      const row = grid[r];
      if (!row || !isUsed(row, own)) continue;
      const key = isFilled(row[name]) ? keyOf(String(row[name])) : '';
      const isNew = key !== '' && !limits.has(key);
      const limit = wordOf(row[role], ROLES, -1);
      // A row in error still names its partner.
      if (isNew) limits.set(key, limit);
      if (
        !isNew ||
        limit < 0 ||
        parseEmail(String(row[email] ?? '')) === null ||
        (!isEmpty(row[agreement]) && Number.isNaN(dayOf(row[agreement])))
      )
        errors += 1;
    }
  }
  const spellings = new Map<string, string | null>();
  /** The key of a partner that there is, null of any other. */
  const partnerOf = (raw: Grid[number][number] | undefined): string | null => {
    if (!isFilled(raw)) return null;
    const typed = String(raw);
    const known = spellings.get(typed);
    if (known !== undefined) return known;
    const key = keyOf(typed);
    const found = limits.has(key) ? key : null;
    spellings.set(typed, found);
    return found;
  };

  const { length } = grids.tickets;
  const starts = new Float64Array(length).fill(Number.NaN);
  const dues = new Float64Array(length).fill(Number.NaN);
  const states = new Array<string | null>(length).fill(null);
  {
    const grid = grids.tickets;
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
    for (let r = 1; r < length; r += 1) {
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
        !texts.every((column) => isSound(row[column])) ||
        !flags.every((column) => flagOf(row[column]) >= 0) ||
        partnerOf(row[partner]) === null ||
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
      const due = given === 0 ? Number.NaN : instantAt(position(start) + given * LENGTH);
      starts[r] = start;
      dues[r] = Number.isNaN(start) ? Number.NaN : due;
      if (isSolved)
        states[r] = solvedAt > due && !Number.isNaN(start) ? 'решено с опозданием' : 'решено в срок';
      else if (Number.isNaN(start)) states[r] = isAsked ? 'ждём данных' : 'ждём уточнения';
      else if (Number.isNaN(due)) states[r] = 'без срока';
      else if (now > due) states[r] = 'просрочено';
      else {
        const soon = instantAt(position(due) - (urgency === 0 ? URGENT_SOON : LENGTH));
        states[r] = now >= soon ? 'скоро' : 'в работе';
      }
    }
  }

  const running = new Float64Array(grids.hours.length).fill(Number.NaN);
  const over = new Float64Array(grids.hours.length).fill(Number.NaN);
  {
    const grid = grids.hours;
    const own = columnsOf(
      grid,
      'Дата запроса',
      'Партнёр',
      'Предприятие',
      'Задачи',
      'Оценка часов',
      'Назначен',
      'Дата работ',
      'Факт часов',
    );
    const [requested = -1, partner = -1, company = -1, tasks = -1, estimate = -1, assigned = -1] = own;
    const [worked = -1, actual = -1] = own.slice(6);
    const order: number[] = [];
    const on = new Float64Array(grid.length);
    for (let r = 1; r < grid.length; r += 1) {
      const row = grid[r];
      if (!row || !isUsed(row, own)) continue;
      const asked = secondsOf(row[requested]);
      const day = isEmpty(row[worked]) ? Math.floor(asked / DAY) : dayOf(row[worked]);
      if (
        Number.isNaN(asked) ||
        Number.isNaN(day) ||
        partnerOf(row[partner]) === null ||
        !isFilled(row[company]) ||
        !isFilled(row[tasks]) ||
        !(numberOf(row[estimate]) >= 0) ||
        Number.isNaN(optionalSeconds(row[assigned])) ||
        !(isEmpty(row[actual]) || numberOf(row[actual]) >= 0)
      ) {
        errors += 1;
        continue;
      }
      on[r] = day;
      order.push(r);
    }
    order.sort((a, b) => (on[a] ?? 0) - (on[b] ?? 0) || a - b);
    const totals = new Map<string, number>();
    for (const r of order) {
      const row = grid[r] ?? [];
      const key = partnerOf(row[partner]) ?? '';
      const year = new Date(((on[r] ?? 0) - EPOCH_DAY) * 86_400_000).getUTCFullYear();
      const hours = isEmpty(row[actual]) ? numberOf(row[estimate]) : numberOf(row[actual]);
      const total = tidy((totals.get(`${key} ${year}`) ?? 0) + hours);
      totals.set(`${key} ${year}`, total);
      running[r] = total;
      const limit = limits.get(key) ?? -1;
      over[r] = limit < 0 ? 0 : tidy(Math.min(hours, Math.max(0, total - limit)));
    }
  }
  return { starts, dues, states, running, over, errors };
}
