// The tones of status words: those of the shared tabs here, those of a programme with its own columns.
import type { Tone, Tones } from '../rules/kinds.js';
import type { Programme } from '../rules/programme.js';

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

/** The tones of all words of some programmes, for places that show a word without its column. */
export function tonesOf(programmes: readonly Pick<Programme, 'tabs'>[]): Tones {
  const own = programmes.flatMap(({ tabs }) =>
    Object.values(tabs).flatMap(({ columns }) => Object.values(columns).map(({ kind }) => kind.tones ?? {})),
  );
  return Object.fromEntries(TONES.map((tone) => [tone, own.flatMap((tones) => tones[tone] ?? [])]));
}
