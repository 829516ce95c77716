// Service Desk: states, row errors, the monthly report and «Сроки» (раздел 4 of the regulation; desk rules 4
// and 5).
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { clock, noon, scene, ticket, ticketAt } from './scenes.js';

describe('Состояние (rule 4)', () => {
  // Срочный: starts 11.03 10:00, due 12.03 10:00, «скоро» from two working hours before: 11.03 17:00.
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
      'solved, without a deadline',
      '2024-03-15 10:00',
      { ...urgent, Тип: 'Разработка', Решено: '2024-03-14 10:00' },
      'решено в срок',
    ],
    [
      'solved, without a start',
      '2024-03-12 10:00',
      { Создано: '2024-03-11 09:00', Решено: '2024-03-12 09:00' },
      'решено в срок',
    ],
    ['no deadline', '2024-03-12 10:00', { ...urgent, Демо: true }, 'без срока'],
    [
      'no deadline, and the clock has not started',
      '2024-03-11 12:00',
      { Тип: 'Разработка', Приоритет: '' },
      'ждём уточнения',
    ],
  ])('%s', (_rule, now, cells, state) => {
    expect(ticketAt(clock(now), cells)?.['Состояние']).toBe(state);
  });
  test('setting «Скоро для Срочного, часов»', () => {
    expect(
      ticketAt(clock('2024-03-11 14:00'), urgent, { settings: { 'Скоро для Срочного, часов': 5 } })?.[
        'Состояние'
      ],
    ).toBe('скоро');
  });
});

test('an invalid ИНН is a warning: the ticket still counts', () => {
  const { problems, computed } = scene('2024-03-12', {
    Обращения: [ticket({ 'ИНН клиента': '7204196794' })],
  });
  expect(problems).toEqual(['Обращения!2[ИНН клиента]: (предупреждение) контрольная цифра ИНН не сходится']);
  expect(computed['Обращения']?.[0]).toMatchObject({ Состояние: expect.any(String) });
});

describe('row errors and warnings', () => {
  test('Приоритет is only required for Неисправность', () => {
    expect(ticketAt('2024-03-12', { Приоритет: '' })).toEqual({
      ошибка: '«Приоритет» — у неисправности нет приоритета',
    });
    expect(ticketAt('2024-03-12', { Приоритет: '', Тип: 'Консультация' })?.['ошибка']).toBeUndefined();
  });
  test('an unknown partner', () => {
    expect(ticketAt('2024-03-12', { Партнёр: 'Дельта' })).toEqual({
      ошибка: '«Партнёр» — такого партнёра нет на вкладке «Представители»',
    });
  });
  test('a number used in an earlier row', () => {
    const rows = scene('2024-03-12', { Обращения: [ticket(), ticket({ Номер: 'sd-1' })] }).computed[
      'Обращения'
    ];
    expect(rows?.[1]?.['ошибка']).toContain('уже есть в строке 2');
  });
  test.each<[string, Typed, string]>([
    ['an ИНН with a wrong check digit', { 'ИНН клиента': '7204196794' }, 'контрольная цифра'],
  ])('%s is reported, and the ticket counts', (_rule, cells, what) => {
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
  test('the month of Создано in the programme’s zone', () => {
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

test('«Сроки»: a question until someone asks, a solution once the clock runs, done when solved', () => {
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
