// The state of a running workbench: the workbook, the adjustable clock, the letters sent. Shared by all
// windows.
import { createHost, type HostOptions, type SentLetter } from '../host.js';
import { isWithinYears, OUT_OF_YEARS } from '../clock.js';
import { recipientsOf } from '../mail.js';
import { pageText } from '../print.js';
import { openSheetById, type SheetState, type WorkbookState } from '../workbook/model.js';
import { openBook } from './book.js';
import { editCells, editRows } from './edit.js';
import { plainDate } from './number-format.js';
import type {
  BookView,
  CallOutcome,
  CallRequest,
  ClockRequest,
  EditOutcome,
  EditRequest,
  FindRequest,
  LetterView,
  MenuItem,
  Place,
  RowsRequest,
  RowsView,
  SheetView,
} from './protocol.js';
import { readMenus, runHandler } from './run.js';
import { openRunning } from './running.js';
import { readStamp } from './typed.js';
import { findCell, rowsView, sheetView, tabViews } from './view.js';
import { instantAt, serialAt } from './zone.js';

export interface SessionOptions {
  readonly path: string;
  /** Returns the code of dist/Code.js as it is now. */
  readonly bundle: () => string;
  /** Returns the code that tells what a workbook runs (running.ts). */
  readonly running: () => string;
  /** Epoch milliseconds; null: the computer's own clock. */
  readonly now: number | null;
  /** Ids of the programmes with a public page. */
  readonly published: readonly string[];
  /** Address of this workbench, without a trailing slash. */
  readonly origin: () => string;
}

export interface Session {
  readonly book: () => BookView;
  readonly sheet: (id: number) => SheetView;
  readonly rows: (request: RowsWindow) => RowsView;
  readonly find: (request: FindRequest) => Place | null;
  readonly letters: () => readonly LetterView[];
  readonly edit: (request: EditRequest) => Promise<EditOutcome>;
  readonly editRows: (request: RowsRequest) => Promise<EditOutcome>;
  /** Undoes the last edit by staff, or repeats the one that was undone last; runs cannot be undone. */
  readonly step: (way: Way) => Promise<void>;
  readonly call: (request: CallRequest) => Promise<CallOutcome>;
  readonly setClock: (request: ClockRequest) => void;
  /** The public page as returned by `doGet`; the visit leaves no trace in the workbook. */
  readonly page: () => string;
}

/** The state on the other side of one edit by staff. */
interface Step {
  readonly state: WorkbookState;
  /** Whether the edit has moved rows. */
  readonly moves: boolean;
}

/** Valid for one version of the workbook: a run or another program ends it. */
interface Trail {
  readonly version: number;
  /** States before the last edits, and after those that were undone; the nearest one last. */
  readonly undo: readonly Step[];
  readonly redo: readonly Step[];
}

type Way = 'undo' | 'redo';

