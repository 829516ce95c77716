// «Почему такая цифра?» for every computed cell and every output: rule, clause, rows, arithmetic.
import { describe, expect, test } from '@jest/globals';
import { tabs } from '../../../src/rules/marathon/tabs.js';
import { at } from '../harness.js';
import { application, attempt, block, emailOf, sale, stage, task, visit } from './fixtures.js';

/** sha256sum of «третье ноября|Эксперт в тайм-менеджменте|anna,boris»: an odd number. */
const HASH = 'ab7cb1c2c7177a981b1efefe53265b277699a0b1b8b920efb7542a52d52ad34f';

const staged = stage({
  now: '2023-11-03T12:00:00+03:00',
  tabs: {
    Регистрации: [application('anna'), application('boris'), application('Anna', { Email: 'x@example.com' })],
    Блоки: [
      block(1, '2023-09-21 11:00'),
      block(2, '2023-10-26 11:00'),
      block(3, '2023-09-28 11:00', { 'Тест до': at('2023-09-29 11:00') }),
    ],
    Посещения: [visit('anna', 1), visit('anna', 1), visit('boris', 1), visit('nobody', 1)],
    'Результаты тестов': [
      attempt('anna', 1, '2023-09-22 12:00', 7),
      attempt('anna', 1, '2023-09-23 12:00', 8),
    ],
    Задания: [task('anna', 'Слоган'), task('anna', 'Звонок', { Вид: 'дополнительное' })],
    Продажи: [sale('anna', { Подтверждена: false }), sale('boris'), sale('anna', { Дата: at('2023-11-04') })],
    'Дополнительные баллы': [{ Email: emailOf('anna'), Баллы: -2, 'За что': 'Исправление' }],
    Розыгрыши: [
      {
        Время: at('2023-11-03 11:00'),
        Номинация: 'Эксперт в тайм-менеджменте',
        Претенденты: 'anna,boris',
        Зерно: 'третье ноября',
        Хеш: HASH,
        Победитель: 'boris',
      },
    ],
  },
});

