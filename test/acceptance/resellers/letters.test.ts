// Letters of the resellers, each at the last moment that is too early and at the first that is not.
// Hand-made rows, at least one case per sentence of the spec; each workbook is also compared with the oracle
// as a whole.
import { describe, expect, test } from '@jest/globals';
import { at, DAY, serial } from '../calendar.js';
import type { Tables } from '../cells.js';
import { noMemory, SEED } from './oracle/terms.js';
import { asked, bought, company, PROFESSIONAL, run } from './rows.js';
import { compare, type World, world } from './support.js';

describe('letters', () => {
  const codes = (made: World): string[] =>
    made
      .letters()
      .map(({ code }) => code.replace('resellers.', ''))
      .sort();
  test.each<[string, number]>([
    ['31.10.2024 08:00', 0],
    ['01.11.2024 00:00', 1],
    ['02.12.2024 08:00', 0],
    ['01.12.2024 08:00', 1],
    ['17.12.2024 08:00', 1],
    ['24.12.2024 23:59', 1],
    ['30.12.2024 08:00', 0],
  ])('renewal 60, 30, 14, 7 days before the end: %s → %i', (when, many) => {
    const { made } = run({ Реселлеры: [company('Тау')] }, when);
    expect(codes(made).filter((code) => code === 'renewal')).toHaveLength(many);
  });
  test('level: a run that a renamed header has stopped forgets nobody’s level', () => {
    const made = world();
    const companies = [
      company('Тау', { 'Заявленный уровень': 'Professional Reseller', ...PROFESSIONAL }),
      company('Арал', { Email: 'b@x.kz' }),
    ];
    made.fillAll({ Реселлеры: companies, 'Заявки на уровень': [asked('20.02.2024', 'Corporate Reseller')] });
    made.recompute('01.03.2024 08:00');
    const listed = made.lines('Сроки');
    expect(listed.length).toBeGreaterThan(3);
    // Staff paste the list in another order, under a header of their own.
    made.fill(
      'Реселлеры',
      [...companies].reverse(),
      made.headers('Реселлеры').map((header) => (header === 'Email' ? 'Почта' : header)),
    );
    made.recompute('02.03.2024 08:00');
    expect(made.lines('Сроки')).toEqual(listed);
    made.fill(
      'Реселлеры',
      [...companies].reverse(),
      made.headers('Реселлеры').map((header) => (header === 'Почта' ? 'Email' : header)),
    );
    made.recompute('03.03.2024 08:00');
    expect(codes(made)).not.toContain('level');
  });
  test('renewal: once, in advance by the daily run, none if extended', () => {
    const memory = noMemory();
    const made = world();
    const tables = { Реселлеры: [company('Тау')] };
    run(tables, '30.11.2024 08:00', { made, memory, ahead: true });
    expect(made.letters().filter(({ code }) => code === 'resellers.renewal')).toEqual([
      { code: 'resellers.renewal', to: 'a@x.kz', notBefore: at('01.12.2024') },
    ]);
    run(tables, '01.12.2024 08:00', { made, memory, ahead: true });
    expect(codes(made).filter((code) => code === 'renewal')).toHaveLength(1);
    const extended = { Реселлеры: [company('Тау', { 'Продлено по год': 2025, Согласовано: true })] };
    run(extended, '17.12.2024 08:00', { made, memory, ahead: true });
    expect(codes(made).filter((code) => code === 'renewal')).toHaveLength(1);
    run(extended, '17.12.2025 08:00', { made, memory, ahead: true });
    expect(codes(made).filter((code) => code === 'renewal')).toHaveLength(2);
  });
  test('expired: once, on the day after, none if extended', () => {
    const memory = noMemory();
    const made = world();
    const tables = { Реселлеры: [company('Тау')] };
    run(tables, '30.12.2024 11:59', { made, memory, ahead: true });
    expect(codes(made)).not.toContain('expired');
    run(tables, '31.12.2024 08:00', { made, memory, ahead: true });
    expect(made.letters().filter(({ code }) => code === 'resellers.expired')).toEqual([
      { code: 'resellers.expired', to: 'a@x.kz', notBefore: at('01.01.2025') },
    ]);
    run(tables, '01.01.2025 08:00', { made, memory, ahead: true });
    run(tables, '01.01.2025 20:00', { made, memory, ahead: true });
    run(tables, '02.01.2025 08:00', { made, memory, ahead: true });
    expect(codes(made).filter((code) => code === 'expired')).toHaveLength(1);
    const other = run(
      { Реселлеры: [company('Тау', { 'Продлено по год': 2025, Согласовано: true })] },
      '01.01.2025 08:00',
      { ahead: true },
    );
    expect(codes(other.made)).not.toContain('expired');
  });
  test('expired: queued the day before, it goes out at midnight with the points of the last quarter', () => {
    const made = world();
    made.set('Режим писем', 'авто');
    made.fillAll({ Реселлеры: [company('Тау')], Закупки: [bought('20.12.2024', 100_000)] });
    expect(made.mailed('daily', '31.12.2024 08:00')).toEqual([]);
    const sent = made.mailed('tick', '01.01.2025 00:05');
    expect(sent.map(({ body }) => /остаток баллов: [^.]*/.exec(body)?.[0])).toEqual([
      'остаток баллов: 2\u00a0000',
    ]);
  });
  test('points: on the day after the quarter, to companies with purchases that count in it', () => {
    const tables = {
      Реселлеры: [company('Тау', { Email: 't@x.kz' }), company('Беркут', { Email: 'b@x.kz' })],
      Закупки: [bought('31.03.2024', 4_000_000), bought('09.01.2024', 100, 'Беркут')],
    };
    expect(codes(run(tables, '31.03.2024 23:00', { ahead: true }).made)).not.toContain('points');
    const { made } = run(tables, '01.04.2024 08:00', { ahead: true });
    expect(made.letters().filter(({ code }) => code === 'resellers.points')).toEqual([
      { code: 'resellers.points', to: 't@x.kz', notBefore: at('01.04.2024') },
    ]);
    const [letter = ''] = made.texts('resellers.points');
    for (const figure of [/4.000.000/, /160.000/, /4.%/, /[Пп]орог/]) expect(letter).toMatch(figure);
    expect(codes(run(tables, '01.07.2024 08:00').made)).not.toContain('points');
    expect(codes(run(tables, '02.04.2024 00:30').made)).not.toContain('points');
  });
  test.each<[string, string, string]>([
    ['renewal', '17.12.2024 08:00', '20.12.2024 08:00'],
    ['expired', '01.01.2025 08:00', '12.01.2025 08:00'],
    ['points', '01.07.2024 08:00', '12.10.2024 08:00'],
  ])('%s: goes to the address as corrected, days later', (code, then, later) => {
    const made = world();
    const rows = (email: string): Tables => ({
      Реселлеры: [company('Тау', { Email: email })],
      Закупки: code === 'points' ? [bought('15.05.2024', 100)] : [],
    });
    made.fillAll(rows('wrong@x.kz'));
    made.call('recompute', then);
    made.fillAll(rows('right@x.kz'));
    made.call('recompute', later);
    const sent = made.mailed('send', later).filter(({ to }) => to !== 'boss@x.kz');
    expect(sent.map(({ to }) => to)).toEqual(['right@x.kz']);
    made.call('recompute', later);
    expect(made.letters().filter((one) => one.code === `resellers.${code}`)).toHaveLength(2);
  });
  test('occasions are at 00:00 in Almaty, even on the day after its clocks went back', () => {
    const { made } = run(
      {
        Реселлеры: [company('Тау')],
        'Заявки на уровень': [
          asked('27.02.2024', 'Corporate Reseller', {
            Решение: 'отклонено',
            'Дата решения': serial('01.03.2024'),
          }),
        ],
      },
      '01.03.2024 08:00',
    );
    expect(made.letters().map(({ notBefore }) => notBefore)).toEqual([at('01.03.2024')]);
  });
  test.each<[string, number]>([
    ['02.06.2024 08:00', 0],
    ['03.06.2024 00:00', 1],
    ['03.06.2024 08:00', 1],
    ['04.06.2024 08:00', 0],
    ['08.06.2024 08:00', 0],
    ['10.06.2024 08:00', 1],
  ])('digest: weekly, Monday: %s → %i', (when, many) => {
    expect(codes(run({ Реселлеры: [company('Тау')] }, when, { ahead: true }).made)).toEqual(
      Array(many).fill('digest'),
    );
    expect(codes(run({ Реселлеры: [company('Тау')] }, when, { settings: { manager: null } }).made)).toEqual(
      [],
    );
  });
});

test('runs over half a day, at any minute, do not create a second letter', () => {
  const made = world();
  const memory = noMemory();
  const tables = { Реселлеры: [company('Тау')], Закупки: [bought('15.02.2024', 100)] };
  for (let now = at('31.12.2024 20:00'); now <= at('01.01.2025 08:00'); now += DAY / 8) {
    made.fillAll(tables);
    compare(made, tables, now, { memory, ahead: now % 720 === 480, settings: { ...SEED, manager: null } });
  }
  expect(
    made
      .letters()
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['resellers.expired']);
});
