// The outbox «Письма» (spec 00, «Letters»): what the letters of a run add, cancel and take up again.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cell, erasedEmail } from '../../src/rules/kinds.js';
import type { Letter } from '../../src/rules/letters.js';
import { identityOf, identityOfKey, keyText, textPrint } from '../../src/mail/keys.js';
import {
  addressFault,
  type OutboxEntry,
  pastLetters,
  planOutbox,
  readOutbox,
} from '../../src/mail/outbox.js';
import { lettersTab } from '../../src/sheets/shared-tabs.js';
import { HOUR } from '../../src/rules/zone.js';
import { at, MOSCOW, placeOf } from '../sheets/support.js';
import {
  evaluationOf,
  type LetterCells,
  lettersGrid,
  outboxOf,
  rowOf,
  serial,
  templatesOf,
  yielded,
} from './support.js';

const NOW = '2023-10-06T12:00:00+03:00';
const GONE = 'повод отпал: письмо больше не нужно';
const templates = templatesOf('p.one', 'p.two');
interface Around {
  readonly now?: string;
  readonly ahead?: boolean;
  readonly lateHours?: number;
  readonly entries?: readonly OutboxEntry[];
  readonly mode?: 'черновик' | 'авто';
  readonly older?: readonly Letter[];
}
const plan = (letters: readonly Letter[] | null, around: Around = {}) =>
  planOutbox(
    [evaluationOf(letters, around.mode, 'Программа', around.older)],
    around.entries ?? [],
    templates,
    {
      now: at(around.now ?? NOW),
      ahead: around.ahead ?? false,
      lateHours: around.lateHours ?? 24,
    },
  );
/** «строка столбец=значение» */
const updates = ({ update }: ReturnType<typeof plan>): string[] =>
  update.map(({ row, column, cell }) => `${row} ${column}=${String(cell.value)}`);
/** The new rows as values. */
const appended = ({ append }: ReturnType<typeof plan>): Record<string, Cell>[] =>
  append.map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cell.value])));
/** The changed cells of the only row that changes. */
const cellsOf = ({ update }: ReturnType<typeof plan>): Record<string, Cell> =>
  Object.fromEntries(update.map(({ column, cell }) => [column, cell.value]));

describe('a letter becomes a row', () => {
  test('with its key, text, times and status', () => {
    const until = '2023-10-07T11:00:00+03:00';
    const letter = yielded({ object: '3', occasion: NOW, until, cc: 'boss@example.com', memo: '3:x' });
    const made = plan([letter]);
    const { queued, failed } = made;
    expect(appended(made)).toEqual([
      {
        key: `${identityOf(letter)}?until=${(Date.parse(until) / 1000).toString(36)}&memo=3:x`,
        programme: 'Программа',
        to: 'anna@example.com',
        cc: 'boss@example.com',
        subject: 'Тема Анна',
        text: 'Здравствуйте, Анна!',
        notBefore: serial(NOW),
        created: serial(NOW),
        status: 'черновик',
        sent: '',
        attempts: 0,
        reason: '',
      },
    ]);
    expect({ queued, failed }).toEqual({ queued: 1, failed: 0 });
  });

  test.each([
    ['черновик', 'черновик'],
    ['авто', 'в очереди'],
  ] as const)('«Режим писем» %s: «%s»', (mode, status) => {
    expect(plan([yielded({ occasion: NOW })], { mode }).append[0]?.status?.value).toBe(status);
  });

  test.each<[string, Partial<Letter>]>([
    ['the recipient', { to: 'anna@' }],
    ['two addresses in one', { to: 'anna@example.com, eve@example.com' }],
    ['a header in the address', { to: 'anna@example.com\nBcc: eve@example.com' }],
    ['no address', { to: '' }],
    ['the copy', { cc: 'не адрес' }],
    ['a domain that nobody can have', { to: 'anna@example.invalid' }],
  ])('an address that is not valid is an «ошибка», never a crash: %s', (_, wrong) => {
    const { append, queued, failed } = plan([{ ...yielded({ occasion: NOW }), ...wrong }], { mode: 'авто' });
    expect(append[0]?.status?.value).toBe('ошибка');
    expect(append[0]?.reason?.value).toBe('адрес получателя неверен: исправьте его в исходной строке');
    expect({ queued, failed }).toEqual({ queued: 0, failed: 1 });
  });

  test('nobody is written to at the mark of erased data', () => {
    expect(plan([yielded({ occasion: NOW, to: erasedEmail('0123456789abcdef') })])).toEqual({
      append: [],
      update: [],
      queued: 0,
      failed: 0,
    });
  });

  test('a letter without a template is a broken declaration, not a silent loss', () => {
    expect(() => plan([yielded({ occasion: NOW, code: 'p.unknown' })])).toThrow('p.unknown');
  });

  test('its text is made only when it is written', () => {
    const values = (): never => {
      throw new Error('rendered');
    };
    expect(plan([yielded({ occasion: '2023-10-01T12:00:00+03:00', values })]).append).toEqual([]);
  });
});

