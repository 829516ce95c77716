// Who is who: partners with their clients and withdrawals, and whose the charges are. Names and promo codes
// are looked up once, here (rules 1, 5).
import { pushTo } from '../collections.js';
import { happened } from '../day.js';
import type { Fault } from '../kinds.js';
import { rowError } from '../programme.js';
import { finder, keyOf } from '../text.js';
import { effectiveChanges, type Epoch, type TariffChange } from './tariffs.js';
import type { ClientRow, PartnerRow, ReferralFacts, ReferralProblem, WithdrawalRow } from './model.js';
import { tabs } from './tabs.js';

export interface Partner {
  /** Position among the good rows of «Партнёры». */
  readonly index: number;
  readonly row: PartnerRow;
  readonly key: string;
  /** The partner's tariffs in order, starting with that of registration. */
  readonly epochs: Epoch[];
  readonly clients: Client[];
  /** By date, then row (rule 6). */
  readonly withdrawals: WithdrawalRow[];
}

/** Why a client never earns anything (rule 1). */
type Bar = 'самореферал' | 'зарегистрирован раньше партнёра';

export interface Client {
  /** Position among the good rows of «Клиенты». */
  readonly index: number;
  readonly row: ClientRow;
  readonly key: string;
  readonly partner: Partner;
  readonly bar: Bar | null;
}

export interface Roster {
  readonly partners: readonly Partner[];
  /** Parallel to the good rows of «Клиенты»; null: the row is in error. */
  readonly clients: readonly (Client | null)[];
  /** The client of each charge; null: the row is in error. */
  readonly chargeClient: readonly (Client | null)[];
  readonly problems: readonly ReferralProblem[];
}

/** Rule 1: a client who is the partner, or who registered before the partner, earns nothing. */
function barOf(client: ClientRow, partner: PartnerRow): Bar | null {
  if (client.email !== null && client.email === partner.email) return 'самореферал';
  return client.registered < partner.registered ? 'зарегистрирован раньше партнёра' : null;
}

/** Compares by key, in the order of UTF-16 units. */
export const byKey = (a: { readonly key: string }, b: { readonly key: string }): number =>
  a.key < b.key ? -1 : 1;

/** What is wrong with a name that no good row of a tab has. */
interface Unknown extends Pick<Fault, 'what' | 'how'> {
  readonly tab: string;
}
const PARTNERS = tabs.partners.title;
const UNKNOWN_PARTNER: Unknown = {
  what: 'такого партнёра нет',
  how: `Исправьте название или добавьте партнёра на вкладку «${PARTNERS}».`,
  tab: PARTNERS,
};
const UNKNOWN_CODE: Unknown = {
  what: 'партнёра с таким промокодом нет',
  how: `Исправьте промокод или впишите его партнёру на вкладке «${PARTNERS}».`,
  tab: PARTNERS,
};
const UNKNOWN_CLIENT: Unknown = {
  what: 'такого клиента нет',
  how: 'Исправьте название или добавьте клиента на вкладку «Клиенты».',
  tab: tabs.clients.title,
};
const BEFORE_REGISTRATION = {
  what: 'смена тарифа раньше регистрации партнёра',
  how: `Исправьте дату: она не раньше «Даты регистрации» на вкладке «${PARTNERS}».`,
};

type Faulty = readonly [name: string | null, row: number];
type Find<T> = (tab: ReferralProblem['tab'], row: number, column: string, typed: string) => T | null;

/** A look-up of names, compared like headers. A reference to none of them, or to a row in error, is a row error. */
function directory<T>(
  entries: readonly (readonly [name: string, entry: T])[],
  faulty: readonly Faulty[],
  unknown: Unknown,
  problems: ReferralProblem[],
): Find<T> {
  const find = finder(entries);
  const faultyRow = finder(faulty.map(([name, row]) => [name ?? '', row] as const));
  return (tab, row, column, typed) => {
    const found = find(typed);
    if (found !== null) return found;
    const other = faultyRow(typed);
    const fault =
      other === null
        ? unknown
        : {
            what: `эта строка ссылается на строку ${other} вкладки «${unknown.tab}», а в той ошибка`,
            how: `Исправьте строку ${other} вкладки «${unknown.tab}».`,
          };
    problems.push(rowError(tab, row, column, fault));
    return null;
  };
}

/**
 * Resolves all references of the input tabs. Changes and signatures after `today` have not happened yet (spec 00,
 * «Values»).
 */
export function readRoster({ rows, broken, today }: ReferralFacts): Roster {
  const problems: ReferralProblem[] = [];
  const partners = rows.partners.map((row, index): Partner => ({
    index,
    row: { ...row, contract: happened(row.contract, today) },
    key: keyOf(row.name),
    epochs: [],
    clients: [],
    withdrawals: [],
  }));
  const byName = directory(
    partners.map((partner) => [partner.row.name, partner]),
    broken.partners.map(({ name, row }) => [name, row]),
    UNKNOWN_PARTNER,
    problems,
  );
  const byCode = directory(
    partners.map((partner) => [partner.row.code, partner]),
    broken.partners.map(({ code, row }) => [code, row]),
    UNKNOWN_CODE,
    problems,
  );

  const changes = new Map<Partner, TariffChange[]>();
  for (const change of rows.changes) {
    const partner = byName('changes', change.row, 'partner', change.partner);
    if (!partner) continue;
    if (change.date < partner.row.registered)
      problems.push(rowError('changes', change.row, 'date', BEFORE_REGISTRATION));
    else if (change.date <= today) pushTo(changes, partner, change);
  }
  for (const partner of partners) {
    const { registered, tariff } = partner.row;
    partner.epochs.push(...effectiveChanges(registered, tariff, changes.get(partner) ?? []));
  }
  const clients = rows.clients.map((row, index): Client | null => {
    const partner = byCode('clients', row.row, 'code', row.code);
    if (!partner) return null;
    const client = { index, row, key: keyOf(row.name), partner, bar: barOf(row, partner.row) };
    partner.clients.push(client);
    return client;
  });
  for (const row of rows.withdrawals)
    byName('withdrawals', row.row, 'partner', row.partner)?.withdrawals.push(row);
  // The sort is stable: rows of one day keep their order.
  for (const { withdrawals } of partners) withdrawals.sort((a, b) => a.date - b.date);

  const known = clients.filter((client) => client !== null);
  const clientByName = directory(
    known.map((client) => [client.row.name, client]),
    [...broken.clients, ...rows.clients.filter((_, index) => !clients[index])].map(({ name, row }) => [
      name,
      row,
    ]),
    UNKNOWN_CLIENT,
    problems,
  );
  const chargeClient = rows.charges.map((row) => clientByName('charges', row.row, 'client', row.client));
  return { partners, clients, chargeClient, problems };
}
