// Rule 4 of the resellers: purchases that count, points by quarter, points that may still be redeemed.
// Half a hundredth is rounded away from zero; the total is rounded, not the quarter.
import { dayOf, yearOf } from '../../calendar.js';
import { date, MISTAKE, money, need, NOTED, number, type RawCell, text } from '../../cells.js';
import {
  type Company,
  lastDayOf,
  quarterName,
  quarterOf,
  type Register,
  type Run,
  type Settings,
} from './terms.js';

export const earns = (one: Company, { levels }: Settings): boolean => levels?.includes(one.level) ?? true;

/** «Закупки». */
export function purchases({ sheet, settings, today }: Run, { companyOf, isKnown }: Register): void {
  for (const { row, cells } of sheet.rowsOf('Закупки')) {
    const on = need(date(cells['Дата']));
    const name = need(text(cells['Компания']));
    const sum = need(money(cells['Сумма']));
    if (on === undefined || name === undefined || sum === undefined || !isKnown(name)) {
      sheet.wrong('Закупки', row, { Примечание: MISTAKE });
      continue;
    }
    const company = companyOf(name);
    const counts = company !== undefined && on >= company.from && on <= company.until && on <= today;
    if (counts) company.purchases.push({ on, sum });
    // A note also says that the level earns nothing, although the spec does not require that.
    sheet.put('Закупки', row, { Примечание: counts && earns(company, settings) ? null : NOTED });
  }
}

export function sumUpTo(one: Company, day: number, { period }: Settings): number {
  const start = period === 'год участия' ? dayOf(yearOf(day), 1, 1) : Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const purchase of one.purchases) if (purchase.on >= start && purchase.on <= day) sum += purchase.sum;
  return sum;
}
export const thresholdOf = (settings: Settings): number => Math.round(settings.threshold * 100);

/** Ten-thousandths of hundredths → hundredths. */
function rounded(exact: bigint): number {
  const sign = exact < 0n ? -1n : 1n;
  return Number(sign * ((exact * sign + 5_000n) / 10_000n));
}
/** Percentages have at most two decimals. */
const rateOf = (percent: number): number => Math.round(percent * 100);
function totalOf(sum: number, settings: Settings): number {
  const threshold = thresholdOf(settings);
  if (settings.method === 'вся сумма')
    return rounded(BigInt(sum) * BigInt(rateOf(sum <= threshold ? settings.low : settings.high)));
  const below = Math.min(sum, threshold);
  return rounded(
    BigInt(below) * BigInt(rateOf(settings.low)) + BigInt(sum - below) * BigInt(rateOf(settings.high)),
  );
}
function shownRate(sum: number, settings: Settings): number {
  const threshold = thresholdOf(settings);
  if (settings.method === 'вся сумма') return sum <= threshold ? settings.low : settings.high;
  if (sum === 0) return settings.low;
  const below = Math.min(sum, threshold);
  return (below * rateOf(settings.low) + (sum - below) * rateOf(settings.high)) / sum / 100;
}

/** «Накопление»; the points of past quarters are credited. */
export function accountsOf(
  { settings, today }: Run,
  { companies }: Register,
): readonly (readonly RawCell[])[] {
  const accounts: RawCell[][] = [];
  const current = quarterOf(today);
  for (const one of companies) {
    if (!earns(one, settings) || one.purchases.length === 0) continue;
    let all = 0;
    const first = quarterOf(Math.min(...one.purchases.map(({ on }) => on)));
    for (let quarter = first; quarter <= current; quarter += 1) {
      const end = lastDayOf(quarter);
      const sum = sumUpTo(one, end, settings);
      const restarts = settings.period === 'год участия' && quarter % 4 === 0;
      const before = restarts ? 0 : totalOf(sumUpTo(one, lastDayOf(quarter - 1), settings), settings);
      const points = totalOf(sum, settings) - before;
      all += points;
      let bought = 0;
      for (const purchase of one.purchases) if (quarterOf(purchase.on) === quarter) bought += purchase.sum;
      const isPast = today > end;
      if (isPast) one.credits.push({ quarter, points });
      accounts.push([
        one.name,
        quarterName(quarter),
        bought / 100,
        sum / 100,
        shownRate(sum, settings),
        points / 100,
        all / 100,
        isPast ? 'итог' : 'прогноз',
      ]);
    }
  }
  return accounts;
}

/** «Списания баллов», by day, then by row. */
export function redemptions({ sheet, today }: Run, { companyOf, isKnown }: Register): void {
  const asked: {
    readonly row: number;
    readonly on: number;
    readonly points: number;
    readonly company: Company;
  }[] = [];
  for (const { row, cells } of sheet.rowsOf('Списания баллов')) {
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
      sheet.wrong('Списания баллов', row, { Примечание: MISTAKE });
      continue;
    }
    const company = companyOf(name);
    if (!company || on > today) {
      sheet.put('Списания баллов', row, { Примечание: NOTED });
      continue;
    }
    asked.push({ row, on, points: Math.round(points * 100), company });
  }
  asked.sort((a, b) => a.on - b.on || a.row - b.row);
  for (const { row, on, points, company } of asked) {
    let available = 0;
    for (const credit of company.credits) if (lastDayOf(credit.quarter) <= on) available += credit.points;
    for (const other of company.used) available -= other.points;
    if (points > available) {
      sheet.wrong('Списания баллов', row, { Примечание: MISTAKE });
      continue;
    }
    company.used.push({ on, points });
    sheet.put('Списания баллов', row, { Примечание: null });
  }
}
