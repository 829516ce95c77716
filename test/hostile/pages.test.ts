// Every dialog and page with hostile texts in a real browser with scripts allowed: no script runs, no
// element, attribute or request comes from a cell, and what staff typed is shown as text.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialog, saveWorkbook, type WorkbookModel } from '../../src/local/host.js';
import type { Programme } from '../../src/rules/programme.js';
import { programmes } from '../../src/rules/registry.js';
import { longText, text } from '../../src/rules/kinds.js';
import { keyOf } from '../../src/rules/text.js';
import { type Browser, describeInBrowser, openBrowser, startWorkbench } from '../browser/support.js';
import { fail } from '../bundle/failures.js';
import { open } from '../bundle/open.js';
import { argumentsOf } from '../bundle/samples.js';
import { watcher } from '../bundle/screen.js';
import { setSetting } from '../bundle/tables.js';
import { temporaryFolder } from '../temporary.js';
import { nowOf, savedSampleOf } from './support.js';

/** Each of them runs unless it is escaped: as an element, in an attribute, in a style, in a link. */
const PAYLOADS = [
  '<script>document.title="взлом";alert(1)</script>',
  '<img src=x onerror="alert(1)">',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)' style='background:url(https://evil.example/a.png)' x='",
  '</style></title></textarea></table><iframe src="https://evil.example/"></iframe>',
  '<a href="javascript:alert(1)">нажмите</a><base href="https://evil.example/">',
  '<form action="https://evil.example/"><input name=x autofocus onfocus=alert(1)>',
  '}*{background:url(https://evil.example/b.png)}<link rel=stylesheet href=https://evil.example/c.css>',
  '<!--<meta http-equiv=refresh content="0;url=https://evil.example/">-->&lt;b&gt;',
  '\u202e</b>\u0000<b\u0000>',
];
const MARK = 'evil.example';

