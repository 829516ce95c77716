// Letters to the partner about deadlines that come near or have passed.
import { addDays, isoDay, ruDay } from '../day.js';
import { isDeliverable } from '../email.js';
import { type Letter, letter, opensInWindow } from '../letters.js';
import { keyOf } from '../text.js';
import { endOfDay, ruZone } from '../zone.js';
import { exclusionLimit, isLifted, type Term } from './deadlines.js';
import { letters } from './letters.js';
import type { MailLog } from './mail-log.js';
import { type Case, CLAUSES, startText, type WebinarFacts } from './model.js';
import type { Season } from './season.js';

/** To the partner: «Предупреждать за, дней» before a deadline, and on the first day overdue; each once. */
export function deadlineLetters({ facts, dossiers }: Season, log: MailLog): readonly Letter[] {
  const { zone, settings } = facts;
  const out: Letter[] = [];
  for (const dossier of dossiers) {
    const { one, verdict, terms } = dossier;
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
            values: () => ({
              ...deadlineValues(facts, one, term, overdue),
              ...(log.isUnmarked(dossier, term) ? { Последствие: MAILED } : {}),
            }),
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
  countReport: 'количественный отчёт',
  actualBudget: 'фактическую смету',
  photos: 'фотографии с вебинара',
  registrationList: 'список регистраций',
  accounting: 'сканы бухгалтерских документов',
  screenshots: 'скриншоты анонсов',
  mailing: 'подтверждение, что слушателям разосланы запись и презентации',
};

const deadlineValues = (facts: WebinarFacts, one: Case, term: Term, overdue: boolean) => ({
  Партнёр: one.row.partner,
  Вебинар: one.row.code,
  Тема: one.row.topic,
  Начало: startText(facts, one),
  Пояс: ruZone(facts.zone, one.row.start),
  Что: term.rule.what,
  // Some reports are asked for before the webinar, of which they tell.
  'Что нужно': `${term.rule.side === 'after' && !one.ended ? 'после вебинара ' : ''}${NEEDED[term.rule.key]}${term.rule.key === 'countReport' ? ': данные о регистрациях и явке' : ''}`,
  Документ: NEEDED[term.rule.key],
  Срок: ruDay(term.due),
  Положение: overdue ? `Срок был ${ruDay(term.due)} и уже истёк` : `Срок — ${ruDay(term.due)} включительно`,
  Последствие: consequenceOf(facts, one, term, overdue),
  Пункт: term.rule.clause,
  Координатор: one.row.coordinator,
});

/** Instead of a consequence, when the letters to listeners have gone. */
const MAILED = 'Письма слушателям ушли: достаточно подтвердить это координатору.';

/** What happens when the date passes («Штрафы»). */
function consequenceOf(facts: WebinarFacts, one: Case, term: Term, overdue: boolean): string {
  const limit = exclusionLimit(facts, one, term);
  if (limit !== null)
    return `Если программу подать после ${ruDay(limit)}, вебинар исключается из проекта (раздел ${CLAUSES.penalties}).`;
  if (term.rule.key === 'actualBudget')
    return `${overdue ? 'Без фактической сметы в срок' : 'Если фактической сметы не будет в срок,'} бонусы за вебинар не начисляются (раздел ${CLAUSES.penalties}).`;
  return `Нарушение сроков может повлиять на участие в программе в дальнейшем (раздел ${CLAUSES.basics}, п. 8).`;
}
