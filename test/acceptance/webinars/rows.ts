// Correct rows of a webinar as staff type them; a case changes what it tests.
// `counted` types them and recomputes, by default after the webinar.
import { serial } from '../calendar.js';
import type { Cells, RawCell, RawRow } from '../cells.js';
import { type World, world } from './support.js';

export const NOW = '20.12.2023 09:00';
export const webinar = (more: Cells = {}): RawRow => ({
  Вебинар: 'В1',
  Партнёр: 'ТОО Ёж',
  'Email партнёра': 'p@p.kz',
  Координатор: 'k@k.kz',
  Тема: 'Битрикс24 для продаж',
  Начало: serial('11.12.2023 11:00'),
  Окончание: serial('11.12.2023 13:00'),
  'Программа подана': serial('27.11.2023'),
  'Фактическая смета': serial('18.12.2023'),
  ...more,
});
export const listener = (more: Cells = {}): RawRow => ({
  Вебинар: 'В1',
  Фамилия: 'Ким',
  Имя: 'Ли',
  Компания: 'Тау',
  Должность: 'инженер',
  Email: 'a@a.kz',
  Телефон: '+7 701 123-45-67',
  Согласие: true,
  'Дата регистрации': serial('01.12.2023 10:00'),
  ...more,
});
export const visits = (count: number, code = 'В1'): RawRow[] =>
  Array.from({ length: count }, (_, index) => ({ Вебинар: code, Email: `v${index}@v.kz`, Минут: null }));
export const line = (more: Cells = {}): RawRow => ({
  Вебинар: 'В1',
  Статья: 'Посты',
  Канал: 'ВК',
  План: 100_000,
  Согласовано: 60_000,
  Факт: 50_000,
  Документ: true,
  Скриншот: true,
  ...more,
});
export const announcement = (more: Cells = {}): RawRow => ({
  Вебинар: 'В1',
  Канал: 'ВК',
  Текст: 'Бесплатный вебинар, нужна регистрация: info@p.kz',
  'Логотип организатора': true,
  ...more,
});
export const violation = (kind: string, more: Cells = {}): RawRow => ({
  Вебинар: 'В1',
  Дата: serial('05.12.2023'),
  Вид: kind,
  ...more,
});

export function counted(
  tables: Readonly<Record<string, readonly RawRow[]>>,
  now = NOW,
  settings: Cells = {},
): World {
  const made = world();
  for (const [name, value] of Object.entries(settings)) made.set(name, value);
  made.fillAll({ Вебинары: [webinar()], ...tables });
  made.recompute(now);
  return made;
}
export const pick = (row: Cells, ...names: readonly string[]): RawCell[] =>
  names.map((name) => row[name] ?? null);
