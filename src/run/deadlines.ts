// «Сроки на сегодня»: the deadlines that need attention now, for the dialog.
import { ruDay } from '../rules/day.js';
import type { Programme } from '../rules/programme.js';
import { ruInstant } from '../rules/zone.js';
import { datedDeadlines } from '../sheets/outputs.js';
import type { Host } from '../sheets/ports.js';
import { evaluateScene } from './scene.js';

export interface DeadlineLine {
  readonly programme: string;
  readonly object: string;
  readonly what: string;
  readonly due: string;
  readonly state: string;
  readonly responsible: string;
  readonly note: string;
}

/** Overdue deadlines, today's and those coming soon; soonest first. */
export function urgentDeadlines(host: Host, programmes: readonly Programme[]): readonly DeadlineLine[] {
  const scene = evaluateScene(host, programmes);
  return datedDeadlines(scene.evaluations, '')
    .filter(({ state }) => state === 'просрочено' || state === 'сегодня' || state === 'скоро')
    .map(({ programme, object, what, due, zone, state, responsible, note }) => ({
      programme,
      object,
      what,
      due: 'day' in due ? ruDay(due.day) : ruInstant(zone, due.at),
      state,
      responsible,
      note: note ?? '',
    }));
}
