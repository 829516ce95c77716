// Stryker's test runner for this project: one bundle of all tests, evaluated anew in one process for every
// mutant.
// Jest needs seconds per mutant to reload hundreds of native modules; this takes milliseconds and shares no cache
// between mutants.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareFactoryPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { bundleTests } from './bundle.mjs';
import { collectCases } from './cases.mjs';
import { isProse } from './prose.mjs';

/** The results of the dry run, for worker processes that did not run it. */
const MEASURED = '.mutation-measured.json';
/** A case may take PATIENCE times the steps of the dry run plus GRACE; beyond that it counts as endless. */
const PATIENCE = 3;
const GRACE = 300_000;
const space = (globalThis.__stryker__ ??= {});
/**
 * Mutated code asks at every step which mutant is active, so steps can be counted independently of the clock.
 */
const steps = { active: undefined, taken: 0, limit: Infinity };
Object.defineProperty(space, 'activeMutant', {
  get: () => {
    steps.taken += 1;
    if (steps.taken > steps.limit) throw new Error('the mutant does not end');
    return steps.active;
  },
});

/** The id of a case is `file.case`; `file.` stands for the loading of the file. */
const fileOf = (id) => Number(id.split('.')[0]);

/** Runs `work`; returns the milliseconds it took and what it threw, if anything. */
async function attempt(work) {
  const start = performance.now();
  try {
    await work();
    return { ms: performance.now() - start };
  } catch (error) {
    return { ms: performance.now() - start, failure: error instanceof Error ? error.message : String(error) };
  }
}

function runner() {
  let tests;
  /** Milliseconds and steps by case. */
  let measured;
  /** Source file → test file → how many of its mutants that test file killed. */
  const kills = new Map();

  /** The dry run: each file in a new evaluation, so that everything its loading covers is recorded. */
  async function dryRun() {
    measured = { times: {}, steps: {} };
    const coverage = (space.mutantCoverage = { static: {}, perTest: {} });
    const results = [];
    const run = async (id, name, fileName, work) => {
      space.currentTestId = id;
      steps.taken = 0;
      const { ms, failure } = await attempt(work);
      space.currentTestId = undefined;
      measured.times[id] = ms;
      measured.steps[id] = steps.taken;
      results.push({
        id,
        name,
        fileName: path.resolve(fileName),
        timeSpentMs: Math.round(ms),
        ...(failure === undefined
          ? { status: TestStatus.Success }
          : { status: TestStatus.Failed, failureMessage: failure }),
      });
    };
    for (const [number, file] of tests.files.entries()) {
      let cases = [];
      await run(`${number}.`, `${file} (loading)`, file, () => {
        cases = collectCases(tests.evaluate(), file);
      });
      for (const [index, one] of cases.entries())
        await run(`${number}.${index}`, `${file}: ${one.name}`, file, one.run);
    }
    writeFileSync(MEASURED, JSON.stringify(measured));
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: coverage };
  }

  /** Which cases of which files to run; `null` means all, for a file whose loading the mutant changes. */
  function plan(testFilter, source) {
    const byFile = new Map();
    for (const id of testFilter ?? tests.files.map((_, number) => `${number}.`)) {
      const number = fileOf(id);
      const index = id.split('.')[1];
      if (index === '') byFile.set(number, null);
      else if (!byFile.has(number)) byFile.set(number, new Set([Number(index)]));
      else byFile.get(number)?.add(Number(index));
    }
    const cost = new Map();
    for (const [id, ms] of Object.entries(measured.times)) {
      const wanted = byFile.get(fileOf(id));
      const index = id.split('.')[1];
      if (wanted === null || index === '' || wanted?.has(Number(index)))
        cost.set(fileOf(id), (cost.get(fileOf(id)) ?? 0) + ms);
    }
    const killed = kills.get(source) ?? new Map();
    return [...byFile].sort(
      ([a], [b]) =>
        (killed.get(b) ?? 0) - (killed.get(a) ?? 0) || (cost.get(a) ?? 0) - (cost.get(b) ?? 0) || a - b,
    );
  }

  async function mutantRun({ activeMutant, testFilter, disableBail }) {
    measured ??= JSON.parse(readFileSync(MEASURED, 'utf8'));
    Object.assign(steps, { active: activeMutant.id, taken: 0 });
    const module = tests.evaluate();
    const killedBy = [];
    let failureMessage = '';
    let nrOfTests = 0;
    const check = async (id, work) => {
      nrOfTests += 1;
      steps.taken = 0;
      steps.limit = GRACE + PATIENCE * (measured.steps[id] ?? 0);
      const { failure } = await attempt(work);
      if (failure === undefined) return;
      killedBy.push(id);
      failureMessage ||= failure;
      const own = kills.get(activeMutant.fileName) ?? new Map();
      kills.set(activeMutant.fileName, own.set(fileOf(id), (own.get(fileOf(id)) ?? 0) + 1));
    };
    const endless = () => steps.taken > steps.limit;
    const over = () => endless() || (killedBy.length > 0 && !disableBail);
    for (const [number, wanted] of plan(testFilter, activeMutant.fileName)) {
      if (over()) break;
      let cases = [];
      await check(`${number}.`, () => {
        cases = collectCases(module, tests.files[number]);
      });
      const order = cases
        .map((one, index) => ({ one, id: `${number}.${index}`, index }))
        .filter(({ index }) => wanted === null || wanted.has(index))
        .sort((a, b) => (measured.times[a.id] ?? 0) - (measured.times[b.id] ?? 0));
      for (const { one, id } of order) {
        if (over()) break;
        await check(id, one.run);
      }
    }
    if (endless()) return { status: MutantRunStatus.Timeout, reason: failureMessage };
    return killedBy.length > 0
      ? { status: MutantRunStatus.Killed, killedBy, failureMessage, nrOfTests }
      : { status: MutantRunStatus.Survived, nrOfTests };
  }

  return {
    capabilities: () => ({ reloadEnvironment: true }),
    init: async () => {
      await import(pathToFileURL(path.resolve('test/setup.mjs')).href);
      tests = await bundleTests();
    },
    dryRun,
    mutantRun,
  };
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'house', runner),
  declareValuePlugin(PluginKind.Ignore, 'prose', {
    shouldIgnore: ({ node }) => (isProse(node) ? 'Russian prose: a mutant only empties it' : undefined),
  }),
];
