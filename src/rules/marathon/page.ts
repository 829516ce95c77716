// The marathon's public page: rating, schedule, nominations. Shows nicknames only; staff's texts appear as
// plain text.
import { ruDay } from '../day.js';
import type { PageModel } from '../programme.js';
import type { Column } from '../tabs.js';
import { formatNumber } from '../text.js';
import { ruInstant, ruZone } from '../zone.js';
import { type Assessment, assess } from './assess.js';
import { byStart } from './blocks.js';
import { type Block, type MarathonDecision, type MarathonFacts, testPlace, webLink } from './model.js';
import { shownNickname } from './nickname.js';
import { tabs } from './tabs.js';

type Section = PageModel['sections'][number];
type PageCell = Section['rows'][number][number];

/** A section under the headers of these columns, in which numbers and statuses look as in their tab. */
function section(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly (PageCell | number | null)[])[],
  empty: string,
): Section {
  const where = (is: (kind: Column['kind']) => boolean): readonly number[] =>
    columns.flatMap(({ kind }, index) => (is(kind) ? index : []));
  return {
    title,
    headers: columns.map(({ header }) => header),
    rows: rows.map((row) =>
      row.map((cell) => (typeof cell === 'number' ? formatNumber(cell) : (cell ?? ''))),
    ),
    numeric: where(({ type }) => type === 'number'),
    statuses: where(({ tones }) => tones !== undefined),
    empty,
  };
}

/** A link if the text is one; otherwise staff's text («будет позже»). */
function linkCell(label: string, typed: string): PageCell {
  const href = webLink(typed);
  return href === null ? typed : { text: label, href };
}

/**
 * No link to a test that has not opened: an attempt before that is the one that counts, and earns nothing. Text that is
 * no place is shown at any time.
 */
function testCell({ now, zone }: MarathonFacts, block: Block): PageCell {
  if (now < block.start && testPlace(block) !== null) return `откроется ${ruInstant(zone, block.start)}`;
  return linkCell(now < block.closes ? 'Пройти тест' : 'закрыт', block.test);
}

function rating({ outputs }: MarathonDecision): Section {
  const { columns, title } = tabs.rating;
  const rows = outputs.rating.map(({ place, nickname, attendance, quiz, tasks, sales, extra, total }) => [
    place,
    nickname,
    attendance,
    quiz,
    tasks,
    sales,
    extra,
    total,
  ]);
  return section(title, Object.values(columns), rows, 'Участников пока нет.');
}

/** Good blocks by start, with links to recordings and tests. */
function schedule({ facts, blocks }: Assessment): Section {
  const { zone } = facts;
  const { block, topic, product, start, closes, recording, test } = tabs.blocks.columns;
  const rows = byStart(blocks.list).map((one) => [
    one.number,
    one.topic,
    one.product,
    ruInstant(zone, one.start),
    ruInstant(zone, one.closes),
    linkCell('Смотреть запись', one.recording),
    testCell(facts, one),
  ]);
  const columns = [block, topic, product, start, closes, recording, test];
  return section('Расписание', columns, rows, 'Расписание появится позже.');
}

/** The best one is a winner when the marathon is over: until then results may change. */
function nominations({ outputs }: MarathonDecision, isOver: boolean): Section {
  const { title, columns } = tabs.nominations;
  const { name, measure, best, candidates, winner, basis } = columns;
  const rows = outputs.nominations.map((row) => [
    row.name,
    row.measure,
    row.best,
    shownNickname(row.candidates ?? ''),
    (isOver || row.basis !== 'единственный лучший' ? '' : 'пока лидирует ') + shownNickname(row.winner ?? ''),
    row.basis,
  ]);
  return section(title, [name, measure, best, candidates, winner, basis], rows, '');
}

/** The draws in force with all that it takes to repeat them; no section while there are none. */
function draws({ nominations: judged }: Assessment): readonly Section[] {
  const { title, columns } = tabs.draws;
  const { nomination, candidates, seed, hash, winner } = columns;
  const rows = judged.flatMap(({ draw }) =>
    draw
      ? [[draw.nomination, shownNickname(draw.candidates), draw.seed, draw.hash, shownNickname(draw.winner)]]
      : [],
  );
  if (rows.length === 0) return [];
  const explained = [hash, winner].map((one) => ({ ...one, header: `${one.header}. ${one.options.note}` }));
  return [section(title, [nomination, candidates, seed, ...explained], rows, '')];
}

export function page(given: MarathonFacts, decision: MarathonDecision): PageModel {
  const assessment = assess(given);
  const { settings, now, today, zone } = assessment.facts;
  return {
    title: 'Марафон «Эксперт в PROдажах»',
    lead: `С ${ruDay(settings.marathonFrom)} по ${ruDay(settings.marathonTo)}. Время: ${ruZone(zone, now)}. Обновлено ${ruInstant(zone, now)}.`,
    sections: [
      rating(decision),
      schedule(assessment),
      nominations(decision, today > settings.marathonTo),
      ...draws(assessment),
    ],
  };
}
