// The workbench's page: connects its parts and keeps them in step with the server's state.
import type { Answer, BookView, CallOutcome, Place, SheetView, TabView } from '../protocol.js';
import { get, isPosting, post, Problem } from './api.js';
import { openBar } from './bar.js';
import { ask, showDialog } from './dialogs.js';
import { h } from './dom.js';
import { openGrid } from './grid.js';
import { openHands } from './hands.js';
import { openHead } from './head.js';
import { openLetters } from './letters.js';
import { cornersOf, hintAt, nameOf, type Spot } from './spots.js';
import { openTabs } from './tabs.js';
import { mountToasts, toast } from './toasts.js';
import { openTooltip } from './tooltip.js';

/** How often to check the clock and the file. */
const POLL_MS = 15_000;
const FIRST: Spot = { row: 1, column: 0 };

let book: BookView | null = null;
/** Position of the cursor on each sheet. */
const spots = new Map<number, Spot>();
/** The sheet requested last, until it is shown. */
let wanted: number | null = null;
/** The running refresh, and the one queued after it: every caller gets a state read after its request. */
let current: Promise<void> = Promise.resolve();
let waiting: Promise<void> | null = null;

const onProblem = (error: unknown): void => {
  if (error instanceof Problem) toast(error.message, 'bad');
  else {
    toast('Сбой страницы: обновите её.', 'bad');
    throw error;
  }
};
const attempt = (work: () => Promise<void>) => (): void => {
  work().catch(onProblem);
};
const step = (way: 'undo' | 'redo'): (() => void) =>
  attempt(async () => {
    await post('step', { way });
    await refresh();
  });
const undo = step('undo');
const redo = step('redo');

const grid = openGrid({
  onSelect: () => {
    const sheet = grid.sheet();
    const spot = grid.spot();
    const target = grid.target();
    if (!sheet || !target) return;
    spots.set(sheet.id, spot);
    const cell = grid.cell(spot);
    bar.update({ name: nameOf(sheet, grid.area()), text: cell?.edit ?? cell?.text ?? '', target });
  },
  onStale: attempt(() => refresh()),
  onProblem,
});

/**
 * Shows a sheet. The cursor keeps the position it has by the time the sheet is loaded. Another sheet than before is a
 * step from which the browser's «Назад» returns.
 */
async function openSheet(id: number, keepScroll: boolean): Promise<void> {
  wanted = id;
  const sheet = await grid.awaits(get<SheetView>('sheet', { id }));
  if (wanted !== id) return;
  grid.show(sheet, spots.get(id) ?? FIRST, keepScroll);
  tabs.update(book?.tabs ?? [], id);
  const address = `#${encodeURIComponent(sheet.title)}`;
  if (history.state === null || history.state === id) history.replaceState(id, '', address);
  else history.pushState(id, '', address);
}

/** Updates the page from the workbook. */
function refresh(): Promise<void> {
  waiting ??= current
    .catch(() => undefined)
    .then(() => {
      waiting = null;
      current = readAll();
      return current;
    });
  return waiting;
}

/** The tab to show first: the first one with results, or, while it is empty, the first input tab. */
async function landing(tabs: readonly TabView[]): Promise<TabView | undefined> {
  const first = (wanted: TabView['role']): TabView | undefined => tabs.find(({ role }) => role === wanted);
  const output = first('output');
  if (output) {
    const { used, frozen } = await get<SheetView>('sheet', { id: output.id });
    if (used > frozen) return output;
  }
  return first('input') ?? output ?? tabs[0];
}

/** The tab named by the address. */
const addressed = (tabs: readonly TabView[]): TabView | undefined =>
  tabs.find(({ title }) => location.hash === `#${encodeURIComponent(title)}`);
/** The tab requested by a click or by the address. */
const askedFor = (tabs: readonly TabView[]): TabView | undefined =>
  tabs.find(({ id }) => id === wanted) ?? addressed(tabs);

async function readAll(): Promise<void> {
  const before = book?.version;
  book = await get<BookView>('book');
  head.update(book);
  welcome.hidden = book.tabs.length > 1;
  const open = grid.sheet();
  const home = askedFor(book.tabs) ? undefined : await landing(book.tabs);
  const tab = askedFor(book.tabs) ?? home;
  tabs.update(book.tabs, open?.id ?? null);
  if (!tab || (open?.id === tab.id && before === book.version && open.version === book.version)) return;
  await openSheet(tab.id, open?.id === tab.id);
  await letters.refresh();
}

async function jump({ sheet, row, column }: Place): Promise<void> {
  if (grid.sheet()?.id !== sheet) await openSheet(sheet, false);
  if (grid.sheet()?.id !== sheet) return;
  grid.select({ row, column });
  grid.root.focus();
}

