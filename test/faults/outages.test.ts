// Throttling and outages: each service refuses, fails or loses its response, once or permanently; nothing is
// half done, nothing is done twice.
import { describe, expect, test } from '@jest/globals';
import type { Failure, Faults, ServiceCall } from '../../src/local/host.js';
import { batchUpdate, type BatchUpdate } from '../../src/local/sheets-api/batch-update.js';
import { UNSURE } from '../../src/mail/marks.js';
import { programmes } from '../../src/rules/registry.js';
import { fail, failureText } from '../bundle/failures.js';
import { WRITE } from '../bundle/open.js';
import { watcher } from '../bundle/screen.js';
import { column, table } from '../bundle/tables.js';
import { actsOf, counted, drawAct, FEW, light, lightAct, SEVERAL, stale, typed, waiting } from './acts.js';
import {
  type Act,
  afterwards,
  differences,
  endAfter,
  endOf,
  expectedOf,
  isRefusal,
  perform,
  type Performed,
  promised,
  withoutTimes,
} from './support.js';

const MINUTE = 60_000;
const CODES = [409, 429, 500, 503, 'timeout'] as const satisfies readonly Failure['code'][];

/** Fails the n-th matching call (from 1), once. */
const failing = (which: (call: ServiceCall) => boolean, n: number, failure: Failure): Faults => {
  let seen = 0;
  return { fail: (call) => (which(call) && (seen += 1) === n ? failure : null) };
};
/** Fails every matching call. */
const down = (which: (call: ServiceCall) => boolean, code: Failure['code']): Faults => ({
  fail: (call) => (which(call) ? { code } : null),
});
const named =
  (...methods: readonly string[]) =>
  ({ method }: ServiceCall): boolean =>
    methods.includes(method);
const journal = ({ book }: { readonly book: Act['book'] }): number => table(book, 'Журнал').length;

/** What the tests of single faults have played. */
const played = { faults: 0, writes: 0 };

/**
 * What is wrong when an act meets a transient fault: it must end as if there had been none, with one line in
 * «Журнал».
 */
function wrongWith(act: Act, faults: Faults): readonly string[] {
  const expected = expectedOf(act);
  const run = perform(act, { faults });
  const end = { ...endOf(run), book: withoutTimes(run.book, expected.book) };
  return [
    ...(run.failure === null ? [] : [failureText(run.failure)]),
    ...differences(endOf(expected), end, true),
    ...(journal(run) === journal(expected) ? [] : ['«Журнал» differs']),
  ];
}

