// Letters that wait: they follow the figures and the address of today, or are no longer returned.
import { describe, expect, test } from '@jest/globals';
import { plain } from '../harness.js';
import { change, charge, emailOf, referrals, type Tabs } from './fixtures.js';
import { base, settings } from './season.js';

describe('letters that wait', () => {
  const first = '2023-12-01';
  const waiting = (
    code: string,
    tabs: Tabs,
    recipient = emailOf('Бета'),
    now = '2023-12-10T08:00:00+03:00',
  ) => {
    const date = code === 'first-client' ? '' : first;
    const past = {
      [`referral.${code}`]: [{ recipient, object: 'code-Бета', date, status: 'черновик' as const }],
    };
    return referrals(now, tabs, { settings, past }).decision.letters.filter(
      (one) => one.code === `referral.${code}` && one.object === 'code-Бета',
    );
  };
  const refund = charge('2023-11-20', 'К3', -5000);
  test.each([['statement'], ['first-client']])('%s: while it is true, to the address of today', (code) => {
    expect(waiting(code, base)).toMatchObject([{ news: false, to: emailOf('Бета') }]);
    expect(waiting(code, base, 'old@example.com')).toMatchObject([{ news: true, to: emailOf('Бета') }]);
    expect(waiting(code, { ...base, charges: [...(base.charges ?? []), refund] })).toEqual([]);
  });
  test('first-client: also when the first credit is now that of an earlier month', () => {
    const charges = [charge('2023-10-15', 'К3', 6000)];
    const [letter] = waiting('first-client', { ...base, charges });
    expect(letter?.values()).toMatchObject({ дата: '01.11.2023' });
  });
  test('statement: names what a change of tariff has zeroed since', () => {
    const [letter] = waiting('statement', { ...base, changes: [change('2023-12-05', 'Бета', 'юрлицо')] });
    const { строки, баланс } = letter?.values() ?? {};
    expect(plain(строки)).toContain('— 05.12.2023 баланс обнулён при смене тарифа: −3 000 ₽');
    expect(plain(баланс)).toBe('0 ₽');
  });
});
