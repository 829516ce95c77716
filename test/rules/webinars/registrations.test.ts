// «Слушатели» (spec 02, rule 1 and «Personal data»): who is accepted, why not, and how erased rows still
// count.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at, type Shown, type Typed } from '../harness.js';
import { CODE, figures, listener, season, webinar } from './scenes.js';

const rowsOf = (rows: readonly Typed[], now?: string): readonly Shown[] =>
  season({ Слушатели: rows }, now === undefined ? {} : { now }).computed['Слушатели'] ?? [];
const first = (more: Typed): Shown => rowsOf([listener(more)])[0] ?? {};

describe('one registration', () => {
  test.each<[string, Typed, string, string | null]>([
    ['all six fields, consent, no refusal', {}, 'принята', null],
    ['Фамилия', { Фамилия: '' }, 'отклонена', 'не заполнено поле «Фамилия»'],
    ['Имя', { Имя: ' ' }, 'отклонена', 'не заполнено поле «Имя»'],
    ['Компания', { Компания: '' }, 'отклонена', 'не заполнено поле «Компания»'],
    ['Должность', { Должность: '' }, 'отклонена', 'не заполнено поле «Должность»'],
    ['Email', { Email: '' }, 'отклонена', 'не заполнено поле «Email»'],
    ['Телефон', { Телефон: '' }, 'отклонена', 'не заполнено поле «Телефон»'],
    [
      'a bad e-mail is not a row error',
      { Email: 'анна' },
      'отклонена',
      'Email: это не адрес электронной почты',
    ],
    [
      'two addresses are not an address',
      { Email: 'a@example.com, b@example.com' },
      'отклонена',
      'Email: это не адрес электронной почты',
    ],
    ['9 digits', { Телефон: '700 555 01 0' }, 'отклонена', 'Телефон: меньше 10 цифр'],
    ['10 digits', { Телефон: '700 555-01-02' }, 'принята', null],
    [
      'a formula error counts as a blank field',
      { Фамилия: '#N/A', Email: '#REF!' },
      'отклонена',
      'не заполнены поля «Фамилия», «Email»',
    ],
    ['a phone typed as a number', { Телефон: 77005550102 }, 'принята', null],
    ['no consent', { Согласие: false }, 'отклонена', 'Согласие на обработку персональных данных: не дано'],
    ['a blank consent', { Согласие: '' }, 'отклонена', 'Согласие на обработку персональных данных: не дано'],
    [
      'an unreadable consent is no consent',
      { Согласие: 'наверное' },
      'отклонена',
      'Согласие на обработку персональных данных: не дано',
    ],
    ['consent by word', { Согласие: 'Да' }, 'принята', null],
    ['a competitor', { Отказать: 'Конкурент' }, 'отклонена', 'Отказать: конкурент'],
    ['a student', { Отказать: 'учащийся' }, 'отклонена', 'Отказать: учащийся'],
    ['an unlisted refusal', { Отказать: 'друг' }, 'отклонена', 'Отказать: слова «друг» нет в списке'],
    [
      'an unreadable request of erasure',
      { 'Удалить данные': 'x' },
      'отклонена',
      'Удалить данные: нужно «да» или «нет»',
    ],
    [
      'every field with a fault is listed',
      { Фамилия: '', Email: '', Телефон: '1', Согласие: '' },
      'отклонена',
      'не заполнены поля «Фамилия», «Email»; Телефон: меньше 10 цифр; Согласие на обработку персональных данных: не дано',
    ],
    [
      'erasure requested',
      { 'Удалить данные': true },
      'удалена',
      'данные будут удалены; регистрация была принята',
    ],
    [
      'erasure requested for a registration that could not be accepted',
      { 'Удалить данные': 'да', Имя: '' },
      'удалена',
      'данные будут удалены; регистрация не была принята',
    ],
  ])('%s', (_, more, status, reason) => {
    expect(first(more)).toEqual({ Статус: status, Причина: reason });
  });

  test('a date in the future: no status yet, and a warning', () => {
    const outcome = season({ Слушатели: [listener({ 'Дата регистрации': at('2024-03-21 00:00') })] });
    expect(outcome.computed['Слушатели']).toEqual([
      { Статус: null, Причина: 'дата регистрации ещё не наступила' },
    ]);
    expect(outcome.problems).toEqual([
      'Слушатели!2[Дата регистрации]: (предупреждение) дата регистрации ещё не наступила, регистрация пока не учтена',
    ]);
    expect(outcome.computed['Вебинары']?.[0]).toMatchObject({ Регистраций: 0 });
  });
  test('a date equal to now counts', () => {
    expect(first({ 'Дата регистрации': at('2024-03-20 12:00') })).toMatchObject({ Статус: 'принята' });
  });

  test.each<[string, Typed, string]>([
    ['a bad date', { 'Дата регистрации': '32.01.2024' }, '«Дата регистрации» — это не дата и время'],
    ['no date', { 'Дата регистрации': '' }, '«Дата регистрации» — обязательная ячейка пуста'],
    ['an unknown webinar', { Вебинар: 'В-9' }, '«Вебинар» — вебинара с таким кодом нет'],
    // Nobody is rejected for a field that will have its value in a moment.
    ['a name not there yet', { Фамилия: 'Loading...' }, '«Фамилия» — ячейка ещё вычисляется'],
    ['an address not there yet', { Email: 'Loading…' }, '«Email» — ячейка ещё вычисляется'],
    ['a consent not there yet', { Согласие: 'Loading...' }, '«Согласие» — ячейка ещё вычисляется'],
    ['a refusal not there yet', { Отказать: 'Loading...' }, '«Отказать» — ячейка ещё вычисляется'],
  ])('row error: %s', (_, more, fault) => {
    expect(first(more)).toEqual({ ошибка: fault });
  });
  test('a code is compared like a header', () => {
    expect(first({ Вебинар: ` ${CODE.toLowerCase()} ` })).toMatchObject({ Статус: 'принята' });
  });
});

