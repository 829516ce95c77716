// `npm start [-- КНИГА.xlsx]`: the workbench, a workbook in the browser with the menu «Регламент». Reachable
// from this machine only.
import { existsSync, mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readNow } from './clock.js';
import { codeOf } from './errors.js';
import { createWorkbench, HOST } from './workbench/server.js';
import { problemOf } from './workbench/run.js';
import { openSession } from './workbench/session.js';
import {
  playSample,
  readAssets,
  readBundle,
  readRunning,
  readSamples,
  type Samples,
  SAMPLES_FOLDER,
} from './samples.js';
import { saveWorkbook } from './workbook-file.js';

const DEFAULT_PORT = 8787;
const PORTS_TRIED = 20;
const SAMPLE = { programme: 'marathon', path: `${SAMPLES_FOLDER}/marathon.xlsx` } as const;

const HELP = `Регламент: книга .xlsx в браузере, с тем же меню, что в Google Таблицах

  npm start [-- КНИГА.xlsx] [ключи]

Без книги откроется пример ${SAMPLE.path}; если его нет, он будет создан.

Ключи
  --port N      порт; без ключа — ${String(DEFAULT_PORT)} или ближайший свободный
  --now ВРЕМЯ   который час, например 2023-10-06T12:00:00+03:00; без ключа — время примера или часы компьютера
  --help        эта справка
`;

const bundle = (): string => readBundle(import.meta.url);
const samples = (): Samples => readSamples(import.meta.url);

interface Wanted {
  readonly path: string | null;
  readonly port: number | null;
  readonly now: number | null;
}

/** A usage error, in Russian. */
class WrongUsage extends Error {}

function wantedOf(argv: readonly string[]): Wanted | 'help' {
  const { values, positionals } = (() => {
    try {
      return parseArgs({
        args: [...argv],
        options: {
          port: { type: 'string' },
          now: { type: 'string' },
          help: { type: 'boolean', short: 'h' },
        },
        allowPositionals: true,
      });
    } catch {
      throw new WrongUsage('ключи не поняты; список ключей: --help');
    }
  })();
  if (values.help === true) return 'help';
  if (positionals.length > 1) throw new WrongUsage(`лишнее слово «${positionals[1] ?? ''}»`);
  const path = positionals[0] ?? null;
  if (path !== null && !/\.xls[xm]$/i.test(path)) throw new WrongUsage(`${path}: нужна книга .xlsx`);
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(/^\d+$/.test(values.port ?? '') && port < 65_536))
    throw new WrongUsage(`--port: «${values.port ?? ''}» — нужно число от 0 до 65535`);
  const now = values.now === undefined ? null : readNow(values.now);
  if (typeof now === 'string') throw new WrongUsage(`--now: ${now}`);
  return { path, port, now };
}

/** Listens and returns the port in use. */
async function listen(server: Server, wanted: number | null): Promise<number> {
  const attempt = (port: number): Promise<boolean> =>
    new Promise((done, fail) => {
      server.once('error', (error) => {
        if (codeOf(error) === 'EADDRINUSE') done(false);
        else if (codeOf(error) === 'EACCES')
          fail(new WrongUsage(`порт ${String(port)} система не даёт; укажите другой, от 1024`));
        else fail(error);
      });
      server.listen(port, HOST, () => {
        server.removeAllListeners('error');
        done(true);
      });
    });
  const first = wanted ?? DEFAULT_PORT;
  for (let port = first; port < first + (wanted === null ? PORTS_TRIED : 1); port++) {
    if (!(await attempt(port))) continue;
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }
  throw new WrongUsage(
    wanted === null ? 'нет свободного порта; укажите --port' : `порт ${String(wanted)} занят; укажите другой`,
  );
}

/** The moment of a sample workbook in epoch milliseconds; null when the path is not that of a sample. */
function sampleMoment(path: string): number | null {
  const sample = samples()[basename(path, '.xlsx')];
  return sample && basename(dirname(path)) === SAMPLES_FOLDER ? Date.parse(sample.now) : null;
}

async function start({ path, port, now }: Wanted): Promise<void> {
  const file = resolve(path ?? SAMPLE.path);
  if (path === null && !existsSync(file)) {
    process.stdout.write(`Создаю пример ${SAMPLE.path}…\n`);
    const sample = samples()[SAMPLE.programme];
    if (!sample) throw new Error(`нет примера ${SAMPLE.programme}`);
    mkdirSync(dirname(file), { recursive: true });
    saveWorkbook(playSample(bundle(), SAMPLE.programme, sample).workbook, file);
  }
  let origin = '';
  const assets = readAssets(import.meta.url);
  const session = openSession({
    path: file,
    bundle,
    running: () => readRunning(import.meta.url),
    published: assets.published,
    now: now ?? sampleMoment(file),
    origin: () => origin,
  });
  const server = createWorkbench({ session, assets });
  origin = `http://${HOST}:${String(await listen(server, port))}`;
  process.stdout.write(`Книга:   ${file}\nОткройте ${origin}\nОстановить: Ctrl+C\n`);
}

try {
  const wanted = wantedOf(process.argv.slice(2));
  if (wanted === 'help') process.stdout.write(HELP);
  else await start(wanted);
} catch (error) {
  process.stderr.write(`Ошибка: ${problemOf(error)}\n`);
  process.exitCode = error instanceof WrongUsage ? 2 : 1;
}
