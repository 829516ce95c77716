// Which decisions of the head office this run is the first to see, and what a partner knows already: the row's last
// state and earlier letters are the only memory.
import { describe, expect, test } from '@jest/globals';
import type { PastLetter } from '../../../src/rules/letters.js';
import type { Typed } from '../harness.js';
import { instant } from '../../../src/rules/zone.js';
import { first, lines, linesOf, type More, morning, registry } from './mailing.js';
import { CONFIRMED, INN, INN_OTHER, LISTED, registryOf, report, request, scene } from './scenes.js';

const OBJECT = `${INN}/12/5/альфа`;
/** A row that an earlier recompute has read. */
const KNOWN = request({ ИНН: INN_OTHER, Партнёр: 'Гамма', Статус: 'На рассмотрении' });
type Past = NonNullable<NonNullable<More>['past']>;
const AUTO = { 'Откреплять автоматически': 'да' };
const told = (
  code: string,
  date: string,
  status: PastLetter['status'] = 'отправлено',
  more: Partial<PastLetter> & { readonly recipient?: string } = {},
): Past => ({
  [`technocom.${code}`]: [{ object: OBJECT, date, recipient: 'alpha@example.com', status, ...more }],
});
/** Sent at a moment of its own. */
const sent = (code: string, date: string, at: number): Past =>
  told(code, date, 'отправлено', { created: instant(at) });
const FIXED = ['fixed → alpha@example.com @ 2024-03-05T00:00'];
const DETACHED = ['detached → alpha@example.com @ 2025-01-26T00:00'];

describe('a row whose last state is unknown, because it was in error or its partner unknown', () => {
  const broken: Typed = { Примечание: 'ошибка: «Партнёр» — такого партнёра нет на вкладке «Представители»' };
  test.each<[string, string, Typed, readonly Typed[], More, readonly string[]]>([
    ['confirmed days ago', '2024-03-12', CONFIRMED, [KNOWN], {}, FIXED],
    ['31 days ago', '2024-04-05', CONFIRMED, [KNOWN], {}, FIXED],
    ['32 days ago', '2024-04-06', CONFIRMED, [KNOWN], {}, []],
    ['already told', '2024-03-12', CONFIRMED, [KNOWN], { past: told('fixed', '2024-03-05') }, []],
    [
      'already told under the former address',
      '2024-03-12',
      CONFIRMED,
      [KNOWN],
      { past: told('fixed', '2024-03-05', 'отправлено', { recipient: 'old@example.com' }) },
      [],
    ],
    [
      'told of an earlier request',
      '2024-03-12',
      CONFIRMED,
      [KNOWN],
      { past: told('fixed', '2023-03-05') },
      FIXED,
    ],
    [
      'rejected days ago',
      '2024-03-12',
      { Отклонено: '2024-03-05' },
      [KNOWN],
      {},
      ['refused → alpha@example.com @ 2024-03-05T00:00'],
    ],
  ])('%s', (_, now, cells, others, more, expected) => {
    expect(lines(now, registry(request({ ...broken, ...cells }), ...others), more)).toEqual(expected);
  });
  test.each<[string, Typed]>([
    ['confirmed', CONFIRMED],
    ['rejected', { Отклонено: '2024-03-05' }],
  ])('a new row %s days ago: the hours for late letters apply', (_, cells) => {
    expect(lines('2024-03-12', registry(request(cells), KNOWN))).toEqual([]);
    expect(lines('2024-03-06', registry(request(cells), KNOWN), { lateHours: 48 })).toHaveLength(1);
  });
});

describe('a confirmation after a refusal or detachment', () => {
  const at = (now: string, status: string, past: Past = {}): readonly string[] =>
    lines(now, registry(request({ ...CONFIRMED, Статус: status })), { past });
  test.each(['Отклонён', 'Откреплён', 'Отклонён: занят'])('the row stood «%s»', (status) => {
    expect(at('2024-03-12', status)).toEqual(FIXED);
  });
  test.each(['Откреплён', 'Отклонён: занят', 'Повтор'])(
    'long ago and never told, «%s»: no news',
    (status) => {
      expect(at('2024-04-10', status)).toEqual([]);
    },
  );
  test('told of both: news however long ago, as often as the partner was told otherwise', () => {
    const both = { ...sent('fixed', '2024-03-05', 1), ...sent('detached', '2024-04-02', 2) };
    expect(at('2024-04-10', 'Откреплён', both)).toEqual(FIXED);
    const rows = registry(request({ ...CONFIRMED, Статус: 'Откреплён' }));
    expect(first('2024-04-10', rows, { past: both })?.date).toBe('2024-03-05,1');
    expect(at('2024-04-10', 'Предварительно закреплён', both)).toEqual([]);
  });
});

