// Webinars in the real bundle, in the time zone of Almaty: staff retype the inputs, computed cells keep their
// values.
// The list of the add-on's columns is typed here from the spec.
import { isOfCalendar, isOfRow, type World as Workbook, world as worldOf } from '../support.js';
import type { Deadline } from './oracle/terms.js';
import { offsetOf } from './oracle/working.js';

export const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  Вебинары: [
    'Состояние',
    'Регистраций',
    'Прогноз явки',
    'Слушателей',
    'Явка, %',
    'Баллы',
    'Бонусы',
    'Основание',
  ],
  Доклады: ['Замечания'],
  Слушатели: ['Статус', 'Причина'],
  Явка: ['Зачтено', 'Примечание'],
  Смета: ['К компенсации', 'Причина'],
  Анонсы: ['Замечания', 'Штраф'],
  Посадочные: ['Замечания', 'Принята'],
  Нарушения: ['Последствие'],
};

/** Figures of «Баллы и бонусы». */
export const FIGURES = [
  'Слушателей',
  'Базовые баллы',
  'Штрафы',
  'Баллы',
  'Смета к компенсации',
  'Бонусы',
] as const;

export interface World extends Workbook {
  readonly deadlines: () => readonly Deadline[];
}

export function world(): World {
  const made = worldOf({
    id: 'webinars',
    title: 'Вебинары',
    since: '10.01.2023 10:00',
    offset: offsetOf,
    computed: COMPUTED,
    isError: (line) => isOfRow(line) && !isOfCalendar(line),
  });
  return {
    ...made,
    deadlines: () =>
      made.lines('Сроки').map((line) => ({
        object: String(line['Объект']),
        what: String(line['Что']),
        due: Number(line['Срок']),
        left: Number(line['Осталось дней']),
        state: String(line['Состояние']),
      })),
  };
}