describe('a transient fault leaves no trace', () => {
  test.each([
    ['setup', lightAct('setup', counted(light, 'авто'), light.id)],
    ['recompute', lightAct('recompute', typed(light, 'авто'))],
    ['daily', lightAct('daily', stale(light, 'авто', FEW))],
    ['automate on', lightAct('automate', counted(light, 'авто'), 'on')],
    ['selfTest', lightAct('selfTest', counted(light, 'авто'))],
  ] as const)('%s: one fault at any call, refused before it or lost after it', (_, act) => {
    const calls = expectedOf(act).records.length;
    played.faults += calls * 2;
    const wrong = Array.from({ length: calls }, (_each, index) => index).flatMap((index) => {
      const code = CODES[index % CODES.length] ?? 503;
      return [false, true].flatMap((tookEffect) =>
        wrongWith(
          act,
          failing(() => true, index + 1, { code, tookEffect }),
        ).map((what) => `call ${index + 1}, ${code}${tookEffect ? ' after its effect' : ''}: ${what}`),
      );
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ['getActiveSpreadsheet', 'Service Spreadsheets failed while accessing document with id 1AbC.'],
    ['tryLock', 'There are too many LockService operations against the same script.'],
    ['getProjectTriggers', 'Unable to talk to trigger service'],
  ])('in the words of its service: %s, %s', (method, message) => {
    const act = lightAct('automate', counted(light, 'авто'), 'on');
    expect(expectedOf(act).records.map((call) => call.method)).toContain(method);
    expect(wrongWith(act, failing(named(method), 1, { code: 500, message }))).toEqual([]);
  });

  // Adding a tab, a column, a row or a trigger twice is not the same as adding it once.
  test.each(programmes.flatMap((one) => actsOf(one).map(([name, act]) => [one.title, name, act] as const)))(
    '%s, %s: a write whose response is lost is not done twice',
    (_title, _name, act) => {
      const changes = named(WRITE, 'create', 'deleteTrigger');
      const count = expectedOf(act).records.filter((call) => changes({ ...call, number: 0 })).length;
      const writes = Math.min(count, 2);
      played.writes += writes;
      const wrong = Array.from({ length: writes }, (_each, index) =>
        wrongWith(act, failing(changes, index + 1, { code: 'timeout', tookEffect: true })).map(
          (what) => `write ${index + 1}: ${what}`,
        ),
      );
      expect(wrong.flat()).toEqual([]);
    },
  );

  test('as many cases as docs/reliability.md promises', () => {
    promised('single faults', played.faults);
    promised('writes whose response is lost', played.writes);
  });

  test.each([
    ['recompute', lightAct('recompute', typed(light, 'авто'))],
    ['draw', drawAct('семь-сорок')],
  ] as const)(
    '%s: a write that timed out takes effect only after the run has looked and starts over',
    (_, act) => {
      let late: BatchUpdate | null = null;
      let writes = 0;
      const faults: Faults = {
        fail: (call) => {
          if (call.method !== WRITE || (writes += 1) > 1) return null;
          late = { requests: requestsOf(call.request) };
          return { code: 'timeout' };
        },
        beforeCall: (call, { core }) => {
          if (call.method !== WRITE || !late) return;
          const body = late;
          late = null;
          batchUpdate(core, body);
        },
      };
      const run = perform(act, { faults });
      // The second look may find that everything is done already: then the result must be complete.
      expect(run.failure === null || isRefusal(run.failure)).toBe(true);
      const end = { ...endOf(run), book: withoutTimes(run.book, expectedOf(act).book) };
      expect(differences(endOf(expectedOf(act)), end, false)).toEqual([]);
      expect(writes).toBeGreaterThan(1);
    },
  );
});

function requestsOf(request: unknown): NonNullable<BatchUpdate['requests']> {
  const { requests } = request as { readonly requests?: BatchUpdate['requests'] };
  return requests ?? fail('no requests');
}

describe('an outage longer than a run may wait', () => {
  const OUTAGE = (service: string): string =>
    `Google не отвечает (${service}). Ничего не потеряно: повторите через несколько минут, «Регламент» продолжит с того же места.`;
  const THROTTLED = (service: string): string =>
    `Google ограничил число обращений (${service}). Ничего не потеряно: повторите через несколько минут, «Регламент» продолжит с того же места.`;
  const read = named('spreadsheets.get', 'spreadsheets.values.batchGet');
  const outages: readonly [string, (call: ServiceCall) => boolean, Failure['code'], string][] = [
    ['tables do not respond', read, 503, OUTAGE('Таблицы, чтение')],
    ['tables are throttled', read, 429, THROTTLED('Таблицы, чтение')],
    ['tables refuse writes', named(WRITE), 500, OUTAGE('Таблицы, запись')],
    ['writes time out', named(WRITE), 'timeout', OUTAGE('Таблицы, запись')],
    ['properties fail', ({ service }) => service === 'PropertiesService', 500, OUTAGE('память книги')],
    ['the lock fails', named('tryLock'), 'timeout', OUTAGE('блокировка')],
    ['the spreadsheet cannot be opened', named('getActiveSpreadsheet'), 'timeout', OUTAGE('Таблицы, чтение')],
  ];
  const acts: readonly (readonly [string, Act])[] = [
    ['setup', lightAct('setup', typed(light, 'авто'), light.id)],
    ['recompute', lightAct('recompute', typed(light, 'авто'))],
    ['daily', lightAct('daily', stale(light, 'авто', FEW))],
    ['send', lightAct('send', waiting(light, 'черновик', FEW))],
    ['draw', drawAct('семь-сорок')],
  ];

  const cases = outages.flatMap(([what, which, code, told]) =>
    acts.map(([name, act]) => [what, name, { which, code, told, act }] as const),
  );

  test('as many cases as docs/reliability.md promises', () =>
    promised('services that are down', cases.length));

  test.each(cases)(
    '%s: %s reports it in one line within the time limit; the next run repairs everything',
    (_what, _name, one) => {
      const { act, which, code, told } = one;
      const expected = expectedOf(act);
      const run = perform(act, { faults: down(which, code) });
      expect([isRefusal(run.failure), failureText(run.failure)]).toEqual([true, told]);
      expect(run.host.clock.now() - run.host.clock.start).toBeLessThan(5 * MINUTE);
      const again = perform(afterwards(act, run.book.core.state));
      expect(again.failure).toBeNull();
      expect(differences(endOf(expected), endAfter(expected, run, again), false)).toEqual([]);
    },
  );

  // A letter with an unknown outcome is left to staff; two in succession show that the mail service is down.
  test.each([
    ['Sheets', { before: 8, unsure: 0, all: 8 }],
    ['PropertiesService', { before: 4, unsure: 0, all: 8 }],
    ['MailApp', { before: 4, unsure: 2, all: 6 }],
  ] as const)(
    'of %s that begins in the middle of sending: sent letters are known, the next run sends the rest',
    (service, counts) => {
      const act = lightAct('send', waiting(light, 'черновик', SEVERAL));
      let mails = 0;
      const faults: Faults = {
        fail: (call) => {
          if (call.method === 'sendEmail') mails += 1;
          const begun = mails > 4 || (mails === 4 && call.method !== 'sendEmail');
          return begun && call.service === service ? { code: 503 } : null;
        },
      };
      const run = perform(act, { faults });
      const again = perform(afterwards(act, run.book.core.state));
      const unsure = column(again.book, 'Письма', 'Причина').filter((why) =>
        String(why ?? '').startsWith(UNSURE),
      ).length;
      const all = run.host.mails.length + again.host.mails.length;
      expect({ before: run.host.mails.length, unsure, all }).toEqual(counts);
      if (unsure === 0)
        expect(differences(endOf(expectedOf(act)), endAfter(expectedOf(act), run, again), false)).toEqual([]);
    },
  );

  test('staff who chose a menu item see the line, and no error', () => {
    const { ui, shown } = watcher();
    const run = perform(lightAct('recompute', typed(light, 'авто')), { ui, faults: down(named(WRITE), 503) });
    expect(run.failure).toBeNull();
    expect(shown).toEqual([OUTAGE('Таблицы, запись')]);
  });

  test('a spent daily quota is not waited for', () => {
    const message = 'Service invoked too many times for one day: properties.';
    const run = perform(lightAct('recompute', typed(light, 'авто')), {
      faults: { fail: ({ service }) => (service === 'PropertiesService' ? { code: 500, message } : null) },
    });
    expect(failureText(run.failure)).toMatch(/^Дневной лимит Google исчерпан \(память книги\)\./);
    expect(run.host.clock.now() - run.host.clock.start).toBe(0);
  });

  test('every call fails five times: the waits stay within the run, whichever service is called', () => {
    const counts = new Map<string, number>();
    const faults: Faults = {
      fail: ({ service, method }) => {
        if (service === 'Utilities' || method === 'sendEmail') return null;
        const count = (counts.get(method) ?? 0) + 1;
        counts.set(method, count);
        return count % 6 === 0 ? null : { code: 503 };
      },
    };
    const act = lightAct('daily', stale(light, 'авто', FEW));
    const run = perform(act, { faults });
    expect(run.host.clock.now() - run.host.clock.start).toBeLessThan(5.5 * MINUTE);
    expect(run.failure === null || isRefusal(run.failure)).toBe(true);
    const expected = expectedOf(act);
    const again = perform(afterwards(act, run.book.core.state));
    expect(differences(endOf(expected), endAfter(expected, run, again), false)).toEqual([]);
  });
});

describe('mail', () => {
  const LETTERS = 6;
  const act = (): Act => lightAct('send', waiting(light, 'черновик', LETTERS));
  const statuses = (book: Act['book']): string[] =>
    column(book, 'Письма', 'Статус').slice(0, LETTERS).map(String);
  const message = ({ failure, book }: Performed): string =>
    failure === null ? String(table(book, 'Журнал').at(-1)?.['Итог']) : failureText(failure);

  test.each<[string, Failure, string[], string]>([
    [
      'one letter is refused',
      { code: 500, message: 'Invalid email: x' },
      ['отправлено', 'отправлено', 'ошибка', 'отправлено', 'отправлено', 'отправлено'],
      'отправлено 5 писем, с ошибкой: 1 (причина — на вкладке «Письма»)',
    ],
    [
      'the outcome of one letter is unknown',
      { code: 'timeout' },
      ['отправлено', 'отправлено', 'ошибка', 'отправлено', 'отправлено', 'отправлено'],
      'отправлено 5 писем, с ошибкой: 1 (причина — на вкладке «Письма»)',
    ],
    [
      'letters are once sent too fast',
      {
        code: 500,
        message: 'Service invoked too many times in a short time: email. Try Utilities.sleep(1000).',
      },
      Array<string>(LETTERS).fill('отправлено'),
      'отправлено 6 писем',
    ],
  ])('%s', (_, failure, expected, told) => {
    const run = perform(act(), { faults: failing(named('sendEmail'), 3, failure) });
    expect(statuses(run.book)).toEqual(expected);
    expect(message(run)).toBe(told);
    const again = perform(afterwards(act(), run.book.core.state));
    expect(run.host.mails.length + again.host.mails.length).toBe(
      expected.filter((status) => status === 'отправлено').length,
    );
  });

  test.each<[string, Faults['fail'] & object, number, string]>([
    [
      'somebody else has used up the day’s quota',
      ({ method }) =>
        method === 'sendEmail'
          ? { code: 500, message: 'Service invoked too many times for one day: email.' }
          : null,
      0,
      'отправлено 0 писем, осталось в очереди 6 (дневной лимит писем исчерпан; уйдут при запуске после обновления лимита, обычно в течение суток)',
    ],
    [
      'the quota is unknown',
      ({ method }) => (method === 'getRemainingDailyQuota' ? { code: 503 } : null),
      0,
      'отправлено 0 писем, осталось в очереди 6 (почта Google не отвечает; уйдут при следующем запуске)',
    ],
  ])('%s: the letters wait and are sent by the next run', (_, faults, sent, told) => {
    const run = perform(act(), { faults: { fail: faults } });
    expect([run.failure, run.host.mails.length, message(run)]).toEqual([null, sent, told]);
    expect(statuses(run.book)).toEqual(Array<string>(LETTERS).fill('в очереди'));
    const again = perform(afterwards(act(), run.book.core.state));
    expect(again.host.mails).toHaveLength(LETTERS);
  });

  test('a refused letter stays refused when the run is stopped before it could record that', () => {
    const faults: Faults = {
      fail: failing(named('sendEmail'), 2, { code: 500, message: 'Invalid email: x' }).fail ?? (() => null),
    };
    const whole = perform(act(), { faults });
    const calls = whole.records.map(({ method }) => method);
    const refused = failing(named('sendEmail'), 2, { code: 500, message: 'Invalid email: x' });
    // The outcomes are in the last write before the journal's.
    const writes = calls.flatMap((method, index) => (method === WRITE ? [index + 1] : []));
    const cut = perform(act(), {
      faults: { ...refused, killAt: { call: writes.at(-2) ?? 0, when: 'before' } },
    });
    expect(cut.host.mails).toHaveLength(LETTERS - 1);
    const again = perform(afterwards(act(), cut.book.core.state));
    expect(again.host.mails).toEqual([]);
    expect(statuses(again.book)).toEqual(statuses(whole.book));
    expect(column(again.book, 'Письма', 'Причина')[1]).toBe('почта не приняла письмо: Invalid email: x');
  });
});

describe('a daily run that does not finish is repeated by the five-minute trigger', () => {
  const act = (): Act => lightAct('daily', stale(light, 'авто', FEW));
  const tick = (after: { readonly book: Act['book'] }): Act =>
    afterwards({ ...act(), name: 'tick' }, after.book.core.state);
  const expected = perform(act());

  test.each<[string, Faults]>([
    ['stopped by Google', { killAt: { call: 12, when: 'before' } }],
    ['stopped by an outage', down(named(WRITE), 503)],
  ])('%s', (_, faults) => {
    const cut = perform(act(), { faults });
    expect(cut.failure).not.toBeNull();
    const made = perform(tick(cut));
    expect(made.failure).toBeNull();
    expect(differences(endOf(expected), endAfter(expected, cut, made), true)).toEqual([]);
    expect(column(made.book, 'Журнал', 'Действие')).toContain(
      'Ежедневный запуск (повтор: прошлый прервался)',
    );
    // Only once.
    const next = perform(tick(made));
    expect(journal(next)).toBe(journal(made));
  });

  test('at most three times', () => {
    let last: { readonly book: Act['book'] } = perform(act(), { faults: down(named(WRITE), 503) });
    for (let time = 0; time < 3; time += 1) {
      const again = perform(tick(last), { faults: down(named(WRITE), 503) });
      expect(isRefusal(again.failure)).toBe(true);
      last = again;
    }
    expect(perform(tick(last)).host.mails).toHaveLength(FEW);
    expect(journal(perform(tick(last)))).toBe(journal({ book: act().book }) + 1);
  });
});
