// «Почему такая цифра?» for levels, memberships, applications and lists; points are explained in
// explain-points.ts.
import { ruDay, yearOf } from '../day.js';
import { formatMoney } from '../money.js';
import { type Figure, type Reason, type ReasonLine, rowLine } from '../reasons.js';
import type { Account, Accounts } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { decidedOn } from './approvals.js';
import { explainAccrual, explainBalance } from './explain-points.js';
import { benefitsOf, type Level, LEVEL_TERMS, SERVICE_REQUIREMENTS } from './levels.js';
import { creditedOn } from './redemptions.js';
import { CLAUSES, type Facts } from './model.js';
import { tabs } from './tabs.js';
import { listTitles, requirementTitle } from './wording.js';

/** What the decision was based on. */
interface Grounds {
  readonly facts: Facts;
  readonly accounts: Accounts;
  /** Partners in the order of «Накопление». */
  readonly named: readonly Account[];
  /** Partners in the order of «Список партнёров». */
  readonly listed: readonly Account[];
  readonly applications: readonly ApplicationView[];
}

const yes = (held: boolean): string => (held ? 'да' : 'нет');
const own = ({ row }: Account, text: string): ReasonLine => rowLine(tabs.resellers, row, text);

/** How the level was requested: the row and a sentence. */
function askedLine(account: Account): ReasonLine {
  if (account.askedBy === null) return own(account, `заявленный уровень: ${account.asked}`);
  return rowLine(
    tabs.applications,
    account.askedBy,
    `заявка от ${ruDay(account.askedBy.date)} одобрена с ${ruDay(decidedOn(account.askedBy))}: ${account.asked}`,
  );
}

const requirementLines = (account: Account, level: Level): readonly ReasonLine[] =>
  LEVEL_TERMS[level].requires.map((one) =>
    own(account, `${level}: ${requirementTitle(one)} — ${yes(account.row[one])}`),
  );

/** The levels from the one asked for downwards, as far as they were tried. */
function wayDown(account: Account): readonly ReasonLine[] {
  const lines: ReasonLine[] = [];
  for (let level: Level | null = account.asked; level !== null; level = LEVEL_TERMS[level].below) {
    lines.push(...requirementLines(account, level));
    if (level === account.level) break;
  }
  return lines;
}

function explainLevel(account: Account): Reason {
  return {
    rule: 'Запрошенный уровень, если его требования выполнены; иначе самый высокий из нижестоящих, чьи требования выполнены: Corporate → Professional → Primary, Solution Provider → Professional → Primary.',
    clause: `${CLAUSES.levels}; ${CLAUSES.change}`,
    lines: [askedLine(account), ...wayDown(account)],
    sum:
      account.missing.length === 0
        ? `требования выполнены: ${account.level}`
        : `не хватает: ${listTitles(account.missing)}; ${account.asked} → ${account.level}`,
  };
}

const explainMissing = (account: Account): Reason => ({
  rule: 'Требования запрошенного уровня, которых нет.',
  clause: CLAUSES.levels,
  lines: [askedLine(account), ...requirementLines(account, account.asked)],
  sum: listTitles(account.missing) || 'хватает всего',
});

const explainService = (account: Account): Reason => ({
  rule: 'Service Reseller (Professional, Corporate) или Service Provider (Solution Provider), когда есть SWS, AWS и инженер.',
  clause: CLAUSES.service,
  lines: [
    own(account, `уровень: ${account.level}`),
    ...SERVICE_REQUIREMENTS.map((one) =>
      own(account, `${tabs.resellers.columns[one].header} — ${yes(account.row[one])}`),
    ),
  ],
  sum: account.service ?? 'статуса нет',
});

const membershipLines = (account: Account): readonly ReasonLine[] => [
  own(account, `дата регистрации: ${ruDay(account.row.registered)}`),
  own(account, `продлено по год: ${account.row.renewedTo ?? 'нет'}; согласовано: ${yes(account.row.agreed)}`),
];

function explainMembership(facts: Facts, account: Account, column: 'validTo' | 'participation'): Reason {
  const { membership } = account;
  const until = `по ${ruDay(membership.to)}`;
  return {
    rule: 'Участие действует со дня регистрации до конца календарного года; согласованное продление — до 31 декабря указанного года.',
    clause: CLAUSES.term,
    lines: membershipLines(account),
    sum:
      column === 'validTo'
        ? `31 декабря ${yearOf(membership.to)}: ${until}`
        : `с ${ruDay(membership.from)} ${until}, сегодня ${ruDay(facts.today)}: ${account.participation}`,
  };
}

const explainBenefits = (account: Account): Reason => ({
  rule: 'Преимущества уровня; со статусом — и преимущества сервисного статуса.',
  clause: account.service === null ? CLAUSES.levels : CLAUSES.service,
  lines: [
    own(account, `уровень: ${account.level}`),
    own(account, `сервисный статус: ${account.service ?? 'нет'}`),
  ],
  sum: benefitsOf(account.level, account.service),
});

