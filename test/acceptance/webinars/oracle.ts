// A slow, literal reading of the programme `webinars`: one plain pass a rule, days walked one by one.
// Nothing of the product is imported: whatever both get right was understood twice.
export type RawCell = string | number | boolean | null;
export type RawRow = Readonly<Record<string, RawCell>> | null;
export type Tables = Readonly<Record<string, readonly RawRow[]>>;

/** The sheet's number of `01.12.2023` or `01.12.2023 10:00`. */
export function serial(text: string): number {
  const match = /^(\d\d)\.(\d\d)\.(\d{4})(?: (\d\d):(\d\d))?$/.exec(text);
  if (!match) throw new Error(text);
  const [day = 0, month = 1, year = 0, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => Number(part || 0));
  return Date.UTC(year, month - 1, day, hour, minute) / 86_400_000 + 25_569;
}
const CHANGE_OF_ZONE = serial('01.03.2024') * 1440;
/** Wall-clock minutes of Almaty as minutes of UTC: +06 until 01.03.2024, +05 since. */
export const absolute = (wall: number): number => wall - (wall < CHANGE_OF_ZONE ? 360 : 300);

const OFF = [
  [
    '02.01.2023',
    '03.01.2023',
    '07.01.2023',
    '08.03.2023',
    '21.03.2023',
    '22.03.2023',
    '23.03.2023',
    '01.05.2023',
  ],
  [
    '08.05.2023',
    '09.05.2023',
    '28.06.2023',
    '06.07.2023',
    '07.07.2023',
    '30.08.2023',
    '25.10.2023',
    '16.12.2023',
  ],
  [
    '18.12.2023',
    '01.01.2024',
    '02.01.2024',
    '08.03.2024',
    '21.03.2024',
    '22.03.2024',
    '25.03.2024',
    '01.05.2024',
  ],
  ['07.05.2024', '08.05.2024', '09.05.2024'],
].flatMap((days) => days.map(serial));
const ON = ['01.07.2023', '04.05.2024'].map(serial);
export function isWorking(day: number): boolean {
  if (ON.includes(day)) return true;
  const weekday = (day - serial('02.01.2023') + 7000) % 7;
  return weekday < 5 && !OFF.includes(day);
}
export function workingDaysAfter(day: number, count: number): number {
  let at = day;
  for (let left = count; left > 0;) {
    at += 1;
    if (isWorking(at)) left -= 1;
  }
  return at;
}

