// «Баллы и бонусы», «Сроки», an explanation for every figure.
// Hand-made webinars, at least one case per sentence of the spec.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import { announcement, counted, line, listener, NOW, pick, violation, visits, webinar } from './rows.js';
import { FIGURES } from './support.js';

describe('output', () => {
  test('«Баллы и бонусы»: one total per partner', () => {
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
    expect(made.lines('Баллы и бонусы').map((row) => pick(row, 'Вебинар', ...FIGURES))).toEqual([
      ['В1', 25, 100, 0, 100, 50_000, 50_000],
      ['В3', 0, null, 20, null, 1_000, null],
      ['Итого', 25, 100, 20, 100, 51_000, 50_000],
      ['В2', 3, 0, 0, 0, 0, 0],
      ['Итого', 3, 0, 0, 0, 0, 0],
    ]);
  });

  test('«Сроки»: ten dates per webinar, in working days of РК, across the change of the time zone', () => {
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
      ...[...FIGURES, 'Основание'].flatMap((name) => [
        ['Баллы и бонусы', 2, name],
        ['Баллы и бонусы', 3, name],
      ]),
      ['Проверки', 2, 'Выполнено'],
    ];
    const texts = figures.map((figure) => [
      figure.join('/'),
      JSON.stringify(made.call('explain', NOW, ...figure)),
    ]);
    for (const [, text] of texts) expect(String(text).length).toBeGreaterThan(60);
  });
});
