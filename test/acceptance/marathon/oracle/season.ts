// Rules 1, 2 and 4 of the marathon: who participates, which blocks there are and when their tests close.
// A row that cannot be read is in error and takes nobody's place.
import { DAY } from '../../calendar.js';
import { email, flag, integer, MISTAKE, moment, need, text } from '../../cells.js';
import type { Block, Person, Refused, Run } from './terms.js';

/** Rule 1. */
export function registrationsOf({ sheet, settings }: Run): {
  readonly people: readonly Person[];
  readonly refused: readonly Refused[];
} {
  const registrations: (Person & { readonly on: number; readonly portal: boolean })[] = [];
  for (const { row, cells } of sheet.rowsOf('Регистрации')) {
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
      sheet.wrong('Регистрации', row, { Статус: null, Причина: MISTAKE });
    else registrations.push({ row, nick, email: address, on, portal });
  }
  registrations.sort((a, b) => a.on - b.on || a.row - b.row);
  const people: Person[] = [];
  const refused: Refused[] = [];
  for (const one of registrations) {
    let reason: string | null = null;
    if (one.on < settings.registrationFrom || one.on >= settings.registrationTo + DAY)
      reason = 'регистрация вне срока';
    else if (!one.portal) reason = 'нет на портале';
    else if (people.some((other) => other.nick.toLowerCase() === one.nick.toLowerCase()))
      reason = 'никнейм занят';
    else if (people.some((other) => other.email === one.email)) reason = 'email занят';
    sheet.put('Регистрации', one.row, {
      Статус: reason === null ? 'участник' : 'отклонён',
      Причина: reason,
    });
    if (reason === null) people.push(one);
    else refused.push({ email: one.email, reason, on: one.on });
  }
  return { people, refused };
}

/** Rules 2 and 4. */
export function blocksOf({ sheet, settings }: Run): {
  readonly blocks: readonly Block[];
  /** «Последний блок» names no block: then the default applies. */
  readonly isBadSetting: boolean;
} {
  const typed: {
    readonly row: number;
    readonly no: number;
    readonly start: number;
    readonly until: number | null;
  }[] = [];
  const seen = new Set<number>();
  for (const { row, cells } of sheet.rowsOf('Блоки')) {
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
      sheet.wrong('Блоки', row, { 'Тест закрывается': null });
    else typed.push({ row, no, start, until });
  }
  const latest = Math.max(...typed.map(({ start }) => start));
  const lastBlock = typed.some(({ no }) => no === settings.lastBlock) ? settings.lastBlock : null;
  const isBadSetting = settings.lastBlock !== lastBlock;
  // Set-up lists two parameters of the workbook first, then the programme's parameters in the order of the
  // spec, where this one is the 16th.
  if (isBadSetting) sheet.errors.add('Настройки/19');
  const blocks = typed.map(({ row, no, start, until }): Block => {
    const isLast = lastBlock === null ? start === latest : no === lastBlock;
    const closing = until ?? start + (isLast ? settings.lastTestDays : settings.testDays) * DAY;
    sheet.put('Блоки', row, { 'Тест закрывается': closing / DAY });
    return { row, no, start, closing };
  });
  return { blocks, isBadSetting };
}
