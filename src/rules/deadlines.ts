// The state of a deadline: the word of «Состояние» in «Сроки», by which digests go too.
import type { Day } from './day.js';
import type { Deadline } from './programme.js';
import { endOfDay, type Instant, type Zone } from './zone.js';

export const DEADLINE_STATES = ['впереди', 'скоро', 'сегодня', 'просрочено', 'выполнено', 'снят'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

/** Whether there is nothing left to do by a deadline. */
export const isOver = (state: DeadlineState): boolean => state === 'выполнено' || state === 'снят';

/** State of one deadline at `now`, and the days left: a due day passes when it ends, an instant when it arrives. */
export function deadlineState(
  deadline: Pick<Deadline, 'due' | 'state'>,
  around: { readonly now: Instant; readonly today: Day; readonly zone: Zone; readonly warnDays: number },
): { readonly state: DeadlineState; readonly left: number } {
  const { due } = deadline;
  const day = 'day' in due ? due.day : around.zone.dayOf(due.at);
  const dueAt = 'day' in due ? endOfDay(around.zone, due.day) : due.at;
  const left = day - around.today;
  const state = ((): DeadlineState => {
    if (deadline.state === 'done') return 'выполнено';
    if (deadline.state === 'lifted') return 'снят';
    if (around.now >= dueAt) return 'просрочено';
    if (left === 0) return 'сегодня';
    return left <= around.warnDays ? 'скоро' : 'впереди';
  })();
  return { state, left };
}
