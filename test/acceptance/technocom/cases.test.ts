// Cases made by hand, a sentence of the spec each: what stands in the cells, which letters are written and for when.
// Days are chosen at the limits: the last day that counts, and the day after.
import { describe, expect, test } from '@jest/globals';
import { type RawCell, type RawRow, serial as on } from './oracle.js';
import { inn10, world } from './support.js';

const INN = inn10('720419679');
const OTHER_INN = inn10('500100732');
const PARTNERS: readonly RawRow[] = [
  { Партнёр: 'Альфа', Роль: 'авторизованный', Email: 'a@x.ru' },
  { Партнёр: 'Бета', Роль: 'золотой', Email: 'b@x.ru' },
];
const BOOKS = { Бухгалтерия: 'books@x.ru' };
type World = ReturnType<typeof world>;

const cells = (row: Readonly<Record<string, RawCell>>): RawRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [
      name,
      typeof cell === 'string' && /^\d\d\.\d\d\.\d{4}( \d\d:\d\d)?$/.test(cell) ? on(cell) : cell,
    ]),
  );
const client = (row: RawRow = {}): RawRow =>
  cells({
    Клиент: 'Завод',
    ИНН: INN,
    'Договор или контракт': 'Д-1',
    Адрес: 'Тюмень',
    Партнёр: 'Альфа',
    'Дата запроса': '10.11.2025 10:00',
    'Причина интереса': 'проект',
    'Контакт 1': 'Первый',
    'Контакт 2': 'Второй',
    ...row,
  });
const report = (row: RawRow = {}): RawRow =>
  cells({
    Дата: '14.01.2026',
    ИНН: INN,
    'Договор или контракт': 'Д-1',
    Партнёр: 'Альфа',
    'Отчётный год': 2025,
    Содержание: 'поставки',
    ...row,
  });
const ticket = (row: RawRow = {}): RawRow =>
  cells({
    Номер: 'T-1',
    Создано: '10.11.2025 10:00',
    Партнёр: 'Альфа',
    'ИНН клиента': INN,
    Тип: 'Неисправность',
    Приоритет: 'Срочный',
    Самодиагностика: true,
    Договор: '1',
    ПО: 'П',
    Компонент: 'К',
    'Базовое ПО': 'Б',
    'Описание шагов': 'Ш',
    Скриншоты: true,
    Логи: true,
    ...row,
  });
const hours = (row: RawRow = {}): RawRow =>
  cells({
    'Дата запроса': '10.11.2025',
    Партнёр: 'Альфа',
    Предприятие: 'Завод',
    Задачи: 'Настройка',
    'Оценка часов': 50,
    ...row,
  });
const licence = (row: RawRow = {}): RawRow =>
  cells({ Номер: 'Л-1', Партнёр: 'Альфа', Заказчик: 'Завод', Запрос: '10.11.2025', ...row });

const CONFIRMED = { Подтверждено: '12.11.2025' };
const LISTED = { ...CONFIRMED, 'Перечень ПО получен': '20.11.2025' };
const BOUGHT = { ...CONFIRMED, 'Лицензии куплены': '11.01.2026' };

function registryAt(
  now: string,
  rows: readonly RawRow[],
  reports: readonly RawRow[] = [],
  settings: RawRow = {},
) {
  const one = world(
    { Представители: PARTNERS, 'Реестр клиентов': rows, 'Отчёты по клиентам': reports },
    settings,
  );
  one.call(now);
  return one.lines('Реестр клиентов');
}
const statuses = (now: string, rows: readonly RawRow[], settings: RawRow = {}): RawCell[] =>
  registryAt(now, rows, [], settings).map((line) => line['Статус'] ?? null);

