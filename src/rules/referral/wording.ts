// Names and amounts in letters, deadlines and explanations.
import { formatMoney, type Money } from '../money.js';
import type { Month } from './months.js';
import type { ReferralFacts } from './model.js';

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
/** How to contact the organiser: an address, or what to do without one. */
export const contact = ({ settings }: ReferralFacts): string => settings.manager ?? 'ответом на это письмо';