describe('a loss of which the partner was told, and which turns out wrong', () => {
  const told2 = (code: string, on: string) => ({ ...sent('fixed', '2024-03-05', 1), ...sent(code, on, 2) });
  const LATE_LIST = { ...LISTED, Статус: 'Срок истёк' };
  const REVIVED = { ...LISTED, Статус: 'Откреплён' };
  const ON_TIME = [report()];
  test.each<[string, string, Typed, Past, readonly string[], unknown]>([
    [
      'the hold’s end, but the list had come',
      '2024-05-06',
      LATE_LIST,
      sent('fixation-expired', '2024-05-04', 2),
      [],
      'партнёру сообщено о конце закрепления 04.05.2024, а клиент за ним: напишите ему',
    ],
    [
      'the same, the confirmation told',
      '2024-05-06',
      LATE_LIST,
      told2('fixation-expired', '2024-05-04'),
      FIXED,
      null,
    ],
    [
      'the end of an earlier hold',
      '2024-05-06',
      LATE_LIST,
      sent('fixation-expired', '2024-03-04', 2),
      [],
      null,
    ],
    ['not sent', '2024-05-06', LATE_LIST, told('fixation-expired', '2024-05-04', 'черновик'), [], null],
    [
      'a detachment, but the report had come',
      '2025-01-28',
      REVIVED,
      sent('detached', '2025-01-26', 2),
      [],
      'партнёру сообщено об откреплении 26.01.2025, а клиент за ним: напишите ему',
    ],
    ['the same, the confirmation told', '2025-01-28', REVIVED, told2('detached', '2025-01-26'), FIXED, null],
    [
      'rightly',
      '2025-01-28',
      { ...LISTED, Откреплён: '2025-01-26', Статус: 'Откреплён' },
      sent('detached', '2025-01-26', 2),
      [],
      null,
    ],
  ])('%s', (_, now, cells, past, expected, note) => {
    const tabs = { ...registry(request(cells)), 'Отчёты по клиентам': ON_TIME };
    const outcome = scene(morning(now), tabs, { past, settings: AUTO });
    expect(linesOf(outcome)).toEqual(expected);
    expect(outcome.computed['Реестр клиентов']?.[0]?.['Примечание']).toBe(note);
  });

  test.each<[string, string, Typed, readonly string[]]>([
    ['its report counted at the last run', '2025-01-28', { 'Отчёт до': '2026-01-15' }, []],
    ['its report counted, within the hours', '2025-01-26', { 'Отчёт до': '2026-01-15' }, DETACHED],
    ['no run for days', '2025-01-28', { 'Отчёт до': '2025-01-15' }, DETACHED],
  ])('an automatic detachment found late: %s', (_, now, cells, expected) => {
    const rows = registry(request({ ...LISTED, Статус: 'Закреплён', ...cells }));
    expect(lines(now, rows, { settings: AUTO })).toEqual(expected);
  });
});

describe('a decision taken back and made again on the same day', () => {
  const HELD = { ...CONFIRMED, Статус: 'Предварительно закреплён' };
  const dateOf = (code: string, cells: Typed, past: Past): string | undefined =>
    scene(morning('2024-03-05'), registry(request(cells)), { past }).letters.find(
      (one) => one.code === `technocom.${code}`,
    )?.date;
  test.each<[string, string, Typed]>([
    ['rejected', 'refused', { ...HELD, Отклонено: '2024-03-05' }],
    ['detached', 'detached', { ...HELD, Откреплён: '2024-03-05' }],
    ['confirmed', 'fixed', { ...CONFIRMED, Статус: 'Отклонён' }],
  ])('%s', (_, code, cells) => {
    const opposite = code === 'fixed' ? 'refused' : 'fixed';
    const own = (...dates: readonly (readonly [string, number])[]): Past => ({
      [`technocom.${code}`]: dates.flatMap(([date, at]) => sent(code, date, at)[`technocom.${code}`] ?? []),
    });
    const on = '2024-03-05';
    expect(dateOf(code, cells, own([on, 1]))).toBe(on);
    expect(dateOf(code, cells, { ...own([on, 2]), ...sent(opposite, on, 1) })).toBe(on);
    expect(dateOf(code, cells, { ...own([on, 1]), ...sent(opposite, on, 2) })).toBe(`${on},1`);
    const twice = own([on, 1], [`${on},1`, 3]);
    expect(dateOf(code, cells, { ...twice, ...sent(opposite, on, 2) })).toBe(`${on},1`);
    expect(dateOf(code, cells, { ...twice, ...sent(opposite, on, 4) })).toBe(`${on},2`);
  });
});

