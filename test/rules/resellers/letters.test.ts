// Letters: renewals, ends of membership, points of a quarter, the manager's digest; no occasion twice.
import { describe, expect, test } from '@jest/globals';
import { instant } from '../../../src/rules/zone.js';
import { day, type Outcome, plain, type Scene, type ShownLetter, type Typed } from '../harness.js';
import { applied, bought, decideAt, KEY, PARTNER, partner, renewed, spent, type Tabs } from './fixtures.js';
import { lettersOf, MANAGER, PROFESSIONAL } from './mailing.js';

describe('renewal: 60, 30, 14, 7 days before the end', () => {
  test.each<[string, string | null]>([
    ['2024-11-01', '2024-11-01'],
    ['2024-12-01', '2024-12-01'],
    ['2024-12-17', '2024-12-17'],
    ['2024-12-24', '2024-12-24'],
    // The run on the day before already includes it, within 36 hours.
    ['2024-12-23', '2024-12-24'],
    ['2024-12-22', null],
    // A day later it is too late (24 hours).
    ['2024-12-25', null],
    ['2024-12-31', null],
  ])('on %s: %s', (now, date) => {
    const letters = lettersOf('renewal', now, {});
    expect(letters.map((letter) => letter.date)).toEqual(date === null ? [] : [date]);
    if (date !== null)
      expect(letters[0]).toMatchObject({
        to: 'partner@example.com',
        object: KEY,
        occasion: `${date}T00:00`,
        until: '2025-01-01T00:00',
      });
  });

  test('one that still waits is of no use when a later one has fallen due', () => {
    const made = (date: string, due: string) => ({
      past: {
        'resellers.renewal': [
          {
            object: KEY,
            date,
            recipient: 'partner@example.com',
            status: 'черновик' as const,
            due: instant(Date.parse(due)),
          },
        ],
      },
    });
    const dates = (past: ReturnType<typeof made>) =>
      lettersOf('renewal', '2024-12-17', {}, past).map(({ date }) => date);
    expect(dates(made('2024-12-24', '2024-12-17T00:00:00+05:00'))).toEqual([]);
    expect(dates(made('2024-12-24', '2024-12-24T00:00:00+05:00'))).toEqual(['2024-12-17']);
    expect(dates(made('2024-12-01', '2024-12-01T00:00:00+05:00'))).toEqual(['2024-12-17']);
  });

  test('contains the end, the days left, the next year and the clause', () => {
    const [letter] = lettersOf('renewal', '2024-12-17', {});
    expect(letter?.subject).toContain('31.12.2024');
    for (const part of ['осталось 14 дней', '2025 году', 'Срок участия в программе'])
      expect(plain(letter?.text)).toContain(part);
  });

  test.each<[string, Typed, number]>([
    ['extended: no letter', renewed(2025), 0],
    ['extended without agreement', renewed(2025, false), 1],
    ['registered after the occasion: no letter', { 'Дата регистрации': day('2024-12-18') }, 0],
    ['registered on the day of the occasion', { 'Дата регистрации': day('2024-12-17') }, 1],
  ])('%s', (_, row, count) => {
    expect(lettersOf('renewal', '2024-12-17', { partners: [partner(row)] })).toHaveLength(count);
  });

  test('«Предупреждать о продлении за, дней» sets the days; a day listed twice sends one letter', () => {
    const more = { settings: { 'Предупреждать о продлении за, дней': '10, 5; 5' } };
    expect(lettersOf('renewal', '2024-12-26', {}, more)).toHaveLength(1);
    expect(lettersOf('renewal', '2024-12-17', {}, more)).toHaveLength(0);
  });
});

describe('expired: once, on the day after the end', () => {
  test.each<[string, string, Typed, number]>([
    ['two days before the end', '2024-12-29', {}, 0],
    // The run on the last day already includes it, within 36 hours.
    ['the last day', '2024-12-31', {}, 1],
    ['the last day, extended', '2024-12-31', renewed(2025), 0],
    ['the day after', '2025-01-01', {}, 1],
    ['two days after, too late if no run has seen it before', '2025-01-02', {}, 0],
    ['extended', '2025-01-01', renewed(2025), 0],
    ['the day after the extension', '2026-01-01', renewed(2025), 1],
  ])('%s', (_, now, row, count) => {
    expect(lettersOf('expired', now, { partners: [partner(row)] })).toHaveLength(count);
  });

  test('contains the remaining points', () => {
    const [letter] = lettersOf('expired', '2025-01-01', {
      purchases: [bought('2024-05-01', 1_000_000)],
      redemptions: [spent('2024-08-01', 5_000)],
    });
    expect(letter).toMatchObject({ object: KEY, date: '2024-12-31', occasion: '2025-01-01T00:00' });
    expect(plain(letter?.text)).toContain('Доступный остаток баллов: 15 000.');
  });
});

