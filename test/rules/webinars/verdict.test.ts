// Points, bonuses, consequences and states (spec 02, rules 0 and 3–5): one table per sentence.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at, day, type Shown, type Typed } from '../harness.js';
import { CODE, figures, present, reported, season, webinar } from './scenes.js';

const LINE: Typed = {
  Вебинар: CODE,
  Статья: 'Колл-центр',
  План: 50_000,
  Согласовано: 50_000,
  Факт: 50_000,
  Документ: true,
};
const violation = (Вид: string, more: Typed = {}): Typed => ({
  Вебинар: CODE,
  Дата: day('2024-03-05'),
  Вид,
  ...more,
});
/** 25 listeners, 50 000 to compensate, the actual budget submitted in time. */
const GOOD = {
  Вебинары: [webinar({ 'Фактическая смета': day('2024-03-18') })],
  Явка: present(25),
  Смета: [LINE],
};

const result = (
  tabs: Readonly<Record<string, readonly Typed[]>>,
  more: Parameters<typeof season>[1] = {},
): Shown => season({ ...GOOD, ...tabs }, more).outputs['Баллы и бонусы']?.[0] ?? {};

describe('base points and bonuses (rule 3)', () => {
  test.each([
    [24, 0, 0],
    [25, 100, 50_000],
    [26, 100, 50_000],
  ])('%s listeners: %s points, %s bonuses', (listeners, points, bonuses) => {
    expect(result({ Явка: present(listeners) })).toMatchObject({
      Слушателей: listeners,
      'Базовые баллы': points,
      Штрафы: 0,
      Баллы: points,
      'Смета к компенсации': 50_000,
      Бонусы: bonuses,
      Основание: null,
    });
  });
  test.each([
    [79_999.99, 79_999.99],
    [80_000, 80_000],
    [80_000.01, 80_000],
  ])('a budget of %s gives %s bonuses', (sum, bonuses) => {
    expect(result({ Смета: [{ ...LINE, Согласовано: sum, Факт: sum }] })).toMatchObject({ Бонусы: bonuses });
  });
  test('points and bonuses are blank until the webinar has ended', () => {
    expect(result({}, { now: '2024-03-14T12:29:59+05:00' })).toMatchObject({
      'Базовые баллы': null,
      Баллы: null,
      Бонусы: null,
      Штрафы: 0,
    });
    expect(result({}, { now: '2024-03-14T12:30:00+05:00' })).toMatchObject({
      'Базовые баллы': 100,
      Баллы: 100,
      Бонусы: 50_000,
    });
  });
  test('the limits and the points are parameters', () => {
    const settings = { 'Слушателей для зачёта': 10, 'Баллы за вебинар': 70, 'Предел бонусов': '40 000 ₸' };
    expect(result({ Явка: present(10) }, { settings })).toMatchObject({ Баллы: 70, Бонусы: 40_000 });
    const everyone = { 'Слушателей для зачёта': 0 };
    expect(result({ Явка: [] }, { settings: everyone })).toMatchObject({ Слушателей: 0, Баллы: 100 });
  });
});

