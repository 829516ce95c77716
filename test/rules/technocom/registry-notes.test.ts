// «Примечание» of the registry word for word: second partners (п. 3.4), extensions, dates outside the hold,
// who holds a client.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { CONFIRMED, LISTED, registryAt, request } from './scenes.js';

const LICENSED = { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' };
const EXTENDED = { ...CONFIRMED, 'Продление согласовано': '2024-04-02' };
const SECOND = 'скидка второму участнику не предоставляется (п. 3.4)';
const notes = (now: string, rows: readonly Typed[]) =>
  registryAt(now, rows).map((row) => row['Примечание'] ?? null);

describe('second participants of one ИНН: requests after another partner’s claim that holds today', () => {
  const claim = (contract: string, partner: string, day: string, cells: Typed = {}): Typed =>
    request({
      'Договор или контракт': contract,
      Партнёр: partner,
      'Дата запроса': `2024-03-${day} 10:00`,
      ...cells,
    });
  test.each<[string, readonly Typed[], readonly (string | null)[]]>([
    ['the later of two', [claim('1', 'Альфа', '01'), claim('2', 'Бета', '02')], [null, SECOND]],
    ['in any order of rows', [claim('1', 'Альфа', '02'), claim('2', 'Бета', '01')], [SECOND, null]],
    ['two of one partner', [claim('1', 'Альфа', '01'), claim('2', 'Альфа', '02')], [null, null]],
    [
      'the first partner’s own later claim, after another partner’s',
      [claim('1', 'Альфа', '01'), claim('2', 'Бета', '02'), claim('3', 'Альфа', '03')],
      [null, SECOND, SECOND],
    ],
    [
      'in reverse order: the earliest claim of another partner counts',
      [claim('3', 'Альфа', '03'), claim('2', 'Бета', '02'), claim('1', 'Альфа', '01')],
      [SECOND, SECOND, null],
    ],
    [
      'the first partner’s second claim, before another partner’s',
      [claim('1', 'Альфа', '01'), claim('2', 'Альфа', '02'), claim('3', 'Бета', '03')],
      [null, null, SECOND],
    ],
    [
      'two other partners, the earlier one in a lower row',
      [
        claim('1', 'Альфа', '01'),
        claim('2', 'Гамма', '05'),
        claim('3', 'Бета', '03'),
        claim('4', 'Альфа', '04'),
      ],
      [null, SECOND, SECOND, SECOND],
    ],
    [
      'a rejected claim no longer counts',
      [claim('1', 'Альфа', '01', { Отклонено: '2024-03-04' }), claim('2', 'Бета', '02')],
      [null, null],
    ],
    [
      'a refused row of the same contract does not hide the other contract’s holder',
      [
        claim('1', 'Альфа', '01', { Адрес: '', Подтверждено: '2024-03-05' }),
        claim('2', 'Гамма', '02'),
        claim('1', 'Бета', '04', { Адрес: '' }),
      ],
      [null, SECOND, `не хватает: Адрес; ${SECOND}`],
    ],
    [
      'an incomplete request gets the note too',
      [claim('1', 'Альфа', '01'), claim('2', 'Бета', '02', { Адрес: '' })],
      [null, `не хватает: Адрес; ${SECOND}`],
    ],
    [
      'a rejected request does not get it',
      [claim('1', 'Альфа', '01'), claim('2', 'Бета', '02', { Отклонено: '2024-03-04' })],
      [null, null],
    ],
  ])('%s', (_case, rows, expected) => {
    expect(notes('2024-03-06', rows)).toEqual(expected);
  });
});

describe('notes on a row’s own dates (п. 3.1, 3.3)', () => {
  const CAPPED = 'продление не больше 30 дней (п. 3.1)';
  const LIST_MISSED = 'перечень ПО получен вне срока закрепления и не учтён (п. 3.1)';
  const BOUGHT_MISSED = 'лицензии куплены вне срока закрепления и не учтены (п. 3.1)';
  test.each<[string, string, Typed, string | null]>([
    ['extended by a month', '2024-04-10', { ...EXTENDED, 'Продлить на, дней': 30 }, null],
    ['extended by more than a month', '2024-04-10', { ...EXTENDED, 'Продлить на, дней': 31 }, CAPPED],
    ['extended, the number of days blank', '2024-04-10', EXTENDED, null],
    ['31 days without an agreement', '2024-04-10', { ...CONFIRMED, 'Продлить на, дней': 31 }, null],
    [
      'an extension agreed too late',
      '2024-05-06',
      { ...CONFIRMED, 'Продление согласовано': '2024-05-05', 'Продлить на, дней': 31 },
      'продление согласовано после 04.05.2024 и не действует (п. 3.1)',
    ],
    [
      'the list on the first day of the hold',
      '2024-05-10',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-03-05' },
      null,
    ],
    [
      'the list on the last day of the hold',
      '2024-05-10',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-05-04' },
      null,
    ],
    [
      'the list the day before the hold',
      '2024-05-10',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-03-04' },
      LIST_MISSED,
    ],
    [
      'the list the day after the hold',
      '2024-05-10',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-05-05' },
      LIST_MISSED,
    ],
    [
      'the list the day after the hold, on that day',
      '2024-05-05',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-05-05' },
      LIST_MISSED,
    ],
    [
      'the list the day after the hold, a day earlier',
      '2024-05-04',
      { ...CONFIRMED, 'Перечень ПО получен': '2024-05-05' },
      'ещё не наступило и не учтено: «Перечень ПО получен» 05.05.2024',
    ],
    [
      'licences the day after the hold',
      '2024-05-10',
      { ...CONFIRMED, 'Лицензии куплены': '2024-05-05' },
      BOUGHT_MISSED,
    ],
    ['licences after the list', '2024-09-10', { ...LISTED, 'Лицензии куплены': '2024-08-01' }, null],
    ['the list after licences', '2024-09-10', { ...LICENSED, 'Перечень ПО получен': '2024-08-01' }, null],
    ['the day on which the report is due', '2025-01-15', LISTED, null],
    ['the day after the report was due', '2025-01-16', LISTED, 'отчёт просрочен'],
    ['detached by staff', '2025-01-28', { ...LISTED, Откреплён: '2025-01-27' }, null],
  ])('%s', (_case, now, cells, expected) => {
    expect(notes(now, [request(cells)])).toEqual([expected]);
  });
});

describe('a refused row of a client that is free now', () => {
  const holder = request({ ...CONFIRMED, Откреплён: '2024-04-10' });
  const note = (cells: Typed): unknown =>
    notes('2024-04-12', [
      holder,
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-20 10:00', ...cells }),
    ])[1];
  const FREE = 'клиента держал партнёр Альфа (строка 2), по 09.04.2024; сейчас клиент свободен';
  test.each<[string, Typed, string]>([
    ['not confirmed', {}, ': чтобы закрепить, заполните «Подтверждено»'],
    [
      'confirmed too early',
      { Подтверждено: '2024-03-25' },
      ': чтобы закрепить, измените дату «Подтверждено»',
    ],
    ['rejected', { Отклонено: '2024-04-11' }, ''],
    ['detached', { Откреплён: '2024-04-11' }, ''],
  ])('%s', (_case, cells, how) => {
    expect(note(cells)).toBe(FREE + how);
  });
});

test('a shortened extension: the limit is in the right grammatical case', () => {
  const [cells] = registryAt('2024-04-10', [request({ ...EXTENDED, 'Продлить на, дней': 31 })], {
    settings: { 'Продление, дней': 21 },
  });
  expect(cells?.['Примечание']).toBe('продление не больше 21 дня (п. 3.1)');
});

describe('the note of a refused row: who holds the client and until when (п. 3.1, 3.4)', () => {
  const rival = request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-04 16:00' });
  test.each<[string, string, Typed, string]>([
    [
      'a request under review',
      '2024-03-05',
      {},
      'клиента держит партнёр Альфа (строка 2), запрос на рассмотрении (срок закрепления после подтверждения — 60 дней)',
    ],
    ['a preliminary hold', '2024-03-05', CONFIRMED, 'клиента держит партнёр Альфа (строка 2), до 04.05.2024'],
    [
      'licences, during the hold',
      '2024-05-04',
      LICENSED,
      'клиента держит партнёр Альфа (строка 2), до 04.05.2024 (лицензии куплены: останется закреплённым)',
    ],
    [
      'licences, after the hold',
      '2024-05-05',
      LICENSED,
      'клиента держит партнёр Альфа (строка 2), клиент закреплён, отчёт до 15.01.2025 (лицензии куплены)',
    ],
    [
      'the list, on the day when it was received',
      '2024-04-01',
      LISTED,
      'клиента держит партнёр Альфа (строка 2), клиент закреплён, отчёт до 15.01.2025',
    ],
    [
      'the list and licences',
      '2024-04-10',
      { ...LISTED, ...LICENSED },
      'клиента держит партнёр Альфа (строка 2), клиент закреплён, отчёт до 15.01.2025',
    ],
  ])('%s', (_case, now, cells, expected) => {
    expect(notes(now, [request(cells), rival])[1]).toBe(expected);
  });
  test('a Повтор refers to the earlier row of the same partner', () => {
    expect(
      notes('2024-03-05', [request(CONFIRMED), request({ 'Дата запроса': '2024-03-04 16:00' })])[1],
    ).toBe('клиент уже запрошен этим партнёром (строка 2), до 04.05.2024');
  });
});
