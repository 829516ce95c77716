// «Проверки»: every requirement of the instruction that can be checked from the workbook, by webinar: да, нет
// or позже.
import { joined } from '../collections.js';
import { happened, ruDay } from '../day.js';
import { count, innerQuotes } from '../text.js';
import type { Compensation } from './budget.js';
import { announcing, landing } from './checklist-pages.js';
import { retention } from './checklist-retention.js';
import {
  type Checked,
  inTime,
  placesIn,
  rowsText,
  rowsWith,
  type Subject,
  subjectOf,
  violationCheck,
  wordsOf,
  yesNo,
} from './checks.js';
import { isLifted, UNMARKED } from './deadlines.js';
import type { MailLog } from './mail-log.js';
import { CLAUSES, type Row } from './model.js';
import type { Season } from './season.js';
import { tabs } from './tabs.js';
import { timing } from './talks.js';
import { CLOSING } from './verdict.js';

/** The whole checklist, webinar by webinar, in the order of the instruction. */
export const checklist = ({ facts, dossiers }: Season, log: MailLog): readonly Checked[] =>
  joined(
    dossiers.flatMap((dossier) => {
      const subject = subjectOf(facts, log, dossier);
      return [
        basics(subject),
        programme(subject),
        costs(subject),
        landing(subject),
        announcing(subject),
        retention(subject),
        reporting(subject),
      ];
    }),
  );

/** The requirements with a date among these columns: met in time, missed, or not yet due. */
function dated(
  { facts, terms, verdict, isUnmarked, quietly }: Subject,
  ...keys: readonly (keyof Row<'webinars'>)[]
): readonly Checked[] {
  return terms
    .filter(({ rule }) => keys.includes(rule.key))
    .map((term) => {
      const { what, clause } = term.rule;
      const requirement = `${what}: в срок`;
      const due = `срок ${ruDay(term.due)}`;
      if (term.done !== null)
        return quietly(
          requirement,
          yesNo(term.done <= term.due),
          `${due}, отмечено ${ruDay(term.done)}`,
          clause,
        );
      if (isLifted(verdict)) return quietly(requirement, 'нет', `срок снят: ${verdict.state}`, clause);
      const detail = isUnmarked(term) ? `${due}; ${UNMARKED}` : due;
      return quietly(requirement, inTime(false, facts.today <= term.due), detail, clause);
    });
}

/** The requirement that staff have marked the day of a column without a due date of its own. */
function marked(
  { facts, one, check }: Subject,
  key: 'programmeApproved' | 'budgetApproved' | 'leads',
  timeLeft: boolean,
  clause: string,
): Checked {
  const day = happened(one.row[key], facts.today);
  const { header } = tabs.webinars.columns[key];
  return check(header, inTime(day !== null, timeLeft), day === null ? '' : `отмечено ${ruDay(day)}`, clause);
}

function basics(subject: Subject): readonly Checked[] {
  const { one, verdict, check, quietly } = subject;
  const { refusal, ban } = verdict;
  const clause = (point: number): string => `${CLAUSES.basics}, п. ${point}`;
  return [
    check(
      'Ссылка для подключения указана',
      inTime(one.row.link !== null, !one.started),
      one.row.link ?? '',
      clause(2),
    ),
    quietly(
      'Участие партнёра не запрещено',
      yesNo(ban === null),
      ban ? `отказ от вебинара ${ban.refused.row.code}: запрет до ${ruDay(ban.until)}` : '',
      `${CLAUSES.penalties}; ${clause(6)}`,
      placesIn(tabs.webinars, ban ? [ban.refused.row.row] : []),
    ),
    check(
      'Партнёр не отказался от вебинара',
      yesNo(refusal === null),
      refusal ? ruDay(refusal.day) : '',
      clause(8),
    ),
    violationCheck(subject, 'иное', 'Без иных нарушений', clause(9)),
    violationCheck(subject, 'передача материалов', 'Материалы не переданы третьим лицам', clause(10)),
    competitorCheck(subject, clause(11)),
  ];
}

