// The listed words of «Техноком», apart from the registry's statuses: roles, tickets, priorities, licence
// steps; working days in words; faults that several tabs have.
import type { Fault } from '../kinds.js';
import { count, formatNumber } from '../text.js';

/** «золотой» is another name for «официальный» (spec: золотой = официальный). */
export const ROLES = ['авторизованный', 'официальный', 'золотой'] as const;
export type Role = (typeof ROLES)[number];

export const TICKET_TYPES = ['Неисправность', 'Разработка', 'Консультация'] as const;

export const PRIORITIES = ['Срочный', 'Высокий', 'Нормальный', 'Низкий'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const DESK_STATES = [
  'ждём данных',
  'ждём уточнения',
  'в работе',
  'скоро',
  'просрочено',
  'решено в срок',
  'решено с опозданием',
  'без срока',
] as const;
export type DeskState = (typeof DESK_STATES)[number];

/** Steps of a licence, in order (п. 7.1, 8.2). */
export const STEPS = ['Проект и счёт', 'Сканы', 'Оплата', 'Акт', 'Оригиналы', 'Возврат'] as const;
export type Step = (typeof STEPS)[number];

export const LICENCE_STATES = ['в срок', 'просрочено', 'завершено'] as const;
export type LicenceState = (typeof LICENCE_STATES)[number];

/** «1 рабочий день», «0,5 рабочего дня» */
export const workingDays = (n: number): string =>
  Number.isInteger(n)
    ? count(n, 'рабочий день', 'рабочих дня', 'рабочих дней')
    : `${formatNumber(n)} рабочего дня`;

type Told = Pick<Fault, 'what' | 'how'>;
/** The fault of a date that is before another one, by their headers. */
export const outOfOrder = (first: string, then: string): Told => ({
  what: `дата раньше, чем «${first}»`,
  how: `Проверьте обе даты: сначала «${first}», потом «${then}».`,
});
/** A fault as the warning of a row that counts all the same. */
export const counted = ({ what, how }: Told): Told => ({ what, how: `${how} Сама строка учтена.` });
