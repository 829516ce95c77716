// The sections of the bench: each measures, and answers with its table and the goals that it settles.
import { bundleFigures } from './bundle.js';
import { creditFigures, type DatabaseFigures, openDatabase, ratingFigures } from './database.js';
import { deadlineFigures, LIBRARY } from './deadlines.js';
import { plan, programmeOf, read, workbookOf } from './engine.js';
import { fileFigures, localRunFigures } from './file.js';
import { googleSeconds, MODEL } from './google.js';
import { type IncrementRow, incrementRow } from './increment.js';
import { type LimitRow, limitRows } from './limit.js';
import { marathonData } from './marathon/data.js';
import { sideBySide, timeOf } from './measure.js';
import { memoryFigures } from './memory.js';
import { figure, type Goal, number, table } from './print.js';
import { hasLibreOffice, spreadsheetFigures } from './spreadsheet.js';
import type { Subject } from './subject.js';
import { edits, subjects } from './subjects.js';

export interface Settings {
  readonly size: 'small' | 'full';
  readonly rounds: number;
  /** Path of dist/Code.js. */
  readonly bundle: string;
}
export interface Told {
  readonly text: string;
  readonly goals: readonly Goal[];
}
export type Section = (settings: Settings) => Told | Promise<Told>;

const LIMIT = 2;
/** A ratio that wavers by less than this from size to size does not grow. */
const GROWTH = 1.15;
const FASTER_THAN_FORMULAS = 500;
const FASTER_THAN_LIBRARY = 50;
const BUNDLE_KB = 200;
const LOAD_MS = 15;

const sizesOf = (one: Subject, { size }: Settings): readonly number[] =>
  size === 'small' ? one.sizes.slice(0, 1) : one.sizes;

function limitTable(one: Subject, rows: readonly LimitRow[]): string {
  return table(
    `${one.id}: parse + decide + diff on arrays, against the hand-written pass (ms)`,
    [one.unit, 'rows', 'cells', 'state', 'pass', 'parse', 'decide', 'diff', 'engine', 'engine / pass'],
    rows.map((row) => [
      number(row.size),
      number(row.rows),
      number(row.cells),
      row.state,
      figure(row.pass),
      figure(row.parse),
      figure(row.decide),
      figure(row.diff),
      figure(row.whole),
      figure(row.ratio),
    ]),
  );
}

/** The slope of log time over log rows. */
const exponent = (from: LimitRow, to: LimitRow, time: (row: LimitRow) => number): number =>
  Math.log(time(to) / time(from)) / Math.log(to.rows / from.rows);

function growthOf(
  one: Subject,
  rows: readonly LimitRow[],
): { readonly cells: string[]; readonly goal: Goal } | null {
  const again = rows.filter(({ state }) => state === 'again');
  const [small, middle, large] = again;
  if (!small || !middle || !large) return null;
  const slope = (time: (row: LimitRow) => number): string =>
    `${exponent(small, middle, time).toFixed(2)}, ${exponent(middle, large, time).toFixed(2)}`;
  const ratios = again.map(({ ratio }) => ratio.median);
  const grown = (large.ratio.median / middle.ratio.median).toFixed(2);
  return {
    cells: [
      one.id,
      slope(({ whole }) => whole.median),
      slope(({ pass }) => pass.median),
      ratios.map((ratio) => ratio.toFixed(2)).join(' → '),
    ],
    goal: {
      what: `${one.id}: growth of engine / pass from 10k to 100k rows`,
      goal: `≤ ${GROWTH} ×`,
      measured: `${grown} ×`,
      reached: Number(grown) <= GROWTH,
    },
  };
}

function limit(settings: Settings): Told {
  const texts: string[] = [];
  const goals: Goal[] = [];
  const growth: string[][] = [];
  for (const one of subjects) {
    const rows = sizesOf(one, settings).flatMap((size) => limitRows(one, size, settings.rounds));
    texts.push(limitTable(one, rows));
    for (const row of rows.slice(-2))
      goals.push({
        what: `${one.id}: engine / hand-written pass, ${number(row.rows)} rows, ${row.state}`,
        goal: `≤ ${LIMIT} ×`,
        measured: `${figure(row.ratio)} ×`,
        reached: row.ratio.median <= LIMIT,
      });
    const grown = growthOf(one, rows);
    if (!grown) continue;
    growth.push(grown.cells);
    goals.push(grown.goal);
  }
  if (growth.length > 0)
    texts.push(
      table(
        'Growth: exponents of time from 1k to 10k and from 10k to 100k rows, and the ratio at each',
        ['programme', 'engine', 'pass', 'engine / pass'],
        growth,
      ),
    );
  return { text: texts.join('\n'), goals };
}

