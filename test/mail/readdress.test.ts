// A letter whose recipient's address is corrected before it was sent: the new address gets it, however long ago
// its occasion was.
import { describe, expect, test } from '@jest/globals';
import type { Letter } from '../../src/rules/letters.js';
import { pastLetters } from '../../src/mail/entries.js';
import { appended, NOW, plan, updates } from './planning.js';
import { type LetterCells, outboxOf, rowOf, serial, yielded } from './support.js';

const LONG_AGO = '2023-10-01T09:00:00+03:00';
const WRONG = 'адрес получателя неверен: исправьте его в исходной строке или в «Настройках»';
const NOT_CALLED_FOR = 'регламент сейчас не требует этого письма: повод отпал или в строке ошибка';
const MOVED = 'адрес изменился: то же письмо идёт на новый';

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
    expect(updates(made)).toEqual(['2 status=отменено', `2 reason=${MOVED}`]);
    expect(recipients(made)).toEqual(['anna@example.org']);
    expect(made.queued).toBe(1);
  });

  test('in place of one that could not be sent because the address was wrong', () => {
    const wrong = letterTo('anna@');
    const entries = waits(wrong, 'ошибка', { reason: WRONG });
    const made = plan([], { entries, older: [corrected] });
    expect(updates(made)).toEqual(['2 status=отменено', `2 reason=${MOVED}`]);
    expect(recipients(made)).toEqual(['anna@example.org']);
  });

  test('even if the new one is wrong too: it becomes an error', () => {
    const made = plan([], { entries: waits(old), older: [letterTo('anna@')] });
    expect(appended(made).map(({ to, status, reason }) => [to, status, reason])).toEqual([
      ['anna@', 'ошибка', WRONG],
    ]);
    expect(made.failed).toBe(1);
  });

  test('also while letters are only brought up to date, when no other is created', () => {
    const other = letterTo('boris@example.com', { object: 'другой' });
    const made = plan([], { entries: waits(old), older: [corrected, other], reach: 'none' });
    expect(recipients(made)).toEqual(['anna@example.org']);
    expect([...made.heirs]).toHaveLength(1);
  });

  test('in place of one that waits for its moment, also where only the daily run looks ahead', () => {
    const ahead = (to: string): Letter => ({
      ...letterTo(to),
      occasion: yielded({ occasion: '2023-10-06T18:00:00+03:00' }).occasion,
    });
    const made = plan([ahead('anna@example.org')], { entries: waits(ahead('anna@example.com')) });
    expect(recipients(made)).toEqual(['anna@example.org']);
  });

  describe('in place of one that an earlier run has taken back', () => {
    const gone = (reason: string, ...more: readonly LetterCells[]) =>
      outboxOf([rowOf({ ...old, person: 'Анна Петрова' }, { status: 'отменено', reason }), ...more]);
    const named = (to: string, person = 'Анна Петрова'): Letter => ({ ...letterTo(to), person });
    const heirs = (entries: ReturnType<typeof gone>, ...older: readonly Letter[]) =>
      recipients(plan([], { entries, older }));

    test.each([NOT_CALLED_FOR, MOVED])('«%s»', (reason) => {
      expect(heirs(gone(reason), named('anna@example.org'))).toEqual(['anna@example.org']);
      expect(heirs(gone(reason), named('boris@example.com', 'Борис Смирнов'))).toEqual([]);
    });

    test.each(['отправлено', 'черновик', 'ошибка'])(
      'not if a letter of the matter to that person is «%s»',
      (status) => {
        const second = rowOf(named('anna@example.net'), { status });
        const older = [named('anna@example.org'), named('anna@example.net')];
        expect(heirs(gone(MOVED, second), ...older)).toEqual([]);
      },
    );

    test.each(['есть письмо новее: это больше не нужно', 'передумали'])('not «%s»', (reason) => {
      expect(heirs(gone(reason), named('anna@example.org'))).toEqual([]);
    });
  });
});

test('a letter whose key holds no name, as older ones, may be to anybody', () => {
  const made = plan([], { entries: waits(old), older: [{ ...corrected, person: 'Анна Петрова' }] });
  expect(recipients(made)).toEqual(['anna@example.org']);
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

  test.each<[string, Letter[], string[], string]>([
    ['the same person', [{ ...corrected, person: ' анна  петрова' }], ['anna@example.org'], MOVED],
    ['somebody else', [{ ...corrected, person: 'Борис Смирнов' }], [], NOT_CALLED_FOR],
    [
      'both: hers is known by her name',
      [
        { ...corrected, person: 'Анна Петрова' },
        { ...letterTo('boris@example.com'), person: 'Борис Смирнов' },
      ],
      ['anna@example.org'],
      MOVED,
    ],
    ['somebody whose row has no name any more', [corrected], ['anna@example.org'], MOVED],
  ])('who has another name; now it is to %s', (_, older, to, reason) => {
    const made = plan([], { entries: waits({ ...old, person: 'Анна Петрова' }), older });
    expect(recipients(made)).toEqual(to);
    expect(updates(made)).toEqual(['2 status=отменено', `2 reason=${reason}`]);
  });

  test('where each of two is told by name whether the address was corrected', () => {
    const anna = { ...old, person: 'Анна Петрова' };
    const boris = { ...letterTo('boris@example.com'), person: 'Борис Смирнов' };
    const entries = outboxOf([anna, boris].map((one) => rowOf(one, { status: 'черновик' })));
    const made = plan([], { entries, older: [{ ...corrected, person: 'Анна Петрова' }] });
    expect(updates(made)).toEqual([
      '2 status=отменено',
      `2 reason=${MOVED}`,
      '3 status=отменено',
      `3 reason=${NOT_CALLED_FOR}`,
    ]);
  });

  test('a namesake, where more of one name are owed it than had it', () => {
    const entries = outboxOf(
      [
        { ...old, person: 'Анна Петрова' },
        { ...letterTo('boris@example.com'), person: 'Борис Смирнов' },
      ].map((one) => rowOf(one, { status: 'черновик' })),
    );
    const older = ['anna@example.org', 'petrova@example.com'].map((to) => ({
      ...letterTo(to),
      person: 'Анна Петрова',
    }));
    expect(recipients(plan([], { entries, older }))).toEqual([]);
  });

  test('who has the letter already', () => {
    const entries = outboxOf([
      rowOf(old, { status: 'черновик' }),
      rowOf(corrected, { status: 'отправлено' }),
    ]);
    const made = plan([], { entries, older: [corrected] });
    expect(recipients(made)).toEqual([]);
    expect(updates(made)).toContain(`2 reason=${NOT_CALLED_FOR}`);
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
    const gone = waits(wrong, 'отменено', { reason: NOT_CALLED_FOR });
    expect(updates(plan([wrong], { entries: gone }))).toEqual(['2 status=ошибка', `2 reason=${WRONG}`]);
  });
});