describe('a single row of the registry', () => {
  // now, cells, Статус, Закреплён до, Отчёт до
  const single: readonly (readonly [string, RawRow, string, (string | undefined)?, (string | undefined)?])[] =
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
      until: until === undefined ? null : on(until),
      due: due === undefined ? null : on(due),
    })),
  )('$now $row: $status', ({ now, row, status, until, due }) => {
    one.fill('Реестр клиентов', [client(row)]);
    one.call(now);
    const [line] = one.lines('Реестр клиентов');
    expect([line?.['Статус'], line?.['Закреплён до'], line?.['Отчёт до']]).toEqual([status, until, due]);
  });

  test.each<[string, RawRow, string | null]>([
    ['16.01.2026 10:00', LISTED, 'отчёт просрочен'],
    ['15.01.2026 23:59', LISTED, null],
    ['18.01.2026 10:00', LISTED, 'предупреждение не отправлено'],
    ['26.01.2026 10:00', LISTED, 'предупреждение не отправлено'],
    ['18.01.2026 10:00', { ...LISTED, 'Предупреждение вынесено': '18.01.2026' }, null],
    [
      '18.01.2026 10:00',
      { ...LISTED, 'Предупреждение вынесено': '19.01.2026' },
      'предупреждение не отправлено',
    ],
    [
      '18.01.2026 10:00',
      { ...LISTED, 'Предупреждение вынесено': '18.01.2025' },
      'предупреждение не отправлено',
    ],
  ])('the note at %s of %j: %s', (now, row, note) => {
    expect(registryAt(now, [client(row)])[0]?.['Примечание'] ?? null).toBe(note);
  });

  test('an extension agreed too late has its note', () => {
    const [line] = registryAt('01.02.2026 10:00', [
      client({ ...CONFIRMED, 'Продление согласовано': '12.01.2026' }),
    ]);
    expect(line?.['Примечание']).toContain('не действует');
  });

  test('with «Откреплять автоматически» the client is free from that day, for good', () => {
    const rows = [client(LISTED), client({ Партнёр: 'Бета', 'Дата запроса': '26.01.2026 09:00' })];
    const auto = { 'Откреплять автоматически': 'да' };
    expect(statuses('26.01.2026 10:00', rows, auto)).toEqual(['Откреплён', 'На рассмотрении']);
    expect(statuses('26.01.2026 10:00', rows)).toEqual(['Подлежит откреплению', 'Отклонён: занят']);
    const late = registryAt('01.02.2026 10:00', [client(LISTED)], [report({ Дата: '26.01.2026' })], auto);
    expect(late[0]?.['Статус']).toBe('Откреплён');
    const saved = registryAt('01.02.2026 10:00', [client(LISTED)], [report({ Дата: '25.01.2026' })], auto);
    expect([saved[0]?.['Статус'], saved[0]?.['Отчёт до']]).toEqual(['Закреплён', on('15.01.2027')]);
    const warned = client({ ...LISTED, 'Предупреждение вынесено': '20.01.2026' });
    expect(statuses('27.01.2026 10:00', [warned], auto)).toEqual(['Предупреждение']);
    expect(statuses('28.01.2026 10:00', [warned], auto)).toEqual(['Откреплён']);
  });
});

describe('several rows of one client', () => {
  const beta = (row: RawRow = {}): RawRow => client({ Партнёр: 'Бета', ...row });
  test.each<[string, string, readonly RawRow[], readonly string[]]>([
    [
      'blanks and case aside',
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
      'in order of the request, not of the row',
      '12.11.2025 10:00',
      [client({ 'Дата запроса': '10.11.2025 10:01' }), beta()],
      ['Отклонён: занят', 'На рассмотрении'],
    ],
    [
      'equal requests: by row',
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
      'the hold’s last day, and the day after',
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
      'a refused row stays so though Отклонено is filled',
      '15.11.2025 10:00',
      [client(), beta({ 'Дата запроса': '11.11.2025', Отклонено: '13.11.2025' })],
      ['На рассмотрении', 'Отклонён: занят'],
    ],
    [
      'a row in error in the middle counts for nobody',
      '15.11.2025 10:00',
      [client({ 'Продлить на, дней': 0 }), {}, beta()],
      ['', '', 'На рассмотрении'],
    ],
  ])('%s', (_what, now, rows, wanted) => {
    expect(statuses(now, rows).map((cell) => cell ?? '')).toEqual(wanted);
  });

  test('the note names the holder and until when; the letter does not', () => {
    const one = world({
      Представители: PARTNERS,
      'Реестр клиентов': [client(CONFIRMED), beta({ 'Дата запроса': '12.11.2025 09:00' })],
    });
    one.call('12.11.2025 10:00');
    expect(one.lines('Реестр клиентов')[1]?.['Примечание']).toMatch(/Альфа.*11\.01\.2026/);
    const refused = one.letters().find(({ code }) => code === 'refused');
    expect(refused?.to).toBe('b@x.ru');
    expect(refused?.text).not.toContain('Альфа');
  });

  test('another contract of one ИНН: the later request has its note', () => {
    const lines = registryAt('12.11.2025 10:00', [
      beta({ 'Договор или контракт': 'Д-2', 'Дата запроса': '11.11.2025' }),
      client(),
    ]);
    expect(lines.map((line) => line['Примечание'] ?? null)).toEqual([
      'скидка второму участнику не предоставляется (п. 3.4)',
      null,
    ]);
  });

  test('the public registry shows held rows only', () => {
    const one = world({
      Представители: PARTNERS,
      'Реестр клиентов': [client(BOUGHT), beta(), client({ ИНН: OTHER_INN, Адрес: null })],
    });
    one.call('10.01.2026 10:00');
    expect(one.workbook.values('Публичный реестр').slice(1)).toEqual([
      ['Завод', INN, 'Д-1', 'Альфа', 'Предварительно закреплён', on('11.01.2026')],
    ]);
  });

  test('settings change the terms', () => {
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
    expect(fixed?.['Отчёт до']).toBe(on('28.02.2026'));
  });
});

