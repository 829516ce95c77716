// The marathon's letters: to whom, when, only once, and their content. Moved blocks and results are tested in
// separate files.
import { describe, expect, test } from '@jest/globals';
import { LETTER_STATUSES, type PastLetter } from '../../../src/rules/letters.js';
import { instant } from '../../../src/rules/zone.js';
import { at, plain, type Typed } from '../harness.js';
import { application, attempt, block, emailOf, sale, visit } from './fixtures.js';
import { keysOf, lettersOf, PEOPLE } from './mailing.js';

describe('marathon.registered: once, on acceptance', () => {
  const now = '2023-09-12T09:00:00+03:00';

  test('to each participant; the occasion is the time of this recompute', () => {
    const rows = [application('anna'), application('late', { 'Дата регистрации': at('2023-10-06 00:00') })];
    expect(keysOf(lettersOf('marathon.registered', { now, tabs: { Регистрации: rows } }))).toEqual([
      'anna |  |  | 2023-09-12T09:00',
    ]);
  });

  test('contains the name, the schedule by time, the link to the page and the contact', () => {
    const blocks = [block(2, '2023-09-28 11:00'), block(1, '2023-09-21 11:00')];
    const [letter] = lettersOf('marathon.registered', { now, tabs: { Блоки: blocks } });
    expect(letter?.text).toContain('anna Образцов');
    expect(letter?.text).toContain(
      [
        'Блок 1. Тема 1 — 21.09.2023 11:00, тест до 05.10.2023 11:00',
        'Блок 2. Тема 2 — 28.09.2023 11:00, тест до 05.10.2023 11:00',
      ].join('\n'),
    );
    expect(letter?.text).toContain('https://example.org/page');
    expect(letter?.text).toContain('partner@pro32.com');
  });

  test('without blocks it says where the schedule will appear', () => {
    const [letter] = lettersOf('marathon.registered', { now, tabs: { Блоки: [] } });
    expect(letter?.text).toContain('появится на странице марафона');
  });
});

