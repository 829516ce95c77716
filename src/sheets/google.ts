// Implements the ports with Apps Script's services: Sheets API v4, SpreadsheetApp (UI), MailApp, ScriptApp,
// LockService, PropertiesService, … Apart from this file only main.ts (the UI of the menu) and entries.ts
// (HtmlService, for the public page) use any.
import * as z from 'zod/mini';
import { type Instant, instant } from '../rules/zone.js';
import type { SheetInfo } from './bind.js';
import { forbidden } from './forbidden.js';
import type { Grid } from './grid.js';
import { messageOf, type Patience, patienceOf } from './patience.js';
import {
  type Book,
  type Cache,
  type Choice,
  type Host,
  LetterRefused,
  MailQuotaSpent,
  type Mailer,
  type Message,
  NotWritten,
  type Request,
  type Screen,
  StaleWorkbook,
  type Triggers,
} from './ports.js';
import { isTaken, stamped, stampRequests, type Stamps, stampsOf } from './stamps.js';

const LOCK_MS = 20_000;

const sheetsShape = z.object({
  sheets: z.array(
    z.object({
      properties: z.object({
        sheetId: z.optional(z.number()),
        title: z.string(),
        gridProperties: z.optional(
          z.object({ rowCount: z.optional(z.number()), columnCount: z.optional(z.number()) }),
        ),
      }),
    }),
  ),
  developerMetadata: z.optional(
    z.array(
      z.object({
        metadataId: z.optional(z.number()),
        metadataKey: z.optional(z.string()),
        metadataValue: z.optional(z.string()),
      }),
    ),
  ),
});
// With UNFORMATTED_VALUE cells are string | number | boolean; checking each one would take longer than the
// rest of a run.
const valuesShape = z.object({
  valueRanges: z.array(z.object({ values: z.optional(z.custom<Grid>((value) => Array.isArray(value))) })),
});

/**
 * Errors caused by staff editing between two calls: a tab deleted, renamed or shortened, or one created under
 * a title that the run was about to use.
 */
const STALE =
  /unable to parse range|no (grid|sheet) with id|exceeds grid limits|is after last (row|column) in grid|beyond the last requested (row|column)|already exists|invalid link: #gid/i;
/** Names of the services in messages to staff. */
const SERVICES = {
  reading: 'Таблицы, чтение',
  writing: 'Таблицы, запись',
  memory: 'память книги',
  mail: 'почта',
  triggers: 'расписание',
  lock: 'блокировка',
  page: 'адрес страницы',
  screen: 'окно',
} as const;

/** Turns errors caused by a changed workbook into `StaleWorkbook`; rethrows any other. */
function cells<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    const message = messageOf(error);
    throw STALE.test(message) ? new StaleWorkbook(message) : error;
  }
}

function spreadsheets(): GoogleAppsScript.Sheets.Collection.SpreadsheetsCollection {
  const service = typeof Sheets === 'undefined' ? undefined : Sheets.Spreadsheets;
  if (!service)
    throw new Error('Не подключена служба Google Sheets API: включите её в «Сервисы» редактора скриптов.');
  return service;
}

const nonce = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** Cells through `spreadsheets.get`, `values.batchGet` and `batchUpdate`. */
function googleBook(id: string, patience: Patience): Book {
  let standing: Stamps | null = null;
  const look = (): { readonly sheets: readonly SheetInfo[]; readonly stamps: Stamps } => {
    const raw: unknown = patience.ask(SERVICES.reading, () =>
      spreadsheets().get(id, {
        fields:
          'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount))),developerMetadata(metadataId,metadataKey,metadataValue)',
      }),
    );
    const { sheets, developerMetadata } = sheetsShape.parse(raw);
    const stamps = stampsOf(developerMetadata ?? []);
    standing = stamps;
    return {
      stamps,
      sheets: sheets.map(({ properties }) => ({
        sheetId: properties.sheetId ?? 0,
        title: properties.title,
        rowCount: properties.gridProperties?.rowCount ?? 0,
        columnCount: properties.gridProperties?.columnCount ?? 0,
      })),
    };
  };
  return {
    describe: () => look().sheets,
    read: (ranges) => {
      const raw = patience.ask(SERVICES.reading, () =>
        cells(() =>
          spreadsheets().Values.batchGet(id, {
            ranges: [...ranges],
            valueRenderOption: 'UNFORMATTED_VALUE',
            dateTimeRenderOption: 'SERIAL_NUMBER',
            fields: 'valueRanges(values)',
          }),
        ),
      );
      return valuesShape.parse(raw).valueRanges.map((range) => range.values ?? []);
    },
    write: (requests: readonly Request[]) => {
      if (requests.length === 0) return;
      const before = standing ?? look().stamps;
      const after = stamped(before, nonce());
      const all = [...stampRequests(before, after), ...requests];
      try {
        cells(() => spreadsheets().batchUpdate({ requests: all }, id));
      } catch (error) {
        const message = messageOf(error);
        const closed = forbidden(message, all, () => look().sheets);
        if (closed) throw closed;
        const taken = isTaken(message);
        if (!taken) patience.failed(SERVICES.writing, error);
        // Either the response was lost or the request was refused: the stamp shows whether the write took
        // effect.
        if (look().stamps.value !== after.value)
          throw taken ? new StaleWorkbook('another run has written meanwhile') : new NotWritten(message);
      }
      patience.answered(SERVICES.writing);
      standing = after;
    },
  };
}

