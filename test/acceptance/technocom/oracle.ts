// A slow, literal reading of the spec's rules: registry, Service Desk, hours, licences, training. Imports no rule.
// Instants are whole minutes of the programme's wall clock since 30.12.1899, days are serials.
export type RawCell = string | number | boolean | null;
export type RawRow = Readonly<Record<string, RawCell>>;
export type Tables = Readonly<Record<string, readonly RawRow[]>>;
export type Computed = Readonly<Record<string, RawCell>>;
export interface Settings {
  readonly automatic: boolean;
  readonly releases: readonly number[];
  /** Minutes of the day. */
  readonly lunch: readonly [number, number] | null;
}

const EPOCH = Date.UTC(1899, 11, 30);
/** `15.01.2026`, `15.01.2026 10:00` as a serial. */
export function serial(text: string): number {
  const [day = '', time = '00:00'] = text.split(' ');
  const [d = 0, m = 0, y = 0] = day.split('.').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (Date.UTC(y, m - 1, d) - EPOCH) / 86_400_000 + (hour * 60 + minute) / 1440;
}
const partsOf = (day: number) => {
  const date = new Date(EPOCH + day * 86_400_000);
  return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() };
};
const dayOf = (y: number, m: number, d: number): number => (Date.UTC(y, m - 1, d) - EPOCH) / 86_400_000;

const OFF = (
  '24.02.2023 08.05.2023 06.11.2023 29.04.2024 30.04.2024 10.05.2024 30.12.2024 31.12.2024 02.05.2025 08.05.2025 ' +
  '13.06.2025 03.11.2025 31.12.2025 09.01.2026 09.03.2026 11.05.2026 31.12.2026'
)
  .split(' ')
  .map(serial);
const ON = '27.04.2024 02.11.2024 28.12.2024 01.11.2025'.split(' ').map(serial);
export function isWorking(day: number): boolean {
  if (ON.includes(day)) return true;
  const { m, d } = partsOf(day);
  const yearly = (m === 1 && d <= 8) || [223, 308, 501, 509, 612, 1104].includes(m * 100 + d);
  // Serial 2 was Monday 1.01.1900.
  return !yearly && !OFF.includes(day) && (day - 2) % 7 < 5;
}
export function workingDaysAfter(day: number, count: number): number {
  let at = day;
  for (let left = count; left > 0;) {
    at += 1;
    if (isWorking(at)) left -= 1;
  }
  return at;
}
function monthLater(day: number): number {
  const { y, m, d } = partsOf(day);
  const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
  return dayOf(y, m + 1, Math.min(d, last));
}

const OPEN = 8 * 60 + 30;
const CLOSE = 17 * 60 + 30;
function worksAt(minute: number, { lunch }: Settings): boolean {
  const time = minute % 1440;
  if (time < OPEN || time >= CLOSE || (lunch && time >= lunch[0] && time < lunch[1])) return false;
  return isWorking(Math.floor(minute / 1440));
}
const dayLength = ({ lunch }: Settings): number => CLOSE - OPEN - (lunch ? lunch[1] - lunch[0] : 0);
/** Minute by minute: the end of the last minute that was needed. */
export function afterWork(from: number, length: number, settings: Settings): number {
  let at = from;
  for (let left = length; left > 0; at += 1) {
    if (worksAt(at, settings)) left -= 1;
    else if (at % 1440 === CLOSE) at += 1440 - CLOSE + OPEN - 1;
  }
  return at;
}
export function workBetween(from: number, to: number, settings: Settings): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) if (worksAt(at, settings)) sum += 1;
  return sum;
}

const text = (cell: RawCell | undefined): string => (typeof cell === 'string' ? cell.trim() : '');
const moment = (cell: RawCell | undefined): number | null =>
  typeof cell === 'number' ? Math.round(cell * 1440) : null;
const date = (cell: RawCell | undefined): number | null =>
  typeof cell === 'number' ? Math.floor(cell) : null;
const upTo = (value: number | null, now: number): number | null =>
  value !== null && value <= now ? value : null;
const keyOf = (row: RawRow): string =>
  `${text(row['ИНН'])}|${text(row['Договор или контракт']).replace(/\s/g, '').toLowerCase().replace(/ё/g, 'е')}`;

export const HOLDS = [
  'На рассмотрении',
  'Предварительно закреплён',
  'Закреплён',
  'Предупреждение',
  'Подлежит откреплению',
];
export interface State {
  readonly status: string;
  readonly until: number | null;
  readonly report: number | null;
  readonly late: boolean;
}
const plain = (status: string): State => ({ status, until: null, report: null, late: false });

