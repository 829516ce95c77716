// What a programme declares fits together, and nothing beyond its card runs before it is asked for.
import { describe, expect, test } from '@jest/globals';
import {
  deferred,
  defineProgramme,
  noPage,
  type Programme,
  rowError,
  rowLine,
  rowWarning,
} from '../../src/rules/programme.js';
import { programmes } from '../../src/rules/registry.js';
import { fail } from '../sheets/support.js';

const marathon = programmes[0] ?? fail('no programme');
const base = { ...marathon } as Parameters<typeof defineProgramme>[0];

describe('a declaration', () => {
  test('that fits together is the programme', () => {
    expect(defineProgramme(base)).toBe(base);
  });

  test('whose letters have another programme’s codes is refused', () => {
    expect(() => defineProgramme({ ...base, id: 'other' })).toThrow(
      /^letter marathon\.\S+ does not begin with other$/,
    );
  });

  test('whose menu has other actions than it is refused', () => {
    expect(() => defineProgramme({ ...base, actions: [] })).toThrow(
      'the menu of marathon has draw, its actions are ',
    );
    expect(() => defineProgramme({ ...base, menu: {} })).toThrow(
      'the menu of marathon has , its actions are draw',
    );
  });

  test.each([
    ['answersTo', 'nobody'],
    ['answersTo', 'zone'],
    ['erasureContact', 'zone'],
  ])('whose %s is the parameter %s, which is no address, is refused', (part, key) => {
    expect(() => defineProgramme({ ...base, [part]: key })).toThrow(
      `parameter ${key} of marathon is no address`,
    );
  });
});

test('a deferred programme loads when something beyond its card is asked for', () => {
  let loads = 0;
  const late: Programme = deferred(marathon, () => {
    loads += 1;
    return marathon;
  });
  expect([late.id, late.title, late.about, late.menu]).toEqual([
    marathon.id,
    marathon.title,
    marathon.about,
    marathon.menu,
  ]);
  const parts = ['tabs', 'settings', 'letters', 'actions', 'examples'] as const;
  parts.forEach((part) => {
    expect(late[part]).toBe(marathon[part]);
  });
  // The card is copied as it stands; each part is one more look.
  expect(loads).toBe(parts.length);
});

test('a programme without a public page shows nothing', () => {
  expect(noPage()).toBeNull();
});

test('what is said of a row: an error, a warning, a line of an explanation', () => {
  const fault = { what: 'нет даты', how: 'Впишите дату.' };
  const place = { tab: 'blocks', row: 5, column: 'start', ...fault };
  expect(rowError('blocks', 5, 'start', fault)).toEqual({ ...place, severity: 'error' });
  expect(rowWarning('blocks', 5, 'start', fault)).toEqual({ ...place, severity: 'warning' });
  const tab = marathon.tabs.blocks ?? fail('no tab');
  expect(rowLine(tab, { row: 5 }, 'начало')).toEqual({ text: 'начало', tab: tab.title, row: 5 });
});
