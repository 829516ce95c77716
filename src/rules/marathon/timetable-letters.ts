// Letters tied to dates: the day before a block, the last days of a test.
import { addDays, isoDay } from '../day.js';
import { inWindow, laterOnes, type Letter } from '../letters.js';
import { HOUR_SECONDS, type Instant, ruInstant, ruZone } from '../zone.js';
import type { Assessment } from './assess.js';
import { withoutAttempt } from './deadlines.js';
import { addressed, lettersTo, timesOf } from './letter-parts.js';
import { letters } from './letters.js';
import { type Block, type MarathonFacts, type Participant, testPlace } from './model.js';
import { startsMemo } from './moves.js';

/** Hours after midnight: the day before a block at 11:00, before a test's closing at 10:00. */
const WEBINAR_HOUR = 11;
const TEST_HOUR = 10;
const TEST_DAYS_BEFORE = [3, 1] as const;

/** A wall-clock hour on the day that is `days` before the instant's day. */
const before = ({ zone }: MarathonFacts, instant: Instant, days: number, hour: number): Instant =>
  zone.at(addDays(zone.dayOf(instant), -days), hour * HOUR_SECONDS);

/** To every participant at 11:00 on the day before a block, unless it has begun. */
export function webinarLetters({ facts, blocks, registrations }: Assessment): readonly Letter[] {
  const { zone, now } = facts;
  return blocks.list.flatMap((block) => {
    const occasion = before(facts, block.start, 1, WEBINAR_HOUR);
    if (now >= block.start || !inWindow(facts, occasion)) return [];
    // The day only: whoever has been reminded is told of another hour by the letter about the move.
    const about = {
      object: String(block.number),
      date: isoDay(zone.dayOf(block.start)),
      occasion,
      until: block.start,
      memo: startsMemo([block]),
    };
    return lettersTo(registrations.participants, facts, letters.webinar, about, (participant) => ({
      ...addressed(facts, participant),
      ...timesOf(facts, block),
    }));
  });
}

/** Where to find the test, or, if it is still closed at `occasion` and now (a short window), when it opens. */
function testSentence({ now, zone }: MarathonFacts, block: Block, occasion: Instant): string {
  const { start } = block;
  if (occasion < start && now < start) return `Тест откроется ${ruInstant(zone, start)}.`;
  const place = testPlace(block);
  return place === null ? 'Если у вас нет ссылки на тест, напишите организатору.' : `Пройти тест: ${place}`;
}

/**
 * To participants without an attempt, at 10:00 three days and one day before a test closes, unless it has
 * closed.
 */
export function testClosingLetters(assessment: Assessment): readonly Letter[] {
  const { facts } = assessment;
  const { zone, now } = facts;
  return assessment.blocks.list.flatMap((block) => {
    const series = TEST_DAYS_BEFORE.map((days) => ({
      code: letters.testClosing.code,
      object: `${block.number}/${days}`,
      // The day only, as above: another hour is no other reminder.
      date: isoDay(zone.dayOf(block.closes)),
      occasion: before(facts, block.closes, days, TEST_HOUR),
    }));
    return series.flatMap(({ object, date, occasion }) => {
      if (now >= block.closes || !inWindow(facts, occasion)) return [];
      const replacedBy = laterOnes(series, occasion);
      const about = { object, date, occasion, until: block.closes, replacedBy };
      const participants = withoutAttempt(assessment, block);
      const values = (participant: Participant) => ({
        ...addressed(facts, participant),
        ...timesOf(facts, block),
        'Часовой пояс': ruZone(zone, block.closes),
        Тест: testSentence(facts, block, occasion),
      });
      return lettersTo(participants, facts, letters.testClosing, about, values);
    });
  });
}
