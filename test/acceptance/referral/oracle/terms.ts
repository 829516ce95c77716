// Types of the oracle of «Рефералы»: parameters, tables as typed and as read, and its result.
// Days are serials; money is in whole kopecks, except in the parameters.
import type { RawCell, RawRow } from '../../cells.js';

export interface Tables {
  readonly partners: readonly RawRow[];
  readonly changes: readonly RawRow[];
  readonly clients: readonly RawRow[];
  readonly charges: readonly RawRow[];
  readonly withdrawals: readonly RawRow[];
}
export interface Settings {
  readonly rate: number;
  readonly term: number;
  readonly reward: number;
  readonly threshold: number;
  readonly minimum: number;
  readonly paying: number;
  readonly training: boolean;
  readonly payout: number;
  readonly warn: number;
}
export const SEED: Settings = {
  rate: 15,
  term: 24,
  reward: 3000,
  threshold: 5000,
  minimum: 2000,
  paying: 2,
  training: true,
  payout: 12,
  warn: 3,
};
export interface Line {
  readonly date: number;
  readonly month: string | null;
  readonly partner: string;
  readonly client: string | null;
  readonly tariff: string;
  readonly kind: string;
  readonly base: number | null;
  readonly sum: number;
}
export interface Balance {
  readonly partner: string;
  readonly tariff: string;
  readonly paying: number;
  readonly credited: number;
  readonly zeroed: number;
  readonly withdrawn: number;
  readonly balance: number;
  readonly available: number;
  readonly since: number | null;
}
export interface Deadline {
  readonly day: number;
  readonly state: string;
  readonly tab: string;
  readonly row: number;
}
export interface Mail {
  readonly code: string;
  readonly to: string;
  readonly day: number;
}
export interface Answer {
  readonly errors: readonly string[];
  /** By row, like the maps below. */
  readonly partnerCells: ReadonlyMap<number, { readonly status: RawCell; readonly blocked: boolean }>;
  readonly clientCells: ReadonlyMap<
    number,
    { readonly partner: string; readonly until: number; readonly charged: number }
  >;
  readonly chargeCells: ReadonlyMap<number, string | null>;
  readonly withdrawalCells: ReadonlyMap<number, string | null>;
  readonly ledger: readonly Line[];
  readonly balances: readonly Balance[];
  readonly deadlines: readonly Deadline[];
  readonly mails: readonly Mail[];
}

export interface Partner {
  readonly row: number;
  readonly name: string;
  readonly tariff: string;
  readonly registered: number;
  readonly code: string;
  readonly email: string;
  readonly contract: number | null;
  readonly legacy: boolean;
}
export interface Change {
  readonly date: number;
  readonly partner: Partner;
  readonly tariff: string;
}
export interface Client {
  readonly row: number;
  readonly name: string;
  readonly partner: Partner;
  readonly registered: number;
  readonly trained: boolean;
  readonly trainedFrom: number | null;
  readonly self: boolean;
}
export interface Charge {
  readonly row: number;
  readonly date: number;
  readonly client: Client;
  readonly kind: string;
  readonly sum: number;
  readonly confirmed: boolean;
}
export interface Withdrawal {
  readonly row: number;
  readonly date: number;
  readonly partner: Partner;
  readonly sum: number;
  readonly way: string | null;
  readonly paid: number | null;
}

/** The rows that could be read. */
export interface Register {
  readonly partners: readonly Partner[];
  readonly changes: readonly Change[];
  readonly clients: readonly Client[];
  readonly charges: readonly Charge[];
  readonly withdrawals: readonly Withdrawal[];
  /** `Вкладка/строка`. */
  readonly errors: readonly string[];
}
