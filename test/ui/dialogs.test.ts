// Dialogs: what each shows, in which order, colours and decimals; none fails on empty input.
import { describe, expect, test } from '@jest/globals';
import type { LetterPreview } from '../../src/run/preview.js';
import {
  changesDialog,
  deadlinesDialog,
  explanationDialog,
  lettersDialog,
  resultDialog,
} from '../../src/ui/dialogs.js';
import type { Titled } from '../../src/ui/html.js';

/** The texts of the cells of a table's body, by row. */
const rowsOf = (page: string): readonly (readonly string[])[] =>
  [...(/<tbody>(.*?)<\/tbody>/s.exec(page)?.[1] ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell),
  );
const previewed = (lines: LetterPreview['lines'], kinds: LetterPreview['kinds']): LetterPreview => ({
  lines,
  kinds,
  going: 0,
  later: 0,
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
      changesDialog('Пересчёт ничего не изменит.', [], [], {}, 0),
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
  ])('%s', (_, made, expected) => {
    expect(made.html).toContain(expected);
    expect(made.html).not.toMatch(/undefined|NaN|\[object/);
  });

  test('changes: by tab, before → after, and the sums of the numbers', () => {
    const { html: made } = changesDialog(
      'Изменится 2 ячейки.',
      [change, { ...change, row: 3, subject: '=1+1', before: '', after: true }],
      [{ tab: 'Рейтинг', column: 'Итого', before: 1, after: 1234.5, difference: -2 }],
      {},
      0,
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
    const { html: made } = changesDialog('Изменится 2 ячейки.', changes, [], {}, 0);
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
        0,
      ),
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
      changesDialog('', [{ ...change, column: 'Шаг', after: 'забронировано' }], [], { Шаг: tones }, 0),
    ],
  ])("%s: a programme's own status has the colour that its column gives it", (_, { html: made }) => {
    expect(made).toContain('<td><b class="quiet">забронировано</b></td>');
  });
});
