// Rows in error, registrations, attendance (rules 0 to 2).
// Hand-made webinars, at least one case per sentence of the spec.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import type { Cells, RawCell } from '../cells.js';
import { announcement, counted, line, listener, NOW, pick, violation, visits, webinar } from './rows.js';
import { world } from './support.js';

describe('rule 0: rows in error', () => {
  test('unknown codes, repeated codes, an end before the start, negative figures', () => {
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

  test('columns in another order, staff’s own columns and headers in another case are kept and read', () => {
    const made = world();
    made.fillAll({ Вебинары: [webinar()] });
    const names = ['Заметки', ...[...made.headers('Слушатели')].reverse()].map((name) =>
      name === 'Email' ? ' EMAIL * ' : name,
    );
    const cells = listener({ ' EMAIL * ': 'z@z.kz', Заметки: '=моё' });
    made.workbook.setRows('Слушатели', [names, names.map((name) => cells?.[name] ?? null)]);
    made.recompute(NOW);
    expect(made.row('Слушатели', 2)).toMatchObject({ Статус: 'принята', Заметки: '=моё' });
  });
});

describe('rule 1: registrations', () => {
  const CASES: readonly (readonly [string, Cells, RawCell, RegExp | null])[] = [
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

  test('of several valid ones the earliest, then the upper one is accepted; rejected ones do not count', () => {
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

  test('the forecast is shown until the end; the share is blank without registrations', () => {
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
