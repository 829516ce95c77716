// Reads «Настройки»: the parameters in force, with defaults for blank or invalid values.
import { type Cell, Fault, integer, notNegative, number, between } from '../rules/kinds.js';
import { type Settings, setting } from '../rules/settings.js';
import { keyOf } from '../rules/text.js';
import { UTC } from '../rules/zone.js';
import { isBlank } from './grid.js';
import { cellProblem, type ParsedTab } from './parse.js';
import type { SheetProblem } from './problems.js';

/** Parameters of the workbook as a whole. */
export const workbookSettings = {
  lateHours: setting(
    'Не отправлять опоздавшие, часов',
    number,
    24,
    'Письмо, повод которого прошёл раньше, чем столько часов назад, не создаётся. День без часа считается с 00:00: если решения вносят днём, а пересчёт идёт только утром, поставьте 48.',
    notNegative,
  ),
  dailyHour: setting(
    'Час ежедневного запуска',
    integer,
    8,
    'В котором часу работает ежедневный запуск (0–23).',
    between(0, 23),
  ),
};

export interface ReadSettings {
  /** Values by parameter key. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly SheetProblem[];
}

const rowKey = (programme: string, parameter: string): string => `${keyOf(programme)}\n${keyOf(parameter)}`;

/**
 * The parameters of one programme («Общие» for those of the workbook). `tab` is null when the workbook has no
 * «Настройки» yet.
 */
export function readSettings(title: string, settings: Settings, tab: ParsedTab | null): ReadSettings {
  const typed = new Map<string, { readonly row: number; readonly value: Cell }>();
  const problems: SheetProblem[] = [];
  const known = new Set(Object.values(settings).map((one) => keyOf(one.header)));
  const at = tab?.columns.at;
  for (const row of tab?.rows ?? []) {
    const programme = String(row['programme']);
    const parameter = String(row['parameter']);
    if (!tab || keyOf(programme) !== keyOf(title)) continue;
    const value = row['value'] as Cell | null;
    const report = (what: string, how: string): void => {
      problems.push(
        cellProblem(
          tab.source,
          { row: row.row, at: at?.get('parameter'), header: 'Параметр', value: parameter },
          { what, how, severity: 'warning' },
        ),
      );
    };
    if (!known.has(keyOf(parameter)))
      report('такого параметра у программы нет', 'Исправьте название или удалите строку.');
    else if (typed.has(rowKey(programme, parameter)))
      report('параметр повторяется, действует верхняя строка', 'Удалите лишнюю строку.');
    else typed.set(rowKey(programme, parameter), { row: row.row, value: value ?? '' });
  }
  const values: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(settings)) {
    const found = typed.get(rowKey(title, one.header));
    values[key] = one.default;
    if (!found || isBlank(found.value)) continue;
    // No parameter is a date-time, so the zone does not matter.
    const read = one.kind.read(found.value, UTC);
    const wrong = read instanceof Fault ? read : one.check?.(read);
    if (!wrong) values[key] = read;
    else if (tab)
      problems.push(
        cellProblem(
          tab.source,
          {
            row: found.row,
            at: at?.get('value'),
            header: 'Значение',
            value: found.value,
          },
          { what: `«${one.header}»: ${wrong.what}; действует значение по умолчанию`, how: wrong.how },
        ),
      );
  }
  return { values, problems };
}
