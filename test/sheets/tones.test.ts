// Colours of status words: a programme declares those of its own words, the shared tabs those of theirs.
import { describe, expect, test } from '@jest/globals';
import { oneOf, text, toned } from '../../src/rules/kinds.js';
import { programmes } from '../../src/rules/registry.js';
import { column, inputTab } from '../../src/rules/tabs.js';
import { sharedTabs } from '../../src/sheets/shared-tabs.js';
import { columnTones, toneOf, tonesOf } from '../../src/sheets/tones.js';

const kind = toned(oneOf(['забронировано', 'на руках', 'просрочено']), {
  quiet: ['забронировано'],
  busy: ['на руках'],
});
const tab = inputTab('Заявки', 'Заявки.', { status: column('Статус', kind) });
test('a word of a programme has a tone only with the tones of the programme', () => {
  const own = tonesOf([{ tabs: { requests: tab } }]);
  expect(['забронировано', 'на руках', 'просрочено', 'иное'].map((word) => toneOf(word, own))).toEqual([
    'quiet',
    'busy',
    'bad',
    null,
  ]);
  expect(toneOf('на руках')).toBeNull();
});

test('a column of statuses has the tones of its header, other columns have none', () => {
  const other = inputTab('Клиенты', 'Клиенты.', {
    name: column('Имя', text),
    status: column('Статус', toned(oneOf(['занят']), { bad: ['занят'] })),
    closed: column('Закрыто', oneOf(['да', 'нет']), { plain: true }),
  });
  const own = columnTones([{ tabs: { requests: tab, other } }]);
  const toneIn = (header: string, word: string): string | null | undefined =>
    own[header] && toneOf(word, own[header]);
  expect(toneIn('Статус', 'на руках')).toBe('busy');
  expect(toneIn('Статус', 'занят')).toBe('bad');
  expect(toneIn('Состояние', 'просрочено')).toBe('bad');
  expect([toneIn('Имя', 'занят'), toneIn('Закрыто', 'да')]).toEqual([undefined, undefined]);
});

test('a programme may see a word of the shared tabs differently', () => {
  expect([toneOf('снят'), toneOf('снят', { bad: ['снят'] })]).toEqual(['quiet', 'bad']);
});

describe('shared code knows no word of a programme', () => {
  const words = (tabs: readonly (typeof programmes)[number]['tabs'][string][]): ReadonlySet<string> =>
    new Set(tabs.flatMap(({ columns }) => Object.values(columns).flatMap((one) => one.kind.words ?? [])));
  const shared = words(Object.values(sharedTabs));

  test.each(programmes)('$title', ({ tabs }) => {
    const known = [...words(Object.values(tabs))].filter(
      (word) => toneOf(word) !== null && !shared.has(word),
    );
    expect(known).toEqual([]);
  });
});
