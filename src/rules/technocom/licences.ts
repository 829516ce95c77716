// Licences (п. 7.1, 8.2): the next step of each request, its deadline, and whether it is late. The six steps
// are one table: column, who performs it, deadline, clause, what to write.
import { addDays, addMonths, type Day, happened } from '../day.js';
import { type Facts, rowError } from '../programme.js';
import { count, days } from '../text.js';
import type { LicenceRow, TechnocomFacts, TechnocomProblem, TechnocomTabs } from './model.js';
import type { Directory, Partner } from './partners.js';
import type { TechnocomSettings } from './settings.js';
import { tabs } from './tabs.js';
import { type LicenceState, outOfOrder, type Step, workingDays } from './words.js';

type Calendar = Facts['calendar'];
type DateColumn =
  'requested' | 'drafted' | 'scanned' | 'paid' | 'actSent' | 'originalsSent' | 'originalsBack';

const UNITS = {
  working: {
    add: (from: Day, n: number, calendar: Calendar): Day => calendar.addWorkingDays(from, n),
    text: workingDays,
  },
  days: { add: addDays, text: days },
  months: { add: addMonths, text: (n: number): string => count(n, 'месяц', 'месяца', 'месяцев') },
} as const;

/** One step: its date column, who performs it, its clause, and its term from the previous step. */
interface StepRule {
  readonly step: Step;
  readonly column: DateColumn;
  readonly by: 'head office' | 'partner';
  readonly clause: string;
  /** The parameter with its term, and the unit. */
  readonly term: 'draftDays' | 'scanDays' | 'payDays' | 'actMonths' | 'originalsDays' | 'returnDays';
  readonly unit: keyof typeof UNITS;
  /** What is to be done, for letters. */
  readonly todo: string;
}

export const STEP_RULES: readonly StepRule[] = [
  {
    step: 'Проект и счёт',
    column: 'drafted',
    by: 'head office',
    clause: 'п. 7.1',
    term: 'draftDays',
    unit: 'working',
    todo: 'подготовьте проект лицензионного соглашения и счёт и отправьте их партнёру.',
  },
  {
    step: 'Сканы',
    column: 'scanned',
    by: 'partner',
    clause: 'п. 7.1',
    term: 'scanDays',
    unit: 'working',
    todo: 'пришлите сканы подписанных документов ответом на это письмо; оригинал соглашения отправьте почтой или курьером.',
  },
  {
    step: 'Оплата',
    column: 'paid',
    by: 'partner',
    clause: 'п. 7.1',
    term: 'payDays',
    unit: 'working',
    todo: 'оплатите счёт на лицензию. Если счёт уже оплачен, пришлите платёжное поручение.',
  },
  {
    step: 'Акт',
    column: 'actSent',
    by: 'head office',
    clause: 'п. 8.2',
    term: 'actMonths',
    unit: 'months',
    todo: 'отправьте партнёру акт на передачу прав и (или) сертификат на лицензию.',
  },
  {
    step: 'Оригиналы',
    column: 'originalsSent',
    by: 'head office',
    clause: 'п. 8.2',
    term: 'originalsDays',
    unit: 'days',
    todo: 'отправьте партнёру оригиналы документов почтой, курьером или через ЭДО.',
  },
  {
    step: 'Возврат',
    column: 'originalsBack',
    by: 'partner',
    clause: 'п. 8.2',
    term: 'returnDays',
    unit: 'days',
    todo: 'подпишите и верните экземпляры: акт передачи прав и, если оно есть, дополнительное соглашение на техническую поддержку.',
  },
];

/** The deadline of a step whose previous one was completed `since`; of «Оплата» the one agreed on, if any. */
export const dueAfter = (
  since: Day,
  { column, term, unit }: StepRule,
  { payBy }: Pick<LicenceRow, 'payBy'>,
  { settings, calendar }: Pick<TechnocomFacts, 'settings' | 'calendar'>,
): Day => (column === 'paid' ? payBy : null) ?? UNITS[unit].add(since, settings[term], calendar);

/** «5 рабочих дней» */
export const termText = ({ unit, term }: StepRule, settings: TechnocomSettings): string =>
  UNITS[unit].text(settings[term]);

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
  const { today } = facts;
  const problems: TechnocomProblem[] = [];
  const byRow = facts.rows.licences.map((row): Licence | null => {
    const partner = partners.find(row.partner);
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
      const due = dueAfter(since, rule, row, facts);
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
      const { columns } = tabs.licences;
      const fault = outOfOrder(columns[previous].header, columns[column].header);
      return rowError<TechnocomTabs>('licences', row.row, column, fault);
    }
    previous = column;
  }
  return null;
}
