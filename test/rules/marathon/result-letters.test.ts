// marathon.score and marathon.winner: when, to whom, and what they say about points, places and what is still
// open.
import { describe, expect, test } from '@jest/globals';
import { at, type Typed } from '../harness.js';
import { attempt, block, emailOf, sale, task, visit } from './fixtures.js';
import { keysOf, lettersOf } from './mailing.js';

describe('marathon.score: when the test of a block has closed', () => {
  const tabs = {
    Посещения: [visit('anna', 1)],
    'Результаты тестов': [
      attempt('anna', 1, '2023-09-22 12:00', 7),
      attempt('anna', 2, '2023-09-29 12:00', 4),
    ],
    Задания: [task('boris', 'Слоган')],
  };
  test.each([
    ['2023-10-05T10:59:59+03:00', []],
    [
      '2023-10-05T11:00:00+03:00',
      ['anna | 1 | 2023-10-05 | 2023-10-05T11:00', 'boris | 1 | 2023-10-05 | 2023-10-05T11:00'],
    ],
    [
      '2023-10-06T11:00:00+03:00',
      ['anna | 1 | 2023-10-05 | 2023-10-05T11:00', 'boris | 1 | 2023-10-05 | 2023-10-05T11:00'],
    ],
    // «A letter whose occasion has passed by more than 24 hours when it is first produced is not produced.»
    ['2023-10-06T11:00:01+03:00', []],
  ])('at %s', (now, expected) => {
    expect(keysOf(lettersOf('marathon.score', { now, tabs }))).toEqual(expected);
  });

  test('for two tests that close together there are two letters', () => {
    const letters = lettersOf('marathon.score', { now: '2023-11-02T12:00:00+03:00', tabs });
    expect(letters.map(({ object }) => object)).toEqual(['5', '5', '6', '6']);
  });

  test('own points, place and what is still possible', () => {
    const [anna, boris] = lettersOf('marathon.score', { now: '2023-10-05T12:00:00+03:00', tabs });
    expect(anna?.text).toContain('Ваши баллы за блок: посещение — 1, тест — 7');
    expect(anna?.text).toContain('12 баллов: посещения 1, тесты 11, задания 0, продажи 0, доп. баллы 0');
    expect(anna?.text).toContain('Место в рейтинге: 1 из 2.');
    expect(anna?.text).not.toContain('Тест: Блок 2');
    expect(anna?.text).toContain('Тест: Блок 3. Тема 3 — до 19.10.2023 11:00');
    expect(anna?.text).toContain('Блок 4. Тема 4 — начало 12.10.2023 11:00');
    expect(boris?.text).toContain('Ваши баллы за блок: посещение — 0, тест — не пройден');
    expect(boris?.text).toContain('Тест: Блок 2. Тема 2 — до 12.10.2023 11:00');
    expect(boris?.text).toContain('Место в рейтинге: 2 из 2.');
  });

  test.each([
    ['2023-09-21 10:59', 'тест — 0 (завершён до открытия теста)'],
    ['2023-10-05 10:59', 'тест — 7\n'],
    ['2023-10-05 11:00', 'тест — 0 (завершён после закрытия теста)'],
  ])('an attempt at %s: %s', (finished, expected) => {
    const own = { 'Результаты тестов': [attempt('anna', 1, finished, 7)] };
    const [anna] = lettersOf('marathon.score', { now: '2023-10-05T12:00:00+03:00', tabs: own });
    expect(anna?.text).toContain(`Ваши баллы за блок: посещение — 0, ${expected}`);
  });

  test('what is still possible, line by line: tests, blocks, sales, the final', () => {
    const own = {
      ...tabs,
      Блоки: [
        block(4, '2023-10-12 11:00'),
        block(3, '2023-09-28 11:00', { Тест: 'https://example.com/3' }),
        block(2, '2023-09-28 11:00', { Тест: 'ещё готовим' }),
        block(1, '2023-09-21 11:00'),
      ],
      'Результаты тестов': [],
      'Дополнительные баллы': [{ Email: emailOf('anna'), Баллы: 0.5, 'За что': 'Вопрос' }],
    };
    const [anna, boris] = lettersOf('marathon.score', { now: '2023-10-05T12:00:00+03:00', tabs: own });
    const lines = anna?.text.split('\n') ?? [];
    const from = lines.findIndex((line) => line.startsWith('Тест: Блок 2'));
    expect(lines.slice(from, from + 5)).toEqual([
      'Тест: Блок 2. Тема 2 — до 12.10.2023 11:00',
      'Тест: Блок 3. Тема 3 — до 12.10.2023 11:00, https://example.com/3',
      'Блок 4. Тема 4 — начало 12.10.2023 11:00',
      'Новые продажи засчитываются по 03.11.2023 включительно: сообщите о них организатору.',
      'Итоги — 03.11.2023 в прямом эфире.',
    ]);
    expect(anna?.text).toContain('1,5 балла: посещения 1');
    expect(boris?.text).toContain('3 балла: посещения 0');
  });

  test('sales are mentioned until the last day of the marathon', () => {
    const until = (settings: Readonly<Record<string, string>>) =>
      lettersOf('marathon.score', { now: '2023-10-05T12:00:00+03:00', tabs, settings })[0]?.text;
    expect(until({ 'Марафон по': '05.10.2023' })).toContain('Новые продажи засчитываются по 05.10.2023');
    expect(until({ 'Марафон по': '04.10.2023' })).not.toContain('Новые продажи');
  });

  test('when everything is over it says so', () => {
    const blocks = [block(1, '2023-11-20 11:00')];
    const [letter] = lettersOf('marathon.score', {
      now: '2023-11-27T12:00:00+03:00',
      tabs: { Блоки: blocks },
    });
    expect(letter?.text).toContain('Марафон завершён');
  });
});

