// «Анонсы»: what is wrong with an announcement («Анонсирование»).
import { rowWarning } from '../programme.js';
import { keyOf } from '../text.js';
import { breachesOf, type Case, type Row, type WebinarFacts, type WebinarProblem } from './model.js';
import { type Checker, type Finding, found, missing } from './texts.js';
import { vendorMentions } from './vendor.js';

type Announcement = Row<'announcements'>;

export interface AnnouncementReview {
  readonly row: Announcement;
  readonly findings: readonly Finding[];
  /** The texts of the findings, for «Замечания». */
  readonly remarks: readonly string[];
  /**
   * Presented as the vendor's event, or without the organiser's logo. An announcement is at most one placement
   * violation.
   */
  readonly violation: boolean;
}

export function reviewAnnouncement(row: Announcement, checker: Checker): AnnouncementReview {
  const findings = [...checker.findings(row.text)];
  if (!row.logo) findings.push(missing('logo', 'нет логотипа организатора'));
  if (row.cold)
    findings.push(...found('cold', 'в рассылке по холодной базе упомянут вендор', vendorMentions(row.text)));
  findings.push(...checker.lacks(row.text));
  const weak = checker.weakChannels(row.channel);
  if (weak.length > 0)
    findings.push({ kind: 'channel', words: weak, text: `низкая эффективность: ${row.channel}` });
  return {
    row,
    findings,
    remarks: findings.map(({ text }) => text),
    violation: findings.some(({ kind }) => kind === 'vendor' || kind === 'logo'),
  };
}

/**
 * Placements that staff have recorded and that «Анонсы» shows too: both are penalised (spec 02, rule 4), which is
 * one too many if they are the same.
 */
export const doubleProblems = (
  facts: WebinarFacts,
  { members: { violations } }: Case,
  reviews: readonly AnnouncementReview[],
): readonly WebinarProblem[] =>
  violations.flatMap((noted) => {
    const { kind, channel } = noted;
    if (kind !== 'размещение' || channel === null || breachesOf(facts, noted) === 0) return [];
    const same = reviews.find(({ row, violation }) => violation && keyOf(row.channel) === keyOf(channel));
    return same
      ? rowWarning('violations', noted.row, 'channel', {
          what: `анонс этого канала уже оштрафован (строка ${same.row.row} вкладки «Анонсы»)`,
          how: 'Если это то же размещение, впишите в «Количество» 0.',
        })
      : [];
  });
