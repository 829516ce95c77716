// Budget and bonuses, consequences, states (rules 3 to 5).
// Hand-made webinars, at least one case per sentence of the spec.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import type { Cells, RawRow, Tables } from '../cells.js';
import { REPORTS } from './oracle/terms.js';
import { announcement, counted, line, NOW, pick, violation, visits, webinar } from './rows.js';

describe('rule 3: budget and bonuses', () => {
  const LINES: readonly (readonly [string, Cells, readonly RawRow[], number])[] = [
    ['actual is smaller', {}, [], 50_000],
    ['approved is smaller', { Согласовано: '40 000,50 ₸' }, [], 40_000.5],
    ['not approved', { Согласовано: null }, [], 0],
    ['no document', { Документ: null }, [], 0],
    ['no actual cost', { Факт: null }, [], 0],
    ['no screenshot, not announced', { Скриншот: null }, [], 50_000],
    ['no screenshot, announced', { Скриншот: null, Канал: ' вк ' }, [announcement()], 0],
    ['no screenshot, announced elsewhere', { Скриншот: null }, [announcement({ Канал: 'ТВ' })], 50_000],
    ['no channel', { Скриншот: null, Канал: null }, [announcement()], 50_000],
    ['a clean announcement deducts nothing', {}, [announcement({ Стоимость: 9_000 })], 50_000],
    [
      'one with a violation is deducted',
      {},
      [announcement({ Стоимость: 9_000, 'Логотип организатора': null })],
      41_000,
    ],
    ['not below 0', {}, [announcement({ Стоимость: 90_000, 'Логотип организатора': null })], 0],
  ];
  test.each(LINES)('%s', (_name, cells, announcements, paid) => {
    const row = counted({ Смета: [line(cells)], Анонсы: announcements }).row('Смета', 2);
    expect(row['К компенсации']).toBe(paid);
    if (paid === 0 || paid === 41_000) expect(row['Причина']).toBeTruthy();
    else expect(row['Причина'] ?? null).toBeNull();
  });

  test('costs are deducted in row order; a placement violation that names a channel removes its lines completely', () => {
    const bad = announcement({ Стоимость: 30_000, 'Логотип организатора': null });
    const lines = [line({ Факт: 20_000 }), line({ Канал: 'Радио', Факт: 7_000 }), line({ Факт: 20_000 })];
    const made = counted({ Смета: [...lines, line({ Факт: 5_000 })], Анонсы: [bad] });
    expect([2, 3, 4, 5].map((row) => made.row('Смета', row)['К компенсации'])).toEqual([
      0, 7_000, 10_000, 5_000,
    ]);
    const whole = counted({ Смета: lines, Нарушения: [violation('размещение', { Канал: 'ВК ' })] });
    expect([2, 3, 4].map((row) => whole.row('Смета', row)['К компенсации'])).toEqual([0, 7_000, 0]);
  });

  test.each([
    [24, 1, 0, 0],
    [25, 1, 100, 50_000],
    [25, 2, 100, 80_000],
  ])('%d listeners, %d lines: %d points, %d bonuses', (count, lines, points, bonuses) => {
    const made = counted({ Явка: visits(count), Смета: Array.from({ length: lines }, () => line()) });
    expect(pick(made.row('Вебинары', 2), 'Баллы', 'Бонусы')).toEqual([points, bonuses]);
  });
});

