// Letters to listeners: to whom, when, and what later runs must not repeat (spec 02, «Output, letters»).
import { describe, expect, test } from '@jest/globals';
import type { LetterStatus } from '../../../src/rules/letters.js';
import { at, day, type Scene, type Typed } from '../harness.js';
import { CODE, END, KEY, listener, season, START, webinar } from './scenes.js';
import { A, anna, letters, now, TOLD } from './mailing.js';

describe('webinars.confirmed', () => {
  test('at the first recompute that sees the row; contains the start, the link and the contact', () => {
    const [letter, ...others] = letters(
      'confirmed',
      { Слушатели: [anna()] },
      { now: now('2024-03-01 12:00') },
    );
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      object: KEY,
      to: A,
      date: '',
      memo: '2024-03-14T11:00',
      occasion: '2024-03-01T12:00',
      until: '2024-03-14T12:30',
    });
    expect(letter?.text).toContain('Здравствуйте, Анна!');
    expect(letter?.text).toContain('14.03.2024 11:00 (Алматы, UTC+5)');
    expect(letter?.text).toContain('https://meet.example.com/1');
    expect(letter?.text).toContain('partner@example.com');
  });
  test.each<[string, Typed, string, number]>([
    ['still during the webinar', {}, '2024-03-14 12:29', 1],
    ['not after its end', {}, '2024-03-14 12:30', 0],
    ['not after a refusal', { Отказ: day('2024-03-01') }, '2024-03-02 12:00', 0],
    ['even if the webinar is excluded', { 'Программа подана': '' }, '2024-03-05 12:00', 1],
  ])('%s', (_, more, wall, count) => {
    expect(
      letters('confirmed', { Вебинары: [webinar(more)], Слушатели: [anna()] }, { now: now(wall) }),
    ).toHaveLength(count);
  });
  test('not if the letter is already in «Письма»', () => {
    expect(
      letters('confirmed', { Слушатели: [anna()] }, { now: now('2024-03-01 12:00'), past: TOLD }),
    ).toEqual([]);
  });
});

