// Shared by the tests of letters: the tab «Письма» with given rows, and programmes that return given letters.
import type { Cell } from '../../src/rules/kinds.js';
import { letterKind, type Letter, type LetterKind, type Priority } from '../../src/rules/letters.js';
import type { Instant } from '../../src/rules/zone.js';
import type { Facts } from '../../src/rules/programme.js';
import { identityOf, keyText } from '../../src/mail/keys.js';
import { readOutbox, type OutboxEntry } from '../../src/mail/entries.js';
import { type Template, templateOf } from '../../src/mail/templates.js';
import type { Evaluation } from '../../src/sheets/evaluate.js';
import { lettersTab } from '../../src/sheets/shared-tabs.js';
import { at, fail, headersOf, MOSCOW, placeOf } from '../sheets/support.js';

const WORDS = { placeholders: ['Имя'], subject: 'Тема {{Имя}}', body: 'Здравствуйте, {{Имя}}!' };
export const kindOf = (code: string, priority: Priority = 'confirmation', corrects: readonly string[] = []) =>
  letterKind({ ...WORDS, code, priority, corrects, lasting: true });

const entryOf = (kind: LetterKind): [string, Template] => [kind.code, templateOf(kind)];
export const templatesOf = (...codes: readonly string[]): ReadonlyMap<string, Template> =>
  new Map([
    ...codes.map((code) => entryOf(kindOf(code))),
    entryOf(kindOf('p.digest', 'digest')),
    entryOf(letterKind({ ...WORDS, code: 'p.standing', priority: 'confirmation' })),
  ]);

/** A letter returned by the rules; its occasion in ISO format with offset. */
export const yielded = (
  more: Partial<Omit<Letter, 'occasion' | 'until'>> & { occasion: string; until?: string },
): Letter => {
  const { occasion, until, ...rest } = more;
  return {
    code: 'p.one',
    object: '',
    to: 'anna@example.com',
    date: '',
    values: () => ({ Имя: 'Анна' }),
    ...rest,
    occasion: at(occasion),
    ...(until === undefined ? {} : { until: at(until) }),
  };
};

/**
 * The parts of an evaluation that the outbox uses. `older`: further letters that the rules return for a
 * longer look-back.
 */
export const evaluationOf = (
  letters: readonly Letter[] | null,
  mode: 'черновик' | 'авто' = 'черновик',
  title = 'Программа',
  older: readonly Letter[] = [],
): Evaluation =>
  ({
    programme: {
      title,
      decide: ({ letterWindow }: Pick<Facts, 'letterWindow'>) => ({
        letters: [...(letters ?? []), ...older.filter(({ occasion }) => occasion >= letterWindow.from)],
      }),
    },
    decided: letters === null ? null : { facts: { letterWindow: { from: Infinity } }, decision: { letters } },
    settings: { zone: MOSCOW, letterMode: mode },
  }) as unknown as Evaluation;

export type LetterCells = Readonly<Partial<Record<keyof typeof lettersTab.columns, Cell>>>;

/** The cell of «Ключ» of a letter. */
export const keyCell = (letter: Parameters<typeof keyText>[0], print = '', seen = false): string =>
  keyText(letter, identityOf(letter), print, seen);

/** A row of «Письма»; `key` may be a letter. */
export const lettersGrid = (rows: readonly LetterCells[]): Cell[][] => [
  headersOf(lettersTab),
  ...rows.map((row) => Object.keys(lettersTab.columns).map((key) => row[key as keyof LetterCells] ?? '')),
];
export const serial = (iso: string): number => MOSCOW.toSerial(at(iso));

/** The row of a letter, created a day before its occasion. */
export const rowOf = (letter: Letter, more: LetterCells = {}): LetterCells => ({
  key: keyCell(letter),
  programme: 'Программа',
  to: letter.to,
  subject: 'Тема',
  text: 'Текст',
  notBefore: MOSCOW.toSerial(letter.occasion),
  created: MOSCOW.toSerial(letter.occasion) - 1,
  status: 'в очереди',
  attempts: 0,
  ...more,
});

export const outboxOf = (rows: readonly LetterCells[]): readonly OutboxEntry[] =>
  readOutbox(placeOf(lettersTab, lettersGrid(rows)), () => MOSCOW).entries;

export const statusOf = (
  grid: readonly (readonly Cell[])[],
  letter: Letter,
): { status: Cell; reason: Cell } => {
  const [header = []] = grid;
  const column = (name: string): number => header.indexOf(name);
  const row =
    grid.find((cells) => String(cells[column('Ключ')]).split('?')[0] === identityOf(letter)) ??
    fail(`no letter ${identityOf(letter)}`);
  return { status: row[column('Статус')] ?? '', reason: row[column('Причина')] ?? '' };
};

export type { Instant };
