// Letters about levels: one per change and per decision, taken back if it is corrected before it was sent.
// Each workbook is also compared with the oracle as a whole.
import { describe, expect, test } from '@jest/globals';
import { at, serial } from '../calendar.js';
import type { Cells, RawCell, RawRow, Tables } from '../cells.js';
import { noMemory } from './oracle/terms.js';
import { asked, company, CORPORATE, PROFESSIONAL, run } from './rows.js';
import { type World, world } from './support.js';

describe('letters about levels', () => {
  const codes = (made: World): string[] =>
    made
      .letters()
      .map(({ code }) => code.replace('resellers.', ''))
      .sort();
  /** What has become of the letters about levels. */
  const levels = (made: World): string[] =>
    made.drafts().flatMap(({ code, status }) => (code === 'resellers.level' ? [status] : []));
  test('no letter at the first computation; one letter per later change', () => {
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
  test('a decision is announced on Дата решения, a refusal with its reason', () => {
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
  describe('what is corrected before it was sent is taken back', () => {
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
  describe('what changes while the row is in error is told once the row is mended', () => {
    const APPROVED = /одобрена с 07\.06\.2024[^]* Corporate Reseller\. Сервисный/;
    const professional = { 'Заявленный уровень': 'Professional Reseller', ...CORPORATE };
    const open = asked('03.06.2024', 'Corporate Reseller');
    const decided = (outcome: string): RawRow =>
      asked('03.06.2024', 'Corporate Reseller', {
        Решение: outcome,
        'Дата решения': serial('07.06.2024'),
      });
    test.each<[string, Cells, Cells, readonly [RawRow, RawRow], RegExp, number]>([
      [
        'an approval',
        { 'Продлено по год': '2025 г.' },
        professional,
        [open, decided('одобрено')],
        APPROVED,
        2,
      ],
      [
        'an approval, renewed to the year before that of registration',
        { 'Продлено по год': 2023 },
        professional,
        [open, decided('одобрено')],
        APPROVED,
        2,
      ],
      [
        'a refusal',
        { Email: 'нет' },
        professional,
        [open, decided('отклонено')],
        /отклонена 07\.06\.2024/,
        2,
      ],
      [
        'a requirement',
        { Email: 'нет' },
        { ...professional, 'Заявленный уровень': 'Corporate Reseller' },
        [null, null],
        /был Professional Reseller, теперь Corporate Reseller/,
        1,
      ],
    ])('%s', (_, fault, last, [before, after], text, lines) => {
      const memory = noMemory();
      const made = world();
      const see = (cells: Cells, application: RawRow, when: string) =>
        run({ Реселлеры: [company('Тау', cells)], 'Заявки на уровень': [application] }, when, {
          made,
          memory,
        });
      const lifted = () => made.deadlines().filter(({ state }) => state === 'снят').length;
      see(professional, before, '06.06.2024 08:00');
      for (const when of ['07.06.2024 08:00', '08.06.2024 08:00']) {
        see({ ...professional, ...fault }, after, when);
        expect(lifted()).toBe(lines);
      }
      expect(levels(made)).toEqual([]);
      see(last, after, '10.06.2024 08:00');
      expect(made.texts('resellers.level')).toEqual([expect.stringMatching(text)]);
      expect(lifted()).toBe(0);
    });
  });
  test('an approval and the change it causes are one letter', () => {
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
  ])('two decisions queued by one daily run name the level of their days, once: %s', (_, turned) => {
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
  test('a decision entered late is told if the application was open at the last recompute', () => {
    const { made, see } = following();
    const open = asked('20.05.2024', 'Corporate Reseller');
    see(open, '21.05.2024 08:00');
    see({ ...open, Решение: 'одобрено', 'Дата решения': serial('22.05.2024') }, '30.05.2024 17:00');
    expect(made.letters().filter(({ code }) => code === 'resellers.level')).toEqual([
      { code: 'resellers.level', to: 'a@x.kz', notBefore: at('22.05.2024') },
    ]);
    expect(made.texts('resellers.level')[0]).toMatch(/одобрена с 22.05.2024[\s\S]*Corporate Reseller/);
    see({ ...open, Решение: 'одобрено', 'Дата решения': serial('22.05.2024') }, '31.05.2024 17:00');
    expect(levels(made)).toEqual(['черновик']);
  });
  test('a refusal of the day entered after the morning run goes out with the next one', () => {
    const { made, see } = following();
    const open = asked('03.06.2024', 'Corporate Reseller');
    see(open, '07.06.2024 08:00', { ahead: true });
    const refused = { ...open, Решение: 'отклонено', 'Дата решения': serial('07.06.2024') };
    see(refused, '08.06.2024 08:00', { ahead: true });
    expect(
      made.mailed('send', '08.06.2024 08:05').map(({ body }) => /отклонена [\d.]*/.exec(body)?.[0]),
    ).toEqual(['отклонена 07.06.2024.']);
    see(refused, '09.06.2024 08:00', { ahead: true });
    expect(levels(made)).toEqual(['отправлено']);
  });
  test('a decision without a date on an application of a later day waits for that day', () => {
    const { made, see } = following();
    const approved = asked('04.06.2024', 'Corporate Reseller', { Решение: 'одобрено' });
    for (const when of ['02.06.2024 08:00', '02.06.2024 09:00']) see(approved, when);
    expect(levels(made)).toEqual([]);
    see(approved, '04.06.2024 08:00');
    expect(levels(made)).toEqual(['черновик']);
  });
  test('a decision dated tomorrow does not suppress the change of today', () => {
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
  test('a decision without a date is announced by the first recompute that sees it', () => {
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
});