describe('marathon.rejected: once, on refusal, with the reason and what to do', () => {
  const now = '2023-10-09T09:00:00+03:00';
  const whileOpen = '2023-10-05T23:59:00+03:00';
  test.each<[string, Typed, string, string?]>([
    [
      'регистрация вне срока',
      { 'Дата регистрации': at('2023-09-03 10:00') },
      'подайте заявку ещё раз с 04.09.2023 по 05.10.2023 включительно.',
      whileOpen,
    ],
    [
      'регистрация вне срока',
      { 'Дата регистрации': at('2023-10-11 10:00') },
      'подайте заявку ещё раз с 04.09.2023 по 05.10.2023 включительно.',
      whileOpen,
    ],
    [
      'регистрация вне срока',
      { 'Дата регистрации': at('2023-09-03 10:00') },
      'регистрация закончилась 05.10.2023; если',
    ],
    ['никнейм занят', { Никнейм: 'ANNA' }, 'подайте заявку ещё раз (регистрация открыта', whileOpen],
    [
      'никнейм занят',
      { Никнейм: 'ANNA' },
      'придумайте другой никнейм и сообщите его организатору: организатор исправит никнейм в вашей заявке.',
    ],
    [
      'регистрация вне срока',
      { 'Дата регистрации': at('2023-10-06 10:00') },
      'регистрация закончилась 05.10.2023; если',
    ],
    ['нет на портале', { 'На портале': '' }, 'зарегистрируйтесь на партнёрском портале'],
    ['email занят', { Email: emailOf('anna') }, 'вторая не нужна'],
    // The reason is the first that applies; the advice is for somebody who is a participant already.
    ['никнейм занят', { Никнейм: 'anna', Email: emailOf('anna') }, 'вторая не нужна'],
    [
      'регистрация вне срока',
      { 'Дата регистрации': at('2023-10-06 10:00'), Email: emailOf('anna') },
      'вторая не нужна',
    ],
  ])('%s', (reason, more, remedy, moment = now) => {
    const rows = [
      application('anna'),
      application('zoe', { 'Дата регистрации': at('2023-09-11 10:00'), ...more }),
    ];
    const letters = lettersOf('marathon.rejected', { now: moment, tabs: { Регистрации: rows } });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ object: reason, occasion: moment.slice(0, 16) });
    expect(letters[0]?.subject).toContain(reason.replace('email', 'этот адрес'));
    expect(letters[0]?.text).toContain(remedy);
  });

  /** Whoever is a participant is told so first. */
  const TAKES_PART = 'Вы уже участник марафона «Эксперт в PROдажах», ещё одна заявка не принята';
  test.each([
    ['никнейм занят', 'никнейм занят другой заявкой', { Никнейм: 'anna' }],
    ['email занят', 'этот адрес занят другой заявкой', { Email: emailOf('anna') }],
    ['нет на портале', 'вас нет на портале', { 'На портале': '' }],
  ])('«%s» is told as «%s»', (_, told, more) => {
    const rows = [PEOPLE[0] ?? {}, application('zoe', more)];
    const [letter] = lettersOf('marathon.rejected', { now, tabs: { Регистрации: rows } });
    const decision = `${'Email' in more ? TAKES_PART : 'Заявка на марафон «Эксперт в PROдажах» не принята'}: ${told}`;
    expect(letter?.subject).toBe(decision);
    expect(letter?.text).toContain(`!\n\n${decision} (`);
    expect(letter?.text).not.toContain('ничего:');
  });

  test.each([
    ['07.09.2023', 'подана 07.09.2023.'],
    ['07.09.2023 00:01', 'подана 07.09.2023 00:01.'],
  ])('an application of %s was «%s»', (registered, told) => {
    const rows = [application('zoe', { 'На портале': '', 'Дата регистрации': registered })];
    const [letter] = lettersOf('marathon.rejected', { now, tabs: { Регистрации: rows } });
    expect(letter?.text).toContain(told);
  });

  test('two refused applications of one person are two occasions; an application in error gets no letter', () => {
    const refused = (moment: string) =>
      application('zoe', { 'На портале': false, 'Дата регистрации': at(moment) });
    const rows = [refused('2023-09-11 10:00'), refused('2023-09-12 10:00'), application('a,b')];
    expect(keysOf(lettersOf('marathon.rejected', { now, tabs: { Регистрации: rows } }))).toEqual([
      'zoe | нет на портале | 2023-09-11T10:00 | 2023-10-09T09:00',
      'zoe | нет на портале | 2023-09-12T10:00 | 2023-10-09T09:00',
    ]);
  });
});

describe('what a letter says fits the moment and the parameters', () => {
  const after = '2023-11-10T12:00:00+03:00';
  test.each<[string, string, string, readonly (string | RegExp)[]]>([
    [
      'a welcome in time',
      'marathon.registered',
      '2023-10-06T12:00:00+03:00',
      ['тест закрылся 05.10.2023 11:00', 'тест до 12.10.2023 11:00', 'Финал — 03.11.2023, в прямом эфире.'],
    ],
    ['a welcome after the final', 'marathon.registered', after, [/^(?!.*тест до )(?!.*Итоги подведём)/su]],
    [
      'a reminder of a block, whatever it earns',
      'marathon.webinar',
      '2023-09-20T12:00:00+03:00',
      ['За участие онлайн начисляются баллы, просмотр в записи баллов не даёт'],
    ],
    [
      'a reminder of a test, whatever an answer earns',
      'marathon.test-closing',
      '2023-10-04T12:00:00+03:00',
      ['Попытка одна, верные ответы дают баллы в рейтинг;'],
    ],
    [
      'points at the closing, when results may not have been loaded yet',
      'marathon.score',
      '2023-10-05T11:00:00+03:00',
      [
        'Баллы посчитаны по данным, которые уже загружены; если что-то не так, напишите организатору.',
        /^(?!.*окончательн)/su,
      ],
    ],
  ])('%s', (_, code, now, expected) => {
    const text = plain(lettersOf(code, { now })[0]?.text);
    for (const part of expected)
      expect(text).toEqual(
        part instanceof RegExp ? expect.stringMatching(part) : expect.stringContaining(part),
      );
  });
});