describe('a digest goes to the address as it is now', () => {
  const digestTo = (to: string, date = '2023-10-06'): Letter =>
    yielded({ code: 'p.digest', occasion: `${date}T00:00:00+03:00`, date, to });
  const drafts = (status: string, more: LetterCells = {}) =>
    waits(digestTo('anna@example.com'), status, { created: serial('2023-10-06T08:00:00+03:00'), ...more });

  test.each<[string, readonly Letter[], ReturnType<typeof drafts>, readonly string[]]>([
    ['it waits', [digestTo('boris@example.com')], drafts('черновик'), ['отменено', MOVED]],
    [
      'its address was wrong',
      [digestTo('boris@example.com')],
      drafts('ошибка', { reason: WRONG }),
      ['отменено', MOVED],
    ],
    ['it has gone', [digestTo('boris@example.com')], drafts('отправлено'), []],
    ['another day’s', [digestTo('boris@example.com', '2023-10-05')], drafts('черновик'), []],
    [
      'it is still called for',
      ['anna', 'boris'].map((name) => digestTo(`${name}@example.com`)),
      drafts('черновик'),
      [],
    ],
    ['nothing is left to say', [], drafts('черновик'), []],
    [
      'another person has one of the same day and keeps it',
      [digestTo('boris@example.com')],
      outboxOf(
        ['anna', 'boris'].map((name) =>
          rowOf(digestTo(`${name}@example.com`), {
            status: 'черновик',
            created: serial('2023-10-06T08:00:00+03:00'),
          }),
        ),
      ),
      [],
    ],
  ])('%s', (_, letters, entries, expected) => {
    const values = plan(letters, { entries }).update.map(({ value }) => value);
    expect(values).toEqual(expected);
  });
});

describe('the reason that staff read', () => {
  const DUE = '2023-10-06T09:00:00+03:00';
  const first: Letter = {
    ...yielded({ occasion: DUE, object: 'клиент', date: 'конец' }),
    code: 'p.standing',
  };
  const other = (occasion: string, more: Partial<Letter> = {}): Letter => ({
    ...first,
    code: 'p.one',
    occasion: yielded({ occasion }).occasion,
    ...more,
  });
  const later = other('2023-10-06T10:00:00+03:00');
  const entries = (...more: readonly LetterCells[]) =>
    outboxOf([rowOf(first, { status: 'черновик' }), ...more]);

  test.each<[string, readonly Letter[], ReturnType<typeof entries>, string]>([
    [
      'a newer letter about the same comes with this run',
      [later],
      entries(),
      'есть письмо новее: это больше не нужно',
    ],
    [
      'it is there already',
      [],
      entries(rowOf(later, { status: 'отправлено' })),
      'есть письмо новее: это больше не нужно',
    ],
    ['it was cancelled', [], entries(rowOf(later, { status: 'отменено' })), NOT_CALLED_FOR],
    ['it is older', [other('2023-10-06T08:00:00+03:00')], entries(), NOT_CALLED_FOR],
    ['it is as old', [other(DUE)], entries(), NOT_CALLED_FOR],
    ['it falls due now', [other(NOW)], entries(), 'есть письмо новее: это больше не нужно'],
    [
      'one of several is newer',
      [later, other('2023-10-06T08:00:00+03:00', { code: 'p.two' })],
      entries(),
      'есть письмо новее: это больше не нужно',
    ],
    ['it has not fallen due', [other('2023-10-06T13:00:00+03:00')], entries(), NOT_CALLED_FOR],
    ['it is about something else', [{ ...later, object: 'другой' }], entries(), NOT_CALLED_FOR],
    ['it is to somebody else', [{ ...later, to: 'boris@example.com' }], entries(), NOT_CALLED_FOR],
    ['the same letter goes to another address', [{ ...first, to: 'boris@example.com' }], entries(), MOVED],
    ['nothing tells', [], entries(), NOT_CALLED_FOR],
  ])('%s', (_, letters, standing, reason) => {
    expect(updates(plan(letters, { entries: standing }))).toContain(`2 reason=${reason}`);
  });

  test.each([
    NOT_CALLED_FOR,
    MOVED,
    'есть письмо новее: это больше не нужно',
    'повод отпал: письмо больше не нужно',
  ])('a letter taken back with «%s» comes back when its occasion does', (reason) => {
    const gone = outboxOf([rowOf(first, { status: 'отменено', reason })]);
    expect(updates(plan([first], { entries: gone }))).toEqual(['2 status=черновик', '2 reason=']);
  });
});
