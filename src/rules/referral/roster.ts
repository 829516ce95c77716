// Who is who: names and promo codes are resolved to positions once, so that later passes work on integers
// only. Positions count the good rows; −1 stands for a row in error (rules 1, 5).
import { type Problem, rowError } from '../programme.js';
import { bySpelling, keyOf } from '../text.js';
import { effectiveChanges, type Epoch, type TariffChange } from './tariffs.js';
import type { ClientRow, Facts, PartnerRow } from './model.js';
import type { tabs } from './tabs.js';

export interface Partner {
  readonly row: PartnerRow;
  readonly key: string;
  /** The partner's tariffs in order, starting with that of registration. */
  readonly epochs: readonly Epoch[];
  /** Clients by name. */
  readonly clients: readonly number[];
  /** Withdrawals by date, then row (rule 6). */
  readonly withdrawals: readonly number[];
}

/** Why a client never earns anything (rule 1). */
type Bar = 'самореферал' | 'зарегистрирован раньше партнёра';

export interface Client {
  readonly row: ClientRow;
  readonly key: string;
  readonly partner: number;
  readonly bar: Bar | null;
}

export interface Roster {
  readonly partners: readonly Partner[];
  /** Positions of the partners by name. */
  readonly byName: readonly number[];
  /** Parallel to the good rows of «Клиенты»; null: the row is in error. */
  readonly clients: readonly (Client | null)[];
  /** Position of each charge's client. */
  readonly chargeClient: Int32Array;
  /** Position of each withdrawal's partner. */
  readonly withdrawalPartner: Int32Array;
  /** Charges of client c: `chargeOrder[chargeFrom[c]] … chargeOrder[chargeFrom[c + 1] − 1]`, in the order of the sheet. */
  readonly chargeFrom: Int32Array;
  readonly chargeOrder: Int32Array;
  readonly problems: readonly Problem<typeof tabs>[];
}

interface Directory {
  /** Position of a name, or −1. */
  readonly find: (typed: string) => number;
  /** The row error for a name that was not found. */
  readonly fault: (typed: string) => { readonly what: string; readonly how: string };
}

interface Wording {
  readonly unknown: string;
  readonly how: string;
  readonly tab: string;
}

