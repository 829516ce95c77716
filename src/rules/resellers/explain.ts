// «Почему такая цифра?» for levels, memberships, applications and lists; points are explained in
// explain-points.ts.
import { ruDay } from '../day.js';
import { formatMoney } from '../money.js';
import { type Figure, type Reason, type ReasonLine, rowLine } from '../reasons.js';
import type { Account } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { decidedOn } from './approvals.js';
import { explainAccrual, explainBalance, type PointGrounds } from './explain-points.js';
import { benefitsOf, type Level, LEVEL_TERMS, SERVICE_REQUIREMENTS } from './levels.js';
import { CLAUSES, type ResellerTabs } from './model.js';
import { creditedOn } from './redemptions.js';
import type { Named, Partner } from './register.js';
import { tabs } from './tabs.js';
import { columnTitle, listTitles } from './wording.js';

/** What the decision was based on. */
interface Grounds extends PointGrounds {
  /** Partners in the order of «Список партнёров». */
  readonly listed: readonly Account[];
  /** Partners in the order of «Список сервисных партнёров». */
  readonly serving: readonly Account[];
  readonly views: readonly ApplicationView[];
}

const ASKED = `${CLAUSES.levels}; ${CLAUSES.change}`;
/** What is said of a level that lacks nothing. */
const ENOUGH = 'хватает всего';
const yes = (held: boolean): string => (held ? 'да' : 'нет');
const own = ({ row }: Partner, text: string): ReasonLine => rowLine(tabs.resellers, row, text);

const standing = (partner: Partner): ReasonLine =>
  own(partner, `уровень: ${partner.level}; сервисный статус: ${partner.service ?? 'нет'}`);
const participation = (partner: Partner): ReasonLine => own(partner, `участие: ${partner.participation}`);

/** How the level was requested: the row and a sentence. */
function askedLine(partner: Partner): ReasonLine {
  const { asked, askedBy } = partner;
  if (askedBy === null) return own(partner, `заявленный уровень: ${asked}`);
  const decided = `заявка от ${ruDay(askedBy.date)} одобрена с ${ruDay(decidedOn(askedBy))}: ${asked}`;
  return rowLine(tabs.applications, askedBy, decided);
}

const requirementLines = (partner: Partner, level: Level): readonly ReasonLine[] =>
  LEVEL_TERMS[level].requires.map((one) =>
    own(partner, `${level}: ${columnTitle(one)} — ${yes(partner.row[one])}`),
  );

/** The levels from the one asked for downwards, as far as they were tried. */
function wayDown(partner: Partner): readonly ReasonLine[] {
  const lines: ReasonLine[] = [];
  for (let level: Level | null = partner.asked; level !== null; level = LEVEL_TERMS[level].below) {
    lines.push(...requirementLines(partner, level));
    if (level === partner.level) break;
  }
  return lines;
}

function explainReseller(grounds: Grounds, account: Account, column: string): Reason | null {
  const { row, asked, level, missing, service, membership } = account;
  const { columns } = tabs.resellers;
  const lacking = listTitles(missing);
  const until = `по ${ruDay(membership.to)}`;
  switch (column) {
    case 'level':
      return {
        rule: columns.level.options.note,
        clause: ASKED,
        lines: [askedLine(account), ...wayDown(account)],
        sum:
          lacking === '' ? `требования выполнены: ${level}` : `не хватает: ${lacking}; ${asked} → ${level}`,
      };
    case 'missing':
      return {
        rule: columns.missing.options.note,
        clause: CLAUSES.levels,
        lines: [askedLine(account), ...requirementLines(account, asked)],
        sum: lacking || ENOUGH,
      };
    case 'service':
      return {
        rule: columns.service.options.note,
        clause: CLAUSES.service,
        lines: [
          own(account, `уровень: ${level}`),
          ...SERVICE_REQUIREMENTS.map((one) => own(account, `${columnTitle(one)} — ${yes(row[one])}`)),
        ],
        sum: service ?? 'статуса нет',
      };
    case 'validTo':
    case 'participation':
      return {
        rule: columns.validTo.options.note,
        clause: CLAUSES.term,
        lines: [
          own(account, `дата регистрации: ${ruDay(row.registered)}`),
          own(account, `продлено по год: ${row.renewedTo ?? 'нет'}; согласовано: ${yes(row.agreed)}`),
        ],
        sum:
          column === 'validTo'
            ? `последний день участия — ${ruDay(membership.to)}`
            : `с ${ruDay(membership.from)} ${until}, сегодня ${ruDay(grounds.facts.today)}: ${account.participation}`,
      };
    case 'points':
    case 'available':
    case 'toThreshold':
      return explainBalance(grounds, account, column);
    case 'benefits':
      return {
        rule: columns.benefits.options.note,
        clause: service === null ? CLAUSES.levels : CLAUSES.service,
        lines: [standing(account)],
        sum: benefitsOf(level, service),
      };
    default:
      return null;
  }
}

