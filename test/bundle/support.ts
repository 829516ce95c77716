// Shared by the tests of the bundle: the real bundle, rebuilt when a source has changed, in the local host
// with a workbook in memory.
import { fileURLToPath } from 'node:url';
import { built } from '../../src/local/build.mjs';
import {
  type Button,
  type CallRecord,
  createHost,
  type Dialog,
  type Faults,
  type Host,
  newWorkbook,
  readWorkbook,
  type Realms,
  type RunMode,
  type Selection,
  type ServiceCall,
  type UiDriver,
  sharedRealms,
  type WorkbookModel,
  workbookBytes,
} from '../../src/local/host.js';
import { modelOf } from '../../src/local/workbook/staff.js';
import { parseEmail } from '../../src/rules/email.js';
import type { Programme } from '../../src/rules/programme.js';
import { programmes } from '../../src/rules/registry.js';
import { keyOf } from '../../src/rules/text.js';
import type { ActionReport } from '../../src/run/report.js';
import { lettersTab, sharedTabs } from '../../src/sheets/shared-tabs.js';
import type { Tab } from '../../src/rules/tabs.js';

export type Cell = string | number | boolean | null;
export type Rows = readonly (readonly Cell[])[];

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { code, samples } = await built();
/** The code of dist/Code.js. */
export const CODE = code;
/** The sample rows of every programme, as the build collects them. */
export const SAMPLES = samples;

/** The sample of a programme. */
export const sampleOf = ({ id }: { readonly id: string }) => SAMPLES[id] ?? fail(`no sample of ${id}`);

/** Arguments with which a menu action has something to do in its programme's sample. */
export const argumentsOf = ({ id }: { readonly id: string }, name: string): readonly string[] =>
  SAMPLES[id]?.actions?.[name] ?? fail(`src/rules/${id}/demo.ts: \`actions\` has no arguments for ${name}`);

/** The address of a person named in the programme's sample; null if it names nobody. */
export const personOf = (programme: Programme): string | null =>
  Object.entries(programme.tabs)
    .flatMap(([key, { columns }]) =>
      Object.entries(columns).flatMap(([name, { options }]) =>
        options.personal === 'email'
          ? (sampleOf(programme).rows[key] ?? []).flatMap((row) => parseEmail(String(row[name] ?? '')) ?? [])
          : [],
      ),
    )
    .at(0) ?? null;

export function fail(message: string): never {
  throw new Error(message);
}
export const at = (iso: string): number => {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? fail(`not an instant: ${iso}`) : ms;
};
/** The morning of the marathon's final, as its sample has it. */
export const FINAL = '2023-11-03T10:00:00+03:00';

export interface Options {
  readonly now?: string;
  readonly quota?: number;
  readonly faults?: Faults;
  readonly ui?: UiDriver;
  readonly selection?: Selection;
  readonly serviceUrl?: string;
  readonly lockBusy?: () => boolean;
  readonly user?: string;
  /** By default contexts are used again. */
  readonly realms?: Realms;
}

export interface Opened {
  readonly host: Host;
  readonly book: WorkbookModel;
  /** The calls to the host, in order. */
  readonly records: readonly CallRecord[];
  /** Calls a function of the bundle; forgets the calls recorded so far. */
  readonly call: (name: string, ...args: readonly unknown[]) => unknown;
  /** Like `call`, for actions that return a report. */
  readonly run: (name: string, ...args: readonly unknown[]) => ActionReport;
  readonly as: (mode: RunMode, name: string, ...args: readonly unknown[]) => unknown;
}

/**
 * The bundle keeps nothing from run to run but caches of pure functions, so that tests need not start each of their
 * thousands of runs in a new context, as Google does, and have V8 compile the bundle again.
 */
const realms = sharedRealms();

