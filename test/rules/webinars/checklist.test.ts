// «Проверки»: every requirement that the workbook can check, with да, нет or позже, a detail and a clause.
import { describe, expect, test } from '@jest/globals';
import { erasedEmail } from '../../../src/rules/erased.js';
import { addressHash } from '../../../src/rules/hash.js';
import { instant } from '../../../src/rules/zone.js';
import { at, day, type Scene, type Typed } from '../harness.js';
import { CODE, COMPLETE_PAGE, KEY, listener, present, reported, season, webinar } from './scenes.js';

const BEFORE = '2024-03-01T12:00:00+05:00';
const AFTER = '2024-03-20T12:00:00+05:00';
const list = (
  tabs: Scene['tabs'],
  more: Omit<Partial<Scene>, 'tabs'> = {},
): ReadonlyMap<string, readonly [string, string]> =>
  new Map(
    (season(tabs, more).outputs['Проверки'] ?? []).map((row) => [
      String(row['Требование']),
      [String(row['Выполнено']), String(row['Комментарий'])],
    ]),
  );

test('every requirement once per webinar, each with a clause', () => {
  const rows = season({ Вебинары: [webinar(), webinar({ Вебинар: 'В-2' })] }).outputs['Проверки'] ?? [];
  const own = rows.filter((row) => row['Вебинар'] === CODE).map((row) => row['Требование']);
  expect(new Set(own).size).toBe(own.length);
  expect(rows).toHaveLength(own.length * 2);
  expect(own.length).toBeGreaterThanOrEqual(55);
  for (const row of rows) expect(String(row['Комментарий'])).toMatch(/«.+»/);
});

