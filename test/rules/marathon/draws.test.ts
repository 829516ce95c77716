// «Розыгрыши» and the action `draw`: what is drawn, how anyone can check it, how long it is valid.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actions } from '../../../src/rules/marathon/actions.js';
import { drawWinner } from '../../../src/rules/marathon/draws.js';
import type { MarathonTabs } from '../../../src/rules/marathon/model.js';
import type { ActionPlan } from '../../../src/rules/programme.js';
import { at, type Typed } from '../harness.js';
import { anyText } from '../texts.js';
import { application, emailOf, sale, stage, type Staged, visit } from './fixtures.js';

const PEOPLE = ['carl', 'anna', 'boris'].map((name) => application(name));
/** Two ties (attendance of all three, sales of two); no results in the tests. */
const TIES = {
  Регистрации: PEOPLE,
  Посещения: [visit('carl', 1), visit('anna', 1), visit('boris', 1)],
  Продажи: [sale('boris'), sale('anna')],
};

const draw = ({ facts }: Staged, ...args: string[]): ActionPlan<MarathonTabs> => {
  const [action] = actions;
  if (action?.name !== 'draw') throw new Error('no action');
  return action.run(facts, args);
};

/** The drawn rows as the sheet will contain them. */
function logged(staged: Staged, seed: string): Typed[] {
  return (draw(staged, seed).append?.draws ?? []).map((row) => ({
    Время: at('2023-11-03 15:00'),
    Номинация: row.nomination ?? '',
    Претенденты: row.candidates ?? '',
    Зерно: row.seed ?? '',
    Хеш: row.hash ?? '',
    Победитель: row.winner ?? '',
  }));
}

/** The draw by hand: SHA-256 as a big-endian integer, modulo the number of candidates. */
function byHand(seed: string, nomination: string, nicknames: readonly string[]) {
  const hash = createHash('sha256')
    .update(`${seed}|${nomination}|${nicknames.join(',')}`, 'utf8')
    .digest('hex');
  return { hash, winner: nicknames[Number(BigInt(`0x${hash}`) % BigInt(nicknames.length))] };
}

describe('the action', () => {
  test('one row for each nomination that needs a draw, at the instant of the run', () => {
    const staged = stage({ tabs: TIES });
    const plan = draw(staged, 'третье ноября');
    const expected = [
      { nomination: 'Эксперт в тайм-менеджменте', nicknames: ['anna', 'boris', 'carl'] },
      { nomination: 'Акула бизнеса', nicknames: ['anna', 'boris'] },
    ].map(({ nomination, nicknames }) => ({
      time: staged.facts.now,
      nomination,
      candidates: nicknames.join(','),
      seed: 'третье ноября',
      ...byHand('третье ноября', nomination, nicknames),
      cancelled: null,
      cancelReason: null,
    }));
    expect(plan.append?.draws).toEqual(expected);
    const [first, second] = expected.map(({ winner }) => winner);
    expect(plan.message).toBe(
      `Розыгрыш проведён: «Эксперт в тайм-менеджменте» — ${first}; «Акула бизнеса» — ${second}.`,
    );
    expect(plan.result).toEqual(
      expected.map(({ nomination, candidates, hash, winner }) => ({
        Номинация: nomination,
        Победитель: winner,
        Претенденты: candidates,
        Зерно: 'третье ноября',
        Хеш: hash,
      })),
    );
  });

  test.each([
    ['2023-11-02T15:00:00+03:00', true],
    ['2023-11-03T15:00:00+03:00', false],
  ])(
    'before the day of the final question and message warn that results may change: at %s %p',
    (now, early) => {
      const staged = stage({ now, tabs: TIES });
      for (const told of [draw(staged, 'x').message, actions[0]?.confirm?.caution?.(staged.facts, ['x'])])
        expect(told?.includes('Марафон идёт по 03.11.2023: если лучшие сменятся')).toBe(early);
    },
  );

  test.each<[string, Readonly<Record<string, readonly Typed[]>>, string]>([
    [
      'what will be drawn',
      TIES,
      ' Нужен розыгрыш: «Эксперт в тайм-менеджменте» — 3 претендента; «Акула бизнеса» — 2 претендента.',
    ],
    ['nothing', { Регистрации: PEOPLE }, ''],
  ])('the question says %s', (_, tabs, said) => {
    expect(actions[0]?.confirm?.caution?.(stage({ tabs }).facts, ['x'])).toBe(said);
  });

  test('the message for a single draw', () => {
    const staged = stage({ tabs: { Регистрации: PEOPLE, Продажи: TIES.Продажи } });
    expect(draw(staged, 'x').message).toMatch(/^Розыгрыш проведён: «Акула бизнеса» — (anna|boris)\.$/);
  });

  test('it only asks for the seed', () => {
    expect(actions.map(({ parameters }) => parameters)).toEqual([
      [{ name: 'seed', prompt: 'Зерно розыгрыша: слова или число, названные вслух в прямом эфире.' }],
    ]);
  });

  test('the seed is recorded without the blanks around it', () => {
    expect(draw(stage({ tabs: TIES }), '  17 ').append?.draws?.[1]).toMatchObject({
      seed: '17',
      ...byHand('17', 'Акула бизнеса', ['anna', 'boris']),
    });
  });

  test.each([[''], ['   ']])('refuses the blank seed %p', (seed) => {
    expect(() => draw(stage({ tabs: TIES }), seed)).toThrow('Зерно не названо');
  });
  test('refuses when the seed is not given at all', () => {
    expect(() => draw(stage({ tabs: TIES }))).toThrow('Зерно не названо');
  });

  test('refuses when there is nothing to draw: no ties, or all drawn', () => {
    expect(() => draw(stage({ tabs: { Регистрации: PEOPLE, Продажи: [sale('anna')] } }), 'x')).toThrow(
      'Разыгрывать нечего',
    );
    const first = stage({ tabs: TIES });
    const again = stage({ tabs: { ...TIES, Розыгрыши: logged(first, 'x') } });
    expect(() => draw(again, 'y')).toThrow('Разыгрывать нечего');
  });

  test('any seed and any nicknames: the same result as by hand, and one of the nicknames', () => {
    const nickname = anyText({ minLength: 1, maxLength: 8 }).filter((text) => !text.includes(','));
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.uniqueArray(nickname, { minLength: 1, maxLength: 9 }),
        (seed, nicknames) => {
          const drawn = drawWinner(seed, 'Акула бизнеса', nicknames);
          expect(drawn).toEqual(byHand(seed, 'Акула бизнеса', nicknames));
          expect(drawn.hash).toMatch(/^[0-9a-f]{64}$/);
          expect(nicknames).toContain(drawn.winner);
        },
      ),
    );
  });
});

