// What is typed into the workbench reaches its cell or is given back, whatever happens in between and however
// fast the user types.
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { openWorkbook } from '../../src/local/host.js';
import { describeInBrowser, handsOn, openDesk } from './support.js';

const SHEET = 'Блоки';

describeInBrowser('editing in the workbench', () => {
  const desk = openDesk();
  const saved = (row: number, column: number, sheet = SHEET): unknown =>
    openWorkbook(join(desk.workbench.folder, 'demo/marathon.xlsx')).get(sheet, row - 1, column);
  const editor = () => desk.page.getByLabel('Значение ячейки');
  const address = () => desk.page.getByLabel('Адрес ячейки').inputValue();
  const selected = (title: string) => desk.page.getByRole('tab', { name: title, selected: true }).waitFor();
  /** Holds back requests until they are released. */
  const hold = async (path: string): Promise<() => void> => {
    let release = (): void => undefined;
    const released = new Promise<void>((done) => {
      release = done;
    });
    await desk.page.route(path, async (route) => {
      await released;
      await route.fallback();
    });
    return release;
  };

  beforeEach(async () => {
    await desk.hands.tab(SHEET);
  });

  test.each([
    ['the editor', 'G10', 6, 'g10'],
    ['the bar', 'G11', 6, 'g11'],
  ])(
    'another tab opens while the user types in %s: the text goes into the tab where it was typed',
    async (where, name, column, text) => {
      const release = await hold('**/api/sheet?*');
      await desk.page.getByRole('tab', { name: 'Продажи', exact: true }).click();
      await desk.hands.cell(name).click();
      if (where === 'the bar') await desk.page.getByLabel('Содержимое ячейки').click();
      await desk.page.keyboard.type(text);
      release();
      await selected('Продажи');
      await desk.page.keyboard.press('Enter');
      await desk.hands.tab(SHEET);
      await desk.hands.shows(name, text);
      const row = Number(name.slice(1));
      expect(saved(row, column)).toBe(text);
      expect(saved(row, column, 'Продажи')).not.toBe(text);
    },
  );

  test('another window inserts a row: text typed with the old view is given back', async () => {
    await desk.hands.type('F12', 'f12');
    await desk.hands.shows('F12', 'f12');
    const other = await desk.browser.context.newPage();
    await other.goto(desk.page.url());
    await handsOn(other).cell('F10').click({ button: 'right' });
    await other.getByRole('menuitem', { name: 'Вставить строку выше' }).click();
    await handsOn(other).shows('F13', 'f12');
    await other.close();
    await desk.hands.cell('F12').click();
    await desk.page.keyboard.type('late');
    await desk.page.keyboard.press('Enter');
    expect(await desk.hands.toast()).toBe('Книга изменилась: проверьте строку и впишите ещё раз: «late»');
    await desk.hands.shows('F13', 'f12');
    expect([saved(12, 5), saved(13, 5)]).toEqual([null, 'f12']);
    await desk.hands.type('F12', 'late');
    await desk.hands.shows('F12', 'late');
    expect([saved(12, 5), saved(13, 5)]).toEqual(['late', 'f12']);
  });

  test('the workbench stops: the text is back in the editor, and is saved once the workbench runs again', async () => {
    await desk.workbench.halt();
    await desk.hands.type('F14', 'kept');
    await desk.page.locator('.toast', { hasText: /^Стенд не отвечает\..*\? Не записано: «kept»$/ }).waitFor();
    expect(await editor().inputValue()).toBe('kept');
    expect(await address()).toBe('F14');
    // A message can be closed: the editor keeps the focus and does not try again.
    const tried: string[] = [];
    desk.page.on('request', (request) => tried.push(request.url()));
    while ((await desk.page.locator('.toast').count()) > 0) await desk.hands.toast();
    await desk.page.locator('.editor:focus').waitFor();
    expect(tried.filter((url) => url.endsWith('/api/edit'))).toEqual([]);
    await desk.workbench.again();
    await desk.page.keyboard.press('Enter');
    await desk.hands.shows('F14', 'kept');
    expect(saved(14, 5)).toBe('kept');
    while ((await desk.page.locator('.toast').count()) > 0) await desk.hands.toast();
    // The browser itself reports a request without a response and a token that is no longer valid.
    expect(
      desk.browser.trouble().filter((line) => !/net::ERR_(?:CONNECTION_|EMPTY_RESPONSE)|403/.test(line)),
    ).toEqual([]);
  });

  test.each([
    ['the editor holds text', () => desk.hands.cell('G15').click()],
    ['the bar holds text', () => desk.page.getByLabel('Содержимое ячейки').click()],
  ])('leaving the page asks first while %s', async (_, go) => {
    await desk.hands.cell('G15').click();
    await go();
    await desk.page.keyboard.type('unsaved');
    const asked = desk.page.waitForEvent('dialog');
    await desk.page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
    await desk.page.keyboard.press('Escape');
    expect(desk.browser.trouble()).toEqual([expect.stringContaining('окно')]);
    expect(await desk.page.getByLabel('Содержимое ячейки').inputValue()).toBe('');
  });

  test('leaving the page asks first while an edit is being saved', async () => {
    const release = await hold('**/api/edit');
    await desk.hands.type('G15', 'g15');
    const asked = desk.page.waitForEvent('dialog');
    await desk.page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
    release();
    await desk.hands.shows('G15', 'g15');
    expect(desk.browser.trouble()).toEqual([expect.stringContaining('окно')]);
  });

  test('typing brings a cell that was scrolled away back into view', async () => {
    await desk.hands.tab('Регистрации');
    await desk.hands.cell('K2').click();
    await desk.page.evaluate(`document.querySelector('.grid').scrollTop = 1e6`);
    await desk.hands.cell('K2').waitFor({ state: 'detached' });
    await desk.page.keyboard.type('far');
    expect(await editor().inputValue()).toBe('far');
    await desk.hands.cell('K2').waitFor();
    await desk.page.keyboard.press('Escape');
  });

  test('a click on a tab moves the focus to its cells; arrow keys stay within the tabs', async () => {
    await desk.hands.tab('Продажи');
    await desk.page.locator('.grid:focus').waitFor();
    await desk.hands.tab(SHEET);
    await desk.page.locator('.grid:focus').waitFor();
    await desk.page.keyboard.type('x');
    expect(await editor().inputValue()).toBe('x');
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('tab', { name: SHEET, exact: true }).focus();
    await desk.page.keyboard.press('ArrowLeft');
    await desk.page.locator('.grid:not(:focus)').waitFor();
    await desk.page.getByRole('tab', { name: SHEET, selected: false }).waitFor();
    expect(await desk.page.locator(':focus').getAttribute('role')).toBe('tab');
  });

  test('Tab goes from cell to cell; after Esc it leaves the grid, as the grid itself says', async () => {
    expect(await desk.page.locator('.grid').getAttribute('aria-description')).toContain('Esc, затем Tab');
    await desk.hands.cell('B10').click();
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.press('Shift+Tab');
    expect(await address()).toBe('C10');
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('Tab');
    await desk.page.locator('.grid:not(:focus)').waitFor();
    expect(await address()).toBe('C10');
  });

  test('the name of a cell or of an area selects it; any other text is answered', async () => {
    const name = desk.page.getByLabel('Адрес ячейки');
    await desk.hands.cell('B3').click();
    for (const [typed, selected] of [
      ['d5', 'D5'],
      ['C4:B3', 'B3:C4'],
      ['Г7', 'B3:C4'],
      ['ZZ9', 'B3:C4'],
    ] as const) {
      await name.fill(typed);
      await desk.page.keyboard.press('Enter');
      expect(await address()).toBe(selected);
      if (!/^[A-D]/i.test(typed))
        expect(await desk.hands.toast()).toContain(`«${typed}» на этой вкладке нет`);
      await desk.page.locator('.grid:focus').waitFor();
    }
  });

  test.each<[string, () => Promise<void>]>([
    [
      'Shift and arrows',
      async () => {
        await desk.hands.cell('B3').click();
        await desk.page.keyboard.press('Shift+ArrowDown');
        await desk.page.keyboard.press('Shift+ArrowRight');
      },
    ],
    [
      'Shift and a click',
      async () => {
        await desk.hands.cell('C4').click();
        await desk.hands.cell('B3').click({ modifiers: ['Shift'] });
      },
    ],
    [
      'the pointer',
      async () => {
        await desk.hands.cell('B3').hover();
        await desk.page.mouse.down();
        await desk.hands.cell('C4').hover();
        await desk.page.mouse.up();
        await desk.hands.cell('D6').hover();
      },
    ],
  ])('cells selected with %s are copied, emptied in one edit and pasted', async (_, select) => {
    const before = [saved(3, 1), saved(3, 2), saved(4, 1), saved(4, 2)];
    const send = (type: string, text: string): Promise<string> =>
      desk.page.evaluate<string>(`{
        const data = new DataTransfer();
        data.setData('text/plain', ${JSON.stringify(text)});
        document.activeElement.dispatchEvent(new ClipboardEvent('${type}', { clipboardData: data, bubbles: true, cancelable: true }));
        data.getData('text/plain');
      }`);
    await select();
    expect(await address()).toBe('B3:C4');
    expect(await desk.page.locator('.cell[aria-selected=true]').count()).toBe(4);
    const copied = await send('copy', '');
    expect(copied).toBe(`${before.slice(0, 2).join('\t')}\n${before.slice(2).join('\t')}`);
    await desk.page.keyboard.press('Delete');
    await desk.page.locator('#cell-3-2:empty').waitFor();
    expect([saved(3, 1), saved(3, 2), saved(4, 1), saved(4, 2)]).toEqual([null, null, null, null]);
    await desk.page.keyboard.press('Control+z');
    await desk.hands.shows('C4', String(before[3]));
    await desk.page.keyboard.press('Control+y');
    await desk.page.locator('#cell-3-2:empty').waitFor();
    await send('paste', copied);
    await desk.hands.shows('C4', String(before[3]));
    expect([saved(3, 1), saved(3, 2), saved(4, 1), saved(4, 2)]).toEqual(before);
  });

  test.each([
    ['one cell fills the selected area', 'x', ['x', 'x', 'x', 'x']],
    ['a row is repeated below itself', 'x\ty', ['x', 'y', 'x', 'y']],
    ['a column is repeated beside itself', 'x\ny', ['x', 'x', 'y', 'y']],
    ['a table of another shape is pasted once', 'x\ty\tz', ['x', 'y', null, null]],
  ])('pasting: %s', async (_, text, expected) => {
    await desk.hands.cell('E22').click();
    await desk.hands.cell('F23').click({ modifiers: ['Shift'] });
    const done = desk.page.waitForResponse('**/api/edit');
    await desk.page.evaluate(`{
      const data = new DataTransfer();
      data.setData('text/plain', ${JSON.stringify(text)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }`);
    await done;
    await desk.hands.shows('E22', 'x');
    expect([saved(22, 4), saved(22, 5), saved(23, 4), saved(23, 5)]).toEqual(expected);
    await desk.page.keyboard.press('Control+z');
    await desk.page.locator('#cell-21-4:empty').waitFor();
  });

  test('rows that are not fetched yet are not copied as empty ones', async () => {
    const release = await hold('**/api/rows?*');
    await desk.page.getByRole('tab', { name: 'Результаты тестов', exact: true }).click();
    await selected('Результаты тестов');
    await desk.page.keyboard.press('Control+Shift+End');
    await desk.page.keyboard.press('Control+c');
    expect(await desk.hands.toast()).toContain('ещё загружаются');
    release();
  });

  test('Ctrl+X removes the text; Ctrl+Shift+Z removes it again', async () => {
    await desk.hands.type('G16', 'g16');
    await desk.hands.type('G17', 'g17');
    await desk.hands.shows('G17', 'g17');
    await desk.hands.cell('G16').click();
    await desk.page.keyboard.press('Control+x');
    await desk.page.locator('#cell-15-6:empty').waitFor();
    await desk.page.keyboard.press('Control+z');
    await desk.hands.shows('G16', 'g16');
    await desk.page.keyboard.press('Control+Shift+z');
    await desk.page.locator('#cell-15-6:empty').waitFor();
    await desk.page.keyboard.press('Control+z');
    await desk.hands.shows('G16', 'g16');
    await desk.hands.type('G18', 'g18');
    await desk.hands.shows('G18', 'g18');
    expect([saved(16, 6), saved(17, 6)]).toEqual(['g16', 'g17']);
    await desk.page.getByRole('button', { name: 'Вернуть правку', disabled: true }).waitFor();
  });

  test('after an edit the cells can be read while the tab is fetched again', async () => {
    const { page } = desk;
    await desk.hands.type('G20', 'g20');
    await desk.hands.shows('G20', 'g20');
    const release = await hold('**/api/rows?*');
    const asked = page.waitForRequest('**/api/rows?*');
    await desk.hands.type('G21', 'g21');
    await asked;
    await desk.hands.cell('G20').click();
    await page.keyboard.press('F2');
    expect(await editor().inputValue()).toBe('g20');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+x');
    release();
    await page.locator('#cell-19-6:empty').waitFor();
    expect([saved(20, 6), saved(21, 6)]).toEqual([null, 'g21']);
  });

  test('an undo asked for before an edit is saved waits for it', async () => {
    const { page } = desk;
    await desk.hands.type('G22', 'g22');
    await desk.hands.shows('G22', 'g22');
    const release = await hold('**/api/edit');
    await desk.hands.type('G22', 'changed');
    await page.keyboard.press('Control+z');
    const undone = page.waitForResponse('**/api/step');
    release();
    await undone;
    await desk.hands.shows('G22', 'g22');
    expect(saved(22, 6)).toBe('g22');
  });

  test('Enter from fast typing confirms no question; Esc refuses it at once', async () => {
    await desk.hands.tab('Рейтинг');
    const before = saved(2, 7, 'Рейтинг');
    // The key is pressed as soon as the question appears, however slow the machine is.
    const answered = desk.page.evaluate(`new Promise((found) => {
      const look = () => {
        const button = document.querySelector('dialog.question[open] :focus');
        if (!button) return requestAnimationFrame(look);
        const isLetThrough = (key) =>
          button.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        found([button.textContent, isLetThrough('Enter'), isLetThrough('Escape')]);
      };
      look();
    })`);
    await desk.hands.type('H2', '777');
    expect(await answered).toEqual(['Нет', false, true]);
    const box = desk.page.locator('dialog.question');
    await desk.page.waitForTimeout(600);
    await desk.page.keyboard.press('Enter');
    await box.waitFor({ state: 'detached' });
    expect(saved(2, 7, 'Рейтинг')).toBe(before);
  });

  test.each(['Enter', ' '])(
    'a question from a menu is answered by no «%s» held down or pressed before it can be read',
    async (key) => {
      const { page } = desk;
      const box = page.locator('dialog.question');
      const answered = page.evaluate(`new Promise((found) => {
        const look = () => {
          const button = document.querySelector('dialog.question[open] :focus');
          if (!button) return requestAnimationFrame(look);
          found(['keydown', 'keyup'].map((type) =>
            button.dispatchEvent(new KeyboardEvent(type, { key: ${JSON.stringify(key)}, bubbles: true, cancelable: true }))));
        };
        look();
      })`);
      await page.getByRole('button', { name: 'Регламент', exact: true }).press('ArrowDown');
      await page.getByRole('menuitem', { name: 'Автоматически каждый день' }).press('Enter');
      expect(await answered).toEqual([false, false]);
      await page.keyboard.press('Escape');
      await box.waitFor({ state: 'detached' });
      expect(await desk.hands.toast()).toContain('Ничего не изменено.');

      await page.getByRole('button', { name: 'Регламент', exact: true }).press('ArrowDown');
      await page.getByRole('menuitem', { name: 'Автоматически каждый день' }).focus();
      await page.keyboard.down('Enter');
      await box.waitFor();
      await page.waitForTimeout(600);
      await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
      await page.getByRole('button', { name: 'Да' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press(key);
      await box.waitFor({ state: 'detached' });
      expect(await desk.hands.toast()).toMatch(/[Вв]ы?ключено/);
    },
  );

  test('a window with a result is not closed by the Enter that has opened it', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Регламент', exact: true }).press('ArrowDown');
    await page.getByRole('menuitem', { name: 'Самопроверка' }).focus();
    await page.keyboard.down('Enter');
    await page.locator('dialog.framed').waitFor();
    expect(
      await page.evaluate(
        `document.querySelector('dialog.framed button').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true }))`,
      ),
    ).toBe(false);
    await page.keyboard.up('Enter');
    await desk.hands.dialog();
  });
});
