// Two runs at once: menu and trigger, two people. With the lock one of them refuses; even without it no
// letter is sent twice.
import { describe, expect, test } from '@jest/globals';
import type { Faults, WorkbookModel } from '../../src/local/host.js';
import { modelOf } from '../../src/local/staff.js';
import { fail, failureText } from '../bundle/failures.js';
import { open } from '../bundle/open.js';
import { sampleOf } from '../bundle/samples.js';
import { watcher } from '../bundle/screen.js';
import { allCells, column, table } from '../bundle/tables.js';
import { counted, drawAct, FEW, light, lightAct, stale, typed, waiting } from './acts.js';
import {
  type Act,
  afterwards,
  differences,
  endOf,
  expectedOf,
  isRefusal,
  perform,
  type Performed,
  promised,
  withoutTimes,
} from './support.js';

const BUSY =
  '«Регламент» уже работает в этой таблице: другой запуск не закончился. Подождите минуту и повторите.';
const LOCK_WAIT_MS = 20_000;

describe('while another run holds the lock', () => {
  test.each([
    ['setup', lightAct('setup', typed(light, 'авто'), light.id)],
    ['recompute', lightAct('recompute', typed(light, 'авто'))],
    ['send', lightAct('send', waiting(light, 'черновик', FEW))],
    ['draw', drawAct('семь-сорок')],
    ['erasePerson', lightAct('erasePerson', counted(light, 'авто'), 'anna@example.com')],
    ['automate', lightAct('automate', counted(light, 'авто'), 'on')],
    ['daily', lightAct('daily', stale(light, 'авто', FEW))],
    ['selfTest', lightAct('selfTest', counted(light, 'авто'))],
  ] as const)('%s waits a little, says so and does nothing', (_, act) => {
    const run = perform(act, { lockBusy: () => true });
    expect([isRefusal(run.failure), failureText(run.failure)]).toEqual([true, BUSY]);
    expect(run.host.clock.now() - run.host.clock.start).toBe(LOCK_WAIT_MS);
    expect(allCells(run.book)).toEqual(allCells(act.book));
    expect(run.host.mails).toEqual([]);
  });

  test('the person who chose the menu item sees the message', () => {
    const { ui, shown } = watcher();
    const run = perform(lightAct('recompute', typed(light, 'авто')), { ui, lockBusy: () => true });
    expect([run.failure, shown]).toEqual([null, [BUSY]]);
  });

  test.each(['whatChanges', 'deadlinesToday', 'previewLetters', 'help'])(
    '%s is read-only: it does not wait',
    (name) => {
      expect(perform(lightAct(name, counted(light, 'авто')), { lockBusy: () => true }).failure).toBeNull();
    },
  );

  test('the five-minute trigger ends quietly, because it fires again', () => {
    const run = open(waiting(light, 'авто', FEW), { now: sampleOf(light).now, lockBusy: () => true });
    expect(run.run('tick').message).toBe(
      'Другой запуск «Регламента» ещё идёт: письма уйдут через пять минут.',
    );
    expect(run.host.mails).toEqual([]);
  });

  test('the daily run is repeated by the five-minute trigger', () => {
    const { book } = perform(lightAct('automate', stale(light, 'авто', FEW), 'on'));
    const act = lightAct('daily', book);
    const busy = perform(act, { lockBusy: () => true });
    expect(busy.failure).toBeNull();
    expect(busy.host.mails).toEqual([]);
    const later = perform(afterwards({ ...act, name: 'tick' }, busy.book.core.state));
    expect(differences(endOf(expectedOf(act)), endOf(later), false)).toEqual([]);
    expect(column(later.book, 'Журнал', 'Действие')).toContain(
      'Ежедневный запуск (повтор: прошлый прервался)',
    );
  });
});

/** How many times a second run has begun within a first. */
let meetings = 0;

/**
 * Runs `inner` completely just before the n-th call of `outer`, on the same workbook. `locked`: the lock
 * works as at Google.
 */
function interleaved(
  outer: Act,
  inner: Act,
  n: number,
  locked: boolean,
): { readonly outer: Performed; readonly inner: Performed } {
  const within: Performed[] = [];
  let held = false;
  const faults: Faults = {
    beforeCall: ({ number, method }, book) => {
      if (number === n) {
        const run = perform(
          { ...inner, book: modelOf({ ...book.core }) },
          { lockBusy: () => locked && held },
        );
        book.core.state = run.book.core.state;
        within.push(run);
      }
      // The lock is taken at the end of this call, and released at the end of the other.
      if (method === 'tryLock') held = true;
      if (method === 'releaseLock') held = false;
    },
  };
  const run = perform(outer, { faults });
  meetings += 1;
  return { outer: run, inner: within[0] ?? fail(`${outer.name} has no call ${n}`) };
}
const points = (act: Act): number[] =>
  Array.from({ length: expectedOf(act).records.length }, (_, n) => n + 1);
