// marathon.digest word for word: each section, its counts in Russian, its rows in order.
import { expect, test } from '@jest/globals';
import { at, type Typed } from '../harness.js';
import { application, sale, stage, visit } from './fixtures.js';

const PEOPLE = [application('anna'), application('boris')];
const unconfirmed = (count: number): readonly Typed[] =>
  Array.from({ length: count }, () => sale('anna', { Подтверждена: false, Дата: at('2023-09-21') }));
const lost = (count: number): readonly Typed[] => Array.from({ length: count }, () => visit('nobody', 1));

/** The digest without its greeting and signature. */
const digest = (now: string, tabs: Readonly<Record<string, readonly Typed[]>>): string =>
  stage({ now, tabs: { Регистрации: PEOPLE, ...tabs } }).letters.find(
    ({ code }) => code === 'marathon.digest',
  )?.text ?? 'none';

test('sections are separated, one line per tab, rows in order whether a cell or a rule is at fault', () => {
  const text = digest('2023-09-25T08:00:00+03:00', {
    Посещения: [visit('nobody', 1), visit('anna', 1), { ...visit('anna', 1), Блок: 'нет' }],
    Продажи: [...unconfirmed(2), sale('anna', { 'Сумма РРЦ': 'много' })],
  });
  expect(text).toContain(
    [
      'Строки с ошибками (не учтены):',
      '«Посещения», 2 строки: 2, 4',
      '«Продажи», 1 строка: 4',
      '',
      'Ждут подтверждения:',
      '2 продажи, строки 2, 3',
    ].join('\n'),
  );
});

test('an unreadable parameter is listed as a row in error, with a note that the default applies', () => {
  const text = stage({
    now: '2023-09-25T08:00:00+03:00',
    tabs: { Регистрации: PEOPLE },
    settings: { 'Балл за задание': 'x' },
  }).letters.find(({ code }) => code === 'marathon.digest')?.text;
  expect(text).toMatch(
    /Строки с ошибками \(не учтены\):\n«Настройки», 1 строка: \d+ \(действует значение по умолчанию\)\n/,
  );
});

test('a draw with an error stands, and a warning is no error', () => {
  const drawn = { Номинация: 'Акула бизнеса', Претенденты: 'anna,boris', Победитель: 'carl' };
  const now = '2023-09-25T08:00:00+03:00';
  expect(digest(now, { Розыгрыши: [drawn] })).toBe('none');
  expect(digest(now, { Розыгрыши: [{ ...drawn, Отменён: true }] })).toContain(
    'Строки с ошибками (не учтены):\n«Розыгрыши», 1 строка: 2 (розыгрыш действует)',
  );
});

test.each<[number, string]>([
  [5, '«Посещения», 5 строк: 2, 3, 4, 5, 6\n'],
  [15, '«Посещения», 15 строк: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16\n'],
  [16, '«Посещения», 16 строк: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 и ещё 1\n'],
])('%d rows in error: the first fifteen are listed', (count, line) => {
  expect(digest('2023-09-25T08:00:00+03:00', { Посещения: lost(count) })).toContain(line);
});

test.each<[number, string]>([
  [1, '1 продажа, строка 2\n'],
  [5, '5 продаж, строки 2, 3, 4, 5, 6\n'],
])('%d sales wait for confirmation', (count, line) => {
  expect(digest('2023-09-25T08:00:00+03:00', { Продажи: unconfirmed(count) })).toContain(line);
});

test('a test that closes without anybody to take it is not counted', () => {
  const soon = {
    Регистрации: [],
    Блоки: [{ Блок: 1, Тема: 'Т', Начало: at('2023-09-25 11:00'), 'Тест до': at('2023-09-26 11:00') }],
  };
  const text = digest('2023-09-25T11:00:00+03:00', soon);
  expect(text).toContain('26.09.2023 11:00, участников пока нет');
  expect(text).not.toContain('0 из 0');
});

test('the closing of a test is announced from the second in which the block starts', () => {
  const soon = {
    Блоки: [{ Блок: 1, Тема: 'Т', Начало: at('2023-09-25 11:00'), 'Тест до': at('2023-09-26 11:00') }],
  };
  expect(digest('2023-09-25T10:59:59+03:00', soon)).toBe('none');
  expect(digest('2023-09-25T11:00:00+03:00', soon)).toContain('без попытки 2 из 2');
});

test.each<[string, string]>([
  ['2023-10-10T08:00:00+03:00', 'none'],
  ['2023-10-19T10:59:59+03:00', 'none'],
  ['2023-10-19T11:00:00+03:00', '«Эксперт в тайм-менеджменте» — 2 претендента'],
])('a draw is requested once the last test has closed, whichever row it is in (%s)', (now, told) => {
  const blocks = [at('2023-09-28 11:00'), at('2023-09-21 11:00')].map((start, index) => ({
    Блок: 2 - index,
    Тема: 'Т',
    Начало: start,
    'Тест до': start + 21 - index * 14,
  }));
  const tabs = {
    Блоки: blocks,
    Посещения: PEOPLE.map(({ Email = '' }) => ({ Блок: 1, Email, Формат: 'онлайн' })),
    'Результаты тестов': PEOPLE.flatMap(({ Email = '' }) =>
      blocks.map(({ Блок, Начало }) => ({ Блок, Email, Завершён: Начало + 1, 'Верных ответов': 0 })),
    ),
  };
  expect(digest(now, tabs)).toContain(told);
});
