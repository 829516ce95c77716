// Apps Script's runtime is a V8 of February 2020 (8.0) or later, and Google does not say which: the bundle runs in a
// context from which everything newer has been deleted.
import vm from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { type Realms, sharedRealms, type WorkbookModel } from '../../src/local/host.js';
import { programmes } from '../../src/rules/registry.js';
import { open, type Opened } from './open.js';
import { CODE, SAMPLES, SHORT_SAMPLES } from './samples.js';
import { allCells } from './tables.js';

/** Functions of the language that came after V8 8.0, by what has them. */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  globalThis: [
    ...['WeakRef', 'FinalizationRegistry', 'AggregateError', 'Iterator', 'Float16Array', 'Temporal'],
    ...['DisposableStack', 'AsyncDisposableStack', 'SuppressedError', 'ShadowRealm', 'structuredClone'],
  ],
  Object: ['hasOwn', 'groupBy'],
  Array: ['fromAsync'],
  'Array.prototype': [
    ...['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
    ...['group', 'groupToMap'],
  ],
  'Object.getPrototypeOf(Int8Array.prototype)': [
    ...['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with'],
  ],
  Uint8Array: ['fromBase64', 'fromHex'],
  'Uint8Array.prototype': ['toBase64', 'toHex', 'setFromBase64', 'setFromHex'],
  'ArrayBuffer.prototype': [
    ...['resize', 'resizable', 'maxByteLength', 'transfer', 'transferToFixedLength', 'detached'],
  ],
  'DataView.prototype': ['getFloat16', 'setFloat16'],
  'String.prototype': ['at', 'replaceAll', 'isWellFormed', 'toWellFormed'],
  'RegExp.prototype': ['hasIndices', 'unicodeSets'],
  RegExp: ['escape'],
  Promise: ['any', 'try', 'withResolvers'],
  Map: ['groupBy'],
  'Map.prototype': ['getOrInsert', 'getOrInsertComputed'],
  'WeakMap.prototype': ['getOrInsert', 'getOrInsertComputed'],
  'Set.prototype': [
    ...['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf'],
    'isDisjointFrom',
  ],
  'Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))': [
    ...['map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'forEach', 'some', 'every', 'find'],
  ],
  Math: ['f16round', 'sumPrecise'],
  JSON: ['rawJSON', 'isRawJSON'],
  Error: ['isError'],
  Symbol: ['dispose', 'asyncDispose'],
  Intl: ['DisplayNames', 'Segmenter', 'DurationFormat', 'supportedValuesOf'],
};
/** Of these the bundle brings its own. */
const SUPPLIED = ['Object.hasOwn', 'Array.prototype.at'];

const names = Object.entries(NEWER).flatMap(([owner, list]) => list.map((name) => `${owner}.${name}`));
const DELETED = `"use strict";${names.map((name) => `delete ${name};`).join('')}\n`;

/** Contexts that have been made older before the bundle is loaded. */
function olderRealms(): Realms {
  const realms = sharedRealms();
  return {
    take: (bundle) => realms.take(DELETED + bundle),
    giveBack: (bundle, realm) => {
      realms.giveBack(DELETED + bundle, realm);
    },
  };
}

test('the context is as old as the tests suppose', () => {
  const { context } = olderRealms().take(CODE);
  const present = names.filter((name) => vm.runInContext(`typeof ${name}`, context) !== 'undefined');
  expect(present.sort()).toEqual([...SUPPLIED].sort());
});

describe.each(programmes)('$title', ({ id, actions }) => {
  const opened = (realms: Realms | null): Opened => {
    const now = SAMPLES[id]?.now;
    return open(undefined, {
      samples: SHORT_SAMPLES,
      // The clock stands still, so that both runs write the same times.
      faults: { callMs: 0 },
      ...(now ? { now } : {}),
      ...(realms ? { realms } : {}),
    });
  };
  /** What the actions return and leave in the workbook. */
  function done({ call, as, book }: Opened): readonly [unknown[], ReturnType<typeof allCells>] {
    const values: unknown[] = [call('setup', id), call('demo', id), call('recompute'), call('daily')];
    for (const name of ['whatChanges', 'deadlinesToday', 'previewLetters', 'send', 'selfTest', 'help'])
      values.push(call(name));
    for (const { name } of actions) values.push(call(name, ...(SHORT_SAMPLES[id]?.actions?.[name] ?? [])));
    const page = as({ visitor: '' }, 'doGet', {}) as { readonly getContent: () => string };
    return [[...values, page.getContent()], cells(book)];
  }
  const cells = (book: WorkbookModel): ReturnType<typeof allCells> => allCells(book, 'Журнал');

  test('does in it what it does in the newest', () => {
    expect(done(opened(olderRealms()))).toEqual(done(opened(null)));
  });
});

test('what is supplied does what the language says', () => {
  const { context } = olderRealms().take(CODE);
  const value = (code: string): unknown =>
    JSON.parse(String(vm.runInContext(`JSON.stringify(${code})`, context)));
  expect(
    value('[[1,2,3].at(0), [1,2,3].at(-1), [1,2,3].at(3) === undefined, [].at(-1) === undefined]'),
  ).toEqual([1, 3, true, true]);
  expect(value("[Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({}, 'toString')]")).toEqual([true, false]);
  expect(
    value('[Object.keys([]), Object.keys(Object), (() => { for (var i in []) return i; return 0; })()]'),
  ).toEqual([[], [], 0]);
});

test('no regular expression has a flag that came later', () => {
  const source = ts.createSourceFile('Code.js', CODE, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const flags = new Set<string>();
  const walk = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) flags.add(node.text.slice(node.text.lastIndexOf('/') + 1));
    ts.forEachChild(node, walk);
  };
  walk(source);
  expect([...flags].join('').replace(/[gimsuy]/g, '')).toBe('');
});
