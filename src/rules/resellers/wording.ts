// Names and sentences in cells, letters and explanations.
import type { Level, Requirement } from './levels.js';
import type { Facts } from './model.js';
import { days, plural } from '../text.js';
import { tabs } from './tabs.js';

/** A requirement as staff see it: the title of its column. */
export const requirementTitle = (requirement: Requirement): string =>
  tabs.resellers.columns[requirement].header;

/** «План продаж, Техперсонал»; '' if there are none. */
export const listTitles = (requirements: readonly Requirement[]): string =>
  requirements.map(requirementTitle).join(', ');

/** A requirement as the regulation puts it, for partners, who do not see the columns. */
const SPOKEN: Readonly<Record<Requirement, string>> = {
  salesPlan: 'совместный план продаж',
  salesSpecialist: 'специалист по продажам в штате',
  technicians: 'сертифицированный технический персонал',
  jointSolutions: 'совместные решения',
};

/** What a level lacks, as a sentence for partners. */
export const missingSentence = (level: Level, missing: readonly Requirement[]): string =>
  missing.length === 0
    ? `Требования уровня ${level} выполнены.`
    : `Для уровня ${level} не хватает: ${missing.map((one) => SPOKEN[one]).join(', ')}.`;

/** «остался 1 день»; on the last day that it is the last. */
export const daysLeft = (left: number): string =>
  left > 0 ? `${plural(left, 'остался', 'осталось', 'осталось')} ${days(left)}` : 'сегодня последний день';

/** How to contact the organiser. */
export const contact = ({ settings }: Facts): string =>
  settings.manager ?? 'Вопросы — ответом на это письмо.';