function explainReseller(grounds: Grounds, account: Account, column: string): Reason | null {
  switch (column) {
    case 'level':
      return explainLevel(account);
    case 'missing':
      return explainMissing(account);
    case 'service':
      return explainService(account);
    case 'validTo':
    case 'participation':
      return explainMembership(grounds.facts, account, column);
    case 'points':
    case 'available':
    case 'toThreshold':
      return explainBalance(
        grounds.facts,
        account,
        column,
        firstAccrualRow(grounds, account),
        grounds.accounts.redemptions,
      );
    case 'benefits':
      return explainBenefits(account);
    default:
      return null;
  }
}

/** Row in the sheet of a partner's first line in «Накопление». */
function firstAccrualRow({ named }: Grounds, account: Account): number {
  let row = 2;
  for (const one of named) {
    if (one === account) break;
    row += one.lines.length;
  }
  return row;
}

function explainAccrualRow(grounds: Grounds, index: number, column: string): Reason | null {
  let first = 0;
  for (const account of grounds.named) {
    const line = account.lines[index - first];
    if (line) return explainAccrual(grounds.facts, account, line, column, first + 2);
    first += account.lines.length;
  }
  return null;
}

/** For a row whose company's own row is in error. */
const BROKEN: Reason = {
  rule: 'Пока строка компании на вкладке «Реселлеры» с ошибкой, её закупки, списания и заявки не учитываются.',
  clause: 'вкладка «Ошибки»',
  lines: [],
};

function explainApplication(view: ApplicationView, column: string): Reason | null {
  const { row, account, missing, approvable } = view;
  if (account === null) return null;
  if (account === 'broken') return BROKEN;
  const lines = [
    rowLine(tabs.applications, row, `заявка от ${ruDay(row.date)} на уровень ${row.level}`),
    ...requirementLines(account, row.level),
  ];
  if (column === 'missing')
    return {
      rule: 'Требования уровня из заявки, которых нет у компании.',
      clause: `${CLAUSES.levels}; ${CLAUSES.change}`,
      lines,
      sum: listTitles(missing) || 'хватает всего',
    };
  return {
    rule: 'да — требования уровня выполнены и участие действует; пусто, когда заявка решена.',
    clause: `${CLAUSES.change}; ${CLAUSES.levels}`,
    lines: [...lines, own(account, `участие: ${account.participation}`)],
    sum: approvable === null ? `решение: ${row.decision ?? ''}` : yes(approvable),
  };
}

function explainPurchase({ facts, accounts }: Grounds, index: number): Reason | null {
  const row = facts.rows.purchases[index];
  const account = row && accounts.find(row.company);
  if (!row || !account) return null;
  if (account === 'broken') return BROKEN;
  return {
    rule: 'Учитываются закупки по сегодняшний день, в срок участия, у уровней из настройки «Накопление для уровней».',
    clause: `${CLAUSES.term}; ${CLAUSES.accrual}`,
    lines: [
      rowLine(tabs.purchases, row, `${ruDay(row.date)}: ${formatMoney(row.sum)}`),
      own(
        account,
        `участие с ${ruDay(account.membership.from)} по ${ruDay(account.membership.to)}; уровень ${account.level}`,
      ),
    ],
    sum: accounts.purchaseNotes[index] ?? 'учтена',
  };
}

function explainRedemption({ facts, accounts }: Grounds, index: number): Reason | null {
  const row = facts.rows.redemptions[index];
  const account = row && accounts.find(row.company);
  if (!row || !account) return null;
  if (account === 'broken') return BROKEN;
  return {
    rule: 'Списания принимаются по дате, затем по строке, пока хватает баллов, начисленных к этому дню.',
    clause: CLAUSES.accrual,
    lines: [
      rowLine(tabs.redemptions, row, `${ruDay(row.date)}: списание ${formatMoney(row.points)}`),
      own(
        account,
        `начислено к ${ruDay(row.date)}: ${formatMoney(creditedOn(account.lines, row.date, facts.today))}`,
      ),
    ],
    sum: accounts.redemptions.notes[index] ?? 'учтено',
  };
}

function explainListed(
  grounds: Grounds,
  account: Account | undefined,
  column: string,
  clause: string,
): Reason | null {
  if (!account) return null;
  if (column !== 'company') return explainReseller(grounds, account, column);
  return {
    rule: 'В списке для сайта — партнёры с действующим участием, чей уровень или статус даёт отображение на сайте.',
    clause,
    lines: [
      own(account, `уровень: ${account.level}; сервисный статус: ${account.service ?? 'нет'}`),
      own(account, `участие: ${account.participation}`),
    ],
    sum: account.row.company,
  };
}

export function explain(grounds: Grounds, { tab, index, column }: Figure<typeof tabs>): Reason | null {
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
      const view = grounds.applications[index];
      return view ? explainApplication(view, column) : null;
    }
    case 'accruals':
      return explainAccrualRow(grounds, index, column);
    case 'partners':
      return explainListed(grounds, grounds.listed[index], column, CLAUSES.levels);
    case 'servicePartners': {
      const serving = grounds.listed.filter(({ service }) => service !== null);
      return explainListed(grounds, serving[index], column, CLAUSES.service);
    }
  }
}
