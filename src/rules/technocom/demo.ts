// Sample rows for new users: sixty clients, a hundred and fifty tickets, all states. All names are made up.
// The moment is the day after the yearly reports were due, when there are overdue reports, warnings and
// detachments at the same time.
import type { Demo } from '../programme.js';
import { DEMO_NOW, REPRESENTATIVES, sampleInn } from './demo-cells.js';
import { demoClients } from './demo-clients.js';
import { DEMO_HOURS, DEMO_LICENCES, DEMO_TRAINING, demoTickets } from './demo-work.js';
import type { TechnocomTabs } from './model.js';

/** A client with a single contract whom a partner holds. */
const HELD = sampleInn(10);

export const demo = (): Demo<TechnocomTabs> => ({
  now: DEMO_NOW,
  rows: {
    representatives: REPRESENTATIVES,
    ...demoClients(),
    tickets: demoTickets(),
    hours: DEMO_HOURS,
    licences: DEMO_LICENCES,
    training: DEMO_TRAINING,
  },
  settings: {
    Бухгалтерия: 'accounting@example.com',
    'Головной офис': 'office@example.com',
    Релизы: '14.06.2024, 15.11.2024, 16.05.2025, 14.11.2025, 20.03.2026',
  },
  actions: { checkClient: [HELD], detachClient: [HELD] },
});
