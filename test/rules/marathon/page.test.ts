// The public page: rating, schedule, nominations, by nickname only.
import { expect, test } from '@jest/globals';
import { at } from '../harness.js';
import { application, block, emailOf, sale, stage } from './fixtures.js';

const shown = (tabs = {}) => {
  const page = stage({
    now: '2023-10-02T12:00:00+03:00',
    tabs: {
      Регистрации: [application('anna', { Телефон: '+7 000 111', Компания: 'Лютик-Образец' })],
      Блоки: [
        block(2, '2023-09-28 11:00', { Запись: 'javascript:alert(1)', Тест: 'будет позже' }),
        block(1, '2023-09-21 11:00', { Запись: 'https://example.com/1', Тест: 'http://example.com/t' }),
        block(3, '2023-10-05 11:00', { 'Тест до': at('2023-10-05 11:00') }),
      ],
      Продажи: [sale('anna', { Дата: at('2023-09-30') })],
      ...tabs,
    },
  }).page();
  if (!page) throw new Error('no page');
  return page;
};

test('three sections before any draw; the rating', () => {
  const { sections, lead } = shown();
  expect(sections.map(({ title }) => title)).toEqual(['Рейтинг', 'Расписание', 'Номинации']);
  expect(sections[0]?.rows).toEqual([['1', 'anna', '0', '0', '0', '3', '0', '3']]);
  expect(lead).toContain('С 21.09.2023 по 03.11.2023');
});

test('the schedule by time, without blocks in error; only http(s) addresses become links', () => {
  expect(shown().sections[1]?.rows).toEqual([
    [
      '1',
      'Тема 1',
      '',
      '21.09.2023 11:00',
      '05.10.2023 11:00',
      { text: 'Смотреть запись', href: 'https://example.com/1' },
      { text: 'Пройти тест', href: 'http://example.com/t' },
    ],
    ['2', 'Тема 2', '', '28.09.2023 11:00', '05.10.2023 11:00', 'javascript:alert(1)', 'будет позже'],
  ]);
});

test.each(['forms.office.com/1', 'WWW.example.com', 'видео.рф?a=1', 'zoom.us:8080/j/1'])(
  '«%s» is a link without its https://',
  (typed) => {
    const { rows = [] } = shown({ Блоки: [block(1, '2023-09-28 11:00', { Тест: typed })] }).sections[1] ?? {};
    expect(rows[0]?.[6]).toEqual({ text: 'Пройти тест', href: `https://${typed}` });
  },
);

test.each([
  'см.чат',
  'anna@example.com',
  'a.js:alert(1)',
  'скоро...',
  'javascript:alert(1)//https://example.com',
  'ftp://example.com',
  'https://',
  'https://example.com пароль 7',
])('«%s» is shown as text, not as a link', (typed) => {
  const { rows = [] } = shown({ Блоки: [block(1, '2023-09-21 11:00', { Запись: typed })] }).sections[1] ?? {};
  expect(rows[0]?.[5]).toBe(typed);
});

const HREF = 'https://example.com/t';
const AND_MORE = `${HREF} пароль 7`;
test.each([
  ['2023-09-21T10:59:59+03:00', 'откроется 21.09.2023 11:00', 'откроется 21.09.2023 11:00'],
  ['2023-09-21T11:00:00+03:00', { text: 'Пройти тест', href: HREF }, AND_MORE],
  ['2023-10-05T10:59:59+03:00', { text: 'Пройти тест', href: HREF }, AND_MORE],
  ['2023-10-05T11:00:00+03:00', { text: 'закрыт', href: HREF }, AND_MORE],
])('a test is open from the start of its block until it closes: at %s', (now, link, more) => {
  const cell = (typed: string) => {
    const blocks = [block(1, '2023-09-21 11:00', { Тест: typed }), block(2, '2023-11-20 11:00')];
    return stage({ now, tabs: { Блоки: blocks } }).page()?.sections[1]?.rows[0]?.[6];
  };
  expect([HREF, AND_MORE, 'будет позже', ''].map(cell)).toEqual([link, more, 'будет позже', '']);
});

test('blocks that start together are sorted by number', () => {
  const blocks = [3, 1, 2].map((number) => block(number, '2023-09-21 11:00'));
  const { rows = [] } = shown({ Блоки: blocks }).sections[1] ?? {};
  expect(rows.map(([number]) => number)).toEqual(['1', '2', '3']);
  // The cells for the recording and the test are still empty.
  expect(rows.map((row) => row.slice(-2))).toEqual(rows.map(() => ['', '']));
});

