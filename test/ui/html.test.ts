// HTML (spec 00, «Values»): text put into HTML is escaped, only http(s) becomes a link, no dialog fails on
// empty input.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PageModel, Programme } from '../../src/rules/programme.js';
import { inputTab, outputTab } from '../../src/rules/tabs.js';
import type { LetterPreview } from '../../src/run/preview.js';
import {
  changesDialog,
  deadlinesDialog,
  explanationDialog,
  lettersDialog,
  resultDialog,
} from '../../src/ui/dialogs.js';
import { helpPage } from '../../src/ui/help.js';
import { documentOf, escapeHtml, html, link, table, type Titled } from '../../src/ui/html.js';
import { servePage } from '../../src/ui/page.js';

/** What a browser shows for escaped text. */
const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</style><img src=x onerror=alert(1)>',
    '"><svg/onload=1>',
    "' onmouseover='x",
    '&lt;b&gt;',
    '${x}',
  ),
);
/** The texts of the cells of a table's body, by row. */
const rowsOf = (page: string): readonly (readonly string[])[] =>
  [...(/<tbody>(.*?)<\/tbody>/s.exec(page)?.[1] ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell),
  );
/** The tags of a page, without the content of their attributes and without optional line breaks. */
const tagsOf = (page: string): string[] =>
  (page.replace(/"[^"]*"/g, '""').match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<wbr>');

const inputTabs = {
  registrations: inputTab('Регистрации', '', {}),
  blocks: inputTab('Блоки', '', {}),
};
const previewed = (lines: LetterPreview['lines'], kinds: LetterPreview['kinds']): LetterPreview => ({
  lines,
  kinds,
  going: 0,
  later: 0,
});

describe('escaping', () => {
  test('no <, > or quote of a value survives, and what is shown is the value itself', () => {
    fc.assert(
      fc.property(nasty, (value) => {
        expect(escapeHtml(value)).not.toMatch(/[<>"']/);
        expect(unescaped(escapeHtml(value))).toBe(value);
      }),
    );
  });

  test('a template escapes its values, once, and leaves ready HTML as it is', () => {
    expect(html`<b>${'<i>'}</b>${html`<u>${'&'}</u>`}${[html`<s>1</s>`, html`<s>${2}</s>`]}`.html).toBe(
      '<b>&lt;i&gt;</b><u>&amp;</u><s>1</s><s>2</s>',
    );
  });

  test('a clause keeps its number on its line, in texts and in tables', () => {
    const text = 'Ответ (п. 6.2), п. 3.1, 3.4, тип. Номер';
    const shown = 'Ответ (п.\u00a06.2), п.\u00a03.1, 3.4, тип. Номер';
    expect(html`${text}`.html).toBe(shown);
    expect(table({ headers: [], rows: [[text]] }).html).toContain(`<td>${shown}</td>`);
  });

  test('whatever a value contains, a document has the same tags', () => {
    const page = (value: string): string =>
      documentOf(
        value,
        html`${table({ headers: [value], rows: [[value, link(value, 'https://example.com')]] })}
          <p title="${value}">${value}</p>`,
        'page',
      ).html;
    fc.assert(
      fc.property(nasty, (value) => {
        expect(tagsOf(page(value))).toEqual(tagsOf(page('x')));
      }),
    );
  });
});

describe('a link', () => {
  test.each([
    ['http://example.com', true],
    ['https://example.com/a?b=1&c=2#d', true],
    ['HTTPS://EXAMPLE.COM', true],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['data:text/html,<script>', false],
    ['//example.com', false],
    ['/path', false],
    ['mailto:a@b.ru', false],
    ['https://example.com" onclick="x', false],
    ['https://example.com/ two', false],
    [' https://example.com', false],
    ['java\nscript:https://example.com', false],
    ['https://', false],
    ['', false],
  ])('%s becomes a link: %s', (href, becomes) => {
    const { html: made } = link('текст', href);
    expect(made.startsWith('<a ')).toBe(becomes);
    if (becomes) expect(made).toContain('rel="noopener noreferrer"');
    else expect(made).toBe('текст');
  });

  test('any address becomes an http(s) link or plain text', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.webUrl()), (href) => {
        const made = link('т', href).html;
        expect(
          made === 'т' ||
            /^<a href="https?:[^"<>]+" target="_blank" rel="noopener noreferrer">т<\/a>$/i.test(made),
        ).toBe(true);
      }),
    );
  });
});

