// Letters of the resellers, each at the last moment that is too early and at the first that is not.
// Hand-made rows, at least one case per sentence of the spec; each workbook is also compared with the oracle
// as a whole.
import { describe, expect, test } from '@jest/globals';
import { at, DAY, serial } from '../calendar.js';
import type { Cells, RawCell, RawRow, Tables } from '../cells.js';
import { noMemory, SEED } from './oracle/terms.js';
import { asked, bought, company, CORPORATE, PROFESSIONAL, run } from './rows.js';
import { compare, type World, world } from './support.js';

describe('letters', () => {
  const codes = (made: World): string[] =>
    made
      .letters()
      .map(({ code }) => code.replace('resellers.', ''))
      .sort();
  /** What has become of the letters about levels. */
  const levels = (made: World): string[] =>
    made.drafts().flatMap(({ code, status }) => (code === 'resellers.level' ? [status] : []));
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
    run(tables, '31.12.2024 08:00', { made, memory, ahead: true });
    expect(codes(made)).not.toContain('expired');
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
  test('level: no letter at the first computation; one letter per later change', () => {
    const memory = noMemory();
    const made = world();
    const asks = { 'Заявленный уровень': 'Corporate Reseller' };
    run({ Реселлеры: [company('Тау', { ...asks, ...PROFESSIONAL })] }, '03.06.2024 12:00', { made, memory });
    expect(codes(made)).not.toContain('level');
    run({ Реселлеры: [company('Тау', { ...asks, ...CORPORATE })] }, '04.06.2024 12:34', { made, memory });
    run({ Реселлеры: [company('Тау', { ...asks, ...CORPORATE })] }, '04.06.2024 12:35', { made, memory });
    expect(made.letters().filter(({ code }) => code === 'resellers.level')).toEqual([
      { code: 'resellers.level', to: 'a@x.kz', notBefore: at('04.06.2024 12:34') },
    ]);
    run({ Реселлеры: [company('Тау', { ...asks, ...PROFESSIONAL })] }, '04.06.2024 15:00', { made, memory });
    run({ Реселлеры: [company('Тау', { ...asks, ...CORPORATE })] }, '04.06.2024 16:00', { made, memory });
    // Nobody has been told of Corporate in between.
    expect(levels(made)).toEqual(['отменено', 'черновик']);
  });
  test('level: a decision is announced on Дата решения, a refusal with its reason', () => {
    const refused = (date: RawCell): Tables => ({
      Реселлеры: [company('Тау')],
      'Заявки на уровень': [
        asked('27.05.2024', 'Corporate Reseller', {
          Решение: 'отклонено',
          'Дата решения': date,
          'Причина отказа': 'нет плана & людей',
        }),
      ],
    });
    const { made } = run(refused(serial('04.06.2024')), '04.06.2024 18:00');
    expect(made.letters()).toEqual([{ code: 'resellers.level', to: 'a@x.kz', notBefore: at('04.06.2024') }]);
    expect(made.texts('resellers.level')[0]).toContain('нет плана & людей');
    // Too late; and too early, except in the daily run.
    expect(run(refused(serial('04.06.2024')), '05.06.2024 08:00').made.letters()).toEqual([]);
    expect(run(refused(serial('06.06.2024')), '05.06.2024 08:00').made.letters()).toEqual([]);
    expect(
      run(refused(serial('06.06.2024')), '05.06.2024 08:00', { ahead: true }).made.letters(),
    ).toHaveLength(1);
  });
  /** One company and its only application over successive runs. */
  const following = () => {
    const memory = noMemory();
    const made = world();
    const see = (application: RawRow, when: string, more: { readonly ahead?: boolean } = {}) =>
      run({ Реселлеры: [company('Тау', CORPORATE)], 'Заявки на уровень': [application] }, when, {
        made,
        memory,
        ...more,
      });
    return { made, see };
  };
  describe('level: what is corrected before it was sent is taken back', () => {
    const open = asked('05.02.2024', 'Corporate Reseller');
    const decided = (decision: string, date: RawCell = null): RawRow => ({
      ...open,
      Решение: decision,
      'Дата решения': date,
    });
    const ON = serial('07.02.2024');
    test.each<[string, RawCell]>([
      ['with a date', ON],
      ['without one', null],
    ])('an approval that becomes a refusal, %s: only the refusal is sent', (_, date) => {
      const { made, see } = following();
      see(open, '06.02.2024 08:00');
      see(decided('одобрено', date), '07.02.2024 10:00');
      see(decided('отклонено', date), '07.02.2024 10:05');
      expect(levels(made)).toEqual(['отменено', 'черновик']);
      const sent = made.mailed('send', '07.02.2024 10:10').map(({ body }) => body);
      expect(sent).toEqual([expect.stringContaining('отклонена')]);
    });
    test('days later too: the refusal takes the place of the approval that still waited', () => {
      const { made, see } = following();
      see(open, '06.02.2024 08:00');
      see(decided('одобрено', ON), '07.02.2024 10:00');
      see(decided('отклонено', ON), '12.02.2024 10:05');
      see(decided('отклонено', ON), '15.02.2024 10:05');
      expect(levels(made)).toEqual(['отменено', 'черновик']);
      expect(made.texts('resellers.level')[1]).toContain('Primary Reseller. Сервисный статус');
    });
    test('an approval that is blanked leaves no letter; given again, it leaves one', () => {
      const { made, see } = following();
      see(open, '06.02.2024 08:00');
      see(decided('одобрено', ON), '07.02.2024 10:00');
      see(open, '07.02.2024 10:05');
      expect(levels(made)).toEqual(['отменено']);
      see(decided('одобрено', ON), '07.02.2024 11:00');
      expect(levels(made)).toEqual(['черновик']);
      see(open, '10.02.2024 10:05');
      see(decided('одобрено', ON), '12.02.2024 11:00');
      expect(levels(made)).toEqual(['черновик']);
    });
    test.each<[string, RawCell]>([
      ['with a date', ON],
      ['without one', null],
    ])('a decision that stands waits for as long as staff leave it, %s', (_, date) => {
      const { made, see } = following();
      see(open, '06.02.2024 08:00');
      for (const when of ['07.02.2024 10:00', '07.02.2024 20:00', '09.02.2024 08:00', '20.02.2024 08:00'])
        see(decided('отклонено', date), when, { ahead: true });
      expect(levels(made)).toEqual(['черновик']);
      see({ ...decided('отклонено', date), 'Причина отказа': 'нет плана' }, '21.02.2024 08:00');
      expect(made.texts('resellers.level')).toEqual([expect.stringContaining('нет плана')]);
      expect(made.mailed('send', '21.02.2024 09:00')).toHaveLength(1);
      see(decided('отклонено', date), '22.02.2024 08:00', { ahead: true });
      expect(levels(made)).toEqual(['отправлено']);
    });
    test('a change waits while the level is the one that it names, also across an error in the row', () => {
      const memory = noMemory();
      const made = world();
      const asks = { 'Заявленный уровень': 'Corporate Reseller' };
      const see = (cells: Cells, when: string) =>
        run({ Реселлеры: [company('Тау', { ...asks, ...cells })] }, when, { made, memory });
      see(PROFESSIONAL, '03.06.2024 12:00');
      for (const when of ['04.06.2024 12:00', '05.06.2024 08:00', '09.06.2024 08:00']) see(CORPORATE, when);
      expect(levels(made)).toEqual(['черновик']);
      see({ ...CORPORATE, Email: 'нет' }, '09.06.2024 09:00');
      expect(levels(made)).toEqual(['отменено']);
      see(CORPORATE, '09.06.2024 10:00');
      expect(levels(made)).toEqual(['черновик']);
      expect(made.texts('resellers.level')).toEqual([
        expect.stringContaining('был Professional Reseller, теперь Corporate Reseller'),
      ]);
      see(PROFESSIONAL, '09.06.2024 11:00');
      expect(levels(made)).toEqual(['отменено']);
    });
    test('a letter that waits goes to the address as corrected, however late', () => {
      const memory = noMemory();
      const made = world();
      const see = (email: string, cells: Cells, when: string) =>
        run(
          {
            Реселлеры: [
              company('Тау', { Email: email, 'Заявленный уровень': 'Professional Reseller', ...cells }),
            ],
            'Заявки на уровень': [decided('отклонено', serial('05.06.2024'))],
          },
          when,
          { made, memory },
        );
      see('wrong@x.kz', {}, '03.06.2024 12:00');
      see('wrong@x.kz', PROFESSIONAL, '04.06.2024 12:00');
      see('wrong@x.kz', PROFESSIONAL, '05.06.2024 12:00');
      see('right@x.kz', PROFESSIONAL, '08.06.2024 12:00');
      see('right@x.kz', PROFESSIONAL, '12.06.2024 12:00');
      const sent = made.mailed('send', '12.06.2024 13:00').filter(({ to }) => to !== 'boss@x.kz');
      expect(sent.map(({ to }) => to)).toEqual(['right@x.kz', 'right@x.kz']);
    });
    test('a level that changed while the row was in error is announced if an earlier letter named another', () => {
      const memory = noMemory();
      const made = world();
      const see = (cells: Cells, when: string) =>
        run({ Реселлеры: [company('Тау', { 'Заявленный уровень': 'Corporate Reseller', ...cells })] }, when, {
          made,
          memory,
        });
      see({}, '03.06.2024 12:00');
      see(PROFESSIONAL, '04.06.2024 12:00');
      made.edit(
        'Письма',
        made.drafts().findIndex(({ code }) => code === 'resellers.level') + 2,
        'Статус',
        'отправлено',
      );
      see({ ...PROFESSIONAL, Email: 'нет' }, '05.06.2024 12:00');
      made.call('recompute', '05.06.2024 12:30');
      made.fillAll({
        Реселлеры: [company('Тау', { 'Заявленный уровень': 'Corporate Reseller', ...CORPORATE })],
      });
      made.call('recompute', '05.06.2024 13:00');
      expect(made.texts('resellers.level')[1]).toContain(
        'был Professional Reseller, теперь Corporate Reseller',
      );
    });
  });
  test('level: an approval and the change it causes are one letter', () => {
    const { made, see } = following();
    const open = asked('27.05.2024', 'Corporate Reseller');
    see(open, '28.05.2024 08:00');
    const approved = { ...open, Решение: 'одобрено', 'Дата решения': serial('29.05.2024') };
    expect(see(approved, '29.05.2024 17:00').reseller()['Уровень']).toBe('Corporate Reseller');
    see(approved, '30.05.2024 08:00', { ahead: true });
    expect(codes(made).filter((code) => code === 'level')).toHaveLength(1);
    expect(made.texts('resellers.level')[0]).toMatch(/одобрена[\s\S]*Corporate Reseller/);
  });
  test.each([
    ['the approval above the rejection', false],
    ['the rejection above the approval', true],
  ])('level: two decisions queued by one daily run name the level of their days, once: %s', (_, turned) => {
    const memory = noMemory();
    const made = world();
    const decisions = [
      asked('08.06.2024', 'Professional Reseller', {
        Решение: 'одобрено',
        'Дата решения': serial('16.06.2024'),
      }),
      asked('07.06.2024', 'Corporate Reseller', {
        Решение: 'отклонено',
        'Дата решения': serial('15.06.2024'),
      }),
      asked('06.06.2024', 'Solution Provider', {
        Решение: 'отклонено',
        'Дата решения': serial('16.06.2024'),
      }),
    ];
    const tables = {
      Реселлеры: [company('Тау', CORPORATE)],
      'Заявки на уровень': turned ? decisions.reverse() : decisions,
    };
    const toldBy = (when: string): readonly string[] => {
      run(tables, when, { made, memory, ahead: true });
      const told = made.texts('resellers.level').map((text) => {
        const [, level] = /Тау в [^:]*: ([^.]*)\./.exec(text) ?? [];
        return `${/на уровень (\S+)/.exec(text)?.[1] ?? ''}: ${level ?? text}`;
      });
      return told.sort();
    };
    toldBy('13.06.2024 08:00');
    const ofTheirDays = [
      'Corporate: Primary Reseller',
      'Professional: Professional Reseller',
      'Solution: Professional Reseller',
    ];
    expect(toldBy('15.06.2024 08:00')).toEqual(ofTheirDays);
    // Those that still wait name the level in force.
    for (const when of ['16.06.2024 08:00', '17.06.2024 08:00'])
      expect(toldBy(when)).toEqual(['Corporate: Professional Reseller', ...ofTheirDays.slice(1)]);
  });
  test('level: an approval entered too late for its letter still changes the level, and the change is announced', () => {
    const { made, see } = following();
    const open = asked('20.05.2024', 'Corporate Reseller');
    see(open, '21.05.2024 08:00');
    see({ ...open, Решение: 'одобрено', 'Дата решения': serial('22.05.2024') }, '30.05.2024 17:00');
    expect(made.letters().filter(({ code }) => code === 'resellers.level')).toEqual([
      { code: 'resellers.level', to: 'a@x.kz', notBefore: at('30.05.2024 17:00') },
    ]);
  });
  test('level: a decision dated tomorrow does not suppress the change of today', () => {
    const memory = noMemory();
    const made = world();
    const asks = { 'Заявленный уровень': 'Professional Reseller' };
    const refusal = asked('27.05.2024', 'Corporate Reseller', {
      Решение: 'отклонено',
      'Дата решения': serial('05.06.2024'),
    });
    run({ Реселлеры: [company('Тау', asks)] }, '03.06.2024 12:00', { made, memory });
    const tables = {
      Реселлеры: [company('Тау', { ...asks, ...PROFESSIONAL })],
      'Заявки на уровень': [refusal],
    };
    run(tables, '04.06.2024 12:00', { made, memory });
    expect(codes(made)).toEqual(['digest', 'level']);
    run(tables, '05.06.2024 12:00', { made, memory });
    expect(codes(made)).toEqual(['digest', 'level', 'level']);
  });
  test('level: a decision without a date is announced by the first recompute that sees it', () => {
    const memory = noMemory();
    const made = world();
    const open = asked('20.05.2024', 'Corporate Reseller');
    run({ Реселлеры: [company('Тау')], 'Заявки на уровень': [open] }, '21.05.2024 08:00', { made, memory });
    const refused = { ...open, Решение: 'отклонено', 'Причина отказа': 'нет плана' };
    for (const when of ['30.05.2024 17:00', '30.05.2024 18:00', '31.05.2024 08:00'])
      run({ Реселлеры: [company('Тау')], 'Заявки на уровень': [refused] }, when, { made, memory });
    expect(made.letters()).toEqual([
      { code: 'resellers.level', to: 'a@x.kz', notBefore: at('30.05.2024 17:00') },
    ]);
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
