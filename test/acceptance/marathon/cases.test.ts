// The spec of the marathon sentence by sentence: hand-made rows through the built bundle, answers worked out by hand.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { at, DAY, MISTAKE, NOTED, type RawCell, type RawRow, serial } from './oracle.js';
import { bundle, type World, world } from './support.js';

let built = '';
beforeAll(async () => {
  built = await bundle();
});

const AFTER = at('10.11.2023 12:00');
const person = (nick: RawCell, email: string, more: Readonly<Record<string, RawCell>> = {}): RawRow => ({
  Никнейм: nick,
  ФИО: 'Мир Образцов',
  Компания: 'Ромашка',
  Email: email,
  'Дата регистрации': serial('10.09.2023 12:00'),
  'На портале': true,
  ...more,
});
const block = (no: RawCell, start: RawCell, more: Readonly<Record<string, RawCell>> = {}): RawRow => ({
  Блок: no,
  Тема: 'Тема',
  Начало: typeof start === 'string' && /^\d\d\.\d\d\.\d{4} \d/.test(start) ? serial(start) : start,
  ...more,
});
const SIX = ['21.09', '28.09', '05.10', '12.10', '19.10', '26.10'].map((one, index) =>
  block(index + 1, `${one}.2023 11:00`),
);
const A = 'a@x.ru';
const B = 'b@x.ru';
const C = 'c@x.ru';
const TWO = [person('Аня', A), person('Боря', B)];

function staged(tables: Readonly<Record<string, readonly RawRow[]>>, now = AFTER): World {
  const made = world(built);
  made.fillAll({ Регистрации: TWO, Блоки: SIX, ...tables });
  made.call('recompute', now);
  return made;
}
const column = (made: World, tab: string, header: string): RawCell[] =>
  made.lines(tab).map((line) => line[header] ?? null);
const pair = (made: World, tab: string, row: number): RawCell[] => Object.values(made.computed(tab, row));

describe('rule 1: registrations', () => {
  test.each<[string, RawCell, RawCell, string, RawCell]>([
    ['a day too early', serial('03.09.2023 23:59'), true, 'отклонён', 'регистрация вне срока'],
    ['the first instant', serial('04.09.2023'), true, 'участник', null],
    ['the last minute', serial('05.10.2023 23:59'), true, 'участник', null],
    ['after the last day', serial('06.10.2023'), true, 'отклонён', 'регистрация вне срока'],
    ['a text date', '05.10.2023', '+', 'участник', null],
    ['an ISO text', '2023-10-05 23:59:59', 'ДА', 'участник', null],
    ['not on the portal', serial('10.09.2023'), 'нет', 'отклонён', 'нет на портале'],
    ['a blank flag is нет', serial('10.09.2023'), null, 'отклонён', 'нет на портале'],
    ['the first reason is told', serial('01.09.2023'), false, 'отклонён', 'регистрация вне срока'],
  ])('%s', (_, date, portal, status, reason) => {
    const made = staged({
      Регистрации: [person('Аня', A, { 'Дата регистрации': date, 'На портале': portal })],
    });
    expect(pair(made, 'Регистрации', 2)).toEqual([status, reason]);
  });

  test('nickname and e-mail: letter case aside, as typed otherwise; by date, then by row; a refused one takes nothing', () => {
    const on = (date: string) => ({ 'Дата регистрации': serial(date) });
    const made = staged({
      Регистрации: [
        person('Лиса', A, on('12.09.2023 10:00')),
        null,
        person('ЛИСА', B, on('12.09.2023 09:59')),
        person('Лиса ', C, on('12.09.2023 10:00')),
        person('Ёж', 'B@X.ru', on('13.09.2023')),
        person('Еж', 'd@x.ru', on('13.09.2023')),
        person('ёж', 'e@x.ru', on('13.09.2023')),
        person('Кот', 'f@x.ru', { ...on('11.09.2023'), 'На портале': false }),
        person('кот', 'f@x.ru', on('14.09.2023')),
      ],
    });
    expect(column(made, 'Регистрации', 'Причина')).toEqual([
      'никнейм занят',
      null,
      null,
      'никнейм занят',
      'email занят',
      null,
      null,
      'нет на портале',
      null,
    ]);
    expect(column(made, 'Рейтинг', 'Никнейм')).toEqual(['Еж', 'ЛИСА', 'кот', 'ёж']);
  });

  test.each<[string, Readonly<Record<string, RawCell>>]>([
    ['a comma in the nickname', { Никнейм: 'А, Б' }],
    ['no nickname', { Никнейм: '\u00a0' }],
    ['no name', { ФИО: null }],
    ['no company', { Компания: '' }],
    ['two addresses', { Email: 'a@x.ru, b@x.ru' }],
    ['a date that is none', { 'Дата регистрации': '31.09.2023' }],
    ['no date', { 'Дата регистрации': null }],
    ['a flag that is none', { 'На портале': 'наверное' }],
  ])('a row error: %s', (_, more) => {
    const made = staged({ Регистрации: [person('Аня', A, more), person('Боря', B)] });
    expect(pair(made, 'Регистрации', 2)).toEqual([null, MISTAKE]);
    expect(made.errors()).toEqual(['Регистрации/2']);
    expect(column(made, 'Рейтинг', 'Никнейм')).toEqual(['Боря']);
  });
});

