// «Вебинары» by hand: one case per webinar, found by its code, to which the rows of the other tabs are added.
import { parseEmail } from '../../src/rules/email.js';
import { keyOf } from '../../src/rules/text.js';
import type { Grid } from '../../src/sheets/grid.js';
import { areAll, columnsOf, isFilled, isNew, isSound, isUsed, optionalDay, secondsOf } from '../cells.js';

const DAY = 86_400;

/** A webinar that counts. Days are serials, 0 for none; money in hundredths. */
export interface Case {
  /** Row of the grid. */
  readonly row: number;
  readonly startDay: number;
  readonly endDay: number;
  readonly ended: boolean;
  readonly programmeSubmitted: number;
  readonly actualBudget: number;
  readonly exclusionLifted: number;
  hasRefused: boolean;
  /** The row of «Слушатели» that holds each address. */
  readonly holders: Map<string, number>;
  /** Minutes per address; Infinity when a row gives no minutes. */
  readonly minutes: Map<string, number>;
  /** Channels with announcements, and the amount still to be deducted from their lines. */
  readonly announced: Map<string, number>;
  /** Channels that are not compensated at all. */
  readonly barred: Set<string>;
  compensation: number;
  hasHandedMaterials: boolean;
  changes: number;
  placements: number;
}

export interface Cases {
  readonly list: readonly Case[];
  readonly byCode: Map<string, number>;
  readonly errors: number;
}

type Raw = Grid[number][number] | undefined;

const isAddress = (raw: Raw): boolean => parseEmail(String(raw ?? '')) !== null;
const isDayOrBlank = (raw: Raw): boolean => !Number.isNaN(optionalDay(raw));

/** The day; 0 for a blank cell or a later day. */
function pastDay(raw: Raw, today: number): number {
  const day = optionalDay(raw);
  return day <= today ? day : 0;
}

/** `now`: wall-clock seconds; a later day counts as blank. */
export function readCases(grid: Grid, now: number): Cases {
  const today = Math.floor(now / DAY);
  const main = columnsOf(
    grid,
    'Вебинар',
    'Партнёр',
    'Email партнёра',
    'Координатор',
    'Тема',
    'Начало',
    'Окончание',
    'Ссылка',
    'Запись',
  );
  const [code = -1, partner = -1, email = -1, coordinator = -1, topic = -1, start = -1, end = -1] = main;
  const [link = -1, recording = -1] = main.slice(7);
  const dates = columnsOf(
    grid,
    'Программа подана',
    'Фактическая смета',
    'Отказ',
    'Исключение снято',
    'Программа согласована',
    'Смета подана',
    'Смета согласована',
    'Материалы переданы',
    'Количественный отчёт',
    'Фотографии',
    'Список регистраций',
    'Бухгалтерские документы',
    'Скриншоты анонсов',
    'Рассылка после',
    'Лиды в CRM',
  );
  const [submitted = -1, budget = -1, refused = -1, lifted = -1] = dates;
  const own = [...main, ...dates];
  const seen = new Set<string>();
  const list: Case[] = [];
  const byCode = new Map<string, number>();
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const isNamed = isNew(row[code], seen);
    const from = secondsOf(row[start]);
    const to = secondsOf(row[end]);
    if (
      !isNamed ||
      !isFilled(row[partner]) ||
      !isAddress(row[email]) ||
      !isAddress(row[coordinator]) ||
      !isFilled(row[topic]) ||
      !isSound(row[link]) ||
      !isSound(row[recording]) ||
      !areAll(row, dates, isDayOrBlank) ||
      // Also true when one of them is NaN.
      !(to > from)
    ) {
      errors += 1;
      continue;
    }
    byCode.set(keyOf(String(row[code])), list.length);
    list.push({
      row: r,
      startDay: Math.floor(from / DAY),
      endDay: Math.floor(to / DAY),
      ended: to <= now,
      programmeSubmitted: pastDay(row[submitted], today),
      actualBudget: pastDay(row[budget], today),
      exclusionLifted: pastDay(row[lifted], today),
      hasRefused: pastDay(row[refused], today) > 0,
      holders: new Map(),
      minutes: new Map(),
      announced: new Map(),
      barred: new Set(),
      compensation: 0,
      hasHandedMaterials: false,
      changes: 0,
      placements: 0,
    });
  }
  return { list, byCode, errors };
}
