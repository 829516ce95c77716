// `npm run demo`: a first look. Computes each programme's sample workbook with the real bundle and prints the
// results.
import { mkdirSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { saveWorkbook, type WorkbookModel, writeLetters } from './host.js';
import { figureOf, shorten, table } from './print.js';
import { type OutputInfo, type ProgrammeInfo, programmesOf } from './programmes.js';
import { playSample, readBundle, readSamples, type Sample, SAMPLES_FOLDER } from './samples.js';
import { showNumber } from './workbench/number-format.js';
import { effectiveStyle, openSheetByTitle } from './workbook/model.js';

interface RunReport {
  readonly errors: number;
  readonly letters: { readonly queued: number; readonly sent: number };
}

const SHOWN_ROWS = 8;
const WIDEST = 34;

const helpOf = (
  ids: readonly string[],
): string => `Регламент: примеры программ, посчитанные тем же кодом, что в Google Таблицах

  npm run demo [-- ПРОГРАММА…]

Программы: ${ids.join(', ')}; без имени считаются все.
Книги и письма появятся в папке ${SAMPLES_FOLDER}, показать книгу: npm start -- ${SAMPLES_FOLDER}/ПРОГРАММА.xlsx`;

const samples = readSamples(import.meta.url);
const bundle = readBundle(import.meta.url);
const say = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

function show(workbook: WorkbookModel, { title, kinds }: OutputInfo, rows = SHOWN_ROWS): void {
  const [header = [], ...body] = workbook.values(title);
  const filled = body.filter((row) => row.some((cell) => cell !== ''));
  say(`  ${title} (строк: ${filled.length})`);
  if (filled.length === 0) return;
  const seen = filled.slice(0, rows);
  const columns = header.map((_, at) => seen.map((row) => row[at]));
  const isSum = header.map((_, at) => isSumColumn(workbook, title, at));
  const sums = figureOf(columns.filter((_, at) => isSum[at]).flat(), true);
  const figures = columns.map((cells, at) => (isSum[at] ? sums : figureOf(cells)));
  const lines = seen.map((row) =>
    Object.fromEntries(
      header.map((name, at) => [
        String(name),
        shorten(shown(row[at], kinds[String(name)], figures[at]), WIDEST),
      ]),
    ),
  );
  for (const line of table(lines).split('\n')) say(`    ${line}`);
  if (filled.length > rows) say(`    … и ещё ${filled.length - rows}`);
  say();
}

/** The number format of sums, which are written alike in all columns of a table. */
const SUM_FORMAT = '#,##0.00';
function isSumColumn({ core }: WorkbookModel, title: string, column: number): boolean {
  const body = openSheetByTitle(core.state, title)?.body;
  return (
    body !== undefined && core.styles.numberFormat(effectiveStyle(body, 1, column)).startsWith(SUM_FORMAT)
  );
}

function shown(
  cell: unknown,
  kind: string | undefined,
  figure: ReturnType<typeof figureOf> = String,
): string {
  if (typeof cell === 'number' && (kind === 'day' || kind === 'instant'))
    return showNumber(cell, kind === 'instant' ? 'dd.mm.yyyy hh:mm' : 'dd.mm.yyyy', true);
  if (typeof cell === 'number') return figure(cell);
  if (typeof cell === 'boolean') return cell ? 'да' : 'нет';
  return typeof cell === 'string' ? cell : '';
}

async function play(programme: ProgrammeInfo, sample: Sample): Promise<void> {
  const started = performance.now();
  const file = resolve(SAMPLES_FOLDER, `${programme.id}.xlsx`);
  const mail = resolve(SAMPLES_FOLDER, `${programme.id}-letters`);
  rmSync(mail, { recursive: true, force: true });
  const { workbook, host, daily, send } = playSample(bundle, programme.id, sample);
  const report = daily as RunReport;
  const sent = send as RunReport;
  await writeLetters(host.mails, mail);
  saveWorkbook(workbook, file);
  say(`${programme.title} — ${programme.about}`);
  const [day = '', time = ''] = sample.now.split('T');
  say(`  На ${day.split('-').reverse().join('.')} ${time.slice(0, 5)}`);
  say();
  for (const output of programme.outputs) show(workbook, output);
  show(workbook, { title: 'Ошибки', kinds: {} }, 6);
  say(
    `  Замечаний: ${report.errors}. Писем создано: ${report.letters.queued}, отправлено: ${sent.letters.sent}.`,
  );
  say(`  Книга:  ${relative('.', file)}`);
  say(`  Письма: ${relative('.', mail)}/`);
  say(`  ${((performance.now() - started) / 1000).toFixed(1)} с`);
  say();
}

const all = programmesOf(bundle);
const asked = process.argv.slice(2);
const ids = all.map(({ id }) => id);
const unknown = asked.filter((id) => !ids.includes(id));
if (asked.includes('--help')) say(helpOf(ids));
else if (unknown.length > 0) {
  process.stderr.write(`Ошибка: нет программы ${unknown.join(', ')}. Есть: ${ids.join(', ')}.\n`);
  process.exitCode = 2;
} else {
  mkdirSync(SAMPLES_FOLDER, { recursive: true });
  for (const programme of all) {
    const sample = samples[programme.id];
    if (sample && (asked.length === 0 || asked.includes(programme.id))) await play(programme, sample);
  }
}
