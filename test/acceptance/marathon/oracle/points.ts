// Rules 3 and 5 to 8 of the marathon: the points of each visit, attempt, task, sale and additional row.
// In every tab the note says why a row earned nothing; a row in error earns nothing and does not count.
import { DAY } from '../../calendar.js';
import {
  date,
  email,
  flag,
  integer,
  likeHeader,
  MISTAKE,
  moment,
  need,
  NOTED,
  number,
  oneOf,
  text,
} from '../../cells.js';
import { blockOf, type Earned, personOf, type Points, type Run, type Season } from './terms.js';

type EarnedBy = (email: string) => Earned;

export function pointsOf(run: Run, season: Season): Points {
  const points = new Map<string, Earned>(
    season.people.map((one) => [
      one.email,
      { attendance: 0, tests: 0, tasks: 0, creative: 0, sales: 0, more: 0, sold: 0 },
    ]),
  );
  const earned: EarnedBy = (address) => {
    const found = points.get(address);
    if (!found) throw new Error(address);
    return found;
  };
  const attended = visits(run, season, earned);
  const tried = quizzes(run, season, earned);
  tasks(run, season, earned);
  const unconfirmed = sales(run, season, earned);
  extras(run, season, earned);
  return {
    earned,
    attended,
    unconfirmed,
    without: (no) => season.people.filter((one) => !tried.has(`${no}/${one.email}`)),
  };
}

/** Rule 3. */
function visits({ sheet, settings }: Run, season: Season, earned: EarnedBy): ReadonlySet<string> {
  const attended = new Set<string>();
  for (const { row, cells } of sheet.rowsOf('Посещения')) {
    const no = need(integer(cells['Блок']));
    const address = need(email(cells.Email));
    const format = oneOf(cells['Формат'], ['онлайн', 'запись']);
    if (
      no === undefined ||
      address === undefined ||
      format === undefined ||
      !blockOf(season, no) ||
      !personOf(season, address)
    ) {
      sheet.wrong('Посещения', row, { Баллы: null, Примечание: MISTAKE });
      continue;
    }
    const key = `${no}/${address}`;
    const isOnline = (format ?? 'онлайн') === 'онлайн';
    const counts = isOnline && !attended.has(key);
    if (counts) {
      attended.add(key);
      earned(address).attendance += settings.attendance;
    }
    sheet.put('Посещения', row, {
      Баллы: counts ? settings.attendance : 0,
      Примечание: counts ? null : NOTED,
    });
  }
  return attended;
}

/** Rule 5. Returns `block/email` of everyone who has an attempt. */
function quizzes({ sheet, settings, now }: Run, season: Season, earned: EarnedBy): ReadonlySet<string> {
  const attempts: {
    readonly row: number;
    readonly no: number;
    readonly email: string;
    readonly on: number;
    readonly right: number;
  }[] = [];
  for (const { row, cells } of sheet.rowsOf('Результаты тестов')) {
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
      !blockOf(season, no) ||
      !personOf(season, address)
    )
      sheet.wrong('Результаты тестов', row, { Баллы: null, Примечание: MISTAKE });
    else if (on > now) sheet.put('Результаты тестов', row, { Баллы: 0, Примечание: NOTED });
    else attempts.push({ row, no, email: address, on, right });
  }
  attempts.sort((a, b) => a.on - b.on || a.row - b.row);
  const tried = new Set<string>();
  for (const { row, no, email: address, on, right } of attempts) {
    const key = `${no}/${address}`;
    const block = blockOf(season, no);
    const isFirst = !tried.has(key);
    tried.add(key);
    const counts = isFirst && block !== undefined && on >= block.start && on < block.closing;
    const own = counts ? right * settings.answer : 0;
    earned(address).tests += own;
    sheet.put('Результаты тестов', row, { Баллы: own, Примечание: counts ? null : NOTED });
  }
  return tried;
}

/** Rule 6. */
function tasks({ sheet, settings }: Run, season: Season, earned: EarnedBy): void {
  const done = new Set<string>();
  for (const { row, cells } of sheet.rowsOf('Задания')) {
    const task = need(text(cells['Задание']));
    const kind = oneOf(cells['Вид'], ['творческое', 'дополнительное']);
    const address = need(email(cells.Email));
    const accepted = need(flag(cells['Принято']));
    if (
      task === undefined ||
      kind === undefined ||
      address === undefined ||
      accepted === undefined ||
      date(cells['Дата']) === undefined ||
      !personOf(season, address)
    ) {
      sheet.wrong('Задания', row, { Баллы: null, Примечание: MISTAKE });
      continue;
    }
    const key = `${likeHeader(task)}/${address}`;
    const counts = accepted && !done.has(key);
    if (counts) {
      done.add(key);
      earned(address).tasks += settings.task;
      if ((kind ?? 'творческое') === 'творческое') earned(address).creative += settings.task;
    }
    sheet.put('Задания', row, { Баллы: counts ? settings.task : 0, Примечание: counts ? null : NOTED });
  }
}

/** Rule 7. Returns the number of sales that only lack a confirmation. */
function sales({ sheet, settings, now }: Run, season: Season, earned: EarnedBy): number {
  let unconfirmed = 0;
  for (const { row, cells } of sheet.rowsOf('Продажи')) {
    const day = need(date(cells['Дата']));
    const address = need(email(cells.Email));
    const kind = need(oneOf(cells['Вид'], ['новая', 'продление', 'дозакупка', 'upgrade']));
    const sum = need(number(cells['Сумма РРЦ']));
    const confirmed = need(flag(cells['Подтверждена']));
    if (
      day === undefined ||
      address === undefined ||
      kind === undefined ||
      sum === undefined ||
      confirmed === undefined ||
      need(text(cells['Продукт'])) === undefined ||
      !personOf(season, address)
    ) {
      sheet.wrong('Продажи', row, { Баллы: null, Примечание: MISTAKE });
      continue;
    }
    const on = day * DAY;
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
    sheet.put('Продажи', row, { Баллы: reason === null ? settings.sale : 0, Примечание: reason });
  }
  return unconfirmed;
}

/** Rule 8. */
function extras({ sheet }: Run, season: Season, earned: EarnedBy): void {
  for (const { row, cells } of sheet.rowsOf('Дополнительные баллы')) {
    const address = need(email(cells.Email));
    const more = need(number(cells['Баллы']));
    if (
      address === undefined ||
      more === undefined ||
      need(text(cells['За что'])) === undefined ||
      date(cells['Дата']) === undefined ||
      !personOf(season, address)
    )
      sheet.wrong('Дополнительные баллы', row, {});
    else earned(address).more += more;
  }
}
