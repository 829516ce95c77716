/** Tests run as native ES modules; esbuild only strips the types. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // Imports name the compiled file, as ES modules must; the source beside it is what runs here.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': '<rootDir>/test/transform.mjs' },
  setupFiles: ['<rootDir>/test/setup.mjs'],
  testSequencer: '<rootDir>/test/sequencer.mjs',
  testTimeout: 60_000,
  // Every core; a worker that has grown is replaced: modules of earlier files stay in its memory.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
};
