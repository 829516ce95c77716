// The note on each row of «Отчёты по клиентам»: «учтён», or why not (п. 3.2).
import { ruDay, yearOf } from '../day.js';
import { rowError, rowWarning } from '../programme.js';
import { clientKey } from './claims.js';
import type { ReportRow, TechnocomFacts, TechnocomProblem, TechnocomTabs } from './model.js';
import type { Partner } from './partners.js';
import type { Registry, RegistryEntry } from './registry.js';
import type { ReportIndex } from './report-index.js';

const COUNTED = 'учтён';
const NO_CLIENT = {
  what: 'клиента с таким ИНН и договором нет в реестре',
  how: 'Сверьте ИНН и договор с вкладкой «Реестр клиентов».',
};
const NO_CONTRACT = { ...NO_CLIENT, what: 'у клиента с этим ИНН такого договора в реестре нет' };

/** A partner's registry rows of one client: one that was not refused, if any, and those that were fixed. */
interface Own {
  any: RegistryEntry;
  readonly fixed: RegistryEntry[];
}
type Owners = Map<Partner, Own>;

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
  const owners = ownersOf(index, entries);
  let unread: ReadonlySet<string> | null = null;
  let inns: ReadonlySet<string | null> | null = null;
  const byRow = index.filed.map(({ report, client, partner }): string | null => {
    if (!partner) return null;
    const claimed = owners.get(client);
    if (!claimed || claimed.size === 0) {
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
    const own = claimed.get(partner);
    if (!own) return 'не учтён: этот клиент не за этим партнёром';
    const candidates = own.fixed.length > 0 ? own.fixed : [own.any];
    const served = candidates.find((entry) => whyNot(report, entry) === '');
    if (!served) return `не учтён: ${whyNot(report, candidates[candidates.length - 1] ?? own.any)}`;
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
      what: `учтён за ${year} год, а к ${ruDay(due)} нужен отчёт за ${yearOf(due) - 1}`,
      how: 'Проверьте год отчёта.',
    }),
  ];
}

/** Client → partners who requested it; the map is empty for a client that nobody requested. */
function ownersOf({ filed }: ReportIndex, entries: readonly RegistryEntry[]): ReadonlyMap<string, Owners> {
  const owners = new Map<string, Owners>();
  for (const { client } of filed) if (!owners.has(client)) owners.set(client, new Map<Partner, Own>());
  if (owners.size === 0) return owners;
  for (const entry of entries) {
    const { key, partner, reporting } = entry.claim;
    const claimed = owners.get(key);
    if (!claimed) continue;
    const fixed = !entry.refusal && reporting !== null;
    const known = claimed.get(partner);
    if (!known) claimed.set(partner, { any: entry, fixed: fixed ? [entry] : [] });
    else {
      if (fixed) known.fixed.push(entry);
      if (known.any.refusal && !entry.refusal) known.any = entry;
    }
  }
  return owners;
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
  for (const [closed, word] of [
    [claim.rejected, 'отклонён'],
    [claim.detached, 'откреплён'],
    [reporting.detachedOn, 'откреплён'],
  ] as const)
    if (closed !== null && report.date >= closed) return `клиент ${word} ${ruDay(closed)} (п. 3.3)`;
  const firstYear = yearOf(reporting.firstDue) - 1;
  if (report.year < firstYear)
    return `первый отчёт нужен за ${firstYear} год, к ${ruDay(reporting.firstDue)} (п. 3.2)`;
  return '';
}
