// The Sheets API's own description of its requests, as Google publishes it (sheets.v4.schemas.json).
// What the add-on sends and what the local host understands are both compared with it.
import { readFileSync } from 'node:fs';
import type { Schemas } from '../../src/local/sheets-api/check.js';

const file = new URL('sheets.v4.schemas.json', import.meta.url);

export const GOOGLE_SCHEMAS = (JSON.parse(readFileSync(file, 'utf8')) as { readonly schemas: Schemas })
  .schemas;
