// Letters to partners, coordinators and the contact for personal data, and what erasing leaves of letters.
import { describe, expect, test } from '@jest/globals';
import { serial, stamp } from '../calendar.js';
import { days, early, listed, settled, start } from './mailing.js';

describe('partners and coordinators', () => {
  test('deadlines: 3 days before and on the first overdue day, each once', () => {
    const made = start({ Вебинары: [settled({ 'Материалы переданы': null, 'Количественный отчёт': null })] });
    days(made, '30.11.2023', '05.12.2023');
    days(made, '08.12.2023', '13.12.2023');
    expect(listed(made)).toEqual([
      'deadline p@p.kz 2023-12-01T00:00',
      'deadline p@p.kz 2023-12-05T00:00',
      'deadline p@p.kz 2023-12-09T00:00',
      'deadline p@p.kz 2023-12-13T00:00',
    ]);
    const refused = start({
      Вебинары: [settled({ 'Материалы переданы': null, Отказ: serial('20.11.2023') })],
    });
    days(refused, '28.11.2023', '06.12.2023');
    expect(listed(refused)).toEqual([]);
  });

  test('the digest: on working days, one per coordinator, with the number of registrations still needed', () => {
    const made = start({
      Вебинары: [settled(), settled({ Вебинар: 'В2' })],
      Слушатели: [early()],
    });
    days(made, '01.12.2023', '05.12.2023');
    const digests = made.drafts().filter(({ code }) => code === 'webinars.digest');
    expect(digests.map(({ to, notBefore }) => `${to} ${stamp(notBefore)}`)).toEqual([
      ...['k@k.kz 2023-12-01T00:00', 'k@k.kz 2023-12-04T00:00', 'k@k.kz 2023-12-05T00:00'],
    ]);
    expect(digests[0]?.text).toMatch(/ещё 83/);
    expect(digests[0]?.text).toMatch(/ещё 84/);
  });
});

describe('personal data', () => {
  test('the contact is informed about each person, and again if one comes back and asks again', () => {
    const made = start({
      Слушатели: [
        early({ 'Удалить данные': true }),
        early({ 'Удалить данные': true, Email: 'b@a.kz' }),
        early({ Email: 'b@a.kz' }),
      ],
    });
    made.set('Контакт по удалению данных', 'dpo@v.kz');
    made.daily('20.11.2023 08:00');
    const told = (): (string | undefined)[] =>
      made.texts('common.erased').map((text) => /программы \((\d+) строк/.exec(text)?.[1]);
    expect(told().sort()).toEqual(['1', '2']);
    made.edit('Слушатели', 2, 'Email', 'a@a.kz');
    made.daily('21.11.2023 08:00');
    made.call('send', '21.11.2023 08:10');
    expect(told()).toHaveLength(3);
    expect(made.drafts().flatMap(({ code, status }) => (code === 'common.erased' ? [status] : []))).toEqual([
      'отправлено',
      'отправлено',
      'отправлено',
    ]);
  });

  test.each(['daily', 'erase'])('a flagged row is erased: %s', (how) => {
    const made = start({
      Слушатели: [early(), early({ Email: 'b@a.kz' })],
      Явка: [{ Вебинар: 'В1', Email: 'a@a.kz', Минут: 5 }],
    });
    made.set('Контакт по удалению данных', 'dpo@v.kz');
    made.daily('10.12.2023 08:00');
    made.fillAll({
      Вебинары: [settled()],
      Слушатели: [early({ 'Удалить данные': true }), early({ Email: 'b@a.kz' })],
      Явка: [{ Вебинар: 'В1', Email: 'A@a.kz', Минут: 5 }],
    });
    if (how === 'daily') made.daily('10.12.2023 09:00');
    else {
      made.recompute('10.12.2023 09:00');
      expect(made.row('Слушатели', 2)).toMatchObject({ Статус: 'удалена', Email: 'a@a.kz' });
      expect(made.row('Вебинары', 2)['Регистраций']).toBe(2);
      made.call('erasePerson', '10.12.2023 09:10', '');
    }
    made.recompute('10.12.2023 09:30');
    made.recompute('10.12.2023 09:40');
    const row = made.row('Слушатели', 2);
    expect(row['Статус']).toBe('удалена');
    for (const name of ['Фамилия', 'Имя', 'Компания', 'Должность', 'Телефон'])
      expect(row[name]).toMatch(/^удалено-/);
    expect(row.Email).toMatch(/^удалено-.*@удалено\.invalid$/);
    expect(made.row('Явка', 2).Email).toBe(row.Email);
    expect(made.row('Явка', 2)).toMatchObject({ Зачтено: 'да' });
    expect(made.row('Вебинары', 2)).toMatchObject({ Регистраций: 2, Слушателей: 1, 'Явка, %': 50 });
    const left = JSON.stringify(made.workbook.titles().map((title) => made.workbook.values(title)));
    expect(left).not.toMatch(/[^.\w]a@a\.kz/i);
    expect(made.drafts().filter(({ to }) => to === 'dpo@v.kz')).toHaveLength(1);
    expect(made.errors()).toEqual([]);
  });

  test('erased by the first run that sees it, a complete registration still counts and gets no letters', () => {
    const made = start({
      Слушатели: [
        early({ 'Удалить данные': true }),
        early({ 'Удалить данные': true, Email: 'b@a.kz', Имя: null }),
        early({ 'Удалить данные': true, Email: 'c@a.kz', Согласие: null }),
      ],
    });
    made.daily('04.12.2023 08:00');
    made.daily('04.12.2023 09:00');
    expect(made.row('Вебинары', 2)['Регистраций']).toBe(1);
    expect([2, 3, 4].map((row) => made.row('Слушатели', row)['Статус'])).toEqual([
      'удалена',
      'удалена',
      'удалена',
    ]);
    expect(listed(made).filter((one) => one.includes('a.kz'))).toEqual([]);
  });
});