describe('points: on the day after the end of a quarter', () => {
  const purchases = [bought('2024-02-15', 1_000_000), bought('2024-05-20', 2_500_000)];

  test('contains purchases, rate, points, the missing sum and the contact', () => {
    const [letter, ...more] = lettersOf('points', '2024-04-01', { purchases }, MANAGER);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      to: 'partner@example.com',
      object: KEY,
      date: '2024-04-01',
      occasion: '2024-04-01T00:00',
    });
    for (const part of [
      'Закупки за квартал: 1 000 000 KZT',
      'Ставка: 2 %',
      'Баллы за квартал: 20 000\nРасчёт (с накопленного, за вычетом начисленного раньше): 1 000 000 × 2 % = 20 000; 20 000 − 0 = 20 000',
      'Доступно, за вычетом списаний: 20 000',
      'не хватает: 2 000 000 KZT',
      'manager@example.com',
    ])
      expect(plain(letter?.text)).toContain(part);
  });

  test('contains that the threshold is exceeded', () => {
    const [letter] = lettersOf('points', '2024-07-01', { purchases });
    for (const part of [
      'Баллы за квартал: 120 000',
      '3 500 000 × 4 % = 140 000; 140 000 − 20 000 = 120 000',
      'Баллы всего, за все годы: 140 000',
      'Порог 3 000 000 KZT превышен',
    ])
      expect(plain(letter?.text)).toContain(part);
  });

  test.each<[string, string, readonly Typed[], number]>([
    ['not before the end of the quarter', '2024-03-31', purchases, 0],
    ['not two days after', '2024-04-02', purchases, 0],
    ['not without purchases in the quarter', '2024-10-01', purchases, 0],
    [
      'even if purchases and returns cancel out',
      '2024-04-01',
      [bought('2024-02-15', 10), bought('2024-02-16', -10)],
      1,
    ],
    ['not with purchases that do not count', '2024-04-01', [bought('2024-02-01', 10)], 0],
  ])('%s', (_, now, given, count) => {
    expect(lettersOf('points', now, { purchases: given })).toHaveLength(count);
  });

  test('for the last quarter too, when the membership has just ended', () => {
    expect(lettersOf('points', '2025-01-01', { purchases: [bought('2024-12-30', 10)] })).toHaveLength(1);
  });
});

describe('digest: weekly on Monday, to the manager', () => {
  const digests = (
    now: string,
    tabs: Tabs = {},
    more: Omit<Scene, 'now' | 'tabs'> = MANAGER,
  ): readonly ShownLetter[] => lettersOf('digest', now, tabs, more);

  test.each<[string, string, string | null]>([
    ['Monday', '2024-06-03', '2024-06-03'],
    ['Monday 00:00', '2024-06-03T00:00:00+05:00', '2024-06-03'],
    ['Sunday', '2024-06-02', null],
    ['Tuesday, too late', '2024-06-04', null],
  ])('%s', (_, now, date) => {
    expect(digests(now).map((letter) => letter.date)).toEqual(date === null ? [] : [date]);
  });

  test('none without a manager, none without partners', () => {
    expect(digests('2024-06-03', {}, {})).toEqual([]);
    expect(digests('2024-06-03', { partners: [] })).toEqual([]);
  });

  test('lists open applications, ends of membership and rows in error', () => {
    const [letter] = digests('2024-12-30', {
      partners: [partner(PROFESSIONAL), partner({ Компания: 'Плохая', Email: 'нет' })],
      purchases: [bought('2024-12-02', 1_000, 'Незнакомец'), bought('2024-12-02', 5_000)],
      applications: [
        applied('2024-12-02', 'Corporate Reseller'),
        applied('2024-12-27', 'Professional Reseller'),
        applied('2024-12-27', 'Professional Reseller', {}, 'Плохая'),
      ],
    });
    expect(letter).toMatchObject({
      to: 'manager@example.com',
      object: 'сводка',
      occasion: '2024-12-30T00:00',
    });
    for (const part of [
      'Участие действует у 1 компании.',
      'Corporate Reseller: ответить до 09.12.2024 (просрочено); не хватает: Техперсонал',
      'Professional Reseller: ответить до 08.01.2025; можно одобрить',
      'строка компании с ошибкой',
      `${PARTNER}, Professional Reseller: 31.12.2024`,
      'закупок учтено на 5 000 KZT, прогноз баллов 100',
      'Не учтено из-за ошибок: 2 строки.',
    ])
      expect(plain(letter?.text)).toContain(part);
  });

  test('a long list ends with the number of those left out', () => {
    const partners = Array.from({ length: 45 }, (_, index) => partner({ Компания: `Образец ${index}` }));
    expect(digests('2024-12-30', { partners })[0]?.text).toContain('… и ещё 5');
  });

  test('lists memberships that ended last week', () => {
    const text = digests('2025-01-06')[0]?.text ?? '';
    expect(text).toContain(`${PARTNER}, Primary Reseller: 31.12.2024`);
  });
});

test('computing an occasion again gives the same keys; all keys are different', () => {
  const scene = (): Outcome =>
    decideAt(
      '2024-07-01',
      {
        partners: [
          partner({ ...PROFESSIONAL, Уровень: 'Primary Reseller' }),
          partner({ Компания: 'ТОО «Мир Образцов»' }),
        ],
        purchases: [bought('2024-05-01', 10), bought('2024-05-01', 10, 'ТОО «Мир Образцов»')],
      },
      MANAGER,
    );
  const keys = (outcome: Outcome): readonly string[] =>
    outcome.letters.map(({ code, object, to, date }) => [code, object, to, date].join('|'));
  expect(keys(scene())).toEqual(keys(scene()));
  expect(new Set(keys(scene())).size).toBe(scene().letters.length);
  expect(scene().letters).toHaveLength(4);
});
