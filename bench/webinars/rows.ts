// The rows that belong to a webinar, by hand: each tab is checked in one pass and added to its case.
// Every reader returns the number of rows in error.
import { parseEmail } from '../../src/rules/email.js';
import { keyOf } from '../../src/rules/text.js';
import type { Grid } from '../../src/sheets/grid.js';
import { lookup } from '../by-hand.js';
import {
  areAll,
  centsOf,
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
import type { Case, Cases } from './cases.js';

type Raw = Grid[number][number] | undefined;

const PHONE_DIGITS = 10;
const REFUSALS = new Map([
  ['конкурент', 1],
  ['учащийся', 1],
]);
const KINDS = new Map([
  ['отказ', 0],
  ['передача материалов', 1],
  ['изменение программы', 2],
  ['размещение', 3],
  ['иное', 4],
]);
/** «вебинар от 1С-Битрикс» with any quotes, dashes and letter case. */
const VENDORS =
  /(?:вебинар|мероприят)\p{L}*[\s«»"„“:–—-]{1,8}от[\s«»"„“:–—-]{1,8}(?:1[сc][\s«»"„“:–—-]{0,4})?(?:битрикс|bitrix)/iu;

/** Statuses of the rows of «Слушатели». */
export const STATUS = { error: -1, waiting: 0, rejected: 1, accepted: 2, erased: 3 } as const;

const caseOf = ({ list, byCode }: Cases, raw: Raw): Case | undefined =>
  isFilled(raw) ? list[lookup(byCode, String(raw))] : undefined;

/** Hundredths, not below 0; NaN for anything else; `blank` for an empty cell. */
function costOf(raw: Raw, blank: number): number {
  if (isEmpty(raw)) return blank;
  const cents = centsOf(raw);
  return cents >= 0 ? cents : Number.NaN;
}

function digitsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
}

/** Of several complete registrations with one address the earliest counts; of equal ones, the upper row. */
export function readListeners(grid: Grid, cases: Cases, now: number, statuses: Int8Array): number {
  const own = columnsOf(
    grid,
    'Вебинар',
    'Дата регистрации',
    'Отказать',
    'Удалить данные',
    'Согласие',
    'Email',
    'Телефон',
    'Фамилия',
    'Имя',
    'Компания',
    'Должность',
  );
  const [webinar = -1, registered = -1, refuse = -1, erase = -1, consent = -1, email = -1, phone = -1] = own;
  const fields = own.slice(7);
  const times = new Float64Array(grid.length);
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const one = caseOf(cases, row[webinar]);
    const time = secondsOf(row[registered]);
    const refused = wordOf(row[refuse], REFUSALS, 0);
    const erased = flagOf(row[erase]);
    if (!one || Number.isNaN(time)) {
      errors += 1;
      statuses[r] = STATUS.error;
      continue;
    }
    statuses[r] = erased === 1 ? STATUS.erased : time > now ? STATUS.waiting : STATUS.rejected;
    if (time > now || refused !== 0 || erased < 0 || flagOf(row[consent]) !== 1) continue;
    const address = isFilled(row[email]) ? parseEmail(String(row[email])) : null;
    if (address === null || !isSound(row[phone]) || digitsIn(String(row[phone] ?? '')) < PHONE_DIGITS)
      continue;
    if (!areAll(row, fields, isFilled)) continue;
    times[r] = time;
    const known = one.holders.get(address);
    if (known !== undefined && time >= (times[known] ?? 0)) continue;
    one.holders.set(address, r);
  }
  // An erased registration that was accepted still counts.
  for (const { holders } of cases.list)
    for (const r of holders.values()) if (statuses[r] !== STATUS.erased) statuses[r] = STATUS.accepted;
  return errors;
}

export function readAttendance(grid: Grid, cases: Cases): number {
  const own = columnsOf(grid, 'Вебинар', 'Email', 'Минут');
  const [webinar = -1, email = -1, minutes = -1] = own;
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const one = caseOf(cases, row[webinar]);
    const address = parseEmail(String(row[email] ?? ''));
    const lasted = isEmpty(row[minutes]) ? Infinity : numberOf(row[minutes]);
    if (!one || address === null || !(lasted >= 0)) {
      errors += 1;
      continue;
    }
    one.minutes.set(address, (one.minutes.get(address) ?? 0) + lasted);
  }
  return errors;
}

