// Runs one command: opens the workbook, calls the bundle, saves the result, prints what happened.
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, helpOf, type Named, parseCommand } from './arguments.js';
import { changeFile, type Done, type Place } from './change.js';
import { codeOf, messageLine, Terminated } from './errors.js';
import type { CallRecord } from './faults.js';
import { createHost, type Host, type WorkbookModel } from './host.js';
import { textOfPage } from './page-text.js';
import { isReport, pageText, printable, readable } from './print.js';
import { programmesOf } from './programmes.js';
import type { Samples } from './samples.js';
import type { MenuItem } from './screen.js';
import { readMenus, runHandler } from './workbench/run.js';
import type { WorkbookState } from './workbook/model.js';
import {
  fileAt,
  hasChanged,
  isSameFile,
  newWorkbook,
  openWorkbook,
  refuseOtherFormat,
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
/**
 * Commands that a new workbook can run. For the others it has no programme yet, so they would fail anyway, and
 * most likely the path is wrong.
 */
const BEGINS: readonly string[] = ['setup', 'demo', 'call', 'send', 'tick'];
/** Items of the menu that need no `call`. */
const ACTIONS: readonly string[] = ['setup', 'recompute', 'send'];
const REPORT_KEYS = ['action', 'rows', 'changed', 'errors', 'letters', 'calls', 'ms'];

/** The exit code: 0 done, 1 could not be run, 2 wrong usage. */
export async function runCommand(argv: readonly string[], given: CommandIo): Promise<number> {
  const io: CommandIo = {
    ...given,
    // Messages quote cells.
    stderr: (text) => {
      given.stderr(printable(text));
    },
  };
  const parsed = parseCommand(argv);
  if (parsed.kind === 'help') {
    const bundle = io.bundle();
    io.stdout(helpOf(programmesOf(bundle), functionsOf(bundle)));
    return 0;
  }
  if (parsed.kind === 'wrong') {
    io.stderr(`Ошибка: ${parsed.problem}\n`);
    return 2;
  }
  const { workbook, out, record } = parsed.command;
  const books = [workbook, out ?? workbook].map((path) => resolve(path));
  if (record !== null && books.some((book) => isSameFile(book, resolve(record)))) {
    io.stderr(`Ошибка: --record: ${record} — это книга; укажите для журнала другой файл\n`);
    return 2;
  }
  try {
    await run(parsed.command, io);
    return 0;
  } catch (error) {
    io.stderr(`Ошибка: ${problemOf(error)}\n`);
    if (io.debug) io.stderr(`${stackOf(error)}\n`);
    return isUsage(error) ? 2 : 1;
  }
}

/** What `call` may name: the items of the menu that are no actions of their own, and the page. */
const functionsOf = (bundle: string): readonly Named[] => [
  ...readMenus({ bundle, workbook: newWorkbook() })
    .flatMap(({ items }) => namedIn(items, ''))
    .filter(({ name }) => !ACTIONS.includes(name)),
  { name: 'doGet', about: 'Публичная страница' },
];

const namedIn = (items: readonly MenuItem[], menu: string): readonly Named[] =>
  items.flatMap(({ caption, handler, items: inner }) =>
    caption === null
      ? []
      : [
          ...(handler === null ? [] : [{ name: handler, about: `${menu}${caption}` }]),
          ...namedIn(inner, `${caption}: `),
        ],
  );

/** A name that the bundle does not know. It throws such errors of its own realm, so only the mark tells them. */
class UnknownName extends Error {
  readonly usage = true;
}
const isUsage = (error: unknown): boolean => typeof error === 'object' && error !== null && 'usage' in error;

/** Names the functions that begin like the one that does not exist. */
function missing(name: string, bundle: string): UnknownName {
  const start = name.slice(0, 3).toLowerCase();
  const similar = functionsOf(bundle).filter((one) => one.name.toLowerCase().startsWith(start));
  const hint = similar.length === 0 ? '' : `; похожие: ${similar.map((one) => one.name).join(', ')}`;
  return new UnknownName(`нет функции ${name}${hint}; список: --help`);
}

async function run(command: Command, io: CommandIo): Promise<void> {
  const source = resolve(command.workbook);
  const target = fileAt(resolve(command.out ?? command.workbook));
  const isNew = !existsSync(source);
  if (isNew && !BEGINS.includes(command.action)) {
    throw new WorkbookFileError(
      `${source}: нет такого файла; проверьте путь или создайте книгу: setup ПРОГРАММА`,
    );
  }
  const started = performance.now();
  const read = (): WorkbookModel => {
    const workbook = isNew ? newWorkbook(titleOf(target)) : openWorkbook(source);
    if (isNew || target !== fileAt(source)) refuseOtherFormat(workbook, target);
    return workbook;
  };
  const place: Place = {
    source,
    target,
    mail: command.mail === null ? null : resolve(command.mail),
    waitMs: io.lockWaitMs ?? LOCK_WAIT_MS,
    read,
  };
  const work = (workbook: WorkbookModel): Done<Outcome> => callIn(workbook, command, io);
  const { host, ...outcome } = command.dryRun ? work(read()).result : (await changeFile(place, work)).result;
  if ('error' in outcome) {
    if (!isNew || command.action !== 'call' || isUsage(outcome.error)) throw outcome.error;
    throw new Error(`${problemOf(outcome.error)} (файла ${source} нет, вместо него — новая книга)`, {
      cause: outcome.error,
    });
  }
  // «Created when missing»; but most likely the path is wrong.
  if (isNew && command.action !== 'call' && !hasChanged(host.workbook))
    io.stderr(`файла ${source} нет; в новой книге делать нечего\n`);
  io.stdout(output(command, outcome.result, host, Math.round(performance.now() - started)));
}

type Outcome = { readonly host: Host } & ({ readonly result: unknown } | { readonly error: unknown });

/** As in Google, whatever was written before a failure stays written: it is an outcome too. */
function callIn(workbook: WorkbookModel, command: Command, io: CommandIo): Done<Outcome> {
  const records: CallRecord[] = [];
  const before = workbook.core.state;
  const host = createHost({
    bundle: io.bundle(),
    workbook,
    quota: command.quota,
    log: (level, text) => {
      io.stderr(`${level === 'info' ? '' : `${level}: `}${text}\n`);
    },
    ...(command.now === null ? {} : { now: command.now }),
    ...(command.record === null ? {} : { record: (call: CallRecord) => records.push(call) }),
  });
  const outcome = attempt(() => {
    if (!host.has(command.name)) throw missing(command.name, io.bundle());
    return host.call(command.name, withSample(command, io));
  });
  if (command.record !== null) writeRecord(command.record, records);
  const page = 'result' in outcome ? pageShown(command, outcome.result, workbook, before, io) : null;
  return { result: { host, ...(page === null ? outcome : { result: page }) }, letters: host.mails };
}

/**
 * The text of the page that an item of the menu opens on a screen, if a sentence is all it returns («Справка»): it runs
 * once more, in the workbook as it was before, with a screen and without a trace. Null when it shows none.
 */
function pageShown(
  { json, name, args, now }: Command,
  result: unknown,
  workbook: WorkbookModel,
  before: WorkbookState,
  io: CommandIo,
): string | null {
  const bundle = io.bundle();
  if (json || typeof result !== 'string' || args.length > 0) return null;
  if (!functionsOf(bundle).some((one) => one.name === name)) return null;
  const { core } = workbook;
  const { state } = core;
  core.state = before;
  const time = now === null ? {} : { now };
  const { outcome } = runHandler({ bundle, workbook, handler: name, trigger: false, answers: [], ...time });
  core.state = state;
  const html = outcome.kind === 'done' ? outcome.dialogs.at(-1)?.html : undefined;
  return html === undefined ? null : textOfPage(html);
}

function attempt(call: () => unknown): { readonly result: unknown } | { readonly error: unknown } {
  try {
    return { result: call() };
  } catch (error) {
    return { error };
  }
}

/** The bundle contains no invented rows: `demo` gets the sample as an argument. */
const withSample = ({ name, args }: Command, io: CommandIo): readonly unknown[] =>
  name === 'demo' ? [args[0], io.samples()[String(args[0])]] : args;

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

function problemOf(error: unknown): string {
  if (error instanceof Terminated) return `запуск остановлен: ${error.message}`;
  const message = messageLine(error);
  return message.startsWith('Cannot call SpreadsheetApp.getUi()')
    ? 'эта функция работает только на экране Google Таблиц: она строит меню'
    : message;
}

function stackOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : '';
}
