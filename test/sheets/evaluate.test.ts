// Evaluating a programme: its problems as data, however many there are.
import { expect, test } from '@jest/globals';
import { integer } from '../../src/rules/kinds.js';
import { type Facts, type Programme, rowError, rowWarning } from '../../src/rules/programme.js';
import { commonSettings } from '../../src/rules/settings.js';
import { column, inputTab } from '../../src/rules/tabs.js';
import { evaluate } from '../../src/sheets/evaluate.js';
import { programmeSettings } from '../../src/sheets/settings.js';
import { at } from './support.js';

/** More than fit on the stack as arguments of one call. */
const MANY = 150_000;

const AROUND: Parameters<typeof evaluate>[3] = {
  settingsTab: null,
  calendarTab: null,
  deadlines: null,
  now: at('2023-10-06T12:00:00Z'),
  letterWindow: { from: at('2023-10-05T12:00:00Z'), to: at('2023-10-08T00:00:00Z') },
  past: { of: () => [] },
  pageUrl: '',
  halted: false,
};

test('problems come in the order of the tabs, whoever has found them', () => {
  const tab = (title: string) => inputTab(title, 'Пример.', { n: column('Число', integer) });
  const tabs = { first: tab('Первая'), second: tab('Вторая') };
  const programme = {
    id: 'p',
    title: 'Программа',
    tabs,
    settings: commonSettings({ zone: 'UTC', country: 'РФ' }),
    decide: () => ({
      problems: (['second', 'first'] as const).map((key) =>
        rowError(key, 2, 'n', { what: 'правило', how: '' }),
      ),
    }),
  } as unknown as Programme;
  const source = (one: typeof tabs.first, sheetId: number) => ({
    tab: one,
    title: one.title,
    sheetId,
    grid: [['Число'], [1], ['много']],
  });
  const { problems } = evaluate(
    programme,
    programmeSettings(programme, null),
    { first: source(tabs.first, 7), second: source(tabs.second, 8) },
    AROUND,
  );
  expect(problems.map((one) => `${one.tab}: ${one.what}`)).toEqual([
    'Первая: это не число',
    'Первая: правило',
    'Вторая: это не число',
    'Вторая: правило',
  ]);
});

test('a tab full of faulty cells is listed whole: neither its rows nor those of a rule stop the run', () => {
  const tab = inputTab('Счёт', 'Пример.', { n: column('Число', integer) });
  const programme = {
    id: 'p',
    title: 'Программа',
    tabs: { count: tab },
    settings: commonSettings({ zone: 'UTC', country: 'РФ' }),
    decide: ({ broken }: Facts) => ({
      problems: (broken.count ?? []).map(({ row }) => rowWarning('count', row, 'n', { what: 'а', how: 'б' })),
    }),
  } as unknown as Programme;
  const grid = [['Число'], ...Array.from({ length: MANY }, () => ['много'])];
  const { problems } = evaluate(
    programme,
    programmeSettings(programme, null),
    { count: { tab, title: 'Счёт', sheetId: 7, grid } },
    AROUND,
  );
  expect(problems).toHaveLength(2 * MANY);
  expect([problems[0]?.severity, problems[MANY]?.severity]).toEqual(['error', 'warning']);
});
