// Rules 1 and 2 of the webinars: which registrations are accepted, who attended.
// Of several complete registrations with one address the earliest counts, then the upper row.
import { MISTAKE, NOTED, type RawCell } from '../../cells.js';
import { amount, BAD, email, flag, instant, isBlank, key } from './cells.js';
import type { Audience, Listener, Queue, Run, Season, Webinar } from './terms.js';

export function audienceOf(run: Run, season: Season, queue: Queue): Audience {
  const accepted = registrations(run, season, queue);
  return { accepted, cameTo: visitsOf(run, season, accepted) };
}

/** Rule 1. */
function registrations(
  { sheet, now }: Run,
  { webinarOf, refused }: Season,
  queue: Queue,
): readonly Listener[] {
  /** No letter about a registration for a webinar that is over or refused. */
  const tells = (webinar: Webinar): boolean => webinar.end > now && !refused.has(webinar);
  const reject = (webinar: Webinar, to: RawCell | undefined, at: number | string): void => {
    if (typeof to !== 'string' || to.trim() === '' || !tells(webinar)) return;
    const mail = to.trim().toLowerCase();
    queue('webinars.rejected', mail, now, `rejected ${key(webinar.code)} ${mail} ${at}`);
  };

  const candidates: Listener[] = [];
  for (const { row, cells } of sheet.rowsOf('Слушатели')) {
    const webinar = webinarOf(cells['Вебинар']);
    const at = instant(cells['Дата регистрации']);
    const mail = email(cells.Email);
    if (!webinar || typeof at !== 'number') {
      sheet.errors.add(`Слушатели/${row}`);
      sheet.put('Слушатели', row, { Статус: null, Причина: MISTAKE });
      if (webinar) reject(webinar, cells.Email, '');
      continue;
    }
    if (at > now) {
      sheet.put('Слушатели', row, { Статус: null, Причина: NOTED });
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
    sheet.put('Слушатели', row, { Статус: 'отклонена', Причина: NOTED });
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
      sheet.put('Слушатели', one.row, { Статус: 'принята', Причина: null });
      if (tells(one.webinar))
        queue('webinars.confirmed', one.mail, now, `confirmed ${key(one.webinar.code)} ${one.mail}`);
    } else reject(one.webinar, one.mail, one.at);
  }
  return accepted;
}

/** Rule 2. */
function visitsOf({ sheet }: Run, { webinarOf }: Season, accepted: readonly Listener[]): Audience['cameTo'] {
  const visits: { row: number; webinar: Webinar; mail: string; minutes: number | null }[] = [];
  for (const { row, cells } of sheet.rowsOf('Явка')) {
    const webinar = webinarOf(cells['Вебинар']);
    const mail = email(cells.Email);
    const spent = amount(cells['Минут']);
    if (!webinar || typeof mail !== 'string' || spent === BAD) {
      sheet.errors.add(`Явка/${row}`);
      sheet.put('Явка', row, { Зачтено: null, Примечание: MISTAKE });
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
    if (!isFirst) sheet.put('Явка', visit.row, { Зачтено: null, Примечание: NOTED });
    else
      sheet.put('Явка', visit.row, {
        Зачтено: counts ? 'да' : 'нет',
        Примечание: counts && isKnown ? null : NOTED,
      });
  }
  return (webinar) => {
    const mails = new Set(visits.filter((one) => one.webinar === webinar).map(({ mail }) => mail));
    return [...mails].filter((mail) => attended(webinar, mail));
  };
}
