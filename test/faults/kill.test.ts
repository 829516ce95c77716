// Kill at every point: every action of every programme's sample is stopped at each of its service calls and
// run again.
import { describe, expect, test } from '@jest/globals';
import { type SentLetter, Terminated } from '../../src/local/host.js';
import type { WorkbookState } from '../../src/local/workbook/model.js';
import { programmes } from '../../src/rules/registry.js';
import { fail, failureText } from '../bundle/failures.js';
import { argumentsOf, sampleOf } from '../bundle/samples.js';
import { column, columnOf, put } from '../bundle/tables.js';
import { actsOf, empty, FEW, light, lightAct, stale, typed, waiting } from './acts.js';
import {
  type Act,
  afterwards,
  differences,
  type End,
  endAfter,
  endOf,
  everything,
  expectedOf,
  isRefusal,
  perform,
  promised,
} from './support.js';

/** More than one batch of 25; one sample is enough for that. */
const TWO_BATCHES = 27;

/** The state when a service call began: what a run that Google stops there leaves behind. */
interface Moment {
  readonly call: number;
  readonly state: WorkbookState;
  readonly mails: readonly SentLetter[];
}

/** Runs the act undisturbed and records the state before each of its calls and after the last. */
function rehearse(act: Act): { readonly end: End; readonly moments: readonly Moment[] } {
  const seen: { readonly state: WorkbookState; readonly sent: number }[] = [];
  let sent = 0;
  const run = perform(act, {
    faults: {
      beforeCall: ({ method }, { core }) => {
        seen.push({ state: core.state, sent });
        if (method === 'sendEmail') sent += 1;
      },
    },
  });
  expect(run.failure).toBeNull();
  const { mails } = run.host;
  expect(mails).toHaveLength(sent);
  seen.push({ state: run.book.core.state, sent });
  return {
    end: { book: run.book, mails },
    moments: seen.map((one, index) => ({
      call: index + 1,
      state: one.state,
      mails: mails.slice(0, one.sent),
    })),
  };
}

/** What the tests of all actions have played. */
const played = { actions: 0, calls: 0, states: 0 };

/** Moments with the same state as the previous one have the same outcome: only one of each is run again. */
const distinct = (moments: readonly Moment[]): readonly Moment[] =>
  moments.filter(
    ({ state, mails }, index) =>
      state !== moments[index - 1]?.state || mails.length !== moments[index - 1]?.mails.length,
  );

/** What is wrong after the act has been stopped at a moment and run again. */
function wrongAfter(act: Act, end: End, { call, state, mails }: Moment): readonly string[] {
  const again = perform(afterwards(act, state));
  // What has already been done may be refused the second time: then the result must be complete.
  const crash = again.failure !== null && !isRefusal(again.failure) ? [failureText(again.failure)] : [];
  const actual = { book: again.book, mails: [...mails, ...again.host.mails] };
  return [...crash, ...differences(end, actual, true)].map((what) => `call ${call}: ${what}`);
}

describe.each(programmes.map((programme) => [programme.title, programme] as const))('%s', (_, programme) => {
  test.each(actsOf(programme))(
    '%s: stopped at any call and run again, it has the same result',
    (_name, act) => {
      const { end, moments } = rehearse(act);
      const states = distinct(moments);
      played.actions += 1;
      played.calls += moments.length - 1;
      played.states += states.length;
      expect(states.flatMap((moment) => wrongAfter(act, end, moment))).toEqual([]);
    },
  );
});

test('as many cases as docs/reliability.md promises', () => {
  promised('actions of all programmes', played.actions);
  promised('calls at which they are stopped', played.calls);
  promised('distinct states from which they are run again', played.states);
});

test.each(programmes.map((programme) => [programme.title, programme] as const))(
  '%s: the daily run of the whole sample, stopped at any call and run again, has the same result',
  (_, programme) => {
    const book = stale(programme, 'авто', FEW, 'whole');
    const act: Act = { name: 'daily', args: [], book, now: sampleOf(programme).now };
    const { end, moments } = rehearse(act);
    expect(distinct(moments).flatMap((moment) => wrongAfter(act, end, moment))).toEqual([]);
  },
);

const first = programmes[0] ?? fail('no programmes');
const actOf = (name: string, book: Act['book']): Act => ({
  name,
  args: [],
  book,
  now: sampleOf(first).now,
});

test('a queue of more than one batch, stopped at any call and sent again: no letter twice, none lost', () => {
  const act = actOf('send', waiting(first, 'черновик', TWO_BATCHES, 'whole'));
  const { end, moments } = rehearse(act);
  expect(end.mails).toHaveLength(TWO_BATCHES);
  expect(distinct(moments).flatMap((moment) => wrongAfter(act, end, moment))).toEqual([]);
});

/** The marathon's sample with letters so long that a recompute writes several pieces. */
function withLongLetters(): Act['book'] {
  const book = typed(first, 'авто', 'whole');
  const text = columnOf(book, 'Шаблоны писем', 'Текст');
  book.values('Шаблоны писем').forEach((row, index) => {
    if (index > 0) book.set('Шаблоны писем', index, text, `${String(row[text])}\n${'длинно '.repeat(6_000)}`);
  });
  return book;
}

test('a plan of more than one piece, stopped at any call and run again, has the same result', () => {
  const act = actOf('recompute', withLongLetters());
  const { end, moments } = rehearse(act);
  const left = distinct(moments);
  expect(left.length).toBeGreaterThan(3);
  expect(left.flatMap((moment) => wrongAfter(act, end, moment))).toEqual([]);
});

