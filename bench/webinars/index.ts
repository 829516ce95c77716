// The webinars as a subject: every registration's status, and every webinar's registrations, attendance,
// points and bonuses must agree.
import type { Decision } from '../../src/rules/programme.js';
import type { tabs } from '../../src/rules/webinars/tabs.js';
import { wallSeconds } from '../cells.js';
import { compare, rowsInError, subject } from '../subject.js';
import { webinarsData } from './data.js';
import { type WebinarsFigures, webinarsPass } from './pass.js';
import { STATUS } from './rows.js';

const STATUSES = new Map<number | undefined, string>([
  [STATUS.rejected, 'отклонена'],
  [STATUS.accepted, 'принята'],
  [STATUS.erased, 'удалена'],
]);
const TOTAL = 'Итого';

export const webinars = subject<WebinarsFigures>({
  id: 'webinars',
  unit: 'webinars',
  sizes: [11, 107, 1_065],
  data: webinarsData,
  pass: (grids, { zone, now }) =>
    webinarsPass(
      {
        webinars: grids.webinars ?? [],
        listeners: grids.listeners ?? [],
        attendance: grids.attendance ?? [],
        budget: grids.budget ?? [],
        announcements: grids.announcements ?? [],
        violations: grids.violations ?? [],
      },
      wallSeconds(zone, now),
    ),
  differences: (figures, evaluation) => {
    const decision = evaluation.decided?.decision as Decision<typeof tabs> | undefined;
    if (!decision) return ['the engine did not decide'];
    const rows = evaluation.parsed.webinars?.rows ?? [];
    const listeners = evaluation.parsed.listeners?.rows ?? [];
    const results = new Map(
      decision.outputs.results.flatMap((row) => (row.webinar === TOTAL ? [] : [[row.webinar, row] as const])),
    );
    return [
      ...compare(
        'statuses',
        listeners.map(({ row }) => STATUSES.get(figures.statuses[row - 1]) ?? null),
        decision.computed.listeners.map(({ status }) => status),
      ),
      ...compare(
        'webinars',
        rows.map(({ row }) => figures.verdicts.get(row - 1) ?? null),
        decision.computed.webinars.map((cells, index) => {
          const result = results.get(String(rows[index]?.code));
          return cells.state === null || !result
            ? null
            : {
                registrations: cells.registrations,
                attendees: cells.attendees,
                rate: cells.attendanceRate,
                basePoints: result.basePoints,
                penalties: result.penalties,
                points: cells.points,
                compensation: result.compensation,
                bonuses: cells.bonuses,
              };
        }),
      ),
      ...compare('rows in error', [figures.errors], [rowsInError(evaluation)]),
    ];
  },
});
