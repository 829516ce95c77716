// «Доклады» and «Посадочные» (spec 02, rule 6): the programme and the landing page.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Typed } from '../harness.js';
import { CODE, PAGE_FLAGS, season, webinar } from './scenes.js';

const talk = (Начало: string | number, Окончание: string | number, more: Typed = {}): Typed => ({
  Вебинар: CODE,
  Начало,
  Окончание,
  Тема: 'Кейс внедрения',
  Спикер: 'Мир Образцов',
  Компания: 'Сирень-Пример',
  ...more,
});
const SETTINGS = { Конкуренты: 'Тильда; Wix, Мой Склад' };
const talks = (rows: readonly Typed[], more: Typed = {}) => {
  const outcome = season({ Вебинары: [webinar(more)], Доклады: rows }, { settings: SETTINGS });
  const answer = (requirement: string): string | undefined => {
    const found = outcome.outputs['Проверки']?.find((row) =>
      String(row['Требование']).startsWith(requirement),
    );
    return String(found?.['Выполнено']);
  };
  return {
    remarks: outcome.computed['Доклады']?.map((row) => row['Замечания'] ?? row['ошибка'] ?? null),
    answer,
    problems: outcome.problems,
  };
};

describe('talks', () => {
  const PRODUCT = { Продукт: 'Битрикс24' };
  const ABOUT = { Тема: 'Обзор Битрикс24', ...PRODUCT };
  const NO_PRODUCT = 'в программе нет доклада о продукте «1С-Битрикс»: заполните «Продукт»';
  const OFF_TOPIC = { Тема: 'Продажи без рутины' };
  test.each<[string, readonly Typed[], Typed, readonly (string | null)[], string]>([
    ['30 minutes, the talk names the product', [talk('11:00', '11:30', ABOUT)], OFF_TOPIC, [null], 'да'],
    ['30 minutes, the webinar’s topic names it', [talk('11:00', '11:30', PRODUCT)], {}, [null], 'да'],
    ['times as cells', [talk(11 / 24, 11.5 / 24, ABOUT)], {}, [null], 'да'],
    [
      'neither names it',
      [talk('11:00', '11:30', PRODUCT)],
      OFF_TOPIC,
      ['продукт «Битрикс24» не назван ни в теме доклада, ни в теме вебинара'],
      'нет',
    ],
    ['29 minutes', [talk('11:00', '11:29', ABOUT)], {}, ['доклад о продукте короче 30 минут'], 'нет'],
    [
      'a short one and a long one',
      [talk('11:00', '11:20', ABOUT), talk('11:20', '12:00', ABOUT)],
      {},
      [null, null],
      'да',
    ],
    [
      'one that does not name the product and one that does',
      [talk('11:00', '11:40', { ...PRODUCT, Тема: 'Обзор' }), talk('11:40', '12:10', ABOUT)],
      OFF_TOPIC,
      [null, null],
      'да',
    ],
    [
      'a short one and one that does not name the product: neither is enough',
      [talk('11:00', '11:20', ABOUT), talk('11:20', '12:00', { ...PRODUCT, Тема: 'Обзор' })],
      OFF_TOPIC,
      [
        'доклад о продукте короче 30 минут',
        'продукт «Битрикс24» не назван ни в теме доклада, ни в теме вебинара',
      ],
      'нет',
    ],
    [
      'no talk with a product: the remark is at the first talk',
      [talk('11:00', '12:00'), talk('12:00', '12:30')],
      {},
      [NO_PRODUCT, null],
      'нет',
    ],
  ])('%s', (_, rows, more, remarks, answer) => {
    const got = talks(rows, more);
    expect(got.remarks).toEqual(remarks);
    expect(got.answer('Есть доклад о продукте')).toBe(answer);
  });

  test.each<[string, readonly Typed[], readonly (string | null)[], string]>([
    ['one after the other', [talk('11:00', '11:30'), talk('11:30', '12:00')], [null, null], 'да'],
    [
      'overlapping',
      [talk('11:00', '11:31'), talk('11:30', '12:00')],
      ['пересекается с докладом 11:30–12:00 (строка 3)', 'пересекается с докладом 11:00–11:31 (строка 2)'],
      'нет',
    ],
    [
      'in any order of rows',
      [talk('11:30', '12:00'), talk('11:00', '11:31')],
      ['пересекается с докладом 11:00–11:31 (строка 3)', 'пересекается с докладом 11:30–12:00 (строка 2)'],
      'нет',
    ],
    [
      'one within a long one that is not its neighbour',
      [talk('11:00', '12:30'), talk('11:05', '11:10'), talk('12:00', '12:20')],
      [
        'пересекается с докладом 11:05–11:10 (строка 3)',
        'пересекается с докладом 11:00–12:30 (строка 2)',
        'пересекается с докладом 11:00–12:30 (строка 2)',
      ],
      'нет',
    ],
    [
      'talks of different webinars',
      [talk('11:00', '12:00'), talk('11:00', '12:00', { Вебинар: 'В-2' })],
      [null, '«Вебинар» — вебинара с таким кодом нет'],
      'да',
    ],
  ])('%s', (_, rows, remarks, answer) => {
    const got = talks([...rows, talk('08:00', '08:30', ABOUT)]);
    expect(got.remarks).toEqual([...remarks, null]);
    expect(got.answer('Доклады не пересекаются')).toBe(answer);
  });

  test('of any number of talks exactly those that overlap another one say so, and name one that they overlap', () => {
    const minute = fc.integer({ min: 0, max: 9 });
    const times = fc
      .tuple(minute, minute)
      .filter(([start, end]) => start < end)
      .map(([start, end]) => ({ start, end }));
    fc.assert(
      fc.property(fc.array(times, { minLength: 3, maxLength: 6 }), (all) => {
        const got = talks(all.map(({ start, end }) => talk(`11:0${start}`, `11:0${end}`, ABOUT)));
        const rivals = all.map((one, index) =>
          all.flatMap(({ start, end }, other) =>
            other !== index && start < one.end && one.start < end ? [other + 2] : [],
          ),
        );
        const named = got.remarks?.map((remark) => /докладом .* \(строка (\d+)\)/.exec(String(remark))?.[1]);
        named?.forEach((row, index) => {
          const known = rivals[index] ?? [];
          if (row === undefined) expect(known).toEqual([]);
          else expect(known).toContain(Number(row));
        });
        expect(got.answer('Доклады не пересекаются')).toBe(
          rivals.some((one) => one.length > 0) ? 'нет' : 'да',
        );
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  test.each(['11:00', '10:59'])(
    'a talk that ends at %s is a row error, and the check of the programme fails',
    (end) => {
      const got = talks([talk('11:00', end), talk('11:00', '11:30', ABOUT)]);
      expect(got.remarks).toEqual(['«Окончание» — окончание не позже начала', null]);
      expect(got.answer('Доклады: окончание позже начала')).toBe('нет');
      expect(got.answer('Доклады не пересекаются')).toBe('да');
    },
  );
  test.each<[Typed, string]>([
    [{ Тема: 'Переезд с Тильды' }, 'упомянуты конкуренты: «Тильды»'],
    [{ Компания: 'Wix' }, 'упомянуты конкуренты: «Wix»'],
    [{ Тема: 'Для Вас и команды' }, 'с прописной буквы внутри предложения: «Вас»'],
    [
      { Тема: 'Вебинар от 1С-Битрикс' },
      'мероприятие подано как мероприятие вендора: «Вебинар от 1С-Битрикс»',
    ],
  ])('%j', (more, remark) => {
    const got = talks([talk('11:00', '12:00', { ...PRODUCT, ...more })]);
    expect(got.remarks).toEqual([remark]);
    expect(got.answer('Конкуренты не упоминаются')).toBe(remark.includes('конкуренты') ? 'нет' : 'да');
  });
  test('several remarks and several words are joined', () => {
    const both = talk('11:00', '11:20', { ...PRODUCT, Тема: 'С Тильды и Wix' });
    expect(talks([both]).remarks).toEqual([
      'упомянуты конкуренты: «Тильды», «Wix»; доклад о продукте короче 30 минут',
    ]);
  });
  test('the minimum length of a talk about a product is a parameter', () => {
    const remarks = (minutes: number) =>
      season(
        { Доклады: [talk('11:00', '11:00:30', ABOUT)] },
        { settings: { ...SETTINGS, 'Минимум доклада, минут': minutes } },
      ).computed['Доклады']?.[0]?.['Замечания'];
    expect(remarks(1)).toBe('доклад о продукте короче 1 минуты');
    expect(remarks(2)).toBe('доклад о продукте короче 2 минут');
    expect(remarks(22)).toBe('доклад о продукте короче 22 минут');
  });
  test('an unreadable time is a row error', () => {
    expect(talks([talk('полдень', '12:00')]).remarks).toEqual(['«Начало» — это не время']);
  });
});

const FORBIDDEN = ['CAPTCHA', 'Подтверждение по ссылке', 'Реклама услуг'];
const page = (more: Typed = {}): Typed => ({
  Вебинар: CODE,
  Адрес: 'https://example.com/form',
  Платформа: 'Битрикс24.Сайты',
  Текст: 'Вебинар для тех, кто продаёт. Вы получите запись.',
  ...Object.fromEntries(PAGE_FLAGS.map((header) => [header, 'да'])),
  ...Object.fromEntries(FORBIDDEN.map((header) => [header, 'нет'])),
  ...more,
});
const verdict = (more: Typed) =>
  season({ Посадочные: [page(more)] }, { settings: SETTINGS }).computed['Посадочные']?.[0];

describe('landing pages («Посадочная страница»)', () => {
  test.each(['Битрикс24.Сайты', 'Сайты.24', '1с-битрикс: управление сайтом'])(
    'accepted on %s',
    (platform) => {
      expect(verdict({ Платформа: platform })).toEqual({ Замечания: null, Принята: 'да' });
    },
  );
  test('accepted without a text', () => {
    expect(verdict({ Текст: '' })).toEqual({ Замечания: null, Принята: 'да' });
  });
  test.each(PAGE_FLAGS)('not accepted without «%s»', (header) => {
    expect(verdict({ [header]: '' })).toEqual({ Замечания: `не выполнено: «${header}»`, Принята: 'нет' });
  });
  test.each(FORBIDDEN)('not accepted with «%s»', (header) => {
    expect(verdict({ [header]: true })).toEqual({ Замечания: `запрещено: «${header}»`, Принята: 'нет' });
  });
  test.each<[Typed, string]>([
    [{ Платформа: 'другая' }, 'платформа не допускается'],
    [{ Текст: 'Ждём Вас.' }, 'с прописной буквы внутри предложения: «Вас»'],
    [{ Текст: 'Лучше Тильды.' }, 'упомянуты конкуренты: «Тильды»'],
    [
      { Текст: 'Вебинар от «1С-Битрикс».' },
      'мероприятие подано как мероприятие вендора: «Вебинар от „1С-Битрикс“»',
    ],
    [
      { Платформа: 'другая', CAPTCHA: '+', Дата: '-' },
      'платформа не допускается; не выполнено: «Дата»; запрещено: «CAPTCHA»',
    ],
  ])('%j', (more, remarks) => {
    expect(verdict(more)).toEqual({ Замечания: remarks, Принята: 'нет' });
  });
  test('the wording of a page costs no points', () => {
    const outcome = season({ Посадочные: [page({ Текст: 'Вебинар от 1С-Битрикс' })] });
    expect(outcome.outputs['Баллы и бонусы']?.[0]).toMatchObject({ Штрафы: 0 });
  });
  test('an unlisted platform is a row error', () => {
    expect(verdict({ Платформа: 'Google Forms' })).toEqual({
      ошибка: '«Платформа» — такого слова нет в списке',
    });
  });
});
