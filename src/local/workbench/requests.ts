// Validates the page's requests: bodies and queries as plain data, or a Russian error message.
import * as z from 'zod/mini';
import { MAX_COLUMNS, MAX_ROWS } from '../workbook/rect.js';
import { RequestRefused } from './session.js';

const MOST_CELLS = 50_000;
const TOO_MANY = 'За раз можно вставить не больше 50 000 ячеек: вставляйте меньшими частями.';
const MOST_ANSWERS = 20;

const row = z.int().check(z.gte(0), z.lt(MAX_ROWS));
const column = z.int().check(z.gte(0), z.lt(MAX_COLUMNS));
const sheet = z.int().check(z.gte(0));
const version = z.int().check(z.gte(0));
/** The workbook itself refuses what no cell holds, and names the cell. */
const text = z.string();
const place = z.strictObject({ sheet, row, column });

const question = z.strictObject({
  kind: z.enum(['prompt', 'alert']),
  title: text,
  text,
  buttons: z.enum(['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']),
});

const answer = z.strictObject({
  question,
  press: z.enum(['OK', 'CANCEL', 'YES', 'NO', 'CLOSE']),
  text,
});

export const shapes = {
  call: z.strictObject({
    handler: z.string().check(z.regex(/^[A-Za-z_$][\w$]{0,99}$/)),
    answers: z.array(answer).check(z.maxLength(MOST_ANSWERS)),
    selection: z.nullable(place),
  }),
  edit: z.strictObject({
    sheet,
    version,
    cells: z
      .array(z.strictObject({ row, column, text }))
      .check(z.minLength(1), z.maxLength(MOST_CELLS, TOO_MANY)),
    sure: z.boolean(),
  }),
  editRows: z.strictObject({
    sheet,
    version,
    action: z.enum(['insert', 'delete']),
    row,
    sure: z.boolean(),
  }),
  clock: z.strictObject({ text: z.nullable(z.string().check(z.maxLength(100))) }),
  step: z.strictObject({ way: z.enum(['undo', 'redo']) }),
} as const;

const query = {
  sheet: z.coerce.number().check(z.int(), z.gte(0)),
  index: z.coerce.number().check(z.int(), z.gte(0), z.lte(MAX_ROWS)),
};

export const queries = {
  sheet: z.object({ id: query.sheet }),
  rows: z.object({ id: query.sheet, from: query.index, to: query.index }),
  find: z.object({
    sheet: query.sheet,
    text: z.string().check(z.minLength(1), z.maxLength(1_000)),
    row: query.index,
    column: query.index,
  }),
} as const;

export function read<T>(shape: z.ZodMiniType<T>, value: unknown): T {
  const result = z.safeParse(shape, value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'too_big' && /[а-я]/i.test(issue.message)) throw new RequestRefused(issue.message);
  const path = issue?.path.join('.') ?? '';
  throw new RequestRefused(`Запрос не понят${path === '' ? '' : `: ${path}`}. Обновите страницу.`);
}

export function readJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new RequestRefused('Запрос не понят: это не JSON.');
  }
}
