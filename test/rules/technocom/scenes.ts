// Rows for the tests of «Техноком»: partners, and complete rows in which a case changes one or two cells.
import { play, type Outcome, type Scene, type Typed } from '../harness.js';
import { technocom } from '../../../src/rules/technocom/index.js';

export const INN = '7204196795';
export const INN_OTHER = '7707083893';

export const PARTNERS: readonly Typed[] = [
  { Партнёр: 'Альфа', Роль: 'авторизованный', Email: 'alpha@example.com' },
  { Партнёр: 'Бета', Роль: 'официальный', Email: 'beta@example.org' },
  { Партнёр: 'Гамма', Роль: 'золотой', Email: 'gamma@example.net' },
];

/**
 * A complete request of Альфа made on 2024-03-01 at 10:00. Dates in `cells` may be ISO texts, as in the
 * sheet.
 */
export const request = (cells: Typed = {}): Typed => ({
  Клиент: 'Ромашка-Пример',
  ИНН: INN,
  'Договор или контракт': '12/5',
  Адрес: 'Тюмень',
  Партнёр: 'Альфа',
  'Дата запроса': '2024-03-01 10:00',
  'Причина интереса': 'проект',
  'Контакт 1': 'Иван Примеров',
  'Контакт 2': 'Пётр Образцов',
  ...cells,
});

/** Confirmed on 2024-03-05: held until 2024-05-04. */
export const CONFIRMED = { Подтверждено: '2024-03-05' };
/** Also fixed by its list in time: the first report is due on 2025-01-15. */
export const LISTED = { ...CONFIRMED, 'Перечень ПО получен': '2024-04-01' };

export const report = (cells: Typed = {}): Typed => ({
  Дата: '2025-01-10',
  ИНН: INN,
  'Договор или контракт': '12/5',
  Партнёр: 'Альфа',
  'Отчётный год': 2024,
  Содержание: 'поставки',
  ...cells,
});

export const ticket = (cells: Typed = {}): Typed => ({
  Номер: 'SD-1',
  Создано: '2024-03-11 10:00',
  Партнёр: 'Альфа',
  'ИНН клиента': INN,
  Тип: 'Неисправность',
  Приоритет: 'Срочный',
  Самодиагностика: true,
  Договор: 'Л-1 от 01.02.2024',
  ПО: 'Монитор',
  Компонент: 'Отчёты',
  'Базовое ПО': 'СУБД 15',
  'Описание шагов': 'нажали кнопку',
  Скриншоты: true,
  Логи: true,
  ...cells,
});

export const hoursRow = (cells: Typed = {}): Typed => ({
  'Дата запроса': '2024-03-01 10:00',
  Партнёр: 'Альфа',
  Предприятие: 'Ромашка-Пример',
  Задачи: 'настройка',
  'Оценка часов': 10,
  ...cells,
});

export const licence = (cells: Typed = {}): Typed => ({
  Номер: 'Л-7',
  Партнёр: 'Альфа',
  Заказчик: 'Ромашка-Пример',
  Запрос: '2024-03-01',
  ...cells,
});

/** Noon of a day in the programme's zone. */
export const noon = (iso: string): string => `${iso}T12:00:00+05:00`;

type Part = Omit<Scene, 'now' | 'tabs'>;

/** Plays the scene at `now` (ISO, or a day: its noon), with the three partners. */
export const scene = (now: string, tabs: Scene['tabs'], more: Part = {}): Outcome =>
  play(technocom, {
    now: now.length === 10 ? noon(now) : now,
    tabs: { Представители: PARTNERS, ...tabs },
    ...more,
  });

/** Computed cells of «Реестр клиентов». */
export const registryAt = (
  now: string,
  rows: readonly Typed[],
  more: Part & { readonly reports?: readonly Typed[] } = {},
) =>
  scene(now, { 'Реестр клиентов': rows, 'Отчёты по клиентам': more.reports ?? [] }, more).computed[
    'Реестр клиентов'
  ] ?? [];

/** Computed cells of a registry with one row: a complete request with some cells changed. */
export const registryOf = (now: string, cells: Typed, more: Parameters<typeof registryAt>[2] = {}) =>
  registryAt(now, [request(cells)], more)[0];

/** The letters of a scene as `code → recipient @ occasion`. */
export const letterLines = (outcome: Outcome): readonly string[] =>
  outcome.letters.map(({ code, to, occasion }) => `${code.replace('technocom.', '')} → ${to} @ ${occasion}`);

/** Computed cells of one ticket. */
export const ticketAt = (now: string, cells: Typed = {}, more: Part = {}) =>
  scene(now, { Обращения: [ticket(cells)] }, more).computed['Обращения']?.[0];
/** A moment in the head office's time zone. */
export const clock = (time: string): string => `${time.replace(' ', 'T')}:00+05:00`;
