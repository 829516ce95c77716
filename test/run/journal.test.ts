// The line of a run in «Журнал», and the old lines that make way for it.
import { describe, expect, test } from '@jest/globals';
import { plus } from '../../src/rules/zone.js';
import { journalWrite } from '../../src/run/journal.js';
import { changedCells } from '../../src/run/report.js';
import type { Request } from '../../src/sheets/ports.js';
import { diffRequests } from '../../src/sheets/requests.js';
import { journalTab } from '../../src/sheets/shared-tabs.js';
import { existingTab } from '../../src/sheets/structure.js';
import { writeRequests } from '../../src/sheets/write.js';
import { fakeBook, fakeHost, MOSCOW } from '../sheets/support.js';

const NOW = '2023-10-06T12:00:00+03:00';

/** The ranges of rows that are deleted. */
const trimmed = (lists: readonly (readonly Request[])[]) =>
  lists.flat().flatMap(({ deleteDimension }) => deleteDimension?.range ?? []);

describe('a line of «Журнал»', () => {
  test.each([
    [1, 0],
    [1_000, 0],
    [1_001, 1],
    [1_500, 500],
  ])(
    'of the %i rows of «Журнал» (including the header) the oldest %i are removed when one is added',
    (rows, excess) => {
      const grid = [
        ['Время', 'Кто', 'Действие', 'Итог', 'Длительность'],
        ...Array.from({ length: rows - 1 }, () => [1, '', 'x', '', '']),
      ];
      const place = existingTab(
        journalTab,
        { sheetId: 9, title: 'Журнал', rowCount: 2_000, columnCount: 26 },
        grid,
        true,
      );
      const host = fakeHost(fakeBook(), NOW);
      const { write, lists } = journalWrite(host, place, {
        action: 'Пересчитать',
        outcome: 'готово',
        started: plus(host.now(), -1_234),
        zone: MOSCOW,
      });
      expect(trimmed(lists)).toEqual(
        excess === 0 ? [] : [{ sheetId: 9, dimension: 'ROWS', startIndex: 1, endIndex: 1 + excess }],
      );
      expect(changedCells([write])).toEqual({ Журнал: 5 });
      const cells = writeRequests([write])[0]?.[0]?.updateCells;
      expect(cells?.start?.rowIndex).toBe(rows);
      expect(cells?.rows?.[0]?.values?.map(({ userEnteredValue }) => userEnteredValue)).toEqual([
        { numberValue: 45_205.5 },
        { stringValue: 'staff@example.com' },
        { stringValue: 'Пересчитать' },
        { stringValue: 'готово' },
        { stringValue: '1,2 с' },
      ]);
      expect(diffRequests(write.diff).length).toBeGreaterThan(0);
    },
  );

  test.each<[string, (line: number) => number, readonly (readonly [number, number])[]]>([
    ['newest first', (line) => 2_000 - line, [[1_002, 1_004]]],
    [
      'by action',
      (line) => (line % 400) * 10 + line / 10_000,
      [
        [802, 803],
        [400, 401],
      ],
    ],
  ])(
    'after staff sort the lines (%s) the oldest are still removed, and a note of theirs stays',
    (_, timeOf, ranges) => {
      const lines = Array.from({ length: 1_001 }, (_line, index) => [timeOf(index + 1), '', 'x', '', '']);
      const grid = [
        ['Время', 'Кто', 'Действие', 'Итог', 'Длительность'],
        ...lines.slice(0, 600),
        ['', '', 'заметка', '', ''],
        [],
        ...lines.slice(600),
      ];
      const sheet = { sheetId: 9, title: 'Журнал', rowCount: 2_000, columnCount: 26 };
      const place = existingTab(journalTab, sheet, grid, true);
      const host = fakeHost(fakeBook(), NOW);
      const entry = { action: 'Пересчитать', outcome: 'готово', started: host.now(), zone: MOSCOW };
      const { lists } = journalWrite(host, place, entry);
      expect(trimmed(lists).map(({ startIndex, endIndex }) => [startIndex, endIndex])).toEqual(ranges);
    },
  );
});
