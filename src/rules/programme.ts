// What a programme declares and what it decides. Rules are functions from rows, settings, calendar and now to
// a Decision.
import type { Calendar } from './calendar.js';
import type { Day } from './day.js';
import type { Cell, Fault } from './kinds.js';
import type { Moment } from './kinds-time.js';
import type { Letter, LetterKinds, LetterWindow, PastLetters } from './letters.js';
import type { Figure, Reason } from './reasons.js';
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
import type { Instant, Zone } from './zone.js';

/** Everything that a decision depends on. Rules use no clock, no host and no randomness. */
export interface Facts<T extends Tabs = Tabs, S extends Settings = Settings> extends LetterWindow {
  /** Good rows, in the order of the sheet. */
  readonly rows: { readonly [K in TabsOf<T, ReadRole>]: readonly RowOf<T[K]>[] };
  /** Rows in error, with those values that could be read. */
  readonly broken: { readonly [K in TabsOf<T, ReadRole>]: readonly BrokenRowOf<T[K]>[] };
  readonly settings: SettingsOf<S>;
  /** The parameters whose value in «Настройки» could not be read, so that the default applies: row and key. */
  readonly badSettings: readonly { readonly row: number; readonly key: string }[];
  readonly calendar: Calendar;
  readonly zone: Zone;
  readonly now: Instant;
  /** The civil day of `now` in the programme's zone. */
  readonly today: Day;
  readonly past: PastLetters;
  /** The deadlines of one kind («Что») that the last run listed in «Сроки»: its memory by name, not by row. */
  readonly listed: (what: string) => readonly Pick<Required<Deadline>, 'object' | 'note' | 'responsible'>[];
  /** Address of the public page; '' when there is none. */
  readonly pageUrl: string;
}

/** A row that does not count, or (as a warning) a row that counts but that staff should check. */
export interface RowProblem<T extends Tabs = Tabs> {
  readonly tab: TabsOf<T, ReadRole> & string;
  /** Null: the tab as a whole. */
  readonly row: number | null;
  /** Key of the column; null when no single one is meant. */
  readonly column: string | null;
  readonly what: string;
  readonly how: string;
  /** `error` empties the row's computed cells and marks the row; `warning` is only listed. */
  readonly severity: 'error' | 'warning';
  /** This run puts it right, so the next one finds nothing: «Журнал» keeps a note of it. */
  readonly mended?: true;
}

/** A parameter in «Настройки» that is not used as typed, or (as a warning) that staff should check. */
export interface SettingProblem extends Omit<RowProblem, 'tab' | 'row' | 'column'> {
  /** Its key. */
  readonly setting: string;
}

export type Problem<T extends Tabs = Tabs> = RowProblem<T> | SettingProblem;

type OfRow = <T extends Tabs>(
  tab: RowProblem<T>['tab'],
  row: number,
  column: string | null,
  fault: Pick<Fault, 'what' | 'how'>,
) => RowProblem<T>;
/** A row error from a rule. */
export const rowError: OfRow = (tab, row, column, { what, how }) => ({
  tab,
  row,
  column,
  what,
  how,
  severity: 'error',
});
/** A problem of a row that counts but that staff should check. */
export const rowWarning: OfRow = (...place) => ({ ...rowError(...place), severity: 'warning' });

/** A problem of a parameter, by its key. */
export const settingProblem = (
  setting: string,
  { what, how }: Pick<Fault, 'what' | 'how'>,
  severity: SettingProblem['severity'] = 'error',
): SettingProblem => ({ setting, what, how, severity });

/** Why a deadline is when it is: the rule and its clause; or the computed column of its source row that says so. */
export type Basis = Pick<Reason, 'rule' | 'clause'> | { readonly column: string };

