// The workbench and the add-on agree on which programmes a workbook runs, and on the zone of its times.
import { expect, test } from '@jest/globals';
import { built } from '../../../src/local/build.mjs';
import { newWorkbook, type WorkbookModel } from '../../../src/local/host.js';
import { openRunning, type Running } from '../../../src/local/workbench/running.js';
import { programmes } from '../../../src/rules/registry.js';
import { readScene } from '../../../src/run/scene.js';
import { cloneOf, connected } from '../../bundle/open.js';
import { setSetting } from '../../bundle/tables.js';
import { fakeBook, fakeHost, sheet } from '../../sheets/support.js';

const { running: CODE } = await built();
const NOW = '2023-10-06T12:00:00+03:00';

/** What the add-on's own scene says of the workbook. */
function sceneOf(book: WorkbookModel): Running {
  const sheets = book.titles().map((title) =>
    sheet(
      book.sheet(title).id,
      title,
      book.values(title).map((row) => row.map((cell) => cell ?? '')),
    ),
  );
  const host = fakeHost(fakeBook(...sheets), NOW);
  for (const [key, value] of Object.entries(book.core.state.host.properties.document))
    host.store.set(key, value);
  const { zone, enabled } = readScene(host, programmes);
  return { zone: zone.name, programmes: enabled.map(({ id }) => id) };
}

const both = connected('webinars');
both.setRows('Настройки', [
  ...both.values('Настройки'),
  ...connected('marathon').values('Настройки').slice(1),
]);
const marathon = connected('marathon');
const foreign = newWorkbook();
foreign.addSheet('Сделки', [['Что'], ['стол']]);
const copied = newWorkbook();
copied.addSheet('Вебинары', connected('webinars').values('Вебинары'));

test.each<[string, WorkbookModel, (book: WorkbookModel) => void, string, readonly string[]]>([
  ['one programme', marathon, () => undefined, 'Europe/Moscow', ['marathon']],
  [
    'two: the zone is that of the one listed first',
    both,
    () => undefined,
    'Asia/Almaty',
    ['marathon', 'webinars'],
  ],
  [
    'in a zone of their own',
    both,
    (book) => {
      setSetting(book, 'Вебинары', 'Часовой пояс', 'Asia/Omsk');
    },
    'Asia/Omsk',
    ['marathon', 'webinars'],
  ],
  [
    'in a zone that does not exist, with another «По умолчанию»',
    both,
    (book) => {
      setSetting(book, 'Вебинары', 'Часовой пояс', 'Марс');
      const at = book.values('Настройки').findIndex((row) => row[1] === 'Часовой пояс');
      book.set('Настройки', at, 3, 'Asia/Omsk');
    },
    'Asia/Almaty',
    ['marathon', 'webinars'],
  ],
  [
    '«Настройки» renamed, and its columns moved',
    both,
    (book) => {
      book.renameSheet('Настройки', 'Параметры');
      book.insertColumn('Параметры', 0);
    },
    'Asia/Almaty',
    ['marathon', 'webinars'],
  ],
  [
    '«Настройки» without rows: the programmes whose tabs are there',
    marathon,
    (book) => {
      book.setRows('Настройки', book.values('Настройки').slice(0, 1));
    },
    'Europe/Moscow',
    ['marathon'],
  ],
  [
    '«Настройки» deleted',
    marathon,
    (book) => {
      book.deleteSheet('Настройки');
    },
    'Europe/Moscow',
    ['marathon'],
  ],
  [
    '«Настройки» without a header',
    marathon,
    (book) => {
      book.set('Настройки', 0, 0, 'Моё');
    },
    'Europe/Moscow',
    ['marathon'],
  ],
  ['never connected, with an input tab', copied, () => undefined, 'Asia/Almaty', ['webinars']],
])('%s', (_, original, edit, zone, ids) => {
  const book = cloneOf(original);
  edit(book);
  const { state } = book.core;
  const found = openRunning(() => CODE)(book);
  expect(found).toEqual({ zone, programmes: ids });
  expect(found).toEqual(sceneOf(book));
  expect(book.core.state).toBe(state);
});

test('a workbook without programmes has the usual zone', () => {
  expect(openRunning(() => CODE)(foreign)).toEqual({ zone: 'Europe/Moscow', programmes: [] });
  expect(sceneOf(foreign).programmes).toEqual([]);
});

test('is asked again when the workbook or the code has changed', () => {
  const code = (zone: string): string =>
    `function running() { return { zone: '${zone}', programmes: ['a'] }; }`;
  let given = code('Asia/Omsk');
  const ask = openRunning(() => given);
  const book = newWorkbook();
  const first = ask(book);
  expect(ask(book)).toBe(first);
  book.set('Лист1', 0, 0, 'х');
  expect(ask(book)).not.toBe(first);
  given = code('Asia/Almaty');
  expect(ask(book).zone).toBe('Asia/Almaty');
});
