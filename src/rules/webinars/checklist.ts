// «Проверки»: every requirement of the instruction that can be checked from the workbook, by webinar: да, нет
// or позже.
import { joined } from '../collections.js';
import { type Day, happened, ruDay } from '../day.js';
import type { Compensation } from './budget.js';
import { count, innerQuotes } from '../text.js';
import { announcing, landing } from './checklist-pages.js';
import { retention } from './checklist-retention.js';
import {
  type Check,
  type Checked,
  checkOf,
  inTime,
  placesIn,
  rowsText,
  rowsWith,
  violationCheck,
  wordsOf,
  yesNo,
} from './checks.js';
import { isLifted, type Term, UNMARKED } from './deadlines.js';
import type { MailLog } from './mail-log.js';
import { CLAUSES, type Row, type WebinarFacts } from './model.js';
import { timing } from './talks.js';
import type { Dossier, Season } from './season.js';
import { tabs } from './tabs.js';
import { CLOSING } from './verdict.js';

/** The whole checklist, webinar by webinar, in the order of the instruction. */
export function checklist({ facts, dossiers }: Season, log: MailLog): readonly Checked[] {
  return joined(
    dossiers.flatMap((dossier) => {
      const check = checkOf(dossier.one.row.code);
      const own = checkOf(dossier.one.row.code, true);
      return [
        basics(check, own, facts, dossier),
        programme(check, own, facts, log, dossier),
        costs(check, own, facts, log, dossier),
        landing(own, dossier),
        announcing(check, own, facts, dossier),
        retention(check, own, facts, dossier, log),
        reporting(own, facts, log, dossier),
      ];
    }),
  );
}

/** A requirement with a date: met in time, missed, or not yet due. */
function dated(check: Check, facts: WebinarFacts, log: MailLog, dossier: Dossier, term: Term): Checked {
  const { what, clause } = term.rule;
  const requirement = `${what}: в срок`;
  const due = `срок ${ruDay(term.due)}`;
  if (term.done !== null)
    return check(requirement, yesNo(term.done <= term.due), `${due}, отмечено ${ruDay(term.done)}`, clause);
  if (isLifted(dossier.verdict))
    return check(requirement, 'нет', `срок снят: ${dossier.verdict.state}`, clause);
  const detail = log.isUnmarked(dossier, term) ? `${due}; ${UNMARKED}` : due;
  return check(requirement, inTime(false, facts.today <= term.due), detail, clause);
}

/** A requirement without a due date of its own, met once staff have marked the day. */
function marked(
  check: Check,
  facts: WebinarFacts,
  requirement: string,
  marked: Day | null,
  timeLeft: boolean,
  clause: string,
): Checked {
  const day = happened(marked, facts.today);
  return check(
    requirement,
    inTime(day !== null, timeLeft),
    day === null ? '' : `отмечено ${ruDay(day)}`,
    clause,
  );
}

/** The dated requirements among these columns. */
function datedAll(
  check: Check,
  facts: WebinarFacts,
  log: MailLog,
  dossier: Dossier,
  keys: readonly (keyof Row<'webinars'>)[],
): readonly Checked[] {
  const rows: Checked[] = [];
  for (const term of dossier.terms)
    if (keys.includes(term.rule.key)) rows.push(dated(check, facts, log, dossier, term));
  return rows;
}

