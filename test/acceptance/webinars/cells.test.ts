// Hand-made webinars, a case or more for every sentence on rows, registrations, attendance, budget, consequences and states.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type RawCell, type RawRow, serial } from './oracle.js';
import { bundle, type Line, wall, world, type World } from './support.js';

let built = '';
beforeAll(async () => {
  built = await bundle();
});

const NOW = '20.12.2023 09:00';
const webinar = (more: Readonly<Record<string, RawCell>> = {}): RawRow => ({
  Вебинар: 'В1',
  Партнёр: 'ТОО Ёж',
  'Email партнёра': 'p@p.kz',
  Координатор: 'k@k.kz',
  Тема: 'Битрикс24 для продаж',
  Начало: serial('11.12.2023 11:00'),
  Окончание: serial('11.12.2023 13:00'),
  'Программа подана': serial('27.11.2023'),
  'Фактическая смета': serial('18.12.2023'),
  ...more,
});
const listener = (more: Readonly<Record<string, RawCell>> = {}): RawRow => ({
  Вебинар: 'В1',
  Фамилия: 'Ким',
  Имя: 'Ли',
  Компания: 'Тау',
  Должность: 'инженер',
  Email: 'a@a.kz',
  Телефон: '+7 701 123-45-67',
  Согласие: true,
  'Дата регистрации': serial('01.12.2023 10:00'),
  ...more,
});
const visits = (count: number, code = 'В1'): RawRow[] =>
  Array.from({ length: count }, (_, index) => ({ Вебинар: code, Email: `v${index}@v.kz`, Минут: null }));
const line = (more: Readonly<Record<string, RawCell>> = {}): RawRow => ({
  Вебинар: 'В1',
  Статья: 'Посты',
  Канал: 'ВК',
  План: 100_000,
  Согласовано: 60_000,
  Факт: 50_000,
  Документ: true,
  Скриншот: true,
  ...more,
});
const announcement = (more: Readonly<Record<string, RawCell>> = {}): RawRow => ({
  Вебинар: 'В1',
  Канал: 'ВК',
  Текст: 'Бесплатный вебинар, нужна регистрация: info@p.kz',
  'Логотип организатора': true,
  ...more,
});
const violation = (kind: string, more: Readonly<Record<string, RawCell>> = {}): RawRow => ({
  Вебинар: 'В1',
  Дата: serial('05.12.2023'),
  Вид: kind,
  ...more,
});

function counted(
  tables: Readonly<Record<string, readonly RawRow[]>>,
  now = NOW,
  settings: Readonly<Record<string, RawCell>> = {},
): World {
  const made = world(built);
  for (const [name, value] of Object.entries(settings)) made.set(name, value);
  made.fillAll({ Вебинары: [webinar()], ...tables });
  made.call('recompute', wall(now));
  return made;
}
const pick = (row: Line, ...names: readonly string[]): RawCell[] => names.map((name) => row[name] ?? null);

