// «Почему такая цифра?» step by step: which rows stand behind a cell of the registry and what is said of each.
import { describe, expect, test } from '@jest/globals';
import { INN_OTHER, LISTED, report, request, scene } from './scenes.js';
import { outcome, steps } from './explained.js';

const R = '@Реестр клиентов!';
describe('«Реестр клиентов» (п. 3.1–3.3)', () => {
  test.each<[string, number, string, readonly string[]]>([
    [
      'warned: the dates that led there',
      2,
      'Статус',
      [
        `запрос Альфа от 01.03.2024 ${R}2`,
        `подтверждено 05.03.2024 ${R}2`,
        'срок предварительного закрепления — по 04.05.2024',
        'перечень ПО получен в срок: закреплён с 01.04.2024',
        'отчёт до 15.01.2025, последний день на отчёт — 25.01.2025',
        `предупреждение вынесено 18.01.2025 ${R}2`,
        '= сегодня 20.01.2025 → Предупреждение',
      ],
    ],
    [
      'busy: who held the client',
      3,
      'Статус',
      [
        `запрос Бета от 10.03.2024 ${R}3`,
        `10.03.2024 клиента держал Альфа ${R}2`,
        '= сегодня 20.01.2025 → Отклонён: занят',
      ],
    ],
    [
      'extended',
      4,
      'Закреплён до',
      [
        `запрос Альфа от 01.03.2024 ${R}4`,
        `подтверждено 20.12.2024 ${R}4`,
        `продление на 10 дней согласовано ${R}4`,
        '= 20.12.2024 + 60 дней + 10 дней = 28.02.2025',
      ],
    ],
    [
      'not extended',
      9,
      'Закреплён до',
      [
        `запрос Альфа от 01.03.2024 ${R}9`,
        `подтверждено 20.12.2024 ${R}9`,
        '= 20.12.2024 + 60 дней = 18.02.2025',
      ],
    ],
    [
      'the next report, after the one that came',
      5,
      'Отчёт до',
      [
        `запрос Альфа от 01.03.2024 ${R}5`,
        `подтверждено 05.03.2024 ${R}5`,
        'за 2024 год — 12.01.2025 @Отчёты по клиентам!2',
        '= первая отчётная дата 15.01.2025; без отчёта — 15.01.2026',
      ],
    ],
    [
      'incomplete',
      6,
      'Статус',
      [
        `запрос Альфа от 01.03.2024 ${R}6`,
        'не хватает: Адрес, Контакт 2',
        '= сегодня 20.01.2025 → Запрос неполный',
      ],
    ],
    [
      'rejected',
      7,
      'Статус',
      [`запрос Альфа от 01.03.2024 ${R}7`, `отклонено 20.03.2024 ${R}7`, '= сегодня 20.01.2025 → Отклонён'],
    ],
    [
      'detached: its report is no longer asked for',
      8,
      'Отчёт до',
      [
        `запрос Альфа от 01.03.2024 ${R}8`,
        `подтверждено 05.03.2024 ${R}8`,
        '= первая отчётная дата 15.01.2025; без отчёта — 15.01.2025; статус «Откреплён» — ячейка пуста',
      ],
    ],
  ])('%s', (_, row, header, expected) => {
    expect(steps('Реестр клиентов', row, header)).toEqual(expected);
  });

  test('licences bought', () => {
    expect(steps('Реестр клиентов', 5, 'Статус')).toContain(
      'лицензии куплены в срок: закреплён с 05.05.2024',
    );
  });
  test('a note is told with its own cell alone', () => {
    const note = outcome.computed['Реестр клиентов']?.[1]?.['Примечание'];
    expect(note).toMatch(/\S/);
    expect(steps('Реестр клиентов', 3, 'Примечание').at(-1)).toBe(
      `= сегодня 20.01.2025 → Отклонён: занят; ${note}`,
    );
  });
  test('a report row: the clients it may stand for', () => {
    const own = steps('Отчёты по клиентам', 2, 'Примечание');
    expect(own[0]).toBe('отчёт за 2024 год от 12.01.2025 @Отчёты по клиентам!2');
    expect(own).toContain(`Ромашка-Пример, 3: Закреплён ${R}5`);
    expect(own.filter((line) => line.includes('Бета'))).toEqual([]);
    expect(own.at(-1)).toBe('= учтён');
  });
  test('another ИНН is another client', () => {
    const other = scene('2025-01-20', {
      'Реестр клиентов': [request(LISTED), request({ ИНН: INN_OTHER, ...LISTED })],
      'Отчёты по клиентам': [report()],
    });
    expect(steps('Отчёты по клиентам', 2, 'Примечание', other)).toEqual([
      'отчёт за 2024 год от 10.01.2025 @Отчёты по клиентам!2',
      `Ромашка-Пример, 12/5: Закреплён ${R}2`,
      '= учтён',
    ]);
  });
});

test('«Публичный реестр» tells of the row that it shows', () => {
  const shown = outcome.outputs['Публичный реестр']?.map((row) => row['Договор или контракт']);
  expect(shown).toEqual(['12/5', '2', '3', '7']);
  [2, 4, 5, 9].forEach((row, index) => {
    for (const header of ['Статус', 'Закреплён до'])
      expect(steps('Публичный реестр', index + 2, header)).toEqual(steps('Реестр клиентов', row, header));
  });
  expect(steps('Публичный реестр', 6, 'Статус')).toEqual([]);
});