test('the nominations with winner and reason', () => {
  const row = {
    Номинация: 'Креативные продажи',
    Претенденты: 'anna,boris',
    Зерно: 'x',
    Хеш: 'f'.repeat(64),
    Победитель: 'boris',
  };
  expect(shown({ Розыгрыши: [row] }).sections[2]?.rows).toEqual([
    ['Эксперт в тайм-менеджменте', 'число блоков, посещённых онлайн', '0', '', '', 'нет результатов'],
    ['Креативные продажи', 'баллы за творческие задания', '0', '', 'boris', 'розыгрыш'],
    ['Эксперт по продукту', 'баллы за тесты', '0', '', '', 'нет результатов'],
    ['Акула бизнеса', 'число засчитанных продаж', '1', 'anna', 'пока лидирует anna', 'единственный лучший'],
  ]);
});

test('draws in force with all that it takes to repeat them, as they were drawn', () => {
  const row = {
    Номинация: 'Креативные продажи',
    Претенденты: 'anna, boris,79001234567',
    Зерно: 'семь',
    Хеш: 'f'.repeat(64),
    Победитель: 'boris',
  };
  const cancelled = { ...row, Зерно: 'шесть', Отменён: true, 'Причина отмены': 'x' };
  const { sections } = shown({ Розыгрыши: [cancelled, row] });
  expect(sections.slice(3)).toEqual([
    {
      title: 'Розыгрыши',
      headers: [
        'Номинация',
        'Претенденты',
        'Зерно',
        'Хеш. SHA-256 от «зерно|номинация|никнейм1,никнейм2,…», никнеймы в порядке кодов Юникода.',
        'Победитель. Претендент, чей номер (считая с нуля) равен остатку от деления хеша на число претендентов.',
      ],
      rows: [['Креативные продажи', 'anna,boris,7900…', 'семь', 'f'.repeat(64), 'boris']],
      numeric: [],
      statuses: [],
      empty: '',
    },
  ]);
});

test.each([
  ['2023-11-03T23:59:00+03:00', 'пока лидирует anna'],
  ['2023-11-04T00:00:00+03:00', 'anna'],
])('the single best is a winner when the marathon is over: at %s «%s»', (now, winner) => {
  const tabs = { Регистрации: [application('anna')], Продажи: [sale('anna')] };
  expect(stage({ now, tabs }).page()?.sections[2]?.rows[3]?.[4]).toBe(winner);
});

test.each([
  ['an address', ['anna@mail.ru', 'boris', 'clara@mail.ru'], 'anna@…,boris,clara@…'],
  ['a phone', ['79001234567', '79007654321', 'boris'], '7900…,7900…,boris'],
  ['an address of numbers', ['1@2.3', '4.5'], '1@…,4.5'],
  ['no address', ['@nick.name', 'boris', '@x.y'], '@nick.name,@x.y,boris'],
])('of nicknames with %s every candidate is shown, without it', (_, nicknames, candidates) => {
  const page = shown({
    Регистрации: nicknames.map((nickname, index) => application(`p${index}`, { Никнейм: nickname })),
    Продажи: nicknames.map((_nickname, index) => sale(`p${index}`, { Дата: at('2023-09-30') })),
  });
  expect(page.sections[2]?.rows[3]?.[3]).toBe(candidates);
});

test('every row has one cell per header; numeric columns are marked', () => {
  const { sections } = shown();
  for (const { headers, rows } of sections) for (const row of rows) expect(row).toHaveLength(headers.length);
  expect(sections.map(({ headers, numeric = [] }) => numeric.map((column) => headers[column]))).toEqual([
    ['Место', 'Посещения', 'Тесты', 'Задания', 'Продажи', 'Доп. баллы', 'Итого'],
    ['Блок'],
    ['Лучший результат'],
  ]);
});

test('no contact data', () => {
  const text = JSON.stringify(shown());
  for (const contact of [emailOf('anna'), '+7 000', 'Лютик', 'Образцов']) expect(text).not.toContain(contact);
});

test('an empty marathon has a note in each section', () => {
  const { sections } = shown({ Регистрации: [], Блоки: [], Продажи: [] });
  expect(sections.map(({ rows, empty }) => [rows.length, empty])).toEqual([
    [0, 'Участников пока нет.'],
    [0, 'Расписание появится позже.'],
    [4, ''],
  ]);
});
