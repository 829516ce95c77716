// Letters about clients: every code with its occasion, recipient and content; what makes an occasion unique;
// which letters must not be created.
import { describe, expect, test } from '@jest/globals';
import { NBSP } from '../cells.js';
import type { Typed } from '../harness.js';
import { CONFIRMED, INN, licence, LISTED, report, request, ticket } from './scenes.js';
import { first, lines, type More, registry, type Tabs } from './mailing.js';

describe('technocom.fixed / refused (to the partner, on a decision)', () => {
  test.each<[string, string, Typed, readonly string[]]>([
    ['confirmed today', '2024-03-05', CONFIRMED, ['fixed → alpha@example.com @ 2024-03-05T00:00']],
    ['confirmed yesterday, too late at noon', '2024-03-06', CONFIRMED, []],
    ['confirmed tomorrow, not decided yet', '2024-03-04', CONFIRMED, []],
    [
      'rejected today',
      '2024-03-05',
      { Отклонено: '2024-03-05' },
      ['refused → alpha@example.com @ 2024-03-05T00:00'],
    ],
    [
      'confirmed and rejected on the same day',
      '2024-03-05',
      { ...CONFIRMED, Отклонено: '2024-03-05' },
      ['refused → alpha@example.com @ 2024-03-05T00:00'],
    ],
    ['neither confirmed nor rejected', '2024-03-05', {}, []],
    [
      'confirmed days ago, first seen by this run',
      '2024-03-12',
      { ...CONFIRMED, Статус: 'На рассмотрении' },
      ['fixed → alpha@example.com @ 2024-03-05T00:00'],
    ],
    [
      'rejected days ago, first seen by this run',
      '2024-03-12',
      { Отклонено: '2024-03-05', Статус: 'Запрос неполный' },
      ['refused → alpha@example.com @ 2024-03-05T00:00'],
    ],
    [
      'confirmed days ago, seen by an earlier run',
      '2024-03-12',
      { ...CONFIRMED, Статус: 'Предварительно закреплён' },
      [],
    ],
    [
      'confirmed days ago after a refusal, first seen by this run',
      '2024-03-12',
      { ...CONFIRMED, Статус: 'Отклонён: занят' },
      ['fixed → alpha@example.com @ 2024-03-05T00:00'],
    ],
    [
      'rejected days ago after its confirmation, first seen by this run',
      '2024-03-12',
      { ...CONFIRMED, Отклонено: '2024-03-08', Статус: 'Предварительно закреплён' },
      ['refused → alpha@example.com @ 2024-03-08T00:00'],
    ],
    [
      'detached days ago, first seen by this run',
      '2024-03-18',
      { ...CONFIRMED, Откреплён: '2024-03-15', Статус: 'Предварительно закреплён' },
      ['detached → alpha@example.com @ 2024-03-15T00:00'],
    ],
    [
      'detached days ago, seen by an earlier run',
      '2024-03-18',
      { ...CONFIRMED, Откреплён: '2024-03-15', Статус: 'Откреплён' },
      [],
    ],
    ['first seen when the hold is over', '2024-05-20', { ...CONFIRMED, Статус: 'На рассмотрении' }, []],
  ])('%s', (_rule, now, cells, expected) => {
    expect(lines(now, registry(request(cells)))).toEqual(expected);
  });

  test.each<[string, Typed, string, string]>([
    [
      'preliminarily',
      {},
      'Клиент предварительно закреплён за вами до 04.05.2024: Ромашка-Пример',
      'клиент предварительно закреплён за вами до 04.05.2024 (включительно, 60 дней, п. 3.1 регламента).',
    ],
    [
      'its list has come',
      { 'Перечень ПО получен': '2024-03-05' },
      'Клиент закреплён за вами: Ромашка-Пример',
      'клиент закреплён за вами (п. 3.1, 3.2 регламента).',
    ],
  ])('how the client is fixed: %s', (_, cells, subject, says) => {
    const letter = first('2024-03-05', registry(request({ ...CONFIRMED, ...cells })));
    expect(letter?.subject).toBe(subject);
    expect(letter?.text.replaceAll(NBSP, ' ')).toContain(says);
    if (subject.includes('за вами:')) expect(letter?.text).not.toContain('04.05.2024');
  });
  test.each<[string, string, Typed, boolean]>([
    ['days after the confirmation', '2024-03-08', { ...CONFIRMED, Отклонено: '2024-03-08' }, true],
    ['before the confirmation', '2024-03-05', { Подтверждено: '2024-03-05', Отклонено: '2024-03-05' }, false],
    ['a request', '2024-03-05', { Отклонено: '2024-03-05' }, false],
  ])('rejected %s: what ends', (_, now, cells, ends) => {
    const { subject = '', text = '' } = first(now, registry(request(cells))) ?? {};
    expect(subject.includes('закрепление прекращено')).toBe(ends);
    expect(text).toContain(
      ends
        ? 'Закрепление клиента за вами по запросу от 01.03.2024 прекращено (п. 3.1 регламента).'
        : 'Ваш запрос от 01.03.2024 на предварительное закрепление клиента отклонён (п. 3.1 регламента).',
    );
  });

  test('«занят»: at the time of the request, without the other partner’s name', () => {
    const rows = registry(
      request({ Клиент: 'Ромашка-Пример' }),
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-04 16:00' }),
    );
    expect(lines('2024-03-05', rows)).toEqual(['refused → beta@example.org @ 2024-03-04T16:00']);
    const { subject, text } = first('2024-03-05', rows) ?? { subject: '', text: '' };
    expect(subject).toContain('Ромашка-Пример');
    expect(text).toContain('уже работает другой представитель');
    expect(text).toContain('п. 3.1');
    expect(text + subject).not.toContain('Альфа');
  });
  test.each<[string, Typed, string, string]>([
    [
      '«занят»',
      { Партнёр: 'Бета', 'Дата запроса': '2024-03-04 16:00' },
      'Когда клиент освободится',
      'подробности',
    ],
    [
      'rejected',
      { 'Договор или контракт': '7', Отклонено: '2024-03-05' },
      'если хотите узнать подробности или не согласны с решением',
      'освободится',
    ],
  ])('what comes next: %s', (_, cells, says, not) => {
    const text = first('2024-03-05', registry(request(), request(cells)))?.text ?? '';
    expect(text).toContain(says);
    expect(text).not.toContain(not);
  });
  test('«занят», and then Отклонено filled in: the same letter', () => {
    const keys = (cells: Typed) =>
      first(
        '2024-03-05',
        registry(request(), request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-04 16:00', ...cells })),
      );
    const [before, after] = [keys({}), keys({ Отклонено: '2024-03-05' })];
    expect(after).toMatchObject({ object: before?.object, date: before?.date, to: before?.to });
  });
  test('«занят» on the day of Подтверждено has its own date', () => {
    const rows = registry(
      request(CONFIRMED),
      request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-02', Подтверждено: '2024-03-20' }),
    );
    expect(first('2024-03-20', rows)).toMatchObject({
      code: 'technocom.refused',
      date: '2024-03-20',
      occasion: '2024-03-20T00:00',
    });
  });
  test('no letter for a Повтор', () => {
    expect(lines('2024-03-05', registry(request(), request({ 'Дата запроса': '2024-03-04 16:00' })))).toEqual(
      [],
    );
  });
  test('contains the dates, the clause and what to do next', () => {
    const text = first('2024-03-05', registry(request(CONFIRMED)))?.text ?? '';
    for (const part of [
      '05.03.2024',
      '04.05.2024',
      '60 дней',
      'п. 3.1',
      'перечень',
      INN,
      '12/5',
      'mail@technocom.tech',
    ])
      expect(text).toContain(part);
  });
});

describe('what a partner is asked to do', () => {
  const fixed = (cells: Typed, settings = {}): string =>
    first('2024-03-05', registry(request({ ...CONFIRMED, ...cells })), { settings })?.text ?? '';
  const ending = (cells: Typed, now: string, settings = {}): string =>
    first(now, registry(request({ ...CONFIRMED, ...cells })), { settings })?.text ?? '';
  const ASKS = 'пришлите полный перечень';
  const EXTENSION =
    'попросите о продлении заранее: согласовать его нужно не позже 04.05.2024. Продлить можно один раз и не больше чем на 30 дней.';

  test('to send the list; an extension is offered', () => {
    const text = fixed({});
    expect(text).toContain(`не позже 04.05.2024 ${ASKS}`);
    expect(text).toContain(EXTENSION);
    expect(ending({}, '2024-04-27')).toContain(EXTENSION);
  });
  test('not the list that has come with the confirmation', () => {
    const text = fixed({ 'Перечень ПО получен': '2024-03-05' });
    expect(text).toContain('перечень ПО мы получили. Каждый год нужен отчёт, первый — не позже 15.01.2025');
    expect(text).not.toContain(ASKS);
  });
  test('not the list when licences were bought', () => {
    const text = fixed({ 'Лицензии куплены': '2024-03-05' });
    expect(text).toContain('лицензии куплены, и после 04.05.2024 клиент останется закреплённым за вами.');
    expect(text).not.toContain(ASKS);
  });
  test('not to ask for a second extension', () => {
    const text = ending({ 'Продление согласовано': '2024-05-01' }, '2024-05-20');
    expect(text).toContain('Продление в этом сроке уже учтено, второй раз его не дают.');
    expect(text).not.toContain('попросите о продлении');
  });
  test('not to ask for an extension where none is given', () => {
    const settings = { 'Продление, дней': 0 };
    expect(fixed({}, settings)).toContain('Продлить этот срок нельзя.');
  });
});

describe('technocom.fixation-ending (14, 7, 3, 1 days before Закреплён до, unless fixed)', () => {
  const to = 'fixation-ending → alpha@example.com';
  test.each<[string, string, Typed, readonly string[]]>([
    ['14 days', '2024-04-20', CONFIRMED, [`${to} @ 2024-04-20T00:00`]],
    ['queued a day ahead', '2024-04-19', CONFIRMED, [`${to} @ 2024-04-20T00:00`]],
    ['13 days', '2024-04-21', CONFIRMED, []],
    ['7 days', '2024-04-27', CONFIRMED, [`${to} @ 2024-04-27T00:00`]],
    ['3 days', '2024-05-01', CONFIRMED, [`${to} @ 2024-05-01T00:00`]],
    ['1 day', '2024-05-03', CONFIRMED, [`${to} @ 2024-05-03T00:00`]],
    ['fixed by the list', '2024-04-27', LISTED, []],
    ['fixed by licences', '2024-04-27', { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' }, []],
    [
      'an extension moves it: none at the old time',
      '2024-04-27',
      { ...CONFIRMED, 'Продление согласовано': '2024-04-02', 'Продлить на, дней': 14 },
      [],
    ],
    [
      'an extension moves it: 30 days later',
      '2024-05-04',
      { ...CONFIRMED, 'Продление согласовано': '2024-04-02', 'Продлить на, дней': 14 },
      [`${to} @ 2024-05-04T00:00`],
    ],
  ])('%s', (_rule, now, cells, expected) => {
    expect(lines(now, registry(request(cells)))).toEqual(expected);
  });
  test('valid until the hold ends; each of the four is its own occasion', () => {
    const objects = ['2024-04-20', '2024-04-27', '2024-05-01', '2024-05-03'].map((now) => {
      const one = first(now, registry(request(CONFIRMED)));
      expect(one).toMatchObject({ until: '2024-05-05T00:00', date: '2024-05-04' });
      return one?.object;
    });
    expect(new Set(objects).size).toBe(4);
  });
  test('a hold shorter than a reminder’s lead has no reminder before its start', () => {
    const settings = { 'Предварительное закрепление, дней': 3 };
    expect(lines('2024-03-05', registry(request(CONFIRMED)), { settings })).toEqual([
      'fixed → alpha@example.com @ 2024-03-05T00:00',
      'fixation-ending → alpha@example.com @ 2024-03-05T00:00',
    ]);
  });
});

describe('technocom.fixation-expired', () => {
  test.each<[string, string, Typed, readonly string[]]>([
    ['the day after', '2024-05-05', CONFIRMED, ['fixation-expired → alpha@example.com @ 2024-05-05T00:00']],
    ['the list was received', '2024-05-05', LISTED, []],
    ['licences were bought', '2024-05-05', { ...CONFIRMED, 'Лицензии куплены': '2024-04-01' }, []],
    ['detached earlier', '2024-05-05', { ...CONFIRMED, Откреплён: '2024-05-01' }, []],
    ['two days after, too late', '2024-05-06', CONFIRMED, []],
  ])('%s', (_rule, now, cells, expected) => {
    expect(lines(now, registry(request(cells)))).toEqual(expected);
  });
});

describe('technocom.report-due (30, 14, 7, 1 days before)', () => {
  test.each<[string, string, readonly string[]]>([
    ['30 days', '2024-12-16', ['report-due → alpha@example.com @ 2024-12-16T00:00']],
    ['29 days', '2024-12-17', []],
    ['14 days', '2025-01-01', ['report-due → alpha@example.com @ 2025-01-01T00:00']],
    ['7 days', '2025-01-08', ['report-due → alpha@example.com @ 2025-01-08T00:00']],
    ['1 day', '2025-01-14', ['report-due → alpha@example.com @ 2025-01-14T00:00']],
  ])('%s', (_rule, now, expected) => {
    expect(lines(now, registry(request(LISTED)))).toEqual(expected);
  });
  test('no reminder after the report was received', () => {
    const tabs = { ...registry(request(LISTED)), 'Отчёты по клиентам': [report({ Дата: '2024-12-20' })] };
    expect(lines('2025-01-08', tabs)).toEqual([]);
  });
  test('only licences: no reminder during the preliminary hold', () => {
    const cells = {
      'Дата запроса': '2023-10-20',
      Подтверждено: '2023-11-10',
      'Лицензии куплены': '2023-11-20',
    }; // The hold lasts until 2024-01-09.
    expect(lines('2024-01-01', registry(request(cells)))).toEqual([]);
    expect(lines('2024-01-14', registry(request(cells)))).toEqual([
      'report-due → alpha@example.com @ 2024-01-14T00:00',
    ]);
  });
  test('contains the year, the day and the clause', () => {
    const text = first('2025-01-08', registry(request(LISTED)))?.text ?? '';
    for (const part of ['2024 год', '15.01.2025', '7 дней', 'п. 3.2']) expect(text).toContain(part);
  });
});

describe('technocom.warning (day +3; contains the last day to answer, +10)', () => {
  test('its occasion and its text', () => {
    expect(lines('2025-01-18', registry(request(LISTED)))).toEqual([
      'warning → alpha@example.com @ 2025-01-18T00:00',
    ]);
    const letter = first('2025-01-18', registry(request(LISTED)));
    for (const part of ['15.01.2025', '25.01.2025', 'п. 3.3']) expect(letter?.text).toContain(part);
    expect(letter).toMatchObject({ object: `${INN}/12/5/альфа`, date: '2025-01-15' });
  });
  test('not more than 36 hours before its day; not after the report was received', () => {
    expect(lines('2025-01-16T10:00:00+05:00', registry(request(LISTED)))).toEqual([]);
    expect(
      lines('2025-01-18', {
        ...registry(request(LISTED)),
        'Отчёты по клиентам': [report({ Дата: '2025-01-17' })],
      }),
    ).toEqual([]);
  });
});

describe('technocom.detached', () => {
  test.each<[string, string, Typed, More, string, string]>([
    [
      'by staff',
      '2024-04-10',
      { ...CONFIRMED, Откреплён: '2024-04-10' },
      {},
      '2024-04-10T00:00',
      'решение головного офиса',
    ],
    [
      'by staff, after a missed report',
      '2025-01-26',
      { ...LISTED, Откреплён: '2025-01-26' },
      {},
      '2025-01-26T00:00',
      'отчёт за 2024 год не пришёл ни к 15.01.2025, ни к 25.01.2025',
    ],
    [
      'automatically',
      '2025-01-26',
      LISTED,
      { settings: { 'Откреплять автоматически': 'да' } },
      '2025-01-26T00:00',
      'отчёт за 2024 год',
    ],
  ])('%s', (_rule, now, cells, more, occasion, why) => {
    const letter = first(now, registry(request(cells)), more);
    expect(letter).toMatchObject({ code: 'technocom.detached', to: 'alpha@example.com', occasion });
    expect(letter?.text).toContain(why);
  });
  test('not a day before', () => {
    expect(lines('2024-04-10', registry(request({ ...CONFIRMED, Откреплён: '2024-04-11' })))).toEqual([]);
  });
});

test('to a partner with an invalid address only decisions, which become an «ошибка»; no reminders', () => {
  const tabs: Tabs = {
    Представители: [{ Партнёр: 'Альфа', Роль: 'авторизованный', Email: 'alpha@' }],
    'Реестр клиентов': [
      request(CONFIRMED),
      request({ 'Договор или контракт': '2', Подтверждено: '2024-01-06', 'Дата запроса': '2024-01-04' }),
    ],
    Лицензии: [licence({ 'Проект и счёт отправлены': '2024-02-27', Запрос: '2024-02-26' })],
    Обращения: [ticket({ Логи: false, Создано: '2024-03-05 09:00' })],
  };
  expect(lines('2024-03-05', tabs)).toEqual(['fixed →  @ 2024-03-05T00:00']);
});

test('«Головной офис» is a setting', () => {
  const more = { settings: { 'Головной офис': 'office@example.com' } };
  expect(lines('2024-03-10', { Лицензии: [licence()] }, more)).toEqual([
    'licence-step → office@example.com @ 2024-03-10T00:00',
  ]);
});
