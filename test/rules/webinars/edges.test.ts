// «Проверки» and «Смета» in limiting cases: what is known before the end, what a sentence names, what a
// violation blocks.
import { describe, expect, test } from '@jest/globals';
import { reviewAnnouncement } from '../../../src/rules/webinars/announcements.js';
import { compileChecker } from '../../../src/rules/webinars/texts.js';
import { vendorPositioning } from '../../../src/rules/webinars/vendor.js';
import { at, day, type Scene, type Typed } from '../harness.js';
import { CODE, listener, present, season, webinar } from './scenes.js';

const BEFORE = '2024-03-01T12:00:00+05:00';
const checks = (
  tabs: Scene['tabs'],
  requirement: string,
  more: Omit<Partial<Scene>, 'tabs'> = {},
): readonly string[] =>
  (season(tabs, { now: BEFORE, ...more }).outputs['Проверки'] ?? [])
    .filter((row) => row['Требование'] === requirement)
    .map((row) => `${String(row['Выполнено'])}: ${String(row['Комментарий'])}`.replaceAll('\u00a0', ' '));

// «Составление сметы»: costs that are not approved are not compensated; until the webinar is over they may
// still be approved.
describe('costs before and after the webinar', () => {
  const cost = (more: Typed): Typed => ({ Вебинар: CODE, Статья: 'Зал', План: 1, ...more });
  const APPROVED = 'Все затраты согласованы';
  const PAPER = 'На каждую затрату есть документ';
  test.each<[string, string, Typed, string]>([
    [APPROVED, 'nothing spent', { Факт: 0 }, 'позже: «Составление сметы»'],
    [APPROVED, 'spent and approved', { Согласовано: 1, Факт: 1 }, 'да: «Составление сметы»'],
    [APPROVED, 'spent and not approved yet', { Факт: 1 }, 'позже: строка сметы 2 («Составление сметы»)'],
    [PAPER, 'with its document', { Согласовано: 1, Факт: 1, Документ: true }, 'да: «Составление сметы»'],
    [PAPER, 'without it yet', { Согласовано: 1, Факт: 1 }, 'позже: строка сметы 2 («Составление сметы»)'],
  ])('%s: %s', (requirement, _, more, expected) => {
    expect(checks({ Смета: [cost(more)] }, requirement)).toEqual([expected]);
  });
  // A line that is spent, agreed and documented, and another one.
  const AFTER = '2024-03-20T12:00:00+05:00';
  test.each<[string, string, string, Typed, string]>([
    [APPROVED, 'planned, before the webinar', BEFORE, {}, 'позже: строка сметы 3 («Составление сметы»)'],
    [APPROVED, 'planned and never spent', AFTER, {}, 'да: «Составление сметы»'],
    [PAPER, 'planned, before the webinar', BEFORE, {}, 'да: «Составление сметы»'],
    [PAPER, 'planned and never spent', AFTER, {}, 'да: «Составление сметы»'],
    [PAPER, 'spent, not agreed', AFTER, { Факт: 50 }, 'нет: строка сметы 3 («Составление сметы»)'],
  ])('%s: beside a faultless line one that is %s', (requirement, _, now, more, expected) => {
    const lines = [cost({ Согласовано: 1, Факт: 1, Документ: true }), cost(more)];
    expect(checks({ Смета: lines }, requirement, { now })).toEqual([expected]);
  });
});

