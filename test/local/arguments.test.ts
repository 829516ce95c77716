// The arguments of the command line: what is refused, and which moments --now accepts.
import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../../src/local/arguments.js';
import { cli, lines } from './command-line.js';

describe('wrong usage is one line and exit 2', () => {
  test.each([
    [[]],
    [['fly', '--workbook', 'k.xlsx']],
    [['setup', '--workbook', 'k.xlsx']],
    [['recompute']],
    [['recompute', 'x', '--workbook', 'k.xlsx']],
    [['recompute', '--workbook']],
    [['recompute', '--workbook', 'k.xlsx', '--color']],
    [['recompute', '--workbook', 'k.xlsx', '--json=yes']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '2023-10-06T12:00:00']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '2023-02-30T12:00:00Z']],
    [['recompute', '--workbook', 'k.xlsx', '--now', 'завтра']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '2023-10-06T12:00:00+03:75']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '9998-10-06T12:00:00Z']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '0023-10-06T12:00:00Z']],
    [['recompute', '--workbook', 'k.xlsx', '--mail-quota', '-1']],
    [['recompute', '--workbook', 'k.xlsx', '--mail-quota=1.5']],
    [['send', '--workbook', 'k.xlsx', '--dry-run']],
    [['call', '--workbook', 'k.xlsx']],
    [['call', 'f', '{"a":1}', '--workbook', 'k.xlsx']],
    [['call', 'f', '[1', '--workbook', 'k.xlsx']],
    [['call', 'f(', '--workbook', 'k.xlsx']],
  ])('%j', async (argv) => {
    const { code, out, err } = await cli(...argv);
    expect([code, out, lines(err)]).toEqual([2, '', 1]);
    expect(err).toMatch(/^Ошибка: .+/);
  });

  test('a time with an impossible offset is called so', async () => {
    const { err } = await cli('tick', '--workbook', 'k.xlsx', '--now', '2023-10-06T12:00:00+03:75');
    expect(err).toContain('«2023-10-06T12:00:00+03:75» — не время со смещением');
  });

  test('--help is exit 0', async () => {
    expect(await cli('--help')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('создать вкладки программ: первая, вторая\n'),
    });
  });

  test('--help lists the functions for call by what staff call them', async () => {
    expect((await cli('--help')).out).toContain(
      [
        'Функции для call',
        '  explain               Почему такая цифра?',
        '  help                  Справка',
        '  plain                 Без окна',
        '  register              Рефералы: Реестр…',
        '  doGet                 Публичная страница',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['2023-10-06T12:00:00+03:00', '2023-10-06T09:00:00.000Z'],
    ['2023-10-06T12:00Z', '2023-10-06T12:00:00.000Z'],
    ['2023-10-06T12:00+03', '2023-10-06T09:00:00.000Z'],
    ['2023-10-06T12:00:00+0530', '2023-10-06T06:30:00.000Z'],
    ['1999-12-31T23:59:59.5-0230', '2000-01-01T02:29:59.500Z'],
  ])('--now %s', (text, instant) => {
    const parsed = parseCommand(['tick', '--workbook', 'k.xlsx', '--now', text]);
    expect(parsed.kind === 'run' && new Date(parsed.command.now ?? 0).toISOString()).toBe(instant);
  });

  test.each([
    ['1899-12-31T23:59:59Z', false],
    ['1900-01-01T00:00:00Z', true],
    ['2100-12-31T23:59:59Z', true],
    ['2101-01-01T00:00:00Z', false],
  ])('--now %s: allowed is %j', (text, allowed) => {
    expect(parseCommand(['tick', '--workbook', 'k.xlsx', '--now', text])).toMatchObject(
      allowed
        ? { kind: 'run' }
        : { kind: 'wrong', problem: `--now: «${text}»: проверьте год; можно с 1900 по 2100` },
    );
  });
});
