// What listeners are told one run after another: decisions that turn round, refusals that are withdrawn, people
// who register again after an erasure. Every letter is sent at once unless a step says otherwise.
import { describe, expect, test } from '@jest/globals';
import { erasedEmail } from '../../../src/rules/erased.js';
import { addressHash } from '../../../src/rules/hash.js';
import type { LetterStatus } from '../../../src/rules/letters.js';
import { instant } from '../../../src/rules/zone.js';
import { at, day, type Scene, type Typed } from '../harness.js';
import { listener, season, webinar } from './scenes.js';
import { A, anna, now } from './mailing.js';

interface Step {
  readonly rows: readonly Typed[];
  readonly webinar?: Typed;
  /** What becomes of this run's letters; default: all are sent. */
  readonly status?: LetterStatus;
}
type Past = Record<string, NonNullable<Scene['past']>[string][number][]>;

const SAYING = [
  /об \S+ недействительно/,
  /Регистрация на/,
  /Вы уже зарегистрированы/,
  /не принята/,
  /назначенный на \S+ \S+/,
  /Новое начало: \S+ \S+/,
];
const saying = (text: string): string =>
  SAYING.map((one) => one.exec(text)?.[0]).find((words) => words !== undefined) ?? '';
/** The reasons of a rejection. */
const reasons = (text: string): string => (text.match(/(?<=^— ).*(?=[;.]$)/gm) ?? []).join('; ');
/** One run an hour: the new letters of each run to listeners, «code first words». */
const lettersOf = (...steps: readonly Step[]): readonly (readonly string[])[] => wordsOf(saying, steps);
function wordsOf(words: (text: string) => string, steps: readonly Step[]): readonly (readonly string[])[] {
  const past: Past = {};
  const known = new Set<string>();
  return steps.map(({ rows, webinar: more = {}, status = 'отправлено' }, index) => {
    const wall = now(`2024-03-02 ${String(index + 10)}:00`);
    const made = season({ Вебинары: [webinar(more)], Слушатели: rows }, { now: wall, past }).letters.filter(
      ({ code }) => /confirmed|rejected|moved|cancelled/.test(code),
    );
    return made.flatMap(({ code, object, to, date, memo, text }) => {
      const identity = [code, object, to, date].join('|');
      if (known.has(identity)) return [];
      if (status !== 'черновик') known.add(identity);
      const created = instant(Date.parse(wall));
      (past[code] ??= []).push({ object, recipient: to, date, memo, status, created });
      return [`${code.replace('webinars.', '')} ${words(text)}`.trim()];
    });
  });
}

const GOOD = [anna()];
const BAD = [anna({ Согласие: false })];
/** Registers once more, a day after the others. */
const AGAIN = anna({ 'Дата регистрации': at('2024-02-11 09:00') });
const REFUSED: Typed = { Отказ: day('2024-03-01') };
const later = (start: string): Typed => ({ Начало: at(start), Окончание: at('2024-03-25 18:00') });

describe('a decision that turns round is told', () => {
  test('accepted, refused, accepted, refused', () => {
    const steps = [GOOD, GOOD, BAD, BAD, GOOD, GOOD, BAD, BAD].map((rows) => ({ rows }));
    expect(lettersOf(...steps)).toEqual([
      ['confirmed Регистрация на'],
      [],
      ['rejected не принята'],
      [],
      ['confirmed об отказе недействительно'],
      [],
      ['rejected не принята'],
      [],
    ]);
  });
  test('refused first, then registered anew', () => {
    const anew = [...BAD, anna({ 'Дата регистрации': at('2024-03-02 10:30') })];
    expect(lettersOf({ rows: BAD }, { rows: anew }, { rows: anew })).toEqual([
      ['rejected не принята'],
      ['confirmed об отказе недействительно'],
      [],
    ]);
  });
  test('a refusal that nobody has got leaves nothing to correct', () => {
    expect(
      lettersOf({ rows: GOOD }, { rows: BAD, status: 'черновик' }, { rows: GOOD }, { rows: BAD }),
    ).toEqual([['confirmed Регистрация на'], ['rejected не принята'], [], ['rejected не принята']]);
  });
  test('a rejection beside an accepted registration takes nothing back', () => {
    const both = { rows: [...GOOD, AGAIN] };
    expect(lettersOf(both, both, { rows: GOOD })).toEqual([
      ['confirmed Регистрация на', 'rejected Вы уже зарегистрированы'],
      [],
      [],
    ]);
  });
  test('an attempt that failed before an accepted one is told, and that another registration holds', () => {
    const both = { rows: [...BAD, AGAIN] };
    expect(lettersOf(both, both)).toEqual([
      ['confirmed Регистрация на', 'rejected Вы уже зарегистрированы'],
      [],
    ]);
    expect(lettersOf({ rows: BAD }, both, both)).toEqual([
      ['rejected не принята'],
      ['confirmed об отказе недействительно'],
      [],
    ]);
  });
  test('of several registrations that are rejected again only the lowest is told', () => {
    const second = { 'Дата регистрации': at('2024-02-11 09:00') };
    const rejected = [...BAD, anna({ ...second, Согласие: false })];
    expect(lettersOf({ rows: rejected }, { rows: [...BAD, anna(second)] }, { rows: rejected })).toEqual([
      ['rejected не принята', 'rejected не принята'],
      ['confirmed об отказе недействительно'],
      ['rejected не принята'],
    ]);
  });
  test('a letter to a wrong address is returned for as long as the address is wrong', () => {
    const rows = [anna({ Email: 'анна' })];
    const past = { 'webinars.rejected': [{ object: 'в-1', recipient: 'анна', date: '2024-02-10T09:00' }] };
    const count = (status: LetterStatus): number =>
      season(
        { Слушатели: rows },
        {
          now: now('2024-03-02 12:00'),
          past: { 'webinars.rejected': past['webinars.rejected'].map((one) => ({ ...one, status })) },
        },
      ).letters.filter(({ code }) => code === 'webinars.rejected').length;
    expect([count('ошибка'), count('отправлено')]).toEqual([1, 0]);
  });
});

