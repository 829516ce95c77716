// Cells and sheets through the Sheets API v4: what is asked of it, what its answers hold, and what a refused read or
// write means for the run.
import * as z from 'zod/mini';
import { isOvertaken, messageOf, passingFault } from './answers.js';
import type { SheetInfo } from './bind.js';
import type { Grid } from './grid.js';
import { type Patience, SERVICES } from './patience.js';
import { type Book, NotWritten, type Request, StaleWorkbook } from './ports.js';
import { rejectionOf } from './rejected.js';
import { isTaken, stamped, stampRequests, type Stamps, stampsOf } from './stamps.js';

const sheetsShape = z.object({
  sheets: z.array(
    z.object({
      properties: z.object({
        sheetId: z.optional(z.number()),
        title: z.string(),
        gridProperties: z.optional(
          z.object({ rowCount: z.optional(z.number()), columnCount: z.optional(z.number()) }),
        ),
      }),
    }),
  ),
  developerMetadata: z.optional(
    z.array(
      z.object({
        metadataId: z.optional(z.number()),
        metadataKey: z.optional(z.string()),
        metadataValue: z.optional(z.string()),
      }),
    ),
  ),
});
// With UNFORMATTED_VALUE cells are string | number | boolean; checking each one would take longer than the
// rest of a run.
const valuesShape = z.object({
  // Left out, like `values`, where nothing was found.
  valueRanges: z.optional(
    z.array(z.object({ values: z.optional(z.custom<Grid>((value) => Array.isArray(value))) })),
  ),
});

function spreadsheets(): GoogleAppsScript.Sheets.Collection.SpreadsheetsCollection {
  const service = typeof Sheets === 'undefined' ? undefined : Sheets.Spreadsheets;
  if (!service)
    throw new Error(
      'Не подключена служба Google Sheets API: включите её в разделе «Сервисы» редактора скриптов.',
    );
  return service;
}

/**
 * The ranges of a read are part of its address, where a Russian letter takes six characters. Google does not say how
 * long an address may be; others have met 8 192. One programme needs up to 4 400, and so a single request.
 */
const ADDRESS_ROOM = 7_000;

/** The ranges, in their order, for as many requests as their addresses need. */
function requestsOf(ranges: readonly string[]): readonly (readonly string[])[] {
  const requests: string[][] = [];
  let room = 0;
  for (const range of ranges) {
    const length = encodeURIComponent(range).length + '&ranges='.length;
    const last = requests[requests.length - 1];
    if (last && length <= room) last.push(range);
    else {
      requests.push([range]);
      room = ADDRESS_ROOM;
    }
    room -= length;
  }
  return requests;
}

/** Cells through `spreadsheets.get`, `values.batchGet` and `batchUpdate`. */
export function googleBook(id: string, patience: Patience, nonce: () => string): Book {
  let standing: Stamps | null = null;
  /** The sheets as last described; null once the run has written, because it may have changed them itself. */
  let known: readonly SheetInfo[] | null = null;
  const look = (): { readonly sheets: readonly SheetInfo[]; readonly stamps: Stamps } => {
    const raw: unknown = patience.ask(SERVICES.reading, () =>
      spreadsheets().get(id, {
        fields:
          'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount))),developerMetadata(metadataId,metadataKey,metadataValue)',
      }),
    );
    const parsed = sheetsShape.parse(raw);
    const stamps = stampsOf(parsed.developerMetadata ?? []);
    const sheets = parsed.sheets.map(({ properties }) => ({
      sheetId: properties.sheetId ?? 0,
      title: properties.title,
      rowCount: properties.gridProperties?.rowCount ?? 0,
      columnCount: properties.gridProperties?.columnCount ?? 0,
    }));
    [standing, known] = [stamps, sheets];
    return { stamps, sheets };
  };
  /** An error that does not pass: `StaleWorkbook` if staff have changed the sheets since they were described. */
  const failure = (error: unknown, otherwise: (sheets: readonly SheetInfo[]) => unknown): unknown => {
    const before = known;
    if (isOvertaken(error)) return new StaleWorkbook(messageOf(error));
    const { sheets } = look();
    const isChanged = before !== null && JSON.stringify(before) !== JSON.stringify(sheets);
    return isChanged ? new StaleWorkbook(messageOf(error)) : otherwise(sheets);
  };
  const valuesIn = (ranges: readonly string[]): readonly Grid[] => {
    const raw = patience.ask(SERVICES.reading, () => {
      try {
        return spreadsheets().Values.batchGet(id, {
          ranges: [...ranges],
          valueRenderOption: 'UNFORMATTED_VALUE',
          dateTimeRenderOption: 'SERIAL_NUMBER',
          fields: 'valueRanges(values)',
        });
      } catch (error) {
        throw passingFault(error) === null ? failure(error, () => error) : error;
      }
    });
    const { valueRanges = [] } = valuesShape.parse(raw);
    return ranges.map((_, index) => valueRanges[index]?.values ?? []);
  };
  return {
    describe: () => look().sheets,
    read: (ranges) => requestsOf(ranges).flatMap(valuesIn),
    write: (requests: readonly Request[]) => {
      if (requests.length === 0) return;
      const before = standing ?? look().stamps;
      const after = stamped(before, nonce());
      const all = [...stampRequests(before, after), ...requests];
      try {
        spreadsheets().batchUpdate({ requests: all }, id);
      } catch (error) {
        const message = messageOf(error);
        const taken = isTaken(message);
        if (!taken && passingFault(error) === null)
          throw failure(error, (sheets) => rejectionOf(error, all, sheets) ?? error);
        if (!taken) patience.failed(SERVICES.writing, error);
        // Either the response was lost or the request was refused: the stamp shows whether the write took
        // effect.
        if (look().stamps.value !== after.value)
          throw taken ? new StaleWorkbook('another run has written meanwhile') : new NotWritten(message);
      }
      patience.answered(SERVICES.writing);
      [standing, known] = [after, null];
    },
  };
}
