// Service Desk: one row a sentence of desk rules 1–5 (раздел 4 of the regulation).
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { noon, scene, ticket } from './scenes.js';

type More = Parameters<typeof scene>[2];
const one = (now: string, cells: Typed = {}, more: More = {}) =>
  scene(now, { Обращения: [ticket(cells)] }, more).computed['Обращения']?.[0];
const clock = (time: string): string => `${time.replace(' ', 'T')}:00+05:00`;

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
    ['one of them', { Логи: false }, 'Логи'],
    ['a flag typed as «нет»', { Скриншоты: 'нет' }, 'Скриншоты'],
    ['Консультация: only Договор, ПО', { ...empty, Тип: 'Консультация', Приоритет: '' }, 'Договор, ПО'],
    ['Разработка: only Договор, ПО', { ...empty, Тип: 'Разработка', Приоритет: '', Договор: 'Л-1' }, 'ПО'],
  ])('%s', (_rule, cells, missing) => {
    expect(one('2024-03-12', cells)?.['Чего не хватает']).toBe(missing);
  });
});

test('an ИНН that is none is told as a warning: the ticket counts all the same', () => {
  const { problems, computed } = scene('2024-03-12', {
    Обращения: [ticket({ 'ИНН клиента': '7204196794' })],
  });
  expect(problems).toEqual(['Обращения!2[ИНН клиента]: (предупреждение) контрольная цифра ИНН не сходится']);
  expect(computed['Обращения']?.[0]).toMatchObject({ Состояние: expect.any(String) });
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
      'at L itself: too late, nobody asked → L',
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
      'what comes later changes nothing: asked after L',
      '2024-03-18 12:00',
      { 'Запрошено уточнение': '2024-03-15 09:00' },
      '2024-03-14T10:00',
      'просрочено',
    ],
    [
      'what comes later changes nothing: data after L',
      '2024-03-18 12:00',
      { 'Данные получены': '2024-03-16 09:00' },
      '2024-03-14T10:00',
      'просрочено',
    ],
    [
      'data later than now count as blank',
      '2024-03-13 10:00',
      { 'Данные получены': '2024-03-13 11:00' },
      null,
      'ждём уточнения',
    ],
    ['a question later than now counts as blank', '2024-03-12 08:00', ASKED, null, 'ждём уточнения'],
  ])('%s', (_rule, now, cells, start, state) => {
    expect(one(clock(now), cells)).toMatchObject({ 'Отсчёт с': start, Состояние: state });
  });
  test('the setting «Уточнение, суток» is L', () => {
    expect(one(clock('2024-03-12 10:00'), {}, { settings: { 'Уточнение, суток': 1 } })?.['Отсчёт с']).toBe(
      '2024-03-12T10:00',
    );
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
      'a start outside working time counts from the next opening; on an opening → the previous closing',
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
    expect(one('2024-03-13', cells)?.['Срок'] ?? one('2024-05-13', cells)?.['Срок']).toBe(due);
  });

  test.each<[string, string, string | null]>([
    [
      'the first day of «Релизы» not before the day of Отсчёт с: that day itself',
      '2024-03-11 18:00',
      '2024-03-11T17:30',
    ],
    ['the next one', '2024-03-12 09:00', '2024-06-01T17:30'],
    ['none left', '2024-06-02 09:00', null],
  ])('Низкий: %s', (_rule, data, due) => {
    const settings = { Релизы: '01.06.2024; 11.03.2024, 2024-02-01' };
    const created = `${data.slice(0, 10)} 07:00`;
    expect(
      one('2024-07-13', { Приоритет: 'Низкий', Создано: created, 'Данные получены': data }, { settings })?.[
        'Срок'
      ],
    ).toBe(due);
  });
  test.each([
    ['31.12.2100', []],
    ['01.06.2024, 01.01.2101', ['01.01.2101 слишком далеко']],
  ])('releases up to %s', (typed, faults) => {
    const { problems } = scene('2024-03-13', {}, { settings: { Релизы: typed } });
    expect(problems).toEqual(faults.map((fault) => expect.stringContaining(fault) as unknown));
  });
  test('a single release that the sheet turned into a date', () => {
    const outcome = one('2024-03-13', from('2024-03-11 10:00', { Приоритет: 'Низкий' }), {
      settings: { Релизы: 45_400 },
    });
    expect(outcome?.['Срок']).toBe('2024-04-18T17:30');
  });

  test.each<[string, Record<string, string | number>, string]>([
    [
      'lunch excluded: the day is 8 hours, the deadline next day',
      { 'Обед с': '12:30', 'Обед по': '13:30' },
      '2024-03-12T10:00',
    ],
    ['other hours', { 'Начало дня': '09:00', 'Конец дня': '11:00' }, '2024-03-12T10:00'],
    ['two days for Срочный', { 'Срочный, раб. дней': 2 }, '2024-03-13T10:00'],
    [
      'hours that make no day: the default day',
      { 'Начало дня': '18:00', 'Конец дня': '09:00' },
      '2024-03-12T10:00',
    ],
  ])('settings: %s', (_rule, settings, due) => {
    expect(one('2024-03-11', from('2024-03-11 10:00'), { settings })?.['Срок']).toBe(due);
  });
  test('a lunch that does not fit is told and not counted', () => {
    const outcome = scene(
      '2024-03-11',
      { Обращения: [ticket(from('2024-03-11 10:00'))] },
      { settings: { 'Обед с': '12:00' } },
    );
    expect(outcome.problems.join()).toContain('обед задан не целиком');
    expect(outcome.computed['Обращения']?.[0]?.['Срок']).toBe('2024-03-12T10:00');
  });
  test('a short day counts only with «Сокращённые дни учитывать»', () => {
    const cells = from('2024-03-07 16:00', { Создано: '2024-03-07 09:00' });
    expect(one('2024-03-07', cells)?.['Срок'] ?? null).toBeNull();
    expect(one('2024-03-12', cells)?.['Срок']).toBe('2024-03-11T16:00');
    expect(one('2024-03-12', cells, { settings: { 'Сокращённые дни учитывать': 'да' } })?.['Срок']).toBe(
      '2024-03-11T17:00',
    );
  });
  test('another zone: the same wall-clock day', () => {
    expect(
      one('2024-04-12', from('2024-03-11 10:00'), { settings: { 'Часовой пояс': 'Europe/Berlin' } })?.[
        'Срок'
      ],
    ).toBe('2024-03-12T10:00');
  });
});

