// «Почему такая цифра?» for points: the rows of purchases, the rate, the clause and the arithmetic.
import { ruDay } from '../day.js';
import { formatMoney, type Money, negate, subtract, ZERO } from '../money.js';
import { type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import { formatNumber, keyOf } from '../text.js';
import { type Account, type PurchaseRow, purchasesBehind } from './accounts.js';
import type { QuarterLine } from './points.js';
import { quarterEnd, quarterLabel, quarterOf } from './quarters.js';
import type { Redemptions } from './redemptions.js';
import { CLAUSES, type Facts } from './model.js';
import { tabs } from './tabs.js';

const percent = (rate: number): string => `${formatNumber(rate, 4)}\u00a0%`;

const purchaseLines = (rows: readonly PurchaseRow[]): readonly ReasonLine[] =>
  rows.map((row) =>
    rowLine(
      tabs.purchases,
      row,
      `${ruDay(row.date)}: ${row.sum < 0 ? 'возврат' : 'закупка'} ${formatMoney(row.sum)}${row.document === null ? '' : `, ${row.document}`}`,
    ),
  );

const sumText = (amounts: readonly Money[], total: Money): string => writtenSum(amounts, total, formatMoney);
const minus = (from: Money, amount: Money): string =>
  amount < 0
    ? `${formatMoney(from)} + ${formatMoney(negate(amount))}`
    : `${formatMoney(from)} − ${formatMoney(amount)}`;

/** The reading of the regulation chosen in «Настройки», in one sentence. */
function ruleOfPoints(facts: Facts): string {
  const { threshold, lowRate, highRate, basis, period, currency } = facts.settings;
  const whole = basis === 'вся сумма' ? 'со всей суммы' : `с превышения и ${percent(lowRate)} с остального`;
  const start = period === 'год участия' ? 'с 1 января (год участия)' : 'с первой покупки (всё время)';
  return `Закупки складываются ${start}. До ${formatMoney(threshold)} ${currency} включительно — ${percent(lowRate)}, свыше — ${percent(highRate)} ${whole}. Баллы квартала — баллы с накопленной суммы минус баллы на конец прошлого квартала; округление до 0,01 один раз, на накопленной сумме.`;
}

/** «4 000 000 × 4 % = 160 000» */
function totalArithmetic(facts: Facts, accumulated: Money, total: Money): string {
  const { threshold, lowRate, highRate, basis } = facts.settings;
  if (accumulated <= threshold)
    return `${formatMoney(accumulated)} × ${percent(lowRate)} = ${formatMoney(total)}`;
  if (basis === 'вся сумма')
    return `${formatMoney(accumulated)} × ${percent(highRate)} = ${formatMoney(total)}`;
  const over = formatMoney(subtract(accumulated, threshold));
  return `${formatMoney(threshold)} × ${percent(lowRate)} + ${over} × ${percent(highRate)} = ${formatMoney(total)}`;
}

/** «4 000 000 × 4 % = 160 000; 160 000 − 40 000 = 120 000» */
export const pointsArithmetic = (facts: Facts, line: QuarterLine): string =>
  `${totalArithmetic(facts, line.accumulated, line.total)}; ${minus(line.total, line.before)} = ${formatMoney(line.points)}`;

const statusText = (line: QuarterLine): string =>
  line.final
    ? `Квартал закончился ${ruDay(quarterEnd(line.quarter))}: баллы начислены в этот день.`
    : `Квартал заканчивается ${ruDay(quarterEnd(line.quarter))}: до тех пор это прогноз.`;

/** The explanation of a sum of purchases. */
const purchasesReason = (
  rule: string,
  clause: string,
  rows: readonly PurchaseRow[],
  total: Money,
): Reason => ({
  rule,
  clause,
  lines: purchaseLines(rows),
  sum:
    rows.length === 0
      ? 'закупок нет: 0'
      : sumText(
          rows.map((row) => row.sum),
          total,
        ),
});

/** The effective rate: which side of the threshold the sum is on, or both parts together. */
function rateArithmetic(facts: Facts, { accumulated, total, rate }: QuarterLine): string {
  const { threshold, basis } = facts.settings;
  if (basis === 'сверх порога' && accumulated > threshold)
    return `(${totalArithmetic(facts, accumulated, total)}) / ${formatMoney(accumulated)} = ${percent(rate)}`;
  return `${formatMoney(accumulated)} ${accumulated > threshold ? '>' : '≤'} ${formatMoney(threshold)}: ${percent(rate)}`;
}

/**
 * Explains any column of a line of «Накопление». `firstRow` is the row of the partner's first line in the
 * sheet.
 */
export function explainAccrual(
  facts: Facts,
  account: Account,
  line: QuarterLine,
  column: string,
  firstRow: number,
): Reason {
  const rule = ruleOfPoints(facts);
  const clause = CLAUSES.accrual;
  switch (column) {
    case 'purchases':
      return purchasesReason(
        `Учтённые закупки квартала ${quarterLabel(line.quarter)}; возвраты вычитаются. Не учтены закупки вне срока участия и будущие.`,
        clause,
        purchasesBehind(facts, account, line.quarter, line.quarter),
        line.purchases,
      );
    case 'accumulated':
      return purchasesReason(
        rule,
        `${clause}; настройка «Срок накопления»`,
        purchasesBehind(facts, account, line.quarter),
        line.accumulated,
      );
    case 'sinceJoining': {
      const lines = account.lines.slice(0, account.lines.indexOf(line) + 1);
      return {
        rule: 'Баллы всех кварталов с начала участия, эта строка включительно; баллы прошлых лет остаются.',
        clause,
        lines: quarterReasons(lines, firstRow),
        sum: sumText(
          lines.map((one) => one.points),
          line.sinceJoining,
        ),
      };
    }
  }
  const lines = purchaseLines(purchasesBehind(facts, account, line.quarter));
  if (column === 'rate')
    return {
      rule,
      clause: `${clause}; настройка «Расчёт баллов»`,
      lines,
      sum: rateArithmetic(facts, line),
    };
  const sum = pointsArithmetic(facts, line);
  if (column === 'points') return { rule, clause, lines, sum };
  return {
    rule: `Строка на каждый квартал от первой учтённой закупки до текущего. ${statusText(line)}`,
    clause: `${clause}: «расчет баллов осуществляется по результатам квартала»`,
    lines,
    sum,
  };
}

const quarterReasons = (lines: readonly QuarterLine[], firstRow: number): readonly ReasonLine[] =>
  lines.map((line, index) =>
    rowLine(
      tabs.accruals,
      { row: firstRow + index },
      `${quarterLabel(line.quarter)}: ${formatMoney(line.points)}`,
    ),
  );

/** Explains «Баллы», «Доступно баллов» and «До порога» of a partner. */
export function explainBalance(
  facts: Facts,
  account: Account,
  column: 'points' | 'available' | 'toThreshold',
  firstRow: number,
  redemptions: Redemptions,
): Reason {
  if (!account.earns)
    return {
      rule: `Уровень ${account.level} не копит баллы: его нет в настройке «Накопление для уровней».`,
      clause: `${CLAUSES.accrual}; таблица уровней`,
      lines: [],
      sum: '0',
    };
  if (column === 'toThreshold') return explainThreshold(facts, account);
  const credited = account.lines.filter((line) => line.final);
  const lines = quarterReasons(credited, firstRow);
  const points = sumText(
    credited.map((line) => line.points),
    account.points,
  );
  if (column === 'points')
    return {
      rule: 'Баллы всех закончившихся кварталов всех лет; прогноз текущего квартала не входит.',
      clause: CLAUSES.accrual,
      lines,
      sum: points,
    };
  return {
    rule: 'Начисленные баллы минус принятые списания по сегодняшний день. Строка сверх доступного в свой день — ошибка и баллов не берёт.',
    clause: CLAUSES.accrual,
    lines: [...lines, ...redemptionLines(facts, account, redemptions)],
    sum: `${points}; ${minus(account.points, account.redeemed)} = ${formatMoney(account.available)}`,
  };
}

function redemptionLines(facts: Facts, account: Account, { problems }: Redemptions): readonly ReasonLine[] {
  const refused = new Set(problems.map(({ row }) => row));
  return facts.rows.redemptions
    .filter((row) => keyOf(row.company) === account.key && row.date <= facts.today && !refused.has(row.row))
    .map((row) =>
      rowLine(
        tabs.redemptions,
        row,
        `${ruDay(row.date)}: списано ${formatMoney(row.points)} — ${row.reason}`,
      ),
    );
}

function explainThreshold(facts: Facts, account: Account): Reason {
  const { threshold } = facts.settings;
  const accumulated = account.lines[account.lines.length - 1]?.accumulated ?? ZERO;
  return {
    rule: 'Порог закупок минус накопленное в текущем периоде; 0, когда порог превышен.',
    clause: `${CLAUSES.accrual}; настройки «Порог закупок» и «Срок накопления»`,
    lines: purchaseLines(purchasesBehind(facts, account, quarterOf(facts.today))),
    sum:
      accumulated > threshold
        ? `${formatMoney(accumulated)} > ${formatMoney(threshold)}: 0`
        : `${minus(threshold, accumulated)} = ${formatMoney(account.toThreshold)}`,
  };
}
