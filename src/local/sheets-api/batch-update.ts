// spreadsheets.batchUpdate: applies all requests in order, or none.
import { BadRequest } from '../errors.js';
import type { StoredMetadata, StoredProtection } from '../workbook/host-state.js';
import { changeFacets, changeHost, transact, type Transaction, type Workbook } from '../workbook/model.js';
import { repeatCell, updateCells } from './cell-requests.js';
import { check } from './check.js';
import { writeFormatRule } from './conditional.js';
import { appendDimension, deleteDimension, updateDimensionProperties } from './dimensions.js';
import { rectOf, sheetOf, withinGrid } from './ranges.js';
import { type RequestOf, SCHEMAS } from './schemas.js';
import { addSheetRequest, deleteSheet, updateSheetProperties } from './structure.js';
import { setValidation } from './validation.js';

type Request = GoogleAppsScript.Sheets.Schema.Request;
type Handlers = { readonly [K in keyof Request]?: (tx: Transaction, request: RequestOf<K>) => object };

export interface BatchUpdate {
  readonly requests?: readonly Request[];
}

export function batchUpdate(workbook: Workbook, body: BatchUpdate): readonly object[] {
  const problem = check(SCHEMAS, 'BatchUpdateSpreadsheetRequest', body, '');
  if (problem) throw new BadRequest(invalidJson(problem.message));
  const requests = body.requests ?? [];
  if (requests.length === 0) throw new BadRequest('Must specify at least one request.');
  return transact(workbook, (tx) =>
    requests.map((request, i) => {
      const kinds = Object.keys(request) as (keyof Request)[];
      const [kind] = kinds;
      if (kind === undefined || kinds.length > 1)
        throw new BadRequest(`Invalid requests[${String(i)}]: exactly one kind of request must be set.`);
      try {
        return handle(tx, kind, request[kind]);
      } catch (error) {
        if (error instanceof BadRequest)
          throw new BadRequest(`Invalid requests[${String(i)}].${kind}: ${error.message}`, error.code);
        throw error;
      }
    }),
  );
}

function invalidJson(message: string): string {
  return `Invalid JSON payload received. ${message}`;
}

function handle<K extends keyof Request>(tx: Transaction, kind: K, inner: Request[K]): object {
  const handler = HANDLERS[kind];
  if (!handler || inner === undefined) throw new BadRequest('запрос не реализован в локальном запуске');
  return handler(tx, inner);
}

const HANDLERS: Handlers = {
  addSheet: addSheetRequest,
  deleteSheet,
  updateSheetProperties,
  updateCells,
  appendDimension,
  deleteDimension,
  updateDimensionProperties,
  repeatCell,
  setDataValidation: (tx, { range, rule }) => {
    const { sheet, rect } = rectOf(tx.state, range, true);
    setValidation(tx, sheet.id, rect, rule);
    return {};
  },
  addProtectedRange,
  addConditionalFormatRule: (tx, { rule, index }) => {
    if (!rule?.booleanRule) throw new BadRequest('локальный запуск знает только booleanRule');
    const areas = (rule.ranges ?? []).map((range) => rectOf(tx.state, range, true));
    const [first] = areas;
    if (!first) throw new BadRequest('ranges are required');
    const made = writeFormatRule(
      rule.booleanRule,
      areas.map(({ rect }) => rect),
      tx.workbook.styles,
    );
    const formats = sheetOf(tx.state, first.sheet.id).body.facets.formats.slice();
    formats.splice(index ?? 0, 0, made);
    changeFacets(tx, first.sheet.id, { formats });
    return {};
  },
  setBasicFilter: (tx, { filter }) => {
    const { sheet, rect } = rectOf(tx.state, filter?.range);
    const area = withinGrid(sheet, rect);
    const old = sheet.body.facets.filter?.rect;
    if (JSON.stringify(old) !== JSON.stringify(area))
      changeFacets(tx, sheet.id, { filter: { rect: area, rule: '<autoFilter/>' } });
    return {};
  },
  clearBasicFilter: (tx, { sheetId }) => {
    const sheet = sheetOf(tx.state, sheetId);
    if (sheet.body.facets.filter) changeFacets(tx, sheet.id, { filter: null });
    return {};
  },
  createDeveloperMetadata: (tx, { developerMetadata = {} }) => {
    const { metadataKey, metadataValue, visibility, location } = developerMetadata;
    if (metadataKey === undefined || visibility === undefined)
      throw new BadRequest('metadataKey and visibility are required');
    const { metadata } = tx.state.host;
    const id = developerMetadata.metadataId ?? nextId(metadata.map((one) => one.metadataId));
    // Google's reference says that the id is unique within the spreadsheet and may be chosen by the caller.
    if (metadata.some((one) => one.metadataId === id))
      throw new BadRequest(`Developer metadata with ID ${String(id)} already exists.`);
    const made: StoredMetadata = {
      metadataId: id,
      metadataKey,
      visibility,
      sheetId: location?.spreadsheet === true ? null : sheetOf(tx.state, location?.sheetId).id,
      ...(metadataValue === undefined ? {} : { metadataValue }),
    };
    changeHost(tx, { metadata: [...metadata, made] });
    return { createDeveloperMetadata: { developerMetadata: { ...developerMetadata, metadataId: id } } };
  },
  deleteDeveloperMetadata: (tx, { dataFilter }) => {
    const id = dataFilter?.developerMetadataLookup?.metadataId;
    if (id === undefined)
      throw new BadRequest('локальный запуск знает только developerMetadataLookup.metadataId');
    // Assumption: a lookup without matches deletes nothing and is no error.
    const metadata = tx.state.host.metadata.filter((one) => one.metadataId !== id);
    changeHost(tx, { metadata });
    return { deleteDeveloperMetadata: {} };
  },
};

function nextId(ids: readonly number[]): number {
  return Math.max(0, ...ids) + 1;
}

function addProtectedRange(
  tx: Transaction,
  { protectedRange: given = {} }: RequestOf<'addProtectedRange'>,
): object {
  const { protections } = tx.state.host;
  const id = given.protectedRangeId ?? nextId(protections.map((one) => one.protectedRangeId));
  if (protections.some((one) => one.protectedRangeId === id))
    throw new BadRequest(`Protected range ${String(id)} already exists`);
  const { sheet } = rectOf(tx.state, given.range);
  const made: StoredProtection = {
    protectedRangeId: id,
    range: { ...given.range, sheetId: sheet.id },
    ...(given.description === undefined ? {} : { description: given.description }),
    ...(given.warningOnly === undefined ? {} : { warningOnly: given.warningOnly }),
  };
  changeHost(tx, { protections: [...protections, made] });
  return { addProtectedRange: { protectedRange: made } };
}
