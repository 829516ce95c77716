// A session of the workbench without its server: what its requests leave in the workbook's file.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { built } from '../../../src/local/build.mjs';
import { openWorkbook, saveWorkbook, type WorkbookModel } from '../../../src/local/host.js';
import { plainDate } from '../../../src/local/workbench/number-format.js';
import { openSession, type Session } from '../../../src/local/workbench/session.js';
import { begun, MORNING } from '../../bundle/mailing.js';
import { connected, open } from '../../bundle/open.js';
import { CODE } from '../../bundle/samples.js';
import { column } from '../../bundle/tables.js';
import { temporaryFolder } from '../../temporary.js';

const { running: RUNNING } = await built();

interface Given {
  readonly origin?: string;
  readonly bundle?: string;
  readonly now?: string;
}
const sessionOf = (path: string, { origin = '', bundle = CODE, now = MORNING }: Given = {}): Session =>
  openSession({
    path,
    bundle: () => bundle,
    running: () => RUNNING,
    now: Date.parse(now),
    published: ['marathon'],
    origin: () => origin,
  });

/** The workbook's file in a folder of its own. */
function saved(book: WorkbookModel): string {
  const path = join(temporaryFolder(), 'k.xlsx');
  saveWorkbook(book, path);
  return path;
}

/** Types one more letter into a cell of the book's first tab. */
async function edited(session: Session): Promise<void> {
  const { version, tabs } = session.book();
  await session.edit({
    sheet: tabs[0]?.id ?? 0,
    version,
    cells: [{ row: 99, column: 0, text: 'х' }],
    sure: true,
  });
}

test('the clock shows the time of «Журнал», whichever programme was connected first; the page keeps its link', async () => {
  const book = connected('webinars');
  open(book).call('setup', 'marathon');
  book.renameSheet('Настройки', 'Параметры');
  const path = saved(book);
  const session = sessionOf(path, { now: '2026-03-02T12:05:00+05:00' });
  expect(session.book()).toMatchObject({
    clock: { text: '02.03.2026 12:05', zone: 'Asia/Almaty' },
    page: true,
  });
  await session.call({ handler: 'recompute', answers: [], selection: null });
  const [time] = column(openWorkbook(path), 'Журнал', 'Время').slice(-1);
  expect(plainDate(Number(time))).toMatch(/^02\.03\.2026 12:05/);
});

test('letters tell the address of the workbench that runs, not of one that has shown the page before', async () => {
  const path = saved(begun());
  const first = sessionOf(path, { origin: 'http://127.0.0.1:1111' });
  expect(first.page()).toContain('<h2>Рейтинг</h2>');
  await edited(first);
  expect(openWorkbook(path).core.state.host.properties.document['page-address']).toBeUndefined();
  await sessionOf(path, { origin: 'http://127.0.0.1:2222' }).call({
    handler: 'recompute',
    answers: [],
    selection: null,
  });
  const [text] = column(openWorkbook(path), 'Письма', 'Текст');
  expect(text).toContain('http://127.0.0.1:2222/page');
});

test.each([
  ['that is shown', "return HtmlService.createHtmlOutput('<h1>Страница</h1>');"],
  ['that fails', "throw new Error('нет');"],
])('a visit of a page %s leaves no trace in the workbook, whatever it does', async (_, end) => {
  const path = saved(begun());
  const session = sessionOf(path, {
    bundle: `
      function onOpen() {}
      function doGet() {
        PropertiesService.getDocumentProperties().setProperty('page-address', 'http://127.0.0.1:1111/page');
        ${end}
      }`,
  });
  try {
    session.page();
  } catch {
    // The failing one.
  }
  await edited(session);
  expect(openWorkbook(path).core.state.host.properties).toEqual(begun().core.state.host.properties);
});
