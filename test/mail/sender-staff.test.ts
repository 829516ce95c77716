// The sender while staff edit «Письма»: rows move and statuses change at any time.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { StaleWorkbook } from '../../src/sheets/ports.js';
import { lettersTab } from '../../src/sheets/shared-tabs.js';
import { fail, type FakeHost } from '../sheets/support.js';
import { rowOf, statusOf, yielded } from './support.js';
import { gridOf, hostOf, mailed, many, rowIndexOf, send, setStatus, STATUS, statuses } from './sending.js';

describe('staff edit «Письма» meanwhile', () => {
  const letters = many(4);
  const [one = fail('none'), two = fail('none')] = letters;
  const queued = (status = 'в очереди'): FakeHost => hostOf(letters.map((each) => rowOf(each, { status })));
  const insertRow = (host: FakeHost): void => void gridOf(host).splice(1, 0, ['', '', '', '', 'заметка']);
  const turnOver = (host: FakeHost): void => {
    const rows = gridOf(host);
    rows.splice(1, rows.length - 1, ...rows.slice(1).reverse());
  };

  describe('between the look at the queue and the first mark', () => {
    test.each(['черновик', 'в очереди'])('a letter («%s») that they cancel is not sent', (status) => {
      const host = queued(status);
      send(host, { drafts: true, meanwhile: () => setStatus(host, two, 'отменено') });
      expect(mailed(host)).toEqual([1, 3, 4]);
      expect(statusOf(gridOf(host), two).status).toBe('отменено');
    });

    test.each(
      ['черновик', 'в очереди'].flatMap((status) => [
        [status, 'a row comes in', insertRow] as const,
        [status, 'rows change places', turnOver] as const,
      ]),
    )('«%s»: %s: each letter is sent once and marked in its own row', (status, _, move) => {
      const host = queued(status);
      expect(send(host, { drafts: true, meanwhile: move }).sent).toBe(4);
      send(host, { drafts: true });
      expect(mailed(host).sort()).toEqual([1, 2, 3, 4]);
      expect(statuses(host, letters)).toEqual(Array(4).fill('отправлено'));
    });

    test.each(['отменено', 'отправлено', 'ошибка'])(
      'rows change places: another letter that is «%s» does not return to the queue',
      (status) => {
        const other = yielded({
          object: 'другое',
          to: 'p9@example.com',
          occasion: '2023-10-06T10:00:00+03:00',
        });
        const host = hostOf([
          rowOf(other, { status }),
          ...letters.map((each) => rowOf(each, { status: 'черновик' })),
        ]);
        send(host, { drafts: true, meanwhile: turnOver });
        send(host, { drafts: true });
        expect(mailed(host).sort()).toEqual([1, 2, 3, 4]);
        expect(statusOf(gridOf(host), other).status).toBe(status);
      },
    );

    test('a letter whose row is deleted is not sent', () => {
      const host = queued();
      const gone = (): void => void gridOf(host).splice(rowIndexOf(host, one), 1);
      expect(send(host, { meanwhile: gone }).sent).toBe(3);
      expect(mailed(host)).not.toContain(1);
    });

    test('an address that they make invalid is an «ошибка»', () => {
      const host = queued();
      const to = Object.keys(lettersTab.columns).indexOf('to');
      const spoil = (): void => void gridOf(host)[rowIndexOf(host, two)]?.splice(to, 1, 'p2@');
      expect(send(host, { meanwhile: spoil })).toMatchObject({ sent: 3, failed: 1 });
      expect(statusOf(gridOf(host), two).status).toBe('ошибка');
    });
  });

  test.each(['отправлено', 'отменено', 'ошибка', 'черновик'])(
    'rows change places just before the mark: another letter, «%s», is not sent by mistake',
    (status) => {
      const other = yielded({
        object: 'другое',
        to: 'p9@example.com',
        occasion: '2023-10-06T10:00:00+03:00',
      });
      const host = hostOf([rowOf(other, { status }), ...letters.map((each) => rowOf(each))]);
      host.book.before = (kind, call) => {
        if (kind === 'write' && call === 1) turnOver(host);
      };
      send(host);
      send(host);
      expect(mailed(host).sort()).toEqual([1, 2, 3, 4]);
    },
  );

  describe('while letters are being sent', () => {
    const moving = (move: (host: FakeHost) => void, status = 'в очереди'): FakeHost => {
      const host = queued(status);
      host.onSend = (_, index) => {
        if (index === 1) move(host);
      };
      return host;
    };
    const moves: readonly [string, (host: FakeHost) => void][] = [
      ['a row is inserted above', insertRow],
      ['rows change places', turnOver],
      ['the row of a sent letter is deleted', (host) => void gridOf(host).splice(rowIndexOf(host, one), 1)],
    ];

    test.each(moves)('%s: «отправлено» is in the rows of the letters that were sent', (_, move) => {
      const host = moving(move);
      send(host);
      const left = letters.filter((each) => rowIndexOf(host, each) > 0);
      expect(statuses(host, left)).toEqual(left.map(() => 'отправлено'));
      expect(gridOf(host).filter((row) => row[STATUS] === 'отправлено')).toHaveLength(left.length);
    });

    test.each(moves)(
      '%s, and the quota is spent: the next run sends the rest and nothing twice',
      (_, move) => {
        const host = moving(move);
        host.quotaLeft = 2;
        send(host);
        host.quotaLeft = 100;
        send(host);
        send(host, { drafts: true });
        expect([...mailed(host)].sort()).toEqual([1, 2, 3, 4]);
      },
    );
  });

  test('whatever they move and whenever: nothing is sent twice, and nothing cancelled before is sent', () => {
    const hands = fc.array(
      fc.record({
        kind: fc.constantFrom('read', 'send'),
        call: fc.integer({ min: 1, max: 5 }),
        move: fc.constantFrom(insertRow, turnOver),
      }),
      { maxLength: 3 },
    );
    const kept = many(6);
    fc.assert(
      fc.property(hands, fc.integer({ min: 0, max: 6 }), (list, quota) => {
        const rows = kept.map((each, index) =>
          rowOf(each, { status: index === 2 ? 'отменено' : 'черновик' }),
        );
        const host = hostOf(rows);
        let sends = 0;
        const hand = (kind: string, call: number): void => {
          for (const each of list) if (each.kind === kind && each.call === call) each.move(host);
        };
        host.book.before = hand;
        host.onSend = () => hand('send', (sends += 1));
        for (const left of [quota, 100, 100]) {
          host.quotaLeft = left;
          try {
            send(host, { drafts: true });
          } catch (error) {
            // If rows move at every look, the run gives up: it reports that and has sent nothing.
            if (!(error instanceof StaleWorkbook)) throw error;
          }
        }
        const sent = mailed(host);
        expect(new Set(sent).size).toBe(sent.length);
        expect(sent).not.toContain(3);
        expect(statusOf(gridOf(host), kept[2] ?? fail('none')).status).toBe('отменено');
        for (const number of sent)
          expect(['отправлено', 'ошибка']).toContain(
            statusOf(gridOf(host), kept[number - 1] ?? fail('none')).status,
          );
      }),
      { numRuns: 200 },
    );
  });
});
