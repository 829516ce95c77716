// resellers.level: after the decision on an application, and when «Уровень» has changed without one.
import { describe, expect, test } from '@jest/globals';
import { day, type Scene, type Typed } from '../harness.js';
import { applied, KEY, PARTNER, partner, type Tabs, ticks } from './fixtures.js';
import { APPROVED, lettersOf, PROFESSIONAL } from './mailing.js';

describe('level: a decision on an application', () => {
  const decided = (over: Typed): Tabs => ({
    partners: [partner(PROFESSIONAL)],
    applications: [applied('2024-05-27', 'Corporate Reseller', over)],
  });

  test.each<[string, string, Typed, string | null]>([
    ['approved today', '2024-06-03', { ...APPROVED, 'Дата решения': day('2024-06-03') }, '2024-06-03T00:00'],
    [
      'rejected today',
      '2024-06-03',
      { Решение: 'отклонено', 'Дата решения': day('2024-06-03') },
      '2024-06-03T00:00',
    ],
    [
      'decided tomorrow, within 36 hours',
      '2024-06-03',
      { ...APPROVED, 'Дата решения': day('2024-06-04') },
      '2024-06-04T00:00',
    ],
    ['decided yesterday, too late', '2024-06-03', { ...APPROVED, 'Дата решения': day('2024-06-02') }, null],
    ['not decided', '2024-06-03', { 'Дата решения': day('2024-06-03') }, null],
    ['without a date: on the date of the application', '2024-05-27', APPROVED, '2024-05-27T00:00'],
    ['without a date, long ago', '2024-06-03', APPROVED, null],
    [
      'without a date, but open at the last recompute: at this recompute',
      '2024-06-03',
      { ...APPROVED, 'Можно одобрить': 'нет' },
      '2024-06-03T09:00',
    ],
  ])('%s', (_, now, over, occasion) => {
    const letters = lettersOf('level', now, decided(over));
    expect(letters.map((letter) => letter.occasion)).toEqual(occasion === null ? [] : [occasion]);
  });

  describe('without a date: what «Сроки» lists counts, whatever the row shows', () => {
    const OTHERS = { Объект: 'Бета', Что: 'Окончание участия', Примечание: 'Primary Reseller' };
    const open = (note: string, over: Typed = {}): Typed => ({
      Объект: PARTNER.toUpperCase(),
      Что: 'Ответ на заявку',
      Примечание: note,
      ...over,
    });
    const OPEN = open('Corporate Reseller, заявка от 27.05.2024');
    test.each<[string, string, readonly Typed[], boolean]>([
      ['open, its company’s row was in error', '', [OPEN], true],
      ['open', 'да', [OTHERS, OPEN], true],
      ['decided earlier, its row shows another application', 'да', [OTHERS], false],
      ['its day was corrected', 'да', [open('Corporate Reseller, заявка от 28.05.2024')], true],
      ['its year was corrected', 'нет', [open('Corporate Reseller, заявка от 27.05.2023')], true],
      ['its level was corrected', 'да', [open('Solution Provider, заявка от 27.05.2024')], true],
      ['its company was renamed', 'да', [{ ...OPEN, Объект: 'Бета' }], true],
      [
        'another company',
        'да',
        [
          { ...OPEN, Объект: 'Бета' },
          { ...OTHERS, Объект: PARTNER, Примечание: 'Professional Reseller' },
        ],
        false,
      ],
      ['decided earlier, another one is gone', '', [open('Corporate Reseller, заявка от 28.05.2024')], false],
      ['another day and level', 'да', [open('Solution Provider, заявка от 28.05.2024')], false],
      ['a month before another one', 'да', [open('Corporate Reseller, заявка от 27.06.2024')], true],
      ['longer before another one', 'да', [open('Corporate Reseller, заявка от 28.06.2024')], false],
      ['nothing, as the programme was stopped: the row', 'да', [], true],
    ])('%s', (_, shown, lines, isNews) => {
      const listed = lines.map((line) => ({ Программа: 'Реселлеры', ...line }));
      const letters = lettersOf('level', '2024-06-03', decided({ ...APPROVED, 'Можно одобрить': shown }), {
        listed,
      });
      expect(letters).toHaveLength(isNews ? 1 : 0);
    });
  });

  // «Техноком» likewise: what the last recompute saw undecided is told however late its day was filled in.
  describe('entered after its day', () => {
    const OPEN = {
      Программа: 'Реселлеры',
      Объект: PARTNER,
      Что: 'Ответ на заявку',
      Примечание: 'Corporate Reseller, заявка от 27.05.2024',
    };
    test.each<[string, string, readonly Typed[], string | null]>([
      ['yesterday, open at the last recompute', '2024-06-02', [OPEN], '2024-06-02T00:00'],
      ['days ago', '2024-05-27', [OPEN], '2024-05-27T00:00'],
      ['yesterday, known as decided', '2024-06-02', [{ ...OPEN, Объект: 'Бета' }], null],
      ['in three days: not yet', '2024-06-06', [OPEN], null],
    ])('%s', (_, decision, listed, occasion) => {
      const refused = decided({ Решение: 'отклонено', 'Дата решения': day(decision) });
      const letters = lettersOf('level', '2024-06-03', refused, { listed });
      expect(letters.map((letter) => letter.occasion)).toEqual(occasion === null ? [] : [occasion]);
    });
    test('once: a letter that has gone is not told again while a like application is open', () => {
      const past = {
        'resellers.level': [
          {
            recipient: 'partner@example.com',
            object: KEY,
            date: '2024-06-01,2024-05-27,Corporate,отклонено',
            memo: 'Professional Reseller',
          },
        ],
      };
      const refused = decided({ Решение: 'отклонено', 'Дата решения': day('2024-06-01') });
      expect(lettersOf('level', '2024-06-03', refused, { listed: [OPEN], past })).toEqual([]);
    });
  });

  test('a rejection contains the reason and what is missing', () => {
    const over = {
      Решение: 'отклонено',
      'Дата решения': day('2024-06-03'),
      'Причина отказа': 'Нет сертификатов.',
    };
    const [letter] = lettersOf('level', '2024-06-03', decided(over));
    expect(letter?.text).toContain(
      'от 27.05.2024 на уровень Corporate Reseller отклонена 03.06.2024. Причина: Нет сертификатов.',
    );
    expect(letter?.text).toContain(
      'Для уровня Corporate Reseller не хватает: сертифицированного технического персонала.',
    );
    expect(letter?.text).toContain(': Professional Reseller. Сервисный статус: нет.');
  });

  test('an approval from tomorrow on announces the level of tomorrow', () => {
    const [letter] = lettersOf('level', '2024-06-03', {
      partners: [partner({ ...PROFESSIONAL, ...ticks('ПСТ') })],
      applications: [
        applied('2024-05-27', 'Corporate Reseller', { ...APPROVED, 'Дата решения': day('2024-06-04') }),
      ],
    });
    expect(letter).toMatchObject({ memo: 'Corporate Reseller<Professional Reseller' });
    expect(letter?.text).toContain('одобрена с 04.06.2024');
  });

  test('the key has the date of the decision, not of the run', () => {
    const over = { ...APPROVED, 'Дата решения': day('2024-06-03') };
    const [first] = lettersOf('level', '2024-06-02T20:00:00+05:00', decided(over));
    const [second] = lettersOf('level', '2024-06-03', decided(over));
    expect(first?.date).toBe(second?.date);
    const [refused] = lettersOf('level', '2024-06-03', decided({ ...over, Решение: 'отклонено' }));
    expect(refused?.date).not.toBe(second?.date);
  });
});