test('report rows are counted, or told why not', () => {
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
  one.call('20.01.2026 10:00');
  const notes = one.column('Отчёты по клиентам', 'Примечание').map(String);
  expect(notes[0]).toBe('учтён');
  for (const index of [1, 2, 3, 4]) expect(notes[index]).toMatch(/^не учтён: /);
  expect(notes[5]).toMatch(/^ошибка: /);
  expect(one.errors()).toEqual(['Отчёты по клиентам/7']);
  expect(one.column('Реестр клиентов', 'Отчёт до')).toEqual([on('15.01.2027')]);
});

/** Codes and occasions of all letters but digests, after a daily run each morning. */
function lettersOver(one: World, from: string, to: string): string[] {
  for (let day = on(from); day <= on(to); day += 1) one.call(day * 1440 + 8 * 60, 'daily');
  return one
    .letters()
    .filter(({ code }) => code !== 'digest')
    .map(({ code, to: whom, notBefore }) => `${code} > ${whom} @ ${stamp(notBefore)}`);
}
function stamp(minute: number): string {
  const iso = new Date(Date.UTC(1899, 11, 30) + minute * 60_000).toISOString();
  return `${iso.slice(8, 10)}.${iso.slice(5, 7)} ${iso.slice(11, 16)}`;
}
const of = (...rows: readonly RawRow[]): World => world({ Представители: PARTNERS, 'Реестр клиентов': rows });