const NOON = instant(Date.parse('2023-09-20T12:00:00+03:00'));

describe('marathon.webinar: at 11:00 on the day before a block', () => {
  const eve = '2023-09-20T11:00';
  test.each([
    // The window reaches 36 hours ahead of now and 24 hours back.
    ['2023-09-18T22:59:00+03:00', []],
    ['2023-09-18T23:00:00+03:00', [eve, eve]],
    ['2023-09-20T11:00:00+03:00', [eve, eve]],
    // «No reminder is produced once its block has begun.»
    ['2023-09-21T10:59:59+03:00', [eve, eve]],
    ['2023-09-21T11:00:00+03:00', []],
  ])('at %s', (now, occasions) => {
    const letters = lettersOf('marathon.webinar', { now, tabs: { Блоки: [block(1, '2023-09-21 11:00')] } });
    expect(letters.map(({ occasion }) => occasion)).toEqual(occasions);
    for (const letter of letters)
      expect(letter).toMatchObject({ object: '1', date: '2023-09-21', until: '2023-09-21T11:00' });
  });

  test('on the day of the block it does not say «завтра»', () => {
    const tabs = { Блоки: [block(1, '2023-09-21 11:00')] };
    const [letter] = lettersOf('marathon.webinar', { now: '2023-09-21T08:00:00+03:00', tabs });
    expect(letter?.subject).toBe('Напоминание: 21.09.2023 11:00 — Блок 1. Тема 1');
    expect(letter?.text.toLowerCase()).not.toContain('завтра');
  });

  // If the rules no longer returned a draft, or one to a wrong address, it would be taken back.
  test.each(
    LETTER_STATUSES.map(
      (status) => [status, ['черновик', 'в очереди', 'ошибка', 'отменено'].includes(status)] as const,
    ),
  )('returned again when the earlier one is «%s»: %s', (status, again) => {
    const [letter] = lettersOf('marathon.webinar', {
      now: '2023-09-20T12:00:00+03:00',
      tabs: { Блоки: [block(1, '2023-09-21 11:00')], Регистрации: [application('anna')] },
      past: {
        'marathon.webinar': [
          {
            recipient: emailOf('anna'),
            object: '1',
            date: '2023-09-21',
            created: instant(Date.parse('2023-09-20T08:00:00+03:00')),
            status,
          },
        ],
      },
    });
    expect(letter !== undefined).toBe(again);
  });

  test.each([
    ['2023-09-21 15:00', 0],
    ['2023-09-22 11:00', 1],
  ])('once reminded, then moved to %s: %i more (marathon.moved tells the hour)', (start, count) => {
    const past = { recipient: emailOf('anna'), object: '1', date: '2023-09-21', created: NOON };
    expect(
      lettersOf('marathon.webinar', {
        now: '2023-09-20T23:00:00+03:00',
        tabs: { Блоки: [block(1, start)], Регистрации: [application('anna')] },
        past: { 'marathon.webinar': [past] },
      }),
    ).toHaveLength(count);
  });

  test('for a block at 00:30 the reminder is at 11:00 on the day before', () => {
    const tabs = { Блоки: [block(1, '2023-09-21 00:30')] };
    const [letter] = lettersOf('marathon.webinar', { now: '2023-09-20T12:00:00+03:00', tabs });
    expect(letter?.occasion).toBe('2023-09-20T11:00');
  });
});

