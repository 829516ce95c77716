// Waiting letters in «Письма»: cancelled, restored or moved to another time when the occasions of later runs
// require it.
import { describe, expect, test } from '@jest/globals';
import type { Letter } from '../../src/rules/letters.js';
import { textPrint } from '../../src/mail/keys.js';
import type { OutboxEntry } from '../../src/mail/entries.js';
import { at } from '../sheets/support.js';
import { keyCell, outboxOf, rowOf, serial, yielded } from './support.js';
import { appended, type Around, cellsOf, NOW, plan, updates } from './planning.js';

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
        '2 reason=регламент сейчас не требует этого письма: повод отпал или в строке ошибка',
      ]);
    },
  );

  test('is also cancelled at the very end of the 36 hours', () => {
    const last = entries('в очереди', '', { notBefore: serial('2023-10-08T00:00:00+03:00') });
    expect(updates(plan([], { entries: last }))).toContain('2 status=отменено');
  });

  test.each<[string, readonly Letter[] | null, ReturnType<typeof entries>]>([
    ['its occasion is unchanged', [upcoming], entries('в очереди')],
    ['its programme is stopped: its occasion is unknown', null, entries('в очереди')],
    ['it belongs to another programme', [], entries('в очереди', '', { programme: 'Чужая' })],
    [
      'its time has come: the letter may only be late, not needless',
      [],
      entries('в очереди', '', { notBefore: serial(NOW) }),
    ],
    [
      'it lies beyond the horizon',
      [],
      entries('в очереди', '', { notBefore: serial('2023-10-08T00:00:01+03:00') }),
    ],
    [
      'it was created at its own time by a clock slightly ahead',
      [],
      entries('в очереди', '', { created: serial(tomorrow) }),
    ],
    ['it was sent', [], entries('отправлено')],
    ['it is being sent', [], entries('отправляется')],
    ['it failed', [], entries('ошибка')],
    ['staff cancelled it', [], entries('отменено', 'не нужно')],
    ['its status is unknown', [], entries('позже')],
  ])('stays as it is when %s', (_, letters, waiting) => {
    expect(updates(plan(letters, { entries: waiting }))).toEqual([]);
  });

  test.each([
    ['черновик', 'черновик'],
    ['авто', 'в очереди'],
  ] as const)('is restored when its occasion returns (%s)', (mode, status) => {
    const gone = entries(
      'отменено',
      'регламент сейчас не требует этого письма: повод отпал или в строке ошибка',
    );
    const revived = plan([upcoming], { entries: gone, mode, ahead: true });
    expect(updates(revived)).toEqual([`2 status=${status}`, '2 reason=']);
    expect(revived.append).toEqual([]);
  });

  test.each<[string, string, string, boolean]>([
    ['due when created, now ahead', '2023-10-06T09:00:00+03:00', '2023-10-06T09:00:00+03:00', true],
    ['a later time set by staff', '2023-10-06T09:00:00+03:00', '2023-10-06T10:00:00+03:00', false],
    ['its moment is the same', '2023-10-06T09:00:00+03:00', tomorrow, false],
    ['queued ahead for an earlier moment', '2023-10-05T09:00:00+03:00', '2023-10-06T11:00:00+03:00', true],
  ])('restored, it waits for its moment as it is now: %s', (why, created, notBefore, moves) => {
    const late = yielded({ occasion: tomorrow, object: 'завтра' });
    const key = why.includes('ahead for') ? {} : { key: keyCell(late, 'x', true) };
    const gone = entries(
      'отменено',
      'регламент сейчас не требует этого письма: повод отпал или в строке ошибка',
      { created: serial(created), notBefore: serial(notBefore), ...key },
    );
    const cells = cellsOf(plan([late], { entries: gone, mode: 'авто', ahead: true }));
    expect(cells.notBefore).toBe(moves ? serial(tomorrow) : undefined);
  });

  test.each<[string, Letter, ReturnType<typeof entries>]>([
    ['staff cancelled it', upcoming, entries('отменено', 'передумали')],
    ['staff cancelled it without a reason', upcoming, entries('отменено')],
    [
      'staff sent it all the same',
      upcoming,
      entries('отправлено', 'регламент сейчас не требует этого письма: повод отпал или в строке ошибка'),
    ],
    [
      'its time has passed meanwhile',
      yielded({ occasion: '2023-10-06T08:00:00+03:00', until: NOW, object: 'завтра' }),
      entries('отменено', 'регламент сейчас не требует этого письма: повод отпал или в строке ошибка'),
    ],
  ])('is not restored when %s', (_, letter, gone) => {
    expect(updates(plan([letter], { entries: gone }))).toEqual([]);
  });

  describe('as a reminder whose time has come', () => {
    const morning = '2023-10-06T09:00:00+03:00';
    const once = yielded({ occasion: morning, until: tomorrow, object: 'сегодня' });
    const reminder = { ...once, code: 'p.standing' };
    const waits = (letter = reminder, created = '2023-10-05T08:00:00+03:00') =>
      outboxOf([rowOf(letter, { created: serial(created) })]);

    test.each([
      ['created the day before', waits()],
      ['created at its very moment', waits(reminder, morning)],
      ['created late', waits(reminder, '2023-10-06T11:00:00+03:00')],
    ])('is cancelled when the rules no longer return it: %s', (_, entries) => {
      expect(updates(plan([], { entries }))).toEqual([
        '2 status=отменено',
        '2 reason=регламент сейчас не требует этого письма: повод отпал или в строке ошибка',
      ]);
    });

    test.each<[string, readonly Letter[] | null, ReturnType<typeof waits>]>([
      ['the rules still return it', [reminder], waits()],
      ['its programme is stopped', null, waits()],
      ['it is of use at any time', [], waits(yielded({ occasion: morning, object: 'сегодня' }))],
      ['it is returned only by the run that sees its occasion', [], waits(once, morning)],
    ])('stays when %s', (_, letters, entries) => {
      expect(updates(plan(letters, { entries }))).toEqual([]);
    });

    describe('that staff have not sent for days', () => {
      const long = yielded({
        code: 'p.standing',
        occasion: '2023-10-03T09:00:00+03:00',
        until: tomorrow,
        object: 'давно',
      });
      const gone = (more = {}) =>
        outboxOf([
          rowOf(long, {
            status: 'отменено',
            reason: 'регламент сейчас не требует этого письма: повод отпал или в строке ошибка',
            ...more,
          }),
        ]);

      test.each<[string, readonly OutboxEntry[], Around, readonly string[]]>([
        [
          'keeps waiting while the rules return it',
          waits(long, '2023-10-02T08:00:00+03:00'),
          { older: [long] },
          [],
        ],
        [
          'is cancelled when the rules no longer return it',
          waits(long, '2023-10-02T08:00:00+03:00'),
          {},
          [
            '2 status=отменено',
            '2 reason=регламент сейчас не требует этого письма: повод отпал или в строке ошибка',
          ],
        ],
        [
          'is a draft again when its occasion returns',
          gone(),
          { older: [long] },
          ['2 status=черновик', '2 reason='],
        ],
        ['is not restored in automatic mode', gone(), { older: [long], mode: 'авто' }, []],
        ['is not restored when staff cancelled it', gone({ reason: 'передумали' }), { older: [long] }, []],
        ['is left alone in another programme', gone({ programme: 'Чужая' }), { older: [long] }, []],
      ])('%s', (_, entries, around, expected) => {
        expect(updates(plan([], { ...around, entries }))).toEqual(expected);
      });
    });
  });

  describe('whose time has moved', () => {
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

    test.each(['черновик', 'в очереди'])('«%s» gets its new time and text', (status) => {
      const told = updates(plan([moved], { entries: waitingFor(status), ahead: true }));
      expect(told).toEqual(
        expect.arrayContaining([
          `2 key=${keyCell(moved, NEW_PRINT)}`,
          '2 subject=Тема Анна, теперь в 15:00',
          '2 text=Здравствуйте, Анна, теперь в 15:00!',
          `2 notBefore=${serial(later)}`,
        ]),
      );
    });

    test.each([
      ['черновик', 'unchanged', {}, false],
      ['черновик', 'with blanks changed by a file format', { text: '  Здравствуйте,\r\nАнна! ' }, false],
      ['черновик', 'with a text edited by staff', { text: 'Здравствуйте, Анна! Возьмите паспорт.' }, true],
      ['в очереди', 'with a subject edited by staff', { subject: 'Ждём вас' }, true],
    ])('«%s», %s: %j is kept and waits for a check by staff: %s', (status, _, more, kept) => {
      const [row = {}] = appended(plan([first], { ahead: true }));
      const entries = outboxOf([{ ...row, status, ...more }]);
      const cells = cellsOf(plan([moved], { entries, ahead: true }));
      expect(cells).toMatchObject({ notBefore: serial(later) });
      expect(cells).toEqual(
        kept
          ? {
              key: keyCell(moved, textPrint('Тема Анна', 'Здравствуйте, Анна!')),
              notBefore: serial(later),
              status: 'черновик',
              reason: 'время письма изменилось, а текст правили вручную: проверьте текст и отправьте',
            }
          : {
              key: keyCell(moved, NEW_PRINT),
              notBefore: serial(later),
              subject: 'Тема Анна, теперь в 15:00',
              text: 'Здравствуйте, Анна, теперь в 15:00!',
            },
      );
      // Later runs leave it alone.
      const standing = outboxOf([{ ...row, status, ...more, ...cells }]);
      expect(updates(plan([moved], { entries: standing, ahead: true }))).toEqual([]);
    });

    test('a letter without an end moves too', () => {
      const entries = outboxOf([rowOf(upcoming)]);
      const moved15 = yielded({ occasion: later, object: 'завтра' });
      expect(updates(plan([moved15], { entries, ahead: true }))).toContain(`2 notBefore=${serial(later)}`);
    });

    test.each<[string, string | undefined, string | undefined, boolean]>([
      ['more than a minute later', '2023-10-07T12:00:00+03:00', '2023-10-07T12:01:01+03:00', true],
      ['more than a minute earlier', '2023-10-07T12:00:00+03:00', '2023-10-07T11:58:59+03:00', true],
      ['a minute later', '2023-10-07T12:00:00+03:00', '2023-10-07T12:01:00+03:00', false],
      ['added', undefined, '2023-10-07T12:00:00+03:00', false],
      ['removed', '2023-10-07T12:00:00+03:00', undefined, false],
    ])('an end of its own that is now %s (%s → %s): retimed %s', (_, was, is, retimed) => {
      const ending = (until: string | undefined): Letter =>
        yielded({ occasion: tomorrow, object: 'завтра', ...(until === undefined ? {} : { until }) });
      const { update } = plan([ending(is)], { entries: outboxOf([rowOf(ending(was))]), ahead: true });
      expect(update.length > 0).toBe(retimed);
    });

    test('the new end counts: it is not cancelled by the old one', () => {
      const { update } = plan([moved], { entries: waitingFor('в очереди'), ahead: true });
      const cells = Object.fromEntries(update.map(({ column, value }) => [column, value]));
      const entries = outboxOf([{ ...rowOf(first), ...cells }]);
      expect(updates(plan([moved], { now: '2023-10-07T12:30:00+03:00', entries }))).toEqual([]);
    });

    test.each<[string, Letter, ReturnType<typeof entries>]>([
      [
        'within a minute of its time',
        { ...first, occasion: at('2023-10-07T11:01:00+03:00') },
        waitingFor('в очереди'),
      ],
      ['that was sent', moved, waitingFor('отправлено')],
      ['that staff cancelled', moved, waitingFor('отменено')],
    ])('one %s stays as it is', (_, letter, standing) => {
      expect(updates(plan([letter], { entries: standing, ahead: true }))).toEqual([]);
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