describe('letters', () => {
  test('a client that expires: confirmed, 14, 7, 3, 1 days before, expired', () => {
    expect(lettersOver(of(client(CONFIRMED)), '12.11.2025', '13.01.2026')).toEqual([
      'fixed > a@x.ru @ 12.11 00:00',
      'fixation-ending > a@x.ru @ 28.12 00:00',
      'fixation-ending > a@x.ru @ 04.01 00:00',
      'fixation-ending > a@x.ru @ 08.01 00:00',
      'fixation-ending > a@x.ru @ 10.01 00:00',
      'fixation-expired > a@x.ru @ 12.01 00:00',
    ]);
  });
  test('a fixed client: 30, 14, 7, 1 days before the report, the warning on day 3', () => {
    const one = of(client(LISTED));
    expect(lettersOver(one, '14.12.2025', '27.01.2026')).toEqual([
      'report-due > a@x.ru @ 16.12 00:00',
      'report-due > a@x.ru @ 01.01 00:00',
      'report-due > a@x.ru @ 08.01 00:00',
      'report-due > a@x.ru @ 14.01 00:00',
      'warning > a@x.ru @ 18.01 00:00',
    ]);
    expect(one.letters().find(({ code }) => code === 'warning')?.text).toContain('25.01.2026');
  });
  test('a warning letter that was sent is a warning', () => {
    const one = of(client(LISTED));
    lettersOver(one, '17.01.2026', '17.01.2026');
    one.call('18.01.2026 08:00', 'send');
    one.call('18.01.2026 09:00');
    expect(one.column('Реестр клиентов', 'Примечание')).toEqual([null]);
  });
  test('a rejected request, a detached client', () => {
    expect(lettersOver(of(client({ Отклонено: '13.11.2025' })), '11.11.2025', '15.11.2025')).toEqual([
      'refused > a@x.ru @ 13.11 00:00',
    ]);
    expect(
      lettersOver(of(client({ ...LISTED, Откреплён: '02.12.2025' })), '02.12.2025', '03.12.2025'),
    ).toEqual(['detached > a@x.ru @ 02.12 00:00']);
  });
  test('detached by itself', () => {
    const one = of(client(LISTED));
    one.set('Откреплять автоматически', 'да');
    expect(lettersOver(one, '20.01.2026', '28.01.2026')).toEqual(['detached > a@x.ru @ 26.01 00:00']);
  });
  test('an occasion gone by more than 24 hours is not written', () => {
    const one = of(client(CONFIRMED));
    one.call('13.11.2025 00:01');
    expect(one.letters().map(({ code }) => code)).toEqual([]);
  });
  test('the digest: working days with something to tell', () => {
    const one = of(client());
    for (const day of ['14.11.2025', '15.11.2025', '17.11.2025']) one.call(`${day} 08:00`, 'daily');
    one.call('17.11.2025 15:00', 'daily');
    expect(one.letters().map(({ code, to, notBefore }) => `${code} ${to} ${stamp(notBefore)}`)).toEqual([
      'digest mail@technocom.tech 14.11 00:00',
      'digest mail@technocom.tech 17.11 00:00',
    ]);
  });
  test('a ticket: what is missing once, soon and overdue at their instants', () => {
    const one = world({
      Представители: PARTNERS,
      Обращения: [ticket({ Логи: null, 'Запрошено уточнение': '10.11.2025 11:00' })],
    });
    one.call('10.11.2025 12:00');
    one.call('10.11.2025 13:00');
    one.fill('Обращения', [
      ticket({ 'Данные получены': '10.11.2025 14:00', 'Запрошено уточнение': '10.11.2025 11:00' }),
    ]);
    one.call('10.11.2025 14:30', 'daily');
    one.call('11.11.2025 14:30');
    expect(
      one
        .letters()
        .filter(({ code }) => code !== 'digest')
        .map(({ code, to, notBefore }) => `${code} ${to} ${stamp(notBefore)}`),
    ).toEqual([
      'ticket-incomplete a@x.ru 10.11 12:00',
      'ticket-soon mail@technocom.tech 11.11 12:00',
      'ticket-overdue mail@technocom.tech 11.11 14:00',
    ]);
  });
  test('hours over the limit: accounting, once a row, equal rows too, whatever day it moves to', () => {
    const one = world(
      {
        Представители: PARTNERS,
        'Часы головного офиса': [hours(), hours(), hours(), hours({ Партнёр: 'Бета' })],
      },
      BOOKS,
    );
    one.call('12.11.2025 10:00');
    one.fill('Часы головного офиса', [
      hours(),
      hours(),
      hours({ 'Дата работ': '11.11.2025' }),
      hours({ Партнёр: 'Бета' }),
    ]);
    one.call('13.11.2025 10:00');
    const over = one.letters().filter(({ code }) => code === 'hours-over');
    expect(over.map(({ to }) => to)).toEqual(['books@x.ru', 'books@x.ru']);
  });
  test.each<[RawRow, string, readonly string[]]>([
    [
      {},
      '18.11.2025',
      [
        'licence-step > mail@technocom.tech @ 16.11 00:00',
        'licence-step > mail@technocom.tech @ 18.11 00:00',
      ],
    ],
    [
      { 'Проект и счёт отправлены': '10.11.2025' },
      '18.11.2025',
      ['licence-step > a@x.ru @ 16.11 00:00', 'licence-step > a@x.ru @ 18.11 00:00'],
    ],
    [
      { 'Сканы получены': '10.11.2025', 'Проект и счёт отправлены': '10.11.2025' },
      '18.11.2025',
      ['licence-step > a@x.ru @ 16.11 00:00', 'licence-step > a@x.ru @ 18.11 00:00'],
    ],
  ])('a licence step %j', (row, last, wanted) => {
    const one = world({ Представители: PARTNERS, Лицензии: [licence(row)] });
    expect(lettersOver(one, '10.11.2025', last)).toEqual(wanted);
  });
});

