// How long a run waits for a transient fault to pass.
import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/rules/programme.js';
import { instant, MINUTE, plus, SECOND } from '../../src/rules/zone.js';
import { patienceOf, Unavailable } from '../../src/sheets/patience.js';
import { StaleWorkbook } from '../../src/sheets/ports.js';

const withStatus = (code: number): Error => Object.assign(new Error(''), { details: { code } });
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
