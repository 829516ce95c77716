// «Почему такая цифра?» for the registry: the state with its clause, the dates it follows from, and
// conflicting claims.
import { addDays, ruDay, yearOf } from '../day.js';
import { type Reason, type ReasonLine, rowLine } from '../reasons.js';
import { days } from '../text.js';
import type { Assessment } from './assess.js';
import { type Claim, FIXED_BY, type Hold } from './claims.js';
import type { Conflict } from './conflicts.js';
import type { RegistryEntry } from './registry.js';
import type { Reporting } from './reporting.js';
import { meaningOf, STATES } from './states.js';
import { tabs } from './tabs.js';

/** Explains a cell of «Реестр клиентов» or of «Публичный реестр». `note`: the row's Примечание. */
export function explainRegistry(
  entry: RegistryEntry | null | undefined,
  column: string,
  note: string | null | undefined,
  assessment: Assessment,
): Reason | null {
  if (!entry)
    return note
      ? { rule: 'Строка держит клиента со дня запроса.', clause: 'п. 3.1', lines: [], sum: note }
      : null;
  const { hold, reporting } = entry.claim;
  if (column === 'heldUntil' && hold && !entry.refusal) return explainHeldUntil(entry, hold, assessment);
  if (column === 'reportDue' && hold && reporting && !entry.refusal)
    return explainReportDue(entry, hold, reporting, assessment);
  return explainStatus(entry, column === 'note' ? (note ?? null) : null, assessment);
}

/** The request and its confirmation. */
function datesOf({ claim: { row, partner, requestedOn, hold } }: RegistryEntry): readonly ReasonLine[] {
  const line = (text: string): ReasonLine => rowLine(tabs.registry, row, text);
  const asked = line(`запрос партнёра ${partner.name} от ${ruDay(requestedOn)}`);
  return hold ? [asked, line(`подтверждено ${ruDay(hold.confirmed)}`)] : [asked];
}

/** Said of a date that the state leaves blank. */
const blank = (date: number | null, status: string): string =>
  date === null ? `; статус «${status}» — ячейка пуста` : '';

function explainHeldUntil(entry: RegistryEntry, hold: Hold, { facts: { settings } }: Assessment): Reason {
  const dates = datesOf(entry);
  const extra = hold.until - addDays(hold.confirmed, settings.holdDays);
  return {
    rule: 'Закреплён до = Подтверждено + срок закрепления + продление, если оно согласовано в этот срок.',
    clause: 'п. 3.1',
    lines:
      hold.extension === 'granted'
        ? [...dates, rowLine(tabs.registry, entry.claim.row, `продление на ${days(extra)} согласовано`)]
        : dates,
    sum:
      `${ruDay(hold.confirmed)} + ${days(settings.holdDays)}${extra > 0 ? ` + ${days(extra)}` : ''} = ${ruDay(hold.until)}` +
      blank(entry.heldUntil, entry.status),
  };
}

function explainReportDue(
  entry: RegistryEntry,
  hold: Hold,
  { firstDue, due }: Reporting,
  { registry: { reports } }: Assessment,
): Reason {
  const { key, partner } = entry.claim;
  const given: ReasonLine[] = [];
  for (let year = yearOf(firstDue) - 1; year < yearOf(due) - 1; year += 1) {
    const report = reports.of(key, partner)?.get(year);
    if (report) given.push(rowLine(tabs.reports, report, `за ${year} год — ${ruDay(report.date)}`));
  }
  return {
    rule: 'Отчёт нужен к каждой отчётной дате после предварительного закрепления; «Отчёт до» — ближайшая, к которой отчёта нет.',
    clause: 'п. 3.2',
    lines: [...datesOf(entry), ...given],
    sum:
      `закрепление по ${ruDay(hold.until)}, первая отчётная дата после него — ${ruDay(firstDue)}; отчёта нет к ${ruDay(due)}` +
      blank(entry.reportDue, entry.status),
  };
}

function explainStatus(entry: RegistryEntry, note: string | null, { facts, registry }: Assessment): Reason {
  const { status, refusal, claim } = entry;
  const lines = [...datesOf(entry), ...(refusal ? [holderLine(refusal)] : termLines(claim))];
  if (status === 'Запрос неполный') lines.push({ text: `не хватает: ${claim.missing.join(', ')}` });
  for (const [day, what] of [
    [claim.warned, 'предупреждение вынесено'],
    [claim.rejected, 'отклонено'],
    [claim.detached, 'откреплён'],
  ] as const)
    if (day !== null) lines.push(rowLine(tabs.registry, claim.row, `${what} ${ruDay(day)}`));
  // A remark may say that there is no discount.
  const rival = note === null ? undefined : registry.seconds.get(claim);
  if (rival) lines.push(rivalLine(rival));
  return {
    rule: `«${status}» — ${meaningOf(status, facts.settings)}.`,
    clause: STATES[status].clause + (rival ? ', 3.4' : ''),
    lines,
    sum: `сегодня ${ruDay(facts.today)} → ${status}${note === null ? '' : `; ${note}`}`,
  };
}

const holderLine = ({ holder, on }: Conflict): ReasonLine =>
  rowLine(tabs.registry, holder.row, `${ruDay(on)} клиента держал партнёр ${holder.partner.name}`);

const rivalLine = ({ row, partner }: Claim): ReasonLine =>
  rowLine(
    tabs.registry,
    row,
    `раньше этот ИНН запросил и держит партнёр ${partner.name}, договор ${row.contract}`,
  );

/** The ends of an admitted row's hold and reports. */
function termLines({ hold, reporting }: RegistryEntry['claim']): readonly ReasonLine[] {
  const lines: ReasonLine[] = [];
  if (hold) lines.push({ text: `срок предварительного закрепления — по ${ruDay(hold.until)}` });
  if (hold?.fixed)
    lines.push({
      text: `${FIXED_BY[hold.fixed.by]} в срок: закреплён с ${ruDay(hold.fixed.from)}`,
    });
  if (reporting)
    lines.push({
      text: `отчёт до ${ruDay(reporting.due)}, последний день на отчёт — ${ruDay(reporting.lastDay)}`,
    });
  return lines;
}