describe('several attempts under one date', () => {
  const day = { 'Дата регистрации': '11.02.2024' };
  const phoneless = anna({ ...day, Телефон: '' });
  const unwilling = anna({ ...day, Согласие: false });
  const nameless = anna({ ...day, Имя: '' });
  const PHONE = 'не заполнено поле «Телефон»';
  const CONSENT = 'Согласие на обработку персональных данных: не дано';
  type Rows = readonly Typed[];
  test.each<[string, readonly (readonly [Rows, string | null])[]]>([
    [
      'together: one letter',
      [
        [[phoneless, unwilling], `${PHONE}; ${CONSENT}`],
        [[phoneless, unwilling], null],
      ],
    ],
    [
      'one after the other: each its own reasons',
      [
        [[phoneless], PHONE],
        [[phoneless, unwilling], CONSENT],
        [[phoneless, unwilling], null],
        [[nameless, phoneless, unwilling], 'не заполнено поле «Имя»'],
        [[phoneless, unwilling, nameless], null],
      ],
    ],
    [
      'the newer one above',
      [
        [[phoneless], PHONE],
        [[unwilling, phoneless], CONSENT],
      ],
    ],
    [
      'with the same fault: told once',
      [
        [[phoneless], PHONE],
        [[phoneless, phoneless], null],
      ],
    ],
    [
      'one that staff have edited is the same one',
      [
        [[phoneless], PHONE],
        [[unwilling], null],
      ],
    ],
    [
      'without a readable date',
      [phoneless, unwilling].map((row, index, all) => [
        all.slice(0, index + 1).map((one) => ({ ...one, 'Дата регистрации': 'вчера' })),
        `${row === phoneless ? PHONE : CONSENT}; не удалось прочитать дату вашей регистрации (это наша ошибка)`,
      ]),
    ],
    [
      'accepted in between, and refused again: the lowest',
      [
        [[phoneless], PHONE],
        [[anna(day)], ''],
        [[phoneless], PHONE],
        [[phoneless, unwilling], CONSENT],
      ],
    ],
  ])('%s', (_, steps) => {
    const rejected = wordsOf(
      reasons,
      steps.map(([rows]) => ({ rows })),
    );
    expect(rejected).toEqual(
      steps.map(([, said]) => (said === null ? [] : [said === '' ? 'confirmed' : `rejected ${said}`])),
    );
  });
  test('a letter that waits takes the reasons of both', () => {
    expect(
      wordsOf(reasons, [{ rows: [phoneless], status: 'черновик' }, { rows: [phoneless, unwilling] }]),
    ).toEqual([[`rejected ${PHONE}`], [`rejected ${PHONE}; ${CONSENT}`]]);
  });
  test('one that an earlier version has told', () => {
    const past = {
      'webinars.rejected': [{ object: 'в-1', recipient: A, date: '2024-02-11T00:00', memo: 'out' }],
    };
    const said = (rows: Rows): readonly string[] =>
      season({ Слушатели: rows }, { now: now('2024-03-02 12:00'), past })
        .letters.filter(({ code }) => code === 'webinars.rejected')
        .map(({ date, text }) => `${date} ${reasons(text)}`);
    expect(said([phoneless])).toEqual([]);
    // What it said is not known: the next one says all.
    expect(said([phoneless, unwilling])).toEqual([`2024-02-11T00:00,1 ${PHONE}; ${CONSENT}`]);
  });
  test('a competitor among them is to register again only if that was a mistake', () => {
    const rows = [phoneless, anna({ ...day, Отказать: 'конкурент' })];
    const [letter] = season({ Слушатели: rows }, { now: now('2024-03-02 12:00') }).letters;
    expect(reasons(letter?.text ?? '')).toMatch(/^не заполнено поле «Телефон»; по правилам программы/);
    expect(letter?.text).toContain('Если это ошибка, напишите организатору: Ромашка-Пример');
    expect(letter?.text.match(/напишите организатору/g)).toHaveLength(1);
    expect(letter?.text).not.toContain('ещё раз');
  });
});

