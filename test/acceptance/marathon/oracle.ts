// The marathon read from its spec once more, slowly: every rule a plain loop over typed cells, nothing shared with src/rules.
// Time is wall-clock of the programme's zone, in minutes since 30.12.1899: right where the zone's offset never changes.
import { createHash } from 'node:crypto';

export type RawCell = string | number | boolean | null;
/** Cells by header; null is an empty row. */
export type RawRow = Readonly<Record<string, RawCell>> | null;
export type Tables = Readonly<Partial<Record<string, readonly RawRow[]>>>;

export interface Settings {
  readonly registrationFrom: number;
  readonly registrationTo: number;
  readonly from: number;
  readonly to: number;
  readonly testDays: number;
  readonly lastTestDays: number;
  readonly questions: number;
  readonly attendance: number;
  readonly answer: number;
  readonly task: number;
  readonly sale: number;
  readonly minimum: number;
  readonly warnDays: number;
  readonly lastBlock: number | null;
  readonly organiser: string;
}

export const DAY = 1440;
/** `21.09.2023` or `21.09.2023 11:00` → minutes. */
export function at(text: string): number {
  const match = /^(\d+)\.(\d+)\.(\d+)(?: (\d+):(\d+))?$/.exec(text);
  if (!match) throw new Error(text);
  const [, d, m, y, h = '0', min = '0'] = match;
  let days = 0;
  for (let year = 1900; year < Number(y); year += 1) days += isLeap(year) ? 366 : 365;
  for (let month = 1; month < Number(m); month += 1) days += monthLength(Number(y), month);
  // 01.01.1900 is two days after 30.12.1899.
  return (days + Number(d) - 1 + 2) * DAY + Number(h) * 60 + Number(min);
}
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
/** A cell's serial. */
export const serial = (text: string): number => at(text) / DAY;

export const SEED: Settings = {
  registrationFrom: at('04.09.2023'),
  registrationTo: at('05.10.2023'),
  from: at('21.09.2023'),
  to: at('03.11.2023'),
  testDays: 14,
  lastTestDays: 7,
  questions: 8,
  attendance: 1,
  answer: 1,
  task: 3,
  sale: 3,
  minimum: 10_000,
  warnDays: 3,
  lastBlock: null,
  organiser: 'partner@pro32.com',
};

// Cells. `undefined` = a cell that cannot be read; null = a blank one.
type Read<T> = T | null | undefined;
const isBlank = (raw: RawCell | undefined): raw is null | undefined =>
  raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '');
const likeHeader = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ?\*+$/, '')
    .toLowerCase()
    .replaceAll('ё', 'е');

