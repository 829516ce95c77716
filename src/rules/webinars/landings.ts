// «Посадочные»: what a landing page must and must not have («Посадочная страница»), as one table.
import type { Row } from './model.js';
import { tabs } from './tabs.js';
import type { Checker, Finding } from './texts.js';

type Landing = Row<'landings'>;
type Flag = { [K in keyof Landing]: Landing[K] extends boolean ? K : never }[keyof Landing];

/** What is demanded of every page. */
interface Demand {
  /** Its wording in «Проверки», and in «Замечания» when it is not met. */
  readonly title: string;
  readonly fault: string;
  /** The point of «Посадочная страница». */
  readonly point: number;
  readonly fails: (page: Landing) => boolean;
}

const flagged = (wanted: boolean, key: Flag, point: number): Demand => {
  const name = `«${tabs.landings.columns[key].header}»`;
  const without = `нет ${name}`;
  return {
    title: wanted ? name : without,
    fault: wanted ? without : `есть ${name}`,
    point,
    fails: (page) => page[key] !== wanted,
  };
};

export const DEMANDS: readonly Demand[] = [
  {
    title: 'платформа допускается',
    fault: 'платформа не допускается',
    point: 2,
    fails: ({ platform }) => platform === 'другая',
  },
  flagged(true, 'title', 3),
  flagged(true, 'date', 3),
  flagged(true, 'audience', 3),
  flagged(true, 'programme', 3),
  flagged(true, 'timing', 3),
  flagged(true, 'form', 3),
  flagged(true, 'fields', 4),
  flagged(true, 'consent', 4),
  flagged(true, 'vendorConsent', 4),
  flagged(true, 'contacts', 3),
  flagged(true, 'logo', 5),
  flagged(true, 'notice', 6),
  flagged(true, 'confirmation', 6),
  flagged(false, 'captcha', 7),
  flagged(false, 'linkConfirmation', 6),
  flagged(false, 'advertising', 9),
];

export interface LandingReview {
  readonly row: Landing;
  readonly findings: readonly Finding[];
  /** All texts for «Замечания», including the findings; none when the page is accepted. */
  readonly remarks: readonly string[];
  readonly accepted: boolean;
}

/** Accepted if every demand is met and the text has no findings. */
export function reviewLanding(row: Landing, checker: Checker): LandingReview {
  const findings = row.text === null ? [] : checker.findings(row.text);
  const remarks = DEMANDS.filter(({ fails }) => fails(row))
    .map(({ fault }) => fault)
    .concat(findings.map(({ text }) => text));
  return { row, findings, remarks, accepted: remarks.length === 0 };
}