function basics(check: Check, own: Check, facts: WebinarFacts, dossier: Dossier): readonly Checked[] {
  const { one, verdict } = dossier;
  const { refusal, ban } = verdict;
  const clause = (point: number): string => `${CLAUSES.basics}, п. ${point}`;
  return [
    check(
      'Ссылка для подключения указана',
      inTime(one.row.link !== null, !one.started),
      one.row.link ?? '',
      clause(2),
    ),
    own(
      'Партнёр не под запретом участия',
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
    violationCheck(check, facts, dossier, { kind: 'иное', title: 'Без иных нарушений', clause: clause(9) }),
    violationCheck(check, facts, dossier, {
      kind: 'передача материалов',
      title: 'Материалы не переданы третьим лицам',
      clause: clause(10),
    }),
    competitorCheck(check, facts, dossier, clause(11)),
  ];
}

function competitorCheck(
  check: Check,
  { settings }: WebinarFacts,
  { agenda, announcements, landings }: Dossier,
  clause: string,
): Checked {
  const title = 'Конкуренты не упоминаются';
  if (settings.competitors.length === 0)
    return check(title, 'позже', 'впишите слова в параметр «Конкуренты»', clause);
  const found = wordsOf([...agenda.reviews, ...announcements, ...landings], 'competitor');
  return check(title, yesNo(found.length === 0), found.join(', '), clause, [
    ...placesIn(tabs.talks, rowsWith(agenda.reviews, 'competitor')),
    ...placesIn(tabs.announcements, rowsWith(announcements, 'competitor')),
    ...placesIn(tabs.landings, rowsWith(landings, 'competitor')),
  ]);
}

function programme(
  check: Check,
  own: Check,
  facts: WebinarFacts,
  log: MailLog,
  dossier: Dossier,
): readonly Checked[] {
  const { one, agenda } = dossier;
  const clause = (point: number): string => `${CLAUSES.programme}, п. ${point}`;
  const hasTalks = agenda.reviews.length > 0;
  const { productTalk, backwards, overlaps } = agenda;
  const minutes = count(facts.settings.talkMinutes, 'минуты', 'минут', 'минут');
  return [
    ...datedAll(own, facts, log, dossier, ['programmeSubmitted']),
    marked(check, facts, 'Программа согласована', one.row.programmeApproved, !one.started, clause(1)),
    check(
      `Есть доклад о продукте от ${minutes}, продукт назван`,
      productTalk ? 'да' : inTime(false, !hasTalks && !one.started),
      productTalk
        ? `«${innerQuotes(productTalk.topic)}», ${timing(productTalk)}`
        : hasTalks
          ? ''
          : 'докладов пока нет',
      clause(1),
      placesIn(tabs.talks, productTalk ? [productTalk.row] : agenda.reviews.map(({ row }) => row.row)),
    ),
    check(
      'Доклады: окончание позже начала',
      hasTalks || backwards.length > 0 ? yesNo(backwards.length === 0) : inTime(false, !one.started),
      backwards.length > 0 ? rowsText(backwards) : '',
      `${CLAUSES.landing}, п. 3`,
      placesIn(tabs.talks, backwards),
    ),
    check(
      'Доклады не пересекаются',
      hasTalks ? yesNo(overlaps.length === 0) : inTime(false, !one.started),
      hasTalks ? overlaps.map(([a, b]) => `строки ${a} и ${b}`).join('; ') : 'докладов пока нет',
      `${CLAUSES.landing}, п. 3`,
      placesIn(tabs.talks, [...new Set(overlaps.flat())]),
    ),
    violationCheck(check, facts, dossier, {
      kind: 'изменение программы',
      title: 'Программа не менялась без согласования',
      clause: clause(4),
    }),
  ];
}

function costs(
  check: Check,
  own: Check,
  facts: WebinarFacts,
  log: MailLog,
  dossier: Dossier,
): readonly Checked[] {
  const {
    one,
    costs: { lines },
  } = dossier;
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
    ...datedAll(own, facts, log, dossier, ['budgetSubmitted']),
    marked(check, facts, 'Смета согласована', one.row.budgetApproved, !one.started, CLAUSES.budget),
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
    ...datedAll(own, facts, log, dossier, ['materialsHanded']),
  ];
}

function reporting(check: Check, facts: WebinarFacts, log: MailLog, dossier: Dossier): readonly Checked[] {
  const { one } = dossier;
  return [
    // The leads also close a webinar, but have no due date.
    ...datedAll(check, facts, log, dossier, CLOSING),
    marked(check, facts, 'Лиды в CRM: занесены', one.row.leads, !one.ended, `${CLAUSES.leads}, п. 2`),
  ];
}
