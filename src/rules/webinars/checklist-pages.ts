// «Проверки» of landing pages and announcements («Посадочная страница», «Анонсирование»).
import { quotedList } from '../text.js';
import {
  type Check,
  type Checked,
  inTime,
  placesIn,
  rowsWith,
  violationCheck,
  wordsOf,
  yesNo,
} from './checks.js';
import { FORBIDDEN, FOREIGN_PLATFORM, REQUIRED } from './landings.js';
import { CLAUSES, type Row, type WebinarFacts } from './model.js';
import type { Dossier } from './season.js';
import { tabs } from './tabs.js';
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

export function landing(check: Check, { one, landings }: Dossier): readonly Checked[] {
  const report = (
    title: string,
    clause: string,
    rows: readonly number[],
    faults: readonly string[] = rows.map((row) => `строка ${row}`),
  ): Checked =>
    landings.length === 0
      ? check(title, inTime(false, !one.started), 'посадочной страницы пока нет', clause)
      : check(title, yesNo(rows.length === 0), faults.join(', '), clause, placesIn(tabs.landings, rows));
  const finding = (title: string, clause: string, kind: FindingKind): Checked =>
    report(title, clause, rowsWith(landings, kind), wordsOf(landings, kind));
  const failing = (fails: PageCheck['fails']): readonly number[] =>
    landings.filter(({ row }) => fails(row)).map(({ row }) => row.row);
  return [
    ...PAGE_CHECKS.map(({ title, clause, fails }) => report(title, clause, failing(fails))),
    finding('Посадочная: «вы» и «ваш» со строчной буквы', `${CLAUSES.landing}, п. 8`, 'pronoun'),
    finding('Посадочная: не подана как страница вендора', FORBIDS, 'vendor'),
  ];
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

/** `own`: for what the digest tells of each announcement in words of its own. */
export function announcing(
  check: Check,
  own: Check,
  facts: WebinarFacts,
  dossier: Dossier,
): readonly Checked[] {
  const { one, announcements } = dossier;
  const report = (kind: FindingKind, title: string, clause: string): Checked => {
    if (announcements.length === 0)
      return own(title, inTime(false, !one.started), 'анонсов пока нет', clause);
    const faults = announcements.flatMap(({ row, findings }) => {
      const fault = findings.find((finding) => finding.kind === kind);
      return fault
        ? [`строка ${row.row}${fault.words.length > 0 ? `: ${quotedList(fault.words)}` : ''}`]
        : [];
    });
    const places = placesIn(tabs.announcements, rowsWith(announcements, kind));
    return own(title, yesNo(faults.length === 0), faults.join('; '), clause, places);
  };
  const found = announcements.filter(({ violation }) => violation).map(({ row }) => row.row);
  return [
    check('Анонс подготовлен', inTime(announcements.length > 0, !one.started), '', CONTENT),
    ...ANNOUNCEMENT_CHECKS.map((requirement) => report(...requirement)),
    violationCheck(found.length > 0 ? own : check, facts, dossier, {
      kind: 'размещение',
      title: 'Все размещения без нарушений',
      clause: FORBIDS,
      found,
    }),
  ];
}
