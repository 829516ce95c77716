// «ТЕХНОКОМ» in the real bundle, in the time zone of Yekaterinburg, with its tables and settings typed in.
// A table may contain fewer columns than its tab.
import type { RawCell } from '../cells.js';
import { isOfCalendar, type World as Workbook, world as worldOf } from '../support.js';
import type { Tables } from './oracle/terms.js';

export interface World extends Workbook {
  readonly deadlines: () => readonly {
    readonly tab: string;
    readonly row: RawCell;
    readonly due: number;
    readonly left: RawCell;
    readonly state: string;
  }[];
}

export function world(tables: Tables = {}, settings: Readonly<Record<string, RawCell>> = {}): World {
  const made = worldOf({
    id: 'technocom',
    title: 'Техноком',
    since: '01.01.2025 10:00',
    offset: () => 300,
    computed: {
      Представители: ['Аттестован', 'Часов за год', 'Лимит'],
      'Реестр клиентов': ['Статус', 'Закреплён до', 'Отчёт до', 'Примечание'],
      'Отчёты по клиентам': ['Примечание'],
      Обращения: ['Отсчёт с', 'Срок', 'Состояние', 'Чего не хватает'],
      'Часы головного офиса': ['С начала года', 'Сверх лимита', 'Примечание'],
      Лицензии: ['Шаг', 'Срок шага', 'Состояние'],
      Обучение: ['Сертификат', 'Осталось'],
    },
    isError: (line) => !isOfCalendar(line) && !String(line['Что не так']).startsWith('предупреждение'),
  });
  for (const [tab, rows] of Object.entries(tables)) made.fill(tab, rows);
  for (const [parameter, value] of Object.entries(settings)) made.set(parameter, value);
  return {
    ...made,
    deadlines: () =>
      made.lines('Сроки').map((line) => ({
        tab: String(line['Вкладка']),
        row: line['Строка'] ?? null,
        due: Number(line['Срок']),
        left: line['Осталось дней'] ?? null,
        state: String(line['Состояние']),
      })),
  };
}

/** An ИНН of ten digits: nine and a check digit. */
export function inn10(nine: string): string {
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  return (
    nine + String((weights.reduce((sum, weight, index) => sum + weight * Number(nine[index]), 0) % 11) % 10)
  );
}