describe('late and early', () => {
  test.each([
    ['of this instant', '2023-10-06T12:00:00+03:00', 24, 1],
    ['exactly 24 hours ago', '2023-10-05T12:00:00+03:00', 24, 1],
    ['a millisecond longer ago', '2023-10-05T11:59:59.999+03:00', 24, 0],
    ['exactly an hour, when late is an hour', '2023-10-06T11:00:00+03:00', 1, 1],
    ['longer, when late is an hour', '2023-10-06T10:59:59+03:00', 1, 0],
    ['a second ago, when nothing may be late', '2023-10-06T11:59:59+03:00', 0, 0],
    ['now, when nothing may be late', '2023-10-06T12:00:00+03:00', 0, 1],
  ])('an occasion %s (%s, %d h): %d', (_, occasion, lateHours, count) => {
    expect(plan([yielded({ occasion })], { lateHours }).append).toHaveLength(count);
  });

  test.each([
    ['a second ahead', '2023-10-06T12:00:01+03:00', false, 0],
    ['a second ahead, by the daily run', '2023-10-06T12:00:01+03:00', true, 1],
    ['exactly 36 hours ahead', '2023-10-08T00:00:00+03:00', true, 1],
    ['beyond the 36 hours', '2023-10-08T00:00:00.001+03:00', true, 0],
  ])('%s (%s, ahead: %s): %s', (_, occasion, ahead, count) => {
    const { append } = plan([yielded({ occasion })], { ahead });
    expect(append).toHaveLength(count);
    if (count > 0) expect(append[0]?.notBefore?.value).toBe(serial(occasion));
  });

  test.each([
    ['still to come', '2023-10-06T12:00:00.001+03:00', 1],
    ['this very instant', '2023-10-06T12:00:00+03:00', 0],
    ['past', '2023-10-06T11:00:00+03:00', 0],
  ])('the end of a letter is %s (%s): %s', (_, until, count) => {
    expect(plan([yielded({ occasion: '2023-10-06T10:00:00+03:00', until })]).append).toHaveLength(count);
  });
});

describe('the same occasion never yields two letters', () => {
  const letter = yielded({ occasion: NOW, object: 'x' });
  test.each(['черновик', 'в очереди', 'отправляется', 'отправлено', 'ошибка', 'отменено', '', 'не слово'])(
    'a row with the status «%s» is enough',
    (status) => {
      const { append, queued } = plan([letter], { entries: outboxOf([rowOf(letter, { status })]) });
      expect([append, queued]).toEqual([[], 0]);
    },
  );

  test('twice in one run, or by two programmes', () => {
    const twice = planOutbox(
      [evaluationOf([letter, { ...letter }]), evaluationOf([letter], 'авто', 'Вторая')],
      [],
      templates,
      {
        now: at(NOW),
        ahead: false,
        lateHours: 24,
      },
    );
    expect(twice.append).toHaveLength(1);
  });

  test('also when it now tells something else, ends at another time, or the address is typed otherwise', () => {
    const again = { ...letter, memo: 'новое', until: at('2023-10-09T00:00:00Z'), to: ' ANNA@example.com' };
    expect(plan([again], { entries: outboxOf([rowOf(letter)]) }).append).toEqual([]);
  });

  test('whatever is yielded, run after run', () => {
    const some = fc.record({
      code: fc.constantFrom('p.one', 'p.two'),
      object: fc.constantFrom('', '1', '2', 'а/б', 'имя с пробелом'),
      to: fc.constantFrom('anna@example.com', 'boris@example.com'),
      date: fc.constantFrom('', '2023-10-06'),
      occasion: fc.constantFrom(NOW, '2023-10-06T20:00:00+03:00', '2023-10-05T20:00:00+03:00'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(some, { maxLength: 8 }), { maxLength: 4 }), (runs) => {
        let rows: string[] = [];
        for (const run of runs) {
          const { append } = plan(run.map(yielded), {
            ahead: true,
            entries: outboxOf(rows.map((key) => ({ key, programme: 'Программа', status: 'отправлено' }))),
          });
          rows = [...rows, ...append.map((row) => String(row.key?.value))];
        }
        const identities = rows.map(identityOfKey);
        expect(new Set(identities).size).toBe(identities.length);
      }),
    );
  });
});

