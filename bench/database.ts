// DuckDB, a columnar database, on the same good rows: the rating and the credits in SQL. It gets typed
// columns: nothing to parse or check, names already resolved, participants already accepted. Loading is
// reported separately from the query; nothing is written back.
import type { DuckDBConnection } from '@duckdb/node-api';
import { effectiveChanges, type TariffChange } from '../src/rules/referral/tariffs.js';
import type { Evaluation } from '../src/sheets/evaluate.js';
import type { ParsedRow } from '../src/sheets/parse.js';
import { type Figure, figureOf, stopwatch } from './measure.js';

export interface DatabaseFigures {
  readonly load: number;
  readonly query: Figure;
  /** The rows of the result. */
  readonly answer: readonly (readonly unknown[])[];
}

type Value = string | number | boolean | null;
type Type = 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'BOOLEAN' | 'DOUBLE';

/** A connection, or null when the package is not installed. */
export async function openDatabase(): Promise<DuckDBConnection | null> {
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    return await (await DuckDBInstance.create(':memory:')).connect();
  } catch {
    // DuckDB is optional: its absence is reported and is not an error.
    return null;
  }
}

async function load(
  connection: DuckDBConnection,
  name: string,
  columns: Readonly<Record<string, Type>>,
  rows: readonly (readonly Value[])[],
): Promise<void> {
  const types = Object.values(columns);
  const declared = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  await connection.run(`CREATE TABLE ${name} (${declared.join(', ')})`);
  const appender = await connection.createAppender(name);
  for (const row of rows) {
    row.forEach((value, index) => {
      if (value === null) appender.appendNull();
      else if (typeof value === 'string') appender.appendVarchar(value);
      else if (typeof value === 'boolean') appender.appendBoolean(value);
      else if (types[index] === 'DOUBLE') appender.appendDouble(value);
      else if (types[index] === 'BIGINT') appender.appendBigInt(BigInt(value));
      else appender.appendInteger(value);
    });
    appender.endRow();
  }
  appender.closeSync();
}

/** The named fields of parsed rows. */
const fields = (rows: readonly ParsedRow[] | undefined, ...keys: readonly string[]): Value[][] =>
  (rows ?? []).map((row) => keys.map((key) => (row[key] ?? null) as Value));

async function timed(
  connection: DuckDBConnection,
  sql: string,
  count: number,
): Promise<DatabaseFigures['query']> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const elapsed = stopwatch();
    await connection.runAndReadAll(sql);
    times.push(elapsed());
  }
  return figureOf(times);
}

const RATING = `
WITH quizzes AS (
  SELECT email, sum(CASE WHEN finished >= opens AND finished < closes THEN correct ELSE 0 END) AS points
  FROM (
    SELECT * FROM quiz WHERE finished <= (SELECT now FROM instants)
    QUALIFY row_number() OVER (PARTITION BY email, block ORDER BY finished, line) = 1
  ) JOIN blocks USING (block) GROUP BY email
), visits AS (
  SELECT email, count(DISTINCT block) AS points FROM attendance
  WHERE coalesce(format, 'онлайн') = 'онлайн' AND block IN (SELECT block FROM blocks) GROUP BY email
), deeds AS (
  SELECT email, 3 * count(DISTINCT lower(task)) AS points FROM tasks WHERE accepted GROUP BY email
), deals AS (
  SELECT email, 3 * count(*) AS points FROM sales
  WHERE kind = 'новая' AND amount >= 1000000 AND day BETWEEN 19621 AND 19664 AND confirmed GROUP BY email
), gifts AS (
  SELECT email, sum(points) AS points FROM extra GROUP BY email
), totals AS (
  SELECT nickname, coalesce(visits.points, 0) AS a, coalesce(quizzes.points, 0) AS q, coalesce(deeds.points, 0) AS t,
    coalesce(deals.points, 0) AS s, coalesce(gifts.points, 0) AS x
  FROM participants LEFT JOIN visits USING (email) LEFT JOIN quizzes USING (email) LEFT JOIN deeds USING (email)
    LEFT JOIN deals USING (email) LEFT JOIN gifts USING (email)
)
SELECT rank() OVER (ORDER BY a + q + t + s + x DESC) AS place, nickname, a, q, t, s, x, a + q + t + s + x AS total
FROM totals ORDER BY total DESC, nickname`;

