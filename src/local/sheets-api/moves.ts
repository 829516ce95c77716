// The effect of moved rows and columns and of renamed sheets on everything that refers to them: formulas,
// rules, links, notes, names, protection.
import { BadRequest } from '../errors.js';
import { NONE, type SheetBody } from '../workbook/body.js';
import { renameInFormula, shiftFormula } from '../workbook/formula-refs.js';
import { cellsIn, MAX_CELLS } from '../workbook/grid.js';
import { changeExtras, unshare } from '../workbook/cells.js';
import {
  changeFacets,
  changeHost,
  ownBody,
  ownRow,
  sheetIn,
  type Transaction,
  openSheets,
} from '../workbook/model.js';
import {
  MAX_COLUMNS,
  MAX_ROWS,
  parseRect,
  rectName,
  type Shift,
  shiftRect,
  shiftSpan,
} from '../workbook/rect.js';
import { unescapeXml } from '../xlsx/xml.js';
import { mapRules, shiftFacets, shiftKept } from './facets.js';

type GridRange = GoogleAppsScript.Sheets.Schema.GridRange;

export function checkSize(tx: Transaction): void {
  if (cellsIn(tx.state) > MAX_CELLS) {
    throw new BadRequest(
      `This action would increase the number of cells in the workbook above the limit of ${String(MAX_CELLS)} cells.`,
    );
  }
}

/**
 * Moves rows or columns, and updates all references to them: formulas, rules, links, notes, names,
 * protection.
 */
export function changeDimension(tx: Transaction, id: number, shift: Shift): void {
  const sheet = sheetIn(tx.state, id);
  unshare(tx, id);
  const body = ownBody(tx, id);
  if (shift.axis === 'ROWS') moveRows(tx, body, shift);
  else moveColumns(tx, body, shift);
  shiftArrays(tx, id, shift);
  body.facets = shiftFacets(body.facets, shift, sheet.title);
  body.children = shiftKept(body.children, shift);
  mapFormulas(tx, (formula, home) => shiftFormula(formula, home, sheet.title, shift), sheet.title, id);
  const protections = tx.state.host.protections.flatMap((item) => {
    if (item.range.sheetId !== id) return [item];
    const range = shiftGridRange(item.range, shift);
    return range ? [{ ...item, range }] : [];
  });
  changeHost(tx, { protections });
}

function moveRows(tx: Transaction, body: SheetBody, { at, count }: Shift): void {
  if (count > 0) {
    if (at < body.rows.length) {
      const gap: undefined[] = Array.from({ length: count });
      body.rows = [...body.rows.slice(0, at), ...gap, ...body.rows.slice(at)];
    }
  } else body.rows.splice(at, -count);
  // The rows behind contain their number, so they must be written again.
  for (let r = Math.max(0, count > 0 ? at + count : at); r < body.rows.length; r++)
    if (body.rows[r]) ownRow(tx, body, r);
}

function moveColumns(tx: Transaction, body: SheetBody, { at, count }: Shift): void {
  body.rows.forEach((old, r) => {
    if (!old || old.values.length <= at) return;
    const row = ownRow(tx, body, r);
    const splice = <T>(list: T[], filler: T): void => {
      if (count < 0) list.splice(at, -count);
      else list.splice(at, 0, ...Array.from({ length: count }, () => filler));
    };
    splice(row.values, null);
    splice(row.styles, NONE);
    if (row.extras) {
      row.extras.length = Math.max(row.extras.length, row.values.length - Math.max(0, count));
      splice(row.extras, undefined);
    }
  });
}

/** The areas of array formulas; those of shared ones are gone by now. */
function shiftArrays(tx: Transaction, id: number, shift: Shift): void {
  changeExtras(tx, id, (extra) => {
    const attributes = extra.formulaAttributes ?? '';
    const area = parseRect(/\sref="([^"]*)"/.exec(attributes)?.[1] ?? '');
    const moved = area && shiftRect(area, shift);
    if (!moved || moved === area) return extra;
    return { ...extra, formulaAttributes: attributes.replace(/(?<=\sref=")[^"]*/, rectName(moved)) };
  });
}

function shiftGridRange<T extends GridRange>(range: T, shift: Shift): T | null {
  const rows = shift.axis === 'ROWS';
  const [start, end] = rows
    ? [range.startRowIndex, range.endRowIndex]
    : [range.startColumnIndex, range.endColumnIndex];
  if (start === undefined && end === undefined) return range;
  const max = rows ? MAX_ROWS : MAX_COLUMNS;
  const span = shiftSpan(start ?? 0, end ?? max, shift, max);
  if (!span) return null;
  const edges = rows
    ? {
        ...(start === undefined ? {} : { startRowIndex: span[0] }),
        ...(end === undefined ? {} : { endRowIndex: span[1] }),
      }
    : {
        ...(start === undefined ? {} : { startColumnIndex: span[0] }),
        ...(end === undefined ? {} : { endColumnIndex: span[1] }),
      };
  return { ...range, ...edges };
}

/**
 * Maps every formula that may refer to the sheet: those that mention its title, and all of the sheet whose rows or
 * columns have been `shifted`, but for its rules, which have been shifted with their areas.
 */
function mapFormulas(
  tx: Transaction,
  change: (formula: string, home: string) => string,
  title: string,
  shifted?: number,
): void {
  for (const { id, title: home, body } of openSheets(tx.state)) {
    if (id !== shifted) {
      if (!mentions(body, title)) continue;
      const facets = mapRules(body.facets, (formula) => change(formula, home));
      if (facets !== body.facets) changeFacets(tx, id, facets);
      unshare(tx, id);
    }
    changeExtras(tx, id, (extra) => {
      if (extra.formula === undefined) return extra;
      const formula = change(extra.formula, home);
      return formula === extra.formula ? extra : { ...extra, formula };
    });
  }
  const names = tx.state.names.map((name) => {
    const formula = change(name.formula, '');
    return formula === name.formula ? name : { ...name, formula };
  });
  if (names.some((name, i) => name !== tx.state.names[i])) tx.state = { ...tx.state, names };
}

function mentions({ rows, facets }: SheetBody, title: string): boolean {
  const written = title.toLowerCase().replace(/'/g, "''");
  return (
    rows.some((row) => row?.extras?.some((extra) => extra?.formula?.toLowerCase().includes(written))) ||
    [...facets.validations, ...facets.formats].some(({ rule }) =>
      unescapeXml(rule).toLowerCase().includes(written),
    )
  );
}

export function renameReferences(tx: Transaction, from: string, to: string | null): void {
  if (from === to) return;
  mapFormulas(tx, (formula) => renameInFormula(formula, from, to), from);
  for (const { id } of openSheets(tx.state))
    changeExtras(tx, id, (extra) => {
      const { link } = extra;
      if (typeof link?.location !== 'string') return extra;
      const location = renameInFormula(link.location, from, to);
      return location === link.location ? extra : { ...extra, link: { ...link, location } };
    });
}