describe('level: Уровень has changed', () => {
  const was = (level: string, row: Typed = PROFESSIONAL): readonly Typed[] => [
    partner({ ...row, Уровень: level }),
  ];
  const past = (memo: string, over = {}): Omit<Scene, 'now' | 'tabs'> => ({
    past: {
      'resellers.level': [
        { recipient: 'partner@example.com', object: PARTNER, date: '2024-05-01,1', memo, ...over },
      ],
    },
  });

  test.each<[string, readonly Typed[], Omit<Scene, 'now' | 'tabs'>, number]>([
    ['the first computation is not a change', was(''), {}, 0],
    ['the same level', was('Professional Reseller'), {}, 0],
    ['up', was('Primary Reseller'), {}, 1],
    ['down', was('Corporate Reseller'), {}, 1],
    ['an unreadable old level is not a change', was('Platinum'), {}, 0],
    ['already announced', was('Primary Reseller'), past('Professional Reseller'), 0],
    ['another level was announced', was('Primary Reseller'), past('Primary Reseller'), 1],
    [
      'announced to another address',
      was('Primary Reseller'),
      past('Professional Reseller', { recipient: 'old@example.com' }),
      1,
    ],
    [
      'staff have cancelled the letter: the company knows, or is not to',
      was('Primary Reseller'),
      past('Professional Reseller', { status: 'отменено' }),
      0,
    ],
    [
      'the letter was taken back, so it does not count as announced',
      was('Primary Reseller'),
      past('Professional Reseller<Primary Reseller', { status: 'отменено', withdrawn: true }),
      1,
    ],
  ])('%s', (_, partners, more, count) => {
    expect(lettersOf('level', '2024-06-03', { partners }, more)).toHaveLength(count);
  });

  describe('what «Сроки» lists counts, whatever the row shows', () => {
    const end = (level: string, over: Typed = {}): Typed => ({
      Программа: 'Реселлеры',
      Объект: PARTNER.toUpperCase(),
      Что: 'Окончание участия',
      Примечание: level,
      ...over,
    });
    test.each<[string, string, readonly Typed[], string | null]>([
      ['a change', 'Professional Reseller', [end('Primary Reseller')], 'Primary Reseller'],
      ['the same level', 'Primary Reseller', [end('Professional Reseller')], null],
      ['another company', 'Primary Reseller', [end('Primary Reseller', { Объект: 'Бета' })], null],
      [
        'an extended end is no level',
        '',
        [end('Участие продлено.'), end('Corporate Reseller'), end('Участие продлено.')],
        'Corporate Reseller',
      ],
      [
        'an application is no level',
        'Professional Reseller',
        [end('Professional Reseller'), end('Primary Reseller', { Что: 'Ответ на заявку' })],
        null,
      ],
      ['nobody: the row', 'Primary Reseller', [end('', { Программа: 'Техноком' })], 'Primary Reseller'],
    ])('%s', (_, shown, listed, former) => {
      const letters = lettersOf('level', '2024-06-03', { partners: was(shown) }, { listed });
      expect(letters.map(({ memo }) => memo)).toEqual(
        former === null ? [] : [`Professional Reseller<${former}`],
      );
    });
  });

  test('the letter is due at once; another change on the same day gets its own letter', () => {
    const [first] = lettersOf('level', '2024-06-03', { partners: was('Primary Reseller') });
    expect(first).toMatchObject({
      occasion: '2024-06-03T09:00',
      memo: 'Professional Reseller<Primary Reseller',
      object: KEY,
    });
    expect(first?.text).toContain('был Primary Reseller, теперь Professional Reseller');
    const [second] = lettersOf(
      'level',
      '2024-06-03',
      { partners: was('Primary Reseller') },
      past('Primary Reseller'),
    );
    expect(second?.date).not.toBe(first?.date);
  });

  test('announced by a decision of the same run: one letter, not two', () => {
    const letters = lettersOf('level', '2024-06-03', {
      partners: was('Professional Reseller', { ...PROFESSIONAL, ...ticks('ПСТ') }),
      applications: [
        applied('2024-05-27', 'Corporate Reseller', { ...APPROVED, 'Дата решения': day('2024-06-03') }),
      ],
    });
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain('одобрена с 03.06.2024');
  });

  test.each([
    ['was sent', 'отправлено'],
    ['waits', 'черновик'],
    ['was cancelled by staff', 'отменено'],
  ] as const)(
    'a decision whose date is filled in afterwards keeps the key of its letter: it %s',
    (_, status) => {
      const [letter] = lettersOf(
        'level',
        '2024-06-03',
        {
          applications: [
            applied('2024-05-27', 'Corporate Reseller', { ...APPROVED, 'Дата решения': day('2024-06-03') }),
          ],
        },
        past('Primary Reseller', { status, date: '2024-05-27,2024-05-27,Corporate,одобрено' }),
      );
      expect(letter?.date).toBe('2024-05-27,2024-05-27,Corporate,одобрено');
    },
  );

  test('a decision announced earlier does not suppress a later change', () => {
    const letters = lettersOf(
      'level',
      '2024-06-03',
      {
        partners: was('Professional Reseller', { ...PROFESSIONAL, ...ticks('ПСТ') }),
        applications: [
          applied('2024-05-27', 'Corporate Reseller', { ...APPROVED, 'Дата решения': day('2024-06-03') }),
        ],
      },
      past('Professional Reseller', { date: '2024-06-03,2024-05-27,Corporate,одобрено' }),
    );
    expect(letters.map((letter) => letter.text.includes('изменился'))).toEqual([false, true]);
  });
});
