// «Шаблоны писем»: the texts in force, staff's where they are sound, the built-in ones elsewhere.
import { fillTemplate, type LetterKind, type LetterKinds, unknownPlaceholders } from '../rules/letters.js';
import type { Programme } from '../rules/programme.js';
import { keyOf } from '../rules/text.js';
import { inertText } from '../sheets/diff.js';
import { cellProblem, type ParsedTab } from '../sheets/parse.js';
import type { SheetProblem } from '../sheets/problems.js';
import { templatesTab } from '../sheets/shared-tabs.js';
import { commonLetters } from './common-letters.js';

export interface Template {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly body: string;
}

/** The kinds of letters of these programmes and of the house. */
export const kindsOf = (programmes: readonly Programme[]): readonly LetterKind[] =>
  [commonLetters, ...programmes.map(({ letters }): LetterKinds => letters)].flatMap((set) =>
    Object.values(set),
  );

/** Templates of the programmes that run, by code, and what is wrong with staff's. `all`: the programmes whose codes may stand there. */
export function readTemplates(
  programmes: readonly Programme[],
  all: readonly Programme[],
  tab: ParsedTab | null,
): { readonly byCode: ReadonlyMap<string, Template>; readonly problems: readonly SheetProblem[] } {
  const byCode = new Map<string, Template>();
  const problems: SheetProblem[] = tab ? strangers(tab, all) : [];
  const texts = new Map((tab?.rows ?? []).map((row) => [keyOf(String(row['code'])), row]));
  for (const kind of kindsOf(programmes)) {
    const row = texts.get(keyOf(kind.code));
    byCode.set(kind.code, { kind, subject: kind.subject, body: kind.body });
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
        cellProblem(
          tab.source,
          {
            row: row.row,
            at: tab.columns.at.get(key),
            header: tab.source.tab.columns[key]?.header ?? '',
            value: text,
          },
          {
            what: `неизвестно, что подставить: ${unknown.map((name) => `{{${name}}}`).join(', ')}; действует встроенный текст`,
            how: `Можно подставить: ${kind.placeholders.map((name) => `{{${name}}}`).join(', ')}.`,
          },
        ),
      );
    }
    if (sound) byCode.set(kind.code, { kind, subject, body });
  }
  return { byCode, problems };
}

/** Rows whose code is no letter's: most likely a slip of the pen, and the built-in text goes. */
function strangers(tab: ParsedTab, programmes: readonly Programme[]): SheetProblem[] {
  const known = new Set(kindsOf(programmes).map(({ code }) => keyOf(code)));
  return tab.rows
    .filter((row) => !known.has(keyOf(String(row['code']))))
    .map((row) =>
      cellProblem(
        tab.source,
        {
          row: row.row,
          at: tab.columns.at.get('code'),
          header: templatesTab.columns.code.header,
          value: String(row['code']),
        },
        {
          what: 'письма с таким кодом нет: текст не действует',
          how: 'Исправьте код или удалите строку.',
          severity: 'warning',
        },
      ),
    );
}

/** Characters that the mail service takes. */
const MAX_SUBJECT = 250;

/** Subject and text of one letter. */
export const render = (
  template: Template,
  values: Readonly<Record<string, string>>,
): { subject: string; text: string } => ({
  subject: subjectLine(fillTemplate(template.subject, values)),
  text: fillTemplate(template.body, values),
});

/** Line ends and other controls: a subject is one line, and nothing of it is a header of its own. */
const CONTROLS = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+', 'g');
/** Marks that turn the rest of a line round would reach beyond the name they came with. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** The start of an encoded word: a mail program would show what it decodes to. */
const ENCODED = /=\?/g;

/** A text as the subject of a letter: one line of at most 250 characters, no half of a pair at its end. */
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
