// Who gets a letter, when, and only once; and what happens to letters whose time or reason is gone.
// Hand-made seasons, run day after day.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import type { Cells } from '../cells.js';
import { days, early, listed, settled, start, statuses } from './mailing.js';

describe('listeners', () => {
  test('a whole season of one listener, and of listeners who registered later', () => {
    const made = start({
      Слушатели: [
        early(),
        early({ Email: 'week@a.kz', 'Дата регистрации': serial('04.12.2023 10:00') }),
        early({ Email: 'last@a.kz', 'Дата регистрации': serial('11.12.2023 10:44') }),
        early({ Email: 'late@a.kz', 'Дата регистрации': serial('11.12.2023 10:45') }),
      ],
      Явка: [{ Вебинар: 'В1', Email: 'a@a.kz' }],
    });
    days(made, '20.11.2023', '21.11.2023');
    for (const day of ['26.11.2023', '03.12.2023', '05.12.2023', '09.12.2023', '10.12.2023', '11.12.2023'])
      days(made, day, day);
    made.recompute('11.12.2023 10:44');
    made.recompute('11.12.2023 10:46');
    days(made, '12.12.2023', '15.12.2023');
    expect(listed(made).sort()).toEqual(
      [
        'confirmed a@a.kz 2023-11-20T08:00',
        'weekly a@a.kz 2023-11-20T10:00',
        'weekly a@a.kz 2023-11-27T10:00',
        'weekly a@a.kz 2023-12-04T10:00',
        'confirmed week@a.kz 2023-12-05T08:00',
        'day-before a@a.kz 2023-12-10T10:00',
        'day-before week@a.kz 2023-12-10T10:00',
        ...['same-day a@a.kz 2023-12-11T10:00', 'same-day week@a.kz 2023-12-11T10:00'],
        ...['soon a@a.kz 2023-12-11T10:45', 'soon week@a.kz 2023-12-11T10:45'],
        'confirmed last@a.kz 2023-12-11T10:44',
        'confirmed late@a.kz 2023-12-11T10:46',
        'soon last@a.kz 2023-12-11T10:45',
        ...['a', 'week', 'last', 'late'].map((name) => `follow-up ${name}@a.kz 2023-12-14T00:00`),
      ].sort(),
    );
    const texts = made.drafts().filter(({ code }) => code === 'webinars.follow-up');
    expect(texts[0]?.text).not.toBe(texts[1]?.text);
    for (const { code, text } of made.drafts())
      if (code !== 'webinars.digest') expect(text).toMatch(/p@p\.kz/);
    // Drafts that were not sent before the start.
    for (const code of ['weekly', 'day-before', 'same-day', 'soon'])
      expect(new Set(statuses(made, code))).toEqual(new Set(['отменено']));
  });

  test('across the change of the time zone, and with a start before the hour of the letters', () => {
    const made = start({
      Вебинары: [settled({ Начало: serial('04.03.2024 09:30'), Окончание: serial('04.03.2024 10:30') })],
      Слушатели: [early({ 'Дата регистрации': serial('20.02.2024 10:00') })],
    });
    days(made, '25.02.2024', '26.02.2024');
    days(made, '02.03.2024', '07.03.2024');
    expect(listed(made).filter((one) => !one.startsWith('confirmed'))).toEqual([
      'weekly a@a.kz 2024-02-26T10:00',
      'day-before a@a.kz 2024-03-03T10:00',
      'soon a@a.kz 2024-03-04T09:15',
      'follow-up a@a.kz 2024-03-07T00:00',
    ]);
  });

  test('the five-minute trigger sends «soon» in time, and not after the start', () => {
    const made = start({ Слушатели: [early()] }, 'авто');
    made.daily('11.12.2023 08:00');
    expect(made.mailed('tick', '11.12.2023 10:40').map(({ subject }) => subject)).toHaveLength(1);
    expect(made.mailed('tick', '11.12.2023 10:45')).toHaveLength(1);
    expect(made.mailed('tick', '11.12.2023 10:50')).toHaveLength(0);
    const other = start({ Слушатели: [early()] }, 'авто');
    other.daily('11.12.2023 08:00');
    expect(other.mailed('tick', '11.12.2023 11:00')).toHaveLength(0);
    expect(statuses(other, 'soon')).toEqual(['отменено']);
  });

  test('of the reminders that wait as drafts staff send the latest only', () => {
    const made = start({ Слушатели: [early()] });
    for (const day of ['27.11.2023', '04.12.2023', '10.12.2023']) made.daily(`${day} 10:00`);
    made.mailed('send', '10.12.2023 12:00');
    expect(statuses(made, 'weekly')).toEqual(['отменено', 'отменено']);
    expect(statuses(made, 'day-before')).toEqual(['отправлено']);
  });

  test('a webinar moved within the day keeps its reminders, although only the daily run looks ahead', () => {
    const made = start({ Слушатели: [early()] }, 'авто');
    made.daily('11.12.2023 08:00');
    const later = { Начало: serial('11.12.2023 18:00'), Окончание: serial('11.12.2023 19:30') };
    made.fillAll({ Вебинары: [settled(later)], Слушатели: [early()] });
    made.recompute('11.12.2023 10:20');
    expect(listed(made).filter((one) => one.startsWith('soon'))).toEqual([
      'soon a@a.kz 2023-12-11T10:45',
      'soon a@a.kz 2023-12-11T17:45',
    ]);
    expect(statuses(made, 'soon')).toEqual(['отменено', 'в очереди']);
    // Nobody was ever reminded of the other one: nothing is queued ahead for it.
    const fresh = start({ Слушатели: [early()] }, 'авто');
    fresh.recompute('11.12.2023 10:20');
    expect(statuses(fresh, 'soon')).toEqual([]);
  });

  test('a follow-up that waits goes to a corrected address, not to whoever comes instead', () => {
    const made = start({
      Слушатели: [early({ Имя: 'Ли' }), early({ Имя: 'Юн', Email: 'b@b.kz' })],
      Посещаемость: [],
    });
    made.daily('14.12.2023 08:00');
    expect(statuses(made, 'follow-up')).toEqual(['черновик', 'черновик']);
    made.fill('Слушатели', [
      early({ Имя: 'Ли', Email: 'li@a.kz' }),
      early({ Имя: 'Юн', Email: 'b@b.kz', Отказать: 'конкурент' }),
      early({ Имя: 'Мэй', Email: 'mei@c.kz' }),
    ]);
    made.recompute('20.12.2023 12:00');
    expect(listed(made).filter((one) => one.startsWith('follow-up'))).toEqual(
      ['a@a.kz', 'b@b.kz', 'li@a.kz'].map((to) => `follow-up ${to} 2023-12-14T00:00`),
    );
    expect(made.column('Письма', 'Причина')).toEqual(
      expect.arrayContaining([
        'адрес изменился: то же письмо идёт на новый',
        'регламент сейчас не требует этого письма: повод отпал или в строке ошибка',
      ]),
    );
  });

  test('rejected: why and how to register again, once; a letter to an invalid address is an «ошибка»', () => {
    const made = start({
      Слушатели: [
        early({ Имя: null }),
        early({ Email: 'нет адреса' }),
        early({ Email: 'd@d.kz', 'Дата регистрации': 'вчера' }),
        early({ Email: null }),
      ],
      Посадочные: [{ Вебинар: 'В1', Адрес: 'https://p.kz/reg', Платформа: 'Сайты.24' }],
    });
    days(made, '06.11.2023', '07.11.2023');
    const letters = made.drafts().filter(({ code }) => code === 'webinars.rejected');
    expect(letters.map(({ to, status }) => [to, status])).toEqual(
      expect.arrayContaining([
        ['a@a.kz', 'черновик'],
        ['нет адреса', 'ошибка'],
        ['d@d.kz', 'черновик'],
      ]),
    );
    expect(letters).toHaveLength(3);
    expect(letters.find(({ to }) => to === 'a@a.kz')?.text).toMatch(/Имя[\s\S]*https:\/\/p\.kz\/reg/);
    expect(letters.find(({ to }) => to === 'd@d.kz')?.text).toMatch(/дату вашей регистрации/);
    // Once corrected, the registration is accepted and confirmed.
    made.fill('Слушатели', [early()]);
    made.recompute('07.11.2023 12:00');
    expect(listed(made).filter((one) => one.startsWith('confirmed'))).toEqual([
      'confirmed a@a.kz 2023-11-07T12:00',
    ]);
  });

  test('moved: once per change, to those who were told the earlier start', () => {
    const made = start({ Слушатели: [early()] });
    made.recompute('06.12.2023 09:00');
    made.daily('10.12.2023 08:00');
    made.call('send', '10.12.2023 08:20');
    const later = { Начало: serial('18.12.2023 15:00'), Окончание: serial('18.12.2023 16:00') };
    const rows = [early(), early({ Email: 'new@a.kz', 'Дата регистрации': serial('10.12.2023 08:30') })];
    made.fillAll({ Вебинары: [settled(later)], Слушатели: rows });
    made.recompute('10.12.2023 09:00');
    made.recompute('10.12.2023 09:10');
    expect(listed(made).filter((one) => /moved|confirmed/.test(one))).toEqual(
      expect.arrayContaining(['moved a@a.kz 2023-12-10T09:00', 'confirmed new@a.kz 2023-12-10T09:00']),
    );
    expect(statuses(made, 'moved')).toHaveLength(1);
    expect(made.drafts().find(({ code }) => code === 'webinars.moved')?.text).toMatch(
      /11\.12\.2023 11:00[\s\S]*18\.12\.2023 15:00/,
    );
    expect(statuses(made, 'day-before')).toEqual(['отменено']);
    made.call('send', '10.12.2023 09:15');
    made.fillAll({ Вебинары: [settled()], Слушатели: rows });
    made.recompute('10.12.2023 09:20');
    expect(listed(made).filter((one) => one.startsWith('moved'))).toEqual([
      ...[
        'moved a@a.kz 2023-12-10T09:00',
        'moved a@a.kz 2023-12-10T09:20',
        'moved new@a.kz 2023-12-10T09:20',
      ],
    ]);
  });

  test('moved while its letters wait: they take the new start; a mistyped one leaves none', () => {
    const made = start({ Слушатели: [early()] });
    const moveTo = (day: string, hour: string): unknown => {
      const times = { Начало: serial(`${day} 11:00`), Окончание: serial(`${day} 12:30`) };
      made.fillAll({ Вебинары: [settled(times)], Слушатели: [early()] });
      return made.recompute(`10.11.2023 ${hour}`);
    };
    made.recompute('10.11.2023 09:00');
    moveTo('18.12.2023', '09:10');
    expect(made.texts('webinars.confirmed')[0]).toContain('18.12.2023 11:00');
    expect(statuses(made, 'moved')).toEqual([]);
    made.call('send', '10.11.2023 09:20');
    moveTo('20.12.2023', '09:30');
    moveTo('18.12.2023', '09:40');
    expect(statuses(made, 'moved')).toEqual(['отменено']);
    moveTo('19.12.2023', '09:50');
    expect(
      made
        .drafts()
        .filter(({ status }) => status === 'черновик')
        .map(({ text }) => text),
    ).toEqual([expect.stringMatching(/раньше он был назначен на 18\.12\.2023[\s\S]*19\.12\.2023 11:00/)]);
  });

  test('cancelled: once, only before the start; reminders are cancelled', () => {
    const made = start({ Слушатели: [early(), early({ Email: 'b@a.kz', Имя: null })] });
    made.daily('10.12.2023 08:00');
    made.fillAll({
      Вебинары: [settled({ Отказ: serial('10.12.2023') })],
      Слушатели: [early()],
    });
    made.recompute('10.12.2023 09:00');
    made.fillAll({ Вебинары: [settled({ Отказ: serial('09.12.2023') })], Слушатели: [early()] });
    made.daily('11.12.2023 08:00');
    expect(listed(made).filter((one) => one.startsWith('cancelled'))).toEqual([
      'cancelled a@a.kz 2023-12-10T09:00',
    ]);
    expect(statuses(made, 'day-before')).toEqual(['отменено']);
    expect(statuses(made, 'soon')).toEqual(['отменено']);
    const late = start({ Слушатели: [early()] });
    late.recompute('10.12.2023 08:00');
    late.fillAll({ Вебинары: [settled({ Отказ: serial('11.12.2023') })], Слушатели: [early()] });
    late.recompute('11.12.2023 11:00');
    expect(statuses(late, 'cancelled')).toEqual([]);
  });

  test('a reminder created at its very moment is cancelled as well when its occasion is gone', () => {
    const made = start({ Слушатели: [early()] });
    made.recompute('04.12.2023 10:00');
    expect(statuses(made, 'weekly')).toEqual(['черновик']);
    made.fillAll({ Вебинары: [settled({ Отказ: serial('05.12.2023') })], Слушатели: [early()] });
    made.recompute('05.12.2023 12:00');
    expect(statuses(made, 'weekly')).toEqual(['отменено']);

    const moved = start({ Слушатели: [early()] });
    moved.recompute('10.12.2023 10:00');
    expect(statuses(moved, 'day-before')).toEqual(['черновик']);
    const sooner = { Начало: serial('10.12.2023 11:00'), Окончание: serial('10.12.2023 12:30') };
    moved.fillAll({ Вебинары: [settled(sooner)], Слушатели: [early()] });
    moved.recompute('10.12.2023 10:30');
    moved.recompute('10.12.2023 11:00');
    expect(statuses(moved, 'day-before')).toEqual(['отменено']);
  });

  test('follow-up: once, as soon as the webinar is over and there is a recording', () => {
    const made = start({ Слушатели: [early()] });
    made.recompute('06.12.2023 09:00');
    made.fillAll({ Вебинары: [settled({ Запись: 'https://видео' })], Слушатели: [early()] });
    made.recompute('11.12.2023 12:59');
    expect(statuses(made, 'follow-up')).toEqual([]);
    made.recompute('12.12.2023 10:00');
    days(made, '13.12.2023', '15.12.2023');
    expect(listed(made).filter((one) => one.startsWith('follow-up'))).toEqual([
      'follow-up a@a.kz 2023-12-12T10:00',
    ]);
    expect(made.drafts().find(({ code }) => code === 'webinars.follow-up')?.text).toMatch(/https:\/\/видео/);
  });
});