describe('a letter that staff have cancelled', () => {
  const own = { status: 'отменено', withdrawn: false } as const;
  const at = (past: Past, cells: Typed = {}, now = '2024-03-06'): readonly string[] =>
    lines(
      now,
      registry(request({ Подтверждено: '2024-03-06', Статус: 'Предварительно закреплён', ...cells })),
      {
        past,
      },
    );
  const cancelled = (more: Partial<PastLetter>): Past => told('fixed', '2024-03-05', 'отменено', more);
  test('is not written anew when its day is corrected, today or later', () => {
    expect(at(cancelled(own))).toEqual([]);
    expect(at(cancelled(own), {}, '2024-03-08')).toEqual([]);
  });
  test('one that the rules took back is', () => {
    const NEW = ['fixed → alpha@example.com @ 2024-03-06T00:00'];
    expect(at(cancelled({ withdrawn: true }))).toEqual(NEW);
    expect(at(cancelled({ withdrawn: true }), {}, '2024-03-08')).toEqual(NEW);
  });
  test('a later decision is told all the same', () => {
    expect(at(cancelled(own), { Статус: 'Отклонён' })).toEqual([
      'fixed → alpha@example.com @ 2024-03-06T00:00',
    ]);
  });
});

describe('a client of whom an earlier request is entered or mended later (п. 3.1)', () => {
  const earlier = request({ 'Дата запроса': '2024-02-20', Статус: '' });
  const held = (status: string, now = '2024-03-12'): readonly string[] =>
    lines(now, registry(earlier, request({ Партнёр: 'Бета', ...CONFIRMED, Статус: status })));
  const REFUSED = ['refused → beta@example.org @ 2024-03-05T00:00'];
  test('its partner has not been answered yet: refused', () => {
    expect(held('На рассмотрении')).toEqual(REFUSED);
  });
  test('a month later no more', () => {
    expect(held('На рассмотрении', '2024-04-06')).toEqual([]);
  });
  test('it is refused already', () => {
    expect(held('Отклонён: занят')).toEqual([]);
  });

  const REMARK =
    'клиента держит партнёр Альфа (строка 2), запрос на рассмотрении (срок закрепления после подтверждения — 60 дней); прежде клиента держала эта строка; решает головной офис';
  const NOTED = { Статус: 'Отклонён: занят', Примечание: REMARK };
  const displaced = (cells: Typed, now = '2024-03-12') =>
    scene(morning(now), registry(earlier, request({ Партнёр: 'Бета', ...CONFIRMED, ...cells })));
  const WARNING =
    'Реестр клиентов!3[Подтверждено]: (предупреждение) строка держала клиента, а теперь ей отказано: 05.03.2024 его держала строка 2 (Альфа)';
  test.each<[string, Typed]>([
    ['held for some days', { Статус: 'Предварительно закреплён' }],
    ['fixed', { Статус: 'Закреплён' }],
    ['warned', { Статус: 'Предупреждение' }],
    ['to be detached', { Статус: 'Подлежит откреплению' }],
    ['displaced at an earlier run', NOTED],
    [
      'displaced at a run of an earlier version',
      { ...NOTED, Примечание: 'до этого клиента держала эта строка, решает головной офис' },
    ],
  ])('its partner knows it as his (%s): the head office decides, no letter by itself', (_, cells) => {
    for (const now of ['2024-03-05', '2024-03-12']) {
      const outcome = displaced(cells, now);
      expect(linesOf(outcome).filter((line) => line.startsWith('refused'))).toEqual([]);
      expect(outcome.computed['Реестр клиентов']?.[1]).toMatchObject(NOTED);
      expect(outcome.problems).toEqual([WARNING]);
    }
    const { text = '', subject = '' } =
      displaced(cells).letters.find(({ code }) => code.endsWith('digest')) ?? {};
    expect(subject).toContain('к решению 2');
    expect(text).toContain(
      '— Ромашка-Пример (Бета): клиента держала строка 3, теперь — строка 2 (Альфа); решите, за кем он (п. 3.1)',
    );
  });
  test('the advice: the day on which row 2 must be rejected gives the client back', () => {
    const how = displaced(NOTED).decision.problems[0]?.how ?? '';
    expect(how).toBe(
      'Если клиент остаётся здесь, впишите в строке 2 в столбец «Отклонено» дату 05.03.2024. Если нет, впишите дату в «Отклонено» здесь: появится письмо партнёру.',
    );
    const rows = registry(
      { ...earlier, Отклонено: '2024-03-05' },
      request({ Партнёр: 'Бета', ...CONFIRMED, ...NOTED }),
    );
    const outcome = scene(morning('2024-03-12'), rows);
    expect(outcome.computed['Реестр клиентов']?.[1]).toMatchObject({
      Статус: 'Предварительно закреплён',
      Примечание: null,
    });
    expect(outcome.problems).toEqual([]);
  });
  test('a client that row 2 has kept confirmed is given back by «Откреплён»: its partner is told of that', () => {
    const holder = { ...earlier, Подтверждено: '2024-03-05', 'Перечень ПО получен': '2024-03-06' };
    const rival = request({ Партнёр: 'Бета', ...CONFIRMED, ...NOTED });
    const how = scene(morning('2024-03-12'), registry(holder, rival)).decision.problems[0]?.how ?? '';
    expect(how).toContain('впишите в строке 2 в столбец «Откреплён» дату 05.03.2024.');
    const rows = registry({ ...holder, Откреплён: '2024-03-05' }, rival);
    const given = scene(morning('2024-03-12'), rows).computed['Реестр клиентов'];
    expect(given?.map((row) => row['Статус'])).toEqual(['Откреплён', 'Предварительно закреплён']);
  });
  test('closed by staff: then the partner is told, once, and nothing is left to decide', () => {
    const closed = { ...NOTED, Отклонено: '2024-03-12' };
    const outcome = displaced(closed);
    expect(linesOf(outcome)).toEqual(REFUSED);
    expect(outcome.problems).toEqual([]);
    const note = outcome.computed['Реестр клиентов']?.[1]?.['Примечание'];
    expect(note).not.toContain('решает головной офис');
    expect(linesOf(displaced({ ...closed, Примечание: String(note) }))).toEqual([]);
  });
});

