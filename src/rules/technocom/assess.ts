// Assesses all of «Техноком»: registry, reports, desk, hours, licences and training, one linear pass each.
// Cells, deadlines, letters and explanations are derived from this.
import { contactProblems } from './contacts.js';
import { dateProblems } from './dates.js';
import { type Desk, decideDesk } from './desk.js';
import { type DeskGroup, deskReport } from './desk-report.js';
import { decideHours, type HoursLedger } from './hours.js';
import { decideLicences, type Licences } from './licences.js';
import type { TechnocomFacts, TechnocomProblem } from './model.js';
import { type Directory, partnerDirectory, unknownPartners } from './partners.js';
import { decideRegistry, type Registry } from './registry.js';
import { noteReports, type ReportNotes } from './reports.js';
import { decideTraining, type Training } from './training.js';

export interface Assessment {
  readonly facts: TechnocomFacts;
  readonly partners: Directory;
  readonly registry: Registry;
  readonly reports: ReportNotes;
  readonly desk: Desk;
  readonly deskReport: readonly DeskGroup[];
  readonly hours: HoursLedger;
  readonly licences: Licences;
  readonly training: Training;
  readonly problems: readonly TechnocomProblem[];
}

export function assess(facts: TechnocomFacts): Assessment {
  const partners = partnerDirectory(facts);
  const registry = decideRegistry(facts, partners);
  const reports = noteReports(facts, registry);
  const desk = decideDesk(facts, partners);
  const hours = decideHours(facts, partners);
  const licences = decideLicences(facts, partners);
  const training = decideTraining(facts, partners);
  return {
    facts,
    partners,
    registry,
    reports,
    desk,
    deskReport: deskReport(desk),
    hours,
    licences,
    training,
    problems: unknownPartners(facts, partners).concat(
      registry.problems,
      contactProblems(registry.entries),
      dateProblems(facts),
      reports.problems,
      desk.problems,
      licences.problems,
    ),
  };
}