describe('Состояние (rule 4)', () => {
  // Срочный: start 11.03 10:00, due 12.03 10:00, «скоро» from two working hours before: 11.03 17:00.
  const urgent: Typed = { Создано: '2024-03-11 09:00', 'Данные получены': '2024-03-11 10:00' };
  // Высокий: due 14.03 10:00, «скоро» from one working day before: 13.03 10:00.
  const high: Typed = { ...urgent, Приоритет: 'Высокий' };
  test.each<[string, string, Typed, string]>([
    ['clock not started', '2024-03-11 09:30', urgent, 'ждём уточнения'],
    ['Срочный, more than 2 working hours left', '2024-03-11 16:59', urgent, 'в работе'],
    ['Срочный, 2 working hours left', '2024-03-11 17:00', urgent, 'скоро'],
    ['at Срок itself', '2024-03-12 10:00', urgent, 'скоро'],
    ['now > Срок', '2024-03-12 10:01', urgent, 'просрочено'],
    ['more than 1 working day left', '2024-03-13 09:59', high, 'в работе'],
    ['1 working day left', '2024-03-13 10:00', high, 'скоро'],
    ['Решено ≤ Срок', '2024-03-15 10:00', { ...urgent, Решено: '2024-03-12 10:00' }, 'решено в срок'],
    ['Решено later', '2024-03-15 10:00', { ...urgent, Решено: '2024-03-12 10:00:01' }, 'решено с опозданием'],
    [
      'Решено later than now counts as blank',
      '2024-03-11 12:00',
      { ...urgent, Решено: '2024-03-11 13:00' },
      'в работе',
    ],
    [
      'solved without a deadline',
      '2024-03-15 10:00',
      { ...urgent, Тип: 'Разработка', Решено: '2024-03-14 10:00' },
      'решено в срок',
    ],
    [
      'solved without a start',
      '2024-03-12 10:00',
      { Создано: '2024-03-11 09:00', Решено: '2024-03-12 09:00' },
      'решено в срок',
    ],
    ['no deadline', '2024-03-12 10:00', { ...urgent, Демо: true }, 'без срока'],
    [
      'no deadline, but the clock has not started',
      '2024-03-11 12:00',
      { Тип: 'Разработка', Приоритет: '' },
      'ждём уточнения',
    ],
  ])('%s', (_rule, now, cells, state) => {
    expect(one(clock(now), cells)?.['Состояние']).toBe(state);
  });
  test('setting «Скоро для Срочного, часов»', () => {
    expect(
      one(clock('2024-03-11 14:00'), urgent, { settings: { 'Скоро для Срочного, часов': 5 } })?.['Состояние'],
    ).toBe('скоро');
  });
});

describe('row errors and warnings', () => {
  test('Приоритет is required for Неисправность alone', () => {
    expect(one('2024-03-12', { Приоритет: '' })).toEqual({
      ошибка: '«Приоритет» — у неисправности нет приоритета',
    });
    expect(one('2024-03-12', { Приоритет: '', Тип: 'Консультация' })?.['ошибка']).toBeUndefined();
  });
  test('an unknown partner', () => {
    expect(one('2024-03-12', { Партнёр: 'Дельта' })).toEqual({
      ошибка: '«Партнёр» — такого партнёра нет на вкладке «Представители»',
    });
  });
  test('a later equal number', () => {
    const rows = scene('2024-03-12', { Обращения: [ticket(), ticket({ Номер: 'sd-1' })] }).computed[
      'Обращения'
    ];
    expect(rows?.[1]?.['ошибка']).toContain('уже есть в строке 2');
  });
  test.each<[string, Typed, string]>([
    ['an ИНН that does not hold', { 'ИНН клиента': '7204196794' }, 'контрольная цифра'],
  ])('%s is listed, the ticket counts', (_rule, cells, what) => {
    const outcome = scene('2024-03-12', { Обращения: [ticket(cells)] });
    expect(outcome.problems).toEqual([expect.stringContaining(what)]);
    expect(outcome.computed['Обращения']?.[0]?.['ошибка']).toBeUndefined();
  });
});