describe('a letter that waits', () => {
  const tomorrow = '2023-10-07T11:00:00+03:00';
  const upcoming = yielded({ occasion: tomorrow, object: 'завтра' });
  const entries = (status: string, reason = '', more = {}) =>
    outboxOf([rowOf(upcoming, { status, reason, ...more })]);

  test.each(['черновик', 'в очереди'])(
    '«%s» whose occasion is gone is cancelled with the reason',
    (status) => {
      expect(updates(plan([], { entries: entries(status) }))).toEqual([
        '2 status=отменено',
        '2 reason=повод отпал: письмо больше не нужно',
      ]);
    },
  );

  test('also at the very end of the 36 hours', () => {
    const last = entries('в очереди', '', { notBefore: serial('2023-10-08T00:00:00+03:00') });
    expect(updates(plan([], { entries: last }))).toContain('2 status=отменено');
  });

  test.each<[string, readonly Letter[] | null, ReturnType<typeof entries>]>([
    ['its occasion stands', [upcoming], entries('в очереди')],
    ['its programme is stopped: nobody knows', null, entries('в очереди')],
    ['it belongs to another programme', [], entries('в очереди', '', { programme: 'Чужая' })],
    [
      'its time has come: the letter may be late, not needless',
      [],
      entries('в очереди', '', { notBefore: serial(NOW) }),
    ],
    [
      'it lies beyond the horizon',
      [],
      entries('в очереди', '', { notBefore: serial('2023-10-08T00:00:01+03:00') }),
    ],
    [
      'it was made at its own moment, by a clock that was a little ahead',
      [],
      entries('в очереди', '', { created: serial(tomorrow) }),
    ],
    ['it was sent', [], entries('отправлено')],
    ['it is in the air', [], entries('отправляется')],
    ['it failed', [], entries('ошибка')],
    ['staff cancelled it', [], entries('отменено', 'не нужно')],
    ['nobody knows its status', [], entries('позже')],
  ])('stays as it is when %s', (_, letters, waiting) => {
    expect(updates(plan(letters, { entries: waiting }))).toEqual([]);
  });

  test.each([
    ['черновик', 'черновик'],
    ['авто', 'в очереди'],
  ] as const)('is taken up again when its occasion comes back (%s)', (mode, status) => {
    const gone = entries('отменено', 'повод отпал: письмо больше не нужно');
    const revived = plan([upcoming], { entries: gone, mode, ahead: true });
    expect(updates(revived)).toEqual([`2 status=${status}`, '2 reason=']);
    expect(revived.append).toEqual([]);
  });

  test.each<[string, Letter, ReturnType<typeof entries>]>([
    ['staff cancelled it', upcoming, entries('отменено', 'передумали')],
    ['staff cancelled it without a reason', upcoming, entries('отменено')],
    ['staff sent it all the same', upcoming, entries('отправлено', 'повод отпал: письмо больше не нужно')],
    [
      'its time has passed meanwhile',
      yielded({ occasion: '2023-10-06T08:00:00+03:00', until: NOW, object: 'завтра' }),
      entries('отменено', 'повод отпал: письмо больше не нужно'),
    ],
  ])('is not taken up again when %s', (_, letter, gone) => {
    expect(updates(plan([letter], { entries: gone }))).toEqual([]);
  });

  describe('as a reminder whose moment has come', () => {
    const morning = '2023-10-06T09:00:00+03:00';
    const reminder = yielded({ occasion: morning, until: tomorrow, object: 'сегодня' });
    const waits = (letter = reminder, created = '2023-10-05T08:00:00+03:00') =>
      outboxOf([rowOf(letter, { created: serial(created) })]);

    test.each([
      ['made the day before', waits()],
      ['made late', waits(reminder, '2023-10-06T11:00:00+03:00')],
    ])('is cancelled once nothing calls for it: %s', (_, entries) => {
      expect(updates(plan([], { entries }))).toEqual([
        '2 status=отменено',
        '2 reason=повод отпал: письмо больше не нужно',
      ]);
    });

    test.each<[string, readonly Letter[] | null, ReturnType<typeof waits>]>([
      ['it is still called for', [reminder], waits()],
      ['its programme is stopped', null, waits()],
      ['it is of use at any time', [], waits(yielded({ occasion: morning, object: 'сегодня' }))],
      ['the run that saw its occasion made it', [], waits(reminder, morning)],
    ])('stays when %s', (_, letters, entries) => {
      expect(updates(plan(letters, { entries }))).toEqual([]);
    });

    describe('that staff have not sent for days', () => {
      const long = yielded({ occasion: '2023-10-03T09:00:00+03:00', until: tomorrow, object: 'давно' });
      const gone = (more = {}) =>
        outboxOf([
          rowOf(long, { status: 'отменено', reason: 'повод отпал: письмо больше не нужно', ...more }),
        ]);

      test.each<[string, readonly OutboxEntry[], Around, readonly string[]]>([
        ['waits on while it is called for', waits(long, '2023-10-02T08:00:00+03:00'), { older: [long] }, []],
        [
          'is cancelled once nothing calls for it',
          waits(long, '2023-10-02T08:00:00+03:00'),
          {},
          ['2 status=отменено', '2 reason=повод отпал: письмо больше не нужно'],
        ],
        [
          'is a draft again when its occasion comes back',
          gone(),
          { older: [long] },
          ['2 status=черновик', '2 reason='],
        ],
        [
          'does not come back where letters go out of themselves',
          gone(),
          { older: [long], mode: 'авто' },
          [],
        ],
        ['does not come back when staff cancelled it', gone({ reason: 'передумали' }), { older: [long] }, []],
        ['is left alone in another programme', gone({ programme: 'Чужая' }), { older: [long] }, []],
      ])('%s', (_, entries, around, expected) => {
        expect(updates(plan([], { ...around, entries }))).toEqual(expected);
      });
    });
  });

  describe('as one that says how things stand', () => {
    const BACK = ['2 status=отменено', `2 reason=${GONE}`];
    const now = { occasion: NOW, code: 'p.standing', object: 'сегодня' };
    const today = yielded(now);
    const days = yielded({ ...now, occasion: '2023-10-03T00:00:00+03:00' });
    const waits = (letter: Letter, more = {}) => outboxOf([rowOf(letter, { status: 'черновик', ...more })]);
    const back = { status: 'отменено', reason: GONE };

    test.each<[string, readonly Letter[], readonly OutboxEntry[], Around, readonly string[]]>([
      ['waits while they stand so', [today], waits(today), {}, []],
      ['is taken back once they do not', [], waits(today), {}, BACK],
      ['also when this very run would have made it', [], waits(today, { created: serial(NOW) }), {}, BACK],
      ['also from the queue', [], waits(today, { status: 'в очереди' }), {}, BACK],
      ['not when it has gone', [], waits(today, { status: 'отправлено' }), {}, []],
      ['waits for days', [], waits(days), { older: [days] }, []],
      ['is taken back after days', [], waits(days), {}, BACK],
      ['is a draft again', [today], waits(today, back), {}, ['2 status=черновик', '2 reason=']],
      [
        'is a draft again after days',
        [],
        waits(days, back),
        { older: [days] },
        ['2 status=черновик', '2 reason='],
      ],
    ])('%s', (_, letters, entries, around, expected) => {
      expect(updates(plan(letters, { ...around, entries }))).toEqual(expected);
    });
  });

  describe('for a moment that has moved', () => {
    const later = '2023-10-07T15:00:00+03:00';
    const moved = yielded({
      occasion: later,
      object: 'завтра',
      until: '2023-10-07T16:00:00+03:00',
      values: () => ({ Имя: 'Анна, теперь в 15:00' }),
    });
    const first = yielded({ occasion: tomorrow, object: 'завтра', until: '2023-10-07T12:00:00+03:00' });
    const waitingFor = (status: string, more = {}) => outboxOf([rowOf(first, { status, ...more })]);
    const NEW_PRINT = textPrint('Тема Анна, теперь в 15:00', 'Здравствуйте, Анна, теперь в 15:00!');

    test.each(['черновик', 'в очереди'])('«%s» takes its new time and text', (status) => {
      const told = updates(plan([moved], { entries: waitingFor(status), ahead: true }));
      expect(told).toEqual(
        expect.arrayContaining([
          `2 key=${keyText(moved, undefined, NEW_PRINT)}`,
          '2 subject=Тема Анна, теперь в 15:00',
          '2 text=Здравствуйте, Анна, теперь в 15:00!',
          `2 notBefore=${serial(later)}`,
        ]),
      );
    });

    test.each([
      ['черновик', 'as it was made', {}, false],
      ['черновик', 'whose blanks a file has changed', { text: '  Здравствуйте,\r\nАнна! ' }, false],
      ['черновик', 'whose text staff edited', { text: 'Здравствуйте, Анна! Возьмите паспорт.' }, true],
      ['в очереди', 'whose subject staff edited', { subject: 'Ждём вас' }, true],
    ])('«%s», %s: %j stays theirs and waits for their look: %s', (status, _, more, kept) => {
      const [row = {}] = appended(plan([first], { ahead: true }));
      const entries = outboxOf([{ ...row, status, ...more }]);
      const cells = cellsOf(plan([moved], { entries, ahead: true }));
      expect(cells).toMatchObject({ notBefore: serial(later) });
      expect(cells).toEqual(
        kept
          ? {
              key: keyText(moved, undefined, textPrint('Тема Анна', 'Здравствуйте, Анна!')),
              notBefore: serial(later),
              status: 'черновик',
              reason: 'время письма изменилось, а текст правили вручную: проверьте текст и отправьте',
            }
          : {
              key: keyText(moved, undefined, NEW_PRINT),
              notBefore: serial(later),
              subject: 'Тема Анна, теперь в 15:00',
              text: 'Здравствуйте, Анна, теперь в 15:00!',
            },
      );
      // And is left alone by the runs that follow.
      const standing = outboxOf([{ ...row, status, ...more, ...cells }]);
      expect(updates(plan([moved], { entries: standing, ahead: true }))).toEqual([]);
    });

    test('also one that has no end', () => {
      const entries = outboxOf([rowOf(upcoming)]);
      const moved15 = yielded({ occasion: later, object: 'завтра' });
      expect(updates(plan([moved15], { entries, ahead: true }))).toContain(`2 notBefore=${serial(later)}`);
    });

    test.each<[string, string | undefined, string | undefined, boolean]>([
      ['more than a minute later', '2023-10-07T12:00:00+03:00', '2023-10-07T12:01:01+03:00', true],
      ['more than a minute earlier', '2023-10-07T12:00:00+03:00', '2023-10-07T11:58:59+03:00', true],
      ['a minute later', '2023-10-07T12:00:00+03:00', '2023-10-07T12:01:00+03:00', false],
      ['where there was none', undefined, '2023-10-07T12:00:00+03:00', false],
      ['no more', '2023-10-07T12:00:00+03:00', undefined, false],
    ])('an end of its own that is now %s (%s → %s): retimed %s', (_, was, is, retimed) => {
      const ending = (until: string | undefined): Letter =>
        yielded({ occasion: tomorrow, object: 'завтра', ...(until === undefined ? {} : { until }) });
      const { update } = plan([ending(is)], { entries: outboxOf([rowOf(ending(was))]), ahead: true });
      expect(update.length > 0).toBe(retimed);
    });

    test('and its new end: it is not cancelled by the old one', () => {
      const { update } = plan([moved], { entries: waitingFor('в очереди'), ahead: true });
      const cells = Object.fromEntries(update.map(({ column, cell }) => [column, cell.value]));
      const entries = outboxOf([{ ...rowOf(first), ...cells }]);
      expect(updates(plan([moved], { now: '2023-10-07T12:30:00+03:00', entries }))).toEqual([]);
    });

    test.each<[string, Letter, ReturnType<typeof entries>]>([
      [
        'within a minute of its time',
        { ...first, occasion: at('2023-10-07T11:01:00+03:00') },
        waitingFor('в очереди'),
      ],
      ['that has gone', moved, waitingFor('отправлено')],
      ['that staff cancelled', moved, waitingFor('отменено')],
      ['whose time has come', moved, waitingFor('в очереди', { notBefore: serial(NOW) })],
    ])('one %s stays as it is', (_, letter, standing) => {
      expect(updates(plan([letter], { entries: standing, ahead: true }))).toEqual([]);
    });
  });

  test('one that has waited for days tells what the rules tell now, and nothing more the next time', () => {
    const long = yielded({ occasion: '2023-10-03T09:00:00+03:00', until: tomorrow, object: 'давно' });
    const older = [{ ...long, values: () => ({ Имя: 'Анна, осталось меньше' }) }];
    const [row = {}] = appended(plan([long], { now: '2023-10-03T09:30:00+03:00' }));
    const cells = cellsOf(plan([], { entries: outboxOf([row]), older }));
    expect(cells).toMatchObject({ subject: 'Тема Анна, осталось меньше' });
    expect(updates(plan([], { entries: outboxOf([{ ...row, ...cells }]), older }))).toEqual([]);
    const gone = { ...row, status: 'отменено', reason: GONE };
    const back = cellsOf(plan([], { entries: outboxOf([gone]), older }));
    expect(back).toEqual({ ...cells, status: 'черновик', reason: '' });
  });

  describe('that would tell something else by now', () => {
    const linkOf = (letter: Letter): Letter => ({
      ...letter,
      values: () => ({ Имя: 'Анна, ссылка готова' }),
    });
    const CELLS = { subject: 'Тема Анна, ссылка готова', text: 'Здравствуйте, Анна, ссылка готова!' };
    const dayOff = yielded({ occasion: '2023-10-06T00:00:00+03:00', object: 'сегодня' });
    const seen = yielded({ occasion: NOW, object: 'сразу' });
    const stands = yielded({ occasion: NOW, object: 'сразу', code: 'p.standing' });

    test.each<[string, Letter, LetterCells, boolean]>([
      ['waits for its moment', upcoming, {}, true],
      ['stands in the queue', upcoming, { status: 'в очереди' }, true],
      ['is of this morning', dayOff, {}, true],
      ['says how things stand', stands, {}, true],
      ['was taken back and comes again', upcoming, { status: 'отменено', reason: GONE }, true],
      ['was made for the run that saw its occasion', seen, {}, false],
      ['was edited by staff', upcoming, { text: 'Здравствуйте, Анна! Возьмите паспорт.' }, false],
      ['has gone', upcoming, { status: 'отправлено' }, false],
      ['staff cancelled', upcoming, { status: 'отменено' }, false],
    ])('one that %s', (_, letter, more, told) => {
      const [row = {}] = appended(plan([letter], { ahead: true }));
      const entries = outboxOf([{ ...row, ...more }]);
      const cells = cellsOf(plan([linkOf(letter)], { entries, ahead: true }));
      expect(cells).toEqual(
        told
          ? {
              ...(more.reason === GONE ? { status: 'черновик', reason: '' } : {}),
              ...CELLS,
              key: keyText(letter, undefined, textPrint(CELLS.subject, CELLS.text)),
            }
          : {},
      );
      const standing = outboxOf([{ ...row, ...more, ...cells }]);
      expect(updates(plan([linkOf(letter)], { entries: standing, ahead: true }))).toEqual([]);
    });
  });

  test.each([
    ['черновик', '2023-10-06T12:00:00+03:00', ['2 status=отменено', '2 reason=время письма прошло']],
    ['в очереди', '2023-10-06T11:59:00+03:00', ['2 status=отменено', '2 reason=время письма прошло']],
    ['в очереди', '2023-10-06T12:00:01+03:00', []],
    ['отправлено', '2023-10-06T11:59:00+03:00', []],
    ['ошибка', '2023-10-06T11:59:00+03:00', []],
  ])('«%s» until %s: %j', (status, until, expected) => {
    const letter = yielded({ occasion: '2023-10-06T08:00:00+03:00', until, object: 'с концом' });
    expect(updates(plan([letter], { entries: outboxOf([rowOf(letter, { status })]) }))).toEqual(expected);
  });
});