/** Opens a workbook with the bundle. */
export function open(book: WorkbookModel = newWorkbook(), options: Options = {}): Opened {
  const { now = FINAL, ...rest } = options;
  const records: CallRecord[] = [];
  const host = createHost({
    bundle: CODE,
    workbook: book,
    now: at(now),
    user: 'staff@example.com',
    record: (call) => records.push(call),
    realms,
    ...rest,
  });
  const as = (mode: RunMode, name: string, ...args: readonly unknown[]): unknown => {
    records.length = 0;
    return host.call(name, name === 'demo' ? [args[0], SAMPLES[String(args[0])]] : args, mode);
  };
  const call = (name: string, ...args: readonly unknown[]): unknown => as({}, name, ...args);
  return { host, book, records, as, call, run: (name, ...args) => call(name, ...args) as ActionReport };
}

/** A copy in memory, for tests with the same initial workbook. Its states are never changed in place. */
export const cloneOf = (book: WorkbookModel): WorkbookModel => modelOf({ ...book.core });
/** A copy by way of the file: what is not in the bytes is not in the copy. */
export const copyOf = (book: WorkbookModel): WorkbookModel => readWorkbook(workbookBytes(book), 'копия.xlsx');

/** An edit that staff make in the workbook. */
export type Hand = (book: WorkbookModel) => void;
export const READ = 'spreadsheets.values.batchGet';
export const WRITE = 'spreadsheets.batchUpdate';

/** Makes the edit just before the n-th call of a method, counted from the creation of the host. */
export function beforeCall(method: string, when: (n: number) => boolean, hand: Hand): Faults {
  let n = 0;
  return {
    beforeCall: (call: ServiceCall, book) => {
      if (call.method !== method) return;
      n += 1;
      if (when(n)) hand(book);
    },
  };
}
/** Makes the edit once, right after the first look at the cells: before the next call of the Sheets API. */
export function afterLook(hand: Hand): Faults {
  let looks = 0;
  let done = false;
  return {
    beforeCall: (call: ServiceCall, book) => {
      if (call.service !== 'Sheets' || done) return;
      if (looks > 0) {
        done = true;
        hand(book);
      }
      if (call.method === READ) looks += 1;
    },
  };
}

/** Number of calls per method of the Sheets API. */
export const countOf = (records: readonly CallRecord[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { service, method } of records)
    if (service === 'Sheets') counts[method] = (counts[method] ?? 0) + 1;
  return counts;
};

type Request = GoogleAppsScript.Sheets.Schema.Request;
/** The requests in every `batchUpdate`. */
export const requestsOf = (records: readonly CallRecord[]): readonly Request[] =>
  records.flatMap(({ service, method, request }) =>
    service === 'Sheets' && method === 'spreadsheets.batchUpdate'
      ? ((request as { readonly requests?: readonly Request[] }).requests ?? [])
      : [],
  );

export const marathon: Programme = programmes.find(({ id }) => id === 'marathon') ?? fail('no marathon');
export const MARATHON_TABS = Object.values(marathon.tabs).map(({ title }) => title);

interface Known {
  readonly tab: Tab;
  readonly shared: boolean;
}
/** The declared tab for each title. */
export const KNOWN: ReadonlyMap<string, Known> = new Map([
  ...Object.values(sharedTabs).map((tab): [string, Known] => [keyOf(tab.title), { tab, shared: true }]),
  ...programmes.flatMap((programme) =>
    Object.values(programme.tabs).map((tab): [string, Known] => [keyOf(tab.title), { tab, shared: false }]),
  ),
]);

/** Columns (0-based) of a tab that the add-on writes. */
function oursIn(tab: Tab, header: readonly Cell[]): ReadonlySet<number> {
  const ours = new Set(
    Object.values(tab.columns)
      // Both staff and the add-on set «Статус» of a letter.
      .filter(({ options }) =>
        tab.role === 'input' ? options.computed : !options.staff || tab === lettersTab,
      )
      .map((column) => keyOf(column.header)),
  );
  return new Set(header.flatMap((cell, index) => (ours.has(keyOf(String(cell ?? ''))) ? [index] : [])));
}