/** A look-up of names, compared like headers. */
function directory(
  names: readonly string[],
  broken: readonly { readonly row: number; readonly name: string | null }[],
  wording: Wording,
): Directory {
  const byKey = new Map(names.map((name, index) => [keyOf(name), index]));
  const faulty = new Map<string, number>();
  for (const { row, name } of broken) if (name !== null) faulty.set(keyOf(name), row);
  return {
    find: bySpelling((key) => byKey.get(key) ?? -1),
    fault: (typed) => {
      const row = faulty.get(keyOf(typed));
      if (row === undefined) return { what: wording.unknown, how: wording.how };
      return {
        what: `строка ${row} вкладки «${wording.tab}», на которую она ссылается, с ошибкой`,
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

/** Positions sorted by key, without nulls. Keys are unique, so the order of the rows does not matter. */
export function orderByKey(keys: readonly (string | null)[]): readonly number[] {
  const at = new Map<string, number>();
  keys.forEach((key, index) => {
    if (key !== null) at.set(key, index);
  });
  return [...at.keys()].sort().map((key) => at.get(key) ?? 0);
}

/**
 * Resolves all references of the input tabs. Changes after `today` have not happened yet (spec 00, «Values»).
 */
export function readRoster({ rows, broken, today }: Facts): Roster {
  const problems: Problem<typeof tabs>[] = [];
  const partnerNames = directory(
    rows.partners.map((row) => row.name),
    broken.partners,
    UNKNOWN_PARTNER,
  );
  const partnerCodes = directory(
    rows.partners.map((row) => row.code),
    broken.partners.map(({ row, code }) => ({ row, name: code })),
    UNKNOWN_CODE,
  );

  const changes: TariffChange[][] = rows.partners.map(() => []);
  for (const change of rows.changes) {
    const partner = partnerNames.find(change.partner);
    const row = rows.partners[partner];
    if (!row) problems.push(rowError('changes', change.row, 'partner', partnerNames.fault(change.partner)));
    else if (change.date < row.registered)
      problems.push(rowError('changes', change.row, 'date', BEFORE_REGISTRATION));
    else if (change.date <= today) changes[partner]?.push(change);
  }

  const clients = rows.clients.map((row): Client | null => {
    const partner = partnerCodes.find(row.code);
    const owner = rows.partners[partner];
    if (!owner) {
      problems.push(rowError('clients', row.row, 'code', partnerCodes.fault(row.code)));
      return null;
    }
    return { row, key: keyOf(row.name), partner, bar: barOf(row, owner) };
  });
  const clientsOf: number[][] = rows.partners.map(() => []);
  for (const index of orderByKey(clients.map((client) => client?.key ?? null))) {
    const client = clients[index];
    if (client) clientsOf[client.partner]?.push(index);
  }

  const withdrawalsOf: number[][] = rows.partners.map(() => []);
  const withdrawalPartner = new Int32Array(rows.withdrawals.length);
  rows.withdrawals.forEach((row, index) => {
    const partner = partnerNames.find(row.partner);
    withdrawalPartner[index] = partner;
    if (partner < 0)
      problems.push(rowError('withdrawals', row.row, 'partner', partnerNames.fault(row.partner)));
    else withdrawalsOf[partner]?.push(index);
  });
  const dateOf = (index: number): number => rows.withdrawals[index]?.date ?? 0;
  for (const list of withdrawalsOf) list.sort((a, b) => dateOf(a) - dateOf(b) || a - b);

  const partners = rows.partners.map((row, index): Partner => ({
    row,
    key: keyOf(row.name),
    epochs: effectiveChanges(row.registered, row.tariff, changes[index] ?? []),
    clients: clientsOf[index] ?? [],
    withdrawals: withdrawalsOf[index] ?? [],
  }));
  return {
    partners,
    byName: orderByKey(partners.map(({ key }) => key)),
    clients,
    withdrawalPartner,
    ...readCharges({ rows, broken }, clients, problems),
    problems,
  };
}

const BEFORE_REGISTRATION = {
  what: 'смена тарифа раньше регистрации партнёра',
  how: 'Исправьте дату: она не раньше «Даты регистрации» на вкладке «Партнёры».',
};

/** Groups the charges by client in one counting pass; charges of unknown clients are row errors. */
function readCharges(
  { rows, broken }: Pick<Facts, 'rows' | 'broken'>,
  clients: readonly (Client | null)[],
  problems: Problem<typeof tabs>[],
): Pick<Roster, 'chargeClient' | 'chargeFrom' | 'chargeOrder'> {
  const { charges } = rows;
  const byName = directory(
    rows.clients.map((row) => row.name),
    [...broken.clients, ...rows.clients.filter((_, index) => !clients[index])],
    UNKNOWN_CLIENT,
  );
  const chargeClient = new Int32Array(charges.length);
  const chargeFrom = new Int32Array(clients.length + 1);
  charges.forEach((row, index) => {
    const found = byName.find(row.client);
    const client = clients[found] ? found : -1;
    chargeClient[index] = client;
    if (client < 0) problems.push(rowError('charges', row.row, 'client', byName.fault(row.client)));
    else chargeFrom[client + 1] = (chargeFrom[client + 1] ?? 0) + 1;
  });
  for (let c = 0; c < clients.length; c += 1)
    chargeFrom[c + 1] = (chargeFrom[c + 1] ?? 0) + (chargeFrom[c] ?? 0);
  const next = chargeFrom.slice();
  const chargeOrder = new Int32Array(chargeFrom[clients.length] ?? 0);
  for (let index = 0; index < charges.length; index += 1) {
    const client = chargeClient[index] ?? -1;
    if (client < 0) continue;
    const at = next[client] ?? 0;
    chargeOrder[at] = index;
    next[client] = at + 1;
  }
  return { chargeClient, chargeFrom, chargeOrder };
}
