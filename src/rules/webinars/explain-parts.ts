// Steps of explanations that both figures and checks are based on.
import { ruDay } from '../day.js';
import { type ReasonLine, rowLine } from '../reasons.js';
import type { Tab } from '../tabs.js';
import { quotedList } from '../text.js';
import type { Case, Row } from './model.js';
import { tabs } from './tabs.js';
import type { Finding, FindingKind } from './texts.js';

export const webinarLine = ({ row }: Case, text: string): ReasonLine => rowLine(tabs.webinars, row, text);
export const violationLine = (row: Row<'violations'>): ReasonLine =>
  rowLine(tabs.violations, row, `${row.kind}, ${ruDay(row.date)}`);
export const placementLine = (row: Row<'announcements'>): ReasonLine =>
  rowLine(tabs.announcements, row, `размещение с нарушением: ${row.channel}`);

/** Each remark as a line of its own. */
export const remarkLines = (
  tab: Tab,
  { row, remarks }: { readonly row: { readonly row: number }; readonly remarks: readonly string[] },
): readonly ReasonLine[] =>
  (remarks.length > 0 ? remarks : ['замечаний нет']).map((text) => rowLine(tab, row, text));

/** The rows of a tab with findings of one kind. */
export const findingLines = (
  tab: Tab,
  reviews: readonly { readonly row: { readonly row: number }; readonly findings: readonly Finding[] }[],
  kind: FindingKind,
): readonly ReasonLine[] =>
  reviews.flatMap(({ row, findings }) => {
    const fault = findings.find((finding) => finding.kind === kind);
    return fault ? [rowLine(tab, row, fault.words.length > 0 ? quotedList(fault.words) : fault.text)] : [];
  });