describe('the programme («Программа вебинара», п. 1)', () => {
  const talk = (start: string, end: string): Typed => ({
    Вебинар: CODE,
    Начало: start,
    Окончание: end,
    Тема: 'Обзор Битрикс24',
    Спикер: 'Мир',
    Компания: 'Сирень',
    Продукт: 'Битрикс24',
  });
  test.each([
    ['11:40', 30, '30 минут', 'да: «Обзор Битрикс24», 11:00–11:40 («Программа вебинара», п. 1)'],
    ['11:40', 41, '41 минуты', 'нет: «Программа вебинара», п. 1'],
    ['11:41', 41, '41 минуты', 'да: «Обзор Битрикс24», 11:00–11:41 («Программа вебинара», п. 1)'],
    ['11:41', 42, '42 минут', 'нет: «Программа вебинара», п. 1'],
  ])('a talk until %s with a minimum of %d minutes', (end, minimum, words, expected) => {
    expect(
      checks({ Доклады: [talk('11:00', end)] }, `Есть доклад о продукте от ${words}, продукт назван`, {
        settings: { 'Минимум доклада, минут': minimum },
      }),
    ).toEqual([expected]);
  });
  test('a talk that ends before it begins is reported, even if it is the only one', () => {
    expect(checks({ Доклады: [talk('11:00', '10:00')] }, 'Доклады: окончание позже начала')).toEqual([
      'нет: строка 2 («Посадочная страница», п. 3)',
    ]);
  });
});

// «Штрафы»: a refusal excludes the partner for a year, from the day after it on.
test('a refusal does not bar a webinar on the same day', () => {
  const tabs = {
    Вебинары: [
      webinar({ Отказ: day('2024-02-28') }),
      ...['2024-02-28', '2024-02-29'].map((date) =>
        webinar({ Вебинар: date, Начало: at(`${date} 11:00`), Окончание: at(`${date} 12:00`) }),
      ),
    ],
  };
  const rest = '(«Штрафы»; «Основные положения программы», п. 6)';
  expect(checks(tabs, 'Участие партнёра не запрещено')).toEqual([
    'да: «Штрафы»; «Основные положения программы», п. 6',
    'да: «Штрафы»; «Основные положения программы», п. 6',
    `нет: отказ от вебинара ${CODE}: запрет до 28.02.2025 ${rest}`,
  ]);
});

describe('letters and registrations («Работа с зарегистрированными»)', () => {
  const CLAUSE = '(«Работа с зарегистрированными до вебинара, средний % явки»)';
  const WEEKLY = 'Еженедельные напоминания отправлены';
  const anna = (registered: string): Scene['tabs'] => ({
    Слушатели: [listener({ Email: 'anna@example.com', 'Дата регистрации': at(registered) })],
  });
  const key = { recipient: 'anna@example.com', date: '2024-03-14T11:00' };
  test('confirmations to all accepted listeners answer «да» even before the webinar', () => {
    const past = { 'webinars.confirmed': [{ ...key, object: CODE, memo: key.date }] };
    expect(checks(anna('2024-02-28 12:00'), 'Подтверждения отправлены всем принятым', { past })).toEqual([
      'да: отправлено 1, принято 1 («Посадочная страница», п. 6)',
    ]);
  });
  test('one reminder sent, one not due yet', () => {
    const past = { 'webinars.weekly': [{ ...key, date: '2024-03-14', object: 'В-1/14' }] };
    expect(checks(anna('2024-02-28 12:00'), WEEKLY, { past })).toEqual([
      `позже: отправлено рассылок: 1 из 2 ${CLAUSE}`,
    ]);
  });
  test('a listener who registers at the moment of a reminder does not need it', () => {
    const more = { now: '2024-03-09T12:00:00+05:00' };
    expect(checks(anna('2024-03-07 10:00'), WEEKLY, more)).toEqual([`позже: ${CLAUSE.slice(1, -1)}`]);
    expect(checks(anna('2024-03-07 09:59'), WEEKLY, more)).toEqual([
      `нет: не отправлено: 07.03.2024 ${CLAUSE}`,
    ]);
  });
  test('enough registrations; no number is enough if nobody is expected to come', () => {
    const requirement = 'Регистраций хватает для 25 слушателей';
    const many = { Слушатели: Array.from({ length: 84 }, () => listener()) };
    expect(checks(many, requirement)).toEqual([`да: регистраций 84 ${CLAUSE}`]);
    expect(checks(many, requirement, { settings: { 'Явка от, %': 0 } })).toEqual([
      `позже: ${CLAUSE.slice(1, -1)}`,
    ]);
  });
  test('after the webinar those who came show whether there were enough registrations', () => {
    const more = { now: '2024-03-14T12:30:00+05:00' };
    const few = { Слушатели: [listener(), listener()] };
    const requirement = 'Регистраций хватает для 25 слушателей';
    expect(checks({ ...few, Явка: present(25) }, requirement, more)).toEqual([
      `да: регистраций 2, слушателей 25 ${CLAUSE}`,
    ]);
    expect(checks({ ...few, Явка: present(24) }, requirement, more)).toEqual([
      `нет: регистраций 2, слушателей 24 ${CLAUSE}`,
    ]);
  });
});

