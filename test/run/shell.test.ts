// The shell of a run: the lock, starting over, the programmes of a workbook, «Самопроверка», the row in
// «Журнал».
import { describe, expect, test } from '@jest/globals';
import { marathon } from '../../src/rules/marathon/index.js';
import { type Programme, Refusal, type WorkedExample } from '../../src/rules/programme.js';
import { commonSettings } from '../../src/rules/settings.js';
import { plus } from '../../src/rules/zone.js';
import { exclusively, persistently } from '../../src/run/persistence.js';
import { journalWrite } from '../../src/run/journal.js';
import { changedCells, recomputeSummary, stoppedSentence, total } from '../../src/run/report.js';
import { readScene } from '../../src/run/scene.js';
import { selfChecks } from '../../src/run/selftest.js';
import { chosenProgrammes, namesIn } from '../../src/run/setup.js';
import { diffRequests } from '../../src/sheets/requests.js';
import { type Book, type Request, StaleWorkbook } from '../../src/sheets/ports.js';
import { journalTab } from '../../src/sheets/shared-tabs.js';
import { existingTab } from '../../src/sheets/structure.js';
import { writeRequests } from '../../src/sheets/write.js';
import { fail, fakeBook, fakeHost, headersOf, MOSCOW, sheet } from '../sheets/support.js';

const NOW = '2023-10-06T12:00:00+03:00';

const stale = (): never => {
  throw new StaleWorkbook('Unable to parse range');
};

/** The ranges of rows that are deleted. */
const trimmed = (lists: readonly (readonly Request[])[]) =>
  lists.flat().flatMap(({ deleteDimension }) => deleteDimension?.range ?? []);

describe('a run', () => {
  test('runs alone, or says that another run is in progress', () => {
    const host = fakeHost(fakeBook(), NOW);
    expect(exclusively(host, () => 5)).toBe(5);
    expect(() => exclusively({ ...host, locked: () => null }, () => 5)).toThrow(
      /уже работает в этой таблице/,
    );
  });

  test.each<[string, number, number]>([
    ['the first time', 0, 1],
    ['the second', 1, 2],
    ['the third', 2, 3],
  ])('whose rows moved starts over: done %s', (_, failures, tries) => {
    let n = 0;
    const work = () => ((n += 1) > failures ? 'готово' : stale());
    expect(persistently(work)).toBe('готово');
    expect(n).toBe(tries);
  });

  test('gives up after three times', () => {
    let n = 0;
    expect(() => persistently(() => ((n += 1), stale()))).toThrow(Refusal);
    expect(n).toBe(3);
  });

  test('any other failure is reported at once', () => {
    let n = 0;
    expect(() =>
      persistently(() => {
        n += 1;
        throw new TypeError('x');
      }),
    ).toThrow(TypeError);
    expect(n).toBe(1);
  });
});

describe('the programmes of a workbook', () => {
  const second = {
    ...marathon,
    id: 'second',
    title: 'Второй',
    tabs: {},
    settings: marathon.settings,
  } as Programme;
  const all = [marathon, second];
  const enabled = (...sheets: Parameters<typeof fakeBook>): string[] =>
    readScene(fakeHost(fakeBook(...sheets), NOW), all).enabled.map(({ id }) => id);
  const settings = (...titles: readonly string[]) =>
    sheet(3, 'Настройки', [
      ['Программа', 'Параметр', 'Значение', 'По умолчанию', 'Описание'],
      ...titles.map((title) => [title, 'Страна', '', '', '']),
    ]);

  const BLOCKS = sheet(5, 'Блоки', [headersOf(marathon.tabs.blocks ?? fail('no blocks'))]);

  test.each<[string, Parameters<typeof fakeBook>, string[]]>([
    ['an empty workbook runs none', [sheet(0, 'Лист1', [])], []],
    ['the programmes listed in «Настройки»', [settings('Общие', 'второй')], ['second']],
    ['in the order of the registry', [settings('Второй', 'Марафон')], ['marathon', 'second']],
    ['without «Настройки»: the programmes whose tabs exist', [BLOCKS], ['marathon']],
    ['«Настройки» without a row of any programme', [settings('Общие'), BLOCKS], ['marathon']],
    ['but not by a title alone', [sheet(5, 'Блоки', [['Моё'], ['x']])], []],
    ['nor by some of the headers', [sheet(5, 'Продажи', [['Email', 'Моё'], ['a@b.ru']])], []],
  ])('%s', (_, sheets, expected) => {
    expect(enabled(...sheets)).toEqual(expected);
  });

  test('what belongs to none is in the zone of the one listed first, whatever is connected later', () => {
    const almaty = commonSettings({ zone: 'Asia/Almaty', country: 'РК' });
    const eastern = { ...second, settings: almaty } as Programme;
    const zoneOf = (...titles: readonly string[]): string =>
      readScene(fakeHost(fakeBook(settings(...titles)), NOW), [marathon, eastern]).zone.name;
    expect(zoneOf('Общие', 'Второй')).toBe('Asia/Almaty');
    expect(zoneOf('Общие', 'Второй', 'Марафон')).toBe('Asia/Almaty');
    expect(zoneOf('Марафон', 'Второй')).toBe('Europe/Moscow');
  });

  test('a tab that was connected counts, whatever its headers', () => {
    const host = fakeHost(fakeBook(sheet(5, 'Блоки', [['Моё'], ['x']])), NOW);
    host.store.set('tabs', JSON.stringify({ 'marathon/blocks': 5 }));
    expect(readScene(host, all).enabled).toEqual([marathon]);
  });

  test.each<[readonly string[], string[]]>([
    [['marathon'], ['marathon']],
    [
      ['Марафон', ' второй '],
      ['marathon', 'second'],
    ],
    [[], []],
  ])('%j are chosen', (names, ids) => {
    expect(chosenProgrammes(all, names).map(({ id }) => id)).toEqual(ids);
  });

  test.each<[string, readonly string[]]>([
    ['marathon', ['marathon']],
    ['marathon Второй', ['marathon', 'Второй']],
    ['marathon, второй;\n Марафон', ['marathon', 'второй', 'Марафон']],
    ['большая  игра', ['большая  игра']],
    ['marathon; большая игра', ['marathon', 'большая игра']],
    ['marathon конкурс', ['marathon конкурс']],
    [' ,; ', []],
  ])('typed as %j', (typed, names) => {
    const game = { ...marathon, id: 'game', title: 'Большая игра' } as Programme;
    expect(namesIn([...all, game], typed)).toEqual(names);
  });

  test('an unknown name is refused with a list of the known names', () => {
    expect(() => chosenProgrammes(all, ['конкурс'])).toThrow(
      'Программы «конкурс» нет. Есть: Марафон (marathon), Второй (second).',
    );
  });
});

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

