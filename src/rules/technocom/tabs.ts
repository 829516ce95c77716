// The tabs of «Техноком» in the order of the workbook, and their row types.
// Each column is declared once, in tabs-clients.ts or tabs-work.ts.
import type { RowOf } from '../tabs.js';
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

export type TechnocomTabs = typeof tabs;
export type RegistryRow = RowOf<typeof tabs.registry>;
export type ReportRow = RowOf<typeof tabs.reports>;
export type TicketRow = RowOf<typeof tabs.tickets>;
export type HoursRow = RowOf<typeof tabs.hours>;
export type LicenceRow = RowOf<typeof tabs.licences>;
export type TrainingRow = RowOf<typeof tabs.training>;
