// «Почему такая цифра?» for points: the rows of purchases, the rate, the clause and the arithmetic.
import { ruDay } from '../day.js';
import { formatMoney, type Money, negate, subtract, ZERO } from '../money.js';
import { type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import type { Account, Accounts } from './accounts.js';
import { CLAUSES, type PurchaseRow, type RedemptionRow, type ResellerFacts } from './model.js';
import { isSplit, periodStart, type QuarterLine } from './points.js';
import { type Quarter, quarterEnd, quarterLabel, quarterOf } from './quarters.js';
import { tabs } from './tabs.js';
import { inCurrency, percent } from './wording.js';

/** What explanations of points are based on. */
export interface PointGrounds {
  readonly facts: ResellerFacts;
  readonly accounts: Accounts;
  /** Partners in the order of «Накопление». */
  readonly named: readonly Account[];
}

const minus = (from: Money, amount: Money): string =>
  amount < 0
    ? `${formatMoney(from)} + ${formatMoney(negate(amount))}`
    : `${formatMoney(from)} − ${formatMoney(amount)}`;

/** The counted purchases of a partner from a quarter to another, in the order of the sheet. */
const purchasesOf = (
  { facts, accounts }: PointGrounds,
  account: Account,
  from: Quarter,
  to: Quarter,
): readonly PurchaseRow[] =>
  facts.rows.purchases.filter(
    ({ company, date }, index) =>
      accounts.find(company) === account &&
      accounts.purchases.notes[index] === null &&
      quarterOf(date) >= from &&
      quarterOf(date) <= to,
  );

/** Those of the accumulation period up to a quarter. */
const accumulatedBy = (grounds: PointGrounds, account: Account, quarter: Quarter): readonly PurchaseRow[] =>
  purchasesOf(grounds, account, periodStart(quarter, grounds.facts.settings), quarter);

const purchaseLines = (rows: readonly PurchaseRow[]): readonly ReasonLine[] =>
  rows.map((row) => {
    const document = row.document === null ? '' : `, ${row.document}`;
    const text = `${ruDay(row.date)}: ${row.sum < 0 ? 'возврат' : 'закупка'} ${formatMoney(row.sum)}${document}`;
    return rowLine(tabs.purchases, row, text);
  });

/** The explanation of a sum of purchases. */
const purchasesReason = (
  rule: string,
  clause: string,
  rows: readonly PurchaseRow[],
  total: Money,
): Reason => {
  const sums = rows.map(({ sum }) => sum);
  const sum = sums.length === 0 ? 'закупок нет: 0' : writtenSum(sums, total, formatMoney);
  return { rule, clause, lines: purchaseLines(rows), sum };
};

/** Lines of «Накопление» from a partner's first one on, and the total of their points. */
function quartersReason(
  { named }: PointGrounds,
  account: Account,
  quarters: readonly QuarterLine[],
  total: Money,
): Required<Pick<Reason, 'lines' | 'sum'>> {
  const before = named.slice(0, named.indexOf(account));
  const first = before.reduce((row, { lines }) => row + lines.length, 2);
  return {
    lines: quarters.map(({ quarter, points }, index) =>
      rowLine(tabs.accruals, { row: first + index }, `${quarterLabel(quarter)}: ${formatMoney(points)}`),
    ),
    sum: writtenSum(
      quarters.map(({ points }) => points),
      total,
      formatMoney,
    ),
  };
}

/** The reading of the regulation chosen in «Настройки», in one sentence. */
function ruleOfPoints(facts: ResellerFacts): string {
  const { threshold, lowRate, highRate, basis, period } = facts.settings;
  const whole = basis === 'вся сумма' ? 'со всей суммы' : `с превышения и ${percent(lowRate)} с остального`;
  const start = period === 'год участия' ? 'с 1 января (год участия)' : 'с первой закупки (всё время)';
  return `Закупки складываются ${start}. До ${inCurrency(facts, threshold)} включительно — ${percent(lowRate)}, свыше — ${percent(highRate)} ${whole}. Баллы квартала — баллы с накопленной суммы минус баллы на конец прошлого квартала; до 0,01 округляют один раз — баллы с накопленной суммы.`;
}

/** «4 000 000 × 4 % = 160 000» */
function totalArithmetic({ settings }: ResellerFacts, { accumulated, rate, total }: QuarterLine): string {
  const { threshold, lowRate, highRate } = settings;
  const product = isSplit(accumulated, settings)
    ? `${formatMoney(threshold)} × ${percent(lowRate)} + ${formatMoney(subtract(accumulated, threshold))} × ${percent(highRate)}`
    : `${formatMoney(accumulated)} × ${percent(rate)}`;
  return `${product} = ${formatMoney(total)}`;
}

/** «4 000 000 × 4 % = 160 000; 160 000 − 40 000 = 120 000» */
export const pointsArithmetic = (facts: ResellerFacts, line: QuarterLine): string =>
  `${totalArithmetic(facts, line)}; ${minus(line.total, line.before)} = ${formatMoney(line.points)}`;

/** The effective rate: which side of the threshold the sum is on, or both parts together. */
function rateArithmetic(facts: ResellerFacts, line: QuarterLine): string {
  const { accumulated, rate } = line;
  const { threshold } = facts.settings;
  const why = isSplit(accumulated, facts.settings)
    ? `(${totalArithmetic(facts, line)}) / ${formatMoney(accumulated)} =`
    : `${formatMoney(accumulated)} ${accumulated > threshold ? '>' : '≤'} ${formatMoney(threshold)}:`;
  return `${why} ${percent(rate)}`;
}

/** Explains any column of a line of «Накопление», by its index; null if there is no such line. */
export function explainAccrual(grounds: PointGrounds, index: number, column: string): Reason | null {
  const { facts, named } = grounds;
  const found = named.flatMap((account) => account.lines.map((line) => ({ account, line })))[index];
  if (!found) return null;
  const { account, line } = found;
  const { quarter } = line;
  const { columns } = tabs.accruals;
  const clause = CLAUSES.accrual;
  if (column === 'purchases')
    return purchasesReason(
      columns.purchases.options.note,
      clause,
      purchasesOf(grounds, account, quarter, quarter),
      line.purchases,
    );
  if (column === 'sinceJoining')
    return {
      rule: columns.sinceJoining.options.note,
      clause,
      ...quartersReason(
        grounds,
        account,
        account.lines.slice(0, account.lines.indexOf(line) + 1),
        line.sinceJoining,
      ),
    };
  const rule = ruleOfPoints(facts);
  const purchases = accumulatedBy(grounds, account, quarter);
  if (column === 'accumulated')
    return purchasesReason(rule, `${clause}; настройка «Срок накопления»`, purchases, line.accumulated);
  const lines = purchaseLines(purchases);
  if (column === 'rate')
    return {
      rule,
      clause: `${clause}; настройка «Расчёт баллов»`,
      lines,
      sum: rateArithmetic(facts, line),
    };
  const sum = pointsArithmetic(facts, line);
  if (column === 'points') return { rule, clause, lines, sum };
  const end = ruDay(quarterEnd(quarter));
  const status = line.final
    ? `Квартал закончился ${end}: баллы начислены в этот день.`
    : `Квартал заканчивается ${end}: до тех пор это прогноз.`;
  return {
    rule: `Строка на каждый квартал от первой учтённой закупки до текущего. ${status}`,
    clause: `${clause}: «расчет баллов осуществляется по результатам квартала»`,
    lines,
    sum,
  };
}

/** Explains «Баллы», «Доступно баллов» and «До порога» of a partner. */
export function explainBalance(
  grounds: PointGrounds,
  account: Account,
  column: 'points' | 'available' | 'toThreshold',
): Reason {
  const { facts } = grounds;
  const rule = tabs.resellers.columns[column].options.note;
  const clause = CLAUSES.accrual;
  if (!account.earns)
    return {
      rule: `Уровень ${account.level} не копит баллы: его нет в настройке «Накопление для уровней».`,
      clause: `${clause}; таблица уровней`,
      lines: [],
      sum: '0',
    };
  if (column === 'toThreshold') {
    const { threshold } = facts.settings;
    const accumulated = account.lines.at(-1)?.accumulated ?? ZERO;
    return {
      rule,
      clause: `${clause}; настройки «Порог закупок» и «Срок накопления»`,
      lines: purchaseLines(accumulatedBy(grounds, account, quarterOf(facts.today))),
      sum:
        accumulated > threshold
          ? `${formatMoney(accumulated)} > ${formatMoney(threshold)}: 0`
          : `${minus(threshold, accumulated)} = ${formatMoney(account.toThreshold)}`,
    };
  }
  const credited = account.lines.filter(({ final }) => final);
  const { lines, sum } = quartersReason(grounds, account, credited, account.points);
  if (column === 'points') return { rule, clause, lines, sum };
  return {
    rule,
    clause,
    lines: [...lines, ...redemptionsOf(grounds, account).map(redemptionLine)],
    sum: `${sum}; ${minus(account.points, account.redeemed)} = ${formatMoney(account.available)}`,
  };
}

/** The accepted redemptions of a partner. */
function redemptionsOf({ facts, accounts }: PointGrounds, account: Account): readonly RedemptionRow[] {
  const { notes, problems } = accounts.redemptions;
  const refused = new Set(problems.map(({ row }) => row));
  return facts.rows.redemptions.filter(
    ({ company, row }, index) =>
      accounts.find(company) === account && notes[index] === null && !refused.has(row),
  );
}

const redemptionLine = (row: RedemptionRow): ReasonLine =>
  rowLine(tabs.redemptions, row, `${ruDay(row.date)}: списано ${formatMoney(row.points)} — ${row.reason}`);
