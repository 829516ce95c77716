// The advanced service Sheets: three methods on the workbook, with errors worded as the API words them.
import { apiError, BadRequest } from '../errors.js';
import type { Members, Sandbox } from '../sandbox.js';
import { batchUpdate, type BatchUpdate } from '../sheets-api/batch-update.js';
import { batchGet, type BatchGetOptions, getSpreadsheet, type GetOptions } from '../sheets-api/read.js';
import type { Workbook } from '../workbook/model.js';

const READ_OPTIONS: ReadonlySet<string> = new Set([
  'ranges',
  'valueRenderOption',
  'dateTimeRenderOption',
  'fields',
]);

export function sheetsService(workbook: Workbook, id: string, expose: Sandbox['expose']): Members {
  const answer = <T>(method: string, given: string, effect: () => T): T => {
    try {
      if (given !== id) throw new BadRequest('Requested entity was not found.', 404);
      return effect();
    } catch (error) {
      if (error instanceof BadRequest) throw apiError(method, error.code, error.message);
      throw error;
    }
  };
  const checkOptions = (options: object): void => {
    for (const name of Object.keys(options)) {
      if (!READ_OPTIONS.has(name))
        throw new BadRequest(
          `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter.`,
        );
    }
  };
  const Values = expose(
    'Sheets',
    {
      batchGet: (given: string, options: BatchGetOptions) =>
        answer('spreadsheets.values.batchGet', given, () => {
          checkOptions(options);
          if (!Array.isArray(options.ranges) || options.ranges.length === 0)
            throw new BadRequest('Must specify at least one range.');
          const { valueRenderOption, dateTimeRenderOption } = options;
          if (
            valueRenderOption !== 'UNFORMATTED_VALUE' ||
            (dateTimeRenderOption ?? 'SERIAL_NUMBER') !== 'SERIAL_NUMBER'
          ) {
            throw new BadRequest('локальный запуск знает только UNFORMATTED_VALUE и SERIAL_NUMBER');
          }
          return batchGet(workbook, id, options);
        }),
    },
    {
      method: (name) => `spreadsheets.values.${name}`,
      request: (_, [given, options]) => ({ spreadsheetId: given, ...(options as object | undefined) }),
    },
  );
  const Spreadsheets = expose(
    'Sheets',
    {
      Values,
      get: (given: string, options: GetOptions = {}) =>
        answer('spreadsheets.get', given, () => {
          checkOptions(options);
          return getSpreadsheet(workbook, id, options);
        }),
      batchUpdate: (body: BatchUpdate, given: string) =>
        answer('spreadsheets.batchUpdate', given, () => ({
          spreadsheetId: id,
          replies: batchUpdate(workbook, body),
        })),
    },
    {
      method: (name) => `spreadsheets.${name}`,
      request: (name, args) =>
        name === 'batchUpdate'
          ? { spreadsheetId: args[1], ...(args[0] as object | undefined) }
          : { spreadsheetId: args[0], ...(args[1] as object | undefined) },
    },
  );
  return { Spreadsheets };
}
