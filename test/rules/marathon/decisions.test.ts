// Welcome and refusal one run after another: what an applicant was told last is what holds.
import { describe, expect, test } from '@jest/globals';
import { erasedEmail, erasedText, isErased } from '../../../src/rules/erased.js';
import { addressHash } from '../../../src/rules/hash.js';
import { instant } from '../../../src/rules/zone.js';
import { at, type Scene, type Typed } from '../harness.js';
import { application, emailOf } from './fixtures.js';
import { lettersOf } from './mailing.js';

const SAID = /Теперь ваша|Ваша заявка|не принята|Прежнее письмо о приёме недействительно/g;

describe('a decision that turns round is told, once', () => {
  const IN = [application('anna')];
  const OUT = [application('anna', { 'На портале': false })];
  /** One run a day, all letters sent: the new ones of each run. */
  function telling(said: RegExp, runs: readonly (readonly Typed[])[]): readonly (readonly string[])[] {
    const past: Record<string, NonNullable<Scene['past']>[string][number][]> = {};
    const known = new Set<string>();
    return runs.map((rows, index) => {
      const now = `2023-09-1${String(index)}T12:00:00+03:00`;
      const made = ['marathon.registered', 'marathon.rejected'].flatMap((code) =>
        lettersOf(code, { now, past, tabs: { Регистрации: rows } }),
      );
      return made.flatMap(({ code, object, to, date, memo, text }) => {
        const identity = [code, object, to, date].join('|');
        // The outbox creates no letter to the mark of an erased address.
        if (known.has(identity) || isErased(to)) return [];
        known.add(identity);
        (past[code] ??= []).push({ object, recipient: to, date, memo, created: instant(Date.parse(now)) });
        return [[...text.matchAll(said)].join(' + ')];
      });
    });
  }
  const told = (...runs: readonly (readonly Typed[])[]) => telling(SAID, runs);
  test('accepted, refused, accepted, refused', () => {
    expect(told(IN, IN, OUT, OUT, IN, IN, OUT, OUT)).toEqual([
      ['Ваша заявка'],
      [],
      ['не принята + Прежнее письмо о приёме недействительно'],
      [],
      ['Теперь ваша'],
      [],
      ['не принята + Прежнее письмо о приёме недействительно'],
      [],
    ]);
  });
  const refused = (moment: string): Typed =>
    application('anna', { 'На портале': false, 'Дата регистрации': at(moment) });
  const [EARLY, OTHER] = [refused('2023-09-10 09:00'), refused('2023-09-10 11:00')];
  /** Handed in after the first run's refusal. */
  const AGAIN = refused('2023-09-10 18:00');
  const BORIS = application('boris', { 'Дата регистрации': at('2023-09-10 07:00') });
  const TAKEN = { ...EARLY, 'На портале': true, Никнейм: 'boris' };
  const NO = 'не принята';
  test.each<[string, readonly (readonly Typed[])[], readonly (readonly string[])[]]>([
    ['its date is corrected, twice', [[EARLY], [OTHER], [EARLY]], [[NO], [], []]],
    ['a second one is loaded', [[EARLY], [EARLY, OTHER], [EARLY, OTHER]], [[NO], [NO], []]],
    [
      'one of two is corrected',
      [
        [EARLY, OTHER],
        [refused('2023-09-10 10:00'), OTHER],
      ],
      [[NO, NO], []],
    ],
    ['another one, handed in later, takes its row', [[EARLY], [AGAIN], [AGAIN]], [[NO], [NO], []]],
    ['it is corrected below a later one', [[EARLY], [AGAIN, OTHER], [AGAIN, OTHER]], [[NO], [NO], []]],
    [
      'its reason is another by now, and one that was handed in before it is loaded',
      [
        [EARLY, BORIS],
        [TAKEN, BORIS],
        [TAKEN, BORIS, refused('2023-09-10 08:00')],
      ],
      [['Ваша заявка', NO], [NO], [NO]],
    ],
    ['its corrected date is another reason', [[EARLY], [refused('2023-09-03 10:00')]], [[NO], [NO]]],
    [
      'accepted meanwhile, then refused with another date',
      [[EARLY], IN, [OTHER], [OTHER]],
      [[NO], ['Теперь ваша'], [`${NO} + Прежнее письмо о приёме недействительно`], []],
    ],
  ])('a refusal is told once for each application: %s', (_, runs, expected) => {
    expect(told(...runs)).toEqual(expected);
  });
  test('a second application that is refused takes nothing back', () => {
    const second = application('anna', { Никнейм: 'zoe', 'Дата регистрации': at('2023-09-11 12:00') });
    expect(told([...IN, second], [...IN, second], IN)).toEqual([['Ваша заявка', 'не принята'], [], []]);
    expect(told([...OUT, second], [...OUT, second])).toEqual([['Ваша заявка', 'не принята'], []]);
  });
  describe('another application of a participant takes the place of the accepted one', () => {
    const FIRST = application('anna', { 'Дата регистрации': at('2023-09-10 09:00') });
    const OFF = { ...FIRST, 'На портале': false };
    const second = (moment: string): Typed =>
      application('anna', { Никнейм: 'zoe', 'Дата регистрации': at(moment) });
    const SECOND = second('2023-09-10 11:00');
    const BOTH = [FIRST, SECOND];
    const anna = 'под никнеймом «anna»';
    const zoe = 'Теперь принята другая + под никнеймом «zoe»';
    const annaAgain = `Теперь принята другая + ${anna}`;
    const refusedBy = (nickname: string): string => `(никнейм «${nickname}»)`;
    test.each<[string, readonly (readonly Typed[])[], readonly (readonly string[])[]]>([
      [
        'it is deleted, and comes back',
        [BOTH, [SECOND], [SECOND], BOTH, BOTH],
        [[anna, refusedBy('anna')], [zoe], [], [annaAgain], []],
      ],
      [
        'it is refused, accepted, refused',
        [BOTH, [OFF, SECOND], [OFF, SECOND], BOTH, BOTH, [OFF, SECOND]],
        [[anna, refusedBy('anna')], [zoe, refusedBy('zoe')], [], [annaAgain], [], [zoe]],
      ],
      [
        'nobody was told that the second one is refused',
        [[FIRST], [OFF, SECOND], BOTH, BOTH],
        [[anna], [refusedBy('zoe')], [annaAgain, refusedBy('anna')], []],
      ],
      [
        'the date of the accepted one is corrected',
        [BOTH, [{ ...FIRST, 'Дата регистрации': at('2023-09-10 08:00') }, SECOND]],
        [[anna, refusedBy('anna')], []],
      ],
      [
        'a second one of the very same date is deleted',
        [[FIRST, second('2023-09-10 09:00')], [FIRST]],
        [[anna, refusedBy('anna')], []],
      ],
    ])('%s', (_, runs, expected) => {
      const said = /Теперь принята другая|под никнеймом «\w+»|\(никнейм «\w+»\)/g;
      expect(telling(said, runs)).toEqual(expected);
    });
  });
  test('whoever was erased and registers again is told anew', () => {
    const mark = addressHash(emailOf('anna'));
    const erased = application(erasedText(mark), { Email: erasedEmail(mark) });
    const anew = application('anya', { Email: emailOf('anna'), 'Дата регистрации': at('2023-09-12 09:00') });
    const refusedAnew = { ...anew, 'На портале': false };
    expect(told(IN, [erased], [erased, anew], [erased, anew])).toEqual([
      ['Ваша заявка'],
      [],
      ['Ваша заявка'],
      [],
    ]);
    expect(told(OUT, [erased], [erased, refusedAnew])).toEqual([[NO], [], [NO]]);
  });
});