describe('Service Desk', () => {
  const one = world({ Представители: PARTNERS }, { Релизы: '01.12.2025; 01.11.2025' });
  // cells, now, Отсчёт с, Срок, Состояние
  test.each<[RawRow, string, string | null, string | null, string]>([
    [{}, '13.11.2025 09:59', null, null, 'ждём уточнения'],
    [{}, '13.11.2025 10:00', '13.11.2025 10:00', '14.11.2025 10:00', 'в работе'],
    [{ 'Запрошено уточнение': '13.11.2025 09:59' }, '20.11.2025 10:00', null, null, 'ждём данных'],
    [
      { 'Запрошено уточнение': '13.11.2025 10:00' },
      '20.11.2025 10:00',
      '13.11.2025 10:00',
      '14.11.2025 10:00',
      'просрочено',
    ],
    [
      { 'Запрошено уточнение': '13.11.2025 09:59', 'Данные получены': '20.11.2025 09:00' },
      '20.11.2025 10:00',
      '20.11.2025 09:00',
      '21.11.2025 09:00',
      'в работе',
    ],
    [
      { 'Данные получены': '13.11.2025 09:59' },
      '13.11.2025 10:00',
      '13.11.2025 09:59',
      '14.11.2025 09:59',
      'в работе',
    ],
    [
      { 'Данные получены': '13.11.2025 10:01' },
      '13.11.2025 10:02',
      '13.11.2025 10:00',
      '14.11.2025 10:00',
      'в работе',
    ],
    // On an opening: the previous closing. On a closing: from the next opening. At a weekend too.
    [
      { 'Данные получены': '11.11.2025 08:30' },
      '11.11.2025 09:00',
      '11.11.2025 08:30',
      '11.11.2025 17:30',
      'в работе',
    ],
    [
      { 'Данные получены': '11.11.2025 17:30' },
      '11.11.2025 18:00',
      '11.11.2025 17:30',
      '12.11.2025 17:30',
      'в работе',
    ],
    [
      { Создано: '14.11.2025 10:00', 'Данные получены': '15.11.2025 12:00' },
      '16.11.2025 18:00',
      '15.11.2025 12:00',
      '17.11.2025 17:30',
      'в работе',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00' },
      '11.11.2025 16:59',
      '11.11.2025 10:00',
      '12.11.2025 10:00',
      'в работе',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00' },
      '11.11.2025 17:00',
      '11.11.2025 10:00',
      '12.11.2025 10:00',
      'скоро',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00' },
      '12.11.2025 10:00',
      '11.11.2025 10:00',
      '12.11.2025 10:00',
      'скоро',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00' },
      '12.11.2025 10:01',
      '11.11.2025 10:00',
      '12.11.2025 10:00',
      'просрочено',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00', Решено: '12.11.2025 10:00' },
      '15.11.2025 10:00',
      '11.11.2025 10:00',
      '12.11.2025 10:00',
      'решено в срок',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00', Решено: '12.11.2025 10:01' },
      '15.11.2025 10:00',
      '11.11.2025 10:00',
      '12.11.2025 10:00',
      'решено с опозданием',
    ],
    [{ Решено: '10.11.2025 12:00' }, '10.11.2025 13:00', null, null, 'решено в срок'],
    [
      { 'Данные получены': '11.11.2025 10:00', Приоритет: 'высокий' },
      '13.11.2025 09:59',
      '11.11.2025 10:00',
      '14.11.2025 10:00',
      'в работе',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00', Приоритет: 'высокий' },
      '13.11.2025 10:00',
      '11.11.2025 10:00',
      '14.11.2025 10:00',
      'скоро',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00', Приоритет: 'Нормальный' },
      '12.11.2025 10:00',
      '11.11.2025 10:00',
      '10.12.2025 10:00',
      'в работе',
    ],
    [
      { 'Данные получены': '29.12.2025 10:00', Создано: '29.12.2025 09:00', Приоритет: 'Высокий' },
      '29.12.2025 11:00',
      '29.12.2025 10:00',
      '13.01.2026 10:00',
      'в работе',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00', Тип: 'Консультация', Приоритет: null },
      '12.11.2025 10:00',
      '11.11.2025 10:00',
      '18.11.2025 10:00',
      'в работе',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00', Тип: 'Разработка', Приоритет: null },
      '12.11.2025 10:00',
      '11.11.2025 10:00',
      null,
      'без срока',
    ],
    [
      { 'Данные получены': '11.11.2025 10:00', Демо: 'да' },
      '12.11.2025 10:00',
      '11.11.2025 10:00',
      null,
      'без срока',
    ],
    [
      { 'Данные получены': '11.11.2025 18:00', Приоритет: 'Низкий' },
      '12.11.2025 10:00',
      '11.11.2025 18:00',
      '01.12.2025 17:30',
      'в работе',
    ],
    [
      { 'Данные получены': '01.12.2025 18:00', Создано: '01.12.2025 17:00', Приоритет: 'Низкий' },
      '02.12.2025 10:00',
      '01.12.2025 18:00',
      '01.12.2025 17:30',
      'просрочено',
    ],
    [
      { 'Данные получены': '02.12.2025 10:00', Создано: '02.12.2025 09:00', Приоритет: 'Низкий' },
      '02.12.2025 10:00',
      '02.12.2025 10:00',
      null,
      'без срока',
    ],
  ])('%j at %s', (row, now, start, due, state) => {
    one.fill('Обращения', [ticket(row)]);
    one.call(now);
    const [line] = one.lines('Обращения');
    const shown = (cell: RawCell | undefined): number | null =>
      typeof cell === 'number' ? Math.round(cell * 1440) : null;
    const wanted = (text: string | null): number | null =>
      text === null ? null : Math.round(on(text) * 1440);
    expect([shown(line?.['Отсчёт с']), shown(line?.['Срок']), line?.['Состояние']]).toEqual([
      wanted(start),
      wanted(due),
      state,
    ]);
    expect(one.errors()).toEqual([]);
  });

  test('lunch and short days by settings', () => {
    const row = ticket({ 'Данные получены': '06.03.2025 16:00', Создано: '06.03.2025 15:00' });
    const due = (settings: RawRow): RawCell => {
      const one = world({ Представители: PARTNERS, Обращения: [row] }, settings);
      one.call('06.03.2025 17:00');
      return Math.round(Number(one.column('Обращения', 'Срок')[0]) * 1440);
    };
    expect(due({})).toBe(Math.round(on('07.03.2025 16:00') * 1440));
    expect(due({ 'Обед с': 0.5, 'Обед по': 13 / 24 })).toBe(Math.round(on('07.03.2025 16:00') * 1440));
    expect(due({ 'Сокращённые дни учитывать': 'да' })).toBe(Math.round(on('07.03.2025 16:00') * 1440));
    expect(due({ 'Сокращённые дни учитывать': 'да', 'Срочный, раб. дней': 2 })).toBe(
      Math.round(on('10.03.2025 17:00') * 1440),
    );
  });

  test('what is missing, by type', () => {
    const empty = {
      Самодиагностика: null,
      Договор: ' ',
      ПО: null,
      Компонент: null,
      'Базовое ПО': null,
      'Описание шагов': null,
      Скриншоты: 'нет',
      Логи: false,
    };
    const one = world({
      Представители: PARTNERS,
      Обращения: [
        ticket(empty),
        ticket({ ...empty, Номер: '2', Тип: 'Консультация' }),
        ticket({ ...empty, Номер: '3', Тип: 'Разработка', ПО: 'П' }),
        ticket({ Номер: '4' }),
      ],
    });
    one.call('10.11.2025 12:00');
    expect(one.column('Обращения', 'Чего не хватает')).toEqual([
      'Самодиагностика, Договор, ПО, Компонент, Базовое ПО, Описание шагов, Скриншоты, Логи',
      'Договор, ПО',
      'Договор',
      null,
    ]);
  });

  test('the report', () => {
    const start = { Создано: '10.11.2025 08:00', 'Данные получены': '10.11.2025 10:00' };
    const one = world({
      Представители: PARTNERS,
      Обращения: [
        ticket({ Номер: '1', ...start, Решено: '10.11.2025 13:00' }),
        ticket({ Номер: '2', ...start, Решено: '11.11.2025 11:00' }),
        ticket({ Номер: '3', ...start }),
        ticket({ Номер: '4', ...start, Демо: true, Решено: '10.11.2025 12:00' }),
        ticket({ Номер: '5', ...start, Тип: 'Разработка', Приоритет: null }),
        ticket({ Номер: '6', Создано: '30.11.2025 23:59', Тип: 'Консультация', Приоритет: null }),
      ],
    });
    one.call('01.12.2025 10:00');
    expect(one.workbook.values('Отчёт Service Desk').slice(1)).toEqual([
      ['2025-11', 'Срочный', 4, 3, 2, 2, 33.33, 5],
      ['2025-11', 'Разработка', 1, 0, 0, 0],
      ['2025-11', 'Консультация', 1, 0, 0, 0],
    ]);
  });
});

