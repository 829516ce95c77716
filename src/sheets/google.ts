// Implements the ports with Apps Script's services: SpreadsheetApp (UI), MailApp, ScriptApp, LockService,
// PropertiesService, …; the Sheets API is in google-book.ts. Apart from these two files only main.ts (the menu, and the
// property that tells which programmes it has) and entries.ts (HtmlService, for the public page) use any.
import * as z from 'zod/mini';
import { type Instant, instant } from '../rules/zone.js';
import { mailFault, messageOf } from './answers.js';
import { googleBook } from './google-book.js';
import { type Patience, patienceOf, SERVICES } from './patience.js';
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
  type Screen,
  type Triggers,
} from './ports.js';

const LOCK_MS = 20_000;

const nonce = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

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
      const fault = mailFault(error);
      if (fault === 'refused') throw new LetterRefused(messageOf(error));
      if (fault === 'spent') throw new MailQuotaSpent(messageOf(error));
      if (fault === null) throw error;
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

/** Code points of a piece: a value may have 100 KB, and a code point has at most four bytes. */
const PIECE = /[^]{1,25000}/gu;

/** A cached text: its beginning, and the keys of its other pieces, which are never those of another text. */
interface Kept {
  readonly first: string;
  readonly others: readonly string[];
}

/** Without the cache the page only takes longer, so its faults never end a run. */
const googleCache: Cache = {
  get: (key) =>
    unlessItFails(() => {
      const cache = CacheService.getScriptCache();
      const kept = cache.get(key);
      if (kept === null) return null;
      const { first, others } = JSON.parse(kept) as Kept;
      if (others.length === 0) return first;
      const found: Readonly<Partial<Record<string, string>>> = cache.getAll([...others]);
      const pieces = others.map((one) => found[one]);
      return pieces.includes(undefined) ? null : first + pieces.join('');
    }),
  put: (key, value, seconds) => {
    unlessItFails(() => {
      const [first = '', ...rest] = value.match(PIECE) ?? [];
      const name = rest.length > 0 ? Utilities.getUuid() : '';
      const others = rest.map((_, index) => `${key}/${name}/${index}`);
      const kept: Kept = { first, others };
      const pieces = rest.map((piece, index) => [others[index] ?? '', piece]);
      CacheService.getScriptCache().putAll(
        Object.fromEntries([[key, JSON.stringify(kept)], ...pieces]) as Record<string, string>,
        seconds,
      );
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

/** A message of this length is read within seconds. */
const SHORT = 120;

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
        // A long message stays until it is closed.
        const seconds = message.length > SHORT ? -1 : 10;
        SpreadsheetApp.getActiveSpreadsheet().toast(message, 'Регламент', seconds);
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
      return { tab: cell.getSheet().getName(), row: cell.getRow(), column: cell.getColumn() };
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
        nonce,
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
    user: userAddress,
    isStaff: (event) => isOwnRun() || host.screen !== null || isTriggerEvent(event, patience),
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
  const active = userAddress();
  return active !== '' && active === addressOf(() => Session.getEffectiveUser());
}

const userAddress = (): string => addressOf(() => Session.getActiveUser());

/** '' where Google does not disclose it, also because the user has not granted the right to it. */
const addressOf = (user: () => GoogleAppsScript.Base.User): string =>
  unlessItFails(() => user().getEmail()) ?? '';

const triggerEvent = z.object({ triggerUid: z.string() });

/** A trigger may hide who started it, but its event carries the trigger's id, which nobody else knows. */
function isTriggerEvent(event: unknown, patience: Patience): boolean {
  const { success, data } = triggerEvent.safeParse(event);
  const isOne = (): boolean =>
    ScriptApp.getProjectTriggers().some((trigger) => trigger.getUniqueId() === data?.triggerUid);
  return success && patience.ask(SERVICES.triggers, isOne);
}

/**
 * '' until the web app is deployed, and where Google gives the address of its development mode, which only editors can
 * open. One with the name of a domain may be refused to others; without it the same page opens for all.
 */
function pageAddress(): string {
  const url: unknown = ScriptApp.getService().getUrl();
  if (typeof url !== 'string') return '';
  if (!url.startsWith('https://script.google.com/')) return url;
  const id = /^https:\/\/script\.google\.com\/(?:a\/[^/]+\/[^/]+|macros)\/s\/([^/]+)\/exec$/.exec(url)?.[1];
  return id === undefined ? '' : `https://script.google.com/macros/s/${id}/exec`;
}
