// Levels, the service status, benefits (rules 1, 2, 6) and membership (rule 3).
// Hand-made rows, at least one case per sentence of the spec; each workbook is also compared with the oracle
// as a whole.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import type { Cells, Tables } from '../cells.js';
import { asked, bought, company, CORPORATE, PROFESSIONAL, run, SERVING, SOLUTION } from './rows.js';

describe('rule 1: levels', () => {
  test.each<[string, Cells, string, string | null]>([
    ['Primary Reseller', {}, 'Primary Reseller', null],
    ['Professional Reseller', PROFESSIONAL, 'Professional Reseller', null],
    ['Professional Reseller', { 'План продаж': true }, 'Primary Reseller', 'Специалист по продажам'],
    ['Professional Reseller', {}, 'Primary Reseller', 'План продаж, Специалист по продажам'],
    ['Corporate Reseller', CORPORATE, 'Corporate Reseller', null],
    ['Corporate Reseller', PROFESSIONAL, 'Professional Reseller', 'Техперсонал'],
    ['Corporate Reseller', { Техперсонал: true }, 'Primary Reseller', 'План продаж, Специалист по продажам'],
    ['Corporate Reseller', { ...SOLUTION, Техперсонал: true }, 'Primary Reseller', 'Специалист по продажам'],
    ['Solution Provider', SOLUTION, 'Solution Provider', null],
    ['Solution Provider', CORPORATE, 'Professional Reseller', 'Совместные решения'],
    ['Solution Provider', { 'Совместные решения': true }, 'Primary Reseller', 'План продаж'],
    ['Solution Provider', {}, 'Primary Reseller', 'План продаж, Совместные решения'],
    [' solution   provider ', { 'План продаж': 'Да', 'Совместные решения': '+' }, 'Solution Provider', null],
  ])('%s with %j is %s', (level, held, inForce, missing) => {
    const { reseller } = run(
      { Реселлеры: [company('Тау', { ...held, 'Заявленный уровень': level })] },
      '01.06.2024 12:00',
    );
    expect(reseller()).toMatchObject({ Уровень: inForce, 'Чего не хватает': missing });
  });

  const everything: Cells = { ...CORPORATE, ...SOLUTION };
  test.each<[string, readonly Cells[], string, string]>([
    [
      'approved today',
      [asked('01.06.2024', 'Corporate Reseller', { Решение: 'одобрено' })],
      '01.06.2024 00:00',
      'Corporate Reseller',
    ],
    [
      'dated tomorrow',
      [asked('02.06.2024', 'Corporate Reseller', { Решение: 'одобрено' })],
      '01.06.2024 23:59',
      'Primary Reseller',
    ],
    [
      'decided after its date, not in force yet',
      [
        asked('01.05.2024', 'Corporate Reseller', {
          Решение: 'одобрено',
          'Дата решения': serial('02.06.2024'),
        }),
      ],
      '01.06.2024 12:00',
      'Primary Reseller',
    ],
    [
      'decided after its date, in force from that day on',
      [asked('01.05.2024', 'Corporate Reseller', { Решение: 'ОДОБРЕНО', 'Дата решения': '02.06.2024' })],
      '02.06.2024 00:00',
      'Corporate Reseller',
    ],
    [
      'refused',
      [asked('01.05.2024', 'Corporate Reseller', { Решение: 'отклонено' })],
      '01.06.2024 12:00',
      'Primary Reseller',
    ],
    ['undecided', [asked('01.05.2024', 'Corporate Reseller')], '01.06.2024 12:00', 'Primary Reseller'],
    [
      'the latest, in any order of rows',
      [
        asked('01.05.2024', 'Corporate Reseller', { Решение: 'одобрено' }),
        asked('01.04.2024', 'Solution Provider', { Решение: 'одобрено' }),
      ],
      '01.06.2024 12:00',
      'Corporate Reseller',
    ],
    [
      'the lower row of two with one date',
      [
        asked('01.05.2024', 'Corporate Reseller', { Решение: 'одобрено' }),
        asked('01.05.2024', 'Solution Provider', { Решение: 'одобрено' }),
      ],
      '01.06.2024 12:00',
      'Solution Provider',
    ],
    [
      'the latest for a lower level',
      [
        asked('01.05.2024', 'Corporate Reseller', { Решение: 'одобрено' }),
        asked('02.05.2024', 'Primary Reseller', { Решение: 'одобрено' }),
      ],
      '01.06.2024 12:00',
      'Primary Reseller',
    ],
    [
      'the latest by the day from which it is in force',
      [
        asked('01.03.2024', 'Corporate Reseller', {
          Решение: 'одобрено',
          'Дата решения': serial('20.05.2024'),
        }),
        asked('01.04.2024', 'Solution Provider', {
          Решение: 'одобрено',
          'Дата решения': serial('10.05.2024'),
        }),
      ],
      '01.06.2024 12:00',
      'Corporate Reseller',
    ],
  ])('requested level: %s', (_, applications, when, level) => {
    const { reseller } = run(
      { Реселлеры: [company('Тау', everything)], 'Заявки на уровень': applications },
      when,
    );
    expect(reseller()['Уровень']).toBe(level);
  });

  test('Можно одобрить: requirements and participation; blank after a decision', () => {
    const tables: Tables = {
      Реселлеры: [company('Тау', PROFESSIONAL)],
      'Заявки на уровень': [
        asked('01.05.2024', 'Professional Reseller'),
        asked('01.05.2024', 'Corporate Reseller'),
        asked('01.05.2024', 'Corporate Reseller', { Решение: 'отклонено' }),
        asked('01.05.2024', 'Corporate Reseller', { Компания: 'Никто' }),
        asked('01.05.2024', 'Gold'),
      ],
    };
    const tab = 'Заявки на уровень';
    const { cell, made } = run(tables, '01.06.2024 12:00');
    expect([2, 3, 4, 5, 6].map((row) => cell(tab, row, 'Можно одобрить'))).toEqual([
      'да',
      'нет',
      null,
      null,
      null,
    ]);
    expect([2, 3].map((row) => cell(tab, row, 'Чего не хватает'))).toEqual([null, 'Техперсонал']);
    expect(made.errors()).toEqual([`${tab}/5`, `${tab}/6`]);
    for (const when of ['09.01.2024 23:59', '01.01.2025 00:00'])
      expect(run(tables, when).cell(tab, 2, 'Можно одобрить')).toBe('нет');
  });

  test('the level does not depend on the participation', () => {
    const tables = {
      Реселлеры: [company('Тау', { ...CORPORATE, ...SERVING, 'Заявленный уровень': 'Corporate Reseller' })],
    };
    for (const when of ['09.01.2024 12:00', '01.01.2025 12:00'])
      expect(run(tables, when).reseller()).toMatchObject({
        Уровень: 'Corporate Reseller',
        'Сервисный статус': 'Service Reseller',
      });
  });
});

