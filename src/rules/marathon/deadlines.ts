// The marathon's deadlines: starts of blocks, closings of tests, the end of registration, the final.
import type { Deadline } from '../programme.js';
import { endOfDay } from '../zone.js';
import type { Assessment } from './assess.js';
import { type Block, blockTitle, CLAUSES, type MarathonTabs, type Participant } from './model.js';
import { attempts, countingRow } from './scoring.js';

type MarathonDeadline = Deadline<MarathonTabs>;

/** The participants without an attempt at a block's test. */
export const withoutAttempt = ({ registrations, quiz }: Assessment, block: Block): readonly Participant[] =>
  registrations.participants.filter((one) => countingRow(quiz.counting, one, block) === undefined);

/**
 * A test is done when it has closed, or when every participant (at least one) has attempted it; `missing`
 * says how many have not, «3 из 40».
 */
export function testState(
  { facts: { now }, registrations, quiz }: Assessment,
  block: Block,
): { readonly isDone: boolean; readonly missing: string } {
  const participants = registrations.participants.length;
  const missing = participants - attempts(quiz.counting, block);
  return {
    isDone: now >= block.closes || (missing === 0 && participants > 0),
    missing: `${missing} из ${participants}`,
  };
}

/** All deadlines; the workbook sorts them and counts the days left. */
export function deadlinesOf(assessment: Assessment): readonly MarathonDeadline[] {
  const { settings, zone, now } = assessment.facts;
  const stateAt = (passed: boolean): MarathonDeadline['state'] => (passed ? 'done' : 'open');

  const ofBlocks = assessment.blocks.list.flatMap((block): readonly MarathonDeadline[] => {
    const { isDone, missing } = testState(assessment, block);
    const source = { tab: 'blocks', row: block.row } as const;
    return [
      {
        object: blockTitle(block),
        what: 'Начало блока',
        due: { at: block.start },
        basis: { rule: 'Начало блока — из его строки.', clause: CLAUSES.training },
        state: stateAt(now >= block.start),
        responsible: settings.organiser,
        source,
      },
      {
        object: blockTitle(block),
        what: 'Закрытие теста',
        due: { at: block.closes },
        basis: { column: 'closes' },
        state: stateAt(isDone),
        responsible: 'участники',
        note: `Без попытки: ${missing}.`,
        source,
      },
    ];
  });
  // Days, not instants: both parameters mean the whole day (spec 00, «Time»).
  const ofMarathon = [
    {
      what: 'Закрытие регистрации',
      day: settings.registrationTo,
      basis: {
        rule: 'Заявки принимают до конца дня из параметра «Регистрация по».',
        clause: CLAUSES.registration,
      },
    },
    {
      what: 'Финал',
      day: settings.marathonTo,
      basis: { rule: 'Финал — в день из параметра «Марафон по».', clause: CLAUSES.results },
    },
  ].map(({ what, day, basis }): MarathonDeadline => ({
    object: 'Марафон',
    what,
    due: { day },
    basis,
    state: stateAt(now >= endOfDay(zone, day)),
    responsible: settings.organiser,
    source: null,
  }));
  return [...ofBlocks, ...ofMarathon];
}
