// The public page: what a visitor sees of the workbook; an address given as a nickname is cut.
import { describe, expect, test } from '@jest/globals';
import type { Published } from '../../src/run/published.js';
import { servePage } from '../../src/ui/page.js';

const page = (more: Partial<Published> = {}): Published => ({
  title: 'Марафон',
  lead: 'Осень',
  sections: [],
  tones: {},
  ...more,
});
type Section = Published['sections'][number];
const section = (rows: Section['rows']): Section => ({
  title: 'Рейтинг',
  headers: ['Никнейм', 'Запись'],
  rows,
  empty: 'Пока никого.',
});

const silent = { cache: { get: () => null, put: () => undefined }, log: () => undefined };

/** The page as a visitor gets it. */
const served = (...pages: readonly Published[]): string =>
  servePage(
    silent,
    {},
    () => pages,
    () => undefined,
  ).html;

describe('the public page', () => {
  test.each<[string, readonly Published[], string]>([
    ['without programmes', [], 'Страница пока недоступна'],
    ['while its programme is stopped', [], 'её данные сейчас исправляют'],
    ['without sections', [page()], '<h1>Марафон</h1>'],
    ['with an empty section', [page({ sections: [section([])] })], 'Пока никого.'],
    ['of several programmes', [page(), page({ title: 'Вторая' })], '<h1>Вторая</h1>'],
    [
      'with addresses as nicknames',
      [page({ sections: [section([['ivan@corp.ru/petr@corp.ru', '@иван.петров, @a@b.ru']])] })],
      '<td>ivan@…</td><td>@иван.петров, @…</td>',
    ],
    ['with a nickname that is markup', [page({ sections: [section([['<b>', '']])] })], '<td>&lt;b&gt;</td>'],
    [
      'with a link',
      [page({ sections: [section([['а', { text: 'Смотреть', href: 'https://example.com/z' }]])] })],
      '<a href="https://example.com/z"',
    ],
    [
      'with a bad link',
      [page({ sections: [section([['а', { text: 'Смотреть', href: 'javascript:1' }]])] })],
      '<td>Смотреть</td>',
    ],
  ])('%s', (_, pages, expected) => {
    const made = served(...pages);
    expect(made).toContain(expected);
    // Google ignores it in the page; it is set on the output instead.
    expect(made).not.toContain('<meta name=');
    expect(made).toMatch(/^<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8">/);
    expect(made).not.toContain('undefined');
  });

  test('a status has a colour, a nickname that looks like one has none', () => {
    const made = served(page({ sections: [{ ...section([['ошибка', 'просрочено']]), statuses: [1] }] }));
    expect(made).toContain('<td><b class="bad">просрочено</b></td>');
    expect(made).toContain('<td>ошибка</td>');
  });

  test("a programme's own status has the colour that its column gives it", () => {
    const sections = [{ ...section([['', 'забронировано']]), statuses: [1] }];
    expect(served(page({ sections, tones: { quiet: ['забронировано'] } }))).toContain(
      '<td><b class="quiet">забронировано</b></td>',
    );
  });
});
