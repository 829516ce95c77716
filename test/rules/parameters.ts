// A parameter's value is only in «Настройки»: whatever people are told follows it, and no text repeats its
// default.
import { expect, test } from '@jest/globals';
import type { Cell } from '../../src/rules/kinds.js';
import type { Demo, Programme } from '../../src/rules/programme.js';
import { type Outcome, plain, play, sampleTabs } from './harness.js';

/** The fixed texts of the tabs and templates. */
const declaredTexts = ({ tabs, letters }: Programme): readonly string[] => [
  ...Object.values(tabs).flatMap(({ about, columns }) => [
    about,
    ...Object.values(columns).map(({ options }) => options.note ?? ''),
  ]),
  ...Object.values(letters).flatMap(({ subject, body }) => [subject, body]),
];

const ROWS = 60;
/**
 * Texts made from the rows: computed words, deadlines, letters, and every explanation of the first rows of
 * each tab.
 */
function toldTexts({ tabs }: Programme, outcome: Outcome): readonly string[] {
  const reasons = Object.values(tabs).flatMap(({ title, columns }) =>
    (outcome.computed[title] ?? outcome.outputs[title] ?? []).slice(0, ROWS).flatMap((_, index) =>
      Object.values(columns).flatMap(({ header }) => {
        const reason = outcome.explain(title, index + 2, header);
        return reason ? [reason.rule, reason.sum ?? '', ...reason.lines.map(({ text }) => text)] : [];
      }),
    ),
  );
  const cells = [...Object.values(outcome.computed), ...Object.values(outcome.outputs)]
    .flat()
    .flatMap((row) => Object.values(row).filter((cell) => typeof cell === 'string'));
  return [
    ...reasons,
    ...cells,
    ...outcome.deadlines.flatMap(({ what, note }) => [what, note]),
    ...outcome.letters.map(({ text }) => text),
  ];
}

interface Case {
  /** Every parameter that a text might repeat, with a value different from its default. */
  readonly settings: Readonly<Record<string, Cell>>;
  /** The defaults as a text would give them. */
  readonly never: readonly RegExp[];
  /** The values in force as the texts must give them. */
  readonly told: readonly string[];
}

/** Checks the texts of a programme, and those of its sample with changed parameters. */
export function tellsParameters(
  programme: Programme,
  sample: Pick<Demo, 'now' | 'rows' | 'settings'>,
  { settings, never, told }: Case,
): void {
  const tabs = sampleTabs(programme, sample.rows);
  const changed = play(programme, { now: sample.now, tabs, settings: { ...sample.settings, ...settings } });
  const all = [...declaredTexts(programme), ...toldTexts(programme, changed)];
  const texts = [...new Set(all.map(plain))];

  test.each(never)('no text contains %s', (words) => {
    expect(texts.filter((text) => words.test(text))).toEqual([]);
  });
  test.each(told)('«%s»', (words) => {
    expect(texts.some((text) => text.includes(words))).toBe(true);
  });

  const answers = programme.answersTo === null ? undefined : programme.settings[programme.answersTo];
  if (answers?.default === null)
    test(`«${answers.header}» says what follows if it is blank`, () => {
      expect(answers.note).toMatch(/ Пусто — сводки нет, вопросы приходят ответом на письмо\.$/);
    });
}
