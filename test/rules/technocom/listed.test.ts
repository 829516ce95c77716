// How a request stood at the last recompute, by its lines in «Сроки»: staff may have pasted the list in another order.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { lines, morning, registry } from './mailing.js';
import { CONFIRMED, INN_OTHER, LISTED, request, scene } from './scenes.js';

const FIXED = ['fixed → alpha@example.com @ 2024-03-05T00:00'];

describe('«Сроки» of the last recompute: how a request stood, whichever row it is in now', () => {
  const OTHER = { Клиент: 'Василёк', ИНН: INN_OTHER, Партнёр: 'Гамма' };
  const waits = (cells: Typed = {}): Typed => request({ ...OTHER, ...cells });
  const line = (Что: string, Примечание: string, Ответственный: string, Объект = 'Ромашка-Пример, 12/5') => ({
    Программа: 'Техноком',
    Объект,
    Что,
    Ответственный,
    Примечание,
  });
  const open = (partner: string, object?: string) =>
    line(
      'Ответ на запрос закрепления (п. 3.1)',
      `запрос партнёра ${partner} от 01.03.2024 10:00`,
      'Головной офис',
      object,
    );
  const hold = (note = '', partner = 'Альфа') =>
    line('Перечень ПО: конец предварительного закрепления (п. 3.1)', note, partner);
  const OTHER_OPEN = open('Гамма', 'Василёк, 12/5');
  const DETACHED_LATE = { ...LISTED, Откреплён: '2024-04-02' };
  const REFUSED_LATE = { Отклонено: '2024-03-05' };
  const DETACHED_THEN = ['detached → alpha@example.com @ 2024-04-02T00:00'];
  const REFUSED_THEN = ['refused → alpha@example.com @ 2024-03-05T00:00'];
  const FIXED_NOTE = 'перечень ПО получен';
  const CLOSED = `${FIXED_NOTE}; статус «Откреплён»: закрепление прекращено`;

  describe('months ago', () => {
    test.each<[string, Typed, string, readonly Typed[], readonly string[]]>([
      ['confirmed, it was open', LISTED, 'На рассмотрении', [open('Альфа'), OTHER_OPEN], FIXED],
      ['confirmed, open in another row', LISTED, 'Срок истёк', [open('Альфа'), OTHER_OPEN], FIXED],
      ['confirmed, held all along', LISTED, 'На рассмотрении', [hold(FIXED_NOTE), OTHER_OPEN], []],
      ['the same, the open one decided or deleted', LISTED, 'На рассмотрении', [hold()], []],
      ['detached, it was held', DETACHED_LATE, 'Закреплён', [hold(FIXED_NOTE)], DETACHED_THEN],
      ['detached, held in another row', DETACHED_LATE, 'Отклонён: занят', [hold(FIXED_NOTE)], DETACHED_THEN],
      [
        'detached all along, its line by an earlier version',
        DETACHED_LATE,
        'Откреплён',
        [hold(FIXED_NOTE)],
        [],
      ],
      ['the same, by this one', DETACHED_LATE, 'Откреплён', [hold(CLOSED)], []],
      ['detached all along, beside a held one', DETACHED_LATE, 'Закреплён', [hold(CLOSED)], []],
      ['rejected, it was open', REFUSED_LATE, 'На рассмотрении', [open('Альфа')], REFUSED_THEN],
      ['rejected all along, beside an open one', REFUSED_LATE, 'На рассмотрении', [OTHER_OPEN], []],
      [
        'confirmed, open under another spelling',
        LISTED,
        'На рассмотрении',
        [open('альфа', 'РОМАШКА-Пример, 12/5')],
        FIXED,
      ],
      [
        'confirmed, its client retyped since',
        LISTED,
        'На рассмотрении',
        [open('Альфа', 'Ромашка, 12/5')],
        FIXED,
      ],
      ['confirmed, another partner’s had been open', LISTED, 'На рассмотрении', [hold(), open('Бета')], []],
      ['confirmed, incomplete until then', LISTED, 'Запрос неполный', [OTHER_OPEN], FIXED],
      ['nothing is listed: the row tells', LISTED, 'На рассмотрении', [], FIXED],
    ])('%s', (_, cells, beside, listed, expected) => {
      const rows = registry(request({ ...cells, Статус: beside }), waits());
      expect(lines('2024-06-12', rows, { listed }).filter((one) => !one.startsWith('report'))).toEqual(
        expected,
      );
    });
    test('a row in error keeps its line: nothing has been retyped', () => {
      const rows = registry(
        request({ ...REFUSED_LATE, Статус: 'На рассмотрении' }),
        waits({ 'Дата запроса': 'позавчера' }),
      );
      expect(lines('2024-06-12', rows, { listed: [OTHER_OPEN] })).toEqual([]);
    });
    test('what another one’s loss or return brings with it does not matter', () => {
      // Бета was busy with Альфа's client, and is free to be decided now.
      const rows = registry(
        request({ ...REFUSED_LATE, Статус: 'На рассмотрении' }),
        request({ Партнёр: 'Бета', 'Дата запроса': '2024-03-10', Статус: 'Отклонён: занят' }),
      );
      expect(lines('2024-06-12', rows, { listed: [open('Альфа')] })).toEqual(REFUSED_THEN);
    });
  });

  test('of these days: told in any order, and one that stood so before is not', () => {
    const at = (beside: string, listed: readonly Typed[]): readonly string[] =>
      lines('2024-03-12', registry(request({ ...CONFIRMED, Статус: beside }), waits()), { listed });
    expect(at('Предварительно закреплён', [open('Альфа'), OTHER_OPEN])).toEqual(FIXED);
    expect(at('Отклонён', [hold(), OTHER_OPEN])).toEqual([]);
    expect(at('На рассмотрении', [OTHER_OPEN])).toEqual([]);
  });
  test('several requests of one partner for one client: the row tells', () => {
    const rows = registry(
      request({ Отклонено: '2024-03-02', Статус: 'Отклонён' }),
      request({ ...LISTED, 'Дата запроса': '2024-03-03', Статус: 'На рассмотрении' }),
    );
    expect(lines('2024-06-12', rows, { listed: [open('Альфа')] })).toEqual(FIXED);
  });
  test('a busy request beside a held one is not taken for one that held the client', () => {
    const rows = registry(
      request({ ...LISTED, Статус: 'Отклонён: занят' }),
      request({
        Партнёр: 'Бета',
        'Дата запроса': '2024-03-10',
        Подтверждено: '2024-03-11',
        Статус: 'Закреплён',
      }),
    );
    const problems = (listed: readonly Typed[]): number =>
      scene(morning('2024-06-12'), rows, { listed }).problems.length;
    expect(problems([hold()])).toBe(0);
    expect(problems([hold(), hold('', 'Бета')])).toBe(1);
  });
});
