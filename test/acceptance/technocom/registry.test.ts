// The registry of clients, one claim at a time: states, terms, notes, reports; checking and detaching a
// client.
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
  of,
  OTHER_INN,
  PARTNERS,
  registryAt,
  report,
  statuses,
} from './rows.js';
import { world } from './support.js';

describe('a single row of the registry', () => {
  // now, cells, Статус, Закреплён до, Отчёт до
  const single: readonly (readonly [string, Cells, string, (string | undefined)?, (string | undefined)?])[] =
    [
      ['11.11.2025 10:00', {}, 'На рассмотрении'],
      ['11.11.2025 10:00', { 'Контакт 2': null }, 'Запрос неполный'],
      ['11.11.2025 10:00', { Адрес: '  ' }, 'Запрос неполный'],
      ['12.11.2025 10:00', { Адрес: null, ...CONFIRMED }, 'Предварительно закреплён', '11.01.2026'],
      ['11.11.2025 10:00', CONFIRMED, 'На рассмотрении'],
      ['12.11.2025 00:00', CONFIRMED, 'Предварительно закреплён', '11.01.2026'],
      ['11.01.2026 23:59', CONFIRMED, 'Предварительно закреплён', '11.01.2026'],
      ['12.01.2026 00:00', CONFIRMED, 'Срок истёк'],
      ['12.01.2026 00:00', { ...CONFIRMED, Отклонено: '01.12.2025' }, 'Отклонён'],
      [
        '30.11.2025 10:00',
        { ...CONFIRMED, Отклонено: '01.12.2025' },
        'Предварительно закреплён',
        '11.01.2026',
      ],
      ['30.11.2025 10:00', { ...CONFIRMED, Откреплён: '30.11.2025' }, 'Откреплён'],
      [
        '29.11.2025 10:00',
        { ...CONFIRMED, Откреплён: '30.11.2025' },
        'Предварительно закреплён',
        '11.01.2026',
      ],
      ['30.11.2025 10:00', { Откреплён: '30.11.2025', Отклонено: '30.11.2025' }, 'Отклонён'],
      // Rule 4: the extension.
      [
        '12.01.2026 10:00',
        { ...CONFIRMED, 'Продление согласовано': '11.01.2026' },
        'Предварительно закреплён',
        '10.02.2026',
      ],
      ['12.01.2026 10:00', { ...CONFIRMED, 'Продление согласовано': '12.01.2026' }, 'Срок истёк'],
      [
        '12.01.2026 10:00',
        { ...CONFIRMED, 'Продление согласовано': '01.01.2026', 'Продлить на, дней': 45 },
        'Предварительно закреплён',
        '10.02.2026',
      ],
      [
        '12.01.2026 10:00',
        { ...CONFIRMED, 'Продление согласовано': '01.01.2026', 'Продлить на, дней': 1 },
        'Предварительно закреплён',
        '12.01.2026',
      ],
      ['12.01.2026 10:00', { ...CONFIRMED, 'Продлить на, дней': 30 }, 'Срок истёк'],
      // Rules 3 and 5: fixed.
      ['19.11.2025 10:00', LISTED, 'Предварительно закреплён', '11.01.2026'],
      ['20.11.2025 10:00', LISTED, 'Закреплён', undefined, '15.01.2026'],
      [
        '13.01.2026 10:00',
        { ...CONFIRMED, 'Перечень ПО получен': '11.01.2026' },
        'Закреплён',
        undefined,
        '15.01.2026',
      ],
      ['13.01.2026 10:00', { ...CONFIRMED, 'Перечень ПО получен': '12.01.2026' }, 'Срок истёк'],
      [
        '13.11.2025 10:00',
        { ...CONFIRMED, 'Перечень ПО получен': '12.11.2025' },
        'Закреплён',
        undefined,
        '15.01.2026',
      ],
      [
        '13.11.2025 10:00',
        { ...CONFIRMED, 'Перечень ПО получен': '11.11.2025' },
        'Предварительно закреплён',
        '11.01.2026',
      ],
      ['11.01.2026 10:00', BOUGHT, 'Предварительно закреплён', '11.01.2026'],
      ['12.01.2026 10:00', BOUGHT, 'Закреплён', undefined, '15.01.2026'],
      // The hold ends on 15 January: the first report is a year later.
      ['16.01.2026 10:00', { ...LISTED, Подтверждено: '16.11.2025' }, 'Закреплён', undefined, '15.01.2027'],
      ['15.01.2026 10:00', { ...LISTED, Подтверждено: '15.11.2025' }, 'Закреплён', undefined, '15.01.2026'],
      [
        '16.01.2026 10:00',
        { ...LISTED, 'Продление согласовано': '01.12.2025' },
        'Закреплён',
        undefined,
        '15.01.2027',
      ],
      ['17.01.2026 23:59', LISTED, 'Закреплён', undefined, '15.01.2026'],
      ['18.01.2026 00:00', LISTED, 'Предупреждение', undefined, '15.01.2026'],
      ['25.01.2026 23:59', LISTED, 'Предупреждение', undefined, '15.01.2026'],
      ['26.01.2026 00:00', LISTED, 'Подлежит откреплению', undefined, '15.01.2026'],
      [
        '27.01.2026 12:00',
        { ...LISTED, 'Предупреждение вынесено': '20.01.2026' },
        'Предупреждение',
        undefined,
        '15.01.2026',
      ],
      [
        '28.01.2026 12:00',
        { ...LISTED, 'Предупреждение вынесено': '20.01.2026' },
        'Подлежит откреплению',
        undefined,
        '15.01.2026',
      ],
      [
        '26.01.2026 12:00',
        { ...LISTED, 'Предупреждение вынесено': '16.01.2026' },
        'Подлежит откреплению',
        undefined,
        '15.01.2026',
      ],
    ];
  const one = world({ Представители: PARTNERS });
  test.each(
    single.map(([now, row, status, until, due]) => ({
      now,
      row,
      status,
      until: until === undefined ? null : serial(until),
      due: due === undefined ? null : serial(due),
    })),
  )('$now $row: $status', ({ now, row, status, until, due }) => {
    one.fill('Реестр клиентов', [client(row)]);
    one.recompute(now);
    const [line] = one.lines('Реестр клиентов');
    expect([line?.['Статус'], line?.['Закреплён до'], line?.['Отчёт до']]).toEqual([status, until, due]);
  });

  test.each<[string, Cells, string | null]>([
    ['16.01.2026 10:00', LISTED, 'отчёт просрочен'],
    ['15.01.2026 23:59', LISTED, null],
    ['18.01.2026 10:00', LISTED, 'предупреждение не отправлено'],
    ['26.01.2026 10:00', LISTED, 'предупреждение не отправлено'],
    ['18.01.2026 10:00', { ...LISTED, 'Предупреждение вынесено': '18.01.2026' }, null],
    [
      '18.01.2026 10:00',
      { ...LISTED, 'Предупреждение вынесено': '19.01.2026' },
      'предупреждение не отправлено; ещё не наступило и не учтено: «Предупреждение вынесено» 19.01.2026',
    ],
    [
      '18.01.2026 10:00',
      { ...LISTED, 'Предупреждение вынесено': '18.01.2025' },
      'предупреждение вынесено не позже дня отчёта и не учтено; предупреждение не отправлено',
    ],
  ])('the note at %s of %j: %s', (now, row, note) => {
    expect(registryAt(now, [client(row)])[0]?.['Примечание'] ?? null).toBe(note);
  });

  const SLOW = { 'Предупреждение через, дней': 5, 'Открепление через, дней': 20 };
  const AT_ONCE = { 'Предупреждение через, дней': 0, 'Открепление через, дней': 0 };
  test.each<[Cells, string, string, string]>([
    [SLOW, '15.01.2026', '19.01.2026', 'Закреплён'],
    [SLOW, '15.01.2026', '20.01.2026', 'Предупреждение'],
    [SLOW, '15.01.2026', '04.02.2026', 'Предупреждение'],
    [SLOW, '15.01.2026', '05.02.2026', 'Подлежит откреплению'],
    // Nothing is late on the due date itself; the seven days after a warning are kept.
    [AT_ONCE, '15.01.2026', '15.01.2026', 'Закреплён'],
    [AT_ONCE, '15.01.2026', '16.01.2026', 'Предупреждение'],
    [AT_ONCE, '15.01.2026', '22.01.2026', 'Предупреждение'],
    [AT_ONCE, '15.01.2026', '23.01.2026', 'Подлежит откреплению'],
    // The first report date after the end of the hold, 11.01.2026.
    [{ 'Отчётная дата': '11.01' }, '11.01.2027', '20.01.2026', 'Закреплён'],
    [{ 'Отчётная дата': '12.01' }, '12.01.2026', '15.01.2026', 'Предупреждение'],
    [{ 'Отчётная дата': '29.02' }, '28.02.2026', '02.03.2026', 'Закреплён'],
    [{ 'Отчётная дата': '29.02' }, '28.02.2026', '03.03.2026', 'Предупреждение'],
    [{ 'Предварительное закрепление, дней': 65 }, '15.01.2027', '20.01.2026', 'Закреплён'],
  ])('with %j the report is due %s; on %s: %s', (settings, due, day, status) => {
    const [line] = registryAt(`${day} 10:00`, [client(LISTED)], [], settings);
    expect([line?.['Отчёт до'], line?.['Статус']]).toEqual([serial(due), status]);
  });

  test('an extension agreed too late has a note', () => {
    const [line] = registryAt('01.02.2026 10:00', [
      client({ ...CONFIRMED, 'Продление согласовано': '12.01.2026' }),
    ]);
    expect(line?.['Примечание']).toContain('не действует');
  });

  test('with «Откреплять автоматически» the client is free from that day on, permanently', () => {
    const rows = [client(LISTED), client({ Партнёр: 'Бета', 'Дата запроса': '26.01.2026 09:00' })];
    const auto = { 'Откреплять автоматически': 'да' };
    expect(statuses('26.01.2026 10:00', rows, auto)).toEqual(['Откреплён', 'На рассмотрении']);
    expect(statuses('26.01.2026 10:00', rows)).toEqual(['Подлежит откреплению', 'Отклонён: занят']);
    const late = registryAt('01.02.2026 10:00', [client(LISTED)], [report({ Дата: '26.01.2026' })], auto);
    expect(late[0]?.['Статус']).toBe('Откреплён');
    const saved = registryAt('01.02.2026 10:00', [client(LISTED)], [report({ Дата: '25.01.2026' })], auto);
    expect([saved[0]?.['Статус'], saved[0]?.['Отчёт до']]).toEqual(['Закреплён', serial('15.01.2027')]);
    const warned = client({ ...LISTED, 'Предупреждение вынесено': '20.01.2026' });
    expect(statuses('27.01.2026 10:00', [warned], auto)).toEqual(['Предупреждение']);
    expect(statuses('28.01.2026 10:00', [warned], auto)).toEqual(['Откреплён']);
  });
});

