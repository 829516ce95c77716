// Staff's edits as plain data: the operation is random, its place is found in the current workbook.
import fc from 'fast-check';
import { fail } from '../bundle/failures.js';
import { changeFacets, sheetByTitle, type SheetState, transact } from '../../src/local/workbook/model.js';
import type { Cell } from '../../src/rules/kinds.js';
import { LETTER_STATUSES } from '../../src/rules/letters.js';
import type { Tab } from '../../src/rules/tabs.js';
import { keyOf } from '../../src/rules/text.js';
import { lettersTab, sharedTabs } from '../../src/sheets/shared-tabs.js';
import { cellName, isFree, of, type Spot } from './spot.js';
import { VIEWS } from './views.js';
import { addOwnColumn, nextTag, sheetsOf, tabOf, TAG, titledAs, type World } from './world.js';

export interface Edit {
  readonly op: keyof typeof OPERATIONS;
  /** A random number, reduced modulo the number of candidates; so are the following ones. */
  readonly tab: number;
  readonly row: number;
  readonly column: number;
  readonly pick: number;
}

const BAD: readonly Cell[] = [
  'чушь',
  -1,
  0.5,
  1e12,
  true,
  45_000,
  '31.02.2023',
  '=1+1',
  ' ',
  '10 000,50',
  'a@b',
  'да',
  '\u0001',
];
/** A copy of a row's cells with a new tag: a copied row is a new row. */
function copied({ world, rows, row }: Spot): (Cell | null)[] {
  const at = (rows[0] ?? []).indexOf(TAG);
  return (rows[row] ?? []).map((cell, index) => (index === at ? nextTag(world) : cell));
}