describe('rules 2 and 4: blocks', () => {
  test('the seed: 14 days, 7 for the last, the same wall-clock time', () => {
    expect(column(staged({}), 'Блоки', 'Тест закрывается')).toEqual(
      ['05.10', '12.10', '19.10', '26.10', '02.11', '02.11'].map((one) => serial(`${one}.2023 11:00`)),
    );
  });
  test('every block with the latest start is the last; Тест до overrides; a leap day and a month end', () => {
    const made = staged({
      Блоки: [
        block(1, '15.02.2024 11:00'),
        block(2, '24.02.2024 18:30'),
        null,
        block('3', '2024-02-24 18:30'),
        block(4, '24.02.2024 18:30', { 'Тест до': '25.02.2024' }),
      ],
    });
    expect(column(made, 'Блоки', 'Тест закрывается')).toEqual([
      serial('29.02.2024 11:00'),
      serial('02.03.2024 18:30'),
      null,
      serial('02.03.2024 18:30'),
      serial('25.02.2024'),
    ]);
  });
  test('the last block by the setting; a number of no block is told and the latest is the last', () => {
    const made = staged({});
    made.set('Последний блок', '2');
    made.call('recompute', AFTER);
    expect(column(made, 'Блоки', 'Тест закрывается').slice(1, 2)).toEqual([serial('05.10.2023 11:00')]);
    expect(column(made, 'Блоки', 'Тест закрывается').slice(5)).toEqual([serial('09.11.2023 11:00')]);
    made.set('Последний блок', 9);
    made.call('recompute', AFTER);
    expect(column(made, 'Блоки', 'Тест закрывается').slice(5)).toEqual([serial('02.11.2023 11:00')]);
    expect(made.lines('Ошибки')).toHaveLength(1);
  });
  test('over a change of the clocks the wall clock holds', () => {
    const made = staged({ Блоки: [block(1, '16.10.2023 02:30'), block(2, '20.11.2023 11:00')] });
    made.set('Часовой пояс', 'Europe/Berlin');
    made.call('recompute', AFTER);
    expect(column(made, 'Блоки', 'Тест закрывается')[0]).toBeCloseTo(serial('30.10.2023 02:30'), 7);
  });
  test('row errors: a repeated number however typed, Тест до not after Начало, what is missing', () => {
    const made = staged({
      Блоки: [
        block(1, '21.09.2023 11:00'),
        block('1', '28.09.2023 11:00'),
        block(2, '28.09.2023 11:00', { 'Тест до': serial('28.09.2023 11:00') }),
        block(3, '28.09.2023 11:00', { 'Тест до': serial('28.09.2023 11:01') }),
        block(4, 'скоро'),
        block(5, '28.09.2023 11:00', { Тема: null }),
        block(1.5, '28.09.2023 11:00'),
      ],
      Посещения: [
        { Блок: 2, Email: A },
        { Блок: 3, Email: A },
      ],
    });
    expect(made.errors().sort()).toEqual([
      'Блоки/3',
      'Блоки/4',
      'Блоки/6',
      'Блоки/7',
      'Блоки/8',
      'Посещения/2',
    ]);
    expect(column(made, 'Блоки', 'Тест закрывается').map((cell) => cell !== null)).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(column(made, 'Посещения', 'Баллы')).toEqual([null, 1]);
  });
});

test('rule 2: an e-mail of no participant is a row error on each tab, an unknown block too', () => {
  const made = staged({
    Регистрации: [...TWO, person('Вера', C, { 'На портале': false })],
    Посещения: [
      { Блок: 1, Email: C },
      { Блок: 7, Email: A },
    ],
    'Результаты тестов': [
      { Блок: 1, Email: C, Завершён: serial('22.09.2023'), 'Верных ответов': 8 },
      { Блок: 7, Email: A, Завершён: serial('22.09.2023'), 'Верных ответов': 8 },
    ],
    Задания: [{ Задание: 'Мем', Email: C, Принято: true }],
    Продажи: [
      {
        Дата: serial('22.09.2023'),
        Email: C,
        Продукт: 'п',
        Вид: 'новая',
        'Сумма РРЦ': 10_000,
        Подтверждена: true,
      },
    ],
    'Дополнительные баллы': [{ Email: C, Баллы: 5, 'За что': 'активность' }],
  });
  const tabs = ['Посещения', 'Результаты тестов', 'Задания', 'Продажи'];
  for (const tab of tabs) expect(pair(made, tab, 2)).toEqual([null, MISTAKE]);
  expect(pair(made, 'Посещения', 3)).toEqual([null, MISTAKE]);
  expect(pair(made, 'Результаты тестов', 3)).toEqual([null, MISTAKE]);
  expect(made.errors()).toHaveLength(7);
  expect(column(made, 'Рейтинг', 'Итого')).toEqual([0, 0]);
});