test('each report row counts or has a note that says why not', () => {
  const one = world({
    Представители: PARTNERS,
    'Реестр клиентов': [client(LISTED)],
    'Отчёты по клиентам': [
      report({ 'Договор или контракт': 'д - 1', Партнёр: 'АЛЬФА' }),
      report({ Партнёр: 'Бета' }),
      report({ Дата: '15.01.2026' }),
      report({ 'Отчётный год': 2024 }),
      report({ Дата: '30.01.2026', 'Отчётный год': 2026 }),
      report({ 'Договор или контракт': 'Д-9' }),
    ],
  });
  one.recompute('20.01.2026 10:00');
  const notes = one.column('Отчёты по клиентам', 'Примечание').map(String);
  expect(notes[0]).toBe('учтён');
  for (const index of [1, 2, 3, 4]) expect(notes[index]).toMatch(/^не учтён: /);
  expect(notes[5]).toMatch(/^ошибка: /);
  expect(one.errors()).toEqual(['Отчёты по клиентам/7']);
  expect(one.column('Реестр клиентов', 'Отчёт до')).toEqual([serial('15.01.2027')]);
});

test('«Проверить клиента…» and «Открепить клиента…»', () => {
  const one = of(client(CONFIRMED), client({ ИНН: OTHER_INN, Отклонено: '11.11.2025' }));
  const message = (result: unknown): string => JSON.stringify(result);
  expect(message(one.call('checkClient', '13.11.2025 10:00', INN))).toMatch(/Альфа.*11\.01\.2026/);
  expect(message(one.call('checkClient', '13.11.2025 10:00', OTHER_INN))).toContain('свободен');
  one.call('detachClient', '13.11.2025 10:00', INN);
  expect(one.column('Реестр клиентов', 'Откреплён')[0]).toBe(serial('13.11.2025'));
  expect(one.column('Реестр клиентов', 'Статус')[0]).toBe('Откреплён');
});

test('a future request, an incomplete one and a rejected one are explained', () => {
  const one = of(
    client({ 'Дата запроса': '20.11.2025' }),
    client({ Адрес: null }),
    client({ ИНН: OTHER_INN, Отклонено: '11.11.2025' }),
  );
  one.recompute('12.11.2025 10:00');
  const why = (row: number, column: string): string =>
    JSON.stringify(one.call('explain', '12.11.2025 10:00', 'Реестр клиентов', row, column));
  expect(why(2, 'Примечание')).toContain('ещё не наступила');
  expect(why(3, 'Статус')).toContain('не хватает: Адрес');
  expect(why(4, 'Статус')).toContain('отклонено 11.11.2025');
});
