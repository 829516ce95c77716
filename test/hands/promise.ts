// The promise: what a script leaves behind equals what the add-on would compute from nothing.
import { fail, wordOf } from '../bundle/failures.js';
import { allCells } from '../bundle/tables.js';
import type { WorkbookState } from '../../src/local/workbook/model.js';
import { keyOf } from '../../src/rules/text.js';
import { checkAnew } from './anew.js';
import { compare, type Grids } from './compare.js';
import { callOf, type Call, type Hand, type Step } from './script.js';
import { FILLING, fresh, hand, PAUSE, runIt, setClock, setStage, type Stage, wipe } from './stage.js';
import { type Ground, isTag, ourHeaders, rowsOf, sheetsOf, tabOf, TAG, type World } from './world.js';

const journals = (world: World): string[] =>
  sheetsOf(world.book.core.state)
    .filter((sheet) => tabOf(world, sheet, world.book.core.state)?.title === 'Журнал')
    .map(({ title }) => title);

/** Every cell except those of «Журнал», whatever title staff have given it. */
const cellsOf = ({ world }: Stage, book = world.book): Grids => allCells(book, 'Журнал', ...journals(world));

/** The existing tabs and columns. */
const headersOf = ({ world }: Stage): string =>
  JSON.stringify(sheetsOf(world.book.core.state).map((sheet) => [sheet.id, rowsOf(sheet)[0] ?? []]));

/** An undisturbed recompute gives the same result as one from nothing. */
function checkQuiet(stage: Stage, call: Call): string | null {
  const { world } = stage;
  const before = world.book.core.state;
  const word = runIt(stage, call, []);
  const { beside } = stage;
  fresh(stage, before);
  setClock(beside, stage.time);
  const told = wordOf(() => beside.call(...call));
  if ((word === null) !== (told === null)) fail(`«${String(word)}» и с чистого листа «${String(told)}»`);
  if (word === null) compare('не как с чистого листа', cellsOf(stage), cellsOf(stage, beside.book));
  return word;
}

/** The computed values of each tagged row. */
function besideTags(world: World, state: WorkbookState): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const sheet of sheetsOf(state)) {
    const tab = tabOf(world, sheet, state);
    if (tab?.role !== 'input') continue;
    const rows = rowsOf(sheet);
    const header = rows[0] ?? [];
    const at = header.indexOf(TAG);
    if (at < 0) continue;
    const ours = ourHeaders(tab);
    const places = header.map((cell, column) => [keyOf(String(cell)), column] as const);
    const computed = places.filter(([key]) => ours.has(key));
    for (const row of rows.slice(1)) {
      const tag = row[at];
      if (!isTag(tag)) continue;
      for (const [key, column] of computed)
        found.set(`${sheet.id} ${String(tag)} ${key}`, JSON.stringify(row[column] ?? ''));
    }
  }
  return found;
}

/** The computed values of each tagged row if the run had seen this state. */
function wouldStand(stage: Stage, state: WorkbookState, call: Call): ReadonlyMap<string, string> {
  const { beside, world } = stage;
  fresh(stage, state);
  setClock(beside, stage.time);
  // A daily run that may not send has computed anyway.
  wordOf(() => beside.call(...call));
  return besideTags(world, beside.book.core.state);
}

/**
 * A disturbed run: beside each row there must be what was there before, or what would have been computed
 * before or after an edit.
 */
function checkDisturbed(stage: Stage, call: Call, hands: readonly Hand[]): void {
  const { world } = stage;
  const { core } = world.book;
  stage.states = [core.state];
  runIt(stage, call, hands);
  const { states } = stage;
  const stood = states.map((state) => besideTags(world, state));
  let strange = [...besideTags(world, core.state)].filter(
    ([place, value]) => value !== '""' && stood.every((one) => one.get(place) !== value),
  );
  // What an action fills in changes the results too.
  const again: readonly Call[] = [
    [call[0] === 'daily' ? 'daily' : 'recompute'],
    ...(FILLING.has(call[0]) ? [call] : []),
  ];
  const told: string[] = [];
  // Usually the run has seen the state after the last edit.
  for (const state of [...states].reverse())
    for (const one of again) {
      const [first] = strange;
      if (!first) return;
      const would = wouldStand(stage, state, one);
      told.push(String(would.get(first[0])));
      strange = strange.filter(([place, value]) => would.get(place) !== value);
    }
  const [left] = strange;
  if (left) fail(`чужой результат у ${left[0]}: ${left[1]}, а должно быть ${told.join(' или ')}`);
}

/** Plays a script, then checks the workbook without further edits. */
export function play(ground: Ground, steps: readonly Step[]): Stage['counts'] {
  const stage = setStage(ground);
  const { world } = stage;
  try {
    for (const step of steps) {
      stage.counts.steps += 1;
      if ('edit' in step) hand(stage, step.edit);
      else if (step.hands.length > 0) {
        stage.counts.steps += step.hands.length;
        if (step.wipe) wipe(world, world.book.core);
        checkDisturbed(stage, callOf(ground, step), step.hands);
      } else if (step.run === 'recompute') checkQuiet(stage, ['recompute']);
      else runIt(stage, callOf(ground, step), []);
    }
    // No more edits: after one run nothing changes any more, and the result equals that of the same cells
    // typed anew. A run that has created a tab or a column decided without it, so the next run reads it
    // first.
    const before = headersOf(stage);
    let word = checkQuiet(stage, ['recompute']);
    if (headersOf(stage) !== before) word = checkQuiet(stage, ['recompute']);
    const settled = cellsOf(stage);
    stage.time -= PAUSE;
    runIt(stage, ['recompute'], []);
    if (word === null) compare('не в покое', cellsOf(stage), settled);
    checkAnew(stage, word);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Error(`${text}\n${world.log.slice(-60).join('\n')}`, { cause: error });
  }
  return stage.counts;
}
