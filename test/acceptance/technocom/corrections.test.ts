// Letters about clients whose row or address is corrected before they are sent: the partner is told what is right,
// once.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import type { Cells } from '../cells.js';
import { client, CONFIRMED, hours, licence, LISTED, of, PARTNERS, written } from './rows.js';
import { type World, world } from './support.js';

const REGISTRY = 'Реестр клиентов';
const [ALPHA = {}, ...OTHERS] = PARTNERS;
const withAddress = (email: string): Cells[] => [{ ...ALPHA, Email: email }, ...OTHERS];

/** Letters of one code as `recipient status`. */
const about = (one: World, code: string): string[] =>
  written(one).flatMap((own) => (own.code === code ? [`${own.to} ${own.status}`] : []));

describe('the address is corrected days later', () => {
  test.each<[string, Cells, string, string]>([
    ['fixed', CONFIRMED, '12.11.2025', '16.11.2025'],
    ['refused', { Отклонено: '12.11.2025' }, '12.11.2025', '16.11.2025'],
    ['detached', { ...CONFIRMED, Откреплён: '02.12.2025' }, '02.12.2025', '05.12.2025'],
    ['fixation-expired', CONFIRMED, '12.01.2026', '15.01.2026'],
    ['warning', LISTED, '18.01.2026', '22.01.2026'],
  ])('%s', (code, cells, day, later) => {
    const wrong = of(client(cells));
    wrong.recompute(`${day} 10:00`);
    wrong.fill('Представители', withAddress('a@y.ru'));
    wrong.recompute(`${later} 10:00`);
    expect(about(wrong, code)).toEqual(['a@x.ru отменено', 'a@y.ru черновик']);

    const unreadable = world({ Представители: withAddress('a@'), [REGISTRY]: [client(cells)] });
    unreadable.recompute(`${day} 10:00`);
    expect(about(unreadable, code)).toEqual([expect.stringMatching(/ ошибка$/)]);
    unreadable.fill('Представители', PARTNERS);
    unreadable.recompute(`${later} 10:00`);
    expect(about(unreadable, code)).toEqual([expect.stringMatching(/ отменено$/), 'a@x.ru черновик']);
  });
  test('a licence step', () => {
    const one = world({
      Представители: PARTNERS,
      Лицензии: [licence({ 'Проект и счёт отправлены': '10.11.2025' })],
    });
    one.recompute('18.11.2025 10:00');
    one.fill('Представители', withAddress('a@y.ru'));
    one.recompute('21.11.2025 10:00');
    expect(about(one, 'licence-step')).toEqual(['a@x.ru отменено', 'a@y.ru черновик']);
  });
  test('nobody is told again when the address is lost later', () => {
    const one = of(client(CONFIRMED));
    one.recompute('12.11.2025 10:00');
    one.call('send', '12.11.2025 10:30');
    one.fill('Представители', withAddress('a@'));
    one.recompute('12.11.2025 11:00');
    expect(about(one, 'fixed')).toEqual(['a@x.ru отправлено']);
  });
});

describe('the day of a decision is corrected while its letter waits', () => {
  test.each<[string, string, Cells]>([
    ['fixed', 'Подтверждено', {}],
    ['refused', 'Отклонено', {}],
    ['detached', 'Откреплён', CONFIRMED],
  ])('%s', (code, column, cells) => {
    const one = of(client(cells));
    one.recompute('17.11.2025 09:00');
    one.edit(REGISTRY, 2, column, serial('13.11.2025'));
    one.recompute('20.11.2025 10:00');
    one.edit(REGISTRY, 2, column, serial('15.11.2025'));
    one.recompute('20.11.2025 11:00');
    expect(about(one, code)).toEqual(['a@x.ru отменено', 'a@x.ru черновик']);
    // Sending only updates what waits; the next recompute still creates the letter.
    one.edit(REGISTRY, 2, column, serial('16.11.2025'));
    one.call('send', '20.11.2025 12:00');
    one.recompute('20.11.2025 13:00');
    expect(about(one, code)).toEqual(['a@x.ru отменено', 'a@x.ru отменено', 'a@x.ru черновик']);
    // Once it has gone, a corrected day is no new decision.
    one.call('send', '20.11.2025 14:00');
    one.edit(REGISTRY, 2, column, serial('14.11.2025'));
    one.recompute('20.11.2025 15:00');
    expect(about(one, code).slice(2)).toEqual(['a@x.ru отправлено']);
  });
});

