// Decides «Техноком»: turns the assessment into cells, deadlines, letters and explanations. Wiring only.
import { yearOf } from '../day.js';
import { assess, type Assessment } from './assess.js';
import { deadlinesOf } from './deadlines.js';
import { ticketLetters } from './desk-letters.js';
import { digestLetters } from './digest.js';
import { explain } from './explain.js';
import { hoursLetters } from './hours-letters.js';
import { limitOf } from './hours.js';
import { licenceLetters } from './licence-letters.js';
import type { TechnocomDecision, TechnocomFacts } from './model.js';
import { isHeld } from './registry.js';
import { registryLetters } from './registry-letters.js';

type Computed = TechnocomDecision['computed'];
type Outputs = TechnocomDecision['outputs'];

const NO_ENTRY = { status: null, heldUntil: null, reportDue: null };
const NO_TICKET = { start: null, due: null, state: null, missing: null };
const NO_HOURS = { running: null, over: null, note: null };
const NO_COURSE = { certificate: null, left: null };

function representativeCells({ facts, partners, hours, training }: Assessment): Computed['representatives'] {
  const year = yearOf(facts.today);
  return facts.rows.representatives.map(({ partner: name, role }) => {
    const partner = partners.find(name);
    return {
      attested: partner !== null && training.attested.has(partner.key),
      hoursThisYear: partner ? hours.total(partner, year) : 0,
      limit: limitOf(role, facts.settings),
    };
  });
}

const publicRegistry = ({ registry }: Assessment): Outputs['publicRegistry'] =>
  registry.entries.filter(isHeld).map(({ claim: { row, partner }, status, heldUntil }) => ({
    client: row.client,
    inn: row.inn,
    contract: row.contract,
    partner: partner.name,
    status,
    heldUntil,
  }));

export function decide(facts: TechnocomFacts): TechnocomDecision {
  const assessment = assess(facts);
  const { registry, reports, desk, hours, licences, training } = assessment;
  const deadlines = deadlinesOf(assessment);
  return {
    computed: {
      representatives: representativeCells(assessment),
      registry: registry.byRow.map((entry, index) => {
        const { status, heldUntil, reportDue } = entry ?? NO_ENTRY;
        return { status, heldUntil, reportDue, note: registry.notes[index] ?? null };
      }),
      reports: reports.byRow.map((note) => ({ note })),
      // Tickets and entries have fields with the names of the cells, so that a hundred thousand rows need no
      // copies.
      tickets: desk.byRow.map((ticket) => ticket ?? NO_TICKET),
      hours: hours.byRow.map((entry) => entry ?? NO_HOURS),
      licences: licences.byRow.map((licence) => ({
        step: licence?.next?.rule.step ?? null,
        stepDue: licence?.next?.due ?? null,
        state: licence?.state ?? null,
      })),
      training: training.byRow.map((course) => course ?? NO_COURSE),
    },
    outputs: {
      publicRegistry: publicRegistry(assessment),
      deskReport: assessment.deskReport,
    },
    problems: assessment.problems,
    deadlines,
    letters: registryLetters(facts, registry).concat(
      ticketLetters(facts, desk),
      hoursLetters(facts, hours),
      licenceLetters(facts, licences),
      digestLetters(facts, registry, deadlines),
    ),
    explain: (figure) => explain(figure, assessment),
  };
}
