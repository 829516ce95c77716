// The numbers and lists of the regulation, replayed through the rules by «Самопроверка».
import { day, ruDay } from '../day.js';
import { formatMoney, money } from '../money.js';
import type { WorkedExample } from '../programme.js';
import { benefitsOf, type Held, levelInForce, serviceStatus } from './levels.js';
import { membershipOf } from './membership.js';
import { CLAUSES } from './model.js';
import { quarterLines, type Terms, totalPoints } from './points.js';
import { quarterOf } from './quarters.js';
import { settings } from './settings.js';

const TERMS: Terms = {
  threshold: settings.threshold.default,
  lowRate: settings.lowRate.default,
  highRate: settings.highRate.default,
  basis: settings.basis.default,
  period: settings.period.default,
};
const NOTHING: Held = {
  salesPlan: false,
  salesSpecialist: false,
  technicians: false,
  jointSolutions: false,
  sws: false,
  aws: false,
  engineer: false,
};

const pointsOf = (amount: number): string => formatMoney(totalPoints(money(amount), TERMS));

export const examples: readonly WorkedExample[] = [
  {
    title: '2 % при сумме покупок до 3 000 000 KZT',
    clause: CLAUSES.accrual,
    run: () => ({ expected: formatMoney(money(60_000)), actual: pointsOf(3_000_000) }),
  },
  {
    title: '4 % при сумме покупок свыше 3 000 000 KZT',
    clause: CLAUSES.accrual,
    run: () => ({ expected: formatMoney(money(160_000)), actual: pointsOf(4_000_000) }),
  },
  {
    title: 'Расчёт по результатам квартала: по 2 000 000 KZT в двух кварталах',
    clause: CLAUSES.accrual,
    run: () => {
      const first = quarterOf(day('2024-01-01'));
      const two = { sum: money(2_000_000), rows: 1 };
      const lines = quarterLines({ first, list: [two, two] }, first + 1, TERMS);
      return {
        expected: [40_000, 120_000].map((points) => formatMoney(money(points))).join(', '),
        actual: lines.map((line) => formatMoney(line.points)).join(', '),
      };
    },
  },
  {
    title: 'Участие со дня регистрации до конца календарного года',
    clause: CLAUSES.term,
    run: () => {
      const membership = membershipOf(day('2024-02-10'), null, false);
      return { expected: '31.12.2024', actual: membership ? ruDay(membership.to) : 'нет' };
    },
  },
  {
    title: 'Corporate Reseller без сертифицированного персонала',
    clause: CLAUSES.levels,
    run: () => ({
      expected: 'Professional Reseller',
      actual: levelInForce('Corporate Reseller', { ...NOTHING, salesPlan: true, salesSpecialist: true }),
    }),
  },
  {
    title: 'Сервисный статус участника Solution Provider',
    clause: CLAUSES.levels,
    run: () => ({
      expected: 'Service Provider',
      actual:
        serviceStatus('Solution Provider', { ...NOTHING, sws: true, aws: true, engineer: true }) ?? 'нет',
    }),
  },
  {
    title: 'Преимущества Professional Reseller',
    clause: CLAUSES.levels,
    run: () => ({
      expected:
        'отображение на сайте в списке партнёров; специальные условия поставки; совместное участие в выставках',
      actual: benefitsOf('Professional Reseller', null),
    }),
  },
];