test('rule 3: online once, however the row is typed; a recording earns nothing', () => {
  const made = staged({
    Посещения: [
      { Блок: 1, Email: A, Формат: 'запись' },
      { Блок: '1', Email: ' A@X.RU', Формат: ' Онлайн ' },
      null,
      { Блок: 1, Email: A },
      { Блок: 2, Email: A, Формат: 'очно' },
      { Блок: 6, Email: B },
    ],
  });
  expect([2, 3, 5, 6, 7].map((row) => pair(made, 'Посещения', row))).toEqual([
    [0, NOTED],
    [1, null],
    [0, NOTED],
    [null, MISTAKE],
    [1, null],
  ]);
});

describe('rule 5: quizzes', () => {
  const quiz = (no: RawCell, email: string, finished: string, right: RawCell): RawRow => ({
    Блок: no,
    Email: email,
    Завершён: serial(finished),
    'Верных ответов': right,
  });
  test('the window [Начало, Тест закрывается)', () => {
    const made = staged({
      'Результаты тестов': [
        quiz(1, A, '21.09.2023 10:59', 8),
        quiz(2, A, '28.09.2023 11:00', 8),
        quiz(3, A, '19.10.2023 10:59', 7),
        quiz(4, A, '26.10.2023 11:00', 8),
        quiz(6, A, '02.11.2023 11:00', 8),
        quiz(5, A, '20.10.2023 11:00', 0),
      ],
    });
    expect([2, 3, 4, 5, 6, 7].map((row) => pair(made, 'Результаты тестов', row))).toEqual([
      [0, NOTED],
      [8, null],
      [7, null],
      [0, NOTED],
      [0, NOTED],
      [0, null],
    ]);
  });
  test('only the earliest counts, by Завершён, then by row, also when it earned nothing; a bad value is no attempt', () => {
    const made = staged({
      'Результаты тестов': [
        quiz(1, A, '23.09.2023 12:00', 8),
        quiz(1, A, '22.09.2023 12:00', 3),
        quiz(1, A, '22.09.2023 12:00', 8),
        quiz(1, A, '21.09.2023 12:00', 9),
        quiz(1, A, '21.09.2023 12:00', 2.5),
        quiz(1, A, '21.09.2023 12:00', -1),
        quiz(2, A, '28.09.2023 10:00', 8),
        quiz(2, A, '28.09.2023 12:00', 8),
      ],
    });
    expect([2, 3, 4, 5, 6, 7, 8, 9].map((row) => pair(made, 'Результаты тестов', row))).toEqual([
      [0, NOTED],
      [3, null],
      [0, NOTED],
      [null, MISTAKE],
      [null, MISTAKE],
      [null, MISTAKE],
      [0, NOTED],
      [0, NOTED],
    ]);
    expect(column(made, 'Рейтинг', 'Тесты')).toEqual([3, 0]);
  });
  test('an attempt later than now is none yet; one exactly at now is', () => {
    const rows = [quiz(1, A, '22.09.2023 12:00', 8)];
    const early = staged({ 'Результаты тестов': rows }, at('22.09.2023 11:59'));
    expect(pair(early, 'Результаты тестов', 2)).toEqual([0, NOTED]);
    expect(
      pair(staged({ 'Результаты тестов': rows }, at('22.09.2023 12:00')), 'Результаты тестов', 2),
    ).toEqual([8, null]);
  });
  test('points and the number of questions are settings', () => {
    const made = staged({
      'Результаты тестов': [quiz(1, A, '22.09.2023', 10), quiz(2, A, '29.09.2023', 11)],
    });
    made.set('Вопросов в тесте', 10);
    made.set('Балл за верный ответ', '0,1');
    made.call('recompute', AFTER);
    expect(pair(made, 'Результаты тестов', 2)).toEqual([1, null]);
    expect(made.errors()).toEqual(['Результаты тестов/3']);
  });
});

