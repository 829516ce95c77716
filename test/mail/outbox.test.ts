// The outbox «Письма» (spec 00, «Letters»): what the letters of a run add, once per occasion, and how its
// rows are read.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { erasedEmail } from '../../src/rules/erased.js';
import type { Letter } from '../../src/rules/letters.js';
import { addressFault } from '../../src/mail/entries.js';
import { identityOf, identityOfKey } from '../../src/mail/keys.js';
import { pastLetters, readOutbox } from '../../src/mail/entries.js';
import { planOutbox } from '../../src/mail/outbox.js';
import { windowOf } from '../../src/sheets/evaluate.js';
import { lettersTab } from '../../src/sheets/shared-tabs.js';
import { HOUR } from '../../src/rules/zone.js';
import { at, MOSCOW, placeOf } from '../sheets/support.js';
import { evaluationOf, lettersGrid, outboxOf, rowOf, serial, yielded } from './support.js';
import { appended, NOW, plan, templates } from './planning.js';

describe('a letter becomes a row', () => {
  test('with its key, text, times and status', () => {
    const until = '2023-10-07T11:00:00+03:00';
    const letter = yielded({ object: '3', occasion: NOW, until, memo: '3:x' });
    const made = plan([letter]);
    const { queued, failed } = made;
    expect(appended(made)).toEqual([
      {
        key: `${identityOf(letter)}?until=${(Date.parse(until) / 1000).toString(36)}&memo=3:x&seen`,
        programme: 'Программа',
        to: 'anna@example.com',
        cc: '',
        subject: 'Тема Анна',
        text: 'Здравствуйте, Анна!',
        notBefore: serial(NOW),
        created: serial(NOW),
        status: 'черновик',
        sent: '',
        attempts: 0,
        reason: '',
      },
    ]);
    expect({ queued, failed }).toEqual({ queued: 1, failed: 0 });
  });

  test.each([
    ['черновик', 'черновик'],
    ['авто', 'в очереди'],
  ] as const)('«Режим писем» %s: «%s»', (mode, status) => {
    expect(plan([yielded({ occasion: NOW })], { mode }).append[0]?.status?.value).toBe(status);
  });

  test.each<[string, Partial<Letter>]>([
    ['the recipient', { to: 'anna@' }],
    ['two addresses in one', { to: 'anna@example.com, eve@example.com' }],
    ['a header in the address', { to: 'anna@example.com\nBcc: eve@example.com' }],
    ['no address', { to: '' }],
    ['an impossible domain', { to: 'anna@example.invalid' }],
  ])('an invalid address is an «ошибка», never a crash: %s', (_, wrong) => {
    const { append, queued, failed } = plan([{ ...yielded({ occasion: NOW }), ...wrong }], { mode: 'авто' });
    expect(append[0]?.status?.value).toBe('ошибка');
    expect(append[0]?.reason?.value).toBe(
      'адрес получателя неверен: исправьте его в исходной строке или в «Настройках»',
    );
    expect({ queued, failed }).toEqual({ queued: 0, failed: 1 });
  });

  test('no letter is created for the mark of erased data', () => {
    expect(plan([yielded({ occasion: NOW, to: erasedEmail('0123456789abcdef') })])).toEqual({
      append: [],
      update: [],
      edited: [],
      heirs: new Set(),
      queued: 0,
      failed: 0,
    });
  });

  test('a letter without a template is a broken declaration, not a silent loss', () => {
    expect(() => plan([yielded({ occasion: NOW, code: 'p.unknown' })])).toThrow('p.unknown');
  });

  test('its text is created only when it is written', () => {
    const values = (): never => {
      throw new Error('rendered');
    };
    expect(plan([yielded({ occasion: '2023-10-01T12:00:00+03:00', values })]).append).toEqual([]);
  });
});

