// What is typed into the workbench goes where it was typed, or is given back: whatever comes between, and however fast the hands are.
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openWorkbook } from '../../src/local/host.js';
import {
  type Browser,
  describeInBrowser,
  type Hands,
  handsOn,
  openBrowser,
  startWorkbench,
  type Workbench,
} from './support.js';

const SHEET = 'Блоки';

describeInBrowser('hands on the workbench', () => {
  let workbench: Workbench;
  let browser: Browser;
  let page: Page;
  let hands: Hands;
  const saved = (row: number, column: number, sheet = SHEET): unknown =>
    openWorkbook(join(workbench.folder, 'demo/marathon.xlsx')).get(sheet, row - 1, column);
  const editor = () => page.getByLabel('Значение ячейки');
  const address = () => page.getByLabel('Адрес ячейки').inputValue();
  const selected = (title: string) => page.getByRole('tab', { name: title, selected: true }).waitFor();
  /** Holds back requests until they are released. */
  const hold = async (path: string): Promise<() => void> => {
    let release = (): void => undefined;
    const released = new Promise<void>((done) => {
      release = done;
    });
    await page.route(path, async (route) => {
      await released;
      await route.fallback();
    });
    return release;
  };

  beforeAll(async () => {
    workbench = await startWorkbench();
    browser = await openBrowser(workbench.url);
    page = browser.page;
    hands = handsOn(page);
    await page.goto(workbench.url);
  });
  afterAll(async () => {
    await browser.close();
    workbench.stop();
  });
  beforeEach(async () => {
    await hands.tab(SHEET);
  });
  afterEach(() => {
    expect(browser.trouble()).toEqual([]);
  });

  test.each([
    ['the editor', 'G10', 6, 'g10'],
    ['the bar', 'G11', 6, 'g11'],
  ])(
    'another tab comes while one types in %s: the text goes into its own',
    async (where, name, column, text) => {
      const release = await hold('**/api/sheet?*');
      await page.getByRole('tab', { name: 'Продажи', exact: true }).click();
      await hands.cell(name).click();
      if (where === 'the bar') await page.getByLabel('Содержимое ячейки').click();
      await page.keyboard.type(text);
      release();
      await selected('Продажи');
      await page.keyboard.press('Enter');
      await hands.tab(SHEET);
      await hands.shows(name, text);
      const row = Number(name.slice(1));
      expect(saved(row, column)).toBe(text);
      expect(saved(row, column, 'Продажи')).not.toBe(text);
    },
  );

  test('a row put in by another window: what is typed by the old picture is given back', async () => {
    await hands.type('F12', 'f12');
    await hands.shows('F12', 'f12');
    const other = await browser.context.newPage();
    await other.goto(page.url());
    await handsOn(other).cell('F10').click({ button: 'right' });
    await other.getByRole('menuitem', { name: 'Вставить строку выше' }).click();
    await handsOn(other).shows('F13', 'f12');
    await other.close();
    await hands.cell('F12').click();
    await page.keyboard.type('late');
    await page.keyboard.press('Enter');
    expect(await hands.toast()).toBe('Книга изменилась: проверьте строку и впишите ещё раз: «late»');
    await hands.shows('F13', 'f12');
    expect([saved(12, 5), saved(13, 5)]).toEqual([null, 'f12']);
    await hands.type('F12', 'late');
    await hands.shows('F12', 'late');
    expect([saved(12, 5), saved(13, 5)]).toEqual(['late', 'f12']);
  });

  test('the workbench ends: the text stands in the editor again; started anew, it takes the text', async () => {
    await workbench.halt();
    await hands.type('F14', 'kept');
    await page.locator('.toast', { hasText: /^Стенд не отвечает\..* Не записано: «kept»$/ }).waitFor();
    expect(await editor().inputValue()).toBe('kept');
    expect(await address()).toBe('F14');
    await workbench.again();
    await page.keyboard.press('Enter');
    await hands.shows('F14', 'kept');
    expect(saved(14, 5)).toBe('kept');
    while ((await page.locator('.toast').count()) > 0) await hands.toast();
    // The browser itself tells of a request without an answer, and of a token that is no longer good.
    expect(
      browser.trouble().filter((line) => !/net::ERR_(?:CONNECTION_|EMPTY_RESPONSE)|403/.test(line)),
    ).toEqual([]);
  });

  test.each([
    ['the editor holds text', () => hands.cell('G15').click()],
    ['the bar holds text', () => page.getByLabel('Содержимое ячейки').click()],
  ])('leaving the page is asked about while %s', async (_, go) => {
    await hands.cell('G15').click();
    await go();
    await page.keyboard.type('unsaved');
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
    await page.keyboard.press('Escape');
    expect(browser.trouble()).toEqual([expect.stringContaining('окно')]);
    expect(await page.getByLabel('Содержимое ячейки').inputValue()).toBe('');
  });

  test('leaving the page is asked about while an edit is being written', async () => {
    const release = await hold('**/api/edit');
    await hands.type('G15', 'g15');
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
    release();
    await hands.shows('G15', 'g15');
    expect(browser.trouble()).toEqual([expect.stringContaining('окно')]);
  });

  test('typing brings a cell scrolled away back into view', async () => {
    await hands.tab('Регистрации');
    await hands.cell('K2').click();
    await page.evaluate(`document.querySelector('.grid').scrollTop = 1e6`);
    await hands.cell('K2').waitFor({ state: 'detached' });
    await page.keyboard.type('far');
    expect(await editor().inputValue()).toBe('far');
    await hands.cell('K2').waitFor();
    await page.keyboard.press('Escape');
  });

  test('after a click on a tab the hands are on its cells; the arrows stay among the tabs', async () => {
    await hands.tab('Продажи');
    await page.locator('.grid:focus').waitFor();
    await hands.tab(SHEET);
    await page.locator('.grid:focus').waitFor();
    await page.keyboard.type('x');
    expect(await editor().inputValue()).toBe('x');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: SHEET, exact: true }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator('.grid:not(:focus)').waitFor();
    await page.getByRole('tab', { name: SHEET, selected: false }).waitFor();
    expect(await page.locator(':focus').getAttribute('role')).toBe('tab');
  });

  test('Tab goes from cell to cell; after Esc it leaves the grid', async () => {
    await hands.cell('B10').click();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await address()).toBe('C10');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await page.locator('.grid:not(:focus)').waitFor();
    expect(await address()).toBe('C10');
  });

  test('Ctrl+X takes the text along; Ctrl+Shift+Z takes no edit back', async () => {
    await hands.type('G16', 'g16');
    await hands.type('G17', 'g17');
    await hands.shows('G17', 'g17');
    await hands.cell('G16').click();
    await page.keyboard.press('Control+x');
    await page.locator('#cell-15-6:empty').waitFor();
    await page.keyboard.press('Control+z');
    await hands.shows('G16', 'g16');
    await page.keyboard.press('Control+Shift+z');
    await hands.type('G18', 'g18');
    await hands.shows('G18', 'g18');
    expect([saved(16, 6), saved(17, 6)]).toEqual(['g16', 'g17']);
  });

  test('Enter of a fast typist agrees to nothing', async () => {
    await hands.tab('Рейтинг');
    const before = saved(2, 7, 'Рейтинг');
    // The key comes as soon as the question does, however slow the machine is.
    const answered = page.evaluate(`new Promise((found) => {
      const look = () => {
        const button = document.querySelector('dialog.question[open] :focus');
        if (!button) return requestAnimationFrame(look);
        const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
        found([button.textContent, button.dispatchEvent(key)]);
      };
      look();
    })`);
    await hands.type('H2', '777');
    expect(await answered).toEqual(['Нет', false]);
    const box = page.locator('dialog.question');
    await page.waitForTimeout(600);
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'detached' });
    expect(saved(2, 7, 'Рейтинг')).toBe(before);
  });
});
