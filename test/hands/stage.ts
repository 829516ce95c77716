// The stage: a workbook whose add-on is checked after every call, and a second one that computes the same
// from nothing.
import { fail, wordOf } from '../bundle/failures.js';
import { cloneOf, open, type Opened, WRITE } from '../bundle/open.js';
import { at } from '../bundle/tables.js';
import type { ServiceCall } from '../../src/local/host.js';
import { setValue } from '../../src/local/workbook/cells.js';
import { transact, type Workbook, type WorkbookState } from '../../src/local/workbook/model.js';
import { programmes } from '../../src/rules/registry.js';
import { keyOf } from '../../src/rules/text.js';
import { deadlinesTab } from '../../src/sheets/shared-tabs.js';
import { type Edit, perform } from './edits.js';
import type { Call, Hand } from './script.js';
import { checkEffect, checkWord, hasLetters, inTheAir, isLineAlone, setFree } from './watch.js';
import {
  adopt,
  type Ground,
  haltedTabs,
  isTag,
  ourHeaders,
  rowsOf,
  sheetsOf,
  stoppedTitles,
  tabOf,
  type World,
  worldOf,
} from './world.js';

/** Time between two runs, so that letters become due and quotas are renewed (milliseconds). */
export const PAUSE = 150_000;

/** The workbook with its add-on, and a second one that computes the same from nothing. */
export interface Stage {
  readonly ground: Ground;
  readonly world: World;
  readonly opened: Opened;
  readonly beside: Opened;
  readonly sent: Map<string, number>;
  readonly free: Set<string>;
  readonly counts: { steps: number; hands: number; runs: number; refused: number };
  /** The states after each edit since a run began. */
  states: WorkbookState[];
  hook: ((call: ServiceCall) => void) | null;
  time: number;
}

export function setStage(ground: Ground): Stage {
  const world = worldOf(ground);
  const now = ground.now;
  let stage: Stage | null = null;
  const opened = open(world.book, {
    now,
    // The clock stands still between calls, so that a slow machine plays the same script.
    faults: { callMs: 0, beforeCall: (call) => stage?.hook?.(call) },
  });
  stage = {
    ground,
    world,
    opened,
    beside: open(cloneOf(world.book), { now, faults: { callMs: 0 } }),
    sent: new Map(),
    free: new Set(),
    counts: { steps: 0, hands: 0, runs: 0, refused: 0 },
    states: [],
    hook: null,
    time: at(now),
  };
  return stage;
}

export const setClock = ({ host }: Opened, time: number): void => {
  host.clock.sleep(time - host.clock.now());
};

/** Makes an edit, and records which letters may be sent again because of it. */
export function hand(stage: Stage, edit: Edit): void {
  const { world } = stage;
  const before = world.book.core.state;
  perform(world, edit);
  for (const one of setFree(world, before, world.book.core.state)) stage.free.add(one);
  stage.states.push(world.book.core.state);
}

/** What fills cells of staff's tabs, or adds rows to logs, because staff have asked for it. */
export const FILLING: ReadonlySet<unknown> = new Set([
  'setup',
  'demo',
  ...programmes.flatMap(({ actions }) => actions.filter(({ looks }) => !looks).map(({ name }) => name)),
]);

/** Runs a call with edits in between; returns null, or the message with which it ended. */
export function runIt(stage: Stage, call: Call, hands: readonly Hand[]): string | null {
  const { world, opened } = stage;
  const { core } = world.book;
  const [name] = call;
  const may = {
    fills: FILLING.has(name),
    erases: name === 'erasePerson' || name === 'daily',
  };
  let seen: WorkbookState = core.state;
  let late = false;
  const look = (): void => {
    if (core.state === seen) return;
    if (!late || !isLineAlone(world, seen, core.state))
      checkEffect(world, seen, core.state, { ...may, late });
    adopt(world, seen);
    seen = core.state;
  };
  let number = 0;
  const broken: unknown[] = [];
  stage.hook = ({ service, method }) => {
    try {
      if (!late) look();
      // There is one request between guard and write: an edit there is repaired by the same recompute.
      const isWrite = method === WRITE;
      const wasLate = late;
      const door =
        (service === 'Sheets' && (!isWrite || (name === 'recompute' && !late))) ||
        service === 'MailApp' ||
        method === 'setProperty';
      for (const { call: when, edit } of hands)
        if (door && when === number) {
          // Inserting and filling an own column takes many edits: within one request staff only get to the
          // first.
          hand(stage, isWrite && edit.op === 'ownColumn' ? { ...edit, op: 'insertColumn' } : edit);
          stage.counts.hands += 1;
          world.log.push(`   … перед ${service}.${method}`);
          late ||= isWrite;
        }
      if (door) number += late ? 99 : 1;
      if (!wasLate) seen = core.state;
      if (method === 'sendEmail') {
        const one = inTheAir(core.state);
        stage.sent.set(one, (stage.sent.get(one) ?? 0) + 1);
        if (stage.sent.get(one) !== 1 && !stage.free.has(one)) fail(`письмо ушло дважды`);
        // Without the tab its history is lost, including what this run will have sent.
        if (hasLetters(world, core.state)) stage.free.delete(one);
      }
    } catch (error) {
      broken.push(error);
    }
  };
  stage.time += PAUSE;
  setClock(opened, stage.time);
  world.log.push(`> ${call.map(String).join(' ')}`);
  stage.counts.runs += 1;
  const word = wordOf(() => opened.call(...call));
  stage.hook = null;
  if (broken.length > 0) throw broken[0];
  look();
  if (word !== null) {
    stage.counts.refused += 1;
    world.log.push(`  ${word}`);
    checkWord(word);
  }
  return word;
}

/** Empties everything that the add-on would compute, except its memory and what stopped programmes have in «Сроки». */
export function wipe(world: World, core: Workbook): void {
  const { state } = core;
  const halted = haltedTabs(world, state);
  const stopped = stoppedTitles(halted);
  transact(core, (tx) => {
    for (const sheet of sheetsOf(state)) {
      const tab = tabOf(world, sheet, state);
      if (!tab || halted.has(tab) || (tab.role !== 'input' && tab.role !== 'output')) continue;
      const ours = ourHeaders(tab);
      const kept = new Set(
        Object.values(tab.columns).flatMap(({ header, options }) =>
          options.remembered ? [keyOf(header)] : [],
        ),
      );
      const rows = rowsOf(sheet);
      const keys = (rows[0] ?? []).map((cell) => keyOf(String(cell)));
      // With two columns of the same header it is unknown which one is the add-on's.
      const taken = keys.filter((key) => ours.has(key));
      if (new Set(taken).size < taken.length) continue;
      const whose = tab === deadlinesTab ? keys.indexOf(keyOf(deadlinesTab.columns.programme.header)) : -1;
      rows.slice(1).forEach((cells, index) => {
        if (stopped.has(String(cells[whose] ?? ''))) return;
        cells.forEach((cell, column) => {
          const key = keys[column] ?? '';
          if (ours.has(key) && !kept.has(key) && cell !== '' && !isTag(cell))
            setValue(tx, sheet.id, index + 1, column, null);
        });
      });
    }
  });
}

/** Puts the second workbook into this state, with everything computed emptied. */
export function fresh({ beside, world }: Stage, state: WorkbookState): void {
  const { core } = beside.book;
  core.state = state;
  wipe(world, core);
}
