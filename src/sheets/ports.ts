// The host behind narrow ports. `google.ts` implements them with Apps Script's services; rules, runs and
// letters use none of these directly.
import type { SharedEntry } from '../names.js';
import type { Instant } from '../rules/zone.js';
import type { SheetInfo } from './bind.js';
import type { Grid } from './grid.js';

/** A change request of the Sheets API v4. */
export type Request = GoogleAppsScript.Sheets.Schema.Request;

/** The workbook has changed since the run read it, e.g. a tab was deleted or renamed. The run starts over. */
export class StaleWorkbook extends Error {}

/** A write met a transient fault and is known not to have taken effect. The host has waited; the run starts over. */
export class NotWritten extends Error {}

/** The mail service accepts no more letters today. */
export class MailQuotaSpent extends Error {}
/** The mail service refuses this letter for good: its address or text is invalid. */
export class LetterRefused extends Error {}

/** Cells, through three methods of the Sheets API v4. */
export interface Book {
  /** `spreadsheets.get`: the sheets without their cells. */
  describe(): readonly SheetInfo[];
  /** `spreadsheets.values.batchGet`: unformatted values, dates as serials; one grid per range, in order. */
  read(ranges: readonly string[]): readonly Grid[];
  /**
   * `spreadsheets.batchUpdate`: atomic, and applied at most once. Throws `StaleWorkbook` when another run has
   * written since the sheets were described, `NotWritten` after a transient fault.
   */
  write(requests: readonly Request[]): void;
}

export interface Message {
  readonly to: string;
  readonly cc: string;
  /** Address for replies; '' when they go to the sender. */
  readonly replyTo: string;
  readonly subject: string;
  readonly body: string;
}
export interface Mailer {
  /** Number of recipients that may still be written to today. */
  quota(): number;
  /** Throws when the service refuses. */
  send(message: Message): void;
}

/** `closed`: the window was closed without pressing a button, so nothing was decided. */
export type Choice = 'yes' | 'no' | 'closed';
/** Menus and dialogs. Absent where there is no user: in a trigger, on the command line. */
export interface Screen {
  toast(message: string): void;
  /** The typed text; null: the user pressed «Отмена» or closed the window. */
  ask(title: string, prompt: string): string | null;
  confirm(title: string, question: string): Choice;
  show(title: string, html: string, size: { readonly width: number; readonly height: number }): void;
  selection(): Selection | null;
}
/** The selected cell, 1-based. */
export interface Selection {
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
  addDaily(handler: SharedEntry, hour: number, zone: string): void;
  addEveryFiveMinutes(handler: SharedEntry): void;
  remove(id: string): void;
}

/** Short texts that persist between runs, stored with the workbook. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** Texts that may be evicted at any moment; callers must be able to recompute them. */
export interface Cache {
  get(key: string): string | null;
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
  /** Runs the work under an exclusive lock; null when the lock could not be acquired in time. */
  locked<T>(work: () => T): { readonly value: T } | null;
  sleep(ms: number): void;
  /** A text that is unique to this run. */
  nonce(): string;
  /** Address of whoever runs this; '' when the host does not disclose it. */
  user(): string;
  /**
   * Whether the function that received `event` was called by staff or by one of their triggers. Any page of
   * the script can call any global function (google.script.run), and the public page runs with its owner's
   * rights: its visitors do not count as staff.
   */
  isStaff(event: unknown): boolean;
  /** Address of the public page, as far as this run can tell; '' when it cannot. */
  pageUrl(): string;
  log(text: string): void;
}
