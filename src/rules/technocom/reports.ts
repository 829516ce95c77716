// The note on each row of «Отчёты по клиентам»: «учтён», or why not (п. 3.2).
import { groupBy } from '../collections.js';
import { ruDay, yearOf } from '../day.js';
import { rowError, rowWarning } from '../programme.js';
import { claimObject, clientKey } from './claims.js';
import type { ReportRow, TechnocomFacts, TechnocomProblem, TechnocomTabs } from './model.js';
import type { Registry, RegistryEntry } from './registry.js';

const COUNTED = 'учтён';
const NO_CLIENT = {
  what: 'клиента с таким ИНН и договором нет в реестре',
  how: 'Сверьте ИНН и договор с вкладкой «Реестр клиентов».',
};
const NO_CONTRACT = { ...NO_CLIENT, what: 'у клиента с этим ИНН такого договора в реестре нет' };

export interface ReportNotes {
  /** Примечание, parallel to the good rows of reports; null for a row in error. */
  readonly byRow: readonly (string | null)[];
  readonly problems: readonly TechnocomProblem[];
}

/** Decides for every report row whether it counts. */
export function noteReports(
  facts: TechnocomFacts,
  { reports: index, entries }: Pick<Registry, 'reports' | 'entries'>,
): ReportNotes {
  const problems: TechnocomProblem[] = [];
  const reported = new Set(index.filed.map(({ client }) => client));
  const concerned = entries.filter(({ claim }) => reported.has(claim.key));
  const asked = new Set(concerned.map(({ claim }) => claim.key));
  const byOwner = groupBy(concerned, ({ claim }) => claim.object);
  let unread: ReadonlySet<string> | null = null;
  let inns: ReadonlySet<string | null> | null = null;
  const byRow = index.filed.map(({ report, client, partner }): string | null => {
    if (!partner) return null;
    if (!asked.has(client)) {
      if ((unread ??= unreadClients(facts)).has(client))
        return 'не учтён: строка клиента в реестре с ошибкой, или дата её запроса ещё не наступила';
      problems.push(
        (inns ??= new Set(everyRow(facts).map(({ inn }) => inn))).has(report.inn)
          ? rowError<TechnocomTabs>('reports', report.row, 'contract', NO_CONTRACT)
          : rowError<TechnocomTabs>('reports', report.row, 'inn', NO_CLIENT),
      );
      return null;
    }
    if (report.date > facts.today) return 'не учтён: дата отчёта ещё не наступила';
    const own = byOwner.get(claimObject(client, partner)) ?? [];
    const [any] = own;
    if (!any) return 'не учтён: этот клиент не за этим партнёром';
    const fixed = own.filter(({ claim, refusal }) => !refusal && claim.reporting);
    const served = fixed.find((entry) => whyNot(report, entry) === '');
    if (!served) {
      const judged = fixed.at(-1) ?? own.find(({ refusal }) => !refusal) ?? any;
      return `не учтён: ${whyNot(report, judged)}`;
    }
    const counted = index.of(client, partner)?.get(report.year);
    if (counted && counted.row !== report.row)
      return `не учтён: за ${report.year} год уже есть отчёт в строке ${counted.row}`;
    problems.push(...prematureYear(report, served));
    return COUNTED;
  });
  return { byRow, problems };
}

/** Warns of a report for a later year than the one that is needed next: the year may be mistyped. */
function prematureYear({ row, year }: ReportRow, { claim: { reporting } }: RegistryEntry) {
  if (!reporting || year < yearOf(reporting.due)) return [];
  const { due } = reporting;
  return [
    rowWarning<TechnocomTabs>('reports', row, 'year', {
      what: `учтён за ${year} год, а к ${ruDay(due)} нужен отчёт за ${yearOf(due) - 1} год`,
      how: 'Проверьте год отчёта.',
    }),
  ];
}

const everyRow = ({ rows, broken }: TechnocomFacts) => [...broken.registry, ...rows.registry];

/**
 * Clients whose registry rows are all in error or requested in the future: a report on them is not itself an
 * error.
 */
function unreadClients(facts: TechnocomFacts): ReadonlySet<string> {
  const unread = new Set<string>();
  for (const { inn, contract } of everyRow(facts))
    if (inn !== null && contract !== null) unread.add(clientKey(inn, contract));
  return unread;
}

/**
 * Why a report has no effect on a registry row; '' when it counts (rule 5: for its Отчётный год, whenever it
 * arrived).
 */
function whyNot(report: ReportRow, { claim, refusal, status }: RegistryEntry): string {
  if (refusal) return `запрос партнёра в реестре — «${status}»`;
  const { reporting } = claim;
  if (!reporting) return 'клиент не закреплён, отчёт не нужен (п. 3.2)';
  for (const [closed, what, clause] of [
    [claim.rejected, 'запрос отклонён', 'п. 3.1'],
    [claim.detached, 'клиент откреплён', 'п. 3.3'],
    [reporting.detachedOn, 'клиент откреплён', 'п. 3.3'],
  ] as const)
    if (closed !== null && report.date >= closed) return `${what} ${ruDay(closed)} (${clause})`;
  const firstYear = yearOf(reporting.firstDue) - 1;
  if (report.year < firstYear)
    return `первый отчёт нужен за ${firstYear} год, к ${ruDay(reporting.firstDue)} (п. 3.2)`;
  return '';
}
