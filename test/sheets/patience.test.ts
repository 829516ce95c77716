// Which errors are transient, and how long a run waits for them to pass.
import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/rules/programme.js';
import { instant, MINUTE, plus, SECOND } from '../../src/rules/zone.js';
import { passingFault, patienceOf, Unavailable } from '../../src/sheets/patience.js';
import { StaleWorkbook } from '../../src/sheets/ports.js';

const withStatus = (code: number, message = ''): Error =>
  Object.assign(new Error(message), { details: { code } });

describe('a fault', () => {
  test.each<[string, unknown, ReturnType<typeof passingFault>]>([
    ['429', withStatus(429), 'limit'],
    ['403 for a quota', withStatus(403, 'Rate Limit Exceeded'), 'limit'],
    ['403 for missing rights', withStatus(403, 'The caller does not have permission'), null],
    ['500', withStatus(500), 'outage'],
    ['503', withStatus(503, 'whatever it says'), 'outage'],
    [
      '400, whatever numbers its message contains',
      withStatus(400, 'Invalid requests[500].updateCells: try again'),
      null,
    ],
    [
      'message without a code: too fast',
      new Error('Service invoked too many times in a short time: email.'),
      'limit',
    ],
    [
      'message without a code: daily limit',
      new Error('Service invoked too many times for one day: email.'),
      'spent',
    ],
    [
      'message without a code: an outage',
      new Error("We're sorry, a server error occurred. Please wait a bit and try again."),
      'outage',
    ],
    ['message without a code: a time-out', new Error('Service timed out: Spreadsheets'), 'outage'],
    ['an empty answer', new Error('Empty response'), 'outage'],
    ['the end of the run', new Error('Exceeded maximum execution time'), null],
    ['a broken invariant', new TypeError('x is not a function'), null],
    ['not an error object', 'timed out', 'outage'],
  ])('%s: %#', (_, error, fault) => {
    expect(passingFault(error)).toBe(fault);
  });
});

const START = instant(0);
/** A patience with its own clock. */
function patient(startedAgo = 0) {
  let now = plus(START, startedAgo);
  const waits: number[] = [];
  const patience = patienceOf({
    started: () => START,
    now: () => now,
    sleep: (ms) => {
      waits.push(ms / SECOND);
      now = plus(now, ms);
    },
  });
  return { ...patience, waits };
}
const outage = (): never => {
  throw withStatus(503);
};

describe('a run', () => {
  test('waits longer and longer, slightly over a minute in total, then says which service does not respond', () => {
    const { ask, waits } = patient();
    expect(() => ask('почта', outage)).toThrow(Unavailable);
    expect(() => ask('почта', outage)).toThrow(/^Google не отвечает \(почта\)\. Ничего не потеряно/);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32]);
  });

  test('starts again after a success; services are counted separately', () => {
    const { ask, waits } = patient();
    let tries = 0;
    const third = (): string => ((tries += 1) % 3 === 0 ? 'ответ' : outage());
    expect([ask('почта', third), ask('таблицы', third), ask('почта', third)]).toEqual(Array(3).fill('ответ'));
    expect(waits).toEqual([1, 2, 1, 2, 1, 2]);
  });

  test.each([
    [4 * MINUTE, [1, 2, 4, 8, 16]],
    [5 * MINUTE - SECOND, [1]],
    [5 * MINUTE, []],
  ])('that has taken %i ms waits until five minutes in total at most', (startedAgo, expected) => {
    const { ask, waits } = patient(startedAgo);
    expect(() => ask('таблицы', outage)).toThrow(Unavailable);
    expect(waits).toEqual(expected);
  });

  test.each<[string, Error, RegExp]>([
    ['a real error', new TypeError('x'), /^x$/],
    ['a workbook that has changed', new StaleWorkbook('Unable to parse range, try again'), /parse range/],
    ['a refusal', new Refusal('Сервис не отвечает: timed out'), /^Сервис/],
    [
      'a daily quota that is used up',
      new Error('too many times for one day: email'),
      /^Дневной лимит Google/,
    ],
  ])('does not wait for %s', (_, error, told) => {
    const { ask, waits } = patient();
    expect(() =>
      ask('почта', () => {
        throw error;
      }),
    ).toThrow(told);
    expect(waits).toEqual([]);
  });
});