describe('webinars.rejected', () => {
  const WHEN = { now: now('2024-03-01 12:00') };
  const LANDING = { Вебинар: CODE, Адрес: 'https://example.com/form', Платформа: 'Сайты.24' };
  test('says why, and how to register again', () => {
    const [letter] = letters(
      'rejected',
      { Слушатели: [anna({ Телефон: '12', Должность: '' })], Посадочные: [LANDING] },
      WHEN,
    );
    expect(letter).toMatchObject({
      object: KEY,
      to: A,
      date: '2024-02-10T09:00',
      occasion: '2024-03-01T12:00',
    });
    expect(letter?.text).toContain('— не заполнено поле «Должность»;\n— Телефон: меньше 10 цифр.');
    expect(letter?.text).toContain('заполните форму ещё раз: https://example.com/form');
    expect(letter?.text).toContain('partner@example.com');
  });
  test('without a landing page the listener is referred to the organiser', () => {
    const [letter] = letters('rejected', { Слушатели: [anna({ Согласие: '' })] }, WHEN);
    expect(letter?.text).toContain(
      'исправьте данные и напишите организатору: Ромашка-Пример, partner@example.com',
    );
  });
  // «Посадочная страница», п. 6: the reason must be given, and there must be a way to register again.
  test.each<[string, Typed, readonly string[]]>([
    ['конкурент', {}, ['по правилам программы организатор может отказать представителям конкурентов']],
    [
      'учащийся',
      { Согласие: '', Имя: '' },
      [
        'по правилам программы организатор может отказать учащимся',
        'не заполнено поле «Имя»',
        'Согласие на обработку персональных данных: не дано',
      ],
    ],
    ['лень', {}, ['организатор отметил отказ, его причину мы уточняем']],
  ])('refused as «%s»: every reason, and how to register again', (word, more, reasons) => {
    const rows = [anna({ Отказать: word, ...more })];
    const said = (tabs: Scene['tabs']) => letters('rejected', { Слушатели: rows, ...tabs }, WHEN)[0]?.text;
    expect(said({})).toContain(`Вот почему:\n\n${reasons.map((line) => `— ${line}`).join(';\n')}.`);
    expect(said({})).toContain(
      'Если это ошибка, напишите организатору: Ромашка-Пример, partner@example.com.',
    );
    const page = { Вебинар: CODE, Адрес: 'https://example.com/form', Платформа: 'Сайты.24' };
    expect(said({ Посадочные: [page] })).toContain(
      'Если это ошибка, заполните форму ещё раз: https://example.com/form',
    );
  });
  test('an unreadable request of erasure', () => {
    const [letter] = letters('rejected', { Слушатели: [anna({ 'Удалить данные': 'x' })] }, WHEN);
    expect(letter?.text).toContain('— мы уточняем, просили ли вы удалить свои данные.');
    expect(letter?.text).toContain('Если хотите участвовать, напишите организатору:');
  });
  test('a repeated registration need not be made again', () => {
    const [repeated] = letters(
      'rejected',
      { Слушатели: [anna(), anna({ 'Дата регистрации': at('2024-02-11 09:00') })] },
      WHEN,
    );
    expect(repeated?.subject).toMatch(/^Вы уже зарегистрированы: /);
    expect(repeated?.text).toMatch(
      /!\n\nВы уже зарегистрированы, делать ничего не нужно\. Не принята ещё одна ваша регистрация на вебинар «.+» \(14\.03\.2024 11:00, .+\)\. Вот почему:\n/,
    );
    expect(repeated?.text).toContain('другая ваша регистрация на этот вебинар принята');
    expect(repeated?.text).not.toContain('строка');
  });
  test.each<[string, Typed]>([
    ['a bad date', { 'Дата регистрации': 'вчера' }],
    ['no date', { 'Дата регистрации': '' }],
  ])('%s is a row error, and the listener gets a letter', (_, more) => {
    const [letter] = letters('rejected', { Слушатели: [anna(more)] }, WHEN);
    expect(letter).toMatchObject({ to: A, date: '' });
    expect(letter?.text).toContain('не удалось прочитать дату вашей регистрации');
  });
  test('an invalid address goes to the outbox unchanged; blank, flagged and erased ones do not', () => {
    const rows = [
      anna({ Email: 'анна собака' }),
      anna({ Email: '' }),
      anna({ Имя: '', 'Удалить данные': true }),
      anna({ Email: 'УДАЛЕНО-0123456789abcdef@удалено.invalid ', 'Дата регистрации': '' }),
    ];
    expect(letters('rejected', { Слушатели: rows }, WHEN).map((letter) => letter.to)).toEqual([
      'анна собака',
    ]);
  });
  test('several rows of one moment beside the accepted one', () => {
    const again = anna({ 'Дата регистрации': at('2024-02-11 09:00') });
    const [both] = letters('rejected', { Слушатели: [anna(), again, { ...again, Имя: '' }] }, WHEN);
    expect(both?.text).toContain('ничего не нужно. Не приняты другие ваши регистрации на вебинар «');
  });
  test('a row without a readable date of somebody who is accepted does not ask them to register again', () => {
    const [letter] = letters(
      'rejected',
      { Слушатели: [anna(), anna({ 'Дата регистрации': 'вчера' })], Посадочные: [LANDING] },
      WHEN,
    );
    expect(letter?.text).toContain('этот адрес уже зарегистрирован');
    expect(letter?.text).toContain('другая ваша регистрация на этот вебинар принята');
    expect(letter?.text).not.toContain('ещё раз');
  });
  test('a registration that is about to be erased is not said to be in force', () => {
    const rows = [anna({ 'Удалить данные': true }), anna({ 'Дата регистрации': at('2024-02-11 09:00') })];
    const [letter] = letters('rejected', { Слушатели: rows }, WHEN);
    expect(letter?.text).not.toContain('действует');
    expect(letter?.text).toContain('удаляется по вашей просьбе');
    expect(letter?.text).toContain('напишите организатору: Ромашка-Пример, partner@example.com');
  });
  test('once per registration', () => {
    const rows = [anna({ Имя: '' }), anna({ Имя: '', 'Дата регистрации': at('2024-02-11 09:00') })];
    const past = { 'webinars.rejected': [{ object: CODE, recipient: A, date: '2024-02-10T09:00' }] };
    expect(letters('rejected', { Слушатели: rows }, { ...WHEN, past }).map((letter) => letter.date)).toEqual([
      '2024-02-11T09:00',
    ]);
  });
});