test('rule 6: a task is compared like a header, earns once, and the first accepted row decides its Вид', () => {
  const task = (name: RawCell, kind: RawCell, accepted: RawCell, email = A): RawRow => ({
    Задание: name,
    Вид: kind,
    Email: email,
    Принято: accepted,
  });
  const made = staged({
    Задания: [
      task('Ёлка  в офисе', 'творческое', 'нет'),
      task('елка в\u00a0ОФИСЕ *', 'Дополнительное', 'да'),
      task('Ёлка в офисе', 'творческое', 'да'),
      task('Мем', null, 1),
      task('Мем', 'разное', 1),
      task('Мем', null, true, B),
      task('', null, true, B),
    ],
  });
  expect([2, 3, 4, 5, 6, 7, 8].map((row) => pair(made, 'Задания', row))).toEqual([
    [0, NOTED],
    [3, null],
    [0, NOTED],
    [3, null],
    [null, MISTAKE],
    [3, null],
    [null, MISTAKE],
  ]);
  expect(made.rating()).toEqual([
    [1, 'Аня', 0, 0, 6, 0, 0, 6],
    [2, 'Боря', 0, 0, 3, 0, 0, 3],
  ]);
  expect(made.nominations()[1]).toEqual(['Креативные продажи', 3, 'Аня,Боря', null, 'нужен розыгрыш', null]);
});

describe('rule 7: sales', () => {
  const sale = (more: Readonly<Record<string, RawCell>>): RawRow => ({
    Дата: serial('10.10.2023'),
    Email: A,
    Продукт: 'PRO32',
    Вид: 'новая',
    'Сумма РРЦ': 10_000,
    Подтверждена: true,
    ...more,
  });
  test.each<[string, Readonly<Record<string, RawCell>>, RawCell, RawCell]>([
    ['counts', {}, 3, null],
    ['text', { 'Сумма РРЦ': '10 000,00 руб.', Вид: 'НОВАЯ', Подтверждена: '+' }, 3, null],
    ['the first day', { Дата: '21.09.2023' }, 3, null],
    ['the last day, late', { Дата: serial('03.11.2023 23:59') }, 3, null],
    ['a day early', { Дата: '2023-09-20' }, 0, 'вне периода'],
    ['a day late', { Дата: serial('04.11.2023') }, 0, 'вне периода'],
    ['a kopeck less', { 'Сумма РРЦ': '9\u00a0999,99' }, 0, 'сумма меньше минимума'],
    ['renewal', { Вид: 'Upgrade', 'Сумма РРЦ': 1, Дата: '01.01.2023', Подтверждена: null }, 0, 'не новая'],
    [
      'small and outside',
      { 'Сумма РРЦ': 1, Дата: '01.01.2023', Подтверждена: null },
      0,
      'сумма меньше минимума',
    ],
    ['outside and unconfirmed', { Дата: '01.01.2023', Подтверждена: null }, 0, 'вне периода'],
    ['unconfirmed', { Подтверждена: '-' }, 0, 'не подтверждена'],
    ['no product', { Продукт: null }, null, MISTAKE],
    ['another word', { Вид: 'обмен' }, null, MISTAKE],
    ['half a kopeck', { 'Сумма РРЦ': 10_000.005 }, null, MISTAKE],
    ['no sum', { 'Сумма РРЦ': null }, null, MISTAKE],
  ])('%s', (_, more, points, note) => {
    expect(pair(staged({ Продажи: [sale(more)] }), 'Продажи', 2)).toEqual([points, note]);
  });
  test('without limit; today counts, tomorrow has not happened', () => {
    const made = staged({ Продажи: Array.from({ length: 40 }, () => sale({})) }, at('10.10.2023 00:00'));
    expect(column(made, 'Рейтинг', 'Продажи')).toEqual([120, 0]);
    expect(made.nominations()[3]?.slice(1)).toEqual([40, 'Аня', 'Аня', 'единственный лучший', null]);
    expect(pair(staged({ Продажи: [sale({})] }, at('09.10.2023 23:59')), 'Продажи', 2)).toEqual([
      0,
      'вне периода',
    ]);
  });
});

test('rule 8 and «Рейтинг»: points as they stand; places 1, 2, 2, 4; fractions equal on paper are equal', () => {
  const more = (email: string, points: RawCell): RawRow => ({
    Email: email,
    Баллы: points,
    'За что': 'активность',
  });
  const made = staged({
    Регистрации: [
      person('\u{1F600}', A),
      person('\uFB00', B),
      person('Яна', C),
      person('=1+1', 'd@x.ru'),
      person(7, 'e@x.ru'),
    ],
    'Дополнительные баллы': [
      more(A, 0.1),
      more(A, '0,2'),
      more(B, 0.3),
      more(C, 5),
      more('d@x.ru', '-2'),
      more('e@x.ru', 'много'),
      { Email: 'e@x.ru', Баллы: 1 },
    ],
  });
  expect(made.rating()).toEqual([
    [1, 'Яна', 0, 0, 0, 0, 5, 5],
    [2, '\uFB00', 0, 0, 0, 0, 0.3, 0.3],
    [2, '\u{1F600}', 0, 0, 0, 0, 0.3, 0.3],
    [4, '7', 0, 0, 0, 0, 0, 0],
    [5, '=1+1', 0, 0, 0, 0, -2, -2],
  ]);
  expect(made.workbook.formula('Рейтинг', 5, 1)).toBeNull();
  expect(made.errors().sort()).toEqual(['Дополнительные баллы/7', 'Дополнительные баллы/8']);
  expect(JSON.stringify(made.workbook.values('Рейтинг'))).not.toContain('@x.ru');
});

