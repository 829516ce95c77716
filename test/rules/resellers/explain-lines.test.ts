// «Почему такая цифра?» step by step: the rows that a level, a membership, points and lists are based on, and
// what is said about each.
import { describe, expect, test } from '@jest/globals';
import { type Outcome, reckoned } from '../harness.js';
import { applied, bought, decideAt, partner, renewed, spent, ticks } from './fixtures.js';

const outcome = decideAt('2024-07-15', {
  partners: [
    partner({
      Компания: 'Берег',
      'Заявленный уровень': 'Professional Reseller',
      ...ticks('ПСWAИ'),
      ...renewed(2025),
    }),
    partner({ Компания: 'Айва' }),
    partner({ Компания: 'Вяз', Email: 'нет' }),
  ],
  purchases: [
    bought('2024-02-20', 2_000_000, 'Берег'),
    bought('2024-05-01', 10_000, 'Айва'),
    bought('2024-05-01', 10, 'Вяз'),
  ],
  redemptions: [spent('2024-07-01', 30_000, 'Берег'), spent('2024-07-02', 1, 'Вяз')],
  applications: [
    applied('2024-07-12', 'Corporate Reseller', {}, 'Берег'),
    applied('2024-07-12', 'Primary Reseller', {}, 'Айва'),
    applied('2024-07-12', 'Primary Reseller', {}, 'Вяз'),
  ],
});
const steps = (tab: string, row: number, header: string, shown: Outcome = outcome): readonly string[] =>
  reckoned(shown, tab, row, header);

describe('«Реселлеры»', () => {
  test.each<[number, string, readonly string[]]>([
    [
      2,
      'Действует до',
      [
        'дата регистрации: 10.02.2024 @Реселлеры!2',
        'продлено по год: 2025; согласовано: да @Реселлеры!2',
        '= последний день участия — 31.12.2025',
      ],
    ],
    [
      3,
      'Участие',
      [
        'дата регистрации: 10.02.2024 @Реселлеры!3',
        'продлено по год: нет; согласовано: нет @Реселлеры!3',
        '= с 10.02.2024 по 31.12.2024, сегодня 15.07.2024: действует',
      ],
    ],
    [
      2,
      'Сервисный статус',
      [
        'уровень: Professional Reseller @Реселлеры!2',
        'SWS — да @Реселлеры!2',
        'AWS — да @Реселлеры!2',
        'Инженер — да @Реселлеры!2',
        '= Service Reseller',
      ],
    ],
  ])('row %d, %s', (row, header, expected) => {
    expect(steps('Реселлеры', row, header)).toEqual(expected);
  });

  test('the last line of a level whose requirements are met; benefits with and without a service status', () => {
    expect(steps('Реселлеры', 2, 'Уровень').at(-1)).toBe('= требования выполнены: Professional Reseller');
    expect(steps('Реселлеры', 2, 'Чего не хватает').at(-1)).toBe('= хватает всего');
    expect(steps('Реселлеры', 3, 'Сервисный статус').at(-1)).toBe('= статуса нет');
    const clause = (row: number): string => outcome.explain('Реселлеры', row, 'Преимущества')?.clause ?? '';
    expect(clause(2)).toBe(outcome.explain('Реселлеры', 2, 'Сервисный статус')?.clause);
    expect(clause(3)).toBe(outcome.explain('Реселлеры', 2, 'Чего не хватает')?.clause);
    expect(steps('Реселлеры', 3, 'Преимущества')).toEqual([
      'уровень: Primary Reseller; сервисный статус: нет @Реселлеры!3',
      '= участие в накопительной программе',
    ]);
  });

  // «Накопление» is ordered by company: «Айва» has rows 2 (Q1), 3 (Q2), 4 (Q3), «Берег» the next three.
  test('points refer to the company’s own rows of «Накопление»', () => {
    const rows = (row: number): readonly (number | null | undefined)[] =>
      (outcome.explain('Реселлеры', row, 'Баллы')?.lines ?? [])
        .filter(({ tab }) => tab === 'Накопление')
        .map((line) => line.row);
    const company = (row: number | null | undefined): unknown =>
      (outcome.outputs['Накопление'] ?? [])[(row ?? 0) - 2]?.['Компания'];
    expect(new Set(rows(2).map(company))).toEqual(new Set(['Берег']));
    expect(new Set(rows(3).map(company))).toEqual(new Set(['Айва']));
  });
});

describe('inputs', () => {
  test.each<[string, number, string, readonly string[]]>([
    [
      'Закупки',
      2,
      'Примечание',
      [
        '20.02.2024: 2 000 000 @Закупки!2',
        'участие с 10.02.2024 по 31.12.2025; уровень Professional Reseller @Реселлеры!2',
        '= учтена',
      ],
    ],
    [
      'Списания баллов',
      2,
      'Примечание',
      [
        '01.07.2024: списание 30 000 @Списания баллов!2',
        'начислено к 01.07.2024: 40 000 @Реселлеры!2',
        '= учтено',
      ],
    ],
    [
      'Заявки на уровень',
      3,
      'Можно одобрить',
      [
        'заявка от 12.07.2024 на уровень Primary Reseller @Заявки на уровень!3',
        'участие: действует @Реселлеры!3',
        '= да',
      ],
    ],
  ])('%s!%d %s', (tab, row, header, expected) => {
    expect(steps(tab, row, header)).toEqual(expected);
  });

  test.each([
    ['Закупки', 4],
    ['Списания баллов', 3],
    ['Заявки на уровень', 4],
  ])('%s!%d of a company whose row is in error says so', (tab, row) => {
    const header = tab === 'Заявки на уровень' ? 'Можно одобрить' : 'Примечание';
    expect(outcome.explain(tab, row, header)?.rule).toContain('с ошибкой');
  });
});

describe('lists for the site', () => {
  test('why a company is on the list', () => {
    expect(steps('Список сервисных партнёров', 2, 'Компания')).toEqual([
      'уровень: Professional Reseller; сервисный статус: Service Reseller @Реселлеры!2',
      'участие: действует @Реселлеры!2',
      '= Берег',
    ]);
    const clause = (tab: string): string => outcome.explain(tab, 2, 'Компания')?.clause ?? '';
    expect(clause('Список сервисных партнёров')).not.toBe(clause('Список партнёров'));
  });
});