describe('late and early', () => {
  test.each([
    ['at this instant', '2023-10-06T12:00:00+03:00', 24, 1],
    ['exactly 24 hours ago', '2023-10-05T12:00:00+03:00', 24, 1],
    ['a millisecond longer ago', '2023-10-05T11:59:59.999+03:00', 24, 0],
    ['exactly an hour, when late is an hour', '2023-10-06T11:00:00+03:00', 1, 1],
    ['longer, when late is an hour', '2023-10-06T10:59:59+03:00', 1, 0],
    ['a second ago, when nothing may be late', '2023-10-06T11:59:59+03:00', 0, 0],
    ['now, when nothing may be late', '2023-10-06T12:00:00+03:00', 0, 1],
  ])('an occasion %s (%s, %d h): %d', (_, occasion, lateHours, count) => {
    expect(plan([yielded({ occasion })], { lateHours }).append).toHaveLength(count);
  });

  test('news is told however late, not early', () => {
    const news = (occasion: string) => plan([yielded({ occasion, news: true })]).append;
    expect(news('2023-09-01T12:00:00+03:00')).toHaveLength(1);
    expect(news('2023-10-06T12:00:01+03:00')).toEqual([]);
  });

  test.each([
    ['a second ahead', '2023-10-06T12:00:01+03:00', false, 0],
    ['a second ahead, by the daily run', '2023-10-06T12:00:01+03:00', true, 1],
    ['exactly 36 hours ahead', '2023-10-08T00:00:00+03:00', true, 1],
    ['beyond the 36 hours', '2023-10-08T00:00:00.001+03:00', true, 0],
  ])('%s (%s, ahead: %s): %s', (_, occasion, ahead, count) => {
    const { append } = plan([yielded({ occasion })], { ahead });
    expect(append).toHaveLength(count);
    if (count > 0) expect(append[0]?.notBefore?.value).toBe(serial(occasion));
  });

  test.each([
    ['still to come', '2023-10-06T12:00:00.001+03:00', 1],
    ['this very instant', '2023-10-06T12:00:00+03:00', 0],
    ['past', '2023-10-06T11:00:00+03:00', 0],
  ])('the end of a letter is %s (%s): %s', (_, until, count) => {
    expect(plan([yielded({ occasion: '2023-10-06T10:00:00+03:00', until })]).append).toHaveLength(count);
  });
});

describe('the same occasion never yields two letters', () => {
  const letter = yielded({ occasion: NOW, object: 'x' });
  test.each(['черновик', 'в очереди', 'отправляется', 'отправлено', 'ошибка', 'отменено', '', 'не слово'])(
    'a row with the status «%s» prevents another one',
    (status) => {
      const { append, queued } = plan([letter], { entries: outboxOf([rowOf(letter, { status })]) });
      expect([append, queued]).toEqual([[], 0]);
    },
  );

  test('twice in one run, or by two programmes', () => {
    const twice = planOutbox(
      [evaluationOf([letter, { ...letter }]), evaluationOf([letter], 'авто', 'Вторая')],
      [],
      templates,
      {
        now: at(NOW),
        reach: 'due',
        letterWindow: windowOf(at(NOW), 24),
      },
    );
    expect(twice.append).toHaveLength(1);
  });

  test('even with a different memo, another end, or the address typed differently', () => {
    const again = { ...letter, memo: 'новое', until: at('2023-10-09T00:00:00Z'), to: ' ANNA@example.com' };
    expect(plan([again], { entries: outboxOf([rowOf(letter)]) }).append).toEqual([]);
  });

  test('whatever the rules return, run after run', () => {
    const some = fc.record({
      code: fc.constantFrom('p.one', 'p.two'),
      object: fc.constantFrom('', '1', '2', 'а/б', 'имя с пробелом'),
      to: fc.constantFrom('anna@example.com', 'boris@example.com'),
      date: fc.constantFrom('', '2023-10-06'),
      occasion: fc.constantFrom(NOW, '2023-10-06T20:00:00+03:00', '2023-10-05T20:00:00+03:00'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(some, { maxLength: 8 }), { maxLength: 4 }), (runs) => {
        let rows: string[] = [];
        for (const run of runs) {
          const { append } = plan(run.map(yielded), {
            ahead: true,
            entries: outboxOf(rows.map((key) => ({ key, programme: 'Программа', status: 'отправлено' }))),
          });
          rows = [...rows, ...append.map((row) => String(row.key?.value))];
        }
        const identities = rows.map(identityOfKey);
        expect(new Set(identities).size).toBe(identities.length);
      }),
    );
  });
});