describe('«Номинации» and «Розыгрыши»', () => {
  const visits = (...emails: string[]): RawRow[] => emails.map((email) => ({ Блок: 1, Email: email }));
  const NAME = 'Эксперт в тайм-менеджменте';
  const three = [person('Боря', A), person('аня', B), person('Яна', C)];
  test('no results, a single best, a tie', () => {
    expect(staged({}).nominations()[0]).toEqual([NAME, 0, null, null, 'нет результатов', null]);
    expect(staged({ Посещения: visits(A) }).nominations()[0]).toEqual([
      NAME,
      1,
      'Аня',
      'Аня',
      'единственный лучший',
      null,
    ]);
    expect(staged({ Посещения: visits(B, A) }).nominations()[0]).toEqual([
      NAME,
      1,
      'Аня,Боря',
      null,
      'нужен розыгрыш',
      null,
    ]);
  });
  test('blocks attended are counted, not points', () => {
    const made = staged({ Посещения: visits(A) });
    made.set('Балл за посещение', 0);
    made.call('recompute', AFTER);
    expect(made.nominations()[0]?.slice(1, 4)).toEqual([1, 'Аня', 'Аня']);
  });
  test('a draw by hand; it stands when the candidates change, until cancelled with a reason', () => {
    const made = staged({ Регистрации: three, Посещения: visits(A, B, C) });
    made.call('draw', AFTER, ['зерно 7']);
    const sorted = ['Боря', 'Яна', 'аня'];
    const hash = createHash('sha256')
      .update(`зерно 7|${NAME}|${sorted.join(',')}`, 'utf8')
      .digest('hex');
    const winner = sorted[Number(BigInt(`0x${hash}`) % 3n)] ?? '';
    const [drawn] = made.lines('Розыгрыши');
    expect(drawn).toMatchObject({
      Номинация: NAME,
      Претенденты: 'Боря,Яна,аня',
      Зерно: 'зерно 7',
      Хеш: hash,
      Победитель: winner,
    });
    expect(Math.round(Number(drawn?.['Время']) * DAY)).toBe(AFTER);
    expect(made.nominations()[0]).toEqual([NAME, 1, 'Боря,Яна,аня', winner, 'розыгрыш', null]);
    expect(() => made.call('draw', AFTER, ['другое'])).toThrow('Разыгрывать нечего');

    made.fill('Посещения', [...visits(A, B, C), { Блок: 2, Email: A }]);
    made.call('recompute', AFTER);
    expect(made.nominations()[0]).toEqual([NAME, 2, 'Боря', winner, 'розыгрыш', 'состав изменился']);

    made.edit('Розыгрыши', 2, 'Отменён', 'да');
    made.call('recompute', AFTER);
    expect(made.errors()).toEqual(['Розыгрыши/2']);
    expect(made.nominations()[0]?.[4]).toBe('розыгрыш');

    made.edit('Розыгрыши', 2, 'Причина отмены', 'перепутали зерно');
    made.call('recompute', AFTER);
    expect(made.errors()).toEqual([]);
    expect(made.nominations()[0]).toEqual([NAME, 2, 'Боря', 'Боря', 'единственный лучший', null]);
    expect(made.lines('Розыгрыши')).toHaveLength(1);
  });
  test('a new draw after a cancelled one; a seed is needed', () => {
    const made = staged({ Посещения: visits(A, B) });
    expect(() => made.call('draw', AFTER, [' '])).toThrow('Зерно');
    made.call('draw', AFTER, ['один']);
    made.edit('Розыгрыши', 2, 'Отменён', true);
    made.edit('Розыгрыши', 2, 'Причина отмены', 'сбой');
    made.call('draw', AFTER, ['два']);
    const lines = made.lines('Розыгрыши');
    expect(lines.map((line) => line['Зерно'])).toEqual(['один', 'два']);
    expect(made.nominations()[0]?.[3]).toBe(lines[1]?.['Победитель']);
  });
});

