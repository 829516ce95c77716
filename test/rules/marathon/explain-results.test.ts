// «Почему такая цифра?» of the results, word for word: places and sums of «Рейтинг», «Номинации», repeated
// draws.
import { describe, expect, test } from '@jest/globals';
import { drawWinner } from '../../../src/rules/marathon/draws.js';
import { at, reckoned, type Typed } from '../harness.js';
import { application, attempt, emailOf, sale, stage, type Staged, task, visit } from './fixtures.js';

const PEOPLE = ['anna', 'boris', 'carl', 'dina', 'eva', 'fedor', 'gleb', 'hanna'];
const drawn: Typed = {
  Время: at('2023-11-03 15:00'),
  Номинация: 'Акула бизнеса',
  Претенденты: 'anna,boris',
  Зерно: 'семь',
  Хеш: 'f'.repeat(64),
  Победитель: 'anna',
};
const staged = stage({
  tabs: {
    Регистрации: PEOPLE.map((name) => application(name)),
    Посещения: [
      ...['anna', 'boris', 'carl', 'dina', 'eva'].map((name) => visit(name, 1)),
      visit('anna', 2, 'запись'),
    ],
    'Результаты тестов': [
      attempt('anna', 1, '2023-09-22 12:00', 7),
      attempt('anna', 1, '2023-09-23 12:00', 8),
      attempt('boris', 2, '2023-09-29 12:00', 4),
    ],
    Задания: [
      task('anna', 'Слоган'),
      task('anna', 'Звонок', { Вид: 'дополнительное' }),
      task('boris', 'Ролик «Старт»', { Принято: false }),
    ],
    Продажи: [sale('boris'), sale('carl', { Продукт: 'PRO32 Connect' }), sale('boris', { Вид: 'продление' })],
    'Дополнительные баллы': [
      { Email: emailOf('anna'), Баллы: -2, 'За что': 'Исправление' },
      { Email: emailOf('carl'), Баллы: 4, 'За что': 'Вопрос спикеру' },
      { Email: emailOf('dina'), Баллы: -1, 'За что': 'Спам' },
      { Email: emailOf('eva'), Баллы: -1, 'За что': 'Спам' },
    ],
    Розыгрыши: [drawn, { ...drawn, Номинация: '' }],
  },
});

test('the results that are explained below', () => {
  const shown = (tab: string, ...headers: readonly string[]) =>
    staged.outputs[tab]?.map((row) => headers.map((header) => row[header] ?? '–').join(' '));
  expect(shown('Рейтинг', 'Место', 'Никнейм', 'Итого')).toEqual([
    '1 anna 12',
    '2 boris 8',
    '2 carl 8',
    ...['dina', 'eva', 'fedor', 'gleb', 'hanna'].map((name) => `4 ${name} 0`),
  ]);
  expect(shown('Номинации', 'Лучший результат', 'Претенденты', 'Победитель', 'Основание')).toEqual([
    '1 anna,boris,carl,dina,eva – нужен розыгрыш',
    '3 anna anna единственный лучший',
    '7 anna anna единственный лучший',
    '1 boris,carl anna розыгрыш',
  ]);
});

