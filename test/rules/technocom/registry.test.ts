// The registry's states, dates and notes: one row a sentence of the rules (раздел 3 of the regulation; spec, registry rules 1–6).
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { INN, INN_OTHER, registryAt, report, request, scene } from './scenes.js';

const only = (now: string, cells: Typed, more: Parameters<typeof registryAt>[2] = {}) =>
  registryAt(now, [request(cells)], more)[0];
const CONFIRMED = { Подтверждено: '2024-03-05' }; // + 60 = 2024-05-04
const LISTED = { ...CONFIRMED, 'Перечень ПО получен': '2024-04-01' };

describe('Статус, first that fits (rule 3)', () => {
  const cases: readonly [string, string, Typed, string][] = [
    ['Отклонено filled', '2024-03-10', { Отклонено: '2024-03-04' }, 'Отклонён'],
    [
      'Отклонено comes before Откреплён',
      '2024-04-10',
      { ...CONFIRMED, Отклонено: '2024-04-04', Откреплён: '2024-04-03' },
      'Отклонён',
    ],
    [
      'Отклонено later than today counts as blank',
      '2024-03-10',
      { Отклонено: '2024-03-11' },
      'На рассмотрении',
    ],
    [
      'Откреплён filled (≤ today): today',
      '2024-04-10',
      { ...CONFIRMED, Откреплён: '2024-04-10' },
      'Откреплён',
    ],
    [
      'Откреплён later than today',
      '2024-04-10',
      { ...CONFIRMED, Откреплён: '2024-04-11' },
      'Предварительно закреплён',
    ],
    ['Адрес missing and not Подтверждено', '2024-03-10', { Адрес: '' }, 'Запрос неполный'],
    ['Причина интереса missing', '2024-03-10', { 'Причина интереса': ' ' }, 'Запрос неполный'],
    ['Контакт 1 missing', '2024-03-10', { 'Контакт 1': '' }, 'Запрос неполный'],
    ['Контакт 2 missing', '2024-03-10', { 'Контакт 2': '' }, 'Запрос неполный'],
    [
      'missing, but Подтверждено',
      '2024-03-10',
      { 'Контакт 2': '', ...CONFIRMED },
      'Предварительно закреплён',
    ],
    ['not Подтверждено', '2024-03-10', {}, 'На рассмотрении'],
    [
      'Подтверждено later than today counts as blank',
      '2024-03-10',
      { Подтверждено: '2024-03-11' },
      'На рассмотрении',
    ],
    ['today ≤ Закреплён до: the last day', '2024-05-04', CONFIRMED, 'Предварительно закреплён'],
    ['later', '2024-05-05', CONFIRMED, 'Срок истёк'],
    ['Перечень ПО получен within the hold', '2024-04-01', LISTED, 'Закреплён'],
    ['the day before the list came', '2024-03-31', LISTED, 'Предварительно закреплён'],
    [
      'the list on the first day of the hold',
      '2024-06-01',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-03-05' },
      'Закреплён',
    ],
    [
      'the list on the last day of the hold',
      '2024-06-01',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-05-04' },
      'Закреплён',
    ],
    [
      'the list a day after the hold',
      '2024-06-01',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-05-05' },
      'Срок истёк',
    ],
    [
      'the list a day before Подтверждено',
      '2024-06-01',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-03-04' },
      'Срок истёк',
    ],
    [
      'Лицензии alone: until Закреплён до',
      '2024-05-04',
      { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' },
      'Предварительно закреплён',
    ],
    [
      'Лицензии alone: from the day after',
      '2024-05-05',
      { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' },
      'Закреплён',
    ],
    [
      'Лицензии a day after the hold',
      '2024-06-01',
      { ...CONFIRMED, 'Лицензии куплены': '2024-05-05' },
      'Срок истёк',
    ],
    ['Лицензии, then the list', '2024-04-20', { ...LISTED, 'Лицензии куплены': '2024-03-20' }, 'Закреплён'],
  ];
  test.each(cases)('%s (%s)', (_rule, now, cells, status) => {
    expect(only(now, cells)?.['Статус']).toBe(status);
  });
});

describe('Закреплён до (rule 4, п. 3.1)', () => {
  const extended = { ...CONFIRMED, 'Продление согласовано': '2024-05-04' };
  const cases: readonly [string, string, Typed, string | null][] = [
    ['Подтверждено + 60, that day included', '2024-04-01', CONFIRMED, '2024-05-04'],
    ['an extension agreed on the last day: + 30 when blank', '2024-05-04', extended, '2024-06-03'],
    ['+ Продлить на', '2024-05-04', { ...extended, 'Продлить на, дней': 10 }, '2024-05-14'],
    ['never more than 30', '2024-05-04', { ...extended, 'Продлить на, дней': 45 }, '2024-06-03'],
    ['agreed only tomorrow: not yet', '2024-05-03', extended, '2024-05-04'],
    [
      'not agreed: Продлить на alone does nothing',
      '2024-04-01',
      { ...CONFIRMED, 'Продлить на, дней': 10 },
      '2024-05-04',
    ],
    ['a row fixed by the list: blank', '2024-04-02', LISTED, null],
    [
      'Лицензии alone: kept until the hold ends',
      '2024-05-04',
      { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' },
      '2024-05-04',
    ],
    [
      'Лицензии alone: blank after it',
      '2024-05-05',
      { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' },
      null,
    ],
    ['of a row not held: blank', '2024-06-05', CONFIRMED, null],
    ['detached: blank', '2024-04-02', { ...CONFIRMED, Откреплён: '2024-04-02' }, null],
  ];
  test.each(cases)('%s', (_rule, now, cells, until) => {
    expect(only(now, cells)?.['Закреплён до']).toBe(until);
  });
  test('an extension agreed later has no effect and a Примечание', () => {
    const row = only('2024-05-20', { ...CONFIRMED, 'Продление согласовано': '2024-05-05' });
    expect(row?.['Статус']).toBe('Срок истёк');
    expect(row?.['Примечание']).toContain('не действует');
  });
  test.each([[0], [-3]])('Продлить на %i is a row error', (extendBy) => {
    expect(only('2024-04-01', { ...CONFIRMED, 'Продлить на, дней': extendBy })).toEqual({
      ошибка: '«Продлить на, дней» — продление короче одного дня',
    });
  });
  test('the settings rule the hold and the extension', () => {
    const settings = { 'Предварительное закрепление, дней': 10, 'Продление, дней': 5 };
    const cells = { ...CONFIRMED, 'Продление согласовано': '2024-03-10', 'Продлить на, дней': 9 };
    expect(only('2024-03-12', cells, { settings })?.['Закреплён до']).toBe('2024-03-20');
  });
});

describe('yearly reports (rule 5, п. 3.2, 3.3)', () => {
  const due: readonly [string, string, Typed, string | null][] = [
    ['the first 15 January after the hold’s end', '2024-04-02', LISTED, '2025-01-15'],
    [
      'a hold that ends on 15 January: the next one',
      '2024-01-10',
      { 'Дата запроса': '2023-11-01', Подтверждено: '2023-11-16', 'Перечень ПО получен': '2023-12-01' },
      '2025-01-15',
    ],
    [
      'a hold that ends on 14 January',
      '2024-01-10',
      { 'Дата запроса': '2023-11-01', Подтверждено: '2023-11-15', 'Перечень ПО получен': '2023-12-01' },
      '2024-01-15',
    ],
    [
      'an extension moves it',
      '2024-01-10',
      {
        'Дата запроса': '2023-11-01',
        Подтверждено: '2023-11-15',
        'Продление согласовано': '2023-12-20',
        'Перечень ПО получен': '2023-12-01',
      },
      '2025-01-15',
    ],
    [
      'Лицензии alone: blank until the hold ends',
      '2024-05-04',
      { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' },
      null,
    ],
    [
      'Лицензии alone: from the day after',
      '2024-05-05',
      { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' },
      '2025-01-15',
    ],
    ['not fixed: blank', '2024-04-02', CONFIRMED, null],
  ];
  test.each(due)('Отчёт до: %s', (_rule, now, cells, expected) => {
    expect(only(now, cells)?.['Отчёт до']).toBe(expected);
  });

  const reported: readonly [string, string, readonly Typed[], string][] = [
    ['a report for the year before the due date’s moves it on', '2025-01-12', [report()], '2026-01-15'],
    ['whenever it came: long before', '2025-01-12', [report({ Дата: '2024-06-01' })], '2026-01-15'],
    ['a report dated later than today has not come', '2025-01-09', [report()], '2025-01-15'],
    [
      'the earliest due date without a report: a later year does not fill the gap',
      '2026-01-10',
      [report({ 'Отчётный год': 2025 })],
      '2025-01-15',
    ],
    [
      'two years reported',
      '2026-01-10',
      [report(), report({ Дата: '2026-01-09', 'Отчётный год': 2025 })],
      '2027-01-15',
    ],
    ['another partner’s report does not count', '2025-01-12', [report({ Партнёр: 'Бета' })], '2025-01-15'],
    [
      'blanks and case of the contract aside',
      '2025-01-12',
      [report({ 'Договор или контракт': ' 12 / 5 ' })],
      '2026-01-15',
    ],
  ];
  test.each(reported)('%s', (_rule, now, reports, expected) => {
    expect(only(now, LISTED, { reports })?.['Отчёт до']).toBe(expected);
  });

  const W = (date: string): Typed => ({ ...LISTED, 'Предупреждение вынесено': date });
  const SILENT = 'предупреждение не отправлено';
  const states: readonly [string, string, Typed, string, string | null][] = [
    ['on the due day', '2025-01-15', LISTED, 'Закреплён', null],
    ['day +1', '2025-01-16', LISTED, 'Закреплён', 'отчёт просрочен'],
    ['day +2', '2025-01-17', LISTED, 'Закреплён', 'отчёт просрочен'],
    ['day +3', '2025-01-18', LISTED, 'Предупреждение', SILENT],
    ['day +3, warning given', '2025-01-18', W('2025-01-18'), 'Предупреждение', null],
    ['a warning dated tomorrow is not given yet', '2025-01-18', W('2025-01-19'), 'Предупреждение', SILENT],
    ['a warning of an earlier year is not this one', '2025-01-18', W('2024-06-01'), 'Предупреждение', SILENT],
    ['day +10', '2025-01-25', LISTED, 'Предупреждение', SILENT],
    ['after day +10', '2025-01-26', LISTED, 'Подлежит откреплению', SILENT],
    ['a later warning: its seventh day', '2025-01-28', W('2025-01-21'), 'Предупреждение', null],
    ['a later warning: after its seventh day', '2025-01-29', W('2025-01-21'), 'Подлежит откреплению', null],
    ['an early warning does not shorten the ten days', '2025-01-25', W('2025-01-16'), 'Предупреждение', null],
  ];
  test.each(states)('%s (%s)', (_rule, now, cells, status, note) => {
    expect(only(now, cells)).toMatchObject({ Статус: status, Примечание: note });
  });

  test('a report that came clears the warning', () => {
    const row = only('2025-01-27', LISTED, { reports: [report({ Дата: '2025-01-27' })] });
    expect(row).toMatchObject({ Статус: 'Закреплён', 'Отчёт до': '2026-01-15', Примечание: null });
  });

  test('a sent warning letter counts as a warning; one that was not sent does not', () => {
    const past = (status: 'отправлено' | 'черновик') => ({
      'technocom.warning': [
        { object: `${INN}/12/5/альфа`, date: '2025-01-15', recipient: 'alpha@example.com', status },
      ],
    });
    expect(only('2025-01-20', LISTED, { past: past('отправлено') })?.['Примечание']).toBeNull();
    expect(only('2025-01-20', LISTED, { past: past('черновик') })?.['Примечание']).toBe(SILENT);
  });

  const auto = { settings: { 'Откреплять автоматически': 'да' } };
  const automatic: readonly [string, string, Typed, readonly Typed[], string][] = [
    ['the last day', '2025-01-25', LISTED, [], 'Предупреждение'],
    ['«Откреплён» from the day after', '2025-01-26', LISTED, [], 'Откреплён'],
    [
      'a report on the last day saves the client',
      '2025-02-20',
      LISTED,
      [report({ Дата: '2025-01-25' })],
      'Закреплён',
    ],
    [
      'for good: a later report does not revive it',
      '2025-02-20',
      LISTED,
      [report({ Дата: '2025-01-26' })],
      'Откреплён',
    ],
    ['a later warning moves the day', '2025-01-28', W('2025-01-21'), [], 'Предупреждение'],
    ['and then', '2025-01-29', W('2025-01-21'), [], 'Откреплён'],
    ['for good: a warning after it does not revive it', '2025-02-03', W('2025-02-01'), [], 'Откреплён'],
    [
      'for good, years later',
      '2027-06-01',
      LISTED,
      [
        report({ Дата: '2025-03-01' }),
        report({ Дата: '2026-01-10', 'Отчётный год': 2025 }),
        report({ Дата: '2027-01-10', 'Отчётный год': 2026 }),
      ],
      'Откреплён',
    ],
  ];
  test.each(automatic)('Откреплять автоматически: %s', (_rule, now, cells, reports, status) => {
    expect(only(now, cells, { ...auto, reports })?.['Статус']).toBe(status);
  });
  test('detached by itself: free, dates blank, Примечание says when', () => {
    expect(only('2025-01-26', LISTED, auto)).toEqual({
      Статус: 'Откреплён',
      'Закреплён до': null,
      'Отчёт до': null,
      Примечание: 'откреплён автоматически 26.01.2025 (п. 3.3)',
    });
  });
  test('«Отчётная дата» 29.02 is the 28th in other years', () => {
    const settings = { 'Отчётная дата': '29.02' };
    expect(only('2024-06-01', LISTED, { settings })?.['Отчёт до']).toBe('2025-02-28');
    expect(
      only(
        '2027-06-01',
        {
          ...LISTED,
          Подтверждено: '2027-03-05',
          'Дата запроса': '2027-03-01',
          'Перечень ПО получен': '2027-04-01',
        },
        { settings },
      )?.['Отчёт до'],
    ).toBe('2028-02-29');
  });
});

describe('who holds the client (rules 1 and 2)', () => {
  const statuses = (now: string, ...rows: readonly Typed[]) =>
    registryAt(now, rows).map((row) => row['Статус']);
  const beta = (cells: Typed = {}): Typed =>
    request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-02 09:00', ...cells });

  const cases: readonly [string, string, readonly Typed[], readonly string[]][] = [
    [
      'another partner’s row holds on the day of the request',
      '2024-03-10',
      [request(), beta()],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'by Дата запроса, not by the order of the rows',
      '2024-03-10',
      [beta(), request()],
      ['Отклонён: занят', 'На рассмотрении'],
    ],
    [
      'equal instants: by row',
      '2024-03-10',
      [beta({ 'Дата запроса': '2024-03-01 10:00' }), request()],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'one day, an hour later',
      '2024-03-10',
      [request(), beta({ 'Дата запроса': '2024-03-01 11:00' })],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'an incomplete request does not hold',
      '2024-03-10',
      [request({ Адрес: '' }), beta()],
      ['Запрос неполный', 'На рассмотрении'],
    ],
    [
      'the client was let go the day before',
      '2024-03-10',
      [request({ Отклонено: '2024-03-02' }), beta()],
      ['Отклонён', 'На рассмотрении'],
    ],
    [
      'let go a day too late',
      '2024-03-10',
      [request({ Отклонено: '2024-03-03' }), beta()],
      ['Отклонён', 'Отклонён: занят'],
    ],
    [
      'the hold’s last day',
      '2024-06-01',
      [request(CONFIRMED), beta({ 'Дата запроса': '2024-05-04 09:00' })],
      ['Срок истёк', 'Отклонён: занят'],
    ],
    [
      'the day after the hold',
      '2024-06-01',
      [request(CONFIRMED), beta({ 'Дата запроса': '2024-05-05 09:00' })],
      ['Срок истёк', 'На рассмотрении'],
    ],
    [
      'Закреплён holds without an end',
      '2025-01-10',
      [request(LISTED), beta({ 'Дата запроса': '2025-01-09 09:00' })],
      ['Закреплён', 'Отклонён: занят'],
    ],
    [
      'Предупреждение holds',
      '2025-01-20',
      [request(LISTED), beta({ 'Дата запроса': '2025-01-20 09:00' })],
      ['Предупреждение', 'Отклонён: занят'],
    ],
    [
      'Подлежит откреплению holds',
      '2025-02-20',
      [request(LISTED), beta({ 'Дата запроса': '2025-02-20 09:00' })],
      ['Подлежит откреплению', 'Отклонён: занят'],
    ],
    [
      'refused stays refused though the client is free by now',
      '2024-06-01',
      [request(CONFIRMED), beta()],
      ['Срок истёк', 'Отклонён: занят'],
    ],
    [
      'once confirmed, the day of Подтверждено decides: the wrong row closed, the right one confirmed',
      '2024-04-10',
      [request({ ...CONFIRMED, Откреплён: '2024-04-01' }), beta({ Подтверждено: '2024-04-01' })],
      ['Откреплён', 'Предварительно закреплён'],
    ],
    [
      'confirmed while the other still holds',
      '2024-04-10',
      [request({ ...CONFIRMED, Откреплён: '2024-04-02' }), beta({ Подтверждено: '2024-04-01' })],
      ['Откреплён', 'Отклонён: занят'],
    ],
    [
      'the wrong row may be the later one',
      '2024-04-10',
      [
        request({ Адрес: '', Подтверждено: '2024-04-01' }),
        beta({ Подтверждено: '2024-03-05', Отклонено: '2024-04-01' }),
      ],
      ['Предварительно закреплён', 'Отклонён'],
    ],
    [
      'a later row holds on the day an earlier incomplete one is confirmed',
      '2024-04-10',
      [request({ Адрес: '', Подтверждено: '2024-04-01' }), beta()],
      ['Отклонён: занят', 'На рассмотрении'],
    ],
    [
      'both confirmed on one day: a later row’s confirmation is not yet seen',
      '2024-04-10',
      [request({ Адрес: '', Подтверждено: '2024-04-01' }), beta({ Адрес: '', Подтверждено: '2024-04-01' })],
      ['Предварительно закреплён', 'Отклонён: занят'],
    ],
    [
      'the same partner’s further row',
      '2024-03-10',
      [request(), request({ 'Дата запроса': '2024-03-02 09:00' })],
      ['На рассмотрении', 'Повтор'],
    ],
    [
      'Повтор by the day of Подтверждено',
      '2024-06-10',
      [request(CONFIRMED), request({ 'Дата запроса': '2024-03-02 09:00', Подтверждено: '2024-05-05' })],
      ['Срок истёк', 'Предварительно закреплён'],
    ],
    [
      'another contract is another client',
      '2024-03-10',
      [request(), beta({ 'Договор или контракт': '12/6' })],
      ['На рассмотрении', 'На рассмотрении'],
    ],
    [
      'another ИНН is another client',
      '2024-03-10',
      [request(), beta({ ИНН: INN_OTHER })],
      ['На рассмотрении', 'На рассмотрении'],
    ],
    [
      'blanks and case of the contract aside',
      '2024-03-10',
      [request({ 'Договор или контракт': 'ГК 12 / 5-а' }), beta({ 'Договор или контракт': 'гк12/5-А' })],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'partners are compared like headers',
      '2024-03-10',
      [request(), request({ Партнёр: ' альфа ', 'Дата запроса': '2024-03-02 09:00' })],
      ['На рассмотрении', 'Повтор'],
    ],
    [
      'a third row meets the second, not the refused',
      '2024-04-10',
      [
        request({ Отклонено: '2024-03-03' }),
        beta(),
        request({ Партнёр: 'Гамма', 'Дата запроса': '2024-03-03 09:00' }),
      ],
      ['Отклонён', 'Отклонён: занят', 'На рассмотрении'],
    ],
    [
      'a row in error takes no part',
      '2024-03-10',
      [request({ Подтверждено: 'скоро' }), beta()],
      [undefined as never, 'На рассмотрении'],
    ],
  ];
  test.each(cases)('%s', (_rule, now, rows, expected) => {
    expect(statuses(now, ...rows)).toEqual(expected);
  });

  test('a row refused is refused though Отклонено is filled (rule 3 is for rows that are not)', () => {
    expect(statuses('2024-03-10', request(), beta({ Отклонено: '2024-03-04' }))[1]).toBe('Отклонён: занят');
  });

  test('Примечание says who holds and until when', () => {
    expect(registryAt('2024-03-10', [request(CONFIRMED), beta()])[1]?.['Примечание']).toBe(
      'клиента держит Альфа (строка 2), до 04.05.2024',
    );
    expect(registryAt('2024-04-10', [request(LISTED), beta()])[1]?.['Примечание']).toBe(
      'клиента держит Альфа (строка 2), закреплён, отчёт до 15.01.2025',
    );
    expect(
      registryAt('2024-03-10', [request(), request({ 'Дата запроса': '2024-03-02 09:00' })])[1]?.[
        'Примечание'
      ],
    ).toContain('уже запрошен этим партнёром (строка 2)');
  });
  test('… and when the client is free by now, what to do', () => {
    const note = registryAt('2024-06-10', [request(CONFIRMED), beta()])[1]?.['Примечание'];
    expect(note).toBe(
      'клиента держал Альфа (строка 2); сейчас клиент свободен: чтобы закрепить, заполните «Подтверждено»',
    );
  });
  test('… and when a third one holds it now', () => {
    const gamma = request({ Партнёр: 'Гамма', 'Дата запроса': '2024-06-01 09:00' });
    expect(registryAt('2024-06-10', [request(CONFIRMED), beta(), gamma])[1]?.['Примечание']).toContain(
      'сейчас его держит Гамма (строка 4)',
    );
  });
  test('of a row not held both dates are blank', () => {
    expect(
      registryAt('2024-04-10', [request(LISTED), beta({ Подтверждено: '2024-03-20' })])[1],
    ).toMatchObject({ 'Закреплён до': null, 'Отчёт до': null });
  });
  test('a request dated later than now is not made yet', () => {
    const [first, second] = registryAt('2024-03-01', [
      request({ 'Дата запроса': '2024-03-01 12:00:01' }),
      beta({ 'Дата запроса': '2024-03-01 11:00' }),
    ]);
    expect(first).toMatchObject({
      Статус: null,
      Примечание: 'дата запроса ещё не наступила: запрос не учтён',
    });
    expect(second?.['Статус']).toBe('На рассмотрении');
  });
});

describe('one ИНН, two contracts (rule 6, п. 3.4)', () => {
  const NOTE = 'скидка второму участнику не предоставляется (п. 3.4)';
  const second = (cells: Typed = {}): Typed =>
    request({ Партнёр: 'Бета', 'Договор или контракт': '99', 'Дата запроса': '2024-03-02 09:00', ...cells });
  test.each<[string, readonly Typed[], readonly (string | null)[]]>([
    ['no conflict; the later request is told', [request(), second()], [null, NOTE]],
    ['whatever the order of the rows', [second(), request()], [NOTE, null]],
    ['the same partner is no second participant', [request(), second({ Партнёр: 'Альфа' })], [null, null]],
    ['the first does not hold any more', [request({ Отклонено: '2024-03-05' }), second()], [null, null]],
    [
      'a third contract of the first partner',
      [request(), second(), request({ 'Договор или контракт': '77', 'Дата запроса': '2024-03-03 09:00' })],
      [null, NOTE, NOTE],
    ],
  ])('%s', (_rule, rows, notes) => {
    expect(registryAt('2024-03-10', rows).map((row) => row['Примечание'])).toEqual(notes);
  });
});

describe('ИНН (rule 1)', () => {
  test.each<[string, string | number, string | null]>([
    ['10 digits', '7204196795', null],
    ['12 digits', '500100732259', null],
    ['typed as a number', 7204196795, null],
    ['a number that lost its zero (10)', 660534489, null],
    ['a number that lost its zero (12)', 79285641150, null],
    ['blanks between the digits', '7204 196 795', null],
    ['a wrong check digit', '7204196794', 'контрольная цифра ИНН не сходится'],
    ['9 digits that no zero mends', '720419679', 'ИНН состоит из 10 или 12 цифр'],
    ['11 digits', '72041967951', 'ИНН состоит из 10 или 12 цифр'],
    ['letters', '72041967АБ', 'ИНН состоит из 10 или 12 цифр'],
  ])('%s', (_rule, inn, error) => {
    const row = only('2024-03-10', { ИНН: inn });
    expect(row?.['ошибка'] ?? null).toBe(error && `«ИНН» — ${error}`);
  });
  test('a mended ИНН is the same client', () => {
    const rows = [
      request({ ИНН: '0660534489' }),
      request({ ИНН: 660534489, Партнёр: 'Бета', 'Дата запроса': '2024-03-02 09:00' }),
    ];
    expect(registryAt('2024-03-10', rows)[1]?.['Статус']).toBe('Отклонён: занят');
  });
});

describe('Примечание of a request', () => {
  test('incomplete: what is missing', () => {
    expect(only('2024-03-10', { Адрес: '', 'Контакт 2': '' })?.['Примечание']).toBe(
      'не хватает: Адрес, Контакт 2',
    );
  });
  test('the list came outside of the hold', () => {
    expect(
      only('2024-06-10', { ...CONFIRMED, 'Перечень ПО получен': '2024-05-05' })?.['Примечание'],
    ).toContain('перечень ПО получен вне срока');
  });
});

test('confirmed before it was asked for: judged on the day of the request', () => {
  const early = request({ Подтверждено: '2024-02-20' });
  const outcome = scene('2024-03-10', {
    'Реестр клиентов': [early, request({ Партнёр: 'Бета', 'Дата запроса': '2024-02-25 10:00' })],
  });
  expect(outcome.problems).toEqual([]);
  expect(outcome.computed['Реестр клиентов']?.map((row) => row['Статус'])).toEqual([
    'Отклонён: занят',
    'На рассмотрении',
  ]);
});

test('an unknown partner is a row error; a partner whose own row is in error is known', () => {
  const outcome = scene('2024-03-10', {
    Представители: [{ Партнёр: 'Альфа', Роль: 'авторизованный', Email: 'не адрес' }],
    'Реестр клиентов': [request(), request({ Партнёр: 'Дельта', 'Договор или контракт': '7' })],
  });
  expect(outcome.computed['Реестр клиентов']).toEqual([
    expect.objectContaining({ Статус: 'На рассмотрении' }),
    { ошибка: '«Партнёр» — такого партнёра нет на вкладке «Представители»' },
  ]);
});

describe('Примечание of a report row', () => {
  const notes = (now: string, rows: readonly Typed[], reports: readonly Typed[]) =>
    scene(now, { 'Реестр клиентов': rows, 'Отчёты по клиентам': reports }).computed[
      'Отчёты по клиентам'
    ]?.map((row) => row['Примечание'] ?? row['ошибка']);
  test.each<[string, readonly Typed[], Typed, string]>([
    ['учтён', [request(LISTED)], report(), 'учтён'],
    ['whenever it came', [request(LISTED)], report({ Дата: '2024-05-01' }), 'учтён'],
    [
      'in the future',
      [request(LISTED)],
      report({ Дата: '2025-03-01' }),
      'не учтён: дата отчёта ещё не наступила',
    ],
    [
      'a year before the first',
      [request(LISTED)],
      report({ 'Отчётный год': 2023 }),
      'не учтён: первый отчёт нужен за 2024 год, к 15.01.2025 (п. 3.2)',
    ],
    ['not fixed', [request(CONFIRMED)], report(), 'не учтён: клиент не закреплён, отчёт не нужен (п. 3.2)'],
    [
      'another partner’s client',
      [request(LISTED)],
      report({ Партнёр: 'Бета' }),
      'не учтён: этот клиент не за этим партнёром',
    ],
    [
      'detached before',
      [request({ ...LISTED, Откреплён: '2025-01-09' })],
      report(),
      'не учтён: клиент откреплён 09.01.2025 (п. 3.3)',
    ],
    [
      'no such client',
      [request(LISTED)],
      report({ 'Договор или контракт': '13' }),
      '«ИНН» — клиента с таким ИНН и договором нет в реестре',
    ],
    [
      'unknown partner',
      [request(LISTED)],
      report({ Партнёр: 'Дельта' }),
      '«Партнёр» — такого партнёра нет на вкладке «Представители»',
    ],
    [
      'the client’s own row is in error',
      [request({ ...LISTED, Подтверждено: 'да' })],
      report(),
      'не учтён: строка клиента в реестре с ошибкой, или дата её запроса ещё не наступила',
    ],
    [
      'refused',
      [request({ Партнёр: 'Бета', 'Дата запроса': '2024-02-01' }), request(LISTED)],
      report(),
      'не учтён: запрос партнёра в реестре — «Отклонён: занят»',
    ],
  ])('%s', (_rule, rows, one, note) => {
    expect(notes('2025-02-01', rows, [one])).toEqual([note]);
  });
  test('a second report for one year: the earlier date counts', () => {
    expect(notes('2025-02-01', [request(LISTED)], [report(), report({ Дата: '2025-01-05' })])).toEqual([
      'не учтён: за 2024 год уже есть отчёт в строке 3',
      'учтён',
    ]);
  });
});

test('«Публичный реестр»: held rows only', () => {
  const outcome = scene('2024-03-10', {
    'Реестр клиентов': [
      request(CONFIRMED),
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-02' }),
      request({ 'Договор или контракт': '1', Партнёр: 'Бета' }),
      request({ 'Договор или контракт': '2', Отклонено: '2024-03-05' }),
    ],
  });
  expect(outcome.outputs['Публичный реестр']).toEqual([
    {
      Клиент: 'Ромашка-Пример',
      ИНН: INN,
      'Договор или контракт': '12/5',
      Партнёр: 'Альфа',
      Статус: 'Предварительно закреплён',
      'Закреплён до': '2024-05-04',
    },
    {
      Клиент: 'Ромашка-Пример',
      ИНН: INN,
      'Договор или контракт': '1',
      Партнёр: 'Бета',
      Статус: 'На рассмотрении',
      'Закреплён до': null,
    },
  ]);
});
