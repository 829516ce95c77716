// Promo codes that staff retype or change: letters of earlier runs, which are about the code as it was typed then.
import { describe, expect, test } from '@jest/globals';
import type { PastLetter } from '../../../src/rules/letters.js';
import { plain } from '../harness.js';
import { emailOf, partner, referrals, type Tabs, withdrawal } from './fixtures.js';
import { base, settings } from './season.js';

type Past = Partial<PastLetter> & { readonly object: string };

describe('letters of earlier runs count', () => {
  const tabs: Tabs = {
    ...base,
    partners: [
      partner('Альфа', 'юрлицо', { 'Договор подписан': '' }),
      partner('Бета', 'физлицо', { 'Договор подписан': '' }),
    ],
    withdrawals: [withdrawal('2023-12-01', 'Альфа', 1, { Способ: 'карта' })],
  };
  /** What the letters of a code are about, given those in «Письма». */
  const objects = (code: string, past: readonly Past[], now = '2023-12-01') =>
    referrals(now, tabs, {
      settings,
      past: { [`referral.${code}`]: past.map((one) => ({ recipient: emailOf('Альфа'), ...one })) },
    })
      .decision.letters.filter((one) => one.code === `referral.${code}`)
      .map(({ object }) => plain(object));
  const date = '2023-12-01';

  test.each<[string, string, string, readonly string[]]>([
    ['a statement keeps the spelling of its time', 'statement', 'CODE-Альфа', ['CODE-Альфа', 'code-бета']],
    ['one of another day does not matter', 'statement', 'другой день', ['code-альфа', 'code-бета']],
    ['a refusal too', 'withdrawal-rejected', 'Code-АЛЬФА/1', ['Code-АЛЬФА/1']],
    ['a refusal under a code that is gone, to the same address', 'withdrawal-rejected', 'было/1', ['было/1']],
    ['of another sum', 'withdrawal-rejected', 'было/11', ['code-альфа/1']],
    ['under the code of another partner', 'withdrawal-rejected', 'code-Бета/1', ['code-альфа/1']],
    ['the contract is not told of again', 'contract', 'Code-АЛЬФА', []],
    ['nor under a code that is gone, to the same address', 'contract', 'прежний', []],
    ['it is under the code of another partner', 'contract', 'code-Бета', ['code-альфа']],
  ])('%s', (_, code, object, expected) => {
    const dated = /statement|rejected/.test(code) && object !== 'другой день';
    expect(objects(code, [{ object, date: dated ? date : '' }])).toEqual(expected);
  });
  test('a refusal under a code that is gone, of another day or to another address', () => {
    const about = (more: Partial<Past>) =>
      objects('withdrawal-rejected', [{ object: 'было/1', date, ...more }]);
    expect(about({ date: '2023-11-30' })).toEqual(['code-альфа/1']);
    expect(about({ recipient: emailOf('Бета') })).toEqual(['code-альфа/1']);
  });
  test('of a code that is gone only letters to the same address count', () => {
    expect(objects('contract', [{ object: 'прежний', recipient: emailOf('Бета') }])).toEqual(['code-альфа']);
    expect(objects('contract', [{ object: 'прежний' }])).toEqual([]);
  });
  test('a first client that waits under the old code still waits; one that has gone is not told of again', () => {
    const at = (status: PastLetter['status']) =>
      objects('first-client', [{ object: 'прежний', recipient: emailOf('Бета'), status }], '2023-12-10');
    expect(at('черновик')).toEqual(['прежний']);
    expect(at('отправлено')).toEqual([]);
    expect(at('отменено')).toEqual([]);
  });
  test('of two spellings the one that has gone counts', () => {
    const past = [
      { object: 'Code-Альфа', status: 'отправлено' as const },
      { object: 'CODE-Альфа', status: 'черновик' as const },
    ];
    for (const list of [past, [...past].reverse()]) expect(objects('contract', list)).toEqual([]);
  });
});
