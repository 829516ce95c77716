// A webinar without violations for the tests of this folder, and the few rows that tests add to it.
import { webinars } from '../../../src/rules/webinars/index.js';
import { at, day, type Outcome, play, type Scene, type Typed } from '../harness.js';

export const CODE = 'В-1';
/** The object of letters about it, however staff spell the code. */
export const KEY = 'в-1';
/** 14.03.2024 11:00–12:30 in Almaty, a Thursday; the programme was due on 29.02. */
export const START = at('2024-03-14 11:00');
export const END = at('2024-03-14 12:30');

/** A correct row of «Вебинары»; dates are given as ISO days. */
export const webinar = (more: Typed = {}): Typed => ({
  Вебинар: CODE,
  Партнёр: 'Ромашка-Пример',
  'Email партнёра': 'partner@example.com',
  Координатор: 'koordinator@example.com',
  Тема: 'Битрикс24 для отдела продаж',
  Начало: START,
  Окончание: END,
  Ссылка: 'https://meet.example.com/1',
  'Программа подана': day('2024-02-20'),
  'Программа согласована': day('2024-02-22'),
  'Смета подана': day('2024-02-20'),
  'Смета согласована': day('2024-02-22'),
  'Материалы переданы': day('2024-03-01'),
  ...more,
});

/** The cells of a webinar for which nothing has been submitted yet. */
export const UNSTARTED: Typed = {
  'Программа подана': '',
  'Программа согласована': '',
  'Смета подана': '',
  'Смета согласована': '',
  'Материалы переданы': '',
};
/** What is submitted after a webinar, in the order of its columns. */
export const REPORTS = [
  'Количественный отчёт',
  'Фактическая смета',
  'Фотографии',
  'Список регистраций',
  'Бухгалтерские документы',
  'Скриншоты анонсов',
  'Рассылка после',
  'Лиды в CRM',
];
/** All of them submitted on one day. */
export const reported = (on: string): Typed => Object.fromEntries(REPORTS.map((header) => [header, day(on)]));

let people = 0;
/** A complete registration; each has an address of its own unless one is given. */
export const listener = (more: Typed = {}): Typed => {
  people += 1;
  return {
    Вебинар: CODE,
    Фамилия: 'Образцов',
    Имя: 'Мир',
    Компания: 'Сирень-Пример',
    Должность: 'директор',
    Email: `listener${people}@example.com`,
    Телефон: '+7 700 555 01 02',
    Согласие: true,
    'Дата регистрации': at('2024-02-10 09:00'),
    ...more,
  };
};

/** `count` rows of «Явка», each with a different address. */
export const present = (count: number): Typed[] =>
  Array.from({ length: count }, (_, index) => ({ Вебинар: CODE, Email: `came${index}@example.com` }));

/** Every flag that a landing page needs («Посадочная страница», п. 3–6). */
export const PAGE_FLAGS = [
  'Название',
  'Дата',
  'Аудитория',
  'Программа',
  'Тайминг',
  'Форма регистрации',
  'Обязательные поля',
  'Согласие на обработку',
  'Согласие для 1С-Битрикс',
  'Контакты организатора',
  'Логотип организатора',
  'Сообщение о приёме',
  'Письмо-подтверждение',
];
export const COMPLETE_PAGE: Typed = Object.fromEntries(PAGE_FLAGS.map((header) => [header, true]));

/** After the webinar and its reporting deadlines, unless a test says otherwise. */
const LATER = '2024-03-20T12:00:00+05:00';

export function season(tabs: Scene['tabs'], more: Omit<Partial<Scene>, 'tabs'> = {}): Outcome {
  return play(webinars, { now: LATER, ...more, tabs: { Вебинары: [webinar()], ...tabs } });
}

/** The computed cells of the first webinar. */
export const figures = (tabs: Scene['tabs'], more: Omit<Partial<Scene>, 'tabs'> = {}) =>
  season(tabs, more).computed['Вебинары']?.[0] ?? {};
