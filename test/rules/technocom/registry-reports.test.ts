// The yearly report on a held client: when it is due, the warning, the detachment (spec, registry rule 5; п.
// 3.2, 3.3), and the note of each row of «Отчёты по клиентам».
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { INN_OTHER, CONFIRMED, INN, LISTED, registryOf, report, request, scene } from './scenes.js';

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
      'an extension moves it to the next year',
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
    expect(registryOf(now, cells)?.['Отчёт до']).toBe(expected);
  });

  const reported: readonly [string, string, readonly Typed[], string][] = [
    ['a report for the previous year moves the day on', '2025-01-12', [report()], '2026-01-15'],
    ['a report received long before', '2025-01-12', [report({ Дата: '2024-06-01' })], '2026-01-15'],
    ['a report dated later than today does not count yet', '2025-01-09', [report()], '2025-01-15'],
    [
      'the earliest due date without a report: a later year does not fill the gap',
      '2026-01-10',
      [report({ 'Отчётный год': 2025 })],
      '2025-01-15',
    ],
    [
      'reports for two years',
      '2026-01-10',
      [report(), report({ Дата: '2026-01-09', 'Отчётный год': 2025 })],
      '2027-01-15',
    ],
    ['another partner’s report does not count', '2025-01-12', [report({ Партнёр: 'Бета' })], '2025-01-15'],
    [
      'contracts are compared without blanks and case',
      '2025-01-12',
      [report({ 'Договор или контракт': ' 12 / 5 ' })],
      '2026-01-15',
    ],
  ];
  test.each(reported)('%s', (_rule, now, reports, expected) => {
    expect(registryOf(now, LISTED, { reports })?.['Отчёт до']).toBe(expected);
  });

  const W = (date: string): Typed => ({ ...LISTED, 'Предупреждение вынесено': date });
  const SILENT = 'предупреждение не отправлено';
  const states: readonly [string, string, Typed, string, string | null][] = [
    ['on the day when it is due', '2025-01-15', LISTED, 'Закреплён', null],
    ['day +1', '2025-01-16', LISTED, 'Закреплён', 'отчёт просрочен'],
    ['day +2', '2025-01-17', LISTED, 'Закреплён', 'отчёт просрочен'],
    ['day +3', '2025-01-18', LISTED, 'Предупреждение', SILENT],
    ['day +3, the warning was given', '2025-01-18', W('2025-01-18'), 'Предупреждение', null],
    [
      'a warning dated tomorrow does not count yet',
      '2025-01-18',
      W('2025-01-19'),
      'Предупреждение',
      `${SILENT}; ещё не наступило и не учтено: «Предупреждение вынесено» 19.01.2025`,
    ],
    [
      'a warning of an earlier year does not count',
      '2025-01-18',
      W('2024-05-01'),
      'Предупреждение',
      `предупреждение вынесено не позже дня отчёта и не учтено; ${SILENT}`,
    ],
    ['day +10', '2025-01-25', LISTED, 'Предупреждение', SILENT],
    ['after day +10', '2025-01-26', LISTED, 'Подлежит откреплению', SILENT],
    ['a later warning: on its seventh day', '2025-01-28', W('2025-01-21'), 'Предупреждение', null],
    ['a later warning: after its seventh day', '2025-01-29', W('2025-01-21'), 'Подлежит откреплению', null],
    ['an early warning does not shorten the ten days', '2025-01-25', W('2025-01-16'), 'Предупреждение', null],
  ];
  test.each(states)('%s (%s)', (_rule, now, cells, status, note) => {
    expect(registryOf(now, cells)).toMatchObject({ Статус: status, Примечание: note });
  });

  test('a warning of an earlier year does not shorten the time to answer this one', () => {
    const settings = { 'Предупреждение через, дней': 15 };
    const on = (cells: Typed) => registryOf('2025-02-06', cells, { settings })?.['Статус'];
    expect(on(W('2024-01-19'))).toBe(on(LISTED));
    expect(on(LISTED)).toBe('Предупреждение');
  });

  test('a report that was received ends the warning', () => {
    const row = registryOf('2025-01-25', LISTED, { reports: [report({ Дата: '2025-01-25' })] });
    expect(row).toMatchObject({ Статус: 'Закреплён', 'Отчёт до': '2026-01-15', Примечание: null });
  });
  test('so does a report after the last day, with a remark by which later runs know that it was accepted', () => {
    const row = registryOf('2025-01-27', LISTED, { reports: [report({ Дата: '2025-01-26' })] });
    expect(row).toMatchObject({
      Статус: 'Закреплён',
      'Отчёт до': '2026-01-15',
      Примечание: 'отчёт за 2024 год принят с опозданием',
    });
  });

  test('a sent warning letter counts as a warning; a draft does not', () => {
    const past = (status: 'отправлено' | 'черновик') => ({
      'technocom.warning': [
        { object: `${INN}/12/5/альфа`, date: '2025-01-15', recipient: 'alpha@example.com', status },
      ],
    });
    expect(registryOf('2025-01-20', LISTED, { past: past('отправлено') })?.['Примечание']).toBeNull();
    expect(registryOf('2025-01-20', LISTED, { past: past('черновик') })?.['Примечание']).toBe(SILENT);
  });

  const auto = { settings: { 'Откреплять автоматически': 'да' } };
  const automatic: readonly [string, string, Typed, readonly Typed[], string][] = [
    ['the last day', '2025-01-25', LISTED, [], 'Предупреждение'],
    ['«Откреплён» from the day after', '2025-01-26', LISTED, [], 'Откреплён'],
    ['a report on the last day counts', '2025-02-20', LISTED, [report({ Дата: '2025-01-25' })], 'Закреплён'],
    ['a later report does not undo it', '2025-02-20', LISTED, [report({ Дата: '2025-01-26' })], 'Откреплён'],
    ['a later warning moves the day', '2025-01-28', W('2025-01-21'), [], 'Предупреждение'],
    ['a later warning: after its last day', '2025-01-29', W('2025-01-21'), [], 'Откреплён'],
    ['a warning after it does not undo it', '2025-02-03', W('2025-02-01'), [], 'Откреплён'],
    [
      'not undone years later',
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
    expect(registryOf(now, cells, { ...auto, reports })?.['Статус']).toBe(status);
  });
  test('detached automatically: the dates are blank, Примечание contains the day', () => {
    expect(registryOf('2025-01-26', LISTED, auto)).toEqual({
      Статус: 'Откреплён',
      'Закреплён до': null,
      'Отчёт до': null,
      Примечание: 'откреплён автоматически 26.01.2025 (п. 3.3)',
    });
  });
  test('«Отчётная дата» 29.02 is 28.02 in other years', () => {
    const settings = { 'Отчётная дата': '29.02' };
    expect(registryOf('2024-06-01', LISTED, { settings })?.['Отчёт до']).toBe('2025-02-28');
    expect(
      registryOf(
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

const NO_CONTRACT = '«Договор или контракт» — у клиента с этим ИНН такого договора в реестре нет';
describe('Примечание of a report row', () => {
  const notes = (now: string, rows: readonly Typed[], reports: readonly Typed[]) =>
    scene(now, { 'Реестр клиентов': rows, 'Отчёты по клиентам': reports }).computed[
      'Отчёты по клиентам'
    ]?.map((row) => row['Примечание'] ?? row['ошибка']);
  test.each<[string, readonly Typed[], Typed, string]>([
    ['учтён', [request(LISTED)], report(), 'учтён'],
    ['received at any time', [request(LISTED)], report({ Дата: '2024-05-01' }), 'учтён'],
    [
      'dated in the future',
      [request(LISTED)],
      report({ Дата: '2025-03-01' }),
      'не учтён: дата отчёта ещё не наступила',
    ],
    [
      'for the year before the first one',
      [request(LISTED)],
      report({ 'Отчётный год': 2023 }),
      'не учтён: первый отчёт нужен за 2024 год, к 15.01.2025 (п. 3.2)',
    ],
    ['not fixed', [request(CONFIRMED)], report(), 'не учтён: клиент не закреплён, отчёт не нужен (п. 3.2)'],
    [
      'by another partner',
      [request(LISTED)],
      report({ Партнёр: 'Бета' }),
      'не учтён: этот клиент не за этим партнёром',
    ],
    [
      'the request was rejected before',
      [request({ ...LISTED, Отклонено: '2025-01-09' })],
      report(),
      'не учтён: запрос отклонён 09.01.2025 (п. 3.1)',
    ],
    [
      'the client was detached before',
      [request({ ...LISTED, Откреплён: '2025-01-09' })],
      report(),
      'не учтён: клиент откреплён 09.01.2025 (п. 3.3)',
    ],
    [
      'unknown client',
      [request(LISTED)],
      report({ 'Договор или контракт': '13', ИНН: INN_OTHER }),
      '«ИНН» — клиента с таким ИНН и договором нет в реестре',
    ],
    [
      'unknown contract of a client',
      [request(LISTED)],
      report({ 'Договор или контракт': '13' }),
      NO_CONTRACT,
    ],
    [
      'unknown partner',
      [request(LISTED)],
      report({ Партнёр: 'Дельта' }),
      '«Партнёр» — такого партнёра нет на вкладке «Представители»',
    ],
    [
      'the client’s row is in error',
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
  test('a report dated today counts', () => {
    expect(notes('2025-01-10', [request(LISTED)], [report()])).toEqual(['учтён']);
  });

  // A partner may request a client again: its report counts if any of its fixed rows requires one.
  const EXPIRED = request(CONFIRMED);
  const AGAIN = request({
    'Дата запроса': '2024-06-03 10:00',
    Подтверждено: '2024-06-05',
    'Перечень ПО получен': '2024-07-01',
  });
  const DETACHED = request({ ...LISTED, Откреплён: '2024-05-20' });
  const REPEATED = request({ 'Дата запроса': '2024-03-02 09:00' });
  test.each<[string, readonly Typed[], string]>([
    ['expired, then fixed', [EXPIRED, AGAIN], 'учтён'],
    ['fixed and detached, then fixed again', [DETACHED, AGAIN], 'учтён'],
    ['in any order of rows', [AGAIN, DETACHED], 'учтён'],
    ['fixed, and requested once more', [request(LISTED), REPEATED], 'учтён'],
    [
      'neither of them fixed: the note of the first one',
      [
        request({ Подтверждено: '2025-01-05', 'Дата запроса': '2025-01-03 10:00' }),
        { ...REPEATED, 'Дата запроса': '2025-01-04 09:00' },
      ],
      'не учтён: клиент не закреплён, отчёт не нужен (п. 3.2)',
    ],
  ])('two rows of one partner: %s', (_, rows, note) => {
    expect(notes('2025-02-01', rows, [report()])).toEqual([note]);
  });

  test.each<[string, string, string]>([
    ['the day after the report', '2025-01-11', 'учтён'],
    ['on the day of the report', '2025-01-10', 'не учтён: клиент откреплён 10.01.2025 (п. 3.3)'],
  ])('a client detached %s', (_, detached, note) => {
    expect(notes('2025-02-01', [request({ ...LISTED, Откреплён: detached })], [report()])).toEqual([note]);
  });

  test('rows in error without a client are not mentioned in the note', () => {
    const rows = [request({ ИНН: '' }), request({ 'Договор или контракт': '' })];
    expect(notes('2025-02-01', rows, [report()])).toEqual([NO_CONTRACT]);
  });

  test('two reports for one year: the earlier date counts', () => {
    expect(notes('2025-02-01', [request(LISTED)], [report(), report({ Дата: '2025-01-05' })])).toEqual([
      'не учтён: за 2024 год уже есть отчёт в строке 3',
      'учтён',
    ]);
  });
});
