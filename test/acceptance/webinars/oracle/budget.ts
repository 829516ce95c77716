// Rule 3 of the webinars: announcements and their violations, budget lines and what is compensated.
// The cost of an announcement with a violation is deducted from the lines of its channel, in row order.
import { NOTED } from '../../cells.js';
import { amount, BAD, flag, isBlank, key } from './cells.js';
import {
  type Announcement,
  type BudgetLine,
  type Known,
  round,
  type Run,
  type Season,
  type Webinar,
} from './terms.js';

export function announcementsOf(
  { sheet }: Run,
  { webinarOf }: Season,
  texts: Readonly<Record<string, Known>>,
): readonly Announcement[] {
  const announcements: Announcement[] = [];
  for (const { row, cells } of sheet.rowsOf('Анонсы')) {
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
      sheet.errors.add(`Анонсы/${row}`);
      sheet.put('Анонсы', row, {});
      continue;
    }
    const known = texts[String(cells['Текст'])] ?? { placement: false, clean: true };
    const hit = known.placement || !logo;
    announcements.push({ row, webinar, channel: key(cells['Канал'] ?? null), cost: cost ?? 0, hit });
    const isWeak = ['радио', 'телевидение', 'газеты', 'листовки', 'контекстная реклама', 'баннеры'].includes(
      key(cells['Канал'] ?? null),
    );
    sheet.put('Анонсы', row, {
      Замечания: hit || !known.clean || isWeak || cold ? NOTED : null,
      Штраф: hit ? 20 : 0,
    });
  }
  return announcements;
}

export function budgetOf(
  { sheet }: Run,
  { webinarOf, violations }: Season,
  announcements: readonly Announcement[],
): readonly BudgetLine[] {
  const lines: BudgetLine[] = [];
  const taken = announcements.map(({ hit, cost }) => (hit ? cost : 0));
  for (const { row, cells } of sheet.rowsOf('Смета')) {
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
      sheet.errors.add(`Смета/${row}`);
      sheet.put('Смета', row, { 'К компенсации': null });
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
    sheet.put('Смета', row, { 'К компенсации': paid });
  }
  return lines;
}
