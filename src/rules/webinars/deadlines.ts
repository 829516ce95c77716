// «Сроки»: ten dates per webinar, each fulfilled by a column of «Вебинары».
import { oncePer } from '../collections.js';
import { addDays, type Day, happened, ruDay } from '../day.js';
import type { Basis, Deadline } from '../programme.js';
import { count, days } from '../text.js';
import { type Case, CLAUSES, type Parameters, type WebinarFacts, type WebinarTabs } from './model.js';
import { tabs } from './tabs.js';
import {
  type CLOSING,
  isExclusionLifted,
  programmeLimit,
  type Verdict,
  workingDaysAfter,
} from './verdict.js';

/** One deadline of a webinar. */
export interface Term {
  readonly rule: Rule;
  readonly basis: Basis;
  readonly due: Day;
  readonly done: Day | null;
}

type DaysKey = Extract<keyof Parameters, `${string}Days`>;

interface Rule {
  /** Key of the column that fulfils it. */
  readonly key:
    'programmeSubmitted' | 'budgetSubmitted' | 'materialsHanded' | Exclude<(typeof CLOSING)[number], 'leads'>;
  /** Its header. */
  readonly what: string;
  /** Calendar days before the start, or working days after the end. */
  readonly side: 'before' | 'after';
  /** Key of the parameter with their number. */
  readonly days: DaysKey;
  readonly clause: string;
}

const ruleOf =
  (side: Rule['side']) =>
  (key: Rule['key'], days: Rule['days'], clause: string): Rule => ({
    key,
    what: tabs.webinars.columns[key].header,
    side,
    days,
    clause,
  });
const before = ruleOf('before');
const after = ruleOf('after');

/** The dates that are required, with their clauses. */
const RULES: readonly Rule[] = [
  before('programmeSubmitted', 'programmeDays', `${CLAUSES.programme}, п. 1`),
  before('budgetSubmitted', 'budgetDays', CLAUSES.budget),
  before('materialsHanded', 'materialsDays', `${CLAUSES.basics}, п. 8`),
  after('countReport', 'countDays', CLAUSES.reporting),
  after('actualBudget', 'documentDays', CLAUSES.reporting),
  after('photos', 'documentDays', CLAUSES.reporting),
  after('registrationList', 'documentDays', CLAUSES.reporting),
  after('accounting', 'documentDays', CLAUSES.reporting),
  after('screenshots', 'documentDays', CLAUSES.reporting),
  after('mailing', 'mailingDays', `${CLAUSES.leads}, п. 1`),
];

/** The rules with their number of days. */
const termRules = oncePer((settings: Parameters) =>
  RULES.map((rule) => {
    const n = settings[rule.days];
    return { rule, n, basis: basisOf(rule, n) };
  }),
);
const basisOf = ({ side, what, clause }: Rule, n: number): Basis => ({
  rule:
    side === 'before'
      ? `«${what}» — не позже чем за ${days(n)} до дня начала.`
      : `«${what}» — не позже чем через ${count(n, 'рабочий день', 'рабочих дня', 'рабочих дней')} после дня окончания.`,
  clause,
});

/** Every deadline of one webinar, in the order of the columns. */
export const termsOf = (facts: WebinarFacts, one: Case): readonly Term[] =>
  termRules(facts.settings).map(({ rule, n, basis }) => ({
    rule,
    basis,
    due: rule.side === 'before' ? addDays(one.startDay, -n) : workingDaysAfter(facts, one, n),
    done: happened(one.row[rule.key], facts.today),
  }));

/** Whether the webinar's deadlines no longer apply: «отказ» and «исключён». */
export const isLifted = (verdict: Verdict): boolean =>
  verdict.state === 'отказ' || verdict.state === 'исключён';

/** The last day before a missing programme excludes the webinar; null of other deadlines, or if that is lifted. */
export const exclusionLimit = (facts: WebinarFacts, one: Case, { rule }: Pick<Term, 'rule'>): Day | null =>
  rule.key === 'programmeSubmitted' && !isExclusionLifted(facts, one) ? programmeLimit(facts, one) : null;

/** Of the deadline «Рассылка после» once the letters have gone: it is staff who say so, in its column. */
export const UNMARKED = 'письма слушателям ушли, впишите дату в «Рассылка после»';

/** The rows of «Сроки» of one webinar; `isUnmarked`: see `MailLog`. */
export const deadlinesOf = (
  facts: WebinarFacts,
  { one, verdict, terms }: { readonly one: Case; readonly verdict: Verdict; readonly terms: readonly Term[] },
  isUnmarked: (term: Term) => boolean,
): readonly Deadline<WebinarTabs>[] =>
  terms.map((term) => ({
    object: one.row.code,
    what: term.rule.what,
    due: { day: term.due },
    basis: term.basis,
    state: isLifted(verdict) ? 'lifted' : term.done !== null ? 'done' : 'open',
    responsible: one.row.partner,
    note: isUnmarked(term) ? `${UNMARKED} (${term.rule.clause})` : noteOf(facts, one, verdict, term),
    source: { tab: 'webinars', row: one.row.row },
  }));

function noteOf(facts: WebinarFacts, one: Case, verdict: Verdict, term: Term): string {
  const { due, done } = term;
  const { key, clause } = term.rule;
  if (isLifted(verdict)) return `вебинар: ${verdict.state}`;
  if (done !== null) return `${ruDay(done)}${done > due ? ', с опозданием' : ''} (${clause})`;
  const limit = exclusionLimit(facts, one, term);
  if (limit !== null) return `после ${ruDay(limit)} — исключение (${CLAUSES.penalties}; ${clause})`;
  if (key === 'programmeSubmitted') return `исключение снято (${clause})`;
  if (key === 'actualBudget') return `позже срока бонусы не начисляются (${CLAUSES.penalties}; ${clause})`;
  return clause;
}
