// Shared by the tests of faults: how an action is run on a copy of a workbook, and what must be the same
// after a fault.
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { type SentLetter, type WorkbookModel } from '../../src/local/host.js';
import { NONE, type SheetBody } from '../../src/local/workbook/body.js';
import type { WorkbookState } from '../../src/local/workbook/model.js';
import { modelOf } from '../../src/local/staff.js';
import { UNSURE } from '../../src/mail/marks.js';
import { fail } from '../bundle/failures.js';
import { cloneOf, open, type Opened, type Options } from '../bundle/open.js';
import { SHORT_SAMPLES } from '../bundle/samples.js';
import { columnOf } from '../bundle/tables.js';

/** A call of a bundle function with a workbook in some state. */
export interface Act {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly book: WorkbookModel;
  readonly now: string;
  readonly quota?: number;
}

export interface Performed extends Opened {
  /** What was thrown; null if nothing was. */
  readonly failure: unknown;
}

/** Runs an act on a copy of its workbook; the clock stands still between calls. */
export function perform(act: Act, options: Options = {}): Performed {
  const { faults, ...rest } = options;
  const quota = act.quota === undefined ? {} : { quota: act.quota };
  const opened = open(cloneOf(act.book), {
    now: act.now,
    samples: SHORT_SAMPLES,
    ...quota,
    ...rest,
    faults: { callMs: 0, ...faults },
  });
  try {
    opened.call(act.name, ...act.args);
    return { ...opened, failure: null };
  } catch (error) {
    return { ...opened, failure: error };
  }
}

const undisturbed = new WeakMap<Act, Performed>();
/** The result of an act without faults; computed once. */
export function expectedOf(act: Act): Performed {
  const run = undisturbed.get(act) ?? perform(act);
  undisturbed.set(act, run);
  return run;
}

/** An expected failure, shown to staff as it is. The bundle's errors belong to another realm. */
export const isRefusal = (failure: unknown): boolean =>
  typeof failure === 'object' && failure !== null && 'expected' in failure;

/** Demands as many cases as docs/reliability.md («Figures») promises in the row that begins so. */
export function promised(row: string, cases: number): void {
  const lines = readFileSync('docs/reliability.md', 'utf8').split('\n');
  const line = lines.find((one) => one.startsWith(`| ${row}`)) ?? fail(`no row «${row}»`);
  const [, figure = ''] = /\| +at least ([\d,]+) +\|$/.exec(line) ?? fail(`no figure in ${line}`);
  expect(cases).toBeGreaterThanOrEqual(Number(figure.replace(/,/g, '')));
}

/** The same act, on the workbook that another run has left. */
export const afterwards = (act: Act, state: WorkbookState): Act => ({
  ...act,
  book: modelOf({ ...act.book.core, state }),
});

const portraits = new WeakMap<SheetBody, string>();
/** Everything about a sheet except its origin: values, formulas, formats, widths, rules, notes. */
function portrait(body: SheetBody): string {
  const known = portraits.get(body);
  if (known !== undefined) return known;
  const rows = body.rows.map((row) => {
    if (!row) return '';
    const cells = row.values.map((value, at) => {
      const style = row.styles[at] ?? NONE;
      const extra = row.extras?.[at];
      return value === null && style === NONE && !extra ? '' : JSON.stringify([value, style, extra]);
    });
    while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
    return cells.join('\n');
  });
  while (rows.length > 0 && rows[rows.length - 1] === '') rows.pop();
  const made = JSON.stringify([rows, body.facets]);
  portraits.set(body, made);
  return made;
}

/** Not compared: each run adds and removes lines. */
const JOURNAL = 'Журнал';
const LETTERS = 'Письма';
/** Records of the last flight of letters: read only while a letter is «отправляется», and none is. */
const FLIGHTS: readonly string[] = ['flight', 'flight-taken'];

/** The content of a workbook, one text per part. «Письма» is compared separately, letter by letter. */
function standing({ state }: WorkbookModel['core']): Readonly<Record<string, string>> {
  // Not compared: stamps count writes, and triggers are numbered as they are created.
  const { properties, triggers, ...host } = { ...state.host, metadata: [] };
  const kept = Object.entries(properties.document).filter(([key]) => !FLIGHTS.includes(key));
  return {
    sheets: JSON.stringify(state.sheets.map(({ id, title, visibility }) => [id, title, visibility])),
    host: JSON.stringify(host),
    properties: JSON.stringify(kept.sort()),
    triggers: JSON.stringify(triggers.map(({ handler, schedule }) => [handler, schedule]).sort()),
    ...Object.fromEntries(
      state.sheets
        .filter(({ title }) => title !== JOURNAL && title !== LETTERS)
        .map(({ title, grid, body }) => [`«${title}»`, `${JSON.stringify(grid)}${portrait(body)}`]),
    ),
  };
}

