// Shared by the browser tests: a workbench with a new copy of the sample, and a browser that records errors.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { startWorkbench, type Workbench } from '../local/workbench/support.js';

export { startWorkbench };

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Tests that need a browser. Without one they are skipped, except in CI, where they fail. */
export function describeInBrowser(title: string, tests: () => void): void {
  if (existsSync(CHROMIUM)) describe(title, tests);
  else if ((process.env.CI ?? '') === '') describe.skip(title, tests);
  else
    test(title, () => {
      throw new Error(`нет браузера ${CHROMIUM}: поставьте пакет chromium`);
    });
}

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of any page, message boxes, requests to other hosts. Reading the list empties it. */
  readonly trouble: () => readonly string[];
  readonly close: () => Promise<void>;
}

export async function openBrowser(url: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'reglament-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: FLAGS,
    viewport: { width: 1280, height: 800 },
  });
  let seen: string[] = [];
  context.on('weberror', (error) => {
    seen.push(`ошибка страницы: ${error.error().message}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') seen.push(`консоль: ${message.text()}`);
  });
  context.on('dialog', (dialog) => {
    seen.push(`окно: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    if (!/^(data|about|blob):/.test(request.url()) && !request.url().startsWith(`${url}/`))
      seen.push(`запрос наружу: ${request.url()}`);
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(15_000);
  await context.route('**/api/**', async (route) => {
    await route.fallback();
  });
  return {
    context,
    page,
    trouble: () => {
      const list = seen;
      seen = [];
      return list;
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** What the user in front of the screen can do. */
export interface Hands {
  /** Opens a tab and waits for its rows. */
  readonly tab: (title: string) => Promise<void>;
  /** A cell by its name, for example `B7`. */
  readonly cell: (name: string) => Locator;
  readonly menu: (...captions: readonly string[]) => Promise<void>;
  /** Selects the cell, types, presses Enter. */
  readonly type: (name: string, text: string) => Promise<void>;
  /** Waits until the cell shows the text. */
  readonly shows: (name: string, text: string) => Promise<void>;
  /** Waits for the next toast, closes it and returns its text. */
  readonly toast: () => Promise<string>;
  /** Waits for the add-on's dialog, closes it and returns its HTML. */
  readonly dialog: () => Promise<{ readonly title: string; readonly html: string }>;
}

export function handsOn(page: Page): Hands {
  const cell = (name: string): Locator => {
    const [, letter = 'A', row = '1'] = /^([A-Z])(\d+)$/.exec(name) ?? [];
    return page.locator(`#cell-${String(Number(row) - 1)}-${String(letter.charCodeAt(0) - 65)}`);
  };
  return {
    cell,
    tab: async (title) => {
      await page.getByRole('tab', { name: title, exact: true }).click();
      await page.locator(`.grid[aria-label="Вкладка «${title}»"][aria-busy=false]`).waitFor();
    },
    menu: async (...captions) => {
      await page.getByRole('button', { name: 'Регламент', exact: true }).click();
      for (const caption of captions) {
        const item = page.getByRole('menuitem', { name: caption, exact: true });
        if (caption === captions.at(-1)) await item.click();
        else await item.hover();
      }
    },
    type: async (name, text) => {
      await cell(name).click();
      await page.keyboard.press('F2');
      await page.getByLabel('Значение ячейки').fill(text);
      await page.keyboard.press('Enter');
    },
    shows: (name, text) => cell(name).getByText(text, { exact: true }).waitFor(),
    toast: async () => {
      const box = page.locator('.toast').first();
      const text = await box.locator('p').innerText();
      await box.getByRole('button', { name: 'Закрыть' }).click();
      return text;
    },
    dialog: async () => {
      const box = page.locator('dialog.framed');
      const title = await box.locator('h2').innerText();
      const html = (await box.locator('iframe').getAttribute('srcdoc')) ?? '';
      await box.getByRole('button', { name: 'Закрыть' }).click();
      return { title, html };
    },
  };
}

/** A workbench in a browser, for the tests of one `describe`. */
export interface Desk {
  readonly workbench: Workbench;
  readonly browser: Browser;
  readonly page: Page;
  readonly hands: Hands;
}

/**
 * Opens a desk before the tests and closes it after them; no test may leave an error. `args`: arguments of
 * the workbench.
 */
export function openDesk(...args: readonly string[]): Desk {
  let opened: Desk | null = null;
  const desk = (): Desk => {
    if (!opened) throw new Error('the desk is open during tests only');
    return opened;
  };
  beforeAll(async () => {
    const workbench = await startWorkbench(...args);
    const browser = await openBrowser(workbench.url);
    const { page } = browser;
    opened = { workbench, browser, page, hands: handsOn(page) };
    await page.goto(workbench.url);
  });
  afterAll(async () => {
    await desk().browser.close();
    desk().workbench.stop();
  });
  afterEach(() => {
    expect(desk().browser.trouble()).toEqual([]);
  });
  return {
    get workbench() {
      return desk().workbench;
    },
    get browser() {
      return desk().browser;
    },
    get page() {
      return desk().page;
    },
    get hands() {
      return desk().hands;
    },
  };
}