describe('rule 0: rows in error', () => {
  test('unknown codes, twins, backward times, negative figures', () => {
    const made = counted({
      Вебинары: [
        webinar(),
        null,
        webinar({ Вебинар: ' в1 ', Партнёр: 'Другой' }),
        webinar({ Вебинар: 'В2', Окончание: serial('11.12.2023 11:00') }),
        webinar({ Вебинар: 'В3', Начало: '2023-12-11 11:00', Окончание: '11.12.2023 11:01' }),
        webinar({ Вебинар: 'В4', 'Email партнёра': 'p@' }),
        webinar({ Вебинар: 'В5', Фотографии: 'скоро' }),
      ],
      Слушатели: [listener({ Вебинар: 'Х' }), listener({ Вебинар: 'В1\u00a0' })],
      Явка: [
        { Вебинар: 'В1', Email: 'a@a.kz', Минут: -1 },
        { Вебинар: 'Х', Email: 'a@a.kz' },
      ],
      Смета: [line({ Факт: -0.01 }), line({ Вебинар: 'Х' }), line({ Согласовано: -1 }), line({ План: null })],
      Анонсы: [announcement({ Вебинар: 'Х' }), announcement({ Стоимость: -5 })],
      Посадочные: [{ Вебинар: 'Х', Адрес: 'x', Платформа: 'другая' }],
      Доклады: [
        { Вебинар: 'Х', Начало: '11:00', Окончание: '12:00', Тема: 'Т', Спикер: 'С', Компания: 'К' },
        { Вебинар: 'В1', Начало: '11:00', Окончание: '11:00', Тема: 'Т', Спикер: 'С', Компания: 'К' },
      ],
      Нарушения: [
        violation('иное', { Вебинар: 'Х' }),
        violation('иное', { Количество: -1 }),
        violation('шум'),
      ],
    });
    expect(made.errors()).toEqual(
      [
        ...['Вебинары/4', 'Вебинары/5', 'Вебинары/7', 'Вебинары/8', 'Слушатели/2', 'Явка/2', 'Явка/3'],
        ...['Смета/2', 'Смета/3', 'Смета/4', 'Смета/5', 'Анонсы/2', 'Анонсы/3', 'Посадочные/2'],
        ...['Доклады/2', 'Доклады/3', 'Нарушения/2', 'Нарушения/3', 'Нарушения/4'],
      ].sort(),
    );
    expect(pick(made.row('Вебинары', 4), 'Состояние', 'Регистраций', 'Основание')).toEqual([
      null,
      null,
      null,
    ]);
    expect(made.row('Вебинары', 6)['Состояние']).toBe('отчётность');
    expect(made.row('Явка', 2)['Примечание']).toMatch(/^ошибка: /);
    expect(made.row('Смета', 2)['Причина']).toMatch(/^ошибка: /);
    expect(made.row('Слушатели', 2)['Причина']).toMatch(/^ошибка: /);
    expect(made.row('Слушатели', 3)['Статус']).toBe('принята');
  });

  test('columns in another order, staff columns and renamed headers in another case stay and are read', () => {
    const made = world(built);
    made.fillAll({ Вебинары: [webinar()] });
    const names = ['Заметки', ...made.headers('Слушатели').reverse()].map((name) =>
      name === 'Email' ? ' EMAIL * ' : name,
    );
    const cells = listener({ ' EMAIL * ': 'z@z.kz', Заметки: '=моё' });
    made.workbook.setRows('Слушатели', [names, names.map((name) => cells?.[name] ?? null)]);
    made.call('recompute', wall(NOW));
    expect(made.row('Слушатели', 2)).toMatchObject({ Статус: 'принята', Заметки: '=моё' });
  });
});

describe('rule 1: registrations', () => {
  const CASES: readonly (readonly [string, Readonly<Record<string, RawCell>>, RawCell, RegExp | null])[] = [
    ['whole', {}, 'принята', null],
    ['no surname', { Фамилия: ' \u00a0' }, 'отклонена', /Фамилия/],
    ['no name', { Имя: null }, 'отклонена', /Имя/],
    ['no company', { Компания: null }, 'отклонена', /Компания/],
    ['no position', { Должность: null }, 'отклонена', /Должность/],
    ['no address', { Email: null }, 'отклонена', /Email/],
    ['bad address', { Email: 'a@b' }, 'отклонена', /Email/],
    ['two addresses', { Email: 'a@b.kz, c@d.kz' }, 'отклонена', /Email/],
    ['nine digits', { Телефон: '701 123-45-6' }, 'отклонена', /Телефон/],
    ['ten digits as a number', { Телефон: 7_011_234_567 }, 'принята', null],
    ['no consent', { Согласие: 'нет' }, 'отклонена', /Согласие/],
    ['unreadable consent', { Согласие: 'ну да' }, 'отклонена', /Согласие/],
    ['consent in words', { Согласие: 'ДА' }, 'принята', null],
    ['competitor', { Отказать: 'Конкурент' }, 'отклонена', /конкурент/],
    ['several faults', { Имя: null, Телефон: null }, 'отклонена', /Имя.*Телефон/],
    ['bad date', { 'Дата регистрации': 'вчера' }, null, /^ошибка: /],
    ['no date', { 'Дата регистрации': null }, null, /^ошибка: /],
    ['date as text', { 'Дата регистрации': '2023-12-01 10:00:30' }, 'принята', null],
    ['bare date', { 'Дата регистрации': '01.12.2023' }, 'принята', null],
  ];
  test.each(CASES)('%s', (_name, cells, status, reason) => {
    const row = counted({ Слушатели: [listener(cells)] }).row('Слушатели', 2);
    expect(row['Статус'] ?? null).toBe(status);
    if (reason) expect(row['Причина']).toMatch(reason);
    else expect(row['Причина'] ?? null).toBeNull();
  });

  test('of several valid ones the earliest, then the upper; rejected ones take no place', () => {
    const made = counted({
      Вебинары: [webinar(), webinar({ Вебинар: 'В2' })],
      Слушатели: [
        listener({ 'Дата регистрации': serial('01.12.2023 12:00') }),
        listener({ Email: ' A@A.kz', 'Дата регистрации': serial('01.12.2023 11:00') }),
        null,
        listener({ 'Дата регистрации': serial('01.12.2023 11:00') }),
        listener({ 'Дата регистрации': serial('01.12.2023 10:00'), Согласие: null }),
        listener({ Вебинар: 'В2', 'Дата регистрации': serial('02.12.2023 11:00') }),
      ],
    });
    expect([2, 3, 5, 6, 7].map((row) => made.row('Слушатели', row)['Статус'])).toEqual([
      ...['отклонена', 'принята', 'отклонена', 'отклонена', 'принята'],
    ]);
    expect(made.row('Вебинары', 2)['Регистраций']).toBe(1);
  });
});

