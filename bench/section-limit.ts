// The sections «limit» and «growth»: the engine compared with the hand-written pass at each size.
import { cheapest } from './cheapest.js';
import { type LimitRow, limitRows } from './limit.js';
import type { Figure } from './measure.js';
import { figure, type Goal, number, table } from './print.js';
import { sectionOfSubjects, sizesOf, subjectOf } from './section.js';

const LIMIT = 2;
/** A ratio that changes by less than this factor from size to size does not grow. */
const GROWTH = 1.15;

function limitTable(id: string, unit: string, rows: readonly LimitRow[]): string {
  return table(
    `${id}: parse + decide + diff on arrays, against the hand-written pass (ms)`,
    [unit, 'rows', 'cells', 'state', 'pass', 'parse', 'decide', 'diff', 'engine', 'engine / pass'],
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
  id: string,
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
      id,
      slope(({ whole }) => whole.median),
      slope(({ pass }) => pass.median),
      ratios.map((ratio) => ratio.toFixed(2)).join(' → '),
    ],
    goal: {
      what: `${id}: growth of engine / pass from 10k to 100k rows`,
      goal: `≤ ${GROWTH} ×`,
      measured: `${grown} ×`,
      reached: Number(grown) <= GROWTH,
    },
  };
}

interface Limit {
  readonly id: string;
  readonly rows: readonly LimitRow[];
}

const goalOf = (id: string, row: LimitRow): Goal => ({
  what: `${id}: engine / hand-written pass, ${number(row.rows)} rows, ${row.state}`,
  goal: `≤ ${LIMIT} ×`,
  measured: `${figure(row.ratio)} ×`,
  reached: row.ratio.median <= LIMIT,
});

export const limit = sectionOfSubjects<Limit>({
  measure: (one, settings) => ({
    id: one.id,
    rows: sizesOf(one, settings).flatMap((size) => limitRows(one, size, settings.rounds)),
  }),
  tell: (results) => {
    const tables = results.map(({ id, rows }) => limitTable(id, subjectOf(id).unit, rows));
    const growth = results.map(({ id, rows }) => growthOf(id, rows));
    const grown = growth.flatMap((one) => (one ? [one.cells] : []));
    const growthTable = table(
      'Growth: exponents of time from 1k to 10k and from 10k to 100k rows, and the ratio at each',
      ['programme', 'engine', 'pass', 'engine / pass'],
      grown,
    );
    return {
      text: [...tables, ...(grown.length > 0 ? [growthTable] : [])].join('\n'),
      goals: results.flatMap(({ id, rows }, index) => {
        const own = growth[index];
        return [...rows.slice(-2).map((row) => goalOf(id, row)), ...(own ? [own.goal] : [])];
      }),
    };
  },
});

/** The minimum cost of what the pass leaves out, at the largest size. */
export const floor = sectionOfSubjects<readonly string[]>({
  measure: (one, settings) => {
    const [size = 0] = sizesOf(one, settings).slice(-1);
    const parts = Object.values(cheapest(one, size, settings.rounds)) as readonly Figure[];
    const sum = parts.reduce((total, { median }) => total + median, 1);
    return [one.id, ...parts.map(figure), sum.toFixed(2)];
  },
  tell: (rows) => ({
    text: table(
      'What the pass leaves out, at its cheapest, in times of the pass',
      ['programme', 'objects of rows', 'rows to stand', 'comparison', 'keys of letters', 'with the pass'],
      rows,
    ),
    goals: [],
  }),
});