describe('rules 2 and 6: service status and benefits', () => {
  const SITE = 'отображение на сайте в списке партнёров';
  const SUPPLY = 'специальные условия поставки';
  const MARKETING = 'участие в совместных маркетинговых программах';
  const SERVICE = ['дополнительные условия поставки', 'отображение на сайте в списке сервисных партнёров'];
  test.each<[string, Cells, string | null, readonly string[]]>([
    ['Primary Reseller', SERVING, null, ['участие в накопительной программе']],
    [
      'Professional Reseller',
      { ...PROFESSIONAL, ...SERVING },
      'Service Reseller',
      [SITE, SUPPLY, 'совместное участие в выставках', ...SERVICE],
    ],
    [
      'Corporate Reseller',
      { ...CORPORATE, ...SERVING },
      'Service Reseller',
      [
        SITE,
        SUPPLY,
        MARKETING,
        'предоставление демонстрационного оборудования',
        'дистанционное обучение',
        ...SERVICE,
      ],
    ],
    [
      'Solution Provider',
      { ...SOLUTION, ...SERVING },
      'Service Provider',
      [SITE, SUPPLY, MARKETING, ...SERVICE],
    ],
    ['Solution Provider', { ...SOLUTION, SWS: true, AWS: true }, null, [SITE, SUPPLY, MARKETING]],
    ['Solution Provider', { ...SOLUTION, SWS: true, Инженер: true }, null, [SITE, SUPPLY, MARKETING]],
    // The level in force decides, not the requested one.
    [
      'Solution Provider',
      { ...PROFESSIONAL, ...SERVING },
      'Service Reseller',
      [SITE, SUPPLY, 'совместное участие в выставках', ...SERVICE],
    ],
  ])('%s with %j: %s', (level, held, service, benefits) => {
    const { reseller } = run(
      { Реселлеры: [company('Тау', { ...held, 'Заявленный уровень': level })] },
      '01.06.2024 12:00',
    );
    expect(reseller()['Сервисный статус']).toBe(service);
    expect(String(reseller()['Преимущества']).split('; ')).toEqual(benefits);
  });
});

