// The sender (spec 00, «Letters»): the queue in order, within quota and time; marked before and after; never one letter twice.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Cell } from '../../src/rules/kinds.js';
import type { Letter, LetterKind } from '../../src/rules/letters.js';
import { SECOND } from '../../src/rules/zone.js';
import { identityOf } from '../../src/mail/keys.js';
import { recordFlight } from '../../src/mail/flight.js';
import { readOutbox } from '../../src/mail/outbox.js';
import { sendDue, type SendOutcome, sendSummary } from '../../src/mail/sender.js';
import { LetterRefused, MailQuotaSpent, StaleWorkbook } from '../../src/sheets/ports.js';
import { lettersTab } from '../../src/sheets/shared-tabs.js';
import { existingTab } from '../../src/sheets/structure.js';
import { at, fail, fakeBook, type FakeHost, fakeHost, MOSCOW, sheet } from '../sheets/support.js';
import { kindOf, lettersGrid, rowOf, serial, statusOf, type LetterCells, yielded } from './support.js';

const NOW = '2023-10-06T12:00:00+03:00';
const KINDS: ReadonlyMap<string, LetterKind> = new Map(
  (
    [
      ['p.decision', 'decision'],
      ['p.one', 'confirmation'],
      ['p.reminder', 'reminder'],
      ['p.digest', 'digest'],
    ] as const
  ).map(([code, priority]) => [code, kindOf(code, priority)]),
);

const hostOf = (rows: readonly LetterCells[]): FakeHost =>
  fakeHost(fakeBook(sheet(7, 'Письма', lettersGrid(rows))), NOW);
const gridOf = (host: FakeHost): Cell[][] => host.book.sheets[0]?.rows ?? [];

/** One run of «Отправить письма» over what stands in the tab. */
function send(
  host: FakeHost,
  options: {
    readonly drafts?: boolean;
    readonly startedAgo?: number;
    /** What staff do when the queue has been looked at. */
    readonly meanwhile?: (host: FakeHost) => void;
  } = {},
): SendOutcome {
  const grid = gridOf(host).map((row) => [...row]);
  const info = { sheetId: 7, title: 'Письма', rowCount: 1000, columnCount: 26 };
  const place = existingTab(lettersTab, 'shared', info, grid, false);
  const { entries } = readOutbox(place, () => MOSCOW);
  options.meanwhile?.(host);
  return sendDue(host, {
    place,
    entries,
    kinds: KINDS,
    zoneOf: () => MOSCOW,
    drafts: options.drafts ?? false,
    started: at(new Date(host.clock - (options.startedAgo ?? 0)).toISOString()),
  });
}
/** Letters to different people; the object is the number, from 1. */
const many = (count: number): Letter[] =>
  Array.from({ length: count }, (_, index) =>
    yielded({
      object: String(index + 1),
      to: `p${index + 1}@example.com`,
      occasion: '2023-10-06T10:00:00+03:00',
    }),
  );
const numberOf = (to: string): number => Number(/^p(\d+)@/.exec(to)?.[1] ?? fail(to));
const mailed = (host: FakeHost): number[] => host.mails.map(({ to }) => numberOf(to));
const statuses = (host: FakeHost, letters: readonly Letter[]): string[] =>
  letters.map((letter) => String(statusOf(gridOf(host), letter).status));
const KEY = 0;
const STATUS = Object.keys(lettersTab.columns).indexOf('status');
const rowIndexOf = (host: FakeHost, letter: Letter): number =>
  gridOf(host).findIndex((row) => String(row[KEY]).split('?')[0] === identityOf(letter));
const setStatus = (host: FakeHost, letter: Letter, status: string): void => {
  const row = gridOf(host)[rowIndexOf(host, letter)] ?? fail('no row');
  row[STATUS] = status;
};

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

