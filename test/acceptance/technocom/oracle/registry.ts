// The registry of clients: who holds which client on a day, until when, which report is due.
// The state of a row depends on the rows before it, and theirs on earlier days: computed day by day and
// cached.
import { DAY, dayOf, yearOf } from '../../calendar.js';
import type { Cells } from '../../cells.js';
import { date, moment, type Settings, type Tables, text, upTo } from './terms.js';

const keyOf = (row: Cells): string =>
  `${text(row['ИНН'])}|${text(row['Договор или контракт']).replace(/\s/g, '').toLowerCase().replace(/ё/g, 'е')}`;

export const HOLDS = [
  'На рассмотрении',
  'Предварительно закреплён',
  'Закреплён',
  'Предупреждение',
  'Подлежит откреплению',
];
interface State {
  readonly status: string;
  readonly until: number | null;
  readonly report: number | null;
  readonly late: boolean;
}
const plain = (status: string): State => ({ status, until: null, report: null, late: false });

/** The state of every row on a day. */
function registry(tables: Tables, settings: Settings) {
  const rows = (tables['Реестр клиентов'] ?? []).map((row, index) => ({
    row,
    index,
    key: keyOf(row),
    partner: text(row['Партнёр']),
    request: moment(row['Дата запроса']) ?? 0,
  }));
  const reports = tables['Отчёты по клиентам'] ?? [];
  type One = (typeof rows)[number];
  const isLater = (one: One, than: One): boolean =>
    one.request !== than.request ? one.request > than.request : one.index > than.index;
  const known = new Map<string, State>();

  const held = (one: One, by: 'self' | 'other', day: number): boolean =>
    rows.some((other) => {
      if (other === one || other.key !== one.key) return false;
      if ((other.partner === one.partner) !== (by === 'self')) return false;
      const later = isLater(other, one);
      if (later && Math.floor(other.request / DAY) === day) return false;
      return HOLDS.includes(stateOn(other, day, later).status);
    });

  function stateOn(one: One, day: number, blind = false): State {
    const id = `${one.index}/${day}/${blind}`;
    let state = known.get(id);
    if (!state) known.set(id, (state = walk(one, day, blind)));
    return state;
  }

  function walk(one: One, day: number, blind: boolean): State {
    const { row } = one;
    const requested = Math.floor(one.request / DAY);
    if (requested > day) return plain('');
    const seen = (column: string): number | null => upTo(date(row[column]), day);
    let confirmed = seen('Подтверждено');
    if (blind && confirmed === day) confirmed = null;
    const decisive = confirmed ?? requested;
    if (held(one, 'other', decisive)) return plain('Отклонён: занят');
    if (held(one, 'self', decisive)) return plain('Повтор');
    if (seen('Отклонено') !== null) return plain('Отклонён');
    if (seen('Откреплён') !== null) return plain('Откреплён');
    if (confirmed === null)
      return plain(
        ['Адрес', 'Причина интереса', 'Контакт 1', 'Контакт 2'].some((column) => !text(row[column]))
          ? 'Запрос неполный'
          : 'На рассмотрении',
      );
    let until = confirmed + 60;
    const agreed = seen('Продление согласовано');
    if (agreed !== null && agreed <= until) until += Math.min(Number(row['Продлить на, дней'] ?? 30), 30);
    const within = (at: number | null): boolean => at !== null && at >= confirmed && at <= until;
    const listed = within(seen('Перечень ПО получен'));
    const bought = within(seen('Лицензии куплены'));
    if (!listed && (!bought || day <= until))
      return {
        ...plain(day <= until ? 'Предварительно закреплён' : 'Срок истёк'),
        until: day <= until ? until : null,
      };
    // Fixed. Goes through the days since the end of the hold, because a detachment is permanent.
    const first = yearOf(until) + (until < dayOf(yearOf(until), 1, 15) ? 0 : 1);
    const dueOn = (at: number): number => {
      let year = first;
      while (
        reports.some(
          (report) =>
            keyOf(report) === one.key &&
            text(report['Партнёр']) === one.partner &&
            report['Отчётный год'] === year - 1 &&
            (date(report['Дата']) ?? Infinity) <= at,
        )
      )
        year += 1;
      return dayOf(year, 1, 15);
    };
    const warned = date(row['Предупреждение вынесено']);
    const isOver = (at: number, due: number): boolean => {
      const warning = warned !== null && warned <= at ? warned : due + 3;
      return at > Math.max(due + 10, warning + 7);
    };
    if (settings.automatic)
      for (let at = confirmed; at <= day; at += 1) if (isOver(at, dueOn(at))) return plain('Откреплён');
    const report = dueOn(day);
    const status =
      day < report + 3 ? 'Закреплён' : isOver(day, report) ? 'Подлежит откреплению' : 'Предупреждение';
    return { status, until: null, report, late: day > report && day < report + 3 };
  }
  return rows.map((one) => (day: number) => stateOn(one, day));
}

export function registryCells(tables: Tables, now: number, settings: Settings): Cells[] {
  const today = Math.floor(now / DAY);
  return registry(tables, settings).map((on) => {
    const { status, until, report } = on(today);
    return { Статус: status, 'Закреплён до': until, 'Отчёт до': report };
  });
}