/**
 * Everything that staff typed, by tab: all cells of inputs except computed ones, staff's own columns, and
 * whole foreign tabs.
 */
export function staffCells(book: WorkbookModel): Readonly<Record<string, Rows>> {
  return Object.fromEntries(
    book.titles().map((title) => {
      const rows = book.values(title);
      const tab = KNOWN.get(keyOf(title))?.tab;
      const ours = tab ? oursIn(tab, rows[0] ?? []) : new Set<number>();
      const kept = rows.map((row, index) => {
        const cells = row.map((cell, column) => (index > 0 && ours.has(column) ? null : cell));
        while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
        return cells;
      });
      while (kept.length > 0 && kept[kept.length - 1]?.length === 0) kept.pop();
      return [title, kept];
    }),
  );
}

/** Every cell of the workbook except those of the given tabs. */
export const allCells = (book: WorkbookModel, ...but: readonly string[]): Readonly<Record<string, Rows>> =>
  Object.fromEntries(
    book
      .titles()
      .filter((title) => !but.includes(title))
      .map((title) => [title, book.values(title)]),
  );

const columnOf = (book: WorkbookModel, title: string, header: string): number => {
  const index = (book.values(title)[0] ?? []).findIndex(
    (cell) => keyOf(String(cell ?? '')) === keyOf(header),
  );
  return index < 0 ? fail(`«${title}» has no column «${header}»`) : index;
};

/** The rows of a tab by header, without the header row but including empty rows. */
export function table(book: WorkbookModel, title: string): readonly Readonly<Record<string, Cell>>[] {
  const [header = [], ...rows] = book.values(title);
  return rows
    .filter((row) => row.some((cell) => cell !== null))
    .map((row) =>
      Object.fromEntries(header.map((cell, index) => [String(cell), row[index] ?? null] as [string, Cell])),
    );
}

/** The cells of one column below the header. */
export const column = (book: WorkbookModel, title: string, header: string): readonly Cell[] => {
  const index = columnOf(book, title, header);
  return book
    .values(title)
    .slice(1)
    .map((row) => row[index] ?? null);
};

/** Types rows into a tab, by header, below the existing rows. */
export function type(
  book: WorkbookModel,
  title: string,
  rows: readonly Readonly<Record<string, Cell>>[],
): void {
  const standing = book.values(title);
  const at = new Map((standing[0] ?? []).map((cell, index) => [keyOf(String(cell ?? '')), index]));
  const typed = rows.map((row) => {
    const cells: Cell[] = [];
    for (const [header, value] of Object.entries(row)) {
      const index = at.get(keyOf(header)) ?? fail(`«${title}» has no column «${header}»`);
      while (cells.length < index) cells.push(null);
      cells[index] = value;
    }
    return cells;
  });
  book.setRows(title, [...standing, ...typed]);
}

/** Sets the value of a parameter. */
export function setSetting(book: WorkbookModel, programme: string, parameter: string, value: Cell): void {
  const rows = book.values('Настройки');
  const index = rows.findIndex((row) => row[0] === programme && row[1] === parameter);
  if (index < 0) fail(`no parameter «${parameter}» of «${programme}»`);
  book.set('Настройки', index, columnOf(book, 'Настройки', 'Значение'), value);
}

const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
/** The serial of a Moscow wall-clock time such as `2023-09-21 11:00`. */
export const serial = (wall: string): number =>
  (at(`${wall.replace(' ', 'T')}${wall.includes(' ') ? '' : 'T00:00'}:00Z`) - SERIAL_EPOCH) / 86_400_000;

/** A new workbook with these programmes connected. */
export function connected(...names: readonly string[]): WorkbookModel {
  const { book, call } = open();
  call('setup', ...names);
  return book;
}

