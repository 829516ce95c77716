// Automatic detachment («Откреплять автоматически») follows from the dates alone, except for a late report that an earlier
// recompute has accepted: no client is lost years back (rule 5, п. 3.3).
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Typed } from '../harness.js';
import { DISPLACED, KEPT } from '../../../src/rules/technocom/remarks.js';
import { LISTED, registryAt, registryOf, report, request } from './scenes.js';

const AUTO = { 'Откреплять автоматически': 'да' };
/** After the last day, 25.01.2025. */
const LATE = report({ Дата: '2025-01-30' });
const rowAt = (now: string, cells: Typed, reports: readonly Typed[] = [LATE]) =>
  registryOf(now, { ...LISTED, ...cells }, { reports, settings: AUTO });
/** What a run leaves that has accepted it: detachment was not automatic then, or the partner had been warned. */
const REMARK = 'отчёт за 2024 год принят с опозданием';
const ACCEPTED = { Статус: 'Закреплён', Примечание: REMARK };
const LOST = { Статус: 'Откреплён', Примечание: 'откреплён автоматически 26.01.2025 (п. 3.3)' };

describe('a report that came too late', () => {
  test.each<[string, Typed]>([
    ['was accepted while detachment was not automatic', ACCEPTED],
    [
      'was accepted after a warning, whose cell has been used again',
      { ...ACCEPTED, 'Предупреждение вынесено': '2026-01-18' },
    ],
    ['was accepted, and the row warned since', { ...ACCEPTED, Статус: 'Предупреждение' }],
    ['was accepted before staff detached the client', { ...ACCEPTED, Откреплён: '2025-11-10' }],
    ['was accepted before staff rejected the row', { ...ACCEPTED, Отклонено: '2025-11-10' }],
  ])('%s: the client is not lost, and the remark stays', (_, cells) => {
    const note = rowAt('2025-12-01', cells)?.['Примечание'];
    expect(note).toContain(REMARK);
    expect(note).not.toContain('автоматически');
  });

  test.each<[string, Typed]>([
    ['comes together with the whole history', {}],
    ['comes when the row was due to be detached', { Статус: 'Предупреждение', 'Отчёт до': '2025-01-15' }],
    ['was in time before its date was corrected', { Статус: 'Закреплён', 'Отчёт до': '2026-01-15' }],
    ['came to a row that was detached until now', { Статус: 'Откреплён' }],
    ['comes after the detachment', LOST],
    ['comes after the detachment, which staff have entered too', { ...LOST, Откреплён: '2025-01-28' }],
  ])('%s: it does not revive the row', (_, cells) => {
    expect(rowAt('2025-12-01', cells)).toMatchObject(LOST);
  });

  test.each<[string, Typed, string, unknown]>([
    ['on the last day', {}, '2025-01-25', null],
    ['the day after', {}, '2025-01-26', REMARK],
    ['in time after a warning', { 'Предупреждение вынесено': '2025-01-20' }, '2025-01-27', REMARK],
  ])('%s: what it leaves where detachment is not automatic', (_, cells, date, note) => {
    const row = registryOf('2025-12-01', { ...LISTED, ...cells }, { reports: [report({ Дата: date })] });
    expect(row).toMatchObject({ Статус: 'Закреплён', Примечание: note });
  });
  test.each<[string, Typed, readonly Typed[]]>([
    ['the confirmation is dated ahead', { Подтверждено: '2052-03-05' }, [LATE]],
    ['the request is dated ahead', { 'Дата запроса': '2052-03-01' }, [LATE]],
    ['the confirmation is dated a year later', { Подтверждено: '2025-03-05' }, [LATE]],
    ['the list is dated before the hold', { 'Перечень ПО получен': '2023-04-01' }, [LATE]],
    ['the report’s year is wrong', {}, [report({ Дата: '2025-01-30', 'Отчётный год': 2042 })]],
    ['the report’s year cannot be read', {}, [report({ Дата: '2025-01-30', 'Отчётный год': 'две' })]],
  ])('the remark outlasts a typing error: %s', (_, cells, reports) => {
    const note = rowAt('2025-12-01', { ...ACCEPTED, ...cells }, reports)?.['Примечание'];
    expect(note).toContain(REMARK);
    const mended = rowAt('2025-12-02', { Примечание: String(note) });
    expect(mended).toMatchObject({ ...ACCEPTED, 'Отчёт до': '2026-01-15' });
  });
  test('the remark goes when the report turns out to have come in time', () => {
    expect(rowAt('2025-12-01', ACCEPTED, [report()])).toMatchObject({
      Статус: 'Закреплён',
      Примечание: null,
    });
  });
  const AS_BEFORE = 'до этого клиента держала эта строка, решает головной офис';
  test.each([REMARK, DISPLACED, AS_BEFORE])('«%s» stays behind the error of its row', (remark) => {
    expect(`скидки нет; ${remark}; отчёт просрочен`.match(KEPT)).toEqual([remark]);
  });
  test('each year has its own remark', () => {
    const reports = [LATE, report({ Дата: '2026-03-01', 'Отчётный год': 2025 })];
    const second = 'отчёт за 2025 год принят с опозданием';
    expect(registryOf('2026-04-01', LISTED, { reports })?.['Примечание']).toBe(`${REMARK}; ${second}`);
    expect(rowAt('2026-04-01', ACCEPTED, reports)?.['Примечание']).toBe(
      `откреплён автоматически 26.01.2026 (п. 3.3); ${REMARK}`,
    );
  });
});