/** The cost of a forbidden announcement is to be deducted from the lines of its channel. */
export function readAnnouncements(grid: Grid, cases: Cases): number {
  const own = columnsOf(
    grid,
    'Вебинар',
    'Канал',
    'Текст',
    'Логотип организатора',
    'Холодная база',
    'Стоимость',
  );
  const [webinar = -1, channel = -1, text = -1, logo = -1, cold = -1, cost = -1] = own;
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const one = caseOf(cases, row[webinar]);
    const hasLogo = flagOf(row[logo]);
    const spent = costOf(row[cost], 0);
    if (
      !one ||
      !isFilled(row[channel]) ||
      !isFilled(row[text]) ||
      hasLogo < 0 ||
      flagOf(row[cold]) < 0 ||
      Number.isNaN(spent)
    ) {
      errors += 1;
      continue;
    }
    const isForbidden = hasLogo === 0 || VENDORS.test(String(row[text]));
    const key = keyOf(String(row[channel]));
    one.announced.set(key, (one.announced.get(key) ?? 0) + (isForbidden ? spent : 0));
    if (isForbidden) one.placements += 1;
  }
  return errors;
}

/** `today`: a serial; later dates have not happened yet. */
export function readViolations(grid: Grid, cases: Cases, today: number): number {
  const own = columnsOf(grid, 'Вебинар', 'Дата', 'Вид', 'Канал', 'Количество', 'Комментарий');
  const [webinar = -1, date = -1, kind = -1, channel = -1, quantity = -1, comment = -1] = own;
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const one = caseOf(cases, row[webinar]);
    const day = dayOf(row[date]);
    const what = wordOf(row[kind], KINDS, -1);
    const times = isEmpty(row[quantity]) ? 1 : numberOf(row[quantity]);
    if (
      !one ||
      Number.isNaN(day) ||
      what < 0 ||
      !isSound(row[channel]) ||
      !Number.isSafeInteger(times) ||
      times < 0 ||
      !isSound(row[comment])
    ) {
      errors += 1;
      continue;
    }
    if (day > today || times === 0) continue;
    if (what === 0) one.hasRefused = true;
    else if (what === 1) one.hasHandedMaterials = true;
    else if (what === 2) one.changes += times;
    else if (what === 3) {
      one.placements += times;
      if (!isEmpty(row[channel])) one.barred.add(keyOf(String(row[channel])));
    }
  }
  return errors;
}

/** Call after announcements and violations: they reduce what a line is compensated. */
export function readBudget(grid: Grid, cases: Cases): number {
  const own = columnsOf(
    grid,
    'Вебинар',
    'Статья',
    'Канал',
    'План',
    'Согласовано',
    'Факт',
    'Документ',
    'Скриншот',
  );
  const [webinar = -1, item = -1, channel = -1, planned = -1, approved = -1, actual = -1, document = -1] =
    own;
  const [screenshot = -1] = own.slice(7);
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const one = caseOf(cases, row[webinar]);
    const agreed = costOf(row[approved], 0);
    const spent = costOf(row[actual], 0);
    const hasDocument = flagOf(row[document]);
    const isSeen = flagOf(row[screenshot]);
    if (
      !one ||
      !isFilled(row[item]) ||
      !isSound(row[channel]) ||
      Number.isNaN(costOf(row[planned], Number.NaN)) ||
      Number.isNaN(agreed) ||
      Number.isNaN(spent) ||
      hasDocument < 0 ||
      isSeen < 0
    ) {
      errors += 1;
      continue;
    }
    const key = isEmpty(row[channel]) ? '' : keyOf(String(row[channel]));
    const offset = one.announced.get(key);
    if (hasDocument === 0 || (offset !== undefined && isSeen === 0) || one.barred.has(key)) continue;
    const whole = Math.min(agreed, spent);
    const taken = Math.min(offset ?? 0, whole);
    if (taken > 0) one.announced.set(key, (offset ?? 0) - taken);
    one.compensation += whole - taken;
  }
  return errors;
}
