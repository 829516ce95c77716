// Letters about results: points after each test has closed, and the winners of the nominations.
import { addDays, isoDay, ruDay } from '../day.js';
import { inWindow, type Letter, letter } from '../letters.js';
import { formatNumber, points } from '../text.js';
import { type Instant, ruInstant } from '../zone.js';
import type { Assessment } from './assess.js';
import { byStart } from './blocks.js';
import { addressed, owedTo } from './letter-parts.js';
import { letters } from './letters.js';
import { type Block, blockTitle, type MarathonFacts, type Participant, testPlace } from './model.js';
import type { Nomination } from './nominations.js';
import { countingRow, PARTS } from './scoring.js';
import type { Tally } from './standings.js';
import { tabs } from './tabs.js';

/** «посещения 2, тесты 14, задания 3, продажи 0, доп. баллы 0» */
const parts = (tally: Tally): string =>
  PARTS.map((part) => `${tabs.rating.columns[part].header.toLowerCase()} ${formatNumber(tally[part])}`).join(
    ', ',
  );

/** «посещение — 1, тест — 0 (завершён после закрытия теста)» */
function forBlock({ attendance, quiz }: Assessment, participant: Participant, block: Block): string {
  const attended = countingRow(attendance.counting, participant, block);
  const attempt = countingRow(quiz.counting, participant, block);
  const visit = attended === undefined ? 0 : (attendance.awards[attended]?.points ?? 0);
  const award = attempt === undefined ? undefined : quiz.awards[attempt];
  const why = award?.note ? ` (завершён ${award.note})` : '';
  return `посещение — ${formatNumber(visit)}, тест — ${award ? formatNumber(award.points ?? 0) : 'не пройден'}${why}`;
}

/** What can still be earned: future blocks, open tests without an attempt, sales. */
function stillOpen({ facts, blocks, quiz }: Assessment, participant: Participant): string {
  const { now, settings, today, zone } = facts;
  const items: string[] = [];
  for (const block of byStart(blocks.list)) {
    if (now < block.start) items.push(`${blockTitle(block)} — начало ${ruInstant(zone, block.start)}`);
    else if (now < block.closes && countingRow(quiz.counting, participant, block) === undefined) {
      const place = testPlace(block);
      items.push(
        `Тест: ${blockTitle(block)} — до ${ruInstant(zone, block.closes)}${place === null ? '' : `, ${place}`}`,
      );
    }
  }
  const last = ruDay(settings.marathonTo);
  if (today <= settings.marathonTo)
    items.push(
      `Новые продажи засчитываются по ${last} включительно: сообщите о них организатору.`,
      `Итоги — ${last} в прямом эфире.`,
    );
  return items.length === 0 ? 'Марафон завершён, новых баллов не будет.' : items.join('\n');
}

/** To every participant once a block's test has closed; not earlier, because points may change until then. */
export function scoreLetters(assessment: Assessment): readonly Letter[] {
  const { facts, blocks, registrations, standings } = assessment;
  const { zone, now } = facts;
  return blocks.list.flatMap((block) => {
    if (now < block.closes) return [];
    const about = {
      object: String(block.number),
      date: isoDay(zone.dayOf(block.closes)),
      occasion: block.closes,
    };
    // A draft is updated with the points until staff send it.
    return owedTo(registrations.participants, facts, letters.score, about).flatMap((participant) => {
      const standing = standings.byParticipant[participant.index];
      if (!standing) return [];
      return letter(letters.score, {
        ...about,
        to: participant.email,
        person: participant.name,
        values: () => ({
          ...addressed(facts, participant),
          Блок: blockTitle(block),
          'За блок': forBlock(assessment, participant, block),
          Место: String(standing.place),
          Участников: String(registrations.participants.length),
          Итого: points(standing.item.total),
          Баллы: parts(standing.item),
          Впереди: stillOpen(assessment, participant),
        }),
      });
    });
  });
}

/** 00:00 of the day after the final, or the time of the draw if it came too late for that. */
function winnerOccasion(facts: MarathonFacts, { draw }: Nomination): Instant {
  const dayAfter = facts.zone.at(addDays(facts.settings.marathonTo, 1));
  return draw?.time && draw.time > dayAfter && !inWindow(facts, dayAfter) ? draw.time : dayAfter;
}

/**
 * To each nomination's winner from the day after the final; not earlier, because results may still change.
 */
export function winnerLetters({ facts, nominations, registrations }: Assessment): readonly Letter[] {
  const { settings, today } = facts;
  if (today <= settings.marathonTo) return [];
  return nominations.flatMap((nomination) => {
    const { rule, winner, best, basis, results } = nomination;
    const participant = winner === null ? undefined : registrations.holderOf(winner);
    const occasion = winnerOccasion(facts, nomination);
    if (!participant || !inWindow(facts, occasion)) return [];
    // The draw stays in force even if the best result has changed since: the letter gives the winner's own
    // result.
    const own = results[participant.index] ?? best;
    return letter(letters.winner, {
      object: rule.name,
      to: participant.email,
      person: participant.name,
      date: '',
      occasion,
      values: () => ({
        ...addressed(facts, participant),
        Номинация: rule.name,
        Показатель: rule.measure.charAt(0).toUpperCase() + rule.measure.slice(1),
        Результат: formatNumber(own),
        Основание:
          basis === 'розыгрыш'
            ? 'Лучших оказалось несколько, победителя определил розыгрыш в прямом эфире.'
            : 'Это единственный лучший результат.',
      }),
    });
  });
}
