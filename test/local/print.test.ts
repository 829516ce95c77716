// What the command line prints for a result: tables, JSON, the public page.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openWorkbook } from '../../src/local/host.js';
import { figureOf, shorten, table } from '../../src/local/print.js';
import { temporaryFolder } from '../temporary.js';
import { cli } from './command-line.js';

test('call prints a table, JSON, or JSON alone', async () => {
  const path = join(temporaryFolder(), 'k.xlsx');
  const { out } = await cli('call', 'explain', '["Рейтинг",5]', '--workbook', path);
  expect(out).toBe('строка  почему\n5       Рейтинг\n12      п. 3.1\n');
  expect((await cli('call', 'nothing', '--workbook', path)).out).toBe('{\n  "a": {\n    "b": 1\n  }\n}\n');
  expect((await cli('call', 'nothing', '--workbook', path, '--json')).out).toBe('{"a":{"b":1}}\n');
});

test.each([
  [
    'changes',
    'Готово: whatChanges\n\nВкладка  Строка  О чём  Было  Станет\nРейтинг  2       кот    0     1\n',
  ],
  [
    'letters',
    'Статус    Отправить не раньше  Кому    Тема         Текст\nчерновик                       a@b.ru  Тема письма  Текст письма\n',
  ],
])('the tables of %s have Russian headers, their JSON does not', async (name, printed) => {
  const path = join(temporaryFolder(), 'k.xlsx');
  expect((await cli('call', name, '--workbook', path)).out).toBe(printed);
  expect((await cli('call', name, '--workbook', path, '--json')).out).toContain('"subject":');
});

test('the sums that an action returns are printed alike, numbers of rows as they are', async () => {
  const path = join(temporaryFolder(), 'k.xlsx');
  expect((await cli('call', 'register', '--workbook', path)).out).toBe(
    'Готово: register\n\nСумма     Строка\n3\u00a0000,00  2010\n−500,50   3\n',
  );
  expect((await cli('call', 'register', '--workbook', path, '--json')).out).toContain('"Сумма":-500.5');
});

test('the figures of changes are printed alike within a column, as a dialog shows them', async () => {
  const { out } = await cli('call', 'sums', '--workbook', join(temporaryFolder(), 'k.xlsx'));
  expect(out).toContain(
    [
      'Вкладка  Столбец  Было       Станет',
      'Счёт     Сумма    72\u00a0003,50  0,00',
      'Счёт     Сумма    1,00       2\u00a0000,00',
      'Счёт     Строк    2          2010',
    ].join('\n'),
  );
});

test('a long text is cut in the middle of a table, whole in its last column', () => {
  const long = `${'а'.repeat(58)}😀 и ещё`;
  const cut = `${'а'.repeat(58)}…`;
  expect(table([{ to: long, text: long }])).toBe(`${'Кому'.padEnd(59)}  Текст\n${cut}  ${long}`);
  expect(shorten('а'.repeat(60))).toBe('а'.repeat(60));
});

test.each<[string, readonly unknown[], boolean, readonly string[]]>([
  ['whole sums', [3000, -6000, ''], true, ['3\u00a0000', '−6\u00a0000']],
  ['sums with kopecks', [16_585.89, -6000, 0], true, ['16\u00a0585,89', '−6\u00a0000,00', '0,00']],
  ['counts', [2010, -2], false, ['2010', '−2']],
  ['long counts', [12_010, 2010], false, ['12\u00a0010', '2\u00a0010']],
])('%s: every figure alike', (_, cells, areSums, printed) => {
  const figure = figureOf(cells, areSums);
  expect(cells.filter((one) => typeof one === 'number').map(figure)).toEqual(printed);
});

test('a terminal shows the control characters of cells and obeys none; --json has them as they are', async () => {
  const path = join(temporaryFolder(), 'k.xlsx');
  const { out, err } = await cli('call', 'hostile', '--workbook', path);
  expect([out, err]).toEqual(['Кто        Текст\n␛[31mкот\ufffd  а б в\ufffd\n', '␛[2J\n']);
  expect((await cli('call', 'hostile', '[1]', '--workbook', path)).err).toContain('Ошибка: Нет «␛]0;x␇».');
  expect((await cli('call', 'told', '--workbook', path)).out).toBe('одна\nдве\tтри␀\n');
  const json = (await cli('call', 'hostile', '--workbook', path, '--json')).out;
  expect(JSON.parse(json)).toEqual([{ Кто: '\u001b[31mкот\u0085', Текст: 'а\r\nб\tв\u007f' }]);
});

test('an item of the menu that only opens a page prints its text, and does its work once', async () => {
  const path = join(temporaryFolder(), 'k.xlsx');
  expect((await cli('call', 'help', '--workbook', path)).out).toBe(
    'О «Регламенте»\nПервый абзац <1>.\n- пункт &lt;\n- другой\n\nЕщё\nВторой.\n',
  );
  expect(openWorkbook(path).values('След')).toEqual([['справки']]);
  const other = join(temporaryFolder(), 'k.xlsx');
  expect((await cli('call', 'help', '--workbook', other, '--json')).out).toBe('"Справка открыта."\n');
  expect((await cli('call', 'plain', '--workbook', other)).out).toBe('Одна фраза.\n');
});

test('call doGet prints the public page', async () => {
  const path = join(temporaryFolder(), 'k.xlsx');
  expect((await cli('call', 'doGet', '--workbook', path)).out).toBe('<h1>Рейтинг</h1>\n');
  expect((await cli('call', 'doGet', '--workbook', path, '--json')).out).toBe('"<h1>Рейтинг</h1>"\n');
});