/** The marathon's sample as typed; a new copy each time. */
const typedSample = lazily(() => {
  const { book, call } = open();
  call('demo', 'marathon');
  return book;
});
/** The same after a recompute at its final. */
const countedSample = lazily(() => {
  const book = cloneOf(typedSample());
  open(book).call('recompute');
  return book;
});
export const sample = (): WorkbookModel => cloneOf(typedSample());
export const counted = (): WorkbookModel => cloneOf(countedSample());

function lazily<T>(make: () => T): () => T {
  const made: T[] = [];
  return () => (made[0] ??= make());
}

/** Registrations of `count` people, accepted at the first recompute. */
export const people = (count: number): readonly Readonly<Record<string, Cell>>[] =>
  Array.from({ length: count }, (_, index) => ({
    Никнейм: `ник-${index + 1}`,
    ФИО: `Человек Номер-${index + 1}`,
    Компания: `Компания ${index + 1}`,
    Email: `person${index + 1}@example.com`,
    Телефон: `+7 900 000-${String(index + 1).padStart(4, '0')}`,
    'Дата регистрации': serial('2023-09-05 10:00'),
    'На портале': true,
  }));

/** The message of whatever was thrown: the bundle's errors belong to another realm. */
export function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return typeof error === 'object' && error !== null && 'message' in error
      ? String(error.message)
      : String(error);
  }
  return fail('nothing was thrown');
}

/** A user in front of the screen: gives the prepared answers and records what was shown. */
export function watcher(
  answers: { readonly text?: string; readonly alert?: Button; readonly prompt?: Button } = {},
): {
  readonly ui: UiDriver;
  readonly shown: string[];
  readonly dialogs: Dialog[];
} {
  const shown: string[] = [];
  const dialogs: Dialog[] = [];
  return {
    shown,
    dialogs,
    ui: {
      alert: (title, text) => {
        shown.push(`${title}: ${text}`);
        return answers.alert ?? 'YES';
      },
      prompt: (title, text) => {
        shown.push(`${title}: ${text}`);
        return { button: answers.prompt ?? 'OK', text: answers.text ?? '' };
      },
      showDialog: (dialog) => dialogs.push(dialog),
      toast: (text) => shown.push(text),
    },
  };
}

/** «Вкладка!строка[Столбец] что не так» of every line of «Ошибки». */
export const errors = (book: WorkbookModel): string[] =>
  table(book, 'Ошибки').map(
    (row) =>
      `${String(row['Вкладка'])}!${String(row['Строка'] ?? '')}[${String(row['Столбец'] ?? '')}] ${String(row['Что не так'])}`,
  );
/** The result by nickname, which must not depend on the order of rows and columns. */
export const rating = (book: WorkbookModel): Readonly<Record<string, Cell>> =>
  Object.fromEntries(table(book, 'Рейтинг').map((row) => [String(row['Никнейм']), row['Итого'] ?? null]));

/** A webinar on 20.10.2023, agreed in time, with one listener: anna@example.com, registered on the 1st. */
export const oneWebinar = (): Readonly<
  Record<'Вебинары' | 'Слушатели', readonly Readonly<Record<string, Cell>>[]>
> => ({
  Вебинары: [
    {
      Вебинар: 'В-1',
      Партнёр: 'Астра',
      'Email партнёра': 'astra@example.com',
      Координатор: 'staff@example.com',
      Тема: 'О продукте',
      Начало: serial('2023-10-20 11:00'),
      Окончание: serial('2023-10-20 12:00'),
      'Программа согласована': serial('2023-09-20'),
    },
  ],
  Слушатели: [
    {
      Вебинар: 'В-1',
      Фамилия: 'Иванова',
      Имя: 'Анна',
      Компания: 'Ромашка',
      Должность: 'Директор',
      Email: 'anna@example.com',
      Телефон: '+7 700 000-00-01',
      Согласие: true,
      'Дата регистрации': serial('2023-10-01 10:00'),
    },
  ],
});
