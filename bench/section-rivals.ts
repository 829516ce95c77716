// The sections that compare the engine with alternatives: a database, a spreadsheet's formulas, a public
// library.
import { creditFigures, type DatabaseFigures, openDatabase, ratingFigures } from './database.js';
import { deadlineFigures, LIBRARY } from './deadlines.js';
import { plan, programmeOf, read, settle, workbookOf } from './engine.js';
import { marathonData } from './marathon/data.js';
import { type Figure, sideBySide, timeOf } from './measure.js';
import type { MemoryHost } from './memory-host.js';
import { figure, number, table } from './print.js';
import type { Settings, Told } from './section.js';
import { hasLibreOffice, spreadsheetFigures } from './spreadsheet.js';
import { subjects } from './subjects.js';

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

export async function database(settings: Settings): Promise<Told> {
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
    const host = settle(workbookOf(programmeOf(id), one.data(size)));
    const decided = plan(host, read(host));
    const [evaluation] = decided.scene.evaluations;
    if (!evaluation) return false;
    const told = await figures(connection, evaluation, settings.rounds);
    const wrong = differences(told, decided);
    if (wrong > 0) throw new Error(`${id}: DuckDB and the engine disagree in ${wrong} rows`);
    const engine = engineTime(host, settings.rounds);
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

export function formulas(settings: Settings): Told {
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
    const host = settle(workbookOf(programme, marathonData(size, { clean: true })));
    const told = spreadsheetFigures(size, size > 1_000 ? 1 : 3);
    const rating = plan(host, read(host)).scene.evaluations[0]?.decided?.decision.outputs.rating ?? [];
    const wrong = rating.filter(({ nickname, total, place }) => {
      const [theirs, rank] = told.totals.get(nickname as string) ?? [];
      return theirs !== total || rank !== place;
    }).length;
    if (wrong > 0 || rating.length !== told.totals.size)
      throw new Error(`the formulas and the engine disagree in ${wrong} of ${rating.length} places`);
    const engine = engineTime(host, settings.rounds);
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

export function deadlines(settings: Settings): Told {
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