/** The state of every row on a day. */
export function registry(tables: Tables, settings: Settings) {
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
      if (later && Math.floor(other.request / 1440) === day) return false;
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
    const requested = Math.floor(one.request / 1440);
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
    // Fixed. Walks the days since the hold's end, for a detachment is for good.
    const first = partsOf(until).y + (until < dayOf(partsOf(until).y, 1, 15) ? 0 : 1);
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

export function registryCells(tables: Tables, now: number, settings: Settings): Computed[] {
  const today = Math.floor(now / 1440);
  return registry(tables, settings).map((on) => {
    const { status, until, report } = on(today);
    return { Статус: status, 'Закреплён до': until, 'Отчёт до': report };
  });
}

export function desk(
  row: RawRow,
  now: number,
  settings: Settings,
): Computed & { readonly start: number | null } {
  const created = moment(row['Создано']) ?? 0;
  const asked = upTo(moment(row['Запрошено уточнение']), now);
  const got = upTo(moment(row['Данные получены']), now);
  const solved = upTo(moment(row['Решено']), now);
  const type = text(row['Тип']);
  const limit = created + 3 * 1440;
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
        .filter((day) => day >= Math.floor(from / 1440))
        .sort((a, b) => a - b)[0];
      due = release === undefined ? null : release * 1440 + CLOSE;
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
    'Отсчёт с': start === null ? null : start / 1440,
    Срок: due === null ? null : due / 1440,
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
  const groups: Record<string, { row: RawRow; cells: ReturnType<typeof desk> }[]> = {};
  for (const row of tables['Обращения'] ?? []) {
    const { y, m } = partsOf(Math.floor(Number(row['Создано'])));
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

const limitOf = (role: string): number => (role === 'авторизованный' ? 80 : 160);
export function hoursCells(tables: Tables): Computed[] {
  const rows = tables['Часы головного офиса'] ?? [];
  const dayOfRow = (row: RawRow): number =>
    date(row['Дата работ'] ?? null) ?? date(row['Дата запроса'] ?? null) ?? 0;
  const hoursOf = (row: RawRow): number => Number(row['Факт часов'] ?? row['Оценка часов']);
  return rows.map((row, index) => {
    const mine = rows.filter(
      (other, at) =>
        text(other['Партнёр']) === text(row['Партнёр']) &&
        partsOf(dayOfRow(other)).y === partsOf(dayOfRow(row)).y &&
        (dayOfRow(other) < dayOfRow(row) || (dayOfRow(other) === dayOfRow(row) && at <= index)),
    );
    const total = mine.reduce((sum, other) => sum + hoursOf(other), 0);
    const partner = (tables['Представители'] ?? []).find(
      (one) => text(one['Партнёр']) === text(row['Партнёр']),
    );
    const over = total - limitOf(text(partner?.['Роль']));
    return { 'С начала года': total, 'Сверх лимита': Math.max(0, Math.min(hoursOf(row), over)) };
  });
}

const STEPS = [
  ['Проект и счёт', 'Проект и счёт отправлены'],
  ['Сканы', 'Сканы получены'],
  ['Оплата', 'Оплачено'],
  ['Акт', 'Акт или сертификат отправлен'],
  ['Оригиналы', 'Оригиналы отправлены'],
  ['Возврат', 'Оригиналы возвращены'],
] as const;
export function licence(row: RawRow, now: number): Computed {
  const today = Math.floor(now / 1440);
  let previous = date(row['Запрос'] ?? null) ?? 0;
  for (const [step, column] of STEPS) {
    const done = upTo(date(row[column] ?? null), today);
    if (done !== null) {
      previous = done;
      continue;
    }
    const due = {
      'Проект и счёт': () => workingDaysAfter(previous, 5),
      Сканы: () => workingDaysAfter(previous, 5),
      Оплата: () => date(row['Срок оплаты по договору'] ?? null) ?? workingDaysAfter(previous, 5),
      Акт: () => monthLater(previous),
      Оригиналы: () => previous + 7,
      Возврат: () => previous + 7,
    }[step]();
    return { Шаг: step, 'Срок шага': due, Состояние: today > due ? 'просрочено' : 'в срок' };
  }
  return { Шаг: null, 'Срок шага': null, Состояние: 'завершено' };
}

export function training(row: RawRow, now: number): Computed {
  const columns = [
    'Знакомство с компанией',
    'Продукты',
    'Продажи',
    'Взаимодействие с головным офисом',
    'Аттестация',
  ];
  const left = columns.filter((column) => upTo(date(row[column] ?? null), Math.floor(now / 1440)) === null);
  return { Сертификат: left.length === 0 ? 'да' : 'нет', Осталось: left.join(', ') || null };
}

export function partnerCells(tables: Tables, now: number): Computed[] {
  const year = partsOf(Math.floor(now / 1440)).y;
  return (tables['Представители'] ?? []).map((partner) => {
    const name = text(partner['Партнёр']);
    const mine = (tables['Часы головного офиса'] ?? []).filter(
      (row) =>
        text(row['Партнёр']) === name &&
        partsOf(date(row['Дата работ'] ?? null) ?? date(row['Дата запроса'] ?? null) ?? 0).y === year,
    );
    const certified = (tables['Обучение'] ?? []).some(
      (row) => text(row['Партнёр']) === name && training(row, now)['Сертификат'] === 'да',
    );
    return {
      Аттестован: certified,
      'Часов за год': mine.reduce((sum, row) => sum + Number(row['Факт часов'] ?? row['Оценка часов']), 0),
      Лимит: limitOf(text(partner['Роль'])),
    };
  });
}
