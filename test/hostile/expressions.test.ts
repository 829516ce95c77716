// No cell can make a regular expression of the add-on run away: each one in the source stays linear on a long
// text of any of its characters.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';

/**
 * At this length a linear expression takes a fraction of a millisecond, a quadratic one a tenth of a second.
 */
const LENGTH = 8_000;
const PATIENCE = 40;

/** Expressions that only ever see a short text, whatever the cell contains. */
const BOUNDED: readonly string[] = [
  // Between two words of a name: at most 6 characters are looked at (src/rules/russian.ts).
  String.raw`^(?:["'«»„“”’‘${'`'}]*(?:[ \t\u00a0]+|[-\u2010-\u2014]|[.:&+·/]|: )?["'«»„“”’‘${'`'}]*)$`,
  // The digits of a number (src/rules/text.ts).
  String.raw`\B(?=(\d{3})+$)`,
  '0+$',
];

interface Expression {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal in the folders whose code processes cells. */
function expressionsIn(...folders: readonly string[]): readonly Expression[] {
  const found: Expression[] = [];
  const collect = (file: string, node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
      found.push({ file, source, flags });
    }
    ts.forEachChild(node, (child) => {
      collect(file, child);
    });
  };
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const file = join(folder, name);
      collect(file, ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
    }
  return found;
}

const COMMON = ' |\t|\u00a0|\n|.|,|a|T|ж|Ж|7|-|@|_|%|{|#|"|«|{{|a.|a@|a-|1 |1 000 |ж.| .|a,|({'.split('|');
const MORE = ['%0', '1:', ' T', 'a@a.'];

/**
 * Short texts to be repeated: the expression's own characters and words, and one character of every common
 * class.
 */
const pumps = ({ source }: Expression): readonly string[] => [
  ...new Set([
    ...Array.from(source.replace(/\\u\{?[0-9a-f]+\}?|\\[a-z]/gi, '').replace(/[()[\]{}?*+^$|\\]/g, '')),
    ...(source.match(/\p{L}{2,}/gu) ?? []),
    ...COMMON,
    ...MORE,
  ]),
];

/** Of the processor, not of the clock: a busy machine must not count against the expression. */
function milliseconds({ source, flags }: Expression, text: string): number {
  const expression = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  const started = process.cpuUsage();
  text.replace(expression, '');
  return process.cpuUsage(started).user / 1_000;
}
/** The fastest of three: a garbage collection must not count against the expression. */
const isSlow = (one: Expression, text: string): boolean =>
  [1, 2, 3].every(() => milliseconds(one, text) > PATIENCE);

/** The first text that makes the expression slow. An ending that does not match makes it backtrack. */
function weakness(one: Expression): string | null {
  for (const pump of pumps(one)) {
    const run = pump.repeat(Math.ceil(LENGTH / pump.length)).slice(0, LENGTH);
    for (const text of [`${run} x`, `x${run}\u0001`, `{{a@1 "${run}!`]) if (isSlow(one, text)) return pump;
  }
  return null;
}

test('the check distinguishes a quadratic expression from a linear one', () => {
  const quadratic = { file: '', source: String.raw`[.\s]+$`, flags: '' };
  expect(weakness(quadratic)).toBe('.');
  expect(weakness({ ...quadratic, source: String.raw`(?<![.\s])[.\s]+$` })).toBeNull();
});

test('every expression of the source stays linear, or only sees short texts', () => {
  const all = expressionsIn('src/rules', 'src/sheets', 'src/mail', 'src/run', 'src/ui');
  expect(all.length).toBeGreaterThan(70);
  const weak = all
    .filter(({ source }) => !BOUNDED.includes(source))
    .flatMap((one) => {
      const pump = weakness(one);
      return pump === null ? [] : [`${one.file} /${one.source}/${one.flags}: ${JSON.stringify(pump)}`];
    });
  expect(weak).toEqual([]);
  expect(BOUNDED.filter((source) => !all.some((one) => one.source === source))).toEqual([]);
});
