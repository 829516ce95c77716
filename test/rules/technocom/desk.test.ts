// Service Desk: what is missing, when the clock starts, when a ticket is due (раздел 4 of the regulation;
// desk rules 1–3).
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { clock, scene, ticket, ticketAt } from './scenes.js';

describe('Чего не хватает (rule 1, п. 4.2)', () => {
  const empty: Typed = {
    Самодиагностика: false,
    Договор: '',
    ПО: '',
    Компонент: '',
    'Базовое ПО': '',
    'Описание шагов': '',
    Скриншоты: false,
    Логи: false,
  };
  test.each<[string, Typed, string | null]>([
    ['all filled', {}, null],
    [
      'Неисправность: everything empty, in this order',
      empty,
      'Самодиагностика, Договор, ПО, Компонент, Базовое ПО, Описание шагов, Скриншоты, Логи',
    ],
    ['one is missing', { Логи: false }, 'Логи'],
    ['a flag typed as «нет»', { Скриншоты: 'нет' }, 'Скриншоты'],
    ['Консультация: only Договор, ПО', { ...empty, Тип: 'Консультация', Приоритет: '' }, 'Договор, ПО'],
    ['Разработка: only Договор, ПО', { ...empty, Тип: 'Разработка', Приоритет: '', Договор: 'Л-1' }, 'ПО'],
  ])('%s', (_rule, cells, missing) => {
    expect(ticketAt('2024-03-12', cells)?.['Чего не хватает']).toBe(missing);
  });
});

describe('Отсчёт с (rule 2, п. 4.2); created 11.03.2024 10:00, L = 14.03.2024 10:00', () => {
  const ASKED = { 'Запрошено уточнение': '2024-03-12 09:00' };
  test.each<[string, string, Typed, string | null, string]>([
    [
      'Данные получены before L',
      '2024-03-13 12:00',
      { 'Данные получены': '2024-03-13 11:00' },
      '2024-03-13T11:00',
      'в работе',
    ],
    [
      'a second before L',
      '2024-03-20 12:00',
      { 'Данные получены': '2024-03-14 09:59:59' },
      '2024-03-14T09:59',
      'просрочено',
    ],
    [
      'at L itself: too late, and nobody asked → L',
      '2024-03-14 12:00',
      { 'Данные получены': '2024-03-14 10:00' },
      '2024-03-14T10:00',
      'в работе',
    ],
    [
      'asked before L, data at any time',
      '2024-03-20 12:00',
      { ...ASKED, 'Данные получены': '2024-03-20 09:00' },
      '2024-03-20T09:00',
      'в работе',
    ],
    [
      'asked a second before L',
      '2024-03-20 12:00',
      { 'Запрошено уточнение': '2024-03-14 09:59:59' },
      null,
      'ждём данных',
    ],
    [
      'asked at L itself is too late',
      '2024-03-14 12:00',
      { 'Запрошено уточнение': '2024-03-14 10:00' },
      '2024-03-14T10:00',
      'в работе',
    ],
    ['asked before L, no data', '2024-04-20 12:00', ASKED, null, 'ждём данных'],
    ['nobody asked, before L', '2024-03-14 09:59', {}, null, 'ждём уточнения'],
    ['nobody asked, now = L', '2024-03-14 10:00', {}, '2024-03-14T10:00', 'в работе'],
    [
      'later dates change nothing: asked after L',
      '2024-03-18 12:00',
      { 'Запрошено уточнение': '2024-03-15 09:00' },
      '2024-03-14T10:00',
      'просрочено',
    ],
    [
      'later dates change nothing: data after L',
      '2024-03-18 12:00',
      { 'Данные получены': '2024-03-16 09:00' },
      '2024-03-14T10:00',
      'просрочено',
    ],
    [
      'data in the future count as blank',
      '2024-03-13 10:00',
      { 'Данные получены': '2024-03-13 11:00' },
      null,
      'ждём уточнения',
    ],
    ['a question in the future counts as blank', '2024-03-12 08:00', ASKED, null, 'ждём уточнения'],
  ])('%s', (_rule, now, cells, start, state) => {
    expect(ticketAt(clock(now), cells)).toMatchObject({ 'Отсчёт с': start, Состояние: state });
  });
  test('the setting «Уточнение, суток» is L', () => {
    expect(
      ticketAt(clock('2024-03-12 10:00'), {}, { settings: { 'Уточнение, суток': 1 } })?.['Отсчёт с'],
    ).toBe('2024-03-12T10:00');
  });
});

