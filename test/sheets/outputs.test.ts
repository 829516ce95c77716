// «Сроки» and «Ошибки» (spec 00, «Shared tabs», «Time»): order, links to the faulty cells.
import { describe, expect, test } from '@jest/globals';
import { day } from '../../src/rules/day.js';
import type { Moment } from '../../src/rules/kinds-time.js';
import type { Deadline } from '../../src/rules/programme.js';
import { type DatedDeadline, datedDeadlines, errorRows } from '../../src/sheets/outputs.js';
import type { Evaluation } from '../../src/sheets/evaluate.js';
import type { SheetProblem } from '../../src/sheets/problems.js';
import { diffDecided } from '../../src/sheets/diff.js';
import { deadlinesTab } from '../../src/sheets/shared-tabs.js';
import { ALMATY, at, MOSCOW, placeOf, UTC } from './support.js';

const deadline = (due: Moment, more: Partial<Deadline> = {}): Deadline => ({
  object: 'Блок 1',
  what: 'тест',
  due,
  basis: { rule: '', clause: '' },
  state: 'open',
  responsible: '',
  source: null,
  ...more,
});
/** The parts of an evaluation that «Сроки» uses. */
const evaluation = (
  title: string,
  deadlines: readonly Deadline[],
  now = '2023-10-06T12:00:00+03:00',
): Evaluation =>
  ({
    programme: { title, tabs: { blocks: { title: 'Блоки' } } },
    parsed: { blocks: { title: 'Блоки осени' } },
    decided: { facts: { now: at(now), today: MOSCOW.dayOf(at(now)) }, decision: { deadlines } },
    settings: { zone: MOSCOW, warnDays: 3 },
  }) as unknown as Evaluation;
const objects = (list: readonly DatedDeadline[]): string[] => list.map(({ object }) => object);

describe('«Сроки»', () => {
  const named = (object: string, due: Moment, more: Partial<Deadline> = {}): Deadline =>
    deadline(due, { object, ...more });

  test('every deadline of every programme, soonest first; done ones last, by the same order', () => {
    const first = evaluation('Марафон', [
      named('позже', { day: day('2023-12-01') }),
      named('сделано вчера', { day: day('2023-10-05') }, { state: 'done' }),
      named('просрочено', { day: day('2023-10-01') }),
      named('снято раньше всех', { day: day('2023-09-01') }, { state: 'lifted' }),
    ]);
    const second = evaluation('Вебинары', [named('завтра в 10', { at: at('2023-10-07T10:00:00+03:00') })]);
    expect(objects(datedDeadlines([first, second], 'Настройки'))).toEqual([
      'просрочено',
      'завтра в 10',
      'позже',
      'снято раньше всех',
      'сделано вчера',
    ]);
  });

  test('a day comes before its hours, as in a sheet sorted by «Срок»', () => {
    const list = [
      named('00:00 следующего', { at: at('2023-10-08T00:00:00+03:00') }),
      named('23:59 того дня', { at: at('2023-10-07T23:59:00+03:00') }),
      named('день', { day: day('2023-10-07') }),
    ];
    expect(objects(datedDeadlines([evaluation('Марафон', list)], 'Настройки'))).toEqual([
      'день',
      '23:59 того дня',
      '00:00 следующего',
    ]);
  });

  test('ties: programme, object, what, row — the same on every host', () => {
    const due: Moment = { day: day('2023-10-07') };
    const row = (n: number) => ({ source: { tab: 'blocks', row: n } });
    const list = [
      named('б', due),
      named('а', due, row(9)),
      named('а', due, row(2)),
      named('а', due, { what: 'вебинар' }),
    ];
    const ordered = datedDeadlines(
      [evaluation('Марафон', list), evaluation('Вебинары', [named('я', due)])],
      'Настройки',
    );
    expect(ordered.map((one) => `${one.programme} ${one.object} ${one.what} ${one.row ?? ''}`)).toEqual([
      'Вебинары я тест ',
      'Марафон а вебинар ',
      'Марафон а тест 2',
      'Марафон а тест 9',
      'Марафон б тест ',
    ]);
  });

  test('a stopped programme has no deadlines', () => {
    expect(
      datedDeadlines(
        [{ ...evaluation('Марафон', [named('а', { day: day('2023-10-07') })]), decided: null }],
        'Настройки',
      ),
    ).toEqual([]);
  });

  test('the cells: a day without a time, an instant with the time in its own zone, the source by its current title', () => {
    const list = [
      named(
        'день',
        { day: day('2023-10-07') },
        { note: 'без попытки 3', responsible: 'Анна', source: { tab: 'blocks', row: 4 } },
      ),
      named('миг', { at: at('2023-10-08T11:00:00+03:00') }),
    ];
    const almaty = evaluation('Вебинары', [named('миг', { at: at('2023-10-08T11:00:01+03:00') })]);
    const dated = datedDeadlines(
      [evaluation('Марафон', list), { ...almaty, settings: { ...almaty.settings, zone: ALMATY } }],
      'Параметры',
    );
    const place = placeOf(deadlinesTab, [Object.values(deadlinesTab.columns).map(({ header }) => header)]);
    const { byColumn } = diffDecided(place, dated, (index) => dated[index]?.zone ?? UTC);
    const cells = Object.fromEntries(
      Object.entries(deadlinesTab.columns).map(([key, { header }]) => {
        const changes = byColumn.get(place.grid[0]?.indexOf(header) ?? -1) ?? [];
        const cellOf = (row: number): unknown => {
          const change = changes.find((one) => one.row === row);
          return change ? { value: change.value, format: change.format } : null;
        };
        return [key, [1, 2, 3].map(cellOf)];
      }),
    );
    const of = (...values: readonly unknown[]) => values.map((value) => value && { value });
    expect(cells).toEqual({
      programme: of('Марафон', 'Марафон', 'Вебинары'),
      object: of('день', 'миг', 'миг'),
      what: of('тест', 'тест', 'тест'),
      due: [
        { value: 45_206, format: 'dd.mm.yyyy' },
        { value: 45_207 + 11 / 24, format: 'dd.mm.yyyy hh:mm' },
        { value: 45_207 + (14 * 3_600 + 1) / 86_400, format: 'dd.mm.yyyy hh:mm' },
      ],
      left: of(1, 2, 2),
      state: of('скоро', 'скоро', 'скоро'),
      responsible: of('Анна', null, null),
      note: of('без попытки 3', null, null),
      tab: of('Блоки осени', 'Параметры', 'Параметры'),
      row: of(4, null, null),
    });
  });
});

