// Runs one command: opens the workbook, calls the bundle, saves the result, prints what happened.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Command, helpOf, parseCommand } from './arguments.js';
import { finishDelivery, type Post, stageLetters } from './delivery.js';
import { messageLine, Terminated } from './errors.js';
import type { CallRecord } from './faults.js';
import { lockWorkbook } from './file-lock.js';
import { createHost, type Host } from './host.js';
import { isReport, pageText, readable } from './print.js';
import type { Samples } from './samples.js';
import {
  codeOf,
  fileAt,
  hasChanged,
  newWorkbook,
  openWorkbook,
  refuseOtherFormat,
  saveWorkbook,
  titleOf,
  WorkbookFileError,
} from './workbook-file.js';

export interface CommandIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Code of the built bundle. */
  readonly bundle: () => string;
  /** The programmes' sample rows, by id. */
  readonly samples: () => Samples;
  readonly debug: boolean;
  /** How long to wait, in milliseconds, for another run on the same workbook. */
  readonly lockWaitMs?: number;
}

const LOCK_WAIT_MS = 30_000;
/** Commands that may create a new workbook; for the others a missing file means a wrong path. */
const BEGINS: readonly string[] = ['setup', 'demo', 'call', 'send', 'tick'];
const REPORT_KEYS = ['action', 'rows', 'changed', 'errors', 'letters', 'calls', 'ms'];

/** The exit code: 0 done, 1 could not be run, 2 wrong usage. */
export async function runCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const parsed = parseCommand(argv);
  if (parsed.kind === 'help') {
    io.stdout(helpOf(programmeIds(io.bundle())));
    return 0;
  }
  if (parsed.kind === 'wrong') {
    io.stderr(`Ошибка: ${parsed.problem}\n`);
    return 2;
  }
  try {
    await run(parsed.command, io);
    return 0;
  } catch (error) {
    io.stderr(`Ошибка: ${problemOf(error)}\n`);
    if (io.debug) io.stderr(`${stackOf(error)}\n`);
    return 1;
  }
}

/** Ids of the programmes in the bundle. */
const programmeIds = (bundle: string): readonly string[] =>
  (
    createHost({ bundle, workbook: newWorkbook() }).call('programmeList') as readonly {
      readonly id: string;
    }[]
  ).map(({ id }) => id);

async function run(command: Command, io: CommandIo): Promise<void> {
  const source = resolve(command.workbook);
  const target = fileAt(resolve(command.out ?? command.workbook));
  const isNew = !existsSync(source);
  if (isNew && !BEGINS.includes(command.action)) {
    throw new WorkbookFileError(
      `${source}: нет такого файла; проверьте путь или создайте книгу: setup ПРОГРАММА`,
    );
  }
  const lock = command.dryRun ? null : lockWorkbook(target, io.lockWaitMs ?? LOCK_WAIT_MS);
  try {
    const started = performance.now();
    const workbook = isNew ? newWorkbook(titleOf(target)) : openWorkbook(source);
    if (isNew || target !== fileAt(source)) refuseOtherFormat(workbook, target);
    const post: Post = {
      directory: resolve(command.mail ?? join(dirname(source), 'outbox')),
      workbook,
      path: target,
    };
    if (lock) finishDelivery(post);
    const records: CallRecord[] = [];
    const host = createHost({
      bundle: io.bundle(),
      workbook,
      quota: command.quota,
      url: pathToFileURL(target).href,
      log: (level, text) => {
        io.stderr(`${level === 'info' ? '' : `${level}: `}${text}\n`);
      },
      ...(command.now === null ? {} : { now: command.now }),
      ...(command.record === null ? {} : { record: (call: CallRecord) => records.push(call) }),
    });
    let result: unknown;
    try {
      result = host.call(command.name, withSample(command, io));
    } catch (error) {
      if (!isNew || command.action !== 'call') throw error;
      throw new Error(`${problemOf(error)} (файла ${source} нет, вместо него – новая книга)`, {
        cause: error,
      });
    } finally {
      // As in Google, whatever was written before a failure stays written.
      await persist(command, host, { source, post, records });
    }
    // «Created when missing»; but most likely the path is wrong.
    if (isNew && command.action !== 'call' && !hasChanged(workbook))
      io.stderr(`файла ${source} нет; в новой книге делать нечего\n`);
    io.stdout(output(command, result, host, Math.round(performance.now() - started)));
  } finally {
    lock?.release();
  }
}

/** The bundle contains no invented rows: `demo` gets the sample as an argument. */
const withSample = ({ name, args }: Command, io: CommandIo): readonly unknown[] =>
  name === 'demo' ? [args[0], io.samples()[String(args[0])]] : args;

interface Places {
  readonly source: string;
  /** Where letters are written, and for which workbook. */
  readonly post: Post;
  readonly records: readonly CallRecord[];
}

async function persist(command: Command, host: Host, { source, post, records }: Places): Promise<void> {
  if (command.record !== null) writeRecord(command.record, records);
  if (command.dryRun) return;
  const delivery = await stageLetters(host.mails, post);
  const { workbook, path } = post;
  try {
    if (hasChanged(workbook) || (path !== fileAt(source) && existsSync(source))) saveWorkbook(workbook, path);
  } catch (error) {
    delivery.discard();
    throw error;
  }
  delivery.release();
}

function writeRecord(path: string, records: readonly CallRecord[]): void {
  try {
    writeFileSync(path, records.map((call) => `${JSON.stringify(call)}\n`).join(''));
  } catch (error) {
    throw new WorkbookFileError(`${path}: не удалось записать журнал обращений (${codeOf(error)})`, {
      cause: error,
    });
  }
}

function output(command: Command, result: unknown, host: Host, ms: number): string {
  if (!command.json) {
    const text = readable(result);
    return text === '' ? '' : `${text}\n`;
  }
  if (command.action === 'call') {
    const value = isReport(result)
      ? { ...result, calls: host.calls, ms }
      : (pageText(result) ?? result ?? null);
    return `${JSON.stringify(value)}\n`;
  }
  const report = isReport(result) ? result : {};
  const more = Object.entries(report).filter(([key]) => !REPORT_KEYS.includes(key));
  const object = {
    action: command.action,
    rows: report['rows'] ?? {},
    changed: report['changed'] ?? {},
    errors: report['errors'] ?? 0,
    letters: report['letters'] ?? { queued: 0, sent: 0, failed: 0 },
    calls: host.calls,
    ms,
    ...Object.fromEntries(more),
  };
  return `${JSON.stringify(object)}\n`;
}

const problemOf = (error: unknown): string =>
  error instanceof Terminated ? `запуск остановлен: ${error.message}` : messageLine(error);

function stackOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : '';
}