describe('Срок (rule 3, п. 4.3)', () => {
  const from = (data: string, cells: Typed = {}): Typed => ({
    Создано: '2024-03-11 07:00',
    'Данные получены': data,
    ...cells,
  });
  test.each<[string, Typed, string | null]>([
    ['Срочный: 1 working day', from('2024-03-11 10:00'), '2024-03-12T10:00'],
    [
      'a start outside working time counts from the next opening; a result at an opening becomes the previous closing',
      from('2024-03-11 07:30'),
      '2024-03-11T17:30',
    ],
    ['Высокий: 3', from('2024-03-11 10:00', { Приоритет: 'Высокий' }), '2024-03-14T10:00'],
    ['Высокий over a weekend', from('2024-03-13 10:00', { Приоритет: 'Высокий' }), '2024-03-18T10:00'],
    ['Нормальный: 21', from('2024-03-11 10:00', { Приоритет: 'Нормальный' }), '2024-04-09T10:00'],
    [
      'Нормальный over a moved Saturday and the May days',
      { Создано: '2024-04-22 10:00', 'Данные получены': '2024-04-22 10:00', Приоритет: 'Высокий' },
      '2024-04-25T10:00',
    ],
    [
      'a moved working Saturday counts',
      { Создано: '2024-04-26 09:00', 'Данные получены': '2024-04-26 10:00' },
      '2024-04-27T10:00',
    ],
    ['Консультация: 5', from('2024-03-11 10:00', { Тип: 'Консультация', Приоритет: '' }), '2024-03-18T10:00'],
    ['Разработка: none', from('2024-03-11 10:00', { Тип: 'Разработка', Приоритет: '' }), null],
    ['Демо: none', from('2024-03-11 10:00', { Демо: true }), null],
    ['Низкий without a release: blank', from('2024-03-11 10:00', { Приоритет: 'Низкий' }), null],
  ])('%s', (_rule, cells, due) => {
    expect(ticketAt('2024-03-13', cells)?.['Срок'] ?? ticketAt('2024-05-13', cells)?.['Срок']).toBe(due);
  });

  test.each<[string, string, string | null]>([
    [
      'the first day of «Релизы» not before the day of Отсчёт с: that day itself',
      '2024-03-11 18:00',
      '2024-03-11T17:30',
    ],
    ['the next release', '2024-03-12 09:00', '2024-06-01T17:30'],
    ['no release left', '2024-06-02 09:00', null],
  ])('Низкий: %s', (_rule, data, due) => {
    const settings = { Релизы: '01.06.2024; 11.03.2024, 2024-02-01' };
    const created = `${data.slice(0, 10)} 07:00`;
    expect(
      ticketAt(
        '2024-07-13',
        { Приоритет: 'Низкий', Создано: created, 'Данные получены': data },
        { settings },
      )?.['Срок'],
    ).toBe(due);
  });
  test.each([
    ['31.12.2100', []],
    ['01.06.2024, 01.01.2101', ['01.01.2101 слишком далеко']],
  ])('releases up to %s', (typed, faults) => {
    const { problems } = scene('2024-03-13', {}, { settings: { Релизы: typed } });
    expect(problems).toEqual(faults.map((fault) => expect.stringContaining(fault) as unknown));
  });
  test('a single release that the sheet has converted to a date', () => {
    const outcome = ticketAt('2024-03-13', from('2024-03-11 10:00', { Приоритет: 'Низкий' }), {
      settings: { Релизы: 45_400 },
    });
    expect(outcome?.['Срок']).toBe('2024-04-18T17:30');
  });

  test.each<[string, Record<string, string | number>, string]>([
    [
      'lunch excluded: the day has 8 hours, due the next day',
      { 'Обед с': '12:30', 'Обед по': '13:30' },
      '2024-03-12T10:00',
    ],
    ['other hours', { 'Начало дня': '09:00', 'Конец дня': '11:00' }, '2024-03-12T10:00'],
    ['two days for Срочный', { 'Срочный, раб. дней': 2 }, '2024-03-13T10:00'],
    [
      'contradictory hours: the default day',
      { 'Начало дня': '18:00', 'Конец дня': '09:00' },
      '2024-03-12T10:00',
    ],
  ])('settings: %s', (_rule, settings, due) => {
    expect(ticketAt('2024-03-11', from('2024-03-11 10:00'), { settings })?.['Срок']).toBe(due);
  });
  test('an incomplete lunch is reported and ignored', () => {
    const outcome = scene(
      '2024-03-11',
      { Обращения: [ticket(from('2024-03-11 10:00'))] },
      { settings: { 'Обед с': '12:00' } },
    );
    expect(outcome.problems.join()).toContain('обед задан не целиком');
    expect(outcome.computed['Обращения']?.[0]?.['Срок']).toBe('2024-03-12T10:00');
  });
  test('a release is due at the end of the day in force, also where the typed one cannot be used', () => {
    const settings = { 'Начало дня': '09:00', 'Конец дня': '08:00', Релизы: '01.04.2024' };
    const due = ticketAt(
      '2024-03-12',
      { Приоритет: 'Низкий', 'Данные получены': '2024-03-11 11:00' },
      { settings },
    );
    expect(due?.['Срок']).toBe('2024-04-01T17:30');
  });
  test('an ИНН that lost its leading zero in a number cell is no mistake; one that is too short is', () => {
    const said = (inn: string | number) =>
      scene('2024-03-12', { Обращения: [ticket({ 'ИНН клиента': inn })] }).problems;
    expect(said(105_000_015)).toEqual([]);
    expect(said('0105000015')).toEqual([]);
    expect(said(105_000_016)).toEqual([expect.stringContaining('должно быть 10 или 12 цифр')]);
  });
  test('a short day only counts as short with «Сокращённые дни учитывать»', () => {
    const cells = from('2024-03-07 16:00', { Создано: '2024-03-07 09:00' });
    expect(ticketAt('2024-03-07', cells)?.['Срок'] ?? null).toBeNull();
    expect(ticketAt('2024-03-12', cells)?.['Срок']).toBe('2024-03-11T16:00');
    expect(ticketAt('2024-03-12', cells, { settings: { 'Сокращённые дни учитывать': 'да' } })?.['Срок']).toBe(
      '2024-03-11T17:00',
    );
  });
  test('another time zone: the same wall-clock time', () => {
    expect(
      ticketAt('2024-04-12', from('2024-03-11 10:00'), { settings: { 'Часовой пояс': 'Europe/Berlin' } })?.[
        'Срок'
      ],
    ).toBe('2024-03-12T10:00');
  });
});
