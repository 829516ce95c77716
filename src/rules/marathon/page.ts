// The marathon's public page: rating, schedule, nominations. Shows nicknames only; staff's texts appear as
// plain text.
import { ruDay } from '../day.js';
import type { PageModel } from '../programme.js';
import { formatNumber } from '../text.js';
import { ruInstant, ruZone } from '../zone.js';
import { type Assessment, assess } from './assess.js';
import { byStart } from './blocks.js';
import { type Block, type MarathonDecision, type MarathonFacts, testPlace, webLink } from './model.js';
import { shownNickname } from './nickname.js';
import { tabs } from './tabs.js';

type Section = PageModel['sections'][number];
type PageCell = Section['rows'][number][number];

/** A link if the text is one; otherwise staff's text («будет позже»). */
function linkCell(label: string, typed: string): PageCell {
  const href = webLink(typed);
  return href === null ? typed : { text: label, href };
}

const figure = (value: number | null): string => (value === null ? '' : formatNumber(value));
const headers = (columns: readonly { readonly header: string }[]): readonly string[] =>
  columns.map(({ header }) => header);

/**
 * No link to a test that has not opened: an attempt before that is the one that counts, and earns nothing. Text that is
 * no place is shown at any time.
 */
function testCell({ now, zone }: MarathonFacts, block: Block): PageCell {
  if (now < block.start && testPlace(block) !== null) return `откроется ${ruInstant(zone, block.start)}`;
  return linkCell(now < block.closes ? 'Пройти тест' : 'закрыт', block.test);
}

function rating({ outputs }: MarathonDecision): Section {
  return {
    title: 'Рейтинг',
    headers: headers(Object.values(tabs.rating.columns)),
    rows: outputs.rating.map((row) => [
      figure(row.place),
      row.nickname ?? '',
      figure(row.attendance),
      figure(row.quiz),
      figure(row.tasks),
      figure(row.sales),
      figure(row.extra),
      figure(row.total),
    ]),
    numeric: [0, 2, 3, 4, 5, 6, 7],
    empty: 'Участников пока нет.',
  };
}

/** Good blocks by start, with links to recordings and tests. */
function schedule({ facts, blocks }: Assessment): Section {
  const { zone } = facts;
  const { block, topic, product, start, closes: closing, recording, test } = tabs.blocks.columns;
  return {
    title: 'Расписание',
    headers: headers([block, topic, product, start, closing, recording, test]),
    rows: byStart(blocks.list).map((one) => [
      String(one.number),
      one.topic,
      one.product,
      ruInstant(zone, one.start),
      ruInstant(zone, one.closes),
      linkCell('Смотреть запись', one.recording),
      testCell(facts, one),
    ]),
    numeric: [0],
    empty: 'Расписание появится позже.',
  };
}

/** The best one is a winner when the marathon is over: until then results may change. */
function nominations({ outputs }: MarathonDecision, isOver: boolean): Section {
  const { name, measure, best, candidates, winner, basis } = tabs.nominations.columns;
  return {
    title: 'Номинации',
    headers: headers([name, measure, best, candidates, winner, basis]),
    rows: outputs.nominations.map((row) => [
      row.name ?? '',
      row.measure ?? '',
      figure(row.best),
      shownNickname(row.candidates ?? ''),
      (isOver || row.basis !== 'единственный лучший' ? '' : 'пока лидирует ') +
        shownNickname(row.winner ?? ''),
      row.basis ?? '',
    ]),
    numeric: [2],
    statuses: [5],
    empty: 'Номинаций нет.',
  };
}

/** The draws in force with all that it takes to repeat them; no section while there are none. */
function draws({ nominations: judged }: Assessment): readonly Section[] {
  const rows = judged.flatMap(({ draw }) =>
    draw
      ? [[draw.nomination, shownNickname(draw.candidates), draw.seed, draw.hash, shownNickname(draw.winner)]]
      : [],
  );
  const { nomination, candidates, seed, hash, winner } = tabs.draws.columns;
  const explained = [hash, winner].map(({ header, options }) => `${header}. ${options.note}`);
  const section = {
    title: tabs.draws.title,
    headers: [...headers([nomination, candidates, seed]), ...explained],
  };
  return rows.length === 0 ? [] : [{ ...section, rows, empty: '' }];
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
