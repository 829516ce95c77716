// «Проверки» of landing pages and announcements («Посадочная страница», «Анонсирование»).
import { innerQuotes, quotedList } from '../text.js';
import {
  type Checked,
  inTime,
  placesIn,
  rowsWith,
  type Subject,
  violationCheck,
  wordsOf,
  yesNo,
} from './checks.js';
import { DEMANDS } from './landings.js';
import { CLAUSES } from './model.js';
import { tabs } from './tabs.js';
import type { FindingKind } from './texts.js';

export function landing({ one, landings, quietly }: Subject): readonly Checked[] {
  const report = (title: string, clause: string, rows: readonly number[], detail: string): Checked =>
    landings.length === 0
      ? quietly(`Посадочная: ${title}`, inTime(false, !one.started), 'посадочной страницы пока нет', clause)
      : quietly(
          `Посадочная: ${title}`,
          yesNo(rows.length === 0),
          detail,
          clause,
          placesIn(tabs.landings, rows),
        );
  const finding = (title: string, clause: string, kind: FindingKind): Checked =>
    report(title, clause, rowsWith(landings, kind), wordsOf(landings, kind));
  return [
    ...DEMANDS.map(({ title, point, fails }) => {
      const rows = landings.filter(({ row }) => fails(row)).map(({ row }) => row.row);
      const detail = rows.map((row) => `строка ${row}`).join(', ');
      return report(title, `${CLAUSES.landing}, п. ${point}`, rows, detail);
    }),
    finding('«вы» и «ваш» со строчной буквы', `${CLAUSES.landing}, п. 8`, 'pronoun'),
    finding('не подана как страница вендора', CLAUSES.placing, 'vendor'),
  ];
}

const CONTENT = `${CLAUSES.announcing}, п. 3`;

/** Requirements on every announcement, each with the finding that shows it is not met. */
const ANNOUNCEMENT_CHECKS: readonly (readonly [FindingKind, string, string])[] = [
  ['free', 'указано, что участие бесплатное', CONTENT],
  ['registration', 'указано, что нужна регистрация', CONTENT],
  ['contact', 'есть контакт организатора', CONTENT],
  ['pronoun', '«вы» и «ваш» со строчной буквы', CLAUSES.placing],
  ['vendor', 'не «вебинар от 1С-Битрикс»', CLAUSES.placing],
  ['logo', 'есть логотип организатора', CLAUSES.placing],
  ['cold', 'холодная рассылка без упоминаний вендора', `${CLAUSES.announcing}, п. 4`],
];

/** Of each announcement the digest tells in words of its own. */
export function announcing(subject: Subject): readonly Checked[] {
  const { one, announcements, check, quietly } = subject;
  return [
    check('Анонс подготовлен', inTime(announcements.length > 0, !one.started), '', CONTENT),
    ...ANNOUNCEMENT_CHECKS.map(([kind, title, clause]) => {
      const requirement = `Анонсы: ${title}`;
      if (announcements.length === 0)
        return quietly(requirement, inTime(false, !one.started), 'анонсов пока нет', clause);
      const faulty = announcements.flatMap(({ row, findings }) =>
        findings.filter((finding) => finding.kind === kind).map(({ words }) => ({ row: row.row, words })),
      );
      const faults = faulty.map(
        ({ row, words }) =>
          `строка ${row}${words.length > 0 ? `: ${quotedList(words.map(innerQuotes))}` : ''}`,
      );
      const places = placesIn(
        tabs.announcements,
        faulty.map(({ row }) => row),
      );
      return quietly(requirement, yesNo(faults.length === 0), faults.join('; '), clause, places);
    }),
    violationCheck(
      subject,
      'размещение',
      'Все размещения без нарушений',
      CLAUSES.placing,
      announcements.filter(({ violation }) => violation).map(({ row }) => row.row),
    ),
  ];
}