/** Elements that the add-on itself writes. */
const OWN = new Set(
  'HTML HEAD META TITLE STYLE BODY MAIN NAV H1 H2 P B I U S A PRE DIV TABLE THEAD TBODY TR TH TD WBR'.split(
    ' ',
  ),
);
const ATTRIBUTES = [
  /^(class|lang|charset|name|content|target|rel)=[\w ,=.-]*$/,
  /^href=https?:\/\/[^\s<>"']+$/,
  // The sections of the page.
  /^(id=|href=#)s\d+-\d+$/,
  // Labels of cards: only values of CSS variables.
  /^style=(--c\d+:"[^"{}<>]*";?)+$/,
];

/** Equal texts stay equal, so that rows in different tabs still refer to each other. */
function spoil(value: string): string {
  let sum = 0;
  for (const char of value) sum += char.codePointAt(0) ?? 0;
  // A nickname with a comma is refused, so commas are replaced; nothing else in the payloads changes.
  return `${value} ${PAYLOADS[sum % PAYLOADS.length] ?? ''}`.replace(/,/g, ';');
}

/** The programme's sample with markup in every text, including its shared tabs and titles. */
function spoilt(programme: Programme): WorkbookModel {
  const book = savedSampleOf(programme);
  for (const tab of Object.values(programme.tabs)) {
    if (tab.role !== 'input') continue;
    const rows = book.values(tab.title);
    const head = (rows[0] ?? []).map((cell) => keyOf(String(cell ?? '')));
    for (const column of Object.values(tab.columns)) {
      const at = head.indexOf(keyOf(column.header));
      const plain = column.kind.read === text.read || column.kind.read === longText.read;
      if (!plain || column.options.computed === true || /^(Месяц|Период)/.test(column.header)) continue;
      rows.forEach((row, index) => {
        const cell = row[at];
        if (index > 0 && typeof cell === 'string') book.set(tab.title, index, at, spoil(cell));
      });
    }
  }
  const templates = book.values('Шаблоны писем');
  templates.forEach((row, index) => {
    if (index > 0) book.set('Шаблоны писем', index, 2, `${String(row[2])} ${PAYLOADS[0] ?? ''}`);
  });
  setSetting(book, programme.title, 'Страна', PAYLOADS[1] ?? '');
  book.setRows('Письма', book.values('Письма').slice(0, 1));
  book.renameSheet(Object.values(programme.tabs)[0]?.title ?? '', PAYLOADS[6]?.slice(0, 60) ?? '');
  return book;
}

/** Whether a call succeeds; a failure other than a refusal is thrown. */
function tried(call: () => void): boolean {
  try {
    call();
    return true;
  } catch (error) {
    if ((error as { readonly expected?: boolean }).expected !== true) throw error;
    return false;
  }
}

interface Shown {
  readonly name: string;
  readonly html: string;
}

/** Everything that the menu shows for this workbook, and the public page. */
function pagesOf(programme: Programme): readonly Shown[] {
  const book = spoilt(programme);
  const shown: Shown[] = [];
  const show = (name: string, ...args: readonly unknown[]): void => {
    const { ui, dialogs } = watcher({ text: '7707083893' });
    open(book, { now: nowOf(programme), ui }).call(name, ...args);
    shown.push(...dialogs.map(({ title, html }: Dialog) => ({ name: `${name} ${title}`, html })));
  };
  show('whatChanges');
  show('previewLetters');
  show('recompute');
  show('deadlinesToday');
  for (const tab of Object.values(programme.tabs)) {
    const column = Object.values(tab.columns).find(
      ({ options }) => tab.role === 'output' || options.computed,
    );
    if (tab.role === 'log' || !column) continue;
    // Not every row has an explanation.
    for (const row of [2, 3]) tried(() => show('explain', tab.title, row, column.header));
  }
  for (const { name } of programme.actions) {
    const given = argumentsOf(programme, name);
    // What refers to a spoilt cell is spoilt in the same way.
    if (!tried(() => show(name, ...given)) && !tried(() => show(name, ...given.map(spoil))))
      fail(`${name} shows nothing`);
  }
  show('help');
  const page = open(book, { now: nowOf(programme) }).as({ visitor: '' }, 'doGet', {});
  shown.push({ name: 'doGet', html: (page as { readonly getContent: () => string }).getContent() });
  return shown;
}

interface Found {
  readonly title: string;
  readonly words: string;
  /** Names of elements, each once. */
  readonly elements: readonly string[];
  /** «name=value», each once. */
  readonly attributes: readonly string[];
}
/** Executed in the page. */
const LOOK = `(() => {
  const all = [...document.querySelectorAll('*')];
  const distinct = (list) => [...new Set(list)];
  return {
    title: document.title,
    words: document.body.textContent,
    elements: distinct(all.map((one) => one.tagName)),
    attributes: distinct(all.flatMap((one) => [...one.attributes].map(({ name, value }) => name + '=' + value))),
  };
})()`;
const INSIDE = `[...document.querySelectorAll('[role=grid] *, [role=tab] *')]
  .filter((one) => /^(SCRIPT|IMG|IFRAME|FORM|BASE|LINK|STYLE|META|OBJECT)$/.test(one.tagName))
  .map((one) => one.outerHTML)`;

describeInBrowser('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser('http://127.0.0.1:9');
  });
  afterAll(async () => {
    await browser.close();
  });

  test('unescaped payloads would run, and the check detects that', async () => {
    await browser.page.setContent(`<p>${PAYLOADS[0] ?? ''}${PAYLOADS[1] ?? ''}</p>`, { waitUntil: 'load' });
    expect(await browser.page.title()).toBe('взлом');
    expect(browser.trouble().join()).toContain('окно: 1');
  });

  test.each(programmes)('$title: dialogs and page', async (programme) => {
    const shown = pagesOf(programme);
    expect(new Set(shown.map(({ name }) => name.split(' ')[0])).size).toBeGreaterThanOrEqual(5);
    let seen = 0;
    for (const { name, html } of shown) {
      await browser.page.setContent(html, { waitUntil: 'load' });
      const found = await browser.page.evaluate<Found>(LOOK);
      expect([name, browser.trouble()]).toEqual([name, []]);
      expect([name, found.title]).not.toEqual([name, 'взлом']);
      const strange = [
        ...found.elements.filter((element) => !OWN.has(element)),
        ...found.attributes.filter((attribute) => !ATTRIBUTES.some((own) => own.test(attribute))),
      ];
      expect([name, strange]).toEqual([name, []]);
      if (found.words.includes(MARK) || found.words.includes('alert(1)')) seen += 1;
    }
    // The typed text is shown, not removed.
    expect(seen).toBeGreaterThanOrEqual(3);
  });

  test('the workbench with such a workbook', async () => {
    const programme = programmes.find(({ id }) => id === 'marathon') ?? fail('no marathon');
    const folder = temporaryFolder();
    const path = join(folder, 'книга.xlsx');
    saveWorkbook(spoilt(programme), path);
    const workbench = await startWorkbench(path, '--now', nowOf(programme));
    const inside = await openBrowser(workbench.url);
    try {
      await inside.page.goto(workbench.url);
      const tabs = inside.page.getByRole('tab');
      await tabs.first().waitFor();
      for (let at = 0; at < (await tabs.count()); at += 3) {
        await tabs.nth(at).click();
        await inside.page.locator('#cell-0-0 .text').waitFor();
      }
      const strange = await inside.page.evaluate<readonly string[]>(INSIDE);
      expect(strange).toEqual([]);
      expect(await inside.page.title()).not.toBe('взлом');
      expect(inside.trouble()).toEqual([]);
    } finally {
      await inside.close();
      workbench.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
