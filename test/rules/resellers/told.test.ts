// Letters about levels after earlier ones: what the company knows decides, and what still waits is brought up to date.
import { describe, expect, test } from '@jest/globals';
import type { PastLetter } from '../../../src/rules/letters.js';
import { instant } from '../../../src/rules/zone.js';
import { day, type Typed } from '../harness.js';
import { applied, KEY, partner, ticks } from './fixtures.js';
import { lettersOf } from './mailing.js';

const TODAY = '2024-06-10';
const at = (when: string) => instant(Date.parse(`${when}:00+05:00`));
type Past = Partial<PastLetter> & { readonly recipient: string };
/** A letter created and due at one moment, unless it says otherwise. */
const letter = (memo: string, since: string, more: Partial<Past> = {}): Past => ({
  recipient: 'partner@example.com',
  object: KEY,
  memo,
  date: `${since.slice(0, 10)},1`,
  created: at(since),
  due: at(since),
  ...more,
});
const waits = { status: 'черновик' as const };
const withdrawn = { status: 'отменено' as const, withdrawn: true };
const cancelled = { status: 'отменено' as const };
const failed = { status: 'ошибка' as const };
const CORPORATE = '2024-05-27,Corporate,одобрено';
const decision = (decided: string, over: Typed = {}): Typed =>
  applied('2024-05-27', 'Corporate Reseller', { Решение: 'одобрено', 'Дата решения': day(decided), ...over });
/** A partner at Primary, Professional or Corporate, which its last recompute showed as `was`. */
const at3 = { Primary: '', Professional: 'ПС', Corporate: 'ПСТ' };
const now = (level: keyof typeof at3, was: string, over: Typed = {}): Typed =>
  partner({
    'Заявленный уровень': 'Corporate Reseller',
    ...ticks(at3[level]),
    Уровень: was === '' ? '' : `${was} Reseller`,
    ...over,
  });
/** «повод: уровень» of each letter, with the date of its key. */
const told = (row: Typed, past: readonly Past[], applications: readonly Typed[] = [], when = TODAY) =>
  lettersOf('level', when, { partners: [row], applications }, { past: { 'resellers.level': past } }).map(
    ({ date, text, memo }) =>
      `${date}: ${/был \S+ \S+, теперь \S+|одобрена|отклонена/.exec(text)?.[0] ?? ''} (${memo})`,
  );
const P = 'Primary Reseller';
const PRO = 'Professional Reseller';
const C = 'Corporate Reseller';

describe('a decision is not the last word', () => {
  const earlier = (more: Partial<Past>) => [
    letter(`${C}<${PRO}`, '2024-06-03T09:00', { date: `2024-06-03,${CORPORATE}`, ...more }),
  ];
  test.each<[string, Partial<Past>]>([
    ['sent', {}],
    ['cancelled by staff, who have told the company themselves', cancelled],
    ['which could not be sent', failed],
  ])('a later change follows a letter %s', (_, more) => {
    expect(told(now('Professional', 'Corporate'), earlier(more), [decision('2024-06-03')])).toEqual([
      `2024-06-10,2: был Corporate Reseller, теперь Professional (${PRO}<${C})`,
    ]);
  });

  test('also on the day of the decision', () => {
    const past = earlier({ created: at('2024-06-10T08:00'), due: at('2024-06-10T00:00'), ...cancelled });
    expect(told(now('Professional', 'Corporate'), past, [decision('2024-06-10')])).toEqual([
      `2024-06-03,${CORPORATE}: одобрена (${PRO}<${C})`,
      `2024-06-10,2: был Corporate Reseller, теперь Professional (${PRO}<${C})`,
    ]);
  });

  test('a letter due at 00:00 that was created at noon is later than one of the morning', () => {
    const past = [
      letter(`${PRO}<${P}`, '2024-06-10T08:00'),
      letter(`${C}<${PRO}`, '2024-06-10T08:30', {
        date: `2024-06-10,${CORPORATE}`,
        due: at('2024-06-10T00:00'),
      }),
    ];
    const change = told(now('Professional', 'Corporate'), past, [decision('2024-06-10')]).at(-1);
    expect(change).toBe(`2024-06-10,3: был Corporate Reseller, теперь Professional (${PRO}<${C})`);
    // The same after an error in the row, when only «Письма» remembers.
    expect(told(now('Professional', ''), past, [decision('2024-06-10')]).at(-1)).toBe(change);
  });
});