async function database(settings: Settings): Promise<Told> {
  if (settings.size === 'small') return { text: 'DuckDB: skipped at the small size.\n', goals: [] };
  const rows: string[][] = [];
  const answer = async (
    id: string,
    what: string,
    figures: (...args: Parameters<typeof ratingFigures>) => Promise<DatabaseFigures>,
    differences: (told: DatabaseFigures, decided: ReturnType<typeof plan>) => number,
  ): Promise<boolean> => {
    const connection = await openDatabase();
    const one = subjects.find((subject) => subject.id === id);
    if (!connection || !one) return false;
    const size = one.sizes[2];
    const host = workbookOf(programmeOf(id), one.data(size));
    const decided = plan(host, read(host));
    const [evaluation] = decided.scene.evaluations;
    if (!evaluation) return false;
    const told = await figures(connection, evaluation, settings.rounds);
    const wrong = differences(told, decided);
    if (wrong > 0) throw new Error(`${id}: DuckDB and the engine disagree in ${wrong} rows`);
    const engine = timeOf(
      sideBySide(
        [
          {
            name: 'engine',
            prepare: () => {
              const scene = read(host);
              return () => plan(host, scene);
            },
          },
        ],
        settings.rounds,
      ),
      'engine',
    );
    connection.closeSync();
    rows.push([
      what,
      number(size),
      figure(engine),
      number(told.load),
      figure(told.query),
      number(engine.median / told.query.median),
      number(engine.median / (told.load + told.query.median)),
    ]);
    return true;
  };
  const rating = await answer(
    'marathon',
    'marathon: rating',
    ratingFigures,
    ({ answer: lines }, { scene }) => {
      const wanted = (scene.evaluations[0]?.decided?.decision.outputs.rating ?? []) as readonly Readonly<
        Record<string, unknown>
      >[];
      return lines.filter(
        (line, index) => line[1] !== wanted[index]?.nickname || line[7] !== wanted[index]?.total,
      ).length;
    },
  );
  if (!rating) return { text: 'DuckDB: skipped, @duckdb/node-api is not installed.\n', goals: [] };
  await answer('referral', 'referral: credits', creditFigures, ({ answer: lines }, { scene }) => {
    const balances = scene.evaluations[0]?.decided?.decision.outputs.balances ?? [];
    const credited = new Map(balances.map((row) => [row.partner, row.credited]));
    return lines.filter(([partner, sum]) => credited.get(partner as string) !== sum).length;
  });
  return {
    text: table(
      'DuckDB SQL over typed tables (ms); the engine parses, checks, decides all of it and diffs',
      ['what', 'size', 'engine', 'load', 'query', 'engine / query', 'engine / (load + query)'],
      rows,
    ),
    goals: [],
  };
}

