// Letters of a marathon, each at the last moment that is too early and at the first that is not: hand-made
// rows through the built bundle, expected values worked out by hand.
import { describe, expect, test } from '@jest/globals';
import { at, serial } from '../calendar.js';
import type { RawCell } from '../cells.js';
import { A, B, block, C, person, SIX, staged, TWO } from './rows.js';
import { type World, world } from './support.js';

describe('letters', () => {
  const blocks = { Блоки: [block(1, '21.09.2023 11:00'), block(2, '20.11.2023 11:00')] };
  const one = { Регистрации: [person('Аня', A)], ...blocks };
  const due = (made: World, code: string) =>
    made
      .letters()
      .filter((letter) => letter.code === `marathon.${code}`)
      .map(({ to, notBefore }) => [to, notBefore]);
  const daily = (made: World, now: string): World => {
    made.daily(now);
    return made;
  };
  const recompute = (made: World, now: string): World => {
    made.recompute(now);
    return made;
  };

  test('registered and rejected: once, at the first recompute that decides', () => {
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
    expect(made.column('Письма', 'Статус').slice(0, 2)).toEqual(['черновик', 'черновик']);
    made.edit('Регистрации', 3, 'Никнейм', 'Боря');
    expect(due(recompute(made, '30.10.2023 09:00'), 'registered')).toEqual([
      [A, now],
      [B, at('30.10.2023 09:00')],
    ]);
  });

  test('moved: once for each new start, to those who knew the previous one', () => {
    const made = staged(one, '12.09.2023 10:00');
    made.call('send', '12.09.2023 11:00');
    made.edit('Блоки', 2, 'Начало', serial('22.09.2023 11:00'));
    recompute(made, '13.09.2023 10:00');
    recompute(made, '13.09.2023 10:00');
    recompute(made, '13.09.2023 11:00');
    expect(due(made, 'moved')).toEqual([[A, at('13.09.2023 10:00')]]);
    expect(made.texts('marathon.moved')[0]).toContain('22.09.2023 11:00');
    expect(made.column('Письма', 'Статус')).toEqual(['отправлено', 'черновик']);
    made.call('send', '13.09.2023 12:00');
    made.edit('Блоки', 2, 'Начало', serial('21.09.2023 11:00'));
    recompute(made, '14.09.2023 10:00');
    expect(due(made, 'moved')).toHaveLength(2);
    made.edit('Блоки', 2, 'Тема', 'Другая');
    made.edit('Блоки', 2, 'Тест до', serial('20.10.2023'));
    recompute(made, '15.09.2023 10:00');
    expect(due(made, 'moved')).toHaveLength(2);
  });

  test('drafts that staff have not sent take the timetable in force; a mistyped move leaves none', () => {
    const made = staged(one, '12.09.2023 10:00');
    made.fill('Блоки', [block(1, '22.09.2023 11:00'), block(2, '28.09.2023 11:00')]);
    recompute(made, '12.09.2023 11:00');
    expect(due(made, 'moved')).toEqual([]);
    expect(made.texts('marathon.registered')[0]).toMatch(/22\.09\.2023 11:00[\s\S]*28\.09\.2023 11:00/);
    made.call('send', '12.09.2023 12:00');
    for (const [hour, start] of ['23.09.2023 11:00', '22.09.2023 11:00'].entries()) {
      made.edit('Блоки', 2, 'Начало', serial(start));
      recompute(made, `12.09.2023 ${13 + hour}:00`);
    }
    expect(made.drafts().map(({ code, status }) => `${code} ${status}`)).toEqual([
      'marathon.registered отправлено',
      'marathon.moved отменено',
    ]);
  });

  test.each<[string, 'daily' | 'recompute', number]>([
    ['18.09.2023 22:59', 'daily', 0],
    ['18.09.2023 23:00', 'daily', 1],
    ['20.09.2023 10:59', 'recompute', 0],
    ['20.09.2023 11:00', 'recompute', 1],
    ['21.09.2023 10:59', 'recompute', 1],
    ['21.09.2023 11:00', 'recompute', 0],
  ])('webinar at %s by %s: %i', (now, action, count) => {
    const made = world();
    made.fillAll(one);
    made.call(action, now);
    expect(due(made, 'webinar')).toEqual(Array.from({ length: count }, () => [A, at('20.09.2023 11:00')]));
  });

  test('a waiting webinar letter is taken back when the block moves, and restored when it moves back', () => {
    const made = daily(staged(one, '19.09.2023 08:00'), '20.09.2023 08:00');
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
    const made = world();
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

  test('score: after the test has closed, not before and not a day late', () => {
    const made = world();
    made.fillAll(one);
    daily(made, '05.10.2023 08:00');
    recompute(made, '05.10.2023 10:59');
    expect(due(made, 'score')).toEqual([]);
    recompute(made, '05.10.2023 11:00');
    daily(made, '06.10.2023 08:00');
    expect(due(made, 'score')).toEqual([[A, at('05.10.2023 11:00')]]);
    const late = world();
    late.fillAll(one);
    expect(due(daily(late, '06.10.2023 11:01'), 'score')).toEqual([]);
  });

  test('score: an unsent one follows a corrected address, but nobody else takes its place', () => {
    const anna = { ФИО: 'Анна Верная' };
    const boris = { ФИО: 'Борис Отказанный' };
    const made = staged(
      { ...blocks, Регистрации: [person('Аня', A, anna), person('Боря', B, boris)] },
      '05.10.2023 11:00',
    );
    made.fill('Регистрации', [
      person('Аня', C, anna),
      person('Боря', B, { ...boris, 'На портале': false }),
      person('Вера', 'vera@x.ru', { ФИО: 'Вера Новая' }),
    ]);
    recompute(made, '10.10.2023 12:00');
    const scores = made
      .lines('Письма')
      .filter((line) => String(line['Ключ']).startsWith('marathon.score'))
      .map((line) => [line['Кому'], line['Статус'], line['Причина'] ?? ''].join(', '));
    expect(scores).toEqual([
      `${A}, отменено, адрес изменился: то же письмо идёт на новый`,
      `${B}, отменено, регламент сейчас не требует этого письма: повод отпал или в строке ошибка`,
      `${C}, черновик, `,
    ]);
  });

  test('digest: one per day while the marathon runs, none if there is nothing to report', () => {
    const made = world();
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
    const quiet = world();
    quiet.fillAll(one);
    expect(due(daily(quiet, '25.09.2023 08:00'), 'digest')).toEqual([]);
    quiet.set('Организатор', 'boss@x.ru');
    expect(due(daily(quiet, '03.10.2023 08:00'), 'digest')).toEqual([['boss@x.ru', at('03.10.2023')]]);
    expect(quiet.texts('marathon.digest')[0]).toContain('Скоро закрываются тесты');
  });

  test('digest: an unsent one says what is so now, to whom it concerns, until its day is over', () => {
    const made = world();
    made.fillAll({ ...one, Посещения: [{ Блок: 9, Email: A }] });
    daily(made, '25.09.2023 08:00');
    const digests = (): string[] =>
      made
        .drafts()
        .flatMap(({ code, to, status }) => (code === 'marathon.digest' ? [`${to} ${status}`] : []));
    expect(digests()).toEqual(['partner@pro32.com черновик']);
    made.edit('Посещения', 2, 'Блок', 1);
    recompute(made, '25.09.2023 09:00');
    expect(digests()).toEqual(['partner@pro32.com отменено']);
    made.edit('Посещения', 2, 'Блок', 8);
    recompute(made, '25.09.2023 10:00');
    expect(digests()).toEqual(['partner@pro32.com черновик']);
    made.set('Организатор', 'boss@x.ru');
    recompute(made, '25.09.2023 11:00');
    expect(digests()).toEqual(['partner@pro32.com отменено', 'boss@x.ru черновик']);
    const goneTo = (now: string): string[] => made.mailed('send', now).map(({ to }) => to);
    expect(goneTo('26.09.2023 07:00')).not.toContain('boss@x.ru');
    daily(made, '26.09.2023 08:00');
    expect(goneTo('26.09.2023 09:00')).toContain('boss@x.ru');
    expect(digests()).toEqual(['partner@pro32.com отменено', 'boss@x.ru отменено', 'boss@x.ru отправлено']);
  });

  test('digest: unconfirmed sales; draws only after the last test has closed', () => {
    const sale = { Дата: serial('25.09.2023'), Email: A, Продукт: 'п', Вид: 'новая', 'Сумма РРЦ': 10_000 };
    const made = world();
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
    const made = world();
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
    const late = world();
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
      const made = staged(tie, now);
      made.call('draw', now, 'зерно');
      expect(due(made, 'winner').map(([, notBefore]) => notBefore)).toEqual([at(expected)]);
    }
  });
});
