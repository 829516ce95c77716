// Service Desk: when a ticket's term starts and ends, its state, what is missing; and the monthly report.
// Terms are counted in working minutes.
import { DAY, partsOf } from '../../calendar.js';
import type { Cells, RawCell } from '../../cells.js';
import { moment, type Settings, type Tables, text, upTo } from './terms.js';
import { afterWork, CLOSE, dayLength, workBetween } from './working.js';

export function desk(row: Cells, now: number, settings: Settings): Cells & { readonly start: number | null } {
  const created = moment(row['Создано']) ?? 0;
  const asked = upTo(moment(row['Запрошено уточнение']), now);
  const got = upTo(moment(row['Данные получены']), now);
  const solved = upTo(moment(row['Решено']), now);
  const type = text(row['Тип']);
  const limit = created + 3 * DAY;
  let start: number | null = null;
  let wait = '';
  if (got !== null && (got < limit || (asked !== null && asked < limit))) start = got;
  else if (asked !== null && asked < limit) wait = 'ждём данных';
  else if (now >= limit) start = limit;
  else wait = 'ждём уточнения';
  const priority = text(row['Приоритет']);
  const urgent = priority === 'Срочный';
  let due: number | null = null;
  if (start !== null && row['Демо'] !== true && type !== 'Разработка') {
    const from = start;
    if (type === 'Неисправность' && priority === 'Низкий') {
      const release = settings.releases
        .filter((day) => day >= Math.floor(from / DAY))
        .sort((a, b) => a - b)[0];
      due = release === undefined ? null : release * DAY + CLOSE;
    } else {
      const days =
        type === 'Консультация'
          ? 5
          : ({ Срочный: 1, Высокий: 3, Нормальный: 21 } as Record<string, number>)[priority];
      due = afterWork(start, (days ?? 0) * dayLength(settings), settings);
    }
  }
  let state: string;
  if (solved !== null) state = due === null || solved <= due ? 'решено в срок' : 'решено с опозданием';
  else if (wait) state = wait;
  else if (due === null) state = 'без срока';
  else if (now > due) state = 'просрочено';
  else state = workBetween(now, due, settings) <= (urgent ? 120 : dayLength(settings)) ? 'скоро' : 'в работе';
  const wanted =
    type === 'Неисправность'
      ? ['Самодиагностика', 'Договор', 'ПО', 'Компонент', 'Базовое ПО', 'Описание шагов', 'Скриншоты', 'Логи']
      : ['Договор', 'ПО'];
  return {
    start,
    'Отсчёт с': start === null ? null : start / DAY,
    Срок: due === null ? null : due / DAY,
    Состояние: state,
    'Чего не хватает':
      wanted.filter((column) => row[column] !== true && !text(row[column])).join(', ') || null,
  };
}

/** Lines of «Отчёт Service Desk» by `Месяц/Приоритет`. */
export function deskReport(
  tables: Tables,
  now: number,
  settings: Settings,
): Record<string, readonly RawCell[]> {
  const groups: Record<string, { row: Cells; cells: ReturnType<typeof desk> }[]> = {};
  for (const row of tables['Обращения'] ?? []) {
    const { year: y, month: m } = partsOf(Math.floor(Number(row['Создано'])));
    const key = `${y}-${String(m).padStart(2, '0')}/${text(row['Приоритет']) || text(row['Тип'])}`;
    (groups[key] ??= []).push({ row, cells: desk(row, now, settings) });
  }
  return Object.fromEntries(
    Object.entries(groups).map(([key, all]) => {
      const count = (...states: string[]): number =>
        all.filter(({ cells }) => states.includes(String(cells['Состояние']))).length;
      const intime = all.filter(
        ({ cells }) => cells['Срок'] !== null && cells['Состояние'] === 'решено в срок',
      ).length;
      const late = count('просрочено', 'решено с опозданием');
      const hours = all.flatMap(({ row, cells }) => {
        const solved = upTo(moment(row['Решено']), now);
        return solved === null || cells.start === null
          ? []
          : [workBetween(cells.start, solved, settings) / 60];
      });
      return [
        key,
        [
          all.length,
          count('решено в срок', 'решено с опозданием'),
          count('решено в срок'),
          late,
          intime + late === 0 ? null : (100 * intime) / (intime + late),
          hours.length === 0 ? null : hours.reduce((sum, one) => sum + one, 0) / hours.length,
        ],
      ];
    }),
  );
}
