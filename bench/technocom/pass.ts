// ТЕХНОКОМ by hand: starts, deadlines and states of the Service Desk's tickets, and the hours above the
// limit.
// The registry, licences, training, reports and letters are left out.
import type { Grid } from '../../src/sheets/grid.js';
import { workingDays } from '../working-days.js';
import { type Hours, readHours } from './hours.js';
import { readPartners } from './partners.js';
import { readTickets, type Tickets } from './tickets.js';

export interface TechnocomGrids {
  readonly representatives: Grid;
  readonly tickets: Grid;
  readonly hours: Grid;
}

export interface TechnocomFigures {
  readonly tickets: Tickets;
  readonly hours: Hours;
  readonly errors: number;
}

/** `now`: wall-clock seconds of the programme. */
export function technocomPass(grids: TechnocomGrids, now: number): TechnocomFigures {
  const partners = readPartners(grids.representatives);
  const tickets = readTickets(grids.tickets, partners, workingDays('РФ'), now);
  const hours = readHours(grids.hours, partners);
  return { tickets, hours, errors: partners.errors + tickets.errors + hours.errors };
}
