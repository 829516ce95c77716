// «Проверки»: every requirement of the instruction that can be checked from the workbook, by webinar: да, нет
// or позже.
import { type Day, happened, ruDay } from '../day.js';
import { count, innerQuotes, keyOf } from '../text.js';
import { announcing, landing } from './checklist-pages.js';
import { retention } from './checklist-retention.js';
import {
  type Answer,
  type Check,
  type CheckRow,
  checkOf,
  inTime,
  violationCheck,
  wordsOf,
  yesNo,
} from './checks.js';
import { isLifted, type Term } from './deadlines.js';
import type { MailLog } from './mail-log.js';
import { type Case, CLAUSES, joined, type Row, type WebinarFacts } from './model.js';
import { timing } from './talks.js';
import type { Dossier, Season } from './season.js';
import { CLOSING } from './verdict.js';

/** Refusals by partner (names compared like headers), for the ban of a year. */
function bansOf(dossiers: readonly Dossier[]): ReadonlyMap<string, readonly Dossier[]> {
  const bans = new Map<string, Dossier[]>();
  for (const dossier of dossiers) {
    if (!dossier.verdict.refusal) continue;
    const key = keyOf(dossier.one.row.partner);
    const list = bans.get(key);
    if (list) list.push(dossier);
    else bans.set(key, [dossier]);
  }
  return bans;
}

/** The whole checklist, webinar by webinar, in the order of the instruction. */
export function checklist(season: Season, log: MailLog): readonly CheckRow[] {
  const bans = bansOf(season.dossiers);
  const parts = season.dossiers.flatMap((dossier) => {
    const check = checkOf(dossier.one.row.code);
    return [
      basics(check, season, dossier, bans),
      programme(check, season, dossier),
      costs(check, season, dossier),
      landing(check, season, dossier),
      announcing(check, season, dossier),
      retention(check, season.facts, dossier, log),
      reporting(check, season.facts, dossier),
    ];
  });
  return joined(parts);
}

/** A requirement with a date: met in time, missed, or not yet due. */
function dated(check: Check, facts: WebinarFacts, dossier: Dossier, term: Term): CheckRow {
  const { requirement, clause } = term.rule;
  const due = `срок ${ruDay(term.due)}`;
  if (term.done !== null)
    return check(requirement, yesNo(term.done <= term.due), `${due}, отмечено ${ruDay(term.done)}`, clause);
  if (isLifted(dossier.verdict))
    return check(requirement, 'нет', `срок снят: ${dossier.verdict.state}`, clause);
  return check(requirement, inTime(false, facts.today <= term.due), due, clause);
}

/** The dated requirements among these columns. */
function datedAll(
  check: Check,
  facts: WebinarFacts,
  dossier: Dossier,
  keys: readonly (keyof Row<'webinars'>)[],
): readonly CheckRow[] {
  const rows: CheckRow[] = [];
  for (const term of dossier.terms)
    if (keys.includes(term.rule.key)) rows.push(dated(check, facts, dossier, term));
  return rows;
}

function basics(
  check: Check,
  season: Season,
  dossier: Dossier,
  bans: ReadonlyMap<string, readonly Dossier[]>,
): readonly CheckRow[] {
  const { facts } = season;
  const { one, verdict } = dossier;
  const { refusal } = verdict;
  const clause = (point: number): string => `${CLAUSES.basics}, п. ${point}`;
  const ban = (bans.get(keyOf(one.row.partner)) ?? []).find(
    (other) => other !== dossier && isBanned(other, one.startDay),
  );
  return [
    check('Ссылка для подключения указана', inTime(one.row.link !== null, !one.started), '', clause(2)),
    check(
      'Партнёр не под запретом участия',
      yesNo(ban === undefined),
      ban
        ? `отказ от вебинара ${ban.one.row.code}: запрет до ${ruDay(ban.verdict.refusal?.banUntil ?? one.startDay)}`
        : '',
      `${CLAUSES.penalties}; ${clause(6)}`,
    ),
    check(
      'Партнёр не отказался от вебинара',
      yesNo(refusal === null),
      refusal ? ruDay(refusal.day) : '',
      clause(8),
    ),
    violationCheck(check, facts, one, { kind: 'иное', title: 'Нет иных нарушений', clause: clause(9) }),
    violationCheck(check, facts, one, {
      kind: 'передача материалов',
      title: 'Материалы не переданы третьим лицам',
      clause: clause(10),
    }),
    competitorCheck(check, season, one, clause(11)),
  ];
}

