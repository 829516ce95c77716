// Messages between the workbench's server and its page, as JSON. Rows and columns are 0-based; areas end
// before `bottom` and `right`. Types only: server and browser share no other code.
import type { Button, ButtonSet, Dialog, MenuItem } from '../screen.js';

export type { Button, ButtonSet, Dialog, MenuItem } from '../screen.js';

export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The look of a cell; absent properties have their default. Colours are RRGGBB. */
export interface Look {
  readonly fill?: string | undefined;
  readonly color?: string | undefined;
  readonly bold?: true | undefined;
  readonly italic?: true | undefined;
  readonly underline?: true | undefined;
  readonly strike?: true | undefined;
  readonly align?: 'left' | 'center' | 'right' | undefined;
  /** Absent: at the bottom. It matters in rows of more than one line. */
  readonly vertical?: 'top' | 'center' | undefined;
  /** Whether a long text continues on the next line. */
  readonly wrap?: true | undefined;
}

export interface CellView {
  readonly text: string;
  /** Key in `RowsView.looks`. */
  readonly look: number;
  /** The initial text of an editor, if it is not the text shown. */
  readonly edit?: string | undefined;
  /** A number, which is aligned right unless the look says otherwise. */
  readonly number?: true | undefined;
  /** Value of a boolean: drawn as a checkbox if the column has checkboxes. */
  readonly ticked?: boolean | undefined;
  /** Index in `SheetView.tones`: the colour of a status word. */
  readonly tone?: number | undefined;
  readonly href?: string | undefined;
  /** A place in this workbook. */
  readonly jump?: Place | undefined;
}

export interface Place {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
}

/** null: an empty cell with the look of its column. */
export type RowView = readonly (CellView | null)[];

export interface RowsView {
  readonly version: number;
  readonly rows: readonly RowView[];
  readonly looks: Readonly<Record<number, Look>>;
}

export interface ColumnView {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly look: Look;
}

/** A row of another height than most. */
export interface TallRow {
  readonly row: number;
  /** Pixels: of a row with wrapped texts an estimate, until the page has drawn it. */
  readonly height: number;
  /** The height was set by hand, so it does not follow the texts. */
  readonly fixed?: true;
}

interface NoteView {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export interface SheetView {
  readonly version: number;
  readonly id: number;
  readonly title: string;
  /** Number of rows in use, including the header. */
  readonly used: number;
  /** Number of rows to show: those in use and some empty ones. */
  readonly shown: number;
  readonly frozen: number;
  readonly frozenColumns: number;
  readonly columns: readonly ColumnView[];
  readonly tall: readonly TallRow[];
  readonly notes: readonly NoteView[];
  readonly lists: readonly { readonly words: readonly string[]; readonly areas: readonly Area[] }[];
  readonly flags: readonly Area[];
  readonly tones: readonly Look[];
}

export interface TabView {
  readonly id: number;
  readonly title: string;
  /** RRGGBB; '' for staff's own tabs. */
  readonly color: string;
  /** null: of several programmes, or staff's own. */
  readonly role: 'input' | 'output' | null;
}

export interface BookView {
  readonly version: number;
  readonly file: string;
  readonly title: string;
  /** Titles of menus with their items. */
  readonly menus: readonly { readonly title: string; readonly items: readonly MenuItem[] }[];
  readonly tabs: readonly TabView[];
  readonly clock: ClockView;
  readonly letters: number;
  /** Whether one of its programmes has a public page. */
  readonly page: boolean;
  /** Whether there is an edit to undo, or one to redo. */
  readonly undo: boolean;
  readonly redo: boolean;
}

interface ClockView {
  /** `03.11.2023 10:00` in the workbook's time zone. */
  readonly text: string;
  /** Such as `Europe/Moscow`. */
  readonly zone: string;
  /** Whether it is the computer's own clock. */
  readonly real: boolean;
}

export interface Question {
  readonly kind: 'prompt' | 'alert';
  readonly title: string;
  readonly text: string;
  readonly buttons: ButtonSet;
}

/** An answer includes its question: if a repeated run asks something else, the user is asked again. */
export interface Answer {
  readonly question: Question;
  readonly press: Button;
  readonly text: string;
}

export interface CallRequest {
  readonly handler: string;
  readonly answers: readonly Answer[];
  /** The selected cell. */
  readonly selection: Place | null;
}

export type CallOutcome =
  | {
      readonly kind: 'question';
      readonly question: Question;
      /** Number of the given answers that still apply. */
      readonly answered: number;
    }
  | {
      readonly kind: 'done';
      readonly toasts: readonly string[];
      readonly dialogs: readonly Dialog[];
      /** What went wrong, in Russian; null if nothing did. */
      readonly problem: string | null;
    };

/** A cell as drawn by the page: the edit applies to it, whatever is shown by then. */
export interface Target extends Place {
  readonly version: number;
}

export interface EditRequest {
  readonly sheet: number;
  /** The version drawn when the edit was begun. */
  readonly version: number;
  readonly cells: readonly { readonly row: number; readonly column: number; readonly text: string }[];
  /** Whether staff have confirmed that they want to change what the add-on writes. */
  readonly sure: boolean;
}

export type EditOutcome =
  | { readonly kind: 'question'; readonly question: Question }
  /** Rows may have moved since they were drawn, so nothing was written. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'done'; readonly hint: string | null };

export interface RowsRequest {
  readonly sheet: number;
  readonly version: number;
  readonly action: 'insert' | 'delete';
  readonly row: number;
  readonly sure: boolean;
}

export interface ClockRequest {
  /** `03.11.2023 10:00`; null: the computer's own clock. */
  readonly text: string | null;
}

export interface FindRequest {
  readonly sheet: number;
  readonly text: string;
  /** The search starts after this cell and wraps around. */
  readonly row: number;
  readonly column: number;
}

export interface LetterView {
  readonly at: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly body: string;
}
