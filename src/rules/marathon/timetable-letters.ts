// Letters tied to dates: welcome, refusal, the day before a block, the last days of a test.
import { addDays, isoDay, ruDay } from '../day.js';
import { fallenDue, inWindow, type Letter, letter } from '../letters.js';
import { type Instant, isoInstant, ruInstant, ruZone } from '../zone.js';
import type { Assessment } from './assess.js';
import { withoutAttempt } from './deadlines.js';
import { byStart, owedTo, pageSentence } from './letter-parts.js';
import { letters } from './letters.js';
import { type Block, blockTitle, isWebLink, type MarathonFacts } from './model.js';
import { startsMemo } from './moves.js';
import type { RefusalReason } from './registrations.js';

/** Hours after midnight: the day before a block at 11:00, before a test's closing at 10:00. */
const WEBINAR_HOUR = 11;
const TEST_HOUR = 10;
const TEST_DAYS_BEFORE = [3, 1] as const;
const [, LAST_REMINDER] = TEST_DAYS_BEFORE;

/** A wall-clock hour on the day that is `days` before the instant's day. */
const before = ({ zone }: MarathonFacts, instant: Instant, days: number, hour: number): Instant =>
  zone.at(addDays(zone.dayOf(instant), -days), hour * 3_600);

function schedule({ zone }: MarathonFacts, { blocks }: Assessment): string {
  if (blocks.list.length === 0) return 'появится на странице марафона.';
  return byStart(blocks.list)
    .map(
      (block) =>
        `${blockTitle(block)} — ${ruInstant(zone, block.start)}, тест до ${ruInstant(zone, block.closes)}`,
    )
    .join('\n');
}

/**
 * One per participant; the occasion is the recompute that first accepts them. Contains the whole schedule.
 */
export function registeredLetters(facts: MarathonFacts, assessment: Assessment): readonly Letter[] {
  const { settings, zone, now } = facts;
  const about = { object: '', date: '', occasion: now, memo: startsMemo(assessment.blocks.list) };
  const { participants } = assessment.registrations;
  const shared = {
    Расписание: schedule(facts, assessment),
    'Часовой пояс': ruZone(zone, now),
    Страница: pageSentence(facts),
    Финал: ruDay(settings.marathonTo),
    Организатор: settings.organiser,
  };
  return owedTo(participants, facts, letters.registered, about).map((participant) =>
    letter(letters.registered, {
      ...about,
      to: participant.email,
      values: () => ({ ФИО: participant.name, Никнейм: participant.nickname, ...shared }),
    }),
  );
}

/** What to do about each refusal. */
function remedy({ settings }: MarathonFacts, reason: RefusalReason, isAccepted: boolean): string {
  if (isAccepted || reason === 'email занят')
    return 'с этим адресом уже принята другая заявка, вторая не нужна. Если участвовать хочет ваш коллега, пусть укажет собственный адрес.';
  const period = `с ${ruDay(settings.registrationFrom)} по ${ruDay(settings.registrationTo)} включительно`;
  switch (reason) {
    case 'регистрация вне срока':
      return `регистрация открыта ${period}. Если вы подали заявку раньше, подайте её ещё раз в эти дни; если позже — напишите организатору.`;
    case 'нет на портале':
      return 'зарегистрируйтесь на партнёрском портале PRO32 и сообщите об этом организатору: он отметит это в вашей заявке, и она будет принята.';
    case 'никнейм занят':
      return `придумайте другой никнейм и подайте заявку ещё раз (регистрация открыта ${period}) или сообщите новый никнейм организатору.`;
  }
}

/** One per refused application; its time and the reason distinguish it from others of the same person. */
export function rejectedLetters(facts: MarathonFacts, { registrations }: Assessment): readonly Letter[] {
  const { settings, zone, now } = facts;
  return facts.rows.registrations.flatMap((row, index) => {
    const reason = registrations.verdicts[index]?.reason ?? null;
    if (reason === null) return [];
    return letter(letters.rejected, {
      object: reason,
      to: row.email,
      date: isoInstant(zone, row.registered),
      occasion: now,
      values: () => ({
        ФИО: row.name,
        Никнейм: row.nickname,
        Подана: ruInstant(zone, row.registered),
        Причина: reason,
        'Что делать': remedy(facts, reason, registrations.byEmail.has(row.email)),
        Организатор: settings.organiser,
      }),
    });
  });
}

/** To every participant at 11:00 on the day before a block, unless it has begun. */
export function webinarLetters(facts: MarathonFacts, assessment: Assessment): readonly Letter[] {
  const { settings, zone, now } = facts;
  return assessment.blocks.list.flatMap((block) => {
    const occasion = before(facts, block.start, 1, WEBINAR_HOUR);
    if (now >= block.start || !inWindow(facts, occasion)) return [];
    const shared = {
      Блок: blockTitle(block),
      Начало: ruInstant(zone, block.start),
      'Часовой пояс': ruZone(zone, block.start),
      'Тест до': ruInstant(zone, block.closes),
      Страница: pageSentence(facts),
      Организатор: settings.organiser,
    };
    // The day only: whoever has been reminded is told of another hour by the letter about the move.
    const about = {
      object: String(block.number),
      date: isoDay(zone.dayOf(block.start)),
      occasion,
      until: block.start,
      memo: startsMemo([block]),
    };
    const { participants } = assessment.registrations;
    return owedTo(participants, facts, letters.webinar, about).map((participant) =>
      letter(letters.webinar, {
        ...about,
        to: participant.email,
        values: () => ({ ...shared, ФИО: participant.name }),
      }),
    );
  });
}

/** Where to find the test, or, if it is still closed at `occasion` and now (a short window), when it opens. */
function testSentence({ now, zone }: MarathonFacts, { start, test }: Block, occasion: Instant): string {
  if (occasion < start && now < start) return `Тест откроется ${ruInstant(zone, start)}.`;
  return isWebLink(test) ? `Пройти тест: ${test}` : 'Ссылка на тест — на странице марафона.';
}

/**
 * To participants without an attempt, at 10:00 three days and one day before a test closes, unless it has
 * closed. Where the second has fallen due, a first one that still waits is of no use.
 */
export function testClosingLetters(facts: MarathonFacts, assessment: Assessment): readonly Letter[] {
  const { settings, zone, now, past } = facts;
  const isPast = fallenDue(past, letters.testClosing, now);
  return assessment.blocks.list.flatMap((block) =>
    TEST_DAYS_BEFORE.flatMap((days) => {
      const occasion = before(facts, block.closes, days, TEST_HOUR);
      if (now >= block.closes || !inWindow(facts, occasion)) return [];
      const date = isoInstant(zone, block.closes);
      if (days !== LAST_REMINDER && isPast(`${block.number}/${LAST_REMINDER}`, date)) return [];
      const shared = {
        Блок: blockTitle(block),
        'Тест до': ruInstant(zone, block.closes),
        'Часовой пояс': ruZone(zone, block.closes),
        Тест: testSentence(facts, block, occasion),
        Страница: pageSentence(facts),
        Организатор: settings.organiser,
      };
      const about = {
        object: `${block.number}/${days}`,
        date,
        occasion,
        until: block.closes,
      };
      return owedTo(withoutAttempt(assessment, block), facts, letters.testClosing, about).map((participant) =>
        letter(letters.testClosing, {
          ...about,
          to: participant.email,
          values: () => ({ ...shared, ФИО: participant.name }),
        }),
      );
    }),
  );
}
