// Rows in error, values as people type them, settings (rule 5), an explanation for every figure.
// Hand-made rows, at least one case per sentence of the spec; each workbook is also compared with the oracle
// as a whole.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import type { RawCell } from '../cells.js';
import { OWN } from './oracle/companies.js';
import { asked, bought, company, PROFESSIONAL, run, SERVING, spent } from './rows.js';
import { world } from './support.js';

describe('rule 5 and the rows themselves', () => {
  test('unknown companies are errors; rows of a company in error are not additional errors', () => {
    const { made, cell } = run(
      {
        Реселлеры: [
          company('Тау', { Email: 'не адрес' }),
          null,
          company('ЁЛКА  Плюс'),
          company(' елка плюс '),
        ],
        Закупки: [
          bought('15.02.2024', 100, 'Никто'),
          bought('15.02.2024', 100),
          null,
          bought('15.02.2024', 100, 'Елка плюс'),
        ],
        'Списания баллов': [spent('15.02.2024', 1, 'Никто'), spent('15.02.2024', 1)],
        'Заявки на уровень': [
          asked('15.02.2024', 'Corporate Reseller', { Компания: 'Никто' }),
          asked('15.02.2024', 'Corporate Reseller'),
        ],
      },
      '20.02.2024 12:00',
    );
    expect(made.errors()).toEqual([
      'Закупки/2',
      'Заявки на уровень/2',
      'Реселлеры/2',
      'Реселлеры/5',
      'Списания баллов/2',
    ]);
    expect(cell('Закупки', 2, 'Примечание')).toMatch(/^ошибка: /);
    expect(cell('Закупки', 5, 'Примечание')).toBeNull();
    expect(cell('Реселлеры', 4, 'Уровень')).toBe('Primary Reseller');
    expect(made.accounts()).toHaveLength(1);
  });
  test('values as people type them', () => {
    const { made, reseller } = run(
      {
        Реселлеры: [
          company('Тау', {
            'Дата регистрации': '10.01.2024',
            'План продаж': '1',
            'Специалист по продажам': 'TRUE',
            'Заявленный уровень': 'PROFESSIONAL\u00a0RESELLER',
            Email: ' A@X.kz ',
          }),
        ],
        Закупки: [
          bought('2024-02-15', '1\u00a0000 000,50 ₸'),
          bought(' 16.02.2024 ', '10 000 руб.', 'тау\u00a0'),
          bought('вчера', 1),
          bought('17.02.2024', 'много'),
          bought('30.02.2024 ', 1),
        ],
      },
      '20.02.2024 12:00',
    );
    expect(reseller()['Уровень']).toBe('Professional Reseller');
    expect(made.errors()).toEqual(['Закупки/4', 'Закупки/5', 'Закупки/6']);
    expect(made.accounts().map((row) => row[2])).toEqual([1_010_000.5]);
  });
  test('days are those of the programme’s zone', () => {
    const made = world();
    made.fillAll({ Реселлеры: [company('Тау')] });
    made.recompute('01.01.2025 01:00');
    expect(made.lines('Реселлеры')[0]?.['Участие']).toBe('истекло');
    made.set('Часовой пояс', 'Europe/Moscow');
    made.recompute('01.01.2025 01:00');
    expect(made.lines('Реселлеры')[0]?.['Участие']).toBe('действует');
  });
  test('columns in another order and staff’s own between them', () => {
    const made = world();
    const headers = [
      'мой столбец',
      'СУММА',
      ...made.headers('Закупки').filter((name) => !/^(Сумма|Дата)/.test(name)),
      'дата *',
      'ещё',
    ];
    made.fill('Реселлеры', [company('Тау')]);
    made.fill(
      'Закупки',
      [{ 'мой столбец': 'моё', СУММА: 1000, Компания: 'Тау', 'дата *': serial('15.02.2024'), ещё: '=1+1' }],
      headers,
    );
    made.recompute('20.02.2024 12:00');
    expect(made.accounts().map((row) => row[2])).toEqual([1000]);
    expect(made.lines('Закупки')[0]).toMatchObject({ 'мой столбец': 'моё', ещё: '=1+1', Примечание: null });
  });
  test.each(['Дата', 'Компания', 'Сумма'])(
    '«Закупки» without %s stops the programme with one line',
    (header) => {
      const made = world();
      made.fill('Реселлеры', [company('Тау')]);
      made.fill(
        'Закупки',
        [bought('15.02.2024', 5)],
        made.headers('Закупки').filter((name) => name !== header),
      );
      made.recompute('20.02.2024 12:00');
      expect(made.lines('Ошибки')).toHaveLength(1);
      expect(made.lines('Реселлеры')[0]?.['Уровень'] ?? null).toBeNull();
    },
  );
  test('unusual dates do not stop the programme', () => {
    const made = world();
    const dates: RawCell[] = [
      0,
      -1,
      1,
      60,
      2_958_465,
      2_958_466,
      1e9,
      '31.12.9999',
      '01.01.0001',
      '00.00.0000',
    ];
    made.fill('Реселлеры', [
      company('Тау'),
      ...dates.map((date, index) =>
        company(`К${index}`, { 'Дата регистрации': date, 'Продлено по год': 9999, Согласовано: true }),
      ),
    ]);
    made.fill(
      'Закупки',
      dates.flatMap((date, index) => [bought(date, 1), bought(date, 1, `К${index}`)]),
    );
    made.fill(
      'Списания баллов',
      dates.map((date) => ({ ...spent('01.02.2024', 1), Дата: date })),
    );
    made.fill(
      'Заявки на уровень',
      dates.flatMap((date) => [
        asked('01.02.2024', 'Corporate Reseller', { Дата: date }),
        asked('01.02.2024', 'Corporate Reseller', { Решение: 'одобрено', 'Дата решения': date }),
      ]),
    );
    made.daily('20.02.2024 12:00');
    expect(made.lines('Реселлеры')[0]?.['Участие']).toBe('действует');
  });
  test('dates at the limits of what can be written, registered long ago', () => {
    const made = world();
    const dates: RawCell[] = [1, 60, '01.01.0001', '31.12.9999', 2_958_465];
    made.fill(
      'Реселлеры',
      dates.map((date, index) => company(`К${index}`, { 'Дата регистрации': date })),
    );
    made.fill(
      'Закупки',
      dates.map((date, index) => bought(date, 1, `К${index}`)),
    );
    made.daily('20.02.2024 12:00');
    expect(made.lines('Реселлеры')).toHaveLength(dates.length);
  });
  test('text typed by staff is never written as a formula', () => {
    const { made } = run(
      {
        Реселлеры: [
          company('=IMPORTXML("x")', { ...PROFESSIONAL, 'Заявленный уровень': 'Professional Reseller' }),
        ],
        Закупки: [bought('15.02.2024', 100, '=IMPORTXML("x")')],
      },
      '20.02.2024 12:00',
    );
    expect(made.workbook.formula('Накопление', 1, 0)).toBeNull();
    expect(made.partners('Список партнёров')).toEqual([
      ['=IMPORTXML("x")', 'Professional Reseller', null, serial('31.12.2024')],
    ]);
  });
  test('bad settings: the default is used and the row is listed', () => {
    const made = world();
    made.fillAll({ Реселлеры: [company('Тау')], Закупки: [bought('15.02.2024', 1000)] });
    for (const [name, value] of [
      ['Порог закупок', 'много'],
      ['Ставка до порога, %', -1],
      ['Накопление для уровней', 'Gold'],
      ['Предупреждать о продлении за, дней', 'скоро'],
      ['Расчёт баллов', 'как-нибудь'],
      ['Срок накопления', 'век'],
      ['Менеджер', 'я'],
    ] as const)
      made.set(name, value);
    made.recompute('01.04.2024 12:00');
    expect(made.lines('Ошибки').filter((line) => line['Вкладка'] === 'Настройки')).toHaveLength(7);
    expect(made.accounts()[0]?.slice(4, 6)).toEqual([2, 20]);
  });
  test('settings as words: lists with ; and «всё время» spelt with е', () => {
    const made = world();
    made.fillAll({
      Реселлеры: [
        company('Тау', {
          'Дата регистрации': serial('10.01.2023'),
          'Продлено по год': 2024,
          Согласовано: true,
        }),
      ],
      Закупки: [bought('15.02.2023', 2_000_000), bought('15.02.2024', 2_000_000)],
    });
    made.set('Срок накопления', 'ВСЕ время');
    made.set('Накопление для уровней', 'Solution Provider; primary reseller');
    made.set('Порог закупок', '3 000 000,00 ₸');
    made.recompute('01.04.2024 12:00');
    expect(made.errors()).toEqual([]);
    expect(made.lines('Реселлеры')[0]?.['Баллы']).toBe(160_000);
  });
});

