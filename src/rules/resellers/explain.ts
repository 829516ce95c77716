// «Почему такая цифра?» for levels, memberships, applications and lists; points are explained in
// explain-points.ts.
import { ruDay, yearOf } from '../day.js';
import { formatMoney } from '../money.js';
import type { Figure, Reason, ReasonLine } from '../reasons.js';
import type { Account, Ledger } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { ACCRUAL_CLAUSE, explainAccrual, explainBalance } from './explain-points.js';
import { benefitsOf, type Level, LEVEL_TERMS, SERVICE_REQUIREMENTS } from './levels.js';
import { creditedOn } from './redemptions.js';
import type { Facts } from './model.js';
import { decidedOn } from './register.js';
import { tabs } from './tabs.js';
import { listTitles, requirementTitle } from './wording.js';

/** What the decision was based on. */
export interface Grounds {
  readonly facts: Facts;
  readonly ledger: Ledger;
  /** Partners in the order of «Накопление». */
  readonly named: readonly Account[];
  /** Partners in the order of «Список партнёров». */
  readonly listed: readonly Account[];
  readonly applications: readonly ApplicationView[];
}

const LEVELS_CLAUSE = 'Таблица «Уровень, Требования, Преимущества»';
const SERVICE_CLAUSE = `${LEVELS_CLAUSE}, строка Service Reseller/Provider`;
export const TERM_CLAUSE = 'Раздел «Срок участия в программе»';
export const CHANGE_CLAUSE = 'Раздел «Изменение уровня участия»';

const yes = (held: boolean): string => (held ? 'да' : 'нет');
const own = ({ row }: Account, text: string): ReasonLine => ({
  text,
  tab: tabs.resellers.title,
  row: row.row,
});

/** How the level was requested: the row and a sentence. */
function askedLine(account: Account): ReasonLine {
  if (account.askedBy === null) return own(account, `заявленный уровень: ${account.asked}`);
  const { row, date } = account.askedBy;
  return {
    text: `заявка от ${ruDay(date)} одобрена с ${ruDay(decidedOn(account.askedBy))}: ${account.asked}`,
    tab: tabs.applications.title,
    row,
  };
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
    clause: `${LEVELS_CLAUSE}; ${CHANGE_CLAUSE}`,
    lines: [askedLine(account), ...wayDown(account)],
    sum:
      account.missing.length === 0
        ? `требования выполнены: ${account.level}`
        : `не хватает: ${listTitles(account.missing)}; ${account.asked} → ${account.level}`,
  };
}

const explainMissing = (account: Account): Reason => ({
  rule: 'Требования запрошенного уровня, которых нет.',
  clause: LEVELS_CLAUSE,
  lines: [askedLine(account), ...requirementLines(account, account.asked)],
  sum: listTitles(account.missing) || 'хватает всего',
});

const explainService = (account: Account): Reason => ({
  rule: 'Service Reseller (Professional, Corporate) или Service Provider (Solution Provider), когда есть SWS, AWS и инженер.',
  clause: SERVICE_CLAUSE,
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
    clause: TERM_CLAUSE,
    lines: membershipLines(account),
    sum:
      column === 'validTo'
        ? `31 декабря ${yearOf(membership.to)}: ${until}`
        : `с ${ruDay(membership.from)} ${until}, сегодня ${ruDay(facts.today)}: ${account.participation}`,
  };
}

const explainBenefits = (account: Account): Reason => ({
  rule: 'Преимущества уровня; со статусом — и преимущества сервисного статуса.',
  clause: account.service === null ? LEVELS_CLAUSE : SERVICE_CLAUSE,
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
        grounds.ledger.redemptions,
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
    {
      text: `заявка от ${ruDay(row.date)} на уровень ${row.level}`,
      tab: tabs.applications.title,
      row: row.row,
    },
    ...requirementLines(account, row.level),
  ];
  if (column === 'missing')
    return {
      rule: 'Требования уровня из заявки, которых нет у компании.',
      clause: `${LEVELS_CLAUSE}; ${CHANGE_CLAUSE}`,
      lines,
      sum: listTitles(missing) || 'хватает всего',
    };
  return {
    rule: 'да — требования уровня выполнены и участие действует; пусто, когда заявка решена.',
    clause: `${CHANGE_CLAUSE}; ${LEVELS_CLAUSE}`,
    lines: [...lines, own(account, `участие: ${account.participation}`)],
    sum: approvable === null ? `решение: ${row.decision ?? ''}` : yes(approvable),
  };
}

function explainPurchase({ facts, ledger }: Grounds, index: number): Reason | null {
  const row = facts.rows.purchases[index];
  const account = row && ledger.find(row.company);
  if (!row || !account) return null;
  if (account === 'broken') return BROKEN;
  return {
    rule: 'Учитываются закупки по сегодняшний день, в срок участия, у уровней из настройки «Накопление для уровней».',
    clause: `${TERM_CLAUSE}; ${ACCRUAL_CLAUSE}`,
    lines: [
      { text: `${ruDay(row.date)}: ${formatMoney(row.sum)}`, tab: tabs.purchases.title, row: row.row },
      own(
        account,
        `участие с ${ruDay(account.membership.from)} по ${ruDay(account.membership.to)}; уровень ${account.level}`,
      ),
    ],
    sum: ledger.purchaseNotes[index] ?? 'учтена',
  };
}

function explainRedemption({ facts, ledger }: Grounds, index: number): Reason | null {
  const row = facts.rows.redemptions[index];
  const account = row && ledger.find(row.company);
  if (!row || !account) return null;
  if (account === 'broken') return BROKEN;
  return {
    rule: 'Списания принимаются по дате, затем по строке, пока хватает баллов, начисленных к этому дню.',
    clause: ACCRUAL_CLAUSE,
    lines: [
      {
        text: `${ruDay(row.date)}: списание ${formatMoney(row.points)}`,
        tab: tabs.redemptions.title,
        row: row.row,
      },
      own(
        account,
        `начислено к ${ruDay(row.date)}: ${formatMoney(creditedOn(account.lines, row.date, facts.today))}`,
      ),
    ],
    sum: ledger.redemptions.notes[index] ?? 'учтено',
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
      const account = grounds.ledger.accounts[index];
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
      return explainListed(grounds, grounds.listed[index], column, LEVELS_CLAUSE);
    case 'servicePartners': {
      const serving = grounds.listed.filter(({ service }) => service !== null);
      return explainListed(grounds, serving[index], column, SERVICE_CLAUSE);
    }
  }
}
