// What happens to a letter of an earlier run, depending on its status, its times and what the rules now say
// about its occasion.
import { expect, test } from '@jest/globals';
import { NOT_CALLED_FOR } from '../../src/mail/entries.js';
import { type Fate, fateOf, isLongAgo, type Word } from '../../src/mail/fate.js';
import { windowOf } from '../../src/sheets/evaluate.js';
import { at, fail, MOSCOW } from '../sheets/support.js';
import { keyCell, type LetterCells, outboxOf, rowOf, serial, yielded } from './support.js';

const NOW = '2023-10-06T12:00:00+03:00';
const around = {
  now: at(NOW),
  letterWindow: windowOf(at(NOW), 24),
  retractable: (code: string) => code === 'p.standing',
};

const MADE = '2023-10-01T08:00:00+03:00';
const [LONG_AGO, MORNING, NOON_TOMORROW, IN_THREE_DAYS] = [
  '2023-10-03T09:00:00+03:00',
  '2023-10-06T09:00:00+03:00',
  '2023-10-07T12:00:00+03:00',
  '2023-10-09T12:00:00+03:00',
];

interface Was {
  readonly code?: string;
  readonly occasion: string;
  readonly until?: string;
  readonly cells?: LetterCells;
}
const letterOf = ({ code = 'p.one', occasion, until }: Was) =>
  yielded({ code, occasion, ...(until === undefined ? {} : { until }) });
const entryOf = (was: Was) =>
  outboxOf([rowOf(letterOf(was), { created: serial(MADE), ...was.cells })])[0] ?? fail('no entry');

const word = (kind: 'yielded' | 'owed', is: Was, letterMode: 'черновик' | 'авто' = 'черновик'): Word => ({
  kind,
  letter: letterOf(is),
  programme: { title: 'Программа' },
  settings: { letterMode, zone: MOSCOW },
});
const [needless, silent, unknown] = [{ kind: 'needless' }, { kind: 'silent' }, { kind: 'unknown' }] as const;

const shown = (fate: Fate): string => (fate.kind === 'cancel' ? `cancel: ${fate.reason}` : fate.kind);

const gone = { status: 'отменено', reason: NOT_CALLED_FOR };
const ahead: Was = { occasion: NOON_TOMORROW };
const ending: Was = { code: 'p.standing', occasion: MORNING, until: NOON_TOMORROW };
const standing: Was = { code: 'p.standing', occasion: LONG_AGO };
const over: Was = { occasion: MORNING, until: NOW };
const TAKEN_BACK = 'cancel: регламент сейчас не требует этого письма: повод отпал или в строке ошибка';
const TOO_LATE = 'cancel: время письма прошло';

test.each<[string, Was, Word, string]>([
  ['still returned by the rules', ahead, word('yielded', ahead), 'refresh'],
  ['returned for another time', ahead, word('yielded', { occasion: IN_THREE_DAYS }), 'retime'],
  ['put off, although its own time has come', { occasion: MORNING }, word('yielded', ahead), 'retime'],
  [
    'whose own time has come, put forward',
    { occasion: MORNING },
    word('yielded', { occasion: LONG_AGO }),
    'refresh',
  ],
  [
    'that was due when created, postponed by staff',
    { ...ahead, cells: { created: serial(MORNING) } },
    word('yielded', { occasion: MORNING }),
    'refresh',
  ],
  [
    'that was created for the run that first saw its occasion, postponed by staff',
    { ...ahead, cells: { key: keyCell(letterOf(ahead), '', true), created: serial(MORNING) } },
    word('yielded', { occasion: NOW }),
    'refresh',
  ],
  ['no longer returned', ahead, silent, TAKEN_BACK],
  ['no longer returned, its time has come', { occasion: MORNING }, silent, 'keep'],
  ['no longer returned, beyond the horizon', { occasion: IN_THREE_DAYS }, silent, 'keep'],
  ['that reminds of an end, no longer returned', ending, silent, TAKEN_BACK],
  [
    'that reminds of an end, created at its very moment, no longer returned',
    { ...ending, cells: { created: serial(MORNING) } },
    silent,
    TAKEN_BACK,
  ],
  ['that describes a state, no longer returned', { ...standing, occasion: MORNING }, silent, TAKEN_BACK],
  ['of a stopped programme', ahead, unknown, 'keep'],
  ['of a stopped programme, expired', over, unknown, TOO_LATE],
  ['expired', over, silent, TOO_LATE],
  ['expired, but now returned with a later end', over, word('yielded', ending), 'refresh'],
  ['now returned with an end that has come', ending, word('yielded', over), TOO_LATE],
  ['from long ago, still owed', standing, word('owed', standing), 'refresh'],
  ['from long ago, needless', standing, needless, TAKEN_BACK],
  ['taken back, returned again', { ...ahead, cells: gone }, word('yielded', ahead), 'revive'],
  ['taken back, returned again, expired', { ...over, cells: gone }, word('yielded', over), 'keep'],
  ['taken back, not returned', { ...ahead, cells: gone }, silent, 'keep'],
  ['taken back long ago, owed', { ...standing, cells: gone }, word('owed', standing), 'revive'],
  [
    'taken back long ago, in automatic mode',
    { ...standing, cells: gone },
    word('owed', standing, 'авто'),
    'keep',
  ],
  ['cancelled by staff', { ...ahead, cells: { status: 'отменено' } }, word('yielded', ahead), 'keep'],
  ['sent', { ...ahead, cells: { status: 'отправлено' } }, silent, 'keep'],
  ['being sent', { ...ahead, cells: { status: 'отправляется' } }, silent, 'keep'],
  ['failed', { ...over, cells: { status: 'ошибка' } }, silent, 'keep'],
])('a letter %s', (_, was, said, expected) => {
  expect(shown(fateOf(entryOf(was), said, around))).toBe(expected);
});

test.each<[string, Was, boolean]>([
  ['one that describes a state', standing, true],
  ['a reminder', { ...standing, until: NOON_TOMORROW }, true],
  ['one created for an end, not taken back', { occasion: LONG_AGO, until: NOON_TOMORROW }, false],
  ['one of use at any time', { occasion: LONG_AGO }, false],
  ['one that expired', { occasion: LONG_AGO, until: NOW }, false],
  ['one of this morning', { ...standing, occasion: MORNING }, false],
  ['one already sent', { ...standing, cells: { status: 'отправлено' } }, false],
  ['one taken back', { ...standing, cells: gone }, true],
  [
    'one taken back more than a month ago',
    { ...standing, occasion: '2023-09-05T11:00:00+03:00', cells: gone },
    false,
  ],
  [
    'one with an end of its own, taken back more than a month ago',
    { ...ending, occasion: '2023-09-05T11:00:00+03:00', cells: gone },
    true,
  ],
])('the rules are asked with a longer look-back for %s: %j → %s', (_, was, asked) => {
  expect(isLongAgo(entryOf(was), around)).toBe(asked);
});
