// Letters about dates: a partner's deadlines, a coordinator's daily digest.
import { describe, expect, test } from '@jest/globals';
import { day, type Scene, type Typed } from '../harness.js';
import { CODE, listener, reported, UNSTARTED, webinar } from './scenes.js';
import { letters, now } from './mailing.js';

describe('webinars.deadline (partner)', () => {
  const due = (wall: string, more: Typed = {}, settings: Scene['settings'] = {}) =>
    letters(
      'deadline',
      { Вебинары: [webinar({ ...UNSTARTED, ...more })] },
      { now: wall.includes('+') ? wall : now(wall), settings },
    ).map(
      (letter) => `${letter.object} ${letter.occasion}${letter.until === null ? '' : ` до ${letter.until}`}`,
    );
  // «Программа подана» and «Смета подана» are due on 29.02, «Материалы переданы» on 07.03.
  const BEFORE = [
    'в-1/Программа подана 2024-02-26T00:00 до 2024-03-01T00:00',
    'в-1/Смета подана 2024-02-26T00:00 до 2024-03-01T00:00',
  ];
  const OVERDUE = ['в-1/Программа подана 2024-03-01T00:00', 'в-1/Смета подана 2024-03-01T00:00'];
  test.each<[string, readonly string[]]>([
    ['2024-02-24T11:59:00+06:00', []],
    ['2024-02-24T12:00:00+06:00', BEFORE],
    ['2024-02-26T08:00:00+06:00', BEFORE],
    ['2024-02-27T00:01:00+06:00', []],
    ['2024-03-01 08:00', OVERDUE],
    ['2024-03-02 08:00', []],
    ['2024-03-04 08:00', []],
  ])('at %s', (wall, expected) => {
    expect(due(wall)).toEqual(expected);
  });
  test('the number of days before is a parameter', () => {
    expect(due('2024-02-24T12:00:00+06:00', {}, { 'Предупреждать за, дней': 5 })).toEqual(
      BEFORE.map((one) => one.replace('02-26', '02-24')),
    );
  });
  test('each deadline once: its key does not contain the day of the letter', () => {
    const keys = (days: number, wall: string) =>
      letters(
        'deadline',
        { Вебинары: [webinar({ 'Программа подана': '' })] },
        { now: wall, settings: { 'Предупреждать за, дней': days } },
      ).map(({ date }) => date);
    expect(keys(3, '2024-02-26T08:00:00+06:00')).toEqual(['2024-02-29,before']);
    expect(keys(2, '2024-02-27T08:00:00+06:00')).toEqual(['2024-02-29,before']);
    expect(keys(2, now('2024-03-01 08:00'))).toEqual(['2024-02-29,overdue']);
  });
  test('nothing for what is done or not due yet, nothing if excluded or refused', () => {
    expect(due('2024-02-26T08:00:00+06:00', { 'Программа подана': day('2024-02-20') })).toEqual(
      BEFORE.slice(1),
    );
    expect(due('2024-03-08 08:00')).toEqual([]);
    expect(due('2024-03-08 08:00', { 'Программа подана': day('2024-02-20') })).toEqual([
      'в-1/Материалы переданы 2024-03-08T00:00',
    ]);
    expect(
      due('2024-03-08 08:00', { 'Программа подана': day('2024-02-20'), Отказ: day('2024-03-01') }),
    ).toEqual([]);
  });
  test('the letter contains the date, the consequence and the clause', () => {
    const [letter] = letters(
      'deadline',
      { Вебинары: [webinar(UNSTARTED)] },
      { now: '2024-02-26T08:00:00+06:00' },
    );
    for (const part of [
      'Срок — 29.02.2024 включительно',
      'после 02.03.2024',
      '«Штрафы»',
      '«Программа вебинара», п. 1',
      'koordinator@example.com',
    ])
      expect(letter?.text).toContain(part);
  });
});

