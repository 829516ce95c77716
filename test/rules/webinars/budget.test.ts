// «Смета»: what is compensated (spec 02, rule 3), and what placement violations deduct from it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day, type Shown, type Typed } from '../harness.js';
import { CODE, season } from './scenes.js';

const line = (more: Typed = {}): Typed => ({
  Вебинар: CODE,
  Статья: 'Посты',
  План: 100,
  Согласовано: 100,
  Факт: 100,
  Документ: true,
  ...more,
});
const placed = (Канал: string, more: Typed = {}): Typed => ({
  Вебинар: CODE,
  Канал,
  Текст: 'Бесплатный вебинар, нужна регистрация: info@example.com',
  'Логотип организатора': true,
  ...more,
});
/** Announced as a webinar of the vendor. */
const wrong = (Канал: string, more: Typed = {}): Typed =>
  placed(Канал, { 'Логотип организатора': false, ...more });
const lines = (
  Смета: readonly Typed[],
  more: Readonly<Record<string, readonly Typed[]>> = {},
): readonly Shown[] => season({ Смета, ...more }).computed['Смета'] ?? [];
const sums = (rows: readonly Shown[]) => rows.map((row) => row['К компенсации']);

describe('one line', () => {
  test.each<[string, Typed, number, string | null]>([
    ['the lesser of approved and actual: actual', { Факт: 80 }, 80, null],
    ['the lesser of approved and actual: approved', { Факт: 120 }, 100, null],
    ['exact to 0.01', { Согласовано: '0,1', Факт: '0,10 ₸' }, 0.1, null],
    ['not approved', { Согласовано: '' }, 0, 'не согласовано'],
    ['approved at 0', { Согласовано: 0 }, 0, null],
    ['no document', { Документ: false }, 0, 'нет документа'],
    ['a blank actual is 0', { Факт: '' }, 0, 'факт не указан'],
    [
      'every reason',
      { Согласовано: '', Документ: '', Факт: '' },
      0,
      'не согласовано; нет документа; факт не указан',
    ],
    ['an announced channel without a screenshot', { Канал: ' вк ' }, 0, 'нет скриншота'],
    ['an announced channel with a screenshot', { Канал: 'ВК', Скриншот: true }, 100, null],
    ['a channel without announcements needs no screenshot', { Канал: 'Портал' }, 100, null],
  ])('%s', (_, more, sum, reason) => {
    expect(lines([line(more)], { Анонсы: [placed('Вк')] })).toEqual([
      { 'К компенсации': sum, Причина: reason },
    ]);
  });
  test('an announcement of another webinar does not require a screenshot', () => {
    expect(sums(lines([line({ Канал: 'ВК' })], { Анонсы: [placed('ВК', { Вебинар: 'В-9' })] }))).toEqual([
      100,
    ]);
  });
  test.each<[string, Typed, string]>([
    ['a negative plan', line({ План: -1 }), '«План» — число не может быть отрицательным'],
    ['a negative sum', line({ Факт: -0.01 }), '«Факт» — число не может быть отрицательным'],
    ['no plan', line({ План: '' }), '«План» — обязательная ячейка пуста'],
  ])('row error: %s', (_, row, fault) => {
    expect(lines([row])).toEqual([{ ошибка: fault }]);
  });
});

