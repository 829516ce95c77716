// Who holds a client: the first request, which requests it blocks, and until when (spec, registry rules 1 and
// 2). «Примечание» gives both.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { CONFIRMED, INN_OTHER, LISTED, registryAt, request, scene } from './scenes.js';

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
      'at the same instant: by row',
      '2024-03-10',
      [beta({ 'Дата запроса': '2024-03-01 10:00' }), request()],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'on the same day, an hour later',
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
      'released the day before',
      '2024-03-10',
      [request({ Отклонено: '2024-03-02' }), beta()],
      ['Отклонён', 'На рассмотрении'],
    ],
    [
      'released a day too late',
      '2024-03-10',
      [request({ Отклонено: '2024-03-03' }), beta()],
      ['Отклонён', 'Отклонён: занят'],
    ],
    [
      'on the last day of the hold',
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
      'a refused row stays refused, even if the client is free now',
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
      'confirmed while the other row still holds',
      '2024-04-10',
      [request({ ...CONFIRMED, Откреплён: '2024-04-02' }), beta({ Подтверждено: '2024-04-01' })],
      ['Откреплён', 'Отклонён: занят'],
    ],
    [
      'the row closed may be the later one',
      '2024-04-10',
      [
        request({ Адрес: '', Подтверждено: '2024-04-01' }),
        beta({ Подтверждено: '2024-03-05', Отклонено: '2024-04-01' }),
      ],
      ['Предварительно закреплён', 'Отклонён'],
    ],
    [
      'a later row holds on the day when an earlier incomplete one is confirmed',
      '2024-04-10',
      [request({ Адрес: '', Подтверждено: '2024-04-01' }), beta()],
      ['Отклонён: занят', 'На рассмотрении'],
    ],
    [
      'both confirmed on one day: the earlier row holds',
      '2024-04-10',
      [request({ Адрес: '', Подтверждено: '2024-04-01' }), beta({ Адрес: '', Подтверждено: '2024-04-01' })],
      ['Предварительно закреплён', 'Отклонён: занят'],
    ],
    [
      'another row of the same partner',
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
      'contracts are compared without blanks and case',
      '2024-03-10',
      [request({ 'Договор или контракт': 'ГК 12 / 5-а' }), beta({ 'Договор или контракт': 'гк12/5-А' })],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'contracts are compared without «ё»',
      '2024-03-10',
      [request({ 'Договор или контракт': 'Заём 5' }), beta({ 'Договор или контракт': 'ЗАЕМ  5' })],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'partners are compared like headers',
      '2024-03-10',
      [request(), request({ Партнёр: ' альфа ', 'Дата запроса': '2024-03-02 09:00' })],
      ['На рассмотрении', 'Повтор'],
    ],
    [
      'neither a released row nor a refused one blocks a third',
      '2024-04-10',
      [
        request({ Отклонено: '2024-03-03' }),
        beta(),
        request({ Партнёр: 'Гамма', 'Дата запроса': '2024-03-03 09:00' }),
      ],
      ['Отклонён', 'Отклонён: занят', 'На рассмотрении'],
    ],
    [
      'a row in error is ignored',
      '2024-03-10',
      [request({ Подтверждено: 'скоро' }), beta()],
      [undefined as never, 'На рассмотрении'],
    ],
  ];
  test.each(cases)('%s', (_rule, now, rows, expected) => {
    expect(statuses(now, ...rows)).toEqual(expected);
  });

  test('«Отклонён: занят» stays even if Отклонено is filled in (rule 3 only applies to other rows)', () => {
    expect(statuses('2024-03-10', request(), beta({ Отклонено: '2024-03-04' }))[1]).toBe('Отклонён: занят');
  });

  test('Примечание contains who holds the client and until when', () => {
    expect(registryAt('2024-03-10', [request(CONFIRMED), beta()])[1]?.['Примечание']).toBe(
      'клиента держит партнёр Альфа (строка 2), до 04.05.2024',
    );
    expect(registryAt('2024-04-10', [request(LISTED), beta()])[1]?.['Примечание']).toBe(
      'клиента держит партнёр Альфа (строка 2), клиент закреплён, отчёт до 15.01.2025',
    );
    expect(
      registryAt('2024-03-10', [request(), request({ 'Дата запроса': '2024-03-02 09:00' })])[1]?.[
        'Примечание'
      ],
    ).toContain('уже запрошен этим партнёром (строка 2)');
  });
  test('Примечание when the client is free by now: what to do', () => {
    const note = registryAt('2024-06-10', [request(CONFIRMED), beta()])[1]?.['Примечание'];
    expect(note).toBe(
      'клиента держал партнёр Альфа (строка 2), по 04.05.2024; сейчас клиент свободен: чтобы закрепить, заполните «Подтверждено»',
    );
  });
  test('Примечание when a third partner holds the client now', () => {
    const gamma = request({ Партнёр: 'Гамма', 'Дата запроса': '2024-06-01 09:00' });
    expect(registryAt('2024-06-10', [request(CONFIRMED), beta(), gamma])[1]?.['Примечание']).toContain(
      'сейчас его держит партнёр Гамма (строка 4)',
    );
  });
  test('a refused row has neither date', () => {
    expect(
      registryAt('2024-04-10', [request(LISTED), beta({ Подтверждено: '2024-03-20' })])[1],
    ).toMatchObject({ 'Закреплён до': null, 'Отчёт до': null });
  });
  test('a request at this very second counts', () => {
    const at = '2024-03-01T12:00:00+05:00';
    expect(statuses(at, request({ 'Дата запроса': '2024-03-01 12:00' }))).toEqual(['На рассмотрении']);
  });
  test('a request dated later than now does not count yet', () => {
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

test('confirmed before the request: the day of the request counts', () => {
  const early = request({ Подтверждено: '2024-02-20' });
  const outcome = scene('2024-03-10', {
    'Реестр клиентов': [early, request({ Партнёр: 'Бета', 'Дата запроса': '2024-02-25 10:00' })],
  });
  expect(outcome.problems).toEqual([
    'Реестр клиентов!2[Подтверждено]: (предупреждение) дата раньше, чем «Дата запроса»',
  ]);
  expect(outcome.computed['Реестр клиентов']?.map((row) => row['Статус'])).toEqual([
    'Отклонён: занят',
    'На рассмотрении',
  ]);
});
