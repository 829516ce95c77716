// «Посадочные»: what a landing page must and must not have («Посадочная страница»), as one table.
import type { Row } from './model.js';
import { tabs } from './tabs.js';
import type { Checker, Finding } from './texts.js';

type Landing = Row<'landings'>;

/** What is demanded of every page. */
interface Demand {
  /** Its wording in «Проверки», and in «Замечания» when it is not met. */
  readonly title: string;
  readonly fault: string;
  /** The point of «Посадочная страница». */
  readonly point: number;
  readonly fails: (page: Landing) => boolean;
}

const { columns } = tabs.landings;
/** The flags that the tab declares as demanded or forbidden. */
const flags = Object.entries(columns).flatMap(([key, column]): Demand[] => {
  if (!('wanted' in column)) return [];
  const { header, point, wanted } = column;
  return [
    {
      // Not «нет «CAPTCHA»», beside which «Выполнено» would say «нет» once more.
      title: wanted ? `«${header}»` : `без запрещённого («${header}»)`,
      fault: `${wanted ? 'не выполнено' : 'запрещено'}: «${header}»`,
      point,
      fails: (page) => page[key as keyof Landing] !== wanted,
    },
  ];
});

export const DEMANDS: readonly Demand[] = [
  {
    title: 'платформа допускается',
    fault: 'платформа не допускается',
    point: 2,
    fails: ({ platform }) => platform === 'другая',
  },
  ...flags,
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
