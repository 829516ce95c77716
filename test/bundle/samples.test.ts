// What every programme owes its staff, shown with its sample: each figure has an explanation, each deadline a
// row, and no text has a hole in it.
import { describe, expect, test } from '@jest/globals';
import { programmes } from '../../src/rules/registry.js';
import type { Reason } from '../../src/rules/reasons.js';
import { ruDay } from '../../src/rules/day.js';
import { isDeliverable } from '../../src/rules/email.js';
import { plain, play, sampleTabs } from '../rules/harness.js';
import { fail } from './failures.js';
import { argumentsOf, sampleOf } from './samples.js';

/** What stands in a text when a value is missing or a sentence has been put together wrongly. */
const HOLE = /undefined|NaN|null|\[object |\{\{|[^.]\.\.(?!\.)|,,| ,/;

describe.each(programmes)('$title', (programme) => {
  const { now, rows, settings = {} } = sampleOf(programme);
  const tabs = sampleTabs(programme, rows);
  const outcome = play(programme, { now, tabs, settings });
  const shown = Object.entries({ ...outcome.computed, ...outcome.outputs });
  const reasons = new Map<string, Reason | null>();
  for (const [title, list] of shown)
    list.forEach((row, index) => {
      for (const [header, cell] of Object.entries(row))
        if (cell !== null && header !== 'ошибка')
          reasons.set(`${title}!${index + 2}[${header}]`, outcome.explain(title, index + 2, header));
    });
  const explained = [...reasons].flatMap(([place, reason]) => (reason ? [[place, reason] as const] : []));

  test('the sample fills every tab of staff', () => {
    const inputs = Object.values(programme.tabs).filter(({ role }) => role === 'input');
    expect(inputs.filter(({ title }) => (tabs[title] ?? []).length === 0)).toEqual([]);
  });

  test('the sample addresses nobody', () => {
    const addresses = Object.values(tabs)
      .flatMap((list) => list.flatMap((row) => Object.values(row)))
      .concat(Object.values(settings))
      .filter((cell) => typeof cell === 'string' && isDeliverable(cell.trim().toLowerCase()));
    expect(addresses.filter((address) => !/[@.]example\.(com|net|org)$/.test(String(address)))).toEqual([]);
  });

  test('every figure has an explanation with its rule and clause', () => {
    expect(reasons.size).toBeGreaterThan(0);
    expect([...reasons].filter(([, reason]) => reason === null).map(([place]) => place)).toEqual([]);
    expect(explained.filter(([, { rule, clause }]) => !/\S/.test(rule) || !/\S/.test(clause))).toEqual([]);
  });

  test('every deadline has its rule and clause, or is the figure of its row that explains it', () => {
    const { deadlines } = outcome.decision;
    expect(deadlines.length).toBeGreaterThan(0);
    const wrong = deadlines.filter(({ basis, source, due, state }) => {
      if (!('column' in basis))
        return HOLE.test(basis.rule) || !/[.]$/.test(basis.rule) || basis.clause === '';
      const tab = programme.tabs[source?.tab ?? ''] ?? fail('no tab');
      const header = tab.columns[basis.column]?.header ?? fail(`no column ${basis.column}`);
      const reason = outcome.explain(tab.title, source?.row ?? 0, header) ?? fail(`no reason: ${header}`);
      const day = 'day' in due ? due.day : outcome.facts.zone.dayOf(due.at);
      return state === 'open' && !JSON.stringify(reason).includes(ruDay(day));
    });
    expect(wrong).toEqual([]);
  });

  test('every line of an explanation that names a row names one that is there', () => {
    const known = new Map(Object.values(programme.tabs).map(({ title }) => [title, 1]));
    for (const [title, list] of [...Object.entries(tabs), ...shown])
      known.set(title, Math.max(known.get(title) ?? 1, list.length + 1));
    const lost = explained.flatMap(([place, { lines }]) =>
      lines
        .filter(
          ({ tab, row }) =>
            tab !== undefined && row !== undefined && (row < 2 || row > (known.get(tab) ?? Infinity)),
        )
        .map(({ text }) => `${place}: ${text}`),
    );
    expect(lost).toEqual([]);
  });

  test('every deadline from a row is from one that is there', () => {
    expect(outcome.deadlines.length).toBeGreaterThan(0);
    const lost = outcome.deadlines.filter(({ object, what, source }) => {
      const [title = '', row = '2'] = source.split('!');
      return (
        !/\S/.test(object) ||
        !/\S/.test(what) ||
        Number(row) < 2 ||
        (title !== 'Настройки' && Number(row) > (tabs[title] ?? []).length + 1)
      );
    });
    expect(lost).toEqual([]);
  });

  const plans = programme.actions.map(
    ({ name }) => [name, () => outcome.act(name, ...argumentsOf(programme, name))] as const,
  );
  test('every menu item has something to do', () => {
    for (const [name, act] of plans)
      expect([name, act().message]).toEqual([name, expect.stringMatching(/\S/)]);
  });

  test('no text has a hole', () => {
    const texts = [
      ...explained.flatMap(([, { rule, clause, sum = '', lines }]) => [
        rule,
        clause,
        sum,
        ...lines.map(({ text }) => text),
      ]),
      ...shown.flatMap(([, list]) => list.flatMap((row) => Object.values(row))),
      ...outcome.deadlines.flatMap(({ object, what, note }) => [object, what, note]),
      ...outcome.letters.flatMap(({ subject, text }) => [subject, text]),
      ...outcome.problems,
      ...programme.actions.flatMap((action) =>
        action.looks ? [] : (action.confirm?.question(argumentsOf(programme, action.name)) ?? []),
      ),
      ...plans.map(([, act]) => act().message),
    ].filter((text) => typeof text === 'string');
    expect([...new Set(texts.map(plain))].filter((text) => HOLE.test(text))).toEqual([]);
  });

  test('the same rows give the same answer', () => {
    const { computed, outputs } = programme.decide(outcome.facts);
    expect({ computed, outputs }).toEqual({
      computed: outcome.decision.computed,
      outputs: outcome.decision.outputs,
    });
  });
});
