// Letters to the partner about deadlines, and the coordinator's digest: one per person and working day.
import { groupBy } from '../collections.js';
import { addDays, type Day, happened, isoDay, ruDay } from '../day.js';
import { isDeliverable } from '../email.js';
import { type Letter, letter, opensInWindow } from '../letters.js';
import { count, days, innerQuotes, keyOf } from '../text.js';
import { endOfDay, ruZone } from '../zone.js';
import { shortage } from './attendance.js';
import { isLifted, type Term } from './deadlines.js';
import { letters } from './letters.js';
import { type Case, CLAUSES, startText, type WebinarFacts } from './model.js';
import type { Dossier, Season } from './season.js';
import { isExclusionLifted, programmeLimit } from './verdict.js';

/** To the partner: «Предупреждать за, дней» before a deadline, and on the first day overdue; each once. */
export function deadlineLetters({ facts, dossiers }: Season): readonly Letter[] {
  const { zone, settings } = facts;
  const out: Letter[] = [];
  for (const { one, verdict, terms } of dossiers) {
    if (isLifted(verdict) || !isDeliverable(one.row.partnerEmail)) continue;
    for (const term of terms) {
      if (term.done !== null) continue;
      for (const day of [addDays(term.due, -settings.warnDays), addDays(term.due, 1)]) {
        if (!opensInWindow(facts, day)) continue;
        const overdue = day > term.due;
        out.push(
          letter(letters.deadline, {
            object: `${keyOf(one.row.code)}/${term.rule.what}`,
            to: one.row.partnerEmail,
            // Not the day of the letter: a changed «Предупреждать за, дней» must not repeat it.
            date: `${isoDay(term.due)},${overdue ? 'overdue' : 'before'}`,
            occasion: zone.at(day),
            ...(overdue ? {} : { until: endOfDay(zone, term.due) }),
            values: () => deadlineValues(facts, one, term, overdue),
          }),
        );
      }
    }
  }
  return out;
}

/** What a partner has to send, in words that need no knowledge of the columns. */
const NEEDED: Readonly<Record<Term['rule']['key'], string>> = {
  programmeSubmitted: 'программу вебинара',
  budgetSubmitted: 'смету',
  materialsHanded: 'материалы',
  countReport: 'количественный отчёт: данные о регистрациях и явке',
  actualBudget: 'фактическую смету',
  photos: 'фотографии с вебинара',
  registrationList: 'список регистраций',
  accounting: 'сканы бухгалтерских документов',
  screenshots: 'скриншоты анонсов',
  mailing: 'подтверждение, что участникам разосланы запись и презентации',
};

const deadlineValues = (facts: WebinarFacts, one: Case, term: Term, overdue: boolean) => ({
  Партнёр: one.row.partner,
  Вебинар: one.row.code,
  Тема: one.row.topic,
  Начало: startText(facts, one),
  Пояс: ruZone(facts.zone, one.row.start),
  Что: term.rule.what,
  'Что нужно': NEEDED[term.rule.key],
  Срок: ruDay(term.due),
  Положение: overdue ? 'срок истёк' : 'срок подходит',
  Последствие: consequenceOf(facts, one, term, overdue),
  Пункт: term.rule.clause,
  Координатор: one.row.coordinator,
});

/** What happens when the date passes («Штрафы»). */
function consequenceOf(facts: WebinarFacts, one: Case, term: Term, overdue: boolean): string {
  if (term.rule.key === 'programmeSubmitted' && !isExclusionLifted(facts, one))
    return `Если программу подать после ${ruDay(programmeLimit(facts, one))}, вебинар исключается из проекта (${CLAUSES.penalties}).`;
  if (term.rule.key === 'actualBudget')
    return `${overdue ? 'Без фактической сметы в срок' : 'Если фактической сметы не будет в срок,'} бонусы за вебинар не начисляются (${CLAUSES.penalties}).`;
  return `Нарушение сроков может повлиять на участие в программе в дальнейшем (${CLAUSES.basics}, п. 8).`;
}

/**
 * Today's digest for each coordinator: every webinar of theirs that needs attention; none if there is none.
 */
export function digestLetters({ facts, dossiers }: Season): readonly Letter[] {
  const { today, calendar, zone } = facts;
  if (!calendar.isWorking(today)) return [];
  const pressing = dossiers.flatMap((dossier) => {
    const lines = isDeliverable(dossier.one.row.coordinator) ? attention(facts, dossier) : [];
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
function attention(facts: WebinarFacts, dossier: Dossier): readonly string[] {
  const { one, enrolment, verdict, terms, landings, announcements } = dossier;
  if (verdict.state === 'отказ' || verdict.state === 'закрыт') return [];
  if (verdict.excluded) return one.started ? [] : [verdict.basis ?? 'исключён'];
  const lines: string[] = [];
  for (const term of terms) if (term.done === null) lines.push(...dueLine(facts, term));
  if (!one.started) {
    lines.push(...approvals(facts, one));
    for (const { row, remarks } of landings)
      if (remarks.length > 0) lines.push(`посадочная не принята (строка ${row.row}) — ${remarks.join('; ')}`);
    for (const { row, violation } of announcements)
      if (violation)
        lines.push(
          `анонс «${row.channel}» (строка ${row.row}) — нарушение размещения (${CLAUSES.announcing})`,
        );
  }
  const lacking = one.ended ? null : shortage(facts.settings, enrolment);
  if (lacking !== null) lines.push(lacking);
  return lines;
}

function dueLine(facts: WebinarFacts, term: Term): readonly string[] {
  const left = term.due - facts.today;
  const date = ruDay(term.due);
  if (left < 0) return [`просрочено: ${term.rule.what} (срок ${date})`];
  if (left === 0) return [`сегодня срок: ${term.rule.what}`];
  if (left <= facts.settings.warnDays)
    return [`скоро срок: ${term.rule.what} (${date}, через ${days(left)})`];
  return [];
}

/** What the coordinator has to decide. */
function approvals(facts: WebinarFacts, one: Case): readonly string[] {
  const waiting = (submitted: Day | null, approved: Day | null): boolean =>
    happened(submitted, facts.today) !== null && happened(approved, facts.today) === null;
  const lines: string[] = [];
  if (waiting(one.row.programmeSubmitted, one.row.programmeApproved))
    lines.push('программа ждёт согласования');
  if (waiting(one.row.budgetSubmitted, one.row.budgetApproved)) lines.push('смета ждёт согласования');
  return lines;
}
