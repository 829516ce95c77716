// Correct rows of a marathon as staff type them; a case changes what it tests.
// `staged` types them and recomputes, by default after the final.
import { at, serial } from '../calendar.js';
import type { Cells, RawCell, RawRow } from '../cells.js';
import type { Moment } from '../support.js';
import { type World, world } from './support.js';

export const AFTER = at('10.11.2023 12:00');
export const person = (nick: RawCell, email: string, more: Cells = {}): RawRow => ({
  Никнейм: nick,
  ФИО: 'Мир Образцов',
  Компания: 'Ромашка',
  Email: email,
  'Дата регистрации': serial('10.09.2023 12:00'),
  'На портале': true,
  ...more,
});
export const block = (no: RawCell, start: RawCell, more: Cells = {}): RawRow => ({
  Блок: no,
  Тема: 'Тема',
  Начало: typeof start === 'string' && /^\d\d\.\d\d\.\d{4} \d/.test(start) ? serial(start) : start,
  ...more,
});
export const SIX = ['21.09', '28.09', '05.10', '12.10', '19.10', '26.10'].map((one, index) =>
  block(index + 1, `${one}.2023 11:00`),
);
export const A = 'a@x.ru';
export const B = 'b@x.ru';
export const C = 'c@x.ru';
export const TWO = [person('Аня', A), person('Боря', B)];

export function staged(tables: Readonly<Record<string, readonly RawRow[]>>, now: Moment = AFTER): World {
  const made = world();
  made.fillAll({ Регистрации: TWO, Блоки: SIX, ...tables });
  made.recompute(now);
  return made;
}
export const pair = (made: World, tab: string, row: number): RawCell[] =>
  Object.values(made.computed(tab, row));
