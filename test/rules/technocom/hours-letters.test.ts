// Letters about hours over the limit: one per row, also after corrections.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LetterStatus, PastLetter } from '../../../src/rules/letters.js';
import type { Typed } from '../harness.js';
import { hoursRow, scene } from './scenes.js';
import { lines, type Tabs } from './mailing.js';

describe('technocom.hours-over (to accounting, once per row over the limit)', () => {
  const accounting = { settings: { Бухгалтерия: 'books@example.com' } };
  const rows: Tabs = {
    'Часы головного офиса': [
      hoursRow({ 'Оценка часов': 75 }),
      hoursRow({ 'Оценка часов': 8, Задачи: 'обмен' }),
      hoursRow({ 'Оценка часов': 4 }),
    ],
  };
  test('one per row, at the recompute that sees it', () => {
    const letters = scene('2024-05-01', rows, accounting).letters.filter(
      ({ code }) => code === 'technocom.hours-over',
    );
    expect(letters.map(({ to, occasion }) => [to, occasion])).toEqual([
      ['books@example.com', '2024-05-01T12:00'],
      ['books@example.com', '2024-05-01T12:00'],
    ]);
    expect(new Set(letters.map(({ object, date }) => object + date)).size).toBe(2);
    for (const part of ['Альфа', '3 ч', '83', '80', 'п. 6.1', 'п. 6.2'])
      expect(letters[0]?.text).toContain(part);
  });
  test.each<[string, Typed, string | null]>([
    ['work ahead', { 'Дата запроса': '2024-02-01 10:00', 'Дата работ': '2024-05-02' }, null],
    ['work today', { 'Дата запроса': '2024-02-01 10:00', 'Дата работ': '2024-05-01' }, '01.05.2024'],
    ['a request ahead', { 'Дата запроса': '2024-05-02 10:00' }, null],
    ['the day of work is blank', { 'Дата запроса': '2024-02-01 10:00' }, 'не указан (запрос от 01.02.2024)'],
  ])('%s', (_, cells, day) => {
    const tabs = { 'Часы головного офиса': [hoursRow({ 'Оценка часов': 90, ...cells })] };
    const found = scene('2024-05-01', tabs, accounting).letters.find(({ code }) => code.endsWith('over'));
    expect(found ? (/День работ: (.*)/.exec(found.text)?.[1] ?? '') : null).toBe(day);
  });
  test('the same keys at the next recompute', () => {
    const keys = (now: string) =>
      scene(now, rows, accounting)
        .letters.filter(({ code }) => code.endsWith('over'))
        .map(({ object, date, to }) => [object, date, to]);
    expect(keys('2024-05-02')).toEqual(keys('2024-05-01'));
  });
  describe('once per row, even after corrections', () => {
    const over = (
      typed: readonly Typed[],
      past: readonly Told[] = [],
      to = 'books@example.com',
      now = '2024-05-02',
    ) =>
      scene(
        now,
        { 'Часы головного офиса': [hoursRow({ 'Оценка часов': 80, Задачи: 'весь лимит' }), ...typed] },
        { settings: { Бухгалтерия: to }, past: { 'technocom.hours-over': past } },
      ).letters.filter(({ code }) => code === 'technocom.hours-over');
    type Told = Pick<PastLetter, 'object' | 'recipient' | 'memo' | 'status'>;
    const told = (typed: readonly Typed[], status: LetterStatus = 'отправлено'): readonly Told[] =>
      over(typed).map(({ object, memo, to }) => ({ object, memo, recipient: to, status }));
    const objects = (list: readonly { readonly object: string }[]) => list.map(({ object }) => object);
    const one = hoursRow({ 'Оценка часов': 2, Задачи: 'обмен с сайтом' });
    const two = hoursRow({ 'Оценка часов': 3, Задачи: 'отчёты' });

    test('keys do not contain the tasks, as they may name persons', () => {
      expect(objects(over([one, two])).join()).not.toMatch(/обмен|отчёты/);
    });
    test.each<[string, readonly Typed[]]>([
      ['a correction of the tasks', [{ ...one, Задачи: 'обмен с сайтом заказчика' }, two]],
      ['other hours', [{ ...one, 'Факт часов': 4 }, two]],
      ['another order of rows', [two, one]],
    ])('%s: the same letters', (_, typed) => {
      const known = (list: readonly { readonly object: string; readonly memo: string }[]) =>
        list.map(({ object, memo }) => `${object} ${memo}`).sort();
      expect(known(over(typed, told([one, two])))).toEqual(known(told([one, two])));
    });
    test('unchanged rows get the same letters, even if some are equal', () => {
      const anyRow = fc
        .record({
          'Оценка часов': fc.constantFrom(0.5, 30, 60),
          Задачи: fc.constantFrom('весь лимит', 'обмен'),
          Предприятие: fc.constantFrom('Ромашка-Пример', 'Лютик'),
        })
        .map(hoursRow);
      fc.assert(
        fc.property(fc.array(anyRow, { maxLength: 6 }), (rows) => {
          const letters = (list: ReturnType<typeof over>) => list.map(({ object, text }) => object + text);
          expect(letters(over(rows, told(rows)))).toEqual(letters(over(rows)));
        }),
        { numRuns: 100 },
      );
    });
    test('an additional row has its own letter, wherever it is inserted', () => {
      const three = hoursRow({ 'Оценка часов': 1, Задачи: 'выезд' });
      const before = told([one, two]);
      const now = over([three, one, two], before).map(({ object, text }) => [
        objects(before).includes(object) ? 'told' : 'new',
        /сверх лимита: (\d)/.exec(text)?.[1],
      ]);
      expect(now.sort()).toEqual([
        ['new', '1'],
        ['told', '2'],
        ['told', '3'],
      ]);
    });
    test('if a row is no longer over the limit, the next row does not take its letter', () => {
      const before = told([one]);
      expect(objects(over([{ ...one, 'Факт часов': 0 }, two], before))).toEqual([
        `${objects(before)[0] ?? ''}/2`,
      ]);
    });
    test.each<[string, Typed]>([
      ['the enterprise', { Предприятие: 'Лютик' }],
      ['the time of the request', { 'Дата запроса': '2024-03-01 16:00' }],
      ['the partner', { Партнёр: 'Альфа и Ко' }],
    ])('a correction of %s: the same letter', (_, cells) => {
      const before = told([one, two]);
      const outcome = scene(
        '2024-05-02',
        {
          Представители: [
            { Партнёр: 'Альфа', Роль: 'авторизованный', Email: 'alpha@example.com' },
            { Партнёр: 'Альфа и Ко', Роль: 'авторизованный', Email: 'alpha@example.com' },
          ],
          'Часы головного офиса': [
            hoursRow({ 'Оценка часов': 80, Задачи: 'весь лимит', ...cells }),
            { ...one, ...cells },
            { ...two, ...cells },
          ],
        },
        { ...accounting, past: { 'technocom.hours-over': before } },
      );
      expect(objects(outcome.letters.filter(({ code }) => code.endsWith('over')))).toEqual(objects(before));
    });
    test.each<[string, Typed]>([
      ['another enterprise on another day', { Предприятие: 'Лютик', 'Дата запроса': '2024-03-04 10:00' }],
      ['the next day', { 'Дата запроса': '2024-03-02 10:00' }],
      ['other tasks too', { Предприятие: 'Лютик', Задачи: 'выезд' }],
    ])('%s: hours of their own', (_, cells) => {
      const [known = ''] = objects(told([one]));
      expect(objects(over([{ ...one, ...cells }], told([one])))).not.toContain(known);
    });
    test('a letter of a row that is still there is not another row’s', () => {
      const before = told([one]);
      const second = { ...one, Предприятие: 'Лютик' };
      expect(objects(over([one, second], before)).slice(0, 1)).toEqual(objects(before));
      expect(objects(over([one, second], before))).toHaveLength(2);
    });
    test('other hours than the letter told are in the remark: more, fewer, none', () => {
      const notes = (cells: Typed, status: LetterStatus, cut = false, role = 'авторизованный') => {
        const past = told([one, two], status).map((past) =>
          cut ? { ...past, memo: past.memo.split(':')[0] ?? '' } : past,
        );
        return scene(
          '2024-05-02',
          {
            'Часы головного офиса': [
              hoursRow({ 'Оценка часов': 80, Задачи: 'весь лимит' }),
              { ...one, ...cells },
            ],
            Представители: [{ Партнёр: 'Альфа', Роль: role, Email: 'alpha@example.com' }],
          },
          { ...accounting, past: { 'technocom.hours-over': past } },
        ).computed['Часы головного офиса']?.[1]?.['Примечание'];
      };
      const TOLD = 'бухгалтерии сообщено о 2 ч, а сверх лимита';
      const MEND = 'напишите ей об исправлении';
      expect(notes({ 'Факт часов': 15.5 }, 'отправлено')).toContain(`; ${TOLD} 15,5 ч: ${MEND}`);
      expect(notes({ 'Факт часов': 1.5 }, 'отправлено')).toContain(`; ${TOLD} 1,5 ч: ${MEND}`);
      // Within the limit nothing else is to be said.
      const answered = { Назначен: '2024-03-01 12:00' };
      const within = { 'Факт часов': 0, ...answered };
      expect(notes(within, 'отправлено')).toBe(`${TOLD} 0 ч: ${MEND}`);
      expect(notes({ 'Факт часов': 15.5 }, 'черновик')).not.toContain('сообщено');
      expect(notes(within, 'черновик')).toBeNull();
      expect(notes({}, 'отправлено')).not.toContain('сообщено');
      // Older letters do not say how many hours they told.
      expect(notes({ 'Факт часов': 15.5 }, 'отправлено', true)).not.toContain('сообщено');
      expect(notes(within, 'отправлено', true)).toBeNull();
      // Nor is it known what is over the limit of a partner whose row is in error.
      expect(notes(answered, 'отправлено', false, 'партнёр')).toBe(
        'лимит неизвестен: в строке партнёра ошибка',
      );
    });
    test('within the limit, with other tasks: told if it is the only row of its request', () => {
      const past = { 'technocom.hours-over': told([one]) };
      const [before, after] = ['2024-02-01 10:00', '2024-03-01 10:00'].map((requested) => {
        const limit = hoursRow({ 'Оценка часов': 80, Задачи: 'весь лимит', 'Дата запроса': requested });
        const within = { ...one, 'Факт часов': 0, Задачи: 'выезд', Назначен: '2024-03-01 12:00' };
        const outcome = scene(
          '2024-05-02',
          { 'Часы головного офиса': [limit, within] },
          { ...accounting, past },
        );
        return outcome.computed['Часы головного офиса']?.[1]?.['Примечание'];
      });
      expect(before).toBe('бухгалтерии сообщено о 2 ч, а сверх лимита 0 ч: напишите ей об исправлении');
      expect(after).toBeNull();
    });
    describe('the partner is corrected after the letter', () => {
      const played = (cells: Typed, status: LetterStatus = 'отправлено') => {
        const { computed, letters } = scene(
          '2024-05-02',
          { 'Часы головного офиса': [{ ...two, Партнёр: 'Гамма', ...cells }] },
          {
            ...accounting,
            past: { 'technocom.hours-over': told([one, two], status) },
          },
        );
        return {
          note: computed['Часы головного офиса']?.[0]?.['Примечание'] ?? '',
          letters: objects(letters.filter(({ code }) => code.endsWith('over'))),
        };
      };
      const OTHER = 'бухгалтерии сообщено о партнёре Альфа: напишите ей об исправлении';
      test('within the limit of the right one: accounting must learn of it', () => {
        expect(played({})).toEqual({ note: expect.stringMatching(`${OTHER}$`), letters: [] });
        expect(played({ Назначен: '2024-03-01 12:00' }).note).toBe(OTHER);
      });
      test('over the limit of the right one: no second letter, and the hours told were not his', () => {
        const { note, letters } = played({ 'Факт часов': 200 });
        expect(letters).toEqual(objects(told([one, two])).slice(1));
        expect(note).toContain(OTHER);
        expect(note).not.toContain(' ч, а');
      });
      test.each<[string, Typed, LetterStatus]>([
        ['the letter still waits', {}, 'черновик'],
        ['other tasks', { Задачи: 'выезд' }, 'отправлено'],
        ['another enterprise', { Предприятие: 'Лютик' }, 'отправлено'],
        ['it is the same partner', { Партнёр: 'Альфа' }, 'отправлено'],
      ])('not if %s', (_, cells, status) => {
        expect(played(cells, status).note).not.toContain('сообщено о партнёре');
      });
      test('a partner that was renamed everywhere is no other: what has grown is said', () => {
        const outcome = scene(
          '2024-05-02',
          {
            Представители: [{ Партнёр: 'Альфа и Ко', Роль: 'авторизованный', Email: 'alpha@example.com' }],
            'Часы головного офиса': [{ ...two, Партнёр: 'Альфа и Ко', 'Факт часов': 90 }],
          },
          { ...accounting, past: { 'technocom.hours-over': told([one, two]) } },
        );
        expect(outcome.computed['Часы головного офиса']?.[0]?.['Примечание']).toMatch(
          /бухгалтерии сообщено о 3 ч, а сверх лимита 10 ч: напишите ей об исправлении$/,
        );
      });
    });
    test.each<[LetterStatus, number]>([
      ['отправлено', 0],
      ['отправляется', 0],
      ['черновик', 2],
      ['ошибка', 2],
    ])('earlier letters «%s»: %i go to a new address of accounting', (status, count) => {
      expect(over([one, two], told([one, two], status), 'new@example.com')).toHaveLength(count);
    });
    describe('letters to two addresses', () => {
      const at = (to: string) => told([one, two], 'отправлено').map((past) => ({ ...past, recipient: to }));
      const both = [...told([one, two], 'отменено'), ...at('new@example.com')];
      test.each(['books@example.com', 'third@example.com'])(
        'rows announced to one of them are not announced to %s',
        (to) => {
          expect(over([one, two], both, to)).toEqual([]);
        },
      );
      test('the letters belong to the same rows: an additional row has its own', () => {
        const three = hoursRow({ 'Оценка часов': 1, Задачи: 'выезд' });
        const now = objects(over([one, two, three], both, 'new@example.com'));
        expect(new Set(now).size).toBe(3);
      });
    });
  });
  test('no letter without an address', () => {
    expect(lines('2024-05-01', rows)).toEqual([]);
  });
});