describe('marathon.test-closing: 3 days and 1 day before closing, at 10:00, to those without an attempt', () => {
  test.each([
    ['2023-10-01T09:00:00+03:00', ['1/3 at 2023-10-02T10:00']],
    ['2023-10-03T09:59:00+03:00', ['1/3 at 2023-10-02T10:00', '1/1 at 2023-10-04T10:00']],
    ['2023-10-03T22:01:00+03:00', ['1/1 at 2023-10-04T10:00']],
    ['2023-10-05T09:00:00+03:00', ['1/1 at 2023-10-04T10:00']],
    ['2023-10-05T10:30:00+03:00', []],
  ])('at %s', (now, expected) => {
    const tabs = {
      Блоки: [block(1, '2023-09-21 11:00'), block(2, '2023-11-20 11:00')],
      Регистрации: [application('anna')],
    };
    const letters = lettersOf('marathon.test-closing', { now, tabs });
    expect(letters.map(({ object, occasion }) => `${object} at ${occasion}`)).toEqual(expected);
    for (const letter of letters)
      expect(letter).toMatchObject({ date: '2023-10-05', until: '2023-10-05T11:00' });
  });

  test('not after the test has closed, although the occasion is still in the window', () => {
    const tabs = { Блоки: [block(1, '2023-09-21 11:00', { 'Тест до': at('2023-10-05 09:00') })] };
    expect(lettersOf('marathon.test-closing', { now: '2023-10-05T08:59:00+03:00', tabs })).toHaveLength(2);
    expect(lettersOf('marathon.test-closing', { now: '2023-10-05T09:00:00+03:00', tabs })).toHaveLength(0);
  });

  test('the first one goes where the second has fallen due: staff who send drafts late send one', () => {
    const objects = (second: string): readonly string[] => {
      const about = { recipient: emailOf('anna'), date: '2023-10-05', status: 'черновик' } as const;
      const due = (moment: string) => instant(Date.parse(moment));
      return lettersOf('marathon.test-closing', {
        now: '2023-10-04T12:00:00+03:00',
        tabs: { Блоки: [block(1, '2023-09-21 11:00'), block(2, '2023-11-20 11:00')] },
        lateHours: 72,
        past: {
          'marathon.test-closing': [
            { ...about, object: '1/3', due: due('2023-10-02T10:00:00+03:00') },
            { ...about, object: '1/1', due: due(second) },
          ],
        },
      }).map(({ object, to }) => `${object} ${to.split('@')[0]}`);
    };
    expect(objects('2023-10-04T10:00:00+03:00')).toEqual(['1/1 anna', '1/1 boris']);
    // Also where staff have put the second off.
    expect(objects('2023-10-04T13:00:00+03:00')).toEqual(['1/1 anna', '1/1 boris']);
  });

  test.each([
    ['2023-10-04T09:59:59+03:00', ['1/3', '1/1']],
    ['2023-10-04T10:00:00+03:00', ['1/3', '1/1']],
  ])('where late letters are still sent after three days, a first run at %s gives %j', (now, expected) => {
    const tabs = { Блоки: [block(1, '2023-09-21 11:00'), block(2, '2023-11-20 11:00')] };
    const made = lettersOf('marathon.test-closing', {
      now,
      lateHours: 72,
      tabs: { ...tabs, Регистрации: [application('anna')] },
    });
    expect(made.map(({ object }) => object)).toEqual(expected);
  });

  test('a closing an hour later is no new occasion for those who have been reminded', () => {
    const past = { object: '1/3', recipient: emailOf('anna'), date: '2023-10-05' };
    const letters = lettersOf('marathon.test-closing', {
      now: '2023-10-02T12:00:00+03:00',
      tabs: { Блоки: [block(1, '2023-09-21 11:00', { 'Тест до': at('2023-10-05 12:00') })] },
      past: { 'marathon.test-closing': [past] },
    });
    expect(letters.map(({ to }) => to)).toEqual([emailOf('boris')]);
  });

  test('only to those without an attempt; an attempt in error does not count', () => {
    const rows = [attempt('anna', 1, '2023-09-22 12:00', 0), attempt('boris', 1, '2023-09-22 12:00', 99)];
    const letters = lettersOf('marathon.test-closing', {
      now: '2023-10-04T10:00:00+03:00',
      tabs: { 'Результаты тестов': rows },
    });
    expect(letters.map(({ to }) => to)).toEqual([emailOf('boris')]);
  });

  test('for a test that is not open yet the letter says when it opens', () => {
    const tabs = { Блоки: [block(1, '2023-09-21 11:00', { 'Тест до': at('2023-09-23 11:00') })] };
    const [letter] = lettersOf('marathon.test-closing', { now: '2023-09-20T12:00:00+03:00', tabs });
    expect(letter?.text).toContain('Тест откроется 21.09.2023 11:00.');
  });

  test('sent after the test has opened, it says where the test is', () => {
    const tabs = { Блоки: [block(1, '2023-09-21 11:00', { 'Тест до': at('2023-09-22 08:00') })] };
    const [opened] = lettersOf('marathon.test-closing', { now: '2023-09-21T11:00:00+03:00', tabs });
    expect(opened?.text).toContain('Если у вас нет ссылки на тест, напишите организатору.');
    const [closed] = lettersOf('marathon.test-closing', { now: '2023-09-21T10:59:00+03:00', tabs });
    expect(closed?.text).toContain('Тест откроется 21.09.2023 11:00.');
  });

  test('the link is only shown if it is a link', () => {
    const texts = [
      'https://example.com/test',
      'скоро пришлём',
      'forms.office.com/1',
      'https://example.com/test пароль 7',
    ].map((link) => {
      const tabs = { Блоки: [block(1, '2023-09-21 11:00', { Тест: link })] };
      return lettersOf('marathon.test-closing', { now: '2023-09-27T10:00:00+03:00', tabs })[0]?.text;
    });
    expect(texts[0]).toContain('Пройти тест: https://example.com/test');
    expect(texts[1]).not.toContain('скоро пришлём');
    expect(texts[2]).toContain('Пройти тест: https://forms.office.com/1');
    expect(texts[3]).toContain('Пройти тест: https://example.com/test пароль 7');
  });
});

