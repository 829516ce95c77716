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

describe('what has happened cannot be ahead: the cell does not count yet, and far ahead there is a warning', () => {
  const AHEAD = 'дата ещё не наступила, ячейка пока не учтена';
  const day = '2024-03-13';
  const LICENSED = { Запрос: '2024-03-01' };
  const COURSE = { Партнёр: 'Альфа', Сотрудник: 'Анна' };
  test.each<[string, Typed, readonly string[], string]>([
    [
      'Реестр клиентов',
      request(),
      [
        'Подтверждено',
        'Отклонено',
        'Продление согласовано',
        'Перечень ПО получен',
        'Лицензии куплены',
        'Предупреждение вынесено',
        'Откреплён',
      ],
      'Статус',
    ],
    ['Обращения', ticket(), ['Запрошено уточнение', 'Данные получены', 'Решено'], 'Состояние'],
    ['Часы головного офиса', hoursRow(), ['Назначен'], 'Сверх лимита'],
    [
      'Лицензии',
      licence(LICENSED),
      [
        'Проект и счёт отправлены',
        'Сканы получены',
        'Оплачено',
        'Акт или сертификат отправлен',
        'Оригиналы отправлены',
        'Оригиналы возвращены',
      ],
      'Шаг',
    ],
    [
      'Обучение',
      COURSE,
      ['Знакомство с компанией', 'Продукты', 'Продажи', 'Взаимодействие с головным офисом', 'Аттестация'],
      'Сертификат',
    ],
  ])('%s', (tab, row, headers, computed) => {
    const tabs = (date: string) =>
      headers.map((header) => ({ ...row, ...named(tab, header), [header]: date }));
    const problemsOf = (date: string) => scene('2024-03-12', { [tab]: tabs(date) }).problems;
    expect(problemsOf('2024-04-12')).toEqual([]);
    expect(problemsOf('2024-04-13')).toEqual(
      headers.map((header, index) => `${tab}!${index + 2}[${header}]: (предупреждение) ${AHEAD}`),
    );
    const outcome = scene('2024-03-12', { [tab]: tabs(day) });
    const said = (header: string): string =>
      `ещё не наступило и не учтено: «${header}» 13.03.2024${tab === 'Обращения' || header === 'Назначен' ? ' 00:00' : ''}`;
    headers.forEach((header, index) => {
      const cells = outcome.computed[tab]?.[index];
      if (cells && 'Примечание' in cells) expect(cells['Примечание']).toContain(said(header));
      const lines = outcome.explain(tab, index + 2, computed)?.lines.map(({ text }) => text);
      expect(lines).toContain(said(header));
    });
    expect(scene(day, { [tab]: tabs(day) }).problems).toEqual([]);
  });
  /** Rows of one tab must not be one another’s duplicates. */
  function named(tab: string, header: string): Typed {
    if (tab === 'Обращения') return { Номер: header };
    return tab === 'Реестр клиентов' ? { 'Договор или контракт': header } : {};
  }
});

describe('dates in an impossible order count, with a warning', () => {
  test.each<[string, Typed, string, string]>([
    ['Обращения', ticket({ 'Запрошено уточнение': '2024-03-11 09:59' }), 'Запрошено уточнение', 'Создано'],
    ['Обращения', ticket({ 'Данные получены': '2024-03-11 09:59' }), 'Данные получены', 'Создано'],
    ['Обращения', ticket({ Решено: '2024-03-11 09:59' }), 'Решено', 'Создано'],
    ['Реестр клиентов', request({ Подтверждено: '2024-02-29' }), 'Подтверждено', 'Дата запроса'],
    ['Реестр клиентов', request({ Отклонено: '2024-02-29' }), 'Отклонено', 'Дата запроса'],
    ['Реестр клиентов', request({ ...CONFIRMED, Откреплён: '2024-03-04' }), 'Откреплён', 'Подтверждено'],
    ['Часы головного офиса', hoursRow({ Назначен: '2024-03-01 09:59' }), 'Назначен', 'Дата запроса'],
  ])('%s, %j', (tab, row, header, before) => {
    const outcome = scene('2024-03-12', { [tab]: [row] });
    expect(outcome.problems).toEqual([`${tab}!2[${header}]: (предупреждение) дата раньше, чем «${before}»`]);
    expect(outcome.decision.problems[0]?.how).toBe(
      `Проверьте обе даты: сначала «${before}», потом «${header}». Сама строка учтена.`,
    );
    expect(outcome.computed[tab]?.[0]).not.toHaveProperty('ошибка');
  });
  test('on the same day or at the same moment they are in order', () => {
    const at = '2024-03-11 10:00';
    const tabs = {
      Обращения: [ticket({ 'Запрошено уточнение': at, 'Данные получены': at, Решено: at })],
      'Реестр клиентов': [request({ Подтверждено: '2024-03-01', Откреплён: '2024-03-01' })],
    };
    expect(scene('2024-03-12', tabs).problems).toEqual([]);
  });
});

test.each([
  ['01.03.2025, чушь', '«чушь» — это не дата'],
  ['01.03.2025, 01.03.2101', '01.03.2101 слишком далеко'],
])('«Релизы» %s: it is said that no date of the list counts', (typed, what) => {
  expect(scene('2024-03-12', {}, { settings: { Релизы: typed } }).problems).toEqual([
    `Настройки!2[Значение]: «Релизы»: ${what}; весь список не учтён, считается, что значения нет`,
  ]);
});

test('an unknown partner is told together with the other errors of its row', () => {
  const unknown = { Партнёр: 'Дельта' };
  const tabs = {
    'Реестр клиентов': [request({ ...unknown, ИНН: '1' })],
    'Отчёты по клиентам': [report({ ...unknown, Дата: 'вчера' })],
    Обращения: [ticket({ ...unknown, Тип: 'Прочее' })],
    'Часы головного офиса': [hoursRow({ ...unknown, 'Оценка часов': -1 })],
    Лицензии: [licence({ ...unknown, Запрос: 'вчера' })],
    Обучение: [{ ...unknown, Сотрудник: 'Анна', Продажи: 'вчера' }],
  };
  const outcome = scene('2024-03-12', tabs);
  for (const tab of Object.keys(tabs))
    expect(outcome.problems).toContain(`${tab}!2[Партнёр]: такого партнёра нет на вкладке «Представители»`);
});

describe('«Отчётный год»', () => {
  const told = (...years: readonly number[]): readonly string[] =>
    scene('2025-02-01', {
      'Реестр клиентов': [request(LISTED)],
      'Отчёты по клиентам': years.map((year) => report({ 'Отчётный год': year })),
    }).problems;
  test('a later year than the one needed counts, with a warning', () => {
    expect(told(2025)).toEqual([
      'Отчёты по клиентам!2[Отчётный год]: (предупреждение) учтён за 2025 год, а к 15.01.2025 нужен отчёт за 2024 год',
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
