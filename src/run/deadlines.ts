// «Сроки на сегодня»: the deadlines that need attention now, for the dialog.
import { ruDay } from '../rules/day.js';
import { ruInstant } from '../rules/zone.js';
import { datedDeadlines } from '../sheets/outputs.js';
import { type DecidedScene, settingsTitle } from './scene.js';

export interface DeadlineLine {
  readonly programme: string;
  readonly object: string;
  readonly what: string;
  readonly due: string;
  readonly state: string;
  readonly responsible: string;
  readonly note: string;
  /** Where it comes from. */
  readonly tab: string;
  readonly row: number | null;
}

/** Overdue deadlines, today's and those coming soon; soonest first. */
export function urgentDeadlines(scene: DecidedScene): readonly DeadlineLine[] {
  return datedDeadlines(scene.evaluations, settingsTitle(scene))
    .filter(({ state }) => state === 'просрочено' || state === 'сегодня' || state === 'скоро')
    .map(({ programme, object, what, due, zone, state, responsible, note, tab, row }) => ({
      programme,
      object,
      what,
      due: 'day' in due ? ruDay(due.day) : ruInstant(zone, due.at),
      state,
      responsible,
      note: note ?? '',
      tab,
      row,
    }));
}
