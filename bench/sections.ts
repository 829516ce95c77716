// The sections of the bench, in the order of printing.
import type { Section } from './section.js';
import { floor, limit } from './section-limit.js';
import { database, deadlines, formulas } from './section-rivals.js';
import { bundle, files, increments, memory } from './section-runs.js';

export const sections: Readonly<Record<string, Section>> = {
  limit,
  floor,
  database,
  formulas,
  increments,
  memory,
  bundle,
  deadlines,
  files,
};