const isBanned = (other: Dossier, start: Day): boolean => {
  const { refusal } = other.verdict;
  return refusal !== null && start > refusal.day && start <= refusal.banUntil;
};

function competitorCheck(check: Check, season: Season, one: Case, clause: string): CheckRow {
  const title = 'Конкуренты не упоминаются';
  if (season.facts.settings.competitors.length === 0)
    return check(title, 'позже', 'впишите слова в параметр «Конкуренты»', clause);
  const found = new Set([
    ...wordsOf(season.talks, one.members.talks, 'competitor'),
    ...wordsOf(season.announcements, one.members.announcements, 'competitor'),
    ...wordsOf(season.landings, one.members.landings, 'competitor'),
  ]);
  return check(title, yesNo(found.size === 0), [...found].map((word) => `«${word}»`).join(', '), clause);
}

function programme(check: Check, season: Season, dossier: Dossier): readonly CheckRow[] {
  const { facts } = season;
  const { one, agenda } = dossier;
  const clause = (point: number): string => `${CLAUSES.programme}, п. ${point}`;
  const hasTalks = agenda.talks.length > 0;
  const { productTalk, backwards, overlaps } = agenda;
  const minutes = count(facts.settings.talkMinutes, 'минуты', 'минут', 'минут');
  return [
    ...datedAll(check, facts, dossier, ['programmeSubmitted']),
    check(
      'Программа согласована',
      inTime(happened(one.row.programmeApproved, facts.today) !== null, !one.started),
      '',
      clause(1),
    ),
    check(
      `Есть доклад о продукте от ${minutes}, продукт назван`,
      productTalk ? 'да' : inTime(false, !hasTalks && !one.started),
      productTalk
        ? `«${innerQuotes(productTalk.topic)}», ${timing(productTalk)}`
        : hasTalks
          ? ''
          : 'докладов пока нет',
      clause(1),
    ),
    check(
      'Доклады: окончание позже начала',
      hasTalks || backwards.length > 0 ? yesNo(backwards.length === 0) : inTime(false, !one.started),
      backwards.length > 0 ? `строки ${backwards.join(', ')}` : '',
      `${CLAUSES.landing}, п. 3`,
    ),
    check(
      'Доклады не пересекаются',
      hasTalks ? yesNo(overlaps.length === 0) : inTime(false, !one.started),
      overlaps.map(([a, b]) => `строки ${a} и ${b}`).join('; '),
      `${CLAUSES.landing}, п. 3`,
    ),
    violationCheck(check, facts, one, {
      kind: 'изменение программы',
      title: 'Программа не менялась без согласования',
      clause: clause(4),
    }),
  ];
}

function costs(check: Check, season: Season, dossier: Dossier): readonly CheckRow[] {
  const { facts } = season;
  const { one } = dossier;
  let spent = false;
  const own: number[] = [];
  const bare: number[] = [];
  const unseen: number[] = [];
  for (const index of one.members.budget) {
    const line = facts.rows.budget[index];
    if (!line) continue;
    if (season.budget[index]?.unseen) unseen.push(line.row);
    if (line.actual === null || line.actual === 0) continue;
    spent = true;
    if (line.approved === null) own.push(line.row);
    else if (!line.document) bare.push(line.row);
  }
  const known = (bad: readonly number[]): Answer =>
    spent || one.ended ? inTime(bad.length === 0, !one.ended) : 'позже';
  const rowsText = (rows: readonly number[]): string =>
    rows.length > 0 ? `строки сметы ${rows.join(', ')}` : '';
  return [
    ...datedAll(check, facts, dossier, ['budgetSubmitted']),
    check(
      'Смета согласована',
      inTime(happened(one.row.budgetApproved, facts.today) !== null, !one.started),
      '',
      CLAUSES.budget,
    ),
    check('Все затраты согласованы', known(own), rowsText(own), CLAUSES.budget),
    check('На каждую затрату есть документ', known(bare), rowsText(bare), CLAUSES.budget),
    check('На каждое размещение есть скриншот', known(unseen), rowsText(unseen), CLAUSES.reporting),
    ...datedAll(check, facts, dossier, ['materialsHanded']),
  ];
}

function reporting(check: Check, facts: WebinarFacts, dossier: Dossier): readonly CheckRow[] {
  const { one } = dossier;
  return [
    // The leads also close a webinar, but have no due date.
    ...datedAll(check, facts, dossier, CLOSING),
    check(
      'Лиды в CRM: занесены',
      inTime(happened(one.row.leads, facts.today) !== null, !one.ended),
      '',
      `${CLAUSES.leads}, п. 2`,
    ),
  ];
}
