// Nominations, draws and deadlines, sentence by sentence: hand-made rows through the built bundle, expected
// values worked out by hand.
import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { at, DAY, serial } from '../calendar.js';
import type { RawCell, RawRow } from '../cells.js';
import { A, AFTER, B, block, C, person, staged } from './rows.js';
import type { World } from './support.js';

describe('«Номинации» and «Розыгрыши»', () => {
  const visits = (...emails: string[]): RawRow[] => emails.map((email) => ({ Блок: 1, Email: email }));
  const NAME = 'Эксперт в тайм-менеджменте';
  const three = [person('Боря', A), person('аня', B), person('Яна', C)];
  test('no results, a single best, a tie', () => {
    expect(staged({}).nominations()[0]).toEqual([NAME, 0, null, null, 'нет результатов', null]);
    expect(staged({ Посещения: visits(A) }).nominations()[0]).toEqual([
      NAME,
      1,
      'Аня',
      'Аня',
      'единственный лучший',
      null,
    ]);
    expect(staged({ Посещения: visits(B, A) }).nominations()[0]).toEqual([
      NAME,
      1,
      'Аня,Боря',
      null,
      'нужен розыгрыш',
      null,
    ]);
  });
  test('blocks attended are counted, not points', () => {
    const made = staged({ Посещения: visits(A) });
    made.set('Балл за посещение', 0);
    made.recompute(AFTER);
    expect(made.nominations()[0]?.slice(1, 4)).toEqual([1, 'Аня', 'Аня']);
  });
  test('a draw recomputed by hand; it stays valid when the candidates change, until cancelled with a reason', () => {
    const made = staged({ Регистрации: three, Посещения: visits(A, B, C) });
    made.call('draw', AFTER, 'зерно 7');
    const sorted = ['Боря', 'Яна', 'аня'];
    const hash = createHash('sha256')
      .update(`зерно 7|${NAME}|${sorted.join(',')}`, 'utf8')
      .digest('hex');
    const winner = sorted[Number(BigInt(`0x${hash}`) % 3n)] ?? '';
    const [drawn] = made.lines('Розыгрыши');
    expect(drawn).toMatchObject({
      Номинация: NAME,
      Претенденты: 'Боря,Яна,аня',
      Зерно: 'зерно 7',
      Хеш: hash,
      Победитель: winner,
    });
    expect(Math.round(Number(drawn?.['Время']) * DAY)).toBe(AFTER);
    expect(made.nominations()[0]).toEqual([NAME, 1, 'Боря,Яна,аня', winner, 'розыгрыш', null]);
    expect(() => made.call('draw', AFTER, 'другое')).toThrow('Разыгрывать нечего');

    made.fill('Посещения', [...visits(A, B, C), { Блок: 2, Email: A }]);
    made.recompute(AFTER);
    expect(made.nominations()[0]).toEqual([NAME, 2, 'Боря', winner, 'розыгрыш', 'состав изменился']);

    made.edit('Розыгрыши', 2, 'Отменён', 'да');
    made.recompute(AFTER);
    expect(made.errors()).toEqual(['Розыгрыши/2']);
    expect(made.nominations()[0]?.[4]).toBe('розыгрыш');

    made.edit('Розыгрыши', 2, 'Причина отмены', 'перепутали зерно');
    made.recompute(AFTER);
    expect(made.errors()).toEqual([]);
    expect(made.nominations()[0]).toEqual([NAME, 2, 'Боря', 'Боря', 'единственный лучший', null]);
    expect(made.lines('Розыгрыши')).toHaveLength(1);
  });
  test('a new draw after a cancelled one; the seed is required', () => {
    const made = staged({ Посещения: visits(A, B) });
    expect(() => made.call('draw', AFTER, ' ')).toThrow('Зерно');
    made.call('draw', AFTER, 'один');
    made.edit('Розыгрыши', 2, 'Отменён', true);
    made.edit('Розыгрыши', 2, 'Причина отмены', 'сбой');
    made.call('draw', AFTER, 'два');
    const lines = made.lines('Розыгрыши');
    expect(lines.map((line) => line['Зерно'])).toEqual(['один', 'два']);
    expect(made.nominations()[0]?.[3]).toBe(lines[1]?.['Победитель']);
  });
});

describe('«Сроки»', () => {
  const of = (made: World) =>
    made.deadlines().map((one) => [one.what, one.due, one.left, one.state, one.row, one.without]);
  const start = at('21.09.2023 11:00');
  const closing = at('28.09.2023 11:00');
  const tail = (left: number, state: string, final: string) => [
    ['registration', at('05.10.2023'), left, state, null, null],
    ['final', at('03.11.2023'), left + 29, final, null, null],
  ];
  const blocks = { Блоки: [null, block(1, '21.09.2023 11:00')] };
  test.each<[string, RawCell[][]]>([
    [
      '18.09.2023 23:59',
      [
        ['start', start, 3, 'скоро', 3, null],
        ['closing', closing, 10, 'впереди', 3, 2],
        ...tail(17, 'впереди', 'впереди'),
      ],
    ],
    [
      '21.09.2023 10:59',
      [
        ['start', start, 0, 'сегодня', 3, null],
        ['closing', closing, 7, 'впереди', 3, 2],
        ...tail(14, 'впереди', 'впереди'),
      ],
    ],
    [
      '21.09.2023 11:00',
      [
        ['closing', closing, 7, 'впереди', 3, 2],
        ...tail(14, 'впереди', 'впереди'),
        ['start', start, 0, 'выполнено', 3, null],
      ],
    ],
    [
      '05.10.2023 23:59',
      [
        ...tail(0, 'сегодня', 'впереди'),
        ['start', start, -14, 'выполнено', 3, null],
        ['closing', closing, -7, 'выполнено', 3, 2],
      ],
    ],
  ])('at %s', (now, expected) => {
    expect(of(staged(blocks, now))).toEqual(expected);
  });
  test('whole-day deadlines pass at the end of the day', () => {
    const states = (now: string): string[] =>
      made(now)
        .deadlines()
        .filter(({ row }) => row === null)
        .map(({ state }) => state);
    const made = (now: string): World => staged(blocks, now);
    expect(states('06.10.2023 00:00')).toEqual(['впереди', 'выполнено']);
    expect(states('03.11.2023 23:59')).toEqual(['сегодня', 'выполнено']);
    expect(states('04.11.2023 00:00')).toEqual(['выполнено', 'выполнено']);
  });
  test('a test is done as soon as everyone has an attempt, even without points', () => {
    const quiz = (email: string): RawRow => ({
      Блок: 1,
      Email: email,
      Завершён: serial('21.09.2023 10:00'),
      'Верных ответов': 0,
    });
    const closingOf = (rows: RawRow[]) =>
      staged({ ...blocks, 'Результаты тестов': rows }, '22.09.2023 10:00')
        .deadlines()
        .find(({ what }) => what === 'closing');
    expect(closingOf([quiz(A)])).toMatchObject({ state: 'впереди', without: 1 });
    expect(closingOf([quiz(A), quiz(B)])).toMatchObject({ state: 'выполнено', without: 0 });
  });
});
