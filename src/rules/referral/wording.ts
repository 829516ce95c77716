// The headings of the rules, and how texts name months and amounts.
import { formatMoney, type Money } from '../money.js';
import type { Month } from './months.js';

/** The headings of the rules under which staff find a rule. */
export const CLAUSES = {
  before: '«Что важно понимать до входа в Партнерку»',
  sizes: '«Размер вознаграждения»',
  credits: '«Как начисляем вознаграждение»',
  payouts: '«Как вывести деньги»',
} as const;

const MONTHS = [
  'январь',
  'февраль',
  'март',
  'апрель',
  'май',
  'июнь',
  'июль',
  'август',
  'сентябрь',
  'октябрь',
  'ноябрь',
  'декабрь',
] as const;

/** «октябрь 2023» */
export const monthName = (month: Month): string => `${MONTHS[month % 12] ?? ''} ${Math.floor(month / 12)}`;
/** «1 234,50 ₽» */
export const rub = (amount: Money): string => `${formatMoney(amount)}\u00a0₽`;