describe('what is explained', () => {
  test.each([
    ['Регистрации', 2, 'Статус', 'участник'],
    ['Регистрации', 4, 'Причина', 'отклонён: никнейм занят'],
    ['Блоки', 2, 'Тест закрывается', '21.09.2023 11:00 + 14 дней = 05.10.2023 11:00'],
    ['Блоки', 3, 'Тест закрывается', '26.10.2023 11:00 + 7 дней = 02.11.2023 11:00'],
    ['Блоки', 4, 'Тест закрывается', '29.09.2023 11:00'],
    ['Посещения', 2, 'Баллы', '1'],
    ['Посещения', 3, 'Примечание', '0 — повтор: посещение учтено в строке 2'],
    ['Результаты тестов', 2, 'Баллы', '7 × 1 = 7'],
    ['Результаты тестов', 3, 'Баллы', '0 — засчитывается только самая ранняя попытка, из строки 2'],
    ['Задания', 2, 'Баллы', '3'],
    ['Продажи', 2, 'Баллы', '0 — не подтверждена'],
    ['Продажи', 4, 'Баллы', '0 — вне периода'],
    ['Рейтинг', 2, 'Место', '0 + 1 = 1'],
    ['Рейтинг', 3, 'Место', '1 + 1 = 2'],
    ['Рейтинг', 2, 'Посещения', '1'],
    ['Рейтинг', 2, 'Тесты', '7'],
    ['Рейтинг', 2, 'Задания', '3 + 3 = 6'],
    ['Рейтинг', 3, 'Задания', '0'],
    ['Рейтинг', 2, 'Доп. баллы', '−2'],
    ['Рейтинг', 2, 'Итого', '1 + 7 + 6 + 0 − 2 = 12'],
    ['Номинации', 2, 'Лучший результат', 'лучший результат — 1, 2 претендента'],
    ['Номинации', 2, 'Победитель', 'розыгрыш: boris'],
    ['Номинации', 3, 'Лучший результат', 'лучший результат — 3, 1 претендент'],
    ['Номинации', 4, 'Основание', 'единственный лучший: anna'],
    ['Номинации', 5, 'Претенденты', 'лучший результат — 1, 1 претендент'],
    ['Розыгрыши', 2, 'Победитель', 'остаток от деления хеша на 2 равен 1: boris'],
  ])('«%s», row %i, «%s»: %s', (tab, row, header, sum) => {
    expect(staged.explain(tab, row, header)?.sum).toBe(sum);
  });

  test('the rows of a figure are listed, including those that earned nothing', () => {
    expect(staged.explain('Рейтинг', 2, 'Тесты')?.lines).toEqual([
      { text: 'Блок 1, верных ответов 7: 7', tab: 'Результаты тестов', row: 2 },
      {
        text: 'Блок 1, верных ответов 8: 0 (засчитывается только самая ранняя попытка, из строки 2)',
        tab: 'Результаты тестов',
        row: 3,
      },
    ]);
    expect(staged.explain('Регистрации', 4, 'Статус')?.lines).toContainEqual({
      text: 'Никнейм «Anna»: занят принятой заявкой',
      tab: 'Регистрации',
      row: 2,
    });
  });

  test('an application accepted later took neither the nickname nor the address', () => {
    const early = application('Dina', { 'Дата регистрации': at('2023-09-05 12:00'), 'На портале': false });
    const shown = stage({ tabs: { Регистрации: [application('dina'), early] } });
    expect(shown.computed['Регистрации']?.[1]).toMatchObject({ Причина: 'нет на портале' });
    expect(
      shown
        .explain('Регистрации', 3, 'Причина')
        ?.lines.slice(2)
        .map(({ text }) => text),
    ).toEqual(['Никнейм «Dina»: не занят', 'Email: не занят']);
  });

  test('only creative tasks count for «Креативные продажи»', () => {
    const lines = staged.explain('Номинации', 3, 'Претенденты')?.lines.map(({ text }) => text);
    expect(lines).toEqual(['anna: 3', 'Из чего сложился результат участника anna:', '«Слоган»: 3']);
  });

  test('a draw is recomputed from its recorded seed and candidates', () => {
    expect(staged.explain('Розыгрыши', 2, 'Хеш')?.lines.map(({ text }) => text)).toEqual([
      'Строка: третье ноября|Эксперт в тайм-менеджменте|anna,boris',
      `Её хеш: ${HASH}`,
      'Записанные хеш и победитель сходятся с расчётом.',
    ]);
  });

  test.each([
    ['another winner', { Хеш: HASH, Победитель: 'anna' }],
    ['another hash', { Хеш: 'f'.repeat(64), Победитель: 'boris' }],
  ])('a draw that differs from the calculation is reported: %s', (_, forged) => {
    const row = {
      Номинация: 'Эксперт в тайм-менеджменте',
      Претенденты: 'anna,boris',
      Зерно: 'третье ноября',
      ...forged,
    };
    const lines = stage({ tabs: { Розыгрыши: [row] } }).explain('Розыгрыши', 2, 'Победитель')?.lines;
    expect(lines?.at(-1)?.text).toContain('не сходятся');
  });

  test('staff’s own cells and missing rows have no explanation', () => {
    expect(staged.explain('Посещения', 2, 'Email')).toBeNull();
    expect(staged.explain('Дополнительные баллы', 2, 'Баллы')).toBeNull();
    expect(staged.explain('Рейтинг', 99, 'Итого')).toBeNull();
  });
});

test('every computed cell, output cell and draw has an explanation', () => {
  const { facts, decided } = staged;
  const missing: string[] = [];
  const ask = (tab: keyof typeof tabs, rows: readonly unknown[], columns: readonly string[]): void => {
    for (const column of columns)
      rows.forEach((_, index) => {
        const reason = decided.explain({ tab, index, column });
        if (!reason || reason.rule === '' || reason.clause === '') missing.push(`${tab} ${index} ${column}`);
      });
  };
  const pointsAndNote = ['points', 'note'];
  ask('registrations', facts.rows.registrations, ['status', 'reason']);
  ask('blocks', facts.rows.blocks, ['closes']);
  ask('attendance', facts.rows.attendance, pointsAndNote);
  ask('quiz', facts.rows.quiz, pointsAndNote);
  ask('tasks', facts.rows.tasks, pointsAndNote);
  ask('sales', facts.rows.sales, pointsAndNote);
  ask('rating', decided.outputs.rating, Object.keys(tabs.rating.columns));
  ask('nominations', decided.outputs.nominations, Object.keys(tabs.nominations.columns));
  ask('draws', facts.rows.draws, Object.keys(tabs.draws.columns));
  expect(missing).toEqual([]);
});
