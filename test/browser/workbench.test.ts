// A newcomer's first steps in the workbench, in a real browser with the built bundle: look, edit, recompute,
// draw, ask why, send.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openWorkbook } from '../../src/local/host.js';
import { describeInBrowser, openDesk } from './support.js';

/** Longer than a question ignores keys (dialogs.ts). */
const READ_MS = 600;
const HOSTILE = '<img src=x onerror=alert(1)>';

describeInBrowser('the workbench', () => {
  const desk = openDesk();
  const file = (): string => join(desk.workbench.folder, 'demo/marathon.xlsx');
  const bytes = (): string => createHash('sha256').update(readFileSync(file())).digest('hex');

  test('opens the sample at its own date, on its rating', async () => {
    const { page } = desk;
    await desk.hands.cell('H2').locator('.text').waitFor();
    expect(await page.getByLabel('Сейчас').inputValue()).toBe('03.11.2023 10:00');
    expect(await page.getByRole('tab').allInnerTexts()).toEqual([...openWorkbook(file()).titles()]);
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Рейтинг');
    expect(await desk.hands.cell('B2').innerText()).toBe(String(openWorkbook(file()).get('Рейтинг', 1, 1)));
  });

  test('has the menu that onOpen builds, by mouse and by keyboard', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Регламент', exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    const shown = await page.locator('.menus .menu-panel').first().getByRole('menuitem').allInnerTexts();
    expect(shown.slice(0, 6)).toEqual([
      'Пересчитать',
      'Что изменится?',
      'Почему такая цифра?',
      'Сроки на сегодня',
      'Предпросмотр писем',
      'Отправить письма',
    ]);
    expect(shown.slice(-5)).toEqual([
      'Подключить программу…',
      'Автоматически каждый день',
      'Удалить персональные данные…',
      'Самопроверка',
      'Справка',
    ]);
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown');
    const item = page.getByRole('menuitem', { name: 'Марафон', exact: true });
    const isExpanded = () => item.getAttribute('aria-expanded');
    expect(await isExpanded()).toBe('false');
    for (const key of ['ArrowRight', 'Enter', ' ']) {
      await page.keyboard.down(key);
      // A key held down does not run the item that it has come to.
      await page.keyboard.down(key);
      await page.keyboard.up(key);
      expect(await page.locator(':focus').innerText()).toBe('Провести розыгрыш…');
      expect(await isExpanded()).toBe('true');
      await page.keyboard.press('ArrowLeft');
      expect(await page.locator(':focus').innerText()).toBe('Марафон');
      expect(await isExpanded()).toBe('false');
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  });

  test('recomputes what has been edited', async () => {
    await desk.hands.tab('Дополнительные баллы');
    const row = openWorkbook(file()).values('Дополнительные баллы').length + 1;
    await desk.hands.type(`A${String(row)}`, 'uchastnik01@example.com');
    await desk.hands.type(`B${String(row)}`, '100,5');
    await desk.hands.type(`C${String(row)}`, '=1+1');
    expect(await desk.hands.toast()).toContain('записано как текст');
    await desk.hands.type(`D${String(row)}`, '03.11.2023');
    await desk.hands.shows(`D${String(row)}`, '03.11.2023');
    await desk.hands.menu('Пересчитать');
    expect(await desk.hands.toast()).toContain('Пересчитано');
    await desk.hands.tab('Рейтинг');
    await desk.hands.shows('B2', 'быстрый_кот');
    await desk.hands.shows('H2', '132,5');
    const saved = openWorkbook(file());
    expect(saved.values('Дополнительные баллы')[row - 1]).toEqual([
      'uchastnik01@example.com',
      100.5,
      '=1+1',
      45233,
    ]);
    expect(saved.formula('Дополнительные баллы', row - 1, 2)).toBeNull();
  });

  test('keeps up with fast typing, even past the lower edge', async () => {
    const { page } = desk;
    await desk.hands.tab('Дополнительные баллы');
    const first = openWorkbook(file()).values('Дополнительные баллы').length + 3;
    const typed = Array.from({ length: 16 }, (_, row) => [`a${row}xyz`, String(row), `c${row}xyz`]);
    await desk.hands.cell(`A${String(first)}`).click();
    for (const row of typed) {
      for (const text of row) {
        await page.keyboard.type(text);
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
    }
    await desk.hands.shows(`C${String(first + 15)}`, 'c15xyz');
    expect(
      openWorkbook(file())
        .values('Дополнительные баллы')
        .slice(first - 1),
    ).toEqual(typed.map(([name, points, why]) => [name, Number(points), why]));
    for (let i = 0; i < 48; i++) await page.keyboard.press('Control+z');
    await desk.hands
      .cell(`A${String(first)}`)
      .getByText('a0xyz')
      .waitFor({ state: 'detached' });
    expect(openWorkbook(file()).values('Дополнительные баллы').length).toBe(first - 3);
  });

  test('offers the listed words, ticks a box, undoes an edit', async () => {
    const { page } = desk;
    await desk.hands.tab('Продажи');
    const tick = desk.hands.cell('G2').locator('.tick');
    await tick.click();
    await page.locator('#cell-1-6 .tick[aria-checked=false]').waitFor();
    expect(openWorkbook(file()).get('Продажи', 1, 6)).toBe(false);
    await desk.hands.cell('E2').dblclick();
    expect(await page.getByRole('option').allInnerTexts()).toEqual([
      'новая',
      'продление',
      'дозакупка',
      'upgrade',
    ]);
    // The word highlighted is the one that Enter would save.
    const field = page.getByRole('combobox', { name: 'Значение ячейки', expanded: true });
    const list = page.getByRole('listbox', { name: 'Значения на выбор' });
    expect(await field.getAttribute('aria-controls')).toBe(await list.getAttribute('id'));
    const highlighted = async (): Promise<readonly (string | null)[]> => [
      ...(await list.locator('[role=option][aria-selected=true]').allInnerTexts()),
      await page.evaluate<string | null>(
        `document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent ?? null`,
      ),
    ];
    expect(await highlighted()).toEqual(['новая', 'новая']);
    await field.fill('прод');
    expect(await highlighted()).toEqual([null]);
    await page.keyboard.type('ление');
    expect(await highlighted()).toEqual(['продление', 'продление']);
    await page.keyboard.press('ArrowDown');
    expect(await highlighted()).toEqual(['дозакупка', 'дозакупка']);
    await page.keyboard.press('Escape');
    await page.keyboard.type('u');
    expect(await highlighted()).toEqual([null]);
    await page.getByRole('option', { name: 'продление' }).click();
    await desk.hands.shows('E2', 'продление');
    await page.keyboard.press('Control+z');
    await desk.hands.shows('E2', 'новая');
    await page.keyboard.press('Control+z');
    await page.locator('#cell-1-6 .tick[aria-checked=true]').waitFor();
    expect(openWorkbook(file()).get('Продажи', 1, 6)).toBe(true);
  });

  test('accepts a pasted table, and inserts and deletes rows', async () => {
    const { page } = desk;
    await desk.hands.tab('Блоки');
    await desk.hands.cell('F10').click();
    await page.evaluate(`{
      const data = new DataTransfer();
      data.setData('text/plain', 'https://example.com/1\\t"две\\nстроки"\\r\\nтретья\\t4\\r\\n');
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }`);
    await desk.hands.shows('F11', 'третья');
    expect(openWorkbook(file()).values('Блоки').slice(9)).toEqual([
      [null, null, null, null, null, 'https://example.com/1', 'две\nстроки'],
      [null, null, null, null, null, 'третья', '4'],
    ]);
    await desk.hands.cell('F10').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Удалить строку' }).click();
    await desk.hands.shows('F10', 'третья');
    await desk.hands.cell('F10').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Вставить строку выше' }).click();
    await desk.hands.shows('F11', 'третья');
    for (let edits = 3; edits > 0; edits--) await page.keyboard.press('Control+z');
    await page.locator('#cell-10-5:empty').waitFor();
    expect(openWorkbook(file()).values('Блоки')).toHaveLength(8);
  });

  test.each(['Shift+F10', 'ContextMenu'])('opens the menu of the selected row by %s', async (key) => {
    const { page } = desk;
    await desk.hands.tab('Блоки');
    const below = await desk.hands.cell('A9').innerText();
    await desk.hands.cell('A4').click();
    const cell = await desk.hands.cell('A4').boundingBox();
    await page.keyboard.press(key);
    const menu = page.locator('.menu-panel.context');
    expect(await page.locator('.grid').getAttribute('aria-description')).toContain('Shift+F10');
    const box = await menu.boundingBox();
    expect([box?.x, box?.y]).toEqual([cell?.x, (cell?.y ?? 0) + (cell?.height ?? 0)]);
    expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual([
      'Почему такая цифра?',
      'Вставить строку ниже',
      'Вставить строку выше',
      'Удалить строку',
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('#cell-4-0:empty').waitFor();
    await page.locator('.grid:focus').waitFor();
    expect(openWorkbook(file()).values('Блоки')).toHaveLength(9);
    await page.keyboard.press('Control+z');
    await desk.hands.shows('A9', below);
    expect(openWorkbook(file()).values('Блоки')).toHaveLength(8);
  });

  test('a cell of several lines is copied as one cell; a pasted picture empties none', async () => {
    const { page } = desk;
    await desk.hands.tab('Блоки');
    const send = (type: string, text: string): Promise<string> =>
      page.evaluate<string>(`{
        const data = new DataTransfer();
        const text = ${JSON.stringify(text)};
        if (text !== '') data.setData('text/plain', text);
        document.activeElement.dispatchEvent(new ClipboardEvent('${type}', { clipboardData: data, bubbles: true, cancelable: true }));
        data.getData('text/plain');
      }`);
    const cells = ['"две\nстроки и ""кавычки"""', '"""О"""'];
    await desk.hands.cell('F14').click();
    await send('paste', cells.join('\t'));
    await desk.hands.shows('G14', '"О"');
    expect(openWorkbook(file()).values('Блоки')[13]?.slice(5)).toEqual(['две\nстроки и "кавычки"', '"О"']);
    const copied = [];
    for (const name of ['F14', 'G14']) {
      await desk.hands.cell(name).click();
      copied.push(await send('copy', ''));
    }
    expect(copied).toEqual(cells);
    await send('paste', '');
    await desk.hands.type('F15', 'ещё');
    await desk.hands.shows('F15', 'ещё');
    expect(openWorkbook(file()).get('Блоки', 13, 6)).toBe('"О"');
    for (let edits = 2; edits > 0; edits--) await page.keyboard.press('Control+z');
    await page.locator('#cell-13-5:empty').waitFor();
  });

  test('asks before a computed cell is changed', async () => {
    const { page } = desk;
    await desk.hands.tab('Рейтинг');
    await desk.hands.type('H2', '777');
    const box = page.locator('dialog.question');
    expect(await box.innerText()).toContain('Эту ячейку считает «Регламент» — изменить всё же?');
    await box.getByRole('button', { name: 'Нет' }).click();
    await desk.hands.shows('H2', '132,5');
    await desk.hands.type('H2', '777');
    await box.getByRole('button', { name: 'Да' }).click();
    await desk.hands.shows('H2', '777');
    await desk.hands.menu('Что изменится?');
    const { html } = await desk.hands.dialog();
    expect(html).toContain('Пересчёт изменит');
    expect(html).toContain('132,5');
    await desk.hands.menu('Пересчитать');
    await desk.hands.toast();
    await desk.hands.shows('H2', '132,5');
  });

  test('a draw asks for its seed and writes nothing before all questions are answered', async () => {
    const { page } = desk;
    const question = page.locator('dialog.question');
    const before = bytes();
    await desk.hands.menu('Марафон', 'Провести розыгрыш…');
    // Read aloud with its field and as the description of its window.
    const text = await question.locator('.asked').innerText();
    await question.getByRole('textbox', { name: text, exact: true }).waitFor();
    const about = (await question.getAttribute('aria-describedby')) ?? '';
    expect(await question.locator(`[id="${about}"]`).innerText()).toBe(text);
    await page.keyboard.press('Escape');
    expect(await desk.hands.toast()).toContain('Отменено, ничего не записано.');
    await desk.hands.menu('Марафон', 'Провести розыгрыш…');
    await question.getByRole('textbox').fill('осень 2023');
    await page.keyboard.press('Enter');
    await question.getByRole('button', { name: 'Да' }).waitFor();
    expect(bytes()).toBe(before);
    await page.waitForTimeout(READ_MS);
    await page.keyboard.press('Enter');
    const { title, html } = await desk.hands.dialog();
    expect(title).toBe('Провести розыгрыш');
    expect(html).toContain('осень 2023');
    expect(bytes()).not.toBe(before);
    await desk.hands.tab('Розыгрыши');
    await desk.hands.shows('D2', 'осень 2023');
    expect(await desk.hands.cell('E2').innerText()).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a question can be closed by its cross, and nothing changes', async () => {
    const before = bytes();
    await desk.hands.menu('Автоматически каждый день');
    await desk.page.locator('dialog.question').getByRole('button', { name: 'Закрыть' }).click();
    expect(await desk.hands.toast()).toContain('Ничего не изменено.');
    expect(bytes()).toBe(before);
  });

  test.each([
    ['Сроки на сегодня', 'Финал'],
    ['Предпросмотр писем', 'Писем к отправке нет'],
    ['Самопроверка', 'Всё верно'],
    ['Справка', 'Каждый день'],
  ])('shows the dialog «%s»', async (caption, text) => {
    await desk.hands.menu(caption);
    const { title, html } = await desk.hands.dialog();
    expect(title).toBe(caption);
    expect(html).toContain(text);
  });

  test('a dialog is read and closed by keyboard, also after a click on its text', async () => {
    const { page } = desk;
    const frame = page.locator('dialog.framed iframe');
    const becomes = (condition: string): Promise<void> =>
      page.evaluate(`new Promise((done) => {
        const frame = document.querySelector('dialog iframe');
        const look = () => (${condition} ? done() : requestAnimationFrame(look));
        look();
      })`);
    for (const isClicked of [false, true]) {
      await desk.hands.menu('Самопроверка');
      await frame.waitFor();
      await becomes('document.activeElement === frame');
      await page.keyboard.press('PageDown');
      await becomes('frame.contentDocument.scrollingElement.scrollTop > 0');
      if (isClicked) await frame.click();
      await page.keyboard.press('Escape');
      await frame.waitFor({ state: 'detached' });
      await page.locator('.grid:focus').waitFor();
    }
  });

  test('HTML in a dialog runs nothing, though it has the origin of the page', async () => {
    const { page } = desk;
    const attack = `(opener || parent).document.title = 'взлом'`;
    const html = `<script>${attack}</script><img src="data:image/png,x" onerror="${attack}"><form action="javascript:${attack}"><button>form</button></form>
      <a href="javascript:${attack}">here</a> <a href="javascript:${attack}" target="_blank" rel="opener">new</a> <a href="javascript:${attack}" target="_top">top</a>`;
    const outcome = {
      kind: 'done',
      toasts: [],
      dialogs: [{ title: 'Окно', html, width: null, height: null }],
    };
    await page.route('**/api/call', (route) => route.fulfill({ json: { ...outcome, problem: null } }));
    await desk.hands.menu('Справка');
    const frame = page.frameLocator('dialog.framed iframe');
    const title = await page.title();
    for (const name of ['here', 'new', 'top']) await frame.getByRole('link', { name }).click();
    await frame.getByRole('button', { name: 'form' }).click();
    await page.waitForTimeout(300);
    expect(await page.title()).toBe(title);
    await page.unroute('**/api/call');
    await desk.hands.dialog();
    for (const other of desk.browser.context.pages()) if (other !== page) await other.close();
    const refused = desk.browser.trouble();
    expect(refused.join('\n')).toContain(`'allow-scripts' permission is not set`);
    expect(refused.filter((line) => !/^консоль: .*(?:sandboxed|Content Security Policy)/.test(line))).toEqual(
      [],
    );
  });

  test('explains a figure; its frame runs no script', async () => {
    const { page } = desk;
    await desk.hands.tab('Рейтинг');
    await desk.hands.cell('H2').click();
    await desk.hands.menu('Почему такая цифра?');
    const frame = page.locator('dialog.framed iframe');
    expect(await frame.getAttribute('sandbox')).not.toMatch(/scripts|forms|top-navigation/);
    const { html } = await desk.hands.dialog();
    expect(html).toContain('Рейтинг, строка 2, «Итого»');
    expect(html).toContain('132,5');
    await desk.hands.tab('Продажи');
    await desk.hands.cell('C2').click();
    await desk.hands.menu('Почему такая цифра?');
    const refusal = page.locator('.toast.bad');
    await refusal.waitFor();
    expect(await desk.hands.toast()).toContain('вписывают сотрудники');
  });

  test.each(['by mouse', 'by keyboard'])('goes %s from an error to its cell and back', async (how) => {
    const { page } = desk;
    await desk.hands.tab('Ошибки');
    const row = await desk.hands.cell('B2').innerText();
    if (how === 'by mouse') await desk.hands.cell('A2').getByRole('link').click();
    else {
      await desk.hands.cell('B2').click();
      await page.keyboard.press('ArrowLeft');
      await page.getByRole('tooltip').getByText('Ctrl+Enter').waitFor();
      await page.keyboard.press('Control+Enter');
    }
    await page.getByRole('tab', { name: 'Регистрации', selected: true }).waitFor();
    expect(await page.getByLabel('Адрес ячейки').inputValue()).toBe(`A${row}`);
    await page.goBack();
    await page.getByRole('tab', { name: 'Ошибки', selected: true }).waitFor();
    expect(await page.getByLabel('Адрес ячейки').inputValue()).toBe('A2');
    await page.locator('.grid:focus').waitFor();
  });

  test('simulates tomorrow: the daily run and the letters', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '+1 день' }).click();
    await page.getByRole('button', { name: 'Ежедневный запуск' }).click();
    expect(await desk.hands.toast()).toContain('новых писем: 4');
    // The clock runs on from 10:00.
    expect(await page.getByLabel('Сейчас').inputValue()).toMatch(/^04\.11\.2023 10:0\d$/);
    await desk.hands.menu('Отправить письма');
    const question = page.locator('dialog.question');
    await question.getByText('Отправить сейчас 4 письма').waitFor();
    await question.getByRole('button', { name: 'Да' }).click();
    expect(await desk.hands.toast()).toContain('Отправлено 4');
    await page.getByRole('button', { name: 'Письма' }).click();
    const letters = page.locator('.letter-box');
    await letters.first().click();
    expect(await letters.count()).toBe(4);
    expect(await letters.first().innerText()).toContain('победитель марафона');
    await page.keyboard.press('Escape');
    await page.locator('.grid:focus').waitFor();
    await page.getByLabel('Сейчас').fill('когда-нибудь');
    await page.keyboard.press('Enter');
    expect(await desk.hands.toast()).toContain('не дата и время');
    await page.getByLabel('Сейчас').fill('03.11.2203 10:00');
    await page.keyboard.press('Enter');
    expect(await desk.hands.toast()).toContain('проверьте год; можно с 1900 по 2100.');
    // The browser itself reports a refused request.
    expect(desk.browser.trouble()).toEqual([expect.stringContaining('400'), expect.stringContaining('400')]);
  });

  test('the public page: results without addresses, and nicknames as plain text', async () => {
    const { page } = desk;
    await desk.hands.tab('Регистрации');
    await desk.hands.type('A2', HOSTILE);
    await desk.hands.shows('A2', HOSTILE);
    await desk.hands.menu('Пересчитать');
    await desk.hands.toast();
    await desk.hands.tab('Рейтинг');
    await desk.hands.shows('B2', HOSTILE);
    await page.goto(`${desk.workbench.url}/page`);
    expect(await page.locator('h2').allInnerTexts()).toEqual([
      'Рейтинг',
      'Расписание',
      'Номинации',
      'Розыгрыши',
    ]);
    expect(await page.locator('tbody tr').first().innerText()).toContain(HOSTILE);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.content()).not.toMatch(/[\w.]@[\w.]/);
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