describe('reading «Письма»', () => {
  const letter = yielded({ occasion: NOW, object: 'x', until: '2023-10-09T00:00:00+03:00', memo: 'м' });
  const read = (rows: Parameters<typeof lettersGrid>[0]) =>
    readOutbox(placeOf(lettersTab, lettersGrid(rows)), () => MOSCOW);

  test('a row with an address or a status but without a key is a problem', () => {
    const { entries, problems } = read([{ to: 'a@b.ru' }, { status: 'в очереди' }]);
    expect(entries).toEqual([]);
    expect(problems.map(({ row, header }) => [row, header])).toEqual([
      [2, 'Ключ'],
      [3, 'Ключ'],
    ]);
  });

  test('row by row; other rows without a key are staff’s own notes', () => {
    const { entries, problems } = read([
      rowOf(letter, { attempts: 2, reason: 'почему' }),
      {},
      { text: 'заметка' },
      rowOf(letter, { status: 'ОТМЕНЕНО ' }),
    ]);
    expect(entries.map(({ row, status }) => [row, status])).toEqual([
      [2, 'в очереди'],
      [5, 'отменено'],
    ]);
    expect(problems).toEqual([]);
    expect(entries[0]).toMatchObject({
      identity: identityOf(letter),
      programme: 'Программа',
      notBefore: letter.occasion,
      created: letter.occasion - 24 * HOUR,
      attempts: 2,
      reason: 'почему',
      key: { until: letter.until, memo: 'м', object: 'x' },
    });
  });

  test.each(['', 'потом', 7])('an unknown status (%j) is reported: that letter is not sent', (status) => {
    const { entries, problems } = read([rowOf(letter, { status })]);
    expect(entries[0]?.status).toBeNull();
    expect(problems).toMatchObject([
      {
        tab: 'Письма',
        row: 2,
        header: 'Статус',
        severity: 'error',
        what: 'у письма нет понятного статуса: оно не уйдёт',
        how: 'Выберите из списка: черновик, в очереди, отправляется, отправлено, ошибка, отменено.',
      },
    ]);
  });

  test('times and counts overwritten by staff count as missing', () => {
    const { entries } = read([rowOf(letter, { notBefore: 'завтра', created: true, attempts: 'два' })]);
    expect(entries[0]).toMatchObject({ notBefore: null, created: null, attempts: 0 });
  });

  test('without the tab there is no past', () => {
    expect(readOutbox(null, () => MOSCOW)).toEqual({ entries: [], problems: [] });
  });

  test('the past letters for the rules: by code, oldest row first, without unknown statuses', () => {
    const past = pastLetters(
      read([rowOf(letter, { status: 'потом' }), rowOf({ ...letter, date: '2' }, { status: 'отправлено' })])
        .entries,
    );
    expect(past.of('p.one').map(({ object, date, memo, status }) => [object, date, memo, status])).toEqual([
      ['x', '', 'м', 'ошибка'],
      ['x', '2', 'м', 'отправлено'],
    ]);
    expect(past.of('p.other')).toEqual([]);
  });
});

describe('an address', () => {
  test.each([
    ['anna@example.com', true],
    [' Anna@Example.com ', true],
    ["o'neill+x@sub.example.co", true],
    ['anna@localhost', false],
    ['anna@example.com;eve@example.com', false],
    ['Анна <anna@example.com>', false],
    [erasedEmail('0123456789abcdef'), false],
    [`${'a'.repeat(250)}@example.com`, false],
  ])('letters may be sent to %s: %s', (address, fine) => {
    expect(addressFault(address) === null).toBe(fine);
  });
});
