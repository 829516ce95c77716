// Several reminders of one end: a person gets the latest that is due.
import { describe, expect, test } from '@jest/globals';
import type { Letter } from '../../src/rules/letters.js';
import { appended, type Around, NOW, plan, updates } from './planning.js';
import { type LetterCells, outboxOf, rowOf, serial, yielded } from './support.js';

const REPLACED = 'есть письмо новее: это больше не нужно';
const WRONG = 'адрес получателя неверен: исправьте его в исходной строке или в «Настройках»';
const TAKEN_BACK = ['2 status=отменено', `2 reason=${REPLACED}`];

const reminder = (object: string, occasion: string, more: Partial<Letter> = {}): Letter => ({
  ...yielded({ occasion, object, date: 'конец', until: '2023-10-08T00:00:00+03:00' }),
  code: 'p.standing',
  ...more,
});
/** Two reminders of one end, at 9:00 and at a moment. */
const series = (moment = '2023-10-06T11:00:00+03:00', start = '2023-10-06T09:00:00+03:00') => {
  const second = reminder('1/1', moment);
  return { first: reminder('1/3', start, { replacedBy: [second] }), second };
};
const { first, second } = series();
const objects = (made: ReturnType<typeof plan>): unknown[] =>
  appended(made).map(({ key }) => String(key).split('/')[1]?.replace('%002f', '/'));
const waiting = (...more: readonly LetterCells[]) =>
  outboxOf([rowOf(first, { status: 'черновик' }), ...more]);

describe('an earlier reminder is of no use', () => {
  test('where it waits and this run creates the later one', () => {
    const made = plan([first, second], { entries: waiting() });
    expect(updates(made)).toEqual(TAKEN_BACK);
    expect(objects(made)).toEqual(['1/1']);
  });

  test.each<[string, LetterCells]>([
    ['waits', { status: 'в очереди' }],
    ['has gone', { status: 'отправлено' }],
    ['was cancelled', { status: 'отменено' }],
    ['was put off by staff', { status: 'черновик', notBefore: serial('2023-10-06T18:00:00+03:00') }],
  ])('where the later one %s', (_, cells) => {
    const made = plan([first, second], { entries: waiting(rowOf(second, cells)) });
    expect(updates(made).filter((one) => one.startsWith('2'))).toEqual(TAKEN_BACK);
    expect(objects(plan([first, second], { entries: outboxOf([rowOf(second, cells)]) }))).toEqual([]);
  });

  test('where staff have brought the later one forward', () => {
    const ahead = series('2023-10-06T13:00:00+03:00');
    const early = { notBefore: serial('2023-10-06T11:59:00+03:00') };
    const row = rowOf(ahead.first, { status: 'черновик' });
    const stands = (more: LetterCells) =>
      plan([ahead.first, ahead.second], { entries: outboxOf([row, rowOf(ahead.second, more)]) });
    expect(updates(stands({ status: 'отправлено' }))).toEqual([]);
    expect(updates(stands({ status: 'отправлено', ...early }))).toEqual(TAKEN_BACK);
  });

  test('however long ago its moment was, and while letters are only brought up to date', () => {
    const long = series('2023-10-05T09:00:00+03:00', '2023-10-03T09:00:00+03:00');
    const entries = outboxOf([rowOf(long.first, { status: 'черновик' }), rowOf(long.second)]);
    const around: Around = { older: [long.first], entries, reach: 'none' };
    expect(updates(plan([long.second], around))).toEqual(TAKEN_BACK);
  });

  test('even if it could not be sent because its address is wrong', () => {
    const to = 'anna@';
    const entries = outboxOf([rowOf({ ...first, to }, { status: 'ошибка', reason: WRONG })]);
    expect(updates(plan([{ ...first, to }, second], { entries }))).toEqual(TAKEN_BACK);
  });

  test('to a corrected address either', () => {
    const to = 'anna@example.org';
    const entries = waiting(rowOf(second, { status: 'черновик' }));
    const made = plan(
      [
        { ...first, to },
        { ...second, to },
      ],
      { entries },
    );
    expect(objects(made)).toEqual(['1/1']);
    expect(updates(made).filter((one) => one.startsWith('2'))).toEqual(TAKEN_BACK);
  });

  test('and it stays cancelled', () => {
    const entries = outboxOf([
      rowOf(first, { status: 'отменено', reason: REPLACED }),
      rowOf(second, { status: 'отправлено' }),
    ]);
    expect(updates(plan([first], { entries }))).toEqual([]);
  });
});

describe('an earlier reminder goes', () => {
  test('where a run first sees both, now and at the next run', () => {
    const both = ['1/3', '1/1'];
    expect(objects(plan([first, second]))).toEqual(both);
    expect(objects(plan(Object.values(series(NOW))))).toEqual(both);
    const ahead = Object.values(series('2023-10-06T12:00:01+03:00'));
    expect(objects(plan(ahead))).toEqual(['1/3']);
    expect(objects(plan(ahead, { ahead: true }))).toEqual(both);
    const created = { created: serial('2023-10-06T11:00:00+03:00'), status: 'черновик' };
    const entries = outboxOf([rowOf(first, created), rowOf(second, created)]);
    expect(updates(plan([first, second], { entries }))).toEqual([]);
  });

  test('where the later one was never created, and now comes too late', () => {
    const long = series('2023-10-05T09:00:00+03:00', '2023-10-03T09:00:00+03:00');
    const entries = outboxOf([rowOf(long.first, { status: 'черновик' })]);
    expect(updates(plan([], { older: [long.first, long.second], entries }))).toEqual([]);
  });

  test('where letters are only brought up to date, and the later one is not there yet', () => {
    const made = plan([first, second], { entries: waiting(), reach: 'none' });
    expect(updates(made)).toEqual([]);
    expect(objects(made)).toEqual([]);
  });
});