test('hours: by the year of the works, running totals, the part over the limit', () => {
  const one = world({
    Представители: PARTNERS,
    'Часы головного офиса': [
      hours({ 'Дата работ': '03.02.2026', 'Факт часов': 10 }),
      hours({ 'Дата запроса': '31.12.2025 23:59', 'Оценка часов': 79.5 }),
      hours({ 'Дата запроса': '31.12.2025', 'Дата работ': '01.01.2026', 'Оценка часов': 75 }),
      hours({ 'Дата запроса': '30.12.2025', 'Оценка часов': 0.7 }),
      hours({ 'Дата запроса': '03.02.2026', 'Оценка часов': '1,5' }),
      hours({ Партнёр: 'бета', 'Дата работ': '01.03.2026', 'Оценка часов': 165, 'Факт часов': 160 }),
      hours({ 'Факт часов': -1 }),
      hours({ 'Оценка часов': -1 }),
    ],
  });
  one.call('10.02.2026 10:00');
  expect(
    one
      .lines('Часы головного офиса')
      .map((line) => [line['С начала года'] ?? null, line['Сверх лимита'] ?? null]),
  ).toEqual([
    [85, 5],
    [80.2, 0.2],
    [75, 0],
    [0.7, 0],
    [86.5, 1.5],
    [160, 0],
    [null, null],
    [null, null],
  ]);
  expect(one.errors()).toEqual(['Часы головного офиса/8', 'Часы головного офиса/9']);
  expect(
    one.lines('Представители').map((line) => [line['Часов за год'], line['Лимит'], line['Аттестован']]),
  ).toEqual([
    [86.5, 80, false],
    [160, 160, false],
  ]);
});

