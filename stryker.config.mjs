// Mutation testing of the pure code: `npm run mutation`, or one folder with `-- --mutate
// 'src/rules/marathon/**/*.ts'`.
export default {
  plugins: ['./test/mutation/runner.mjs'],
  testRunner: 'house',
  ignorers: ['prose'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Sample rows (demo, sample) are only looked at, not computed with. Prose is excluded by literal, see
  // prose.mjs.
  mutate: [
    'src/rules/**/*.ts',
    'src/sheets/{diff,requests,wanted}.ts',
    'src/mail/{outbox,fate,entries,keys,flight,readdress,words}.ts',
    '!src/rules/*/{demo*,sample}.ts',
  ],
  ignorePatterns: [
    'build',
    'dist',
    'docs',
    'demo',
    '.ci',
    'src/local',
    'test/{acceptance,browser,bundle,local}',
  ],
  // Endless mutants are stopped by their number of steps (runner.mjs); these limits are generous, for a busy machine.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  thresholds: { high: 95, low: 85, break: 85 },
  reporters: ['clear-text', 'progress', 'json'],
  clearTextReporter: { reportTests: false, logTests: false },
  jsonReporter: { fileName: 'build/mutation.json' },
};