/** The rating of an evaluated marathon. */
export async function ratingFigures(
  connection: DuckDBConnection,
  evaluation: Evaluation,
  count: number,
): Promise<DatabaseFigures> {
  const { parsed, decided } = evaluation;
  if (!decided) throw new Error('the marathon is stopped');
  const verdicts = (decided.decision.computed.registrations ?? []) as readonly {
    readonly status?: unknown;
  }[];
  const participants = (parsed.registrations?.rows ?? []).filter(
    (_, index) => verdicts[index]?.status === 'участник',
  );
  const closes = (decided.decision.computed.blocks ?? []) as readonly { readonly closes?: number }[];
  const elapsed = stopwatch();
  await load(connection, 'instants', { now: 'BIGINT' }, [[decided.facts.now]]);
  await load(
    connection,
    'participants',
    { nickname: 'VARCHAR', email: 'VARCHAR' },
    fields(participants, 'nickname', 'email'),
  );
  await load(
    connection,
    'blocks',
    { block: 'INTEGER', opens: 'BIGINT', closes: 'BIGINT' },
    fields(parsed.blocks?.rows, 'block', 'start').map((row, index) => [
      ...row,
      closes[index]?.closes ?? null,
    ]),
  );
  await load(
    connection,
    'attendance',
    { block: 'INTEGER', email: 'VARCHAR', format: 'VARCHAR' },
    fields(parsed.attendance?.rows, 'block', 'email', 'format'),
  );
  await load(
    connection,
    'quiz',
    { block: 'INTEGER', email: 'VARCHAR', finished: 'BIGINT', correct: 'INTEGER', line: 'INTEGER' },
    fields(parsed.quiz?.rows, 'block', 'email', 'finished', 'correct', 'row').filter(
      // The rules, not the parser, check the range of answers.
      ([, , , correct]) => typeof correct === 'number' && correct >= 0 && correct <= 8,
    ),
  );
  await load(
    connection,
    'tasks',
    { task: 'VARCHAR', email: 'VARCHAR', accepted: 'BOOLEAN' },
    fields(parsed.tasks?.rows, 'task', 'email', 'accepted'),
  );
  await load(
    connection,
    'sales',
    { day: 'INTEGER', email: 'VARCHAR', kind: 'VARCHAR', amount: 'BIGINT', confirmed: 'BOOLEAN' },
    fields(parsed.sales?.rows, 'date', 'email', 'kind', 'amount', 'confirmed'),
  );
  await load(
    connection,
    'extra',
    { email: 'VARCHAR', points: 'DOUBLE' },
    fields(parsed.extra?.rows, 'email', 'points'),
  );
  const loaded = elapsed();
  const answer = (await connection.runAndReadAll(RATING)).getRows();
  return {
    load: loaded,
    query: await timed(connection, RATING, count),
    answer: answer.map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value))),
  };
}