/**
 * Every cell of every tab and every property, including journal and flights, except the ids that runs give
 * themselves.
 */
export const everything = ({ state }: WorkbookModel['core']): string =>
  JSON.stringify([
    state.sheets.map(({ title, body }) => [title, portrait(body)]),
    Object.entries(state.host.properties.document)
      .map(([key, value]) => (key === 'flight-taken' ? key : [key, value.replace(/"id":"[^"]*"/, '')]))
      .sort(),
    state.host.triggers,
    state.host.metadata.map(({ metadataId }) => metadataId),
  ]);

const letterOf = ({ to, cc, subject, body }: SentLetter): string => JSON.stringify([to, cc, subject, body]);
const counts = (texts: readonly string[]): Map<string, number> => {
  const count = new Map<string, number>();
  for (const text of texts) count.set(text, (count.get(text) ?? 0) + 1);
  return count;
};

/** The state of a workbook and its mail after an act. */
export interface End {
  readonly book: WorkbookModel;
  readonly mails: readonly SentLetter[];
}

export const endOf = ({ book, host }: Opened): End => ({ book, mails: host.mails });
/** The state after a stopped run and the one that followed it, with the times of the expected end. */
export const endAfter = (expected: Opened, cut: Opened, again: Opened): End => ({
  book: withoutTimes(again.book, expected.book),
  mails: [...cut.host.mails, ...again.host.mails],
});

/** Differences from the expected end; allowed differences are left out. */
export function differences(expected: End, actual: End, mayBeUnsure: boolean): string[] {
  const wrong: string[] = [];
  const [right, own] = [standing(expected.book.core), standing(actual.book.core)];
  for (const part of new Set([...Object.keys(right), ...Object.keys(own)]))
    if (right[part] !== own[part]) wrong.push(`${part} differs`);

  const unsure = unsureLetters(expected.book, actual.book, wrong);
  if (unsure > (mayBeUnsure ? 1 : 0)) wrong.push(`${unsure} letters are unsure`);
  const due = counts(expected.mails.map(letterOf));
  const sent = counts(actual.mails.map(letterOf));
  for (const [letter, times] of sent)
    if (times > (due.get(letter) ?? 0)) wrong.push(`sent ${times} times: ${letter.slice(0, 80)}`);
  const missing = [...due].filter(([letter, times]) => (sent.get(letter) ?? 0) < times);
  if (missing.length > unsure) wrong.push(`${missing.length} letters are lost`);
  return wrong;
}

/** Counts the letters whose outcome is unknown; every other row of «Письма» must be the same. */
function unsureLetters(expected: WorkbookModel, actual: WorkbookModel, wrong: string[]): number {
  if (!actual.titles().includes(LETTERS) && !expected.titles().includes(LETTERS)) return 0;
  const [rows, own] = [expected.values(LETTERS), actual.values(LETTERS)];
  const [status, reason, sent] = ['Статус', 'Причина', 'Отправлено'].map((header) =>
    columnOf(expected, LETTERS, header),
  );
  let unsure = 0;
  for (let index = 0; index < Math.max(rows.length, own.length); index += 1) {
    const [right = [], row = []] = [rows[index], own[index]];
    if (JSON.stringify(right) === JSON.stringify(row)) continue;
    const spoilt = [...right];
    if (status === undefined || reason === undefined || sent === undefined) fail('no such columns');
    for (const [at, value] of [
      [status, 'ошибка'],
      [reason, String(row[reason] ?? '').startsWith(UNSURE) ? (row[reason] ?? null) : UNSURE],
      [sent, null],
    ] as const)
      spoilt[at] = value;
    while (spoilt.length > 0 && spoilt[spoilt.length - 1] === null) spoilt.pop();
    if (JSON.stringify(spoilt) === JSON.stringify(row)) unsure += 1;
    else
      wrong.push(
        `«Письма», row ${index + 1}: ${JSON.stringify(row)} for ${JSON.stringify(right)}`.slice(0, 300),
      );
  }
  return unsure;
}

/**
 * The workbook with the letter times of another one: a slow run creates and sends letters later than one
 * whose clock stands still.
 */
export function withoutTimes(book: WorkbookModel, other: WorkbookModel): WorkbookModel {
  const copy = cloneOf(book);
  for (const header of ['Отправить не раньше', 'Создано', 'Отправлено']) {
    const at = columnOf(copy, LETTERS, header);
    other.values(LETTERS).forEach((row, index) => {
      const time = row[at] ?? null;
      if (index > 0 && time !== null && copy.get(LETTERS, index, at) !== null)
        copy.set(LETTERS, index, at, time);
    });
  }
  return copy;
}
