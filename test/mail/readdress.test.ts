// A letter whose recipient's address is corrected before it was sent: the new address gets it, however long ago
// its occasion was.
import { describe, expect, test } from '@jest/globals';
import type { Letter } from '../../src/rules/letters.js';
import { pastLetters } from '../../src/mail/entries.js';
import { appended, NOW, plan, updates } from './planning.js';
import { type LetterCells, outboxOf, rowOf, yielded } from './support.js';

const LONG_AGO = '2023-10-01T09:00:00+03:00';
const WRONG = 'адрес получателя неверен: исправьте его в исходной строке или в «Настройках»';
const GONE = 'повод отпал: письмо больше не нужно';

const letterTo = (to: string, more: Partial<Record<'object' | 'date' | 'until', string>> = {}): Letter => ({
  ...yielded({ occasion: LONG_AGO, object: 'клиент', date: '2023-10-01', to, ...more }),
  code: 'p.standing',
});
const waits = (letter: Letter, status = 'черновик', more: LetterCells = {}) =>
  outboxOf([rowOf(letter, { status, ...more })]);
const old = letterTo('anna@example.com');
const corrected = letterTo('anna@example.org');
const recipients = (made: ReturnType<typeof plan>): unknown[] => appended(made).map(({ to }) => to);

describe('the corrected address gets the letter', () => {
  test.each(['черновик', 'в очереди'])('in place of one that is «%s»', (status) => {
    const made = plan([], { entries: waits(old, status), older: [corrected] });
    expect(updates(made)).toEqual(['2 status=отменено', `2 reason=${GONE}`]);
    expect(recipients(made)).toEqual(['anna@example.org']);
    expect(made.queued).toBe(1);
  });

  test('in place of one that could not be sent because the address was wrong', () => {
    const wrong = letterTo('anna@');
    const entries = waits(wrong, 'ошибка', { reason: WRONG });
    const made = plan([], { entries, older: [corrected] });
    expect(updates(made)).toEqual(['2 status=отменено', `2 reason=${GONE}`]);
    expect(recipients(made)).toEqual(['anna@example.org']);
  });

  test('even if the new one is wrong too: it becomes an error', () => {
    const made = plan([], { entries: waits(old), older: [letterTo('anna@')] });
    expect(appended(made).map(({ to, status, reason }) => [to, status, reason])).toEqual([
      ['anna@', 'ошибка', WRONG],
    ]);
    expect(made.failed).toBe(1);
  });

  test('not while letters are only brought up to date', () => {
    const made = plan([], { entries: waits(old), older: [corrected], reach: 'none' });
    expect(recipients(made)).toEqual([]);
  });
});

describe('nobody else gets one', () => {
  test.each<[string, Letter]>([
    ['another object', letterTo('boris@example.com', { object: 'другой' })],
    ['another date', letterTo('boris@example.com', { date: '2023-10-02' })],
    ['another kind', { ...letterTo('boris@example.com'), code: 'p.one' }],
    ['its time has passed', letterTo('boris@example.com', { until: NOW })],
  ])('%s', (_, other) => {
    expect(recipients(plan([], { entries: waits(old), older: [other] }))).toEqual([]);
  });

  test('while the first one still holds', () => {
    const made = plan([], { entries: waits(old), older: [old, corrected] });
    expect([updates(made), recipients(made)]).toEqual([[], []]);
  });

  test('when two could be meant: nobody can tell whose address was corrected', () => {
    const older = [corrected, letterTo('boris@example.com')];
    expect(recipients(plan([], { entries: waits(old), older }))).toEqual([]);
    const entries = outboxOf([
      rowOf(old, { status: 'черновик' }),
      rowOf(letterTo('boris@'), { status: 'ошибка', reason: WRONG }),
    ]);
    expect(recipients(plan([], { entries, older }))).toEqual(['anna@example.org', 'boris@example.com']);
  });

  test('who has the letter already', () => {
    const entries = outboxOf([
      rowOf(old, { status: 'черновик' }),
      rowOf(corrected, { status: 'отправлено' }),
    ]);
    expect(recipients(plan([], { entries, older: [corrected] }))).toEqual([]);
  });

  test('when staff cancelled it', () => {
    const entries = waits(old, 'отменено', { reason: 'передумали' });
    expect(recipients(plan([], { entries, older: [corrected] }))).toEqual([]);
  });
});

describe('a letter to a wrong address', () => {
  const wrong = letterTo('anna@');
  const entries = (notBefore = LONG_AGO, reason = WRONG) =>
    waits({ ...wrong, occasion: yielded({ occasion: notBefore }).occasion }, 'ошибка', { reason });

  test('stays while its occasion does', () => {
    expect(updates(plan([wrong], { entries: entries() }))).toEqual([]);
    expect(updates(plan([], { entries: entries(), older: [wrong] }))).toEqual([]);
    expect(updates(plan(null, { entries: entries() }))).toEqual([]);
  });

  test('is cancelled when its occasion is gone', () => {
    expect(updates(plan([], { entries: entries() }))).toContain('2 status=отменено');
    expect(updates(plan([], { entries: entries('2023-10-06T09:00:00+03:00') }))).toContain(
      '2 status=отменено',
    );
  });

  test.each([
    [WRONG, 'черновик'],
    ['ящик переполнен', 'ошибка'],
  ])('(«%s») is to its rule one that is «%s»: returned in every run while it holds', (reason, status) => {
    const [past] = pastLetters(entries(LONG_AGO, reason)).of('p.standing');
    expect(past?.status).toBe(status);
  });

  test('is history after a month, and when it failed for another reason', () => {
    expect(updates(plan([], { entries: entries('2023-09-01T09:00:00+03:00') }))).toEqual([]);
    expect(updates(plan([], { entries: entries(LONG_AGO, 'ящик переполнен') }))).toEqual([]);
  });

  test('that has come back is an error again, not a draft', () => {
    const gone = waits(wrong, 'отменено', { reason: GONE });
    expect(updates(plan([wrong], { entries: gone }))).toEqual(['2 status=ошибка', `2 reason=${WRONG}`]);
  });
});
