// What the command line prints for a result: tables, JSON, the public page.
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
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

test('call doGet prints the public page', async () => {
  const path = join(temporaryFolder(), 'k.xlsx');
  expect((await cli('call', 'doGet', '--workbook', path)).out).toBe('<h1>Рейтинг</h1>\n');
  expect((await cli('call', 'doGet', '--workbook', path, '--json')).out).toBe('"<h1>Рейтинг</h1>"\n');
});
