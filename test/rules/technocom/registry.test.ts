// The registry's states and dates, and which rows count at all: one row per sentence of the rules (раздел 3
// of the regulation; spec, registry rules 1, 3, 4 and 6).
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { Fault } from '../../../src/rules/kinds.js';
import { readInn } from '../../../src/rules/technocom/inn.js';
import { CONFIRMED, INN, LISTED, registryAt, registryOf, request, scene } from './scenes.js';

describe('Статус, the first that applies (rule 3)', () => {
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
    ['the day before the list was received', '2024-03-31', LISTED, 'Предварительно закреплён'],
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
    expect(registryOf(now, cells)?.['Статус']).toBe(status);
  });
});

describe('Закреплён до (rule 4, п. 3.1)', () => {
  const extended = { ...CONFIRMED, 'Продление согласовано': '2024-05-04' };
  const cases: readonly [string, string, Typed, string | null][] = [
    ['Подтверждено + 60, that day included', '2024-04-01', CONFIRMED, '2024-05-04'],
    ['an extension agreed on the last day: + 30 if blank', '2024-05-04', extended, '2024-06-03'],
    ['+ Продлить на', '2024-05-04', { ...extended, 'Продлить на, дней': 10 }, '2024-05-14'],
    ['never more than 30', '2024-05-04', { ...extended, 'Продлить на, дней': 45 }, '2024-06-03'],
    ['agreed tomorrow: not yet', '2024-05-03', extended, '2024-05-04'],
    [
      'not agreed: Продлить на alone does nothing',
      '2024-04-01',
      { ...CONFIRMED, 'Продлить на, дней': 10 },
      '2024-05-04',
    ],
    ['fixed by the list: blank', '2024-04-02', LISTED, null],
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
    ['expired: blank', '2024-06-05', CONFIRMED, null],
    ['detached: blank', '2024-04-02', { ...CONFIRMED, Откреплён: '2024-04-02' }, null],
  ];
  test.each(cases)('%s', (_rule, now, cells, until) => {
    expect(registryOf(now, cells)?.['Закреплён до']).toBe(until);
  });
  test('an extension agreed too late has no effect and gets a Примечание', () => {
    const row = registryOf('2024-05-20', { ...CONFIRMED, 'Продление согласовано': '2024-05-05' });
    expect(row?.['Статус']).toBe('Срок истёк');
    expect(row?.['Примечание']).toContain('не действует');
  });
  test.each([[0], [-3]])('Продлить на %i is a row error', (extendBy) => {
    expect(registryOf('2024-04-01', { ...CONFIRMED, 'Продлить на, дней': extendBy })).toEqual({
      ошибка: '«Продлить на, дней» — продление короче одного дня',
    });
  });
  test('the hold and the extension are settings', () => {
    const settings = { 'Предварительное закрепление, дней': 10, 'Продление, дней': 5 };
    const cells = { ...CONFIRMED, 'Продление согласовано': '2024-03-10', 'Продлить на, дней': 9 };
    expect(registryOf('2024-03-12', cells, { settings })?.['Закреплён до']).toBe('2024-03-20');
  });
});

describe('one ИНН, two contracts (rule 6, п. 3.4)', () => {
  const NOTE = 'скидка второму участнику не предоставляется (п. 3.4)';
  const second = (cells: Typed = {}): Typed =>
    request({ Партнёр: 'Бета', 'Договор или контракт': '99', 'Дата запроса': '2024-03-02 09:00', ...cells });
  test.each<[string, readonly Typed[], readonly (string | null)[]]>([
    ['no conflict, but the later request gets the note', [request(), second()], [null, NOTE]],
    ['in any order of rows', [second(), request()], [NOTE, null]],
    ['the same partner is not a second participant', [request(), second({ Партнёр: 'Альфа' })], [null, null]],
    ['the first one no longer holds', [request({ Отклонено: '2024-03-05' }), second()], [null, null]],
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
    ['a text of 9 digits: no zero is added', '660534489', 'должно быть 10 или 12 цифр'],
    ['9 digits that an added zero does not make valid', '720419679', 'должно быть 10 или 12 цифр'],
    ['11 digits', '72041967951', 'должно быть 10 или 12 цифр'],
    ['letters', '72041967АБ', 'должно быть 10 или 12 цифр'],
  ])('%s', (_rule, inn, error) => {
    const row = registryOf('2024-03-10', { ИНН: inn });
    expect(row?.['ошибка'] ?? null).toBe(error && `«ИНН» — ${error}`);
  });
  test.each([
    ['720419679', true],
    ['72041967951', true],
    ['7204', false],
  ])('%s: whether a table may have dropped its zero', (inn, says) => {
    const fault = readInn(inn);
    expect(fault instanceof Fault && fault.how.includes('Таблица могла отбросить ноль в начале.')).toBe(says);
  });
  test('an ИНН with its zero added is the same client', () => {
    const rows = [
      request({ ИНН: '0660534489' }),
      request({ ИНН: 660534489, Партнёр: 'Бета', 'Дата запроса': '2024-03-02 09:00' }),
    ];
    expect(registryAt('2024-03-10', rows)[1]?.['Статус']).toBe('Отклонён: занят');
  });
});

describe('Примечание of a request', () => {
  test('incomplete: what is missing', () => {
    expect(
      registryOf('2024-03-10', { Адрес: '', 'Причина интереса': '', 'Контакт 1': '', 'Контакт 2': '' })?.[
        'Примечание'
      ],
    ).toBe('не хватает: Адрес, Причина интереса, Контакт 1, Контакт 2');
    expect(registryOf('2024-03-10', { 'Контакт 2': '' })?.['Примечание']).toBe('не хватает: Контакт 2');
    expect(registryOf('2024-03-10', { Адрес: '', 'Контакт 2': '' })?.['Примечание']).toBe(
      'не хватает: Адрес, Контакт 2',
    );
  });
  test('the list was received outside the hold', () => {
    expect(
      registryOf('2024-06-10', { ...CONFIRMED, 'Перечень ПО получен': '2024-05-05' })?.['Примечание'],
    ).toContain('перечень ПО получен вне срока');
  });
});

test('an unknown partner is a row error; a partner whose row is in error is not', () => {
  const outcome = scene('2024-03-10', {
    Представители: [{ Партнёр: 'Альфа', Роль: 'авторизованный', Email: 'не адрес' }],
    'Реестр клиентов': [request(), request({ Партнёр: 'Дельта', 'Договор или контракт': '7' })],
  });
  expect(outcome.computed['Реестр клиентов']).toEqual([
    expect.objectContaining({ Статус: 'На рассмотрении' }),
    { ошибка: '«Партнёр» — такого партнёра нет на вкладке «Представители»' },
  ]);
});

test('«Публичный реестр» only has rows that are held', () => {
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
