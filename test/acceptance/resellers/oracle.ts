// The resellers' programme read from its spec once more, slowly: plain loops over typed cells, nothing of src/rules.
// Days are numbers since 30.12.1899, instants are wall-clock minutes since then, money is whole hundredths.
export type RawCell = string | number | boolean | null;
/** Cells by header; null is an empty row. */
export type RawRow = Readonly<Record<string, RawCell>> | null;
export type Tables = Readonly<Partial<Record<string, readonly RawRow[]>>>;

export interface Settings {
  readonly threshold: number;
  readonly low: number;
  readonly high: number;
  readonly method: 'вся сумма' | 'сверх порога';
  readonly period: 'год участия' | 'всё время';
  /** Levels that earn points; null = all. */
  readonly levels: readonly string[] | null;
  readonly renewal: readonly number[];
  readonly answerDays: number;
  readonly warnDays: number;
  readonly manager: string | null;
}
export const SEED: Settings = {
  threshold: 3_000_000,
  low: 2,
  high: 4,
  method: 'вся сумма',
  period: 'год участия',
  levels: null,
  renewal: [60, 30, 14, 7],
  answerDays: 5,
  warnDays: 3,
  manager: 'boss@x.kz',
};

export const DAY = 1440;
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
/** The serial of a date. 01.01.1900 is two days after 30.12.1899. */
export function dayOf(year: number, month: number, day: number): number {
  let days = 2;
  for (let y = 1900; y < year; y += 1) days += isLeap(y) ? 366 : 365;
  for (let m = 1; m < month; m += 1) days += monthLength(year, m);
  return days + day - 1;
}
/** `21.09.2023` → serial; with ` 11:00` a fraction of a day. */
export function serial(text: string): number {
  const match = /^(\d+)\.(\d+)\.(\d+)(?: (\d+):(\d+))?$/.exec(text);
  if (!match) throw new Error(text);
  const [, d, m, y, h = '0', min = '0'] = match;
  return dayOf(Number(y), Number(m), Number(d)) + (Number(h) * 60 + Number(min)) / DAY;
}
/** `21.09.2023 11:00` → wall-clock minutes. */
export const at = (text: string): number => Math.round(serial(text) * DAY);
export function yearOf(day: number): number {
  let year = 1900;
  while (dayOf(year + 1, 1, 1) <= day) year += 1;
  return year;
}
function monthOf(day: number): number {
  let month = 1;
  while (month < 12 && dayOf(yearOf(day), month + 1, 1) <= day) month += 1;
  return month;
}
/** Quarters counted from nought: 4 × year + 0…3. */
const quarterOf = (day: number): number => yearOf(day) * 4 + Math.floor((monthOf(day) - 1) / 3);
function lastDayOf(quarter: number): number {
  const next = quarter + 1;
  return dayOf(Math.floor(next / 4), (next % 4) * 3 + 1, 1) - 1;
}
const quarterName = (quarter: number): string => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
/** Mon = 0; 01.01.1900 was a Monday. */
const weekday = (day: number): number => (day - 2) % 7;

// «Календарь» of Kazakhstan as 06-calendar.md has it.
const EVERY_YEAR = [
  '01.01',
  '02.01',
  '07.01',
  '08.03',
  '21.03',
  '22.03',
  '23.03',
  '01.05',
  '07.05',
  '09.05',
  '06.07',
];
const ALSO: Readonly<Record<number, readonly string[]>> = {
  2023: ['30.08', '28.06', '03.01', '08.05', '07.07', '18.12'],
  2024: ['30.08', '16.06', '25.03', '08.05', '08.07'],
  2025: ['30.08', '06.06', '03.01', '10.03', '24.03', '25.03', '07.07', '01.09', '27.10'],
  2026: ['27.05', '09.03', '24.03', '25.03', '11.05', '26.10'],
};
const WORKING: Readonly<Record<number, string>> = { 2023: '01.07', 2024: '04.05', 2025: '05.01' };
export function isWorking(day: number): boolean {
  const year = yearOf(day);
  const working = WORKING[year];
  if (working !== undefined && serial(`${working}.${year}`) === day) return true;
  const off = [...EVERY_YEAR, '25.10', '16.12', ...(ALSO[year] ?? [])];
  return weekday(day) < 5 && !off.some((one) => serial(`${one}.${year}`) === day);
}