/** Names and codes compared like headers. */
export const key = (cell: RawCell): string =>
  String(cell ?? '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/ё/g, 'е');
const BAD = Symbol('bad');
type Read<T> = T | null | typeof BAD;
const isBlank = (cell: RawCell | undefined): boolean =>
  cell === undefined || cell === null || key(cell) === '';
const text = (cell: RawCell | undefined): string | null => (isBlank(cell) ? null : String(cell).trim());
function instant(cell: RawCell | undefined): Read<number> {
  if (cell === undefined || cell === null || isBlank(cell)) return null;
  if (typeof cell === 'number') return Math.round(cell * 1440);
  return /^\d\d\.\d\d\.\d{4}( \d\d:\d\d)?$/.test(String(cell))
    ? Math.round(serial(String(cell)) * 1440)
    : BAD;
}
function day(cell: RawCell | undefined): Read<number> {
  const at = instant(cell);
  return typeof at === 'number' ? Math.floor(at / 1440) : at;
}
function amount(cell: RawCell | undefined): Read<number> {
  if (cell === undefined || cell === null || isBlank(cell)) return null;
  const plain = String(cell)
    .replace(/[\s\u00a0]|₸/g, '')
    .replace(',', '.');
  const value = Number(plain);
  return Number.isNaN(value) || value < 0 ? BAD : value;
}
function flag(cell: RawCell | undefined): Read<boolean> {
  if (cell === undefined || cell === null || isBlank(cell)) return false;
  if (['true', 'да', '+', '1'].includes(key(cell))) return true;
  return ['false', 'нет', '-', '0'].includes(key(cell)) ? false : BAD;
}
function email(cell: RawCell | undefined): Read<string> {
  if (cell === undefined || cell === null || isBlank(cell)) return null;
  return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/.test(String(cell).trim())
    ? String(cell).trim().toLowerCase()
    : BAD;
}
const KINDS = ['отказ', 'передача материалов', 'изменение программы', 'размещение', 'иное'];
const DATES = [
  'Программа подана',
  'Программа согласована',
  'Смета подана',
  'Смета согласована',
  'Материалы переданы',
  'Количественный отчёт',
  'Фактическая смета',
  'Фотографии',
  'Список регистраций',
  'Бухгалтерские документы',
  'Скриншоты анонсов',
  'Рассылка после',
  'Лиды в CRM',
  'Отказ',
  'Исключение снято',
] as const;
const REPORTS = DATES.slice(5, 13);

export interface Settings {
  readonly credit: number;
  readonly share: number;
  readonly limit: number;
}
export const SEED: Settings = { credit: 25, share: 100, limit: 80_000 };
/** Texts of announcements and pages whose findings are known beforehand. */
export interface Known {
  readonly placement: boolean;
  readonly clean: boolean;
}
export type Cells = Readonly<Record<string, RawCell>>;
export interface Letter {
  readonly code: string;
  readonly to: string;
  readonly notBefore: number;
}
export interface Answer {
  /** `Вкладка/строка` → computed cells. */
  readonly computed: ReadonlyMap<string, Cells>;
  readonly errors: readonly string[];
  readonly standing: readonly (readonly RawCell[])[];
  readonly deadlines: readonly { object: string; what: string; due: number; left: number; state: string }[];
  readonly letters: readonly Letter[];
}
/** What earlier runs left behind: letters already made, by their occasion. */
export interface Memory {
  readonly made: Set<string>;
}
export const noMemory = (): Memory => ({ made: new Set() });

interface Webinar {
  readonly row: number;
  readonly code: string;
  readonly partner: string;
  readonly mail: string;
  readonly coordinator: string;
  readonly start: number;
  readonly end: number;
  readonly recording: boolean;
  readonly dates: Readonly<Record<string, number | null>>;
}
const round = (value: number): number => Math.round(value * 100) / 100;

export function oracle(
  tables: Tables,
  texts: Readonly<Record<string, Known>>,
  options: {
    readonly settings?: Settings;
    readonly now: number;
    readonly ahead?: boolean;
    readonly memory?: Memory;
  },
): Answer {
  const { settings = SEED, now, ahead = false, memory = noMemory() } = options;
  const today = Math.floor(now / 1440);
  const computed = new Map<string, Cells>();
  const errors = new Set<string>();
  const put = (tab: string, row: number, cells: Cells): void => {
    computed.set(`${tab}/${row}`, cells);
  };
  const fault = (tab: string, row: number): void => {
    errors.add(`${tab}/${row}`);
  };
  const rowsOf = (tab: string): { readonly row: number; readonly cells: Cells }[] =>
    (tables[tab] ?? []).flatMap((cells, index) =>
      cells && Object.values(cells).some((cell) => !isBlank(cell) && cell !== false)
        ? [{ row: index + 2, cells }]
        : [],
    );

  const webinars: Webinar[] = [];
  const seen = new Set<string>();
  for (const { row, cells } of rowsOf('Вебинары')) {
    const code = text(cells['Вебинар']);
    const start = instant(cells['Начало']);
    const end = instant(cells['Окончание']);
    const mail = email(cells['Email партнёра']);
    const coordinator = email(cells['Координатор']);
    const partner = text(cells['Партнёр']);
    const dates = DATES.map((name) => [name, day(cells[name])] as const);
    const isTwin = code !== null && seen.has(key(code));
    if (code !== null) seen.add(key(code));
    if (
      isTwin ||
      code === null ||
      partner === null ||
      isBlank(cells['Тема']) ||
      typeof start !== 'number' ||
      typeof end !== 'number' ||
      end <= start ||
      typeof mail !== 'string' ||
      typeof coordinator !== 'string' ||
      dates.some(([, value]) => value === BAD)
    ) {
      fault('Вебинары', row);
      put('Вебинары', row, {});
      continue;
    }
    const past = dates.map(([name, value]) => [
      name,
      typeof value === 'number' && value <= today ? value : null,
    ]);
    webinars.push({
      row,
      code,
      partner,
      mail,
      coordinator,
      start,
      end,
      recording: !isBlank(cells['Запись']),
      dates: Object.fromEntries(past) as Record<string, number | null>,
    });
  }
  /** Nobody is told of a registration for a webinar that is over or refused. */
  const tells = (webinar: Webinar): boolean => webinar.end > now && !refused.has(webinar);
  const webinarOf = (cell: RawCell | undefined): Webinar | undefined =>
    webinars.find(({ code }) => !isBlank(cell) && key(code) === key(cell ?? null));

  const violations: { webinar: Webinar; kind: string; on: number; channel: string; count: number }[] = [];
  for (const { row, cells } of rowsOf('Нарушения')) {
    const webinar = webinarOf(cells['Вебинар']);
    const on = day(cells['Дата']);
    const count = amount(cells['Количество']);
    const kind = KINDS.find((word) => word === key(cells['Вид'] ?? null));
    if (!webinar || typeof on !== 'number' || kind === undefined || count === BAD) fault('Нарушения', row);
    else if (on <= today)
      violations.push({ webinar, kind, on, channel: key(cells['Канал'] ?? null), count: count ?? 1 });
  }
  const refused = new Set(
    webinars.filter(
      (webinar) =>
        webinar.dates['Отказ'] !== null ||
        violations.some((one) => one.webinar === webinar && one.kind === 'отказ' && one.count > 0),
    ),
  );

  interface Listener {
    readonly row: number;
    readonly webinar: Webinar;
    readonly mail: string;
    readonly at: number;
  }
  const letters: Letter[] = [];
  const queue = (code: string, to: string, occasion: number, once: string, until = Infinity): void => {
    const horizon = absolute(now) + (ahead ? 36 * 60 : 0);
    if (memory.made.has(once) || absolute(occasion) > horizon || absolute(now) >= absolute(until)) return;
    if (absolute(now) - absolute(occasion) > 24 * 60) return;
    memory.made.add(once);
    letters.push({ code, to, notBefore: occasion });
  };

  const reject = (webinar: Webinar, to: RawCell | undefined, at: number | string): void => {
    if (typeof to !== 'string' || to.trim() === '' || !tells(webinar)) return;
    const mail = to.trim().toLowerCase();
    queue('webinars.rejected', mail, now, `rejected ${key(webinar.code)} ${mail} ${at}`);
  };

  const candidates: Listener[] = [];
  for (const { row, cells } of rowsOf('Слушатели')) {
    const webinar = webinarOf(cells['Вебинар']);
    const at = instant(cells['Дата регистрации']);
    const mail = email(cells.Email);
    if (!webinar || typeof at !== 'number') {
      fault('Слушатели', row);
      put('Слушатели', row, { Статус: null, Причина: 'ошибка' });
      if (webinar) reject(webinar, cells.Email, '');
      continue;
    }
    if (at > now) {
      put('Слушатели', row, { Статус: null, Причина: 'есть' });
      continue;
    }
    const digits = String(cells['Телефон'] ?? '').replace(/\D/g, '');
    const isWhole =
      ['Фамилия', 'Имя', 'Компания', 'Должность'].every((name) => !isBlank(cells[name])) &&
      typeof mail === 'string' &&
      digits.length >= 10 &&
      flag(cells['Согласие']) === true &&
      isBlank(cells['Отказать']);
    if (isWhole) candidates.push({ row, webinar, mail, at });
    put('Слушатели', row, { Статус: 'отклонена', Причина: 'есть' });
    if (!isWhole) reject(webinar, cells.Email, at);
  }
  const accepted: Listener[] = [];
  for (const one of candidates) {
    const isFirst = candidates.every(
      (other) =>
        other === one ||
        other.webinar !== one.webinar ||
        other.mail !== one.mail ||
        other.at > one.at ||
        (other.at === one.at && other.row > one.row),
    );
    if (isFirst) {
      accepted.push(one);
      put('Слушатели', one.row, { Статус: 'принята', Причина: null });
      if (tells(one.webinar))
        queue('webinars.confirmed', one.mail, now, `confirmed ${key(one.webinar.code)} ${one.mail}`);
    } else reject(one.webinar, one.mail, one.at);
  }

  const visits: { row: number; webinar: Webinar; mail: string; minutes: number | null }[] = [];
  for (const { row, cells } of rowsOf('Явка')) {
    const webinar = webinarOf(cells['Вебинар']);
    const mail = email(cells.Email);
    const spent = amount(cells['Минут']);
    if (!webinar || typeof mail !== 'string' || spent === BAD) {
      fault('Явка', row);
      put('Явка', row, { Зачтено: null, Примечание: 'ошибка' });
    } else visits.push({ row, webinar, mail, minutes: spent });
  }
  const attended = (webinar: Webinar, mail: string): boolean => {
    const own = visits.filter((visit) => visit.webinar === webinar && visit.mail === mail);
    if (own.length === 0) return false;
    return (
      own.some(({ minutes }) => minutes === null) ||
      own.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0) >= 1
    );
  };
  for (const visit of visits) {
    const isFirst = !visits.some(
      ({ row, webinar, mail }) => row < visit.row && webinar === visit.webinar && mail === visit.mail,
    );
    const counts = attended(visit.webinar, visit.mail);
    const isKnown = accepted.some(({ webinar, mail }) => webinar === visit.webinar && mail === visit.mail);
    if (!isFirst) put('Явка', visit.row, { Зачтено: null, Примечание: 'есть' });
    else
      put('Явка', visit.row, {
        Зачтено: counts ? 'да' : 'нет',
        Примечание: counts && isKnown ? null : 'есть',
      });
  }

  const announcements: { row: number; webinar: Webinar; channel: string; cost: number; hit: boolean }[] = [];
  for (const { row, cells } of rowsOf('Анонсы')) {
    const webinar = webinarOf(cells['Вебинар']);
    const cost = amount(cells['Стоимость']);
    const logo = flag(cells['Логотип организатора']);
    const cold = flag(cells['Холодная база']);
    if (
      !webinar ||
      isBlank(cells['Канал']) ||
      isBlank(cells['Текст']) ||
      cost === BAD ||
      logo === BAD ||
      cold === BAD
    ) {
      fault('Анонсы', row);
      put('Анонсы', row, {});
      continue;
    }
    const known = texts[String(cells['Текст'])] ?? { placement: false, clean: true };
    const hit = known.placement || !logo;
    announcements.push({ row, webinar, channel: key(cells['Канал'] ?? null), cost: cost ?? 0, hit });
    const isWeak = ['радио', 'телевидение', 'газеты', 'листовки', 'контекстная реклама', 'баннеры'].includes(
      key(cells['Канал'] ?? null),
    );
    put('Анонсы', row, {
      Замечания: hit || !known.clean || isWeak || cold ? 'есть' : null,
      Штраф: hit ? 20 : 0,
    });
  }

  const lines: { row: number; webinar: Webinar; paid: number }[] = [];
  const taken = announcements.map(({ hit, cost }) => (hit ? cost : 0));
  for (const { row, cells } of rowsOf('Смета')) {
    const webinar = webinarOf(cells['Вебинар']);
    const [plan, agreed, fact] = ['План', 'Согласовано', 'Факт'].map((name) => amount(cells[name]));
    const paper = flag(cells['Документ']);
    const shot = flag(cells['Скриншот']);
    if (
      !webinar ||
      isBlank(cells['Статья']) ||
      typeof plan !== 'number' ||
      agreed === BAD ||
      fact === BAD ||
      agreed === undefined ||
      fact === undefined ||
      paper === BAD ||
      shot === BAD
    ) {
      fault('Смета', row);
      put('Смета', row, { 'К компенсации': null });
      continue;
    }
    const channel = key(cells['Канал'] ?? null);
    const isOurs = (one: { webinar: Webinar; channel: string }): boolean =>
      channel !== '' && one.webinar === webinar && one.channel === channel;
    let paid = 0;
    if (agreed !== null && paper && (shot || !announcements.some(isOurs))) paid = Math.min(agreed, fact ?? 0);
    if (violations.some((one) => one.kind === 'размещение' && one.count > 0 && isOurs(one))) paid = 0;
    announcements.forEach((one, index) => {
      if (!isOurs(one)) return;
      const off = Math.min(paid, taken[index] ?? 0);
      taken[index] = round((taken[index] ?? 0) - off);
      paid = round(paid - off);
    });
    lines.push({ row, webinar, paid });
    put('Смета', row, { 'К компенсации': paid });
  }

  const standing: RawCell[][] = [];
  const deadlines: { object: string; what: string; due: number; left: number; state: string }[] = [];
  const standings = webinars.map((webinar) => {
    const { dates, start, end, code } = webinar;
    const startDay = Math.floor(start / 1440);
    const endDay = Math.floor(end / 1440);
    const hasEnded = end <= now;
    const own = violations.filter((one) => one.webinar === webinar);
    const countOf = (kind: string): number =>
      own.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0);
    const regs = accepted.filter((one) => one.webinar === webinar);
    const mails = [...new Set(visits.filter((one) => one.webinar === webinar).map(({ mail }) => mail))];
    const came = mails.filter((mail) => attended(webinar, mail));
    const share = regs.filter(({ mail }) => came.includes(mail)).length;
    const programme = dates['Программа подана'] ?? null;
    const isRefused = refused.has(webinar);
    const isLate = programme === null ? today > startDay - 14 + 2 : programme > startDay - 14 + 2;
    const isOut = countOf('передача материалов') > 0 || (isLate && dates['Исключение снято'] === null);
    const placements =
      countOf('размещение') + announcements.filter((one) => one.webinar === webinar && one.hit).length;
    const changes = countOf('изменение программы');
    const penalties = 20 * placements + 20 * changes;
    const total = round(
      lines.filter((one) => one.webinar === webinar).reduce((sum, { paid }) => sum + paid, 0),
    );
    const basePoints = came.length >= settings.credit && !isRefused && !isOut ? 100 : 0;
    const baseBonuses = came.length >= settings.credit ? Math.min(settings.limit, total) : 0;
    const estimate = dates['Фактическая смета'] ?? null;
    const due5 = workingDaysAfter(endDay, 5);
    const isEstimateLate = estimate === null ? today > due5 : estimate > due5;
    const bonuses =
      isRefused || isOut || isEstimateLate
        ? 0
        : placements + changes > 0
          ? (baseBonuses * settings.share) / 100
          : baseBonuses;
    let state = 'готов';
    if (isRefused) state = 'отказ';
    else if (isOut) state = 'исключён';
    else if (hasEnded) state = REPORTS.every((name) => dates[name] !== null) ? 'закрыт' : 'отчётность';
    else if (start <= now) state = 'идёт';
    else if (programme === null) state = 'черновик';
    else if (dates['Программа согласована'] === null) state = 'программа на согласовании';
    else if (dates['Смета согласована'] === null) state = 'смета на согласовании';
    put('Вебинары', webinar.row, {
      Состояние: state,
      Регистраций: regs.length,
      'Прогноз явки': hasEnded
        ? null
        : `${Math.floor(regs.length * 0.3 + 1e-9)}–${Math.floor(regs.length * 0.4 + 1e-9)}`,
      Слушателей: came.length,
      'Явка, %': regs.length === 0 ? null : Math.round((share / regs.length) * 1000) / 10,
      Баллы: hasEnded ? basePoints - penalties : null,
      Бонусы: hasEnded ? round(bonuses) : null,
    });
    const DUE: readonly (readonly [string, number])[] = [
      ['Программа подана', startDay - 14],
      ['Смета подана', startDay - 14],
      ['Материалы переданы', startDay - 7],
      ['Количественный отчёт', workingDaysAfter(endDay, 1)],
      ...REPORTS.slice(1, 6).map((name) => [name, due5] as const),
      ['Рассылка после', workingDaysAfter(endDay, 3)],
    ];
    for (const [what, due] of DUE) {
      const left = due - today;
      const isLifted = isRefused || isOut;
      let deadline = 'впереди';
      if (isLifted) deadline = 'снят';
      else if (dates[what] !== null) deadline = 'выполнено';
      else if (left < 0) deadline = 'просрочено';
      else if (left === 0) deadline = 'сегодня';
      else if (left <= 3) deadline = 'скоро';
      deadlines.push({ object: code, what, due, left, state: deadline });
      if (isLifted || dates[what] !== null) continue;
      queue(
        'webinars.deadline',
        webinar.mail,
        (due - 3) * 1440,
        `before ${key(code)} ${what} ${due}`,
        (due + 1) * 1440,
      );
      queue('webinars.deadline', webinar.mail, (due + 1) * 1440, `overdue ${key(code)} ${what} ${due}`);
    }
    if (isRefused && now < start)
      for (const { mail } of regs) queue('webinars.cancelled', mail, now, `cancelled ${key(code)} ${mail}`);
    if (!isRefused)
      for (const { mail, at } of regs) {
        const remind = (code_: string, moment: number): void => {
          if (at < moment && moment < start)
            queue(code_, mail, moment, `${code_} ${key(code)} ${mail} ${moment}`, start);
        };
        for (let back = 7; back < 120; back += 7) remind('webinars.weekly', (startDay - back) * 1440 + 600);
        remind('webinars.day-before', (startDay - 1) * 1440 + 600);
        remind('webinars.same-day', startDay * 1440 + 600);
        remind('webinars.soon', start - 15);
        const third = workingDaysAfter(endDay, 3) * 1440;
        const once = `follow-up ${key(code)} ${mail}`;
        if (webinar.recording && hasEnded && now < third) queue('webinars.follow-up', mail, now, once);
        else queue('webinars.follow-up', mail, third, once);
      }
    return {
      partner: webinar.partner,
      cells: [
        code,
        webinar.partner,
        came.length,
        hasEnded ? basePoints : null,
        penalties,
        hasEnded ? basePoints - penalties : null,
        total,
        hasEnded ? round(bonuses) : null,
      ] as RawCell[],
    };
  });
  for (const partner of new Set(standings.map((one) => key(one.partner)))) {
    const own = standings.filter((one) => key(one.partner) === partner);
    standing.push(...own.map(({ cells }) => cells));
    const sums = [2, 3, 4, 5, 6, 7].map((column) => {
      const filled = own.map(({ cells }) => cells[column]).filter((cell) => typeof cell === 'number');
      return filled.length === 0 ? null : round(filled.reduce((sum, cell) => sum + cell, 0));
    });
    standing.push(['Итого', own[0]?.partner ?? null, ...sums]);
  }
  return { computed, errors: [...errors].sort(), standing, deadlines, letters };
}