describe('webinars.moved', () => {
  const MOVED = {
    Вебинары: [webinar({ Начало: at('2024-03-15 16:00'), Окончание: at('2024-03-15 17:00') })],
    Слушатели: [anna()],
  };
  const BACK = { Слушатели: [anna()] };
  const WHEN = now('2024-03-05 12:00');
  const confirmed = TOLD['webinars.confirmed'];
  const move = (object: string, memo: string, status: LetterStatus = 'отправлено') => ({
    object,
    recipient: A,
    memo,
    date: memo,
    status,
  });
  type MoveCase = [
    string,
    Scene['tabs'],
    NonNullable<Scene['past']>,
    readonly (readonly [string, string, string])[],
  ];
  test.each<MoveCase>([
    ['never announced: nothing to correct', MOVED, {}, []],
    ['announced and unchanged', BACK, { 'webinars.confirmed': confirmed }, []],
    [
      'another start was announced',
      MOVED,
      { 'webinars.confirmed': confirmed },
      [['в-1/0', '2024-03-15T16:00', '14.03.2024 11:00']],
    ],
    [
      'the move was already announced',
      MOVED,
      { 'webinars.confirmed': confirmed, 'webinars.moved': [move('В-1/0', '2024-03-15T16:00')] },
      [],
    ],
    [
      'moved back after the move was announced',
      BACK,
      { 'webinars.confirmed': confirmed, 'webinars.moved': [move('В-1/0', '2024-03-15T16:00')] },
      [['в-1/1', '2024-03-14T11:00', '15.03.2024 16:00']],
    ],
    [
      'moved again to the same start',
      MOVED,
      {
        'webinars.confirmed': confirmed,
        'webinars.moved': [move('В-1/0', '2024-03-15T16:00'), move('В-1/1', '2024-03-14T11:00')],
      },
      [['в-1/2', '2024-03-15T16:00', '14.03.2024 11:00']],
    ],
    [
      'a cancelled letter does not count as announced, and its key stays the same',
      MOVED,
      { 'webinars.confirmed': confirmed, 'webinars.moved': [move('В-1/0', '2024-03-15T16:00', 'отменено')] },
      [['в-1/0', '2024-03-15T16:00', '14.03.2024 11:00']],
    ],
    ...(['черновик', 'в очереди', 'ошибка'] as const).flatMap((status): MoveCase[] => [
      [
        `a confirmation that is «${status}» has announced nothing`,
        MOVED,
        { 'webinars.confirmed': confirmed.map((one) => ({ ...one, status })) },
        [],
      ],
      [
        `moved on while the letter is «${status}»: it has announced nothing`,
        MOVED,
        { 'webinars.confirmed': confirmed, 'webinars.moved': [move('В-1/0', '2024-03-20T11:00', status)] },
        [['в-1/0', '2024-03-15T16:00', '14.03.2024 11:00']],
      ],
      [
        `moved back while the letter is «${status}»: nothing to correct`,
        BACK,
        { 'webinars.confirmed': confirmed, 'webinars.moved': [move('В-1/0', '2024-03-20T11:00', status)] },
        [],
      ],
    ]),
  ])('%s', (_, tabs, past, expected) => {
    const got = letters('moved', tabs, { now: WHEN, past });
    expect(
      got.map((letter) => [letter.object, letter.date, /назначен на (\S+ \S+)\./.exec(letter.text)?.[1]]),
    ).toEqual(expected);
    for (const letter of got) expect(letter).toMatchObject({ memo: letter.date, until: letter.date });
  });
  test('not after the new start', () => {
    expect(letters('moved', MOVED, { now: now('2024-03-15 16:00'), past: TOLD })).toEqual([]);
  });
});

describe('webinars.cancelled', () => {
  const refused = (more: Typed) => ({
    Вебинары: [webinar(more)],
    Слушатели: [anna(), anna({ Email: 'b@example.com', Имя: '' })],
  });
  test.each<[string, Scene['tabs'], string, number]>([
    ['before the start', refused({ Отказ: day('2024-03-12') }), '2024-03-12 12:00', 1],
    ['after the start', refused({ Отказ: day('2024-03-12') }), '2024-03-14 11:00', 0],
    ['with a refusal in the future', refused({ Отказ: day('2024-03-13') }), '2024-03-12 12:00', 0],
    [
      'with a violation «отказ»',
      { ...refused({}), Нарушения: [{ Вебинар: CODE, Дата: day('2024-03-11'), Вид: 'отказ' }] },
      '2024-03-12 12:00',
      1,
    ],
    ['not refused', refused({}), '2024-03-12 12:00', 0],
  ])('%s', (_, tabs, wall, count) => {
    const got = letters('cancelled', tabs, { now: now(wall) });
    expect(got).toHaveLength(count);
    // The key contains neither day of refusal nor start: correcting one announces nothing twice.
    for (const letter of got) expect(letter).toMatchObject({ to: A, date: '', until: '2024-03-14T11:00' });
  });
  test('again after the webinar was on again at another time, not when its start is edited meanwhile', () => {
    const later = refused({
      Отказ: day('2024-03-12'),
      Начало: at('2024-03-20 11:00'),
      Окончание: at('2024-03-20 12:00'),
    });
    const dates = (past: Scene['past']): readonly string[] =>
      letters('cancelled', later, { now: now('2024-03-12 12:00'), past: { ...TOLD, ...past } }).map(
        (letter) => letter.date,
      );
    expect(dates({})).toEqual(['2024-03-14T11:00']);
    const moved = { object: `${KEY}/0`, recipient: A, memo: '2024-03-20T11:00', date: '2024-03-20T11:00' };
    expect(dates({ 'webinars.moved': [moved] })).toEqual(['2024-03-20T11:00']);
  });
});

