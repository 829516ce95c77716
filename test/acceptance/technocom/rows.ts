// Correct rows of «ТЕХНОКОМ» as staff type them; a case changes what it tests.
// `registryAt` types clients, recomputes at a moment and reads the registry.
import { serial, stamp } from '../calendar.js';
import type { Cells, RawCell } from '../cells.js';
import type { Draft } from '../support.js';
import { inn10, type World, world } from './support.js';

export const INN = inn10('720419679');
export const OTHER_INN = inn10('500100732');
export const PARTNERS: readonly Cells[] = [
  { Партнёр: 'Альфа', Роль: 'авторизованный', Email: 'a@x.ru' },
  { Партнёр: 'Бета', Роль: 'золотой', Email: 'b@x.ru' },
];

/** Dates as cells. */
export const typed = (row: Cells): Cells =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [
      name,
      typeof cell === 'string' && /^\d\d\.\d\d\.\d{4}( \d\d:\d\d)?$/.test(cell) ? serial(cell) : cell,
    ]),
  );
export const client = (row: Cells = {}): Cells =>
  typed({
    Клиент: 'Завод',
    ИНН: INN,
    'Договор или контракт': 'Д-1',
    Адрес: 'Тюмень',
    Партнёр: 'Альфа',
    'Дата запроса': '10.11.2025 10:00',
    'Причина интереса': 'проект',
    'Контакт 1': 'Первый',
    'Контакт 2': 'Второй',
    ...row,
  });
export const report = (row: Cells = {}): Cells =>
  typed({
    Дата: '14.01.2026',
    ИНН: INN,
    'Договор или контракт': 'Д-1',
    Партнёр: 'Альфа',
    'Отчётный год': 2025,
    Содержание: 'поставки',
    ...row,
  });
export const ticket = (row: Cells = {}): Cells =>
  typed({
    Номер: 'T-1',
    Создано: '10.11.2025 10:00',
    Партнёр: 'Альфа',
    'ИНН клиента': INN,
    Тип: 'Неисправность',
    Приоритет: 'Срочный',
    Самодиагностика: true,
    Договор: '1',
    ПО: 'П',
    Компонент: 'К',
    'Базовое ПО': 'Б',
    'Описание шагов': 'Ш',
    Скриншоты: true,
    Логи: true,
    ...row,
  });
export const hours = (row: Cells = {}): Cells =>
  typed({
    'Дата запроса': '10.11.2025',
    Партнёр: 'Альфа',
    Предприятие: 'Завод',
    Задачи: 'Настройка',
    'Оценка часов': 50,
    ...row,
  });
export const licence = (row: Cells = {}): Cells =>
  typed({ Номер: 'Л-1', Партнёр: 'Альфа', Заказчик: 'Завод', Запрос: '10.11.2025', ...row });

export const CONFIRMED = { Подтверждено: '12.11.2025' };
export const LISTED = { ...CONFIRMED, 'Перечень ПО получен': '20.11.2025' };
export const BOUGHT = { ...CONFIRMED, 'Лицензии куплены': '11.01.2026' };

export function registryAt(
  now: string,
  rows: readonly Cells[],
  reports: readonly Cells[] = [],
  settings: Cells = {},
) {
  const one = world(
    { Представители: PARTNERS, 'Реестр клиентов': rows, 'Отчёты по клиентам': reports },
    settings,
  );
  one.recompute(now);
  return one.lines('Реестр клиентов');
}
export const statuses = (now: string, rows: readonly Cells[], settings: Cells = {}): RawCell[] =>
  registryAt(now, rows, [], settings).map((line) => line['Статус'] ?? null);

export const of = (...rows: readonly Cells[]): World =>
  world({ Представители: PARTNERS, 'Реестр клиентов': rows });

/** Every letter, its code without the programme's name. */
export const written = (one: World): readonly Draft[] =>
  one.drafts().map((draft) => ({ ...draft, code: draft.code.replace('technocom.', '') }));
/** `15.01 10:00`. */
export function shown(minute: number): string {
  const iso = stamp(minute);
  return `${iso.slice(8, 10)}.${iso.slice(5, 7)} ${iso.slice(11)}`;
}
