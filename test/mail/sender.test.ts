// The sender (spec 00, «Letters»): which queued letters are sent, in which order, and how each is marked
// before and after.
import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../src/rules/kinds.js';
import { lettersTab } from '../../src/sheets/shared-tabs.js';
import { fail } from '../sheets/support.js';
import { rowOf, serial, statusOf, type LetterCells, yielded } from './support.js';
import { gridOf, hostOf, mailed, many, NOW, numberOf, send, STATUS, statuses } from './sending.js';

describe('order', () => {
  test('by priority, then time, then row', () => {
    const rows = [
      rowOf(yielded({ code: 'p.digest', to: 'p1@example.com', occasion: '2023-10-06T00:00:00+03:00' })),
      rowOf(yielded({ code: 'p.reminder', to: 'p2@example.com', occasion: '2023-10-06T01:00:00+03:00' })),
      rowOf(yielded({ code: 'p.one', to: 'p3@example.com', occasion: '2023-10-06T09:00:00+03:00' })),
      rowOf(yielded({ code: 'p.decision', to: 'p4@example.com', occasion: '2023-10-06T11:00:00+03:00' })),
      rowOf(yielded({ code: 'p.decision', to: 'p5@example.com', occasion: '2023-10-06T10:00:00+03:00' })),
      rowOf(
        yielded({
          code: 'p.decision',
          to: 'p6@example.com',
          occasion: '2023-10-06T10:00:00+03:00',
          object: 'b',
        }),
      ),
    ];
    const host = hostOf(rows);
    expect(send(host).sent).toBe(6);
    expect(mailed(host)).toEqual([5, 6, 4, 3, 2, 1]);
  });

  test('a waiting letter is sent before the one that corrects it', () => {
    const hour = (n: number): string => `2023-10-06T0${n}:00:00+03:00`;
    const host = hostOf([
      rowOf(yielded({ code: 'p.one', to: 'p1@example.com', occasion: hour(5) })),
      rowOf(yielded({ code: 'p.one', to: 'p2@example.com', occasion: hour(4) })),
      rowOf(yielded({ code: 'p.moved', to: 'p2@example.com', occasion: hour(6) }), { cc: 'p9@example.com' }),
      rowOf(yielded({ code: 'p.decision', to: 'p3@example.com', occasion: hour(5) })),
    ]);
    send(host);
    expect(host.mails.map(({ to, cc }) => `${numberOf(to)}${cc === '' ? '' : ' moved'}`)).toEqual([
      '2',
      '3',
      '2 moved',
      '1',
    ]);
  });

  test.each([
    ['a second later', '2023-10-06T12:00:01+03:00', 0],
    ['this instant', '2023-10-06T12:00:00+03:00', 1],
    ['any time', '', 1],
  ])('«Отправить не раньше» %s (%s): %s', (_, notBefore, count) => {
    const host = hostOf([
      rowOf(many(1)[0] ?? fail('none'), { notBefore: notBefore === '' ? '' : serial(notBefore) }),
    ]);
    expect([send(host).sent, host.mails.length]).toEqual([count, count]);
  });
});