test('an action with a plan of more than one piece is in «Журнал» once it is done, and the next recompute does the rest', () => {
  const book = withLongLetters();
  const act: Act = { ...actOf('draw', book), args: argumentsOf(first, 'draw') };
  const { end, moments } = rehearse(act);
  const drawn = (state: WorkbookState): boolean =>
    column(afterwards(act, state).book, 'Розыгрыши', 'Хеш').length > column(book, 'Розыгрыши', 'Хеш').length;
  const left = distinct(moments).filter(({ state }) => drawn(state));
  expect(left.length).toBeGreaterThan(2);
  for (const { state, mails } of left) {
    const stopped = afterwards({ ...act, name: 'recompute', args: [] }, state);
    expect(column(stopped.book, 'Журнал', 'Действие')).toContain('Провести розыгрыш');
    const again = perform(stopped);
    expect(differences(end, { book: again.book, mails: [...mails, ...again.host.mails] }, true)).toEqual([]);
  }
});

test('a plan of more than one piece, stopped when «Сроки» is written: no letter about a level is lost', () => {
  const now = '2024-06-03T12:00:00+05:00';
  const set = perform({ name: 'setup', args: ['resellers'], book: empty(), now });
  const book = perform({ ...actOf('recompute', set.book), now }).book;
  const text = columnOf(book, 'Шаблоны писем', 'Текст');
  const row = column(book, 'Шаблоны писем', 'Код').indexOf('resellers.level') + 1 || fail('no such letter');
  book.set('Шаблоны писем', row, text, `{{повод}}\n${'длинно '.repeat(4_000)}`);
  const headers = book.values('Реселлеры')[0] ?? [];
  const company = (index: number): Readonly<Record<string, string | number>> => ({
    Компания: `К${index}`,
    Email: `k${index}@example.com`,
    'Дата регистрации': 45_400,
    'Заявленный уровень': 'Professional Reseller',
  });
  const rows = Array.from({ length: 90 }, (_, index) => company(index));
  book.setRows('Реселлеры', [
    headers,
    ...rows.map((cells) => headers.map((one) => cells[String(one)] ?? null)),
  ]);
  const counted = perform({ ...actOf('recompute', book), now }).book;
  for (const header of ['План продаж', 'Специалист по продажам'])
    rows.forEach((_, index) => put(counted, 'Реселлеры', index + 1, header, true));
  const act = { ...actOf('recompute', counted), now };
  const { end, moments } = rehearse(act);
  expect(column(end.book, 'Письма', 'Ключ')).toHaveLength(rows.length);
  const left = distinct(moments);
  expect(left.length).toBeGreaterThan(2);
  expect(left.flatMap((moment) => wrongAfter(act, end, moment))).toEqual([]);
});

describe('a run that is really stopped leaves the state of that moment', () => {
  test.each([
    ['recompute', lightAct('recompute', typed(light, 'авто'))],
    ['daily', lightAct('daily', stale(light, 'авто', FEW))],
  ] as const)('%s, at every call, before it and after its effect', (_, act) => {
    const { moments } = rehearse(act);
    const wrong = moments.slice(0, -1).flatMap(({ call }, index) =>
      (['before', 'after'] as const).flatMap((when) => {
        const run = perform(act, { faults: { killAt: { call, when } } });
        const left = moments[when === 'before' ? index : index + 1];
        const same =
          run.records.length === call &&
          left?.mails.length === run.host.mails.length &&
          everything(run.book.core) === everything({ ...run.book.core, state: left.state });
        return same ? [] : [`${when} ${call} differs`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the six-minute limit', () => {
  /** Seconds that every service call takes. */
  const slow = [10, 20, 60];

  test.each(
    programmes.flatMap((programme) => slow.map((seconds) => [programme.title, seconds, programme] as const)),
  )(
    '%s: with calls of %i s each the next daily run continues: nothing twice, nothing lost',
    (_, seconds, programme) => {
      const book = stale(programme, 'авто', 12);
      const act: Act = { name: 'daily', args: [], book, now: sampleOf(programme).now };
      const cut = perform(act, { faults: { callMs: seconds * 1_000 } });
      if (cut.failure !== null) expect(cut.failure).toBeInstanceOf(Terminated);
      const now = new Date(cut.host.clock.now()).toISOString();
      const later = perform({ ...afterwards(act, cut.book.core.state), now });
      expect(later.failure).toBeNull();
      const expected = expectedOf(act);
      expect(differences(endOf(expected), endAfter(expected, cut, later), true)).toEqual([]);
    },
  );

  test('with calls of 3 s sending stops by itself: no letter is left unsure, the rest waits', () => {
    const act = actOf('send', waiting(first, 'авто', 60, 'whole'));
    const run = perform(act, { faults: { callMs: 3_000 } });
    expect(run.failure).toBeNull();
    const statuses = column(run.book, 'Письма', 'Статус');
    expect(statuses.filter((status) => status === 'отправлено')).toHaveLength(run.host.mails.length);
    expect(statuses.filter((status) => status === 'в очереди')).toHaveLength(60 - run.host.mails.length);
    expect(run.host.mails.length).toBeGreaterThan(15);
    expect(run.host.clock.now() - run.host.clock.start).toBeLessThan(6 * 60_000);
  });
});
