// How long Google would take: a model, not a measurement. We cannot run Google here, so every constant names
// its source.
import type { Traffic } from './memory-host.js';

/**
 * One call from Apps Script to the Sheets API and back, without its payload. Assumed:
 * `SpreadsheetApp.flush()` after one write was observed to take about 0.56 s
 * (stackoverflow.com/questions/29263774: 610 ms with it, 50 ms without).
 */
const CALL_SECONDS = 0.6;
/**
 * Reading one megabyte of JSON. Assumed: the API's documentation recommends staying below 2 MB per request
 * «to speed up requests».
 */
const READ_SECONDS_A_MB = 0.5;
/**
 * Writing one megabyte of JSON, applying it to the sheet and storing it. Assumed for the same reason; writing
 * costs more than reading.
 */
const WRITE_SECONDS_A_MB = 2;
/** How much slower Apps Script's V8 is than this machine's: it runs on shared cores. Assumed. */
const SCRIPT_SLOWER = 3;

/** Seconds of one run. */
export const googleSeconds = (
  { reads, writes, bytesRead, bytesWritten }: Traffic,
  scriptMs: number,
): { readonly services: number; readonly script: number } => ({
  services:
    (reads + writes) * CALL_SECONDS +
    (bytesRead / 1e6) * READ_SECONDS_A_MB +
    (bytesWritten / 1e6) * WRITE_SECONDS_A_MB,
  script: (scriptMs * SCRIPT_SLOWER) / 1_000,
});

export const MODEL = `model: ${CALL_SECONDS} s a call, ${READ_SECONDS_A_MB} s a MB read, ${WRITE_SECONDS_A_MB} s a MB written, script ${SCRIPT_SLOWER} times as slow as here`;
