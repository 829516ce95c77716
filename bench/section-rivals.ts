// The sections that compare the engine with alternatives: a database, a spreadsheet's formulas, a public
// library.
import { creditFigures, type DatabaseFigures, openDatabase, ratingFigures } from './database.js';
import { deadlineFigures, LIBRARY } from './deadlines.js';
import { plan, programmeOf, read, settle, workbookOf } from './engine.js';
import { marathonData } from './marathon/data.js';
import { type Figure, sideBySide, timeOf } from './measure.js';
import type { MemoryHost } from './memory-host.js';
import { figure, number, table } from './print.js';
import { section, sectionOfOne, subjectOf } from './section.js';
import { hasLibreOffice, spreadsheetFigures } from './spreadsheet.js';

const FASTER_THAN_FORMULAS = 500;
const FASTER_THAN_LIBRARY = 50;

/** A recompute of an unchanged workbook, between reading and writing. */
const engineTime = (host: MemoryHost, rounds: number): Figure =>
  timeOf(
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
      rounds,
    ),
    'engine',
  );

type Planned = ReturnType<typeof plan>;
interface Query {
  readonly id: string;
  readonly figures: typeof ratingFigures;
  /** The number of rows in which the database and the engine disagree. */
  readonly differences: (told: DatabaseFigures, decided: Planned) => number;
}
type Rows = readonly Readonly<Record<string, unknown>>[];
const outputsOf = ({ scene }: Planned): Readonly<Record<string, Rows>> =>
  scene.evaluations[0]?.decided?.decision.outputs ?? {};
const QUERIES: Readonly<Record<string, Query>> = {
  'marathon: rating': {
    id: 'marathon',
    figures: ratingFigures,
    differences: ({ answer }, planned) => {
      const wanted = outputsOf(planned).rating ?? [];
      return answer.filter(
        (line, index) => line[1] !== wanted[index]?.nickname || line[7] !== wanted[index]?.total,
      ).length;
    },
  },
  'referral: credits': {
    id: 'referral',
    figures: creditFigures,
    differences: ({ answer }, planned) => {
      const credited = new Map((outputsOf(planned).balances ?? []).map((row) => [row.partner, row.credited]));
      return answer.filter(([partner, sum]) => credited.get(partner) !== sum).length;
    },
  },
};

/** A line of the table; null when DuckDB is not installed. */
async function answered(what: string, rounds: number): Promise<readonly string[] | null> {
  const connection = await openDatabase();
  const query = QUERIES[what];
  if (!connection || !query) return null;
  const one = subjectOf(query.id);
  const size = one.sizes[2];
  const host = settle(workbookOf(programmeOf(query.id), one.data(size)));
  const decided = plan(host, read(host));
  const [evaluation] = decided.scene.evaluations;
  if (!evaluation) throw new Error(`${query.id}: nothing was evaluated`);
  const told = await query.figures(connection, evaluation, rounds);
  const wrong = query.differences(told, decided);
  if (wrong > 0) throw new Error(`${query.id}: DuckDB and the engine disagree in ${wrong} rows`);
  const engine = engineTime(host, rounds);
  connection.closeSync();
  return [
    what,
    number(size),
    figure(engine),
    number(told.load),
    figure(told.query),
    number(engine.median / told.query.median),
    number(engine.median / (told.load + told.query.median)),
  ];
}

export const database = section<readonly string[] | null>({
  parts: ({ size }) => (size === 'small' ? [] : Object.keys(QUERIES)),
  measure: (what, { rounds }) => answered(what, rounds),
  tell: (results, { size }) => {
    const rows = results.flatMap((row) => (row ? [row] : []));
    if (size === 'small') return { text: 'DuckDB: skipped at the small size.\n', goals: [] };
    if (rows.length === 0)
      return { text: 'DuckDB: skipped, @duckdb/node-api is not installed.\n', goals: [] };
    return {
      text: table(
        'DuckDB SQL over typed tables (ms); the engine parses, checks, decides all of it and diffs',
        ['what', 'size', 'engine', 'load', 'query', 'engine / query', 'engine / (load + query)'],
        rows,
      ),
      goals: [],
    };
  },
});

interface Recalculated {
  readonly row: readonly string[];
  readonly times: number;
}

function recalculated(size: number, rounds: number): Recalculated {
  const host = settle(workbookOf(programmeOf('marathon'), marathonData(size, { clean: true })));
  const told = spreadsheetFigures(size, size > 1_000 ? 1 : 3);
  const rating = outputsOf(plan(host, read(host))).rating ?? [];
  const wrong = rating.filter(({ nickname, total, place }) => {
    const [theirs, rank] = told.totals.get(nickname as string) ?? [];
    return theirs !== total || rank !== place;
  }).length;
  if (wrong > 0 || rating.length !== told.totals.size)
    throw new Error(`the formulas and the engine disagree in ${wrong} of ${rating.length} places`);
  const engine = engineTime(host, rounds);
  const times = told.recalculation / engine.median;
  return {
    row: [
      number(size),
      number(Math.round(told.withFormulas)),
      number(Math.round(told.without)),
      number(Math.round(told.recalculation)),
      figure(engine),
      number(Math.round(times)),
    ],
    times,
  };
}

export const formulas = section<Recalculated>({
  parts: ({ size }) => (size === 'small' || !hasLibreOffice() ? [] : ['1000', '10000']),
  measure: (size, { rounds }) => recalculated(Number(size), rounds),
  tell: (results, { size }) => {
    const goal = {
      what: 'marathon: rating by spreadsheet formulas / engine, 10 000 applications',
      goal: `≥ ${FASTER_THAN_FORMULAS} ×`,
    };
    const last = results[results.length - 1];
    if (!last) {
      const why = size === 'small' ? ' at the small size' : ', soffice is not installed';
      return {
        text: `LibreOffice: skipped${why}.\n`,
        goals: [{ ...goal, measured: '–', reached: null }],
      };
    }
    const { times } = last;
    return {
      text: table(
        'The rating by COUNTIFS, SUMIFS and RANK, recalculated by LibreOffice (ms)',
        ['applications', 'with formulas', 'without', 'recalculation', 'engine', 'times as long'],
        results.map(({ row }) => row),
      ),
      goals: [{ ...goal, measured: `${Math.round(times)} ×`, reached: times >= FASTER_THAN_FORMULAS }],
    };
  },
});

export const deadlines = sectionOfOne(
  ({ size, rounds }) =>
    size === 'small' ? deadlineFigures(1_000, 10, rounds) : deadlineFigures(20_000, 200, rounds),
  (told) => ({
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
  }),
);