describe('marathon.digest: daily to the organiser during the marathon', () => {
  const unconfirmed = { Продажи: [sale('anna', { Подтверждена: false, Дата: at('2023-09-21') })] };
  test.each([
    ['2023-09-20T23:59:59+03:00', []],
    ['2023-09-21T00:00:00+03:00', ['partner |  | 2023-09-21 | 2023-09-21T00:00']],
    ['2023-10-10T08:00:00+03:00', ['partner |  | 2023-10-10 | 2023-10-10T00:00']],
    ['2023-11-03T23:59:59+03:00', ['partner |  | 2023-11-03 | 2023-11-03T00:00']],
    ['2023-11-04T00:00:00+03:00', []],
  ])('only from Марафон с to Марафон по: at %s', (now, expected) => {
    // A sale is reported as unconfirmed once its date has come.
    const tabs = { ...unconfirmed, Посещения: [visit('nobody', 1)] };
    expect(keysOf(lettersOf('marathon.digest', { now, tabs }))).toEqual(expected);
  });

  test('it is of no use once its day is over', () => {
    const tabs = { Посещения: [visit('nobody', 1)] };
    const [letter] = lettersOf('marathon.digest', { now: '2023-09-25T08:00:00+03:00', tabs });
    expect(letter?.until).toBe('2023-09-26T00:00');
  });

  const textAt = (now: string, tabs: Readonly<Record<string, readonly Typed[]>>, settings = {}): string =>
    lettersOf('marathon.digest', { now, tabs, settings })[0]?.text ?? 'none';

  test('none when there is nothing to report', () => {
    expect(textAt('2023-09-25T08:00:00+03:00', {})).toBe('none');
  });

  test('rows in error, because of cells or rules, by tab', () => {
    const text = textAt('2023-09-25T08:00:00+03:00', {
      Регистрации: [...PEOPLE, application('x', { Email: 'нет' })],
      Посещения: [visit('anna', 1), visit('nobody', 1), visit('anna', 9)],
    });
    expect(text).toContain('«Регистрации», 1 строка: 4');
    expect(text).toContain('«Посещения», 2 строки: 3, 4');
  });

  test('a long list of rows is shortened', () => {
    const text = textAt('2023-09-25T08:00:00+03:00', {
      Посещения: Array.from({ length: 17 }, () => visit('nobody', 1)),
    });
    expect(text).toContain('14, 15, 16 и ещё 2');
  });

  test('an unknown «Последний блок» is reported', () => {
    expect(textAt('2023-09-25T08:00:00+03:00', {}, { 'Последний блок': 77 })).toContain('блока 77 нет');
  });

  test('unconfirmed sales: only those with no other reason to earn nothing', () => {
    const rows = [
      sale('anna'),
      sale('anna', { Подтверждена: '' }),
      sale('anna', { Подтверждена: '', Вид: 'upgrade' }),
    ];
    const text = textAt('2023-10-15T08:00:00+03:00', { Продажи: rows });
    expect(text).toContain('Ждут подтверждения:\n1 продажа, строка 3');
  });

  test.each([
    // «Предупреждать за, дней» is 3: a closing on the 5th is announced from the 2nd on.
    ['2023-10-01T12:00:00+03:00', 'none'],
    ['2023-10-02T12:00:00+03:00', 'Блок 1. Тема 1 — 05.10.2023 11:00, без попытки 2 из 2'],
    ['2023-10-05T10:59:00+03:00', 'Блок 1. Тема 1 — 05.10.2023 11:00, без попытки 2 из 2'],
    ['2023-10-05T11:00:00+03:00', 'none'],
  ])('closing tests, at %s', (now, expected) => {
    const blocks = [block(1, '2023-09-21 11:00'), block(2, '2023-11-20 11:00')];
    expect(textAt(now, { Блоки: blocks })).toContain(expected);
  });

  test('a test that everyone has attempted is not listed', () => {
    const rows = ['anna', 'boris'].map((name) => attempt(name, 1, '2023-09-22 12:00', 1));
    const blocks = [block(1, '2023-09-21 11:00'), block(2, '2023-11-20 11:00')];
    expect(textAt('2023-10-04T12:00:00+03:00', { Блоки: blocks, 'Результаты тестов': rows })).toBe('none');
  });

  test.each([
    ['2023-11-02T10:59:59+03:00', false],
    ['2023-11-02T11:00:00+03:00', true],
  ])('necessary draws, once the last test has closed: at %s', (now, told) => {
    const text = textAt(now, { Продажи: [sale('anna'), sale('boris')] });
    expect(text.includes('Нужен розыгрыш:\n«Акула бизнеса» — 2 претендента')).toBe(told);
  });
});

describe('a letter is not created twice, however often the rules run', () => {
  const play = (past: Partial<PastLetter> | null) =>
    lettersOf('marathon.webinar', {
      now: '2023-09-20T12:00:00+03:00',
      past:
        past === null
          ? {}
          : {
              'marathon.webinar': [{ recipient: emailOf('anna'), object: '1', date: '2023-09-21', ...past }],
            },
    });
  test.each<[string, Parameters<typeof play>[0], readonly string[]]>([
    ['no earlier letter', null, ['anna', 'boris']],
    ['sent', {}, ['boris']],
    ['the earlier one is about something else', { object: '2' }, ['anna', 'boris']],
    ['the earlier one has another date', { date: '2023-09-28' }, ['anna', 'boris']],
  ])('%s', (_, past, expected) => {
    expect(play(past).map(({ to }) => to.split('@')[0])).toEqual(expected);
  });
});