describe('rule 3: membership', () => {
  test.each<[string, Cells, string, string, string]>([
    ['the day before registration', {}, '09.01.2024 23:59', 'ещё не началось', '31.12.2024'],
    ['the registration day', {}, '10.01.2024 00:00', 'действует', '31.12.2024'],
    ['the last minute', {}, '31.12.2024 23:59', 'действует', '31.12.2024'],
    ['New Year', {}, '01.01.2025 00:00', 'истекло', '31.12.2024'],
    [
      'a time in the registration date',
      { 'Дата регистрации': serial('10.01.2024 23:59') },
      '10.01.2024 00:00',
      'действует',
      '31.12.2024',
    ],
    [
      'registered on 31 December',
      { 'Дата регистрации': serial('31.12.2023') },
      '01.01.2024 00:00',
      'истекло',
      '31.12.2023',
    ],
    [
      'registered on a leap day, as text',
      { 'Дата регистрации': '2024-02-29' },
      '29.02.2024 00:00',
      'действует',
      '31.12.2024',
    ],
    [
      'extended and agreed',
      { 'Продлено по год': 2026, Согласовано: 'да' },
      '31.12.2026 23:59',
      'действует',
      '31.12.2026',
    ],
    [
      'extended as text',
      { 'Продлено по год': '2 025', Согласовано: '+' },
      '31.12.2025 12:00',
      'действует',
      '31.12.2025',
    ],
    [
      'extended, not agreed',
      { 'Продлено по год': 2026, Согласовано: 'нет' },
      '01.01.2025 12:00',
      'истекло',
      '31.12.2024',
    ],
    ['agreed without a year', { Согласовано: true }, '01.01.2025 12:00', 'истекло', '31.12.2024'],
    [
      'extended to the registration year',
      { 'Продлено по год': 2024, Согласовано: true },
      '01.01.2025 12:00',
      'истекло',
      '31.12.2024',
    ],
  ])('%s', (_, more, when, participation, until) => {
    const { reseller } = run({ Реселлеры: [company('Тау', more)] }, when);
    expect(reseller()).toMatchObject({ Участие: participation, 'Действует до': serial(until) });
  });
  test.each([{ Согласовано: true }, {}])(
    'extended to a year before the registration: row error, %j',
    (agreed) => {
      const { made, reseller } = run(
        { Реселлеры: [company('Тау', { 'Продлено по год': 2023, ...agreed })] },
        '01.06.2024 12:00',
      );
      expect(made.errors()).toEqual(['Реселлеры/2']);
      expect(reseller()).toMatchObject({ Уровень: null, Баллы: null, Участие: null, Преимущества: null });
    },
  );
  test('purchases outside the membership or dated after today count nowhere and have a note', () => {
    const { cell, made, reseller } = run(
      {
        Реселлеры: [company('Тау')],
        Закупки: [
          bought('09.01.2024', 100),
          bought('10.01.2024', 200),
          bought(serial('01.06.2024 23:59'), 400),
          bought('02.06.2024', 800),
          bought('01.01.2025', 1600),
        ],
      },
      '01.06.2024 00:00',
    );
    expect([2, 3, 4, 5, 6].map((row) => cell('Закупки', row, 'Примечание') === null)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(made.accounts().map((row) => row[2])).toEqual([200, 400]);
    expect(reseller()['До порога']).toBe(2_999_400);
  });
  test('a purchase after the end of an expired membership', () => {
    const { cell, reseller } = run(
      { Реселлеры: [company('Тау')], Закупки: [bought('31.12.2024', 100), bought('01.01.2025', 100)] },
      '01.02.2025 12:00',
    );
    expect(cell('Закупки', 2, 'Примечание')).toBeNull();
    expect(cell('Закупки', 3, 'Примечание')).toContain('31.12.2024');
    expect(reseller()).toMatchObject({ Участие: 'истекло', Баллы: 2, 'До порога': 3_000_000 });
  });
});
