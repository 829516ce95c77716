// A small season for the worked examples: a webinar of 14 March 2024 with the rows given by an example,
// everything else in order.
import { day } from '../day.js';
import { exampleFacts } from '../examples.js';
import { officialCalendar } from '../holidays.js';
import { money } from '../money.js';
import { HOUR_SECONDS } from '../zone.js';
import type { Row, WebinarFacts } from './model.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

const zone = settings.zone.default;
const CODE = 'ПРИМЕР';

/** 14.03.2024 11:00–12:30 in Almaty. */
const START_DAY = day('2024-03-14');
const START = zone.at(START_DAY, 11 * HOUR_SECONDS);
const END = zone.at(START_DAY, 12.5 * HOUR_SECONDS);

const webinar: Row<'webinars'> = {
  row: 2,
  code: CODE,
  partner: 'Ромашка-Пример',
  partnerEmail: 'partner@example.com',
  coordinator: 'coordinator@example.com',
  topic: 'Битрикс24 для отдела продаж',
  start: START,
  end: END,
  link: null,
  recording: null,
  programmeSubmitted: day('2024-02-27'),
  programmeApproved: null,
  budgetSubmitted: null,
  budgetApproved: null,
  materialsHanded: null,
  countReport: null,
  actualBudget: day('2024-03-20'),
  photos: null,
  registrationList: null,
  accounting: null,
  screenshots: null,
  mailing: null,
  leads: null,
  refusal: null,
  exclusionLifted: null,
};

export interface Sample {
  readonly webinar?: Partial<Row<'webinars'>>;
  readonly listeners?: number;
  /** Whole currency units of one compensated line. */
  readonly spent?: number;
  readonly violations?: readonly Pick<Row<'violations'>, 'kind' | 'quantity'>[];
}

const attendance = (count: number): readonly Row<'attendance'>[] =>
  Array.from({ length: count }, (_, index) => ({
    row: index + 2,
    webinar: CODE,
    email: `listener${index + 1}@example.com`,
    minutes: null,
  }));

const budget = (units: number): readonly Row<'budget'>[] => [
  {
    row: 2,
    webinar: CODE,
    item: 'Колл-центр',
    channel: null,
    planned: money(units),
    approved: money(units),
    actual: money(units),
    document: true,
    screenshot: false,
  },
];

const VIOLATION_DAY = day('2024-03-05');

/** The facts of one example, some days after the webinar. */
export function sampleFacts(sample: Sample): WebinarFacts {
  return exampleFacts(
    { tabs, settings },
    {
      webinars: [{ ...webinar, ...sample.webinar }],
      attendance: attendance(sample.listeners ?? 0),
      budget: budget(sample.spent ?? 0),
      violations: (sample.violations ?? []).map((violation, index) => ({
        row: index + 2,
        webinar: CODE,
        date: VIOLATION_DAY,
        channel: null,
        comment: null,
        ...violation,
      })),
    },
    zone.at(day('2024-04-10'), 12 * HOUR_SECONDS),
    officialCalendar('РК'),
  );
}