describe('a webinar that is refused', () => {
  test('and on again at the same start: everybody is told, and of a second refusal too', () => {
    const refused = { rows: GOOD, webinar: REFUSED };
    expect(lettersOf({ rows: GOOD }, refused, refused, { rows: GOOD }, refused, { rows: GOOD })).toEqual([
      ['confirmed Регистрация на'],
      ['cancelled назначенный на 14.03.2024 11:00'],
      [],
      ['confirmed об отмене недействительно'],
      ['cancelled назначенный на 14.03.2024 11:00'],
      ['confirmed об отмене недействительно'],
    ]);
  });
  test('the letter names the start that its reader knows', () => {
    const moved = later('2024-03-20 16:00');
    expect(
      lettersOf(
        { rows: GOOD },
        { rows: GOOD, webinar: moved, status: 'черновик' },
        { rows: GOOD, webinar: { ...moved, ...REFUSED } },
      ),
    ).toEqual([
      ['confirmed Регистрация на'],
      ['moved Новое начало: 20.03.2024 16:00'],
      ['cancelled назначенный на 14.03.2024 11:00'],
    ]);
  });
  test('edits of its start do not repeat the letter to somebody who was never told one', () => {
    const refused = (start: string) => ({ rows: GOOD, webinar: { ...later(start), ...REFUSED } });
    expect(lettersOf(refused('2024-03-20 16:00'), refused('2024-03-20 17:00'))).toEqual([
      ['cancelled назначенный на 20.03.2024 16:00'],
      [],
    ]);
  });
});

test('whoever knows the start only from a reminder is told of a move', () => {
  const about = { object: 'в-1/7', recipient: A, date: '2024-03-14', memo: '2024-03-14T11:00' };
  const moves = (status: LetterStatus): readonly string[] =>
    season(
      { Вебинары: [webinar(later('2024-03-20 16:00'))], Слушатели: GOOD },
      { now: now('2024-03-08 12:00'), past: { 'webinars.weekly': [{ ...about, status }] } },
    )
      .letters.filter(({ code }) => code === 'webinars.moved')
      .map(({ text }) => /назначен на (\S+ \S+)\./.exec(text)?.[1] ?? '');
  expect(moves('отправлено')).toEqual(['14.03.2024 11:00']);
  expect(moves('черновик')).toEqual([]);
});

describe('somebody who was erased and registers again', () => {
  const mark = listener({
    Email: erasedEmail(addressHash(A)),
    Статус: 'удалена',
    Причина: 'данные удалены; регистрация была принята',
  });
  const again = anna({ 'Дата регистрации': at('2024-03-02 10:30') });
  test('gets a confirmation, once', () => {
    const back = { rows: [mark, again] };
    expect(lettersOf({ rows: GOOD }, back, back)).toEqual([
      ['confirmed Регистрация на'],
      ['confirmed Регистрация на'],
      [],
    ]);
  });
  test('is one of those who were reminded', () => {
    const past = {
      'webinars.confirmed': [{ object: 'в-1', recipient: A, date: ',1', memo: '2024-03-14T11:00' }],
      'webinars.weekly': [{ object: 'в-1/7', recipient: A, date: '2024-03-14', memo: '2024-03-14T11:00' }],
    };
    const checks = season({ Слушатели: [mark, again] }, { now: now('2024-03-08 12:00'), past }).outputs[
      'Проверки'
    ];
    const comment = (requirement: string): unknown =>
      checks?.find((row) => row['Требование'] === requirement)?.['Комментарий'];
    expect(comment('Еженедельные напоминания отправлены')).toContain('отправлено рассылок: 1 из 1');
    expect(comment('Подтверждения отправлены всем принятым')).toContain('отправлено 1, принято 1');
  });
});
