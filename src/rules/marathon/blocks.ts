// Training blocks and their tests: a test is open from «Начало», and over at «Тест закрывается» (rules 2 and 4).
import { Fault } from '../kinds.js';
import { rowError, settingProblem } from '../programme.js';
import { addCalendarDays, type Instant } from '../zone.js';
import type { Block, MarathonFacts, MarathonProblem, MarathonTabs } from './model.js';

export interface Blocks {
  /** Good blocks in the order of the sheet. */
  readonly list: readonly Block[];
  readonly byNumber: ReadonlyMap<number, Block>;
  /** Parallel to the rows; null for a row in error. */
  readonly computed: readonly { readonly closes: Instant | null }[];
  readonly problems: readonly MarathonProblem[];
}

/** In the order in which people meet them. */
export const byStart = (blocks: readonly Block[]): readonly Block[] =>
  [...blocks].sort((a, b) => a.start - b.start || a.number - b.number);

/** Reads «Блоки», whose numbers are unique in the tab; «Тест до» must be after «Начало». */
export function readBlocks({ rows, settings, zone }: MarathonFacts): Blocks {
  const { testDays, lastTestDays, lastBlock } = settings;
  const problems: MarathonProblem[] = [];
  const good = rows.blocks.filter(({ row, start, testUntil }) => {
    const isGood = testUntil === null || testUntil > start;
    if (!isGood) problems.push(rowError<MarathonTabs>('blocks', row, 'testUntil', ENDS_BEFORE_START));
    return isGood;
  });

  const isNamed = good.some(({ block }) => block === lastBlock);
  if (lastBlock !== null && !isNamed)
    problems.push(
      settingProblem('lastBlock', {
        what: `«Последний блок»: блока ${lastBlock} нет на вкладке «Блоки»; последним считается самый поздний`,
        how: 'Исправьте номер в «Настройках» или очистите значение.',
      }),
    );
  const latest = Math.max(...good.map(({ start }) => start));

  const list = good.map((row, index): Block => {
    // The last block is the one named in «Настройки», otherwise every block with the latest start.
    const last = isNamed ? row.block === lastBlock : row.start === latest;
    return {
      index,
      number: row.block,
      topic: row.topic,
      product: row.product ?? '',
      start: row.start,
      // By the general rule a number of days after the start, at the same wall-clock time.
      closes: row.testUntil ?? addCalendarDays(zone, row.start, last ? lastTestDays : testDays),
      last,
      recording: row.recording ?? '',
      test: row.test ?? '',
      row: row.row,
    };
  });
  const byNumber = new Map(list.map((block) => [block.number, block]));
  const computed = rows.blocks.map(({ block }) => ({ closes: byNumber.get(block)?.closes ?? null }));
  return { list, byNumber, computed, problems };
}

const ENDS_BEFORE_START = new Fault(
  '«Тест до» не позже «Начала»',
  'Впишите дату и время позже начала блока или очистите ячейку: тогда действует общее правило.',
);