describe('answers', () => {
  const RULE_BREAKER = { Вебинар: CODE, Дата: day('2024-03-01') };
  test.each<[string, string, Scene['tabs'], string, string]>([
    ['Ссылка для подключения указана', 'given', {}, BEFORE, 'да'],
    ['Ссылка для подключения указана', 'not yet', { Вебинары: [webinar({ Ссылка: '' })] }, BEFORE, 'позже'],
    ['Ссылка для подключения указана', 'missed', { Вебинары: [webinar({ Ссылка: '' })] }, AFTER, 'нет'],
    ['Партнёр не отказался от вебинара', 'no', {}, BEFORE, 'да'],
    [
      'Партнёр не отказался от вебинара',
      'yes',
      { Вебинары: [webinar({ Отказ: day('2024-03-01') })] },
      BEFORE,
      'нет',
    ],
    ['Без иных нарушений', 'one', { Нарушения: [{ ...RULE_BREAKER, Вид: 'иное' }] }, BEFORE, 'нет'],
    [
      'Материалы не переданы третьим лицам',
      'handed on',
      { Нарушения: [{ ...RULE_BREAKER, Вид: 'передача материалов' }] },
      BEFORE,
      'нет',
    ],
    [
      'Программа не менялась без согласования',
      'changed',
      { Нарушения: [{ ...RULE_BREAKER, Вид: 'изменение программы' }] },
      BEFORE,
      'нет',
    ],
    [
      'Все размещения без нарушений',
      'one',
      { Нарушения: [{ ...RULE_BREAKER, Вид: 'размещение' }] },
      BEFORE,
      'нет',
    ],
    [
      'Все размещения без нарушений',
      'found in an announcement',
      { Анонсы: [{ Вебинар: CODE, Канал: 'ВК', Текст: 'Приходите', 'Логотип организатора': false }] },
      BEFORE,
      'нет',
    ],
    ['Программа подана: в срок', 'in time', {}, BEFORE, 'да'],
    [
      'Программа подана: в срок',
      'late',
      { Вебинары: [webinar({ 'Программа подана': day('2024-03-01') })] },
      BEFORE,
      'нет',
    ],
    [
      'Материалы переданы: в срок',
      'ahead',
      { Вебинары: [webinar({ 'Материалы переданы': '' })] },
      BEFORE,
      'позже',
    ],
    [
      'Материалы переданы: в срок',
      'on the day',
      { Вебинары: [webinar({ 'Материалы переданы': '' })] },
      '2024-03-07T23:59:00+05:00',
      'позже',
    ],
    [
      'Материалы переданы: в срок',
      'overdue',
      { Вебинары: [webinar({ 'Материалы переданы': '' })] },
      '2024-03-08T00:00:00+05:00',
      'нет',
    ],
    ['Количественный отчёт: в срок', 'overdue', {}, AFTER, 'нет'],
    ['Лиды в CRM', 'ahead', {}, BEFORE, 'позже'],
    ['Лиды в CRM', 'missing', {}, AFTER, 'нет'],
    ['Конкуренты не упоминаются', 'no words to look for', {}, BEFORE, 'позже'],
    ['Слушателей не меньше 25', 'ahead', {}, BEFORE, 'позже'],
    ['Слушателей не меньше 25', 'enough', { Явка: present(25) }, AFTER, 'да'],
    ['Слушателей не меньше 25', 'too few', { Явка: present(24) }, AFTER, 'нет'],
    [
      'Данные удалены по просьбам слушателей',
      'waiting',
      { Слушатели: [listener({ 'Удалить данные': true })] },
      BEFORE,
      'нет',
    ],
    [
      'Данные удалены по просьбам слушателей',
      'done',
      {
        Слушатели: [listener({ 'Удалить данные': true, Email: 'удалено-0123456789abcdef@удалено.invalid' })],
      },
      BEFORE,
      'да',
    ],
    ['Все затраты согласованы', 'nothing spent yet', {}, BEFORE, 'позже'],
    [
      'Все затраты согласованы',
      'one is not',
      { Смета: [{ Вебинар: CODE, Статья: 'а', План: 1, Факт: 1 }] },
      AFTER,
      'нет',
    ],
    [
      'На каждую затрату есть документ',
      'one has none',
      { Смета: [{ Вебинар: CODE, Статья: 'а', План: 1, Согласовано: 1, Факт: 1 }] },
      AFTER,
      'нет',
    ],
    ['Анонс подготовлен', 'not yet', {}, BEFORE, 'позже'],
    [
      'Анонсы: есть контакт организатора',
      'none',
      { Анонсы: [{ Вебинар: CODE, Канал: 'ВК', Текст: 'Бесплатно' }] },
      BEFORE,
      'нет',
    ],
    ['Посадочная: «Дата»', 'no page yet', {}, BEFORE, 'позже'],
    ['Посадочная: «Дата»', 'no page at all', {}, AFTER, 'нет'],
    [
      'Посадочная: «Дата»',
      'given',
      { Посадочные: [{ Вебинар: CODE, Адрес: 'а', Платформа: 'другая', Дата: true }] },
      BEFORE,
      'да',
    ],
    [
      'Посадочная: платформа допускается',
      'it is not',
      { Посадочные: [{ Вебинар: CODE, Адрес: 'а', Платформа: 'другая' }] },
      BEFORE,
      'нет',
    ],
  ])('%s — %s', (requirement, _, tabs, now, expected) => {
    expect(list(tabs, { now }).get(requirement)?.[0]).toBe(expected);
  });

  test('a refusal bars the partner from webinars of the following year («Штрафы»)', () => {
    const other = (code: string, start: string) =>
      webinar({
        Вебинар: code,
        Партнёр: ' РОМАШКА-ПРИМЕР',
        Начало: at(`${start} 11:00`),
        Окончание: at(`${start} 12:00`),
      });
    const rows = season(
      {
        Вебинары: [
          webinar({ Отказ: day('2024-03-05') }),
          other('А', '2024-03-04'),
          other('Б', '2024-03-06'),
          other('В', '2025-03-05'),
          other('Г', '2025-03-06'),
        ],
      },
      { now: AFTER },
    ).outputs['Проверки'];
    const answers = (rows ?? [])
      .filter((row) => row['Требование'] === 'Участие партнёра не запрещено')
      .map((row) => row['Выполнено']);
    expect(answers).toEqual(['да', 'да', 'нет', 'нет', 'да']);
  });

  const REMINDER = 'Еженедельные напоминания отправлены';
  const sent = (object: string, status: 'отправлено' | 'в очереди' = 'отправлено') => ({
    object,
    recipient: 'a@example.com',
    date: '2024-03-14',
    status,
  });
  test.each<[string, string, readonly ReturnType<typeof sent>[], string]>([
    ['nothing sent, the reminder can still be sent', '2024-03-01T09:00:00+05:00', [], 'позже'],
    ['nothing sent, too late for the reminder', '2024-03-01T12:00:00+05:00', [], 'нет'],
    ['one sent, one not due yet', '2024-03-01T12:00:00+05:00', [sent('В-1/14')], 'позже'],
    ['both sent', '2024-03-08T12:00:00+05:00', [sent('В-1/14'), sent('В-1/7')], 'да'],
    ['one still in the queue after the start', AFTER, [sent('В-1/14'), sent('В-1/7', 'в очереди')], 'нет'],
  ])('reminders: %s', (_, now, letters, expected) => {
    const tabs = {
      Слушатели: [listener({ Email: 'a@example.com', 'Дата регистрации': at('2024-02-28 12:00') })],
    };
    expect(list(tabs, { now, past: { 'webinars.weekly': letters } }).get(REMINDER)?.[0]).toBe(expected);
  });
  test('a flagged row without an address waits until its fields are erased', () => {
    const title = 'Данные удалены по просьбам слушателей';
    const flagged = { Email: '', 'Удалить данные': true };
    const MARK = 'удалено-0123456789abcdef';
    const gone = Object.fromEntries(
      ['Фамилия', 'Имя', 'Компания', 'Должность', 'Телефон'].map((header) => [header, MARK]),
    );
    expect(list({ Слушатели: [listener(flagged)] }).get(title)?.[0]).toBe('нет');
    expect(list({ Слушатели: [listener({ ...flagged, ...gone })] }).get(title)?.[0]).toBe('да');
  });
  test('a refusal for what the rules do not allow', () => {
    const rows = [listener({ Отказать: 'учащийся' }), listener({ Отказать: 'друг' })];
    const title = 'Отказано только конкурентам и учащимся';
    expect(list({ Слушатели: rows }).get(title)).toEqual([
      'нет',
      'отказов: 2, иная причина: строка 3 («Посадочная страница», п. 11)',
    ]);
  });
  test('reminders and confirmations reach everybody, not somebody', () => {
    const both = ['a@example.com', 'b@example.com'].map((Email) =>
      listener({ Email, 'Дата регистрации': at('2024-02-28 12:00') }),
    );
    const mark = erasedEmail(addressHash('erased@example.com'));
    const departed = [
      listener({ Email: 'gone@example.com', Согласие: 'нет' }),
      listener({ Email: mark, Статус: 'удалена', Причина: 'данные удалены; регистрация была принята' }),
    ];
    const told = (recipient: string) => ({ object: KEY, recipient, memo: '2024-03-14T11:00' });
    const answers = (...confirmed: readonly string[]) =>
      list(
        { Слушатели: [...both, ...departed] },
        {
          now: AFTER,
          past: {
            'webinars.confirmed': confirmed.map(told),
            'webinars.weekly': [
              sent('в-1/14'),
              { ...sent('в-1/14'), recipient: 'b@example.com' },
              sent('в-1/7'),
            ],
          },
        },
      );
    expect(answers().get(REMINDER)).toEqual([
      'нет',
      expect.stringContaining('не отправлено: 07.03.2024 (1 из 2 слушателей) ('),
    ]);
    const CONFIRMED = 'Подтверждения отправлены всем принятым';
    // Somebody whose registration was later rejected or erased had been confirmed too.
    for (const other of ['gone@example.com', 'erased@example.com'])
      expect(answers('a@example.com', other).get(CONFIRMED)).toEqual([
        'нет',
        expect.stringContaining('отправлено 1, принято 2'),
      ]);
    expect(answers('a@example.com', 'b@example.com').get(CONFIRMED)?.[0]).toBe('да');
  });
  test.each<[string, string, string]>([
    [
      'to another day: earlier reminders were not due then',
      '2024-03-15T11:00',
      'не отправлено: 07.03.2024 (',
    ],
    [
      'to another hour: the reminders stay the same',
      '2024-03-14T09:00',
      'не отправлено: 29.02.2024, 07.03.2024 (',
    ],
  ])('reminders after a move %s', (_, before, expected) => {
    const about = { recipient: 'a@example.com' };
    const tabs = {
      Слушатели: [listener({ Email: 'a@example.com', 'Дата регистрации': at('2024-02-28 12:00') })],
    };
    const past = {
      'webinars.confirmed': [{ ...about, object: KEY, memo: before, created: instant(0) }],
      'webinars.moved': [
        {
          ...about,
          object: `${KEY}/0`,
          memo: '2024-03-14T11:00',
          date: '2024-03-14T11:00',
          created: instant(Date.parse('2024-03-05T12:00:00+05:00')),
        },
      ],
    };
    expect(list(tabs, { now: AFTER, past }).get(REMINDER)?.[1]).toContain(expected);
  });
  test('in the very run that sees the move, earlier reminders are not missing either', () => {
    const tabs = {
      Слушатели: [listener({ Email: 'a@example.com', 'Дата регистрации': at('2024-02-28 12:00') })],
    };
    const weekly = (memo: string): string | undefined => {
      const past = { 'webinars.confirmed': [{ object: KEY, recipient: 'a@example.com', memo }] };
      return list(tabs, { now: '2024-03-08T12:00:00+05:00', past }).get(REMINDER)?.[0];
    };
    expect(weekly('2024-03-13T11:00')).toBe('позже');
    expect(weekly('2024-03-14T09:00')).toBe('нет');
  });
  test('without registrations there is nobody to remind', () => {
    expect(list({}, { now: BEFORE }).get(REMINDER)?.[0]).toBe('позже');
    expect(list({}, { now: AFTER }).get(REMINDER)).toEqual(['да', expect.stringContaining('некому')]);
  });
  test('the comment says how many registrations are missing', () => {
    const [met, comment] =
      list({ Слушатели: [listener()] }, { now: BEFORE }).get('Регистраций хватает для 25 слушателей') ?? [];
    expect(met).toBe('позже');
    expect(comment).toContain('нужно ещё 83');
  });
});

