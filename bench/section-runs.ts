// The sections about whole runs: one edited row, payload, memory, the bundle, the workbook file.
import { bundleFigures } from './bundle.js';
import { fileFigures, localRunFigures } from './file.js';
import { googleSeconds, MODEL } from './google.js';
import { type IncrementRow, incrementRow } from './increment.js';
import { marathonData } from './marathon/data.js';
import { memoryFigures } from './memory.js';
import { figure, number, table } from './print.js';
import { sectionOfOne, sectionOfSubjects, sizesOf, type Told } from './section.js';
import { edits } from './subjects.js';

const BUNDLE_KB = 200;
const LOAD_MS = 15;

export const increments = sectionOfSubjects<readonly IncrementRow[]>({
  measure: (one, settings) => {
    const edit = edits[one.id];
    return edit ? sizesOf(one, settings).map((size) => incrementRow(one, edit, size, settings.rounds)) : [];
  },
  tell: (results) => incrementTables(results.flat()),
});

function incrementTables(rows: readonly IncrementRow[]): Told {
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(2);
  const increment = table(
    'Increment: one edited row, everything else the same, against the first run',
    [
      'programme',
      'size',
      'first, ms',
      'edited, ms',
      'cells first',
      'cells edited',
      'written first, MB',
      'edited, MB',
    ],
    rows.map(({ id, size, first, edited }) => [
      id,
      number(size),
      figure(first.ms),
      figure(edited.ms),
      number(first.cellsWritten),
      number(edited.cellsWritten),
      mb(first.bytesWritten),
      mb(edited.bytesWritten),
    ]),
  );
  const payload = table(
    'Service calls and payload a run, and what Google would need',
    ['programme', 'size', 'run', 'reads', 'writes', 'read, MB', 'written, MB', 'services, s', 'script, s'],
    rows.flatMap(({ id, size, first, edited }) =>
      (
        [
          ['first', first],
          ['edited', edited],
        ] as const
      ).map(([name, cost]) => {
        const { services, script } = googleSeconds(cost, cost.ms.median);
        return [
          id,
          number(size),
          name,
          String(cost.reads),
          String(cost.writes),
          mb(cost.bytesRead),
          mb(cost.bytesWritten),
          services.toFixed(1),
          script.toFixed(1),
        ];
      }),
    ),
  );
  const calls = rows.map(({ edited }) => edited.reads + edited.writes);
  return {
    text: `${increment}\n${payload}\n${MODEL}.\n`,
    goals: [
      {
        what: 'service calls of an edited run, at every size',
        goal: '4',
        measured: [...new Set(calls)].join(', '),
        reached: calls.every((count) => count === 4),
      },
    ],
  };
}

export const memory = sectionOfSubjects<readonly string[]>({
  options: ['--expose-gc'],
  measure: (one, settings) => {
    const [size = 0] = sizesOf(one, settings).slice(-1);
    const { rows, readBytes, runBytes } = memoryFigures(one, size);
    return [one.id, number(rows), number(Math.round(readBytes)), number(Math.round(runBytes))];
  },
  tell: (rows) => ({
    text: table(
      'Peak memory, bytes a row',
      ['programme', 'rows', 'cells as read', 'the run above them'],
      rows,
    ),
    goals: [],
  }),
});

export const bundle = sectionOfOne(
  ({ bundle: path, rounds }) => bundleFigures(path, Math.max(rounds, 15)),
  (told) => ({
    text: table(
      'The bundle: KB, and ms in a bare context',
      ['minified', 'gzip', 'compile', 'evaluate', 'both', 'onOpen'],
      [
        [
          number(told.kb),
          number(told.gzipKb),
          figure(told.compile),
          figure(told.evaluate),
          figure(told.both),
          figure(told.onOpen),
        ],
      ],
    ),
    goals: [
      {
        what: 'bundle, gzip',
        goal: `≤ ${BUNDLE_KB} KB`,
        measured: `${number(told.gzipKb)} KB`,
        reached: told.gzipKb <= BUNDLE_KB,
      },
      {
        what: 'bundle, minified',
        goal: `≤ ${BUNDLE_KB} KB`,
        measured: `${number(told.kb)} KB`,
        reached: told.kb <= BUNDLE_KB,
      },
      {
        what: 'compile + evaluate',
        goal: `≤ ${LOAD_MS} ms`,
        measured: `${figure(told.both)} ms`,
        reached: told.both.median <= LOAD_MS,
      },
    ],
  }),
);

export const files = sectionOfOne(
  (settings) => {
    const small = settings.size === 'small';
    const rounds = small ? 1 : settings.rounds;
    const applications = small ? 118 : 10_000;
    return {
      told: fileFigures(small ? 2_000 : 100_000, rounds),
      applications,
      run: localRunFigures('marathon', marathonData(applications), settings.bundle, rounds),
    };
  },
  ({ told, applications, run }) => {
    const calls = Object.entries(run.calls)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
    return {
      text: `${table(
        'The workbook file: 10 columns (ms)',
        ['rows', 'MB', 'write', 'read'],
        [[number(told.rows), told.mb.toFixed(1), figure(told.write), figure(told.read)]],
      )}\n${table(
        'A local run of the marathon from file to file (ms)',
        ['applications', 'read', 'run', 'write', 'file, % of all'],
        [[number(applications), figure(run.read), figure(run.run), figure(run.write), figure(run.share)]],
      )}\nService calls of that run: ${calls}.\n`,
      goals: [],
    };
  },
);