describe('consequences (rule 4)', () => {
  const own = (more: Typed) => ({ Вебинары: [webinar({ 'Фактическая смета': day('2024-03-18'), ...more })] });
  test.each<[string, Readonly<Record<string, readonly Typed[]>>, Partial<Shown>, readonly string[]]>([
    [
      'Отказ 7 days before',
      own({ Отказ: day('2024-03-07') }),
      { 'Базовые баллы': 0, Баллы: 0, Бонусы: 0 },
      ['отказ 07.03.2024', 'запрет до 07.03.2025', '«Штрафы»'],
    ],
    [
      'Отказ 6 days before',
      own({ Отказ: day('2024-03-08') }),
      { Баллы: 0, Бонусы: 0 },
      ['позже недели', 'запрет до 08.03.2025'],
    ],
    [
      'a year after 29 February is 28 February',
      own({ Отказ: day('2024-02-29') }),
      { Баллы: 0 },
      ['запрет до 28.02.2025'],
    ],
    [
      'a violation «отказ»',
      { Нарушения: [violation('отказ')] },
      { 'Базовые баллы': 0, Баллы: 0, Бонусы: 0 },
      ['отказ 05.03.2024', 'запрет до 05.03.2025'],
    ],
    [
      'Отказ and a violation «отказ»: the earlier day',
      { ...own({ Отказ: day('2024-03-08') }), Нарушения: [violation('отказ')] },
      { Баллы: 0 },
      ['запрет до 05.03.2025'],
    ],
    [
      '«передача материалов»',
      { Нарушения: [violation('передача материалов')] },
      { 'Базовые баллы': 0, Баллы: 0, Бонусы: 0 },
      ['исключён'],
    ],
    [
      'the programme on the last day allowed',
      own({ 'Программа подана': day('2024-03-02') }),
      { Баллы: 100, Бонусы: 50_000 },
      [],
    ],
    [
      'the programme a day later',
      own({ 'Программа подана': day('2024-03-03') }),
      { 'Базовые баллы': 0, Баллы: 0, Бонусы: 0 },
      ['программа подана 03.03.2024', 'исключён', '«Программа вебинара», п. 1'],
    ],
    [
      'no programme',
      own({ 'Программа подана': '' }),
      { Баллы: 0, Бонусы: 0 },
      ['программа не подана', 'исключён'],
    ],
    [
      'no programme, the exclusion lifted',
      own({ 'Программа подана': '', 'Исключение снято': day('2024-03-05') }),
      { Баллы: 100, Бонусы: 50_000 },
      [],
    ],
    [
      'lifting the exclusion does not cancel «передача материалов»',
      { ...own({ 'Исключение снято': day('2024-03-05') }), Нарушения: [violation('передача материалов')] },
      { Баллы: 0 },
      ['исключён'],
    ],
    [
      'refused while the programme could still be submitted',
      own({ 'Программа подана': '', Отказ: day('2024-03-02') }),
      { Баллы: 0 },
      ['отказ'],
    ],
    [
      '«изменение программы»',
      { Нарушения: [violation('изменение программы')] },
      { 'Базовые баллы': 100, Штрафы: 20, Баллы: 80, Бонусы: 50_000 },
      ['изменение программы: минус 20 баллов', 'п. 4'],
    ],
    [
      'each one counts',
      { Нарушения: [violation('изменение программы', { Количество: 2 }), violation('изменение программы')] },
      { Штрафы: 60, Баллы: 40 },
      ['изменение программы × 3: минус 60 баллов'],
    ],
    [
      '«размещение»',
      { Нарушения: [violation('размещение', { Количество: 2 })] },
      { Штрафы: 40, Баллы: 60, Бонусы: 50_000 },
      ['размещение × 2: минус 40 баллов', '«Анонсирование»'],
    ],
    ['«иное» has no penalty of its own', { Нарушения: [violation('иное')] }, { Штрафы: 0, Баллы: 100 }, []],
    [
      'a violation dated in the future',
      { Нарушения: [violation('размещение', { Дата: day('2024-04-11') })] },
      { Штрафы: 0, Баллы: 100 },
      [],
    ],
    [
      'a violation with the count 0',
      { Нарушения: [violation('отказ', { Количество: 0 })] },
      { Баллы: 100 },
      [],
    ],
    [
      'penalties are deducted even from 0',
      { Явка: present(3), Нарушения: [violation('размещение')] },
      { 'Базовые баллы': 0, Штрафы: 20, Баллы: -20, Бонусы: 0 },
      ['минус 20'],
    ],
    [
      'penalties are deducted after a refusal too',
      { ...own({ Отказ: day('2024-03-01') }), Нарушения: [violation('размещение')] },
      { Баллы: -20, Бонусы: 0 },
      ['отказ', 'размещение'],
    ],
    [
      'the actual budget on the last day',
      own({ 'Фактическая смета': day('2024-03-26') }),
      { Баллы: 100, Бонусы: 50_000 },
      [],
    ],
    ['a refusal dated in the future', own({ Отказ: day('2024-04-21') }), { Баллы: 100 }, []],
  ])('%s', (_, tabs, cells, basis) => {
    const now = '2024-04-10T12:00:00+05:00';
    const got = result(tabs, { now });
    expect(got).toMatchObject(cells);
    if (basis.length === 0) expect(got['Основание']).toBeNull();
    for (const part of basis) expect(got['Основание']).toContain(part);
    if (!basis.includes('позже недели')) expect(String(got['Основание'])).not.toContain('позже недели');
    expect(season({ ...GOOD, ...tabs }, { now }).computed['Вебинары']?.[0]).toMatchObject({
      Баллы: got['Баллы'] ?? null,
      Бонусы: got['Бонусы'] ?? null,
      Основание: got['Основание'] ?? null,
    });
  });

  // 5 working days after 14.03.2024: 15, 18, 19, 20 and, after Nauryz (21–25), 26 March.
  test.each([
    ['submitted on the last day', '2024-03-26', '2024-04-10', 50_000],
    ['submitted a day later', '2024-03-27', '2024-04-10', 0],
    ['not submitted, on the last day', '', '2024-03-26', 50_000],
    ['not submitted, after the last day', '', '2024-03-27', 0],
    ['dated in the future', '2024-03-28', '2024-03-27', 0],
  ])('the actual budget: %s', (_, given, today, bonuses) => {
    const got = result(own({ 'Фактическая смета': given === '' ? '' : day(given) }), {
      now: `${today}T23:59:59+05:00`,
    });
    expect(got).toMatchObject({ Баллы: 100, Бонусы: bonuses });
    if (bonuses === 0) expect(got['Основание']).toContain('бонусы не начисляются');
    else expect(got['Основание']).toBeNull();
  });

  test('the share of bonuses after violations is a parameter', () => {
    const settings = { 'Доля бонусов при нарушениях, %': '33,3' };
    const got = result({ Нарушения: [violation('изменение программы')] }, { settings });
    expect(got).toMatchObject({ Баллы: 80, Бонусы: 16_650 });
    expect(got['Основание']).toContain('33,3 % бонусов');
    expect(result({ Нарушения: [violation('иное')] }, { settings })).toMatchObject({ Бонусы: 50_000 });
  });
  test('property: points are the base less 20 per violation, in any combination', () => {
    const breach = fc.record({
      kind: fc.constantFrom('изменение программы', 'размещение', 'иное'),
      n: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(breach, { maxLength: 6 }), fc.integer({ min: 20, max: 30 }), (list, listeners) => {
        const rows = list.map(({ kind, n }) => violation(kind, { Количество: n }));
        const penalty = list.reduce((sum, { kind, n }) => sum + (kind === 'иное' ? 0 : 20 * n), 0);
        expect(result({ Явка: present(listeners), Нарушения: rows })).toMatchObject({
          Штрафы: penalty,
          Баллы: (listeners >= 25 ? 100 : 0) - penalty,
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('«Последствие»', () => {
  test.each<[Typed, string]>([
    [
      violation('отказ'),
      'баллы и бонусы не начисляются, запрет до 05.03.2025 («Штрафы»; «Основные положения программы», п. 8)',
    ],
    [
      violation('отказ', { Дата: day('2024-03-08') }),
      'баллы и бонусы не начисляются, запрет до 08.03.2025, отметка «позже недели» (меньше чем за 7 дней до начала) («Штрафы»; «Основные положения программы», п. 8)',
    ],
    [
      violation('передача материалов'),
      'исключён, баллы и бонусы не начисляются («Штрафы»; «Основные положения программы», п. 10)',
    ],
    [
      violation('изменение программы', { Количество: 3 }),
      'минус 60 баллов («Штрафы»; «Программа вебинара», п. 4)',
    ],
    [
      violation('размещение', { Канал: 'Портал' }),
      'минус 20 баллов, строки сметы «Портал» не компенсируются («Анонсирование», «Запрещается»)',
    ],
    [violation('иное'), 'решает координатор («Основные положения программы», п. 8)'],
    [violation('размещение', { Дата: day('2024-05-05') }), 'дата ещё не наступила: пока без последствий'],
    [violation('размещение', { Количество: 0 }), 'количество 0: без последствий'],
  ])('%j', (row, expected) => {
    expect(season({ Нарушения: [row] }).computed['Нарушения']).toEqual([{ Последствие: expected }]);
  });
  test.each<[string, Typed, string]>([
    [
      'a negative number',
      violation('размещение', { Количество: -1 }),
      '«Количество» — число не может быть отрицательным',
    ],
    ['an unlisted kind', violation('грубость'), '«Вид» — такого слова нет в списке'],
  ])('row error: %s', (_, row, fault) => {
    expect(season({ Нарушения: [row] }).computed['Нарушения']).toEqual([{ ошибка: fault }]);
  });
});

describe('«Состояние», the first condition that applies (rule 5)', () => {
  const closed = reported('2024-03-18');
  const BEFORE = '2024-03-01T12:00:00+05:00';
  const AFTER = '2024-03-20T12:00:00+05:00';
  test.each<[string, Typed, string, string]>([
    ['without a programme', { 'Программа подана': '' }, '2024-02-20T12:00:00+06:00', 'черновик'],
    ['the programme submitted', { 'Программа согласована': '' }, BEFORE, 'программа на согласовании'],
    [
      'the programme’s approval dated in the future',
      { 'Программа согласована': day('2024-03-02') },
      BEFORE,
      'программа на согласовании',
    ],
    ['the programme approved', { 'Смета согласована': '' }, BEFORE, 'смета на согласовании'],
    ['both approved', {}, BEFORE, 'готов'],
    ['a second before the start', {}, '2024-03-14T10:59:59+05:00', 'готов'],
    ['at the start', {}, '2024-03-14T11:00:00+05:00', 'идёт'],
    [
      'at the start, with the programme not approved',
      { 'Программа согласована': '' },
      '2024-03-14T11:00:00+05:00',
      'идёт',
    ],
    ['at the end', {}, '2024-03-14T12:30:00+05:00', 'отчётность'],
    ['one report is missing', { ...closed, 'Лиды в CRM': '' }, AFTER, 'отчётность'],
    ['one report is dated in the future', { ...closed, Фотографии: day('2024-03-21') }, AFTER, 'отчётность'],
    ['every report submitted', closed, AFTER, 'закрыт'],
    ['every report submitted before the end', reported('2024-03-14'), '2024-03-14T12:00:00+05:00', 'идёт'],
    ['excluded and complete', { ...closed, 'Программа подана': day('2024-03-05') }, AFTER, 'исключён'],
    [
      'excluded from the day after the last day allowed',
      { 'Программа подана': '' },
      '2024-03-03T00:00:00+05:00',
      'исключён',
    ],
    [
      'without a programme on the last day allowed',
      { 'Программа подана': '' },
      '2024-03-02T23:59:59+05:00',
      'черновик',
    ],
    ['refused and excluded', { 'Программа подана': '', Отказ: day('2024-03-10') }, AFTER, 'отказ'],
    ['refused long ago and complete', { ...closed, Отказ: day('2024-02-01') }, AFTER, 'отказ'],
  ])('%s: %s', (_, more, now, state) => {
    expect(figures({ Вебинары: [webinar(more)] }, { now })).toMatchObject({ Состояние: state });
  });
});

describe('rows of «Вебинары» in error (rule 0)', () => {
  test('of rows with the same code the first counts', () => {
    const outcome = season({ Вебинары: [webinar(), webinar({ Вебинар: ' в-1 ' })], Явка: present(1) });
    expect(outcome.computed['Вебинары']?.[0]).toMatchObject({ Слушателей: 1 });
    expect(outcome.computed['Вебинары']?.[1]).toEqual({
      ошибка: '«Вебинар» — такое значение уже есть в строке 2',
    });
  });
  test.each([
    ['2024-03-14 11:00', true],
    ['2024-03-14 10:59', true],
    ['2024-03-14 11:01', false],
  ])('a webinar that ends at %s: %s', (end, wrong) => {
    const outcome = season({ Вебинары: [webinar({ Окончание: at(end) })], Явка: present(1) });
    expect(outcome.computed['Вебинары']?.[0]?.['ошибка']).toBe(
      wrong ? '«Окончание» — окончание не позже начала' : undefined,
    );
    // Rows of a webinar in error belong to no webinar.
    expect(outcome.computed['Явка']?.[0]?.['ошибка']).toBe(
      wrong ? '«Вебинар» — вебинара с таким кодом нет' : undefined,
    );
    expect(outcome.outputs['Баллы и бонусы']).toHaveLength(wrong ? 0 : 2);
  });
});