test('a webinar without faults gets «да» for every requirement', () => {
  const text = 'Бесплатный вебинар, нужна регистрация: info@example.com';
  const page: Typed = {
    Вебинар: CODE,
    Адрес: 'https://example.com',
    Платформа: 'Сайты.24',
    Текст: text,
    ...COMPLETE_PAGE,
  };
  const listeners = Array.from({ length: 84 }, (_, index) =>
    listener({ Email: `came${index}@example.com`, 'Дата регистрации': at('2024-03-01 09:00') }),
  );
  const to = (about: { object: string; date?: string; memo?: string }) =>
    listeners.map(({ Email }) => ({ recipient: String(Email), ...about }));
  const date = '2024-03-14';
  const past = {
    'webinars.confirmed': to({ object: KEY, memo: `${date}T11:00` }),
    'webinars.weekly': to({ object: `${KEY}/7`, date }),
    'webinars.day-before': to({ object: KEY, date }),
    'webinars.same-day': to({ object: KEY, date }),
    'webinars.soon': to({ object: KEY, date: `${date}T11:00` }),
  };
  const answers = list(
    {
      Вебинары: [webinar(reported('2024-03-15'))],
      Доклады: [
        {
          Вебинар: CODE,
          Начало: '11:00',
          Окончание: '11:40',
          Тема: 'Обзор Битрикс24',
          Спикер: 'Мир Образцов',
          Компания: 'Сирень-Пример',
          Продукт: 'Битрикс24',
        },
      ],
      Слушатели: listeners,
      Явка: present(30),
      Смета: [
        {
          Вебинар: CODE,
          Статья: 'Посты',
          Канал: 'ВК',
          План: 10,
          Согласовано: 10,
          Факт: 10,
          Документ: true,
          Скриншот: true,
        },
      ],
      Анонсы: [{ Вебинар: CODE, Канал: 'ВК', Текст: text, 'Логотип организатора': true }],
      Посадочные: [page],
    },
    { now: AFTER, settings: { Конкуренты: 'Тильда' }, past },
  );
  expect([...answers].filter(([, [met]]) => met !== 'да')).toEqual([]);
});
