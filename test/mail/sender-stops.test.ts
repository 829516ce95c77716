// Where the sender must stop: quota, time, letters that cannot be sent, runs that end at any point. No letter
// is ever sent twice.
import { describe, expect, test } from '@jest/globals';
import { SECOND } from '../../src/rules/zone.js';
import { identityOf } from '../../src/mail/keys.js';
import { recordFlight } from '../../src/mail/flight.js';
import { sendSummary } from '../../src/mail/sender.js';
import { LetterRefused, MailQuotaSpent } from '../../src/sheets/ports.js';
import { at, fail, type FakeHost } from '../sheets/support.js';
import { rowOf, statusOf } from './support.js';
import { gridOf, hostOf, mailed, many, NOW, numberOf, send, setStatus, statuses } from './sending.js';

describe('quota and time', () => {
  test('the quota is used up in the middle: the rest stays in the queue for the next run', () => {
    const letters = many(10);
    const host = hostOf(letters.map((one) => rowOf(one)));
    host.quotaLeft = 3;
    const outcome = send(host);
    expect(outcome).toMatchObject({ sent: 3, failed: 0, left: 7, why: 'дневной лимит писем исчерпан' });
    expect(sendSummary(outcome)).toBe(
      'отправлено 3 письма, осталось в очереди 7 (дневной лимит писем исчерпан; уйдут при запуске после обновления лимита, обычно в течение суток)',
    );
    expect(statuses(host, letters)).toEqual([
      ...Array<string>(3).fill('отправлено'),
      ...Array<string>(7).fill('в очереди'),
    ]);
    host.quotaLeft = 100;
    expect(send(host)).toMatchObject({ sent: 7, left: 0, why: '' });
    expect(mailed(host)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('one letter is left', () => {
    expect(sendSummary({ sent: 1, failed: 0, left: 1, why: 'время запуска вышло' })).toBe(
      'отправлено 1 письмо, осталось в очереди 1 (время запуска вышло; уйдёт при следующем запуске)',
    );
  });

  test('a copy counts as a recipient', () => {
    const letters = many(3);
    const host = hostOf(letters.map((one) => rowOf(one, { cc: 'boss@example.com' })));
    host.quotaLeft = 5;
    expect(send(host)).toMatchObject({ sent: 2, left: 1 });
  });

  test('what the quota does not cover is not touched', () => {
    const letters = many(3);
    const copied = { cc: 'boss@example.com' };
    const host = hostOf([
      rowOf(letters[0] ?? fail('none'), copied),
      ...letters.slice(1).map((one) => rowOf(one)),
    ]);
    const before = structuredClone(gridOf(host));
    host.quotaLeft = 1;
    expect(send(host)).toEqual({
      sent: 0,
      failed: 0,
      left: 3,
      next: '',
      why: 'дневной лимит писем исчерпан',
      later: 0,
      cells: 0,
    });
    expect(gridOf(host)).toEqual(before);
    expect(host.properties.get('flight') ?? '').toBe('');
    host.quotaLeft = 3;
    expect(send(host)).toMatchObject({ sent: 2, left: 1, why: 'дневной лимит писем исчерпан' });
    expect(gridOf(host)[3]).toEqual(before[3]);
  });

  test('a wrong address is told even if the quota covers no letter', () => {
    const [first, second] = many(2);
    const host = hostOf([
      rowOf(first ?? fail('none'), { to: 'нет адреса' }),
      rowOf(second ?? fail('none'), { cc: 'boss@example.com' }),
    ]);
    host.quotaLeft = 1;
    expect(send(host)).toMatchObject({ sent: 0, failed: 1, left: 1, why: 'дневной лимит писем исчерпан' });
  });

  test.each([0, -1])('nothing is sent when %i are left', (quota) => {
    const host = hostOf(many(2).map((one) => rowOf(one)));
    host.quotaLeft = quota;
    expect(send(host)).toMatchObject({ sent: 0, left: 2, why: 'дневной лимит писем исчерпан' });
  });

  test('the service may refuse despite its own count', () => {
    const letters = many(4);
    const host = hostOf(letters.map((one) => rowOf(one)));
    host.onSend = (_, index) => {
      if (index === 2) throw new MailQuotaSpent('Service invoked too many times for one day: email.');
    };
    expect(send(host)).toMatchObject({ sent: 2, failed: 0, left: 2, why: 'дневной лимит писем исчерпан' });
    expect(statuses(host, letters)).toEqual(['отправлено', 'отправлено', 'в очереди', 'в очереди']);
  });

  test('without permission for mail nothing is marked, and the message says how to give it', () => {
    const letters = many(2);
    const host = hostOf(letters.map((one) => rowOf(one)));
    const before = structuredClone(gridOf(host));
    const refusing = {
      ...host,
      mailer: {
        ...host.mailer,
        quota: () => {
          throw new Error('Specified permissions are not sufficient to call MailApp.getRemainingDailyQuota.');
        },
      },
    };
    const outcome = send(refusing);
    expect(gridOf(host)).toEqual(before);
    expect(sendSummary(outcome)).toBe(
      'отправлено 0 писем, осталось в очереди 2 (нет разрешения на почту; откройте таблицу и выберите «Отправить письма»: Google спросит разрешение)',
    );
  });

  test.each([0, 23, 24, 30])('an outage from letter %i on costs two letters', (first) => {
    const letters = many(60);
    const host = hostOf(letters.map((one) => rowOf(one)));
    host.onSend = ({ to }) => {
      if (numberOf(to) > first) throw new Error('Socket closed');
    };
    expect(send(host)).toMatchObject({ sent: first, failed: 2, why: 'почта Google не отвечает' });
    // Each further run during it: one.
    expect(send(host)).toMatchObject({ sent: 0, failed: 1 });
    expect(send(host)).toMatchObject({ sent: 0, failed: 1 });
    host.onSend = () => undefined;
    expect(send(host)).toMatchObject({ failed: 0, left: 0, why: '' });
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

describe('a letter that cannot be sent', () => {
  test('refused by the service: «ошибка» with its message, the others are sent', () => {
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

  test('an unknown failure: it may have been sent, so it is never retried automatically', () => {
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

/** The record of a batch before its first attempt. */
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
    ['a finished one', ''],
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

  test('the record says which were sent, which one was being sent, and which were not tried', () => {
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

/**
 * Ends the run at the n-th call that has an effect, before or after that effect; returns the number of such
 * calls.
 */
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
  // Whatever the run does with the exception, nothing more has an effect, as if Google had ended it.
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
    'at its effect %i, %s: no letter twice, at most one left to staff, the next run sends the rest',
    (point, when) => {
      const host = fresh();
      killedRun(host, point, when);
      send(host, { drafts: true });
      send(host, { drafts: true });
      const sent = mailed(host);
      expect(new Set(sent).size).toBe(sent.length);
      const unsure = letters.filter((one) => statusOf(gridOf(host), one).status === 'ошибка');
      expect(unsure.length).toBeLessThanOrEqual(1);
      // All letters except the unsure ones have been sent and are marked so.
      const gone = letters.filter((one) => !unsure.includes(one));
      expect(statuses(host, gone)).toEqual(gone.map(() => 'отправлено'));
      for (const one of gone) expect(sent).toContain(numberOf(one.to));
    },
  );
});
