// marathon.moved: the current Начало is compared only with what a letter has announced.
import { describe, expect, test } from '@jest/globals';
import type { PastLetter } from '../../../src/rules/letters.js';
import { readStartsMemo, startsMemo } from '../../../src/rules/marathon/moves.js';
import { instant } from '../../../src/rules/zone.js';
import type { ShownLetter, Typed } from '../harness.js';
import { application, block, emailOf, stage } from './fixtures.js';

const NOW = '2023-09-12T09:00:00+03:00';
const THURSDAY = '2023-09-21 11:00';
const FRIDAY = '2023-09-22 11:00';

type Past = Partial<PastLetter> & { readonly recipient: string };

const seconds = (wall: string): number => Date.parse(`${wall.replace(' ', 'T')}:00+03:00`);
const memo = (number: number, wall: string): string =>
  startsMemo([{ number, start: instant(seconds(wall)) }]);
const told = (nickname: string, text: string, more: Partial<PastLetter> = {}): Past => ({
  recipient: emailOf(nickname),
  memo: text,
  created: instant(seconds('2023-09-10 12:00')),
  ...more,
});

function moved(
  blocks: readonly Typed[],
  past: Readonly<Record<string, readonly Past[]>>,
  now = NOW,
): readonly ShownLetter[] {
  const { letters } = stage({
    now,
    past,
    tabs: { Регистрации: [application('anna'), application('boris')], Блоки: blocks },
  });
  return letters.filter(({ code }) => code === 'marathon.moved');
}

test('a memo is read back to the second, whatever the number of the block', () => {
  const blocks = [
    { number: 1, start: instant(1_695_283_200_000) },
    { number: -12, start: instant(1_695_283_201_000) },
    { number: 0, start: instant(-5_000) },
  ];
  expect([...readStartsMemo(startsMemo(blocks))]).toEqual([
    [1, 1_695_283_200_000],
    [-12, 1_695_283_201_000],
    [0, -5_000],
  ]);
  expect(readStartsMemo('').size).toBe(0);
  expect(readStartsMemo('какой-то текст;1:;x1:abc;1:abc!').size).toBe(0);
});

test('letters that name starts remember them: the welcome all, the reminder its own', () => {
  const { letters } = stage({
    now: '2023-09-20T11:00:00+03:00',
    tabs: { Регистрации: [application('anna')], Блоки: [block(1, THURSDAY), block(2, '2023-09-28 11:00')] },
  });
  expect(letters.map((letter) => [letter.code, letter.memo])).toEqual([
    ['marathon.registered', `${memo(1, THURSDAY)};${memo(2, '2023-09-28 11:00')}`],
    ['marathon.webinar', memo(1, THURSDAY)],
  ]);
});

describe('a block whose start a participant was told gets another Начало', () => {
  const past = { 'marathon.registered': [told('anna', memo(1, THURSDAY))] };

  test('only they are told, once, at this recompute', () => {
    const letters = moved([block(1, FRIDAY)], past);
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({
      to: emailOf('anna'),
      object: '1/1',
      date: '2023-09-22T11:00',
      occasion: '2023-09-12T09:00',
      until: '2023-09-22T11:00',
      memo: memo(1, FRIDAY),
    });
    // Both are in that zone.
    expect(letters[0]?.text).toMatch(/Было: 21\.09\.2023 11:00\nСтало: 22\.09\.2023 11:00\nЧасовой пояс: \S/);
  });

  test('with the same Начало there is no letter', () => {
    expect(moved([block(1, THURSDAY)], past)).toEqual([]);
  });

  test.each([
    ['2023-09-21 11:00:59', 0],
    ['2023-09-21 11:01', 1],
  ])('starts are compared as they are written: at %s %i', (start, count) => {
    expect(moved([block(1, start)], past)).toHaveLength(count);
  });

  test('no letter about a block that they were not told about', () => {
    expect(moved([block(1, THURSDAY), block(2, FRIDAY)], past)).toEqual([]);
  });

  test('no letter if no earlier letter told anyone the start', () => {
    expect(moved([block(1, FRIDAY)], {})).toEqual([]);
  });

  test.each([
    ['2023-09-22T10:59:59+03:00', 1],
    ['2023-09-22T11:00:00+03:00', 0],
  ])('only until the block begins: at %s', (now, count) => {
    expect(moved([block(1, FRIDAY)], past, now)).toHaveLength(count);
  });

  test('after the announced start, when the block was put off', () => {
    expect(moved([block(1, FRIDAY)], past, '2023-09-21T12:00:00+03:00')).toHaveLength(1);
  });

  test('one letter per block', () => {
    const all = { 'marathon.registered': [told('anna', `${memo(1, THURSDAY)};${memo(2, THURSDAY)}`)] };
    expect(moved([block(1, FRIDAY), block(2, FRIDAY)], all).map(({ object }) => object)).toEqual([
      '1/1',
      '2/1',
    ]);
  });

  test('a refused applicant gets none', () => {
    const { letters } = stage({
      now: NOW,
      past,
      tabs: { Регистрации: [application('anna', { 'На портале': false })], Блоки: [block(1, FRIDAY)] },
    });
    expect(letters.map(({ code }) => code)).not.toContain('marathon.moved');
  });
});

