// Edits by staff: typed cells, inserted and deleted rows. Each edit is atomic.
import { ServiceError } from '../errors.js';
import { coverGrid } from '../workbook/grid.js';
import { checkText, setStyle, typeValue } from '../workbook/cells.js';
import { effectiveStyle, sheetIn, type SheetState, transact, type Workbook } from '../workbook/model.js';
import { cellName, contains, MAX_COLUMNS, type Shift } from '../workbook/rect.js';
import type { Cell } from '../workbook/body.js';
import type { WorkbookModel } from '../staff.js';
import { staysBehind, tableHeaders } from '../xlsx/outside.js';
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
  'На эти строки опирается таблица, диаграмма, рисунок или правило, которые двигаются вместе со строками только в самом Excel: вставьте или удалите строку там.';
const TABLE_HEADER =
  'это заголовок таблицы Excel. Переименуйте столбец в самом Excel: после правки здесь он счёл бы книгу повреждённой.';
const NO_FORMULAS = 'Формул здесь не вычислить: записано как текст.';

export function editCells(workbook: Workbook, sheet: SheetState, { cells, sure }: EditRequest): EditOutcome {
  const locked = lockedAreas(workbook.state.host.protections, sheet.id);
  const isLocked = cells.some(({ row, column }) => locked.some((area) => contains(area, row, column)));
  if (isLocked && !sure) return { kind: 'question', question: LOCKED };
  const { flags } = choicesOf(sheet.body, workbook.state);
  const { styles } = workbook;
  const headers = tableHeaders(workbook, sheet);
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
      if (headers.some((area) => contains(area, row, column)) && value !== valueAt(sheet, row, column))
        throw new ServiceError(`${cellName(row, column)}: ${TABLE_HEADER}`);
      typeValue(tx, sheet.id, row, column, value);
      if (format !== null)
        setStyle(tx, sheet.id, row, column, styles.derive(style, { numberFormat: format }));
    }
  });
  return { kind: 'done', hint: cells.some(({ text }) => /^=./.test(text)) ? NO_FORMULAS : null };
}

const valueAt = ({ body }: SheetState, row: number, column: number): Cell =>
  body.rows[row]?.values[column] ?? null;

export function editRows(model: WorkbookModel, sheet: SheetState, request: RowsRequest): EditOutcome {
  const { action, row, sure } = request;
  const locked = lockedAreas(model.core.state.host.protections, sheet.id).some(
    ({ left, right }) => left === 0 && right === MAX_COLUMNS,
  );
  if (locked && !sure) return { kind: 'question', question: LOCKED_ROWS };
  const shift: Shift = { axis: 'ROWS', at: row, count: action === 'insert' ? 1 : -1 };
  if (staysBehind(model.core, sheet, shift)) throw new ServiceError(ONLY_IN_EXCEL);
  if (action === 'insert') model.insertRow(sheet.title, row);
  else model.deleteRow(sheet.title, row);
  return { kind: 'done', hint: null };
}
