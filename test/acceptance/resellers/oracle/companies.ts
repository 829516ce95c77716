// Rules 1 to 3 of the resellers: who participates and until when, the requested level, the level and the
// status in force.
// This file reads «Реселлеры» and «Заявки на уровень».
import { dayOf, yearOf } from '../../calendar.js';
import { date, email, flag, integer, likeHeader, need, oneOf, text } from '../../cells.js';
import { type Application, type Company, LEVELS, type Register, type Run, type Undecided } from './terms.js';

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
export const OWN = [
  'Уровень',
  'Сервисный статус',
  'Чего не хватает',
  'Действует до',
  'Участие',
  'Баллы',
  'Доступно баллов',
  'До порога',
];

export function registerOf({ sheet, today }: Run): Register {
  const suspended: { readonly row: number; readonly name: string; readonly until: number }[] = [];
  const companies: Company[] = [];
  const named = new Set<string>();
  for (const { row, cells } of sheet.rowsOf('Реселлеры')) {
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
      if (name !== undefined && !isRepeated) {
        const joined = yearOf(from ?? today);
        const isLater = agreed === true && typeof extended === 'number' && extended >= joined;
        suspended.push({ row, name, until: dayOf(isLater ? extended : joined, 12, 31) });
      }
      sheet.wrong('Реселлеры', row, Object.fromEntries(OWN.map((one) => [one, null])));
      continue;
    }
    const lastYear = extended !== null && agreed === true ? extended : yearOf(from);
    companies.push({
      row,
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
  return { companies, suspended, companyOf, isKnown };
}

export const lacks = (one: Company, level: string): string[] =>
  (REQUIRED[level] ?? []).filter((title) => one.has[title] !== true);
/** The highest level, from the requested one downwards, whose requirements are met. */
export const levelOf = (one: Company, asked: string): string =>
  (WAY_DOWN[asked] ?? []).find((level) => lacks(one, level).length === 0) ?? '';

export const takesPart = (one: Company, today: number): string =>
  today < one.from ? 'ещё не началось' : today > one.until ? 'истекло' : 'действует';

export function applicationsOf(
  { sheet, today, memory }: Run,
  { companyOf, isKnown }: Register,
): {
  readonly applications: readonly Application[];
  readonly undecided: readonly Undecided[];
} {
  const undecided: Undecided[] = [];
  const applications: Application[] = [];
  for (const { row, cells } of sheet.rowsOf('Заявки на уровень')) {
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
      sheet.wrong('Заявки на уровень', row, empty);
      continue;
    }
    sheet.put('Заявки на уровень', row, empty);
    const decided = decidedOn ?? on;
    const isOpen = decision === null || decided > today;
    const typed = `${likeHeader(name)}/${level}/${on}`;
    const company = companyOf(name);
    if (isOpen || (!company && memory.open.has(typed))) undecided.push({ row, on, typed, isLifted: !isOpen });
    if (!company) continue;
    applications.push({
      row,
      on,
      company,
      level,
      decision,
      decided,
      dated: decidedOn !== null,
      reason: need(text(cells['Причина отказа'])) ?? '',
      isOpen,
      typed,
    });
  }
  for (const one of applications) {
    const missing = lacks(one.company, one.level);
    const may = missing.length === 0 && takesPart(one.company, today) === 'действует' ? 'да' : 'нет';
    sheet.put('Заявки на уровень', one.row, {
      'Можно одобрить': one.isOpen ? may : null,
      'Чего не хватает': missing.length === 0 ? null : missing.join(', '),
    });
  }

  return { applications, undecided };
}

/**
 * Rules 1 and 2: the level of the newest approval dated up to today whose decision is in effect, otherwise
 * the declared level.
 */
export function askedOf(one: Company, applications: readonly Application[], today: number): string {
  let asked = one.declared;
  let newest = Number.NEGATIVE_INFINITY;
  for (const other of applications) {
    if (other.company !== one || other.decision !== 'одобрено') continue;
    // Dated up to today, and the decision already in effect.
    if (other.on > today || other.decided > today) continue;
    if (other.decided >= newest) {
      newest = other.decided;
      asked = other.level;
    }
  }
  return asked;
}
export function levels({ today }: Run, { companies }: Register, applications: readonly Application[]): void {
  for (const one of companies) {
    one.level = levelOf(one, askedOf(one, applications, today));
    if (one.has.SWS && one.has.AWS && one.has['Инженер']) {
      if (one.level === 'Professional Reseller' || one.level === 'Corporate Reseller')
        one.service = 'Service Reseller';
      if (one.level === 'Solution Provider') one.service = 'Service Provider';
    }
  }
}
