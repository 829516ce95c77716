// The only file that names Apps Script's services: Sheets API v4, SpreadsheetApp (UI), MailApp, ScriptApp, LockService, PropertiesService, …
import * as z from 'zod/mini';
import { type Instant, instant } from '../rules/zone.js';
import type { SheetInfo } from './bind.js';
import type { Grid } from './grid.js';
import {
  type Book,
  type Host,
  LetterRefused,
  MailQuotaSpent,
  type Mailer,
  type Request,
  type Screen,
  StaleWorkbook,
  type Triggers,
} from './ports.js';

const LOCK_MS = 20_000;
/** Waits between tries, in ms: together longer than the minute after which the API's own quota is fresh again. */
const BACK_OFF = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000] as const;

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
});
// Cells are string | number | boolean under UNFORMATTED_VALUE; checking each would cost more than all the rest of a run.
const valuesShape = z.object({
  valueRanges: z.array(z.object({ values: z.optional(z.custom<Grid>((value) => Array.isArray(value))) })),
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const PASSING =
  /\b(429|500|502|503)\b|quota exceeded|rate limit|internal error|(service|currently) (is )?unavailable|backend error|timed? ?out|try again|empty response/i;
/** Staff's hand between two calls: a tab gone, renamed, shortened, or made under a title that the run was about to take. */
const STALE = /unable to parse range|no (grid|sheet) with id|exceeds grid limits|already exists/i;

/** Calls the Sheets API; tries again after passing faults, and tells a workbook that has changed from a real error. */
function api<T>(call: () => T): T {
  for (const wait of [...BACK_OFF, null]) {
    try {
      return call();
    } catch (error) {
      const message = messageOf(error);
      if (STALE.test(message)) throw new StaleWorkbook(message);
      if (wait === null || !PASSING.test(message)) throw error;
      Utilities.sleep(wait);
    }
  }
  throw new Error('unreachable');
}

function spreadsheets(): GoogleAppsScript.Sheets.Collection.SpreadsheetsCollection {
  const service = typeof Sheets === 'undefined' ? undefined : Sheets.Spreadsheets;
  if (!service)
    throw new Error('Не подключена служба Google Sheets API: включите её в «Сервисы» редактора скриптов.');
  return service;
}

/** Cells through `spreadsheets.get`, `values.batchGet` and `batchUpdate`. */
function googleBook(id: string): Book {
  return {
    describe: (): readonly SheetInfo[] => {
      const raw: unknown = api(() =>
        spreadsheets().get(id, {
          fields: 'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)))',
        }),
      );
      return sheetsShape.parse(raw).sheets.map(({ properties }) => ({
        sheetId: properties.sheetId ?? 0,
        title: properties.title,
        rowCount: properties.gridProperties?.rowCount ?? 0,
        columnCount: properties.gridProperties?.columnCount ?? 0,
      }));
    },
    read: (ranges) => {
      const raw = api(() =>
        spreadsheets().Values.batchGet(id, {
          ranges: [...ranges],
          valueRenderOption: 'UNFORMATTED_VALUE',
          dateTimeRenderOption: 'SERIAL_NUMBER',
          fields: 'valueRanges(values)',
        }),
      );
      return valuesShape.parse(raw).valueRanges.map((range) => range.values ?? []);
    },
    write: (requests: readonly Request[]) => {
      if (requests.length === 0) return;
      api(() => spreadsheets().batchUpdate({ requests: [...requests] }, id));
    },
  };
}

/** The letter itself is at fault: the next one may still go. */
const REFUSED =
  /invalid (email|argument|recipient)|no recipient|limit exceeded: email (subject|body|total|attachment|recipients)/i;

const googleMail: Mailer = {
  quota: () => MailApp.getRemainingDailyQuota(),
  send: ({ to, cc, subject, body }) => {
    try {
      MailApp.sendEmail({ to, subject, body, ...(cc === '' ? {} : { cc }) });
    } catch (error) {
      const message = messageOf(error);
      if (REFUSED.test(message)) throw new LetterRefused(message);
      if (/too many times|limit exceeded|quota/i.test(message)) throw new MailQuotaSpent(message);
      throw error;
    }
  },
};

const googleTriggers: Triggers = {
  list: () =>
    ScriptApp.getProjectTriggers().map((trigger) => ({
      handler: trigger.getHandlerFunction(),
      id: trigger.getUniqueId(),
    })),
  addDaily: (handler, hour, zone) => {
    ScriptApp.newTrigger(handler).timeBased().everyDays(1).atHour(hour).inTimezone(zone).create();
  },
  addEveryFiveMinutes: (handler) => {
    ScriptApp.newTrigger(handler).timeBased().everyMinutes(5).create();
  },
  remove: (id) => {
    for (const trigger of ScriptApp.getProjectTriggers())
      if (trigger.getUniqueId() === id) ScriptApp.deleteTrigger(trigger);
  },
};

/** The screen, or null where there is none (a trigger, the command line). */
function googleScreen(): Screen | null {
  const ui = (() => {
    try {
      return SpreadsheetApp.getUi();
    } catch {
      // Google throws where nobody is looking; that is the way to find out.
      return null;
    }
  })();
  if (!ui) return null;
  return {
    toast: (message) => {
      SpreadsheetApp.getActiveSpreadsheet().toast(message, 'Регламент', 10);
    },
    ask: (title, prompt) => {
      const response = ui.prompt(title, prompt, ui.ButtonSet.OK_CANCEL);
      return {
        pressed: response.getSelectedButton() === ui.Button.OK ? 'ok' : 'cancel',
        text: response.getResponseText(),
      };
    },
    confirm: (title, question) => ui.alert(title, question, ui.ButtonSet.YES_NO) === ui.Button.YES,
    show: (title, html, size) => {
      ui.showModalDialog(
        HtmlService.createHtmlOutput(html).setWidth(size.width).setHeight(size.height),
        title,
      );
    },
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
  return {
    get book() {
      book ??= googleBook(SpreadsheetApp.getActiveSpreadsheet().getId());
      return book;
    },
    get screen() {
      if (screen === undefined) screen = googleScreen();
      return screen;
    },
    mailer: googleMail,
    triggers: googleTriggers,
    store: {
      get: (key) => PropertiesService.getDocumentProperties().getProperty(key),
      set: (key, value) => {
        PropertiesService.getDocumentProperties().setProperty(key, value);
      },
    },
    now: (): Instant => instant(Date.now()),
    locked: (work) => {
      const lock = LockService.getDocumentLock();
      if (!lock.tryLock(LOCK_MS)) return null;
      try {
        return { value: work() };
      } finally {
        lock.releaseLock();
      }
    },
    sleep: (ms) => {
      Utilities.sleep(ms);
    },
    user: () => Session.getActiveUser().getEmail(),
    pageUrl: () => pageAddress(),
    log: (text) => {
      console.log(text);
    },
  };
}

/** '' until the web app is deployed. */
function pageAddress(): string {
  const url: unknown = ScriptApp.getService().getUrl();
  return typeof url === 'string' ? url : '';
}
