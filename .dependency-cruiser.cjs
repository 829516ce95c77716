// The walls of the house: imports point down only, and nobody imports sideways.
const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    wall('no-circles', 'A circle has no bottom to build on.', {}, { circular: true }),
    wall(
      'rules-know-nothing',
      'Rules import rules and libraries.',
      { path: '^src/rules' },
      { path: '^src/(?!rules)' },
    ),
    wall(
      'programmes-are-strangers',
      'No programme knows another.',
      { path: '^src/rules/([^/]+)/' },
      { path: '^src/rules/([^/]+)/', pathNot: '^src/rules/$1/' },
    ),
    wall(
      'shared-rules-know-no-programme',
      'Only the registry lists programmes.',
      { path: '^src/rules/[^/]+\\.ts$', pathNot: '^src/rules/registry\\.ts$' },
      { path: '^src/rules/[^/]+/' },
    ),
    wall(
      'sheets-look-down',
      'sheets → rules.',
      { path: '^src/sheets' },
      { path: '^src/(mail|run|ui|local|main|entries)' },
    ),
    wall(
      'mail-looks-down',
      'mail → sheets, rules.',
      { path: '^src/mail' },
      { path: '^src/(run|ui|local|main|entries)' },
    ),
    wall(
      'run-looks-down',
      'run → mail, sheets, rules.',
      { path: '^src/run' },
      { path: '^src/(ui|local|main|entries)' },
    ),
    wall(
      'ui-looks-down',
      'ui → sheets, rules, and the types of run.',
      { path: '^src/ui' },
      { path: '^src/(local|main|entries)' },
    ),
    wall(
      'ui-shows',
      'ui shows what run returns: types alone.',
      { path: '^src/ui' },
      { path: '^src/(mail|run)', dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'local-runs-the-bundle',
      'The local host imports types of src at the most.',
      { path: '^src/local' },
      {
        path: '^src/(?!local)',
        dependencyTypesNot: ['type-only'],
      },
    ),
    wall(
      'workbook-is-in-memory',
      'The workbook in memory knows no file format and no service: types alone.',
      { path: '^src/local/workbook/' },
      { path: '^src/local/(?!workbook/|errors)', dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'files-know-no-service',
      'What reads and writes .xlsx knows the workbook alone.',
      { path: '^src/local/xlsx/' },
      { path: '^src/local/(?!xlsx/|workbook/|serial)', dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'date-fns-behind-day',
      'date-fns works on civil days through day.ts.',
      { path: '^src', pathNot: '^src/rules/day\\.ts$' },
      { path: 'date-fns' },
    ),
    wall(
      'no-node-in-the-bundle',
      'Apps Script has no Node.',
      { path: '^src/(?!local)' },
      { dependencyTypes: ['core'] },
    ),
    wall(
      'no-orphans',
      'A file nobody imports is dead.',
      {
        orphan: true,
        path: '^src',
        pathNot: '\\.d\\.m?ts$|src/local/(cli|demo|workbench)\\.ts$|src/main\\.ts$|build\\.mjs$',
      },
      {},
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|build)' },
  },
};