describe('marathon.winner: on the day after the final', () => {
  const tabs = { Продажи: [sale('boris')], Посещения: [visit('anna', 1), visit('boris', 1)] };
  const drawn = (moment: string): Typed => ({
    Время: at(moment),
    Номинация: 'Эксперт в тайм-менеджменте',
    Претенденты: 'anna,boris',
    Зерно: 'x',
    Хеш: 'f'.repeat(64),
    Победитель: 'ANNA',
  });
  const SHARK = 'boris | Акула бизнеса |  | 2023-11-04T00:00';
  const TIME = 'anna | Эксперт в тайм-менеджменте | ';

  test.each([
    // Not in advance: results may change until the final is over.
    ['2023-11-03T23:59:59+03:00', []],
    ['2023-11-04T00:00:00+03:00', [SHARK]],
    ['2023-11-05T00:00:00+03:00', [SHARK]],
    ['2023-11-05T00:00:01+03:00', []],
  ])('a single best, at %s', (now, expected) => {
    expect(keysOf(lettersOf('marathon.winner', { now, tabs }))).toEqual(expected);
  });

  test('a drawn winner, if the draw was on the day of the final', () => {
    const letters = lettersOf('marathon.winner', {
      now: '2023-11-04T08:00:00+03:00',
      tabs: { ...tabs, Розыгрыши: [drawn('2023-11-03 15:00')] },
    });
    expect(keysOf(letters)).toEqual([`${TIME} | 2023-11-04T00:00`, SHARK]);
    expect(letters[0]?.text).toContain('розыгрыш в прямом эфире');
    expect(letters[1]?.text).toContain('Число засчитанных продаж: 1. Это единственный лучший результат.');
  });

  test('a drawn winner is told their own result, even if somebody is better by now', () => {
    const more = { ...tabs, Посещения: [...tabs.Посещения, visit('boris', 2)] };
    const [letter] = lettersOf('marathon.winner', {
      now: '2023-11-04T08:00:00+03:00',
      tabs: { ...more, Розыгрыши: [drawn('2023-11-03 15:00')] },
    });
    expect(letter?.text).toContain('Число блоков, посещённых онлайн: 1.');
  });

  test('a later draw is an occasion of its own', () => {
    const later = { ...tabs, Розыгрыши: [drawn('2023-11-08 15:00')] };
    expect(keysOf(lettersOf('marathon.winner', { now: '2023-11-08T15:00:00+03:00', tabs: later }))).toEqual([
      `${TIME} | 2023-11-08T15:00`,
    ]);
  });

  test('none to a winner who is no longer a participant', () => {
    const gone = { ...tabs, Розыгрыши: [{ ...drawn('2023-11-03 15:00'), Победитель: 'кто-то' }] };
    expect(keysOf(lettersOf('marathon.winner', { now: '2023-11-04T08:00:00+03:00', tabs: gone }))).toEqual([
      SHARK,
    ]);
  });
});