describe('«Отчёт Service Desk» (rule 5)', () => {
  const started: Typed = { Создано: '2024-03-11 09:00', 'Данные получены': '2024-03-11 10:00' };
  const rows: readonly Typed[] = [
    ticket({ Номер: '1', ...started, Решено: '2024-03-11 13:00' }), // in time, 3 h
    ticket({ Номер: '2', ...started, Решено: '2024-03-12 11:00' }), // late, 10 h
    ticket({ Номер: '3', ...started }), // overdue
    ticket({ Номер: '4', Создано: '2024-03-28 09:00' }), // its clock starts on the 31st, a Sunday
    ticket({ Номер: '5', ...started, Тип: 'Консультация', Приоритет: '' }), // overdue
    ticket({ Номер: '6', ...started, Тип: 'Консультация', Приоритет: 'Низкий', Решено: '2024-03-12 10:00' }), // its own priority
    ticket({
      Номер: '7',
      Создано: '2024-04-01 09:00',
      Тип: 'Разработка',
      Приоритет: '',
      Решено: '2024-04-02 09:00',
    }), // no deadline, solved before the start
    ticket({ Номер: '8', ...started, Демо: true, Решено: '2024-03-11 11:00' }), // no deadline
  ];
  test('counts, share and average', () => {
    const report = scene('2024-04-10', { Обращения: rows }).outputs['Отчёт Service Desk'];
    const line = (
      month: string,
      priority: string,
      total: number,
      solved: number,
      inTime: number,
      late: number,
      share: number | null,
      average: number | null,
    ) => ({
      Месяц: month,
      Приоритет: priority,
      Обращений: total,
      Решено: solved,
      'В срок': inTime,
      Просрочено: late,
      '% в срок': share,
      'Среднее рабочих часов': average,
    });
    expect(report).toEqual([
      line('2024-03', 'Срочный', 5, 3, 2, 3, 25, 4.67),
      line('2024-03', 'Низкий', 1, 1, 1, 0, 100, 9),
      line('2024-03', 'Консультация', 1, 0, 0, 1, 0, null),
      line('2024-04', 'Разработка', 1, 1, 1, 0, null, 0),
    ]);
  });
  test('the month is that of Создано in the programme’s zone', () => {
    const report = scene('2024-04-10', { Обращения: [ticket({ Создано: '2024-03-31 23:30' })] }).outputs[
      'Отчёт Service Desk'
    ];
    expect(report?.map((row) => row['Месяц'])).toEqual(['2024-03']);
  });
  test('rows in error are not counted', () => {
    expect(
      scene('2024-04-10', { Обращения: [ticket({ Приоритет: '' })] }).outputs['Отчёт Service Desk'],
    ).toEqual([]);
  });
});

test('«Сроки»: a question while nobody asked, a solution once the clock runs, done when solved', () => {
  const deadlines = scene(noon('2024-03-12'), {
    Обращения: [
      ticket({ Номер: '1' }),
      ticket({ Номер: '2', 'Данные получены': '2024-03-11 11:00' }),
      ticket({ Номер: '3', 'Данные получены': '2024-03-11 11:00', Решено: '2024-03-11 12:00' }),
      ticket({ Номер: '4', 'Запрошено уточнение': '2024-03-11 11:00' }),
      ticket({ Номер: '5', 'Данные получены': '2024-03-11 11:00', Приоритет: 'Нормальный' }),
      ticket({ Номер: '6', 'Данные получены': '2024-03-11 11:00', Демо: true }),
    ],
  }).deadlines;
  const line = (object: string, what: string, due: string, state: string, row: number, note: string) => ({
    object,
    what,
    due,
    state,
    note,
    source: `Обращения!${row}`,
  });
  expect(deadlines).toEqual([
    line(
      'Обращение 1, Альфа',
      'Уточняющие вопросы (п. 4.2)',
      '2024-03-14T10:00',
      'open',
      2,
      'сведений достаточно: отсчёт начнётся сам',
    ),
    line('Обращение 2, Альфа', 'Решение: Неисправность, Срочный (п. 4.3)', '2024-03-12T11:00', 'open', 3, ''),
    line('Обращение 3, Альфа', 'Решение: Неисправность, Срочный (п. 4.3)', '2024-03-12T11:00', 'done', 4, ''),
    line(
      'Обращение 5, Альфа',
      'Решение: Неисправность, Нормальный (п. 4.3)',
      '2024-04-09T11:00',
      'open',
      6,
      'желательно до 18.03.2024 11:00',
    ),
  ]);
});
