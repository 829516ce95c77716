// The sections «limit» and «growth»: the engine compared with the hand-written pass at each size.
import { cheapest } from './cheapest.js';
import { type LimitRow, limitRows } from './limit.js';
import type { Figure } from './measure.js';
import { figure, type Goal, number, table } from './print.js';
import { type Settings, sizesOf, type Told } from './section.js';
import type { Subject } from './subject.js';
import { subjects } from './subjects.js';

const LIMIT = 2;
/** A ratio that changes by less than this factor from size to size does not grow. */
const GROWTH = 1.15;

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

export function limit(settings: Settings): Told {
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

/** The minimum cost of what the pass leaves out, at the largest size. */
export function floor(settings: Settings): Told {
  const rows = subjects.flatMap((one) =>
    sizesOf(one, settings)
      .slice(-1)
      .map((size) => {
        const parts = Object.values(cheapest(one, size, settings.rounds)) as readonly Figure[];
        const sum = parts.reduce((total, { median }) => total + median, 1);
        return [one.id, ...parts.map(figure), sum.toFixed(2)];
      }),
  );
  return {
    text: table(
      'What the pass leaves out, at its cheapest, in times of the pass',
      ['programme', 'objects of rows', 'rows to stand', 'comparison', 'keys of letters', 'with the pass'],
      rows,
    ),
    goals: [],
  };
}
