// Which programmes a workbook runs, and in whose zone.
import { describe, expect, test } from '@jest/globals';
import { marathon } from '../../src/rules/marathon/index.js';
import type { Programme } from '../../src/rules/programme.js';
import { commonSettings } from '../../src/rules/settings.js';
import { readScene } from '../../src/run/scene.js';
import { fail, fakeBook, fakeHost, headersOf, sheet } from '../sheets/support.js';

const NOW = '2023-10-06T12:00:00+03:00';

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
});
