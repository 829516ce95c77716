// What a programme is, and what it decides. Rules are functions from rows, settings, calendar and now to a Decision.
import type { Calendar } from './calendar.js';
import type { Day } from './day.js';
import type { Cell, Fault, Moment } from './kinds.js';
import type { Letter, LetterKinds, LetterWindow, PastLetters } from './letters.js';
import type { CommonSettings, Settings, SettingsOf } from './settings.js';
import type {
  BrokenRowOf,
  ComputedOf,
  ComputedTabs,
  OutputRowOf,
  ReadRole,
  RowOf,
  Tab,
  Tabs,
  TabsOf,
  WrittenRole,
} from './tabs.js';
import { count, shortened } from './text.js';
import type { Instant, Zone } from './zone.js';

/** Everything a decision is made from. Nothing else is looked at: no clock, no host, no chance. */
export interface Facts<T extends Tabs = Tabs, S extends Settings = Settings> extends LetterWindow {
  /** Good rows, in the order of the sheet. */
  readonly rows: { readonly [K in TabsOf<T, ReadRole>]: readonly RowOf<T[K]>[] };
  /** Rows in error, with what could be read of them. */
  readonly broken: { readonly [K in TabsOf<T, ReadRole>]: readonly BrokenRowOf<T[K]>[] };
  readonly settings: SettingsOf<S>;
  /** Rows of «Настройки» whose value could not be read: the default is in force. */
  readonly badSettings: readonly number[];
  readonly calendar: Calendar;
  readonly zone: Zone;
  readonly now: Instant;
  /** The civil day of `now` in the programme's zone. */
  readonly today: Day;
  readonly past: PastLetters;
  /** Address of the public page, '' when there is none. */
  readonly pageUrl: string;
}

/** A row that cannot count, or (as a warning) something staff should look at although the row counts. */
export interface Problem<T extends Tabs = Tabs> {
  /** Null: about the programme as a whole. */
  readonly tab: (TabsOf<T, ReadRole> & string) | null;
  /** Null: about the tab as a whole. */
  readonly row: number | null;
  /** Key of the column, null when no single one. */
  readonly column: string | null;
  /** Key of the parameter in «Настройки» that is at fault, where it is one. */
  readonly setting?: string;
  readonly what: string;
  readonly how: string;
  /** `error` empties the row's computed cells and marks it; `warning` only lists it. */
  readonly severity: 'error' | 'warning';
}

/** A row error from a rule. */
export const rowError = <T extends Tabs>(
  tab: Problem<T>['tab'] & string,
  row: number,
  column: string | null,
  fault: Pick<Fault, 'what' | 'how'>,
): Problem<T> => ({ tab, row, column, what: fault.what, how: fault.how, severity: 'error' });

export interface Deadline<T extends Tabs = Tabs> {
  /** Whom or what it concerns. */
  readonly object: string;
  readonly what: string;
  /** A day passes with its end, an instant with itself. */
  readonly due: Moment;
  /** `done` = выполнено, `lifted` = снят; `open` takes its state from the date. */
  readonly state: 'open' | 'done' | 'lifted';
  readonly responsible: string;
  readonly note?: string;
  /** The source: a tab's key and row; null for «Настройки». */
  readonly source: { readonly tab: TabsOf<T, ReadRole> & string; readonly row: number } | null;
}

/** One step of an explanation: what was counted, where it stands, what it gave. */
export interface ReasonLine {
  readonly text: string;
  readonly tab?: string;
  readonly row?: number;
}
/** At most so many steps of an explanation, and how many more there are: a dialog is read by a person. */
export const shortLines = (lines: readonly ReasonLine[], most: number): readonly ReasonLine[] =>
  shortened(lines, most, (left) => ({ text: `… и ещё ${count(left, 'строка', 'строки', 'строк')}` }));

