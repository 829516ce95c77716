// The coordinator's digest: one per person and working day.
import { groupBy } from '../collections.js';
import { type Day, happened, isoDay, ruDay } from '../day.js';
import { isDeliverable } from '../email.js';
import { type Letter, letter } from '../letters.js';
import { agree, count, days, innerQuotes, quotedList } from '../text.js';
import type { AnnouncementReview } from './announcements.js';
import { shortage } from './attendance.js';
import type { Checked } from './checks.js';
import { exclusionLimit, type Term, UNMARKED } from './deadlines.js';
import { letters } from './letters.js';
import type { MailLog } from './mail-log.js';
import { type Case, CLAUSES, startText, type WebinarFacts } from './model.js';
import { banText } from './refusals.js';
import type { Dossier, Season } from './season.js';

/**
 * Today's digest for each coordinator: every webinar of theirs that needs attention; none if there is none.
 */
export function digestLetters(
  { facts, dossiers }: Season,
  log: MailLog,
  checks: readonly Checked[],
): readonly Letter[] {
  const { today, calendar, zone } = facts;
  if (!calendar.isWorking(today)) return [];
  const failed = groupBy(
    checks.filter(({ met, quiet }) => met === 'нет' && !quiet),
    ({ webinar }) => webinar,
  );
  const pressing = dossiers.flatMap((dossier) => {
    const lines = isDeliverable(dossier.one.row.coordinator)
      ? attention(facts, log, dossier, failed.get(dossier.one.row.code))
      : [];
    return lines.length > 0 ? [{ dossier, lines }] : [];
  });
  return [...groupBy(pressing, ({ dossier }) => dossier.one.row.coordinator)].map(([to, webinars]) =>
    letter(letters.digest, {
      object: 'дайджест',
      to,
      date: isoDay(today),
      occasion: zone.at(today),
      values: () => ({
        Дата: ruDay(today),
        Вебинаров: count(webinars.length, 'вебинар', 'вебинара', 'вебинаров'),
        Сводка: webinars
          .map(({ dossier, lines }) =>
            [headOf(facts, dossier), ...lines.map((line) => `  — ${line}`)].join('\n'),
          )
          .join('\n\n'),
      }),
    }),
  );
}

const headOf = (facts: WebinarFacts, { one, verdict }: Dossier): string =>
  `${one.row.code} «${innerQuotes(one.row.topic)}», ${one.row.partner}, ${startText(facts, one)} — ${verdict.state}`;

/** What one webinar needs today: nothing when it is closed, whatever was handed in late or never. */
function attention(
  facts: WebinarFacts,
  log: MailLog,
  dossier: Dossier,
  failed: readonly Checked[] = [],
): readonly string[] {
  const { one, enrolment, verdict, terms, landings, announcements } = dossier;
  if (verdict.state === 'отказ' || verdict.state === 'закрыт') return [];
  if (verdict.state === 'исключён') return one.started ? [] : [verdict.basis ?? 'исключён'];
  const lines = verdict.ban ? [banText(verdict.ban)] : [];
  for (const term of terms)
    if (log.isUnmarked(dossier, term)) lines.push(UNMARKED);
    else if (term.done === null) lines.push(...dueLine(facts, one, term));
  if (!one.started) {
    lines.push(...approvals(facts, one));
    for (const { row, remarks } of landings)
      if (remarks.length > 0) lines.push(`посадочная не принята (строка ${row.row}) — ${remarks.join('; ')}`);
    for (const announcement of announcements) lines.push(...announcementLine(announcement));
    if (failed.length > 0)
      lines.push(
        `${agree(failed.length, 'не выполнено требование', 'не выполнены требования')} (вкладка «Проверки»): ${quotedList(failed.map(({ requirement }) => innerQuotes(requirement)))}`,
      );
  }
  const lacking = one.started ? null : shortage(facts.settings, enrolment.byEmail.size);
  if (lacking !== null) lines.push(lacking);
  return lines;
}

/** What is wrong with an announcement; a channel that brings few registrations is no fault. */
function announcementLine({ row, findings, violation }: AnnouncementReview): readonly string[] {
  const faults = findings.filter(({ kind }) => kind !== 'channel').map(({ text }) => text);
  if (faults.length === 0) return [];
  const about = `анонс «${row.channel}» (строка ${row.row}) —`;
  const told = violation ? ` нарушение размещения (${CLAUSES.announcing}):` : '';
  return [`${about}${told} ${faults.join('; ')}`];
}

function dueLine(facts: WebinarFacts, one: Case, term: Term): readonly string[] {
  const left = term.due - facts.today;
  const date = ruDay(term.due);
  const limit = exclusionLimit(facts, one, term);
  const exclusion = limit === null ? '' : `; после ${ruDay(limit)} — исключение`;
  if (left < 0) return [`просрочено: ${term.rule.what} (срок ${date})${exclusion}`];
  if (left === 0) return [`сегодня срок: ${term.rule.what}${exclusion}`];
  if (left <= facts.settings.warnDays)
    return [`скоро срок: ${term.rule.what} (${date}, через ${days(left)})`];
  return [];
}

/** What the coordinator has to decide. */
function approvals({ today }: WebinarFacts, { row }: Case): readonly string[] {
  const waiting = (what: string, submitted: Day | null, approved: Day | null): readonly string[] =>
    happened(submitted, today) !== null && happened(approved, today) === null
      ? [`${what} ждёт согласования`]
      : [];
  return [
    ...waiting('программа', row.programmeSubmitted, row.programmeApproved),
    ...waiting('смета', row.budgetSubmitted, row.budgetApproved),
  ];
}