// Cells. `undefined` = a cell that cannot be read; null = a blank one.
type Read<T> = T | null | undefined;
const isBlank = (raw: RawCell | undefined): raw is null | undefined =>
  raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '');
export const likeHeader = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ?\*+$/, '')
    .toLowerCase()
    .replaceAll('ё', 'е');
const text = (raw: RawCell | undefined): Read<string> => (isBlank(raw) ? null : String(raw).trim());
function number(raw: RawCell | undefined): Read<number> {
  if (isBlank(raw)) return null;
  if (typeof raw === 'number') return raw;
  if (typeof raw === 'boolean') return undefined;
  const plain = raw
    .replace(/\s/g, '')
    .replace(/(руб\.?|₸)$/, '')
    .replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
/** Whole hundredths. */
function money(raw: RawCell | undefined): Read<number> {
  const value = number(raw);
  return typeof value === 'number' ? Math.round(value * 100) : value;
}
function integer(raw: RawCell | undefined): Read<number> {
  const value = number(raw);
  return typeof value !== 'number' || Number.isInteger(value) ? value : undefined;
}
function date(raw: RawCell | undefined): Read<number> {
  if (isBlank(raw)) return null;
  if (typeof raw === 'number') return Math.floor(raw);
  if (typeof raw === 'boolean') return undefined;
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(raw.trim());
  const ru = iso ? `${iso[3]}.${iso[2]}.${iso[1]}` : raw.trim();
  const parts = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(ru);
  if (!parts) return undefined;
  const [d, m, y] = parts.slice(1).map(Number) as [number, number, number];
  return m >= 1 && m <= 12 && d >= 1 && d <= monthLength(y, m) ? dayOf(y, m, d) : undefined;
}
function flag(raw: RawCell | undefined): Read<boolean> {
  if (isBlank(raw)) return false;
  const word = String(raw).trim().toLowerCase();
  if (['да', '+', '1', 'true'].includes(word)) return true;
  return ['нет', '-', '0', 'false'].includes(word) ? false : undefined;
}
function oneOf(raw: RawCell | undefined, words: readonly string[]): Read<string> {
  if (isBlank(raw)) return null;
  return words.find((one) => likeHeader(one) === likeHeader(String(raw)));
}
function email(raw: RawCell | undefined): Read<string> {
  if (isBlank(raw)) return null;
  const plain = String(raw).trim().toLowerCase();
  return /^[a-z0-9._-]+@[a-z0-9-]+\.[a-z]+$/.test(plain) ? plain : undefined;
}
/** A required value: blank is as bad as unreadable. */
const need = <T>(value: Read<T>): T | undefined => value ?? undefined;

export interface Letter {
  readonly code: string;
  readonly to: string;
  /** «Отправить не раньше», minutes. */
  readonly notBefore: number;
}
/** What earlier runs left in the workbook. */
export interface Memory {
  readonly keys: Set<string>;
  /** Уровень as it stands in «Реселлеры», by sheet row and the name typed there. */
  readonly levels: Map<string, string>;
  /** Applications whose «Можно одобрить» stands filled, likewise. */
  readonly open: Set<string>;
  /** The level that the newest letter told a company. */
  readonly told: Map<string, string>;
}
export const noMemory = (): Memory => ({
  keys: new Set(),
  levels: new Map(),
  open: new Set(),
  told: new Map(),
});

export interface Deadline {
  readonly tab: string | null;
  readonly row: number | null;
  readonly due: number;
  readonly left: number;
  readonly state: string;
}
export type Computed = Readonly<Record<string, RawCell>>;
export interface Answer {
  /** Computed cells by tab and sheet row; of a note only that there is one, or that it tells a mistake. */
  readonly computed: Readonly<Record<string, ReadonlyMap<number, Computed>>>;
  readonly accounts: readonly (readonly RawCell[])[];
  readonly partners: readonly (readonly RawCell[])[];
  readonly servicePartners: readonly (readonly RawCell[])[];
  readonly deadlines: readonly Deadline[];
  /** `Вкладка/строка`. */
  readonly errors: ReadonlySet<string>;
  readonly letters: readonly Letter[];
}
export const MISTAKE = 'ошибка';
export const NOTED = '*';

const LEVELS = ['Primary Reseller', 'Professional Reseller', 'Corporate Reseller', 'Solution Provider'];
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'Primary Reseller': [],
  'Professional Reseller': ['План продаж', 'Специалист по продажам'],
  'Corporate Reseller': ['План продаж', 'Специалист по продажам', 'Техперсонал'],
  'Solution Provider': ['План продаж', 'Совместные решения'],
};
const WAY_DOWN: Readonly<Record<string, readonly string[]>> = {
  'Primary Reseller': ['Primary Reseller'],
  'Professional Reseller': ['Professional Reseller', 'Primary Reseller'],
  'Corporate Reseller': ['Corporate Reseller', 'Professional Reseller', 'Primary Reseller'],
  'Solution Provider': ['Solution Provider', 'Professional Reseller', 'Primary Reseller'],
};
const FLAGS = [
  'План продаж',
  'Специалист по продажам',
  'Техперсонал',
  'Совместные решения',
  'SWS',
  'AWS',
  'Инженер',
];
const OWN = [
  'Уровень',
  'Сервисный статус',
  'Чего не хватает',
  'Действует до',
  'Участие',
  'Баллы',
  'Доступно баллов',
  'До порога',
];

