// The organiser's daily digest: what needs attention today (marathon.digest).
import { isoDay, ruDay } from '../day.js';
import { type Letter, letter } from '../letters.js';
import { count } from '../text.js';
import { endOfDay, ruInstant } from '../zone.js';
import type { Assessment } from './assess.js';
import { testState } from './deadlines.js';
import { letters } from './letters.js';
import { blockTitle } from './model.js';
import { tiesOf } from './nominations.js';
import { PARTS } from './scoring.js';
import { tabs } from './tabs.js';

/** Tabs whose rows may be in error, in the order of the workbook. */
const READ_TABS = ['registrations', 'blocks', ...PARTS, 'draws'] as const;

/** Maximum number of row numbers in a line of the digest; the rest is «и ещё». */
const NAMED_ROWS = 15;

const listed = (rows: readonly number[]): string => {
  const named = rows.slice(0, NAMED_ROWS).join(', ');
  return rows.length > NAMED_ROWS ? `${named} и ещё ${rows.length - NAMED_ROWS}` : named;
};

const rowsLine = (title: string, rows: Iterable<number>, outcome = ''): string[] => {
  const sorted = [...new Set(rows)].sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  return [`«${title}», ${count(sorted.length, 'строка', 'строки', 'строк')}: ${listed(sorted)}${outcome}`];
};

/** One line per tab with rows in error, and the problems of the parameters. */
function errorLines({ facts: { broken, badSettings }, problems }: Assessment): string[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const ofTabs = READ_TABS.flatMap((key) => {
    const found = errors.flatMap((one) => ('tab' in one && one.tab === key ? (one.row ?? []) : []));
    const rows = [...broken[key].map(({ row }) => row), ...found];
    return rowsLine(tabs[key].title, rows, key === 'draws' ? ' (розыгрыш действует)' : '');
  });
  const wrong = badSettings.map(({ row }) => row);
  return [
    ...ofTabs,
    ...rowsLine('Настройки', wrong, ' (действует значение по умолчанию)'),
    ...errors.flatMap((one) => ('setting' in one ? one.what : [])),
  ];
}

/** Sales that only lack their confirmation. */
function unconfirmedLines({ facts, sales }: Assessment): string[] {
  const unconfirmed: number[] = [];
  sales.awards.forEach(({ note }, index) => {
    const row = facts.rows.sales[index]?.row;
    if (note === 'не подтверждена' && row !== undefined) unconfirmed.push(row);
  });
  if (unconfirmed.length === 0) return [];
  const rows = unconfirmed.length === 1 ? 'строка' : 'строки';
  return [`${count(unconfirmed.length, 'продажа', 'продажи', 'продаж')}, ${rows} ${listed(unconfirmed)}`];
}

/** Tests that close within «Предупреждать за, дней» and that somebody has not attempted. */
function closingLines(assessment: Assessment): string[] {
  const { settings, now, today, zone } = assessment.facts;
  const { participants } = assessment.registrations;
  return assessment.blocks.list.flatMap((block) => {
    if (zone.dayOf(block.closes) - today > settings.warnDays || now < block.start) return [];
    const { isDone, missing } = testState(assessment, block);
    if (isDone) return [];
    const left = participants.length === 0 ? 'участников пока нет' : `без попытки ${missing}`;
    return `${blockTitle(block)} — ${ruInstant(zone, block.closes)}, ${left}`;
  });
}

/** Ties that need a draw, once the last test has closed. */
const drawLines = ({ facts: { now }, blocks: { list }, nominations }: Assessment): readonly string[] =>
  list.length === 0 || list.some(({ closes }) => now < closes) ? [] : tiesOf(nominations);

/**
 * One a day while the marathon runs, if there is anything to report. Only for today, since tomorrow's
 * contents are not known yet, and yesterday's are of no use beside today's.
 */
export function digestLetters(assessment: Assessment): readonly Letter[] {
  const { settings, today, zone } = assessment.facts;
  if (today < settings.marathonFrom || today > settings.marathonTo) return [];
  const chapters = [
    { title: 'Строки с ошибками (не учтены)', lines: errorLines(assessment) },
    { title: 'Ждут подтверждения', lines: unconfirmedLines(assessment) },
    { title: 'Скоро закрываются тесты', lines: closingLines(assessment) },
    { title: 'Нужен розыгрыш', lines: drawLines(assessment) },
  ].filter(({ lines }) => lines.length > 0);
  if (chapters.length === 0) return [];
  return [
    letter(letters.digest, {
      object: '',
      to: settings.organiser,
      date: isoDay(today),
      occasion: zone.at(today),
      until: endOfDay(zone, today),
      values: () => ({
        Дата: ruDay(today),
        Сводка: chapters.map(({ title, lines }) => `${title}:\n${lines.join('\n')}`).join('\n\n'),
      }),
    }),
  ];
}
