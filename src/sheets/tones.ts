// The tones of status words: those of the shared tabs here, those of a programme with its own columns.
import type { Tone, Tones } from '../rules/kinds.js';
import { groupBy } from '../rules/collections.js';
import type { Programme } from '../rules/programme.js';
import type { Column } from '../rules/tabs.js';
import { sharedTabs } from './shared-tabs.js';

/** Words of the shared tabs; they have these tones in every column. */
const SHARED: Tones = {
  good: ['выполнено', 'отправлено'],
  bad: ['просрочено', 'ошибка'],
  warn: ['скоро', 'сегодня'],
  busy: ['в очереди', 'отправляется'],
  quiet: ['черновик', 'отменено', 'снят'],
};

const TONES = Object.keys(SHARED) as readonly Tone[];

const toneIn = (tones: Tones, word: string): Tone | null =>
  TONES.find((tone) => tones[tone]?.includes(word)) ?? null;

/** The tone of a status word, `own` first; null for any other word. */
export const toneOf = (word: string, own: Tones = {}): Tone | null =>
  toneIn(own, word) ?? toneIn(SHARED, word);

/** The tone of «да» or «нет» in a column that asks a question; elsewhere these words are no status. */
export const answerTone = (word: string, own?: Tones): Tone | null =>
  word === 'да' ? 'good' : word === 'нет' ? 'bad' : toneOf(word, own);

/** The tones of the words of each column of statuses, by header. */
export type ColumnTones = Readonly<Record<string, Tones>>;

const columnsOf = (programmes: readonly Pick<Programme, 'tabs'>[]): readonly Column[] =>
  programmes.flatMap(({ tabs }) => Object.values(tabs).flatMap(({ columns }) => Object.values(columns)));

const joined = (columns: readonly Column[]): Tones =>
  Object.fromEntries(
    TONES.map((tone) => [tone, columns.flatMap(({ kind: { tones = {} } }) => tones[tone] ?? [])]),
  );

/** The tones of all words of some programmes, for places that show a word without its column. */
export const tonesOf = (programmes: readonly Pick<Programme, 'tabs'>[]): Tones =>
  joined(columnsOf(programmes));

/** The same by column, with those of the shared tabs; columns of one header share their tones. */
export function columnTones(programmes: readonly Pick<Programme, 'tabs'>[]): ColumnTones {
  const listed = columnsOf([...programmes, { tabs: sharedTabs }]).filter(
    ({ kind, options }) => kind.words && !options.plain,
  );
  return Object.fromEntries(
    [...groupBy(listed, ({ header }) => header)].map(([header, columns]) => [header, joined(columns)]),
  );
}