/** Half away from zero to a hundredth; `hundredths` of money by percents of at most two decimals. */
function percentOf(hundredths: number, percent: number): number {
  const exact = BigInt(hundredths) * BigInt(Math.round(percent * 100));
  const sign = exact < 0n ? -1n : 1n;
  return Number(sign * ((exact * sign + 5_000n) / 10_000n));
}

export function oracle(
  tables: Tables,
  settings: Settings,
  run: { readonly now: number; readonly ahead: boolean; readonly memory: Memory },
): Answer {
  const { now, memory } = run;
  const today = Math.floor(now / DAY);
  const errors = new Set<string>();
  const computed: Record<string, Map<number, Computed>> = {};
  const rowsOf = (tab: string): { row: number; cells: Readonly<Record<string, RawCell>> }[] => {
    computed[tab] = new Map();
    const found: { row: number; cells: Readonly<Record<string, RawCell>> }[] = [];
    (tables[tab] ?? []).forEach((cells, index) => {
      if (cells && Object.values(cells).some((cell) => !isBlank(cell) && cell !== false))
        found.push({ row: index + 2, cells });
    });
    return found;
  };
  const put = (tab: string, row: number, cells: Computed): void => {
    computed[tab]?.set(row, cells);
  };
  const wrong = (tab: string, row: number, cells: Computed): void => {
    errors.add(`${tab}/${row}`);
    put(tab, row, cells);
  };

  // «Реселлеры».
  interface Company {
    readonly row: number;
    /** The row and the cell as typed: whose Уровень of the last run stands there. */
    readonly typed: string;
    readonly name: string;
    readonly email: string;
    readonly from: number;
    readonly until: number;
    readonly declared: string;
    readonly has: Readonly<Record<string, boolean>>;
    level: string;
    service: string | null;
    readonly purchases: { readonly on: number; readonly sum: number }[];
    readonly credits: { readonly quarter: number; readonly points: number }[];
    readonly used: { readonly on: number; readonly points: number }[];
  }
  const companies: Company[] = [];
  const named = new Set<string>();
  for (const { row, cells } of rowsOf('Реселлеры')) {
    const name = need(text(cells['Компания']));
    const isRepeated = name !== undefined && named.has(likeHeader(name));
    if (name !== undefined) named.add(likeHeader(name));
    const address = need(email(cells.Email));
    const from = need(date(cells['Дата регистрации']));
    const declared = need(oneOf(cells['Заявленный уровень'], LEVELS));
    const flags = FLAGS.map((one) => flag(cells[one]));
    const extended = integer(cells['Продлено по год']);
    const agreed = flag(cells['Согласовано']);
    if (
      name === undefined ||
      isRepeated ||
      address === undefined ||
      from === undefined ||
      declared === undefined ||
      flags.includes(undefined) ||
      extended === undefined ||
      agreed === undefined ||
      (extended !== null && extended < yearOf(from))
    ) {
      wrong('Реселлеры', row, Object.fromEntries(OWN.map((one) => [one, null])));
      continue;
    }
    const lastYear = extended !== null && agreed === true ? extended : yearOf(from);
    companies.push({
      row,
      typed: `${row}/${String(cells['Компания'])}`,
      name,
      email: address,
      from,
      until: dayOf(lastYear, 12, 31),
      declared,
      has: Object.fromEntries(FLAGS.map((one, index) => [one, flags[index] === true])),
      level: '',
      service: null,
      purchases: [],
      credits: [],
      used: [],
    });
  }
  const companyOf = (name: string): Company | undefined =>
    companies.find((one) => likeHeader(one.name) === likeHeader(name));
  const isKnown = (name: string): boolean => named.has(likeHeader(name));
  const lacks = (one: Company, level: string): string[] =>
    (REQUIRED[level] ?? []).filter((title) => one.has[title] !== true);
  const takesPart = (one: Company): string =>
    today < one.from ? 'ещё не началось' : today > one.until ? 'истекло' : 'действует';

  // «Заявки на уровень».
  const undecided: { readonly row: number; readonly on: number }[] = [];
  const applications: {
    readonly row: number;
    readonly on: number;
    readonly company: Company;
    readonly level: string;
    readonly decision: string | null;
    readonly decided: number;
    readonly dated: boolean;
    readonly typed: string;
  }[] = [];
  for (const { row, cells } of rowsOf('Заявки на уровень')) {
    const on = need(date(cells['Дата']));
    const name = need(text(cells['Компания']));
    const level = need(oneOf(cells['Уровень'], LEVELS));
    const decision = oneOf(cells['Решение'], ['одобрено', 'отклонено']);
    const decidedOn = date(cells['Дата решения']);
    const empty = { 'Можно одобрить': null, 'Чего не хватает': null };
    if (
      on === undefined ||
      name === undefined ||
      level === undefined ||
      decision === undefined ||
      decidedOn === undefined ||
      !isKnown(name)
    ) {
      wrong('Заявки на уровень', row, empty);
      continue;
    }
    const company = companyOf(name);
    put('Заявки на уровень', row, empty);
    if (decision === null) undecided.push({ row, on });
    if (!company) continue;
    applications.push({
      row,
      on,
      company,
      level,
      decision,
      decided: decidedOn ?? on,
      dated: decidedOn !== null,
      typed: `${row}/${name}`,
    });
  }
  for (const one of applications) {
    const missing = lacks(one.company, one.level);
    const may = missing.length === 0 && takesPart(one.company) === 'действует' ? 'да' : 'нет';
    put('Заявки на уровень', one.row, {
      'Можно одобрить': one.decision === null ? may : null,
      'Чего не хватает': missing.length === 0 ? null : missing.join(', '),
    });
  }

  // Rules 1 and 2.
  const askedOf = (one: Company): string => {
    let asked = one.declared;
    let newest = Number.NEGATIVE_INFINITY;
    for (const other of applications) {
      if (other.company !== one || other.decision !== 'одобрено') continue;
      // «Dated up to today», and counting from the decision.
      if (other.on > today || other.decided > today) continue;
      if (other.decided >= newest) {
        newest = other.decided;
        asked = other.level;
      }
    }
    return asked;
  };
  for (const one of companies) {
    const asked = askedOf(one);
    one.level = (WAY_DOWN[asked] ?? []).find((level) => lacks(one, level).length === 0) ?? '';
    if (one.has.SWS && one.has.AWS && one.has['Инженер']) {
      if (one.level === 'Professional Reseller' || one.level === 'Corporate Reseller')
        one.service = 'Service Reseller';
      if (one.level === 'Solution Provider') one.service = 'Service Provider';
    }
  }
  const earns = (one: Company): boolean => settings.levels?.includes(one.level) ?? true;

  // «Закупки».
  for (const { row, cells } of rowsOf('Закупки')) {
    const on = need(date(cells['Дата']));
    const name = need(text(cells['Компания']));
    const sum = need(money(cells['Сумма']));
    if (on === undefined || name === undefined || sum === undefined || !isKnown(name)) {
      wrong('Закупки', row, { Примечание: MISTAKE });
      continue;
    }
    const company = companyOf(name);
    const counts = company !== undefined && on >= company.from && on <= company.until && on <= today;
    if (counts) company.purchases.push({ on, sum });
    // A level that earns nothing is told too, though the spec does not ask for it.
    put('Закупки', row, { Примечание: counts && earns(company) ? null : NOTED });
  }

  // Rule 4.
  const threshold = Math.round(settings.threshold * 100);
  const sumUpTo = (one: Company, day: number): number => {
    const start = settings.period === 'год участия' ? dayOf(yearOf(day), 1, 1) : Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (const purchase of one.purchases) if (purchase.on >= start && purchase.on <= day) sum += purchase.sum;
    return sum;
  };
  const totalOf = (sum: number): number => {
    if (settings.method === 'вся сумма')
      return percentOf(sum, sum <= threshold ? settings.low : settings.high);
    const below = Math.min(sum, threshold);
    const exact =
      BigInt(below) * BigInt(Math.round(settings.low * 100)) +
      BigInt(sum - below) * BigInt(Math.round(settings.high * 100));
    const sign = exact < 0n ? -1n : 1n;
    return Number(sign * ((exact * sign + 5_000n) / 10_000n));
  };
  const exactOf = (sum: number): number => {
    const below = Math.min(sum, threshold);
    return below * Math.round(settings.low * 100) + (sum - below) * Math.round(settings.high * 100);
  };
  const accounts: RawCell[][] = [];
  const current = quarterOf(today);
  for (const one of companies) {
    if (!earns(one) || one.purchases.length === 0) continue;
    let all = 0;
    const first = quarterOf(Math.min(...one.purchases.map(({ on }) => on)));
    for (let quarter = first; quarter <= current; quarter += 1) {
      const end = lastDayOf(quarter);
      const sum = sumUpTo(one, end);
      const restarts = settings.period === 'год участия' && quarter % 4 === 0;
      const before = restarts ? 0 : totalOf(sumUpTo(one, lastDayOf(quarter - 1)));
      const points = totalOf(sum) - before;
      all += points;
      let bought = 0;
      for (const purchase of one.purchases) if (quarterOf(purchase.on) === quarter) bought += purchase.sum;
      const isPast = today > end;
      if (isPast) one.credits.push({ quarter, points });
      let rate = sum <= threshold ? settings.low : settings.high;
      if (settings.method === 'сверх порога') rate = sum === 0 ? settings.low : exactOf(sum) / sum / 100;
      accounts.push([
        one.name,
        quarterName(quarter),
        bought / 100,
        sum / 100,
        rate,
        points / 100,
        all / 100,
        isPast ? 'итог' : 'прогноз',
      ]);
    }
  }

  // «Списания баллов».
  const redemptions: {
    readonly row: number;
    readonly on: number;
    readonly points: number;
    readonly company: Company;
  }[] = [];
  for (const { row, cells } of rowsOf('Списания баллов')) {
    const on = need(date(cells['Дата']));
    const name = need(text(cells['Компания']));
    const points = need(number(cells['Баллы']));
    if (
      on === undefined ||
      name === undefined ||
      points === undefined ||
      points <= 0 ||
      need(text(cells['За что'])) === undefined ||
      !isKnown(name)
    ) {
      wrong('Списания баллов', row, { Примечание: MISTAKE });
      continue;
    }
    const company = companyOf(name);
    if (!company || on > today) {
      put('Списания баллов', row, { Примечание: NOTED });
      continue;
    }
    redemptions.push({ row, on, points: Math.round(points * 100), company });
  }
  redemptions.sort((a, b) => a.on - b.on || a.row - b.row);
  for (const { row, on, points, company } of redemptions) {
    let available = 0;
    for (const credit of company.credits) if (lastDayOf(credit.quarter) <= on) available += credit.points;
    for (const other of company.used) available -= other.points;
    if (points > available) {
      wrong('Списания баллов', row, { Примечание: MISTAKE });
      continue;
    }
    company.used.push({ on, points });
    put('Списания баллов', row, { Примечание: null });
  }

  for (const one of companies) {
    let points = 0;
    for (const credit of one.credits) points += credit.points;
    let available = points;
    for (const used of one.used) available -= used.points;
    const missing = lacks(one, askedOf(one));
    put('Реселлеры', one.row, {
      Уровень: one.level,
      'Сервисный статус': one.service,
      'Чего не хватает': missing.length === 0 ? null : missing.join(', '),
      'Действует до': one.until,
      Участие: takesPart(one),
      Баллы: points / 100,
      'Доступно баллов': available / 100,
      'До порога': earns(one) ? Math.max(0, threshold - sumUpTo(one, today)) / 100 : 0,
    });
  }

  const listed = companies
    .filter((one) => one.level !== 'Primary Reseller' && takesPart(one) === 'действует')
    .map((one) => [one.name, one.level, one.service, one.until]);

  // «Сроки».
  const deadlines: Deadline[] = [];
  const deadline = (tab: string | null, row: number | null, due: number, isDone = false): void => {
    const left = due - today;
    let state = 'впереди';
    if (isDone) state = 'выполнено';
    else if (left < 0) state = 'просрочено';
    else if (left === 0) state = 'сегодня';
    else if (left <= settings.warnDays) state = 'скоро';
    deadlines.push({ tab, row, due, left, state });
  };
  for (const one of companies)
    for (let year = yearOf(one.from); year <= yearOf(one.until); year += 1)
      deadline('Реселлеры', one.row, dayOf(year, 12, 31), year < yearOf(one.until));
  deadline(null, null, lastDayOf(current));
  // Also of a company in error: the row itself is in order.
  for (const one of undecided) {
    let due = one.on;
    for (let left = settings.answerDays; left > 0;) {
      due += 1;
      if (isWorking(due)) left -= 1;
    }
    deadline('Заявки на уровень', one.row, due);
  }

  // Letters.
  const letters: Letter[] = [];
  const send = (code: string, to: string, object: string, notBefore: number, mayBeAhead = true): boolean => {
    const key = `${code}|${to}|${object}`;
    const last = run.ahead && mayBeAhead ? now + 36 * 60 : now;
    if (notBefore > last || notBefore < now - 24 * 60 || memory.keys.has(key)) return false;
    memory.keys.add(key);
    letters.push({ code: `resellers.${code}`, to, notBefore });
    return true;
  };
  for (const one of companies) {
    // Nobody is reminded before joining, nor of an end that has passed.
    for (const before of settings.renewal)
      if (one.until - before >= one.from && today <= one.until)
        send('renewal', one.email, `${one.name}/${one.until}/${before}`, (one.until - before) * DAY);
    send('expired', one.email, `${one.name}/${one.until}`, (one.until + 1) * DAY, false);
    if (earns(one))
      for (const quarter of new Set(one.purchases.map(({ on }) => quarterOf(on))))
        send('points', one.email, `${one.name}/${quarter}`, (lastDayOf(quarter) + 1) * DAY, false);
  }
  // One letter tells a decision and the level that it changes.
  const levelOf = (one: Company, asked: string): string =>
    (WAY_DOWN[asked] ?? []).find((level) => lacks(one, level).length === 0) ?? '';
  const told = new Map<Company, string>();
  const earlier = new Map(memory.told);
  for (const one of applications) {
    if (one.decision === null) continue;
    const { company, decided } = one;
    // Decided since the last run without a date: told at once, or it would never be.
    const occasion = one.dated || !memory.open.has(one.typed) ? decided * DAY : now;
    const object = `${company.name}/${decided}/${one.on}/${one.level}/${one.decision}`;
    if (!send('level', company.email, object, occasion)) continue;
    const isAhead = one.decision === 'одобрено' && decided > today;
    const level = isAhead ? levelOf(company, one.level) : company.level;
    memory.told.set(`${company.email}/${company.name}`, level);
    // What is queued for tomorrow tells nothing of today.
    if (occasion <= now) told.set(company, level);
  }
  for (const one of companies) {
    const before = memory.levels.get(one.typed);
    const about = `${one.email}/${one.name}`;
    const isTold = told.get(one) === one.level || earlier.get(about) === one.level;
    const isChanged = before !== undefined && before !== one.level && !isTold;
    if (isChanged && send('level', one.email, `${one.name}/${memory.keys.size}`, now))
      memory.told.set(about, one.level);
  }
  memory.open.clear();
  for (const one of applications) if (one.decision === null) memory.open.add(one.typed);
  memory.levels.clear();
  for (const one of companies) memory.levels.set(one.typed, one.level);
  if (settings.manager !== null)
    for (const day of [today - 1, today])
      if (weekday(day) === 0) send('digest', settings.manager, String(day), day * DAY, false);

  return {
    computed,
    accounts,
    partners: listed,
    servicePartners: listed.filter(([, , service]) => service !== null),
    deadlines,
    errors,
    letters,
  };
}