test('«Почему такая цифра?» explains every computed cell and output figure', () => {
  const { made } = run(
    {
      Реселлеры: [
        company('Тау', { ...PROFESSIONAL, ...SERVING, 'Заявленный уровень': 'Corporate Reseller' }),
        company('Беркут', { Email: 'нет' }),
      ],
      Закупки: [bought('15.02.2024', 100), bought('15.02.2023', 100), bought('15.02.2024', 100, 'Беркут')],
      'Списания баллов': [spent('31.03.2024', 1), spent('31.03.2025', 1), spent('31.03.2024', 1, 'Беркут')],
      'Заявки на уровень': [
        asked('15.05.2024', 'Corporate Reseller'),
        asked('15.05.2024', 'Corporate Reseller', { Компания: 'Беркут' }),
      ],
    },
    '01.06.2024 12:00',
  );
  const silent: string[] = [];
  const ask = (tab: string, row: number, header: string): void => {
    const answer = JSON.stringify(made.call('explain', '01.06.2024 12:00', tab, row, header));
    if (!/Раздел|Таблица|настройк|вкладка «Ошибки»/.test(answer))
      silent.push(`${tab}/${row}/${header}: ${answer}`);
  };
  for (const header of [...OWN, 'Преимущества']) ask('Реселлеры', 2, header);
  for (const row of [2, 3, 4]) ask('Закупки', row, 'Примечание');
  for (const row of [2, 3, 4]) ask('Списания баллов', row, 'Примечание');
  for (const row of [2, 3])
    for (const header of ['Можно одобрить', 'Чего не хватает']) ask('Заявки на уровень', row, header);
  for (const tab of ['Накопление', 'Список партнёров', 'Список сервисных партнёров'])
    for (const header of made.headers(tab)) ask(tab, 2, header);
  expect(silent).toEqual([]);
});
