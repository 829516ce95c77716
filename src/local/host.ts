// The local host: assembles the services over one workbook and runs the bundle's functions, as Google would.
import { userInfo } from 'node:os';
import { type Clock, startClock } from './clock.js';
import { type CallRecord, type Faults, openGate, type RunMode } from './faults.js';
import type { SentLetter } from './mail.js';
import { ownRealm, type Realms } from './realm.js';
import { createSandbox } from './sandbox.js';
import { cacheService } from './services/cache.js';
import { htmlService } from './services/html.js';
import { lockService } from './services/lock.js';
import { mailService } from './services/mail.js';
import { propertiesService } from './services/properties.js';
import { scriptService } from './services/script-app.js';
import { sessionService, utilitiesService } from './services/session.js';
import { sheetsService } from './services/sheets.js';
import type { UiDriver } from './screen.js';
import { type Selection, spreadsheetService } from './services/spreadsheet-app.js';
import type { WorkbookModel } from './staff.js';

export {
  hasChanged,
  newWorkbook,
  openWorkbook,
  readWorkbook,
  saveWorkbook,
  workbookBytes,
  WorkbookFileError,
} from './workbook-file.js';
export { Killed, Terminated } from './errors.js';
export { finishDelivery, stageLetters, writeLetters } from './delivery.js';
export { compose, type SentLetter } from './mail.js';
export { ownRealm, type Realms, sharedRealms } from './realm.js';
export type { WorkbookModel } from './staff.js';
export type { CallRecord, Failure, Faults, RunMode, ServiceCall } from './faults.js';
export type { Button, ButtonSet, Dialog, MenuItem, UiDriver } from './screen.js';
export type { Selection } from './services/spreadsheet-app.js';
export type { Cell } from './workbook/body.js';

export interface HostOptions {
  /** Code of dist/Code.js. */
  readonly bundle: string;
  readonly workbook: WorkbookModel;
  /** Epoch milliseconds; by default the real clock. */
  readonly now?: number;
  /** Remaining recipients today; default 100. */
  readonly quota?: number;
  /** Without a driver getUi() throws, as in a trigger. */
  readonly ui?: UiDriver;
  readonly faults?: Faults;
  readonly record?: (call: CallRecord) => void;
  readonly selection?: Selection;
  /** URL of the published web app; '' if not published. */
  readonly serviceUrl?: string;
  readonly user?: string | null;
  /** Whether another run holds the document's lock. */
  readonly lockBusy?: () => boolean;
  readonly log?: (level: 'info' | 'warn' | 'error', text: string) => void;
  /** By default the host has a new context of its own. */
  readonly realms?: Realms;
}

export interface Host {
  /** Calls a global function of the bundle; arguments and result are JSON data. */
  readonly call: (name: string, args?: readonly unknown[], mode?: RunMode) => unknown;
  readonly has: (name: string) => boolean;
  /** Number of service calls so far, by service. */
  readonly calls: Readonly<Record<string, number>>;
  readonly mails: readonly SentLetter[];
  readonly toasts: readonly string[];
  readonly workbook: WorkbookModel;
  readonly clock: Clock;
}

/** Id of the only spreadsheet. */
const SPREADSHEET_ID = 'local';

export function createHost(options: HostOptions): Host {
  const { workbook, faults = {}, record } = options;
  const { core } = workbook;
  const clock = startClock(options.now ?? Date.now(), faults.callMs !== undefined);
  const gate = openGate({ clock, faults, workbook, ...(record ? { record } : {}) });
  const sandbox = createSandbox(options.bundle, options.realms ?? ownRealm(), clock.now, gate);
  const mails: SentLetter[] = [];
  const toasts: string[] = [];
  const { expose, define } = sandbox;
  const toast = (text: string, title: string): void => {
    toasts.push(text);
    options.ui?.toast(text, title);
  };
  const services = {
    Sheets: sheetsService(core, SPREADSHEET_ID, expose),
    SpreadsheetApp: spreadsheetService(
      {
        workbook: core,
        id: SPREADSHEET_ID,
        ui: () => (gate.mode().visitor === undefined ? (options.ui ?? null) : null),
        toast,
        selection: options.selection ?? null,
      },
      expose,
    ),
    MailApp: mailService({
      quota: options.quota ?? 100,
      at: clock.start,
      send: (letter) => {
        mails.push(letter);
      },
    }),
    ScriptApp: scriptService(core, options.serviceUrl ?? '', expose),
    LockService: lockService(options.lockBusy ?? (() => false), clock.sleep, expose),
    PropertiesService: propertiesService(core, expose),
    CacheService: cacheService(clock.now, faults.dropped ?? (() => false), expose),
    HtmlService: htmlService(expose),
    Session: sessionService(
      options.user === undefined ? systemUser() : options.user,
      () => gate.mode().visitor ?? null,
      expose,
    ),
    Utilities: utilitiesService(clock.sleep),
  };
  // These need no state in Google, so calling them does not count as a service call.
  const free = new Set(['HtmlService', 'Session']);
  for (const [name, members] of Object.entries(services))
    define(name, expose(name, members, { free: free.has(name) }));
  define('console', expose('console', consoleMembers(options.log ?? (() => undefined)), { free: true }));

  return {
    call: (name, args = [], mode = {}) => {
      if (!sandbox.has(name)) throw new Error(`нет функции ${name}`);
      const limit = gate.begin(mode);
      let result: unknown;
      try {
        result = sandbox.call(name, args, limit);
      } catch (error) {
        throw gate.ended() ?? error;
      }
      // A run that Google has stopped is over, whatever the function returned.
      const reason = gate.ended();
      if (reason) throw reason;
      return result;
    },
    has: sandbox.has,
    calls: gate.calls,
    mails,
    toasts,
    workbook,
    clock,
  };
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'local';
  }
}

function consoleMembers(
  log: (level: 'info' | 'warn' | 'error', text: string) => void,
): Record<string, (...args: unknown[]) => void> {
  const line =
    (level: 'info' | 'warn' | 'error') =>
    (...args: unknown[]) => {
      log(level, args.map(shown).join(' '));
    };
  return {
    log: line('info'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
  };
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'message' in value) return String(value.message);
  return ['number', 'boolean', 'object'].includes(typeof value) ? JSON.stringify(value) : typeof value;
}
