// What is told of the programmes outside the workbook: their public pages, and the list for the local tools.
import type { Tones } from '../rules/kinds.js';
import type { PageModel, Programme } from '../rules/programme.js';
import { isWritten } from '../rules/tabs.js';
import { tonesOf } from '../sheets/tones.js';
import type { DecidedScene } from './scene.js';

/** A programme's public page and the tones of its words. */
export interface Published extends PageModel {
  readonly tones: Tones;
}

/** The public pages of a workbook's programmes; empty when it runs none. */
export const publicPages = ({ evaluations }: DecidedScene): readonly Published[] =>
  evaluations.flatMap(({ programme, decided }) => {
    const page = decided && programme.page(decided.facts, decided.decision);
    return page ? [{ ...page, tones: tonesOf([programme]) }] : [];
  });

/** The programmes and the types of the columns of their results. */
export const programmeList = (programmes: readonly Programme[]) =>
  programmes.map(({ id, title, about, tabs }) => ({
    id,
    title,
    about,
    outputs: Object.values(tabs)
      .filter(isWritten)
      .map((tab) => ({
        title: tab.title,
        kinds: Object.fromEntries(Object.values(tab.columns).map(({ header, kind }) => [header, kind.type])),
      })),
  }));
