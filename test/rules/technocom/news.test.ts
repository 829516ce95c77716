// Which decisions of the head office this run is the first to see, and what a partner knows already: the row's last
// state and earlier letters are the only memory.
import { describe, expect, test } from '@jest/globals';
import type { PastLetter } from '../../../src/rules/letters.js';
import type { Typed } from '../harness.js';
import { first, lines, type More, morning, registry } from './mailing.js';
import { CONFIRMED, INN, INN_OTHER, LISTED, registryOf, request, scene } from './scenes.js';

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
const FIXED = ['fixed → alpha@example.com @ 2024-03-05T00:00'];
const DETACHED = ['detached → alpha@example.com @ 2025-01-26T00:00'];

describe('a row whose last state is unknown: it was in error, its partner was unknown, or it is new', () => {
  test.each<[string, string, Typed, readonly Typed[], More, readonly string[]]>([
    ['confirmed days ago', '2024-03-12', CONFIRMED, [KNOWN], {}, FIXED],
    ['31 days ago', '2024-04-05', CONFIRMED, [KNOWN], {}, FIXED],
    ['32 days ago', '2024-04-06', CONFIRMED, [KNOWN], {}, []],
    ['in a registry that is read for the first time', '2024-03-12', CONFIRMED, [], {}, []],
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
    expect(lines(now, registry(request(cells), ...others), more)).toEqual(expected);
  });
});

describe('a confirmation after a refusal or detachment', () => {
  const at = (now: string, status: string, past: Past = {}): readonly string[] =>
    lines(now, registry(request({ ...CONFIRMED, Статус: status })), { past });
  test.each(['Отклонён', 'Откреплён', 'Отклонён: занят'])('the row stood «%s»', (status) => {
    expect(at('2024-03-12', status)).toEqual(FIXED);
  });
  test('long ago and never told: no news', () => {
    expect(at('2024-04-10', 'Откреплён')).toEqual([]);
  });
  test('told of both: news however long ago, as often as the partner was told otherwise', () => {
    const both = { ...told('fixed', '2024-03-05'), ...told('detached', '2024-04-02') };
    expect(at('2024-04-10', 'Откреплён', both)).toEqual(FIXED);
    const rows = registry(request({ ...CONFIRMED, Статус: 'Откреплён' }));
    expect(first('2024-04-10', rows, { past: both })?.date).toBe('2024-03-05,1');
    expect(at('2024-04-10', 'Предварительно закреплён', both)).toEqual([]);
  });
});

describe('a held client of whom an earlier request is entered later (п. 3.1)', () => {
  const earlier = request({ 'Дата запроса': '2024-02-20', Статус: '' });
  const held = (status: string, now = '2024-03-12'): readonly string[] =>
    lines(now, registry(earlier, request({ Партнёр: 'Бета', ...CONFIRMED, Статус: status })));
  const REFUSED = ['refused → beta@example.org @ 2024-03-05T00:00'];
  test.each(['Предварительно закреплён', 'На рассмотрении'])('its partner knows it as «%s»', (status) => {
    expect(held(status)).toEqual(REFUSED);
  });
  test('it is refused already', () => {
    expect(held('Отклонён: занят')).toEqual([]);
  });
  test('a month later no more', () => {
    expect(held('Предварительно закреплён', '2024-04-06')).toEqual([]);
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