export interface Deadline<T extends Tabs = Tabs> {
  /** The person or thing concerned. */
  readonly object: string;
  readonly what: string;
  /** A due day passes when it ends, an instant when it arrives. */
  readonly due: Moment;
  readonly basis: Basis;
  /** `done` = выполнено, `lifted` = снят; the state of `open` follows from the date. */
  readonly state: 'open' | 'done' | 'lifted';
  readonly responsible: string;
  readonly note?: string;
  /** The source row, by tab key and row number; null for «Настройки». */
  readonly source: { readonly tab: TabsOf<T, ReadRole> & string; readonly row: number } | null;
}

export interface Decision<T extends Tabs = Tabs> {
  /** Computed cells: one entry per good row, in the same order. */
  readonly computed: { readonly [K in ComputedTabs<T>]: readonly ComputedOf<T[K]>[] };
  readonly outputs: { readonly [K in TabsOf<T, WrittenRole>]: readonly OutputRowOf<T[K]>[] };
  readonly problems: readonly Problem<T>[];
  readonly deadlines: readonly Deadline<T>[];
  readonly letters: readonly Letter[];
  /**
   * Explains one figure of this decision; null when there is nothing to explain. Not asked about a row that has
   * an error, be it the parser's or one of `problems`: the error is the explanation.
   */
  explain(figure: Figure<T>): Reason | null;
}

/** What a programme's menu action tells staff. */
export interface ActionOutcome {
  /** What happened: the text of the toast. */
  readonly message: string;
  /** The action's result: shown in a dialog and returned by `call`. A list of flat objects is shown as a table. */
  readonly result?: unknown;
}

/** The outcome, and the writes that the action asks for; a recompute follows. */
export interface ActionPlan<T extends Tabs = Tabs> extends ActionOutcome {
  /** Rows to add to log tabs. */
  readonly append?: { readonly [K in TabsOf<T, 'log'>]?: readonly OutputRowOf<T[K]>[] };
  /** Input cells that staff asked the action to fill. */
  readonly fill?: readonly {
    readonly tab: TabsOf<T, 'input'> & string;
    readonly row: number;
    readonly column: string;
    readonly value: Cell;
  }[];
  /** A new tab; the action fails if the title is in use. */
  readonly newTab?: {
    readonly tab: Tab;
    readonly rows: readonly (readonly Cell[])[];
  };
}

/** A menu item. Its `parameters` are asked for in prompts, or passed to `call NAME`. */
interface MenuItem {
  /** Name of the global function. */
  readonly name: string;
  /** Title of the menu item. */
  readonly title: string;
  /** An optional parameter that is not given is ''. */
  readonly parameters: readonly {
    readonly name: string;
    readonly prompt: string;
    readonly optional?: true;
    /** Throws `Refusal` for an answer that is invalid in any workbook: nothing more is asked then. */
    readonly check?: (typed: string) => void;
  }[];
}

/** A read-only action: nothing is recomputed or written. */
export interface LookingAction<T extends Tabs = Tabs, S extends Settings = Settings> extends MenuItem {
  readonly looks: true;
  /** Throws `Refusal` when the action is impossible. */
  run(facts: Facts<T, S>, args: readonly string[]): ActionOutcome;
}

export interface WritingAction<T extends Tabs = Tabs, S extends Settings = Settings> extends MenuItem {
  readonly looks?: never;
  /** What to ask before writing; null for a harmless action. */
  readonly confirm: {
    /** Throws `Refusal` for arguments that are invalid in any workbook. */
    question(args: readonly string[]): string;
    /** What speaks against the action in the workbook as it is, said with the question; '' for nothing. */
    caution?(facts: Facts<T, S>, args: readonly string[]): string;
  } | null;
  /** Throws `Refusal` when the action is impossible. */
  run(facts: Facts<T, S>, args: readonly string[]): ActionPlan<T>;
}

export type Action<T extends Tabs = Tabs, S extends Settings = Settings> =
  LookingAction<T, S> | WritingAction<T, S>;

/** An expected failure; its message is shown to staff unchanged. */
export class Refusal extends Error {
  /** Tells it from a crash where the class is not at hand: the bundle's is unknown outside it. */
  readonly expected = true;
}