test('a code spelled otherwise is the same webinar: nothing is sent again', () => {
  const keys = (code: string, past: Scene['past'] = {}): readonly string[] =>
    ['04', '06'].flatMap((on) =>
      season(
        {
          Вебинары: [webinar({ Вебинар: code, 'Материалы переданы': '' })],
          Слушатели: [anna({ Вебинар: code }), anna({ Вебинар: code, Email: 'b@example.com', Имя: '' })],
        },
        { now: now(`2024-03-${on} 22:30`), past },
      )
        .letters.filter((letter) => letter.code !== 'webinars.digest')
        .map(({ code: kind, object, date }) => `${kind} ${object} ${date}`),
    );
  expect(keys('в-1 ')).toEqual(keys('В-1'));
  expect(keys('В-1').join()).toContain('webinars.deadline');
  const sent = {
    ...TOLD,
    'webinars.rejected': [{ object: 'В-1', recipient: 'b@example.com', date: '2024-02-10T09:00' }],
  };
  expect(keys('в-1', sent).join()).not.toMatch(/confirmed|rejected/);
});

test('letters to listeners contain the organiser’s contact', () => {
  const rows = [anna(), anna({ Email: 'b@example.com', Имя: '' })];
  const scenes: readonly (readonly [Typed, string])[] = [
    [{}, '2024-03-05 22:00'],
    [{}, '2024-03-13 23:00'],
    [{ Отказ: day('2024-03-12') }, '2024-03-13 23:00'],
    [{ Запись: 'запись' }, '2024-03-14 13:00'],
    [{ Начало: START + 1, Окончание: END + 1 }, '2024-03-13 23:00'],
  ];
  const seen = new Set<string>();
  for (const [more, wall] of scenes)
    for (const letter of season(
      { Вебинары: [webinar(more)], Слушатели: rows },
      { now: now(wall), past: TOLD },
    ).letters) {
      if (letter.to !== A && letter.to !== 'b@example.com') continue;
      seen.add(letter.code);
      expect({ code: letter.code, contact: letter.text.includes('partner@example.com') }).toEqual({
        code: letter.code,
        contact: true,
      });
    }
  expect([...seen].sort()).toEqual(
    ['cancelled', 'day-before', 'follow-up', 'moved', 'rejected', 'same-day', 'soon', 'weekly'].map(
      (code) => `webinars.${code}`,
    ),
  );
});

test('no key occurs twice, and the same run again returns as many letters', () => {
  const run = () =>
    season({ Слушатели: [anna(), listener(), anna({ Имя: '' })] }, { now: now('2024-03-13 23:00') }).letters;
  const keys = run().map((letter) => [letter.code, letter.object, letter.to, letter.date].join('|'));
  expect(new Set(keys).size).toBe(keys.length);
  expect(run()).toHaveLength(keys.length);
});

describe('the time zone in a letter', () => {
  test.each([
    ['Asia/Almaty', '14.03.2024 11:00 (Алматы, UTC+5)'],
    ['Europe/London', '14.03.2024 11:00 (Europe/London, UTC+0)'],
    ['Asia/Kolkata', '14.03.2024 11:00 (Asia/Kolkata, UTC+5:30)'],
    ['Asia/Kathmandu', '14.03.2024 11:00 (Asia/Kathmandu, UTC+5:45)'],
    ['America/New_York', '14.03.2024 11:00 (America/New_York, UTC−4)'],
    ['America/St_Johns', '14.03.2024 11:00 (America/St_Johns, UTC−2:30)'],
  ])('%s: %s', (zone, text) => {
    const [letter] = letters(
      'confirmed',
      { Слушатели: [anna()] },
      { now: now('2024-03-01 12:00'), settings: { 'Часовой пояс': zone } },
    );
    expect(letter?.text).toContain(text);
  });
});

test('a listener who asked for erasure gets no more letters, accepted or rejected', () => {
  const rows = [anna(), listener({ Email: 'x@example.com', Должность: '' })];
  const told = (erase: boolean): readonly string[] =>
    season(
      { Слушатели: rows.map((row) => ({ ...row, 'Удалить данные': erase })) },
      { now: now('2024-03-01 12:00') },
    )
      .letters.filter(({ to }) => to === A || to === 'x@example.com')
      .map(({ code, to }) => `${code} ${to}`);
  expect(told(false)).toEqual([`webinars.confirmed ${A}`, 'webinars.rejected x@example.com']);
  expect(told(true)).toEqual([]);
});
