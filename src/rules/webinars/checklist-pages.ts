// «Проверки» of landing pages and announcements («Посадочная страница», «Анонсирование»).
import { check, type Check, inTime, violationCheck, wordsOf, yesNo } from './checks.js';
import { FORBIDDEN, FOREIGN_PLATFORM, REQUIRED } from './landings.js';
import { CLAUSES, pick, type Row } from './model.js';
import type { Dossier, Season } from './season.js';
import type { FindingKind } from './texts.js';

export function landing(season: Season, { one }: Dossier): readonly Check[] {
  const { facts } = season;
  const pages = pick(facts.rows.landings, one.members.landings);
  const clause = (point: string): string => `${CLAUSES.landing}, ${point}`;
  const every = (title: string, isBad: (page: Row<'landings'>) => boolean, point: string): Check => {
    if (pages.length === 0)
      return check(title, inTime(false, !one.started), 'посадочной страницы пока нет', clause(point));
    const bad = pages.filter(isBad);
    return check(
      title,
      yesNo(bad.length === 0),
      bad.map((page) => `строка ${page.row}`).join(', '),
      clause(point),
    );
  };
  const pronouns = new Set(wordsOf(season.landings, one.members.landings, 'pronoun'));
  const vendor = new Set(wordsOf(season.landings, one.members.landings, 'vendor'));
  const clean = (title: string, found: ReadonlySet<string>, whose: string): Check =>
    pages.length === 0
      ? check(title, inTime(false, !one.started), 'посадочной страницы пока нет', whose)
      : check(title, yesNo(found.size === 0), [...found].map((word) => `«${word}»`).join(', '), whose);
  return [
    every('Посадочная: платформа допускается', (page) => page.platform === FOREIGN_PLATFORM, 'п. 2'),
    ...REQUIRED.map(({ key, title, clause: point }) =>
      every(`Посадочная: ${title}`, (page) => page[key] !== true, point),
    ),
    ...FORBIDDEN.map(({ key, title, clause: point }) =>
      every(`Посадочная: ${title}`, (page) => page[key] === true, point),
    ),
    clean('Посадочная: «вы» и «ваш» со строчной буквы', pronouns, clause('п. 8')),
    clean('Посадочная: не подана как страница вендора', vendor, `${CLAUSES.announcing}, «Запрещается»`),
  ];
}

/** What each announcement must have: the finding that tells that it has not. */
const ANNOUNCEMENT_CHECKS: readonly (readonly [FindingKind, string, string])[] = [
  ['free', 'Анонсы: указано, что участие бесплатное', 'п. 3'],
  ['registration', 'Анонсы: указано, что нужна регистрация', 'п. 3'],
  ['contact', 'Анонсы: есть контакт организатора', 'п. 3'],
  ['pronoun', 'Анонсы: «вы» и «ваш» со строчной буквы', '«Запрещается»'],
  ['vendor', 'Анонсы: не «вебинар от 1С-Битрикс»', '«Запрещается»'],
  ['logo', 'Анонсы: есть логотип организатора', '«Запрещается»'],
  ['cold', 'Анонсы: холодная рассылка без упоминаний вендора', 'п. 4'],
];

export function announcing(season: Season, { one }: Dossier): readonly Check[] {
  const { facts } = season;
  const at = one.members.announcements;
  const clause = (point: string): string => `${CLAUSES.announcing}, ${point}`;
  const placed = violationCheck(
    facts,
    one,
    'размещение',
    'Нет размещений с нарушением',
    clause('«Запрещается»'),
  );
  const ready = check('Анонс подготовлен', inTime(at.length > 0, !one.started), '', clause('п. 3'));
  return [
    ready,
    ...ANNOUNCEMENT_CHECKS.map(([kind, title, point]) => {
      if (at.length === 0)
        return check(title, inTime(false, !one.started), 'анонсов пока нет', clause(point));
      const bad = at.flatMap((index) => {
        const found = season.announcements[index]?.findings.find((finding) => finding.kind === kind);
        const row = facts.rows.announcements[index];
        if (!found || !row) return [];
        return [
          `строка ${row.row}${found.words.length > 0 ? `: ${found.words.map((word) => `«${word}»`).join(', ')}` : ''}`,
        ];
      });
      return check(title, yesNo(bad.length === 0), bad.join('; '), clause(point));
    }),
    placed,
  ];
}