/** This letter itself is at fault; the next one may still be sent. */
const REFUSED =
  /invalid (email|argument|recipient)|no recipient|limit exceeded: email (subject|body|total|attachment|recipients)/i;
/** Letters are being sent too fast; this one has not been sent. */
const TOO_FAST = /short time|rate limit/i;

const googleMail = (patience: Patience): Mailer => {
  const send = (message: Message): void => {
    const { to, cc, replyTo, subject, body } = message;
    try {
      MailApp.sendEmail({
        to,
        subject,
        body,
        ...(cc === '' ? {} : { cc }),
        ...(replyTo === '' ? {} : { replyTo }),
      });
      patience.answered(SERVICES.mail);
    } catch (error) {
      const answer = messageOf(error);
      if (REFUSED.test(answer)) throw new LetterRefused(answer);
      if (!TOO_FAST.test(answer)) {
        if (/too many times|limit exceeded|quota/i.test(answer)) throw new MailQuotaSpent(answer);
        throw error;
      }
      patience.failed(SERVICES.mail, error);
      send(message);
    }
  };
  return { quota: () => patience.ask(SERVICES.mail, () => MailApp.getRemainingDailyQuota()), send };
};

const googleTriggers = (patience: Patience): Triggers => {
  const all = (): GoogleAppsScript.Script.Trigger[] =>
    patience.ask(SERVICES.triggers, () => ScriptApp.getProjectTriggers());
  // Not repeatable: a second call would create a second trigger. After a fault the caller lists the triggers
  // again.
  const once = (change: () => void): void => {
    try {
      change();
    } catch (error) {
      patience.failed(SERVICES.triggers, error);
      throw new NotWritten(messageOf(error));
    }
  };
  return {
    list: () =>
      all().map((trigger) => ({ handler: trigger.getHandlerFunction(), id: trigger.getUniqueId() })),
    addDaily: (handler, hour, zone) =>
      once(() => {
        ScriptApp.newTrigger(handler).timeBased().everyDays(1).atHour(hour).inTimezone(zone).create();
      }),
    addEveryFiveMinutes: (handler) =>
      once(() => {
        ScriptApp.newTrigger(handler).timeBased().everyMinutes(5).create();
      }),
    remove: (id) => {
      for (const trigger of all())
        if (trigger.getUniqueId() === id) once(() => ScriptApp.deleteTrigger(trigger));
    },
  };
};

/** Without the cache the page only takes longer, so its faults never end a run. */
const googleCache: Cache = {
  get: (key) => unlessItFails(() => CacheService.getScriptCache().get(key)),
  put: (key, value, seconds) => {
    unlessItFails(() => {
      CacheService.getScriptCache().put(key, value, seconds);
    });
  },
};

function unlessItFails<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    console.warn(messageOf(error));
    return null;
  }
}

