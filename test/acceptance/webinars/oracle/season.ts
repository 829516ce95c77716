// Rule 0 of the webinars: which webinars there are, what was violated, which ones are refused.
// A date later than today counts as blank.
import type { RawCell } from '../../cells.js';
import { amount, BAD, day, email, instant, isBlank, key, text } from './cells.js';
import { REPORTS, type Run, type Season, type Violation, type Webinar } from './terms.js';

const KINDS = ['отказ', 'передача материалов', 'изменение программы', 'размещение', 'иное'];
const DATES = [
  'Программа подана',
  'Программа согласована',
  'Смета подана',
  'Смета согласована',
  'Материалы переданы',
  ...REPORTS,
  'Отказ',
  'Исключение снято',
] as const;

export function seasonOf({ sheet, today }: Run): Season {
  const webinars: Webinar[] = [];
  const seen = new Set<string>();
  for (const { row, cells } of sheet.rowsOf('Вебинары')) {
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
      sheet.errors.add(`Вебинары/${row}`);
      sheet.put('Вебинары', row, {});
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
  const webinarOf = (cell: RawCell | undefined): Webinar | undefined =>
    webinars.find(({ code }) => !isBlank(cell) && key(code) === key(cell ?? null));

  const violations: Violation[] = [];
  for (const { row, cells } of sheet.rowsOf('Нарушения')) {
    const webinar = webinarOf(cells['Вебинар']);
    const on = day(cells['Дата']);
    const count = amount(cells['Количество']);
    const kind = KINDS.find((word) => word === key(cells['Вид'] ?? null));
    if (!webinar || typeof on !== 'number' || kind === undefined || count === BAD)
      sheet.errors.add(`Нарушения/${row}`);
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
  return { webinars, webinarOf, violations, refused };
}