describe('licences', () => {
  const ALL = {
    'Проект и счёт отправлены': '17.11.2025',
    'Сканы получены': '24.11.2025',
    Оплачено: '31.12.2025',
    'Акт или сертификат отправлен': '31.01.2026',
    'Оригиналы отправлены': '07.02.2026',
    'Оригиналы возвращены': '14.02.2026',
  };
  const upTo = (count: number): RawRow => Object.fromEntries(Object.entries(ALL).slice(0, count));
  test.each<[RawRow, string, string | null, string | null, string]>([
    [{}, '17.11.2025 23:59', 'Проект и счёт', '17.11.2025', 'в срок'],
    [{}, '18.11.2025 00:00', 'Проект и счёт', '17.11.2025', 'просрочено'],
    [upTo(1), '20.11.2025 10:00', 'Сканы', '24.11.2025', 'в срок'],
    [upTo(2), '25.11.2025 10:00', 'Оплата', '01.12.2025', 'в срок'],
    [
      { ...upTo(2), 'Срок оплаты по договору': '20.12.2025' },
      '25.11.2025 10:00',
      'Оплата',
      '20.12.2025',
      'в срок',
    ],
    [upTo(3), '01.01.2026 10:00', 'Акт', '31.01.2026', 'в срок'],
    [{ ...upTo(2), Оплачено: '31.01.2026' }, '01.02.2026 10:00', 'Акт', '28.02.2026', 'в срок'],
    [upTo(4), '01.02.2026 10:00', 'Оригиналы', '07.02.2026', 'в срок'],
    [upTo(5), '15.02.2026 10:00', 'Возврат', '14.02.2026', 'просрочено'],
    [ALL, '14.02.2026 10:00', null, null, 'завершено'],
    [ALL, '13.02.2026 10:00', 'Возврат', '14.02.2026', 'в срок'],
    [{ 'Сканы получены': '24.11.2025' }, '25.11.2025 10:00', 'Проект и счёт', '17.11.2025', 'просрочено'],
    [
      { 'Проект и счёт отправлены': '17.11.2025', Оплачено: '24.11.2025' },
      '25.11.2025 10:00',
      'Сканы',
      '24.11.2025',
      'просрочено',
    ],
    [{ 'Проект и счёт отправлены': '10.11.2025' }, '11.11.2025 10:00', 'Сканы', '17.11.2025', 'в срок'],
  ])('%j at %s: %s', (row, now, step, due, state) => {
    const one = world({ Представители: PARTNERS, Лицензии: [licence(row)] });
    one.call(now);
    const [line] = one.lines('Лицензии');
    expect([line?.['Шаг'], line?.['Срок шага'], line?.['Состояние']]).toEqual([
      step,
      due === null ? null : on(due),
      state,
    ]);
  });
  test.each<[RawRow, boolean]>([
    [{ 'Проект и счёт отправлены': '09.11.2025' }, true],
    [{ Оплачено: '16.11.2025', 'Проект и счёт отправлены': '17.11.2025' }, true],
    [{ 'Срок оплаты по договору': '01.01.2025' }, false],
  ])('a date before its previous step’s: %j', (row, bad) => {
    const one = world({ Представители: PARTNERS, Лицензии: [licence(row)] });
    one.call('20.11.2025 10:00');
    expect(one.errors()).toEqual(bad ? ['Лицензии/2'] : []);
  });
});

test('training: a certificate, what is left, the partner attested', () => {
  const done = {
    'Знакомство с компанией': '01.10.2025',
    Продукты: '01.10.2025',
    Продажи: '01.10.2025',
    'Взаимодействие с головным офисом': '01.10.2025',
    Аттестация: '12.11.2025',
  };
  const one = world({
    Представители: PARTNERS,
    Обучение: [
      cells({ Партнёр: 'Альфа', Сотрудник: 'Иван' }),
      cells({ Партнёр: ' альфа', Сотрудник: 'Пётр', ...done }),
      cells({ Партнёр: 'Бета', Сотрудник: 'Анна', ...done, Аттестация: '13.11.2025' }),
    ],
  });
  one.call('12.11.2025 10:00');
  expect(one.lines('Обучение').map((line) => [line['Сертификат'], line['Осталось'] ?? null])).toEqual([
    ['нет', 'Знакомство с компанией, Продукты, Продажи, Взаимодействие с головным офисом, Аттестация'],
    ['да', null],
    ['нет', 'Аттестация'],
  ]);
  expect(one.column('Представители', 'Аттестован')).toEqual([true, false]);
});