describe('«Сроки»', () => {
  const of = (made: World) =>
    made.deadlines().map((one) => [one.what, one.due, one.left, one.state, one.row, one.without]);
  const start = at('21.09.2023 11:00');
  const closing = at('28.09.2023 11:00');
  const tail = (left: number, state: string, final: string) => [
    ['registration', at('05.10.2023'), left, state, null, null],
    ['final', at('03.11.2023'), left + 29, final, null, null],
  ];
  const blocks = { Блоки: [null, block(1, '21.09.2023 11:00')] };
  test.each<[string, RawCell[][]]>([
    [
      '18.09.2023 23:59',
      [
        ['start', start, 3, 'скоро', 3, null],
        ['closing', closing, 10, 'впереди', 3, 2],
        ...tail(17, 'впереди', 'впереди'),
      ],
    ],
    [
      '21.09.2023 10:59',
      [
        ['start', start, 0, 'сегодня', 3, null],
        ['closing', closing, 7, 'впереди', 3, 2],
        ...tail(14, 'впереди', 'впереди'),
      ],
    ],
    [
      '21.09.2023 11:00',
      [
        ['closing', closing, 7, 'впереди', 3, 2],
        ...tail(14, 'впереди', 'впереди'),
        ['start', start, 0, 'выполнено', 3, null],
      ],
    ],
    [
      '05.10.2023 23:59',
      [
        ...tail(0, 'сегодня', 'впереди'),
        ['start', start, -14, 'выполнено', 3, null],
        ['closing', closing, -7, 'выполнено', 3, 2],
      ],
    ],
  ])('at %s', (now, expected) => {
    expect(of(staged(blocks, at(now)))).toEqual(expected);
  });
  test('the whole days pass with their ends', () => {
    const states = (now: string): string[] =>
      made(now)
        .deadlines()
        .filter(({ row }) => row === null)
        .map(({ state }) => state);
    const made = (now: string): World => staged(blocks, at(now));
    expect(states('06.10.2023 00:00')).toEqual(['впереди', 'выполнено']);
    expect(states('03.11.2023 23:59')).toEqual(['сегодня', 'выполнено']);
    expect(states('04.11.2023 00:00')).toEqual(['выполнено', 'выполнено']);
  });
  test('a test is done as soon as everyone has an attempt, whatever it earned', () => {
    const quiz = (email: string): RawRow => ({
      Блок: 1,
      Email: email,
      Завершён: serial('21.09.2023 10:00'),
      'Верных ответов': 0,
    });
    const closingOf = (rows: RawRow[]) =>
      staged({ ...blocks, 'Результаты тестов': rows }, at('22.09.2023 10:00'))
        .deadlines()
        .find(({ what }) => what === 'closing');
    expect(closingOf([quiz(A)])).toMatchObject({ state: 'впереди', without: 1 });
    expect(closingOf([quiz(A), quiz(B)])).toMatchObject({ state: 'выполнено', without: 0 });
  });
});

