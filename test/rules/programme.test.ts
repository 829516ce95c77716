// The parts of a programme's declaration are consistent, and nothing beyond its card is loaded before it is
// needed.
import { describe, expect, test } from '@jest/globals';
import {
  deferred,
  defineProgramme,
  noPage,
  type Programme,
  rowError,
  rowWarning,
  settingProblem,
} from '../../src/rules/programme.js';
import { programmes } from '../../src/rules/registry.js';
import { fail } from '../sheets/support.js';

const marathon = programmes[0] ?? fail('no programme');
const base = { ...marathon } as Parameters<typeof defineProgramme>[0];

describe('a declaration', () => {
  test('that is consistent is the programme', () => {
    expect(defineProgramme(base)).toBe(base);
  });

  test('with another programme’s letter codes is refused', () => {
    expect(() => defineProgramme({ ...base, id: 'other' })).toThrow(
      /^letter marathon\.\S+ does not begin with other$/,
    );
  });

  test('with a menu that differs from its actions is refused', () => {
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
  ])('with %s = %s, a parameter that is not an address, is refused', (part, key) => {
    expect(() => defineProgramme({ ...base, [part]: key })).toThrow(
      `parameter ${key} of marathon is no address`,
    );
  });
});

test('a deferred programme is loaded when something beyond its card is needed', () => {
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
  // The card is copied without loading; each access to a part calls the loader.
  expect(loads).toBe(parts.length);
});

test('a programme without a public page shows nothing', () => {
  expect(noPage()).toBeNull();
});

test('messages about a row or a parameter: an error, a warning', () => {
  const fault = { what: 'нет даты', how: 'Впишите дату.' };
  const place = { tab: 'blocks', row: 5, column: 'start', ...fault };
  expect(rowError('blocks', 5, 'start', fault)).toEqual({ ...place, severity: 'error' });
  expect(rowWarning('blocks', 5, 'start', fault)).toEqual({ ...place, severity: 'warning' });
  expect(settingProblem('lastBlock', fault)).toEqual({ setting: 'lastBlock', ...fault, severity: 'error' });
  expect(settingProblem('lastBlock', fault, 'warning')).toMatchObject({ severity: 'warning' });
});
