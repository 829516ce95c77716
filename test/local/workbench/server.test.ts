// The workbench's server: which requests are allowed, and how invalid ones are answered.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { startWorkbench, type Workbench } from './support.js';

let workbench: Workbench;
let token = '';

beforeAll(async () => {
  workbench = await startWorkbench('empty.xlsx', '--now', '2023-10-06T12:00:00+03:00');
  token = /reglament-token" content="([^"]+)"/.exec((await ask('GET', '/')).text)?.[1] ?? '';
});
afterAll(() => {
  workbench.stop();
});

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** `fetch` would set the correct Host and Origin. */
function ask(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Reply> {
  return new Promise((answered, fail) => {
    const sent = request(`${workbench.url}${path}`, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        answered({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', fail);
    sent.end(body);
  });
}
const JSON_TYPE = { 'content-type': 'application/json' };
const own = (): Record<string, string> => ({ ...JSON_TYPE, 'x-reglament-token': token });

test('a new workbook is one empty tab at the given moment, and no file until something is written', async () => {
  const { status, text } = await ask('GET', '/api/book', own());
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    title: 'empty',
    tabs: [{ title: 'Лист1' }],
    clock: { text: '06.10.2023 12:00', real: false },
  });
});

describe('refused with one line in Russian', () => {
  const call = '{"handler":"recompute","answers":[],"selection":null}';
  test.each([
    [403, 'no token', 'POST', '/api/call', JSON_TYPE, call],
    [403, 'a wrong token', 'POST', '/api/call', { ...JSON_TYPE, 'x-reglament-token': 'x' }, call],
    [403, 'a read without a token', 'GET', '/api/book', {}, ''],
    [400, 'another Host', 'GET', '/', { host: 'evil.example' }, ''],
  ])('%d: %s', async (expected, _, method, path, headers, body) => {
    const { status, text } = await ask(method, path, headers, body);
    expect(status).toBe(expected);
    expect(text).toMatch(/^[А-Я][^\n]*\.\n$/);
  });

  test.each([
    ['another origin', '/api/call', { origin: 'http://evil.example' }, call],
    ['a form', '/api/call', { 'content-type': 'text/plain' }, call],
    ['no JSON', '/api/call', {}, '{'],
    ['a handler outside the menu', '/api/call', {}, call.replace('recompute', 'demo')],
    ['an unknown field', '/api/clock', {}, '{"text":null,"more":1}'],
    [
      'a sheet that does not exist',
      '/api/edit',
      {},
      '{"sheet":9,"version":1,"cells":[{"row":0,"column":0,"text":""}],"sure":true}',
    ],
    [
      'a cell outside the grid',
      '/api/edit',
      {},
      '{"sheet":0,"version":1,"cells":[{"row":-1,"column":0,"text":""}],"sure":true}',
    ],
    ['nothing to undo', '/api/step', {}, '{"way":"undo"}'],
    ['nothing to redo', '/api/step', {}, '{"way":"redo"}'],
  ])('%s', async (_, path, headers, body) => {
    const { status, text } = await ask('POST', path, { ...own(), ...headers }, body);
    expect(status).toBe(400);
    expect(text).toMatch(/^[А-Я«][^\n]*\.\n$/);
  });

  const edit = (cells: readonly object[]): string =>
    JSON.stringify({ sheet: 0, version: 1, cells, sure: true });
  const cell = { row: 0, column: 0, text: '' };
  test.each([
    [400, 'За раз можно вставить не больше 50 000 ячеек', edit(Array.from({ length: 50_001 }, () => cell))],
    [400, 'Запрос не понят: cells. Обновите страницу', edit([])],
    [413, 'Запрос слишком велик: вставляйте меньшими частями', 'я'.repeat(5 * 1024 * 1024)],
  ])('%d: %s', async (expected, message, body) => {
    const { status, text } = await ask('POST', '/api/edit', own(), body);
    expect([status, text]).toEqual([expected, expect.stringMatching(`^${message}[^\\n]*\\.\\n$`)]);
  });

  test('a text that no cell of the file holds, with the cell, and at its full length', async () => {
    const { version } = JSON.parse((await ask('GET', '/api/book', own())).text) as { version: number };
    const cells = [{ row: 1, column: 2, text: 'я'.repeat(60_000) }];
    const body = JSON.stringify({ sheet: 0, version, cells, sure: true });
    const { status, text } = await ask('POST', '/api/edit', own(), body);
    expect([status, text]).toEqual([
      400,
      'Вкладка «Лист1», ячейка C2: в файле .xlsx ячейка держит не больше 32 767 знаков, а здесь 60\u00a0000. Сократите текст.\n',
    ]);
  });

  test('a file that another program has open, in a whole sentence', async () => {
    const lock = join(workbench.folder, '.~lock.empty.xlsx#');
    const { version } = JSON.parse((await ask('GET', '/api/book', own())).text) as { version: number };
    const body = JSON.stringify({ sheet: 0, version, cells: [{ ...cell, text: 'х' }], sure: true });
    writeFileSync(lock, '');
    const { status, text } = await ask('POST', '/api/edit', own(), body);
    rmSync(lock);
    expect([status, text]).toEqual([409, expect.stringMatching(/LibreOffice[^\n]*[^.]\.\n$/)]);
  });

  test('a page that does not exist', async () => {
    expect((await ask('GET', '/etc/passwd')).status).toBe(404);
    expect((await ask('GET', '/api/none', own())).status).toBe(404);
  });
});