test('rows in error', () => {
  const one = world({
    Представители: [
      ...PARTNERS,
      { Партнёр: 'АЛЬФА', Роль: 'официальный', Email: 'c@x.ru' },
      { Партнёр: 'Гамма', Роль: 'серебряный', Email: 'c@x.ru' },
    ],
    'Реестр клиентов': [
      client({ ИНН: '7204196794' }),
      client({ ИНН: Number(INN) }),
      client({ ИНН: '123' }),
      client({ Партнёр: 'Дельта' }),
      client({ ИНН: '500100732259' }),
    ],
    Обращения: [
      ticket({ Приоритет: null }),
      ticket({ Номер: '2', Тип: 'Консультация', Приоритет: null }),
      ticket({ Номер: '2' }),
      ticket({ Номер: '3', Партнёр: 'Дельта' }),
    ],
    'Часы головного офиса': [hours({ Партнёр: 'Дельта' })],
    Лицензии: [licence({ Партнёр: 'Дельта' })],
    Обучение: [{ Партнёр: 'Дельта', Сотрудник: 'Иван' }],
  });
  one.call('12.11.2025 10:00');
  expect(one.errors()).toEqual(
    [
      'Лицензии/2',
      'Обращения/2',
      'Обращения/4',
      'Обращения/5',
      'Обучение/2',
      'Представители/4',
      'Представители/5',
      'Реестр клиентов/2',
      'Реестр клиентов/4',
      'Реестр клиентов/5',
      'Часы головного офиса/2',
    ].sort(),
  );
});

test('«Сроки»: every deadline, its state and days left', () => {
  const one = world({
    Представители: PARTNERS,
    'Реестр клиентов': [
      client(),
      client({ 'Договор или контракт': 'Д-2', ...CONFIRMED }),
      client({ 'Договор или контракт': 'Д-3', ...LISTED }),
    ],
    Обращения: [
      ticket({ 'Данные получены': '11.11.2025 10:00', Приоритет: 'Высокий' }),
      ticket({ Номер: '2', Создано: '12.11.2025 09:00' }),
    ],
    'Часы головного офиса': [
      hours({ 'Дата запроса': '07.11.2025 09:00' }),
      hours({ 'Дата запроса': '07.11.2025 09:00', Назначен: '10.11.2025 09:00' }),
    ],
    Лицензии: [licence()],
  });
  one.call('12.11.2025 10:00');
  expect(
    one
      .deadlines()
      .map(
        ({ tab, row, due, left, state }) =>
          `${tab}/${String(row)} ${stamp(Math.round(due * 1440))} ${String(left)} ${state}`,
      ),
  ).toEqual([
    'Часы головного офиса/2 12.11 00:00 0 сегодня',
    'Реестр клиентов/2 13.11 00:00 1 скоро',
    'Обращения/2 14.11 10:00 2 впереди',
    'Обращения/3 15.11 09:00 3 скоро',
    'Лицензии/2 17.11 00:00 5 впереди',
    'Реестр клиентов/3 11.01 00:00 60 впереди',
    'Реестр клиентов/4 11.01 00:00 60 впереди',
    'Часы головного офиса/3 12.11 00:00 0 выполнено',
  ]);
});

test('«Проверить клиента…» and «Открепить клиента…»', () => {
  const one = of(client(CONFIRMED), client({ ИНН: OTHER_INN, Отклонено: '11.11.2025' }));
  const message = (result: unknown): string => JSON.stringify(result);
  expect(message(one.call('13.11.2025 10:00', 'checkClient', INN).result)).toMatch(/Альфа.*11\.01\.2026/);
  expect(message(one.call('13.11.2025 10:00', 'checkClient', OTHER_INN).result)).toContain('свободен');
  one.call('13.11.2025 10:00', 'detachClient', INN);
  expect(one.column('Реестр клиентов', 'Откреплён')[0]).toBe(on('13.11.2025'));
  expect(one.column('Реестр клиентов', 'Статус')[0]).toBe('Откреплён');
});

test('a request still to come, an incomplete one and a rejected one are explained', () => {
  const one = of(
    client({ 'Дата запроса': '20.11.2025' }),
    client({ Адрес: null }),
    client({ ИНН: OTHER_INN, Отклонено: '11.11.2025' }),
  );
  one.call('12.11.2025 10:00');
  const why = (row: number, column: string): string =>
    JSON.stringify(one.call('12.11.2025 10:00', 'explain', 'Реестр клиентов', row, column).result);
  expect(why(2, 'Примечание')).toContain('ещё не наступила');
  expect(why(3, 'Статус')).toContain('не хватает: Адрес');
  expect(why(4, 'Статус')).toContain('отклонено 11.11.2025');
});