/** Each makes one edit and describes it; '' if it was not possible. */
const OPERATIONS = {
  type: ({ world, book, title, rows, row, column, pick }: Spot): string => {
    // A value from elsewhere in the column is likely.
    const value = rows[0]?.[column] === TAG ? nextTag(world) : (of(rows.slice(1), pick)[column] ?? null);
    book.set(title, row, column, value);
    return `${cellName(row, column)} := ${String(value)}`;
  },
  bad: ({ book, title, row, column, pick }: Spot): string => {
    book.set(title, row, column, of(BAD, pick));
    return `${cellName(row, column)} := ${JSON.stringify(of(BAD, pick))}`;
  },
  clear: ({ book, title, row, column }: Spot): string => {
    book.set(title, row, column, null);
    return `${cellName(row, column)} очищена`;
  },
  insertRow: ({ book, title, row }: Spot): string => {
    book.insertRow(title, row);
    return `пустая строка ${row + 1}`;
  },
  copyRow: (spot: Spot): string => {
    const { book, title, rows, row, pick } = spot;
    const to = 1 + (pick % rows.length);
    book.insertRow(title, to, copied(spot));
    return `копия строки ${row + 1} на место ${to + 1}`;
  },
  deleteRow: ({ book, title, row }: Spot): string => {
    book.deleteRow(title, row);
    return `удалена строка ${row + 1}`;
  },
  moveRow: ({ book, title, rows, row, pick }: Spot): string => {
    const to = 1 + (pick % (rows.length - 1));
    const cells = rows[row] ?? [];
    book.deleteRow(title, row);
    book.insertRow(title, to, cells);
    return `строка ${row + 1} перенесена на ${to + 1}`;
  },
  sort: ({ book, title, column, pick }: Spot): string => {
    book.sortRows(title, column, pick % 2 === 1);
    return `сортировка по столбцу ${column + 1}${pick % 2 === 1 ? ' по убыванию' : ''}`;
  },
  insertColumn: ({ book, title, column }: Spot): string => {
    book.insertColumn(title, column);
    return `пустой столбец ${column + 1}`;
  },
  ownColumn: ({ world, title, column, tab, pick }: Spot): string => {
    // Sometimes staff choose a header that the tab already has.
    const declared = tab ? Object.values(tab.columns).map(({ header }) => header) : [];
    const header = pick % 8 === 7 && declared.length > 0 ? of(declared, pick >> 3) : `Заметка ${pick % 5}`;
    addOwnColumn(world, title, column, header);
    return `свой столбец ${column + 1} «${header}»`;
  },
  deleteColumn: ({ book, title, column }: Spot): string => {
    book.deleteColumn(title, column);
    return `удалён столбец ${column + 1}`;
  },
  moveColumn: ({ book, title, rows, column, width, pick }: Spot): string => {
    const to = pick % width;
    book.deleteColumn(title, column);
    book.insertColumn(title, to);
    rows.forEach((cells, row) => {
      const value = cells[column] ?? null;
      if (value !== null) book.set(title, row, to, value);
    });
    return `столбец ${column + 1} перенесён на ${to + 1}`;
  },
  renameTab: ({ book, title, pick }: Spot): string => {
    const to = of([`${title} 2`, `Архив ${title}`, title.toLowerCase(), `Лист '${pick % 10}'`], pick).slice(
      0,
      60,
    );
    if (!isFree(book, to) && keyOf(to) !== keyOf(title)) return '';
    book.renameSheet(title, to);
    return `переименована в «${to}»`;
  },
  titleBack: ({ book, title, tab }: Spot): string => {
    if (!tab || !isFree(book, tab.title)) return '';
    book.renameSheet(title, tab.title);
    return `снова «${tab.title}»`;
  },
  renameHeader: ({ world, book, title, rows, column, pick }: Spot): string => {
    const from = String(rows[0]?.[column] ?? '');
    if (from === '' || from === TAG) return '';
    const to = of(
      [
        `${from} (старое)`,
        String(
          of(
            (rows[0] ?? []).map((cell) => cell ?? ''),
            pick >> 2,
          ),
        ),
        `${from} *`,
        '',
      ],
      pick,
    );
    if (to === TAG) return '';
    world.renamed.push({ sheetId: book.sheet(title).id, from, to });
    book.set(title, 0, column, to === '' ? null : to);
    return `заголовок «${from}» стал «${to}»`;
  },
  headerBack: ({ world, book, title, rows }: Spot): string => {
    const { id } = book.sheet(title);
    const index = world.renamed.findIndex(
      ({ sheetId, to }) => sheetId === id && (rows[0] ?? []).some((cell) => (cell ?? '') === to),
    );
    const change = world.renamed[index];
    if (!change) return '';
    world.renamed.splice(index, 1);
    book.set(
      title,
      0,
      (rows[0] ?? []).findIndex((cell) => (cell ?? '') === change.to),
      change.from,
    );
    return `заголовок снова «${change.from}»`;
  },
  deleteTab: ({ book, title, pick }: Spot): string => {
    if (book.titles().length < 3 || pick % 2 === 1) return '';
    book.deleteSheet(title);
    return 'вкладка удалена';
  },
  duplicateTab: ({ book, title, rows }: Spot): string => {
    const copy = `${title} (копия)`.slice(0, 60);
    if (!isFree(book, copy)) return '';
    book.addSheet(copy, rows);
    return `копия вкладки «${copy}»`;
  },
  strangerTab: ({ world, book, pick }: Spot): string => {
    const missing = [...world.made.values()].filter(
      (tab) => isFree(book, tab.title) && (tab.role === 'input' || tab.role === 'log'),
    );
    if (missing.length === 0) return '';
    const tab = of(missing, pick);
    const headers = Object.values(tab.columns).map(({ header }) => header);
    book.addSheet(tab.title, pick % 3 === 0 ? [] : [pick % 3 === 1 ? headers : headers.slice(1), []]);
    return `новый лист «${tab.title}»`;
  },
  pasteOver: ({ book, title, rows, row, column, width, pick }: Spot): string => {
    const [down, right] = [1 + (pick % 3), 1 + ((pick >> 2) % 4)];
    for (let r = row; r < row + down; r += 1)
      for (let c = column; c < Math.min(column + right, width); c += 1)
        if (rows[0]?.[c] !== TAG) book.set(title, r, c, of(BAD, pick + r + c));
    return `вставлен блок ${down}×${right} в ${cellName(row, column)}`;
  },
  formula: ({ book, title, rows, row, column, pick }: Spot): string => {
    if (rows[0]?.[column] === TAG) return '';
    const result = of<Cell>([7, '', 'текст', true], pick);
    book.setFormula(title, row, column, 'A1', result);
    return `${cellName(row, column)} формула, видно ${JSON.stringify(result)}`;
  },
  merge: ({ book, title, rows, row, column }: Spot): string => {
    if (titledAs(title) !== null && rows[0]?.[column] !== TAG) return '';
    book.set(title, row + 1, column, null);
    transact(book.core, (tx) => {
      const sheet = sheetByTitle(tx.state, title) ?? fail(title);
      changeFacets(tx, sheet.id, {
        merges: [{ top: row, bottom: row + 2, left: column, right: column + 1 }],
      });
    });
    return `объединены ${cellName(row, column)} и ${cellName(row + 1, column)}`;
  },
  ...VIEWS,
  status: ({ world, book, row, pick }: Spot): string => {
    const found = sheetsOf(book.core.state).find(
      (sheet) => tabOf(world, sheet, book.core.state)?.title === 'Письма',
    );
    const rows = found ? book.values(found.title) : [];
    const at = (rows[0] ?? []).findIndex((cell) => keyOf(String(cell ?? '')) === 'статус');
    if (!found || at < 0 || rows.length < 2) return '';
    const word = of<Cell>([...LETTER_STATUSES, 'Отменено ', 'послать', ''], pick);
    const line = 1 + (row % (rows.length - 1));
    book.set(found.title, line, at, word === '' ? null : word);
    return `«${found.title}», строка ${line + 1}: статус «${String(word)}»`;
  },
} as const;

