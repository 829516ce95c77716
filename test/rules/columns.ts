// Readable forms of a declared tab and of a letter: the contract with the people who edit them (spec 01–05,
// «Input tabs», «Output tabs»).
import { expect, test } from '@jest/globals';
import type { Programme } from '../../src/rules/programme.js';
import type { Column } from '../../src/rules/tabs.js';

/** «Header*: kind (words) — marks»; `*` marks a required column; the kind of text columns is left out. */
function shown({ header, kind, options }: Column): string {
  const words = kind.type === 'choice' ? `(${(kind.words ?? []).join(', ')})` : kind.type;
  const marks = [
    options.unique && 'unique',
    options.computed && 'computed',
    options.remembered && 'remembered',
    options.staff && "staff's",
    options.erases && 'erases',
    options.personal && `personal ${options.personal}`,
    options.heldWhen && `held when ${options.heldWhen.join(' = ')}`,
  ].filter((mark) => typeof mark === 'string');
  return `${header}${options.required ? '*' : ''}${kind.type === 'text' ? '' : `: ${words}`}${marks.length > 0 ? ` — ${marks.join(', ')}` : ''}`;
}

/** «role Title» → its columns in order. */
const declaredColumns = ({ tabs }: Programme): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.values(tabs).map(({ role, title, columns }) => [
      `${role} ${title}`,
      Object.values(columns).map(shown),
    ]),
  );

/**
 * «code: priority» of every letter, and the letters that it corrects; both determine the order of the queue
 * (spec 00, «Letters»).
 */
const declaredLetters = ({ letters }: Programme): readonly string[] =>
  Object.values(letters).map(
    ({ code, priority, corrects = [] }) =>
      `${code}: ${priority}${corrects.length === 0 ? '' : `, corrects ${corrects.join(', ')}`}`,
  );

/**
 * Checks that a programme declares exactly these tabs («role Title» → columns) and these letters, in this
 * order. What holds for every programme is in declarations.test.ts.
 */
export function declares(
  programme: Programme,
  tabs: Readonly<Record<string, readonly string[]>>,
  letters: readonly string[],
): void {
  const declared = declaredColumns(programme);
  test('the tabs and their roles', () => {
    expect(Object.keys(declared)).toEqual(Object.keys(tabs));
  });
  test.each(Object.entries(tabs))('%s', (tab, columns) => {
    expect(declared[tab]).toEqual(columns);
  });
  test('the letters and their priorities', () => {
    expect(declaredLetters(programme)).toEqual(letters);
  });
}