test('a waiting follow-up is due as soon as there is a recording', () => {
  const made = start({ Слушатели: [early()] });
  made.daily('13.12.2023 08:00');
  expect(listed(made)).toEqual(['follow-up a@a.kz 2023-12-14T00:00']);
  made.fillAll({ Вебинары: [settled({ Запись: 'https://видео' })], Слушатели: [early()] });
  made.recompute('13.12.2023 10:00');
  made.recompute('14.12.2023 10:00');
  expect(listed(made)).toEqual(['follow-up a@a.kz 2023-12-13T10:00']);
  expect(made.drafts()[0]?.text).toMatch(/https:\/\/видео/);
});

test('a listener is only told the decision in force when staff send the letter', () => {
  const made = start({ Слушатели: [early(), early({ Email: 'b@a.kz', Отказать: 'конкурент' })] });
  made.recompute('20.11.2023 08:00');
  made.edit('Слушатели', 2, 'Отказать', 'учащийся');
  made.edit('Слушатели', 3, 'Отказать', null);
  made.recompute('20.11.2023 09:00');
  const sent = made.mailed('send', '20.11.2023 09:10');
  const told = (email: string): string[] =>
    sent.flatMap(({ to, subject }) => (to === email && subject.startsWith('Регистрация') ? [subject] : []));
  const topic = 'Порядок в продажах';
  expect(told('a@a.kz')).toEqual([`Регистрация не принята: ${topic}`]);
  expect(told('b@a.kz')).toEqual([`Регистрация принята: ${topic}, 11.12.2023 11:00`]);
});