describe('letters', () => {
  const blocks = { Блоки: [block(1, '21.09.2023 11:00'), block(2, '20.11.2023 11:00')] };
  const one = { Регистрации: [person('Аня', A)], ...blocks };
  const due = (made: World, code: string) =>
    made
      .letters()
      .filter((letter) => letter.code === `marathon.${code}`)
      .map(({ to, notBefore }) => [to, notBefore]);
  const daily = (made: World, now: string): World => {
    made.call('daily', at(now));
    return made;
  };
  const recompute = (made: World, now: string): World => {
    made.call('recompute', at(now));
    return made;
  };

  test('registered and rejected: once, at the recompute that first decides', () => {
    const now = at('12.09.2023 15:07');
    const made = staged(
      { ...blocks, Регистрации: [person('Аня', A), person('АНЯ', B), person('x,y', C)] },
      now,
    );
    expect(due(made, 'registered')).toEqual([[A, now]]);
    expect(due(made, 'rejected')).toEqual([[B, now]]);
    expect(made.texts('marathon.registered')[0]).toContain('21.09.2023 11:00');
    expect(made.texts('marathon.rejected')[0]).toContain('никнейм занят');
    for (const again of ['12.09.2023 15:07', '12.09.2023 15:08', '30.10.2023 08:00']) daily(made, again);
    expect([...due(made, 'registered'), ...due(made, 'rejected')]).toHaveLength(2);
    expect(column(made, 'Письма', 'Статус').slice(0, 2)).toEqual(['черновик', 'черновик']);
    made.edit('Регистрации', 3, 'Никнейм', 'Боря');
    expect(due(recompute(made, '30.10.2023 09:00'), 'registered')).toEqual([
      [A, now],
      [B, at('30.10.2023 09:00')],
    ]);
  });

  test('moved: once for each new start, to those who were told', () => {
    const made = staged(one, at('12.09.2023 10:00'));
    made.edit('Блоки', 2, 'Начало', serial('22.09.2023 11:00'));
    recompute(made, '13.09.2023 10:00');
    recompute(made, '13.09.2023 10:00');
    recompute(made, '13.09.2023 11:00');
    expect(due(made, 'moved')).toEqual([[A, at('13.09.2023 10:00')]]);
    expect(made.texts('marathon.moved')[0]).toContain('22.09.2023 11:00');
    expect(column(made, 'Письма', 'Статус')).toEqual(['черновик', 'черновик']);
    made.edit('Блоки', 2, 'Начало', serial('21.09.2023 11:00'));
    recompute(made, '14.09.2023 10:00');
    expect(due(made, 'moved')).toHaveLength(2);
    made.edit('Блоки', 2, 'Тема', 'Другая');
    made.edit('Блоки', 2, 'Тест до', serial('20.10.2023'));
    recompute(made, '15.09.2023 10:00');
    expect(due(made, 'moved')).toHaveLength(2);
  });

  test.each<[string, 'daily' | 'recompute', number]>([
    ['18.09.2023 22:59', 'daily', 0],
    ['18.09.2023 23:00', 'daily', 1],
    ['20.09.2023 10:59', 'recompute', 0],
    ['20.09.2023 11:00', 'recompute', 1],
    ['21.09.2023 10:59', 'recompute', 1],
    ['21.09.2023 11:00', 'recompute', 0],
  ])('webinar at %s by %s: %i', (now, action, count) => {
    const made = world(built);
    made.fillAll(one);
    made.call(action, at(now));
    expect(due(made, 'webinar')).toEqual(Array.from({ length: count }, () => [A, at('20.09.2023 11:00')]));
  });

  test('a webinar letter that waits for an hour no longer true is taken back, and comes back with the hour', () => {
    const made = daily(staged(one, at('19.09.2023 08:00')), '20.09.2023 08:00');
    made.edit('Блоки', 2, 'Начало', serial('25.09.2023 11:00'));
    recompute(made, '20.09.2023 09:00');
    const status = (): RawCell[] =>
      made
        .lines('Письма')
        .filter((line) => String(line['Ключ']).startsWith('marathon.webinar'))
        .map((line) => line['Статус'] ?? null);
    expect(status()).toEqual(['отменено']);
    made.edit('Блоки', 2, 'Начало', serial('21.09.2023 11:00'));
    recompute(made, '20.09.2023 12:00');
    expect(status()).toEqual(['черновик']);
  });

  test('test-closing: 3 days and 1 day before, 10:00, to those without an attempt', () => {
    const made = world(built);
    made.fillAll({
      Блоки: blocks.Блоки,
      Регистрации: TWO,
      'Результаты тестов': [{ Блок: 1, Email: B, Завершён: serial('22.09.2023'), 'Верных ответов': 1 }],
    });
    for (const now of [
      '01.10.2023 08:00',
      '02.10.2023 09:59',
      '03.10.2023 08:00',
      '04.10.2023 08:00',
      '05.10.2023 10:59',
    ])
      daily(made, now);
    expect(due(made, 'test-closing')).toEqual([
      [A, at('02.10.2023 10:00')],
      [A, at('04.10.2023 10:00')],
    ]);
    made.edit('Блоки', 2, 'Тест до', serial('05.10.2023 12:00'));
    expect(due(recompute(made, '05.10.2023 12:00'), 'test-closing')).toHaveLength(2);
  });

  test('score: once the test has closed, not ahead of it, not a day late', () => {
    const made = world(built);
    made.fillAll(one);
    daily(made, '05.10.2023 08:00');
    recompute(made, '05.10.2023 10:59');
    expect(due(made, 'score')).toEqual([]);
    recompute(made, '05.10.2023 11:00');
    daily(made, '06.10.2023 08:00');
    expect(due(made, 'score')).toEqual([[A, at('05.10.2023 11:00')]]);
    const late = world(built);
    late.fillAll(one);
    expect(due(daily(late, '06.10.2023 11:01'), 'score')).toEqual([]);
  });

  test('digest: one a day while the marathon runs, none when there is nothing to say', () => {
    const made = world(built);
    made.fillAll({ ...one, Посещения: [{ Блок: 9, Email: A }] });
    for (const now of [
      '20.09.2023 08:00',
      '21.09.2023 00:00',
      '21.09.2023 08:00',
      '03.11.2023 08:00',
      '04.11.2023 08:00',
    ])
      daily(made, now);
    expect(due(made, 'digest')).toEqual([
      ['partner@pro32.com', at('21.09.2023')],
      ['partner@pro32.com', at('03.11.2023')],
    ]);
    const quiet = world(built);
    quiet.fillAll(one);
    expect(due(daily(quiet, '25.09.2023 08:00'), 'digest')).toEqual([]);
    quiet.set('Организатор', 'boss@x.ru');
    expect(due(daily(quiet, '03.10.2023 08:00'), 'digest')).toEqual([['boss@x.ru', at('03.10.2023')]]);
    expect(quiet.texts('marathon.digest')[0]).toContain('Скоро закрываются тесты');
  });

  test('digest: unconfirmed sales; draws only from the closing of the last test on', () => {
    const sale = { Дата: serial('25.09.2023'), Email: A, Продукт: 'п', Вид: 'новая', 'Сумма РРЦ': 10_000 };
    const made = world(built);
    made.fillAll({
      Регистрации: TWO,
      Блоки: SIX,
      Посещения: [
        { Блок: 1, Email: A },
        { Блок: 1, Email: B },
      ],
      Продажи: [sale],
    });
    daily(made, '26.09.2023 08:00');
    expect(made.texts('marathon.digest')[0]).toContain('Ждут подтверждения');
    expect(made.texts('marathon.digest')[0]).not.toContain('розыгрыш');
    daily(made, '02.11.2023 11:00');
    expect(made.texts('marathon.digest').at(-1)).toContain('Нужен розыгрыш');
  });

  test('winner: on the day after the final, for each nomination', () => {
    const made = world(built);
    made.fillAll({
      ...one,
      Посещения: [{ Блок: 1, Email: A }],
      Задания: [{ Задание: 'М', Email: A, Принято: true }],
    });
    daily(made, '03.11.2023 08:00');
    expect(due(made, 'winner')).toEqual([]);
    daily(made, '04.11.2023 08:00');
    daily(made, '05.11.2023 08:00');
    expect(due(made, 'winner')).toEqual([
      [A, at('04.11.2023')],
      [A, at('04.11.2023')],
    ]);
    const late = world(built);
    late.fillAll({ ...one, Посещения: [{ Блок: 1, Email: A }] });
    expect(due(daily(late, '05.11.2023 00:01'), 'winner')).toEqual([]);
  });

  test('winner: drawn on that day, and drawn later', () => {
    const tie = {
      Регистрации: TWO,
      Посещения: [
        { Блок: 1, Email: A },
        { Блок: 1, Email: B },
      ],
    };
    for (const [now, expected] of [
      ['04.11.2023 14:00', '04.11.2023'],
      ['08.11.2023 14:00', '08.11.2023 14:00'],
    ] as const) {
      const made = staged(tie, at(now));
      made.call('draw', at(now), ['зерно']);
      expect(due(made, 'winner').map(([, notBefore]) => notBefore)).toEqual([at(expected)]);
    }
  });
});

