// Running an action for a user: missing parameters are asked for, the outcome is shown, an expected failure
// is a clear message.
import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/rules/programme.js';
import type { Host, Screen } from '../../src/sheets/ports.js';
import { argument, confirmed, perform } from '../../src/ui/perform.js';
import { fakeBook, fakeHost } from '../sheets/support.js';

const CANCELLED = 'Отменено, ничего не записано.';

interface Watched {
  readonly host: Host;
  readonly shown: string[];
}
const watched = (answers: Partial<Screen> = {}): Watched => {
  const shown: string[] = [];
  const screen: Screen = {
    toast: (message) => shown.push(`toast ${message}`),
    ask: (title, prompt) => {
      shown.push(`ask ${title}: ${prompt}`);
      return ' ответ ';
    },
    confirm: (title, question) => {
      shown.push(`confirm ${title}: ${question}`);
      return 'yes';
    },
    show: (title) => shown.push(`show ${title}`),
    selection: () => null,
    ...answers,
  };
  return { host: { ...fakeHost(fakeBook(), '2023-10-06T12:00:00+03:00'), screen }, shown };
};
const blind = (): Host => ({ ...watched().host, screen: null });

describe('an action', () => {
  test('shows its outcome and returns it', () => {
    const { host, shown } = watched();
    expect(perform(host, () => ({ value: 5, show: (screen) => screen.toast('готово') }))).toBe(5);
    expect(shown).toEqual(['toast готово']);
  });

  test('shows nothing without a screen', () => {
    expect(
      perform(blind(), () => ({
        value: 5,
        show: () => {
          throw new Error('shown');
        },
      })),
    ).toBe(5);
  });

  test('an expected failure is shown as it is, and is not a failure for the caller', () => {
    const { host, shown } = watched();
    const refuse = (): never => {
      throw new Refusal('Подключите программу.');
    };
    expect(perform(host, refuse)).toBeNull();
    expect(shown).toEqual(['toast Подключите программу.']);
  });

  test('without a screen an expected failure is thrown, for the log of executions and the command line', () => {
    expect(() =>
      perform(blind(), () => {
        throw new Refusal('Подключите программу.');
      }),
    ).toThrow('Подключите программу.');
  });

  test('a broken invariant is always thrown', () => {
    const { host, shown } = watched();
    expect(() =>
      perform(host, () => {
        throw new TypeError('x is not a function');
      }),
    ).toThrow(TypeError);
    expect(shown).toEqual([]);
  });
});

describe('an argument', () => {
  test.each<[unknown, string]>([
    [' a@b.ru ', 'a@b.ru'],
    ['', ''],
    [7, '7'],
    [0, '0'],
  ])('given as %j is used without asking', (given, taken) => {
    const { host, shown } = watched();
    expect(argument(host, given, 'Название', 'Вопрос?')).toBe(taken);
    expect(shown).toEqual([]);
  });

  test.each([undefined, null, {}])('missing (%j) is asked for', (given) => {
    const { host, shown } = watched();
    expect(argument(host, given, 'Название', 'Вопрос?')).toBe('ответ');
    expect(shown).toEqual(['ask Название: Вопрос?']);
  });

  test('«Отмена» ends the action with a message', () => {
    const { host } = watched({ ask: () => null });
    expect(() => argument(host, undefined, 'Название', 'Вопрос?')).toThrow(CANCELLED);
  });

  test('without a screen the action says what is missing', () => {
    expect(() => argument(blind(), undefined, 'Название', 'Зерно розыгрыша?')).toThrow(
      'Не хватает значения: Зерно розыгрыша?',
    );
  });
});

describe('a confirmation', () => {
  test('is asked for, and «Да» continues', () => {
    const { host, shown } = watched();
    expect(() => confirmed(host, 'Название', 'Точно?')).not.toThrow();
    expect(shown).toEqual(['confirm Название: Точно?']);
  });

  test.each(['no', 'closed'] as const)('any other answer ends the action: %s', (choice) => {
    const { host } = watched({ confirm: () => choice });
    expect(() => confirmed(host, 'Название', 'Точно?')).toThrow(CANCELLED);
  });

  test('without a screen nothing is asked', () => {
    expect(() => confirmed(blind(), 'Название', 'Точно?')).not.toThrow();
  });
});