describe('which letters go', () => {
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
  ])('«%s», staff pressed the button: %s → %s', (status, drafts, goes) => {
    const host = hostOf([rowOf(letter, { status })]);
    expect(send(host, { drafts }).sent).toBe(goes ? 1 : 0);
    expect(host.mails).toHaveLength(goes ? 1 : 0);
  });

  test('as staff have edited it, one line of subject, to one address and its copy', () => {
    const host = hostOf([
      rowOf(letter, { subject: 'Моя\nтема', text: 'Мой\nтекст', cc: 'boss@example.com' }),
    ]);
    send(host);
    expect(host.mails).toEqual([
      { to: 'p1@example.com', cc: 'boss@example.com', subject: 'Моя тема', body: 'Мой\nтекст' },
    ]);
  });

  test.each<[string, LetterCells]>([
    ['recipient', { to: 'p1@example.com, eve@example.com' }],
    ['copy', { cc: 'кому-то' }],
    ['recipient erased meanwhile', { to: 'удалено-00aa@удалено.invalid' }],
  ])('a bad %s is an «ошибка» with the reason; the others go', (_, more) => {
    const [one = fail('none'), two = fail('none')] = many(2);
    const host = hostOf([rowOf(one, more), rowOf(two)]);
    expect(send(host)).toMatchObject({ sent: 1, failed: 1, left: 0 });
    expect(mailed(host)).toEqual([2]);
    expect(statusOf(gridOf(host), one)).toEqual({
      status: 'ошибка',
      reason: 'адрес получателя неверен: исправьте его в исходной строке',
    });
  });

  test('one whose time has passed is cancelled', () => {
    const late = yielded({ to: 'p1@example.com', occasion: '2023-10-06T10:00:00+03:00', until: NOW });
    const host = hostOf([rowOf(late)]);
    expect(send(host).sent).toBe(0);
    expect(statusOf(gridOf(host), late)).toEqual({ status: 'отменено', reason: 'время письма прошло' });
  });

  describe('a person gets one digest a programme a day, however many days none was sent', () => {
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
    test.each<[string, readonly LetterCells[], boolean, readonly string[]]>([
      [
        'the newest of those that are due goes; tomorrow’s waits',
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
        'one that has gone is newer',
        [digest(days[0]), digest(days[1], { status: 'отправлено' })],
        false,
        ['отменено', 'отправлено'],
      ],
      [
        'one that staff cancelled is none',
        [digest(days[0]), digest(days[1], { status: 'отменено' })],
        false,
        ['отправлено', 'отменено'],
      ],
      [
        'one that staff put back goes after all',
        [digest(days[0], { reason: 'есть сводка новее' }), digest(days[1], { status: 'отправлено' })],
        false,
        ['отправлено', 'отправлено'],
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
        'other letters all go',
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

  test('nothing to do costs no call', () => {
    const host = hostOf([rowOf(letter, { status: 'отправлено' })]);
    expect(send(host)).toEqual({ sent: 0, failed: 0, left: 0, why: '', cells: 0 });
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

  test('the record beside the workbook stays within the 9 KB of a property, whatever the letters are about', () => {
    const letters = many(25).map((one) => ({
      ...one,
      object: `${'Очень длинное название клиента '.repeat(10)}${one.object}`,
    }));
    const host = hostOf(letters.map((one) => rowOf(one)));
    expect(send(host).sent).toBe(25);
  });
});

describe('quota and time', () => {
  test('the quota is spent in the middle: the rest stays in the queue, for the next run', () => {
    const letters = many(10);
    const host = hostOf(letters.map((one) => rowOf(one)));
    host.quotaLeft = 3;
    const outcome = send(host);
    expect(outcome).toMatchObject({ sent: 3, failed: 0, left: 7, why: 'дневной лимит писем исчерпан' });
    expect(sendSummary(outcome)).toBe(
      'отправлено 3 письма, осталось в очереди 7 (дневной лимит писем исчерпан; уйдут при следующем запуске)',
    );
    expect(statuses(host, letters)).toEqual([
      ...Array<string>(3).fill('отправлено'),
      ...Array<string>(7).fill('в очереди'),
    ]);
    host.quotaLeft = 100;
    expect(send(host)).toMatchObject({ sent: 7, left: 0, why: '' });
    expect(mailed(host)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('a copy is a recipient too', () => {
    const letters = many(3);
    const host = hostOf(letters.map((one) => rowOf(one, { cc: 'boss@example.com' })));
    host.quotaLeft = 5;
    expect(send(host)).toMatchObject({ sent: 2, left: 1 });
  });

  test.each([0, -1])('nothing goes when %i are left', (quota) => {
    const host = hostOf(many(2).map((one) => rowOf(one)));
    host.quotaLeft = quota;
    expect(send(host)).toMatchObject({ sent: 0, left: 2, why: 'дневной лимит писем исчерпан' });
  });

  test('the service knows better than its own count', () => {
    const letters = many(4);
    const host = hostOf(letters.map((one) => rowOf(one)));
    host.onSend = (_, index) => {
      if (index === 2) throw new MailQuotaSpent('Service invoked too many times for one day: email.');
    };
    expect(send(host)).toMatchObject({ sent: 2, failed: 0, left: 2, why: 'дневной лимит писем исчерпан' });
    expect(statuses(host, letters)).toEqual(['отправлено', 'отправлено', 'в очереди', 'в очереди']);
  });

  test('sending stops well before the six minutes of a run', () => {
    const letters = many(30);
    const host = hostOf(letters.map((one) => rowOf(one)));
    const started = host.clock;
    host.onSend = () => host.sleep(15 * SECOND);
    const outcome = send(host);
    expect(outcome.why).toBe('время запуска вышло');
    expect(outcome.sent).toBeGreaterThan(15);
    expect(outcome.sent + outcome.left).toBe(30);
    expect(host.clock - started).toBeLessThan(5 * 60 * SECOND);
    host.onSend = () => undefined;
    send(host);
    expect(mailed(host)).toEqual(letters.map((_, index) => index + 1));
  });

  test('a run that has used up its time sends nothing more', () => {
    const host = hostOf(many(2).map((one) => rowOf(one)));
    expect(send(host, { startedAgo: 280 * SECOND })).toMatchObject({
      sent: 0,
      left: 2,
      why: 'время запуска вышло',
    });
  });
});

describe('a letter that cannot go', () => {
  test('refused by the service: «ошибка» with its word, the others go', () => {
    const letters = many(3);
    const host = hostOf(letters.map((one) => rowOf(one)));
    host.onSend = ({ to }) => {
      if (numberOf(to) === 2) throw new LetterRefused('Invalid email: p2@example.com');
    };
    expect(send(host)).toMatchObject({ sent: 2, failed: 1, left: 0 });
    expect(statusOf(gridOf(host), letters[1] ?? fail('none'))).toEqual({
      status: 'ошибка',
      reason: 'почта не приняла письмо: Invalid email: p2@example.com',
    });
  });

  test('an unknown failure: nobody knows whether it went, so it is never tried again by itself', () => {
    const letters = many(3);
    const host = hostOf(letters.map((one) => rowOf(one)));
    host.onSend = ({ to }) => {
      if (numberOf(to) === 2) throw new Error('Service error: MailApp');
    };
    expect(send(host)).toMatchObject({ sent: 2, failed: 1 });
    const { status, reason } = statusOf(gridOf(host), letters[1] ?? fail('none'));
    expect(status).toBe('ошибка');
    expect(reason).toMatch(
      /^отправка прервалась: неизвестно, ушло ли письмо.* Ответ почты: Service error: MailApp$/,
    );
    host.onSend = () => undefined;
    expect(send(host, { drafts: true }).sent).toBe(0);
    expect(mailed(host)).toEqual([1, 3]);
  });
});

/** The record of a batch none of which has been tried. */
const FLIGHT = { id: 'прежний', batch: [], done: 0, inAir: false, at: at(NOW), refused: {} };

describe('found «отправляется» after a crash', () => {
  const letters = many(4);
  const crashed = (flight?: string): FakeHost => {
    const host = hostOf(letters.map((one) => rowOf(one, { status: 'отправляется' })));
    if (flight !== undefined) host.properties.set('flight', flight);
    return host;
  };
  const batch = letters.map(identityOf);

  test.each<[string, string | undefined]>([
    ['no record', undefined],
    ['an ended one', ''],
    ['a damaged one', '{"batch":'],
    ['one of another shape', '{"batch":[1],"done":"x"}'],
    ['one of other letters', JSON.stringify({ ...FLIGHT, batch: ['p.one/9/x/'] })],
  ])('with %s it becomes «ошибка» with a reason, and staff decide', (_, flight) => {
    const host = crashed(flight);
    expect(send(host, { drafts: true })).toMatchObject({ sent: 0, failed: 4 });
    expect(host.mails).toEqual([]);
    expect(new Set(statuses(host, letters))).toEqual(new Set(['ошибка']));
    expect(statusOf(gridOf(host), letters[0] ?? fail('none')).reason).toMatch(/^отправка прервалась/);
  });

  test('the record tells which have gone, which one was in the air, and which were not tried', () => {
    const host = crashed();
    recordFlight(host.store, { ...FLIGHT, batch, done: 1, inAir: true });
    send(host);
    expect(statuses(host, letters)).toEqual(['отправлено', 'ошибка', 'отправлено', 'отправлено']);
    expect(mailed(host)).toEqual([3, 4]);
  });

  test('«в очереди» set by staff is sent again: they have decided', () => {
    const host = crashed();
    send(host);
    setStatus(host, letters[2] ?? fail('none'), 'в очереди');
    send(host);
    expect(mailed(host)).toEqual([3]);
  });
});

class Killed extends Error {}

/** Ends the run at the n-th call of any port that has an effect, before or after it takes effect; tells how many there were. */
function killedRun(host: FakeHost, killAt: number, when: 'before' | 'after'): number {
  let calls = 0;
  const { book, store, mailer } = host;
  const guarded =
    <A extends unknown[]>(effect: (...args: A) => void) =>
    (...args: A): void => {
      calls += 1;
      if (calls === killAt && when === 'before') throw new Killed();
      effect(...args);
      if (calls === killAt) throw new Killed();
    };
  // Whatever a run makes of the exception, it does nothing more: Google ends it.
  let dead = false;
  const lethal =
    <A extends unknown[]>(effect: (...args: A) => void) =>
    (...args: A): void => {
      if (dead) throw new Killed();
      try {
        guarded(effect)(...args);
      } catch (error) {
        dead ||= error instanceof Killed;
        throw error;
      }
    };
  const mortal: FakeHost = {
    ...host,
    book: { ...book, write: lethal((requests) => book.write(requests)) },
    store: { ...store, set: lethal((key, value) => store.set(key, value)) },
    mailer: { ...mailer, send: lethal((message) => mailer.send(message)) },
  };
  try {
    send(mortal, { drafts: true });
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return calls;
}

describe('a run that Google ends anywhere', () => {
  const letters = many(3);
  const fresh = (): FakeHost => hostOf(letters.map((one) => rowOf(one, { status: 'черновик' })));
  const total = killedRun(fresh(), Infinity, 'before');
  const points = Array.from({ length: total }, (_, index) => index + 1);

  test.each(points.flatMap((point) => [[point, 'before'] as const, [point, 'after'] as const]))(
    'at its effect %i, %s: no letter goes twice, one at most is left to staff, the next run sends the rest',
    (point, when) => {
      const host = fresh();
      killedRun(host, point, when);
      send(host, { drafts: true });
      send(host, { drafts: true });
      const sent = mailed(host);
      expect(new Set(sent).size).toBe(sent.length);
      const unsure = letters.filter((one) => statusOf(gridOf(host), one).status === 'ошибка');
      expect(unsure.length).toBeLessThanOrEqual(1);
      // What is not unsure has gone, and says so.
      const gone = letters.filter((one) => !unsure.includes(one));
      expect(statuses(host, gone)).toEqual(gone.map(() => 'отправлено'));
      for (const one of gone) expect(sent).toContain(numberOf(one.to));
    },
  );
});

describe('staff work on «Письма» meanwhile', () => {
  const letters = many(4);
  const [one = fail('none'), two = fail('none')] = letters;
  const queued = (status = 'в очереди'): FakeHost => hostOf(letters.map((each) => rowOf(each, { status })));
  const insertRow = (host: FakeHost): void => void gridOf(host).splice(1, 0, ['', '', '', '', 'заметка']);
  const turnOver = (host: FakeHost): void => {
    const rows = gridOf(host);
    rows.splice(1, rows.length - 1, ...rows.slice(1).reverse());
  };

  describe('between the look at the queue and the first mark', () => {
    test.each(['черновик', 'в очереди'])('a letter («%s») that they cancel does not go', (status) => {
      const host = queued(status);
      send(host, { drafts: true, meanwhile: () => setStatus(host, two, 'отменено') });
      expect(mailed(host)).toEqual([1, 3, 4]);
      expect(statusOf(gridOf(host), two).status).toBe('отменено');
    });

    test.each(
      ['черновик', 'в очереди'].flatMap((status) => [
        [status, 'a row comes in', insertRow] as const,
        [status, 'rows change places', turnOver] as const,
      ]),
    )('«%s»: %s: each letter goes once and is marked in its own row', (status, _, move) => {
      const host = queued(status);
      expect(send(host, { drafts: true, meanwhile: move }).sent).toBe(4);
      send(host, { drafts: true });
      expect(mailed(host).sort()).toEqual([1, 2, 3, 4]);
      expect(statuses(host, letters)).toEqual(Array(4).fill('отправлено'));
    });

    test.each(['отменено', 'отправлено', 'ошибка'])(
      'rows change places: another letter that is «%s» does not come back into the queue',
      (status) => {
        const other = yielded({
          object: 'другое',
          to: 'p9@example.com',
          occasion: '2023-10-06T10:00:00+03:00',
        });
        const host = hostOf([
          rowOf(other, { status }),
          ...letters.map((each) => rowOf(each, { status: 'черновик' })),
        ]);
        send(host, { drafts: true, meanwhile: turnOver });
        send(host, { drafts: true });
        expect(mailed(host).sort()).toEqual([1, 2, 3, 4]);
        expect(statusOf(gridOf(host), other).status).toBe(status);
      },
    );

    test('a letter whose row is gone does not go', () => {
      const host = queued();
      const gone = (): void => void gridOf(host).splice(rowIndexOf(host, one), 1);
      expect(send(host, { meanwhile: gone }).sent).toBe(3);
      expect(mailed(host)).not.toContain(1);
    });

    test('an address that they spoil is an «ошибка»', () => {
      const host = queued();
      const to = Object.keys(lettersTab.columns).indexOf('to');
      const spoil = (): void => void gridOf(host)[rowIndexOf(host, two)]?.splice(to, 1, 'p2@');
      expect(send(host, { meanwhile: spoil })).toMatchObject({ sent: 3, failed: 1 });
      expect(statusOf(gridOf(host), two).status).toBe('ошибка');
    });
  });

  test.each(['отправлено', 'отменено', 'ошибка', 'черновик'])(
    'rows change places just before the mark: another letter, «%s», does not go by mistake',
    (status) => {
      const other = yielded({
        object: 'другое',
        to: 'p9@example.com',
        occasion: '2023-10-06T10:00:00+03:00',
      });
      const host = hostOf([rowOf(other, { status }), ...letters.map((each) => rowOf(each))]);
      host.book.before = (kind, call) => {
        if (kind === 'write' && call === 1) turnOver(host);
      };
      send(host);
      send(host);
      expect(mailed(host).sort()).toEqual([1, 2, 3, 4]);
    },
  );

  describe('while letters are in the air', () => {
    const moving = (move: (host: FakeHost) => void, status = 'в очереди'): FakeHost => {
      const host = queued(status);
      host.onSend = (_, index) => {
        if (index === 1) move(host);
      };
      return host;
    };
    const moves: readonly [string, (host: FakeHost) => void][] = [
      ['a row comes in above', insertRow],
      ['rows change places', turnOver],
      [
        'the row of one that has gone is deleted',
        (host) => void gridOf(host).splice(rowIndexOf(host, one), 1),
      ],
    ];

    test.each(moves)('%s: «отправлено» stands with the letters that went', (_, move) => {
      const host = moving(move);
      send(host);
      const left = letters.filter((each) => rowIndexOf(host, each) > 0);
      expect(statuses(host, left)).toEqual(left.map(() => 'отправлено'));
      expect(gridOf(host).filter((row) => row[STATUS] === 'отправлено')).toHaveLength(left.length);
    });

    test.each(moves)(
      '%s, and the quota is spent: the next run sends the rest and nothing twice',
      (_, move) => {
        const host = moving(move);
        host.quotaLeft = 2;
        send(host);
        host.quotaLeft = 100;
        send(host);
        send(host, { drafts: true });
        expect([...mailed(host)].sort()).toEqual([1, 2, 3, 4]);
      },
    );
  });

  test('whatever they move and whenever: nothing goes twice, nothing that was cancelled before goes at all', () => {
    const hands = fc.array(
      fc.record({
        kind: fc.constantFrom('read', 'send'),
        call: fc.integer({ min: 1, max: 5 }),
        move: fc.constantFrom(insertRow, turnOver),
      }),
      { maxLength: 3 },
    );
    const kept = many(6);
    fc.assert(
      fc.property(hands, fc.integer({ min: 0, max: 6 }), (list, quota) => {
        const rows = kept.map((each, index) =>
          rowOf(each, { status: index === 2 ? 'отменено' : 'черновик' }),
        );
        const host = hostOf(rows);
        let sends = 0;
        const hand = (kind: string, call: number): void => {
          for (const each of list) if (each.kind === kind && each.call === call) each.move(host);
        };
        host.book.before = hand;
        host.onSend = () => hand('send', (sends += 1));
        for (const left of [quota, 100, 100]) {
          host.quotaLeft = left;
          try {
            send(host, { drafts: true });
          } catch (error) {
            // Rows that move under every look are no work for a run: it is told so and has sent nothing.
            if (!(error instanceof StaleWorkbook)) throw error;
          }
        }
        const sent = mailed(host);
        expect(new Set(sent).size).toBe(sent.length);
        expect(sent).not.toContain(3);
        expect(statusOf(gridOf(host), kept[2] ?? fail('none')).status).toBe('отменено');
        for (const number of sent)
          expect(['отправлено', 'ошибка']).toContain(
            statusOf(gridOf(host), kept[number - 1] ?? fail('none')).status,
          );
      }),
      { numRuns: 200 },
    );
  });
});