describe('«Ошибки»', () => {
  const problem = (more: Partial<SheetProblem>): SheetProblem => ({
    tab: 'Продажи',
    sheetId: 5,
    row: 3,
    columnIndex: 26,
    header: 'Сумма',
    value: 'сто',
    what: 'это не число',
    how: 'Впишите число.',
    severity: 'error',
    ...more,
  });

  test('the row links to the faulty cell: a link beside the text, not a formula in place of it', () => {
    expect(errorRows([problem({})])).toEqual([
      {
        tab: { value: 'Продажи', link: '#gid=5&range=AA3' },
        row: { value: 3 },
        column: { value: 'Сумма' },
        value: { value: 'сто' },
        what: { value: 'это не число' },
        how: { value: 'Впишите число.' },
      },
    ]);
  });

  test.each<[string, Partial<SheetProblem>, string | null]>([
    ['no single cell: the row', { columnIndex: null }, '#gid=5&range=A3'],
    ['about the tab: its header', { row: null, columnIndex: null }, '#gid=5&range=A1'],
    ['the first sheet has the id 0', { sheetId: 0, columnIndex: 0 }, '#gid=0&range=A3'],
    ['a missing tab has no link', { sheetId: null, row: null, columnIndex: null }, null],
  ])('%s', (_, more, link) => {
    expect(errorRows([problem(more)])[0]?.tab?.link).toBe(link);
  });

  test('errors first, then warnings, marked as such', () => {
    const rows = errorRows([
      problem({ what: 'первое', severity: 'warning' }),
      problem({ what: 'второе' }),
      problem({ what: 'третье', severity: 'warning' }),
      problem({ what: 'четвёртое' }),
    ]);
    expect(rows.map((row) => row.what?.value)).toEqual([
      'второе',
      'четвёртое',
      'предупреждение: первое',
      'предупреждение: третье',
    ]);
  });

  test('errors of a tab are together, ordered by row, whatever found them', () => {
    const rows = errorRows([
      problem({ row: 9 }),
      problem({ tab: 'Блоки', row: 4 }),
      problem({ tab: 'Темы', row: null }),
      problem({ row: 2 }),
      problem({ tab: 'Блоки', row: 3, severity: 'warning' }),
      problem({ tab: 'Блоки', row: 2 }),
    ]);
    expect(rows.map(({ tab, row }) => `${String(tab?.value)} ${String(row?.value)}`)).toEqual([
      'Продажи 2',
      'Продажи 9',
      'Блоки 2',
      'Блоки 4',
      'Темы ',
      'Блоки 3',
    ]);
  });

  test.each<[SheetProblem['type'], string]>([
    ['day', '21.09.2023'],
    ['instant', '21.09.2023 12:00'],
    ['moment', '21.09.2023 12:00'],
    ['text', '45190,5'],
  ])('a number in a column of the type %s is shown as staff see it', (type, shown) => {
    expect(errorRows([{ ...problem({ value: 45_190.5 }), ...(type ? { type } : {}) }])[0]?.value).toEqual({
      value: shown,
    });
  });

  test.each<[SheetProblem['value'], string]>([
    ['=1+1', '=1+1'],
    [45_190.5, '45190,5'],
    ['1.5', '1.5'],
    [true, 'да'],
    [false, 'нет'],
    ['', ''],
    ['а\u0000б', 'аб'],
  ])('the value %j is shown as text', (value, shown) => {
    expect(errorRows([problem({ value })])[0]?.value).toEqual({ value: shown });
  });
});
