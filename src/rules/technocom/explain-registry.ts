// «Почему такая цифра?» for the registry: the state with its clause, the dates it follows from, and
// conflicting claims.
import { addDays, ruDay, yearOf } from '../day.js';
import { type Reason, type ReasonLine, rowLine } from '../programme.js';
import { days } from '../text.js';
import type { Assessment } from './assess.js';
import type { RegistryEntry } from './registry.js';
import { STATES } from './states.js';
import { tabs } from './tabs.js';

/**
 * Explains a cell of «Реестр клиентов» or of «Публичный реестр». `index` counts the registry's good rows from
 * 0.
 */
export function explainRegistry(
  entry: RegistryEntry | null,
  column: string,
  index: number,
  { facts, registry }: Assessment,
): Reason | null {
  const note = registry.notes[index] ?? null;
  if (!entry)
    return note === null
      ? null
      : { rule: 'Строка держит клиента со дня запроса.', clause: 'п. 3.1', lines: [], sum: note };
  const { claim, status, refusal } = entry;
  const { row, hold, reporting } = claim;
  const dates: ReasonLine[] = [
    rowLine(tabs.registry, row, `запрос ${claim.partner.name} от ${ruDay(claim.requestedOn)}`),
  ];
  if (hold) dates.push(rowLine(tabs.registry, row, `подтверждено ${ruDay(hold.confirmed)}`));
  if (column === 'heldUntil' && hold && !refusal) {
    const base = addDays(hold.confirmed, registry.terms.holdDays);
    const extra = hold.until - base;
    return {
      rule: 'Закреплён до = Подтверждено + срок предварительного закрепления + продление, если оно согласовано до его конца.',
      clause: 'п. 3.1',
      lines:
        hold.extension === 'granted'
          ? [...dates, rowLine(tabs.registry, row, `продление на ${days(extra)} согласовано`)]
          : dates,
      sum:
        `${ruDay(hold.confirmed)} + ${days(registry.terms.holdDays)}${extra > 0 ? ` + ${days(extra)}` : ''} = ${ruDay(hold.until)}` +
        (entry.heldUntil === null ? `; статус «${status}» — ячейка пуста` : ''),
    };
  }
  if (column === 'reportDue' && reporting && !refusal) {
    const given: ReasonLine[] = [];
    for (let year = yearOf(reporting.firstDue) - 1; year < yearOf(reporting.due) - 1; year += 1) {
      const report = registry.reports.of(claim.key, claim.partner)?.get(year);
      if (report) given.push(rowLine(tabs.reports, report, `за ${year} год — ${ruDay(report.date)}`));
    }
    return {
      rule: 'Отчёт нужен к каждой отчётной дате, первой — после конца предварительного закрепления; «Отчёт до» — ближайшая, к которой отчёта нет.',
      clause: 'п. 3.2',
      lines: [...dates, ...given],
      sum:
        `первая отчётная дата ${ruDay(reporting.firstDue)}; без отчёта — ${ruDay(reporting.due)}` +
        (entry.reportDue === null ? `; статус «${status}» — ячейка пуста` : ''),
    };
  }
  const lines = [...dates];
  if (refusal)
    lines.push(
      rowLine(
        tabs.registry,
        refusal.holder.row,
        `${ruDay(refusal.on)} клиента держал ${refusal.holder.partner.name}`,
      ),
    );
  if (hold && !refusal) lines.push({ text: `срок предварительного закрепления — по ${ruDay(hold.until)}` });
  const fixedFrom = hold?.fixedFrom ?? null;
  if (hold && fixedFrom !== null && !refusal)
    lines.push({
      text: `${hold.fixedBy === 'list' ? 'перечень ПО получен в срок' : 'лицензии куплены в срок'}: закреплён с ${ruDay(fixedFrom)}`,
    });
  if (reporting && !refusal)
    lines.push({
      text: `отчёт до ${ruDay(reporting.due)}, последний день на отчёт — ${ruDay(reporting.lastDay)}`,
    });
  if (status === 'Запрос неполный') lines.push({ text: `не хватает: ${claim.missing.join(', ')}` });
  for (const [day, what] of [
    [claim.warned, 'предупреждение вынесено'],
    [claim.rejected, 'отклонено'],
    [claim.detached, 'откреплён'],
  ] as const)
    if (day !== null) lines.push(rowLine(tabs.registry, row, `${what} ${ruDay(day)}`));
  return {
    rule: `«${status}» — ${STATES[status].meaning(facts.settings)}.`,
    clause: STATES[status].clause,
    lines,
    sum: `сегодня ${ruDay(facts.today)} → ${status}${column === 'note' && note !== null ? `; ${note}` : ''}`,
  };
}
