// Letters that wait for staff to send them (spec 00, «Letters»): no letter announces what no longer applies,
// nor outdated figures.
import { expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { connected, open } from './open.js';
import { oneWebinar } from './samples.js';
import { put, type Rows, serial, table, type } from './tables.js';

type Typed = Readonly<Record<string, Rows[number][number]>>;

const registration = (nickname: string, onPortal: boolean): Typed => ({
  Никнейм: nickname,
  ФИО: nickname,
  Компания: 'Компания',
  Email: `${nickname}@example.com`,
  'Дата регистрации': serial('2023-09-05 10:00'),
  'На портале': onPortal,
});

const block: Typed = { Блок: 1, Тема: 'О продукте', Начало: serial('2023-10-20 11:00') };
const visit = (nickname: string): Typed => ({ Блок: 1, Email: `${nickname}@example.com` });

const charge = (client: string): Typed => ({
  Дата: serial('2023-10-10'),
  Клиент: client,
  Вид: 'абонентская плата',
  Сумма: 20_000,
  Подтверждено: true,
});
/** A юрлицо partner without a contract, with two paying clients, requests a withdrawal on 2 November. */
const withdrawal: Readonly<Record<string, readonly Typed[]>> = {
  Партнёры: [
    {
      Партнёр: 'Астра',
      Тариф: 'юрлицо',
      'Дата регистрации': serial('2023-09-01'),
      Промокод: 'А-1',
      Email: 'astra@example.com',
    },
  ],
  Клиенты: ['Первый', 'Второй'].map((name) => ({
    Клиент: name,
    Промокод: 'А-1',
    'Дата регистрации': serial('2023-09-02'),
    Обучен: true,
  })),
  Списания: ['Первый', 'Второй'].map(charge),
  Выводы: [{ Дата: serial('2023-11-02'), Партнёр: 'Астра', Сумма: 3_000 }],
};

/** Sets one cell of a data row (counted from 1) by its header. */
const set =
  (title: string, row: number, header: string, value: Rows[number][number]) =>
  (book: WorkbookModel): void => {
    put(book, title, row, header, value);
  };

/** «код: статус» of every letter to people outside the organisation. */
const letters = (book: WorkbookModel): readonly string[] =>
  table(book, 'Письма')
    .map(
      (row) =>
        `${String(row['Ключ']).split('/')[0] ?? ''} → ${String(row['Кому'])}: ${String(row['Статус'])}`,
    )
    .filter((line) => !/digest|deadline/.test(line));

interface Case {
  readonly programme: string;
  readonly rows: Readonly<Record<string, readonly Typed[]>>;
  readonly decided: string;
  readonly before: readonly string[];
  readonly hand: (book: WorkbookModel) => void;
  /** When the edit is made: on the same day, and days later, when no rule looks back that far. */
  readonly reversed: readonly string[];
  readonly after: readonly string[];
}

const cases: readonly (readonly [string, Case])[] = [
  [
    'a refused registration that is accepted after all',
    {
      programme: 'marathon',
      rows: { Регистрации: [registration('anna', false)] },
      decided: '2023-09-06T08:00:00+03:00',
      before: ['marathon.rejected → anna@example.com: черновик'],
      hand: set('Регистрации', 1, 'На портале', true),
      reversed: ['2023-09-06T09:00:00+03:00', '2023-09-12T09:00:00+03:00'],
      after: [
        'marathon.rejected → anna@example.com: отменено',
        'marathon.registered → anna@example.com: черновик',
      ],
    },
  ],
  [
    'a registration whose address was mistyped',
    {
      programme: 'marathon',
      rows: { Регистрации: [registration('anna', true)] },
      decided: '2023-09-06T08:00:00+03:00',
      before: ['marathon.registered → anna@example.com: черновик'],
      hand: set('Регистрации', 1, 'Email', 'anna@example.org'),
      reversed: ['2023-09-06T09:00:00+03:00', '2023-09-12T09:00:00+03:00'],
      after: [
        'marathon.registered → anna@example.com: отменено',
        'marathon.registered → anna@example.org: черновик',
      ],
    },
  ],
  [
    'a winner whose best result was a mistake',
    {
      programme: 'marathon',
      rows: {
        Регистрации: [registration('anna', true)],
        Блоки: [block],
        Посещения: [visit('anna')],
      },
      decided: '2023-11-04T08:00:00+03:00',
      before: [
        'marathon.registered → anna@example.com: черновик',
        'marathon.winner → anna@example.com: черновик',
      ],
      hand: set('Посещения', 1, 'Формат', 'запись'),
      reversed: ['2023-11-04T09:00:00+03:00', '2023-11-08T09:00:00+03:00'],
      after: [
        'marathon.registered → anna@example.com: черновик',
        'marathon.winner → anna@example.com: отменено',
      ],
    },
  ],
  [
    'a withdrawal that is refused only until the contract is entered',
    {
      programme: 'referral',
      rows: withdrawal,
      decided: '2023-11-02T08:00:00+03:00',
      before: [
        'referral.withdrawal-rejected → astra@example.com: черновик',
        'referral.contract → astra@example.com: черновик',
      ],
      hand: set('Партнёры', 1, 'Договор подписан', serial('2023-11-01')),
      reversed: ['2023-11-02T09:00:00+03:00', '2023-11-07T09:00:00+03:00'],
      after: [
        'referral.withdrawal-rejected → astra@example.com: отменено',
        'referral.contract → astra@example.com: отменено',
      ],
    },
  ],
  [
    'a listener whom the organiser has to refuse after all',
    {
      programme: 'webinars',
      rows: oneWebinar(),
      decided: '2023-10-02T09:00:00+06:00',
      before: ['webinars.confirmed → anna@example.com: черновик'],
      hand: set('Слушатели', 1, 'Отказать', 'конкурент'),
      reversed: ['2023-10-02T10:00:00+06:00', '2023-10-05T10:00:00+06:00'],
      after: [
        'webinars.confirmed → anna@example.com: отменено',
        'webinars.rejected → anna@example.com: черновик',
      ],
    },
  ],
  [
    'a client whose list of software was entered late',
    {
      programme: 'technocom',
      rows: {
        Представители: [{ Партнёр: 'Астра', Роль: 'авторизованный', Email: 'astra@example.com' }],
        'Реестр клиентов': [
          {
            Клиент: 'Завод',
            ИНН: '7707083893',
            'Договор или контракт': 'Д-1',
            Адрес: 'Екатеринбург',
            Партнёр: 'Астра',
            'Дата запроса': serial('2023-08-01 10:00'),
            'Причина интереса': 'АСУ ТП',
            'Контакт 1': 'Первый',
            'Контакт 2': 'Второй',
            Подтверждено: serial('2023-08-01'),
          },
        ],
      },
      // 1 August + 60 days is 30 September.
      decided: '2023-10-01T08:00:00+05:00',
      before: ['technocom.fixation-expired → astra@example.com: черновик'],
      hand: set('Реестр клиентов', 1, 'Перечень ПО получен', serial('2023-09-15')),
      reversed: ['2023-10-01T09:00:00+05:00', '2023-10-06T09:00:00+05:00'],
      after: ['technocom.fixation-expired → astra@example.com: отменено'],
    },
  ],
  [
    'a membership whose renewal was entered late',
    {
      programme: 'resellers',
      rows: {
        Реселлеры: [
          {
            Компания: 'Астра',
            Email: 'astra@example.com',
            'Дата регистрации': serial('2022-02-10'),
            'Заявленный уровень': 'Primary Reseller',
            Согласовано: true,
          },
        ],
      },
      decided: '2023-01-01T08:00:00+06:00',
      before: ['resellers.expired → astra@example.com: черновик'],
      hand: set('Реселлеры', 1, 'Продлено по год', 2023),
      reversed: ['2023-01-01T09:00:00+06:00', '2023-01-05T09:00:00+06:00'],
      after: ['resellers.expired → astra@example.com: отменено'],
    },
  ],
];

test.each(cases)('a decision: %s', (_, { programme, rows, decided, before, hand, reversed, after }) => {
  for (const later of reversed) {
    const book = connected(programme);
    for (const [title, typed] of Object.entries(rows)) type(book, title, typed);
    open(book, { now: decided }).call('recompute');
    expect(letters(book)).toEqual(before);
    // Nothing has changed, so nothing is taken back, however long staff have not sent it.
    open(book, { now: later }).call('recompute');
    expect(letters(book)).toEqual(before);
    hand(book);
    open(book, { now: later }).call('recompute');
    expect(letters(book)).toEqual(after);
  }
});

/** Subjects of the letters of one code. */
const subjects = (book: WorkbookModel, code: string): readonly string[] =>
  table(book, 'Письма')
    .filter((row) => String(row['Ключ']).startsWith(`${code}/`))
    .map((row) => String(row['Тема']).replace(/\s/g, ' '));

interface Figures {
  readonly programme: string;
  readonly rows: Readonly<Record<string, readonly Typed[]>>;
  readonly code: string;
  readonly made: string;
  readonly before: string;
  readonly come: Readonly<Record<string, readonly Typed[]>>;
  readonly later: readonly string[];
  readonly after: string;
}

const figures: readonly (readonly [string, Figures])[] = [
  [
    'points of a test whose export arrives after its closing',
    {
      programme: 'marathon',
      rows: { Регистрации: [registration('anna', true)], Блоки: [block] },
      code: 'marathon.score',
      made: '2023-10-27T12:00:00+03:00',
      before: 'У вас 0 баллов, место 1: закрыт тест «Блок 1. О продукте»',
      come: {
        'Результаты тестов': [
          { Блок: 1, Email: 'anna@example.com', Завершён: serial('2023-10-21 10:00'), 'Верных ответов': 8 },
        ],
      },
      later: ['2023-10-27T15:00:00+03:00', '2023-10-30T15:00:00+03:00'],
      after: 'У вас 8 баллов, место 1: закрыт тест «Блок 1. О продукте»',
    },
  ],
  [
    'a statement of the 1st and a charge that is entered late',
    {
      programme: 'referral',
      rows: withdrawal,
      code: 'referral.statement',
      made: '2023-11-01T08:00:00+03:00',
      before: 'Выписка за октябрь 2023: начислено 6 000 ₽, на балансе 6 000 ₽',
      come: { Списания: [charge('Второй')] },
      later: ['2023-11-01T15:00:00+03:00', '2023-11-06T15:00:00+03:00'],
      after: 'Выписка за октябрь 2023: начислено 9 000 ₽, на балансе 9 000 ₽',
    },
  ],
];

test.each(figures)('figures: %s', (_, { programme, rows, code, made, before, come, later, after }) => {
  for (const now of later) {
    const book = connected(programme);
    for (const [title, typed] of Object.entries(rows)) type(book, title, typed);
    open(book, { now: made }).call('recompute');
    expect(subjects(book, code)).toEqual([before]);
    for (const [title, typed] of Object.entries(come)) type(book, title, typed);
    open(book, { now }).call('recompute');
    expect(subjects(book, code)).toEqual([after]);
    expect(open(book, { now }).run('recompute').changed).toEqual({});
    open(book, { now }).call('send');
    // A letter that was sent stays as it was sent.
    open(book, { now }).call('recompute');
    expect(subjects(book, code)).toEqual([after]);
  }
});

test('at noon this morning’s digest no longer names what staff have corrected', () => {
  const book = connected('marathon');
  type(book, 'Блоки', [block]);
  type(book, 'Регистрации', [registration('anna', true)]);
  type(book, 'Посещения', [visit('bob')]);
  const text = (now: string): string => {
    open(book, { now }).call('recompute');
    return table(book, 'Письма')
      .filter((row) => String(row['Ключ']).startsWith('marathon.digest/'))
      .map((row) => String(row['Текст']))
      .join();
  };
  expect(text('2023-10-21T08:00:00+03:00')).toContain('«Посещения», 1 строка: 2');
  type(book, 'Посещения', [visit('carol')]);
  expect(text('2023-10-21T10:00:00+03:00')).toContain('«Посещения», 2 строки: 2, 3');
  set('Посещения', 2, 'Email', 'anna@example.com')(book);
  expect(text('2023-10-21T12:00:00+03:00')).toContain('«Посещения», 1 строка: 2');
});

test('a decision that staff fill in after the daily run is told by the next one, and waits for them', () => {
  const book = connected('technocom');
  type(book, 'Представители', [{ Партнёр: 'Альфа', Роль: 'официальный', Email: 'alpha@example.com' }]);
  type(book, 'Реестр клиентов', [
    {
      Клиент: 'Ромашка',
      ИНН: '7204196795',
      'Договор или контракт': '1',
      Адрес: 'Тюмень',
      Партнёр: 'Альфа',
      'Дата запроса': serial('2024-03-01 10:00'),
      'Причина интереса': 'проект',
      'Контакт 1': 'Первый',
      'Контакт 2': 'Второй',
    },
  ]);
  const letter = (now: string): unknown => {
    open(book, { now }).call('daily');
    const [found] = table(book, 'Письма').filter((row) => String(row['Ключ']).startsWith('technocom.fixed/'));
    return found?.['Статус'];
  };
  expect(letter('2024-03-05T08:00:00+05:00')).toBeUndefined();
  set('Реестр клиентов', 1, 'Подтверждено', serial('2024-03-05'))(book);
  for (const now of ['2024-03-06T08:00:00+05:00', '2024-03-07T08:00:00+05:00', '2024-03-20T08:00:00+05:00'])
    expect(letter(now)).toBe('черновик');
  set('Реестр клиентов', 1, 'Отклонено', serial('2024-03-20'))(book);
  expect(letter('2024-03-21T08:00:00+05:00')).toBe('отменено');
});
