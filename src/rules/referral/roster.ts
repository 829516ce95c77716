// Who is who: partners with their clients and withdrawals, and whose the charges are. Names and promo codes
// are looked up once, here (rules 1, 5).
import { pushTo } from '../collections.js';
import { happened } from '../day.js';
import { rowError } from '../programme.js';
import { finder, keyOf } from '../text.js';
import { effectiveChanges, type Epoch, type TariffChange } from './tariffs.js';
import type { ClientRow, Facts, PartnerRow, Problem, WithdrawalRow } from './model.js';

export interface Partner {
  /** Position among the good rows of «Партнёры». */
  readonly index: number;
  readonly row: PartnerRow;
  readonly key: string;
  /** The partner's tariffs in order, starting with that of registration. */
  readonly epochs: readonly Epoch[];
  /** By name. */
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
  readonly problems: readonly Problem[];
}

interface Directory<T> {
  readonly find: (typed: string) => T | null;
  /** The row error for a name that was not found. */
  readonly fault: (typed: string) => { readonly what: string; readonly how: string };
}

interface Wording {
  readonly unknown: string;
  readonly how: string;
  readonly tab: string;
}

/** A look-up of names, compared like headers. */
function directory<T>(
  entries: readonly (readonly [name: string, entry: T])[],
  broken: readonly { readonly row: number; readonly name: string | null }[],
  wording: Wording,
): Directory<T> {
  const faulty = new Map(broken.map(({ row, name }) => [name === null ? null : keyOf(name), row]));
  return {
    find: finder(entries),
    fault: (typed) => {
      const row = faulty.get(keyOf(typed));
      if (row === undefined) return { what: wording.unknown, how: wording.how };
      return {
        what: `эта строка ссылается на строку ${row} вкладки «${wording.tab}», а в той ошибка`,
        how: `Исправьте строку ${row} вкладки «${wording.tab}».`,
      };
    },
  };
}

const UNKNOWN_PARTNER: Wording = {
  unknown: 'такого партнёра нет',
  how: 'Исправьте название или добавьте партнёра на вкладку «Партнёры».',
  tab: 'Партнёры',
};
const UNKNOWN_CODE: Wording = {
  unknown: 'партнёра с таким промокодом нет',
  how: 'Исправьте промокод или впишите его партнёру на вкладке «Партнёры».',
  tab: 'Партнёры',
};
const UNKNOWN_CLIENT: Wording = {
  unknown: 'такого клиента нет',
  how: 'Исправьте название или добавьте клиента на вкладку «Клиенты».',
  tab: 'Клиенты',
};

/** Rule 1: a client who is the partner, or who registered before the partner, earns nothing. */
function barOf(client: ClientRow, partner: PartnerRow): Bar | null {
  if (client.email !== null && client.email === partner.email) return 'самореферал';
  return client.registered < partner.registered ? 'зарегистрирован раньше партнёра' : null;
}

/** Compares by key, in the order of UTF-16 units. */
export const byKey = (a: { readonly key: string }, b: { readonly key: string }): number =>
  a.key < b.key ? -1 : 1;

const BEFORE_REGISTRATION = {
  what: 'смена тарифа раньше регистрации партнёра',
  how: 'Исправьте дату: она не раньше «Даты регистрации» на вкладке «Партнёры».',
};

/**
 * Resolves all references of the input tabs. Changes and signatures after `today` have not happened yet (spec 00,
 * «Values»).
 */
export function readRoster({ rows, broken, today }: Facts): Roster {
  const problems: Problem[] = [];
  const partnerRows = directory(
    rows.partners.map((row) => [row.name, row] as const),
    broken.partners,
    UNKNOWN_PARTNER,
  );
  const changes = new Map<PartnerRow, TariffChange[]>();
  for (const change of rows.changes) {
    const row = partnerRows.find(change.partner);
    if (!row) problems.push(rowError('changes', change.row, 'partner', partnerRows.fault(change.partner)));
    else if (change.date < row.registered)
      problems.push(rowError('changes', change.row, 'date', BEFORE_REGISTRATION));
    else if (change.date <= today) pushTo(changes, row, change);
  }
  const partners = rows.partners.map((row, index): Partner => ({
    index,
    row: { ...row, contract: happened(row.contract, today) },
    key: keyOf(row.name),
    epochs: effectiveChanges(row.registered, row.tariff, changes.get(row) ?? []),
    clients: [],
    withdrawals: [],
  }));

  const partnerCodes = directory(
    partners.map((partner) => [partner.row.code, partner] as const),
    broken.partners.map(({ row, code }) => ({ row, name: code })),
    UNKNOWN_CODE,
  );
  const clients = rows.clients.map((row, index): Client | null => {
    const partner = partnerCodes.find(row.code);
    if (!partner) {
      problems.push(rowError('clients', row.row, 'code', partnerCodes.fault(row.code)));
      return null;
    }
    const bar = barOf(row, partner.row);
    const client = { index, row, key: keyOf(row.name), partner, bar };
    partner.clients.push(client);
    return client;
  });
  for (const partner of partners) partner.clients.sort(byKey);

  const partnerNames = finder(partners.map((partner) => [partner.row.name, partner] as const));
  for (const row of rows.withdrawals) {
    const partner = partnerNames(row.partner);
    if (partner) partner.withdrawals.push(row);
    else problems.push(rowError('withdrawals', row.row, 'partner', partnerRows.fault(row.partner)));
  }
  // The sort is stable: rows of one day keep their order.
  for (const { withdrawals } of partners) withdrawals.sort((a, b) => a.date - b.date);

  const clientNames = directory(
    clients.filter((client) => client !== null).map((client) => [client.row.name, client] as const),
    [...broken.clients, ...rows.clients.filter((_, index) => !clients[index])],
    UNKNOWN_CLIENT,
  );
  const chargeClient = rows.charges.map((row): Client | null => {
    const client = clientNames.find(row.client);
    if (!client) problems.push(rowError('charges', row.row, 'client', clientNames.fault(row.client)));
    return client;
  });
  return { partners, clients, chargeClient, problems };
}
