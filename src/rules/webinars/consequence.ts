// «Последствие» of one row of «Нарушения», by the table «Штрафы».
import { addMonths, happened, ruDay } from '../day.js';
import { type Case, CLAUSES, type Row, type WebinarFacts } from './model.js';
import { BAN_MONTHS, breachesOf, lateRefusal, minusPoints } from './verdict.js';

/** What this row on its own has caused. */
export function consequenceText(facts: WebinarFacts, one: Case, row: Row<'violations'>): string {
  if (happened(row.date, facts.today) === null) return 'дата ещё не наступила: пока без последствий';
  const times = breachesOf(facts, row);
  if (times === 0) return 'количество 0: без последствий';
  const { settings } = facts;
  switch (row.kind) {
    case 'отказ':
      return (
        `баллы и бонусы не начисляются, запрет до ${ruDay(addMonths(row.date, BAN_MONTHS))}` +
        `${lateRefusal(facts, one, row.date)} (${CLAUSES.penalties})`
      );
    case 'передача материалов':
      return `исключён, баллы и бонусы не начисляются (${CLAUSES.penalties})`;
    case 'изменение программы':
      return `${minusPoints(times * settings.changePenalty)} (${CLAUSES.penalties})`;
    case 'размещение':
      return (
        minusPoints(times * settings.placementPenalty) +
        `${row.channel === null ? '' : `, строки сметы «${row.channel}» не компенсируются`} (${CLAUSES.announcing}, «Запрещается»)`
      );
    case 'иное':
      return `решает координатор (${CLAUSES.basics}, п. 8)`;
  }
}
