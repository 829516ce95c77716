// «Техноком» decides: registry, reports, desk, hours, licences and training, one pass each; then deadlines and letters.
// Nothing is compared pairwise, and explanations are built only when somebody asks.
import { isoDay, yearOf } from '../day.js';
import { contactFault } from './contacts.js';
import { hoursDeadline, licenceDeadline, registryDeadlines, ticketDeadline } from './deadlines.js';
import { ticketLetters } from './desk-letters.js';
import { decideDesk, deskTerms } from './desk.js';
import { deskCounter, deskReport } from './desk-report.js';
import { digestLetter } from './digest.js';
import { hoursLetter } from './hours-letters.js';
import { decideHours, limitOf } from './hours.js';
import { letters } from './letters.js';
import { licenceLetters } from './licence-letters.js';
import { decideLicences } from './licences.js';
import { openMailbag } from './mailbag.js';
import type { TechnocomDeadline, TechnocomDecision, TechnocomFacts, TechnocomProblem } from './model.js';
import { partnerDirectory } from './partners.js';
import { explainFigure } from './explain.js';
import { registryLetters } from './registry-letters.js';
import { claimObject, decideRegistry, type RegistryEntry } from './registry.js';
import { noteReports } from './reports.js';
import { decideTraining } from './training.js';
import { openHours } from './workday.js';

/** Contacts of requests still alive that staff could not call or write to: the row counts all the same. */
const contactProblems = (entries: readonly RegistryEntry[]): readonly TechnocomProblem[] =>
  entries
    .filter(({ status, held }) => held || status === 'Запрос неполный')
    .flatMap(({ claim: { row } }) =>
      (['contact1', 'contact2'] as const).flatMap((column): TechnocomProblem[] => {
        const fault = row[column] === null ? null : contactFault(row[column]);
        if (!fault) return [];
        const { what, how } = fault;
        return [{ tab: 'registry', row: row.row, column, what, how, severity: 'warning' }];
      }),
    );

const NO_TICKET = { start: null, due: null, state: null, missing: null };
const NO_HOURS = { running: null, over: null, note: null };

const orNull = (text: string): string | null => (text === '' ? null : text);

export function decide(facts: TechnocomFacts): TechnocomDecision {
  const { rows, settings, today } = facts;
  const problems: TechnocomProblem[] = openHours(settings).faults.map((fault) => ({
    tab: null,
    row: null,
    column: null,
    severity: 'error',
    ...fault,
  }));
  const partners = partnerDirectory(facts);
  const sent = new Set<string>();
  for (const { object, date, status } of facts.past.of(letters.warning.code))
    if (status === 'отправлено') sent.add(`${object}\n${date}`);
  const registry = decideRegistry(facts, partners, problems, (claim, due) =>
    sent.has(`${claimObject(claim)}\n${isoDay(due)}`),
  );
  problems.push(...contactProblems(registry.entries));
  const reportNotes = noteReports(facts, registry.reports, registry.entries, problems);
  const desk = deskTerms(facts);
  const deadlines: TechnocomDeadline[] = [];
  const bag = openMailbag(facts);
  for (const entry of registry.entries) {
    registryDeadlines(deadlines, entry, facts);
    registryLetters(bag, entry);
  }
  const counter = deskCounter(desk);
  const tickets = decideDesk(facts, partners, desk, problems, (ticket) => {
    counter.add(ticket);
    ticketDeadline(deadlines, ticket, desk);
    ticketLetters(bag, ticket, desk);
  });
  const deskCounts = counter.groups();
  const hours = decideHours(facts, partners, problems);
  for (const entry of hours.byRow)
    if (entry) {
      hoursDeadline(deadlines, entry);
      hoursLetter(bag, entry);
    }
  const licences = decideLicences(facts, partners, problems);
  for (const licence of licences)
    if (licence) {
      licenceDeadline(deadlines, licence);
      licenceLetters(bag, licence);
    }
  const training = decideTraining(facts, partners, problems);
  digestLetter(bag, registry.entries, deadlines);

  const year = yearOf(today);
  return {
    computed: {
      representatives: rows.representatives.map(({ partner: name, role }) => {
        const partner = partners.find(name);
        return {
          attested: partner !== null && training.attested.has(partner.key),
          hoursThisYear: partner ? hours.total(partner, year) : 0,
          limit: limitOf(role, settings),
        };
      }),
      registry: registry.byRow.map((entry, index) => ({
        status: entry?.status ?? null,
        heldUntil: entry?.heldUntil ?? null,
        reportDue: entry?.reportDue ?? null,
        note: orNull(registry.noteOf(index)),
      })),
      reports: reportNotes.map((note) => ({ note })),
      // Tickets and entries carry the cells under the same names: a hundred thousand rows need no copies.
      tickets: tickets.map((ticket) => ticket ?? NO_TICKET),
      hours: hours.byRow.map((entry) => entry ?? NO_HOURS),
      licences: licences.map((licence) => ({
        step: licence?.next?.rule.step ?? null,
        stepDue: licence?.next?.due ?? null,
        state: licence?.state ?? null,
      })),
      training: training.byRow.map((course) => ({
        certificate: course?.certified ?? null,
        left: course ? orNull(course.left.join(', ')) : null,
      })),
    },
    outputs: {
      publicRegistry: registry.entries
        .filter((entry) => entry.held)
        .map(({ claim: { row, partner }, status, heldUntil }) => ({
          client: row.client,
          inn: row.inn,
          contract: row.contract,
          partner: partner.name,
          status,
          heldUntil,
        })),
      deskReport: deskReport(deskCounts),
    },
    problems,
    deadlines,
    letters: bag.letters,
    explain: (figure) =>
      explainFigure(figure, {
        facts,
        partners,
        registry,
        desk,
        tickets,
        deskCounts,
        hours,
        licences,
        training,
        reportNotes,
      }),
  };
}