describe('rule 2: attendance', () => {
  test('distinct addresses, blank minutes, sums of reconnections, guests', () => {
    const made = counted({
      Слушатели: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => listener({ Email: `${name}@a.kz` })),
      Явка: [
        { Вебинар: 'В1', Email: 'a@a.kz', Минут: 0.5 },
        { Вебинар: 'В1', Email: 'b@a.kz', Минут: null },
        { Вебинар: 'в1', Email: 'A@a.kz', Минут: '0,5' },
        { Вебинар: 'В1', Email: 'c@a.kz', Минут: 0.9 },
        { Вебинар: 'В1', Email: 'guest@a.kz', Минут: 1 },
      ],
    });
    expect([2, 3, 4, 5, 6].map((row) => made.row('Явка', row)['Зачтено'] ?? null)).toEqual([
      ...['да', 'да', null, 'нет', 'да'],
    ]);
    expect(made.row('Явка', 4)['Примечание']).not.toBeNull();
    expect(made.row('Явка', 6)['Примечание']).toBe('не зарегистрирован');
    expect(pick(made.row('Вебинары', 2), 'Регистраций', 'Слушателей', 'Явка, %', 'Прогноз явки')).toEqual([
      ...[6, 3, 33.3, null],
    ]);
  });

  test('the forecast stands until the end; the share is blank without registrations', () => {
    const many = Array.from({ length: 84 }, (_, index) => listener({ Email: `n${index}@a.kz` }));
    const before = counted({ Слушатели: many }, '11.12.2023 12:59');
    expect(before.row('Вебинары', 2)['Прогноз явки']).toBe('25–33');
    expect(
      counted({ Слушатели: many }, '11.12.2023 13:00').row('Вебинары', 2)['Прогноз явки'] ?? null,
    ).toBeNull();
    expect(counted({ Явка: visits(2) }).row('Вебинары', 2)).toMatchObject({ Слушателей: 2, Регистраций: 0 });
    expect(counted({ Явка: visits(2) }).row('Вебинары', 2)['Явка, %'] ?? null).toBeNull();
  });
});