// «Анонсирование», «Запрещается»: only a placement violation that happened at least once excludes the
// lines of its channel.
test.each<[string, Typed, number]>([
  ['a placement', { Вид: 'размещение' }, 0],
  ['a placement with the count 0', { Вид: 'размещение', Количество: 0 }, 100],
  ['a violation of another kind', { Вид: 'иное' }, 100],
])('%s in a channel', (_, more, sum) => {
  const tabs = {
    Смета: [
      { Вебинар: CODE, Статья: 'Посты', Канал: 'ВК', План: 100, Согласовано: 100, Факт: 100, Документ: true },
    ],
    Нарушения: [{ Вебинар: CODE, Дата: day('2024-03-05'), Канал: 'ВК', ...more }],
  };
  expect(season(tabs).computed['Смета']?.[0]?.['К компенсации']).toBe(sum);
});

describe('words in announcements', () => {
  const checker = compileChecker([]);
  const texts = (text: string, channel = 'ВК', cold = false): readonly string[] =>
    reviewAnnouncement({ row: 2, webinar: CODE, text, channel, logo: true, cold, cost: null }, checker)
      .remarks;
  const CLEAN = 'Бесплатно, нужна регистрация: info@example.com';
  test.each(['Вебинар', 'Мероприятие'])('%s by the vendor is found', (event) => {
    expect(vendorPositioning(`${event} от 1С-Битрикс`)).toHaveLength(1);
  });
  test.each(['компании', 'вендора', 'фирмы', 'разработчика'])('«от %s 1С-Битрикс» is found', (company) => {
    expect(vendorPositioning(`Вебинар от ${company} 1С-Битрикс`)).toHaveLength(1);
  });
  // Пункт 4: the instruction's own list of channels of little use.
  test.each([
    'радио',
    'Телевидение',
    'ТВ',
    'Газета «Пример»',
    'журналы',
    'листовки',
    'Раздача листовок',
    'Контекстная  реклама',
    'Контекстная реклама',
    'баннеры',
    'Баннерная реклама',
    'Яндекс.Директ',
    'Google Adwords',
  ])('%s is a channel of little effect', (channel) => {
    expect(texts(CLEAN, channel)).toEqual([`низкая эффективность: ${channel}`]);
  });
  test.each([
    ['Бесплатно, регистрация: info@example.com', []],
    ['Бесплатный вебинар, зарегистрируйтесь: info@mail.example.com', []],
    ['Вебинар бесплатен, регистрируйтесь: +7 (700) 555-01-02', []],
    ['Бесплатно, регистрация: info@example', ['нет контакта: адреса почты или телефона']],
    ['Бесплатно, регистрация: 12345678901234567890', ['нет контакта: адреса почты или телефона']],
    ['Бесплатно, перерегистрация: info@example.com', ['нет слова «регистрация»']],
  ])('%s', (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });
  test('in a cold mailing every mention of the vendor is found, each listed once', () => {
    expect(texts(`${CLEAN}. Битрикс24, Битрикс24 и 1С-Битрикс`, 'Почта', true)).toEqual([
      'в рассылке по холодной базе упомянут вендор: «Битрикс24», «1С-Битрикс»',
    ]);
  });
  test('several remarks are joined', () => {
    const tabs = {
      Анонсы: [{ Вебинар: CODE, Канал: 'ВК', Текст: 'Приходите', 'Логотип организатора': true }],
    };
    expect(season(tabs).computed['Анонсы']?.[0]?.['Замечания']).toBe(
      'нет слова «бесплатно»; нет слова «регистрация»; нет контакта: адреса почты или телефона',
    );
  });
});
