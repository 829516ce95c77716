// Initial rows of «Настройки» and «Шаблоны писем»: one parameter or letter each, with the value that applies
// until staff change it.
import { commonLetters } from '../mail/common-letters.js';
import { allowedIn } from '../mail/templates.js';
import { GENERAL } from '../rules/kinds.js';
import type { LetterKinds } from '../rules/letters.js';
import type { Programme } from '../rules/programme.js';
import type { Settings } from '../rules/settings.js';
import { keyOf } from '../rules/text.js';
import { cellIn } from '../sheets/bind.js';
import { usedRows } from '../sheets/diff.js';
import type { WantedRow } from '../sheets/wanted.js';
import { dropdown } from '../sheets/layout.js';
import type { Request } from '../sheets/ports.js';
import { settingRowsOf, workbookSettings } from '../sheets/settings.js';
import { COMMON } from '../sheets/shared-tabs.js';
import type { StructuredTab } from '../sheets/structure.js';
import type { Scene } from './scene.js';

/** Rows to add, and what stands at their cells: dropdowns or notes. */
export interface Given {
  readonly rows: readonly WantedRow[];
  readonly beside?: readonly Request[];
}

/**
 * Rows for those parameters of these programmes that «Настройки» does not list yet, and the dropdowns with
 * their words. `first`: the 0-based row where they begin.
 */
export function givenSettings(
  scene: Scene,
  chosen: readonly Programme[],
  place: StructuredTab,
  first = usedRows(place),
): Given {
  const sets: readonly (readonly [string, Settings])[] = [
    [COMMON, workbookSettings],
    ...chosen.map(({ title, settings }) => [title, settings] as const),
  ];
  const lacking = sets.flatMap(([title, settings]) => {
    // A row in error lists its parameter too.
    const listed = new Set(
      settingRowsOf(scene.settings, title, ['rows', 'broken']).map(({ parameter }) =>
        keyOf(String(parameter)),
      ),
    );
    return Object.values(settings)
      .filter(({ header }) => !listed.has(keyOf(header)))
      .map((one) => ({ title, one }));
  });
  const at = place.columns.at.get('value');
  return {
    rows: lacking.map(({ title, one }) => ({
      programme: { value: title },
      parameter: { value: one.header },
      fallback:
        one.default === null
          ? { value: '' }
          : {
              value: shown(one.kind.write(one.default, scene.zone)),
              format: one.kind.format === GENERAL ? '@' : one.kind.format,
            },
      about: { value: one.note },
    })),
    beside: lacking.flatMap(({ one: { kind } }, index) => {
      if (!kind.words || at === undefined) return [];
      const rows = { startRowIndex: first + index, endRowIndex: first + index + 1 };
      const columns = { startColumnIndex: at, endColumnIndex: at + 1 };
      return [dropdown({ sheetId: place.sheetId, ...rows, ...columns }, kind.words)];
    }),
  };
}

const shown = (cell: string | number | boolean): string | number =>
  typeof cell === 'boolean' ? (cell ? 'да' : 'нет') : cell;

/**
 * Rows for those letters of these programmes that «Шаблоны писем» does not list yet, and notes on their texts with
 * what can be filled in. `first`: the 0-based row where they begin.
 */
export function givenTemplates(
  place: StructuredTab,
  chosen: readonly Programme[],
  first = usedRows(place),
): Given {
  const known = new Set(place.grid.slice(1).map((row) => keyOf(String(cellIn(place, row, 'code')))));
  const sets: readonly (readonly [string, LetterKinds])[] = [
    [COMMON, commonLetters],
    ...chosen.map((programme) => [programme.title, programme.letters] as const),
  ];
  const lacking = sets.flatMap(([title, kinds]) =>
    Object.values(kinds)
      .filter((kind) => !known.has(keyOf(kind.code)))
      .map((kind) => ({ title, kind })),
  );
  const at = place.columns.at.get('text');
  const start = { sheetId: place.sheetId, rowIndex: first, columnIndex: at };
  const rows = lacking.map(({ kind }) => ({ values: [{ note: allowedIn(kind) }] }));
  return {
    rows: lacking.map(({ title, kind }) => ({
      code: { value: kind.code },
      programme: { value: title },
      subject: { value: kind.subject },
      text: { value: kind.body },
    })),
    beside: at === undefined || rows.length === 0 ? [] : [{ updateCells: { start, rows, fields: 'note' } }],
  };
}