const DATE = (column: string): string => `(DATE '1970-01-01' + ${column})`;
const MONTH = (column: string): string => `(year(${DATE(column)}) * 12 + month(${DATE(column)}) - 1)`;
const CREDITS = `
WITH owned AS (
  SELECT c.name AS client, p.name AS partner, c.registered AS since, c.trained_from,
    ${DATE('c.registered')} + INTERVAL 24 MONTH AS until
  FROM clients c JOIN partners p ON lower(c.code) = lower(p.code)
  WHERE c.registered >= p.registered AND (c.email IS NULL OR c.email <> p.email)
), counted AS (
  SELECT o.client, o.partner, e.epoch, e.tariff, ${MONTH('h.day')} AS m, sum(h.amount) AS amount
  FROM charges h JOIN owned o ON lower(h.client) = lower(o.client)
  ASOF JOIN epochs e ON o.partner = e.partner AND last_day(${DATE('h.day')}) >= ${DATE('e.since')}
  WHERE h.confirmed AND h.day <= (SELECT day FROM today) AND h.day >= o.since AND h.kind <> 'обзвон роботом' AND h.day >= e.since
    AND (e.tariff = 'физлицо' OR (h.kind = 'абонентская плата' AND h.day >= o.trained_from AND ${DATE('h.day')} < o.until))
  GROUP BY ALL
), running AS (
  SELECT *, sum(amount) OVER (PARTITION BY client, epoch ORDER BY m) AS total FROM counted
  WHERE m < (SELECT ${MONTH('day')} FROM today)
), paid AS (
  SELECT client, min(m) AS paid FROM running WHERE tariff = 'физлицо' AND total >= 500000 GROUP BY client
)
SELECT partner, CAST(sum(CASE
  WHEN tariff = 'физлицо' THEN CASE WHEN m = paid THEN 300000 ELSE 0 END
  WHEN paid IS NULL OR m < paid THEN round(amount * 15 / 100.0) ELSE 0 END) AS BIGINT) AS credited
FROM running LEFT JOIN paid USING (client) GROUP BY partner ORDER BY partner`;

const NEVER = 2_000_000;

/**
 * The credits of an evaluated referral programme. Without обнуления and withdrawals: they depend on the order
 * of events, which SQL cannot loop over.
 */
export async function creditFigures(
  connection: DuckDBConnection,
  evaluation: Evaluation,
  count: number,
): Promise<DatabaseFigures> {
  const { parsed, decided } = evaluation;
  if (!decided) throw new Error('the referral programme is stopped');
  const partners = parsed.partners?.rows ?? [];
  const changes = (parsed.changes?.rows ?? []) as readonly (ParsedRow &
    TariffChange & { readonly partner: string })[];
  const { today } = decided.facts;
  const epochs = partners.flatMap((row) => {
    const { name, registered, tariff } = row as ParsedRow &
      TariffChange & { name: string; registered: TariffChange['date'] };
    const own = changes.filter(
      ({ partner, date }) => partner === name && date >= registered && date <= today,
    );
    return effectiveChanges(registered, tariff, own).map((epoch, index): Value[] => [
      name,
      index,
      epoch.from,
      epoch.tariff,
    ]);
  });
  const elapsed = stopwatch();
  await load(connection, 'today', { day: 'INTEGER' }, [[today]]);
  await load(
    connection,
    'partners',
    { name: 'VARCHAR', code: 'VARCHAR', registered: 'INTEGER', email: 'VARCHAR' },
    fields(partners, 'name', 'code', 'registered', 'email'),
  );
  await load(
    connection,
    'epochs',
    { partner: 'VARCHAR', epoch: 'INTEGER', since: 'INTEGER', tariff: 'VARCHAR' },
    epochs,
  );
  await load(
    connection,
    'clients',
    { name: 'VARCHAR', code: 'VARCHAR', registered: 'INTEGER', trained_from: 'INTEGER', email: 'VARCHAR' },
    fields(parsed.clients?.rows, 'name', 'code', 'registered', 'trained', 'trainedFrom', 'email').map(
      ([name = null, code = null, registered = null, trained, from, email = null]): Value[] => [
        name,
        code,
        registered,
        trained === true ? (from ?? 0) : NEVER,
        email,
      ],
    ),
  );
  await load(
    connection,
    'charges',
    { day: 'INTEGER', client: 'VARCHAR', kind: 'VARCHAR', amount: 'BIGINT', confirmed: 'BOOLEAN' },
    fields(parsed.charges?.rows, 'date', 'client', 'kind', 'amount', 'confirmed'),
  );
  const loaded = elapsed();
  const answer = (await connection.runAndReadAll(CREDITS)).getRows();
  return {
    load: loaded,
    query: await timed(connection, CREDITS, count),
    answer: answer.map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value))),
  };
}