describe('webinars.digest (coordinator)', () => {
  const K2 = 'vtoroy@example.com';
  const two = [
    webinar(),
    webinar({ Вебинар: 'В-2', Тема: 'Другая тема' }),
    webinar({ Вебинар: 'В-3', Координатор: K2 }),
  ];
  test('one per coordinator for all their webinars', () => {
    const got = letters('digest', { Вебинары: two }, { now: now('2024-03-04 08:30') });
    expect(got.map((letter) => [letter.to, letter.date, letter.occasion])).toEqual([
      ['koordinator@example.com', '2024-03-04', '2024-03-04T00:00'],
      [K2, '2024-03-04', '2024-03-04T00:00'],
    ]);
    expect(got[0]?.text).toContain('В-1');
    expect(got[0]?.text).toContain('В-2');
    expect(got[0]?.text).not.toContain('В-3');
  });
  test.each([
    ['2024-03-04', 1],
    ['2024-03-08', 0],
    ['2024-03-09', 0],
    ['2024-03-11', 1],
  ])('only on working days: %s', (date, count) => {
    expect(letters('digest', {}, { now: now(`${date} 08:30`) })).toHaveLength(count);
  });
  test('contains how many more registrations are needed for 25 listeners', () => {
    const listeners = Array.from({ length: 30 }, () => listener());
    const [letter] = letters('digest', { Слушатели: listeners }, { now: now('2024-03-04 08:30') });
    expect(letter?.text).toContain('регистраций 30: для 25 слушателей при явке 30 % нужно ещё 54 (всего 84)');
  });
  test('none when there is nothing to report', () => {
    const listeners = Array.from({ length: 84 }, () => listener());
    expect(letters('digest', { Слушатели: listeners }, { now: now('2024-03-04 08:30') })).toEqual([]);
  });
  test('overdue, today and soon; approvals; pages and announcements with faults', () => {
    const tabs = {
      Вебинары: [webinar({ 'Программа согласована': '', 'Смета согласована': '', 'Материалы переданы': '' })],
      Посадочные: [{ Вебинар: CODE, Адрес: 'https://example.com', Платформа: 'другая' }],
      Анонсы: [{ Вебинар: CODE, Канал: 'ВК', Текст: 'Вебинар от 1С-Битрикс' }],
    };
    const text = (wall: string): string => letters('digest', tabs, { now: now(wall) })[0]?.text ?? '';
    expect(text('2024-03-05 08:30')).toContain('скоро срок: Материалы переданы (07.03.2024, через 2 дня)');
    expect(text('2024-03-04 08:30')).toContain('скоро срок: Материалы переданы (07.03.2024, через 3 дня)');
    expect(text('2024-03-03 08:30')).not.toContain('Материалы переданы (07.03.2024');
    expect(text('2024-03-07 08:30')).toContain('сегодня срок: Материалы переданы');
    expect(text('2024-03-11 08:30')).toContain('просрочено: Материалы переданы (срок 07.03.2024)');
    for (const part of [
      'программа ждёт согласования',
      'смета ждёт согласования',
      'посадочная не принята (строка 2) — платформа не допускается',
      'анонс «ВК» (строка 2)',
    ])
      expect(text('2024-03-05 08:30')).toContain(part);
  });
  describe('names what is not fulfilled', () => {
    const AD = {
      Вебинар: CODE,
      Канал: 'Радио',
      Текст: 'Бесплатно, регистрация: info@example.com',
      'Логотип организатора': true,
    };
    const talk = (Начало: string, Тема: string): Typed => ({
      Вебинар: CODE,
      Начало,
      Окончание: '12:00',
      Тема,
      Спикер: 'Образцова',
      Компания: 'Ромашка-Пример',
      Продукт: 'Битрикс24',
    });
    const lines = (tabs: Scene['tabs'], wall: string): readonly string[] =>
      (
        letters(
          'digest',
          { Слушатели: Array.from({ length: 84 }, () => listener()), ...tabs },
          { now: now(wall), settings: { Конкуренты: 'Мегаплан' } },
        )[0]?.text ?? ''
      )
        .split('\n')
        .filter((line) => line.startsWith('  — '));
    const FAULTY = { Доклады: [talk('11:00', 'Битрикс24 или Мегаплан?'), talk('11:30', 'Итоги')] };
    test.each<[string, Scene['tabs'], readonly string[]]>([
      [
        'talks',
        FAULTY,
        [
          'не выполнены требования (вкладка «Проверки»): «Конкуренты не упоминаются», «Доклады не пересекаются»',
        ],
      ],
      [
        'a single talk',
        { Доклады: [talk('11:00', 'Битрикс24 или Мегаплан?')] },
        ['не выполнено требование (вкладка «Проверки»): «Конкуренты не упоминаются»'],
      ],
      [
        'what staff have recorded',
        {
          Нарушения: [
            { Вебинар: CODE, Дата: day('2024-03-01'), Вид: 'иное' },
            { Вебинар: CODE, Дата: day('2024-03-01'), Вид: 'размещение' },
          ],
        },
        [
          'не выполнены требования (вкладка «Проверки»): «Без иных нарушений», «Все размещения без нарушений»',
        ],
      ],
      [
        'an announcement, with its faults and only there',
        { Анонсы: [{ ...AD, Текст: 'Бесплатно: info@example.com', 'Логотип организатора': false }] },
        [
          'анонс «Радио» (строка 2) — нарушение размещения («Анонсирование»): нет логотипа организатора; нет слова «регистрация»',
        ],
      ],
      ['not a channel that brings few registrations', { Анонсы: [AD] }, []],
    ])('%s', (_, tabs, expected) => {
      expect(lines(tabs, '2024-03-01 08:30')).toEqual(expected.map((line) => `  — ${line}`));
    });
    test('not after the start, when it cannot be mended', () => {
      expect(lines(FAULTY, '2024-03-14 11:00').join()).not.toContain('не выполнен');
    });
  });
  test('a ban is mentioned as long as the webinar is open', () => {
    const rows = (more: Typed): Scene['tabs'] => ({
      Вебинары: [webinar(more), webinar({ Вебинар: 'В-2', Отказ: day('2024-03-01') })],
    });
    const BAN = 'партнёр под запретом до 01.03.2025 после отказа от вебинара В-2';
    const text = (tabs: Scene['tabs'], wall: string): string | undefined =>
      letters('digest', tabs, { now: now(wall) })[0]?.text;
    expect(text(rows({}), '2024-03-04 08:30')).toContain(BAN);
    expect(text(rows({}), '2024-03-15 08:30')).toContain(BAN);
    expect(text(rows({ 'Программа подана': '' }), '2024-03-04 08:30')).toContain(BAN);
    expect(text(rows(reported('2024-03-18')), '2024-03-20 08:30')).toBeUndefined();
  });
  test('an exclusion is mentioned until the start, as the coordinator may lift it', () => {
    const tabs = { Вебинары: [webinar({ 'Программа подана': '' })] };
    expect(letters('digest', tabs, { now: now('2024-03-04 08:30') })[0]?.text).toContain(
      '— программа не подана, срок ',
    );
    expect(letters('digest', tabs, { now: now('2024-03-15 08:30') })).toEqual([]);
  });
});