/** The screen, or null where there is none (in a trigger, on the command line). */
function googleScreen(patience: Patience): Screen | null {
  const ui = (() => {
    try {
      return patience.ask(SERVICES.screen, () => SpreadsheetApp.getUi());
    } catch {
      // The only way to find out: getUi() throws when there is no user interface.
      return null;
    }
  })();
  if (!ui) return null;
  /** Shows the outcome of finished work; a screen that fails must not turn it into a failure. */
  const shown = (message: string, show: () => void): void => {
    try {
      patience.ask(SERVICES.screen, show);
    } catch (error) {
      console.warn(`${message} (${messageOf(error)})`);
    }
  };
  return {
    toast: (message) =>
      shown(message, () => {
        SpreadsheetApp.getActiveSpreadsheet().toast(message, 'Регламент', 10);
      }),
    ask: (title, prompt) => {
      const response = ui.prompt(title, prompt, ui.ButtonSet.OK_CANCEL);
      return response.getSelectedButton() === ui.Button.OK ? response.getResponseText() : null;
    },
    confirm: (title, question): Choice => {
      const pressed = ui.alert(title, question, ui.ButtonSet.YES_NO);
      if (pressed === ui.Button.YES) return 'yes';
      return pressed === ui.Button.NO ? 'no' : 'closed';
    },
    show: (title, html, size) =>
      shown(title, () => {
        ui.showModalDialog(
          HtmlService.createHtmlOutput(html).setWidth(size.width).setHeight(size.height),
          title,
        );
      }),
    selection: () => {
      const cell = SpreadsheetApp.getActiveSpreadsheet().getActiveRange();
      if (!cell) return null;
      const sheet = cell.getSheet();
      return {
        sheetId: sheet.getSheetId(),
        tab: sheet.getName(),
        row: cell.getRow(),
        column: cell.getColumn(),
      };
    },
  };
}

/** The host of a run in Google. Calls no service until it is used. */
export function googleHost(): Host {
  let book: Book | null = null;
  let screen: Screen | null | undefined;
  const now = (): Instant => instant(Date.now());
  const sleep = (ms: number): void => {
    Utilities.sleep(ms);
  };
  // Reset when the lock is taken: waiting for an answer on the screen does not use up the run's time.
  let started = now();
  const patience = patienceOf({ started: () => started, now, sleep });
  let properties: GoogleAppsScript.Properties.Properties | null = null;
  const memory = <T>(use: (store: GoogleAppsScript.Properties.Properties) => T): T =>
    patience.ask(SERVICES.memory, () => use((properties ??= PropertiesService.getDocumentProperties())));
  const host: Host = {
    get book() {
      book ??= googleBook(
        patience.ask(SERVICES.reading, () => SpreadsheetApp.getActiveSpreadsheet().getId()),
        patience,
      );
      return book;
    },
    get screen() {
      if (screen === undefined) screen = googleScreen(patience);
      return screen;
    },
    mailer: googleMail(patience),
    triggers: googleTriggers(patience),
    store: {
      get: (key) => memory((store) => store.getProperty(key)),
      set: (key, value) => {
        memory((store) => store.setProperty(key, value));
      },
    },
    cache: googleCache,
    now,
    locked: (work) => {
      started = now();
      const lock = patience.ask(SERVICES.lock, () => {
        const one = LockService.getDocumentLock();
        return one.tryLock(LOCK_MS) ? one : null;
      });
      if (!lock) return null;
      try {
        return { value: work() };
      } finally {
        // Google releases the lock at the end of the run anyway: a fault here must not mask the outcome of
        // the work.
        unlessItFails(() => {
          lock.releaseLock();
        });
      }
    },
    sleep,
    nonce,
    user: () => Session.getActiveUser().getEmail(),
    isStaff: (event) => isOwnRun() || host.screen !== null || isTriggerEvent(event),
    pageUrl: () => patience.ask(SERVICES.page, pageAddress),
    log: (text) => {
      console.log(text);
    },
  };
  return host;
}

/**
 * The active user is the one whose rights the run has. For a visitor of the page the active user is empty or
 * somebody else.
 */
function isOwnRun(): boolean {
  const active = Session.getActiveUser().getEmail();
  return active !== '' && active === Session.getEffectiveUser().getEmail();
}

const triggerEvent = z.object({ triggerUid: z.string() });

/** A trigger may hide who started it, but its event carries the trigger's id, which nobody else knows. */
function isTriggerEvent(event: unknown): boolean {
  const { success, data } = triggerEvent.safeParse(event);
  return (
    success && ScriptApp.getProjectTriggers().some((trigger) => trigger.getUniqueId() === data.triggerUid)
  );
}

/** '' until the web app is deployed. */
function pageAddress(): string {
  const url: unknown = ScriptApp.getService().getUrl();
  return typeof url === 'string' ? url : '';
}