function competitorCheck(
  { facts, agenda, announcements, landings, check }: Subject,
  clause: string,
): Checked {
  const title = 'Конкуренты не упоминаются';
  if (facts.settings.competitors.length === 0)
    return check(title, 'позже', 'впишите слова в параметр «Конкуренты»', clause);
  const found = wordsOf([...agenda.reviews, ...announcements, ...landings], 'competitor');
  return check(title, yesNo(found === ''), found, clause, [
    ...placesIn(tabs.talks, rowsWith(agenda.reviews, 'competitor')),
    ...placesIn(tabs.announcements, rowsWith(announcements, 'competitor')),
    ...placesIn(tabs.landings, rowsWith(landings, 'competitor')),
  ]);
}

function programme(subject: Subject): readonly Checked[] {
  const { facts, one, agenda, check } = subject;
  const { reviews, productTalk, backwards, overlaps } = agenda;
  const clause = (point: number): string => `${CLAUSES.programme}, п. ${point}`;
  const talksClause = `${CLAUSES.landing}, п. 3`;
  const noneYet = inTime(false, !one.started);
  const minutes = count(facts.settings.talkMinutes, 'минуты', 'минут', 'минут');
  const hasTalks = reviews.length > 0;
  return [
    ...dated(subject, 'programmeSubmitted'),
    marked(subject, 'programmeApproved', !one.started, clause(1)),
    check(
      `Есть доклад о продукте от ${minutes}, продукт назван`,
      productTalk ? 'да' : hasTalks ? 'нет' : noneYet,
      productTalk
        ? `«${innerQuotes(productTalk.topic)}», ${timing(productTalk)}`
        : hasTalks
          ? ''
          : 'докладов пока нет',
      clause(1),
      placesIn(tabs.talks, productTalk ? [productTalk.row] : reviews.map(({ row }) => row.row)),
    ),
    check(
      'Доклады: окончание позже начала',
      hasTalks || backwards.length > 0 ? yesNo(backwards.length === 0) : noneYet,
      backwards.length > 0 ? rowsText(backwards) : '',
      talksClause,
      placesIn(tabs.talks, backwards),
    ),
    check(
      'Доклады не пересекаются',
      hasTalks ? yesNo(overlaps.length === 0) : noneYet,
      hasTalks ? overlaps.map(([a, b]) => `строки ${a} и ${b}`).join('; ') : 'докладов пока нет',
      talksClause,
      placesIn(tabs.talks, [...new Set(overlaps.flat())]),
    ),
    violationCheck(subject, 'изменение программы', 'Программа не менялась без согласования', clause(4)),
  ];
}

function costs(subject: Subject): readonly Checked[] {
  const { one, check } = subject;
  const { lines } = subject.costs;
  const spent = lines.filter(({ row }) => row.actual !== null && row.actual !== 0);
  const report = (title: string, bad: readonly Compensation[], clause: string): Checked => {
    const rows = bad.map(({ row }) => row.row);
    return check(
      title,
      spent.length > 0 || one.ended ? inTime(rows.length === 0, !one.ended) : 'позже',
      rows.length > 0 ? rowsText(rows, ' сметы') : '',
      clause,
      placesIn(tabs.budget, rows),
    );
  };
  return [
    ...dated(subject, 'budgetSubmitted'),
    marked(subject, 'budgetApproved', !one.started, CLAUSES.budget),
    // What may still be spent has to be approved first; what was not spent by the end needs no approval.
    report(
      'Все затраты согласованы',
      lines.filter(
        ({ row }) => row.approved === null && (row.actual === null ? !one.ended : row.actual !== 0),
      ),
      CLAUSES.budget,
    ),
    report(
      'На каждую затрату есть документ',
      spent.filter(({ row }) => !row.document),
      CLAUSES.budget,
    ),
    report(
      'На каждое размещение есть скриншот',
      lines.filter(({ unseen }) => unseen),
      CLAUSES.reporting,
    ),
    ...dated(subject, 'materialsHanded'),
  ];
}

const reporting = (subject: Subject): readonly Checked[] => [
  // The leads also close a webinar, but have no due date.
  ...dated(subject, ...CLOSING),
  marked(subject, 'leads', !subject.one.ended, `${CLAUSES.leads}, п. 2`),
];