const mailsOf = (pair: { readonly outer: Performed; readonly inner: Performed }): string[] =>
  [...pair.inner.host.mails, ...pair.outer.host.mails].map(({ to, subject }) => `${to} ${subject}`);
const keysOf = (book: WorkbookModel): string[] =>
  column(book, 'Письма', 'Ключ').map((key) => String(key).split('?')[0] ?? '');
const twice = (list: readonly string[]): string[] => list.filter((one, index) => list.indexOf(one) !== index);

/** Pairs of runs that meet. */
const pairs: readonly (readonly [string, string, Act, ...unknown[]])[] = [
  ['recompute', 'tick', lightAct('recompute', typed(light, 'авто'))],
  ['recompute', 'recompute', lightAct('recompute', typed(light, 'авто'))],
  ['send', 'send', lightAct('send', waiting(light, 'авто', FEW))],
  ['tick', 'daily', lightAct('tick', waiting(light, 'авто', FEW))],
  ['daily', 'send', lightAct('daily', stale(light, 'авто', FEW))],
  ['draw', 'draw', drawAct('семь-сорок'), 'другое зерно'],
  ['setup', 'setup', lightAct('setup', open().book, light.id), light.id],
];

describe('two runs meet, whenever the second begins', () => {
  test.each(pairs)(
    '%s and %s: one of them refuses, or they run one after the other',
    (_, name, outer, ...args) => {
      const wrong = points(outer).flatMap((n) => {
        const pair = interleaved(outer, { ...outer, name, args }, n, true);
        const refused = failureText(pair.inner.failure) === BUSY;
        const alone = expectedOf(outer);
        const end = { ...endOf(pair.outer), book: withoutTimes(pair.outer.book, alone.book) };
        // A refused run leaves no trace, so the other one ends as if it were alone.
        const traces = refused && name !== 'daily' ? differences(endOf(alone), end, false) : [];
        const doubled = [...twice(mailsOf(pair)), ...twice(keysOf(pair.outer.book))];
        const crashed = [pair.outer, pair.inner].flatMap(({ failure }) =>
          failure === null || isRefusal(failure) ? [] : [failureText(failure)],
        );
        return [...traces, ...doubled, ...crashed].map((what) => `call ${n}: ${what}`);
      });
      expect(wrong).toEqual([]);
    },
  );
});

describe('two runs meet without a lock', () => {
  test.each(pairs)('%s and %s: no letter twice, no row twice', (_, name, outer, ...args) => {
    const wrong = points(outer).flatMap((n) => {
      const pair = interleaved(outer, { ...outer, name, args }, n, false);
      const draws = pair.outer.book.titles().includes('Розыгрыши')
        ? table(pair.outer.book, 'Розыгрыши').map((row) => String(row['Номинация']))
        : [];
      const crashed = [pair.outer, pair.inner].flatMap(({ failure }) =>
        failure === null || isRefusal(failure) ? [] : [failureText(failure)],
      );
      return [...twice(mailsOf(pair)), ...twice(keysOf(pair.outer.book)), ...twice(draws), ...crashed].map(
        (what) => `call ${n}: ${what}`,
      );
    });
    expect(wrong).toEqual([]);
  });

  test('two sends: every letter was sent once, or is an «ошибка» for staff to decide', () => {
    const outer = lightAct('send', waiting(light, 'авто', FEW));
    const wrong = points(outer).flatMap((n) => {
      const pair = interleaved(outer, outer, n, false);
      const statuses = column(pair.outer.book, 'Письма', 'Статус').slice(0, FEW);
      const gone = new Set(mailsOf(pair)).size;
      const unsure = statuses.filter((status) => status === 'ошибка').length;
      const known = statuses.filter((status) => status === 'отправлено').length;
      return known + unsure === FEW && unsure <= 1 && gone >= known && gone <= FEW
        ? []
        : [`call ${n}: ${gone} gone, ${statuses.join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });

  test('two recomputes: the same results as of one', () => {
    const outer = lightAct('recompute', typed(light, 'авто'));
    const wrong = points(outer).flatMap((n) => {
      const pair = interleaved(outer, outer, n, false);
      const alone = expectedOf(outer);
      const end = { ...endOf(pair.outer), book: withoutTimes(pair.outer.book, alone.book) };
      return differences(endOf(alone), end, false).map((what) => `call ${n}: ${what}`);
    });
    expect(wrong).toEqual([]);
  });
});

test('as many cases as docs/reliability.md promises', () => promised('moments at which', meetings));
