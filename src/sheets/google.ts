// Apps Script's services behind the ports: Sheets API v4, SpreadsheetApp (UI), MailApp, ScriptApp, LockService, PropertiesService, …
// Beside this file only main.ts names one (the UI of the menu) and entries.ts (HtmlService, for the public page).
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
// Cells are string | number | boolean under UNFORMATTED_VALUE; checking each would cost more than all the rest of a run.
const valuesShape = z.object({
  valueRanges: z.array(z.object({ values: z.optional(z.custom<Grid>((value) => Array.isArray(value))) })),
});

/** Staff's hand between two calls: a tab gone, renamed, shortened, or made under a title that the run was about to take. */
const STALE =
  /unable to parse range|no (grid|sheet) with id|exceeds grid limits|already exists|invalid link: #gid/i;
/** The services as staff know them. */
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

/** Tells a workbook that has changed from other errors. */
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
        // The answer was lost, or the request refused: the stamp tells whether the write took effect.
        if (look().stamps.value !== after.value)
          throw taken ? new StaleWorkbook('another run has written meanwhile') : new NotWritten(message);
      }
      patience.answered(SERVICES.writing);
      standing = after;
    },
  };
}

/** The letter itself is at fault: the next one may still go. */
const REFUSED =
  /invalid (email|argument|recipient)|no recipient|limit exceeded: email (subject|body|total|attachment|recipients)/i;
/** Letters follow each other too fast: this one has not gone. */
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
  // Made twice there would be two: after a fault the caller looks again at what stands.
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

/** Without the cache a page takes longer, and that is all: no fault of it ends a run. */
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

/** The screen, or null where there is none (a trigger, the command line). */
function googleScreen(patience: Patience): Screen | null {
  const ui = (() => {
    try {
      return patience.ask(SERVICES.screen, () => SpreadsheetApp.getUi());
    } catch {
      // Google throws where nobody is looking; that is the way to find out.
      return null;
    }
  })();
  if (!ui) return null;
  /** What is done is done: a screen that fails must not make it a failure. */
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
      return {
        pressed: response.getSelectedButton() === ui.Button.OK ? 'ok' : 'cancel',
        text: response.getResponseText(),
      };
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

/** The host of a run in Google. Touches no service until it is used. */
export function googleHost(): Host {
  let book: Book | null = null;
  let screen: Screen | null | undefined;
  const now = (): Instant => instant(Date.now());
  const sleep = (ms: number): void => {
    Utilities.sleep(ms);
  };
  // Counted from the lock on: while a question stands on the screen no time of the run passes.
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
        // The end of the run gives the lock back anyway: a fault here must not hide how the work went.
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

/** Whoever started the run is the one under whose rights it goes. A visitor of the page is nobody, or somebody else. */
function isOwnRun(): boolean {
  const active = Session.getActiveUser().getEmail();
  return active !== '' && active === Session.getEffectiveUser().getEmail();
}

const triggerEvent = z.object({ triggerUid: z.string() });

/** A trigger may not be told who started it, but it knows its own id, and nobody else does. */
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
