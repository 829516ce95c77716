// Initial rows of «Настройки» and «Шаблоны писем»: one parameter or letter each, with the value that applies
// until staff change it.
import { commonLetters } from '../mail/common-letters.js';
import { allowedIn } from '../mail/templates.js';
import { onceEach } from '../rules/collections.js';
import { GENERAL } from '../rules/kinds.js';
import type { LetterKind } from '../rules/letters.js';
import type { Programme } from '../rules/programme.js';
import type { Settings } from '../rules/settings.js';
import { keyOf } from '../rules/text.js';
import { cellIn } from '../sheets/bind.js';
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

/** What is declared for all programmes and for each of these, with the word for «Программа». */
const declaredBy = <T>(
  common: Readonly<Record<string, T>>,
  chosen: readonly Programme[],
  ofProgramme: (programme: Programme) => Readonly<Record<string, T>>,
): readonly { readonly title: string; readonly one: T }[] =>
  [[COMMON, common] as const, ...chosen.map((one) => [one.title, ofProgramme(one)] as const)].flatMap(
    ([title, set]) => Object.values(set).map((one) => ({ title, one })),
  );

/**
 * Rows for those parameters of these programmes that «Настройки» does not list yet, and the dropdowns with
 * their words. `first`: the 0-based row where they begin.
 */
export function givenSettings(
  scene: Scene,
  chosen: readonly Programme[],
  place: StructuredTab,
  first: number,
): Given {
  const listed = onceEach((title: string) => {
    // A row in error lists its parameter too.
    const rows = settingRowsOf(scene.settings, title, ['rows', 'broken']);
    return new Set(rows.map(({ parameter }) => keyOf(String(parameter))));
  });
  const lacking = declaredBy(workbookSettings, chosen, ({ settings }): Settings => settings).filter(
    ({ title, one }) => !listed(title).has(keyOf(one.header)),
  );
  const at = place.columns.at.get('value');
  return {
    rows: lacking.map(({ title, one: { header, kind, default: fallback, note } }) => ({
      programme: { value: title },
      parameter: { value: header },
      fallback:
        fallback === null
          ? { value: '' }
          : {
              value: shown(kind.write(fallback, scene.zone)),
              format: kind.format === GENERAL ? '@' : kind.format,
            },
      about: { value: note },
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
export function givenTemplates(place: StructuredTab, chosen: readonly Programme[], first: number): Given {
  const known = new Set(place.grid.slice(1).map((row) => keyOf(String(cellIn(place, row, 'code')))));
  const lacking = declaredBy<LetterKind>(commonLetters, chosen, ({ letters }) => letters).filter(
    ({ one }) => !known.has(keyOf(one.code)),
  );
  const at = place.columns.at.get('text');
  const start = { sheetId: place.sheetId, rowIndex: first, columnIndex: at };
  const rows = lacking.map(({ one }) => ({ values: [{ note: allowedIn(one) }] }));
  return {
    rows: lacking.map(({ title, one: { code, subject, body } }) => ({
      code: { value: code },
      programme: { value: title },
      subject: { value: subject },
      text: { value: body },
    })),
    beside: at === undefined || rows.length === 0 ? [] : [{ updateCells: { start, rows, fields: 'note' } }],
  };
}