describe('rule 4: consequences', () => {
  const CASES: readonly (readonly [string, Tables, string, number, number, RegExp | null])[] = [
    ['none', {}, 'отчётность', 100, 50_000, null],
    [
      'refusal',
      { Вебинары: [webinar({ Отказ: serial('04.12.2023') })] },
      'отказ',
      0,
      0,
      /запрет до 04\.12\.2024/,
    ],
    ['late refusal', { Вебинары: [webinar({ Отказ: '05.12.2023' })] }, 'отказ', 0, 0, /позже недели/],
    ['violation «отказ»', { Нарушения: [violation('Отказ')] }, 'отказ', 0, 0, /запрет до 05\.12\.2024/],
    ['materials', { Нарушения: [violation('передача материалов')] }, 'исключён', 0, 0, /передача материалов/],
    [
      'late by 2 days',
      { Вебинары: [webinar({ 'Программа подана': '29.11.2023' })] },
      'отчётность',
      100,
      50_000,
      null,
    ],
    [
      'late by 3 days',
      { Вебинары: [webinar({ 'Программа подана': '30.11.2023' })] },
      'исключён',
      0,
      0,
      /программа/i,
    ],
    ['no programme', { Вебинары: [webinar({ 'Программа подана': null })] }, 'исключён', 0, 0, /программа/i],
    [
      'lifted',
      { Вебинары: [webinar({ 'Программа подана': null, 'Исключение снято': '01.12.2023' })] },
      'отчётность',
      100,
      50_000,
      null,
    ],
    [
      'change',
      { Нарушения: [violation('изменение программы')] },
      'отчётность',
      80,
      50_000,
      /изменение программы/,
    ],
    [
      'placements',
      { Нарушения: [violation('размещение', { Количество: 3 })] },
      'отчётность',
      40,
      50_000,
      /размещение/,
    ],
    ['other', { Нарушения: [violation('иное', { Количество: 3 })] }, 'отчётность', 100, 50_000, null],
    [
      'two faults in one text are one violation',
      { Анонсы: [announcement({ 'Логотип организатора': null, Текст: 'Вебинар от "1С-Битрикс"' })] },
      'отчётность',
      80,
      50_000,
      /размещение/,
    ],
    [
      'late budget',
      { Вебинары: [webinar({ 'Фактическая смета': '20.12.2023' })] },
      'отчётность',
      100,
      0,
      /смета/,
    ],
    ['no budget', { Вебинары: [webinar({ 'Фактическая смета': null })] }, 'отчётность', 100, 0, /смета/],
    [
      'a violation dated in the future',
      { Нарушения: [violation('отказ', { Дата: '21.12.2023' })] },
      'отчётность',
      100,
      50_000,
      null,
    ],
  ];
  test.each(CASES)('%s', (_name, tables, state, points, bonuses, basis) => {
    const row = counted({ Явка: visits(25), Смета: [line()], ...tables }).row('Вебинары', 2);
    expect(pick(row, 'Состояние', 'Баллы', 'Бонусы')).toEqual([state, points, bonuses]);
    if (basis) expect(row['Основание']).toMatch(basis);
    else expect(row['Основание'] ?? null).toBeNull();
  });

  test('penalties can lead below 0; the share after violations; blank before the end', () => {
    const tables = {
      Смета: [line()],
      Нарушения: [
        violation('изменение программы', { Количество: 2 }),
        violation('размещение', { Канал: 'ТВ' }),
      ],
    };
    expect(pick(counted(tables).row('Вебинары', 2), 'Баллы', 'Бонусы')).toEqual([-60, 0]);
    const half = { 'Доля бонусов при нарушениях, %': 50, 'Слушателей для зачёта': 1 };
    const made = counted({ ...tables, Явка: visits(1) }, NOW, half);
    expect(pick(made.row('Вебинары', 2), 'Баллы', 'Бонусы')).toEqual([40, 25_000]);
    expect(made.lines('Баллы и бонусы')[0]).toMatchObject({ 'Базовые баллы': 100, Штрафы: 60, Баллы: 40 });
    const ahead = counted(tables, '11.12.2023 12:59').row('Вебинары', 2);
    expect(pick(ahead, 'Баллы', 'Бонусы', 'Состояние')).toEqual([null, null, 'идёт']);
  });

  test('not submitted: excluded from 00:00 of the third day after the deadline', () => {
    const rows = [webinar({ 'Программа подана': null })];
    expect(counted({ Вебинары: rows }, '29.11.2023 23:59').row('Вебинары', 2)['Состояние']).toBe('черновик');
    expect(counted({ Вебинары: rows }, '30.11.2023 00:00').row('Вебинары', 2)['Состояние']).toBe('исключён');
  });
});

describe('rule 5: state', () => {
  const all = Object.fromEntries(REPORTS.map((name) => [name, serial('14.12.2023')]));
  const CASES: readonly (readonly [string, Cells, string, string])[] = [
    ['closed', all, NOW, 'закрыт'],
    ['one missing', { ...all, 'Лиды в CRM': null }, NOW, 'отчётность'],
    ['one dated in the future', { ...all, 'Лиды в CRM': serial('21.12.2023') }, NOW, 'отчётность'],
    ['running', {}, '11.12.2023 11:00', 'идёт'],
    ['draft', { 'Программа подана': null }, '20.11.2023 10:00', 'черновик'],
    ['submitted tomorrow', { 'Программа подана': serial('21.11.2023') }, '20.11.2023 10:00', 'черновик'],
    ['programme waits', {}, '28.11.2023 10:00', 'программа на согласовании'],
    ['budget waits', { 'Программа согласована': '28.11.2023' }, '28.11.2023 10:00', 'смета на согласовании'],
    [
      'ready',
      { 'Программа согласована': '28.11.2023', 'Смета согласована': serial('28.11.2023 23:00') },
      '28.11.2023 10:00',
      'готов',
    ],
    ['complete, but refused', { ...all, Отказ: serial('10.12.2023') }, NOW, 'отказ'],
    [
      'a refusal dated in the future',
      { Отказ: serial('29.11.2023') },
      '28.11.2023 10:00',
      'программа на согласовании',
    ],
  ];
  test.each(CASES)('%s', (_name, cells, now, state) => {
    expect(counted({ Вебинары: [webinar(cells)] }, now).row('Вебинары', 2)['Состояние']).toBe(state);
  });
});
