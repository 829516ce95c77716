// A1 ranges of the values API: `'Лист 1'!A2:D`, `Лист`, `A1:B2` (first sheet), a named range.
import { openSheetByTitle, openSheets, type SheetState, type WorkbookState } from '../workbook/model.js';
import { parseRect, type Rect, rectName } from '../workbook/rect.js';
import { BadRequest } from '../errors.js';

export interface SheetRange {
  readonly sheet: SheetState;
  /** null: the whole sheet. */
  readonly rect: Rect | null;
}

export function parseRange(state: WorkbookState, text: string): SheetRange {
  const fail = (): never => {
    throw new BadRequest(`Unable to parse range: ${text}`);
  };
  const match = /^(?:'((?:[^']|'')+)'|([^'!]+))(?:!(.*))?$/s.exec(text);
  if (!match) return fail();
  const [, quoted, bare, area] = match;
  const title = quoted === undefined ? (bare ?? '') : quoted.replace(/''/g, "'");
  const first = openSheets(state)[0];
  if (area === undefined) {
    // A bare word that can be read as a reference is one, on the first sheet.
    const rect = quoted === undefined ? parseRect(title) : null;
    if (rect && first) return { sheet: first, rect };
    const sheet = openSheetByTitle(state, title);
    if (sheet) return { sheet, rect: null };
    const named = state.names.find(
      ({ name, sheet: local }) => local === null && name.toLowerCase() === title.toLowerCase(),
    );
    return named ? parseRange(state, named.formula.replace(/\$/g, '')) : fail();
  }
  const sheet = openSheetByTitle(state, title);
  const rect = parseRect(area);
  return sheet && rect ? { sheet, rect } : fail();
}

/** The range as the API returns it, limited to the grid. */
export function rangeText(title: string, rect: Rect): string {
  const quoted =
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(title) && !parseRect(title) ? title : `'${title.replace(/'/g, "''")}'`;
  return `${quoted}!${rectName(rect)}`;
}