describe('placement violations', () => {
  const own = (more: Typed = {}) => line({ Канал: 'ВК', Скриншот: true, ...more });
  test('their cost is deducted from the channel’s lines in row order, not below 0', () => {
    const rows = lines([own(), own({ Факт: 30 }), own()], {
      Анонсы: [wrong('вк', { Стоимость: 90 }), wrong('ВК', { Стоимость: 25 })],
    });
    expect(sums(rows)).toEqual([0, 15, 100]);
    expect(rows[1]?.['Причина']).toBe('вычтена стоимость размещения с нарушением: 15');
    expect(rows[2]?.['Причина']).toBeNull();
  });
  test.each<[string, readonly Typed[], readonly number[]]>([
    ['a blank cost deducts nothing', [wrong('ВК')], [100, 100]],
    ['another channel', [wrong('Портал', { Стоимость: 90 }), placed('ВК')], [100, 100]],
    ['a clean announcement deducts nothing', [placed('ВК', { Стоимость: 90 })], [100, 100]],
    ['more than the lines contain', [wrong('ВК', { Стоимость: 900 })], [0, 0]],
    [
      'less than the first line: the rest of it and the next line remain',
      [wrong('ВК', { Стоимость: 50 })],
      [50, 100],
    ],
  ])('%s', (_, announcements, expected) => {
    expect(sums(lines([own(), own()], { Анонсы: announcements }))).toEqual(expected);
  });
  test('a line that is 0 anyway deducts nothing: the cost goes to the next', () => {
    expect(
      sums(lines([own({ Документ: false }), own()], { Анонсы: [wrong('ВК', { Стоимость: 40 })] })),
    ).toEqual([0, 60]);
  });
  test('a «размещение» that names a channel removes its lines completely', () => {
    const violation = { Вебинар: CODE, Дата: day('2024-03-05'), Вид: 'размещение', Канал: 'вк' };
    const rows = lines([own(), line({ Канал: 'Портал' }), line()], { Нарушения: [violation] });
    expect(sums(rows)).toEqual([0, 100, 100]);
    expect(rows[0]?.['Причина']).toBe('размещение с нарушением не компенсируется');
    expect(sums(lines([own()], { Нарушения: [{ ...violation, Канал: '' }] }))).toEqual([100]);
    expect(sums(lines([own()], { Нарушения: [{ ...violation, Дата: day('2024-05-01') }] }))).toEqual([100]);
  });
  test('«Штраф» is 20 or 0, and penalties of both tabs add up', () => {
    const outcome = season({
      Анонсы: [wrong('ВК'), placed('ВК'), wrong('Портал', { Текст: 'Вебинар от 1С-Битрикс' })],
      Нарушения: [{ Вебинар: CODE, Дата: day('2024-03-05'), Вид: 'размещение' }],
    });
    expect(outcome.computed['Анонсы']?.map((row) => row['Штраф'])).toEqual([20, 0, 20]);
    expect(outcome.outputs['Баллы и бонусы']?.[0]).toMatchObject({ Штрафы: 60, Баллы: -60 });
    expect(outcome.computed['Вебинары']?.[0]?.['Основание']).toContain('размещение × 3: минус 60 баллов');
  });
  test('property: the deduction is the lesser of the cost and the sum of the lines', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, amounts, (spent, costs) => {
        const rows = lines(
          spent.map((sum) => own({ Согласовано: sum, Факт: sum })),
          { Анонсы: costs.map((cost) => wrong('ВК', { Стоимость: cost })) },
        );
        const total = (list: readonly number[]): number => list.reduce((sum, n) => sum + n, 0);
        const left = total(rows.map((row) => Number(row['К компенсации'])));
        expect(left).toBe(Math.max(0, total(spent) - total(costs)));
        for (const [index, row] of rows.entries())
          expect(Number(row['К компенсации'])).toBeLessThanOrEqual(spent[index] ?? 0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('«Баллы и бонусы»', () => {
  test('a total row after each partner’s webinars; blanks are left out', () => {
    const base = {
      Вебинар: 'А',
      'Программа подана': day('2024-01-10'),
      'Фактическая смета': day('2024-03-15'),
    };
    const own = (code: string, partner: string, start: number) => ({
      ...base,
      Вебинар: code,
      Партнёр: partner,
      'Email партнёра': 'p@example.com',
      Координатор: 'k@example.com',
      Тема: 'Тема',
      Начало: start,
      Окончание: start + 0.05,
    });
    const past = day('2024-03-14') + 0.4;
    const ahead = day('2024-06-14') + 0.4;
    const outcome = season({
      Вебинары: [
        own('А', 'Ромашка', past),
        own('Б', 'Лютик', past),
        own('В', ' РОМАШКА ', ahead),
        own('Г', 'Астра', ahead),
      ],
      Смета: [line({ Вебинар: 'А' }), line({ Вебинар: 'В' })],
      Явка: Array.from({ length: 25 }, (_, index) => ({ Вебинар: 'А', Email: `c${index}@example.com` })),
    });
    const rows = outcome.outputs['Баллы и бонусы']?.map((row) => [
      row['Вебинар'],
      row['Партнёр'],
      row['Слушателей'],
      row['Баллы'],
      row['Смета к компенсации'],
      row['Бонусы'],
    ]);
    expect(rows).toEqual([
      ['А', 'Ромашка', 25, 100, 100, 100],
      ['В', 'РОМАШКА', 0, null, 100, null],
      ['Итого', 'Ромашка', 25, 100, 200, 100],
      ['Б', 'Лютик', 0, 0, 0, 0],
      ['Итого', 'Лютик', 0, 0, 0, 0],
      ['Г', 'Астра', 0, null, 0, null],
      ['Итого', 'Астра', 0, null, 0, null],
    ]);
  });
});