test('a client lost for a later report is not lost from the earlier one on, in this run and the next', () => {
  const lost = { Статус: 'Откреплён', Примечание: `откреплён автоматически 26.01.2026 (п. 3.3); ${REMARK}` };
  expect(rowAt('2026-02-01', ACCEPTED)).toMatchObject(lost);
  expect(rowAt('2026-02-02', lost)).toMatchObject(lost);
});

test('under automatic detachment the dates alone decide, whatever earlier runs showed', () => {
  const edit = fc.record({
    report: fc.constantFrom('2025-01-20', '2025-01-25', '2025-01-26', '2025-01-30', '2025-02-20'),
    detached: fc.constantFrom('', '', '2025-01-20', '2025-01-27', '2025-02-10'),
    rejected: fc.constantFrom('', '', '2025-01-28'),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 2, maxLength: 4 }), (edits) => {
      let was: Typed = {};
      const run = ({ report: date, detached, rejected }: (typeof edits)[number], before: Typed) =>
        rowAt('2025-03-03', { Откреплён: detached, Отклонено: rejected, ...before }, [
          report({ Дата: date }),
        ]);
      for (const one of edits) {
        const row = run(one, was);
        expect(row).toEqual(run(one, {}));
        was = {
          Статус: row?.['Статус'] ?? '',
          'Отчёт до': row?.['Отчёт до'] ?? '',
          Примечание: row?.['Примечание'] ?? '',
        };
      }
    }),
    { numRuns: 30 },
  );
});

test('the rival’s row that was settled meanwhile stays as it was', () => {
  const rival = request({ Партнёр: 'Бета', 'Дата запроса': '2025-02-10', Подтверждено: '2025-02-12' });
  const rows = registryAt('2025-12-01', [request({ ...LISTED, ...ACCEPTED }), rival], {
    reports: [LATE],
    settings: AUTO,
  });
  expect(rows.map((row) => row['Статус'])).toEqual(['Закреплён', 'Отклонён: занят']);
});

describe('Предупреждение вынесено before the report was late', () => {
  const EARLY = 'предупреждение вынесено не позже дня отчёта и не учтено';
  const warned = (date: string): Typed => ({ 'Предупреждение вынесено': date });
  test.each<[string, string, Typed, readonly Typed[], boolean]>([
    ['on Отчёт до', '2025-01-20', warned('2025-01-15'), [], true],
    ['the day after it', '2025-01-20', warned('2025-01-16'), [], false],
    ['before Отчёт до', '2025-01-10', warned('2025-01-10'), [], true],
    ['during the preliminary hold', '2025-01-20', warned('2024-05-01'), [], true],
    ['about the report before, which then came', '2025-02-10', warned('2025-01-18'), [LATE], false],
    ['after the report before had come', '2025-02-10', warned('2025-01-31'), [LATE], true],
    ['not if it is ahead', '2025-01-10', warned('2025-01-11'), [], false],
    [
      'not if the row is closed',
      '2025-01-20',
      { ...warned('2025-01-15'), Откреплён: '2025-01-19' },
      [],
      false,
    ],
  ])('%s', (_, now, cells, reports, early) => {
    const note = registryOf(now, { ...LISTED, ...cells }, { reports })?.['Примечание'] ?? '';
    expect(String(note).includes(EARLY)).toBe(early);
  });
});

test('contracts are compared like headers: a soft hyphen, a decomposed «й» and blanks do not matter', () => {
  const other = { Партнёр: 'Бета', 'Дата запроса': '2024-03-02' };
  const rows = registryAt('2024-03-05', [
    request({ 'Договор или контракт': 'Строй-5' }),
    request({ ...other, 'Договор или контракт': 'строи\u0306\u00ad - 5' }),
  ]);
  expect(rows.map((row) => row['Статус'])).toEqual(['На рассмотрении', 'Отклонён: занят']);
});