describe('a waiting letter is updated from the tabs before it is sent', () => {
  test('the link, entered after the letter was queued', () => {
    const made = start({ Вебинары: [settled({ Ссылка: null })], Слушатели: [early()] }, 'авто');
    made.daily('10.12.2023 08:00');
    made.edit('Вебинары', 2, 'Ссылка', 'https://x.kz/live');
    made.recompute('10.12.2023 12:00');
    for (const code of ['day-before', 'same-day', 'soon'])
      expect([code, ...made.texts(`webinars.${code}`)]).toEqual([
        code,
        expect.stringContaining('https://x.kz/live'),
      ]);
    expect(made.recompute('10.12.2023 12:00')).toMatchObject({ changed: {} });
  });
  test('attendance, entered after the follow-up was queued', () => {
    const made = start({ Слушатели: [early()] });
    made.daily('13.12.2023 08:00');
    const said = (): string | undefined => made.texts('webinars.follow-up')[0];
    expect(said()).toMatch(/состоялся/);
    made.fill('Явка', [{ Вебинар: 'В1', Email: 'b@a.kz' }]);
    made.recompute('13.12.2023 11:00');
    expect(said()).toMatch(/не получилось встретиться/);
    made.fill('Явка', [{ Вебинар: 'В1', Email: 'a@a.kz' }]);
    made.recompute('13.12.2023 12:00');
    expect(said()).toMatch(/Спасибо, что были с нами/);
  });
});

describe('a draft that is no longer true after a correction is taken back', () => {
  const back = (code: string, fault: Cells, now: string) => {
    const made = start({ Слушатели: [early()] });
    made.recompute('20.11.2023 08:00');
    const type = (cells: Cells): void => {
      for (const [header, value] of Object.entries(cells)) made.edit('Вебинары', 2, header, value);
    };
    const right = Object.fromEntries(
      Object.keys(fault).map((header) => [header, settled()?.[header] ?? null]),
    );
    type(fault);
    made.recompute(now);
    const before = statuses(made, code);
    type(right);
    made.recompute(now);
    return [before, statuses(made, code)];
  };
  test.each<[string, Cells, string]>([
    ['cancelled', { Отказ: serial('01.12.2023') }, '01.12.2023 09:00'],
    ['deadline', { 'Материалы переданы': null }, '05.12.2023 09:00'],
    [
      'follow-up',
      { Начало: serial('30.11.2023 11:00'), Окончание: serial('30.11.2023 12:00') },
      '05.12.2023 09:00',
    ],
  ])('%s', (code, fault, now) => {
    expect(back(code, fault, now)).toEqual([['черновик'], ['отменено']]);
  });
});
