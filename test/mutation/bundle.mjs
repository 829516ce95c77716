// All tests of the rules, sheets and mail in one script: compiled once, evaluated anew for every mutant.
// Packages are external and loaded once; the modules of a test file are evaluated when the file is loaded.
import { readdirSync } from 'node:fs';
import vm from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { expect } from 'expect';
import { jestGlobals } from './cases.mjs';

const FOLDERS = ['test/rules', 'test/sheets', 'test/mail'];
/** A property is checked with a tenth of its samples, but at least 25; a failing one is not shrunk. */
const samples = (wanted = 100) => Math.min(wanted, Math.max(25, Math.round(wanted / 10)));

const testFiles = () =>
  FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  ).sort();

const fewerSamples = {
  ...fc,
  assert: (property, options = {}) =>
    fc.assert(property, { ...options, numRuns: samples(options.numRuns), endOnFailure: true }),
};

/** Returns the files, and a function that evaluates the bundle: file → function that loads it. */
export async function bundleTests() {
  const files = testFiles();
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: files
        .map((file) => `exports[${JSON.stringify(file)}] = () => require('./${file}');`)
        .join('\n'),
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    // The clock stands still (`Number()` is 0), so that no mutant fails because the machine is busy.
    define: { 'performance.now': 'Number' },
    target: 'es2022',
    metafile: true,
    write: false,
    outfile: 'tests.cjs',
  });
  const packages = new Map([
    ['fast-check', fewerSamples],
    ['@jest/globals', { ...jestGlobals, expect }],
  ]);
  for (const { path, external } of Object.values(metafile.outputs).flatMap(({ imports }) => imports))
    if (external && !packages.has(path)) packages.set(path, await import(path));
  const script = new vm.Script(`(require, exports, module) => {${outputFiles[0].text}\n}`, {
    filename: 'tests.cjs',
  });
  const evaluate = script.runInThisContext();
  return {
    files,
    evaluate: () => {
      const exports = {};
      evaluate((name) => packages.get(name), exports, { exports });
      return exports;
    },
  };
}
