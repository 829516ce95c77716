// The tabs of «Техноком» in the order of the workbook.
// Each column is declared once, in tabs-clients.ts or tabs-work.ts.
import { publicRegistry, registry, reports, representatives } from './tabs-clients.js';
import { deskReport, hours, licences, tickets, training } from './tabs-work.js';

export const tabs = {
  representatives,
  registry,
  reports,
  tickets,
  hours,
  licences,
  training,
  publicRegistry,
  deskReport,
};
