// resellers.level when staff type over the rows of «Реселлеры», whose computed cells stay where they are: a company's
// last level is known by its name.
import { describe, expect, test } from '@jest/globals';
import { at, serial } from '../calendar.js';
import type { Cells } from '../cells.js';
import { noMemory, SEED } from './oracle/terms.js';
import { company, CORPORATE, PROFESSIONAL } from './rows.js';
import { compare, type World, world } from './support.js';

const P = 'Primary Reseller';
const PRO = 'Professional Reseller';
const C = 'Corporate Reseller';
const ASKS = { 'Заявленный уровень': C };
const alpha = (has: Cells = PROFESSIONAL): Cells => company('Альфа', { ...ASKS, Email: 'a@x.kz', ...has });
const beta = (has: Cells = {}): Cells => company('Бета', { ...ASKS, Email: 'b@x.kz', ...has });

const TYPED = [...new Set([alpha(CORPORATE), beta(CORPORATE)].flatMap((row) => Object.keys(row)))];
/** Types over the input cells of the first rows, cell by cell. */
function overtype(made: World, rows: readonly Cells[]): void {
  rows.forEach((row, index) => {
    for (const header of TYPED) made.edit('Реселлеры', index + 2, header, row[header] ?? null);
  });
}
/** What the letters about levels say: to whom, from which level to which. */
const told = (made: World): string[] =>
  made
    .drafts()
    .flatMap(({ code, to, text }) =>
      code === 'resellers.level' ? [`${to}: ${/был (.*?)\. /.exec(text)?.[1] ?? text}`] : [],
    );

test.each<[string, readonly Cells[], readonly Cells[], readonly string[]]>([
  ['another company in its row is computed for the first time', [alpha()], [beta()], []],
  ['the same rows in another order', [alpha(), beta()], [beta(), alpha()], []],
  ['a new company on top', [alpha()], [beta(), alpha()], []],
  [
    'in another order, and one has changed',
    [alpha(), beta()],
    [beta(PROFESSIONAL), alpha()],
    [`b@x.kz: ${P}, теперь ${PRO}`],
  ],
  [
    'the cell happens to hold the new level',
    [alpha(), beta(CORPORATE)],
    [beta(), alpha(CORPORATE)],
    [`a@x.kz: ${PRO}, теперь ${C}`, `b@x.kz: ${C}, теперь ${P}`],
  ],
  [
    'the name in another spelling',
    [alpha()],
    [{ ...alpha(CORPORATE), Компания: ' АЛЬФА ' }],
    [`a@x.kz: ${PRO}, теперь ${C}`],
  ],
])('%s', (_, before, after, letters) => {
  const made = world();
  const options = { memory: noMemory(), settings: { ...SEED, manager: null } };
  overtype(made, before);
  compare(made, { Реселлеры: before }, at('03.06.2024 12:00'), options);
  overtype(made, after);
  for (const when of ['04.06.2024 12:00', '04.06.2024 12:01'])
    compare(made, { Реселлеры: after }, at(when), options);
  expect(told(made).sort()).toEqual(letters);
});

test.each([false, true])('a change while the programme was stopped is announced (emptied: %s)', (emptied) => {
  const made = world();
  overtype(made, [alpha()]);
  made.recompute('03.06.2024 12:00');
  const listed = made.lines('Сроки');
  const headers = made.headers('Закупки');
  made.fill('Закупки', [], headers.slice(1));
  overtype(made, [alpha(CORPORATE)]);
  made.recompute('04.06.2024 12:00');
  expect(made.lines('Сроки')).toEqual(listed);
  if (emptied) made.fill('Сроки', []);
  made.fill('Закупки', [], headers);
  made.recompute('05.06.2024 12:00');
  expect(told(made)).toEqual([`a@x.kz: ${PRO}, теперь ${C}`]);
});

