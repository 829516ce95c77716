// The Sheets API's own description of its requests, as published by Google (sheets.v4.schemas.json).
// Compared with what the add-on sends and with what the local host supports.
import { readFileSync } from 'node:fs';
import type { Schemas } from '../../src/local/sheets-api/check.js';

const file = new URL('sheets.v4.schemas.json', import.meta.url);

export const GOOGLE_SCHEMAS = (JSON.parse(readFileSync(file, 'utf8')) as { readonly schemas: Schemas })
  .schemas;
