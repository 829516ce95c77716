// «Почему такая цифра?» step by step: the rows that a ticket's cells and the desk's report are based on, with
// the arithmetic.
import { describe, expect, test } from '@jest/globals';
import { scene, ticket } from './scenes.js';
import { outcome, steps } from './explained.js';

describe('«Обращения» (п. 4.2, 4.3)', () => {
  const created = (row: number, text: string): string => `создано ${text} @Обращения!${row}`;
  test.each<[string, number, string, readonly string[]]>([
    [
      'solved',
      2,
      'Состояние',
      [
        created(2, '11.03.2024 10:00, уточнить можно до 14.03.2024 10:00'),
        'запрошено уточнение 11.03.2024 11:00 @Обращения!2',
        'данные получены 12.03.2024 10:00 @Обращения!2',
        'решено 13.03.2024 09:00 @Обращения!2',
        '= 12.03.2024 10:00 + 1 рабочий день по 9 ч = 13.03.2024 10:00; сейчас 20.01.2025 12:00 → решено в срок',
      ],
    ],
    [
      'waiting for the office to ask',
      3,
      'Отсчёт с',
      [
        created(3, '20.01.2025 10:00, уточнить можно до 23.01.2025 10:00'),
        '= отсчёт не начат: ждём уточнения',
      ],
    ],
    ['what is missing', 3, 'Чего не хватает', ['пусто: Скриншоты, Логи @Обращения!3']],
    ['a consultation needs fewer data', 7, 'Чего не хватает', ['пусто: ПО @Обращения!7']],
    ['nothing is missing', 2, 'Чего не хватает', ['всё заполнено @Обращения!2']],
    [
      'not started: no deadline yet',
      3,
      'Срок',
      [created(3, '20.01.2025 10:00, уточнить можно до 23.01.2025 10:00'), '= отсчёт не начат'],
    ],
    [
      'nobody asked for three days',
      4,
      'Отсчёт с',
      [created(4, '10.01.2025 10:00, уточнить можно до 13.01.2025 10:00'), '= отсчёт с 13.01.2025 10:00'],
    ],
    [
      '21 working days',
      4,
      'Срок',
      [
        created(4, '10.01.2025 10:00, уточнить можно до 13.01.2025 10:00'),
        '= 13.01.2025 10:00 + 21 рабочий день по 9 ч = 11.02.2025 10:00',
      ],
    ],
    [
      'three working days',
      8,
      'Срок',
      [
        created(8, '13.01.2025 10:00, уточнить можно до 16.01.2025 10:00'),
        'данные получены 13.01.2025 11:00 @Обращения!8',
        '= 13.01.2025 11:00 + 3 рабочих дня по 9 ч = 16.01.2025 11:00',
      ],
    ],
    [
      'development has no deadline',
      5,
      'Срок',
      [
        created(5, '13.01.2025 10:00, уточнить можно до 16.01.2025 10:00'),
        'данные получены 13.01.2025 11:00 @Обращения!5',
        '= срока нет',
      ],
    ],
  ])('%s', (_, row, header, expected) => {
    expect(steps('Обращения', row, header)).toEqual(expected);
  });

  test('a low priority is due on the next release; rules name the release and the data only where they apply', () => {
    const shown = scene(
      '2025-01-20',
      {
        Обращения: [
          ticket({ Создано: '2025-01-13 10:00', 'Данные получены': '2025-01-13 11:00', Приоритет: 'Низкий' }),
        ],
      },
      { settings: { Релизы: '12.01.2025, 31.01.2025' } },
    );
    expect(steps('Обращения', 2, 'Срок', shown).at(-1)).toBe('= ближайший релиз → 31.01.2025 17:30');
    expect(shown.explain('Обращения', 2, 'Срок')?.rule).toContain('к ближайшему релизу');
    expect(outcome.explain('Обращения', 4, 'Срок')?.rule).not.toContain('к ближайшему релизу');
    expect(outcome.explain('Обращения', 7, 'Чего не хватает')?.rule).toContain('только «Договор» и «ПО»');
    expect(outcome.explain('Обращения', 2, 'Чего не хватает')?.rule).toContain('о неисправности');
  });

  test('cells dated ahead are no facts yet', () => {
    const shown = scene('2024-03-12', {
      Обращения: [
        ticket({ 'Запрошено уточнение': '2024-03-12 09:00', 'Данные получены': '2024-03-20 10:00' }),
      ],
    });
    expect(steps('Обращения', 2, 'Отсчёт с', shown)).toEqual([
      created(2, '11.03.2024 10:00, уточнить можно до 14.03.2024 10:00'),
      'запрошено уточнение 12.03.2024 09:00 @Обращения!2',
      '= отсчёт не начат: ждём данных',
    ]);
  });
  test.each([
    [0.5, '0,5 рабочего дня'],
    [2.5, '2,5 рабочего дня'],
    [2, '2 рабочих дня'],
  ])('%d working days in words', (n, words) => {
    const shown = scene(
      '2024-03-12',
      { Обращения: [ticket({ 'Данные получены': '2024-03-11 11:00' })] },
      { settings: { 'Срочный, раб. дней': n } },
    );
    expect(steps('Обращения', 2, 'Срок', shown).at(-1)).toContain(` + ${words} по 9 ч`);
  });
  test('the report of the desk: what each figure counts', () => {
    const shown = scene('2024-04-01', {
      Обращения: [
        ticket({ 'Данные получены': '2024-03-11 11:00', Решено: '2024-03-11 16:00' }),
        ticket({ Номер: 'SD-2', 'Данные получены': '2024-03-11 11:00', Решено: '2024-03-13 11:00' }),
        ticket({ Номер: 'SD-3', 'Данные получены': '2024-03-11 11:00' }),
        ticket({ Номер: 'SD-4', 'Данные получены': '2024-03-11 11:00', Приоритет: 'Высокий' }),
      ],
    });
    expect(
      ['Обращений', 'Решено', 'В срок', 'Просрочено', '% в срок', 'Среднее рабочих часов'].map((header) =>
        steps('Отчёт Service Desk', 2, header, shown).at(-1),
      ),
    ).toEqual([
      '= обращений 3',
      '= решено 2 из 3',
      '= в состоянии «решено в срок» — 1',
      '= открытых после срока и решённых с опозданием — 2',
      '= 1 ÷ 3 × 100 = 33,33',
      '= 23 ч ÷ 2 = 11,5 ч',
    ]);
    expect(steps('Отчёт Service Desk', 2, 'Обращений', shown).slice(0, -1)).toEqual([
      'SD-1: решено в срок @Обращения!2',
      'SD-2: решено с опозданием @Обращения!3',
      'SD-3: просрочено @Обращения!4',
    ]);
  });

  test('the report of the desk lists the tickets of its month and priority', () => {
    const rows = outcome.outputs['Отчёт Service Desk'] ?? [];
    const at = rows.findIndex((row) => row['Месяц'] === '2024-03' && row['Приоритет'] === 'Срочный') + 2;
    expect(steps('Отчёт Service Desk', at, 'Решено')).toEqual([
      'SD-1: решено в срок @Обращения!2',
      '= решено 1 из 1',
    ]);
    expect(steps('Отчёт Service Desk', at, '% в срок').at(-1)).toBe('= 1 ÷ 1 × 100 = 100');
    expect(steps('Отчёт Service Desk', at, 'Среднее рабочих часов').at(-1)).toBe('= 8 ч ÷ 1 = 8 ч');
    const open = rows.findIndex((row) => row['Приоритет'] === 'Разработка') + 2;
    expect(steps('Отчёт Service Desk', open, '% в срок')).toEqual([
      'SD-4: без срока @Обращения!5',
      '= нет обращений со сроком, которые решены или просрочены',
    ]);
    expect(steps('Отчёт Service Desk', open, 'Среднее рабочих часов').at(-1)).toBe(
      '= нет решённых обращений с отсчётом',
    );
  });
});