/** Rows of a sheet from `from` up to `to`. */
interface RowsWindow {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** A request that cannot be fulfilled; the message is for the user. */
export class RequestRefused extends Error {}

const TRIGGERS = ['daily', 'tick'];
/** Recipients per day, as for a consumer account. */
const DAILY_QUOTA = 100;
const MOST_UNDO = 50;
const NOTHING_TO = {
  undo: 'Отменять нечего: правок после последнего запуска нет.',
  redo: 'Возвращать нечего: после последней правки ничего не отменяли.',
} as const;

export function openSession(options: SessionOptions): Session {
  const book = openBook(options.path);
  const clock = openClock(options.now);
  const letters: SentLetter[] = [];
  let trail: Trail = { version: 0, undo: [], redo: [] };
  const trailNow = (): Trail =>
    trail.version === book.version() ? trail : { version: book.version(), undo: [], redo: [] };
  let menus: {
    readonly bundle: string;
    readonly properties: object;
    readonly list: BookView['menus'];
  } | null = null;
  const runningIn = openRunning(options.running);

  const zone = (): string => runningIn(book.model()).zone;
  const quota = (): number => {
    const local = zone();
    const today = dayOf(local, clock.now());
    const spent = letters
      .filter(({ at }) => dayOf(local, at) === today)
      .reduce((sum, letter) => sum + recipientsOf(letter).length, 0);
    return Math.max(0, DAILY_QUOTA - spent);
  };
  const hostOptions = (): HostOptions => ({
    bundle: options.bundle(),
    workbook: book.model(),
    now: clock.now(),
    quota: quota(),
    serviceUrl: `${options.origin()}/page`,
  });
  const menuList = (): BookView['menus'] => {
    const bundle = options.bundle();
    const properties = book.model().core.state.host.properties.document;
    if (menus?.bundle !== bundle || menus.properties !== properties)
      menus = { bundle, properties, list: readMenus(hostOptions()) };
    return menus.list;
  };
  const sheetOf = (id: number): SheetState => {
    const sheet = openSheetById(book.model().core.state, id);
    if (!sheet) throw new RequestRefused('Такой вкладки в книге больше нет: обновите страницу.');
    return sheet;
  };
  const byHand = async (
    { sheet, version }: EditRequest | RowsRequest,
    moves: boolean,
    work: (sheet: SheetState) => EditOutcome,
  ): Promise<EditOutcome> => {
    const { outcome, undo } = await book.change(({ core }) => {
      const sheetState = sheetOf(sheet);
      if (version < book.settled(sheet) || version > book.version())
        return { outcome: { kind: 'stale' } as const, undo: null };
      const { state } = core;
      const earlier = trailNow().undo;
      const outcome = work(sheetState);
      return {
        outcome,
        undo: core.state === state ? null : [...earlier, { state, moves }].slice(-MOST_UNDO),
      };
    }, moves);
    if (undo) trail = { version: book.version(), undo, redo: [] };
    return outcome;
  };
  /** Goes to the state on the other side of an edit. */
  const step = async (way: Way): Promise<void> => {
    const last = trail[way].at(-1);
    const steps = await book.change(({ core }) => {
      const { undo, redo } = trailNow();
      const next = { undo, redo }[way].at(-1);
      if (!next) throw new RequestRefused(NOTHING_TO[way]);
      const back = { ...next, state: core.state };
      core.state = next.state;
      return way === 'undo'
        ? { undo: undo.slice(0, -1), redo: [...redo, back] }
        : { undo: [...undo, back], redo: redo.slice(0, -1) };
    }, last?.moves);
    trail = { version: book.version(), ...steps };
  };

  return {
    book: () => {
      book.refresh();
      const { core } = book.model();
      const local = zone();
      return {
        version: book.version(),
        file: book.path,
        title: core.fileTitle,
        menus: menuList(),
        tabs: tabViews(core),
        clock: { text: plainStamp(local, clock.now()), zone: local, real: clock.isReal() },
        letters: letters.length,
        page: runningIn(book.model()).programmes.some((id) => options.published.includes(id)),
        undo: trailNow().undo.length > 0,
        redo: trailNow().redo.length > 0,
      };
    },
    sheet: (id) => sheetView(book.model().core, sheetOf(id), book.version()),
    rows: ({ id, from, to }) => rowsView(book.model().core, sheetOf(id), from, to, book.version()),
    find: ({ sheet, text, row, column }) => {
      const found = findCell(book.model().core, sheetOf(sheet), text, { row, column });
      return found && { sheet, ...found };
    },
    letters: () => {
      const local = zone();
      return letters.map(({ at, to, cc, subject, body }) => ({
        at: plainStamp(local, at),
        to,
        cc: cc ?? '',
        subject,
        body,
      }));
    },
    edit: (request) => byHand(request, false, (sheet) => editCells(book.model().core, sheet, request)),
    editRows: (request) => byHand(request, true, (sheet) => editRows(book.model(), sheet, request)),
    step,
    call: async ({ handler, answers, selection }) => {
      const trigger = TRIGGERS.includes(handler);
      if (!trigger && !handlersOf(menuList().flatMap(({ items }) => items)).includes(handler))
        throw new RequestRefused('Такого пункта в меню нет: обновите страницу.');
      const sent = await book.run(() => {
        const result = runHandler({
          ...hostOptions(),
          handler,
          trigger,
          answers,
          ...(selection && {
            selection: {
              sheet: sheetOf(selection.sheet).title,
              row: selection.row + 1,
              column: selection.column + 1,
            },
          }),
        });
        return { result, letters: result.mails };
      });
      letters.push(...sent.mails);
      return sent.outcome;
    },
    setClock: ({ text }) => {
      if (text === null) {
        clock.set(null);
        return;
      }
      const serial = readStamp(text);
      if (serial === null)
        throw new RequestRefused(`«${text}» — не дата и время. Впишите, например, 03.11.2023 10:00.`);
      const instant = instantAt(zone(), serial);
      if (!isWithinYears(instant)) throw new RequestRefused(`«${text}»: ${OUT_OF_YEARS}.`);
      clock.set(instant);
    },
    page: () => {
      const { core } = book.model();
      const before = core.state;
      try {
        return contentOf(createHost(hostOptions()).call('doGet', [{}]));
      } finally {
        // A page served in Google notes its address for the letters; this one has it only while the workbench runs.
        core.state = before;
      }
    },
  };
}

interface SessionClock {
  readonly now: () => number;
  readonly isReal: () => boolean;
  readonly set: (instant: number | null) => void;
}

/** A clock that starts at the given time and runs on in real time. */
function openClock(start: number | null): SessionClock {
  let ahead = start === null ? null : start - Date.now();
  return {
    now: () => Date.now() + (ahead ?? 0),
    isReal: () => ahead === null,
    set: (instant) => {
      ahead = instant === null ? null : instant - Date.now();
    },
  };
}

const dayOf = (zone: string, instant: number): number => Math.floor(serialAt(zone, instant));

/** Formatted to the minute. */
const plainStamp = (zone: string, instant: number): string => {
  const minutes = Math.floor(serialAt(zone, instant) * 1_440 + 1e-6);
  const text = plainDate(minutes / 1_440);
  return text.includes(' ') ? text : `${text} 00:00`;
};

const handlersOf = (items: readonly MenuItem[]): readonly string[] =>
  items.flatMap(({ handler, items: inner }) => [
    ...(handler === null ? [] : [handler]),
    ...handlersOf(inner),
  ]);

function contentOf(output: unknown): string {
  const page = pageText(output);
  if (page === null) throw new Error('doGet не вернула страницу');
  return page;
}