describe('several registrations with one address', () => {
  const EARLY = { Email: 'A@example.com', 'Дата регистрации': at('2024-02-01 10:00') };
  const LATE = { Email: 'a@EXAMPLE.com', 'Дата регистрации': at('2024-02-02 10:00') };
  const statuses = (...rows: readonly Typed[]) => rowsOf(rows.map(listener)).map((row) => row['Статус']);
  test.each<[string, readonly Typed[], readonly string[]]>([
    ['the earliest is accepted', [LATE, EARLY], ['отклонена', 'принята']],
    ['of equal dates the upper one', [EARLY, EARLY], ['принята', 'отклонена']],
    ['an invalid earlier one does not count', [LATE, { ...EARLY, Имя: '' }], ['принята', 'отклонена']],
    ['another webinar is counted separately', [EARLY, { ...LATE, Вебинар: 'В-2' }], ['принята', 'принята']],
  ])('%s', (_, rows, expected) => {
    const outcome = season({
      Вебинары: [webinar(), webinar({ Вебинар: 'В-2' })],
      Слушатели: rows.map(listener),
    });
    expect(outcome.computed['Слушатели']?.map((row) => row['Статус'])).toEqual(expected);
  });
  test('the reason names the row with the same address', () => {
    expect(rowsOf([listener(LATE), listener(EARLY)])[0]?.['Причина']).toBe(
      'Email: уже зарегистрирован (строка 3)',
    );
  });
  test.each([
    [
      'earlier',
      [EARLY, { ...LATE, Согласие: false }],
      1,
      'Согласие на обработку персональных данных: не дано; Email: уже зарегистрирован (строка 2)',
    ],
    ['later', [{ ...EARLY, Согласие: false }, LATE], 0, 'Согласие на обработку персональных данных: не дано'],
    [
      'at the same time by a row below',
      [{ ...EARLY, Согласие: false }, EARLY],
      0,
      'Согласие на обработку персональных данных: не дано',
    ],
  ])('an incomplete registration, its address taken %s', (_, rows, index, reason) => {
    expect(rowsOf(rows.map(listener))[index]?.['Причина']).toBe(reason);
  });
  test('property: one accepted row per address with a valid row, whatever the order', () => {
    const row = fc.record({
      email: fc.integer({ min: 0, max: 4 }),
      day: fc.integer({ min: 1, max: 9 }),
      valid: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (list) => {
        const got = statuses(
          ...list.map(({ email, day, valid }) => ({
            Email: `p${email}@example.com`,
            'Дата регистрации': at(`2024-02-0${day} 10:00`),
            Имя: valid ? 'Мир' : '',
          })),
        );
        for (let email = 0; email <= 4; email += 1) {
          const own = list.flatMap((one, index) =>
            one.email === email && one.valid ? [{ ...one, index }] : [],
          );
          const best = own.sort((a, b) => a.day - b.day || a.index - b.index)[0];
          const accepted = list.flatMap((one, index) =>
            one.email === email && got[index] === 'принята' ? [index] : [],
          );
          expect(accepted).toEqual(best ? [best.index] : []);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const MARK = 'удалено-0123456789abcdef';
/** What remains of a row after erasure. */
const erased = (more: Typed = {}): Typed =>
  listener({
    Фамилия: MARK,
    Имя: MARK,
    Компания: MARK,
    Должность: MARK,
    Email: `${MARK}@удалено.invalid`,
    Телефон: MARK,
    ...more,
  });

describe('erased registrations stay in the count («Personal data»)', () => {
  const ACCEPTED = 'данные удалены; регистрация была принята';
  const REJECTED = 'данные удалены; регистрация не была принята';
  test.each<[string, Typed, string, number]>([
    ['accepted before, then erased by address', { Статус: 'принята' }, ACCEPTED, 1],
    [
      'rejected before, then erased',
      { Статус: 'отклонена', Причина: 'Телефон: меньше 10 цифр' },
      REJECTED,
      0,
    ],
    [
      'flagged and seen as accepted, then erased',
      { Статус: 'удалена', Причина: ACCEPTED, 'Удалить данные': true },
      ACCEPTED,
      1,
    ],
    [
      'flagged and seen as accepted before it was erased',
      {
        Статус: 'удалена',
        Причина: 'данные будут удалены; регистрация была принята',
        'Удалить данные': true,
      },
      ACCEPTED,
      1,
    ],
    ['flagged without an address', { Статус: 'отклонена', Email: '', 'Удалить данные': true }, REJECTED, 0],
    [
      'flagged and seen as rejected, then erased',
      { Статус: 'удалена', Причина: REJECTED, 'Удалить данные': true },
      REJECTED,
      0,
    ],
    ['flagged and erased between two runs', { Статус: 'принята', 'Удалить данные': true }, ACCEPTED, 1],
    ['never seen by a run: decided by what is filled in', {}, ACCEPTED, 1],
    ['never seen by a run, with a blank field', { Должность: '' }, REJECTED, 0],
    ['consent withdrawn when the data were erased', { Статус: 'принята', Согласие: false }, ACCEPTED, 1],
  ])('%s', (_, more, reason, counted) => {
    const row = erased(more);
    const outcome = season({ Слушатели: [row] });
    expect(outcome.computed['Слушатели']).toEqual([{ Статус: 'удалена', Причина: reason }]);
    expect(outcome.computed['Вебинары']?.[0]).toMatchObject({ Регистраций: counted });
    // The next run reads its own result and changes nothing.
    const again = season({ Слушатели: [{ ...row, Статус: 'удалена', Причина: reason }] });
    expect(again.computed['Слушатели']).toEqual(outcome.computed['Слушатели']);
    expect(again.computed['Вебинары']).toEqual(outcome.computed['Вебинары']);
  });

  test('an accepted row that is flagged still counts, and a repeat is not accepted instead', () => {
    const rows = [
      listener({ Email: 'a@example.com', 'Удалить данные': true }),
      listener({ Email: 'a@example.com', 'Дата регистрации': at('2024-02-11 09:00') }),
    ];
    expect(rowsOf(rows).map((row) => row['Статус'])).toEqual(['удалена', 'отклонена']);
    expect(figures({ Слушатели: rows })).toMatchObject({ Регистраций: 1 });
  });
  test('two erased rows of one person, one of them accepted before', () => {
    const rows = [
      erased({ Статус: 'принята' }),
      erased({ Статус: 'отклонена', Причина: 'Email: уже зарегистрирован' }),
    ];
    expect(figures({ Слушатели: rows })).toMatchObject({ Регистраций: 1 });
  });
  test('attendance is matched by the erased address', () => {
    const outcome = season({
      Слушатели: [erased({ Статус: 'принята' })],
      Явка: [{ Вебинар: CODE, Email: `${MARK}@удалено.invalid`, Минут: 40 }],
    });
    expect(outcome.computed['Явка']).toEqual([{ Зачтено: 'да', Примечание: null }]);
    expect(outcome.computed['Вебинары']?.[0]).toMatchObject({
      Регистраций: 1,
      Слушателей: 1,
      'Явка, %': 100,
    });
  });
  test('no letters to erased or flagged rows', () => {
    const tabs = {
      Слушатели: [erased({ Статус: 'принята' }), erased({ Имя: '' }), listener({ 'Удалить данные': true })],
    };
    const letters = season(tabs, { now: '2024-03-14T10:00:00+05:00' }).letters;
    expect(letters.filter((letter) => letter.to !== 'koordinator@example.com')).toEqual([]);
  });
});
