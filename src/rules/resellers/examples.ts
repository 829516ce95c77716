// The numbers and lists of the regulation, replayed through the rules by «Самопроверка».
import { day, ruDay } from '../day.js';
import { formatMoney, money } from '../money.js';
import { example, type WorkedExample } from '../programme.js';
import { defaultsOf } from '../settings.js';
import { benefitsOf, type Held, levelInForce, serviceStatus } from './levels.js';
import { membershipOf } from './membership.js';
import { CLAUSES } from './model.js';
import { quarterLines, totalPoints } from './points.js';
import { quarterOf } from './quarters.js';
import { settings } from './settings.js';

const TERMS = defaultsOf(settings);
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

const { accrual, levels, term } = CLAUSES;

export const examples: readonly WorkedExample[] = [
  example('2 % при сумме покупок до 3 000 000 KZT', accrual, formatMoney(money(60_000)), () =>
    pointsOf(3_000_000),
  ),
  example('4 % при сумме покупок свыше 3 000 000 KZT', accrual, formatMoney(money(160_000)), () =>
    pointsOf(4_000_000),
  ),
  example(
    'Расчёт по результатам квартала: по 2 000 000 KZT в двух кварталах',
    accrual,
    [40_000, 120_000].map((points) => formatMoney(money(points))).join(', '),
    () => {
      const first = quarterOf(day('2024-01-01'));
      const two = { sum: money(2_000_000), rows: 1 };
      const lines = quarterLines({ first, list: [two, two] }, first + 1, TERMS);
      return lines.map((line) => formatMoney(line.points)).join(', ');
    },
  ),
  example('Участие со дня регистрации до конца календарного года', term, '31.12.2024', () =>
    ruDay(membershipOf(day('2024-02-10'), null, false).to),
  ),
  example('Corporate Reseller без сертифицированного персонала', levels, 'Professional Reseller', () =>
    levelInForce('Corporate Reseller', { ...NOTHING, salesPlan: true, salesSpecialist: true }),
  ),
  example(
    'Сервисный статус участника Solution Provider',
    levels,
    'Service Provider',
    () => serviceStatus('Solution Provider', { ...NOTHING, sws: true, aws: true, engineer: true }) ?? 'нет',
  ),
  example(
    'Преимущества Professional Reseller',
    levels,
    'отображение на сайте в списке партнёров; специальные условия поставки; совместное участие в выставках',
    () => benefitsOf('Professional Reseller', null),
  ),
];
