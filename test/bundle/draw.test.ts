// «Провести розыгрыш…» (spec 01): asked for, confirmed, and repeatable by its seed.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { messageOf } from './failures.js';
import { counted, open } from './open.js';
import { watcher } from './screen.js';
import { allCells, table } from './tables.js';

describe('«Провести розыгрыш…»', () => {
  const drawn = (seed: string, book: WorkbookModel = counted()): WorkbookModel => {
    open(book).call('draw', seed);
    return book;
  };

  const [SEED, CONSENT] = ['Провести розыгрыш: Зерно розыг', 'Провести розыгрыш: Провести ро'];
  test.each<[Parameters<typeof watcher>[0], readonly string[]]>([
    [{ prompt: 'CANCEL' }, [SEED]],
    [{ prompt: 'CLOSE' }, [SEED]],
    [{ alert: 'NO' }, [SEED, CONSENT]],
    [{ alert: 'CLOSE' }, [SEED, CONSENT]],
  ])('asks for the seed and for confirmation; %j writes nothing', (pressed, asked) => {
    const book = counted();
    const before = book.core.state;
    const { ui, shown } = watcher({ text: 'семь-сорок', ...pressed });
    expect(open(book, { ui }).call('draw')).toBeNull();
    expect(shown.map((line) => line.slice(0, 30))).toEqual([...asked, 'Отменено, ничего не записано.']);
    expect(book.core.state).toBe(before);
  });

  test('the same seed gives the same winners, and they are shown in «Номинации»', () => {
    const [one, two] = [drawn('семь-сорок'), drawn('семь-сорок')];
    const winners = (book: WorkbookModel): unknown =>
      table(book, 'Розыгрыши').map((row) => [row['Номинация'], row['Победитель'], row['Хеш']]);
    expect(winners(one)).toEqual(winners(two));
    expect(table(one, 'Номинации').map((row) => row['Основание'])).toEqual([
      'розыгрыш',
      'розыгрыш',
      'розыгрыш',
      'единственный лучший',
    ]);
    for (const row of table(one, 'Розыгрыши')) expect(String(row['Хеш'])).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a second draw has nothing to draw', () => {
    const book = drawn('семь-сорок');
    const before = allCells(book);
    expect(messageOf(() => open(book).call('draw', 'другое'))).toMatch(/^Разыгрывать нечего/);
    expect(allCells(book)).toEqual(before);
  });

  test.each(['', '   '])('without a seed (%j) it refuses', (seed) => {
    expect(messageOf(() => drawn(seed))).toMatch(/^Зерно не названо/);
  });
});