describe('rule 3: budget and bonuses', () => {
  const LINES: readonly (readonly [string, Readonly<Record<string, RawCell>>, readonly RawRow[], number])[] =
    [
      ['the smaller of both', {}, [], 50_000],
      ['approved is smaller', { Согласовано: '40 000,50 ₸' }, [], 40_000.5],
      ['not approved', { Согласовано: null }, [], 0],
      ['no paper', { Документ: null }, [], 0],
      ['no actual cost', { Факт: null }, [], 0],
      ['no screenshot, not announced', { Скриншот: null }, [], 50_000],
      ['no screenshot, announced', { Скриншот: null, Канал: ' вк ' }, [announcement()], 0],
      ['no screenshot, announced elsewhere', { Скриншот: null }, [announcement({ Канал: 'ТВ' })], 50_000],
      ['no channel', { Скриншот: null, Канал: null }, [announcement()], 50_000],
      ['a clean announcement costs nothing', {}, [announcement({ Стоимость: 9_000 })], 50_000],
      [
        'a bad one is taken off',
        {},
        [announcement({ Стоимость: 9_000, 'Логотип организатора': null })],
        41_000,
      ],
      ['not below 0', {}, [announcement({ Стоимость: 90_000, 'Логотип организатора': null })], 0],
    ];
  test.each(LINES)('%s', (_name, cells, announcements, paid) => {
    const row = counted({ Смета: [line(cells)], Анонсы: announcements }).row('Смета', 2);
    expect(row['К компенсации']).toBe(paid);
    if (paid === 0 || paid === 41_000) expect(row['Причина']).toBeTruthy();
    else expect(row['Причина'] ?? null).toBeNull();
  });

  test('costs are taken off in row order; a placement that names a channel takes its lines whole', () => {
    const bad = announcement({ Стоимость: 30_000, 'Логотип организатора': null });
    const lines = [line({ Факт: 20_000 }), line({ Канал: 'Радио', Факт: 7_000 }), line({ Факт: 20_000 })];
    const made = counted({ Смета: [...lines, line({ Факт: 5_000 })], Анонсы: [bad] });
    expect([2, 3, 4, 5].map((row) => made.row('Смета', row)['К компенсации'])).toEqual([
      0, 7_000, 10_000, 5_000,
    ]);
    const whole = counted({ Смета: lines, Нарушения: [violation('размещение', { Канал: 'ВК ' })] });
    expect([2, 3, 4].map((row) => whole.row('Смета', row)['К компенсации'])).toEqual([0, 7_000, 0]);
  });

  test.each([
    [24, 1, 0, 0],
    [25, 1, 100, 50_000],
    [25, 2, 100, 80_000],
  ])('%d listeners, %d lines: %d points, %d bonuses', (count, lines, points, bonuses) => {
    const made = counted({ Явка: visits(count), Смета: Array.from({ length: lines }, () => line()) });
    expect(pick(made.row('Вебинары', 2), 'Баллы', 'Бонусы')).toEqual([points, bonuses]);
  });
});

describe('rule 4: consequences', () => {
  type Tables = Readonly<Record<string, readonly RawRow[]>>;
  const CASES: readonly (readonly [string, Tables, string, number, number, RegExp | null])[] = [
    ['none', {}, 'отчётность', 100, 50_000, null],
    [
      'refusal',
      { Вебинары: [webinar({ Отказ: serial('04.12.2023') })] },
      'отказ',
      0,
      0,
      /запрет до 04\.12\.2024/,
    ],
    ['late refusal', { Вебинары: [webinar({ Отказ: '05.12.2023' })] }, 'отказ', 0, 0, /позже недели/],
    ['violation «отказ»', { Нарушения: [violation('Отказ')] }, 'отказ', 0, 0, /запрет до 05\.12\.2024/],
    ['materials', { Нарушения: [violation('передача материалов')] }, 'исключён', 0, 0, /передача материалов/],
    [
      'late by 2 days',
      { Вебинары: [webinar({ 'Программа подана': '29.11.2023' })] },
      'отчётность',
      100,
      50_000,
      null,
    ],
    [
      'late by 3',
      { Вебинары: [webinar({ 'Программа подана': '30.11.2023' })] },
      'исключён',
      0,
      0,
      /программа/i,
    ],
    ['no programme', { Вебинары: [webinar({ 'Программа подана': null })] }, 'исключён', 0, 0, /программа/i],
    [
      'lifted',
      { Вебинары: [webinar({ 'Программа подана': null, 'Исключение снято': '01.12.2023' })] },
      'отчётность',
      100,
      50_000,
      null,
    ],
    [
      'change',
      { Нарушения: [violation('изменение программы')] },
      'отчётность',
      80,
      50_000,
      /изменение программы/,
    ],
    [
      'placements',
      { Нарушения: [violation('размещение', { Количество: 3 })] },
      'отчётность',
      40,
      50_000,
      /размещение/,
    ],
    ['other', { Нарушения: [violation('иное', { Количество: 3 })] }, 'отчётность', 100, 50_000, null],
    [
      'one a bad text',
      { Анонсы: [announcement({ 'Логотип организатора': null, Текст: 'Вебинар от "1С-Битрикс"' })] },
      'отчётность',
      80,
      50_000,
      /размещение/,
    ],
    [
      'late budget',
      { Вебинары: [webinar({ 'Фактическая смета': '20.12.2023' })] },
      'отчётность',
      100,
      0,
      /смета/,
    ],
    ['no budget', { Вебинары: [webinar({ 'Фактическая смета': null })] }, 'отчётность', 100, 0, /смета/],
    [
      'a violation ahead',
      { Нарушения: [violation('отказ', { Дата: '21.12.2023' })] },
      'отчётность',
      100,
      50_000,
      null,
    ],
  ];
  test.each(CASES)('%s', (_name, tables, state, points, bonuses, basis) => {
    const row = counted({ Явка: visits(25), Смета: [line()], ...tables }).row('Вебинары', 2);
    expect(pick(row, 'Состояние', 'Баллы', 'Бонусы')).toEqual([state, points, bonuses]);
    if (basis) expect(row['Основание']).toMatch(basis);
    else expect(row['Основание'] ?? null).toBeNull();
  });

  test('penalties go below 0; the share after violations; blank before the end', () => {
    const tables = {
      Смета: [line()],
      Нарушения: [
        violation('изменение программы', { Количество: 2 }),
        violation('размещение', { Канал: 'ТВ' }),
      ],
    };
    expect(pick(counted(tables).row('Вебинары', 2), 'Баллы', 'Бонусы')).toEqual([-60, 0]);
    const half = { 'Доля бонусов при нарушениях, %': 50, 'Слушателей для зачёта': 1 };
    const made = counted({ ...tables, Явка: visits(1) }, NOW, half);
    expect(pick(made.row('Вебинары', 2), 'Баллы', 'Бонусы')).toEqual([40, 25_000]);
    expect(made.lines('Баллы и бонусы')[0]).toMatchObject({ 'Базовые баллы': 100, Штрафы: 60, Баллы: 40 });
    const ahead = counted(tables, '11.12.2023 12:59').row('Вебинары', 2);
    expect(pick(ahead, 'Баллы', 'Бонусы', 'Состояние')).toEqual([null, null, 'идёт']);
  });

  test('not submitted: excluded from the third day after the term, 00:00', () => {
    const rows = [webinar({ 'Программа подана': null })];
    expect(counted({ Вебинары: rows }, '29.11.2023 23:59').row('Вебинары', 2)['Состояние']).toBe('черновик');
    expect(counted({ Вебинары: rows }, '30.11.2023 00:00').row('Вебинары', 2)['Состояние']).toBe('исключён');
  });
});

