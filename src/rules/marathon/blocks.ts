// Training blocks and their test windows [«Начало», «Тест закрывается») (rules 2 and 4).
import { rowError, settingProblem } from '../programme.js';
import { addCalendarDays, type Instant, type Zone } from '../zone.js';
import type { Block, MarathonProblem, MarathonTabs, Parameters, Row } from './model.js';

export interface Blocks {
  /** Good blocks in the order of the sheet. */
  readonly list: readonly Block[];
  readonly byNumber: ReadonlyMap<number, Block>;
  /** Parallel to the rows; null for a row in error. */
  readonly computed: readonly { readonly closes: Instant | null }[];
  /** When the last test closes; null without blocks. */
  readonly allClosed: Instant | null;
  readonly problems: readonly MarathonProblem[];
}

/** In the order in which people meet them. */
export const byStart = (blocks: readonly Block[]): readonly Block[] =>
  [...blocks].sort((a, b) => a.start - b.start || a.number - b.number);

type BlockRow = Row<'blocks'>;

/** Reads «Блоки», whose numbers are unique in the tab; «Тест до» must be after «Начало». */
export function readBlocks(
  rows: readonly BlockRow[],
  zone: Zone,
  { testDays, lastTestDays, lastBlock }: Parameters,
): Blocks {
  const good = new Map<number, BlockRow>();
  const problems: MarathonProblem[] = [];
  for (const row of rows) {
    if (row.testUntil !== null && row.testUntil <= row.start) problems.push(endsBeforeStart(row));
    else good.set(row.block, row);
  }

  const isNamed = lastBlock !== null && good.has(lastBlock);
  if (lastBlock !== null && !isNamed) problems.push(noSuchLastBlock(lastBlock));
  let latest = -Infinity;
  for (const { start } of good.values()) latest = Math.max(latest, start);

  const list: Block[] = [];
  const byNumber = new Map<number, Block>();
  let allClosed: Instant | null = null;
  for (const row of good.values()) {
    // The last block is the one named in «Настройки», otherwise every block with the latest start.
    const last = isNamed ? row.block === lastBlock : row.start === latest;
    // By the general rule a number of days after the start, at the same wall-clock time.
    const closes = row.testUntil ?? addCalendarDays(zone, row.start, last ? lastTestDays : testDays);
    const block: Block = {
      index: list.length,
      number: row.block,
      topic: row.topic,
      product: row.product ?? '',
      start: row.start,
      closes,
      last,
      recording: row.recording ?? '',
      test: row.test ?? '',
      row: row.row,
    };
    list.push(block);
    byNumber.set(block.number, block);
    if (allClosed === null || closes > allClosed) allClosed = closes;
  }
  const computed = rows.map((row) => {
    const block = byNumber.get(row.block);
    return { closes: block?.row === row.row ? block.closes : null };
  });
  return { list, byNumber, computed, allClosed, problems };
}

const endsBeforeStart = (row: BlockRow): MarathonProblem =>
  rowError<MarathonTabs>('blocks', row.row, 'testUntil', {
    what: '«Тест до» не позже «Начала»',
    how: 'Впишите дату и время позже начала блока или очистите ячейку: тогда действует общее правило.',
  });

/** A wrong parameter leaves its default in force and is reported. */
const noSuchLastBlock = (named: number): MarathonProblem =>
  settingProblem('lastBlock', {
    what: `«Последний блок»: блока ${named} нет на вкладке «Блоки»; последним считается самый поздний`,
    how: 'Исправьте номер в «Настройках» или очистите значение.',
  });