function text(raw: RawCell | undefined): Read<string> {
  return isBlank(raw) ? null : String(raw).trim();
}
function number(raw: RawCell | undefined): Read<number> {
  if (isBlank(raw)) return null;
  if (typeof raw === 'number') return raw;
  if (typeof raw === 'boolean') return undefined;
  const plain = raw
    .replace(/\s/g, '')
    .replace(/руб\.?$/, '')
    .replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
function integer(raw: RawCell | undefined): Read<number> {
  const value = number(raw);
  return value === null || value === undefined || Number.isInteger(value) ? value : undefined;
}
function moment(raw: RawCell | undefined): Read<number> {
  if (isBlank(raw)) return null;
  if (typeof raw === 'number') return Math.round(raw * DAY);
  if (typeof raw === 'boolean') return undefined;
  const iso = /^(\d{4})-(\d\d)-(\d\d)( \d\d:\d\d)?$/.exec(raw.trim());
  const ru = iso ? `${iso[3]}.${iso[2]}.${iso[1]}${iso[4] ?? ''}` : raw.trim();
  return /^\d\d\.\d\d\.\d{4}( \d\d:\d\d)?$/.test(ru) ? at(ru) : undefined;
}
function day(raw: RawCell | undefined): Read<number> {
  // Only a date cell may have a time in it.
  if (typeof raw === 'string' && raw.includes(':')) return undefined;
  const value = moment(raw);
  return typeof value === 'number' ? Math.floor(value / DAY) * DAY : value;
}
function flag(raw: RawCell | undefined): Read<boolean> {
  if (isBlank(raw)) return false;
  const word = String(raw).trim().toLowerCase();
  if (['да', '+', '1', 'true'].includes(word)) return true;
  return ['нет', '-', '0', 'false'].includes(word) ? false : undefined;
}
function word(raw: RawCell | undefined, words: readonly string[]): Read<string> {
  if (isBlank(raw)) return null;
  return words.find((one) => likeHeader(one) === likeHeader(String(raw)));
}
function email(raw: RawCell | undefined): Read<string> {
  if (isBlank(raw)) return null;
  const plain = String(raw).trim().toLowerCase();
  return /^[a-z0-9._-]+@[a-z0-9-]+\.[a-z]+$/.test(plain) ? plain : undefined;
}

/** A required value: blank is as bad as unreadable. */
const need = <T>(value: Read<T>): T | undefined => value ?? undefined;

export interface Letter {
  readonly code: string;
  readonly to: string;
  /** «Отправить не раньше», minutes. */
  readonly notBefore: number;
}
/** What «Письма» remembers from run to run. */
export interface Memory {
  readonly keys: Set<string>;
  /** `email/block` → Начало as told. */
  readonly told: Map<string, number>;
}
export const noMemory = (): Memory => ({ keys: new Set(), told: new Map() });

export interface Deadline {
  readonly what: 'start' | 'closing' | 'registration' | 'final';
  readonly due: number;
  readonly left: number;
  readonly state: string;
  /** Row in «Блоки», null for «Настройки». */
  readonly row: number | null;
  /** How many have no attempt; null when it says nothing of that. */
  readonly without: number | null;
}
export type Computed = Readonly<Record<string, RawCell>>;
export interface Drawn {
  readonly nomination: string;
  readonly candidates: string;
  readonly hash: string;
  readonly winner: string;
}
export interface Answer {
  /** Computed cells by tab and sheet row; of a note only whether there is one, unless the spec words it. */
  readonly computed: Readonly<Record<string, ReadonlyMap<number, Computed>>>;
  readonly rating: readonly (readonly RawCell[])[];
  readonly nominations: readonly (readonly RawCell[])[];
  readonly deadlines: readonly Deadline[];
  /** `Вкладка/строка`. */
  readonly errors: ReadonlySet<string>;
  readonly letters: readonly Letter[];
  /** What «Провести розыгрыш…» would write with this seed. */
  readonly draw: (seed: string) => readonly Drawn[];
}

const byCodePoint = (a: string, b: string): number => {
  const left = Array.from(a, (char) => char.codePointAt(0) ?? 0);
  const right = Array.from(b, (char) => char.codePointAt(0) ?? 0);
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};

export const MISTAKE = 'ошибка';
export const NOTED = '*';

interface Person {
  readonly row: number;
  readonly nick: string;
  readonly email: string;
}

export function oracle(
  tables: Tables,
  settings: Settings,
  run: { readonly now: number; readonly ahead: boolean; readonly memory: Memory },
): Answer {
  const { now } = run;
  const errors = new Set<string>();
  const computed: Record<string, Map<number, Computed>> = {};
  const rowsOf = (tab: string): { row: number; cells: Readonly<Record<string, RawCell>> }[] => {
    computed[tab] = new Map();
    const found: { row: number; cells: Readonly<Record<string, RawCell>> }[] = [];
    (tables[tab] ?? []).forEach((cells, index) => {
      if (cells && Object.values(cells).some((cell) => !isBlank(cell) && cell !== false))
        found.push({ row: index + 2, cells });
    });
    return found;
  };
  const wrong = (tab: string, row: number, cells: Computed): void => {
    errors.add(`${tab}/${row}`);
    computed[tab]?.set(row, cells);
  };

  // Rule 1.
  const registrations: (Person & { readonly on: number; readonly portal: boolean })[] = [];
  for (const { row, cells } of rowsOf('Регистрации')) {
    const nick = need(text(cells['Никнейм']));
    const address = need(email(cells.Email));
    const on = need(moment(cells['Дата регистрации']));
    const portal = need(flag(cells['На портале']));
    const rest = need(text(cells['ФИО'])) !== undefined && need(text(cells['Компания'])) !== undefined;
    if (
      nick === undefined ||
      nick.includes(',') ||
      address === undefined ||
      on === undefined ||
      portal === undefined ||
      !rest
    )
      wrong('Регистрации', row, { Статус: null, Причина: MISTAKE });
    else registrations.push({ row, nick, email: address, on, portal });
  }
  registrations.sort((a, b) => a.on - b.on || a.row - b.row);
  const people: Person[] = [];
  const refused: { readonly email: string; readonly reason: string; readonly on: number }[] = [];
  for (const one of registrations) {
    let reason: string | null = null;
    if (one.on < settings.registrationFrom || one.on >= settings.registrationTo + DAY)
      reason = 'регистрация вне срока';
    else if (!one.portal) reason = 'нет на портале';
    else if (people.some((other) => other.nick.toLowerCase() === one.nick.toLowerCase()))
      reason = 'никнейм занят';
    else if (people.some((other) => other.email === one.email)) reason = 'email занят';
    computed['Регистрации']?.set(one.row, {
      Статус: reason === null ? 'участник' : 'отклонён',
      Причина: reason,
    });
    if (reason === null) people.push(one);
    else refused.push({ email: one.email, reason, on: one.on });
  }
  const personOf = (address: string): Person | undefined => people.find((one) => one.email === address);

  // Rules 2 and 4: blocks.
  const blocks: {
    readonly row: number;
    readonly no: number;
    readonly start: number;
    readonly until: number | null;
  }[] = [];
  const seen = new Set<number>();
  for (const { row, cells } of rowsOf('Блоки')) {
    const no = need(integer(cells['Блок']));
    const start = need(moment(cells['Начало']));
    const until = moment(cells['Тест до']);
    const repeated = no !== undefined && seen.has(no);
    if (no !== undefined) seen.add(no);
    if (
      no === undefined ||
      repeated ||
      start === undefined ||
      until === undefined ||
      need(text(cells['Тема'])) === undefined ||
      (until !== null && until <= start)
    )
      wrong('Блоки', row, { 'Тест закрывается': null });
    else blocks.push({ row, no, start, until });
  }
  const latest = Math.max(...blocks.map(({ start }) => start));
  // A parameter that names no block is a bad value: its default rules.
  const lastBlock = blocks.some(({ no }) => no === settings.lastBlock) ? settings.lastBlock : null;
  const isBadSetting = settings.lastBlock !== lastBlock;
  // Set-up lists two parameters of the workbook, then the programme's in the order of the spec: this one is the 16th.
  if (isBadSetting) errors.add('Настройки/19');
  const closingOf = new Map<number, number>();
  for (const { row, no, start, until } of blocks) {
    const isLast = lastBlock === null ? start === latest : no === lastBlock;
    const closing = until ?? start + (isLast ? settings.lastTestDays : settings.testDays) * DAY;
    closingOf.set(no, closing);
    computed['Блоки']?.set(row, { 'Тест закрывается': closing / DAY });
  }
  const blockOf = (no: number) => blocks.find((one) => one.no === no);

  const points = new Map(
    people.map((one) => [
      one.email,
      { attendance: 0, tests: 0, tasks: 0, creative: 0, sales: 0, more: 0, sold: 0 },
    ]),
  );
  const earned = (address: string) => {
    const found = points.get(address);
    if (!found) throw new Error(address);
    return found;
  };

  // Rule 3.
  const attended = new Set<string>();
  for (const { row, cells } of rowsOf('Посещения')) {
    const no = need(integer(cells['Блок']));
    const address = need(email(cells.Email));
    const format = word(cells['Формат'], ['онлайн', 'запись']);
    if (
      no === undefined ||
      address === undefined ||
      format === undefined ||
      !blockOf(no) ||
      !personOf(address)
    ) {
      wrong('Посещения', row, { Баллы: null, Примечание: MISTAKE });
      continue;
    }
    const key = `${no}/${address}`;
    const isOnline = (format ?? 'онлайн') === 'онлайн';
    const counts = isOnline && !attended.has(key);
    if (counts) {
      attended.add(key);
      earned(address).attendance += settings.attendance;
    }
    computed['Посещения']?.set(row, {
      Баллы: counts ? settings.attendance : 0,
      Примечание: counts ? null : NOTED,
    });
  }

  // Rule 5.
  const attempts: {
    readonly row: number;
    readonly no: number;
    readonly email: string;
    readonly on: number;
    readonly right: number;
  }[] = [];
  for (const { row, cells } of rowsOf('Результаты тестов')) {
    const no = need(integer(cells['Блок']));
    const address = need(email(cells.Email));
    const on = need(moment(cells['Завершён']));
    const right = need(integer(cells['Верных ответов']));
    if (
      no === undefined ||
      address === undefined ||
      on === undefined ||
      right === undefined ||
      right < 0 ||
      right > settings.questions ||
      !blockOf(no) ||
      !personOf(address)
    )
      wrong('Результаты тестов', row, { Баллы: null, Примечание: MISTAKE });
    else if (on > now) computed['Результаты тестов']?.set(row, { Баллы: 0, Примечание: NOTED });
    else attempts.push({ row, no, email: address, on, right });
  }
  attempts.sort((a, b) => a.on - b.on || a.row - b.row);
  const tried = new Set<string>();
  for (const { row, no, email: address, on, right } of attempts) {
    const key = `${no}/${address}`;
    const block = blockOf(no);
    const isFirst = !tried.has(key);
    tried.add(key);
    const counts = isFirst && block !== undefined && on >= block.start && on < (closingOf.get(no) ?? 0);
    const own = counts ? right * settings.answer : 0;
    earned(address).tests += own;
    computed['Результаты тестов']?.set(row, { Баллы: own, Примечание: counts ? null : NOTED });
  }
  const without = (no: number): Person[] => people.filter((one) => !tried.has(`${no}/${one.email}`));

  // Rule 6.
  const done = new Set<string>();
  for (const { row, cells } of rowsOf('Задания')) {
    const task = need(text(cells['Задание']));
    const kind = word(cells['Вид'], ['творческое', 'дополнительное']);
    const address = need(email(cells.Email));
    const accepted = need(flag(cells['Принято']));
    if (
      task === undefined ||
      kind === undefined ||
      address === undefined ||
      accepted === undefined ||
      day(cells['Дата']) === undefined ||
      !personOf(address)
    ) {
      wrong('Задания', row, { Баллы: null, Примечание: MISTAKE });
      continue;
    }
    const key = `${likeHeader(task)}/${address}`;
    const counts = accepted && !done.has(key);
    if (counts) {
      done.add(key);
      earned(address).tasks += settings.task;
      if ((kind ?? 'творческое') === 'творческое') earned(address).creative += settings.task;
    }
    computed['Задания']?.set(row, { Баллы: counts ? settings.task : 0, Примечание: counts ? null : NOTED });
  }

  // Rule 7.
  let unconfirmed = 0;
  for (const { row, cells } of rowsOf('Продажи')) {
    const on = need(day(cells['Дата']));
    const address = need(email(cells.Email));
    const kind = need(word(cells['Вид'], ['новая', 'продление', 'дозакупка', 'upgrade']));
    const sum = need(number(cells['Сумма РРЦ']));
    const confirmed = need(flag(cells['Подтверждена']));
    if (
      on === undefined ||
      address === undefined ||
      kind === undefined ||
      sum === undefined ||
      confirmed === undefined ||
      need(text(cells['Продукт'])) === undefined ||
      !personOf(address)
    ) {
      wrong('Продажи', row, { Баллы: null, Примечание: MISTAKE });
      continue;
    }
    let reason: string | null = null;
    if (kind !== 'новая') reason = 'не новая';
    else if (sum < settings.minimum) reason = 'сумма меньше минимума';
    else if (on < settings.from || on > settings.to || on > now) reason = 'вне периода';
    else if (!confirmed) reason = 'не подтверждена';
    if (reason === 'не подтверждена') unconfirmed += 1;
    if (reason === null) {
      earned(address).sales += settings.sale;
      earned(address).sold += 1;
    }
    computed['Продажи']?.set(row, { Баллы: reason === null ? settings.sale : 0, Примечание: reason });
  }

  // Rule 8.
  for (const { row, cells } of rowsOf('Дополнительные баллы')) {
    const address = need(email(cells.Email));
    const more = need(number(cells['Баллы']));
    if (
      address === undefined ||
      more === undefined ||
      need(text(cells['За что'])) === undefined ||
      day(cells['Дата']) === undefined ||
      !personOf(address)
    )
      wrong('Дополнительные баллы', row, {});
    else earned(address).more += more;
  }

  // «Рейтинг».
  const standing = people
    .map((one) => {
      const own = earned(one.email);
      // Points have at most a few decimals: a sum is what a person would write down.
      const total = Math.round((own.attendance + own.tests + own.tasks + own.sales + own.more) * 1e6) / 1e6;
      return { one, own, total };
    })
    .sort((a, b) => b.total - a.total || byCodePoint(a.one.nick, b.one.nick));
  const rating = standing.map(({ one, own, total }) => [
    1 + standing.filter((other) => other.total > total).length,
    one.nick,
    own.attendance,
    own.tests,
    own.tasks,
    own.sales,
    Math.round(own.more * 1e6) / 1e6,
    total,
  ]);

  // «Розыгрыши» as they stand, then «Номинации».
  const stands = new Map<
    string,
    { readonly candidates: string; readonly winner: string; readonly on: number }
  >();
  for (const { row, cells } of rowsOf('Розыгрыши')) {
    const cancelled = flag(cells['Отменён']) === true;
    const why = text(cells['Причина отмены']);
    if (cancelled && !why) errors.add(`Розыгрыши/${row}`);
    const nomination = String(cells['Номинация']);
    if (!(cancelled && why) && !stands.has(nomination))
      stands.set(nomination, {
        candidates: String(cells['Претенденты']),
        winner: String(cells['Победитель']),
        on: Math.floor(Number(cells['Время']) * DAY + 1e-3),
      });
  }
  const blocksAttended = (address: string): number =>
    blocks.filter(({ no }) => attended.has(`${no}/${address}`)).length;
  const figures: readonly (readonly [string, (address: string) => number])[] = [
    ['Эксперт в тайм-менеджменте', blocksAttended],
    ['Креативные продажи', (address) => earned(address).creative],
    ['Эксперт по продукту', (address) => earned(address).tests],
    ['Акула бизнеса', (address) => earned(address).sold],
  ];
  const winners: { readonly nomination: string; readonly nick: string }[] = [];
  const needed: { readonly nomination: string; readonly nicks: readonly string[] }[] = [];
  const nominations = figures.map(([nomination, figure]) => {
    const best = people.reduce((most, one) => Math.max(most, figure(one.email)), 0);
    const nicks =
      best === 0
        ? []
        : people
            .filter((one) => figure(one.email) === best)
            .map(({ nick }) => nick)
            .sort(byCodePoint);
    const candidates = nicks.join(',');
    const drawn = stands.get(nomination);
    let ground = 'нет результатов';
    let winner: string | null = null;
    let note: string | null = null;
    if (drawn) {
      ground = 'розыгрыш';
      winner = drawn.winner;
      if (drawn.candidates !== candidates) note = 'состав изменился';
    } else if (nicks.length === 1) {
      ground = 'единственный лучший';
      winner = nicks[0] ?? null;
    } else if (nicks.length > 1) {
      ground = 'нужен розыгрыш';
      needed.push({ nomination, nicks });
    }
    if (winner !== null) winners.push({ nomination, nick: winner });
    return [nomination, best, candidates === '' ? null : candidates, winner, ground, note];
  });
  const draw = (seed: string): Drawn[] =>
    needed.map(({ nomination, nicks }) => {
      const hash = createHash('sha256')
        .update(`${seed}|${nomination}|${nicks.join(',')}`, 'utf8')
        .digest('hex');
      let index = 0;
      for (const digit of hash) index = (index * 16 + parseInt(digit, 16)) % nicks.length;
      return { nomination, candidates: nicks.join(','), hash, winner: nicks[index] ?? '' };
    });

  // «Сроки».
  const today = Math.floor(now / DAY) * DAY;
  const state = (due: number, isDay: boolean, early: boolean): string => {
    if (early || (isDay ? now >= due + DAY : now >= due)) return 'выполнено';
    const left = Math.floor(due / DAY) - today / DAY;
    return left === 0 ? 'сегодня' : left <= settings.warnDays ? 'скоро' : 'впереди';
  };
  const deadline = (
    what: Deadline['what'],
    due: number,
    source: number | null,
    missing: number | null = null,
  ): Deadline => ({
    what,
    due,
    left: Math.floor(due / DAY) - today / DAY,
    // Where nobody takes part nobody has tried.
    state: state(due, source === null, missing === 0 && people.length > 0),
    row: source,
    without: missing,
  });
  const deadlines = [
    ...blocks.map(({ row, start }) => deadline('start', start, row)),
    ...blocks.map(({ row, no }) => deadline('closing', closingOf.get(no) ?? 0, row, without(no).length)),
    deadline('registration', settings.registrationTo, null),
    deadline('final', settings.to, null),
  ];

  // Letters.
  const letters: Letter[] = [];
  const { keys, told } = run.memory;
  const send = (
    code: string,
    to: string,
    object: string,
    notBefore: number,
    until = Number.POSITIVE_INFINITY,
  ): boolean => {
    const key = `${code}|${to}|${object}`;
    const isDue = notBefore <= (run.ahead ? now + 36 * 60 : now) && notBefore >= now - 24 * 60 && now < until;
    if (!isDue || keys.has(key)) return false;
    keys.add(key);
    letters.push({ code: `marathon.${code}`, to, notBefore });
    return true;
  };
  const tell = (address: string): void => {
    for (const { no, start } of blocks) told.set(`${address}/${no}`, start);
  };
  for (const one of people) {
    for (const { no, start } of blocks) {
      const before = told.get(`${one.email}/${no}`);
      // Nobody is told of the new start of a block that has begun.
      if (before !== undefined && before !== start && now < start) {
        send('moved', one.email, `${no}/${start}/${now}`, now);
        told.set(`${one.email}/${no}`, start);
      }
    }
    if (send('registered', one.email, '', now)) tell(one.email);
  }
  for (const one of refused) send('rejected', one.email, `${one.reason}/${one.on}`, now);
  for (const { no, start } of blocks) {
    const closing = closingOf.get(no) ?? 0;
    const dayOf = (time: number): number => Math.floor(time / DAY) * DAY;
    for (const one of people)
      if (send('webinar', one.email, `${no}/${start}`, dayOf(start) - DAY + 11 * 60, start))
        told.set(`${one.email}/${no}`, start);
    for (const one of without(no))
      for (const before of [3, 1])
        send(
          'test-closing',
          one.email,
          `${no}/${closing}/${before}`,
          dayOf(closing) - before * DAY + 10 * 60,
          closing,
        );
    if (now >= closing)
      for (const one of people) send('score', one.email, `${no}/${dayOf(closing)}`, closing);
  }
  const closings = [...closingOf.values()];
  const isClosing = blocks.some(({ no, start }) => {
    const closing = closingOf.get(no) ?? 0;
    return (
      now >= start &&
      now < closing &&
      Math.floor(closing / DAY) - today / DAY <= settings.warnDays &&
      (without(no).length > 0 || people.length === 0)
    );
  });
  const drawsNeeded = closings.length > 0 && now >= Math.max(...closings) && needed.length > 0;
  if (
    today >= settings.from &&
    today <= settings.to &&
    (errors.size > 0 || isBadSetting || unconfirmed > 0 || isClosing || drawsNeeded)
  )
    send('digest', settings.organiser, String(today), today);
  for (const { nomination, nick } of winners) {
    const winner = people.find((one) => one.nick === nick);
    // Not before the final is over: until then the best result may be another's. Drawn too late for that day: at once.
    const drawn = stands.get(nomination)?.on ?? 0;
    const dayAfter = settings.to + DAY;
    const isLate = dayAfter < now - 24 * 60 && drawn > dayAfter;
    if (winner && today > settings.to) send('winner', winner.email, nomination, isLate ? drawn : dayAfter);
  }

  return { computed, rating, nominations, deadlines, errors, letters, draw };
}