describe('a letter still waits with another day', () => {
  // The row of the decision; a row of the same client and partner, which has the letter's day or has not; the decision.
  const REJECTED = { Статус: 'Отклонён', Отклонено: '2024-03-05' };
  const CLOSED = { ...CONFIRMED, Статус: 'Откреплён', Откреплён: '2024-03-08' };
  const LATER = { 'Дата запроса': '2024-03-09 10:00' };
  const REFUSED = ['refused → alpha@example.com @ 2024-03-05T00:00'];
  const OF_ROW = ['detached → alpha@example.com @ 2024-03-08T00:00'];
  test.each<[string, string, Typed, Typed, readonly string[]]>([
    ['this row’s, corrected since', 'refused', REJECTED, { Откреплён: '2024-03-11' }, REFUSED],
    ['the other row’s', 'refused', REJECTED, { Отклонено: '2024-03-10' }, []],
    [
      'the other row’s decision of that day is another one',
      'refused',
      REJECTED,
      { Откреплён: '2024-03-10' },
      REFUSED,
    ],
    ['this row’s detachment, corrected since', 'detached', CLOSED, { Отклонено: '2024-03-10' }, OF_ROW],
    ['the other row’s detachment', 'detached', CLOSED, { Откреплён: '2024-03-10' }, []],
  ])('%s', (_, code, cells, other, expected) => {
    const rows = registry(request(cells), request({ ...LATER, ...other, Статус: 'Отклонён' }));
    const past = told(code, '2024-03-10', 'черновик');
    expect(lines('2024-03-13', rows, { past }).filter((line) => line.startsWith(code))).toEqual(expected);
  });
});