/** Runs a function of the add-on, showing its questions and dialogs. */
async function run(handler: string, caption: string): Promise<void> {
  const sheet = grid.sheet();
  const selection = sheet ? { sheet: sheet.id, ...grid.spot() } : null;
  let answers: readonly Answer[] = [];
  for (;;) {
    const outcome = await busy(caption, () => post<CallOutcome>('call', { handler, answers, selection }));
    if (outcome.kind === 'question') {
      answers = [...answers.slice(0, outcome.answered), await ask(outcome.question)];
      continue;
    }
    await refresh();
    for (const text of outcome.toasts) toast(text);
    if (outcome.problem !== null) toast(outcome.problem, 'bad');
    const dialog = outcome.dialogs.at(-1);
    if (dialog) await showDialog(dialog);
    toGrid();
    return;
  }
}

/** Moves the focus to the grid, unless the user has begun to type elsewhere. */
function toGrid(): void {
  if (!document.activeElement?.matches('input, textarea')) grid.root.focus({ preventScroll: true });
}

async function busy<T>(caption: string, work: () => Promise<T>): Promise<T> {
  // «Что изменится?» has its mark; «Закрыть месяц…» loses its dots.
  progress.textContent = `${caption.replace(/…$/, '').replace(/[^?]$/, '$&.')} Выполняется…`;
  progress.hidden = false;
  try {
    return await work();
  } finally {
    progress.hidden = true;
  }
}

const head = openHead({
  onRun: (handler, caption) => {
    run(handler, caption).catch(onProblem);
  },
  onClock: (text) => {
    attempt(async () => {
      try {
        await post('clock', { text });
      } finally {
        await refresh();
      }
    })();
  },
  onLetters: () => {
    letters.toggle();
  },
  onUndo: undo,
  onRedo: redo,
  onLeave: toGrid,
});

/** Selects what was typed as the name of a cell or of an area. */
function selectNamed(name: string): void {
  const sheet = grid.sheet();
  const corners = cornersOf(name);
  if (!sheet) return;
  if (corners?.every(({ row, column }) => row >= 0 && row < sheet.shown && column < sheet.columns.length)) {
    grid.select(corners[0]);
    grid.extend(corners[1]);
  } else toast(`Ячейки «${name}» на этой вкладке нет. Впишите адрес латиницей: B7 или B7:D9.`, 'bad');
}

const bar = openBar({
  onJump: selectNamed,
  onType: (text, target) => {
    hands.type(text, target);
  },
  onFind: (text) => {
    attempt(async () => {
      const sheet = grid.sheet();
      if (!sheet) return;
      const found = await get<Place | null>('find', { sheet: sheet.id, text, ...grid.spot() });
      if (found) grid.select(found);
      else toast(`На этой вкладке нет «${text}».`);
    })();
  },
  onLeave: () => {
    grid.root.focus();
  },
});

const tabs = openTabs((id, byPointer) => {
  attempt(async () => {
    await openSheet(id, false);
    if (byPointer && wanted === id) toGrid();
  })();
});
const letters = openLetters(onProblem, toGrid);
const tooltip = openTooltip();
const hands = openHands({
  grid,
  tooltip,
  changed: refresh,
  undo,
  redo,
  find: bar.find,
  explain: attempt(() => run('explain', 'Почему такая цифра?')),
  jump: (place) => {
    jump(place).catch(onProblem);
  },
  onProblem,
});
// After keyboard navigation the note of the selected cell is shown, or how to follow its link.
grid.root.addEventListener('keyup', ({ key }) => {
  const spot = grid.spot();
  const cell = grid.element(spot);
  const sheet = grid.sheet();
  const hint = sheet && key !== 'Escape' ? hintAt(sheet, spot, grid.cell(spot)) : undefined;
  if (cell && hint !== undefined) tooltip.show(cell, hint);
  else tooltip.hide();
});
const progress = h('div', { class: 'progress', role: 'status', hidden: true });
const welcome = h(
  'div',
  { class: 'welcome', hidden: true },
  h('p', {}, 'Книга пуста. Начните с меню «Регламент → Подключить программу…»: вкладки появятся сами.'),
);

document
  .querySelector('#app')
  ?.append(
    head.root,
    bar.root,
    welcome,
    h('main', { class: 'middle' }, grid.root, letters.root),
    tabs.root,
    progress,
  );
mountToasts(document.body, toGrid);
window.addEventListener('popstate', () => {
  const tab = addressed(book?.tabs ?? []);
  if (tab && tab.id !== grid.sheet()?.id)
    attempt(async () => {
      await openSheet(tab.id, false);
      toGrid();
    })();
});
window.addEventListener('beforeunload', (event) => {
  if (hands.isDirty() || bar.isDirty() || isPosting()) event.preventDefault();
});
attempt(async () => {
  await refresh();
  grid.root.focus();
})();
setInterval(() => {
  if (!document.hidden) attempt(refresh)();
}, POLL_MS);
