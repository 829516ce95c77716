// What Google loads on every call: the size of dist/Code.js, its compilation and evaluation in a bare
// context, and onOpen by itself.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { type Figure, figureOf, stopwatch } from './measure.js';

export interface BundleFigures {
  readonly kb: number;
  readonly gzipKb: number;
  readonly compile: Figure;
  readonly evaluate: Figure;
  readonly both: Figure;
  /** The call by itself, after both. */
  readonly onOpen: Figure;
}

const MENU = `var SpreadsheetApp = { getUi: function () {
  var menu = { addItem: function () { return menu; }, addSeparator: function () { return menu; },
    addSubMenu: function () { return menu; }, addToUi: function () {} };
  return { createMenu: function () { return menu; } };
} };`;

export function bundleFigures(path: string, count: number): BundleFigures {
  const code = readFileSync(path, 'utf8');
  const compile: number[] = [];
  const evaluate: number[] = [];
  const onOpen: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const context = vm.createContext({});
    vm.runInContext(MENU, context);
    const compiling = stopwatch();
    // A different text each time: V8 would otherwise reuse its cached compilation.
    const script = new vm.Script(`${code}\n// ${round}`);
    compile.push(compiling());
    const evaluating = stopwatch();
    script.runInContext(context);
    evaluate.push(evaluating());
    const opening = stopwatch();
    vm.runInContext('onOpen()', context);
    onOpen.push(opening());
  }
  return {
    kb: Buffer.byteLength(code) / 1_024,
    gzipKb: gzipSync(code, { level: 9 }).length / 1_024,
    compile: figureOf(compile),
    evaluate: figureOf(evaluate),
    both: figureOf(compile.map((time, round) => time + (evaluate[round] ?? 0))),
    onOpen: figureOf(onOpen),
  };
}