describe('«Рейтинг»', () => {
  test.each<[number, string, readonly string[]]>([
    [
      2,
      'Место',
      [
        'anna: 12',
        'С более высоким «Итого»: 0 участников',
        'С таким же «Итого» (вместе с этим): 1 участник',
        '= 0 + 1 = 1',
      ],
    ],
    [
      4,
      'Место',
      [
        'carl: 8',
        'С более высоким «Итого»: 1 участник',
        'С таким же «Итого» (вместе с этим): 2 участника',
        '= 1 + 1 = 2',
      ],
    ],
    [
      5,
      'Место',
      [
        'dina: 0',
        'С более высоким «Итого»: 3 участника',
        'С таким же «Итого» (вместе с этим): 5 участников',
        '= 3 + 1 = 4',
      ],
    ],
    [3, 'Никнейм', ['Заявка участника boris @Регистрации!3']],
    [
      2,
      'Посещения',
      [
        'Блок 1, онлайн: 1 @Посещения!2',
        'Блок 2, запись: 0 (просмотр в записи баллов не даёт) @Посещения!7',
        '= 1',
      ],
    ],
    [
      9,
      'Посещения',
      ['На вкладке «Посещения» нет строк с адресом этого участника; строки с ошибками не считаются.', '= 0'],
    ],
    [3, 'Тесты', ['Блок 2, верных ответов 4: 4 @Результаты тестов!4', '= 4']],
    [2, 'Задания', ['«Слоган»: 3 @Задания!2', '«Звонок»: 3 @Задания!3', '= 3 + 3 = 6']],
    [3, 'Задания', ['«Ролик „Старт“»: 0 (не принято) @Задания!4', '= 0']],
    [3, 'Продажи', ['PRO32 Getscreen: 3 @Продажи!2', 'PRO32 Getscreen: 0 (не новая) @Продажи!4', '= 3']],
    [4, 'Продажи', ['PRO32 Connect: 3 @Продажи!3', '= 3']],
    [4, 'Доп. баллы', ['Вопрос спикеру: 4 @Дополнительные баллы!3', '= 4']],
    [
      2,
      'Итого',
      ['Посещения: 1', 'Тесты: 7', 'Задания: 6', 'Продажи: 0', 'Доп. баллы: −2', '= 1 + 7 + 6 + 0 − 2 = 12'],
    ],
  ])('row %i, «%s»', (row, header, expected) => {
    expect(reckoned(staged, 'Рейтинг', row, header)).toEqual(expected);
  });
});

describe('«Номинации»', () => {
  const FIVE = ['anna: 1', 'boris: 1', 'carl: 1', 'dina: 1', 'eva: 1'];
  test.each<[number, string, readonly string[]]>([
    [2, 'Номинация', []],
    [
      2,
      'Претенденты',
      [
        ...FIVE,
        'Из чего сложился результат участника anna:',
        'Блок 1, онлайн: 1 @Посещения!2',
        'Блок 2, запись: 0 (просмотр в записи баллов не даёт) @Посещения!7',
        '= лучший результат — 1, 5 претендентов',
      ],
    ],
    [2, 'Победитель', [...FIVE, '= нужен розыгрыш']],
    [
      3,
      'Лучший результат',
      [
        'anna: 3',
        'Из чего сложился результат участника anna:',
        '«Слоган»: 3 @Задания!2',
        '= лучший результат — 3, 1 претендент',
      ],
    ],
    [3, 'Основание', ['anna: 3', '= единственный лучший: anna']],
    [
      4,
      'Лучший результат',
      [
        'anna: 7',
        'Из чего сложился результат участника anna:',
        'Блок 1, верных ответов 7: 7 @Результаты тестов!2',
        'Блок 1, верных ответов 8: 0 (засчитывается только самая ранняя попытка, из строки 2) @Результаты тестов!3',
        '= лучший результат — 7, 1 претендент',
      ],
    ],
    [
      5,
      'Лучший результат',
      [
        'boris: 1',
        'carl: 1',
        'Из чего сложился результат участника boris:',
        'PRO32 Getscreen: 1 @Продажи!2',
        'PRO32 Getscreen: 0 (не новая) @Продажи!4',
        '= лучший результат — 1, 2 претендента',
      ],
    ],
    [
      5,
      'Примечание',
      [
        'Розыгрыш среди: anna,boris @Розыгрыши!2',
        'boris: 1',
        'carl: 1',
        '= розыгрыш: anna; состав изменился',
      ],
    ],
  ])('row %i, «%s»', (row, header, expected) => {
    expect(reckoned(staged, 'Номинации', row, header)).toEqual(expected);
  });

  test('the rule names the figure that is compared', () => {
    expect(staged.explain('Номинации', 5, 'Показатель')?.rule).toBe(
      '«Акула бизнеса»: сравнивается показатель «число засчитанных продаж».',
    );
  });

  test.each<[string, number, readonly string[]]>([
    [
      'Балл за посещение',
      2,
      [
        'anna: 2',
        'Из чего сложился результат участника anna:',
        'Блок 1, онлайн: 1 @Посещения!2',
        'Блок 2, онлайн: 1 @Посещения!3',
        '= лучший результат — 2, 1 претендент',
      ],
    ],
    [
      'Балл за продажу',
      5,
      [
        'anna: 2',
        'Из чего сложился результат участника anna:',
        'PRO32 Getscreen: 1 @Продажи!2',
        'PRO32 Getscreen: 1 @Продажи!3',
        '= лучший результат — 2, 1 претендент',
      ],
    ],
  ])('what is counted adds up, whatever «%s» is', (setting, row, expected) => {
    const shown = stage({
      tabs: {
        Регистрации: [application('anna')],
        Посещения: [visit('anna', 1), visit('anna', 2)],
        Продажи: [sale('anna'), sale('anna')],
      },
      settings: { [setting]: 5 },
    });
    expect(reckoned(shown, 'Номинации', row, 'Лучший результат')).toEqual(expected);
  });

  test('when nobody has a result', () => {
    const nobody = stage({ tabs: { Регистрации: [application('anna')] } });
    expect(reckoned(nobody, 'Номинации', 2, 'Претенденты')).toEqual(['= нет результатов']);
    expect(reckoned(nobody, 'Номинации', 2, 'Победитель')).toEqual(['= нет результатов']);
  });
});