/** So many addends of a sum are written out. */
const WRITTEN = 20;
/** «1 000 + 500 − 200 = 1 300»; a long sum tells how many rows it is of, one of a single row needs no arithmetic. */
export function writtenSum<N extends number>(
  addends: readonly N[],
  total: N,
  write: (amount: N) => string,
): string {
  if (addends.length < 2) return write(total);
  if (addends.length > WRITTEN)
    return `${count(addends.length, 'строка', 'строки', 'строк')}, всего ${write(total)}`;
  const [first = '', ...rest] = addends.map(write);
  const signed = rest.map((text) => (/^[-−]/.test(text) ? ` − ${text.slice(1)}` : ` + ${text}`));
  return `${first}${signed.join('')} = ${write(total)}`;
}

/** «Почему такая цифра?»: the rows, the arithmetic and the clause. */
export interface Reason {
  /** The rule in a sentence. */
  readonly rule: string;
  /** The clause of the regulation, as staff would look it up. */
  readonly clause: string;
  readonly lines: readonly ReasonLine[];
  /** The arithmetic: «2 + 14 + 3 = 19». */
  readonly sum?: string;
}

/** Which figure is asked about: `index` counts the good rows of an input tab, or the rows of an output tab, from 0. */
export interface Figure<T extends Tabs = Tabs> {
  readonly tab: keyof T & string;
  readonly index: number;
  readonly column: string;
}

export interface Decision<T extends Tabs = Tabs> {
  /** Computed cells, one entry for each good row, in the same order. */
  readonly computed: { readonly [K in ComputedTabs<T>]: readonly ComputedOf<T[K]>[] };
  readonly outputs: { readonly [K in TabsOf<T, WrittenRole>]: readonly OutputRowOf<T[K]>[] };
  readonly problems: readonly Problem<T>[];
  readonly deadlines: readonly Deadline<T>[];
  readonly letters: readonly Letter[];
  /** Explains one figure of this decision, or null when there is nothing to say. */
  explain(figure: Figure<T>): Reason | null;
}

/** What a menu action of a programme wants written; the recompute that follows does the rest. */
export interface ActionPlan<T extends Tabs = Tabs> {
  /** What happened, for staff: the text of the toast. */
  readonly message: string;
  /** Rows to add to log tabs. */
  readonly append?: { readonly [K in TabsOf<T, 'log'>]?: readonly OutputRowOf<T[K]>[] };
  /** Input cells that staff asked the action to fill. */
  readonly fill?: readonly {
    readonly tab: TabsOf<T, 'input'> & string;
    readonly row: number;
    readonly column: string;
    readonly value: Cell;
  }[];
  /** A new tab of its own; the action fails when the title is taken. */
  readonly newTab?: {
    readonly tab: Tab;
    readonly rows: readonly (readonly Cell[])[];
  };
  /** What the action tells: shown in a dialog, returned by `call`. A table is a list of flat objects. */
  readonly result?: unknown;
}

/** A menu action. `parameters` are asked in prompts, or given by `call NAME`. */
export interface Action<T extends Tabs = Tabs, S extends Settings = Settings> {
  /** The global function's name. */
  readonly name: string;
  /** The menu item. */
  readonly title: string;
  /** An optional one that is not given is ''. */
  readonly parameters: readonly {
    readonly name: string;
    readonly prompt: string;
    readonly optional?: true;
  }[];
  /**
   * The question that is asked before anything is written; null when the action is harmless. Throws `Refusal` for arguments that no
   * workbook could take.
   */
  readonly confirm: ((args: readonly string[]) => string) | null;
  /** It only looks: nothing is recomputed or written. */
  readonly looks?: true;
  /** Throws `Refusal` when it cannot be done. */
  run(facts: Facts<T, S>, decision: Decision<T>, args: readonly string[]): ActionPlan<T>;
}

/** An expected failure, told to staff as it stands. */
export class Refusal extends Error {
  readonly expected = true;
}

