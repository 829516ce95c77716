// How the tests write a declared tab, and a letter: the contract with the people who edit it (spec 01–05, «Input tabs», «Output tabs»).
import type { Programme } from '../../src/rules/programme.js';
import type { Column } from '../../src/rules/tabs.js';

/** «Header*: kind (words) — marks»; `*` is a required column, a text column names no kind. */
function shown({ header, kind, options }: Column): string {
  const words = kind.type === 'choice' ? `(${(kind.words ?? []).join(', ')})` : kind.type;
  const marks = [
    options.unique && 'unique',
    options.computed && 'computed',
    options.remembered && 'remembered',
    options.staff && "staff's",
    options.erases && 'erases',
    options.personal && `personal ${options.personal}`,
  ].filter((mark) => typeof mark === 'string');
  return `${header}${options.required ? '*' : ''}${kind.type === 'text' ? '' : `: ${words}`}${marks.length > 0 ? ` — ${marks.join(', ')}` : ''}`;
}

/** «role Title» → its columns in order. */
export const declaredColumns = ({ tabs }: Programme): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.values(tabs).map(({ role, title, columns }) => [
      `${role} ${title}`,
      Object.values(columns).map(shown),
    ]),
  );

/** «code: priority» of every letter; the queue goes by priority (spec 00, «Letters»). */
export const declaredLetters = ({ letters }: Programme): readonly string[] =>
  Object.values(letters).map(({ code, priority }) => `${code}: ${priority}`);