describe('a decision without a day is told of when it is new', () => {
  const REFUSED = { Решение: 'отклонено' };
  const ask = (name: string, level: string, cells: Cells = {}): Cells => ({
    Дата: serial('27.05.2024'),
    Компания: name,
    Уровень: level,
    Решение: null,
    ...cells,
  });
  const of = (made: World): string[] =>
    made.drafts().flatMap(({ to, text }) => (text.includes('отклонена') ? [to] : []));
  const type = (made: World, rows: readonly Cells[]): void => {
    rows.forEach((row, index) => {
      for (const [header, cell] of Object.entries(row))
        made.edit('Заявки на уровень', index + 2, header, cell);
    });
  };

  test('not when the list is typed over in another order', () => {
    const made = world();
    overtype(made, [alpha(), beta()]);
    const [old, open] = [ask('Бета', C, REFUSED), ask('Альфа', C)];
    type(made, [open, old]);
    made.recompute('03.06.2024 12:00');
    type(made, [old, open]);
    made.recompute('04.06.2024 12:00');
    expect(of(made)).toEqual([]);
    type(made, [old, { ...open, ...REFUSED }]);
    made.recompute('05.06.2024 12:00');
    expect(of(made)).toEqual(['a@x.kz']);
  });

  test.each<[string, Cells, readonly Cells[], readonly Cells[]]>([
    ['its day', { Дата: serial('24.05.2024') }, [], []],
    ['its level', { Уровень: 'Solution Provider' }, [], []],
    ['its company, which has been renamed', { Компания: 'Альфа Плюс' }, [{ Компания: 'Альфа Плюс' }], []],
    ['one of two of that day', { Уровень: 'Solution Provider' }, [], [ask('Альфа', C)]],
  ])('also if staff correct it while deciding: %s', (_, corrected, renamed, others) => {
    const made = world();
    const companies = [alpha(), beta()];
    overtype(made, companies);
    type(made, [ask('Альфа', C), ask('Бета', C, REFUSED), ...others]);
    made.recompute('03.06.2024 12:00');
    overtype(
      made,
      companies.map((row, index) => ({ ...row, ...renamed[index] })),
    );
    type(made, [{ ...ask('Альфа', C), ...corrected, ...REFUSED }]);
    for (const when of ['04.06.2024 12:00', '05.06.2024 12:00']) made.recompute(when);
    expect(of(made)).toEqual(['a@x.kz']);
  });

  test('not when the list is typed over in another order and what is open is corrected', () => {
    const made = world();
    overtype(made, [alpha(), beta()]);
    const [old, open] = [ask('Бета', C, REFUSED), ask('Альфа', C)];
    type(made, [open, old]);
    made.recompute('03.06.2024 12:00');
    type(made, [old, { ...open, Уровень: 'Solution Provider', ...REFUSED }]);
    made.recompute('04.06.2024 12:00');
    expect(of(made)).not.toContain('b@x.kz');
  });

  test.each<[string, Cells]>([
    ['a word that is none', { Решение: 'отказано' }],
    ['a day that cannot be read', { ...REFUSED, 'Дата решения': '3 июня' }],
  ])('also if its own row was in error until then: %s', (_, mistaken) => {
    const made = world();
    overtype(made, [alpha(), beta()]);
    const old = ask('Бета', C, REFUSED);
    type(made, [ask('Альфа', C), old]);
    made.recompute('03.06.2024 12:00');
    // A row that was decided long ago has no line to keep.
    type(made, [
      { ...ask('Альфа', C), ...mistaken },
      { ...old, ...mistaken },
    ]);
    for (const when of ['04.06.2024 12:00', '05.06.2024 12:00']) {
      made.recompute(when);
      expect(made.deadlines().filter(({ tab }) => tab === 'Заявки на уровень')).toMatchObject([
        { row: 2, state: 'снят' },
      ]);
    }
    type(made, [ask('Альфа', C, { ...REFUSED, 'Дата решения': serial('03.06.2024') }), old]);
    for (const when of ['06.06.2024 12:00', '07.06.2024 12:00']) made.recompute(when);
    expect(of(made)).toEqual(['a@x.kz']);
    expect(made.deadlines().filter(({ tab }) => tab === 'Заявки на уровень')).toEqual([]);
  });

  test('also if the company’s row was in error until then', () => {
    const made = world();
    overtype(made, [{ ...alpha(), Email: 'a@' }, beta()]);
    type(made, [ask('Альфа', C)]);
    made.recompute('03.06.2024 12:00');
    overtype(made, [alpha(), beta()]);
    type(made, [ask('Альфа', C, REFUSED)]);
    made.recompute('04.06.2024 12:00');
    expect(of(made)).toEqual(['a@x.kz']);
  });
});
