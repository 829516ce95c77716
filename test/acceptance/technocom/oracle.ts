// A second, independent implementation of the spec of «ТЕХНОКОМ»: slow, every computed cell at a moment,
// nothing shared with src/rules.
// One file per chapter in oracle/; this file combines them.
import type { Cells } from '../cells.js';
import { desk } from './oracle/desk.js';
import { registryCells } from './oracle/registry.js';
import type { Settings, Tables } from './oracle/terms.js';
import { hoursCells, licence, partnerCells, training } from './oracle/works.js';

/** The computed cells of each row, by tab. */
export function oracle(
  tables: Tables,
  now: number,
  settings: Settings,
): Readonly<Record<string, readonly Cells[]>> {
  const rowsOf = (tab: string): readonly Cells[] => tables[tab] ?? [];
  return {
    Представители: partnerCells(tables, now),
    'Реестр клиентов': registryCells(tables, now, settings),
    Обращения: rowsOf('Обращения').map((row) => desk(row, now, settings)),
    'Часы головного офиса': hoursCells(tables),
    Лицензии: rowsOf('Лицензии').map((row) => licence(row, now)),
    Обучение: rowsOf('Обучение').map((row) => training(row, now)),
  };
}
