// Declarations of tabs: one declaration per column, and the row types derived from it.
import type { Fault, Kind } from './kinds.js';

/**
 * Which personal data of the row's person a column holds; replaced when that person is erased. `mention`: a
 * text that may name anybody, and in which only the mention is replaced. `nickname`: a name by which only one
 * person goes; its mark is its own.
 */
export type Personal = 'email' | 'name' | 'nickname' | 'phone' | 'company' | 'position' | 'other' | 'mention';

export interface ColumnOptions<T> {
  /** Must be filled in every row. A required flag may be blank, which means «нет». */
  readonly required?: true;
  /** Written by the add-on, never by staff. */
  readonly computed?: true;
  /** No two rows may hold the same value (compared like headers); the first one counts. */
  readonly unique?: true;
  /** Written by the add-on, and the rules need what stood there: `row.was`; of «Сроки» by `facts.listed`. */
  readonly remembered?: true;
  /** What to enter and by which clause, for the note on the header. */
  readonly note?: string;
  /** In a log tab: staff may fill this column, by dropdown or checkbox. */
  readonly staff?: true;
  readonly personal?: Personal;
  /**
   * Key of a column and its word in a row whose person goes by the row's nickname; other rows may have the
   * same one in vain.
   */
  readonly heldWhen?: readonly [column: string, word: string];
  /** A flag with which staff ask for the row's person to be erased. */
  readonly erases?: true;
  /** Says why a row does not count; shows «ошибка: …» for a row in error. Always wide enough to read in the table. */
  readonly remark?: true;
  /** Of a remark: what the rules read back (`row.was`), and what therefore stays behind «ошибка: …»; global. */
  readonly keeps?: RegExp;
  /** Says what a row is about, where a dialog lists rows; if no column does, the first one is used. */
  readonly names?: true;
  readonly width?: number;
  /** A text that is there to be read whole: its row grows with it. */
  readonly wraps?: true;
  /** Its words are not statuses and get no colour. */
  readonly plain?: true;
  /** The word that marks a row as a sum of others. */
  readonly sums?: string;
  /** A number that makes no sense to sum: a rank, a share, a count of days. */
  readonly single?: true;
  /**
   * A constraint on the parsed value; declared as a method so that columns of different value types can share
   * a list.
   */
  check?(value: T): Fault | null;
}

export interface Column<T = unknown, O extends ColumnOptions<T> = ColumnOptions<T>> {
  readonly header: string;
  readonly kind: Kind<T>;
  readonly options: O;
}
export type Columns = Readonly<Record<string, Column>>;

/** Declares a column: its header as staff see it, its kind and its options. */
export function column<T>(header: string, kind: Kind<T>): Column<T>;
export function column<T, const O extends ColumnOptions<T>>(
  header: string,
  kind: Kind<T>,
  options: O,
): Column<T, O>;
export function column<T>(header: string, kind: Kind<T>, options: ColumnOptions<T> = {}): Column<T> {
  return { header, kind, options };
}

/**
 * `input`: staff's rows. `output`: written entirely by the add-on. `ledger`: an output tab whose rows of the
 * last run are read back. `log`: appended to by the add-on and read back.
 */
export type TabRole = 'input' | 'output' | 'ledger' | 'log';
/** Tabs whose rows the rules receive. */
export type ReadRole = 'input' | 'ledger' | 'log';
/** Tabs that the rules write entirely. */
export type WrittenRole = 'output' | 'ledger';

export interface Tab<C extends Columns = Columns, R extends TabRole = TabRole> {
  readonly title: string;
  readonly role: R;
  readonly columns: C;
  /** What the tab is for, in one sentence: the note on its first header. */
  readonly about: string;
}
export type Tabs = Readonly<Record<string, Tab>>;

/** Whether every run writes all rows of a tab anew. */
export const isWritten = ({ role }: Tab): boolean => role === 'output' || role === 'ledger';

const tabOf =
  <R extends TabRole>(role: R) =>
  <const C extends Columns>(title: string, about: string, columns: C): Tab<C, R> => ({
    title,
    role,
    columns,
    about,
  });
export const inputTab = tabOf('input');
export const outputTab = tabOf('output');
export const ledgerTab = tabOf('ledger');
export const logTab = tabOf('log');

type ValueOf<C> = C extends { readonly kind: { read(...args: never): infer V } } ? Exclude<V, Fault> : never;
type IsComputed<C> = C extends { readonly options: { readonly computed: true } } ? true : false;
type IsRequired<C> = C extends { readonly options: { readonly required: true } } ? true : false;
type IsRemembered<C> = C extends { readonly options: { readonly remembered: true } } ? true : false;

/** A flag is never null: blank means «нет». */
type Filled<C> = [ValueOf<C>] extends [boolean]
  ? boolean
  : IsRequired<C> extends true
    ? ValueOf<C>
    : ValueOf<C> | null;

/** One good row of a tab that the rules read. `row` is its number in the sheet (the header is 1). */
export type RowOf<T extends Tab> = { readonly row: number } & {
  readonly [K in keyof T['columns'] as IsComputed<T['columns'][K]> extends true ? never : K]: Filled<
    T['columns'][K]
  >;
} & (true extends { [K in keyof T['columns']]: IsRemembered<T['columns'][K]> }[keyof T['columns']]
    ? {
        /** Values of the remembered computed columns before this run; null when blank or unreadable. */
        readonly was: {
          readonly [
            K in keyof T['columns'] as IsRemembered<T['columns'][K]> extends true ? K : never
          ]: ValueOf<T['columns'][K]> | null;
        };
      }
    : unknown);

/** A row in error: the values that could be read, null for the rest. */
export type BrokenRowOf<T extends Tab> = { readonly row: number } & {
  readonly [K in keyof T['columns'] as IsComputed<T['columns'][K]> extends true ? never : K]: ValueOf<
    T['columns'][K]
  > | null;
};

/** The computed cells of one row of an input tab; null empties the cell. */
export type ComputedOf<T extends Tab> = {
  readonly [K in keyof T['columns'] as IsComputed<T['columns'][K]> extends true ? K : never]: ValueOf<
    T['columns'][K]
  > | null;
};

/** One row of a tab that the rules write or add to, as they return it; null leaves the cell empty. */
export type OutputRowOf<T extends Tab> = {
  readonly [K in keyof T['columns']]: ValueOf<T['columns'][K]> | null;
};

/** Keys of the tabs whose role is R; any key if the tabs are not known by name. */
export type TabsOf<T extends Tabs, R extends TabRole> = string extends keyof T
  ? string
  : { [K in keyof T]: T[K] extends { readonly role: R } ? K : never }[keyof T];

/** Keys of the input tabs that have computed columns; any key if the tabs are not known by name. */
export type ComputedTabs<T extends Tabs> = string extends keyof T
  ? string
  : {
      [K in keyof T]: T[K] extends Tab<infer C, 'input'>
        ? true extends { [X in keyof C]: IsComputed<C[X]> }[keyof C]
          ? K
          : never
        : never;
    }[keyof T];