/** A worked example of the seed, replayed by «Самопроверка» through the real rules. */
export interface WorkedExample {
  readonly title: string;
  readonly clause: string;
  /** Returns what the rules say and what the regulation says, as texts. */
  run(): { readonly expected: string; readonly actual: string };
}

/** The programme's public page. Texts are escaped by the page; a link must be http(s). */
export interface PageModel {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly {
    readonly title: string;
    readonly headers: readonly string[];
    readonly rows: readonly (readonly (string | { readonly text: string; readonly href: string })[])[];
    /** Columns (from 0) that hold numbers. */
    readonly numeric?: readonly number[];
    /** Columns (from 0) of listed words: a status stands there in its colour. */
    readonly statuses?: readonly number[];
    readonly empty: string;
  }[];
}

/** Sample rows for the newcomer: cells by column key, as staff would type them. */
export interface Demo<T extends Tabs = Tabs> {
  /** The moment at which the sample is interesting, ISO with offset. */
  readonly now: string;
  readonly rows: {
    readonly [K in TabsOf<T, 'input'>]?: readonly { readonly [C in keyof T[K]['columns']]?: Cell }[];
  };
  readonly settings?: Readonly<Record<string, Cell>>;
}

/** What may be known of a programme without running its code: all that opening a sheet needs. */
export interface ProgrammeCard {
  readonly id: string;
  /** «Марафон»: the word in «Программа» columns. */
  readonly title: string;
  /** One sentence for «Справка». */
  readonly about: string;
  /** Its items of the menu: the global function's name and what staff read. */
  readonly menu: Readonly<Record<string, Pick<Action, 'name' | 'title'>>>;
  /** Key of the parameter with the address that answers to its letters go to; null: to the account that sends them. */
  readonly answersTo: string | null;
}

export interface Programme<T extends Tabs = Tabs, S extends Settings = Settings> extends ProgrammeCard {
  readonly tabs: T;
  readonly settings: S;
  readonly letters: LetterKinds;
  readonly actions: readonly Action<T, S>[];
  readonly examples: readonly WorkedExample[];
  decide(facts: Facts<T, S>): Decision<T>;
  /** What everybody may see; null when the programme shows nothing. */
  page(facts: Facts<T, S>, decision: Decision<T>): PageModel | null;
}

/** The public page of a programme that has none. */
export const noPage = (): null => null;

/** Checks a programme's declarations against each other and hands it on. Wiring files call it once. */
export function defineProgramme<const T extends Tabs, const S extends Settings & CommonSettings>(
  programme: Programme<T, S>,
): Programme {
  for (const kind of Object.values(programme.letters))
    if (!kind.code.startsWith(`${programme.id}.`))
      throw new Error(`letter ${kind.code} does not begin with ${programme.id}`);
  const { answersTo } = programme;
  if (answersTo !== null && programme.settings[answersTo]?.kind.type !== 'email')
    throw new Error(`answers to ${programme.id} go to ${answersTo}, which is no address`);
  const named = programme.actions.map(({ name }) => name).join();
  const listed = Object.values(programme.menu)
    .map(({ name }) => name)
    .join();
  if (named !== listed)
    throw new Error(`the menu of ${programme.id} has ${listed}, its actions are ${named}`);
  // The house hands each programme facts of its own tabs alone, made from these very declarations (sheets/evaluate.ts);
  // from here on nobody needs to know which tabs they are.
  return programme as unknown as Programme;
}

/** A programme whose code first runs when something beyond its card is asked for. */
export const deferred = (card: ProgrammeCard, load: () => Programme): Programme => ({
  ...card,
  get tabs() {
    return load().tabs;
  },
  get settings() {
    return load().settings;
  },
  get letters() {
    return load().letters;
  },
  get actions() {
    return load().actions;
  },
  get examples() {
    return load().examples;
  },
  decide: (facts) => load().decide(facts),
  page: (facts, decision) => load().page(facts, decision),
});