/** Usually a tab with rows, sometimes «Письма», otherwise any. */
function aim(world: World, draw: number): SheetState {
  const { state } = world.book.core;
  const all = sheetsOf(state);
  const kind = draw % 6;
  const wanted = all.filter((sheet) => {
    const tab = tabOf(world, sheet, state);
    if (kind < 3) return tab?.role === 'input' && !isShared(tab);
    return kind > 3 || tab === lettersTab;
  });
  return of(wanted.length > 0 ? wanted : all, Math.floor(draw / 6));
}
const isShared = (tab: Tab): boolean => Object.values<Tab>(sharedTabs).includes(tab);

/** Makes the edit and describes it. */
export function perform(world: World, edit: Edit): string {
  const { book } = world;
  const sheet = aim(world, edit.tab);
  const rows = book.values(sheet.title);
  const width = Math.max(1, ...rows.map((cells) => cells.length));
  const height = Math.max(2, rows.length + 1);
  const spot: Spot = {
    world,
    book,
    title: sheet.title,
    tab: tabOf(world, sheet, book.core.state),
    rows: rows.length < 2 ? [rows[0] ?? [], []] : rows,
    row: 1 + (edit.row % (height - 1)),
    column: edit.column % width,
    width,
    pick: edit.pick,
  };
  const told = OPERATIONS[edit.op](spot);
  const line = told === '' ? '' : `«${sheet.title}»: ${told}`;
  if (line !== '') world.log.push(line);
  return line;
}

const WEIGHTS: Readonly<Record<Edit['op'], number>> = {
  type: 10,
  bad: 4,
  clear: 4,
  insertRow: 6,
  copyRow: 4,
  deleteRow: 6,
  moveRow: 6,
  sort: 8,
  insertColumn: 4,
  ownColumn: 4,
  deleteColumn: 1,
  moveColumn: 4,
  renameTab: 2,
  titleBack: 2,
  renameHeader: 2,
  headerBack: 4,
  deleteTab: 1,
  duplicateTab: 1,
  strangerTab: 2,
  pasteOver: 3,
  formula: 1,
  merge: 1,
  hideRows: 2,
  hideColumns: 2,
  hideTab: 1,
  filter: 3,
  sortSeen: 4,
  status: 6,
};

export const anEdit: fc.Arbitrary<Edit> = fc.record(
  {
    op: fc.oneof(
      ...Object.keys(WEIGHTS).map((op) => ({
        weight: WEIGHTS[op as Edit['op']],
        arbitrary: fc.constant(op as Edit['op']),
      })),
    ),
    tab: fc.nat(300),
    row: fc.nat(30),
    column: fc.nat(20),
    pick: fc.nat(60),
  },
  { noNullPrototype: true },
);
