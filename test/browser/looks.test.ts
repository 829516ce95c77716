// What the workbench looks like: where a new workbook opens, windows of any size, headers and notes.
import { afterEach, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { describeInBrowser, openDesk } from './support.js';

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 700 };
const LOW = { width: 640, height: 400 };

describeInBrowser('the look of the workbench', () => {
  const desk = openDesk('empty.xlsx', '--now', '2023-11-03T10:00:00+03:00');

  afterEach(async () => {
    await desk.page.setViewportSize(WIDE);
  });

  /** Whether the whole element is visible. */
  const isWithin = async (element: Locator, { width, height }: typeof WIDE): Promise<boolean> => {
    const box = await element.boundingBox();
    return (
      box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
    );
  };

  test('without results a new workbook opens on the tab where staff begin; the page is there once a programme has one', async () => {
    const { page } = desk;
    const question = page.locator('dialog.question');
    const published = page.locator('.tool', { hasText: 'Страница' });
    expect(await published.isVisible()).toBe(false);
    await desk.hands.menu('Подключить программу…');
    await question.getByRole('textbox').fill('марафон');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Регистрации', selected: true }).waitFor();
    await published.waitFor();
    await desk.hands.toast();
  });

  test.each([
    ['a phone', PHONE],
    ['a low window', LOW],
  ])('on %s every item of the menu can be reached', async (_, size) => {
    const { page } = desk;
    await page.setViewportSize(size);
    await page.getByRole('button', { name: 'Регламент', exact: true }).click();
    expect(await isWithin(page.locator('.menu > .menu-panel'), size)).toBe(true);
    await page.getByRole('menuitem', { name: 'Марафон', exact: true }).click();
    expect(await isWithin(page.getByRole('menuitem', { name: 'Провести розыгрыш…' }), size)).toBe(true);
    await page.getByRole('menuitem', { name: 'Справка' }).scrollIntoViewIfNeeded();
    expect(await isWithin(page.getByRole('menuitem', { name: 'Справка' }), size)).toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('.menu.open').waitFor({ state: 'detached' });
  });

  test('in a low window the buttons stand in one line, each with its name', async () => {
    const { page } = desk;
    const top = page.locator('.top');
    await page.setViewportSize(LOW);
    expect((await top.boundingBox())?.height).toBeLessThan(50);
    for (const name of ['Ежедневный запуск', 'Пятиминутный запуск', 'Письма'])
      expect(await isWithin(top.getByRole('button', { name }), LOW)).toBe(true);
    const told = await desk.browser.context.newCDPSession(page);
    const { nodes } = await told.send('Accessibility.getFullAXTree');
    const names = nodes
      .filter(({ role }) => role?.value === 'textbox')
      .map(({ name }) => String(name?.value));
    expect(names).toContain('Сейчас');
    await told.detach();
  });

  test('the clock shows its whole time', async () => {
    expect(
      await desk.page.evaluate(
        `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('#now'))`,
      ),
    ).toBe(0);
  });

  test('in high contrast the selected cells and tab differ from others', async () => {
    const { page } = desk;
    await page.emulateMedia({ forcedColors: 'active' });
    await desk.hands.cell('B2').click();
    await page.keyboard.press('Shift+ArrowDown');
    const [cell = '', ...others] = await page.evaluate<readonly string[]>(`[
      getComputedStyle(document.querySelector('.cell.selected'), '::after').borderTopColor,
      getComputedStyle(document.querySelector('.ranged:not(.selected)')).outlineColor,
      getComputedStyle(document.querySelector('.tab[aria-selected=true]')).outlineColor,
      getComputedStyle(document.querySelector('.cell:not(.ranged)')).borderBottomColor,
    ]`);
    await page.emulateMedia({ forcedColors: 'none' });
    expect(others).toEqual([cell, cell, expect.not.stringContaining(cell)]);
  });

  test('on a phone the cell’s text takes most of the bar', async () => {
    await desk.page.setViewportSize(PHONE);
    const box = await desk.page.getByLabel('Содержимое ячейки').boundingBox();
    expect(box?.width).toBeGreaterThan(PHONE.width / 2);
  });

  test('a toast is visible beside the letters and over them', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Письма' }).click();
    await desk.hands.menu('Автоматически каждый день');
    await page.locator('dialog.question').getByRole('button', { name: 'Закрыть' }).click();
    const toast = page.locator('.toast', { hasText: 'Ничего не изменено.' });
    await toast.waitFor();
    for (const size of [WIDE, { width: 900, height: 700 }, PHONE]) {
      await page.setViewportSize(size);
      expect(await isWithin(toast, size)).toBe(true);
    }
    await toast.getByRole('button', { name: 'Закрыть' }).click();
    await page.locator('.grid:focus').waitFor();
    await page.getByRole('complementary').getByRole('button', { name: 'Закрыть' }).click();
  });

  test('no header is cut', async () => {
    const { page } = desk;
    for (const title of await page.getByRole('tab').allInnerTexts()) {
      await desk.hands.tab(title);
      const cut = await page.evaluate(
        `[...document.querySelectorAll('.head-cell .text')]
          .filter((text) => text.scrollWidth > text.clientWidth || text.scrollHeight > text.clientHeight)
          .map((text) => text.textContent)`,
      );
      expect({ title, cut }).toEqual({ title, cut: [] });
    }
  });

  test('Ctrl+Home goes to the top; a click on the header does not scroll the rows', async () => {
    const { page } = desk;
    const scrolled = (): Promise<number> => page.evaluate(`document.querySelector('.grid').scrollTop`);
    await desk.hands.tab('Регистрации');
    await page.setViewportSize(LOW);
    await desk.hands.cell('B2').click();
    for (let pages = 0; pages < 6; pages++) await page.keyboard.press('PageDown');
    expect(await scrolled()).toBeGreaterThan(0);
    const before = await scrolled();
    await desk.hands.cell('B1').click();
    expect(await scrolled()).toBe(before);
    await page.keyboard.press('Control+Home');
    expect(await scrolled()).toBe(0);
  });

  test('a header’s note can be read by keyboard too', async () => {
    const { page } = desk;
    await desk.hands.tab('Регистрации');
    await desk.hands.cell('B2').click();
    await page.keyboard.press('ArrowUp');
    const note = page.getByRole('tooltip');
    await note.getByText('Фамилия, имя').waitFor();
    expect(await desk.hands.cell('B1').getAttribute('aria-description')).toBe(await note.textContent());
    await page.keyboard.press('Escape');
    await note.waitFor({ state: 'hidden' });
  });

  test('the first column of a wide tab stays in view, except on a phone', async () => {
    const { page } = desk;
    await desk.hands.menu('Подключить программу…');
    await page.locator('dialog.question').getByRole('textbox').fill('вебинары');
    await page.keyboard.press('Enter');
    await desk.hands.toast();
    await desk.hands.tab('Вебинары');
    const scrolled = (): Promise<number> => page.evaluate(`document.querySelector('.grid').scrollLeft`);
    await desk.hands.cell('B2').click();
    await page.keyboard.press('End');
    expect(await scrolled()).toBeGreaterThan(0);
    expect(await isWithin(desk.hands.cell('A2'), WIDE)).toBe(true);
    for (let columns = 0; columns < 40; columns++) await page.keyboard.press('ArrowLeft');
    expect(await scrolled()).toBe(0);
    await page.setViewportSize(PHONE);
    await page.evaluate(`document.querySelector('.grid').scrollTo(1000, 0)`);
    expect(await isWithin(desk.hands.cell('A2'), PHONE)).toBe(false);
  });

  test('a long text makes its row higher in the last column, and is cut where another column follows', async () => {
    const { page } = desk;
    const long = Array.from({ length: 3 }, () => 'Самый активный участник, который помогал новичкам').join(
      ' ',
    );
    const isWhole = async (name: string): Promise<boolean> => {
      await desk.hands.type(name, long);
      await desk.hands.shows(name, long);
      const id = (await desk.hands.cell(name).getAttribute('id')) ?? '';
      return page.evaluate(
        `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('#${id} .text'))`,
      );
    };
    await desk.hands.tab('Блоки');
    expect(await isWhole('B2')).toBe(false);
    await desk.hands.tab('Календарь');
    const row = await desk.hands.cell('D2').boundingBox();
    expect(await isWhole('D2')).toBe(true);
    expect((await desk.hands.cell('D2').boundingBox())?.height).toBeGreaterThan(row?.height ?? 0);
  });

  // The last one: from then on the page has a clock of the test.
  test('a short message disappears by itself, a long one stays until it is closed', async () => {
    const { page } = desk;
    await page.clock.install();
    await desk.hands.menu('Подключить программу…');
    await page.locator('dialog.question').getByRole('textbox').fill('реселлеры');
    await page.keyboard.press('Enter');
    const long = page.locator('.toast', { hasText: 'Дальше: проверьте «Настройки»' });
    await long.waitFor();
    await desk.hands.menu('Автоматически каждый день');
    await page.locator('dialog.question').getByRole('button', { name: 'Закрыть' }).click();
    const short = page.locator('.toast', { hasText: 'Ничего не изменено.' });
    await short.waitFor();
    await page.clock.fastForward(11_000);
    await short.waitFor({ state: 'detached' });
    expect(await long.count()).toBe(1);
  });
});