/** A worked example of the regulation, replayed by «Самопроверка» through the real rules. */
export interface WorkedExample {
  readonly title: string;
  readonly clause: string;
  /** Returns as texts what the regulation says and what the rules return. */
  run(): { readonly expected: string; readonly actual: string };
}

/** `actual` is what the rules return for the example, as a text. */
export const example = (
  title: string,
  clause: string,
  expected: string,
  actual: () => string,
): WorkedExample => ({ title, clause, run: () => ({ expected, actual: actual() }) });

/** The content of the programme's public page. The page escapes all texts; links must be http(s). */
export interface PageModel {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly {
    readonly title: string;
    readonly headers: readonly string[];
    readonly rows: readonly (readonly (string | { readonly text: string; readonly href: string })[])[];
    /** 0-based columns that contain numbers. */
    readonly numeric?: readonly number[];
    /** 0-based columns with listed words, in which a status is coloured. */
    readonly statuses?: readonly number[];
    readonly empty: string;
  }[];
}

/** Sample rows for new users: cells by column key, as staff would type them. */
export interface Demo<T extends Tabs = Tabs> {
  /** The moment at which the sample is instructive, ISO with offset. */
  readonly now: string;
  readonly rows: {
    readonly [K in TabsOf<T, 'input'>]?: readonly { readonly [C in keyof T[K]['columns']]?: Cell }[];
  };
  readonly settings?: Readonly<Record<string, Cell>>;
  /** For each menu action, by the name of its function: arguments with which it has something to do here. */
  readonly actions?: Readonly<Record<string, readonly string[]>>;
}

/** The part of a programme that is known without running its code: all that opening a sheet needs. */
export interface ProgrammeCard {
  readonly id: string;
  /** «Марафон»: the word used in «Программа» columns. */
  readonly title: string;
  /** One sentence for «Справка». */
  readonly about: string;
  /** Its menu items: name of the global function and title. */
  readonly menu: Readonly<Record<string, Pick<Action, 'name' | 'title'>>>;
  /** Key of the parameter with the address for replies to its letters; null: replies go to the sending account. */
  readonly answersTo: string | null;
  /** Key of the parameter with the address that is told of erased personal data; null: nobody is told. */
  readonly erasureContact: string | null;
}

export interface Programme<T extends Tabs = Tabs, S extends Settings = Settings> extends ProgrammeCard {
  readonly tabs: T;
  readonly settings: S;
  readonly letters: LetterKinds;
  readonly actions: readonly Action<T, S>[];
  readonly examples: readonly WorkedExample[];
  decide(facts: Facts<T, S>): Decision<T>;
  /** The content of the public page; null when the programme has none. */
  page(facts: Facts<T, S>, decision: Decision<T>): PageModel | null;
}

/** For programmes without a public page. */
export const noPage = (): null => null;

/** Checks a programme's declarations for consistency and returns the programme. Called once, in the wiring file. */
export function defineProgramme<const T extends Tabs, const S extends Settings & CommonSettings>(
  programme: Programme<T, S>,
): Programme {
  for (const kind of Object.values(programme.letters))
    if (!kind.code.startsWith(`${programme.id}.`))
      throw new Error(`letter ${kind.code} does not begin with ${programme.id}`);
  for (const key of [programme.answersTo, programme.erasureContact])
    if (key !== null && programme.settings[key]?.kind.type !== 'email')
      throw new Error(`parameter ${key} of ${programme.id} is no address`);
  const named = programme.actions.map(({ name }) => name).join();
  const listed = Object.values(programme.menu)
    .map(({ name }) => name)
    .join();
  if (named !== listed)
    throw new Error(`the menu of ${programme.id} has ${listed}, its actions are ${named}`);
  // sheets/evaluate.ts gives each programme facts of its own tabs only, built from these declarations; the
  // rest of the code does not need their types.
  return programme as unknown as Programme;
}

/** A programme whose code is loaded when something beyond its card is first used. */
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