describe('rule 5: state', () => {
  const reports = [
    'Количественный отчёт',
    'Фактическая смета',
    'Фотографии',
    'Список регистраций',
    'Бухгалтерские документы',
    'Скриншоты анонсов',
    'Рассылка после',
    'Лиды в CRM',
  ];
  const all = Object.fromEntries(reports.map((name) => [name, serial('14.12.2023')]));
  const CASES: readonly (readonly [string, Readonly<Record<string, RawCell>>, string, string])[] = [
    ['closed', all, NOW, 'закрыт'],
    ['one missing', { ...all, 'Лиды в CRM': null }, NOW, 'отчётность'],
    ['one dated ahead', { ...all, 'Лиды в CRM': serial('21.12.2023') }, NOW, 'отчётность'],
    ['running', {}, '11.12.2023 11:00', 'идёт'],
    ['draft', { 'Программа подана': null }, '20.11.2023 10:00', 'черновик'],
    ['submitted tomorrow', { 'Программа подана': serial('21.11.2023') }, '20.11.2023 10:00', 'черновик'],
    ['programme waits', {}, '28.11.2023 10:00', 'программа на согласовании'],
    ['budget waits', { 'Программа согласована': '28.11.2023' }, '28.11.2023 10:00', 'смета на согласовании'],
    [
      'ready',
      { 'Программа согласована': '28.11.2023', 'Смета согласована': serial('28.11.2023 23:00') },
      '28.11.2023 10:00',
      'готов',
    ],
    ['refused in the end', { ...all, Отказ: serial('10.12.2023') }, NOW, 'отказ'],
    ['refusal ahead', { Отказ: serial('29.11.2023') }, '28.11.2023 10:00', 'программа на согласовании'],
  ];
  test.each(CASES)('%s', (_name, cells, now, state) => {
    expect(counted({ Вебинары: [webinar(cells)] }, now).row('Вебинары', 2)['Состояние']).toBe(state);
  });
});