describe('which letters are sent', () => {
  const [letter = fail('none')] = many(1);
  test.each([
    ['в очереди', false, true],
    ['черновик', false, false],
    ['черновик', true, true],
    ['отменено', true, false],
    ['отправлено', true, false],
    ['ошибка', true, false],
    ['отправляется', true, false],
    ['', true, false],
  ])('«%s», sent by staff: %s → %s', (status, drafts, goes) => {
    const host = hostOf([rowOf(letter, { status })]);
    expect(send(host, { drafts }).sent).toBe(goes ? 1 : 0);
    expect(host.mails).toHaveLength(goes ? 1 : 0);
  });

  test('as edited by staff, with a subject of one line, to one address and its copy', () => {
    const host = hostOf([
      rowOf(letter, { subject: 'Моя\nтема', text: 'Мой\nтекст', cc: 'boss@example.com' }),
    ]);
    send(host);
    expect(host.mails).toEqual([
      { to: 'p1@example.com', cc: 'boss@example.com', replyTo: '', subject: 'Моя тема', body: 'Мой\nтекст' },
    ]);
  });

  test.each([
    ['the address that its programme names', { Программа: 'office@example.com' }, 'office@example.com'],
    ['no other address when it names none', {}, ''],
    ['no other address when only another programme names one', { Чужая: 'office@example.com' }, ''],
    ['no other address when the named one is invalid', { Программа: 'office@example.invalid' }, ''],
  ])('replies go to %s', (_, answersTo, replyTo) => {
    const host = hostOf([rowOf(letter)]);
    send(host, { answersTo });
    expect(host.mails).toMatchObject([{ to: 'p1@example.com', replyTo }]);
  });

  const BAD_ADDRESS = 'адрес получателя неверен: исправьте его в исходной строке или в «Настройках»';
  test.each<[string, LetterCells, string]>([
    ['a bad recipient', { to: 'p1@example.com, eve@example.com' }, BAD_ADDRESS],
    ['a bad copy', { cc: 'кому-то' }, 'адрес в «Копии» неверен'],
    ['a recipient erased meanwhile', { to: 'удалено-00aa@удалено.invalid' }, BAD_ADDRESS],
    ['no text', { text: ' ' }, 'текст письма пуст: впишите его и поставьте «в очереди»'],
  ])('%s is an «ошибка» with the reason; the others are sent', (_, more, reason) => {
    const [one = fail('none'), two = fail('none')] = many(2);
    const host = hostOf([rowOf(one, more), rowOf(two)]);
    expect(send(host)).toMatchObject({ sent: 1, failed: 1, left: 0 });
    expect(mailed(host)).toEqual([2]);
    expect(statusOf(gridOf(host), one)).toEqual({ status: 'ошибка', reason });
  });

  test('one whose time has passed is cancelled', () => {
    const late = yielded({ to: 'p1@example.com', occasion: '2023-10-06T10:00:00+03:00', until: NOW });
    const host = hostOf([rowOf(late)]);
    expect(send(host).sent).toBe(0);
    expect(statusOf(gridOf(host), late)).toEqual({ status: 'отменено', reason: 'время письма прошло' });
  });

  describe('a person gets one digest per programme and day, even after days without sending', () => {
    const days = ['2023-10-04', '2023-10-05', '2023-10-06', '2023-10-07'] as const;
    const digest = (day: string, more: LetterCells = {}): LetterCells =>
      rowOf(
        yielded({ code: 'p.digest', occasion: `${day}T00:00:00+03:00`, date: day, to: 'p1@example.com' }),
        more,
      );
    const outcome = (rows: readonly LetterCells[], drafts: boolean): string[] => {
      const host = hostOf(rows);
      send(host, { drafts });
      return gridOf(host)
        .slice(1)
        .map((row) => String(row[STATUS]));
    };
    const draft: LetterCells = { status: 'черновик' };
    const NOON = serial('2023-10-06T12:00:00+03:00');
    const endsToday = yielded({
      code: 'p.digest',
      occasion: '2023-10-06T00:00:00+03:00',
      until: '2023-10-07T00:00:00+03:00',
      date: 'today',
      to: 'p1@example.com',
    });
    test.each<[string, readonly LetterCells[], boolean, readonly string[]]>([
      [
        'the newest of those that are due is sent; tomorrow’s waits',
        days.map((day) => digest(day)),
        false,
        ['отменено', 'отменено', 'отправлено', 'в очереди'],
      ],
      [
        'drafts likewise when staff send them',
        days.map((day) => digest(day, draft)),
        true,
        ['отменено', 'отменено', 'отправлено', 'в очереди'],
      ],
      [
        'drafts stay as they are until then',
        [digest(days[0], draft), digest(days[1])],
        false,
        ['черновик', 'отправлено'],
      ],
      [
        'a newer one was already sent',
        [digest(days[0]), digest(days[1], { status: 'отправлено' })],
        false,
        ['отменено', 'отправлено'],
      ],
      [
        'one cancelled by staff does not count',
        [digest(days[0]), digest(days[1], { status: 'отменено' })],
        false,
        ['отправлено', 'отменено'],
      ],
      [
        'one that staff restored is sent after all',
        [digest(days[0], { reason: 'есть сводка новее' }), digest(days[1], { status: 'отправлено' })],
        false,
        ['отправлено', 'отправлено'],
      ],
      [
        'one that went earlier today holds today’s back',
        [
          digest(days[1], { status: 'отправлено', sent: serial('2023-10-06T00:00:00+03:00') }),
          digest(days[2]),
        ],
        false,
        ['отправлено', 'в очереди'],
      ],
      [
        'also a draft; it is cancelled if it would be too late tomorrow',
        [
          digest(days[1], { status: 'отправлено', sent: serial('2023-10-06T11:00:00+03:00') }),
          digest(days[2], draft),
          rowOf(endsToday, draft),
        ],
        true,
        ['отправлено', 'в очереди', 'отменено'],
      ],
      [
        'yesterday’s does not, nor one of another programme',
        [
          digest(days[1], { status: 'отправлено', sent: serial('2023-10-05T23:59:00+03:00') }),
          digest(days[0], { status: 'отправлено', sent: NOON, programme: 'Другая' }),
          digest(days[2]),
        ],
        false,
        ['отправлено', 'отправлено', 'отправлено'],
      ],
      [
        'staff may put it back into the queue',
        [
          digest(days[1], { status: 'отправлено', sent: NOON }),
          rowOf(endsToday, { reason: 'сегодня сводка уже ушла' }),
        ],
        false,
        ['отправлено', 'отправлено'],
      ],
      [
        'one whose outcome is unknown may have gone; another letter to the same person goes',
        [
          digest(days[1], { status: 'отправляется' }),
          digest(days[2]),
          rowOf(yielded({ occasion: '2023-10-06T00:00:00+03:00', to: 'p1@example.com' })),
        ],
        false,
        ['ошибка', 'в очереди', 'отправлено'],
      ],
      [
        'another person, another programme',
        [
          digest(days[0]),
          digest(days[1], { key: 'p.digest//0123456789abcdef/x', to: 'p2@example.com' }),
          digest(days[2], { programme: 'Другая' }),
        ],
        false,
        ['отправлено', 'отправлено', 'отправлено'],
      ],
      [
        'other letters are all sent',
        days
          .slice(0, 3)
          .map((day) => rowOf(yielded({ code: 'p.one', occasion: `${day}T00:00:00+03:00`, date: day }))),
        false,
        ['отправлено', 'отправлено', 'отправлено'],
      ],
    ])('%s', (_, rows, drafts, expected) => {
      expect(outcome(rows, drafts)).toEqual(expected);
    });
  });

  test('nothing to do takes no call', () => {
    const host = hostOf([rowOf(letter, { status: 'отправлено' })]);
    expect(send(host)).toEqual({ sent: 0, failed: 0, left: 0, later: 0, next: '', why: '', cells: 0 });
    expect([host.book.reads, host.book.writes, host.properties.size]).toEqual([[], [], 0]);
  });
});