describe('a decision that waits tells the level of the day on which it is sent', () => {
  const draft = (memo: string) => [
    letter(memo, '2024-06-03T09:00', { date: `2024-06-03,${CORPORATE}`, ...waits }),
  ];
  const approved = [decision('2024-06-03')];
  const ABOUT = `2024-06-03,${CORPORATE}: одобрена`;
  /** A recompute shows such a letter of an earlier day in its window, too. */
  const seen = (row: Typed, past: readonly Past[]) =>
    lettersOf(
      'level',
      TODAY,
      { partners: [row], applications: approved },
      {
        past: { 'resellers.level': past },
        lateHours: 300,
      },
    ).map(({ date, memo }) => `${date}: одобрена (${memo})`);
  test.each<[string, Typed, string, string]>([
    ['what was missing is there now', now('Corporate', 'Professional'), PRO, `${C}<${PRO}`],
    ['the same at the next recompute', now('Corporate', 'Corporate'), `${C}<${PRO}`, `${C}<${PRO}`],
    ['more is missing now', now('Primary', 'Professional'), `${PRO}<${P}`, P],
    ['a level never told is not named', now('Professional', 'Corporate'), `${C}<${P}`, `${PRO}<${P}`],
  ])('%s: one letter', (_, row, memo, expected) => {
    expect(seen(row, draft(memo))).toEqual([`${ABOUT} (${expected})`]);
  });
  test('a text edited by staff keeps its level: a letter of its own tells the new one', () => {
    expect(told(now('Corporate', 'Corporate'), draft(PRO), approved)).toEqual([
      `2024-06-10,2: был Professional Reseller, теперь Corporate (${C}<${PRO})`,
    ]);
  });
  test('taken back: the company still knows the level before', () => {
    expect(told(now('Professional', 'Corporate'), draft(`${C}<${PRO}`))).toEqual([]);
    expect(told(now('Primary', 'Corporate'), draft(`${C}<${PRO}`))).toEqual([
      `2024-06-10,2: был Professional Reseller, теперь Primary (${P}<${PRO})`,
    ]);
  });
  test('taken back when letters were sent, before the recompute: likewise', () => {
    const [one] = draft(`${C}<${PRO}`);
    const past = one ? [{ ...one, ...withdrawn }] : [];
    expect(told(now('Professional', 'Corporate'), past)).toEqual([]);
  });
});

describe('a change that waits', () => {
  const change = (more: Partial<Past>) => [letter(`${C}<${PRO}`, '2024-06-10T08:00', more)];
  const SAME = `2024-06-10,1: был Professional Reseller, теперь Corporate (${C}<${PRO})`;
  test.each<[string, string, Partial<Past>]>([
    ['is returned while it is right', 'Corporate', waits],
    ['is returned to a corrected address', 'Corporate', { ...waits, recipient: 'wrong@example.com' }],
    ['is returned after its address was refused', 'Corporate', { ...failed, recipient: 'partner@' }],
    ['comes back after an error in the row', '', withdrawn],
  ])('%s', (_, was, more) => {
    expect(told(now('Corporate', was), change(more))).toEqual([SAME]);
  });
  test('another change gets a letter of its own, which tells what the company knows', () => {
    expect(told(now('Primary', 'Corporate'), change(waits))).toEqual([
      `2024-06-10,2: был Professional Reseller, теперь Primary (${P}<${PRO})`,
    ]);
    expect(told(now('Corporate', 'Professional'), change(withdrawn))).toEqual([
      `2024-06-10,2: был Professional Reseller, теперь Corporate (${C}<${PRO})`,
    ]);
  });
  test('one that failed is not tried again and again', () => {
    const past = [letter(PRO, '2024-05-01T08:00'), ...change(failed)];
    expect(told(now('Corporate', 'Corporate'), past)).toEqual([SAME]);
  });
});

describe('a decision in place of another one that waits', () => {
  const OTHER = '2024-06-01,Corporate,одобрено';
  const past = [letter(`${C}<${PRO}`, '2024-06-03T09:00', { date: `2024-06-03,${OTHER}`, ...waits })];
  const made = (date: string, decided: string, level: string, outcome: string) =>
    told(
      now('Professional', 'Professional'),
      past,
      [applied(date, level, { Решение: outcome, 'Дата решения': day(decided) })],
      TODAY,
    ).length;
  test.each<[string, string, string, string, string, number]>([
    ['another outcome', '2024-06-01', '2024-06-03', C, 'отклонено', 1],
    ['another level', '2024-06-01', '2024-06-03', 'Solution Provider', 'одобрено', 1],
    ['both', '2024-06-01', '2024-06-03', 'Solution Provider', 'отклонено', 0],
    ['another date', '2024-05-20', '2024-06-03', C, 'одобрено', 1],
    ['another date and outcome', '2024-05-20', '2024-06-03', C, 'отклонено', 0],
    ['31 days before', '2024-05-01', '2024-06-03', C, 'одобрено', 1],
    ['longer ago', '2024-04-30', '2024-06-03', C, 'одобрено', 0],
    ['an older application, decided before', '2024-05-20', '2024-05-31', C, 'одобрено', 0],
    ['decided on the day of the application', '2024-05-20', '2024-06-01', C, 'одобрено', 1],
  ])('%s', (_, date, decided, level, outcome, count) => {
    // What was decided years ago is not announced because a mistaken decision is withdrawn.
    expect(made(date, decided, level, outcome)).toBe(count);
  });
});
