// Shared by the tests of letters: hand-made seasons, run day after day, and the letters that they leave.
import { at, DAY, serial, stamp } from '../calendar.js';
import type { Cells, RawCell, RawRow } from '../cells.js';
import { listener, webinar } from './rows.js';
import { type World, world } from './support.js';

const DONE = ['Программа подана', 'Смета подана', 'Материалы переданы', 'Количественный отчёт'];
const REPORTS = ['Фактическая смета', 'Фотографии', 'Список регистраций', 'Бухгалтерские документы'];
const all = [...DONE, ...REPORTS, 'Скриншоты анонсов', 'Рассылка после'];
/** A webinar without anything due, so that only listeners get letters. */
export const settled = (more: Cells = {}): RawRow =>
  webinar({
    Тема: 'Порядок в продажах',
    ...Object.fromEntries(all.map((name) => [name, serial('01.10.2023')])),
    ...more,
  });
export const early = (more: Cells = {}): RawRow =>
  listener({ 'Дата регистрации': serial('05.11.2023 10:00'), ...more });
export const start = (tables: Readonly<Record<string, readonly RawRow[]>>, mode: RawCell = null): World => {
  const made = world();
  made.set('Режим писем', mode);
  made.fillAll({ Вебинары: [settled()], ...tables });
  return made;
};
/** Letters except digests: code, recipient, time. */
export const listed = (made: World): string[] =>
  made
    .drafts()
    .filter(({ code }) => code !== 'webinars.digest')
    .map(({ code, to, notBefore }) => `${code.replace('webinars.', '')} ${to} ${stamp(notBefore)}`);
export const statuses = (made: World, code: string): string[] =>
  made
    .drafts()
    .filter((one) => one.code === `webinars.${code}`)
    .map(({ status }) => status);
/** Daily runs at 08:00 from one day to another. */
export function days(made: World, from: string, to: string): void {
  for (let now = at(`${from} 08:00`); now <= at(`${to} 08:00`); now += DAY) made.daily(now);
}
