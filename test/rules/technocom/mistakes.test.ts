// Mistakes of typing that the rules cannot decide: staff are told, and nothing is lost meanwhile.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { CONFIRMED, hoursRow, INN, licence, LISTED, report, request, scene, ticket } from './scenes.js';

describe('requests dated far in the future count, with a warning', () => {
  const AHEAD = 'дата ещё не наступила: проверьте год';
  test.each<[string, Typed, string]>([
    ['Обращения', ticket({ Создано: '2025-03-11 10:00' }), 'Создано'],
    ['Часы головного офиса', hoursRow({ 'Дата запроса': '2025-03-01' }), 'Дата запроса'],
    ['Лицензии', licence({ Запрос: '2025-03-01' }), 'Запрос'],
  ])('%s', (tab, row, header) => {
    const outcome = scene('2024-03-12', { [tab]: [row] });
    expect(outcome.problems).toEqual([`${tab}!2[${header}]: (предупреждение) ${AHEAD}`]);
    expect(outcome.decision.problems).toMatchObject([{ severity: 'warning' }]);
    expect(outcome.computed[tab]?.[0]).not.toHaveProperty('ошибка');
    expect(scene('2024-09-20', { [tab]: [row] }).problems).toEqual([]);
  });
  test('days of work may be ahead', () => {
    expect(
      scene('2024-03-12', { 'Часы головного офиса': [hoursRow({ 'Дата работ': '2024-04-01' })] }).problems,
    ).toEqual([]);
  });
});

describe('«Отчётный год»', () => {
  const told = (...years: readonly number[]): readonly string[] =>
    scene('2025-02-01', {
      'Реестр клиентов': [request(LISTED)],
      'Отчёты по клиентам': years.map((year) => report({ 'Отчётный год': year })),
    }).problems;
  test('a later year than the one needed counts, with a warning', () => {
    expect(told(2025)).toEqual([
      'Отчёты по клиентам!2[Отчётный год]: (предупреждение) учтён за 2025 год, а к 15.01.2025 нужен отчёт за 2024',
    ]);
    expect(told(2024)).toEqual([]);
    expect(told(2025, 2024)).toEqual([]);
  });
  test.each([1999, 20255])('%s is no year', (year) => {
    expect(told(year)).toEqual(['Отчёты по клиентам!2[Отчётный год]: это не год']);
  });
  test.each([2000, 2100])('%s is one', (year) => {
    expect(told(year).join()).not.toContain('это не год');
  });
});

test('«Открепить клиента…» names the rows that do not count', () => {
  const outcome = scene('2024-04-12', { 'Реестр клиентов': [request({ ...CONFIRMED, Отклонено: 'нет' })] });
  expect(() => outcome.act('detachClient', INN)).toThrow(
    'откреплять некого.\nНе учтены строки реестра с этим ИНН: 2. Причина — в их «Примечании».',
  );
});
