// «Техноком» decides: registry, reports, desk, hours, licences and training, one pass each; then deadlines and letters.
// Nothing is compared pairwise, and explanations are built only when somebody asks.
import { isoDay, yearOf } from '../day.js';
import type { Decision } from '../programme.js';
import { contactFault } from './contacts.js';
import { allDeadlines } from './deadlines.js';
import { decideDesk, deskTerms } from './desk.js';
import { countDesk, deskReport } from './desk-report.js';
import { digestLetter } from './digest.js';
import { decideHours, hoursNote, limitOf } from './hours.js';
import { letters } from './letters.js';
import { decideLicences } from './licences.js';
import { hoursLetter, licenceLetters, openMailbag, registryLetters, ticketLetters } from './occasions.js';
import { partnerDirectory, type TechnocomFacts, type TechnocomProblem } from './partners.js';
import { explainFigure } from './reasons.js';
import { claimObject, decideRegistry, type RegistryEntry } from './registry.js';
import { noteReports } from './reports.js';
import type { TechnocomTabs } from './tabs.js';
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

const orNull = (text: string): string | null => (text === '' ? null : text);

export function decide(facts: TechnocomFacts): Decision<TechnocomTabs> {
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
  const tickets = decideDesk(facts, partners, desk, problems);
  const deskCounts = countDesk(tickets, desk);
  const hours = decideHours(facts, partners, problems);
  const licences = decideLicences(facts, partners, problems);
  const training = decideTraining(facts, partners, problems);
  const deadlines = allDeadlines(facts, registry.entries, tickets, desk, hours.byRow, licences);

  const bag = openMailbag(facts);
  for (const entry of registry.entries) registryLetters(bag, entry);
  for (const ticket of tickets) if (ticket) ticketLetters(bag, ticket, desk);
  for (const entry of hours.byRow) if (entry) hoursLetter(bag, entry);
  for (const licence of licences) if (licence) licenceLetters(bag, licence);
  digestLetter(bag, registry.entries, deadlines);

  const year = yearOf(today);
  return {
    computed: {
      representatives: rows.representatives.map(({ partner: name, role }) => {
        const partner = partners.find(name);
        return {
          attested: partner !== undefined && training.attested.has(partner.key),
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
      tickets: tickets.map((ticket) => ({
        start: ticket?.start ?? null,
        due: ticket?.due ?? null,
        state: ticket?.state ?? null,
        missing: ticket ? orNull(ticket.missing.join(', ')) : null,
      })),
      hours: hours.byRow.map((entry) => ({
        running: entry?.running ?? null,
        over: entry?.over ?? null,
        note: entry ? orNull(hoursNote(entry, today)) : null,
      })),
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