/** For a row whose company's own row is in error. */
const BROKEN: Reason = {
  rule: 'Пока строка компании на вкладке «Реселлеры» с ошибкой, её закупки, списания и заявки не учитываются.',
  clause: 'вкладка «Ошибки»',
  lines: [],
};

/** Explains a row by its company, if there is such a one. */
function ofCompany<T extends Partner>(company: Named<T>, reason: (known: T) => Reason): Reason | null {
  if (company === 'broken') return BROKEN;
  return company && reason(company);
}

function explainApplication(partner: Partner, view: ApplicationView, column: string): Reason {
  const { row, missing, approvable } = view;
  const { columns } = tabs.applications;
  const lines = [
    rowLine(tabs.applications, row, `заявка от ${ruDay(row.date)} на уровень ${row.level}`),
    ...requirementLines(partner, row.level),
  ];
  if (column === 'missing')
    return { rule: columns.missing.options.note, clause: ASKED, lines, sum: listTitles(missing) || ENOUGH };
  return {
    rule: columns.approvable.options.note,
    clause: ASKED,
    lines: [...lines, participation(partner)],
    sum: approvable === null ? `решение: ${row.decision ?? ''}` : yes(approvable),
  };
}

function explainPurchase({ facts, accounts }: Grounds, index: number): Reason | null {
  const row = facts.rows.purchases[index];
  if (!row) return null;
  return ofCompany(accounts.find(row.company), (account) => ({
    rule: 'Учитываются закупки по сегодняшний день, в срок участия, у уровней из настройки «Накопление для уровней».',
    clause: `${CLAUSES.term}; ${CLAUSES.accrual}`,
    lines: [
      rowLine(tabs.purchases, row, `${ruDay(row.date)}: ${formatMoney(row.sum)}`),
      own(
        account,
        `участие с ${ruDay(account.membership.from)} по ${ruDay(account.membership.to)}; уровень ${account.level}`,
      ),
    ],
    sum: accounts.purchases.notes[index] ?? 'учтена',
  }));
}

function explainRedemption({ facts, accounts }: Grounds, index: number): Reason | null {
  const row = facts.rows.redemptions[index];
  if (!row) return null;
  const day = ruDay(row.date);
  return ofCompany(accounts.find(row.company), (account) => ({
    rule: 'Списания принимаются по дате, затем по строке, пока хватает баллов, начисленных к этому дню.',
    clause: CLAUSES.accrual,
    lines: [
      rowLine(tabs.redemptions, row, `${day}: списание ${formatMoney(row.points)}`),
      own(account, `начислено к ${day}: ${formatMoney(creditedOn(account.lines, row.date, facts.today))}`),
    ],
    sum: accounts.redemptions.notes[index] ?? 'учтено',
  }));
}

/** A row of a list for the site. */
function explainListed(
  grounds: Grounds,
  account: Account | undefined,
  column: string,
  tab: 'partners' | 'servicePartners',
): Reason | null {
  if (!account) return null;
  if (column !== 'company') return explainReseller(grounds, account, column);
  return {
    rule: tabs[tab].about,
    clause: tab === 'partners' ? CLAUSES.levels : CLAUSES.service,
    lines: [standing(account), participation(account)],
    sum: account.row.company,
  };
}

export function explain(grounds: Grounds, { tab, index, column }: Figure<ResellerTabs>): Reason | null {
  switch (tab) {
    case 'resellers': {
      const account = grounds.accounts.byRow[index];
      return account ? explainReseller(grounds, account, column) : null;
    }
    case 'purchases':
      return explainPurchase(grounds, index);
    case 'redemptions':
      return explainRedemption(grounds, index);
    case 'applications': {
      const view = grounds.views[index];
      return view ? ofCompany(view.partner, (partner) => explainApplication(partner, view, column)) : null;
    }
    case 'accruals':
      return explainAccrual(grounds, index, column);
    case 'partners':
      return explainListed(grounds, grounds.listed[index], column, tab);
    case 'servicePartners':
      return explainListed(grounds, grounds.serving[index], column, tab);
  }
}
