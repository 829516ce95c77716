// «Проверки» of landing pages and announcements («Посадочная страница», «Анонсирование»).
import { type Check, type CheckRow, inTime, violationCheck, wordsOf, yesNo } from './checks.js';
import { FORBIDDEN, FOREIGN_PLATFORM, REQUIRED } from './landings.js';
import { CLAUSES, pick, type Row } from './model.js';
import type { Dossier, Season } from './season.js';
import type { FindingKind } from './texts.js';

interface PageCheck {
  readonly title: string;
  readonly clause: string;
  readonly fails: (page: Row<'landings'>) => boolean;
}

const pageCheck = (title: string, point: string, fails: PageCheck['fails']): PageCheck => ({
  title: `Посадочная: ${title}`,
  clause: `${CLAUSES.landing}, ${point}`,
  fails,
});

/** Requirements that can be checked for each page separately. */
const PAGE_CHECKS: readonly PageCheck[] = [
  pageCheck('платформа допускается', 'п. 2', (page) => page.platform === FOREIGN_PLATFORM),
  ...REQUIRED.map(({ key, title, clause }) => pageCheck(title, clause, (page) => page[key] !== true)),
  ...FORBIDDEN.map(({ key, title, clause }) => pageCheck(title, clause, (page) => page[key] === true)),
];

export function landing(check: Check, season: Season, { one }: Dossier): readonly CheckRow[] {
  const at = one.members.landings;
  const pages = pick(season.facts.rows.landings, at);
  const report = (title: string, clause: string, faults: readonly string[]): CheckRow =>
    pages.length === 0
      ? check(title, inTime(false, !one.started), 'посадочной страницы пока нет', clause)
      : check(title, yesNo(faults.length === 0), faults.join(', '), clause);
  const found = (kind: FindingKind): readonly string[] =>
    [...new Set(wordsOf(season.landings, at, kind))].map((word) => `«${word}»`);
  const rows: CheckRow[] = [];
  for (const { title, clause, fails } of PAGE_CHECKS)
    rows.push(
      report(
        title,
        clause,
        pages.filter(fails).map((page) => `строка ${page.row}`),
      ),
    );
  rows.push(
    report('Посадочная: «вы» и «ваш» со строчной буквы', `${CLAUSES.landing}, п. 8`, found('pronoun')),
    report('Посадочная: не подана как страница вендора', FORBIDS, found('vendor')),
  );
  return rows;
}

const FORBIDS = `${CLAUSES.announcing}, «Запрещается»`;
const CONTENT = `${CLAUSES.announcing}, п. 3`;
const PLACING = `${CLAUSES.announcing}, п. 4`;

/** Requirements on every announcement, each with the finding that shows it is not met. */
const ANNOUNCEMENT_CHECKS: readonly (readonly [FindingKind, string, string])[] = [
  ['free', 'Анонсы: указано, что участие бесплатное', CONTENT],
  ['registration', 'Анонсы: указано, что нужна регистрация', CONTENT],
  ['contact', 'Анонсы: есть контакт организатора', CONTENT],
  ['pronoun', 'Анонсы: «вы» и «ваш» со строчной буквы', FORBIDS],
  ['vendor', 'Анонсы: не «вебинар от 1С-Битрикс»', FORBIDS],
  ['logo', 'Анонсы: есть логотип организатора', FORBIDS],
  ['cold', 'Анонсы: холодная рассылка без упоминаний вендора', PLACING],
];

export function announcing(check: Check, season: Season, { one }: Dossier): readonly CheckRow[] {
  const { facts } = season;
  const at = one.members.announcements;
  const rows = [check('Анонс подготовлен', inTime(at.length > 0, !one.started), '', CONTENT)];
  for (const [kind, title, clause] of ANNOUNCEMENT_CHECKS) {
    if (at.length === 0) {
      rows.push(check(title, inTime(false, !one.started), 'анонсов пока нет', clause));
      continue;
    }
    const bad = at.flatMap((index) => {
      const found = season.announcements[index]?.findings.find((finding) => finding.kind === kind);
      const row = facts.rows.announcements[index];
      if (!found || !row) return [];
      return [
        `строка ${row.row}${found.words.length > 0 ? `: ${found.words.map((word) => `«${word}»`).join(', ')}` : ''}`,
      ];
    });
    rows.push(check(title, yesNo(bad.length === 0), bad.join('; '), clause));
  }
  const found = at.flatMap((index) =>
    season.announcements[index]?.violation
      ? `анонс, строка ${facts.rows.announcements[index]?.row ?? ''}`
      : [],
  );
  const title = 'Нет размещений с нарушением';
  rows.push(violationCheck(check, facts, one, { kind: 'размещение', title, clause: FORBIDS, found }));
  return rows;
}
