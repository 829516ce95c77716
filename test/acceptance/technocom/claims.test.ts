// Several claims to one client: who holds it, who is refused, what is public, what settings change.
// Hand-made cases at the limits: the last day that counts, and the day after.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import type { Cells } from '../cells.js';
import {
  BOUGHT,
  client,
  CONFIRMED,
  INN,
  LISTED,
  OTHER_INN,
  PARTNERS,
  registryAt,
  statuses,
  written,
} from './rows.js';
import { world } from './support.js';

describe('several rows of one client', () => {
  const beta = (row: Cells = {}): Cells => client({ Партнёр: 'Бета', ...row });
  test.each<[string, string, readonly Cells[], readonly string[]]>([
    [
      'blanks and case are ignored',
      '12.11.2025 10:00',
      [client({ 'Договор или контракт': ' ГК  12/А' }), beta({ 'Договор или контракт': 'гк12 / а' })],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'another contract is another client',
      '12.11.2025 10:00',
      [client(), beta({ 'Договор или контракт': 'Д-2' })],
      ['На рассмотрении', 'На рассмотрении'],
    ],
    [
      'in the order of requests, not of rows',
      '12.11.2025 10:00',
      [client({ 'Дата запроса': '10.11.2025 10:01' }), beta()],
      ['Отклонён: занят', 'На рассмотрении'],
    ],
    [
      'requests at the same instant: by row',
      '12.11.2025 10:00',
      [beta(), client()],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'an incomplete request does not hold',
      '12.11.2025 10:00',
      [client({ Адрес: null }), beta()],
      ['Запрос неполный', 'На рассмотрении'],
    ],
    [
      'the last day of the hold, and the day after',
      '15.01.2026 10:00',
      [
        client(CONFIRMED),
        beta({ 'Дата запроса': '11.01.2026 23:00' }),
        beta({ 'Дата запроса': '12.01.2026 00:00' }),
      ],
      ['Срок истёк', 'Отклонён: занят', 'На рассмотрении'],
    ],
    [
      'the same partner again',
      '12.11.2025 10:00',
      [client(), client({ 'Дата запроса': '11.11.2025' })],
      ['На рассмотрении', 'Повтор'],
    ],
    [
      'a refused row does not hold',
      '15.11.2025 10:00',
      [
        client({ Отклонено: '12.11.2025' }),
        beta({ 'Дата запроса': '11.11.2025' }),
        client({ 'Дата запроса': '12.11.2025' }),
      ],
      ['Отклонён', 'Отклонён: занят', 'На рассмотрении'],
    ],
    [
      'closing the wrong row and confirming the right one',
      '15.11.2025 10:00',
      [
        client({ Отклонено: '13.11.2025' }),
        beta({ 'Дата запроса': '11.11.2025', Подтверждено: '13.11.2025' }),
      ],
      ['Отклонён', 'Предварительно закреплён'],
    ],
    [
      'confirming alone is not enough',
      '15.11.2025 10:00',
      [client(), beta({ 'Дата запроса': '11.11.2025', Подтверждено: '13.11.2025' })],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'two confirmed on one day: the earlier row',
      '15.11.2025 10:00',
      [
        client({ Адрес: null, Подтверждено: '13.11.2025' }),
        beta({ Адрес: null, 'Дата запроса': '11.11.2025', Подтверждено: '13.11.2025' }),
      ],
      ['Предварительно закреплён', 'Отклонён: занят'],
    ],
    [
      'a refused row stays refused even if Отклонено is filled',
      '15.11.2025 10:00',
      [client(), beta({ 'Дата запроса': '11.11.2025', Отклонено: '13.11.2025' })],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'a row in error in the middle is ignored',
      '15.11.2025 10:00',
      [client({ 'Продлить на, дней': 0 }), {}, beta()],
      ['', '', 'На рассмотрении'],
    ],
  ])('%s', (_what, now, rows, wanted) => {
    expect(statuses(now, rows).map((cell) => cell ?? '')).toEqual(wanted);
  });

  test('the note contains the holder and until when; the letter does not name the holder', () => {
    const one = world({
      Представители: PARTNERS,
      'Реестр клиентов': [client(CONFIRMED), beta({ 'Дата запроса': '12.11.2025 09:00' })],
    });
    one.recompute('12.11.2025 10:00');
    expect(one.lines('Реестр клиентов')[1]?.['Примечание']).toMatch(/Альфа.*11\.01\.2026/);
    const refused = written(one).find(({ code }) => code === 'refused');
    expect(refused?.to).toBe('b@x.ru');
    expect(refused?.text).not.toContain('Альфа');
  });

  test('another contract of the same ИНН: the later request has a note', () => {
    const lines = registryAt('12.11.2025 10:00', [
      beta({ 'Договор или контракт': 'Д-2', 'Дата запроса': '11.11.2025' }),
      client(),
    ]);
    expect(lines.map((line) => line['Примечание'] ?? null)).toEqual([
      'скидка второму участнику не предоставляется (п. 3.4)',
      null,
    ]);
  });

  test('the public registry only shows rows that are held', () => {
    const one = world({
      Представители: PARTNERS,
      'Реестр клиентов': [client(BOUGHT), beta(), client({ ИНН: OTHER_INN, Адрес: null })],
    });
    one.recompute('10.01.2026 10:00');
    expect(one.workbook.values('Публичный реестр').slice(1)).toEqual([
      ['Завод', INN, 'Д-1', 'Альфа', 'Предварительно закреплён', serial('11.01.2026')],
    ]);
  });

  test('terms are settings', () => {
    const [line] = registryAt(
      '10.12.2025 10:00',
      [client({ ...CONFIRMED, 'Продление согласовано': '01.12.2025', 'Продлить на, дней': 9 })],
      [],
      {
        'Предварительное закрепление, дней': 20,
        'Продление, дней': 5,
      },
    );
    expect(line?.['Закреплён до']).toBe(null);
    expect(line?.['Статус']).toBe('Срок истёк');
    const [fixed] = registryAt('10.12.2025 10:00', [client(LISTED)], [], { 'Отчётная дата': '29.02' });
    expect(fixed?.['Отчёт до']).toBe(serial('28.02.2026'));
  });
});