describe('what stands in «Письма» is read', () => {
  const letter = yielded({ occasion: NOW, object: 'x', until: '2023-10-09T00:00:00+03:00', memo: 'м' });
  const read = (rows: Parameters<typeof lettersGrid>[0]) =>
    readOutbox(placeOf(lettersTab, lettersGrid(rows)), () => MOSCOW);

  test('row by row, those without a key are staff’s own notes', () => {
    const { entries, problems } = read([
      rowOf(letter, { attempts: 2, reason: 'почему' }),
      {},
      { text: 'заметка' },
      rowOf(letter, { status: 'ОТМЕНЕНО ' }),
    ]);
    expect(entries.map(({ row, status }) => [row, status])).toEqual([
      [2, 'в очереди'],
      [5, 'отменено'],
    ]);
    expect(problems).toEqual([]);
    expect(entries[0]).toMatchObject({
      identity: identityOf(letter),
      programme: 'Программа',
      notBefore: letter.occasion,
      created: letter.occasion - 24 * HOUR,
      attempts: 2,
      reason: 'почему',
      key: { until: letter.until, memo: 'м', object: 'x' },
    });
  });

  test.each(['', 'потом', 7])(
    'a status that nobody knows (%j) is told: that letter will not go',
    (status) => {
      const { entries, problems } = read([rowOf(letter, { status })]);
      expect(entries[0]?.status).toBeNull();
      expect(problems).toMatchObject([
        {
          tab: 'Письма',
          row: 2,
          header: 'Статус',
          severity: 'error',
          what: 'у письма нет понятного статуса: оно не уйдёт',
          how: 'Выберите из списка: черновик, в очереди, отправляется, отправлено, ошибка, отменено.',
        },
      ]);
    },
  );

  test('times and counts that staff typed over are none', () => {
    const { entries } = read([rowOf(letter, { notBefore: 'завтра', created: true, attempts: 'два' })]);
    expect(entries[0]).toMatchObject({ notBefore: null, created: null, attempts: 0 });
  });

  test('without the tab there is no past', () => {
    expect(readOutbox(null, () => MOSCOW)).toEqual({ entries: [], problems: [] });
  });

  test('the past of the rules: by code, oldest row first, an unknown status is none that told anything', () => {
    const past = pastLetters(
      read([rowOf(letter, { status: 'потом' }), rowOf({ ...letter, date: '2' }, { status: 'отправлено' })])
        .entries,
    );
    expect(past.of('p.one').map(({ object, date, memo, status }) => [object, date, memo, status])).toEqual([
      ['x', '', 'м', 'ошибка'],
      ['x', '2', 'м', 'отправлено'],
    ]);
    expect(past.of('p.other')).toEqual([]);
  });
});

describe('an address', () => {
  test.each([
    ['anna@example.com', true],
    [' Anna@Example.com ', true],
    ["o'neill+x@sub.example.co", true],
    ['anna@localhost', false],
    ['anna@example.com;eve@example.com', false],
    ['Анна <anna@example.com>', false],
    [erasedEmail('0123456789abcdef'), false],
    [`${'a'.repeat(250)}@example.com`, false],
  ])('%s may be written to: %s', (address, fine) => {
    expect(addressFault(address) === null).toBe(fine);
  });
});
