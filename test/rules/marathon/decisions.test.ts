// Welcome and refusal one run after another: what an applicant was told last is what holds.
import { describe, expect, test } from '@jest/globals';
import { instant } from '../../../src/rules/zone.js';
import { at, type Scene, type Typed } from '../harness.js';
import { application } from './fixtures.js';
import { lettersOf } from './mailing.js';

describe('a decision that turns round is told, once', () => {
  const IN = [application('anna')];
  const OUT = [application('anna', { 'На портале': false })];
  /** One run a day, all letters sent: the new ones of each run. */
  function told(...runs: readonly (readonly Typed[])[]): readonly (readonly string[])[] {
    const past: Record<string, NonNullable<Scene['past']>[string][number][]> = {};
    const known = new Set<string>();
    return runs.map((rows, index) => {
      const now = `2023-09-1${String(index)}T12:00:00+03:00`;
      const made = ['marathon.registered', 'marathon.rejected'].flatMap((code) =>
        lettersOf(code, { now, past, tabs: { Регистрации: rows } }),
      );
      return made.flatMap(({ code, object, to, date, memo, text }) => {
        const identity = [code, object, to, date].join('|');
        if (known.has(identity)) return [];
        known.add(identity);
        (past[code] ??= []).push({ object, recipient: to, date, memo, created: instant(Date.parse(now)) });
        return [/Теперь ваша|Ваша заявка|принять нельзя/.exec(text)?.[0] ?? ''];
      });
    });
  }
  test('accepted, refused, accepted, refused', () => {
    expect(told(IN, IN, OUT, OUT, IN, IN, OUT, OUT)).toEqual([
      ['Ваша заявка'],
      [],
      ['принять нельзя'],
      [],
      ['Теперь ваша'],
      [],
      ['принять нельзя'],
      [],
    ]);
  });
  test('a second application that is refused takes nothing back', () => {
    const second = application('anna', { Никнейм: 'zoe', 'Дата регистрации': at('2023-09-11 12:00') });
    expect(told([...IN, second], [...IN, second], IN)).toEqual([['Ваша заявка', 'принять нельзя'], [], []]);
    expect(told([...OUT, second], [...OUT, second])).toEqual([['Ваша заявка', 'принять нельзя'], []]);
  });
});
