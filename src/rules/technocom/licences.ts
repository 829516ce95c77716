// Licences (п. 7.1, 8.2): the next step of each request, its deadline, and whether it is late. The six steps
// are one table: column, who performs it, deadline, clause, what to write.
import { addDays, addMonths, type Day, happened } from '../day.js';
import { Fault } from '../kinds.js';
import { type Facts, rowError } from '../programme.js';
import type { LicenceRow, TechnocomFacts, TechnocomProblem, TechnocomTabs } from './model.js';
import { type Directory, type Partner, unknownPartner } from './partners.js';
import type { TechnocomSettings } from './settings.js';
import { tabs } from './tabs.js';
import type { LicenceState, Step } from './words.js';

type Calendar = Facts['calendar'];
type DateColumn =
  'requested' | 'drafted' | 'scanned' | 'paid' | 'actSent' | 'originalsSent' | 'originalsBack';

/** One step: its date column, who performs it, its clause, and its deadline relative to the previous step. */
interface StepRule {
  readonly step: Step;
  readonly column: DateColumn;
  readonly by: 'head office' | 'partner';
  readonly clause: string;
  readonly due: (
    previous: Day,
    row: Pick<LicenceRow, 'payBy'>,
    settings: TechnocomSettings,
    calendar: Calendar,
  ) => Day;
  /** What is to be done, for letters. */
  readonly todo: string;
}

export const STEP_RULES: readonly StepRule[] = [
  {
    step: 'Проект и счёт',
    column: 'drafted',
    by: 'head office',
    clause: 'п. 7.1',
    due: (previous, _row, settings, calendar) => calendar.addWorkingDays(previous, settings.draftDays),
    todo: 'подготовьте проект лицензионного соглашения и счёт и отправьте их партнёру.',
  },
  {
    step: 'Сканы',
    column: 'scanned',
    by: 'partner',
    clause: 'п. 7.1',
    due: (previous, _row, settings, calendar) => calendar.addWorkingDays(previous, settings.scanDays),
    todo: 'пришлите сканы подписанных документов ответом на это письмо; оригинал соглашения отправьте почтой или курьером.',
  },
  {
    step: 'Оплата',
    column: 'paid',
    by: 'partner',
    clause: 'п. 7.1',
    due: (previous, row, settings, calendar) =>
      row.payBy ?? calendar.addWorkingDays(previous, settings.payDays),
    todo: 'оплатите счёт на лицензию. Если счёт уже оплачен, пришлите платёжное поручение.',
  },
  {
    step: 'Акт',
    column: 'actSent',
    by: 'head office',
    clause: 'п. 8.2',
    due: (previous, _row, settings) => addMonths(previous, settings.actMonths),
    todo: 'отправьте партнёру акт на передачу прав и (или) сертификат на лицензию.',
  },
  {
    step: 'Оригиналы',
    column: 'originalsSent',
    by: 'head office',
    clause: 'п. 8.2',
    due: (previous, _row, settings) => addDays(previous, settings.originalsDays),
    todo: 'отправьте партнёру оригиналы документов почтой, курьером или через ЭДО.',
  },
  {
    step: 'Возврат',
    column: 'originalsBack',
    by: 'partner',
    clause: 'п. 8.2',
    due: (previous, _row, settings) => addDays(previous, settings.returnDays),
    todo: 'подпишите и верните экземпляры: акт передачи прав и, если он есть, дополнительное соглашение на техническую поддержку.',
  },
];

export interface Licence {
  readonly row: LicenceRow;
  readonly partner: Partner;
  /** The first step not completed by today; null when all are. */
  readonly next: { readonly rule: StepRule; readonly since: Day; readonly due: Day } | null;
  readonly state: LicenceState;
}

export interface Licences {
  /** Parallel to the good rows; null for a row in error. */
  readonly byRow: readonly (Licence | null)[];
  readonly problems: readonly TechnocomProblem[];
}

/** Decides all licences. */
export function decideLicences(facts: TechnocomFacts, partners: Directory): Licences {
  const { settings, calendar, today } = facts;
  const problems: TechnocomProblem[] = [];
  const byRow = facts.rows.licences.map((row): Licence | null => {
    const partner = partners.find(row.partner);
    if (!partner) problems.push(unknownPartner('licences', row.row));
    const disorder = firstDisorder(row);
    if (disorder) problems.push(disorder);
    if (!partner || disorder) return null;
    let since = row.requested;
    for (const rule of STEP_RULES) {
      const made = happened(row[rule.column], today);
      if (made !== null) {
        since = made;
        continue;
      }
      const due = rule.due(since, row, settings, calendar);
      return { row, partner, next: { rule, since, due }, state: today > due ? 'просрочено' : 'в срок' };
    }
    return { row, partner, next: null, state: 'завершено' };
  });
  return { byRow, problems };
}

/** The problem of a step dated before the nearest completed step above it, including Запрос. */
function firstDisorder(row: LicenceRow): TechnocomProblem | null {
  let previous: DateColumn = 'requested';
  for (const { column } of STEP_RULES) {
    const date = row[column];
    if (date === null) continue;
    if (date < (row[previous] ?? date)) {
      const earlier = tabs.licences.columns[previous].header;
      return rowError<TechnocomTabs>(
        'licences',
        row.row,
        column,
        new Fault(
          `дата раньше, чем «${earlier}»`,
          `Проверьте обе даты: сначала «${earlier}», потом этот шаг (п. 7.1, 8.2).`,
        ),
      );
    }
    previous = column;
  }
  return null;
}