describe('output', () => {
  test('«Баллы и бонусы»: a total a partner', () => {
    const made = counted(
      {
        Вебинары: [
          webinar(),
          webinar({ Вебинар: 'В2', Партнёр: 'Тау' }),
          webinar({
            Вебинар: 'В3',
            Партнёр: 'тоо  еж',
            Начало: '11.01.2024 11:00',
            Окончание: '11.01.2024 12:00',
          }),
        ],
        Явка: [...visits(25), ...visits(3, 'В2')],
        Смета: [line(), line({ Вебинар: 'В3', Факт: 1_000 })],
        Нарушения: [violation('размещение', { Вебинар: 'В3' })],
      },
      '15.12.2023 09:00',
    );
    const names = [
      'Вебинар',
      'Слушателей',
      'Базовые баллы',
      'Штрафы',
      'Баллы',
      'Смета к компенсации',
      'Бонусы',
    ];
    expect(made.lines('Баллы и бонусы').map((row) => pick(row, ...names))).toEqual([
      ['В1', 25, 100, 0, 100, 50_000, 50_000],
      ['В3', 0, null, 20, null, 1_000, null],
      ['Итого', 25, 100, 20, 100, 51_000, 50_000],
      ['В2', 3, 0, 0, 0, 0, 0],
      ['Итого', 3, 0, 0, 0, 0, 0],
    ]);
  });

  test('«Сроки»: ten dates a webinar, in working days of РК, across the change of the zone', () => {
    const times = { Начало: serial('05.03.2024 23:30'), Окончание: serial('06.03.2024 00:30') };
    const made = counted(
      { Вебинары: [webinar({ ...times, 'Фактическая смета': null })] },
      '17.02.2024 23:59',
    );
    expect(
      made.deadlines().map(({ what, due, left, state }) => [what, due - serial('01.03.2024'), left, state]),
    ).toEqual([
      ['Смета подана', -10, 3, 'скоро'],
      ['Материалы переданы', -3, 10, 'впереди'],
      ['Количественный отчёт', 6, 19, 'впереди'],
      ['Рассылка после', 11, 24, 'впереди'],
      ...['Бухгалтерские документы', 'Скриншоты анонсов', 'Список регистраций'].map((what) => [
        what,
        13,
        26,
        'впереди',
      ]),
      ...['Фактическая смета', 'Фотографии'].map((what) => [what, 13, 26, 'впереди']),
      ['Программа подана', -10, 3, 'выполнено'],
    ]);
  });

  test.each([{ Отказ: '01.12.2023' }, { 'Программа подана': null }])('«Сроки» are lifted: %j', (cells) => {
    const made = counted({ Вебинары: [webinar({ 'Смета подана': '27.11.2023', ...cells })] });
    expect(made.deadlines().map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'снят'));
  });

  test('every computed cell and output figure is explained', () => {
    const made = counted({
      Слушатели: [listener(), listener({ Имя: null })],
      Явка: [...visits(2), ...visits(1)],
      Смета: [line(), line({ Документ: null })],
      Анонсы: [announcement({ Стоимость: 5, 'Логотип организатора': null })],
      Посадочные: [{ Вебинар: 'В1', Адрес: 'x', Платформа: 'другая' }],
      Доклады: [
        { Вебинар: 'В1', Начало: '11:00', Окончание: '11:10', Тема: 'Т', Спикер: 'С', Компания: 'К' },
      ],
      Нарушения: [violation('размещение')],
    });
    const figures = [
      ...['Состояние', 'Регистраций', 'Слушателей', 'Явка, %', 'Баллы', 'Бонусы', 'Основание'].map((name) => [
        'Вебинары',
        2,
        name,
      ]),
      ...['Статус', 'Причина'].map((name) => ['Слушатели', 3, name]),
      ...['Зачтено', 'Примечание'].map((name) => ['Явка', 2, name]),
      ...['К компенсации', 'Причина'].map((name) => ['Смета', 3, name]),
      ...['Замечания', 'Штраф'].map((name) => ['Анонсы', 2, name]),
      ...['Замечания', 'Принята'].map((name) => ['Посадочные', 2, name]),
      ['Доклады', 2, 'Замечания'],
      ['Нарушения', 2, 'Последствие'],
      ...[
        'Слушателей',
        'Базовые баллы',
        'Штрафы',
        'Баллы',
        'Смета к компенсации',
        'Бонусы',
        'Основание',
      ].flatMap((name) => [
        ['Баллы и бонусы', 2, name],
        ['Баллы и бонусы', 3, name],
      ]),
      ['Проверки', 2, 'Выполнено'],
    ];
    const texts = figures.map((figure) => [
      figure.join('/'),
      JSON.stringify(made.call('explain', wall(NOW), figure).result),
    ]);
    for (const [, text] of texts) expect(String(text).length).toBeGreaterThan(60);
  });
});