describe('the outcome', () => {
  test.each<[Record<string, number>, number, number, string]>([
    [{}, 0, 0, 'ничего не изменилось'],
    [{ Рейтинг: 1 }, 0, 0, 'изменена 1 ячейка'],
    [{ Рейтинг: 2, Сроки: 3 }, 4, 5, 'изменено 5 ячеек, замечаний на вкладке «Ошибки»: 4, новых писем: 5'],
  ])('%j, %i errors, %i letters: %s', (changed, errors, queued, text) => {
    expect(recomputeSummary(changed, errors, queued)).toBe(text);
    expect(total(changed)).toBe(Object.values(changed).reduce((sum, n) => sum + n, 0));
  });

  test.each<[readonly string[], string]>([
    [[], ''],
    [
      ['Марафон'],
      'Не пересчитана программа «Марафон»: почему — на вкладке «Ошибки». Прежние итоги оставлены как были.',
    ],
    [
      ['Марафон', 'Вебинары'],
      'Не пересчитаны программы «Марафон», «Вебинары»: почему — на вкладке «Ошибки». Прежние итоги оставлены как были.',
    ],
  ])('stopped: %j', (titles, text) => {
    expect(stoppedSentence(titles)).toBe(text);
  });

  test.each([
    [1, 0],
    [1_000, 0],
    [1_001, 1],
    [1_500, 500],
  ])(
    'of the %i rows of «Журнал» (including the header) the oldest %i are removed when one is added',
    (rows, excess) => {
      const grid = [
        ['Время', 'Кто', 'Действие', 'Итог', 'Длительность'],
        ...Array.from({ length: rows - 1 }, () => [1, '', 'x', '', '']),
      ];
      const place = existingTab(
        journalTab,
        { sheetId: 9, title: 'Журнал', rowCount: 2_000, columnCount: 26 },
        grid,
        true,
      );
      const host = fakeHost(fakeBook(), NOW);
      const { write, lists } = journalWrite(host, place, {
        action: 'Пересчитать',
        outcome: 'готово',
        started: plus(host.now(), -1_234),
        zone: MOSCOW,
      });
      expect(trimmed(lists)).toEqual(
        excess === 0 ? [] : [{ sheetId: 9, dimension: 'ROWS', startIndex: 1, endIndex: 1 + excess }],
      );
      expect(changedCells([write])).toEqual({ Журнал: 5 });
      const cells = writeRequests([write])[0]?.[0]?.updateCells;
      expect(cells?.start?.rowIndex).toBe(rows);
      expect(cells?.rows?.[0]?.values?.map(({ userEnteredValue }) => userEnteredValue)).toEqual([
        { numberValue: 45_205.5 },
        { stringValue: 'staff@example.com' },
        { stringValue: 'Пересчитать' },
        { stringValue: 'готово' },
        { stringValue: '1,2 с' },
      ]);
      expect(diffRequests(write.diff).length).toBeGreaterThan(0);
    },
  );

  test.each<[string, (line: number) => number, readonly (readonly [number, number])[]]>([
    ['newest first', (line) => 2_000 - line, [[1_002, 1_004]]],
    [
      'by action',
      (line) => (line % 400) * 10 + line / 10_000,
      [
        [802, 803],
        [400, 401],
      ],
    ],
  ])(
    'after staff sort the lines (%s) the oldest are still removed, and a note of theirs stays',
    (_, timeOf, ranges) => {
      const lines = Array.from({ length: 1_001 }, (_line, index) => [timeOf(index + 1), '', 'x', '', '']);
      const grid = [
        ['Время', 'Кто', 'Действие', 'Итог', 'Длительность'],
        ...lines.slice(0, 600),
        ['', '', 'заметка', '', ''],
        [],
        ...lines.slice(600),
      ];
      const sheet = { sheetId: 9, title: 'Журнал', rowCount: 2_000, columnCount: 26 };
      const place = existingTab(journalTab, sheet, grid, true);
      const host = fakeHost(fakeBook(), NOW);
      const entry = { action: 'Пересчитать', outcome: 'готово', started: host.now(), zone: MOSCOW };
      const { lists } = journalWrite(host, place, entry);
      expect(trimmed(lists).map(({ startIndex, endIndex }) => [startIndex, endIndex])).toEqual(ranges);
    },
  );
});
