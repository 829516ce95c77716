// The host behind narrow ports. `google.ts` implements them with Apps Script's services; rules, runs and letters name none.
import type { Instant } from '../rules/zone.js';
import type { SheetInfo } from './bind.js';
import type { Grid } from './grid.js';

/** A change request of the Sheets API v4. */
export type Request = GoogleAppsScript.Sheets.Schema.Request;

/** The workbook is no longer what the run has seen: a tab is gone or renamed. The run starts over. */
export class StaleWorkbook extends Error {}

/** A passing fault met a write, and the workbook tells that it did not take effect. The host has waited; the run starts over. */
export class NotWritten extends Error {}

/** The mail service takes no more letters today. */
export class MailQuotaSpent extends Error {}
/** The mail service refused this letter for good: the address or the text is wrong. */
export class LetterRefused extends Error {}

/** Cells, through three methods of the Sheets API v4. */
export interface Book {
  /** `spreadsheets.get`: the sheets, without cells. */
  describe(): readonly SheetInfo[];
  /** `spreadsheets.values.batchGet`: unformatted values, dates as serials; one grid a range, in order. */
  read(ranges: readonly string[]): readonly Grid[];
  /**
   * `spreadsheets.batchUpdate`: all of it or nothing, and never twice. Throws `StaleWorkbook` when another run has written
   * since the sheets were described, `NotWritten` after a passing fault.
   */
  write(requests: readonly Request[]): void;
}

export interface Message {
  readonly to: string;
  readonly cc: string;
  /** Where answers go, '' to the sender. */
  readonly replyTo: string;
  readonly subject: string;
  readonly body: string;
}
export interface Mailer {
  /** Recipients that may still be written to today. */
  quota(): number;
  /** Throws when the service refuses. */
  send(message: Message): void;
}

export interface Answer {
  readonly pressed: 'ok' | 'cancel';
  readonly text: string;
}
/** `closed`: neither button was pressed. Whoever closes a window has decided nothing. */
export type Choice = 'yes' | 'no' | 'closed';
/** Menus and dialogs. Absent where nobody is looking: in a trigger, on the command line. */
export interface Screen {
  toast(message: string): void;
  ask(title: string, prompt: string): Answer;
  confirm(title: string, question: string): Choice;
  show(title: string, html: string, size: { readonly width: number; readonly height: number }): void;
  selection(): Selection | null;
}
/** The selected cell, 1-based. */
export interface Selection {
  readonly sheetId: number;
  readonly tab: string;
  readonly row: number;
  readonly column: number;
}

export interface TriggerInfo {
  readonly handler: string;
  readonly id: string;
}
export interface Triggers {
  list(): readonly TriggerInfo[];
  addDaily(handler: string, hour: number, zone: string): void;
  addEveryFiveMinutes(handler: string): void;
  remove(id: string): void;
}

/** Small texts that survive a run, kept with the workbook. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** Small texts that may go at any moment: whoever looks for one can make it anew. */
export interface Cache {
  get(key: string): string | null;
  /** A text that is too long is not kept. */
  put(key: string, value: string, seconds: number): void;
}

export interface Host {
  readonly book: Book;
  readonly mailer: Mailer;
  readonly triggers: Triggers;
  readonly store: Store;
  readonly cache: Cache;
  readonly screen: Screen | null;
  now(): Instant;
  /** Runs the work while nobody else may; null when the lock could not be had in time. */
  locked<T>(work: () => T): { readonly value: T } | null;
  sleep(ms: number): void;
  /** A text that no other run makes. */
  nonce(): string;
  /** Who runs this, '' when the host does not say. */
  user(): string;
  /**
   * Whether staff, or a trigger of theirs, called the function that was given `event`. Any global function can be called from a page
   * of the script (google.script.run), and whoever visits the public page runs as its owner: a visitor is nobody's staff.
   */
  isStaff(event: unknown): boolean;
  /** Address of the published page, '' when not published. */
  pageUrl(): string;
  log(text: string): void;
}
