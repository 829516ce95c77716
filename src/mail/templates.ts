// «Шаблоны писем»: the texts in force. Staff's texts are used where they are valid, the built-in ones
// elsewhere.
import {
  type LetterKind,
  type LetterKinds,
  PLACEHOLDER,
  spelled,
  unknownPlaceholders,
} from '../rules/letters.js';
import type { Programme } from '../rules/programme.js';
import { innerQuotes, keyOf } from '../rules/text.js';
import { inertText } from '../sheets/wanted.js';
import type { ParsedTab } from '../sheets/parse.js';
import { cellProblem, type SheetProblem } from '../sheets/problems.js';
import { templatesTab } from '../sheets/shared-tabs.js';
import { commonLetters } from './common-letters.js';

/** A template taken apart once, to be filled many times. */
type Filler = (values: Readonly<Record<string, string>>) => string;

/**
 * Fills `{{имя}}`; a placeholder without a value stays as it is. Values are not searched for placeholders;
 * inside «ёлочки» a value's own quotes become „лапки“.
 */
export function fillerOf(template: string): Filler {
  // Literal, name, literal, name, …, literal.
  const pieces = template.split(PLACEHOLDER);
  const places = pieces.flatMap((name, at) => {
    if (at % 2 === 0) return [];
    const after = pieces[at + 1] ?? '';
    const inQuotes = (pieces[at - 1] ?? '').endsWith('«') && after.startsWith('»');
    return [{ name: name.trim(), whole: `{{${name}}}`, inQuotes, after }];
  });
  return (values) => {
    const text = [pieces[0] ?? ''];
    for (const { name, whole, inQuotes, after } of places) {
      const value = Object.prototype.hasOwnProperty.call(values, name) ? (values[name] ?? whole) : whole;
      text.push(inQuotes ? innerQuotes(value) : value, after);
    }
    // Not `+=`, which makes a tree of pieces that every later reader walks through.
    return text.join('');
  };
}

export interface Template {
  readonly kind: LetterKind;
  readonly subject: Filler;
  readonly body: Filler;
}

/** The template of a kind of letter, with staff's texts if given. */
export const templateOf = (
  kind: LetterKind,
  { subject, body }: Pick<LetterKind, 'subject' | 'body'> = kind,
): Template => ({
  kind,
  subject: fillerOf(subject),
  body: fillerOf(body),
});

/** The kinds of letters of these programmes, and the common ones. */
const kindsOf = (programmes: readonly Programme[]): readonly LetterKind[] =>
  [commonLetters, ...programmes.map(({ letters }): LetterKinds => letters)].flatMap((set) =>
    Object.values(set),
  );

export const kindsByCode = (programmes: readonly Programme[]): ReadonlyMap<string, LetterKind> =>
  new Map(kindsOf(programmes).map((kind) => [kind.code, kind]));

/** For staff: the placeholders of a letter. */
export const allowedIn = ({ placeholders }: LetterKind): string =>
  `Можно подставить: ${placeholders.map((name) => `{{${name}}}`).join(', ')}.`;

/**
 * Templates of the enabled programmes by code, and problems with staff's texts. `all`: every programme whose
 * codes are allowed in the tab.
 */
export function readTemplates(
  programmes: readonly Programme[],
  all: readonly Programme[],
  tab: ParsedTab | null,
): { readonly byCode: ReadonlyMap<string, Template>; readonly problems: readonly SheetProblem[] } {
  const byCode = new Map<string, Template>();
  const problems: SheetProblem[] = tab ? [...tab.problems.map(withBuiltIn), ...unknownCodes(tab, all)] : [];
  const texts = new Map((tab?.rows ?? []).map((row) => [keyOf(String(row['code'])), row]));
  for (const kind of kindsOf(programmes)) {
    const row = texts.get(keyOf(kind.code));
    byCode.set(kind.code, templateOf(kind));
    if (!row || !tab) continue;
    const subject = String(row['subject']);
    const body = String(row['text']);
    let sound = true;
    for (const [key, text] of [
      ['subject', subject],
      ['text', body],
    ] as const) {
      const unknown = unknownPlaceholders(text, kind.placeholders);
      if (unknown.length === 0) continue;
      sound = false;
      problems.push(
        cellProblem(tab, row.row, key, {
          what: `неизвестно, что подставить: ${unknown.join(', ')}${BUILT_IN}`,
          how: allowedIn(kind),
        }),
      );
    }
    const own = (text: string): string => spelled(text, kind.placeholders);
    if (sound) byCode.set(kind.code, templateOf(kind, { subject: own(subject), body: own(body) }));
  }
  return { byCode, problems };
}

const BUILT_IN = '; действует встроенный текст';
/** What the text of a row in error means for its letter; without a code it is nobody's. */
const withBuiltIn = (problem: SheetProblem): SheetProblem =>
  problem.severity === 'error' && problem.row !== 1 && problem.header !== templatesTab.columns.code.header
    ? { ...problem, what: `${problem.what}${BUILT_IN}` }
    : problem;

/** Rows with an unknown code: most likely a typing error, and the built-in text is used. */
function unknownCodes(tab: ParsedTab, programmes: readonly Programme[]): SheetProblem[] {
  const known = new Set(kindsOf(programmes).map(({ code }) => keyOf(code)));
  return tab.rows
    .filter((row) => !known.has(keyOf(String(row['code']))))
    .map((row) =>
      cellProblem(tab, row.row, 'code', {
        what: 'письма с таким кодом нет: текст не действует',
        how: 'Исправьте код или удалите строку.',
        severity: 'warning',
      }),
    );
}

/** Maximum number of characters that the mail service accepts. */
const MAX_SUBJECT = 250;

/** Subject and text of one letter as a cell stores them. */
export const render = (
  template: Template,
  values: Readonly<Record<string, string>>,
): { subject: string; text: string } => ({
  subject: subjectLine(template.subject(values)),
  text: inertText(template.body(values)),
});

/** Line breaks and other controls: a subject is a single line and must not be able to add a header. */
const CONTROLS = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+', 'g');
/** Direction marks that would reverse the text after the name that contains them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** The start of an encoded word, which a mail program would decode. */
const ENCODED = /=\?/g;

/** Makes a text fit for a subject: one line of at most 250 characters, not cut inside a surrogate pair. */
export const subjectLine = (text: string): string =>
  inertText(
    text
      .replace(CONTROLS, ' ')
      .replace(TURNING, '')
      .replace(ENCODED, '= ?')
      .trim()
      .slice(0, MAX_SUBJECT)
      .replace(/[\ud800-\udbff]$/, ''),
  );
