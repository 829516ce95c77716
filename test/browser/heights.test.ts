// Rows of different heights: wrapped texts, heights set by hand, and scrolling a long tab of both.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { newWorkbook, saveWorkbook } from '../../src/local/host.js';
import { host } from '../local/support.js';
import { temporaryFolder } from '../temporary.js';
import { describeInBrowser, openDesk } from './support.js';

const ROWS = 12_000;
/** The height of row 5, which is too low for its text. */
const FIXED = 80;
/** The last word is wider than the server expects. */
const WORDS = 'предупреждение дата регистрации ещё не наступила, регистрация WWW.WWW.WWW'.split(' ');

/** A long tab: its second column wraps, the third does not; the height of row 5 was set by hand. */
function longBook(): string {
  const book = newWorkbook();
  const text = (row: number): string =>
    Array.from({ length: 1 + ((row * 7) % 40) }, (_, at) => WORDS[(row + at) % WORDS.length]).join(' ');
  book.setRows('Лист1', [
    ['Номер', 'Что не так', 'Как исправить'],
    ...Array.from({ length: ROWS }, (_, row) => [row + 2, text(row), text(row + 3)]),
  ]);
  const pixels = (at: number, pixelSize: number, dimension = 'COLUMNS'): object => ({
    updateDimensionProperties: {
      range: { sheetId: 0, dimension, startIndex: at, endIndex: at + 1 },
      properties: { pixelSize },
      fields: 'pixelSize',
    },
  });
  const wraps = {
    repeatCell: {
      range: { sheetId: 0, startColumnIndex: 1, endColumnIndex: 2 },
      cell: { userEnteredFormat: { wrapStrategy: 'WRAP', verticalAlignment: 'TOP' } },
      fields: 'userEnteredFormat(wrapStrategy,verticalAlignment)',
    },
  };
  host(book).update(wraps, pixels(1, 300), pixels(2, 300), pixels(4, FIXED, 'ROWS'));
  const path = join(temporaryFolder(), 'long.xlsx');
  saveWorkbook(book, path);
  return path;
}

interface DrawnRow {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** Whether a wrapped text is cut though its row follows it. */
  readonly isCut: boolean;
}

describeInBrowser('rows of different heights', () => {
  const desk = openDesk(longBook());
  const rowAt = (row: number): Locator => desk.page.locator(`.canvas > .row[aria-rowindex="${String(row)}"]`);
  const drawn = async (): Promise<readonly DrawnRow[]> => {
    // What has just been asked for is on its way after two frames, if it is not here.
    await desk.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    await desk.page.locator('.grid[aria-busy="false"]').waitFor();
    return desk.page.evaluate(
      `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(
        [...document.querySelectorAll('.canvas > .row')].map((row) => ({
          index: Number(row.getAttribute('aria-rowindex')),
          top: row.offsetTop,
          height: row.offsetHeight,
          isCut: row.getAttribute('aria-rowindex') !== '5' && [...row.querySelectorAll('.wraps')].some((cell) => cell.scrollHeight > cell.clientHeight),
        })).sort((a, b) => a.index - b.index)))))`,
    );
  };
  /** Rows that do not begin where the one above ends, and rows with a cut text. */
  const flaws = async (): Promise<readonly number[]> => {
    const rows = await drawn();
    return rows
      .filter(({ index, top, isCut }, at) => {
        const above = rows[at - 1];
        return isCut || (above && (above.index + 1 !== index || above.top + above.height !== top));
      })
      .map(({ index }) => index);
  };

  /** Whether the selected cell is in view from top to end. */
  const isSelectedInView = (): Promise<boolean> =>
    desk.page.evaluate(
      `(() => {
        const grid = document.querySelector('.grid');
        const cell = document.querySelector('.cell.selected').getBoundingClientRect();
        const head = document.querySelector('.head').getBoundingClientRect();
        const end = grid.getBoundingClientRect().top + grid.clientHeight;
        return cell.top >= head.bottom - 1 && cell.bottom <= end + 1;
      })()`,
    );
  const scrollTo = (top: number): Promise<void> =>
    desk.page.evaluate(`document.querySelector('.grid').scrollTop = ${String(top)}`);

  test('a row is as high as its wrapped text; others are one line high', async () => {
    await rowAt(2).waitFor();
    expect(await flaws()).toEqual([]);
    const heights = (await drawn()).map(({ height }) => height);
    expect(heights.slice(0, 2)).toEqual([30, 30]);
    expect(heights[4]).toBe(FIXED);
    const others = heights.filter((height) => height !== FIXED);
    expect(others.filter((height) => (height - 30) % 19 !== 0)).toEqual([]);
    expect(Math.max(...others)).toBeGreaterThan(100);
  });

  test('a page down and a page up show the next rows, with the selected cell in view', async () => {
    const { page } = desk;
    const seen: number[] = [];
    await desk.hands.cell('A2').click();
    for (const key of ['PageDown', 'PageUp'])
      for (let pages = 0; pages < 12; pages++) {
        await page.keyboard.press(key);
        expect(await flaws()).toEqual([]);
        expect(await isSelectedInView()).toBe(true);
        seen.push(Number((await page.getByLabel('Адрес ячейки').inputValue()).slice(1)));
      }
    const down = seen.slice(0, 12);
    expect(down).toEqual([...new Set(down)].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeLessThan(seen[1] ?? 0);
  });

  test('a long tab can be scrolled anywhere', async () => {
    const { page } = desk;
    await page.keyboard.press('Control+End');
    await rowAt(ROWS + 1).waitFor();
    expect(await flaws()).toEqual([]);
    expect(await isSelectedInView()).toBe(true);
    for (const top of [700_000, 100_000, 0]) {
      await scrollTo(top);
      expect(await flaws()).toEqual([]);
    }
    await rowAt(2).waitFor();
  });

  test('an edit leaves the rows where they are', async () => {
    await scrollTo(200_000);
    const row = (await drawn())[10]?.index ?? 0;
    const placeOf = async (): Promise<number | undefined> => (await rowAt(row).boundingBox())?.y;
    const before = await placeOf();
    expect(before).toBeDefined();
    for (const name of [`C${String(row)}`, `B${String(row)}`]) {
      await desk.hands.type(name, 'исправлено');
      await desk.hands.shows(name, 'исправлено');
      expect(await flaws()).toEqual([]);
      expect(await placeOf()).toBe(before);
    }
    expect((await rowAt(row).boundingBox())?.height).toBe(30);
  });
});