test('a warning left as a draft is of no use after the last day that it names', () => {
  const one = of(client(LISTED));
  one.recompute('18.01.2026 10:00');
  one.recompute('25.01.2026 10:00');
  expect(about(one, 'warning')).toEqual(['a@x.ru черновик']);
  one.recompute('26.01.2026 10:00');
  expect(about(one, 'warning')).toEqual(['a@x.ru отменено']);
  // Staff warn the partner now: there are seven days more.
  one.edit(REGISTRY, 2, 'Предупреждение вынесено', serial('26.01.2026'));
  one.recompute('26.01.2026 11:00');
  expect(about(one, 'warning')).toEqual(['a@x.ru черновик']);
});

test('a confirmation left as a draft is of no use once the hold is over', () => {
  const one = of(client(CONFIRMED));
  one.recompute('12.11.2025 10:00');
  one.recompute('12.01.2026 10:00');
  expect(about(one, 'fixed')).toEqual(['a@x.ru отменено']);
});

test('accepted, refused by mistake, accepted again: the partner reads of each', () => {
  const one = of(client(CONFIRMED));
  const at = (now: string, rejected: number | null): void => {
    one.edit(REGISTRY, 2, 'Отклонено', rejected);
    one.recompute(`${now} 10:00`);
    one.call('send', `${now} 11:00`);
  };
  at('12.11.2025', null);
  at('13.11.2025', serial('13.11.2025'));
  at('19.11.2025', null);
  at('20.11.2025', null);
  expect(written(one).map(({ code, status }) => `${code} ${status}`)).toEqual([
    'fixed отправлено',
    'refused отправлено',
    'fixed отправлено',
  ]);
});

test('rejected before the letter of the confirmation was sent, and taken back: one letter', () => {
  const one = of(client(CONFIRMED));
  one.recompute('12.11.2025 10:00');
  one.edit(REGISTRY, 2, 'Отклонено', serial('13.11.2025'));
  one.recompute('13.11.2025 10:00');
  one.edit(REGISTRY, 2, 'Отклонено', null);
  one.recompute('17.11.2025 10:00');
  expect(about(one, 'fixed')).toEqual(['a@x.ru черновик']);
  expect(about(one, 'refused')).toEqual(['a@x.ru отменено']);
});

test('hours of years ago are billed once; another partner in a billed row is no second bill', () => {
  const HOURS = 'Часы головного офиса';
  const row = { 'Дата запроса': '31.12.2022 10:00', 'Оценка часов': 170 };
  const one = world({ Представители: PARTNERS, [HOURS]: [hours(row)] }, { Бухгалтерия: 'books@x.ru' });
  one.recompute('18.01.2026 10:00');
  expect(about(one, 'hours-over')).toEqual(['books@x.ru черновик']);
  one.call('send', '18.01.2026 10:30');
  for (const worked of [170, 10]) {
    one.fill(HOURS, [hours({ ...row, Партнёр: 'Бета', 'Факт часов': worked })]);
    one.recompute('19.01.2026 10:00');
    expect(about(one, 'hours-over')).toEqual(['books@x.ru отправлено']);
    expect(one.row(HOURS, 2)).toMatchObject({
      'Сверх лимита': worked === 170 ? 10 : 0,
      Примечание: expect.stringContaining('Альфа'),
    });
    expect(one.row(HOURS, 2)['Примечание']).not.toContain('ч из');
  }
});