describe('a letter is marked before and after sending', () => {
  test('«отправляется» with the attempt, then «отправлено» with the time', () => {
    const [letter = fail('none')] = many(1);
    const host = hostOf([rowOf(letter, { attempts: 1, reason: 'прежняя причина' })]);
    const seen: Cell[][] = [];
    host.onSend = () => seen.push([...(gridOf(host)[1] ?? [])]);
    send(host);
    const cell = (row: readonly Cell[] | undefined, header: keyof LetterCells): Cell | undefined =>
      row?.[Object.keys(lettersTab.columns).indexOf(header)];
    expect([cell(seen[0], 'status'), cell(seen[0], 'attempts'), cell(seen[0], 'sent')]).toEqual([
      'отправляется',
      2,
      '',
    ]);
    const row = gridOf(host)[1];
    expect([cell(row, 'status'), cell(row, 'attempts'), cell(row, 'sent'), cell(row, 'reason')]).toEqual([
      'отправлено',
      2,
      serial(NOW),
      '',
    ]);
  });

  test('the calls of the Sheets API are few: it takes 60 reads and 60 writes a minute', () => {
    const letters = many(95);
    const host = hostOf(letters.map((one) => rowOf(one, { status: 'черновик' })));
    expect(send(host, { drafts: true }).sent).toBe(95);
    expect(host.book.reads.length + host.book.writes.length).toBeLessThan(30);
    expect(new Set(statuses(host, letters))).toEqual(new Set(['отправлено']));
    expect(new Set(mailed(host)).size).toBe(95);
  });

  test('the record stays within the 9 KB of a property, whatever the letters are about', () => {
    const letters = many(25).map((one) => ({
      ...one,
      object: `${'Очень длинное название клиента '.repeat(10)}${one.object}`,
    }));
    const host = hostOf(letters.map((one) => rowOf(one)));
    expect(send(host).sent).toBe(25);
  });
});
