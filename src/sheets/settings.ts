// Reads «Настройки»: the parameters in force, with defaults for blank or invalid values.
import { type Cell, Fault, integer, notNegative, number, between } from '../rules/kinds.js';
import type { Programme } from '../rules/programme.js';
import { type CommonSettings, type Settings, setting, type SettingsOf } from '../rules/settings.js';
import { keyOf } from '../rules/text.js';
import { UTC } from '../rules/zone.js';
import { isBlank } from './grid.js';
import type { ParsedRow, ParsedTab } from './parse.js';
import { cellProblem, type SheetProblem } from './problems.js';

/** Parameters of the workbook as a whole. */
export const workbookSettings = {
  lateHours: setting(
    'Не отправлять опоздавшие, часов',
    number,
    24,
    'Если повод для письма возник больше стольких часов назад, письмо не создаётся. Если известна только дата, часы считаются с 00:00: когда решения вносят днём, а пересчёт идёт раз в сутки утром, поставьте 48. О решении по заявке, открытой при прошлом пересчёте, «Техноком» и «Реселлеры» сообщают и позже.',
    notNegative,
  ),
  dailyHour: setting(
    'Час ежедневного запуска',
    integer,
    8,
    'В котором часу работает ежедневный запуск (0–23). После изменения снова выберите «Автоматически каждый день».',
    between(0, 23),
  ),
};

export interface ReadSettings {
  /** Values by parameter key. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly SheetProblem[];
  /** Row and key of each parameter whose value could not be read. */
  readonly bad: readonly { readonly row: number; readonly key: string }[];
}

/** The parameters of a programme. */
export interface ProgrammeSettings extends ReadSettings {
  /** Those that every programme declares: defineProgramme checks it, so the values contain them. */
  readonly common: SettingsOf<CommonSettings>;
}

/** The rows of «Настройки» for one programme («Общие» for those of the workbook): good ones, or also those in error. */
export const settingRowsOf = (
  tab: ParsedTab | null,
  title: string,
  parts: readonly ('rows' | 'broken')[] = ['rows'],
): readonly ParsedRow[] =>
  parts
    .flatMap((part) => tab?.[part] ?? [])
    .filter((row) => keyOf(String(row['programme'])) === keyOf(title));

/**
 * The parameters of one programme («Общие» for those of the workbook). `tab` is null when the workbook has no
 * «Настройки» yet.
 */
export function readSettings(title: string, settings: Settings, tab: ParsedTab | null): ReadSettings {
  const problems: SheetProblem[] = [];
  const values = Object.fromEntries(Object.entries(settings).map(([key, one]) => [key, one.default]));
  const bad: { readonly row: number; readonly key: string }[] = [];
  if (!tab) return { values, problems, bad };
  const known = new Set(Object.values(settings).map(({ header }) => keyOf(header)));
  const typed = new Map<string, ParsedRow>();
  for (const row of settingRowsOf(tab, title)) {
    const parameter = String(row['parameter']);
    const key = keyOf(parameter);
    const report = (what: string, how: string): void => {
      problems.push(cellProblem(tab, row.row, 'parameter', { what, how, severity: 'warning' }));
    };
    if (!known.has(key)) report('такого параметра у программы нет', 'Исправьте название или удалите строку.');
    else if (typed.has(key))
      report('параметр повторяется, действует верхняя строка', 'Удалите лишнюю строку.');
    else typed.set(key, row);
  }
  for (const [key, one] of Object.entries(settings)) {
    const row = typed.get(keyOf(one.header));
    const cell = (row?.['value'] ?? '') as Cell;
    if (!row || isBlank(cell)) continue;
    // No parameter is a date-time, so the zone does not matter.
    const read = one.kind.read(cell, UTC);
    const wrong = read instanceof Fault ? read : one.check?.(read);
    if (wrong) {
      const isBlankByDefault = one.default === null || one.kind.write(one.default, UTC) === '';
      const instead = isBlankByDefault ? 'считается, что значения нет' : 'действует значение по умолчанию';
      const whole = one.kind.type === 'list' ? 'весь список не учтён, ' : '';
      const what = `«${one.header}»: ${wrong.what}; ${whole}${instead}`;
      problems.push({ ...cellProblem(tab, row.row, 'value', { what, how: wrong.how }), type: one.kind.type });
      bad.push({ row: row.row, key });
    } else values[key] = read;
  }
  return { values, problems, bad };
}

/** The parameters of a programme. */
export function programmeSettings(
  { title, settings }: Pick<Programme, 'title' | 'settings'>,
  tab: ParsedTab | null,
): ProgrammeSettings {
  const read = readSettings(title, settings, tab);
  return { ...read, common: read.values as SettingsOf<CommonSettings> };
}