describe('a table', () => {
  test('has its headers, rows and number columns', () => {
    expect(table({ headers: ['Имя', 'Итого'], rows: [['Анна', '5']], numeric: [1] }).html).toBe(
      '<div class="scroll"><table style="--c1:&quot;Имя&quot;;--c2:&quot;Итого&quot;"><thead><tr><th>Имя</th><th class="num">Итого</th></tr></thead><tbody><tr><td>Анна</td><td class="num">5</td></tr></tbody></table></div>',
    );
  });
});

const page = (more: Partial<PageModel> = {}): PageModel => ({
  title: 'Марафон',
  lead: 'Осень',
  sections: [],
  ...more,
});
const section = (rows: PageModel['sections'][number]['rows']): PageModel['sections'][number] => ({
  title: 'Рейтинг',
  headers: ['Никнейм', 'Запись'],
  rows,
  empty: 'Пока никого.',
});

const silent = { cache: { get: () => null, put: () => undefined }, log: () => undefined };

describe('the public page', () => {
  test.each<[string, readonly PageModel[], string]>([
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
    const { html: made } = servePage(silent, {}, () => pages);
    expect(made).toContain(expected);
    // Google ignores it in the page; it is set on the output instead.
    expect(made).not.toContain('<meta name=');
    expect(made).toMatch(/^<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8">/);
    expect(made).not.toContain('undefined');
  });
});

const change = { tab: 'Рейтинг', row: 2, column: 'Итого', subject: 'Анна', before: 1, after: 2 };
const explanation = {
  tab: 'Рейтинг',
  row: 2,
  column: 'Итого',
  value: 12.5,
  rule: 'Сумма всех баллов.',
  clause: '«Расчет рейтинга»',
  lines: [],
};

describe('dialogs', () => {
  test.each<[string, Titled, string]>([
    [
      'nothing to change',
      changesDialog('Пересчёт ничего не изменит.', [], []),
      'Пересчёт ничего не изменит.',
    ],
    ['no deadlines', deadlinesDialog([]), 'На сегодня ничего срочного.'],
    ['no letters', lettersDialog(previewed([], [])), 'Писем к отправке нет.'],
    ['an explanation without rows', explanationDialog(explanation), '12,5'],
    ['an empty cell explained', explanationDialog({ ...explanation, value: '' }), '—'],
    ['only a message', resultDialog('Итог', 'Готово.\nВсё.', undefined), '<p>Готово.</p><p>Всё.</p>'],
    ['a result that is not a list', resultDialog('Итог', 'Готово.', { a: 1 }), 'Готово.'],
    ['an empty list', resultDialog('Итог', 'Готово.', []), 'Готово.'],
    ['a list of texts', resultDialog('Итог', 'Готово.', ['а', null]), 'Готово.'],
    ['rows without keys', resultDialog('Итог', 'Готово.', [{}]), 'Готово.'],
    ['a cell without a value', resultDialog('Итог', '', [{ Имя: 'а', Сумма: null }]), '<td>а</td><td></td>'],
    [
      'a long hash may be broken across lines, words may not',
      resultDialog('Итог', '', [{ Имя: `итог: ${'a'.repeat(64)}` }]),
      `<td>итог: <i>${'a'.repeat(64)}</i></td>`,
    ],
    ['help without programmes', helpPage([]), 'Справка'],
    [
      'help with one programme',
      helpPage([
        {
          title: 'Марафон',
          about: '<Учебный>.',
          menu: {},
          tabs: { ...inputTabs, rating: outputTab('Рейтинг', '', {}) },
        } as unknown as Programme,
      ]),
      '<b>Марафон</b>. &lt;Учебный&gt;. Регистрации → Блоки → Пересчитать.</p>',
    ],
    [
      'help with a programme that has a menu',
      helpPage([
        {
          title: 'Марафон',
          about: 'Учебный.',
          menu: { draw: { name: 'draw', title: 'Провести розыгрыш…' } },
          tabs: inputTabs,
        } as unknown as Programme,
      ]),
      'Учебный. Регистрации → Блоки → Пересчитать. В её меню: «Провести розыгрыш…».</p>',
    ],
  ])('%s', (_, made, expected) => {
    expect(made.html).toContain(expected);
    expect(made.html).not.toMatch(/undefined|NaN|\[object/);
  });

  test('changes: by tab, before → after, and the sums of the numbers', () => {
    const { html: made } = changesDialog(
      'Изменится 2 ячейки.',
      [change, { ...change, row: 3, subject: '=1+1', before: '', after: true }],
      [{ tab: 'Рейтинг', column: 'Итого', before: 1, after: 1234.5, difference: -2 }],
    );
    expect(made).toContain('<h2>Рейтинг: 2 ячейки</h2>');
    expect(made).toContain('<tr><td class="num">2</td><td>Анна</td><td>Итого</td><td>1</td><td>2</td></tr>');
    expect(made).toContain('<td>—</td><td>да</td>');
    expect(made).toContain(
      '<td class="num">1,00</td><td class="num">1\u00a0234,50</td><td class="num">−2,00</td>',
    );
  });

  test('figures of one column have equally many decimals and are right-aligned', () => {
    const changes = [
      { ...change, before: 1000, after: 1234.5 },
      { ...change, column: 'Место', before: '', after: 3 },
    ];
    const { html: made } = changesDialog('Изменится 2 ячейки.', changes, []);
    expect(made).toContain('<td class="num">1\u00a0000,00</td><td class="num">1\u00a0234,50</td>');
    expect(made).toContain('<td class="num">—</td><td class="num">3</td>');
    const found = [
      { Партнёр: 'Альфа', Сумма: 2000, Выплачено: '' },
      { Партнёр: 'Бета', Сумма: 0.5, Выплачено: '' },
    ];
    expect(resultDialog('Реестр', 'Создан.', found).html).toContain(
      '<tr><td>Альфа</td><td class="num">2\u00a0000,00</td><td>—</td></tr><tr><td>Бета</td><td class="num">0,50</td><td>—</td></tr>',
    );
  });

  test('an explanation: the rule, the clause, the arithmetic, the place of each row', () => {
    const { html: made } = explanationDialog({
      ...explanation,
      sum: '2 + 14 = 16',
      lines: [{ text: 'посещение', tab: 'Посещения', row: 5 }, { text: 'без места' }],
    });
    for (const part of [
      'Сумма всех баллов.',
      'Основание: «Расчет рейтинга»',
      '2 + 14 = 16',
      'Посещения, строка 5',
      'без места',
    ])
      expect(made).toContain(part);
  });

  test('a letter is shown as text', () => {
    const { html: made } = lettersDialog(
      previewed(
        [{ status: 'черновик', notBefore: '', to: 'a@b.ru', subject: '<b>', text: 'строка\n<script>' }],
        ['<b>'],
      ),
    );
    expect(made).toMatch(/a@b\.ru · сразу ·\s+черновик/);
    expect(made).toContain('<h2>&lt;b&gt;</h2>');
    expect(made).toContain('<pre>строка\n&lt;script&gt;</pre>');
  });

  const deadline = (index: number) => ({
    programme: 'п',
    object: `№ ${index};`,
    what: '',
    due: '',
    state: '',
    responsible: '',
    note: '',
    tab: 'Блоки',
    row: null,
  });
  const letter = (index: number) => ({
    status: 'черновик',
    notBefore: '',
    to: '',
    subject: `№ ${index};`,
    text: '',
  });
  const letters = (count: number) => {
    const lines = Array.from({ length: count }, (_, index) => letter(index));
    return lettersDialog(
      previewed(
        lines,
        lines.map(() => 'Письмо'),
      ),
    );
  };

  test('letters: first how many of each kind and status there are, and when; one subject in full', () => {
    const at = (notBefore: string, subject: string, status = 'черновик') => ({
      ...letter(1),
      notBefore,
      subject,
      status,
    });
    const { html: made } = lettersDialog(
      previewed(
        [
          at('', 'Итоги «а»'),
          at('17.01.2026 10:00', 'Итоги «б»'),
          at('18.01.2026 09:00', 'Итоги «а»'),
          at('18.01.2026 09:00', 'Итоги «в»', 'в очереди'),
          at('', 'Срок «а»', 'в очереди'),
          at('', 'Срок «а»', 'в очереди'),
        ],
        ['score', 'score', 'score', 'score', 'closing', 'closing'],
      ),
    );
    expect(rowsOf(made)).toEqual([
      ['3', 'Итоги «а» (и другие)', 'сразу — 18.01.2026 09:00', '<b class="quiet">черновик</b>'],
      ['1', 'Итоги «в»', '18.01.2026 09:00', '<b class="busy">в очереди</b>'],
      ['2', 'Срок «а»', 'сразу', '<b class="busy">в очереди</b>'],
    ]);
  });

  test.each<[string, readonly string[], number, number]>([
    ['3 письма', ['черновик', 'черновик', 'черновик'], 0, 0],
    [
      '3 письма: 1 уйдёт по «Отправить письма», 2 ждут своего времени',
      ['черновик', 'черновик', 'черновик'],
      1,
      2,
    ],
    [
      '4 письма: 2 уйдут по «Отправить письма», 1 ждёт своего времени, 1 ещё не создано',
      ['черновик', 'черновик', 'в очереди', 'черновик, добавит пересчёт'],
      2,
      1,
    ],
  ])('%s', (said, statuses, going, later) => {
    const lines = statuses.map((status) => ({ ...letter(1), status }));
    const kinds = lines.map(() => 'Письмо');
    expect(lettersDialog({ lines, kinds, going, later }).html).toContain(`<p class="figure">${said}</p>`);
  });

  test('a deadline says where it comes from', () => {
    const { html: made } = deadlinesDialog([{ ...deadline(1), row: 7 }, deadline(2)]);
    expect(rowsOf(made).map((cells) => cells.at(-1))).toEqual(['Блоки, строка 7', 'Блоки']);
  });

  test.each<[string, (of: number) => Titled, number, string | null]>([
    ['rows', (n) => deadlinesDialog(Array.from({ length: n }, (_, index) => deadline(index))), 300, null],
    ['rows', (n) => deadlinesDialog(Array.from({ length: n }, (_, index) => deadline(index))), 301, 'строки'],
    ['rows', (n) => deadlinesDialog(Array.from({ length: n }, (_, index) => deadline(index))), 305, 'строк'],
    ['letters', letters, 321, 'письма'],
    ['letters', letters, 311, 'писем'],
  ])('a long list of %s is cut, and says so (%#)', (_, dialog, of, noun) => {
    const { html: made } = dialog(of);
    expect(made).toContain('№ 299;');
    expect(made).not.toContain('№ 300;');
    if (noun === null) expect(made).not.toContain('Показаны');
    else expect(made).toContain(`Показаны первые 300 из ${of} ${noun}.`);
  });

  test.each<[string, Titled]>([
    ['a deadline', deadlinesDialog([{ ...deadline(1), object: 'ошибка', state: 'просрочено' }])],
    ['a result', resultDialog('Итог', '', [{ Клиент: 'ошибка', Статус: 'просрочено' }], { Статус: {} })],
    [
      'a change',
      changesDialog(
        '',
        [
          { ...change, column: 'Никнейм', before: 'ошибка', after: 'ошибка' },
          { ...change, column: 'Статус', before: 'просрочено', after: 'просрочено' },
        ],
        [],
        { Статус: {} },
      ),
    ],
    [
      'the public page',
      servePage(silent, {}, () => [
        page({ sections: [{ ...section([['ошибка', 'просрочено']]), statuses: [1] }] }),
      ]),
    ],
  ])('%s: a status has a colour, a name that looks like one has none', (_, { html: made }) => {
    expect(made).toContain('<td><b class="bad">просрочено</b></td>');
    expect(made).toContain('<td>ошибка</td>');
  });

  const tones = { quiet: ['забронировано'] };
  test.each<[string, Titled]>([
    ['a result', resultDialog('Итог', '', [{ Шаг: 'забронировано' }], { Шаг: tones })],
    [
      'a change',
      changesDialog('', [{ ...change, column: 'Шаг', after: 'забронировано' }], [], { Шаг: tones }),
    ],
    [
      'the public page',
      servePage(silent, {}, () => [
        { ...page({ sections: [{ ...section([['', 'забронировано']]), statuses: [1] }] }), tones },
      ]),
    ],
  ])("%s: a programme's own status has the colour that its column gives it", (_, { html: made }) => {
    expect(made).toContain('<td><b class="quiet">забронировано</b></td>');
  });
});
