// The promise: what a script leaves behind is held against what the add-on would compute from nothing.
import { allCells, fail } from '../bundle/support.js';
import type { WorkbookState } from '../../src/local/workbook/model.js';
import { keyOf } from '../../src/rules/text.js';
import { checkAnew } from './anew.js';
import { compare, type Grids } from './compare.js';
import { callOf, type Call, type Hand, type Step } from './script.js';
import { fresh, hand, PAUSE, runIt, setClock, setStage, type Stage, wipe, wordOf } from './stage.js';
import { type Ground, isTag, ourHeaders, rowsOf, sheetsOf, tabOf, TAG, type World } from './world.js';

const journals = (world: World): string[] =>
  sheetsOf(world.book.core.state)
    .filter((sheet) => tabOf(world, sheet, world.book.core.state)?.title === 'Журнал')
    .map(({ title }) => title);

/** Every cell but those of «Журнал», whatever staff call it. */
const cellsOf = ({ world }: Stage, book = world.book): Grids => allCells(book, 'Журнал', ...journals(world));

/** A recompute that nobody disturbs gives what it would give from nothing. */
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

/** Values of computed cells beside each tag. */
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
    for (const row of rows.slice(1)) {
      const tag = row[at];
      if (!isTag(tag)) continue;
      header.forEach((cell, column) => {
        if (!ours.has(keyOf(String(cell)))) return;
        found.set(`${sheet.id} ${String(tag)} ${keyOf(String(cell))}`, JSON.stringify(row[column] ?? ''));
      });
    }
  }
  return found;
}

/** What would stand beside each tag if the run had seen this state. */
function wouldStand(stage: Stage, state: WorkbookState, call: Call): ReadonlyMap<string, string> {
  const { beside, world } = stage;
  fresh(stage, state);
  setClock(beside, stage.time);
  // A daily run that may not send has computed all the same.
  wordOf(() => beside.call(...call));
  return besideTags(world, beside.book.core.state);
}

/** A run that hands disturbed: beside each row stands what it had, or what it would have had before or after a hand. */
function checkDisturbed(stage: Stage, call: Call, hands: readonly Hand[]): void {
  const { world } = stage;
  const { core } = world.book;
  stage.states = [core.state];
  runIt(stage, call, hands);
  const { states } = stage;
  const stood = states.map((state) => besideTags(world, state));
  const again: Call = [call[0] === 'daily' ? 'daily' : 'recompute'];
  let would: readonly ReadonlyMap<string, string>[] | null = null;
  for (const [place, value] of besideTags(world, core.state)) {
    if (value === '""' || stood.some((one) => one.get(place) === value)) continue;
    would ??= states.map((state) => wouldStand(stage, state, again));
    if (would.every((one) => one.get(place) !== value))
      fail(
        `чужой результат у ${place}: ${value}, а должно быть ${would.map((one) => one.get(place)).join(' или ')}`,
      );
  }
}

/** Plays a script and then lets the workbook come to rest. */
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
    // The hands rest: after one run nothing changes any more, and what stands is what the same cells typed anew would give.
    const word = checkQuiet(stage, ['recompute']);
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
