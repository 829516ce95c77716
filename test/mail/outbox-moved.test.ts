// A reminder that was queued ahead and whose occasion has moved within the day: the one for the new time is queued
// by whichever run comes first, although only the daily run looks ahead otherwise.
import { describe, expect, test } from '@jest/globals';
import { at } from '../sheets/support.js';
import { appended, type Around, plan, updates } from './planning.js';
import { type LetterCells, outboxOf, rowOf, serial, yielded } from './support.js';

const soon = (occasion: string, date = occasion) =>
  yielded({ code: 'p.standing', object: 'вебинар', date, occasion });
const FIRST = soon('2023-10-06T10:45:00+03:00');
const MOVED = soon('2023-10-06T17:45:00+03:00');
const NOT_CALLED_FOR = 'регламент сейчас не требует этого письма: повод отпал или в строке ошибка';

const standing = (more: LetterCells = {}) =>
  outboxOf([rowOf(FIRST, { created: serial('2023-10-06T08:00:00+03:00'), ...more })]);
const times = (entries: Around['entries'] & {}, around: Around = {}) =>
  appended(plan([MOVED], { now: '2023-10-06T10:20:00+03:00', ...around, entries })).map(
    ({ notBefore }) => notBefore,
  );
const LATER = [serial('2023-10-06T17:45:00+03:00')];

describe('the reminder of the new time', () => {
  test('is queued by the run that takes the old one back', () => {
    expect(times(standing())).toEqual(LATER);
  });

  test('is queued by the next run when «Отправить письма» has taken the old one back', () => {
    const now = '2023-10-06T10:20:00+03:00';
    const sending = plan([MOVED], { now, reach: 'none', entries: standing() });
    expect(updates(sending)).toContain('2 status=отменено');
    expect(sending.append).toEqual([]);
    expect(times(standing({ status: 'отменено', reason: NOT_CALLED_FOR }))).toEqual(LATER);
  });

  test.each(['в очереди', 'отправлено', 'ошибка', 'отменено'])(
    'is queued when the old one has fallen due: «%s»',
    (status) => {
      expect(times(standing({ status }), { now: '2023-10-06T10:50:00+03:00' })).toEqual(LATER);
    },
  );
});

describe('nothing is queued ahead', () => {
  test.each<[string, Around['entries'] & {}]>([
    ['of what nobody was to be told', []],
    [
      'if the old one was created when it was due',
      standing({ created: serial('2023-10-06T10:45:00+03:00') }),
    ],
    ['if the old one is beyond the window', standing({ notBefore: serial('2023-10-05T09:00:00+03:00') })],
    ['for another recipient', outboxOf([rowOf({ ...FIRST, to: 'boris@example.com' })])],
  ])('%s', (_, entries) => {
    expect(times(entries)).toEqual([]);
  });

  test('while the rules still call for the old one', () => {
    const both = { now: '2023-10-06T10:20:00+03:00', entries: standing() };
    expect(appended(plan([FIRST, MOVED], both))).toEqual([]);
  });

  test('beyond the horizon', () => {
    const far = { ...MOVED, occasion: at('2023-10-08T00:00:00+03:00') };
    const now = '2023-10-06T10:20:00+03:00';
    expect(appended(plan([far], { now, entries: standing() }))).toEqual([]);
  });
});
