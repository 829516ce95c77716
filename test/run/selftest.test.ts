// «Самопроверка»: every check is a line, whatever fails.
import { describe, expect, test } from '@jest/globals';
import { marathon } from '../../src/rules/marathon/index.js';
import type { Programme, WorkedExample } from '../../src/rules/programme.js';
import { selfChecks } from '../../src/run/selftest.js';
import type { Book } from '../../src/sheets/ports.js';
import { fakeBook, fakeHost } from '../sheets/support.js';

const NOW = '2023-10-06T12:00:00+03:00';

describe('«Самопроверка»', () => {
  const example = (run: WorkedExample['run']): Programme => ({
    ...marathon,
    examples: [{ title: 'Пример', clause: 'п. 1', run }],
  });
  const first = (run: WorkedExample['run']) => selfChecks(fakeHost(fakeBook(), NOW), [example(run)])[0];

  test.each<[string, WorkedExample['run'], string, string]>([
    ['right', () => ({ expected: '3', actual: '3' }), 'верно', '3'],
    ['wrong', () => ({ expected: '3', actual: '4' }), 'НЕВЕРНО', '4'],
    [
      'failing: a line, never an exception',
      () => {
        throw new Error('нет такого');
      },
      'НЕВЕРНО',
      'сбой: нет такого',
    ],
  ])('an example that is %s', (_, run, outcome, actual) => {
    expect(first(run)).toMatchObject({
      Проверка: 'Марафон: Пример',
      Основание: 'п. 1',
      Итог: outcome,
      Получили: actual,
    });
  });

  test('leaves nothing in the memory of the workbook', () => {
    const host = fakeHost(fakeBook(), NOW);
    host.store.set('tabs', '{"marathon/blocks":5}');
    selfChecks(host, []);
    expect([...host.properties]).toEqual([['tabs', '{"marathon/blocks":5}']]);
  });

  test('a failing service is a line too', () => {
    const host = fakeHost(fakeBook(), NOW);
    const broken = {
      ...host,
      mailer: {
        ...host.mailer,
        quota: () => {
          throw new Error('нет прав');
        },
      },
    };
    expect(selfChecks(broken, []).filter((one) => one.Итог !== 'верно')).toMatchObject([
      { Получили: 'сбой: нет прав' },
    ]);
  });
});

describe('«Самопроверка» of a workbook that cannot be reached', () => {
  const down = (): never => {
    throw new Error('нет доступа');
  };

  test.each<[string, Partial<Book>, number]>([
    ['no service responds', { describe: down, read: down, write: down }, 5],
    ['reading cells fails', { read: down }, 3],
    ['writing fails', { write: down }, 4],
  ])('%s: lines, never an exception; the other checks go on', (_, broken, wrong) => {
    const book = { ...fakeBook(), ...broken };
    const checks = selfChecks({ ...fakeHost(fakeBook(), NOW), book }, []);
    expect(checks).toHaveLength(10);
    expect(checks.filter(({ Итог }) => Итог !== 'верно')).toHaveLength(wrong);
    expect(checks.slice(0, 2).map(({ Получили }) => Получили)).toEqual([
      'сбой: нет доступа',
      'сбой: нет доступа',
    ]);
  });
});