test('columns in any order and spelling; staff’s own columns, tabs and rows stay', () => {
  const made = world(built);
  made.fillAll({ Регистрации: TWO, Блоки: SIX });
  made.workbook.setRows('Посещения', [
    ['Примечание', 'Моё', ' EMAIL* ', 'баллы', 'Формат', 'блок'],
    [null, 'x', A, null, null, 1],
    [],
    ['старое', null, null, 5, null, null],
    [null, 'y', B, null, 'запись', '1'],
  ]);
  made.workbook.set('Рейтинг', 0, 8, 'Моё');
  made.workbook.set('Рейтинг', 1, 8, 'приз');
  made.workbook.set('Рейтинг', 9, 0, 99);
  made.call('recompute', AFTER);
  expect(made.workbook.values('Посещения').map((row) => row[1] ?? null)).toEqual([
    'Моё',
    'x',
    null,
    null,
    'y',
  ]);
  expect(made.workbook.get('Посещения', 1, 3)).toBe(1);
  expect(made.workbook.get('Посещения', 4, 3)).toBe(0);
  expect(made.workbook.get('Рейтинг', 1, 8)).toBe('приз');
  expect(made.workbook.get('Рейтинг', 9, 0)).toBeNull();
});

test('the public page: rating, schedule, nominations, nicknames only', () => {
  const made = staged({
    Блоки: [block(1, '21.09.2023 11:00', { Запись: 'https://x.ru/rec', Тест: 'https://x.ru/test' })],
    Посещения: [{ Блок: 1, Email: A }],
  });
  const page = (made.call('doGet', AFTER) as { readonly getContent: () => string }).getContent();
  for (const text of ['Аня', 'https://x.ru/rec', 'https://x.ru/test', 'Эксперт в тайм-менеджменте'])
    expect(page).toContain(text);
  for (const text of [A, 'Образцов', 'Ромашка']) expect(page).not.toContain(text);
});

test('every figure can be explained', () => {
  const made = staged({
    Посещения: [
      { Блок: 1, Email: A },
      { Блок: 1, Email: A },
    ],
    'Результаты тестов': [{ Блок: 1, Email: A, Завершён: serial('22.09.2023'), 'Верных ответов': 8 }],
    Задания: [{ Задание: 'М', Email: A, Принято: true }],
    Продажи: [{ Дата: serial('25.09.2023'), Email: A, Продукт: 'п', Вид: 'новая', 'Сумма РРЦ': 10_000 }],
  });
  const ask = (tab: string, row: number, header: string): string =>
    JSON.stringify(made.call('explain', AFTER, [tab, row, header]));
  for (const tab of ['Посещения', 'Результаты тестов', 'Задания', 'Продажи'])
    for (const header of ['Баллы', 'Примечание']) expect(ask(tab, 2, header)).toContain('rule');
  for (const header of ['Статус', 'Причина']) expect(ask('Регистрации', 2, header)).toContain('rule');
  expect(ask('Блоки', 2, 'Тест закрывается')).toContain('05.10.2023 11:00');
  for (const header of made.headers('Рейтинг')) expect(ask('Рейтинг', 2, header)).toContain('rule');
  for (const header of made.headers('Номинации')) expect(ask('Номинации', 2, header)).toContain('rule');
});
