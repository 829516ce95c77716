// Every programme's sample in several states, and every action that writes, with arguments for which it has
// something to do.
import type { WorkbookModel } from '../../src/local/host.js';
import type { Programme } from '../../src/rules/programme.js';
import { programmes } from '../../src/rules/registry.js';
import { keyOf } from '../../src/rules/text.js';
import { fail } from '../bundle/failures.js';
import { cloneOf, lazily, open, type Options } from '../bundle/open.js';
import { argumentsOf, personOf, SAMPLES, sampleOf, SHORT_SAMPLES } from '../bundle/samples.js';
import { columnOf, setSetting } from '../bundle/tables.js';
import { type Act, perform } from './support.js';

export type Mode = 'черновик' | 'авто';
/** How much of a programme's sample: every fault at every call is tried with the first rows of each tab. */
export type Size = 'short' | 'whole';
/** Number of waiting letters: a run of a few is as telling as a run of many. */
export const FEW = 3;
/** The largest number that a test sends. */
export const SEVERAL = 8;

/** The programme with a draw. */
const drawing: Programme =
  programmes.find(({ actions }) => actions.some(({ name }) => name === 'draw')) ?? fail('nobody draws');

const made = new Map<string, WorkbookModel>();
const once = (key: string, make: () => WorkbookModel): WorkbookModel => {
  const book = made.get(key) ?? make();
  made.set(key, book);
  return cloneOf(book);
};
const samplesOf = (size: Size): typeof SAMPLES => (size === 'short' ? SHORT_SAMPLES : SAMPLES);
const done = (
  book: WorkbookModel,
  options: Pick<Options, 'now' | 'samples'>,
  name: string,
  ...args: readonly unknown[]
): WorkbookModel => {
  open(book, { ...options, faults: { callMs: 0 } }).call(name, ...args);
  return book;
};

export const empty = (): WorkbookModel => open().book;
/** The sample as typed. */
export const typed = (programme: Programme, mode: Mode, size: Size = 'short'): WorkbookModel =>
  once(`${programme.id} typed ${mode} ${size}`, () => {
    const { now } = sampleOf(programme);
    const book = done(empty(), { now, samples: samplesOf(size) }, 'demo', programme.id);
    setSetting(book, programme.title, 'Режим писем', mode);
    return book;
  });
/** The same after a recompute. */
export const counted = (programme: Programme, mode: Mode, size: Size = 'short'): WorkbookModel =>
  once(`${programme.id} counted ${mode} ${size}`, () =>
    done(typed(programme, mode, size), { now: sampleOf(programme).now }, 'recompute'),
  );
const rowsOf = (programme: Programme): number =>
  Object.values(sampleOf(programme).rows).reduce((sum, rows) => sum + rows.length, 0);
/**
 * The programme with the shortest sample that writes enough letters, for whatever is tried at every call, in
 * pairs or with every fault.
 */
export const light: Programme =
  [...programmes]
    .sort((a, b) => rowsOf(a) - rowsOf(b))
    .find((one) => counted(one, 'черновик').values('Письма').length > SEVERAL) ?? fail('no programmes');

/** The same with this many letters waiting, the others cancelled by staff. */
export const waiting = (
  programme: Programme,
  mode: Mode,
  letters: number,
  size: Size = 'short',
): WorkbookModel =>
  once(`${programme.id} waiting ${mode} ${letters} ${size}`, () => {
    const book = counted(programme, mode, size);
    const status = columnOf(book, 'Письма', 'Статус');
    book.values('Письма').forEach((row, index) => {
      if (index > letters && row.length > 0) book.set('Письма', index, status, 'отменено');
    });
    return book;
  });
/**
 * The same with every result removed and one person flagged for erasure: a daily run has everything to do.
 */
export const stale = (
  programme: Programme,
  mode: Mode,
  letters: number,
  size: Size = 'short',
): WorkbookModel =>
  once(`${programme.id} stale ${mode} ${letters} ${size}`, () => {
    const book = waiting(programme, mode, letters, size);
    for (const tab of Object.values(programme.tabs)) {
      const [header = [], ...rows] = book.values(tab.title);
      if (tab.role === 'output') book.setRows(tab.title, [header]);
      if (tab.role !== 'input') continue;
      for (const { header: text, options } of Object.values(tab.columns)) {
        const at = header.findIndex((cell) => keyOf(String(cell)) === keyOf(text));
        if (at < 0) continue;
        if (options.computed) rows.forEach((_, index) => book.set(tab.title, index + 1, at, null));
        if (options.erases && rows.length > 1) book.set(tab.title, 2, at, true);
      }
    }
    return book;
  });

/** Every action that writes, each in a workbook where it has something to do. */
export function actsOf(programme: Programme): readonly (readonly [string, Act])[] {
  const { now } = sampleOf(programme);
  // A workbook is only made for a test that runs.
  const act = (name: string, make: () => Act['book'], ...args: readonly unknown[]): Act => {
    const book = lazily(make);
    return {
      name,
      args,
      get book() {
        return book();
      },
      now,
    };
  };
  const ready = (): Act['book'] => counted(programme, 'авто');
  const automate = act('automate', ready, 'on');
  const person = personOf(programme);
  return [
    ['setup', act('setup', empty, programme.id)],
    ['setup again', act('setup', () => counted(programme, 'черновик'), programme.id)],
    ['demo', act('demo', empty, programme.id)],
    ['recompute', act('recompute', () => typed(programme, 'черновик'))],
    ['recompute, nothing new', act('recompute', ready)],
    ['daily, «черновик»', act('daily', () => stale(programme, 'черновик', FEW))],
    ['daily, «авто»', act('daily', () => stale(programme, 'авто', FEW))],
    ['tick, «авто»', act('tick', () => waiting(programme, 'авто', FEW))],
    ['send, «черновик»', act('send', () => waiting(programme, 'черновик', FEW))],
    ['send, «авто»', act('send', () => waiting(programme, 'авто', FEW))],
    ['automate on', automate],
    ['automate off', act('automate', () => perform(automate).book, 'off')],
    ...(person === null ? [] : [['erasePerson', act('erasePerson', ready, person)] as const]),
    ...programme.actions.map(
      ({ name }) => [name, act(name, ready, ...argumentsOf(programme, name))] as const,
    ),
  ];
}

/** An act on the shortest sample. */
export const lightAct = (name: string, book: WorkbookModel, ...args: readonly unknown[]): Act => ({
  name,
  args,
  book,
  now: sampleOf(light).now,
});
/** A draw with something to draw. */
export const drawAct = (seed: string): Act => ({
  name: 'draw',
  args: [seed],
  book: counted(drawing, 'авто'),
  now: sampleOf(drawing).now,
});