describe('the latest letter counts', () => {
  const registered = told('anna', memo(1, THURSDAY));
  const first = told('anna', memo(1, FRIDAY), {
    object: '1/1',
    date: '2023-09-22T11:00',
    created: instant(seconds('2023-09-11 12:00')),
  });

  test('already told about the move: no letter', () => {
    expect(
      moved([block(1, FRIDAY)], { 'marathon.registered': [registered], 'marathon.moved': [first] }),
    ).toEqual([]);
  });

  test('moved again, and moved back: each is a new occasion', () => {
    const past = { 'marathon.registered': [registered], 'marathon.moved': [first] };
    expect(moved([block(1, '2023-09-25 11:00')], past)[0]).toMatchObject({
      object: '1/2',
      date: '2023-09-25T11:00',
    });
    const back = moved([block(1, THURSDAY)], past)[0];
    expect(back).toMatchObject({ object: '1/2', date: '2023-09-21T11:00' });
    expect(back?.text).toContain('Было: 22.09.2023 11:00\nСтало: 21.09.2023 11:00');
  });

  test('of two letters the one created last counts, whichever kind it is', () => {
    const remembered = (text: string, day: string) => told('anna', text, { created: instant(seconds(day)) });
    const past = (registeredOn: string, remindedOn: string) => ({
      'marathon.registered': [remembered(memo(1, FRIDAY), registeredOn)],
      'marathon.webinar': [{ ...remembered(memo(1, THURSDAY), remindedOn), object: '1' }],
    });
    expect(moved([block(1, FRIDAY)], past('2023-09-11 12:00', '2023-09-10 12:00'))).toEqual([]);
    expect(moved([block(1, FRIDAY)], past('2023-09-10 12:00', '2023-09-11 12:00'))).toHaveLength(1);
  });

  test('letters of a block with a two-digit number are counted separately', () => {
    const past = {
      'marathon.registered': [told('anna', memo(10, THURSDAY))],
      'marathon.moved': [
        told('anna', memo(10, FRIDAY), { object: '10/1', created: instant(seconds('2023-09-11 12:00')) }),
      ],
    };
    expect(moved([block(10, '2023-09-23 11:00')], past).map(({ object }) => object)).toEqual(['10/2']);
  });

  test('a reminder sent after the registration also told the start', () => {
    const webinar = told('anna', memo(1, FRIDAY), { created: instant(seconds('2023-09-11 12:00')) });
    const past = { 'marathon.registered': [registered], 'marathon.webinar': [webinar] };
    expect(moved([block(1, FRIDAY)], past)).toEqual([]);
    expect(moved([block(1, THURSDAY)], past)).toHaveLength(1);
  });

  test.each(['черновик', 'в очереди', 'отменено', 'ошибка'] as const)(
    'a letter with the status «%s» has told nothing',
    (status) => {
      expect(moved([block(1, FRIDAY)], { 'marathon.registered': [{ ...registered, status }] })).toEqual([]);
      // It is returned again with its old key: the outbox knows that key, and takes it back when it is not.
      const past = { 'marathon.registered': [registered], 'marathon.moved': [{ ...first, status }] };
      expect(moved([block(1, FRIDAY)], past)[0]).toMatchObject({ object: '1/1', date: '2023-09-22T11:00' });
      expect(moved([block(1, THURSDAY)], past)).toEqual([]);
      const [again] = moved([block(1, '2023-09-25 11:00')], past);
      expect(again).toMatchObject({ object: '1/1', date: '2023-09-25T11:00' });
      expect(again?.text).toContain('Было: 21.09.2023 11:00\nСтало: 25.09.2023 11:00');
    },
  );

  test.each(['отправляется', 'отправлено'] as const)('a letter with the status «%s» has told', (status) => {
    expect(moved([block(1, FRIDAY)], { 'marathon.registered': [{ ...registered, status }] })).toHaveLength(1);
    const past = { 'marathon.registered': [registered], 'marathon.moved': [{ ...first, status }] };
    expect(moved([block(1, FRIDAY)], past)).toEqual([]);
  });
});