describe('«Розыгрыши»: the draw is recomputed', () => {
  const nicknames = ['anna', 'boris'];
  const { hash, winner } = drawWinner('семь', 'Акула бизнеса', nicknames);
  const told = (shown: Staged): readonly string[] => reckoned(shown, 'Розыгрыши', 2, 'Хеш');

  test('the calculation, and a note that what is recorded differs', () => {
    expect(told(staged)).toEqual([
      'Строка: семь|Акула бизнеса|anna,boris @Розыгрыши!2',
      `Её хеш: ${hash}`,
      'Записанные хеш или победитель с расчётом не сходятся. @Розыгрыши!2',
      `= остаток от деления хеша на 2 равен ${nicknames.indexOf(winner)}: ${winner}`,
    ]);
  });

  test('a row without a nomination has no explanation', () => {
    expect(staged.explain('Розыгрыши', 3, 'Хеш')).toBeNull();
  });

  test('a list too long for a cell is recomputed in full as long as the candidates are the same', () => {
    // Eleven nicknames of three thousand letters exceed the 32,767 characters of a cell.
    const names = Array.from({ length: 11 }, (_, n) => `${'я'.repeat(3_000)}${10 + n}`);
    const tabs = {
      Регистрации: names.map((name, n) => application(name, { Email: `p${n}@example.com` })),
      Посещения: names.map((_, n) => visit(`p${n}`, 1)),
    };
    const candidates = stage({ tabs }).outputs['Номинации']?.[0]?.['Претенденты'] ?? '';
    expect(candidates).toMatch(/… и ещё 1$/);
    const whole = drawWinner('семь', 'Эксперт в тайм-менеджменте', names);
    const row = {
      ...drawn,
      Номинация: 'Эксперт в тайм-менеджменте',
      Претенденты: candidates,
      Хеш: whole.hash,
      Победитель: whole.winner,
    };
    expect(told(stage({ tabs: { ...tabs, Розыгрыши: [row] } })).slice(1)).toEqual([
      `Её хеш: ${whole.hash}`,
      'Записанные хеш и победитель сходятся с расчётом. @Розыгрыши!2',
      `= остаток от деления хеша на 11 равен ${names.indexOf(whole.winner)}: ${whole.winner}`,
    ]);
    const fewer = { ...tabs, Посещения: tabs.Посещения.slice(1), Розыгрыши: [row] };
    expect(told(stage({ tabs: fewer }))[2]).toContain('не сходятся');
  });
});
