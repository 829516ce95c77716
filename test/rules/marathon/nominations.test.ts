// «Номинации»: best results, who achieved them, and on what grounds somebody wins.
import { describe, expect, test } from '@jest/globals';
import { at, type Typed } from '../harness.js';
import { candidatesText } from '../../../src/rules/marathon/draws.js';
import { application, attempt, emailOf, sale, stage, task, visit } from './fixtures.js';

const PEOPLE = ['carl', 'anna', 'boris'].map((name) => application(name));

function nomination(name: string, tabs: Readonly<Record<string, readonly Typed[]>>) {
  const { outputs } = stage({ tabs: { Регистрации: PEOPLE, ...tabs } });
  return outputs['Номинации']?.find((row) => row['Номинация'] === name);
}

test('the four nominations in the order of the seed, before anyone has a result', () => {
  const { outputs } = stage({ tabs: { Регистрации: PEOPLE } });
  expect(
    outputs['Номинации']?.map((row) => [row['Номинация'], row['Лучший результат'], row['Основание']]),
  ).toEqual([
    ['Эксперт в тайм-менеджменте', 0, 'нет результатов'],
    ['Креативные продажи', 0, 'нет результатов'],
    ['Эксперт по продукту', 0, 'нет результатов'],
    ['Акула бизнеса', 0, 'нет результатов'],
  ]);
  for (const row of outputs['Номинации'] ?? [])
    expect([row['Претенденты'], row['Победитель']]).toEqual([null, null]);
});

describe('Показатель', () => {
  test('«Эксперт в тайм-менеджменте»: number of blocks attended онлайн, whatever the points for a visit', () => {
    const { outputs } = stage({
      settings: { 'Балл за посещение': 0 },
      tabs: {
        Регистрации: PEOPLE,
        Посещения: [
          visit('anna', 1),
          visit('anna', 1),
          visit('anna', 2),
          visit('boris', 3),
          visit('boris', 4, 'запись'),
        ],
      },
    });
    expect(outputs['Номинации']?.[0]).toMatchObject({
      'Лучший результат': 2,
      Претенденты: 'anna',
      Победитель: 'anna',
    });
  });

  test('«Креативные продажи»: points of creative tasks; the first accepted row decides the kind; blank is творческое', () => {
    expect(
      nomination('Креативные продажи', {
        Задания: [
          task('anna', 'Слоган'),
          task('anna', 'Звонок', { Вид: 'дополнительное' }),
          task('boris', 'Слоган', { Вид: 'дополнительное' }),
          task('boris', 'Слоган', { Вид: 'творческое' }),
          task('carl', 'Слоган', { Вид: 'дополнительное', Принято: false }),
          task('carl', 'Слоган', { Вид: 'творческое' }),
          task('carl', 'Мем', { Вид: 'творческое' }),
        ],
      }),
    ).toMatchObject({ 'Лучший результат': 6, Претенденты: 'carl', Основание: 'единственный лучший' });
  });

  test('«Эксперт по продукту»: points of tests', () => {
    expect(
      nomination('Эксперт по продукту', {
        'Результаты тестов': [
          attempt('anna', 1, '2023-09-22 12:00', 5),
          attempt('anna', 2, '2023-09-29 12:00', 5),
          attempt('boris', 1, '2023-09-22 12:00', 8),
          attempt('boris', 2, '2023-10-29 12:00', 8),
        ],
      }),
    ).toMatchObject({ 'Лучший результат': 10, Победитель: 'anna' });
  });

  test('«Акула бизнеса»: number of sales that earned points', () => {
    expect(
      nomination('Акула бизнеса', {
        Продажи: [
          sale('anna', { 'Сумма РРЦ': 900_000 }),
          sale('anna', { Подтверждена: false }),
          sale('boris'),
          sale('boris'),
        ],
      }),
    ).toMatchObject({ 'Лучший результат': 2, Победитель: 'boris', Основание: 'единственный лучший' });
  });
});

test('several with the best result: нужен розыгрыш, candidates sorted by code point', () => {
  expect(nomination('Акула бизнеса', { Продажи: [sale('carl'), sale('anna'), sale('boris')] })).toEqual({
    Номинация: 'Акула бизнеса',
    Показатель: 'число засчитанных продаж',
    'Лучший результат': 1,
    Претенденты: 'anna,boris,carl',
    Победитель: null,
    Основание: 'нужен розыгрыш',
    Примечание: null,
  });
});

test('«Акула бизнеса» counts sales that earned points: none where a sale earns none', () => {
  const { outputs } = stage({
    settings: { 'Балл за продажу': 0 },
    tabs: { Регистрации: PEOPLE, Продажи: [sale('anna')] },
  });
  expect(outputs['Номинации']?.[3]).toMatchObject({ 'Лучший результат': 0, Основание: 'нет результатов' });
});

test('additional points do not count in any nomination', () => {
  const { outputs } = stage({
    tabs: {
      Регистрации: PEOPLE,
      'Дополнительные баллы': [
        { Email: emailOf('anna'), Баллы: 50, 'За что': 'Активность', Дата: at('2023-10-01') },
      ],
    },
  });
  expect(outputs['Номинации']?.map((row) => row['Основание'])).toEqual(Array(4).fill('нет результатов'));
});

test('a list too long for a cell is shortened after a whole nickname, with the number left out', () => {
  const nicknames = Array.from({ length: 6_000 }, (_, index) => `участник_${String(index).padStart(4, '0')}`);
  const text = candidatesText(nicknames);
  const shown = text.split(',');
  expect(text.length).toBeLessThanOrEqual(50_000);
  expect(shown.slice(0, -1)).toEqual(nicknames.slice(0, shown.length - 1));
  expect(shown.at(-1)).toBe(`… и ещё ${6_000 - (shown.length - 1)}`);
});