describe('how long a draw is valid', () => {
  const shark = (tabs: Readonly<Record<string, readonly Typed[]>>) => {
    const staged = stage({ tabs });
    const row = staged.outputs['Номинации']?.[3];
    return {
      basis: row?.['Основание'],
      winner: row?.['Победитель'],
      note: row?.['Примечание'],
      problems: staged.problems,
    };
  };
  const drawn: Typed = {
    Время: at('2023-11-03 15:00'),
    Номинация: 'Акула бизнеса',
    Претенденты: 'anna,boris',
    Зерно: 'x',
    Хеш: 'f'.repeat(64),
    Победитель: 'boris',
  };

  test('it decides the nomination', () => {
    expect(shark({ ...TIES, Розыгрыши: [drawn] })).toEqual({
      basis: 'розыгрыш',
      winner: 'boris',
      note: null,
      problems: [],
    });
  });

  test.each<[string, readonly Typed[]]>([
    ['a third candidate', [sale('anna'), sale('boris'), sale('carl')]],
    ['another single best', [sale('anna'), sale('boris'), sale('anna')]],
    ['nobody', []],
  ])('it stays valid when the candidates have changed: now %s', (_, sales) => {
    expect(shark({ ...TIES, Продажи: sales, Розыгрыши: [drawn] })).toMatchObject({
      basis: 'розыгрыш',
      winner: 'boris',
      note: 'состав изменился',
    });
  });

  test('the same candidates with another best result are not a change', () => {
    const sales = [sale('anna'), sale('boris'), sale('anna'), sale('boris')];
    expect(shark({ ...TIES, Продажи: sales, Розыгрыши: [drawn] }).note).toBeNull();
  });

  test('the same candidates in another order are not a change, as an erased nickname is replaced by a mark in its place', () => {
    expect(shark({ ...TIES, Розыгрыши: [{ ...drawn, Претенденты: 'boris,anna' }] }).note).toBeNull();
  });

  test('a winner whose nickname has been changed since gets no letter: staff are warned', () => {
    const renamed = [
      application('carl'),
      application('anna'),
      application('Bob', { Email: emailOf('boris') }),
    ];
    expect(shark({ ...TIES, Регистрации: renamed, Розыгрыши: [drawn] })).toMatchObject({
      winner: 'boris',
      problems: [
        'Розыгрыши!2[Победитель]: (предупреждение) победителя с таким никнеймом среди участников нет: письмо не уйдёт',
      ],
    });
    expect(
      shark({ ...TIES, Регистрации: renamed, Розыгрыши: [{ ...drawn, Победитель: 'BOB' }] }),
    ).toMatchObject({
      problems: [],
    });
  });

  test('another letter case of a nickname is no change', () => {
    const renamed = [application('Carl'), application('ANNA'), application('boris')];
    expect(shark({ ...TIES, Регистрации: renamed, Розыгрыши: [drawn] }).note).toBeNull();
  });

  test('a winner who was refused since: staff may look at the application', () => {
    const rows = [application('carl'), application('anna'), application('boris', { 'На портале': false })];
    const { decided } = stage({ tabs: { Регистрации: rows, Розыгрыши: [drawn] } });
    expect(decided.problems.map(({ how }) => how)).toEqual([
      'Верните никнейм на вкладке «Регистрации», проверьте, принята ли там заявка, или отмените розыгрыш, указав причину.',
    ]);
  });

  test('cancelled with a reason it does not count', () => {
    const cancelled = { ...drawn, Отменён: true, 'Причина отмены': 'Эфир прервался' };
    expect(shark({ ...TIES, Розыгрыши: [cancelled] })).toEqual({
      basis: 'нужен розыгрыш',
      winner: null,
      note: null,
      problems: [],
    });
  });

  test.each([[''], ['   ']])('cancelled with the reason %p it is a row error and stays valid', (reason) => {
    const cancelled = { ...drawn, Отменён: true, 'Причина отмены': reason };
    expect(shark({ ...TIES, Розыгрыши: [cancelled] })).toMatchObject({
      basis: 'розыгрыш',
      winner: 'boris',
      problems: ['Розыгрыши!2[Причина отмены]: розыгрыш отменён без причины: отмена не действует'],
    });
  });

  test('a reason alone does not cancel, nor does an unreadable flag', () => {
    expect(shark({ ...TIES, Розыгрыши: [{ ...drawn, 'Причина отмены': 'подумаем' }] }).basis).toBe(
      'розыгрыш',
    );
    expect(
      shark({ ...TIES, Розыгрыши: [{ ...drawn, Отменён: 'может быть', 'Причина отмены': 'x' }] }).basis,
    ).toBe('розыгрыш');
  });

  test('of two draws the upper row counts; if it is cancelled, the lower', () => {
    const second = { ...drawn, Победитель: 'anna' };
    expect(shark({ ...TIES, Розыгрыши: [drawn, second] })).toMatchObject({
      winner: 'boris',
      problems: [
        'Розыгрыши!3[Отменён]: (предупреждение) в этой номинации действует другой розыгрыш, из строки 2',
      ],
    });
    const cancelled = { ...drawn, Отменён: 'да', 'Причина отмены': 'Ошибка' };
    expect(shark({ ...TIES, Розыгрыши: [cancelled, second] }).winner).toBe('anna');
  });

  test('a row without a nomination or a winner does not count; blanks around the commas change nothing', () => {
    const partial = [
      { ...drawn, Номинация: '' },
      { ...drawn, Победитель: '' },
    ];
    expect(shark({ ...TIES, Розыгрыши: partial })).toMatchObject({ basis: 'нужен розыгрыш', winner: null });
    const spaced = { ...drawn, Претенденты: ' anna , boris ' };
    expect(shark({ ...TIES, Розыгрыши: [...partial, spaced] })).toMatchObject({
      basis: 'розыгрыш',
      note: null,
    });
  });

  test('a draw does not affect other nominations', () => {
    const staged = stage({ tabs: { ...TIES, Розыгрыши: [drawn] } });
    expect(staged.outputs['Номинации']?.map((row) => row['Основание'])).toEqual([
      'нужен розыгрыш',
      'нет результатов',
      'нет результатов',
      'розыгрыш',
    ]);
    expect(draw(staged, 'y').append?.draws?.map((row) => row.nomination)).toEqual([
      'Эксперт в тайм-менеджменте',
    ]);
  });
});

test('the confirmation names the seed, and is not shown without one', () => {
  const [draw] = actions;
  expect(draw?.confirm?.question([' семь '])).toMatch(/^Провести розыгрыш с зерном «семь» /);
  expect(() => draw?.confirm?.question([' '])).toThrow('Зерно не названо.');
});
