// «Сроки» of the registry, the menu's actions, and «Почему такая цифра?» of every computed and output column.
import { describe, expect, test } from '@jest/globals';
import { day, gridOf, type Typed } from '../harness.js';
import type { Programme } from '../../../src/rules/programme.js';
import { actions } from '../../../src/rules/technocom/actions.js';
import { technocom } from '../../../src/rules/technocom/index.js';
import { evaluate } from '../../../src/sheets/evaluate.js';
import { instant } from '../../../src/rules/zone.js';
import {
  CONFIRMED,
  hoursRow,
  INN,
  INN_OTHER,
  licence,
  LISTED,
  noon,
  PARTNERS,
  report,
  request,
  scene,
  ticket,
} from './scenes.js';

const ANSWER = 'Ответ на запрос закрепления (п. 3.1)';
const HOLD = 'Перечень ПО: конец предварительного закрепления (п. 3.1)';
const REPORT = 'Отчёт по клиенту за 2024 год (п. 3.2)';
const WARN = 'Предупреждение партнёру (п. 3.3)';
const LAST = 'Ответ на предупреждение: последний день (п. 3.3)';

describe('«Сроки» of a registry row', () => {
  const cases: readonly [string, string, Typed, readonly (readonly [string, string, string])[]][] = [
    [
      'the answer to a request На рассмотрении: 3 working days',
      '2024-03-04',
      { 'Дата запроса': '2024-03-01 18:00' },
      [[ANSWER, '2024-03-06', 'open']],
    ],
    ['an incomplete request waits for the partner', '2024-03-04', { Адрес: '' }, []],
    ['gone when rejected', '2024-03-04', { Отклонено: '2024-03-04' }, []],
    ['a hold', '2024-03-10', CONFIRMED, [[HOLD, '2024-05-04', 'open']]],
    ['a hold that has run out', '2024-05-05', CONFIRMED, [[HOLD, '2024-05-04', 'lifted']]],
    [
      'licences bought',
      '2024-04-05',
      { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' },
      [[HOLD, '2024-05-04', 'done']],
    ],
    [
      'fixed: the hold is done, the report is due',
      '2024-04-05',
      LISTED,
      [
        [HOLD, '2024-05-04', 'done'],
        [REPORT, '2025-01-15', 'open'],
      ],
    ],
    [
      'the report is overdue',
      '2025-01-20',
      LISTED,
      [
        [HOLD, '2024-05-04', 'done'],
        [REPORT, '2025-01-15', 'open'],
        [WARN, '2025-01-18', 'open'],
        [LAST, '2025-01-25', 'open'],
      ],
    ],
    [
      'the warning is given',
      '2025-01-20',
      { ...LISTED, 'Предупреждение вынесено': '2025-01-19' },
      [
        [HOLD, '2024-05-04', 'done'],
        [REPORT, '2025-01-15', 'open'],
        [WARN, '2025-01-18', 'done'],
        [LAST, '2025-01-26', 'open'],
      ],
    ],
    ['detached', '2025-02-20', { ...LISTED, Откреплён: '2025-02-01' }, [[HOLD, '2024-05-04', 'done']]],
  ];
  test.each(cases)('%s', (_rule, now, cells, expected) => {
    const { deadlines } = scene(now, { 'Реестр клиентов': [request(cells)] });
    expect(deadlines.map(({ what, due, state }) => [what, due, state])).toEqual(expected);
    for (const deadline of deadlines) expect(deadline.source).toBe('Реестр клиентов!2');
  });
  test('a refused row has none', () => {
    const { deadlines } = scene('2024-03-10', {
      'Реестр клиентов': [request(), request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-02' })],
    });
    expect(deadlines.map(({ source }) => source)).toEqual(['Реестр клиентов!2']);
  });
  test('setting «Ответ на запрос закрепления, раб. дней»', () => {
    const settings = { 'Ответ на запрос закрепления, раб. дней': 1 };
    expect(scene('2024-03-04', { 'Реестр клиентов': [request()] }, { settings }).deadlines[0]?.due).toBe(
      '2024-03-04',
    );
  });
});

const programme: Programme = technocom;

/** Runs a menu action over registry rows. */
function run(name: string, now: string, rows: readonly Typed[], ...args: readonly string[]) {
  const titles: Readonly<Record<string, readonly Typed[]>> = {
    Представители: PARTNERS,
    'Реестр клиентов': rows,
  };
  const sources = Object.fromEntries(
    Object.entries(programme.tabs).map(([key, tab], index) => [
      key,
      { tab, title: tab.title, sheetId: index, grid: gridOf(tab, titles[tab.title] ?? []) },
    ]),
  );
  const { decided } = evaluate(programme, sources, {
    settingsTab: null,
    calendarTab: null,
    now: instant(Date.parse(noon(now))),
    lateHours: 24,
    past: { of: () => [] },
    pageUrl: '',
  });
  const action = programme.actions.find((one) => one.name === name);
  if (!decided || !action) throw new Error(name);
  return action.run(decided.facts, decided.decision, args);
}

describe('«Проверить клиента…»', () => {
  const rows = [
    request(CONFIRMED),
    request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-10' }),
    request({ 'Договор или контракт': '77', Партнёр: 'Бета' }),
  ];
  test('shows who holds it and until when', () => {
    const plan = run('checkClient', '2024-03-12', rows, INN);
    expect(plan.message).toBe(
      'Ромашка-Пример, 12/5: держит Альфа — Предварительно закреплён до 04.05.2024.\nРомашка-Пример, 77: держит Бета — На рассмотрении.',
    );
    expect(plan.fill).toBeUndefined();
    expect(plan.result).toEqual([
      expect.objectContaining({
        Партнёр: 'Альфа',
        Статус: 'Предварительно закреплён',
        Держит: 'да',
        'Закреплён до': '04.05.2024',
        Строка: 2,
      }),
      expect.objectContaining({ Партнёр: 'Бета', Статус: 'Отклонён: занят', Держит: 'нет', Строка: 3 }),
      expect.objectContaining({ Партнёр: 'Бета', Статус: 'На рассмотрении', Держит: 'да', Строка: 4 }),
    ]);
  });
  test('a fixed client: the report’s date', () => {
    expect(run('checkClient', '2024-04-12', [request(LISTED)], ` ${INN} `).message).toContain(
      'Закреплён, отчёт до 15.01.2025',
    );
  });
  test.each([
    ['nobody holds it', '2024-06-12', [request(CONFIRMED)], INN, 'сейчас никто не держит: он свободен'],
    ['not in the registry', '2024-06-12', [request()], INN_OTHER, 'в реестре нет: он свободен'],
    [
      'only in rows that do not count',
      '2024-06-12',
      [
        request({ Партнёр: 'Никто' }),
        request({ 'Продлить на, дней': 0 }),
        request({ 'Дата запроса': '2024-07-01' }),
      ],
      INN,
      `Клиента с ИНН ${INN} по учтённым строкам никто не держит.\nНе учтены строки реестра с этим ИНН: 2, 3, 4. Причина — в их «Примечании».`,
    ],
    [
      'held, and in a row that does not count',
      '2024-04-12',
      [request(LISTED), request({ Партнёр: 'Никто' })],
      INN,
      'отчёт до 15.01.2025.\nНе учтены строки реестра с этим ИНН: 3.',
    ],
  ])('%s', (_rule, now, list, inn, message) => {
    expect(run('checkClient', now, list, inn).message).toContain(message);
  });
  test.each([['7204196794'], [''], ['Ромашка']])('an ИНН that is none is refused: «%s»', (inn) => {
    expect(() => run('checkClient', '2024-03-12', rows, inn)).toThrow(/ИНН/);
  });
});

describe('«Открепить клиента…»', () => {
  const both = [request(CONFIRMED), request({ ...CONFIRMED, 'Договор или контракт': 'ГК 77' })];
  test('fills Откреплён with today, asks to confirm', () => {
    const plan = run('detachClient', '2024-04-12', [request(CONFIRMED)], INN);
    expect(plan.fill).toEqual([{ tab: 'registry', row: 2, column: 'detached', value: day('2024-04-12') }]);
    expect(plan.message).toContain('12.04.2024');
    expect(actions.find((action) => action.name === 'detachClient')?.confirm).toContain('Открепить клиента?');
  });
  test('the contract, when the client has several', () => {
    expect(() => run('detachClient', '2024-04-12', both, INN)).toThrow(
      'несколько договоров: «12/5», «ГК 77»',
    );
    expect(run('detachClient', '2024-04-12', both, INN, ' гк77 ').fill?.[0]?.row).toBe(3);
  });
  test.each<[string, string, readonly Typed[], readonly string[], string]>([
    ['nobody holds it', '2024-06-12', [request(CONFIRMED)], [INN], 'никто не держит'],
    ['no such contract', '2024-04-12', both, [INN, '5'], 'по этому договору сейчас никто не держит'],
    ['still under review', '2024-04-12', [request()], [INN], 'заполните «Отклонено»'],
  ])('refused: %s', (_rule, now, rows, args, why) => {
    expect(() => run('detachClient', now, rows, ...args)).toThrow(why);
  });
});

describe('«Почему такая цифра?»', () => {
  const outcome = scene('2025-01-20', {
    'Реестр клиентов': [
      request(LISTED),
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-10' }),
      request({ ...LISTED, 'Договор или контракт': '8', 'Продление согласовано': '2024-04-01' }),
    ],
    'Отчёты по клиентам': [report({ 'Договор или контракт': '8' })],
    Обращения: [ticket(), ticket({ Номер: 'SD-2', Приоритет: 'Низкий', Решено: '2024-03-12 10:00' })],
    'Часы головного офиса': [
      hoursRow({ 'Дата запроса': '2025-01-09', 'Оценка часов': 70 }),
      hoursRow({ 'Дата запроса': '2025-01-10', 'Факт часов': 20 }),
    ],
    Лицензии: [licence({ 'Проект и счёт отправлены': '2024-03-05' })],
    Обучение: [{ Партнёр: 'Альфа', Сотрудник: 'Иван Примеров' }],
  });
  const figures = Object.values(technocom.tabs).flatMap((tab) =>
    Object.values(tab.columns)
      .filter((column) => tab.role === 'output' || 'computed' in column.options)
      .map((column) => [tab.title, column.header] as const),
  );
  test.each(figures)('«%s», «%s» names its rule and clause', (tab, header) => {
    const reason = outcome.explain(tab, 2, header);
    expect(reason?.rule).toMatch(/[а-яё]/i);
    expect(reason?.clause).toMatch(/п\. \d|раздел \d/);
    expect(reason?.lines.length).toBeGreaterThan(0);
  });
  test.each<[string, number, string, string]>([
    ['Реестр клиентов', 2, 'Статус', 'сегодня 20.01.2025 → Предупреждение'],
    [
      'Реестр клиентов',
      4,
      'Закреплён до',
      '05.03.2024 + 60 дней + 30 дней = 03.06.2024; статус «Закреплён» — ячейка пуста',
    ],
    ['Реестр клиентов', 4, 'Отчёт до', 'первая отчётная дата 15.01.2025; без отчёта — 15.01.2026'],
    ['Обращения', 2, 'Срок', '14.03.2024 10:00 + 1 рабочий день по 9 ч = 15.03.2024 10:00'],
    ['Обращения', 2, 'Отсчёт с', 'отсчёт с 14.03.2024 10:00'],
    ['Обращения', 3, 'Состояние', 'срока нет; сейчас 20.01.2025 12:00 → решено в срок'],
    ['Отчёт Service Desk', 2, '% в срок', '0 ÷ 1 × 100 = 0'],
    ['Часы головного офиса', 3, 'С начала года', '70 + 20 = 90'],
    ['Часы головного офиса', 3, 'Сверх лимита', 'наименьшее из 20 и 90 − 80, но не меньше нуля = 10'],
    ['Представители', 2, 'Часов за год', '70 + 20 = 90'],
    ['Лицензии', 2, 'Шаг', 'Сканы: от 05.03.2024 → 13.03.2024; сегодня 20.01.2025 → просрочено'],
  ])('«%s», row %i, «%s»', (tab, row, header, sum) => {
    expect(outcome.explain(tab, row, header)?.sum).toBe(sum);
  });
  test('a refusal points at the holder’s row', () => {
    expect(outcome.explain('Реестр клиентов', 3, 'Статус')?.lines).toContainEqual({
      text: '10.03.2024 клиента держал Альфа',
      tab: 'Реестр клиентов',
      row: 2,
    });
  });
  test('a row in error has nothing to explain', () => {
    const broken = scene('2025-01-20', { Обращения: [ticket({ Партнёр: 'Дельта' })] });
    expect(broken.explain('Обращения', 2, 'Срок')).toBeNull();
  });
});