describe('two requests rejected on one day, of one of which the partner was told', () => {
  const rejected = { 'Контакт 2': '', Отклонено: '2024-03-05' };
  const rows = registry(request({ ...rejected, 'Дата запроса': '2024-03-02 12:00' }), request(rejected));
  const dates = (memo: string, date = '2024-03-05'): readonly string[] =>
    scene(morning('2024-03-05'), rows, {
      past: told('refused', date, 'отправлено', { memo }),
    }).letters.flatMap((one) => (one.code === 'technocom.refused' ? [one.date] : []));
  test.each<[string, readonly string[], readonly string[]]>([
    ['of the upper one', ['2024-03-02T12:00'], ['2024-03-05', '2024-03-05,2024-03-01T10:00']],
    ['of the lower one', ['2024-03-01T10:00'], ['2024-03-05,2024-03-02T12:00', '2024-03-05']],
    [
      'of one since corrected: the upper one',
      ['2024-03-04T10:00'],
      ['2024-03-05', '2024-03-05,2024-03-01T10:00'],
    ],
    ['the letter does not say: the upper one', [''], ['2024-03-05', '2024-03-05,2024-03-01T10:00']],
    [
      'of the lower one, by a letter of its own',
      ['2024-03-01T10:00', '2024-03-05,2024-03-01T10:00'],
      ['2024-03-05', '2024-03-05,2024-03-01T10:00'],
    ],
  ])('%s', (_, [memo = '', date], expected) => {
    expect(dates(memo, date)).toEqual(expected);
  });
});

describe('a client detached automatically between two recomputes', () => {
  const at = (now: string, status: string): readonly string[] =>
    lines(now, registry(request({ ...LISTED, Статус: status })), { settings: AUTO });
  test.each<[string, string, string, readonly string[]]>([
    ['on a Saturday, seen on Monday', '2025-01-28', 'Предупреждение', DETACHED],
    ['seen by an earlier run', '2025-01-28', 'Откреплён', []],
    ['more than a month ago', '2025-02-27', 'Подлежит откреплению', []],
  ])('%s', (_, now, status, expected) => {
    expect(at(now, status)).toEqual(expected);
  });
});

describe('what the partner was told before the contract or the name was corrected', () => {
  const warned = (more: Parameters<typeof told>[3]): unknown =>
    registryOf('2025-01-20', LISTED, { past: told('warning', '2025-01-15', 'отправлено', more) })?.[
      'Примечание'
    ];
  test.each<[string, Parameters<typeof told>[3], boolean]>([
    ['another contract', { object: `${INN}/12-5/альфа` }, true],
    ['another name', { object: `${INN}/12/5/альфа и ко` }, true],
    ['another ИНН', { object: `${INN_OTHER}/12/5/альфа` }, false],
    ['another partner', { object: `${INN}/12-5/бета`, recipient: 'beta@example.org' }, false],
    ['another due date', { object: `${INN}/12-5/альфа`, date: '2024-01-15' }, false],
  ])('%s', (_, more, isTold) => {
    expect(warned(more)).toBe(isTold ? null : 'предупреждение не отправлено');
  });
  test('a letter about another contract that the partner still has is not about this one', () => {
    const other = request({ ...LISTED, 'Договор или контракт': '7' });
    const outcome = lines('2025-01-28', registry(request({ ...LISTED, Откреплён: '2025-01-28' }), other), {
      settings: AUTO,
      past: told('detached', '2025-01-26', 'отправлено', { object: `${INN}/7/альфа` }),
    });
    expect(outcome).toContain('detached → alpha@example.com @ 2025-01-28T00:00');
  });
  test.each([
    ['2025-01-28', '26.01.2025'],
    ['2025-01-24', '24.01.2025'],
  ])('staff enter %s: the letter names the day on which the client became free, %s', (entered, named) => {
    const rows = registry(request({ ...LISTED, Откреплён: entered, Статус: 'Предупреждение' }));
    const text = first('2025-01-28', rows, { settings: AUTO })?.text ?? '';
    expect(/\n(\S+) клиент откреплён/.exec(text)?.[1]).toBe(named);
  });
  test('detached automatically and told; the contract corrected and the day entered by staff', () => {
    const rows = registry(request({ ...LISTED, Откреплён: '2025-01-28' }));
    const past = told('detached', '2025-01-26', 'отправлено', { object: `${INN}/12-5/альфа` });
    expect(lines('2025-01-28', rows, { settings: AUTO, past })).toEqual([]);
  });
});
