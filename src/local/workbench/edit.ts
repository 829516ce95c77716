// Edits by staff: typed cells, inserted and deleted rows. Each edit is atomic.
import { ServiceError } from '../errors.js';
import { coverGrid } from '../workbook/grid.js';
import { checkText, setStyle, setValue } from '../workbook/cells.js';
import { effectiveStyle, sheetIn, type SheetState, transact, type Workbook } from '../workbook/model.js';
import { contains, MAX_COLUMNS, parseSqref } from '../workbook/rect.js';
import type { WorkbookModel } from '../staff.js';
import { choicesOf, lockedAreas } from './marks.js';
import type { EditOutcome, EditRequest, Question, RowsRequest } from './protocol.js';
import { readTyped } from './typed.js';

const LOCKED: Question = {
  kind: 'alert',
  title: 'Защищённая ячейка',
  text: 'Эту ячейку считает «Регламент» — изменить всё же?\nПри пересчёте значение вернётся.',
  buttons: 'YES_NO',
};
const LOCKED_ROWS: Question = {
  ...LOCKED,
  title: 'Защищённая вкладка',
  text: 'Эту вкладку целиком пишет «Регламент» — изменить всё же?\nПри пересчёте строки вернутся.',
};
const ONLY_IN_EXCEL =
  'На этой вкладке есть таблица Excel или правила, которые двигаются вместе со строками только в самом Excel: вставьте или удалите строку там.';
const NO_FORMULAS = 'Формул здесь не вычислить: записано как текст.';

export function editCells(workbook: Workbook, sheet: SheetState, { cells, sure }: EditRequest): EditOutcome {
  const locked = lockedAreas(workbook.state.host.protections, sheet.id);
  const isLocked = cells.some(({ row, column }) => locked.some((area) => contains(area, row, column)));
  if (isLocked && !sure) return { kind: 'question', question: LOCKED };
  const { flags } = choicesOf(sheet.body, workbook.state);
  const { styles } = workbook;
  transact(workbook, (tx) => {
    for (const { row, column, text } of cells) {
      coverGrid(tx, sheet.id, { rows: row + 1, columns: column + 1 });
      const style = effectiveStyle(sheetIn(tx.state, sheet.id).body, row, column);
      const { value, format } = readTyped(text, {
        format: styles.numberFormat(style),
        isDate: styles.isDate(style),
        isFlag: flags.some((area) => contains(area, row, column)),
      });
      checkText(sheet, row, column, value);
      setValue(tx, sheet.id, row, column, value);
      if (format !== null)
        setStyle(tx, sheet.id, row, column, styles.derive(style, { numberFormat: format }));
    }
  });
  return { kind: 'done', hint: cells.some(({ text }) => /^=./.test(text)) ? NO_FORMULAS : null };
}

export function editRows(model: WorkbookModel, sheet: SheetState, request: RowsRequest): EditOutcome {
  const { action, row, sure } = request;
  const locked = lockedAreas(model.core.state.host.protections, sheet.id).some(
    ({ left, right }) => left === 0 && right === MAX_COLUMNS,
  );
  if (locked && !sure) return { kind: 'question', question: LOCKED_ROWS };
  if (isKeptAsText(sheet, row)) throw new ServiceError(ONLY_IN_EXCEL);
  if (action === 'insert') model.insertRow(sheet.title, row);
  else model.deleteRow(sheet.title, row);
  return { kind: 'done', hint: null };
}

/**
 * Whether something at or below a row would not move along: tables, and the rules of newer versions of Excel.
 * A run moves rows of its own tabs only, which have none.
 */
const isKeptAsText = ({ body: { children } }: SheetState, row: number): boolean =>
  children.some(({ xml }) => xml.includes('<tablePart ')) ||
  children.some(({ xml }) =>
    [...xml.matchAll(/<xm:sqref>([^<]*)</g)].some(([, areas = '']) =>
      parseSqref(areas).some(({ bottom }) => bottom > row),
    ),
  );
