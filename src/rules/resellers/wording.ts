// Names and sentences in cells, letters and explanations.
import { formatMoney, type Money } from '../money.js';
import { agree, days, formatNumber } from '../text.js';
import type { Held, Level, Requirement } from './levels.js';
import type { ResellerFacts } from './model.js';
import { tabs } from './tabs.js';

/** The title of a column of «Реселлеры». */
export const columnTitle = (column: keyof Held): string => tabs.resellers.columns[column].header;

/** «План продаж, Техперсонал»; '' if there are none. */
export const listTitles = (requirements: readonly Requirement[]): string =>
  requirements.map(columnTitle).join(', ');

/** «3 000 000 KZT» */
export const inCurrency = ({ settings }: ResellerFacts, amount: Money): string =>
  `${formatMoney(amount)}\u00a0${settings.currency}`;
/** «2,5 %» */
export const percent = (rate: number, digits = 4): string => `${formatNumber(rate, digits)}\u00a0%`;

/** A requirement as the regulation puts it, after «не хватает»: for partners, who do not see the columns. */
const SPOKEN: Readonly<Record<Requirement, string>> = {
  salesPlan: 'совместного плана продаж',
  salesSpecialist: 'специалиста по продажам в штате',
  technicians: 'сертифицированного технического персонала',
  jointSolutions: 'совместных решений',
};

/** What a level lacks, as a sentence for partners. */
export const missingSentence = (level: Level, missing: readonly Requirement[]): string =>
  missing.length === 0
    ? `Требования уровня ${level} выполнены.`
    : `Для уровня ${level} не хватает: ${missing.map((one) => SPOKEN[one]).join(', ')}.`;

/** «остался 1 день»; on the last day that it is the last. */
export const daysLeft = (left: number): string =>
  left > 0 ? `${agree(left, 'остался', 'осталось')} ${days(left)}` : 'сегодня последний день';

/** How to contact the organiser. */
export const contact = ({ settings }: ResellerFacts): string =>
  settings.manager ?? 'Вопросы — ответом на это письмо.';
