// What surrounds the figures of a marathon: staff's own columns, the public page, an explanation for every
// figure.
// Hand-made rows through the built bundle.
import { expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import { A, AFTER, B, block, SIX, staged, TWO } from './rows.js';
import { world } from './support.js';

test('columns in any order and spelling; staff’s own columns, tabs and rows stay', () => {
  const made = world();
  made.fillAll({ Регистрации: TWO, Блоки: SIX });
  made.workbook.setRows('Посещения', [
    ['Примечание', 'Моё', ' EMAIL* ', 'баллы', 'Формат', 'блок'],
    [null, 'x', A, null, null, 1],
    [],
    ['старое', null, null, 5, null, null],
    [null, 'y', B, null, 'запись', '1'],
  ]);
  made.workbook.set('Рейтинг', 0, 8, 'Моё');
  made.workbook.set('Рейтинг', 1, 8, 'приз');
  made.workbook.set('Рейтинг', 9, 0, 99);
  made.recompute(AFTER);
  expect(made.workbook.values('Посещения').map((row) => row[1] ?? null)).toEqual([
    'Моё',
    'x',
    null,
    null,
    'y',
  ]);
  expect(made.workbook.get('Посещения', 1, 3)).toBe(1);
  expect(made.workbook.get('Посещения', 4, 3)).toBe(0);
  expect(made.workbook.get('Рейтинг', 1, 8)).toBe('приз');
  expect(made.workbook.get('Рейтинг', 9, 0)).toBeNull();
});

test('the public page: rating, schedule, nominations, nicknames only', () => {
  const made = staged({
    Блоки: [block(1, '21.09.2023 11:00', { Запись: 'https://x.ru/rec', Тест: 'https://x.ru/test' })],
    Посещения: [{ Блок: 1, Email: A }],
  });
  const page = (made.call('doGet', AFTER) as { readonly getContent: () => string }).getContent();
  for (const text of ['Аня', 'https://x.ru/rec', 'https://x.ru/test', 'Эксперт в тайм-менеджменте'])
    expect(page).toContain(text);
  for (const text of [A, 'Образцов', 'Ромашка']) expect(page).not.toContain(text);
});

test('every figure can be explained', () => {
  const made = staged({
    Посещения: [
      { Блок: 1, Email: A },
      { Блок: 1, Email: A },
    ],
    'Результаты тестов': [{ Блок: 1, Email: A, Завершён: serial('22.09.2023'), 'Верных ответов': 8 }],
    Задания: [{ Задание: 'М', Email: A, Принято: true }],
    Продажи: [{ Дата: serial('25.09.2023'), Email: A, Продукт: 'п', Вид: 'новая', 'Сумма РРЦ': 10_000 }],
  });
  const ask = (tab: string, row: number, header: string): string =>
    JSON.stringify(made.call('explain', AFTER, tab, row, header));
  for (const tab of ['Посещения', 'Результаты тестов', 'Задания', 'Продажи'])
    for (const header of ['Баллы', 'Примечание']) expect(ask(tab, 2, header)).toContain('rule');
  for (const header of ['Статус', 'Причина']) expect(ask('Регистрации', 2, header)).toContain('rule');
  expect(ask('Блоки', 2, 'Тест закрывается')).toContain('05.10.2023 11:00');
  for (const header of made.headers('Рейтинг')) expect(ask('Рейтинг', 2, header)).toContain('rule');
  for (const header of made.headers('Номинации')) expect(ask('Номинации', 2, header)).toContain('rule');
});