function formulas(settings: Settings): Told {
  const goal = {
    what: 'marathon: rating by spreadsheet formulas / engine, 10 000 applications',
    goal: `≥ ${FASTER_THAN_FORMULAS} ×`,
  };
  const skipped = (why: string): Told => ({
    text: `LibreOffice: skipped ${why}.\n`,
    goals: [{ ...goal, measured: '–', reached: null }],
  });
  if (settings.size === 'small') return skipped('at the small size');
  if (!hasLibreOffice()) return skipped(', soffice is not installed');
  const programme = programmeOf('marathon');
  let last = Number.NaN;
  const rows = [1_000, 10_000].map((size) => {
    const host = workbookOf(programme, marathonData(size, { clean: true }));
    const told = spreadsheetFigures(size, size > 1_000 ? 1 : 3);
    const rating = plan(host, read(host)).scene.evaluations[0]?.decided?.decision.outputs.rating ?? [];
    const wrong = rating.filter(({ nickname, total, place }) => {
      const [theirs, rank] = told.totals.get(nickname as string) ?? [];
      return theirs !== total || rank !== place;
    }).length;
    if (wrong > 0 || rating.length !== told.totals.size)
      throw new Error(`the formulas and the engine disagree in ${wrong} of ${rating.length} places`);
    const engine = timeOf(
      sideBySide(
        [
          {
            name: 'engine',
            prepare: () => {
              const scene = read(host);
              return () => plan(host, scene);
            },
          },
        ],
        settings.rounds,
      ),
      'engine',
    );
    last = told.recalculation / engine.median;
    return [
      number(size),
      number(Math.round(told.withFormulas)),
      number(Math.round(told.without)),
      number(Math.round(told.recalculation)),
      figure(engine),
      number(Math.round(last)),
    ];
  });
  return {
    text: table(
      'The rating by COUNTIFS, SUMIFS and RANK, recalculated by LibreOffice (ms)',
      ['applications', 'with formulas', 'without', 'recalculation', 'engine', 'times as long'],
      rows,
    ),
    goals: [{ ...goal, measured: `${Math.round(last)} ×`, reached: last >= FASTER_THAN_FORMULAS }],
  };
}

function increments(settings: Settings): Told {
  const rows: IncrementRow[] = subjects.flatMap((one) => {
    const edit = edits[one.id];
    return edit ? sizesOf(one, settings).map((size) => incrementRow(one, edit, size, settings.rounds)) : [];
  });
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
    rows.map(({ subject, size, first, edited }) => [
      subject.id,
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
    rows.flatMap(({ subject, size, first, edited }) =>
      (
        [
          ['first', first],
          ['edited', edited],
        ] as const
      ).map(([name, cost]) => {
        const { services, script } = googleSeconds(cost, cost.ms.median);
        return [
          subject.id,
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

function memory(settings: Settings): Told {
  const rows = subjects.flatMap((one) =>
    sizesOf(one, settings)
      .slice(-1)
      .map((size) => [one, size] as const),
  );
  return {
    text: table(
      'Peak memory, bytes a row',
      ['programme', 'rows', 'cells as read', 'the run above them'],
      rows.map(([one, size]) => {
        const { rows: count, readBytes, runBytes } = memoryFigures(one, size);
        return [one.id, number(count), number(Math.round(readBytes)), number(Math.round(runBytes))];
      }),
    ),
    goals: [],
  };
}

function bundle({ bundle: path, rounds }: Settings): Told {
  const told = bundleFigures(path, Math.max(rounds, 15));
  return {
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
  };
}

function deadlines(settings: Settings): Told {
  const small = settings.size === 'small';
  const told = deadlineFigures(small ? 1_000 : 20_000, small ? 10 : 200, settings.rounds);
  return {
    text: `${table(
      'Deadlines: ns each',
      ['ours', LIBRARY, 'times as long'],
      [[figure(told.ours), figure(told.theirs), figure(told.ratio)]],
    )}\n${told.same} of ${told.compared} compared deadlines are the same point of working time.\n`,
    goals: [
      {
        what: `a deadline, ${LIBRARY} / ours`,
        goal: `≥ ${FASTER_THAN_LIBRARY} ×`,
        measured: `${figure(told.ratio)} ×`,
        reached: told.ratio.median >= FASTER_THAN_LIBRARY,
      },
    ],
  };
}

function files(settings: Settings): Told {
  const small = settings.size === 'small';
  const rounds = small ? 1 : settings.rounds;
  const told = fileFigures(small ? 2_000 : 100_000, rounds);
  const run = localRunFigures('marathon', marathonData(small ? 118 : 10_000), settings.bundle, rounds);
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
      [
        [
          number(small ? 118 : 10_000),
          figure(run.read),
          figure(run.run),
          figure(run.write),
          figure(run.share),
        ],
      ],
    )}\nService calls of that run: ${calls}.\n`,
    goals: [],
  };
}

export const sections: Readonly<Record<string, Section>> = {
  limit,
  database,
  formulas,
  increments,
  memory,
  bundle,
  deadlines,
  files,
};
